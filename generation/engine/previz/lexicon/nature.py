"""Nouns for things/nature.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("basalt", "basalt", "basalt column|basalt pedestal|columnar basalt", most=1),
    noun("rock", "rocks", "stone|rock face|scree", most=2),
    noun("fern", "fern", "undergrowth|fern frond|bracken", most=9),
    noun("reed", "reeds", "rush|bulrush|cattail|sedge|tall grass", stands="water", most=1),
    noun("post", "posts", "mooring|mooring post|stake|jetty", stands="water", most=1),
    noun("bird", "bird", "wading bird|wader|waterbird", stands="water", most=4),
    noun("hill", "hills", "ridge|range|hillside|mountain range", stands="far", most=1),
    noun("fire", "fire_bowl", "campfire|brazier|flame|bonfire", most=1),
)
