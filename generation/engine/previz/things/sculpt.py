"""Soft bodies: smooth unions of round cones and ellipsoids, cut by planes, made into triangles.

Distance functions after I. Quilez (round cone, ellipsoid bound, polynomial smooth minimum); marching cubes by
scikit-image. Worker side only: brings numba.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numba import njit
from numpy.typing import NDArray
from skimage.measure import marching_cubes

from generation.engine.previz.things.mesh import Mesh, mesh

CONE, BALL = 0.0, 1.0
PLANE, VEE = 0.0, 1.0


@dataclass
class Clay:
    """A body being made. Points are (x, y, z) in metres."""

    soft: float = 0.03  # how far neighbouring pieces melt into each other
    step: float = 0.014  # size of the finest detail
    pieces: list[list[float]] = field(default_factory=list)
    cuts: list[list[float]] = field(default_factory=list)

    def cone(self, a: NDArray[np.float64], b: NDArray[np.float64], ra: float, rb: float) -> None:
        self.pieces.append([CONE, *a, *b, ra, rb])

    def ball(self, centre: NDArray[np.float64], radii: tuple[float, float, float]) -> None:
        self.pieces.append([BALL, *centre, *radii, 0.0, 0.0])

    def keep_below(self, point: NDArray[np.float64], normal: tuple[float, float, float]) -> None:
        """Cut away what lies on the side the normal points to."""
        n = np.asarray(normal, float) / np.linalg.norm(normal)
        self.cuts.append([PLANE, *n, float(n @ point), 0.0])

    def cut_vee(self, y: float, z: float, slope: float, widest: float) -> None:
        """Open a wedge from height y up, in front of z: lapels."""
        self.cuts.append([VEE, y, z, slope, widest, 0.0])

    def mesh(self) -> Mesh:
        pieces = np.array(self.pieces)
        cuts = np.array(self.cuts) if self.cuts else np.zeros((0, 6))
        lo, hi = _reach(pieces)
        axes = [np.arange(a - 2 * self.step, b + 3 * self.step, self.step) for a, b in zip(lo, hi, strict=True)]
        grid = np.stack(np.meshgrid(*axes, indexing="ij"), -1)
        d = distance(grid.reshape(-1, 3), pieces, cuts, self.soft).reshape(grid.shape[:3])
        v, f, _, _ = marching_cubes(d, 0.0, spacing=(self.step,) * 3)  # type: ignore[no-untyped-call]
        v = v + np.array([a[0] for a in axes])
        eps = 0.35 * self.step
        n = np.stack(
            [
                distance(v + eps * axis, pieces, cuts, self.soft) - distance(v - eps * axis, pieces, cuts, self.soft)
                for axis in np.eye(3)
            ],
            -1,
        )
        n /= np.linalg.norm(n, axis=1, keepdims=True) + 1e-12
        return mesh(v, f, n)


def _reach(pieces: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    lows, highs = [], []
    for p in pieces:
        if p[0] == CONE:
            for point, r in ((p[1:4], p[7]), (p[4:7], p[8])):
                lows.append(point - r)
                highs.append(point + r)
        else:
            lows.append(p[1:4] - p[4:7])
            highs.append(p[1:4] + p[4:7])
    return np.min(lows, axis=0), np.max(highs, axis=0)


@njit(nogil=True, cache=True)
def distance(points, pieces, cuts, soft):  # type: ignore[no-untyped-def]
    """Signed distance (n,) of points (n, 3): negative inside."""
    out = np.empty(len(points))
    for i in range(len(points)):
        x, y, z = points[i, 0], points[i, 1], points[i, 2]
        d = 1e9
        for j in range(len(pieces)):
            p = pieces[j]
            if p[0] == CONE:
                e = _cone(x, y, z, p)
            else:
                qx, qy, qz = x - p[1], y - p[2], z - p[3]
                k0 = np.sqrt((qx / p[4]) ** 2 + (qy / p[5]) ** 2 + (qz / p[6]) ** 2)
                k1 = np.sqrt((qx / p[4] ** 2) ** 2 + (qy / p[5] ** 2) ** 2 + (qz / p[6] ** 2) ** 2)
                e = k0 * (k0 - 1) / max(k1, 1e-9)
            h = min(max(0.5 + 0.5 * (d - e) / soft, 0.0), 1.0)
            d = d * (1 - h) + e * h - soft * h * (1 - h)
        for j in range(len(cuts)):
            c = cuts[j]
            if c[0] == PLANE:
                d = max(d, c[1] * x + c[2] * y + c[3] * z - c[4])
            else:
                wide = min((y - c[1]) * c[3], c[4])
                d = max(d, -max(abs(x) - wide, c[2] - z))
        out[i] = d
    return out


@njit(nogil=True, cache=True)
def _cone(x, y, z, p):  # type: ignore[no-untyped-def]
    bx, by, bz = p[4] - p[1], p[5] - p[2], p[6] - p[3]
    l2 = bx * bx + by * by + bz * bz
    rr = p[7] - p[8]
    a2 = l2 - rr * rr
    il2 = 1 / max(l2, 1e-12)
    ax, ay, az = x - p[1], y - p[2], z - p[3]
    t = ax * bx + ay * by + az * bz
    u = t - l2
    qx, qy, qz = ax * l2 - bx * t, ay * l2 - by * t, az * l2 - bz * t
    x2 = qx * qx + qy * qy + qz * qz
    y2, z2 = t * t * l2, u * u * l2
    k = np.sign(rr) * rr * rr * x2
    if np.sign(u) * a2 * z2 > k:
        return np.sqrt(x2 + z2) * il2 - p[8]
    if np.sign(t) * a2 * y2 < k:
        return np.sqrt(x2 + y2) * il2 - p[7]
    return (np.sqrt(x2 * a2 * il2) + t * rr) * il2 - p[7]
