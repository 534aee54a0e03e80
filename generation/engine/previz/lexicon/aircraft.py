"""Nouns for things/aircraft.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("aeroplane", "aeroplane", "airplane|plane|aircraft|jet|airliner|jet plane", stands="sky", most=2),
    noun("helicopter", "helicopter", "chopper", "product", "sky", 2),
    noun("hot-air balloon", "balloon", "hot air balloon|air balloon", "product", "sky", 5),
)
