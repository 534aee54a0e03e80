"""What two pictures of one thing share whatever happened to light, grain and edges: the fine pattern of lightness.

Two pictures from one prompt have the same ground and the same palette; what differs is where things stand. So lightness
is looked at without its slow changes, and compared by normalised cross-correlation at the best of some small shifts and
zooms (Lewis, Fast Normalized Cross-Correlation, 1995), since a crop moves everything a little.
"""

from __future__ import annotations

from itertools import product
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

SIDE: Final = 24  # cells along each side
STEP: Final = 2.5  # numbers to one L*: it is kept in bytes
SLOW: Final = 2.0  # cells: the deviation of the Gaussian that is taken away
FLAT: Final = 0.6  # L* of pattern below which there is none to compare
ZOOMS: Final = (0.92, 1.0, 1.08)
SHIFTS: Final = (-0.03, 0.0, 0.03)  # of the side
Floats = NDArray[np.float32]


def structure(light: NDArray[np.float64]) -> bytes:
    """SIDE x SIDE mean lightness, row by row, from L* of a picture."""
    square = Image.fromarray(light.astype(np.float32)).resize((SIDE, SIDE), Image.Resampling.BOX)
    return np.clip(np.rint(np.asarray(square) * STEP), 0, 255).astype(np.uint8).tobytes()


def likeness(structures: list[bytes]) -> Floats:
    """(n, n) how alike the patterns of every two are, 1 the same; two without any pattern are the same."""
    light = np.frombuffer(b"".join(structures), np.uint8).reshape(-1, SIDE, SIDE).astype(np.float32) / np.float32(STEP)
    plain = _pattern(light)
    best = np.full((len(light), len(light)), -1, np.float32)
    for zoom, down, across in product(ZOOMS, SHIFTS, SHIFTS):
        moved = _pattern(_moved(zoom, down) @ light @ _moved(zoom, across).T)
        np.maximum(best, plain @ moved.T, out=best)
    return np.asarray(np.maximum(best, best.T), np.float32)


def _pattern(light: Floats) -> Floats:
    """(n, SIDE² + 1) of length 1. The last number stands for what little there is of any pattern."""
    slow = _SLOW @ light @ _SLOW.T
    fine = (light - slow).reshape(len(light), -1)
    fine = np.hstack([fine - fine.mean(1, keepdims=True), np.full((len(fine), 1), FLAT * SIDE, np.float32)])
    return np.asarray(fine / np.linalg.norm(fine, axis=1, keepdims=True), np.float32)


def _moved(zoom: float, shift: float) -> Floats:
    """(SIDE, SIDE) that reads a row zoomed about its middle and shifted, by linear interpolation; edges go on."""
    middle = (SIDE - 1) / 2
    place = np.clip(middle + zoom * (np.arange(SIDE) - middle) + shift * SIDE, 0, SIDE - 1)
    low = np.minimum(place.astype(int), SIDE - 2)
    found = np.zeros((SIDE, SIDE), np.float32)
    found[np.arange(SIDE), low] = 1 - (place - low)
    found[np.arange(SIDE), low + 1] = place - low
    return found


def _gaussian() -> Floats:
    """(SIDE, SIDE) that takes the weighted mean of what is near; each row sums to 1, at the edges too."""
    at = np.arange(SIDE)
    near = np.exp(-((at[:, None] - at[None, :]) ** 2) / (2 * SLOW**2))
    return np.asarray(near / near.sum(1, keepdims=True), np.float32)


_SLOW: Final = _gaussian()
