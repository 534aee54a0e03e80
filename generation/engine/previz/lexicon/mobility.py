"""Nouns for things/mobility.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("wheelchair", "wheelchair", "wheel chair", most=2),
    noun("pram", "pram", "stroller|pushchair|baby carriage|buggy", "product", most=2),
)
