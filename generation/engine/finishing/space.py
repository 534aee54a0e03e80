"""Where copy may stand: the calm rectangle inside the safe area, away from people and product. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from generation.engine.finishing.colour import flatten, luminance
from generation.engine.finishing.fit import resample
from generation.engine.finishing.frame import BUST, clip
from generation.engine.picture import Box, Pixels

Ints = NDArray[np.int_]
GRID = 24  # cells along each side of the safe area
BUSY = 0.035  # mean gradient (of perceptual lightness, per pixel at 512 px) above which text is hard to read over it
# How much room is asked for, across and down, and whether in the brief's copy space: wide and shallow first, a column
# beside the subject last.
ROOMS = ((1.0, 1.0, True), (1.0, 1.4, True), (1.2, 2.0, True), (1.0, 1.0, False), (0.5, 2.0, False), (1.6, 1.6, False))
LEGS = 0.4  # how much of a subject a person is below the bust: type may stand there, but rather elsewhere
COVERED = 0.02  # share of a head, bust or product that type may lie over


def busyness(pixels: Pixels) -> NDArray[np.float64]:
    """(H, W) local gradient of lightness, 0 for a flat field. The measure behind `copy_space` as well."""
    light = np.cbrt(luminance(pixels))
    dy, dx = np.gradient(light)
    return np.asarray(np.hypot(dx, dy))


def calm(pixels: Pixels, box: Box) -> float:
    """How busy a box is: mean gradient over `BUSY`, so that 1.0 is the limit. Measured at a long side of 512 px."""
    small = thumbnail(pixels)
    height, width = small.shape[:2]
    seen = clip(box)
    if seen is None:
        return 0.0
    x0, y0 = int(seen.x * width), int(seen.y * height)
    x1, y1 = max(x0 + 1, round((seen.x + seen.w) * width)), max(y0 + 1, round((seen.y + seen.h) * height))
    return float(busyness(small)[y0:y1, x0:x1].mean() / BUSY)


def thumbnail(pixels: Pixels, long_side: int = 512) -> Pixels:
    """At most `long_side` pixels long, opaque."""
    height, width = pixels.shape[:2]
    scale = long_side / max(height, width)
    if scale < 1:
        pixels = resample(pixels, max(1, round(width * scale)), max(1, round(height * scale)), linear=True)
    return flatten(pixels, "#FFFFFF")


def regions(pixels: Pixels, safe: Box, boxes: Iterable[Box], *, rtl: bool = False) -> Iterator[Box]:
    """Rectangles for copy, best first: calm, free of subjects, in the copy space the brief asked for, big enough.

    `pixels` and `boxes` are the cropped picture's. Yields a handful, for copy that did not fit the one before: first
    asking for more and more room in the brief's copy space, then anywhere.
    """
    small = thumbnail(pixels)
    height, width = small.shape[:2]
    ratio = width / height
    energy = _integral(np.minimum(busyness(small) / BUSY, 3.0))
    boxes = tuple(boxes)
    bodies = _paint((b for b in boxes if b.kind == "person"), width, height) * LEGS
    subjects = _integral(np.maximum(bodies, _paint(kept_clear(boxes), width, height)))
    wanted = _integral(_paint((b for b in boxes if b.kind == "copy"), width, height))
    asked = any(b.kind == "copy" for b in boxes)

    xs = np.round((safe.x + np.linspace(0, 1, GRID + 1) * safe.w) * width).astype(int)
    ys = np.round((safe.y + np.linspace(0, 1, GRID + 1) * safe.h) * height).astype(int)
    first, last = np.triu_indices(GRID + 1, k=2)
    left, right = xs[first][:, None], xs[last][:, None]
    top, bottom = ys[first][None, :], ys[last][None, :]
    area = np.maximum((right - left) * (bottom - top), 1)
    busy, taken, inside = (_sum(a, left, top, right, bottom) / area for a in (energy, subjects, wanted))
    share_w, share_h = (right - left) / width, (bottom - top) / height
    for across, down, held in ROOMS:
        want_w = min((0.5 if ratio > 1.2 else 0.86) * across, 1.0) * safe.w
        want_h = min((0.42 if ratio > 1.2 else 0.26) * down, 1.0) * safe.h
        enough = np.minimum(share_w / want_w, 1.0) * np.minimum(share_h / want_h, 1.0)
        score = enough * np.exp(-0.9 * busy) * (1 - taken) ** 6
        if held and asked:
            score = score * (0.3 + 0.7 * inside)
        # Of equals the larger, then the upper corner where reading starts.
        side = (width - right if rtl else left) / width
        score = score + 1e-3 * share_w * share_h - 1e-2 * side - 1e-5 * top / height
        i, j = np.unravel_index(int(np.argmax(np.round(score, 9))), score.shape)
        x0, x1, y0, y1 = left[i, 0] / width, right[i, 0] / width, top[0, j] / height, bottom[0, j] / height
        x0, y0 = max(x0, safe.x), max(y0, safe.y)
        x1, y1 = min(x1, safe.x + safe.w), min(y1, safe.y + safe.h)
        yield Box("copy space", float(x0), float(y0), float(x1 - x0), float(y1 - y0), "copy")


def kept_clear(boxes: Iterable[Box]) -> tuple[Box, ...]:
    """What type must not lie over: products whole, people down to the bust."""
    return tuple(
        replace(b, h=b.h * BUST) if b.kind == "person" else b for b in boxes if b.kind in ("person", "product")
    )


def covered(place: Box, boxes: Iterable[Box]) -> tuple[float, Box] | None:
    """The largest share that `place` covers of anything to be kept clear, with that thing; None if nothing."""
    shares = []
    for box in kept_clear(boxes):
        across = min(place.x + place.w, box.x + box.w) - max(place.x, box.x)
        down = min(place.y + place.h, box.y + box.h) - max(place.y, box.y)
        if across > 0 and down > 0:
            shares.append((across * down / (box.w * box.h), box))
    return max(shares, key=lambda share: share[0], default=None)


def _paint(boxes: Iterable[Box], width: int, height: int) -> NDArray[np.float64]:
    found = np.zeros((height, width))
    for box in boxes:
        if (seen := clip(box)) is not None:
            found[
                int(seen.y * height) : round((seen.y + seen.h) * height),
                int(seen.x * width) : round((seen.x + seen.w) * width),
            ] = 1.0
    return found


def _integral(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.pad(values.cumsum(0).cumsum(1), ((1, 0), (1, 0)))


def _sum(table: NDArray[np.float64], left: Ints, top: Ints, right: Ints, bottom: Ints) -> NDArray[np.float64]:
    return np.asarray(table[bottom, right] - table[top, right] - table[bottom, left] + table[top, left])
