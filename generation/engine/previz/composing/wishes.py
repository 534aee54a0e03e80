"""From a reading to the rules of framing, and what part of the frame they leave for the subject."""

from __future__ import annotations

from functools import lru_cache

from generation.engine.previz.frame import Rect
from generation.engine.previz.read import Reading
from generation.engine.previz.scene import Area, Rules

AIR = 0.012  # between what stays clear and the subject, of the frame
SIDES = {"hero left": 0.3, "hero right": 0.7, "symmetric": 0.5, "centred": 0.5}


def rules_for(reading: Reading) -> Rules:
    """What framing has to respect, from what the brief asks."""
    copy = reading.copy
    x = reading.subject_x or next((SIDES[k] for k in reading.layouts if k in SIDES), 0.0)
    if x and not copy.empty and copy.w < 1 and copy.x - 0.01 < x < copy.x + copy.w + 0.01:
        x = 1 - x if not copy.x < 1 - x < copy.x + copy.w else 0.0  # a third that is not the copy's
    placed = bool(x)
    if not x and not copy.empty and copy.w < 1:
        x = (copy.w + 1) / 2 if copy.x <= 0 else copy.x / 2  # the middle of what the copy leaves
    return Rules(
        copy=copy,
        margin_x=reading.margin_x,
        margin_y=reading.margin_y,
        subject_x=x or 0.5,
        subject_fill=reading.fill or (0.85 if reading.white and not reading.people and copy.empty else 0.0),
        horizon=reading.horizon or (0.56 if reading.same_horizon else 0.0),
        forbidden=tuple(sorted(reading.forbidden)[:20]),
        clear=tuple(a for a in reading.clear if a != copy)[:6],
        placed=placed,
        shot={"full": "full"}.get(reading.shot_size, reading.shot),
        lens=reading.lens,
    )


@lru_cache(maxsize=512)
def free_area(rules: Rules, *, to_edge: bool) -> Rect:
    """Left, top, right, bottom of where the subject may be: the largest rectangle within the margins that touches
    nothing kept clear. `to_edge` lets it reach the frame's lower edge. At least a tenth each way."""
    left, right, top = rules.margin_x, 1 - rules.margin_x, rules.margin_y
    bottom = 1.0 if to_edge else 1 - rules.margin_y
    areas = rules.kept_clear
    best, most = (left, top, right, bottom), -1.0
    for x0 in (left, *(a.x + a.w + AIR for a in areas)):
        for x1 in (right, *(a.x - AIR for a in areas)):
            for y0 in (top, *(a.y + a.h + AIR for a in areas)):
                for y1 in (bottom, *(a.y - AIR for a in areas)):
                    size = (x1 - x0) * (y1 - y0)
                    if x1 - x0 < 0.1 or y1 - y0 < 0.1 or size <= most:
                        continue
                    if not (left <= x0 and x1 <= right and top <= y0 and y1 <= max(bottom, 1 - rules.margin_y)):
                        continue
                    if not any(_meets(a, x0, y0, x1, y1) for a in areas):
                        best, most = (x0, y0, x1, y1), size
    return best


def _meets(a: Area, x0: float, y0: float, x1: float, y1: float) -> bool:
    return a.x < x1 and a.x + a.w > x0 and a.y < y1 and a.y + a.h > y0


def room_for(rules: Rules, aspect: float) -> float:
    """The proportions of what a copy space at the side leaves: a group gathers more closely there."""
    return aspect * (1 - rules.copy.w) if not rules.copy.empty and rules.copy.w < 1 else aspect
