"""Trunks, limbs and eyes of animals."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from generation.engine.previz.things.mesh import Mesh, ball, place
from generation.engine.previz.things.shells import mirrored
from generation.engine.previz.things.solids import loft, pipe


def _oval(w: float, h: float, n: int = 28) -> NDArray[np.float64]:
    a = np.linspace(0, 2 * np.pi, n, endpoint=False)
    ring: NDArray[np.float64] = np.c_[w * np.cos(a), h * np.sin(a)]
    return ring


def barrel(rows: Sequence[tuple[float, float, float, float]]) -> Mesh:
    """A body along z: rows of (z, height of its middle, half width, half height), smoothed between."""
    r = np.array(rows)
    s, t = np.linspace(0, 1, len(r)), np.linspace(0, 1, 28)
    z, y, w, h = (_smooth(np.interp(t, s, r[:, k])) for k in range(4))
    return loft([np.c_[np.add(_oval(a, b), (0, m)), np.full(28, d)] for d, m, a, b in zip(z, y, w, h, strict=True)])


def _smooth(x: NDArray[np.float64]) -> NDArray[np.float64]:
    for _ in range(3):
        x = np.r_[x[0], (x[:-2] + 2 * x[1:-1] + x[2:]) / 4, x[-1]]
    return x


def limb(path: Sequence[Sequence[float]], r: Sequence[float]) -> Mesh:
    """A round rod along a smoothed path (k, 3), `r` thick at its points (radius)."""
    p = np.array(path, float)
    s, t = np.linspace(0, 1, len(p)), np.linspace(0, 1, 12)
    line = np.stack([_smooth(np.interp(t, s, p[:, k])) for k in range(3)], -1)
    return pipe(line, _smooth(np.interp(t, s, r)), 12)


def dots(x: float, y: float, z: float, r: float) -> Mesh:
    """Two eyes."""
    return mirrored(place(ball(r, 12), (x, y, z)))
