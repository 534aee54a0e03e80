"""Nouns for things/flowers.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun(
        "vase",
        "vase_flowers",
        "vase of flower|vase with flower|flower vase|flower arrangement|cut flower",
        stands="top",
        most=3,
    ),
    noun("bouquet", "bouquet", "bunch of flower|posy|bridal bouquet|nosegay", stands="top", most=2),
    noun("flower", "daisy", "daisy|wildflower|wild flower|camomile|blossom head|petal", stands="top", most=3),
    noun("tulip", "tulip", stands="top", most=7),
    noun("rose", "rose", "red rose|peony", stands="top", most=7),
    noun("sunflower", "sunflower", "sun flower", most=7),
    noun("wreath", "wreath", "garland|advent wreath|laurel", stands="wall", most=2),
    noun("mushroom", "mushrooms", "toadstool|fungus|fungi", stands="top", most=3),
    noun("hedge", "hedge", "hedgerow|boxwood|topiary|privet", most=3),
    noun("bush", "bush", "shrub|shrubbery", most=6),
    noun("grass tuft", "grass_tuft", "tuft of grass|tuft|ornamental grass|pampas grass|clump of grass", most=6),
    noun("wheat", "wheat", "ear of wheat|sheaf|grain|barley|corn ear|rye", most=3),
    noun("lavender", "lavender", "lavender bush|sage", most=5),
)
