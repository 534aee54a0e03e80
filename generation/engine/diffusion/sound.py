"""Whether what a model computed is a picture at all."""

from __future__ import annotations

from typing import Any

import numpy as np

from generation.engine.picture import EngineError, Pixels


class NotSound(EngineError):
    """The model computed values that are not numbers. Whoever holds it lets go of it."""


def not_sound(where: object) -> NotSound:
    return NotSound(
        f"The model in {where} computed values that are not numbers, so there is no picture. "
        "Its weights may be damaged: copy it again. With float16, try bfloat16 or float32."
    )


def pixels_of(array: Any, where: object) -> Pixels:
    """Floats (H, W, 3) 0…1 to bytes, refusing what is no number: without this check NaN would be stored as black."""
    if not np.isfinite(array).all():
        raise not_sound(where)
    pixels: Pixels = (array * 255).round().astype(np.uint8)
    return pixels


def not_flat(pixels: Pixels, where: object) -> Pixels:
    """The same pixels, where they are more than one colour."""
    if (pixels == pixels[0, 0]).all():
        colour = "#" + "".join(f"{c:02x}" for c in pixels[0, 0])
        raise EngineError(
            f"The model in {where} made one flat colour ({colour}) instead of a picture. "
            "Try another seed; if it stays, the weights or the dtype do not suit this model."
        )
    return pixels
