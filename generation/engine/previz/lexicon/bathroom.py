"""Nouns for things/bathroom.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("bathtub", "bathtub", "bath|tub|bath tub", most=1),
    noun("basin", "basin", "washbasin|wash basin|washstand|vanity unit", most=1),
    noun("shower", "shower", "shower cabin|rain shower", most=1),
)
