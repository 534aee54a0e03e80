"""Glass: which way a ray goes on, what its walls take, what shadow it casts, and the lamps it shows."""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

import numpy as np
from numba import njit

from generation.engine.previz.kernels.rays import basis

INDEX = 1.5
COLOURED = 0.09  # metres: how fast solid glass colours light


@njit(inline="always")
def reflected(c, eta):
    """Share of unpolarised light reflected at cosine c (Fresnel), eta = n1 / n2; 1 in total reflection. And the cosine
    on the other side."""
    s2 = eta * eta * (1 - c * c)
    if s2 >= 1:
        return 1.0, 0.0
    ct = np.sqrt(1 - s2)
    rs, rp = (eta * c - ct) / (eta * c + ct), (c - eta * ct) / (c + eta * ct)
    return 0.5 * (rs * rs + rp * rp), ct


@njit
def crossed(dx, dy, dz, nx, ny, nz, outward, br, bg, bb, wall, far, rough, r0, r1, r2, first):
    """A ray at a face of glass: (direction 3, weight 3, whether it went through).

    `outward`: the face is seen from outside. `first`: the face nearest the lens, where both ways are tried often.
    A wall lets light straight on; solid glass bends it and takes its share over the way inside (Beer and
    Lambert, with an end: a glass as large as a person would be black).
    """
    if rough > 0.1:  # frosted: the face is tilted at random (GGX)
        a2 = rough**4
        ch = np.sqrt((1 - r1) / (1 + (a2 - 1) * r1))
        sh = np.sqrt(max(1 - ch * ch, 0.0))
        mx, my = sh * np.cos(6.2831853 * r2), sh * np.sin(6.2831853 * r2)
        x1, x2, x3, y1, y2, y3 = basis(nx, ny, nz)
        nx, ny, nz = x1 * mx + y1 * my + nx * ch, x2 * mx + y2 * my + ny * ch, x3 * mx + y3 * my + nz * ch
    c = min(max(-(dx * nx + dy * ny + dz * nz), 1e-3), 1.0)
    k0 = k1 = k2 = 1.0
    if wall > 0:
        f, ct = reflected(c, 1 / INDEX)
        f = 2 * f / (1 + f)
        long = min(1 / ct, 1.6) * min(0.55 / c + 0.45, 4.0)  # the wall is seen edge on at the rim: darker there
        t0, t1, t2 = max(br, 1e-4) ** long, max(bg, 1e-4) ** long, max(bb, 1e-4) ** long
    else:
        f, ct = reflected(c, 1 / INDEX if outward else INDEX)
        t0 = t1 = t2 = 1.0
        if not outward:
            long = 2.2 * (1 - np.exp(-far / COLOURED))  # 1 after 5 cm, and never more than 2.2: large glass stays clear
            k0, k1, k2 = max(br, 1e-4) ** long, max(bg, 1e-4) ** long, max(bb, 1e-4) ** long
    chance = f if f >= 1 or not first else min(max(f, 0.25), 0.9)
    if r0 < chance:
        k = f / chance
        return dx + 2 * c * nx, dy + 2 * c * ny, dz + 2 * c * nz, k0 * k, k1 * k, k2 * k, False
    k = (1 - f) / (1 - chance)
    k0, k1, k2 = k0 * t0 * k, k1 * t1 * k, k2 * t2 * k
    if wall > 0:
        if rough > 0.1:
            s = 0.6
            dx, dy, dz = dx - nx * s * (1 - c), dy - ny * s * (1 - c), dz - nz * s * (1 - c)
            x1, x2, x3, y1, y2, y3 = basis(dx, dy, dz)
            dx, dy, dz = dx + x1 * mx + y1 * my, dy + x2 * mx + y2 * my, dz + x3 * mx + y3 * my
            il = 1 / np.sqrt(dx * dx + dy * dy + dz * dz)
            dx, dy, dz = dx * il, dy * il, dz * il
        return dx, dy, dz, k0, k1, k2, True
    eta = 1 / INDEX if outward else INDEX
    m = eta * c - ct
    return eta * dx + m * nx, eta * dy + m * ny, eta * dz + m * nz, k0, k1, k2, True


@njit(inline="always")
def cast(c, wall, rough):
    """Share of a light that crosses glass whose face it meets at cosine c. Solid glass gathers it: bright in the
    middle, dark at the rim, as a lens throws it."""
    if wall > 0:
        return 0.25 + 0.7 * min(c * 1.6, 1.0)
    c2 = c * c
    return (0.12 + 1.15 * c2 * c) if rough <= 0.1 else 0.35 + 0.35 * c


@njit
def lamps_seen(ox, oy, oz, dx, dy, dz, far, lights, top):
    """Radiance of the lamps that are not drawn themselves, in a mirror: soft boxes whose edges fall off."""
    r = g = b = 0.0
    for k in range(lights.shape[0]):
        if lights[k, 16] > 0:
            continue  # it has a surface of its own
        facing = dx * lights[k, 9] + dy * lights[k, 10] + dz * lights[k, 11]
        if facing >= -1e-4:
            continue
        px, py, pz = lights[k, 0] - ox, lights[k, 1] - oy, lights[k, 2] - oz
        t = (px * lights[k, 9] + py * lights[k, 10] + pz * lights[k, 11]) / facing
        if t <= 0 or t >= far:
            continue
        qx, qy, qz = dx * t - px, dy * t - py, dz * t - pz
        aa = lights[k, 3] ** 2 + lights[k, 4] ** 2 + lights[k, 5] ** 2
        ab = lights[k, 6] ** 2 + lights[k, 7] ** 2 + lights[k, 8] ** 2
        u = abs(qx * lights[k, 3] + qy * lights[k, 4] + qz * lights[k, 5]) / aa
        v = abs(qx * lights[k, 6] + qy * lights[k, 7] + qz * lights[k, 8]) / ab
        if u >= 1 or v >= 1:
            continue
        soft = min((1 - u) * 5, 1.0) * min((1 - v) * 5, 1.0)
        r += min(lights[k, 12], top) * soft
        g += min(lights[k, 13], top) * soft
        b += min(lights[k, 14], top) * soft
    return r, g, b
