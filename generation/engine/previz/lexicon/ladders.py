"""Nouns for things/ladders.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("ladder", "ladder", "wooden ladder", most=2),
    noun("step ladder", "step_ladder", "stepladder|folding ladder", most=2),
)
