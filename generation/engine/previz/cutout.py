"""Pictures without their background: on nothing, with straight alpha, or on pure white with the shadow kept."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

from generation.engine.previz.things.mesh import F32

UNSEEN = 0.035  # shadows fainter than this are white
DEEPEST = 0.8  # share of the light that the darkest shadow takes from white


def own_colour(y: F32, cover: F32) -> F32:
    """Display values with the background's share taken out of the edges: a pixel that a thing covers in part gets the
    colour of what is whole beside it, so that no halo shows on another ground."""
    size = max(min(cover.shape) / 500, 1.2)
    out = y
    weight = cover**6
    near = gaussian_filter(y * weight[..., None], (size, size, 0)) / (gaussian_filter(weight, size)[..., None] + 1e-8)
    part = (cover < 0.999) & (gaussian_filter(weight, size) > 1e-5)
    out = np.where(part[..., None], near, out)
    return out.astype(np.float32)


def transparent(y: F32, cover: F32) -> NDArray[np.uint8]:
    """(h, w, 4): straight alpha."""
    colours = own_colour(y, cover)
    return _bytes(np.concatenate([colours, cover[..., None]], -1))


def white(y: F32, cover: F32, shade: F32) -> NDArray[np.uint8]:
    """(h, w, 3): #ffffff exactly wherever nothing stands and no shadow falls."""
    kept = np.clip((shade - UNSEEN) / (1 - UNSEEN), 0, 1)
    kept = kept * np.clip(shade / (2 * UNSEEN) - 0.5, 0, 1)  # runs out softly
    ground = (1 - DEEPEST * kept) ** (1 / 2.2)
    a = cover[..., None]
    return _bytes(own_colour(y, cover) * a + ground[..., None] * (1 - a))


def _bytes(y: F32) -> NDArray[np.uint8]:
    return (np.clip(y, 0, 1) * 255 + 0.5).astype(np.uint8)
