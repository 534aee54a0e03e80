"""Taps over a basin or a sink."""

from __future__ import annotations

import numpy as np

from generation.engine.previz.things.mesh import Mesh, cylinder, join, place
from generation.engine.previz.things.shells import rod
from generation.engine.previz.things.solids import pipe


def tap(x: float, y: float, z: float, h: float = 0.3, reach: float = 0.2) -> Mesh:
    """A bent spout with a lever, its foot at (x, y, z); it rises by h and reaches towards +z."""
    t = np.linspace(0, np.pi, 12)
    neck = np.vstack(
        [
            [(x, y, z), (x, y + h * 0.6, z)],
            np.c_[np.full(12, x), y + h * 0.62 + h * 0.38 * np.sin(t), z + reach / 2 * (1 - np.cos(t))],
            [(x, y + h * 0.5, z + reach)],
        ]
    )
    return join(
        [
            pipe(neck, 0.012, 12),
            place(cylinder(0.026, 0.02, n=24), (x, y, z)),
            rod((x + 0.02, y + 0.07, z), (x + 0.08, y + 0.1, z), 0.008),
        ]
    )
