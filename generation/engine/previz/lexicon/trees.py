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
    noun("pine", "pine", "pine tree|scots pine|stone pine", stands="far", most=9),
    noun("fir", "fir", "fir tree|spruce|conifer|evergreen|larch|cedar", stands="far", most=9),
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
    noun("cypress", "cypress", "cypress tree|thuja", stands="far", most=9),
    noun("bare tree", "bare_tree", "leafless tree|winter tree|dead tree", stands="far", most=6),
    noun("olive tree", "olive_tree", "olive grove|gnarled tree", stands="far", most=5),
    noun("acacia", "acacia", "acacia tree|umbrella tree|baobab", stands="far", most=4),
    noun("christmas tree", "christmas_tree", "xmas tree|decorated tree", most=1),
    noun("log", "log", "fallen log|tree trunk|fallen tree|timber", most=3),
    noun("stump", "stump", "tree stump|chopping block", most=2),
)
