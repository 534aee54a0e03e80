"""Numbers that look random and are not: every one is a hash of (pixel, pass, dimension, seed), so bands and threads
cannot change a bit."""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

import numpy as np
from numba import njit


@njit(inline="always")
def hashed(a, b, c):
    # numba widens uint32 products to 64 bits: narrow after every step.
    x = np.uint32(np.uint32(a) * np.uint32(0x9E3779B1))
    x ^= np.uint32(np.uint32(b) * np.uint32(0x85EBCA77))
    x ^= np.uint32(np.uint32(c) * np.uint32(0xC2B2AE3D))
    x ^= x >> np.uint32(16)
    x = np.uint32(x * np.uint32(0x7FEB352D))
    x ^= x >> np.uint32(15)
    x = np.uint32(x * np.uint32(0x846CA68B))
    x ^= x >> np.uint32(16)
    return x


@njit(inline="always")
def random(pixel, sample, dimension, seed):
    """A golden-ratio sequence over samples, shifted per pixel and dimension: even at 4 samples. Always below 1."""
    start = hashed(pixel, dimension, seed) * 2.3283064e-10
    x = start + sample * (0.6180339887 if dimension % 2 == 0 else 0.7548776662)
    # Once in some tens of millions the float32 rounds up to 1, and "r < 1" then takes the branch that cannot be taken.
    return min(np.float32(x - np.floor(x)), np.float32(0.99999994))


def _noise(x, y, z):
    """Value noise, 0-1."""
    fx, fy, fz = np.floor(x), np.floor(y), np.floor(z)
    i, j, k = int(fx), int(fy), int(fz)
    u, v, w = x - fx, y - fy, z - fz
    u, v, w = u * u * (3 - 2 * u), v * v * (3 - 2 * v), w * w * (3 - 2 * w)
    total = 0.0
    for a in range(2):
        for b in range(2):
            for c in range(2):
                h = hashed(i + a, j + b, k + c) * 2.3283064e-10
                total += h * (u if a else 1 - u) * (v if b else 1 - v) * (w if c else 1 - w)
    return total


# Inlined where every ray comes by; called where only some do: inlining it in sixty places compiles for half a minute.
noise_here = njit(inline="always")(_noise)
noise = njit(_noise)
