"""Nouns for things/plants.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("plant", "plant", "houseplant|house plant|potted plant|pot plant|foliage|fern in a pot|yucca|dracaena"),
    noun("monstera", "monstera", "swiss cheese plant|split-leaf plant"),
    noun("fiddle-leaf fig", "fiddle_leaf", "fiddle leaf|fiddle-leaf|rubber plant|ficus|rubber tree|fig tree"),
    noun("cactus", "cactus", "cacti|potted cactus", stands="top"),
    noun("tall cactus", "saguaro", "saguaro|desert cactus|giant cactus", stands="far", most=5),
    noun("succulent", "succulent", "echeveria|aloe|agave|aloe vera", stands="top"),
    noun("bonsai", "bonsai", "bonsai tree", stands="top", most=2),
    noun("potted palm", "potted_palm", "palm in a pot|areca palm|indoor palm|kentia"),
    noun("ivy", "ivy", "vine|creeper|climbing plant|green wall", stands="wall", most=2),
)
