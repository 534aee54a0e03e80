"""A guest's name across a picture, so often that no part worth taking is without it. Only workers import this."""

from __future__ import annotations

import io
from math import hypot

from PIL import Image, ImageDraw

from generation.engine.finishing.fonts import bundled, bundled_blob, choose, open_font

SIDE = 1280  # pixels, the longer side
SLANT = 28  # degrees
STRENGTH = 105  # of 255, each of the light words and their dark edge
QUALITY = 80


def marked(data: bytes, words: str, reserve: str) -> tuple[bytes, int, int]:
    """The picture in `data`, at most SIDE on its longer side, with `words` across it; as WebP without metadata, and its
    size in pixels. `reserve` is written where no font has all of `words`."""
    with Image.open(io.BytesIO(data)) as opened:
        image = opened.convert("RGB")
    image.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    Image.alpha_composite(image.convert("RGBA"), tiled(image.size, words, reserve)).convert("RGB").save(
        out, "WEBP", quality=QUALITY, method=2
    )
    return out.getvalue(), image.width, image.height


def tiled(size: tuple[int, int], words: str, reserve: str) -> Image.Image:
    """The words in slanted rows, each row shifted against the next, as an RGBA image of this size."""
    width, height = size
    em = max(11, round(max(size) / 46))
    fonts = [one.font for one in bundled()]
    font = choose(words, fonts, 600, bundled_blob)
    if font is None:
        words, font = reserve, choose(reserve, fonts, 600, bundled_blob) or fonts[0]
    face = open_font(font, em, bundled_blob)
    side = round(hypot(width, height)) + 2 * em
    layer = Image.new("RGBA", (side, side), (0, 0, 0, 0))
    pen = ImageDraw.Draw(layer)
    step = round(pen.textlength(words, font=face)) + 2 * em
    for row, y in enumerate(range(0, side, round(em * 3.4))):
        for x in range(-(row % 2) * step // 2 - step, side, step):
            pen.text(
                (x, y),
                words,
                font=face,
                fill=(255, 255, 255, STRENGTH),
                stroke_width=max(1, em // 14),
                stroke_fill=(0, 0, 0, STRENGTH),
            )
    turned = layer.rotate(SLANT, Image.Resampling.BICUBIC)
    left, top = (side - width) // 2, (side - height) // 2
    return turned.crop((left, top, left + width, top + height))
