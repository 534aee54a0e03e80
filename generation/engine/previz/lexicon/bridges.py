"""Nouns for things/bridges.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("bridge", "stone_bridge", "stone bridge|arched bridge|aqueduct", stands="far", most=1),
    noun("suspension bridge", "suspension_bridge", "golden gate bridge|cable bridge", stands="far", most=1),
    noun("tunnel", "tunnel", "tunnel portal|underpass|tunnel mouth", stands="far", most=1),
)
