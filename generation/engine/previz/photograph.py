"""The client's own product in the picture: its photograph, untouched, where its stand-in casts shadow and reflection.

Between the file and the picture its pixels are resized and nothing else: no light, no grade, no grain reaches them,
because a colourway is a promise about stock. Worker side.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from generation.engine.picture import EngineError, Pixels
from generation.engine.previz.frame import Frame
from generation.engine.previz.references import SHAPE
from generation.engine.previz.scene import Camera, Thing
from studio.lib.canonical import Json


def photographs(things: Sequence[Thing], inputs: Mapping[str, str], blob: Callable[[str], bytes]) -> dict[str, Pixels]:
    """digest -> (h, w, 4) uint8, cut to the product's box, of every stand-in. Raises EngineError with a sentence.

    Only what the recipe names among its inputs is opened: an edited scene cannot ask for a file that is not its own.
    """
    found: dict[str, Pixels] = {}
    known = {value.removeprefix("sha256:") for value in inputs.values()}
    for thing in things:
        key = thing.params.get("photograph")
        if thing.shape == SHAPE and isinstance(key, str) and key not in found:
            if key not in known:
                raise EngineError(f"The photograph {key[:12]} is none of this brief's product references. Take it out.")
            found[key] = _read(blob(key), thing.params.get("box"))
    return found


def _read(png: bytes, box: Any) -> Pixels:
    try:
        with Image.open(io.BytesIO(png), formats=["PNG"]) as image:
            rgba = image.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise EngineError("The product cut-out is not a PNG that can be read. Upload it to the brief again.") from error
    if box:
        w, h = rgba.size
        left, top, right, bottom = (float(v) for v in box)
        rgba = rgba.crop((round(left * w), round(top * h), round(right * w), round(bottom * h)))
    return np.asarray(rgba)


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a photograph went: its mask over the picture, depth in metres, and the scale its pixels were resized by."""

    thing: int
    mask: NDArray[np.bool_]
    depth: float
    scale: float

    def document(self, things: Sequence[Thing]) -> dict[str, Json]:
        """For the facts: which thing, and by how much its photograph was resized; above 1 it was enlarged."""
        return {"thing": things[self.thing].name, "scale": round(self.scale, 4)}


def lay(
    pixels: Pixels, things: Sequence[Thing], camera: Camera, depth: NDArray[np.float32], photos: Mapping[str, Pixels]
) -> tuple[Pixels, list[Placed]]:
    """Every photograph over the developed picture, farthest first, behind whatever stands before it.

    `pixels` (H, W, 3|4) uint8, `depth` (H, W) metres without the stand-ins. The stand-ins must face the camera.
    """
    out = pixels.copy()
    height, width = pixels.shape[:2]
    frame = Frame(camera, width / height)
    jobs = []
    for index, thing in enumerate(things):
        key = thing.params.get("photograph")
        if thing.shape == SHAPE and isinstance(key, str):
            jobs.append((float(frame.project([thing.at])[0, 2]), index, thing, photos[key]))
    placed = []
    for far, index, thing, photo in sorted(jobs, key=lambda job: -job[0]):
        if far <= 0.01:
            continue
        left, top, right, bottom = _rect(frame, thing, width, height)
        w, h = max(right - left, 1), max(bottom - top, 1)
        if w > 4 * width or h > 4 * height:
            raise EngineError("The product would be far larger than the picture. Move the camera back.")
        small = resized(photo, w, h)
        x0, y0, x1, y1 = max(left, 0), max(top, 0), min(right, width), min(bottom, height)
        if x0 >= x1 or y0 >= y1:
            continue
        part = small[y0 - top : y1 - top, x0 - left : x1 - left]
        thick = float(thing.params.get("w", 0.1)) * float(thing.params.get("deep", 1.0)) * thing.scale / 2
        clear = depth[y0:y1, x0:x1] > far - thick - 0.01
        cover = part[..., 3:].astype(np.float32) / 255 * clear[..., None]
        under = out[y0:y1, x0:x1]
        mixed = under[..., :3] * (1 - cover) + part[..., :3] * cover
        under[..., :3] = np.where(cover >= 1, part[..., :3], np.rint(mixed).astype(np.uint8))
        if out.shape[2] == 4:
            under[..., 3] = np.maximum(under[..., 3], np.rint(cover[..., 0] * 255).astype(np.uint8))
        mask = np.zeros((height, width), bool)
        mask[y0:y1, x0:x1] = cover[..., 0] >= 0.5
        placed.append(Placed(index, mask, far, h / photo.shape[0]))
    return out, placed


def _rect(frame: Frame, thing: Thing, width: int, height: int) -> tuple[int, int, int, int]:
    """Left, top, right, bottom in whole pixels of the upright rectangle that faces the lens."""
    yaw = np.radians(frame.camera.yaw)
    across = np.array([np.cos(yaw), 0, np.sin(yaw)]) * float(thing.params.get("w", 0.1)) * thing.scale / 2
    up = np.array([0, float(thing.params.get("h", 0.1)) * thing.scale, 0])
    foot = np.array(thing.at, float)
    seen = frame.project([foot - across, foot + across, foot + up])
    return (
        round(float(seen[0, 0]) * width),
        round(float(seen[2, 1]) * height),
        round(float(seen[1, 0]) * width),
        round(float(seen[0, 1]) * height),
    )


def resized(photo: Pixels, width: int, height: int) -> Pixels:
    """Lanczos on premultiplied values, so that no edge takes colour from what was transparent. The same size: as is."""
    if photo.shape[1] == width and photo.shape[0] == height:
        return photo
    image = Image.fromarray(photo).convert("RGBa").resize((width, height), Image.Resampling.LANCZOS)
    return np.asarray(image.convert("RGBA"))
