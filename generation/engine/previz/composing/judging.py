"""How good a framing is: first what it breaks, then how it looks. All measured on projected masks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generation.engine.previz.composing.wishes import free_area
from generation.engine.previz.frame import STEEPEST, Frame
from generation.engine.previz.masks import Bodies, Plate, middle, plate, union
from generation.engine.previz.scene import Area, Rules, Thing
from generation.engine.previz.stage.subjects import Group

COARSE = 72  # pixels of the long side while candidates are compared
SMALL = 24  # of the thumbnails that tell candidates apart


@dataclass(frozen=True, slots=True)
class Verdict:
    """broken: sum of what the rules forbid, in shares of the frame; quality: higher is better; thumb: (24, 24) mask."""

    broken: float
    quality: float
    thumb: NDArray[np.bool_]
    seen: float = 1.0  # of the focal thing that is hidden most

    @property
    def worth(self) -> float:
        """One number: a hundredth of the frame that breaks a rule outweighs every beauty."""
        return self.quality - 60 * max(self.broken - 0.006, 0.0)


def head_of(thing: Thing) -> NDArray[np.float64]:
    """(2, 3): lower and upper corner round a person's head, in the world, from the top of the figure."""
    from generation.engine.previz.masks import outline_of

    points = outline_of(thing)
    crown = float(points[:, 1].max())
    top = points[points[:, 1] > crown - 0.16]
    x, z = (float((top[:, k].min() + top[:, k].max()) / 2) for k in (0, 2))
    return np.array([[x - 0.11, crown - 0.26, z], [x + 0.11, crown, z]])


@dataclass(frozen=True, slots=True)
class Cast:
    """A group made ready to be judged many times."""

    group: Group
    bodies: Bodies
    focal: NDArray[np.bool_]  # (things,)
    heads: NDArray[np.float64]  # (people, 2, 3)
    looks: NDArray[np.float64]  # (people, 2): direction in which each looks, x and z

    @classmethod
    def of(cls, group: Group) -> Cast:
        things = [t for t in group.things if t.kind != "set"]
        people = [t for t in things if t.kind == "person"]
        heads = np.array([head_of(t) for t in people]).reshape(-1, 2, 3)
        turns = np.radians([t.turn for t in people])
        focal = np.array([t.focal for t in things], bool)
        return cls(group, Bodies.of(things), focal, heads, np.stack([np.sin(turns), np.cos(turns)], -1))


def judge(cast: Cast, frame: Frame, rules: Rules, *, size: int = COARSE) -> Verdict:
    shown = plate(cast.bodies, frame, size)
    focal = shown.of(cast.focal) if cast.focal.any() else shown.label > 0
    broken = _broken(cast, frame, rules, shown)
    quality = _quality(cast, frame, rules, shown, focal)
    main = cast.focal & ~cast.bodies.panes
    seen = float(shown.seen()[main].min()) if main.any() and cast.group.family != "landscape" else 1.0
    return Verdict(broken, quality, _thumb(focal), seen)


def bound(area: Area, rules: Rules, focal: NDArray[np.bool_]) -> NDArray[np.bool_] | None:
    """Which things a clear part of the frame keeps out: all (None), or at the top and bottom of a story, where an app
    draws over the picture, only what it is about: ground, supports and scenery pass under."""
    across = area.w > 0.7 and (area.y < 0.03 or area.y + area.h > 0.97)
    return focal if area != rules.copy and across and focal.any() else None


def head_boxes(cast: Cast, frame: Frame) -> NDArray[np.float64]:
    """(people, 4): left, top, right, bottom of each head, widened to what a face needs."""
    if not len(cast.heads):
        return np.zeros((0, 4))
    ends = frame.project(cast.heads.reshape(-1, 3)).reshape(-1, 2, 3)
    top, low = ends[:, 1, 1], ends[:, 0, 1]
    x = (ends[:, 0, 0] + ends[:, 1, 0]) / 2
    half = np.abs(low - top) * 0.42 / max(frame.aspect, 1e-3)
    return np.nan_to_num(np.stack([x - half, top, x + half, low], -1), nan=2.0)


def _broken(cast: Cast, frame: Frame, rules: Rules, shown: Plate) -> float:
    total = sum(shown.share(a, bound(a, rules, cast.focal)) * a.w * a.h * 4 for a in rules.kept_clear)
    left, top, right, _ = free_area(rules, to_edge=True)
    heads = head_boxes(cast, frame)
    for x0, y0, x1, _ in heads:
        total += max(left - x0, 0) + max(x1 - right, 0) + max(top - y0, 0)
    landscape = cast.group.family == "landscape"
    if not landscape and not len(heads):
        x0, y0, x1, y1 = union(shown.boxes[cast.focal])
        total += max(-x0, 0) + max(x1 - 1, 0) + max(-y0, 0) + (0.0 if cast.group.cut_below else max(y1 - 1, 0))
    for i in range(len(heads)):
        for j in range(i):
            across = min(heads[i, 2], heads[j, 2]) - max(heads[i, 0], heads[j, 0])
            down = min(heads[i, 3], heads[j, 3]) - max(heads[i, 1], heads[j, 1])
            if across > 0 and down > 0:
                face = (heads[i, 2] - heads[i, 0]) * (heads[i, 3] - heads[i, 1])
                total += 0.1 * across * down / max(face, 1e-6)
    if rules.horizon and not rules.subject_fill:
        total += max(abs(frame.horizon - rules.horizon) - 0.005, 0)
    shift = frame.camera.shift
    total += max(abs(shift[0]) - STEEPEST + 0.001, 0) + max(abs(shift[1]) - STEEPEST + 0.001, 0)
    hidden = 1 - shown.seen()[cast.focal & ~cast.bodies.panes]
    total += 0.25 * float(np.maximum(hidden - 0.6, 0).sum())
    if rules.placed and not landscape:
        x, _ = middle(shown.of(cast.focal))
        total += max(abs(x - rules.subject_x) - 0.03, 0)
    return float(total)


def _quality(cast: Cast, frame: Frame, rules: Rules, shown: Plate, focal: NDArray[np.bool_]) -> float:
    x, y = middle(focal)
    total = 0.9 * min(float(focal.mean()), 0.42)
    total -= 1.0 * abs(x - rules.subject_x) if rules.placed or not rules.copy.empty else 0.0
    if not rules.placed and rules.copy.empty:  # a third or the middle, not in between
        total -= 0.8 * min(abs(x - t) for t in (0.36, 0.5, 0.64))
        weight = shown.label > 0
        total -= 0.35 * abs(middle(weight)[0] - 0.5)
    total -= 0.12 * abs(y - 0.56)
    if len(cast.looks):
        yaw = np.radians(frame.camera.yaw)
        across = float((cast.looks @ np.array([np.cos(yaw), np.sin(yaw)])).mean())
        total += 0.35 * across * (0.5 - x)  # room in the direction in which they look
    if cast.focal.any():
        total -= 0.5 * float(1 - shown.seen()[cast.focal].mean())
    depth = shown.depth[np.isfinite(shown.depth)]
    if len(depth) > 1:
        total += 0.12 * min(float(np.ptp(np.log(np.maximum(depth, 0.05)))), 1.0)
    areas = np.sort(shown.whole[cast.focal])
    if len(areas) > 1 and areas[-1] > 0:
        total += 0.05 * min(float(areas[-1] / max(areas[-2], 1e-6)) - 1, 0.6)
    box = union(shown.boxes[cast.focal]) if cast.focal.any() else (0.3, 0.3, 0.7, 0.7)
    total -= 0.15 * sum(abs(edge - at) < 0.012 for edge, at in ((box[0], 0.0), (box[2], 1.0), (box[1], 0.0)))
    shift = frame.camera.shift
    return float(total - 0.3 * (abs(shift[0]) + max(abs(shift[1]) - 0.25, 0)))


def _thumb(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    h, w = mask.shape
    rows, cols = (np.arange(SMALL) * h) // SMALL, (np.arange(SMALL) * w) // SMALL
    out: NDArray[np.bool_] = mask[np.ix_(rows, cols)]
    return out


def unlike(a: NDArray[np.bool_], b: NDArray[np.bool_]) -> float:
    """1 less the overlap over the union of two masks: 0 the same, 1 apart."""
    either = int((a | b).sum())
    return 1 - int((a & b).sum()) / either if either else 0.0
