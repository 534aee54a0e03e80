"""What a check measured place by place, as a small picture to lay over the file.

One channel of 256 steps from `low` to `high`; its palette goes from dark blue to light yellow, ever lighter, so that
more is more to every eye and in grey as well. What is near `low` lets the picture through.
"""

from __future__ import annotations

import functools
import io
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from skimage.color import lab2rgb

SIDE = 160  # pixels, the longer side at most
LIGHT = (22.0, 91.0)  # L* of the lowest and the highest step
HUE = (285.0, 95.0)  # degrees in a*b*: blue, through green, to yellow
CHROMA = (34.0, 56.0)
ALPHA = (30, 235)  # of 255


@dataclass(frozen=True, slots=True)
class Heat:
    """`png` is indexed, with the scale as its palette. `unit` follows the numbers; `passes` is the limit, in words."""

    png: bytes
    width: int
    height: int
    low: float
    high: float
    unit: str
    passes: str = ""

    def scale(self) -> dict[str, float | str]:
        return {"low": self.low, "high": self.high, "unit": self.unit, "passes": self.passes}


def heat(field: NDArray[np.float64], high: float, unit: str, *, low: float = 0.0, passes: str = "") -> Heat:
    """(H, W) of any size, averaged down. Same field, same bytes. What is not a number counts as `low`."""
    known = np.nan_to_num(np.asarray(field, np.float32), nan=low, posinf=high, neginf=low)
    image = Image.fromarray(known)  # mode F
    if (longest := max(image.size)) > SIDE:
        size = tuple(max(1, round(side * SIDE / longest)) for side in image.size)
        image = image.resize((size[0], size[1]), Image.Resampling.BOX)
    steps = np.clip((np.asarray(image, np.float64) - low) / max(high - low, 1e-9), 0, 1) * 255
    made = Image.fromarray(np.rint(steps).astype(np.uint8)).convert("P")
    made.putpalette(colours().tobytes())
    out = io.BytesIO()
    alpha = bytes(int(a) for a in np.rint(np.linspace(*ALPHA, 256)))
    made.save(out, "PNG", transparency=alpha, compress_level=9, optimize=False)
    return Heat(out.getvalue(), made.width, made.height, round(low, 4), round(high, 4), unit, passes)


@functools.cache
def colours() -> NDArray[np.uint8]:
    """(256, 3) sRGB, lightness rising evenly (CIE L*)."""
    t = np.linspace(0, 1, 256)
    hue = np.radians(HUE[0] + (HUE[1] - HUE[0]) * t)
    chroma = CHROMA[0] + (CHROMA[1] - CHROMA[0]) * t
    lab = np.stack([LIGHT[0] + (LIGHT[1] - LIGHT[0]) * t, chroma * np.cos(hue), chroma * np.sin(hue)], axis=-1)
    found = np.clip(lab2rgb(lab[:, None])[:, 0], 0, 1)
    return np.asarray(np.rint(found * 255), np.uint8)
