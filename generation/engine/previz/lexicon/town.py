"""Nouns for things/town.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("building", "skyline", "tower|skyline|city skyline|high-rise|cityscape", stands="far", most=1),
    noun("street lamp", "lamp_post", "lamp post|lamppost|streetlight|street light|lantern post", most=4),
)
