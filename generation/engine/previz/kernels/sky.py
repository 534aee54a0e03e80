"""What rays that leave the set see."""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

import numpy as np
from numba import njit

from generation.engine.previz.kernels.noise import hashed, noise_here

SKY_ROWS = 256


@njit
def stars(dx, dy, dz):
    """Points on a grid over the dome, few of them bright, 3 pixels wide at 768: smaller ones would flicker."""
    u, v = np.arctan2(dx, -dz) * 55.0, np.arcsin(min(dy, 1.0)) * 55.0
    i, j = int(np.floor(u)), int(np.floor(v))
    h = hashed(i + 9000, j + 9000, 77)
    a, b = (h & np.uint32(255)) / 255.0, ((h >> np.uint32(8)) & np.uint32(255)) / 255.0
    c = (h >> np.uint32(16)) / 65535.0
    x, y = u - i - (0.2 + 0.6 * a), v - j - (0.2 + 0.6 * b)
    return max(c - 0.55, 0.0) ** 3 * 14.0 * np.exp(-(x * x + y * y) * 260.0)


@njit(inline="always")
def sky(dx, dy, dz, table, air):
    """Radiance of the sky. air: sun direction 3, sun colour 3 times glow, clouds, cloud colour 3, drift, stars."""
    e = np.arcsin(min(max(dy, -1.0), 1.0)) / 1.5707963
    t = np.sqrt(abs(e))  # more rows near the horizon, where the picture is
    row = (0.5 + 0.5 * (t if e >= 0 else -t)) * (SKY_ROWS - 1)
    k = min(int(row), SKY_ROWS - 2)
    f = row - k
    r = table[k, 0] * (1 - f) + table[k + 1, 0] * f
    g = table[k, 1] * (1 - f) + table[k + 1, 1] * f
    b = table[k, 2] * (1 - f) + table[k + 1, 2] * f
    if air[11] > 0 and dy > 0.02:
        star = stars(dx, dy, dz) * air[11] * min(dy * 5, 1.0)
        r, g, b = r + star, g + star, b + star * 1.1
    if air[6] > 0 and dy > 0.005:
        x, z = dx / (dy + 0.12) + 0.012 * air[10], dz / (dy + 0.12)
        n = (
            0.55 * noise_here(x * 0.7 + 11, z * 1.6 + 5, 0.5)
            + 0.3 * noise_here(x * 1.7, z * 3.9, 3.5)
            + 0.15 * noise_here(x * 4.1, z * 8.3, 7.5)
        )
        cover = min(max((n - 0.44) * 3.2, 0.0), 1.0) * air[6] * min(dy * 9, 1.0)
        r, g, b = r * (1 - cover) + air[7] * cover, g * (1 - cover) + air[8] * cover, b * (1 - cover) + air[9] * cover
    m = max(dx * air[0] + dy * air[1] + dz * air[2], 0.0)
    halo = 0.55 * m**14 + 1.2 * m**90 + (6.0 * m**1400)
    return r + air[3] * halo, g + air[4] * halo, b + air[5] * halo
