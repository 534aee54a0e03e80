"""Ladders."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import Params, Parts, join, place
from generation.engine.previz.things.shells import rods, slabs
from generation.engine.previz.things.solids import number

WEARS: Mapping[str, Mapping[str, str]] = {
    "ladder": {"body": "wood"},
    "step_ladder": {"body": "galvanised", "treads": "dark"},
}


def ladder(p: Params) -> Parts:
    """A ladder that leans back: h long."""
    h = number(p, "h", 2.6, 0.8, 8)
    rungs = np.arange(0.25, h - 0.1, 0.28)
    m = join(
        [
            slabs([(0.03, h, 0.07, s * 0.21, 0, 0) for s in (-1, 1)], 0.008),
            rods([(-0.21, y, 0) for y in rungs], [(0.21, y, 0) for y in rungs], 0.016),
        ]
    )
    return {"body": place(m, tilt=-14)}


def step_ladder(_: Params) -> Parts:
    """A folding step ladder."""
    h = 1.4
    front = place(slabs([(0.03, h, 0.06, s * (0.24 - 0.0), 0, 0) for s in (-1, 1)], 0.006), (0, 0, 0.4), tilt=-16)
    back = place(
        slabs(
            [(0.03, h * 0.98, 0.03, s * 0.23, 0, 0) for s in (-1, 1)]
            + [(0.46, 0.03, 0.02, 0, y, 0) for y in (0.3, 0.8)],
            0.006,
        ),
        (0, 0, -0.36),
        tilt=14,
    )
    treads = slabs(
        [(0.46, 0.03, 0.12, 0, y, 0.4 - y * np.tan(np.radians(16))) for y in (0.28, 0.56, 0.84, 1.12)]
        + [(0.5, 0.04, 0.28, 0, 1.34, -0.02)],
        0.006,
    )
    return {"body": join([front, back]), "treads": treads}
