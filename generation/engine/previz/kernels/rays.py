"""Rays through the lens."""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

import numpy as np
from numba import njit

from generation.engine.previz.kernels.noise import random


@njit
def spot(sample):
    """Where in its pixel, and a little beyond, path `sample` of every pixel starts.

    The R2 sequence (Roberts, 2018), the same for all pixels: an edge gets as many even steps of grey as there are
    paths, where a random spot in each pixel would fray a thin frame. Bent to a tent 1.5 pixels wide, which keeps what
    is thinner than a pixel from coming and going along its length.
    """
    u = 0.5 + (sample + 0.5) * 0.7548776662466927
    v = 0.5 + (sample + 0.5) * 0.5698402909980532
    u, v = u - np.floor(u), v - np.floor(v)
    return 0.5 + 0.75 * tent(u), 0.5 + 0.75 * tent(v)


@njit
def tent(u):
    return np.sqrt(2 * u) - 1 if u < 0.5 else 1 - np.sqrt(2 - 2 * u)


@njit(nogil=True, fastmath=True, cache=True)
def primary(
    origin, direction, eye, forward, right, up, width, height, tan_x, tan_y, shift, lens, sample, seed, jitter, y0, y1
):
    """Rays through the pixels of rows y0 to y1. lens = (radius, distance of the sharp plane)."""
    px, py = spot(sample)
    for y in range(y0, y1):
        for x in range(width):
            j = (y - y0) * width + x
            i = y * width + x
            jx, jy = (px, py) if jitter else (0.5, 0.5)
            a = ((x + jx) / width * 2 - 1 + shift[0]) * tan_x
            b = (1 - (y + jy) / height * 2 + shift[1]) * tan_y
            la = lb = 0.0
            if jitter and lens[0] > 0:
                r = lens[0] * np.sqrt(random(i, sample, 240, seed))
                t = 6.2831853 * random(i, sample, 241, seed)
                la, lb = r * np.cos(t), r * np.sin(t)
                a -= la / lens[1]
                b -= lb / lens[1]
            dx = forward[0] + a * right[0] + b * up[0]
            dy = forward[1] + a * right[1] + b * up[1]
            dz = forward[2] + a * right[2] + b * up[2]
            il = 1 / np.sqrt(dx * dx + dy * dy + dz * dz)
            direction[j, 0], direction[j, 1], direction[j, 2] = dx * il, dy * il, dz * il
            for c in range(3):
                origin[j, c] = eye[c] + la * right[c] + lb * up[c]


@njit(inline="always")
def basis(nx, ny, nz):
    sign = 1.0 if nz >= 0 else -1.0
    a = -1 / (sign + nz)
    b = nx * ny * a
    return 1 + sign * nx * nx * a, sign * b, -sign * nx, b, sign + ny * ny * a, -ny
