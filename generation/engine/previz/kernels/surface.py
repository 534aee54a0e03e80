"""What a surface is made of where a ray meets it: its texture, and patterns drawn in its own metres.

Patterns give (q, t, d): brightness is multiplied by q, `second` is mixed in by t, and d is added to the roughness.
Each detail fades to its mean as the pixel's footprint (`blur`, metres) grows to its size, so four paths are enough.
"""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

import numpy as np
from numba import njit

from generation.engine.previz.kernels.kinds import (
    BRICK,
    BRUSHED,
    CONCRETE,
    CORRUGATED,
    FIBRE,
    LEATHER,
    MARBLE,
    PLANKS,
    ROCK,
    SPECKLE,
    TERRAZZO,
    TILE,
    WEAVE,
    WOOD,
)
from generation.engine.previz.kernels.noise import hashed, noise

UNIT = 2.3283064e-10


@njit(inline="always")
def texel(tex, offset, w, h, u, v):
    u -= np.floor(u)
    v -= np.floor(v)
    x, y = u * w - 0.5, v * h - 0.5
    x0, y0 = int(np.floor(x)), int(np.floor(y))
    fx, fy = x - x0, y - y0
    xa, xb = x0 % w, (x0 + 1) % w
    ya, yb = min(max(y0, 0), h - 1), min(max(y0 + 1, 0), h - 1)
    p, q = offset + (ya * w + xa) * 4, offset + (ya * w + xb) * 4
    r, s = offset + (yb * w + xa) * 4, offset + (yb * w + xb) * 4
    c0, c1, c2, c3 = (1 - fx) * (1 - fy), fx * (1 - fy), (1 - fx) * fy, fx * fy
    red = tex[p] * c0 + tex[q] * c1 + tex[r] * c2 + tex[s] * c3
    green = tex[p + 1] * c0 + tex[q + 1] * c1 + tex[r + 1] * c2 + tex[s + 1] * c3
    blue = tex[p + 2] * c0 + tex[q + 2] * c1 + tex[r + 2] * c2 + tex[s + 2] * c3
    alpha = tex[p + 3] * c0 + tex[q + 3] * c1 + tex[r + 3] * c2 + tex[s + 3] * c3
    return red, green, blue, alpha


@njit(inline="always")
def fades(blur, size):
    """1 while a pixel is much smaller than a detail, 0 when it covers it."""
    return min(max(1.35 - 1.35 * blur / size, 0.0), 1.0)


@njit(inline="always")
def step(edge, x, blur):
    """A step at `edge`, as soft as a pixel is wide."""
    return min(max((x - edge) / max(blur, 1e-6) + 0.5, 0.0), 1.0)


@njit
def wood(x, y, z, pitch, blur):
    """Plain-sawn boards glued side by side: x along the grain, z through the board.

    Gives (board's tone, dark share)."""
    board = np.floor(y / 0.19)
    h = hashed(int(board) + 700, 11, 5) * UNIT
    h2 = hashed(int(board) + 700, 12, 5) * UNIT
    yy = y - (board + 0.5) * 0.19 + (h2 - 0.5) * 0.16
    xx = x + h * 7.0
    warp = (noise(xx * 1.7, yy * 9.0, z * 9.0 + h * 50) - 0.5) * 0.055 + (noise(xx * 5.0, yy * 30.0, 3.0) - 0.5) * 0.008
    r = np.sqrt(yy * yy + (z + 0.07 + 0.05 * h) ** 2) + warp
    ring = r / pitch
    ring -= np.floor(ring)
    late = ring * ring * ring * (1 - step(0.93, ring, 0.14))  # pale early wood that darkens to a sharp edge
    far = fades(blur, pitch * 0.9)
    fine = fades(blur, 0.003)
    fibre = noise(xx * 9.0, yy * 420.0, z * 420.0) if fine > 0 else 0.5
    board_far = fades(blur, 0.3)
    broad = 0.5 + (noise(xx * 0.9, yy * 5.0, 1.5) - 0.5) * board_far
    t = far * 1.5 * late + (1 - far) * 0.3 + fine * (fibre - 0.5) * 0.35 + (broad - 0.5) * 0.35
    return 1 + 0.2 * (h - 0.5) * board_far, min(max(t, 0.0), 1.0)


@njit
def planks(x, y, z, width, blur):
    """Floor boards with dark joints, staggered end to end."""
    row = np.floor(y / width)
    shift = hashed(int(row) + 900, 3, 1) * UNIT
    long = x / (width * 11) + shift
    end = np.floor(long)
    h = hashed(int(row) + 900, int(end) + 300, 2) * UNIT
    across = abs(y / width - row - 0.5) * width  # metres from the middle of the board
    along = abs(long - end - 0.5) * width * 11
    gap = max(step(width * 0.5 - 0.0018, across, blur), step(width * 5.5 - 0.0018, along, blur))
    gap *= min(0.0045 / max(blur, 1e-6), 1.0)
    _, t = wood(x + h * 9, (h - 0.5) * 0.1 + (y - (row + 0.5) * width) * 0.8 + 0.095, z * 0.2 + h * 0.1, 0.009, blur)
    return (1 + 0.4 * (h - 0.5) * fades(blur, width * 3)) * (1 - 0.75 * gap), t


@njit
def bricks(u, v, length, blur, bond):
    """Running bond of bricks, or square tiles (bond 0). Gives (a brick's tone, joint share)."""
    high = length / 3.1 if bond > 0 else length
    joint = 0.010 if bond > 0 else max(0.02 * length, 0.0025)
    row = np.floor(v / high)
    a = u / length + bond * 0.5 * (row - 2 * np.floor(row / 2))
    column = np.floor(a)
    h = hashed(int(row) + 5000, int(column) + 5000, 9) * UNIT
    across = abs(a - column - 0.5) * length
    along = abs(v / high - row - 0.5) * high
    t = max(step((length - joint) / 2, across, blur), step((high - joint) / 2, along, blur))
    share = joint / high + joint / length
    keep = fades(blur, high * 0.8)
    return 1 + keep * (h - 0.5) * (0.5 if bond > 0 else 0.14), t * keep + share * (1 - keep)


@njit
def chips(u, v, size, blur):
    """Terrazzo: stones of several sizes and tones in a binder. Gives (tone, share of second colour)."""
    q, t = 1.0, 0.0
    for scale in range(2):
        s = size * (1.0 if scale == 0 else 0.42)
        x, y = u / s, v / s
        i, j = int(np.floor(x)), int(np.floor(y))
        keep = fades(blur, s * 0.7)
        t += 0.095 * (1 - keep)
        if keep <= 0:
            continue
        for a in range(-1, 2):
            for b in range(-1, 2):
                h = hashed(i + a + 4000, j + b + 4000, 17 + scale)
                h1, h2 = (h & np.uint32(1023)) / 1023.0, ((h >> np.uint32(10)) & np.uint32(1023)) / 1023.0
                h3 = (h >> np.uint32(20)) / 4095.0
                if h3 < 0.3:
                    continue
                dx, dy = x - (i + a + h1), y - (j + b + h2)
                turn = h3 * 20.0
                c, n = np.cos(turn), np.sin(turn)
                p, o = dx * c + dy * n, (dy * c - dx * n) * (1.2 + h1)
                d = max(abs(p), abs(o), (abs(p) * 0.8 + abs(o) * 0.75) * (0.9 + 0.5 * h2))
                k = (1 - step(0.2 + 0.24 * h3 * h1 + 0.1, d, max(blur / s, 0.03))) * keep
                if k > 0:
                    pale = 0.55 + 0.9 * h2
                    q = q * (1 - k) + pale * k
                    t = t * (1 - k) + (0.9 if h1 > 0.35 else 0.25) * k
    return q, t


@njit
def pattern(kind, x, y, z, nx, ny, nz, first, second, pitch, blur):
    """(q, t, d) at a point in the piece's own metres, its normal there, and which axes are longest and second."""
    third = 3 - first - second
    if kind in (WOOD, PLANKS, BRUSHED):
        a = x if first == 0 else (y if first == 1 else z)
        b = x if second == 0 else (y if second == 1 else z)
        c = x if third == 0 else (y if third == 1 else z)
        if kind == WOOD:
            q, t = wood(a, b, c, pitch, blur)
            return q, t, 0.08 * t
        if kind == PLANKS:
            q, t = planks(a, b, c, pitch, blur)
            return q, t, 0.1 * t
        k, k2 = fades(blur, pitch * 2), fades(blur, pitch * 9)
        s = (noise(a * 2.5, b / pitch, c / pitch) - 0.5) * k
        s += (noise(a * 0.9, b / pitch * 0.2, c / pitch * 0.2) - 0.5) * k2
        return 1 + 0.5 * s, 0.0, 0.22 * s
    if kind == MARBLE:
        f = 1 / pitch
        w = noise(x * f, y * f, z * f) * 1.6 + 0.8 * noise(x * f * 2.3 + 7, y * f * 2.3, z * f * 2.3)
        v = abs(2 * noise(x * f * 1.1 + w, y * f * 0.8 - w * 0.7, z * f * 0.9 + 0.4 * w) - 1)
        v2 = abs(2 * noise(x * f * 2.7 - w, y * f * 2.1 + w, z * f * 2.4) - 1)
        k = fades(blur, pitch * 0.5)
        t = 0.75 * max(1 - v * 9, 0.0) + 0.3 * max(1 - v2 * 8, 0.0)
        t += 0.16 * noise(x * f * 0.8, y * f * 0.8, z * f * 0.8)
        return 1.0, t * k + 0.21 * (1 - k), 0.0
    if kind == CONCRETE:
        f = 1 / pitch
        big = noise(x * f * 1.3, y * f * 1.3, z * f * 1.3) - 0.5
        mid = noise(x * f * 5, y * f * 5, z * f * 5) - 0.5
        k = fades(blur, pitch * 0.02)
        fine = noise(x * f * 60, y * f * 60, z * f * 60) if k > 0 else 0.5
        hole = max(noise(x * f * 26, y * f * 26, z * f * 26) - 0.86, 0.0) * 4 * k
        big, mid = big * fades(blur, pitch * 1.4), mid * fades(blur, pitch * 0.4)
        return 1 + 0.3 * big + 0.16 * mid + 0.2 * (fine - 0.5) * k - hole, 0.0, 0.15 * mid
    if kind == SPECKLE:
        k = fades(blur, pitch * 1.5)
        f = 1 / pitch
        h = noise(x * f, y * f, z * f) if k > 0 else 0.5
        h2 = noise(x * f * 0.31 + 9, y * f * 0.31, z * f * 0.31)
        return 1 + 0.1 * (h2 - 0.5) * fades(blur, pitch * 5), max(h - 0.66, 0.0) * 3.0 * k + 0.05 * (1 - k), 0.0
    if kind == ROCK:
        f = 1 / pitch
        big = noise(x * f * 0.6, y * f * 0.6, z * f * 0.6) - 0.5
        k = fades(blur, pitch * 0.5)
        mid = noise(x * f * 3, y * f * 3, z * f * 3) - 0.5 if k > 0 else 0.0
        fine = noise(x * f * 11, y * f * 11, z * f * 11) - 0.5 if k > 0 else 0.0
        big *= fades(blur, pitch * 2.5)
        s = 0.7 * big + (0.5 * mid + 0.35 * fine) * k
        return 1 + s, max(s - 0.12, 0.0), 0.5 * big
    if kind == FIBRE:
        k = fades(blur, pitch)
        f = 1 / pitch
        s = noise(x * f, y * f * 0.12, z * f) - 0.5 + (noise(x * f * 0.15, y * f, z * f) - 0.5) if k > 0 else 0.0
        fleck = max(noise(x * f * 1.7 + 3, y * f * 0.6, z * f * 1.7) - 0.8, 0.0) * 2.5 * k if k > 0 else 0.0
        return 1 + 0.16 * s * k, fleck, 0.0
    if kind == LEATHER:
        k = fades(blur, pitch * 2)
        f = 1 / pitch
        v = abs(2 * noise(x * f, y * f, z * f) - 1)
        v += 0.5 * abs(2 * noise(x * f * 1.9 + 4, y * f * 1.9, z * f * 1.9) - 1)
        crease = max(0.3 - v, 0.0) * 2.4 * k
        return (
            1 - crease - 0.077 * (1 - k) + 0.1 * k * (noise(x * f * 0.1, y * f * 0.1, z * f * 0.1) - 0.5),
            0.0,
            0.4 * crease,
        )
    # The rest lie in the plane that the surface faces most.
    ax, ay, az = abs(nx), abs(ny), abs(nz)
    if ay >= ax and ay >= az:
        u, v = x, z
    elif ax >= az:
        u, v = z, y
    else:
        u, v = x, y
    if kind == BRICK:
        q, t = bricks(u, v, pitch, blur, 1.0)
        rough = noise(x * 90, y * 90, z * 90) - 0.5 if blur < 0.02 else 0.0
        return q * (1 + 0.25 * rough), t, 0.0
    if kind == TILE:
        q, t = bricks(u, v, pitch, blur, 0.0)
        return q, t, 0.6 * t
    if kind == TERRAZZO:
        q, t = chips(u, v, pitch, blur)
        return q, t, 0.0
    if kind == WEAVE:
        k = fades(blur, pitch * 1.3)
        f = 3.1415927 / pitch
        over = np.sin(u * f) * np.sin(v * f)
        slub = noise(u / pitch * 0.12, v / pitch * 0.9, 2.0) + noise(u / pitch * 0.9, v / pitch * 0.12, 8.0) - 1
        return 1 + 0.28 * over * k + 0.16 * slub * fades(blur, pitch * 7), 0.0, 0.0
    if kind == CORRUGATED:
        s = np.cos(u * 6.2831853 / pitch) * fades(blur, pitch)
        return 1 + 0.22 * s, 0.0, 0.0
    return 1.0, 0.0, 0.0


@njit
def bump(kind, x, y, z, pitch, blur):
    """How far the normal leans, 3: unevenness that the light must show. Noise in place of a gradient is enough."""
    depth, size = 0.0, pitch
    if kind == ROCK:
        depth, size = 0.75, pitch * 0.45
    elif kind == LEATHER:
        depth, size = 0.35, pitch * 0.8
    elif kind == SPECKLE:
        depth, size = 0.22, pitch
    elif kind == BRICK:
        depth, size = 0.3, 0.012
    elif kind == CONCRETE:
        depth, size = 0.05, pitch * 0.04
    elif kind == WEAVE:
        depth, size = 0.35, pitch * 0.6
    depth *= fades(blur, size * 1.5)
    if depth <= 0:
        return 0.0, 0.0, 0.0
    f = 1 / size
    a = noise(x * f, y * f, z * f) - 0.5
    b = noise(x * f + 17, y * f + 5, z * f) - 0.5
    c = noise(x * f, y * f + 31, z * f + 11) - 0.5
    return a * depth, b * depth, c * depth
