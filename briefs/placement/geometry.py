"""A placement's sizes: pixels, bleed, and where copy may stand. All boxes are fractions of the trimmed frame."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from studio.lib.shapes import Rect, Shape, largest_free

MM_PER_INCH: Final = 25.4
EDGES: Final = ("top", "right", "bottom", "left")


@dataclass(frozen=True)
class Box:
    """Fractions of the frame, from the top left."""

    x: float
    y: float
    width: float
    height: float


def pixels(document: Mapping[str, Any]) -> tuple[int, int]:
    """Width and height of the trimmed picture in pixels, without bleed. Of a ratio: the least the channel takes."""
    if document["unit"] == "ratio":
        return least_pixels(document)
    return _length(document, "width"), _length(document, "height")


def least_pixels(document: Mapping[str, Any]) -> tuple[int, int]:
    """The smallest picture of this ratio that is at least `min_width` wide and `min_height` high."""
    across = ratio(document)
    width = max(float(document.get("min_width") or 0), float(document.get("min_height") or 0) * across, 1.0)
    return math.ceil(round(width, 6)), max(1, round(width / across))


def bleed_pixels(document: Mapping[str, Any]) -> int:
    """How many pixels of bleed lie outside the trim on each side."""
    return round(float(document["bleed_mm"]) / MM_PER_INCH * float(document["dpi"]))


def _length(document: Mapping[str, Any], side: str) -> int:
    value = float(document[side])
    return round(value / MM_PER_INCH * float(document["dpi"])) if document["unit"] == "mm" else round(value)


def ratio(document: Mapping[str, Any]) -> float:
    return float(document["width"]) / float(document["height"])


def shapes(document: Mapping[str, Any], height: float = 1.0) -> list[Shape]:
    """What is to be kept clear, on a frame `height` units high and as wide as its ratio says."""
    across = height * ratio(document)
    return [Shape.read(one).scaled(across, height) for one in document.get("clear", ())]


def edge_box(document: Mapping[str, Any], margins: float | None = None) -> Box:
    """The frame less its safe edges. `margins` is the brief's own, left and right; the wider of the two holds."""
    safe = document["safe"]
    left, right = max(safe["left"], margins or 0.0), max(safe["right"], margins or 0.0)
    return Box(left, safe["top"], 1 - left - right, 1 - safe["top"] - safe["bottom"])


def safe_box(document: Mapping[str, Any], margins: float | None = None) -> Box:
    """The largest rectangle inside the safe edges that lies over no keep-clear shape."""
    return _free(document, edge_box(document, margins))


def copy_box(document: Mapping[str, Any], space: Sequence[float], margins: float | None = None) -> Box:
    """Where copy may stand: the brief's room for copy (x, y, width, height), inside the safe edges of this placement
    and beside what is to be kept clear."""
    safe = edge_box(document, margins)
    x, y, width, height = space
    left, top = max(x, safe.x), max(y, safe.y)
    right, bottom = (min(x + width, safe.x + safe.width), min(y + height, safe.y + safe.height))
    return _free(document, Box(left, top, max(right - left, 0.0), max(bottom - top, 0.0)))


def _free(document: Mapping[str, Any], box: Box) -> Box:
    if not document.get("clear"):
        return box
    across = ratio(document)  # measured on a frame one unit high, or circles would be ovals
    rect: Rect = (box.x * across, box.y, (box.x + box.width) * across, box.y + box.height)
    left, top, right, bottom = largest_free(rect, [shape.bounds for shape in shapes(document)])
    return Box(left / across, top, (right - left) / across, bottom - top)


def takes_headline(document: Mapping[str, Any]) -> bool:
    """Is there type in this placement at all? No limit (None) means yes; 0 means none."""
    return bool(document["copy"]["max_chars"] != 0)
