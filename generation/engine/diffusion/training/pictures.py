"""Pictures as a model learns them: upright rows of numbers in one of a few sizes."""

from __future__ import annotations

import io
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from generation.engine.diffusion.canvas import LANCZOS
from generation.engine.diffusion.families import Family
from generation.engine.diffusion.training.schedule import Size, bucket
from generation.engine.picture import EngineError


@dataclass(frozen=True, slots=True)
class Shown:
    """`pixels` (3, height, width), -1…1. `original` and `cut` in pixels: its size before, and (top, left) of what was
    cut away once it was resized; SDXL is told both."""

    pixels: NDArray[np.float32]
    original: Size
    cut: tuple[int, int]

    @property
    def size(self) -> Size:
        return int(self.pixels.shape[2]), int(self.pixels.shape[1])

    @property
    def enlarged(self) -> bool:
        return self.size[0] > self.original[0] or self.size[1] > self.original[1]


def shown(data: bytes, number: int, resolution: int, family: Family) -> Shown:
    """Resized to cover its bucket, and its middle cut out. `number` is for the sentence of the EngineError."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            flat = _flat(image)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise EngineError(
            f"Picture {number} cannot be read ({str(error)[:80]}). Leave it out, or upload it again."
        ) from error
    width, height = bucket(*flat.size, resolution, family)
    scale = max(width / flat.width, height / flat.height)
    wide, tall = max(width, round(flat.width * scale)), max(height, round(flat.height * scale))
    left, top = (wide - width) // 2, (tall - height) // 2
    cut = flat.resize((wide, tall), LANCZOS).crop((left, top, left + width, top + height))
    pixels = np.asarray(cut, np.float32).transpose(2, 0, 1) / 127.5 - 1
    return Shown(np.ascontiguousarray(pixels), flat.size, (top, left))


def _flat(image: Image.Image) -> Image.Image:
    """RGB; what is transparent lies on white, as a page would show it."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        whole = image.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", whole.size, "white"), whole).convert("RGB")
    return image.convert("RGB")
