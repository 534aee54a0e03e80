"""Nouns for things/tableware.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("cup", "cup", "mug|coffee|tea|teacup|tin cup|espresso", "product", "top"),
    noun("glass", "glass", "tumbler|drink|juice|cocktail|water glass", "product", "top"),
    noun("book", "book", "magazine|paper|document|novel|report", "thing", "top"),
)
