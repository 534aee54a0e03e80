"""Nouns for things/trees.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun(
        "tree",
        "tree",
        "broadleaf|deciduous tree|linden|maple|beech|ash tree|chestnut tree|plane tree|apple tree",
        stands="far",
        most=9,
    ),
    noun(
        "autumn tree",
        "tree",
        "golden tree|autumn maple|red maple",
        stands="far",
        most=9,
        wears={"leaves": "autumn leaf"},
    ),
    noun("oak", "oak", "oak tree|old tree|mighty tree", stands="far", most=5),
    noun("birch", "birch", "birch tree|aspen|poplar", stands="far", most=9),
    noun("palm", "palm", "palm tree|coconut palm|date palm", stands="far", most=7),
    noun("willow", "willow", "weeping willow|willow tree", stands="far", most=3),
    noun(
        "cherry tree",
        "cherry_tree",
        "cherry blossom|blossom|blossoming tree|sakura|almond tree|magnolia",
        stands="far",
        most=5,
    ),
    noun("bare tree", "bare_tree", "leafless tree|winter tree|dead tree", stands="far", most=6),
    noun("olive tree", "olive_tree", "olive grove|gnarled tree", stands="far", most=5),
    noun("acacia", "acacia", "acacia tree|umbrella tree|baobab", stands="far", most=4),
)
