"""Shapes on a frame, in fractions of it from the top left: what they are, and where there is room beside them.

A rectangle is {shape: "rect", x, y, width, height}; a circle {shape: "circle", x, y, r}, its radius a fraction of the
shorter side; a polygon {shape: "polygon", points: [[x, y], ...]}. Pure: no Django, usable by the engine.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Point = tuple[float, float]
Rect = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Shape:
    """`points` are a polygon's corners, a rectangle's two opposite ones, or a circle's centre."""

    kind: str  # "rect", "circle", "polygon"
    points: tuple[Point, ...]
    radius: float = 0.0  # of the shorter side
    words: str = ""  # what it is kept clear for

    @classmethod
    def read(cls, document: Mapping[str, Any]) -> Shape:
        """From a checked document. Raises KeyError, TypeError or ValueError for one that was not."""
        kind, words = str(document["shape"]), str(document.get("for") or "")
        if kind == "polygon":
            return cls(kind, tuple((float(x), float(y)) for x, y in document["points"]), words=words)
        x, y = float(document["x"]), float(document["y"])
        if kind == "circle":
            return cls(kind, ((x, y),), float(document["r"]), words)
        if kind != "rect":
            raise ValueError(f"a keep-clear shape is {kind!r}; use rect, circle or polygon")
        return cls(kind, ((x, y), (x + float(document["width"]), y + float(document["height"]))), words=words)

    def scaled(self, width: float, height: float, left: float = 0.0, top: float = 0.0) -> Shape:
        """The same on a frame of width x height units that begins at (left, top). The radius becomes units."""
        points = tuple((left + x * width, top + y * height) for x, y in self.points)
        return Shape(self.kind, points, self.radius * min(width, height), self.words)

    @property
    def bounds(self) -> Rect:
        """Around a scaled shape, or around one whose frame is a square."""
        if self.kind == "circle":
            x, y = self.points[0]
            return x - self.radius, y - self.radius, x + self.radius, y + self.radius
        xs, ys = zip(*self.points, strict=True)
        return min(xs), min(ys), max(xs), max(ys)

    def touches(self, rect: Rect) -> bool:
        """Does a rectangle, in the units of this scaled shape, lie over any of it?"""
        left, top, right, bottom = rect
        if self.kind == "circle":
            x, y = self.points[0]
            return math.hypot(x - min(max(x, left), right), y - min(max(y, top), bottom)) < self.radius
        if self.kind == "polygon":
            return abs(_area(_clipped(self.points, rect))) > 1e-9
        x0, y0, x1, y1 = self.bounds
        return left < x1 and right > x0 and top < y1 and bottom > y0


def largest_free(rect: Rect, taken: Iterable[Rect]) -> Rect:
    """The largest rectangle inside `rect` that lies over none of `taken`; of equals the upper, then the left one.

    Where there is none it has no width and no height.
    """
    left, top, right, bottom = rect
    inside = [
        (max(x0, left), max(y0, top), min(x1, right), min(y1, bottom))
        for x0, y0, x1, y1 in taken
        if x0 < right and x1 > left and y0 < bottom and y1 > top
    ]
    if not inside:
        return rect if right > left and bottom > top else (left, top, left, top)
    rows = sorted({top, bottom, *(y for box in inside for y in (box[1], box[3]))})
    best, most = (left, top, left, top), 0.0
    for index, high in enumerate(rows):
        for low in rows[index + 1 :]:
            start = left
            across = sorted((box[0], box[2]) for box in inside if box[1] < low and box[3] > high)
            for x0, x1 in (*across, (right, right)):
                if (area := (x0 - start) * (low - high)) > most + 1e-12:
                    best, most = (start, high, x0, low), area
                start = max(start, x1)
    return best


def _clipped(points: tuple[Point, ...], rect: Rect) -> tuple[Point, ...]:
    """The polygon's part inside the rectangle (Sutherland and Hodgman, 1974)."""
    left, top, right, bottom = rect
    for axis, edge, sign in ((0, left, 1), (0, right, -1), (1, top, 1), (1, bottom, -1)):
        kept: list[Point] = []
        for one, two in zip(points, points[1:] + points[:1], strict=True):
            first, second = sign * (one[axis] - edge), sign * (two[axis] - edge)
            if first >= 0:
                kept.append(one)
            if (first > 0 > second) or (first < 0 < second):
                share = first / (first - second)
                kept.append((one[0] + share * (two[0] - one[0]), one[1] + share * (two[1] - one[1])))
        points = tuple(kept)
        if not points:
            break
    return points


def _area(points: tuple[Point, ...]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1], strict=True)) / 2
