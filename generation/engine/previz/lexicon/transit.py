"""Nouns for things/transit.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("bus", "bus", "city bus|coach|shuttle bus|school bus", "product", "far", 2),
    noun("tram", "tram", "streetcar|trolley|light rail|tramway", "product", "far", 2),
    noun("train", "train", "railway|high-speed train|locomotive|metro|subway|underground train", "product", "far", 1),
    noun("truck", "truck", "lorry|delivery truck|semi-trailer|heavy goods vehicle", "product", "far", 3),
    noun("forklift", "forklift", "fork-lift|forklift truck|pallet truck", most=2),
    noun("wheelchair", "wheelchair", "wheel chair", most=2),
    noun("pram", "pram", "stroller|pushchair|baby carriage|buggy", "product", most=2),
    noun("aeroplane", "aeroplane", "airplane|plane|aircraft|jet|airliner|jet plane", stands="sky", most=2),
    noun("helicopter", "helicopter", "chopper", "product", "sky", 2),
    noun("hot-air balloon", "balloon", "hot air balloon|air balloon", "product", "sky", 5),
)
