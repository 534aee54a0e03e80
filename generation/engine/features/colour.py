"""Colour and light of the whole picture."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from generation.engine.acceptance import palette
from generation.engine.acceptance.evidence import Seen
from generation.engine.features.seen import Asked, Looked
from generation.engine.picture import Pixels


def measures(looked: Looked, lab: NDArray[np.float64], asked: Asked) -> dict[str, float]:
    """`lab` is of looked.tiny. No "palette" where the brand has none."""
    light = lab[..., 0]
    found = {
        "lightness": float(light.mean()),
        "contrast": float(light.std()),
        "warmth": float(lab[..., 2].mean()),
        "colourfulness": colourfulness(looked.tiny),
    }
    said = palette.test(Seen(looked.tiny, palette=asked.palette), 0.0)
    return found if said.value is None else {**found, "palette": said.value}


def colourfulness(pixels: Pixels) -> float:
    """M3 of Hasler and Süsstrunk, Measuring colourfulness in natural images, SPIE 5007, 2003."""
    red, green, blue = (pixels[..., i].astype(np.float64) for i in range(3))
    across, along = red - green, (red + green) / 2 - blue
    return float(np.hypot(across.std(), along.std()) + 0.3 * np.hypot(across.mean(), along.mean()))
