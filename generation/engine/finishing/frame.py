"""Which part of a picture a placement sees: the largest window of its ratio, chosen by what must stay in it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generation.engine.picture import Box

HEAD = 0.3  # the top share of a person's box that a crop must never cut
BUST = 0.55  # the share that makes a portrait of a person: below it a crop may end, as a mid shot does


@dataclass(frozen=True, slots=True)
class Window:
    """A crop in whole source pixels."""

    x: int
    y: int
    w: int
    h: int

    def map(self, box: Box, width: int, height: int) -> Box:
        """A box of the source (0-1 of width x height) as seen in this window: may reach outside 0-1 where cut."""
        return Box(
            box.name,
            (box.x * width - self.x) / self.w,
            (box.y * height - self.y) / self.h,
            box.w * width / self.w,
            box.h * height / self.h,
            box.kind,
        )


def clip(box: Box) -> Box | None:
    """The part of a box that lies in the picture, or None."""
    x0, y0, x1, y1 = max(box.x, 0.0), max(box.y, 0.0), min(box.x + box.w, 1.0), min(box.y + box.h, 1.0)
    return Box(box.name, x0, y0, x1 - x0, y1 - y0, box.kind) if x1 > x0 and y1 > y0 else None


def focal_box(boxes: Iterable[Box], manual: tuple[float, float, float, float] | None = None) -> Box | None:
    """A frame drawn by hand if there is one; else the declared focal box; else around every bust, or the product."""
    if manual is not None:
        return Box("focal", *manual, kind="focal")
    boxes = tuple(boxes)
    for kind in ("focal", "person", "product"):
        chosen = [b for b in boxes if b.kind == kind]
        if chosen:
            x0, y0 = min(b.x for b in chosen), min(b.y for b in chosen)
            tall = BUST if kind == "person" else 1.0
            x1, y1 = max(b.x + b.w for b in chosen), max(b.y + b.h * tall for b in chosen)
            return Box("focal", x0, y0, x1 - x0, y1 - y0, "focal")
    return None


def window(
    width: int,
    height: int,
    ratio: float,
    boxes: tuple[Box, ...] = (),
    *,
    focal: tuple[float, float, float, float] | None = None,
    safe: Box | None = None,
) -> Window:
    """The largest window of `ratio` (width / height) in a width x height picture, slid along its one free axis.

    In order of weight: the focal box stays whole, people keep heads, then
    busts, then legs, the product stays whole, the
    copy space stays inside the safe area, and the focal point keeps its place. Ties go to the lower offset.
    """
    if width / height > ratio:
        w, h, axis = max(1, min(width, round(height * ratio))), height, 0
    else:
        w, h, axis = width, max(1, min(height, round(width / ratio))), 1
    free = (width - w) if axis == 0 else (height - h)
    if free == 0:
        return Window(0, 0, w, h)
    size, span = (width, w) if axis == 0 else (height, h)
    offsets = np.arange(free + 1, dtype=np.float64)
    cost = np.zeros_like(offsets)
    target = focal_box(boxes, focal)
    for box in boxes:
        low, high = _span(box, axis, size)
        if box.kind == "person":
            # Heads first, then busts, then legs: only a crop that slides up and down can tell them apart.
            for part, weight in ((HEAD, 300), (BUST, 120), (1.0, 12)):
                cost += weight * _cut(offsets, span, low, low + (high - low) * part if axis else high)
        elif box.kind == "product":
            cost += 200 * _cut(offsets, span, low, high)
        elif box.kind == "copy":
            edge = _safe_edges(safe, axis, span)
            cost += 60 * _cut(offsets + edge[0], edge[1], low, high)
    middle = size / 2
    if target is not None:
        low, high = _span(target, axis, size)
        cost += 3000 * _cut(offsets, span, low, high)
        middle = (low + high) / 2
    # Keep the composition: what stood at a third of the picture stands at a third of the crop.
    cost += 10 * np.abs((middle - offsets) / span - middle / size)
    best = int(np.argmin(np.round(cost, 6)))
    return Window(best, 0, w, h) if axis == 0 else Window(0, best, w, h)


def shown(box: Box) -> float:
    """The share of a mapped box's area that its window shows, 0-1."""
    seen = clip(box)
    return 0.0 if seen is None or box.w <= 0 or box.h <= 0 else round(seen.w * seen.h / (box.w * box.h), 4)


def _span(box: Box, axis: int, size: int) -> tuple[float, float]:
    start, length = (box.x, box.w) if axis == 0 else (box.y, box.h)
    return max(0.0, start * size), min(float(size), (start + length) * size)


def _cut(offsets: NDArray[np.float64], span: float, low: float, high: float) -> NDArray[np.float64]:
    """The share of [low, high] that a window [offset, offset + span] leaves out, for every offset."""
    inside = np.minimum(offsets + span, high) - np.maximum(offsets, low)
    return np.asarray(1 - np.clip(inside, 0, None) / max(high - low, 1e-9))


def _safe_edges(safe: Box | None, axis: int, span: float) -> tuple[float, float]:
    if safe is None:
        return 0.0, span
    start, length = (safe.x, safe.w) if axis == 0 else (safe.y, safe.h)
    return start * span, length * span
