"""Nouns for things/creatures.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("fish", "fish", "goldfish|trout|carp|koi", stands="top", most=5),
    noun("whale", "whale", "humpback|dolphin|orca|shark", stands="water", most=1),
    noun("butterfly", "butterfly", "moth", stands="top", most=7),
    noun("bee", "bee", "honeybee|bumblebee|wasp", stands="top", most=7),
    noun("snail", "snail", "garden snail|slug", stands="top", most=2),
)
