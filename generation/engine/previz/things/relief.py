"""How high the ground is: smooth noise, and the relief of `land`, which the builders of sets and of meshes share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

Params = Mapping[str, Any]
Array = NDArray[np.float64]


def noise(x: Array, z: Array, seed: int) -> Array:
    """Smooth value noise on the unit lattice, 0-1. Any shape; `seed` chooses the lattice."""
    table = np.random.default_rng(seed).random((64, 64))
    fx, fz = np.floor(x), np.floor(z)
    i, k = fx.astype(int) % 64, fz.astype(int) % 64
    u, w = x - fx, z - fz
    u, w = u * u * (3 - 2 * u), w * w * (3 - 2 * w)
    i1, k1 = (i + 1) % 64, (k + 1) % 64
    low = table[i, k] * (1 - u) + table[i1, k] * u
    high = table[i, k1] * (1 - u) + table[i1, k1] * u
    return np.asarray(low * (1 - w) + high * w)


def ramp(x: Array, a: float, b: float) -> Array:
    """0 at a, 1 at b, smooth between."""
    t = np.clip((x - a) / (b - a), 0, 1)
    return np.asarray(t * t * (3 - 2 * t))


def rise(p: Params, x: Array, z: Array) -> Array:
    """Height of `land` at local x, z (any shape): what stands on it must know."""
    seed, style = int(p.get("seed", 1)), p.get("style", "rolling")
    high, wave, flat = float(p.get("relief", 0.0)), float(p.get("wave", 20.0)), float(p.get("flat", 2.0))
    fade = float(p.get("fade", 400.0))
    r = np.hypot(x, z)
    if style == "beach":  # a slope that goes under the water past z = -edge, its line winding a little
        line = -float(p.get("edge", 10.0)) + (noise(x / wave, 0 * x, seed) - 0.5) * 0.35 * float(p.get("edge", 10.0))
        return np.asarray(np.where(z < line, (z - line) * 0.05, 0.0) * (1 - ramp(r, 200, 800)) - 0.0)
    if style == "bank":  # land on one side of a stream that runs away from the lens, sloping into it
        side = float(p.get("side", 1.0))
        bend = (noise(z / wave, 0 * z, seed) - 0.5) * float(p.get("bend", 2.0)) * ramp(-z, flat, flat * 6)
        edge = float(p.get("edge", 1.5))
        out = (x * side) - edge + bend
        bump = (noise(x / 3, z / 3, seed + 1) - 0.3) * float(p.get("rough", 0.1)) * ramp(out, 0, 1.5 * edge)
        return np.asarray(np.where(out < 0, np.maximum(out * 0.5, -0.6 * edge), 0.0) + bump)
    back = ramp(-z / np.maximum(r, 1e-9), -0.1, 0.55)
    mask = ramp(r, flat, flat * 4) * back * (1 - ramp(r, fade, fade * 2.2))
    if style == "dunes":  # long crests, one side steep, each with its own height
        a = x * 0.35 + z + 0.8 * wave * noise(x / wave / 1.7, z / wave / 1.7, seed)
        t = (a / wave) % 1.0
        crest = np.where(t < 0.68, ramp(t, 0.0, 0.68), 1 - ramp(t, 0.68, 1.0))
        y = crest * (0.35 + 0.65 * noise(x / wave / 2.6, z / wave / 1.3, seed + 1)) + 0.3 * noise(
            x / wave / 5, z / wave / 5, seed + 2
        )
    elif style == "clouds":  # heaps upon heaps
        y = np.zeros_like(r)
        for octave in range(4):
            n = noise(x / wave * 2**octave, z / wave * 2**octave, seed + octave)
            y += (1 - np.abs(2 * n - 1)) ** 0.7 * 0.55**octave / 2.2
    else:
        y = np.zeros_like(r)
        for octave in range(4):
            y += noise(x / wave * 2.1**octave, z / wave * 2.1**octave, seed + octave) * 0.42**octave / 1.7
    return np.asarray(high * mask * y + float(p.get("rough", 0.0)) * (noise(x / 0.9, z / 0.9, seed + 9) - 0.5) * mask)
