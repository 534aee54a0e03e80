"""The shapes that people draw on pictures: how many points each has, and what is no shape at all. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot, isfinite

from briefs.spec import tidy
from studio.lib.problems import BadInput

# Least and most points.
POINTS = {"pin": (1, 1), "text": (1, 1), "box": (2, 2), "arrow": (2, 2), "stroke": (2, 2_000)}
SMALLEST = 0.002  # a box or arrow shorter than this is a slip of the hand
CLOSES = 0.06  # a stroke whose ends lie as near as this part of the picture goes around something


def shape_of(kind: str, points: Sequence[Sequence[float]]) -> list[list[float]]:
    """The points as they are kept: [[x, y], …], 0-1 from the top left, five decimals, a 20,000th of the picture's side.

    A box becomes top left, bottom right. Raises BadInput (kind, points).
    """
    if kind not in POINTS:
        raise BadInput(f"“{tidy(kind[:40])}” is not a kind of mark. Use {', '.join(POINTS)}.", field="kind")
    least, most = POINTS[kind]
    shape = [_point(point) for point in points] if isinstance(points, list | tuple) else []
    if not least <= len(shape) <= most:
        needs = f"{least}" if least == most else f"{least} to {most:,}"
        raise BadInput(f"A {kind} has {needs} points; this one has {len(shape):,}. Draw it again.", field="points")
    if kind == "box":
        (ax, ay), (bx, by) = shape
        shape = [[min(ax, bx), min(ay, by)], [max(ax, bx), max(ay, by)]]
        if shape[1][0] - shape[0][0] < SMALLEST or shape[1][1] - shape[0][1] < SMALLEST:
            raise BadInput("That box has no area. Drag from one corner to the other.", field="points")
    if kind == "arrow" and max(abs(shape[1][axis] - shape[0][axis]) for axis in (0, 1)) < SMALLEST:
        raise BadInput("That arrow has no length. Drag from its tail to its point.", field="points")
    return shape


def goes_around(points: Sequence[Sequence[float]]) -> bool:
    """Does a stroke come back to where it began, so that it means what lies inside it?"""
    (ax, ay), (bx, by) = points[0], points[-1]
    wide = max(x for x, _ in points) - min(x for x, _ in points)
    high = max(y for _, y in points) - min(y for _, y in points)
    return len(points) > 3 and hypot(ax - bx, ay - by) <= CLOSES and min(wide, high) > CLOSES


def _point(point: object) -> list[float]:
    pair = list(point) if isinstance(point, list | tuple) and len(point) == 2 else []
    numbers = [
        n for n in pair if isinstance(n, int | float) and not isinstance(n, bool) and isfinite(n) and 0 <= n <= 1
    ]
    if len(numbers) != 2:
        raise BadInput("A point is two numbers from 0 to 1: across and down the picture.", field="points")
    return [round(float(n), 5) for n in numbers]
