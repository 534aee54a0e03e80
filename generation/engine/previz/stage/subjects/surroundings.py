"""What the subject stands by or between: a long wall behind it, one of a pair to each side, or what the place has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from generation.engine.previz.read import Mention
from generation.engine.previz.scene import Thing
from generation.engine.previz.stage import box_points
from generation.engine.previz.stage.subjects.group import Group, Wish, item

LONG, TALL = 9.0, 2.5  # metres of a wall that something stands by
GAP = 0.12  # metres between what stands by a wall and the wall
AISLE = 0.55  # metres between a subject and what stands to both sides of it


def backdrop(wish: Wish, group: Group, mentions: Sequence[Mention], seed: int) -> list[Thing]:
    """A long wall close behind the group, parallel to the picture. It belongs to the set: any edge may cut it."""
    out = []
    for m in mentions:
        wall = item(wish, m, group.materials, seed=seed)
        back = min((float(box_points(t)[:, 2].min()) for t in group.things), default=0.0)
        deep = float(np.ptp(box_points(wall)[:, 2])) / 2
        params = {**wall.params, "w": LONG, "h": TALL}
        at = (0.0, 0.0, round(back - GAP - deep, 3))
        out.append(replace(wall, kind="set", focal=False, at=at, turn=0.0, scale=1.0, params=params))
    return out


def to_both_sides(wish: Wish, group: Group, mention: Mention, seed: int) -> list[Thing]:
    """One to each side, turned along the view and no nearer to the viewer than the subject's middle."""
    box = np.vstack([box_points(t) for t in group.things])
    out = []
    for k, side in enumerate((-1.0, 1.0)):
        thing = item(wish, mention, group.materials, seed=seed + k)
        long, deep = float(np.ptp(box_points(thing)[:, 0])), float(np.ptp(box_points(thing)[:, 2]))
        edge = float(box[:, 0].min() if side < 0 else box[:, 0].max())
        x, low = edge + side * (AISLE + deep / 2), float(box_points(thing)[:, 1].min())
        at = (round(x, 3), round(-low, 3), round(-0.4 - long / 2, 3))
        out.append(replace(thing, focal=False, at=at, turn=-90.0 * side))
    return out
