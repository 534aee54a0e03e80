"""Files of a candidate's picture, made in the worker: the PNG that is kept, and smaller copies for pages.

Every size comes as WebP and AVIF, so that a page's `srcset` is whole in either. What AVIF costs was measured on previz
stills, at equal PSNR: with libaom's speed 8 it saves a sixth of WebP's bytes and takes six times as long, with speed 9
about nothing and twice as long. So only the tile, which a sheet loads by the hundred, is made at 8.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

import numpy as np
from PIL import Image, features

from generation.engine.picture import Picture, Pixels
from generation.engine.thumbhash import SIDE as HASH_SIDE
from generation.engine.thumbhash import thumbhash

TILE_SIDE = 256  # pixels, the longer side: a tile at its usual size
PREVIEW_SIDE = 640  # a tile at twice its usual size
ROOM_SIDE = 1280  # of pictures larger than this: what fills the loupe
LIVE_SIDE = 160  # pixels, of a picture in the making
PNG_LEVEL = 1  # of zlib's 9: a seventh larger than the usual 6, six times as quick


@dataclass(frozen=True, slots=True)
class Copy:
    """A smaller copy: its bytes, what they are, and its size in pixels."""

    data: bytes
    media_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Small:
    """What pages show instead of the picture: the preview, the other copies from narrow to wide, and the ThumbHash."""

    preview: Copy
    copies: tuple[Copy, ...]
    thumbhash: str


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
    made = _webp(_reduced(image_of(picture), PREVIEW_SIDE))
    return made.data, made.width, made.height


def small(picture: Picture) -> Small:
    """All sizes, each reduced from the one above it, so that the whole picture is gone through once."""
    image = image_of(picture)
    longest = max(image.size)
    copies = []
    if longest > ROOM_SIDE:
        image = _reduced(image, ROOM_SIDE)
        copies += [_webp(image), *_avif(image)]
    image = _reduced(image, PREVIEW_SIDE)
    preview = _webp(image)
    if longest > TILE_SIDE:
        copies += _avif(image)
        image = _reduced(image, TILE_SIDE)
        copies += [_webp(image), *_avif(image, quality=68, speed=8)]
    return Small(preview, tuple(reversed(copies)), _hash(image))


def live(pixels: Pixels) -> bytes:
    """A picture in the making, (h, w, 3) of any size, as a WebP of a few kilobytes."""
    image = Image.fromarray(pixels, "RGB")
    image.thumbnail((LIVE_SIDE, LIVE_SIDE), Image.Resampling.BILINEAR)
    out = io.BytesIO()
    image.save(out, "WEBP", quality=70, method=0)
    return out.getvalue()


def _reduced(image: Image.Image, side: int) -> Image.Image:
    """Within `side` x `side`; one that fits already stays as it is."""
    made = image.copy()
    made.thumbnail((side, side), Image.Resampling.BICUBIC, reducing_gap=2.0)
    return made


def _webp(image: Image.Image) -> Copy:
    out = io.BytesIO()
    image.save(out, "WEBP", quality=82, method=2)
    return Copy(out.getvalue(), "image/webp", image.width, image.height)


def _avif(image: Image.Image, *, quality: int = 64, speed: int = 9) -> list[Copy]:
    """None where Pillow was built without it: every browser takes the WebP beside it."""
    if not features.check("avif"):
        return []
    out = io.BytesIO()
    image.save(out, "AVIF", quality=quality, speed=speed, max_threads=1)
    return [Copy(out.getvalue(), "image/avif", image.width, image.height)]


def _hash(image: Image.Image) -> str:
    tiny = image.convert("RGB")
    tiny.thumbnail((HASH_SIDE, HASH_SIDE), Image.Resampling.BICUBIC)
    return thumbhash(np.asarray(tiny))
