"""What reaches a surface from the light it asked for."""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

import numpy as np
from numba import njit

from generation.engine.previz.kernels.glass import cast


@njit(nogil=True, cache=True)
def add_lit(radiance, pixel, light, blocked):
    """Add the chosen light's share where nothing stood in the way."""
    for i in range(len(pixel)):
        if blocked[i] < 0:
            for c in range(3):
                radiance[pixel[i], c] += light[i, c]


@njit(nogil=True, fastmath=True, cache=True)
def tint_lit(light, blocked, direction, primitive, bary_u, bary_v, faces, normals, owner, materials, which):
    """Light that crosses glass on its way arrives tinted: less at the rims, more in the middle. `which` leads from the
    glass's own triangles to all of them."""
    for i in range(len(primitive)):
        if primitive[i] < 0 or blocked[i] >= 0:
            continue
        prim = which[primitive[i]]
        u, v = bary_u[i], bary_v[i]
        t = 1 - u - v
        ca, cb, cc = faces[prim, 0], faces[prim, 1], faces[prim, 2]
        nx = normals[ca, 0] * t + normals[cb, 0] * u + normals[cc, 0] * v
        ny = normals[ca, 1] * t + normals[cb, 1] * u + normals[cc, 1] * v
        nz = normals[ca, 2] * t + normals[cb, 2] * u + normals[cc, 2] * v
        dx, dy, dz = direction[i, 0], direction[i, 1], direction[i, 2]
        long = np.sqrt((nx * nx + ny * ny + nz * nz) * (dx * dx + dy * dy + dz * dz)) + 1e-20
        cos = abs(nx * dx + ny * dy + nz * dz) / long
        o = owner[prim]
        share = cast(cos, materials[o, 16], materials[o, 4])
        for c in range(3):
            light[i, c] *= share * materials[o, 1 + c]
