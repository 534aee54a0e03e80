"""Nouns for things/forms.py: studio set pieces."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("dome", "dome", "half sphere|hemisphere|cupola", most=5),
    noun("cube", "cube", "block of colour|geometric block", most=9),
    noun("cone", "cone", "geometric cone", most=6),
    noun("torus", "donut", "geometric ring|tyre shape", most=5),
    noun("pyramid", "pyramid", "tetrahedron|prism", most=5),
    noun("hoop", "ring", "circle|halo ring|ring shape|big ring|giant ring", most=3),
    noun("ribbon", "swoosh", "swoosh|abstract ribbon|flowing ribbon|wavy band", most=2),
    noun("paper wave", "waves", "layered wave|layered paper|paper cut wave", most=1),
    noun("knot", "knot", "trefoil|trefoil knot|infinity loop", most=2),
    noun("podium set", "podium_set", "group of podium|stacked cylinder|display podium|podium group", most=1),
    noun("winners podium", "podium_steps", "winner podium|victory podium", most=1),
    noun("arch set", "arch_set", "nested arch|double arch|arch backdrop", most=1),
    noun("spiral stair", "spiral_stairs", "spiral staircase|winding stair|spiral step", most=1),
    noun("column", "column", "pillar|doric column|marble column|greek column", most=5),
)
