"""A file in grey, small enough to be looked at whole."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from generation.engine.picture import Pixels

Grey = NDArray[np.float64]  # (H, W) luma (Rec. 601, as PIL gives it), 0-255


def grey(pixels: Pixels, side: int) -> Grey:
    """Averaged over whole blocks of pixels, so that the long side is `side` to twice that, or as it is if smaller."""
    return reduced(luma(pixels), side)


def luma(pixels: Pixels) -> Image.Image:
    return Image.fromarray(np.ascontiguousarray(pixels[..., :3])).convert("L")


def reduced(image: Image.Image, side: int) -> Grey:
    factor = max(1, max(image.size) // side)
    return np.asarray(image.reduce(factor) if factor > 1 else image, np.float64)
