"""From a mark to the mask of what is painted anew: a grey PNG of the picture's size, white inside, soft at the edge."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFilter

from review.shapes import goes_around
from studio.lib.problems import BadInput

BRUSH = 0.06  # of the shorter side: how wide an open stroke is painted
MARGIN = 0.008  # of the shorter side: how far beyond the line, so that its own edge goes too
SOFT = 0.006  # of the shorter side: the radius over which it fades
LEAST = 2  # pixels


def paintable(kind: str) -> bool:
    return kind in ("box", "stroke")


def mask_of(kind: str, points: Sequence[Sequence[float]], size: tuple[int, int]) -> bytes:
    """PNG, mode L, of `size` (width, height) in pixels. `points` are 0-1 as marks keep them.

    A box, and a stroke that comes back to where it began, mean what lies inside; another stroke is a brush. White is
    never less than the shape with its margin. Nothing is decoded here: it is drawn. Raises BadInput (mark).
    """
    if not paintable(kind):
        raise BadInput(f"A {kind} covers nothing. Draw a box or a stroke over what is to change.", field="mark")
    width, height = size
    short = min(size)
    spots = [(x * width, y * height) for x, y in points]
    margin, soft = max(LEAST, MARGIN * short), max(1.0, SOFT * short)
    grey = Image.new("L", size, 0)
    draw = ImageDraw.Draw(grey)
    if kind == "box":
        (ax, ay), (bx, by) = spots
        draw.rectangle((ax - margin, ay - margin, bx + margin, by + margin), fill=255)
    else:
        around = goes_around(points)
        if around:
            draw.polygon(spots, fill=255)
        wide = 2 * margin if around else max(4 * margin, BRUSH * short)
        draw.line([*spots, spots[0]] if around else spots, fill=255, width=round(wide), joint="curve")
        for x, y in spots:
            draw.ellipse((x - wide / 2, y - wide / 2, x + wide / 2, y + wide / 2), fill=255)
    faded = grey.filter(ImageFilter.GaussianBlur(soft))
    out = io.BytesIO()
    faded.save(out, "PNG")
    return out.getvalue()
