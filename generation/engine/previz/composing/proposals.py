"""Ways to make a picture: arrangement, angle, eye height, lens, size and place in the frame. And the camera of each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from generation.engine.previz.composing.wishes import free_area
from generation.engine.previz.frame import Frame, Rect, fit
from generation.engine.previz.read import Reading
from generation.engine.previz.scene import Camera, Rules
from generation.engine.previz.stage.subjects import Group, arrangements, from_above
from generation.engine.previz.stage.subjects.setting import walls_behind

MOST = 72  # proposals that are looked at
HEADROOM, FEET, MIDDLE = 0.1, 0.88, 0.6  # of the free height: above heads, the row of feet, the row of a middle
MOST_SHOWN = 0.84  # of a figure in a mid shot
LOWEST = 0.75  # half-frames that a lens is shifted down for it
PITCH = {"top-down": -88.0, "bird's eye": -52.0, "high": -24.0, "low": 9.0}
VEHICLES = frozenset(("car", "van", "truck", "bus", "tram", "train", "motorbike", "scooter", "bicycle"))


@dataclass(frozen=True, slots=True)
class Proposal:
    """A way to make the picture: arrangement, camera angle (degrees round it), eye height (m), lens (degrees), size
    (share of the free part), pitch (degrees), where its middle goes (0: as the rules say), what it is aligned to."""

    how: str
    azimuth: float
    eye: float
    fov: float
    fill: float
    pitch: float = 0.0
    x: float = 0.0
    anchor: str = "bottom"


def lens_degrees(millimetres: float) -> float:
    """Field of view across the shorter side of a full frame, 24 mm."""
    return float(2 * np.degrees(np.arctan(12.0 / millimetres)))


def proposals(kind: str, reading: Reading, group: Group, seed: int) -> list[Proposal]:
    """A fixed choice among all combinations that the brief leaves open, spread over the arrangements."""
    lens = lens_degrees(reading.lens) if reading.lens else 0.0
    hows = arrangements(kind, reading)
    angles, eyes, fovs, fills = _ranges(kind, reading, group)
    pitches: tuple[float, ...] = (PITCH.get(reading.angle, 0.0),)
    if kind == "product" and from_above(reading):
        pitches = (PITCH["top-down"],)
        angles = (-14.0, 0.0, 8.0, 16.0)
    places, anchors = _places(kind, reading)
    every = [
        Proposal(h, a, e, lens or f, s, p, x, anchor)
        for h, a, e, f, s, p, x, anchor in product(
            hows, angles, eyes, (lens,) if lens else fovs, fills, pitches, places, anchors
        )
    ]
    if len(every) <= MOST:
        return every
    rng = np.random.default_rng(seed)
    each = max(MOST // len(hows), 4)
    out: list[Proposal] = []
    for h in hows:
        own = [p for p in every if p.how == h]
        out += [own[i] for i in sorted(rng.choice(len(own), min(len(own), each), replace=False).tolist())]
    return out


Ranges = tuple[tuple[float, ...], tuple[float, ...], tuple[float, ...], tuple[float, ...]]


def _ranges(kind: str, reading: Reading, group: Group) -> Ranges:
    """Azimuths, eye heights, lenses (degrees) and sizes for a kind of picture and the shot and angle asked for."""
    vehicle = any(m.noun and m.noun.name in VEHICLES for m in reading.subject)
    angles: tuple[float, ...]
    eyes: tuple[float, ...]
    fovs: tuple[float, ...]
    fills: tuple[float, ...]
    if kind == "people":
        angles, eyes, fovs, fills = (-24, -12, 0, 12, 24), (1.3, 1.55, 1.85), (30, 38), (1.0, 0.94)
    elif kind == "product":
        tall = max((group.height - group.base) / 0.62, 0.02)
        angles, eyes = (-22, -8, 8, 22), tuple(max(group.base + tall * k, 0.03) for k in (0.4, 0.75, 1.3))
        fovs, fills = (17, 24), ((0.97, 0.9, 0.84) if group.banner else (0.9, 0.74, 0.58))
    elif kind == "landscape":
        angles, eyes, fovs, fills = (-6, 0, 6), (0.8, 1.5, 2.6), (34, 42), (0.86, 0.74)
    else:
        angles, eyes, fovs, fills = (-24, -8, 8, 24), (0.9, 1.4, 1.9), (26, 34), (0.86, 0.72)
        if vehicle or reading.angle == "three-quarter":
            angles, eyes = (-42, -32, 32, 42, 55), (0.7, 1.15, 1.6)
    if reading.angle == "three-quarter" and kind != "furniture":
        angles = (-40, -32, 32, 40)
    elif reading.angle == "side":
        angles = (-90, 90) if kind in ("furniture", "product") else (-62, 62)
    if walls_behind(reading) and reading.angle != "side":
        angles = (-12, -5, 5, 12)  # the wall runs along the picture
    if reading.angle == "low":
        eyes = tuple(max(group.base + (e - group.base) * 0.4, 0.05) for e in eyes)
    elif reading.angle == "eye level" and kind == "people":
        eyes = (1.45, 1.55, 1.65)
    elif reading.angle == "high":
        eyes = tuple(group.base + (e - group.base) * 1.5 for e in eyes)
    size = reading.shot_size
    if size == "extreme wide":
        fills = (0.4, 0.32, 0.26)
    elif reading.shot == "close":
        fills = (1.0,) if kind == "people" else (0.97, 0.92)
    elif size == "full":
        fills = (0.92, 0.84)
    elif reading.shot == "wide" and kind in ("people", "product", "furniture"):
        fills = (0.78, 0.68, 0.56)
    return angles, eyes, fovs, fills


def _places(kind: str, reading: Reading) -> tuple[tuple[float, ...], tuple[str, ...]]:
    """Where the subject's middle may go, and what it is aligned to, when the brief leaves that open."""
    anchors: tuple[str, ...] = ("bottom",)
    if "top heavy" in reading.layouts or (0 < reading.subject_y < 0.42):
        anchors = ("top",)
    elif reading.angle in PITCH and reading.angle != "low":
        anchors = ("centre",)
    free = not (reading.subject_x or reading.layouts or reading.fill or reading.white)
    sideways = reading.copy.empty or reading.copy.w >= 1
    if free and sideways and kind in ("people", "product", "furniture"):
        # A crowd at a third of the width would have to be small to fit.
        aside = {0: 0.13, 1: 0.13, 2: 0.13, 3: 0.1}.get(reading.people, 0.05)
        return (0.0, 0.5 - aside, 0.5 + aside), anchors
    return (0.0,), anchors


def target_for(group: Group, p: Proposal, rules: Rules) -> tuple[Rect, float, str]:
    """The rectangle for the subject, where its middle goes, and what it is aligned to."""
    if rules.subject_fill:
        half = rules.subject_fill / 2
        x = rules.subject_x if rules.placed else 0.5
        return (0.5 - half, 0.5 - half, 0.5 + half, 0.5 + half), x, "centre"
    left, top, right, bottom = free_area(rules, to_edge=group.cut_below)
    if group.family == "landscape":
        bottom = min(bottom, 0.93)
    wanted = p.x or rules.subject_x
    room = min(wanted - left, right - wanted) * 2
    placed = room > 0.2
    centre = wanted if placed else (left + right) / 2
    width = max(room if placed else right - left, 0.15) * (0.9 if group.family == "product" else 1.0)
    height = (bottom - top) * p.fill
    if p.anchor == "top":
        bottom = top + height
    elif p.anchor == "centre":
        middle = (top + bottom) / 2
        top, bottom = middle - height / 2, middle + height / 2
    else:
        top = bottom - height
    return (centre - width / 2, top, centre + width / 2, bottom), centre, p.anchor


def camera_for(group: Group, proposal: Proposal, rules: Rules, aspect: float) -> Camera:
    """The camera that puts the group where the rules and the proposal want it."""
    target, centre, anchor = target_for(group, proposal, rules)
    tall = max(group.height - group.base, 0.0) / 0.62
    eye = max(proposal.eye, group.base + 0.12 * tall) if group.family == "product" else proposal.eye
    camera = fit(
        group.crop, target, aspect=aspect, fov=proposal.fov, azimuth=proposal.azimuth, eye=eye, anchor=anchor,
        horizon=0.0 if rules.subject_fill else rules.horizon, centre_x=centre, pitch=proposal.pitch,
    )  # fmt: skip
    free = not (rules.subject_fill or rules.horizon or proposal.pitch or group.family == "landscape")
    return _lifted(group, camera, rules, aspect) if free and anchor == "bottom" else camera


def _lifted(group: Group, camera: Camera, rules: Rules, aspect: float) -> Camera:
    """The lens shifted down where the subject leaves much room above itself: floor, legs or support are seen instead
    of a ceiling. People get at most so much headroom that their feet stay low in the frame; the middle of anything
    else goes to 0.6 of the free height."""
    frame = Frame(camera, aspect)
    _, top, _, bottom = free_area(rules, to_edge=True)
    high = bottom - top
    _, head, _, low = frame.box(group.crop)
    if group.family == "people":
        feet = frame.box(group.whole)[3] if len(group.whole) else low
        rise = head - top - HEADROOM * high
        cut = 1 - MOST_SHOWN * (feet - head)  # where heads are when the shot still cuts the legs
        if not group.cut_below or cut - top > 0.3 * high:
            rise = min(rise, max(feet - top - FEET * high, 0.0))
        else:
            rise = min(rise, head - cut)
    else:
        _, head, _, low = frame.box(group.whole if len(group.whole) else group.crop)
        rise = (head + low) / 2 - top - MIDDLE * high
    if rise < 0.01:
        return camera
    across, up = camera.shift
    return replace(camera, shift=(across, max(up - 2 * rise, min(up, -LOWEST))))
