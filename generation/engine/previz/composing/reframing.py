"""One scene, many shapes: the same arrangement framed for another width and height, as well as the shape allows."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from generation.engine.previz.composing.asks import Ask, Seen, measure, misses
from generation.engine.previz.composing.wishes import free_area
from generation.engine.previz.frame import STEEPEST, Frame, Rect
from generation.engine.previz.scene import Camera, Scene

SIZES = (1.0, 0.94, 0.88, 0.8, 0.72)  # of the largest that fits
LEANS = (0.0, 0.5, 1.0)  # from the lowest place in the free part to its middle


def reframed(scene: Scene, before: float, to: float, focal: Rect) -> Camera:
    """The camera that shows the scene best in a frame of shape `to`, standing where it stands.

    `focal` is (left, top, right, bottom) of what must be in it, in the frame of shape `before`. The lens widens or
    narrows and shifts; nothing is turned, so the set stays as it was built. Of several sizes and places the one that
    misses least of the rules is taken, and of equals the largest.
    """
    window = _subject(scene, before, focal)
    keeps = free_area(scene.rules, to_edge=focal[3] > 0.985)
    foot = 1.0 if focal[3] > 0.985 else 0.0
    best: tuple[float, Camera] | None = None
    for size in SIZES:
        for lean in LEANS:
            camera = _camera(scene.camera, to, window, keeps, size, lean, foot, scene.rules.horizon)
            asks = measure(replace(scene, camera=camera), to)
            worth = -20 * misses(asks) - 0.5 * sum(not a.met for a in asks) + _beauty(camera, to, window, lean)
            if best is None or worth > best[0] + 1e-9:
                best = (worth, camera)
    assert best is not None
    return best[1]


def _subject(scene: Scene, before: float, focal: Rect) -> Rect:
    """The subject on the image plane at distance 1: left, bottom, right, top."""
    tx, ty = Frame(scene.camera, before).tan
    a, b = scene.camera.shift
    left, right = ((2 * x - 1 + a) * tx for x in (focal[0], focal[2]))
    top, bottom = ((1 - 2 * y + b) * ty for y in (focal[1], focal[3]))
    return left, bottom, right, top


def _camera(
    camera: Camera, to: float, subject: Rect, keeps: Rect, size: float, lean: float, foot: float, horizon: float
) -> Camera:
    """The subject at `size` of what the free part holds, `lean` of the way from its lower edge to its middle."""
    left, bottom, right, top = subject
    wide, high = keeps[2] - keeps[0], (foot or keeps[3]) - keeps[1]
    half = max((right - left) / wide / to, (top - bottom) / high) / 2 / size  # half the height of the new window
    rest = max(high - (top - bottom) / (2 * half), 0.0)
    low = (foot or keeps[3]) - (0.0 if foot else rest * lean / 2)  # row of the subject's foot
    x = (keeps[0] + keeps[2]) / 2  # column of its middle
    for _ in range(80):
        across = ((left + right) / 2) / (half * to) - (2 * x - 1)
        rise = bottom / half - (1 - 2 * low)
        if horizon:
            rise = 2 * horizon - 1
        if abs(across) <= STEEPEST and abs(rise) <= STEEPEST:
            break
        half *= 1.03
    shift = (float(np.clip(across, -STEEPEST, STEEPEST)), float(np.clip(rise, -STEEPEST, STEEPEST)))
    return replace(camera, fov=float(np.degrees(2 * np.arctan(min(half * to, half)))), shift=shift)


def _beauty(camera: Camera, to: float, subject: Rect, lean: float) -> float:
    """Large, with little shift, and standing low rather than floating in the middle."""
    tx, ty = Frame(camera, to).tan
    area = (subject[2] - subject[0]) * (subject[3] - subject[1]) / (4 * tx * ty)
    return float(min(area, 0.6) - 0.1 * abs(camera.shift[0]) - 0.2 * max(abs(camera.shift[1]) - 0.3, 0) - 0.02 * lean)


__all__ = ["Ask", "Seen", "reframed"]
