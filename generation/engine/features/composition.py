"""Where the weight of the picture lies."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from generation.engine.features.seen import Looked
from generation.engine.finishing.frame import clip, focal_box

THIRDS = (1 / 3, 2 / 3)


def measures(looked: Looked, busy: NDArray[np.float64], light: NDArray[np.float64]) -> dict[str, float]:
    """`busy` is the detail of looked.small, `light` L* of looked.tiny. No "size" where nothing is named in the
    picture: its subject is then taken to be where most detail is."""
    height, width = busy.shape
    mass = middle(busy)
    x, y, found = *mass, {}
    focal = focal_box(looked.boxes)
    if focal is not None and (subject := clip(focal)) is not None:
        x, y = subject.x + subject.w / 2, subject.y + subject.h / 2
        found["size"] = subject.w * subject.h
    aspect = width / height
    return found | {
        "across": x,
        "thirds": min(float(np.hypot((x - i) * aspect, y - j)) for i in THIRDS for j in THIRDS),
        "balance": float(np.hypot((mass[0] - 0.5) * aspect, mass[1] - 0.5)),
        "symmetry": symmetry(light),
    }


def middle(busy: NDArray[np.float64]) -> tuple[float, float]:
    """The centre of all detail, 0-1 across and down; the middle of a picture that has none."""
    height, width = busy.shape
    total = float(busy.sum())
    if total <= 0:
        return 0.5, 0.5
    across = float(busy.sum(0) @ ((np.arange(width) + 0.5) / width)) / total
    return across, float(busy.sum(1) @ ((np.arange(height) + 0.5) / height)) / total


def symmetry(light: NDArray[np.float64]) -> float:
    """Correlation of lightness with its mirror image, left to right; 1 for a flat field."""
    centred = light - light.mean()
    power = float((centred**2).sum())
    return float((centred * centred[:, ::-1]).sum() / power) if power > 1e-9 else 1.0
