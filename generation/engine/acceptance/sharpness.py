"""How blurred the sharpest parts of a picture are: 0 crisp, 1 blurred.

The variance of the Laplacian grows with contrast and with the size of the picture, so that one limit fits no two
pictures. This is the blur effect of Crété-Roffet et al. (The blur effect: perception and estimation with a new
no-reference perceptual blur metric, SPIE 6492, 2007): how much of the variation between neighbours is lost when the
picture is blurred once more, which is free of contrast. It is measured on luminance at a long side of 768 pixels, in
tiles of 64, and the sharpest tenth of the tiles that have any detail counts: a subject in focus before a soft ground is
sharp. Grain and noise read as sharp, and blur finer than a pixel at 768 is not seen.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from skimage.measure import blur_effect

from generation.engine.acceptance.evidence import Seen
from generation.engine.acceptance.verdict import Verdict, held
from generation.engine.finishing.space import thumbnail

NAME = "sharpness"
SIDE = 768  # pixels
TILE = 64  # pixels
WINDOW = 9  # pixels of the second blur
DETAIL = 0.02  # standard deviation of luma, 0-1: a flatter tile has nothing to be sharp
SHARPEST = 10  # per cent


def test(seen: Seen, limit: float) -> Verdict:
    found = tiles(seen)
    if not found.size:
        return held(NAME, 1.0, limit, "no part of the picture has any detail")
    value = float(np.percentile(found, SHARPEST))
    return held(NAME, value, limit, f"blur {value:.2f} where it is sharpest, {np.median(found):.2f} in the middle")


def tiles(seen: Seen) -> NDArray[np.float64]:
    """The blur of every tile that has detail."""
    small = thumbnail(seen.pixels, SIDE)
    grey = small.astype(np.float64) @ np.array([0.2126, 0.7152, 0.0722]) / 255
    height, width = grey.shape
    side = max(16, min(TILE, height, width))
    starts = [(y, x) for y in range(0, height - side + 1, side) for x in range(0, width - side + 1, side)]
    cut = [grey[y : y + side, x : x + side] for y, x in starts]
    return np.array([blur_effect(part, h_size=WINDOW) for part in cut if part.std() > DETAIL])  # type: ignore[no-untyped-call]
