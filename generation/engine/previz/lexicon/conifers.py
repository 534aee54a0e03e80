"""Nouns for things/conifers.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("pine", "pine", "pine tree|scots pine|stone pine", stands="far", most=9),
    noun("fir", "fir", "fir tree|spruce|conifer|evergreen|larch|cedar", stands="far", most=9),
    noun("cypress", "cypress", "cypress tree|thuja", stands="far", most=9),
    noun("christmas tree", "christmas_tree", "xmas tree|decorated tree", most=1),
)
