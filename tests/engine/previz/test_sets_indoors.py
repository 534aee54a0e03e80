"""Rooms and studios: any place in any format with any subject; walls close, words and subject stay clear."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from generation.engine.previz import solver
from generation.engine.previz.dressing import dress
from generation.engine.previz.frame import Frame
from generation.engine.previz.lexicon import PLACES
from generation.engine.previz.lexicon.indoors import PLACES as INDOORS
from generation.engine.previz.palette import read_palette
from generation.engine.previz.read import read
from generation.engine.previz.scene import Scene, Thing
from generation.engine.previz.sets import SETS
from generation.engine.previz.sets.shell import Room
from generation.engine.previz.stage import Stage, box_points
from generation.engine.previz.stage.subjects import Group, arrange, arrangements, family
from generation.engine.previz.things import bounds
from generation.engine.previz.things.mesh import rotation
from tests.engine.previz.orders import NORTHLIGHT, plan

NAMES = [place.name for place in INDOORS if place.name != "flat"]
FORMATS = {"wide": 16 / 9, "square": 1.0, "tall": 9 / 16, "banner": 3.0}
SUBJECTS = {"people": "three people", "bottle": "a water bottle", "chair": "a chair", "nothing": ""}
COPY = ("", "top third", "left third", "right third")
ENDLESS = ("abstract", "paper", "floating", "mirror", "greenhouse", "office")  # the sky is part of these sets
SHELL = ("floor", "wall", "ceiling", "window frame", "city", "lawn", "hedge", "tree", "sweep", "curtain", "water",
         "pier", "skirting", "ground", "paper wave", "backdrop", "glazing")  # fmt: skip
# One row per place: the four formats against the four subjects, shifted, so that the rows together cover all pairs.
ROWS = [
    (name, FORMATS[shape], list(SUBJECTS)[(i + k) % 4], COPY[(i // 2 + k) % 4], i + k)
    for i, name in enumerate(NAMES)
    for k, shape in enumerate(FORMATS)
]


def dressed(name: str, aspect: float, subject: str, copy: str, position: int) -> tuple[Stage, Group]:
    """The stage of a place, framed by a plain proposal: quicker than choosing among sixty."""
    text = SUBJECTS.get(subject, subject)
    brief: dict[str, Any] = {"subject": text or name, "environment": PLACES[name].words[0], "copy_space": copy}
    reading = read(brief, {})
    palette = read_palette(list(NORTHLIGHT))
    rules = solver.rules_for(reading)
    kind = family(reading)
    rng = np.random.default_rng([5, position])
    how = arrangements(kind, reading)[0]
    group = arrange(kind, how, reading, palette, solver.room_for(rules, aspect), rng, position)
    azimuth = (-22.0, 0.0, 12.0, 24.0)[position % 4]
    proposal = solver.Proposal(how, azimuth, max(group.height, 0.4), 30.0 if kind != "product" else 20.0, 0.86)
    stage = Stage(
        reading,
        palette,
        Frame(solver.camera_for(group, proposal, rules, aspect), aspect),
        rules,
        rng,
        side=(-1, 1)[position % 2],
        sky_index=position,
    )
    stage.things += group.things
    stage.materials |= group.materials
    dress(stage, group)
    return stage, group


def added(stage: Stage, group: Group) -> list[Thing]:
    """What the set brought, without the subject and the building."""
    return [t for t in stage.things[len(group.things) :] if t.name not in SHELL]


def test_every_place_has_a_set() -> None:
    assert len(NAMES) >= 28
    assert not [name for name in NAMES if name not in SETS]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a cosy café", "cafe"),
        ("seated in an archive", "archive"),
        ("by a window with rain", "loft"),
        ("boardroom at dusk", "meeting room"),
        ("kitchen", "kitchen"),
        ("hotel lobby", "lobby"),
        ("data centre", "server room"),
        ("inside a chapel", "chapel interior"),
        ("paper-cut landscape", "paper"),
        ("velvet curtain", "curtain"),
        ("seamless backdrop", "studio"),
    ],
)
def test_plain_words_lead_to_the_place(text: str, place: str) -> None:
    assert read({"subject": "a bottle", "environment": text}, {}).place == place


@pytest.mark.parametrize("row", ROWS, ids=lambda r: f"{r[0]} {r[1]:.2f} {r[2]} {r[3]}")
def test_a_place_keeps_words_and_subject_clear_and_its_walls_closed(row: tuple[str, float, str, str, int]) -> None:
    stage, group = dressed(*row)
    scene = stage.scene()
    assert Scene.from_document(scene.document()).set == row[0]
    assert len(scene.things) < 420 and 1 <= len(scene.lights) <= 20
    focal = [t for t in group.things if t.focal]
    shown = stage.frame.box(np.vstack([box_points(t) for t in focal])) if focal else (0.0, 0.0, 0.0, 0.0)
    near = min((float(stage.frame.project(box_points(t))[:, 2].min()) for t in focal), default=0.0)
    in_words = []
    for thing in added(stage, group):
        points = box_points(thing)
        box = stage.frame.box(points)
        if _overlap(box, _copy(stage)) > 0.02:
            in_words.append(thing.name)
        depth = stage.frame.project(points)[:, 2]
        hides = depth.min() > 0.05 and depth.max() < near and _overlap(box, shown) > 0.002
        assert not hides, f"{thing.name} stands before the subject"
    assert len(in_words) <= 0.1 * len(stage.things), in_words
    if row[0] not in ENDLESS:
        assert not _holes(stage), "the sky shows beside the walls"


def _copy(stage: Stage) -> tuple[float, float, float, float]:
    c = stage.rules.copy
    return c.x, c.y, c.x + c.w, c.y + c.h


def _overlap(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> float:
    """Area that two boxes of the frame share, as a share of the frame."""
    return max(min(a[2], b[2], 1) - max(a[0], b[0], 0), 0) * max(min(a[3], b[3], 1) - max(a[1], b[1], 0), 0)


def _holes(stage: Stage) -> list[tuple[float, float]]:
    """Points of the frame behind which there is no box of any thing."""
    eye = np.array(stage.camera.eye)
    spots = [(x, y) for x in (0.002, 0.25, 0.5, 0.75, 0.998) for y in (0.002, 0.3, 0.6, 0.998)]
    rays = np.array([stage.frame.ray(*spot) for spot in spots])
    hit = np.zeros(len(spots), bool)
    for thing in stage.things:
        lo, hi = bounds(thing.shape, thing.params)
        axes = rotation(thing.turn, thing.tilt, thing.roll)
        start, way = (eye - np.array(thing.at)) @ axes, rays @ axes
        a, b = np.array(lo) * thing.scale - 0.02, np.array(hi) * thing.scale + 0.02
        with np.errstate(divide="ignore", invalid="ignore"):
            t0, t1 = (a - start) / way, (b - start) / way
        near, far = np.minimum(t0, t1).max(1), np.maximum(t0, t1).min(1)
        hit |= (near <= far) & (far > 0)
    return [spot for spot, ok in zip(spots, hit, strict=True) if not ok]


def test_nothing_is_put_before_the_subject_nor_into_what_stands() -> None:
    stage, group = dressed("room", 1.78, "people", "", 2)
    room = Room(stage, group)
    middle = (np.array(room.eye) * 0.6 + room.points.mean(0) @ room.axes * 0.4).tolist()
    size = {"w": 0.4, "h": 0.4, "d": 0.4}
    assert room.put("crate", "slab", (middle[0], middle[1] - 0.2, middle[2]), params=size) is None
    assert room.put("crate", "slab", room.low.tolist(), params=size) is None
    at = (room.right - 0.6, 0.0, room.back + 0.6)
    assert room.put("crate", "slab", at, params=size) is not None
    assert room.put("crate", "slab", at, params=size) is None


@pytest.mark.parametrize("name", ["kitchen", "library", "studio", "paper"])
def test_the_same_order_gives_the_same_document(name: str) -> None:
    brief = {"subject": "a water bottle", "environment": name}
    first, second = (plan(brief, position=3, seed=9).nodes[0].params["scene"] for _ in range(2))
    assert first == second


def test_candidates_of_a_batch_are_different_rooms() -> None:
    for name in ("kitchen", "gallery", "cafe"):
        rooms = {
            tuple((t.name, t.at) for t in added(*dressed(name, 1.78, "people", "", position))) for position in range(8)
        }
        assert len(rooms) == 8


def test_an_open_studio_rotates_and_a_plain_one_stays_plain() -> None:
    def kinds(words: str) -> set[str]:
        brief = {"subject": "a water bottle", "environment": words}
        scenes = [plan(brief, position=p).nodes[0].params["scene"]["things"] for p in range(6)]
        marks = ("sweep", "curtain", "wall", "podium")
        return {mark for things in scenes for mark in marks if any(t["name"] == mark for t in things)}

    assert kinds("studio") == {"sweep", "curtain", "wall", "podium"}
    assert kinds("seamless studio backdrop") == {"sweep"}


def test_pure_white_has_nothing_but_the_product_and_its_ground() -> None:
    brief = {"subject": "a water bottle", "environment": "studio, pure white background"}
    scene = plan(brief, position=4).nodes[0].params["scene"]
    assert [t["name"] for t in scene["things"]] == ["bottle", "ground"]
    assert scene["look"]["background"] == "white" and scene["materials"]["white"]["colour"] == "#ffffff"


def test_lights_of_a_room_hang_inside_it() -> None:
    for position in range(4):
        stage, _group = dressed("bedroom", 0.56, "people", "", position)
        ceiling = next(t for t in stage.things if t.name == "ceiling").at[1]
        outside = ("garden sun", "windows")
        assert all(light.at[1] < ceiling for light in stage.lights if light.name not in outside)


def test_what_is_forbidden_is_left_out() -> None:
    brief = {"subject": "three people", "environment": "living room", "must_not_show": ["plants", "sofa"]}
    for position in range(4):
        things = plan(brief, position=position).nodes[0].params["scene"]["things"]
        assert not [t["name"] for t in things if t["shape"] in ("plant", "sofa")]
