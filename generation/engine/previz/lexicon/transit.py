"""Nouns for things/transit.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("bus", "bus", "city bus|coach|shuttle bus|school bus", "product", "far", 2),
    noun("tram", "tram", "streetcar|trolley|light rail|tramway", "product", "far", 2),
    noun("train", "train", "railway|high-speed train|locomotive|metro|subway|underground train", "product", "far", 1),
    noun("truck", "truck", "lorry|delivery truck|semi-trailer|heavy goods vehicle", "product", "far", 3),
    noun("forklift", "forklift", "fork-lift|forklift truck|pallet truck", most=2),
)
