"""fit.crop and fit.resize: the picture's own pixels, cut and scaled. Same input, same bytes."""

from __future__ import annotations

import numpy as np
import pyvips

from generation.engine.finishing.frame import Window, clip
from generation.engine.picture import EngineError, Job, Picture, Pixels
from generation.engine.recipe import Node


def crop(before: Picture | None, node: Node, job: Job) -> Picture:
    """`params`: x, y, w, h in whole pixels of the picture before. Boxes are moved along and clipped."""
    picture = needed(before, node)
    cut = Window(*(int(node.params[k]) for k in ("x", "y", "w", "h")))
    if (
        cut.x < 0
        or cut.y < 0
        or cut.w < 1
        or cut.h < 1
        or cut.x + cut.w > picture.width
        or cut.y + cut.h > picture.height
    ):
        raise EngineError(
            f"The crop {cut.w} x {cut.h} at {cut.x}, {cut.y} reaches outside the picture, which is "
            f"{picture.width} x {picture.height}. Plan this rendition again from the picture it is made of."
        )
    pixels = np.ascontiguousarray(picture.pixels[cut.y : cut.y + cut.h, cut.x : cut.x + cut.w])
    mapped = (clip(cut.map(box, picture.width, picture.height)) for box in picture.boxes)
    return picture.with_(pixels=pixels, boxes=tuple(b for b in mapped if b is not None), passes={}, file=None)


def resize(before: Picture | None, node: Node, job: Job) -> Picture:
    """`params`: width, height in pixels; linear: whether to average light (shrinking) or code values (enlarging).

    Lanczos 3. Enlarging in linear light rings at bright edges, so the planner asks for it only when shrinking.
    """
    picture = needed(before, node)
    width, height = int(node.params["width"]), int(node.params["height"])
    if width < 1 or height < 1:
        raise EngineError(f"A picture cannot be resized to {width} x {height}: both sides must be at least 1 pixel.")
    scale = max(width / picture.width, height / picture.height)
    pixels = picture.pixels
    if (width, height) != (picture.width, picture.height):
        pixels = resample(picture.pixels, width, height, linear=bool(node.params.get("linear")))
    return picture.with_(pixels=pixels, passes={}, file=None).add_facts(scale=round(scale, 4))


def resample(pixels: Pixels, width: int, height: int, *, linear: bool) -> Pixels:
    """(H, W, 3|4) uint8 sRGB to (height, width, 3|4), Lanczos 3, alpha premultiplied."""
    image = vips(pixels)
    alpha = image.hasalpha()
    if linear:
        image = image.colourspace("scrgb")
    if alpha:
        image = image.premultiply()
    image = image.resize(width / image.width, vscale=height / image.height, kernel="lanczos3")
    if alpha:
        image = image.unpremultiply()
    if linear:
        image = image.colourspace("srgb")
    found: Pixels = np.asarray(image.rint().cast("uchar").numpy())
    return found


def vips(pixels: Pixels, space: str = "srgb") -> pyvips.Image:
    """A libvips image over these pixels, told what they mean."""
    image = pyvips.Image.new_from_array(np.ascontiguousarray(pixels))
    return image.copy(interpretation="cmyk" if space == "cmyk" else "srgb")


def needed(before: Picture | None, node: Node) -> Picture:
    if before is None:
        raise EngineError(f"The step {node.op!r} needs a picture before it; this recipe starts with it.")
    return before
