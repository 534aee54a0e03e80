"""Nouns for things/cycles.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("bicycle", "bicycle", "bike|cycle|e-bike|city bike|road bike", "product", most=3),
    noun("cargo bike", "cargo_bike", "cargo bicycle|freight bike|delivery bike", "product", most=2),
    noun("motorcycle", "motorcycle", "motorbike|chopper motorcycle", "product", most=2),
    noun("scooter", "moped", "moped|vespa|motor scooter", "product", most=3),
    noun("kick scooter", "kick_scooter", "e-scooter|electric scooter|push scooter", "product", most=3),
)
