"""Nouns for things/vehicles.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("boat", "boat", "reed boat|punt|canoe|kayak|rowing boat|dinghy|ship", stands="water", most=3),
    noun("car", "car", "vehicle|automobile|van|taxi|suv", "product", most=3),
    noun("bicycle", "bicycle", "bike|cycle", "product", most=3),
)
