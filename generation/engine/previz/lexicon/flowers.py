"""Nouns for things/flowers.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun(
        "flower vase",
        "vase_flowers",
        "vase of flower|vase with flower|flower in vase|flower in a vase|flower arrangement|cut flower",
        stands="top",
        most=3,
    ),
    noun("bouquet", "bouquet", "bunch of flower|posy|bridal bouquet|nosegay", stands="top", most=2),
    noun("flower", "daisy", "daisy|wildflower|wild flower|camomile|blossom head|petal", stands="top", most=3),
    noun("tulip", "tulip", stands="top", most=7),
    noun("rose", "rose", "red rose|peony", stands="top", most=7),
    noun("sunflower", "sunflower", "sun flower", most=7),
    noun("wreath", "wreath", "garland|advent wreath|laurel", stands="wall", most=2),
)
