"""Files of a candidate's picture, made in the worker: the PNG that is kept, and a small WebP for sheets."""

from __future__ import annotations

import io

from PIL import Image

from generation.engine.picture import Picture, Pixels

PREVIEW_SIDE = 640  # pixels, the longer side: a tile at twice its usual size
LIVE_SIDE = 160  # pixels, of a picture in the making
PNG_LEVEL = 1  # of zlib's 9: a seventh larger than the usual 6, six times as quick


def image_of(picture: Picture) -> Image.Image:
    """As Pillow has it. A candidate is sRGB; print colours come in finishing."""
    if picture.space != "srgb":
        raise ValueError(f"A candidate is kept in sRGB, and this picture is {picture.space}.")
    return Image.fromarray(picture.pixels, "RGBA" if picture.pixels.shape[2] == 4 else "RGB")


def png(picture: Picture) -> bytes:
    out = io.BytesIO()
    image_of(picture).save(out, "PNG", compress_level=PNG_LEVEL)
    return out.getvalue()


def webp(picture: Picture) -> tuple[bytes, int, int]:
    """A preview and its size in pixels."""
    image = image_of(picture)
    image.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE), Image.Resampling.BICUBIC, reducing_gap=2.0)
    out = io.BytesIO()
    image.save(out, "WEBP", quality=82, method=2)
    return out.getvalue(), image.width, image.height


def live(pixels: Pixels) -> bytes:
    """A picture in the making, (h, w, 3) of any size, as a WebP of a few kilobytes."""
    image = Image.fromarray(pixels, "RGB")
    image.thumbnail((LIVE_SIDE, LIVE_SIDE), Image.Resampling.BILINEAR)
    out = io.BytesIO()
    image.save(out, "WEBP", quality=70, method=0)
    return out.getvalue()
