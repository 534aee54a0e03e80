"""Nouns for things/studio.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("plinth", "plinth", "pedestal|podium|stand|platform"),
    noun("sphere", "sphere", "ball|orb|bubble|bead", most=9),
    noun("arch", "arch", "archway|portal|doorway", most=3),
    noun("stairs", "steps", "step|stair|staircase", most=1),
)
