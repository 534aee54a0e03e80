"""Places under the sky: every one dresses any subject in any format, keeps out of the words, and meets its horizon."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from generation.engine.previz.frame import Frame
from generation.engine.previz.lexicon.outdoors import PLACES
from generation.engine.previz.scene import Scene, Thing
from generation.engine.previz.sets import SETS
from generation.engine.previz.things import build
from generation.engine.previz.things.mesh import rotation
from tests.engine.previz.orders import plan

FORMATS = ((192, 108), (128, 128), (108, 192), (288, 96))  # wide, square, tall, banner
SUBJECTS = ("three people", "water bottle", "a house", "")
COPY = ("", "top third", "left half", "right third")
LEVEL = ("shore", "beach", "street", "track")
# Ground and what lies on it or belongs to the sky: words may stand over it.
CALM = {"land", "mountains", "roadway", "pitch", "blades", "breakers", "stars", "planks"}
DARK = {"alley"}  # its fronts are unlit and even
MOST = 0.2  # of the copy space, that solid things of a set may touch


def brief(place: str, subject: str = "", **more: Any) -> dict[str, Any]:
    asked = {"subject": subject} if subject else {"message": place}
    return {"environment": next(p for p in PLACES if p.name == place).words[0], **asked, **more}


def scene_of(
    place: str, subject: str = "", size: tuple[int, int] = (192, 108), position: int = 0, **more: Any
) -> Scene:
    node = plan(brief(place, subject, **more), width=size[0], height=size[1], position=position).nodes[0]
    return Scene.from_document(node.params["scene"])


def points_of(thing: Thing) -> np.ndarray[Any, Any]:
    """Points all over a thing's surface, in the world."""
    found = []
    for m in build(thing.shape, thing.params).values():
        corners = (m.v * thing.scale)[m.f]
        found += [corners.mean(1), *(0.67 * corners[:, i] + 0.33 * corners[:, (i + 1) % 3] for i in range(3))]
    return np.concatenate(found) @ rotation(thing.turn, thing.tilt, thing.roll).T + np.array(thing.at)


def touched(scene: Scene, aspect: float) -> float:
    """Share of the copy space, in 16 x 16 cells, that solid things of the set reach into."""
    area, cells = scene.rules.copy, np.zeros((16, 16), bool)
    for thing in scene.things:
        if thing.kind == "set" and thing.shape not in CALM and thing.name not in ("under deck", "quay"):
            seen = Frame(scene.camera, aspect).project(points_of(thing))
            seen = seen[seen[:, 2] > 0.05]
            u, v = (seen[:, 0] - area.x) / area.w, (seen[:, 1] - area.y) / area.h
            inside = (u >= 0) & (u < 1) & (v >= 0) & (v < 1)
            cells[(v[inside] * 16).astype(int), (u[inside] * 16).astype(int)] = True
    return float(cells.mean())


def test_every_place_under_the_sky_has_a_set_of_its_own() -> None:
    assert len(PLACES) >= 14
    builders = [SETS[place.name] for place in PLACES]
    assert len(set(builders)) == len(PLACES)


@pytest.mark.parametrize("index", range(len(PLACES)), ids=[place.name for place in PLACES])
def test_a_place_is_dressed_for_any_subject_and_format_and_keeps_out_of_the_words(index: int) -> None:
    place = PLACES[index].name
    size, subject = FORMATS[index % 4], SUBJECTS[(index // 4 + index) % 4]
    copy = COPY[1 + index % 3] if index % 4 else ""
    scene = scene_of(place, subject, size, position=index, copy_space=copy)
    assert scene.set == place
    assert any(thing.kind == "set" for thing in scene.things) and scene.lights
    sun = next(light for light in scene.lights if light.name == "sun")
    assert np.linalg.norm(sun.at) > 1000, "the sun is far, so that all shadows are parallel"
    if copy and place not in DARK:
        assert touched(scene, size[0] / size[1]) <= MOST


@pytest.mark.parametrize("place", LEVEL)
def test_level_ground_ends_at_the_horizon_that_was_asked_for(place: str) -> None:
    scene = scene_of(place, "three people", horizon="horizon at 45 %")
    frame = Frame(scene.camera, 192 / 108)
    assert scene.rules.horizon == pytest.approx(0.45)
    for thing in scene.things:
        if thing.shape == "land":
            far = points_of(thing)
            row = frame.project(far[np.hypot(far[:, 0], far[:, 2]) > 9_000])
            row = row[(row[:, 2] > 0) & (row[:, 0] > 0) & (row[:, 0] < 1)]
            assert len(row) > 10, "the ground reaches past the frame on both sides, as far as the horizon"
            # A slope that has gone under water ends below it; what is seen there is the water.
            assert place == "beach" or np.abs(row[:, 1] - 0.45).max() < 0.015


def test_the_ground_goes_past_every_edge_of_a_banner() -> None:
    scene = scene_of("wheat", "water bottle", (400, 100))
    frame = Frame(scene.camera, 4.0)
    ground = next(thing for thing in scene.things if thing.shape == "land")
    seen = frame.project(points_of(ground))
    seen = seen[(seen[:, 2] > 0) & (np.abs(seen[:, 1] - 0.9) < 0.2)]
    assert seen[:, 0].min() < 0 and seen[:, 0].max() > 1


@pytest.mark.parametrize("place", ["beach", "forest", "square"])
def test_the_same_order_gives_the_same_place_and_another_position_another(place: str) -> None:
    first, again = (scene_of(place, "three people", position=2).document() for _ in range(2))
    assert first == again
    assert first != scene_of(place, "three people", position=3).document()


def test_light_from_the_left_comes_from_the_left_of_the_lens() -> None:
    for position in range(2):
        scene = scene_of("shore", "water bottle", position=position, light="low morning sun from the left")
        sun = next(light for light in scene.lights if light.name == "sun")
        yaw = np.radians(scene.camera.yaw)
        assert sun.at[0] * np.cos(yaw) + sun.at[2] * np.sin(yaw) < -1500
        assert sun.at[1] < 0.4 * 2500, "low: it rakes"


def test_a_forbidden_thing_stays_out_of_the_set() -> None:
    assert any(t.shape == "rocks" for t in scene_of("mountain", "three people").things)
    banned = scene_of("mountain", "three people", must_not_show=["rocks"])
    assert not any(t.shape == "rocks" for t in banned.things)
