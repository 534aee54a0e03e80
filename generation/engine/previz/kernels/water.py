"""The face of water: waves that a pixel can hold, and roughness for those that it cannot."""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

import numpy as np
from numba import njit

from generation.engine.previz.kernels.noise import noise
from generation.engine.previz.kernels.surface import fades


@njit
def waves(x, z, dx, dy, dz, far, angle, ripple, drift, s1, s2):
    """(normal 3, share of the shallow colour) at x, z for a ray along d that came `far` metres.

    A pixel's footprint on water is long at a low angle. Waves shorter than it are taken out of the normal, and their
    tilt comes back as a random lean: the reflection smears downwards, as on a real lake, and nothing sparkles.
    """
    lean = max(-dy, 0.015)
    blur = far * angle / np.sqrt(lean)
    t = drift
    k1, k2, k3 = fades(blur, 2.2), fades(blur, 0.9), fades(blur, 0.25)
    gx = np.cos(x * 1.7 + z * 0.9 + t * 1.1) * 0.5 * k1 + np.cos(x * 4.1 - z * 2.3 + 1.7 - t * 1.9) * 0.35 * k2
    gz = np.cos(z * 2.9 + x * 0.6 + t * 1.4) * 0.8 * k1 + np.cos(z * 7.3 + x * 1.9 + 0.4 + t * 2.3) * 0.5 * k2
    if k3 > 0:
        gx += (noise(x * 3, t * 0.7, z * 7) - 0.5) * 1.2 * k3
        gz += (noise(x * 2, 9.0 + t * 0.7, z * 9) - 0.5) * 1.6 * k3
    lost = 0.55 * (1 - k1) + 0.45 * (1 - k2) + 0.4 * (1 - k3)
    gx += (s1 - 0.5) * lost
    gz += (s2 - 0.5) * 2.2 * lost
    calm = ripple / (1 + 0.012 * far)
    nx, nz = gx * calm * 0.5, gz * calm
    il = 1 / np.sqrt(nx * nx + 1 + nz * nz)
    shallow = min(max(noise(x * 0.35, 2.0, z * 0.35) * 1.3 - 0.15, 0.0), 1.0) * min(lean * 1.6, 1.0) / (1 + 0.06 * far)
    return nx * il, il, nz * il, shallow
