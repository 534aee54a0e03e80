"""Nouns for things/timber.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("log", "log", "fallen log|tree trunk|fallen tree|timber", most=3),
    noun("stump", "stump", "tree stump|chopping block", most=2),
)
