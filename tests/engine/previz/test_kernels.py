"""What only shows in some tens of millions of rays."""

from __future__ import annotations

import numpy as np
from numba import njit

from generation.engine.previz.kernels.noise import random


@njit
def _highest(count: int, seed: int) -> tuple[float, float]:  # type: ignore[no-untyped-def]
    high, low = np.float32(0), np.float32(1)
    for pixel in range(count):
        for sample in range(4):
            value = random(pixel, sample, 5, seed)
            high, low = max(high, value), min(low, value)
    return high, low


def test_a_random_number_is_never_one() -> None:
    """A metal's chance of a mirror bounce is 1: a number that is not below it divided by nothing."""
    high, low = 0.0, 1.0
    for seed in range(8):
        top, bottom = _highest(8_000_000, seed)
        high, low = max(high, float(top)), min(low, float(bottom))
    assert high < 1.0
    assert high > 0.9999
    assert 0.0 <= low < 0.0001
