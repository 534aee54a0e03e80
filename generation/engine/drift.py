"""How far one picture has moved from another of the same scene: what a style pack's goldens are compared by. Pure.

Both are averaged to cells first, so that grain, noise and a pixel's shift count for nothing and what the eye sees at
arm's length counts for all.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray
from skimage.color import deltaE_ciede2000, rgb2lab
from skimage.metrics import structural_similarity

from generation.engine.picture import EngineError, Pixels

CELLS = 48  # along the longer side
DETAIL = 160  # pixels along the longer side, for structure
SMALLEST = 11  # pixels a side: what structural similarity's window needs
FULL = 20.0  # ΔE 2000 that the map draws in full


@dataclass(frozen=True, slots=True)
class Drift:
    """`delta_e`: mean CIEDE2000 over the cells (CIE 142-2001). `worst`: its 95th percentile. `structure`: 0 the same
    shapes, 1 nothing in common (one less the SSIM of lightness; Wang et al. 2004)."""

    delta_e: float
    worst: float
    structure: float

    def document(self) -> dict[str, float]:
        return asdict(self)


def drift(before: Pixels, after: Pixels) -> Drift:
    """From two sRGB pictures (h, w, 3 or 4) uint8 of one size. Raises EngineError where the sizes differ."""
    cells = difference(before, after)
    grey = [_small(picture, DETAIL) @ np.array([0.2126, 0.7152, 0.0722]) for picture in (before, after)]
    same = 1.0
    if min(grey[0].shape) >= SMALLEST:
        same = float(structural_similarity(*grey, data_range=1.0, gaussian_weights=True))  # type: ignore[no-untyped-call]
    return Drift(round(float(cells.mean()), 2), round(float(np.percentile(cells, 95)), 2), round(1 - same, 4))


def difference(before: Pixels, after: Pixels) -> NDArray[np.float64]:
    """CIEDE2000 of each cell, (rows, columns)."""
    if before.shape[:2] != after.shape[:2]:
        raise EngineError("The two goldens differ in size, so they cannot be compared. Render both again.")
    labs = [rgb2lab(_small(picture, CELLS)) for picture in (before, after)]
    found: NDArray[np.float64] = deltaE_ciede2000(labs[0], labs[1])  # type: ignore[no-untyped-call]
    return found


def heat(before: Pixels, after: Pixels) -> Pixels:
    """Where they differ: the later picture in grey under orange, (h, w, 3) uint8. Full orange: 20 ΔE 2000."""
    height, width = after.shape[:2]
    cells = np.clip(difference(before, after) / FULL, 0, 1)
    rows = (np.arange(height) * cells.shape[0] // height).clip(0, cells.shape[0] - 1)
    columns = (np.arange(width) * cells.shape[1] // width).clip(0, cells.shape[1] - 1)
    weight = cells[rows][:, columns][..., None]
    grey = (after[..., :3].astype(np.float64) @ np.array([0.2126, 0.7152, 0.0722]))[..., None] * 0.55 + 90
    mixed = grey * (1 - weight) + np.array([217.0, 93.0, 14.0]) * weight
    found: Pixels = np.clip(mixed + 0.5, 0, 255).astype(np.uint8)
    return found


def _small(picture: Pixels, side: int) -> NDArray[np.float64]:
    """The picture averaged over blocks to about `side` along its longer side, 0-1; alpha over mid grey."""
    pixels = picture[..., :3].astype(np.float64) / 255
    if picture.shape[2] == 4:
        alpha = picture[..., 3:].astype(np.float64) / 255
        pixels = pixels * alpha + 0.5 * (1 - alpha)
    block = max(1, max(pixels.shape[:2]) // side)
    height, width = pixels.shape[0] // block * block, pixels.shape[1] // block * block
    cut = pixels[:height, :width].reshape(height // block, block, width // block, block, 3)
    found: NDArray[np.float64] = cut.mean(axis=(1, 3))
    return found
