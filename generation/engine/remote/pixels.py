"""Pictures on their way: what is sent is made anew from pixels, what comes back is decoded with suspicion."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image

from generation.engine.finishing.intake import BadUpload, take
from generation.engine.picture import EngineError, Job, Picture, Pixels
from generation.engine.recipe import Node
from generation.engine.remote.service import Service
from generation.engine.remote.wire import Fault

MOST_PIXELS = 40_000_000  # of a picture that comes back
MOST_BYTES = 48 * 1024 * 1024


def blob_of(node: Node, name: str, job: Job) -> bytes | None:
    """The bytes of one of the node's inputs, or None where it has none of that name."""
    kind, _, key = node.inputs.get(name, "").partition(":")
    if not key:
        return None
    if kind != "sha256":
        raise EngineError(f"The {name} picture of this recipe is not named by a sha256 digest.")
    return job.inputs.blob(key)


def opened(data: bytes, size: tuple[int, int], mode: str) -> Image.Image:
    """A picture of ours at the size that is asked for, in this mode; nothing but its pixels goes out with it."""
    with Image.open(io.BytesIO(data), formats=["PNG", "JPEG", "WEBP"]) as image:
        whole = image.convert(mode)
    return whole if whole.size == size else whole.resize(size, Image.Resampling.LANCZOS)


def png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=1)
    return out.getvalue()


def holes(mask: Image.Image) -> Image.Image:
    """Our mask (white is made anew) as the OpenAI API has it: what is made anew is transparent."""
    alpha = 255 - np.asarray(mask.convert("L"))
    return Image.fromarray(np.dstack([np.zeros((*alpha.shape, 3), np.uint8), alpha]).astype(np.uint8), "RGBA")


def received(service: Service, data: bytes) -> Pixels:
    """Bytes of a service as pixels (h, w, 3|4), sRGB. Raises Fault: too many, damaged, or no picture at all."""
    try:
        return take(data, max_pixels=MOST_PIXELS, max_bytes=MOST_BYTES).pixels
    except BadUpload as error:
        said = str(error).partition(". ")[0].removesuffix(".")
        raise Fault(f"{service.name} answered with what cannot be used as a picture: {said}.") from None


def of_size(picture: Picture, width: int, height: int, service: Service) -> Picture:
    """The picture as it came; a note where it is not of the size that was asked for."""
    if (picture.width, picture.height) == (width, height):
        return picture
    said = f"{service.name} made {picture.width} × {picture.height} pixels instead of {width} × {height}."
    return picture.with_(notes=(*picture.notes, said))
