"""Nouns for things/buildings.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("chapel", "chapel", "church|drowned chapel|abbey|monastery|temple|steeple", stands="far", most=1),
    noun("house", "house", "cottage|hut|cabin|barn|home building", stands="far", most=5),
    noun("lighthouse", "lighthouse", "beacon tower|water tower", stands="far", most=1),
    noun("building", "skyline", "skyscraper|tower|skyline|city skyline|high-rise|cityscape", stands="far", most=1),
    noun("street lamp", "lamp_post", "lamp post|lamppost|streetlight|lantern", most=4),
)
