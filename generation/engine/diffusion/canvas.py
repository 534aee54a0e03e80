"""The picture that a diffusion step starts from, and the mask that says what of it is made anew."""

from __future__ import annotations

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from generation.engine.picture import EngineError, Job, Picture, Pixels
from generation.engine.recipe import Node

LANCZOS = Image.Resampling.LANCZOS
NOTABLE = 0.02  # of a side: less is lost by rounding sizes to what a family makes


def start_of(before: Picture | None, node: Node, job: Job) -> Picture:
    """The picture before, or `inputs.picture`. Raises EngineError where there is neither, or it is no RGB picture."""
    if before is not None:
        if before.space != "srgb":
            raise EngineError(f"A diffusion step takes an RGB picture, and the one before it is {before.space}.")
        return before
    if "picture" not in node.inputs:
        raise EngineError(f"{node.op} changes a picture, so a step has to come before it, or inputs.picture name one.")
    return Picture(pixels=_opened(node, "picture", job, "RGB"))


def rgb(picture: Picture) -> Image.Image:
    """Without transparency: laid on white."""
    image = Image.fromarray(picture.pixels)
    if image.mode != "RGBA":
        return image.convert("RGB")
    ground = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(ground, image).convert("RGB")


def covering(image: Image.Image, width: int, height: int) -> tuple[Image.Image, tuple[str, ...]]:
    """The middle of the picture in the shape of `width` x `height`, at that size, and a sentence where much was cut."""
    scale = max(width / image.width, height / image.height)
    w, h = width / scale, height / scale
    x, y = (image.width - w) / 2, (image.height - h) / 2
    fitted = image.resize((width, height), LANCZOS, box=(x, y, x + w, y + h))
    lost = 1 - (w * h) / (image.width * image.height)
    if lost <= NOTABLE:
        return fitted, ()
    side = "left and right" if w < image.width else "top and bottom"
    return fitted, (f"The picture to begin from has another shape: {lost:.0%} of it was cut away at {side}.",)


def mask_of(node: Node, job: Job, like: Picture) -> NDArray[np.float32]:
    """`inputs.mask` as (H, W) 0…1: 1 is made anew. Raises EngineError for another size, or one with nothing to do."""
    if "mask" not in node.inputs:
        raise EngineError(f"{node.op} needs inputs.mask: a grey picture, white where the picture is to be made anew.")
    grey = _opened(node, "mask", job, "L")
    height, width = grey.shape
    if (width, height) != (like.width, like.height):
        raise EngineError(
            f"The mask is {width} by {height} pixels and the picture {like.width} by {like.height}. "
            "Draw the mask on this picture, at its size."
        )
    if not grey.any():
        raise EngineError("The mask is black all over, so nothing would be made anew. Paint white what is to change.")
    return np.divide(grey, 255, dtype=np.float32)


def feathered(mask: NDArray[np.float32], feather: int) -> NDArray[np.float32]:
    """The mask, fading over `feather` pixels inwards from its edge: it stays 0 wherever it was."""
    if not feather:
        return mask
    from scipy.ndimage import distance_transform_edt

    inside = mask > 0
    if inside.all():
        return mask
    ramp = np.minimum(distance_transform_edt(inside) / (feather + 1), 1)
    return np.asarray(mask * ramp, np.float32)


def laid_over(old: Pixels, new: Pixels, mask: NDArray[np.float32]) -> Pixels:
    """`new` where the mask is 1, exactly `old` where it is 0. Pixels (H, W, 3|4) and (H, W, 3)."""
    share = mask[..., None]
    mixed = old[..., :3] * (1 - share) + new * share  # bytes are exact in float32, so where share is 0 nothing moves
    laid: Pixels = np.concatenate([np.clip(np.rint(mixed), 0, 255).astype(np.uint8), old[..., 3:]], axis=2)
    return laid


def _opened(node: Node, name: str, job: Job, mode: str) -> Pixels:
    kind, _, key = node.inputs[name].partition(":")
    if kind != "sha256":
        raise EngineError(f"The {name} of {node.op} is not named by a sha256 digest.")
    try:
        with Image.open(io.BytesIO(job.inputs.blob(key)), formats=["PNG"]) as image:
            return np.asarray(image.convert(mode))
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise EngineError(
            f"The {name} {key[:12]} cannot be read as a PNG picture ({error}). Choose another."
        ) from error
