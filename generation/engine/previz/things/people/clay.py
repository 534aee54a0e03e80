"""Bodies in soft clay: round cones, ellipsoids, boxes and rings, melted together, cut, and creased like cloth.

Distance functions after I. Quilez (round cone, ellipsoid bound, rounded box, torus, polynomial smooth minimum);
marching cubes by scikit-image. Worker side only: brings numba.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray
from skimage.measure import marching_cubes

from generation.engine.previz.things.mesh import Mesh, mesh
from generation.engine.previz.things.people import field as kernel

Vec = NDArray[np.float64]
EYE = np.eye(3)
WIDTH = 24  # numbers in a row of pieces, cuts and marks


@dataclass
class Clay:
    """A body being made; points are metres. Pieces of one limb melt into each other; limbs meet only at their roots.

    soft: how far pieces of the same limb melt. step: the size of the finest detail. rim: how round cut edges are.
    """

    soft: float = 0.03
    step: float = 0.012
    rim: float = 0.006
    pieces: list[Vec] = field(default_factory=list)
    limbs: list[Vec] = field(default_factory=list)
    cuts: list[Vec] = field(default_factory=list)
    marks: list[Vec] = field(default_factory=list)
    _limb: int = 0

    def limb(self, root: ArrayLike, reach: float, near: float = 0.035, apart: float = 0.002) -> None:
        """What follows is a limb: it melts into the body by `near` within `reach` of its root, else by `apart`."""
        row = np.zeros(8)
        row[:3], row[3:6] = root, (reach, near, apart)
        self.limbs.append(row)
        self._limb = len(self.limbs)

    def body(self) -> None:
        """What follows belongs to the body again."""
        self._limb = 0

    def _piece(self, kind: int, at: ArrayLike, frame: Vec, sizes: Sequence[float], soft: float, cut: bool) -> None:
        row = np.zeros(WIDTH)
        row[0], row[1:4], row[4:13] = kind, at, np.asarray(frame, float).T.ravel()  # world to local
        row[13 : 13 + len(sizes)] = sizes
        row[20], row[21], row[22] = (self.soft if soft < 0 else soft), self._limb, 1.0 if cut else 0.0
        self.pieces.append(row)

    def cone(
        self, a: ArrayLike, b: ArrayLike, ra: float, rb: float, *, wide: ArrayLike = (1.0, 0.0, 0.0), x: float = 1.0,
        z: float = 1.0, flat: bool = False, soft: float = -1, cut: bool = False,
    ) -> None:  # fmt: skip
        """From a to b; stretched by x along `wide` and by z across it. flat: ends square at b. cut: taken away."""
        a, b = np.asarray(a, float), np.asarray(b, float)
        length = float(np.linalg.norm(b - a))
        if length < 1e-5:
            b, length = a + np.array([0, 1e-4, 0]), 1e-4
        y = (b - a) / length
        side = np.asarray(wide, float) - y * float(np.asarray(wide, float) @ y)
        if np.linalg.norm(side) < 1e-6:
            side = np.cross(y, [0.2, 0.3, 1.0])
        side /= np.linalg.norm(side)
        frame = np.stack([side, y, np.cross(side, y)], -1)
        if abs(ra - rb) > 0.95 * length:  # one end swallows the other
            rb = ra - np.sign(ra - rb) * 0.95 * length
        self._piece(kernel.CONE, a, frame, (ra, rb, length, x, z, 1.0 if flat else 0.0), soft, cut)

    def ball(
        self, at: ArrayLike, radii: Sequence[float], frame: Vec = EYE, *, soft: float = -1, cut: bool = False
    ) -> None:
        self._piece(kernel.BALL, at, frame, tuple(radii), soft, cut)

    def box(
        self, at: ArrayLike, half: Sequence[float], r: float, frame: Vec = EYE, *, soft: float = -1, cut: bool = False
    ) -> None:
        self._piece(kernel.BOX, at, frame, (*half, r), soft, cut)

    def ring(
        self, at: ArrayLike, big: float, small: float, frame: Vec = EYE, *, x: float = 1.0, z: float = 1.0,
        soft: float = -1,
    ) -> None:  # fmt: skip
        """A ring about the frame's y, stretched along x and z."""
        self._piece(kernel.RING, at, frame, (big, small, x, z), soft, False)

    def keep_below(self, point: ArrayLike, normal: ArrayLike) -> None:
        """Cut away what of the body, not of its limbs, lies on the side the normal points to."""
        n = np.asarray(normal, float)
        n = n / np.linalg.norm(n)
        row = np.zeros(WIDTH)
        row[0], row[1:4], row[4] = kernel.PLANE, n, float(n @ np.asarray(point, float))
        self.cuts.append(row)

    def open_front(self, at: ArrayLike, frame: Vec, slope: float, widest: float, least: float = 0.0) -> None:
        """Open a wedge in front of `at`, from there up: necklines."""
        row = np.zeros(WIDTH)
        row[0], row[1:4], row[4:13] = kernel.WEDGE, at, np.asarray(frame).T.ravel()
        row[13:16] = slope, widest, least
        self.cuts.append(row)

    def mark(self, kind: int, at: ArrayLike, frame: Vec, *sizes: float) -> None:
        """Press a crease, drape, patch or lapel into the surface; see field.py for the sizes."""
        row = np.zeros(WIDTH)
        row[0], row[1:4], row[4:13] = kind, at, np.asarray(frame).T.ravel()
        row[13 : 13 + len(sizes)] = sizes
        self.marks.append(row)

    def crease(self, at: ArrayLike, axis: ArrayLike, reach: float, depth: float, wave: float, phase: float = 0) -> None:
        """Folds across `axis`, `wave` metres apart, fading over `reach`."""
        self.mark(kernel.CREASE, at, along(axis), reach, depth, 2 * np.pi / wave, phase)

    def arrays(self) -> tuple[Vec, Vec, Vec, Vec]:
        def rows(items: list[Vec], width: int) -> Vec:
            return np.array(items) if items else np.zeros((0, width))

        order = sorted(range(len(self.pieces)), key=lambda i: (self.pieces[i][21], self.pieces[i][22]))
        return (
            rows([self.pieces[i] for i in order], WIDTH),
            rows(self.limbs, 8),
            rows(self.cuts, WIDTH),
            rows(self.marks, WIDTH),
        )

    def surface(self, start: ArrayLike, way: ArrayLike, far: float = 0.4) -> Vec:
        """Where a line from outside meets the body (its end when it never does)."""
        ray = np.asarray(way, float)
        t = np.linspace(0, far, 160)
        points = np.asarray(start, float) + t[:, None] * (ray / np.linalg.norm(ray))
        d = kernel.distance(points, *self.arrays(), self.rim)
        inside = np.flatnonzero(d < 0)
        hit: Vec = points[inside[0]] if len(inside) else points[-1]
        return hit

    def mesh(self) -> Mesh:
        rows = self.arrays()
        lo, hi = _reach(rows[0])
        step = self.step
        size = np.ceil((hi - lo) / step).astype(int) + 5
        lo = lo - 2 * step
        d = kernel.fill(lo, step, size[0], size[1], size[2], *rows, self.rim)
        v, f, _, _ = marching_cubes(d, 0.0, spacing=(step,) * 3)  # type: ignore[no-untyped-call]
        size8 = 8 * step
        cells = (v / size8).astype(np.int64)
        block = (cells[:, 0] * 4096 + cells[:, 1]) * 4096 + cells[:, 2]
        v = v.astype(float) + lo
        order = np.argsort(block, kind="stable")
        return mesh(v, f, kernel.slopes(v, order, block, size8, 0.3 * step, *rows, self.rim))


def along(axis: ArrayLike, front: ArrayLike = (0.0, 0.0, 1.0)) -> Vec:
    """A frame whose y runs along `axis` and whose z is as near to `front` as can be."""
    y = np.asarray(axis, float) / np.linalg.norm(axis)
    z = np.asarray(front, float) - y * float(np.asarray(front, float) @ y)
    if np.linalg.norm(z) < 1e-6:
        z = np.cross([1.0, 0.0, 0.0], y)
    z /= np.linalg.norm(z)
    return np.stack([np.cross(y, z), y, z], -1)


def _reach(pieces: Vec) -> tuple[Vec, Vec]:
    lows, highs = [], []
    for p in pieces[pieces[:, 22] == 0]:
        back = p[4:13].reshape(3, 3).T
        if p[0] == kernel.CONE:
            k = max(p[16], p[17], 1.0)
            ends = ((p[1:4], p[13] * k), (p[1:4] + back @ np.array([0, p[15], 0]), p[14] * k))
        elif p[0] == kernel.RING:
            half = np.abs(back) @ np.array([(p[13] + p[14]) * p[15], p[14], (p[13] + p[14]) * p[16]])
            ends = ((p[1:4] - half, 0.0), (p[1:4] + half, 0.0))
        else:
            half = np.sqrt((back**2) @ (p[13:16] ** 2)) if p[0] == kernel.BALL else np.abs(back) @ p[13:16]
            ends = ((p[1:4] - half, 0.0), (p[1:4] + half, 0.0))
        for point, r in ends:
            lows.append(point - r)
            highs.append(point + r)
    return np.min(lows, axis=0) - 0.006, np.max(highs, axis=0) + 0.006
