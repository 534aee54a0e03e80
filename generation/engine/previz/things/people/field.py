"""The distance field of a clay body, compiled. Rows are laid out by clay.py; marks press detail into the surface.

Row: 0 kind, 1-3 origin, 4-12 world to local (row major), 13-19 sizes, 20 softness, 21 limb, 22 whether it is cut away.
"""

from __future__ import annotations

import numpy as np
from numba import njit

CONE, BALL, BOX, RING = 0, 1, 2, 3
PLANE, WEDGE = 0, 1
CREASE, DRAPE, PATCH, LAPEL, STRANDS, SEAM = 0, 1, 2, 3, 4, 5


@njit(nogil=True, cache=True)
def _local(p, x, y, z):  # type: ignore[no-untyped-def]
    a, b, c = x - p[1], y - p[2], z - p[3]
    return (
        p[4] * a + p[5] * b + p[6] * c,
        p[7] * a + p[8] * b + p[9] * c,
        p[10] * a + p[11] * b + p[12] * c,
    )


@njit(nogil=True, cache=True)
def _piece(p, x, y, z):  # type: ignore[no-untyped-def]
    lx, ly, lz = _local(p, x, y, z)
    kind = int(p[0])
    if kind == CONE:
        r1, r2, h, wx, wz = p[13], p[14], p[15], p[16], p[17]
        qx, qz = lx / wx, lz / wz
        rad = np.sqrt(qx * qx + qz * qz)
        b = (r1 - r2) / h
        a = np.sqrt(max(1 - b * b, 0.0))
        k = ly * a - rad * b
        if k < 0:
            m = np.sqrt(rad * rad + ly * ly) + 1e-9
            d, gr, gy = m - r1, rad / m, ly / m
        elif k > a * h:
            m = np.sqrt(rad * rad + (ly - h) ** 2) + 1e-9
            d, gr, gy = m - r2, rad / m, (ly - h) / m
        else:
            d, gr, gy = rad * a + ly * b - r1, a, b
        if wx != 1.0 or wz != 1.0:  # back to metres: divide by how fast the squeezed distance grows
            nx, nz = qx / (rad + 1e-9) / wx, qz / (rad + 1e-9) / wz
            d /= np.sqrt(gr * gr * (nx * nx + nz * nz) + gy * gy) + 1e-6
        if p[18] > 0.5:
            d = _smooth_max(d, ly - h, 0.004)
        return d
    if kind == BALL:
        rx, ry, rz = p[13], p[14], p[15]
        k0 = np.sqrt((lx / rx) ** 2 + (ly / ry) ** 2 + (lz / rz) ** 2)
        k1 = np.sqrt((lx / rx**2) ** 2 + (ly / ry**2) ** 2 + (lz / rz**2) ** 2)
        return k0 * (k0 - 1) / max(k1, 1e-9)
    if kind == BOX:
        r = p[16]
        dx, dy, dz = abs(lx) - p[13] + r, abs(ly) - p[14] + r, abs(lz) - p[15] + r
        out = np.sqrt(max(dx, 0.0) ** 2 + max(dy, 0.0) ** 2 + max(dz, 0.0) ** 2)
        return out + min(max(dx, dy, dz), 0.0) - r
    qx, qz = lx / p[15], lz / p[16]
    rad = np.sqrt(qx * qx + qz * qz) + 1e-9
    g = np.sqrt((qx / rad / p[15]) ** 2 + (qz / rad / p[16]) ** 2)
    flat = (rad - p[13]) / (g + 1e-6)
    return np.sqrt(flat * flat + ly * ly) - p[14]


@njit(nogil=True, cache=True)
def _smooth_min(a, b, k):  # type: ignore[no-untyped-def]
    h = max(k - abs(a - b), 0.0) / max(k, 1e-6)
    return min(a, b) - h * h * k * 0.25


@njit(nogil=True, cache=True)
def _smooth_max(a, b, k):  # type: ignore[no-untyped-def]
    h = max(k - abs(a - b), 0.0) / max(k, 1e-6)
    return max(a, b) + h * h * k * 0.25


@njit(nogil=True, cache=True)
def _step(low, high, t):  # type: ignore[no-untyped-def]
    t = min(max((t - low) / (high - low), 0.0), 1.0)
    return t * t * (3 - 2 * t)


@njit(nogil=True, cache=True)
def _mark(p, x, y, z):  # type: ignore[no-untyped-def]
    """How far a mark lifts the surface here, metres."""
    lx, ly, lz = _local(p, x, y, z)
    kind = int(p[0])
    if kind == CREASE:  # reach, depth, frequency, phase
        r2 = (lx * lx + ly * ly + lz * lz) / (p[13] * p[13])
        if r2 > 6:
            return 0.0
        wave = np.sin(p[15] * (ly + 0.25 * lx + 0.6 * p[13] * np.sin(lz / p[13] * 1.3 + p[16])) + p[16])
        return p[14] * np.exp(-r2) * wave
    if kind == DRAPE:  # count, depth, from height, to height, phase, sharpness
        t = _step(p[15], p[16], ly)
        if t <= 0:
            return 0.0
        a = np.arctan2(lx, lz)
        w = np.sin(p[13] * a + p[17] + 1.1 * np.sin(2.0 * a + p[17] * 1.7) + ly * 1.5)
        return p[14] * t * (w - 0.35 * w * w)
    if kind == PATCH:  # half width, half height, lift, edge, reach in depth
        if lz < -p[17] or lz > p[17]:
            return 0.0
        return p[15] * (1 - _step(p[13] - p[16], p[13], abs(lx))) * (1 - _step(p[14] - p[16], p[14], abs(ly)))
    if kind == LAPEL:  # slope of the opening, width, height, lift, edge
        if lz < 0 or ly < 0 or ly > p[15]:
            return 0.0
        inner = p[13] * ly
        outer = inner + p[14] * min(ly / (p[15] * 0.72), 1.0)
        e = p[17]
        on = _step(inner - e, inner, abs(lx)) * (1 - _step(outer - e, outer + e, abs(lx)))
        notch = 1 - 0.8 * np.exp(-(((ly - p[15] * 0.75 - (abs(lx) - inner) * 0.4) / 0.006) ** 2)) * (
            1.0 if abs(lx) > inner + 0.35 * p[14] else 0.0
        )
        return p[16] * on * notch
    if kind == STRANDS:  # count, depth, frequency down, bias
        a = np.arctan2(lx, lz - p[16])
        w = np.sin(p[13] * a + 1.8 * np.sin(p[15] * ly) + 0.9 * np.sin(3.0 * a + 11.0 * ly))
        w2 = np.sin(p[13] * 0.43 * a + 2.1 + 1.3 * np.sin(p[15] * 0.6 * ly + 1.0))
        return p[14] * (0.6 * w + 0.5 * w2)
    # SEAM: half width, lift, reach along y, reach in depth, a line along y
    if lz < 0 or abs(ly) > p[15] or lz > p[16]:
        return 0.0
    return p[14] * np.exp(-((lx / p[13]) ** 2))


@njit(nogil=True, cache=True)
def _cut(d, x, y, z, cuts, rim):  # type: ignore[no-untyped-def]
    """The body with its openings and hems; limbs are not cut: a raised arm passes a neckline."""
    for j in range(len(cuts)):
        c = cuts[j]
        if int(c[0]) == PLANE:
            d = _smooth_max(d, c[1] * x + c[2] * y + c[3] * z - c[4], rim)
        else:
            lx, ly, lz = _local(c, x, y, z)
            wide = min(c[15] + max(ly, 0.0) * c[13], c[14])
            e = max(abs(lx) - wide, -lz, -ly)
            d = _smooth_max(d, -e, rim)
    return d


@njit(nogil=True, cache=True)
def _at(x, y, z, pieces, active, count, limbs, cuts, marks, rim):  # type: ignore[no-untyped-def]
    """The field at a point, from the first `count` of the `active` pieces."""
    total = 1e3
    limb = 0
    current = 1e3
    for j in range(count):
        p = pieces[active[j]]
        if int(p[21]) != limb:
            total = _meet(total, current, limb, limbs, x, y, z)
            if limb == 0:
                total = _cut(total, x, y, z, cuts, rim)
            current = 1e3
            limb = int(p[21])
        e = _piece(p, x, y, z)
        current = _smooth_max(current, -e, p[20]) if p[22] > 0.5 else _smooth_min(current, e, p[20])
    d = _meet(total, current, limb, limbs, x, y, z)
    if limb == 0:
        d = _cut(d, x, y, z, cuts, rim)
    if d < 0.05 and d > -0.05:
        lift = 0.0
        for j in range(len(marks)):
            lift += _mark(marks[j], x, y, z)
        d -= lift
    return d


@njit(nogil=True, cache=True)
def _meet(total, current, limb, limbs, x, y, z):  # type: ignore[no-untyped-def]
    if current > 900:
        return total
    if limb == 0:
        return min(total, current)
    g = limbs[limb - 1]
    r2 = ((x - g[0]) ** 2 + (y - g[1]) ** 2 + (z - g[2]) ** 2) / (g[3] * g[3])
    return _smooth_min(total, current, g[5] + (g[4] - g[5]) * np.exp(-r2 * r2))


@njit(nogil=True, cache=True)
def _near(x, y, z, reach, pieces, limbs, active):  # type: ignore[no-untyped-def]
    """Which pieces can matter within `reach` of a point: their number; `active` is filled with their rows."""
    melt = 0.0
    for j in range(len(limbs)):
        melt = max(melt, limbs[j, 4])
    least = 1e9
    away = np.empty(len(pieces))
    for j in range(len(pieces)):
        away[j] = _piece(pieces[j], x, y, z)
        melt = max(melt, pieces[j, 20])
        if pieces[j, 22] < 0.5:
            least = min(least, away[j])
    count = 0
    for j in range(len(pieces)):
        limit = 2 * reach if pieces[j, 22] > 0.5 else max(least, 0.0) + 2.4 * reach
        if away[j] < limit + melt:
            active[count] = j
            count += 1
    return count


@njit(nogil=True, cache=True)
def distance(points, pieces, limbs, cuts, marks, rim):  # type: ignore[no-untyped-def]
    """Signed distance (n,) of points (n, 3): negative inside."""
    out = np.empty(len(points))
    every = np.arange(len(pieces))
    for i in range(len(points)):
        out[i] = _at(points[i, 0], points[i, 1], points[i, 2], pieces, every, len(every), limbs, cuts, marks, rim)
    return out


@njit(nogil=True, cache=True)
def slopes(points, order, block, size, eps, pieces, limbs, cuts, marks, rim):  # type: ignore[no-untyped-def]
    """Unit normals (n, 3): the field's gradient from four samples at the corners of a tetrahedron.

    `order` visits the points block by block (`block` their numbers, `size` a block's edge), to look up pieces once.
    """
    out = np.empty((len(points), 3))
    signs = ((1.0, -1.0, -1.0), (-1.0, -1.0, 1.0), (-1.0, 1.0, -1.0), (1.0, 1.0, 1.0))
    active = np.empty(len(pieces), np.int64)
    count, last = 0, -1
    for i in order:
        x, y, z = points[i, 0], points[i, 1], points[i, 2]
        if block[i] != last:
            last = block[i]
            count = _near(x, y, z, size * 1.7321 + eps, pieces, limbs, active)
        gx, gy, gz = 0.0, 0.0, 0.0
        for sx, sy, sz in signs:
            d = _at(x + sx * eps, y + sy * eps, z + sz * eps, pieces, active, count, limbs, cuts, marks, rim)
            gx, gy, gz = gx + sx * d, gy + sy * d, gz + sz * d
        n = np.sqrt(gx * gx + gy * gy + gz * gz) + 1e-12
        out[i, 0], out[i, 1], out[i, 2] = gx / n, gy / n, gz / n
    return out


@njit(nogil=True, cache=True)
def fill(lo, step, nx, ny, nz, pieces, limbs, cuts, marks, rim):  # type: ignore[no-untyped-def]
    """The field on a grid, float32. Blocks of 4 x 4 x 4 that the surface cannot reach get their centre's value only."""
    out = np.empty((nx, ny, nz), np.float32)
    size = 4
    half = 0.5 * (size - 1) * step
    margin = 0.5 * size * step * 1.7321 * 1.35 + 0.012
    wide = 2 * size  # pieces are looked up once for eight blocks
    active = np.empty(len(pieces), np.int64)
    for wx in range(0, nx, wide):
        for wy in range(0, ny, wide):
            for wz in range(0, nz, wide):
                h = 0.5 * (wide - 1) * step
                mx, my, mz = lo[0] + wx * step + h, lo[1] + wy * step + h, lo[2] + wz * step + h
                count = _near(mx, my, mz, h * 1.7321, pieces, limbs, active)
                for bx in range(wx, min(wx + wide, nx), size):
                    for by in range(wy, min(wy + wide, ny), size):
                        for bz in range(wz, min(wz + wide, nz), size):
                            cx, cy, cz = lo[0] + bx * step + half, lo[1] + by * step + half, lo[2] + bz * step + half
                            d = _at(cx, cy, cz, pieces, active, count, limbs, cuts, marks, rim)
                            near = abs(d) < margin
                            for i in range(bx, min(bx + size, nx)):
                                for j in range(by, min(by + size, ny)):
                                    for k in range(bz, min(bz + size, nz)):
                                        if near:
                                            x, y, z = lo[0] + i * step, lo[1] + j * step, lo[2] + k * step
                                            out[i, j, k] = _at(x, y, z, pieces, active, count, limbs, cuts, marks, rim)
                                        else:
                                            out[i, j, k] = d
    return out
