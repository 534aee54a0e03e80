"""Brush strokes: for every pixel the topmost of those that cover it. Nothing is drawn in order, so bands run apart."""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

import numpy as np
from numba import njit

from generation.engine.previz.kernels.noise import hashed

UNIT = 2.3283064e-10


@njit(nogil=True, fastmath=True, cache=True)
def strokes(out, marks, cell, wide, long, spots, angles, colours, owners, height, seed, y0, y1):
    """Paint one coat over rows y0 to y1 of `out` (h, w, 3).

    A stroke a cell, `cell` pixels a side: spots (rows, cols, 2) its middle, angles, colours (.., 3), owners (what it
    belongs to, -2: no stroke here), height (which lies on top). `marks` (h, w) is what each pixel belongs to: a stroke
    never leaves its own.
    """
    w = out.shape[1]
    rows, cols = angles.shape
    reach = int(np.ceil((long / 2 + cell * 0.5) / cell))
    half, end = wide / 2, long / 2
    for y in range(y0, y1):
        for x in range(w):
            mark = marks[y, x]
            row, col = int(y / cell), int(x / cell)
            top = -1.0
            red = green = blue = 0.0
            for i in range(max(row - reach, 0), min(row + reach + 1, rows)):
                for j in range(max(col - reach, 0), min(col + reach + 1, cols)):
                    if owners[i, j] != mark or height[i, j] <= top:
                        continue
                    dx, dy = x - spots[i, j, 0], y - spots[i, j, 1]
                    if dx * dx + dy * dy > end * end * 1.1:
                        continue
                    c, s = np.cos(angles[i, j]), np.sin(angles[i, j])
                    u, v = dx * c + dy * s, dy * c - dx * s
                    v += 0.12 * half * np.sin(u / end * 2.4 + i * 1.7 + j)  # hands do not draw rulers
                    if abs(v) > half or abs(u) > end:
                        continue
                    bristle = int((v / half + 1) * 5 + 0.5)
                    h = hashed(bristle + 64 * j, i, seed) * UNIT
                    if abs(u) > end * (0.82 + 0.18 * h) or abs(v) > half * (0.86 + 0.14 * h):
                        continue
                    if u > end * 0.35 and h < (u / end - 0.35) * 0.55:
                        continue  # the brush runs dry
                    top = height[i, j]
                    k = 1 + 0.055 * (h - 0.5) + 0.03 * (v / half)
                    red, green, blue = colours[i, j, 0] * k, colours[i, j, 1] * k, colours[i, j, 2] * k
            if top >= 0:
                out[y, x, 0], out[y, x, 1], out[y, x, 2] = red, green, blue
