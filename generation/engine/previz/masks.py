"""Masks while planning: outlines of things drawn in the order of their depth into a small picture. No ray is traced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from generation.engine.previz.frame import Frame, Rect
from generation.engine.previz.scene import Area, Thing
from generation.engine.previz.things.hulls import hulls, outline
from generation.engine.previz.things.mesh import rotation

Points = NDArray[np.float64]
PANES = ("display",)  # shapes that hide nothing behind them
NEAR = 0.06  # metres: parts that reach nearer to the lens are left out
_A = np.arange(16) * 2 * np.pi / 16
SIDES = np.stack([np.cos(_A), np.sin(_A)])  # directions in the frame in which an outline has its corners


def placed(thing: Thing, points: Points) -> Points:
    """Points of a thing's own frame, in the world."""
    out: Points = (points * thing.scale) @ rotation(thing.turn, thing.tilt, thing.roll).T + np.array(thing.at, float)
    return out


def outline_of(thing: Thing) -> Points:
    """(n, 3): what decides a thing's size in the frame, in the world."""
    return placed(thing, outline(thing.shape, thing.params))


@dataclass(frozen=True, slots=True)
class Bodies:
    """Things as parts in the world: points (parts, k, 3), for each part the index of its thing, and which things one
    can see through."""

    points: Points
    owner: NDArray[np.int64]
    count: int
    panes: NDArray[np.bool_]

    @classmethod
    def of(cls, things: Sequence[Thing]) -> Bodies:
        parts = [placed(thing, hulls(thing.shape, thing.params)) for thing in things]
        panes = np.array([thing.shape in PANES for thing in things], bool)
        if not parts:
            return cls(np.zeros((0, 1, 3)), np.zeros(0, np.int64), 0, panes)
        owner = np.repeat(np.arange(len(parts)), [len(p) for p in parts])
        return cls(np.concatenate(parts), owner, len(parts), panes)


@dataclass(frozen=True, slots=True)
class Plate:
    """What a frame shows: `label` (h, w) is 1 + the thing's index, 0 where there is none. `whole` is each thing's own
    area in the frame, a share, were nothing before it."""

    label: NDArray[np.uint8]
    whole: NDArray[np.float64]
    boxes: NDArray[np.float64]  # (things, 4): left, top, right, bottom, beyond the frame too; zero behind the lens
    depth: NDArray[np.float64]  # metres to the middle of each thing

    def share(self, area: Area, which: NDArray[np.bool_] | None = None) -> float:
        """Share of a part of the frame that things cover; `which` (things,) picks some of them."""
        h, w = self.label.shape
        x0, x1 = round(max(area.x, 0) * w), round(min(area.x + area.w, 1) * w)
        y0, y1 = round(max(area.y, 0) * h), round(min(area.y + area.h, 1) * h)
        part = self.label[y0:y1, x0:x1]
        if not part.size:
            return 0.0
        return float((part > 0).mean() if which is None else np.r_[False, which][part].mean())

    def of(self, which: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """The mask of some things."""
        mask: NDArray[np.bool_] = np.r_[False, which][self.label]
        return mask

    def seen(self) -> NDArray[np.float64]:
        """For each thing the share of its own area that nothing hides, 0-1; 1 where it is not in the frame."""
        found = np.bincount(self.label.ravel(), minlength=len(self.whole) + 1)[1:] / self.label.size
        return np.where(self.whole > 0, np.minimum(found / np.maximum(self.whole, 1e-9), 1.0), 1.0)


def middle(mask: NDArray[np.bool_]) -> tuple[float, float]:
    """Centroid of a mask, 0-1; the frame's middle when it is empty."""
    rows, cols = np.nonzero(mask)
    if not len(rows):
        return 0.5, 0.5
    return float((cols.mean() + 0.5) / mask.shape[1]), float((rows.mean() + 0.5) / mask.shape[0])


def union(boxes: NDArray[np.float64]) -> Rect:
    """Round all boxes that have a size; all zero when none has."""
    real = boxes[(boxes[:, 2] > boxes[:, 0]) & (boxes[:, 3] > boxes[:, 1])]
    if not len(real):
        return 0.0, 0.0, 0.0, 0.0
    return float(real[:, 0].min()), float(real[:, 1].min()), float(real[:, 2].max()), float(real[:, 3].max())


def plate(bodies: Bodies, frame: Frame, long_side: int = 96) -> Plate:
    """Draw them, far parts first."""
    aspect = frame.aspect
    w = long_side if aspect >= 1 else max(round(long_side * aspect), 12)
    h = long_side if aspect <= 1 else max(round(long_side / aspect), 12)
    n = bodies.count
    boxes, depth, whole = np.zeros((n, 4)), np.full(n, np.inf), np.zeros(n)
    image = Image.new("L", (w, h))
    if n:
        shape = bodies.points.shape
        seen = frame.project(bodies.points.reshape(-1, 3)).reshape(shape)
        front = (seen[..., 2] > NEAR).all(1)
        flat = seen[front][..., :2]
        owner = bodies.owner[front]
        far = seen[front][..., 2].mean(1)
        if len(owner):
            starts = np.flatnonzero(np.r_[True, owner[1:] != owner[:-1]])
            who = owner[starts]
            lo, hi = np.minimum.reduceat(flat.min(1), starts), np.maximum.reduceat(flat.max(1), starts)
            boxes[who] = np.concatenate([lo, hi], 1)
            sums = np.add.reduceat(far, starts) / np.diff(np.r_[starts, len(owner)])
            depth[who] = sums
            pixels = flat * [w, h] - 0.5
            corner = np.argmax(pixels @ SIDES, 1)
            rings = np.take_along_axis(pixels, corner[..., None], 1).clip(-4000, 4000)
            _paint(image, rings, owner, np.where(bodies.panes[owner], np.inf, far))
            whole = _own(rings, owner, n, w, h)
    return Plate(np.asarray(image), whole, boxes, depth)


def _paint(image: Image.Image, rings: Points, owner: NDArray[np.int64], far: Points) -> None:
    pen = ImageDraw.Draw(image)
    flat = rings.reshape(len(rings), -1)
    for i in np.argsort(-far, kind="stable").tolist():
        pen.polygon(flat[i].tolist(), fill=min(int(owner[i]) + 1, 255))


def _own(rings: Points, owner: NDArray[np.int64], n: int, w: int, h: int) -> Points:
    """Area of each thing in the frame as if it stood alone, as a share of the frame."""
    out = np.zeros(n)
    flat = rings.reshape(len(rings), -1)
    for k in np.unique(owner).tolist():
        alone = Image.new("L", (w, h))
        pen = ImageDraw.Draw(alone)
        for i in np.flatnonzero(owner == k).tolist():
            pen.polygon(flat[i].tolist(), fill=1)
        out[k] = np.count_nonzero(np.asarray(alone)) / (w * h)
    return out
