"""By what near-duplicates are known: a perceptual hash for structure, and a small Lab picture for colour and place."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy.fft import dctn

GRID: Final = 6  # cells along each side of the Lab signature
HASHED: Final = 32  # pixels a side that the hash looks at


def fingerprint(light: NDArray[np.float64]) -> int:
    """64-bit perceptual hash of lightness, as a signed integer: the signs of the 8 x 8 lowest frequencies against their
    median, the mean left out (Zauner, Implementation and Benchmarking of Perceptual Image Hash Functions, 2010)."""
    square = np.asarray(Image.fromarray(light.astype(np.float32)).resize((HASHED, HASHED), Image.Resampling.BOX))
    low = dctn(square.astype(np.float64), norm="ortho")[:8, :8].ravel()
    bits = np.round(low, 6) > np.median(np.round(low[1:], 6))
    return int.from_bytes(np.packbits(bits).tobytes(), "big", signed=True)


def signature(lab: NDArray[np.float64]) -> list[int]:
    """Mean L*, a*, b* of each cell, row by row, whole numbers."""
    channels = [
        Image.fromarray(lab[..., i].astype(np.float32)).resize((GRID, GRID), Image.Resampling.BOX) for i in range(3)
    ]
    return [int(v) for v in np.rint(np.stack([np.asarray(one) for one in channels], -1)).ravel()]


def bits_apart(prints: NDArray[np.int64]) -> NDArray[np.int64]:
    """(n, n) number of bits in which each two of n fingerprints differ, 0-64."""
    bits = np.unpackbits(prints.astype(">i8").view(np.uint8).reshape(len(prints), 8), axis=1).astype(np.float32)
    both = bits @ bits.T
    ones = bits.sum(1)
    found: NDArray[np.int64] = np.rint(ones[:, None] + ones[None, :] - 2 * both).astype(np.int64)
    return found


def colours_apart(signatures: NDArray[np.float64]) -> NDArray[np.float64]:
    """(n, n) mean ΔE (CIE 1976) over the cells of each two of n signatures."""
    cells = signatures.reshape(len(signatures), -1, 3)
    found = np.zeros((len(cells), len(cells)))
    for i, one in enumerate(cells):
        found[i] = np.sqrt(((cells - one) ** 2).sum(-1)).mean(-1)
    return found
