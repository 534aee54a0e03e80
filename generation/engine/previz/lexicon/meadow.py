"""Nouns for things/meadow.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("mushroom", "mushrooms", "toadstool|fungus|fungi", stands="top", most=3),
    noun("hedge", "hedge", "hedgerow|boxwood|topiary|privet", most=3),
    noun("bush", "bush", "shrub|shrubbery", most=6),
    noun("grass tuft", "grass_tuft", "tuft of grass|tuft|ornamental grass|pampas grass|clump of grass", most=6),
    noun("wheat", "wheat", "ear of wheat|sheaf|grain|barley|corn ear|rye", most=3),
    noun("lavender", "lavender", "lavender bush|sage", most=5),
)
