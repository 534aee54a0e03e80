"""logo.place: the brand's own mark, never generated, laid over the picture."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image, UnidentifiedImageError

from generation.engine.finishing.fit import needed, resample
from generation.engine.picture import EngineError, Job, Picture, Pixels
from generation.engine.recipe import Node


def read_logo(data: bytes) -> Pixels:
    """A PNG to (H, W, 4) uint8. Raises EngineError with a sentence."""
    try:
        with Image.open(io.BytesIO(data), formats=["PNG"]) as image:
            return np.asarray(image.convert("RGBA"))
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise EngineError(
            "The logo is not a PNG that can be read. Upload it to the style pack again, as PNG."
        ) from error


def place_logo(before: Picture | None, node: Node, job: Job) -> Picture:
    """`params`: x, y, w, h in whole pixels of the file. `inputs.logo`: the PNG's digest."""
    picture = needed(before, node)
    x, y, w, h = (int(node.params[k]) for k in ("x", "y", "w", "h"))
    if x < 0 or y < 0 or w < 1 or h < 1 or x + w > picture.width or y + h > picture.height:
        raise EngineError("The logo would stand outside the file. Plan this rendition again.")
    mark = read_logo(job.inputs.blob(node.inputs["logo"].partition(":")[2]))
    mark = resample(mark, w, h, linear=w < mark.shape[1])
    out = picture.pixels.copy()
    part = out[y : y + h, x : x + w]
    cover = mark[..., 3:4].astype(np.float32) / 255
    part[..., :3] = np.rint(part[..., :3] * (1 - cover) + mark[..., :3] * cover).astype(np.uint8)
    if part.shape[2] == 4:
        part[..., 3] = np.maximum(part[..., 3], mark[..., 3])
    return picture.with_(pixels=out, file=None)
