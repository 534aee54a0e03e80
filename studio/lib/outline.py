"""What the transparency of a cut-out says: where the product is, and how wide it is at every height. Pillow and numpy;
run it in a worker."""

from __future__ import annotations

import io
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

ROWS: Final = 49  # heights at which the width is kept, top to bottom
COLOURS: Final = 9  # heights at which the colour is kept
SOLID: Final = 0.5  # alpha from which a pixel counts as product
LEAST: Final = 0.0005  # share of the picture that must be product


def outline(png: bytes) -> dict[str, Any] | None:
    """The outline of an RGBA picture; None where nothing is transparent or nothing is left.

    size: width and height of the box in pixels. box: left, top, right, bottom of the product as shares of the picture.
    rows: (left, right) at 49 heights from top to bottom, as shares of the box's width. colours: "#rrggbb" at 9 heights.
    """
    with Image.open(io.BytesIO(png), formats=["PNG"]) as image:
        if image.mode != "RGBA":
            return None
        pixels = np.asarray(image)
    solid = pixels[..., 3] >= SOLID * 255
    if solid.all() or solid.mean() < LEAST:
        return None
    lines, columns = np.flatnonzero(solid.any(1)), np.flatnonzero(solid.any(0))
    top, bottom, left, right = int(lines[0]), int(lines[-1]) + 1, int(columns[0]), int(columns[-1]) + 1
    part, colours = solid[top:bottom, left:right], pixels[top:bottom, left:right, :3]
    height, width = part.shape
    if height < 8 or width < 4:
        return None
    every, picture_height = pixels.shape[1], pixels.shape[0]
    return {
        "size": [width, height],
        "box": [_share(left, every), _share(top, picture_height), _share(right, every), _share(bottom, picture_height)],
        "rows": [_extent(part[_at(i, ROWS, height)], width) for i in range(ROWS)],
        "colours": [_colour(colours, part, _at(i, COLOURS, height)) for i in range(COLOURS)],
    }


def _at(i: int, count: int, height: int) -> int:
    return min(int((i + 0.5) / count * height), height - 1)


def _share(value: int, whole: int) -> float:
    return round(value / whole, 5)


def _extent(row: NDArray[np.bool_], width: int) -> list[float]:
    found = np.flatnonzero(row)
    if not len(found):
        return [0.5, 0.5]  # a gap, as under a handle
    return [_share(int(found[0]), width), _share(int(found[-1]) + 1, width)]


def _colour(colours: NDArray[np.uint8], part: NDArray[np.bool_], row: int) -> str:
    band = slice(max(row - 2, 0), row + 3)
    chosen = colours[band][part[band]]
    r, g, b = (int(c) for c in np.median(chosen, axis=0)) if len(chosen) else (128, 128, 128)
    return f"#{r:02x}{g:02x}{b:02x}"
