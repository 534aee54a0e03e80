"""Nouns for things/boats.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("boat", "boat", "reed boat|punt|canoe|kayak|gondola", stands="water", most=3),
    noun("rowing boat", "rowing_boat", "rowboat|dinghy|row boat|lifeboat", stands="water", most=3),
    noun("sailing boat", "sailing_boat", "sailboat|yacht|sail boat|sail|sloop|catamaran", stands="water", most=3),
    noun("container ship", "container_ship", "ship|cargo ship|freighter|tanker|ferry|vessel", stands="far", most=2),
)
