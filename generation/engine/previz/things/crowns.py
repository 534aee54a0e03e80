"""Crowns of trees."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from generation.engine.previz.things.mesh import Mesh
from generation.engine.previz.things.shells import foliage, in_ball

Points = NDArray[np.float64]


def leafage(
    rng: np.random.Generator,
    clumps: Points,
    radius: float,
    leaves: int,
    size: float,
    middle: Points,
    flat: float = 0.75,
    hang: float = 0.1,
) -> Mesh:
    """Leaves round each clump's middle."""
    each = max(leaves // max(len(clumps), 1), 3)
    at = np.repeat(clumps, each, 0) + in_ball(rng, each * len(clumps), 0.35) * radius * [1, flat, 1] * np.repeat(
        rng.uniform(0.7, 1.25, (len(clumps), 1)), each, 0
    )
    at[:, 1] = np.maximum(at[:, 1], 1.3 * size)  # no leaf reaches into the ground
    return foliage(rng, at, size, middle=middle, wide=0.4, hang=hang)
