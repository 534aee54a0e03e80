"""Nouns for things/furniture.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("table", "table", "desk|long table|conference table|meeting table|workbench|counter|worktop", most=2),
    noun("coffee table", "coffee_table", "low table", most=1),
    noun("chair", "chair", "seat|stool|armchair", most=8),
    noun("sofa", "sofa", "couch|settee|bench", most=2),
    noun("shelf", "shelf", "shelve|bookshelf|bookcase|shelving|cabinet|cupboard", most=3),
    noun("lamp", "lamp", "floor lamp|standing lamp|light stand"),
    noun("plant", "plant", "houseplant|potted plant|flower|bouquet|foliage|fern in a pot|vase"),
)
