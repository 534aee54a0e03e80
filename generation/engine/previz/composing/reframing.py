"""One scene, many shapes: the same arrangement framed for another width and height, as well as the shape allows."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from generation.engine.previz.composing.asks import measure, misses
from generation.engine.previz.composing.wishes import free_area
from generation.engine.previz.frame import STEEPEST, Frame, Rect
from generation.engine.previz.scene import Camera, Scene

SIZES = (1.0, 0.92, 0.84, 0.74)  # of the largest that fits
CLOSER = 1.14  # times that: people's arms may be cut where a frame is much narrower, their heads not
LEANS = (0.0, 0.35, 0.7, 1.0)  # from where the subject's foot was to the middle of the free part


def reframed(scene: Scene, before: float, to: float, focal: Rect) -> Camera:
    """The camera that shows the scene best in a frame of shape `to`, standing where it stands.

    `focal` is (left, top, right, bottom) of what must be in it, in the frame of shape `before`. The lens widens or
    narrows and shifts; nothing is turned, so the set stays as it was built. The frame never shows less height than the
    old one. Of several sizes and places the one that misses least of the rules is taken, and of equals the handsomest.
    """
    window = _subject(scene, before, focal)
    cut = focal[3] > 0.985
    keeps = free_area(scene.rules, to_edge=cut)
    narrow = to < 0.75 * before
    people = any(t.kind == "person" and t.focal for t in scene.things)
    foot = 1.0 if cut else float(np.clip(focal[3], 0.5, keeps[3]))
    least = Frame(scene.camera, before).tan[1] * (0.999 if to >= before else 0.6)
    best: tuple[float, Camera] | None = None
    for size in (CLOSER, *SIZES) if narrow and people and cut else SIZES:
        for lean in LEANS if narrow else LEANS[:2]:
            camera = _camera(scene.camera, to, window, keeps, size, lean, foot, scene.rules.horizon, least)
            asks = measure(replace(scene, camera=camera), to)
            # In a much narrower frame a waist shot of several people would leave them in the lowest fifth.
            asked = [a for a in asks if a.name != "shot size" or not narrow]
            worth = -20 * misses(asked) - 0.5 * sum(not a.met for a in asked) + _beauty(camera, to, window, keeps)
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
    camera: Camera, to: float, subject: Rect, keeps: Rect, size: float, lean: float, foot: float, horizon: float,
    least: float,
) -> Camera:  # fmt: skip
    """The subject at `size` of what the free part holds; its foot in the row `foot`, or `lean` of the way from there to
    where the subject stands in the middle of the free part. A fixed horizon decides the rows, and so the size."""
    left, bottom, right, top = subject
    wide, high = keeps[2] - keeps[0], max(foot - keeps[1], 0.2)
    half = max((right - left) / wide / to / 2 / size, (top - bottom) / high / 2, least)  # half the window's height
    rise = 2 * horizon - 1
    if horizon:
        below, above = 2 * min(foot, 0.99) - 1 - rise, 1 + rise - 2 * keeps[1]
        half = max(half, -bottom / below if below > 0.02 else half, top / above if above > 0.02 else half)
    x = (keeps[0] + keeps[2]) / 2  # column of its middle
    for _ in range(80):
        across = ((left + right) / 2) / (half * to) - (2 * x - 1)
        if not horizon:
            middle = (keeps[1] + keeps[3]) / 2 + (top - bottom) / (4 * half)  # its foot, were it in the middle
            rise = bottom / half - (1 - 2 * (foot + (min(middle, foot) - foot) * lean))
        if abs(across) <= STEEPEST and abs(rise) <= STEEPEST:
            break
        half *= 1.03
    shift = (float(np.clip(across, -STEEPEST, STEEPEST)), float(np.clip(rise, -STEEPEST, STEEPEST)))
    return replace(camera, fov=float(np.degrees(2 * np.arctan(min(half * to, half)))), shift=shift)


def _beauty(camera: Camera, to: float, subject: Rect, keeps: Rect) -> float:
    """Large, with little shift, a little below the middle of what is free."""
    tx, ty = Frame(camera, to).tan
    area = (subject[2] - subject[0]) * (subject[3] - subject[1]) / (4 * tx * ty)
    row = (1 - (subject[1] + subject[3]) / 2 / ty + camera.shift[1]) / 2
    wanted = keeps[1] + (keeps[3] - keeps[1]) * 0.6
    return float(
        min(area, 0.6)
        - 0.1 * abs(camera.shift[0])
        - 0.2 * max(abs(camera.shift[1]) - 0.3, 0)
        - 0.3 * max(abs(row - wanted) - 0.08, 0)
    )
