"""Composition: proposals are framed, scored by where boxes fall, and handed out so that a batch covers the good ones.

The pool depends on the brief and the format alone, so candidate 5 knows what candidates 0 to 4 took; only then does a
candidate's own seed vary what is left open.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from generation.engine.previz.frame import Frame, fit
from generation.engine.previz.palette import Palette
from generation.engine.previz.read import Reading
from generation.engine.previz.scene import Camera, Rules
from generation.engine.previz.stage import box_points
from generation.engine.previz.stage.subjects import Group, arrange, arrangements, family

POOL = 16  # considered options kept
POOL_SEED = 20270111


@dataclass(frozen=True, slots=True)
class Proposal:
    """A way to make the picture: arrangement, camera angle (degrees round it), eye height (m), lens (degrees)."""

    how: str
    azimuth: float
    eye: float
    fov: float
    fill: float


@dataclass(frozen=True, slots=True)
class Choice:
    proposal: Proposal
    score: float
    considered: int


def rules_for(reading: Reading) -> Rules:
    """What framing has to respect, from what the brief asks."""
    copy = reading.copy
    x = reading.subject_x
    if not x and not copy.empty and copy.w < 1:
        x = (copy.w + 1) / 2 if copy.x <= 0 else copy.x / 2  # the middle of what the copy leaves
    return Rules(
        copy=copy,
        margin_x=reading.margin_x,
        margin_y=reading.margin_y,
        subject_x=x or 0.5,
        subject_fill=reading.fill or 0.0,
        horizon=reading.horizon,
        forbidden=tuple(sorted(reading.forbidden)[:20]),
    )


def free_area(rules: Rules, *, to_edge: bool) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of where the subject may be: the frame less margins and copy space."""
    left, top, right, bottom = (
        rules.margin_x,
        rules.margin_y,
        1 - rules.margin_x,
        1.0 if to_edge else 1 - rules.margin_y,
    )
    c = rules.copy
    if not c.empty:
        if c.w >= 1 and c.y <= 0:
            top = max(top, c.h + 0.012)
        elif c.w >= 1:
            bottom = min(1 - rules.margin_y, c.y - 0.012)
        elif c.x <= 0:
            left = max(left, c.w + 0.012)
        else:
            right = min(right, c.x - 0.012)
    return left, top, right, bottom


def camera_for(group: Group, proposal: Proposal, rules: Rules, aspect: float) -> Camera:
    left, top, right, bottom = free_area(rules, to_edge=group.cut_below)
    if group.family == "landscape":
        bottom = min(bottom, 0.93)
    room = min(rules.subject_x - left, right - rules.subject_x) * 2
    centre = rules.subject_x if room > 0.2 else (left + right) / 2
    width = max(room if room > 0.2 else right - left, 0.15) * (1.0 if group.family != "product" else 0.9)
    height = bottom - top
    fill = rules.subject_fill or proposal.fill
    if rules.subject_fill:
        fill_w = fill_h = fill
        top, bottom, left, right = 0.5 - fill_h / 2, 0.5 + fill_h / 2, 0.5 - fill_w / 2, 0.5 + fill_w / 2
        target = (left, top, right, bottom)
    else:
        target = (centre - width / 2, bottom - height * fill, centre + width / 2, bottom)
    anchor = "centre" if rules.subject_fill else "bottom"
    return fit(
        group.crop,
        target,
        aspect=aspect,
        fov=proposal.fov,
        azimuth=proposal.azimuth,
        eye=proposal.eye,
        anchor=anchor,
        horizon=0.0 if rules.subject_fill else rules.horizon,
        centre_x=centre,
    )


def proposals(kind: str, reading: Reading, group_height: float) -> list[Proposal]:
    lens = float(2 * np.degrees(np.arctan(12.0 / reading.lens))) if reading.lens else 0.0
    hows = arrangements(kind, reading)
    angles: tuple[float, ...]
    eyes: tuple[float, ...]
    fovs: tuple[float, ...]
    fills: tuple[float, ...]
    if kind == "people":
        angles, eyes, fovs, fills = (-24, -12, 0, 12, 24), (1.3, 1.55, 1.85), (30, 38), (1.0, 0.94)
    elif kind == "product":
        angles, eyes, fovs = (-22, -8, 8, 22), (group_height * 0.8, group_height, group_height * 1.35), (17, 24)
        fills = (0.86, 0.7, 0.58)
    elif kind == "landscape":
        angles, eyes, fovs, fills = (-6, 0, 6), (0.8, 1.5, 2.6), (34, 42), (0.86, 0.74)
    else:
        angles, eyes, fovs, fills = (-18, 0, 18), (1.1, 1.5, 2.0), (28, 36), (0.8, 0.68)
    if reading.shot == "close":
        fills = (1.0,)
    elif reading.shot == "wide" and kind in ("people", "product", "furniture"):
        fills = (0.74, 0.6)
    rng = np.random.default_rng(POOL_SEED)
    every = [
        Proposal(h, float(a), float(e), lens or float(f), float(s))
        for h in hows
        for a in angles
        for e in eyes
        for f in fovs
        for s in fills
    ]
    return [every[i] for i in sorted(rng.choice(len(every), min(len(every), 60), replace=False))]


def score(group: Group, frame: Frame, rules: Rules) -> float:
    """Higher is better; 0 is flawless. Everything is measured on projected boxes."""
    total = 0.0
    left, top, right, _bottom = free_area(rules, to_edge=group.cut_below)
    heads: list[tuple[float, float, float, float]] = []
    people: list[tuple[float, float, float, float, float]] = []
    pane: tuple[float, float, float, float] | None = None
    for thing in group.things:
        points = box_points(thing)
        x0, y0, x1, y1 = frame.box(points)
        if thing.kind == "person":
            crown = points[:, 1].max()
            hx0, hy0, hx1, hy1 = frame.box(
                np.array(thing.at) * [1, 0, 1] + [[-0.12, crown - 0.27, 0], [0.12, crown, 0]]
            )
            heads.append((hx0, hy0, hx1, hy1))
            people.append(
                (hx0 - (hx1 - hx0) * 0.45, hx1 + (hx1 - hx0) * 0.45, float(frame.project([thing.at])[0, 2]), x0, x1)
            )
            total -= 6 * (max(left - hx0, 0) + max(hx1 - right, 0) + max(top - hy0, 0))
        elif thing.shape == "display":
            pane = (x0, y0, x1, y1)
        if thing.focal and group.family != "landscape":
            total -= 2 * (max(left - x0, 0) + max(x1 - right, 0) + max(top - y0, 0))
    for i, a in enumerate(people):
        for b in people[i + 1 :]:
            overlap = min(a[1], b[1]) - max(a[0], b[0])
            total -= 5 * max(overlap, 0) / max(a[1] - a[0], 1e-3) * 0.3
    if pane:
        near = min((p[2] for p in people), default=0.0)
        hidden = sum(
            max(min(p[1], pane[2]) - max(p[0], pane[0]), 0) for p in people if p[2] < frame.project([(0, 1, 0)])[0, 2]
        )
        total -= 1.6 * max(hidden / max(pane[2] - pane[0], 1e-3) - 0.22, 0) + (0.5 if near < 1.2 else 0)
    x0, y0, x1, y1 = frame.box(group.crop)
    total -= 1.2 * abs((x0 + x1) / 2 - rules.subject_x)
    total += 0.9 * min((x1 - x0) * (y1 - y0), 0.5)
    total -= 0.35 * (abs(frame.camera.shift[0]) + max(abs(frame.camera.shift[1]) - 0.25, 0))
    return total


def choose(reading: Reading, palette: Palette, rules: Rules, aspect: float, position: int) -> Choice:
    pool = _pool(reading, palette, rules, round(aspect, 3))
    proposal, value = pool[0][position % len(pool[0])]
    return Choice(proposal, value, pool[1])


@lru_cache(maxsize=32)
def _pool(
    reading: Reading, palette: Palette, rules: Rules, aspect: float
) -> tuple[tuple[tuple[Proposal, float], ...], int]:
    """The best proposals in an order in which each differs as much as it can from those before it."""
    kind = family(reading)
    room = room_for(rules, aspect)
    groups: dict[str, Group] = {}
    scored: list[tuple[Proposal, float]] = []
    options = proposals(
        kind,
        reading,
        arrange(
            kind, arrangements(kind, reading)[0], reading, palette, aspect, np.random.default_rng(POOL_SEED), 0
        ).height,
    )
    for p in options:
        if p.how not in groups:
            groups[p.how] = arrange(kind, p.how, reading, palette, room, np.random.default_rng(POOL_SEED), 0)
        camera = camera_for(groups[p.how], p, rules, aspect)
        scored.append((p, score(groups[p.how], Frame(camera, aspect), rules)))
    scored.sort(key=lambda s: -s[1])
    good = scored[: max(POOL, len(scored) * 2 // 3)]
    chosen = [good.pop(0)]
    while good and len(chosen) < POOL:
        best = max(range(len(good)), key=lambda i: good[i][1] + 0.5 * min(_unlike(good[i][0], c) for c, _ in chosen))
        chosen.append(good.pop(best))
    return tuple(chosen), len(scored)


def _unlike(a: Proposal, b: Proposal) -> float:
    """How different two proposals look, about 0 to 2."""
    return float(
        0.7 * (a.how != b.how)
        + abs(a.azimuth - b.azimuth) / 40
        + 0.5 * abs(np.log(a.eye / b.eye))
        + 0.25 * (a.fov != b.fov)
        + 0.5 * abs(a.fill - b.fill)
    )


def room_for(rules: Rules, aspect: float) -> float:
    """The proportions of what a copy space at the side leaves: a group gathers more closely there."""
    return aspect * (1 - rules.copy.w) if not rules.copy.empty and rules.copy.w < 1 else aspect


def stage_group(
    reading: Reading, palette: Palette, choice: Choice, aspect: float, rng: np.random.Generator, position: int
) -> Group:
    """The chosen arrangement, cast and dressed by this candidate's own seed."""
    return arrange(family(reading), choice.proposal.how, reading, palette, aspect, rng, position)
