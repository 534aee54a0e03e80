"""Camera and things in time."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.interpolate import PchipInterpolator

from generation.engine.previz import moving
from generation.engine.previz.scene import BadScene, Camera, Motion, Scene, ThingKey
from tests.engine.previz.orders import SHORE, TERN, plan


def shot(**more: object) -> Scene:
    scene = Scene.from_document(plan(SHORE, palette=TERN).nodes[0].params["scene"])
    start = moving.key_of(scene.camera, 0.0)
    end = replace(start, at=4.0, eye=(start.eye[0], start.eye[1], start.eye[2] - 0.4), yaw=start.yaw + 20)
    return replace(scene, motion=Motion(4.0, (start, end), **more))


def test_a_scene_without_motion_is_the_same_at_any_time() -> None:
    scene = Scene.from_document(plan(SHORE, palette=TERN).nodes[0].params["scene"])
    assert moving.at(scene, 3.0) is scene


def test_a_shot_begins_and_ends_on_its_keys_and_rests_there() -> None:
    scene = shot()
    assert moving.at(scene, 0.0).camera == scene.camera
    assert moving.at(scene, 4.0).camera.yaw == pytest.approx(scene.camera.yaw + 20)
    assert moving.at(scene, 99.0).camera == moving.at(scene, 4.0).camera
    early, middle = (
        moving.at(scene, t + 0.05).camera.yaw - moving.at(scene, t).camera.yaw for t in (0.0, 2.0)
    )  # degrees in a twentieth of a second
    assert 0 < early < 0.1 * middle


def test_between_keys_a_move_never_overshoots() -> None:
    times, rows = np.array([0.0, 1.0, 1.5, 4.0, 5.0]), np.array([[0.0], [0.0], [3.0], [3.1], [-1.0]])
    values = np.array([moving.between(times, rows, t, True)[0] for t in np.linspace(0, 5, 400)])
    assert values.min() >= -1 and values.max() <= 3.1 + 1e-9
    first = values[np.linspace(0, 5, 400) <= 1]
    assert np.abs(first).max() < 1e-12


def test_inner_slopes_are_those_of_the_paper() -> None:
    times, rows = np.array([0.0, 0.7, 2.0, 3.0]), np.array([[0.0, 5.0], [1.0, 4.0], [4.0, 2.5], [5.0, -1.0]])
    found = moving._slopes(times, rows)[1:-1]
    assert found == pytest.approx(PchipInterpolator(times, rows).derivative()(times)[1:-1])


def test_things_move_by_their_names() -> None:
    scene = shot()
    name = scene.things[0].name
    keys = (ThingKey(0.0, (0.0, 0.0, 0.0)), ThingKey(2.0, (1.0, 0.0, 0.0), turn=90))
    moved = replace(scene, motion=replace(scene.motion, things={name: keys}, ease="linear"))
    assert moving.at(moved, 1.0).things[0].at == pytest.approx((0.5, 0.0, 0.0))
    assert moving.at(moved, 1.0).things[0].turn == pytest.approx(45)
    assert moving.at(moved, 1.0).things[1:] == scene.things[1:]


def test_keys_that_cannot_be_are_refused_in_a_sentence() -> None:
    scene = shot()
    start = scene.motion.camera[0]
    with pytest.raises(BadScene, match="Sort them by"):
        moving.at(replace(scene, motion=Motion(4.0, (start, start))), 1.0)
    with pytest.raises(BadScene, match="no thing called 'ghost'"):
        moving.at(replace(scene, motion=Motion(4.0, things={"ghost": (ThingKey(0, (0, 0, 0)),)})), 1.0)


def test_a_shot_survives_its_document() -> None:
    scene = shot(said="slow push in")
    again = Scene.from_document(scene.document())
    assert again.motion.camera[1].at == 4.0 and again.motion.said == "slow push in"
    assert again.document() == scene.document()


def test_a_camera_is_its_key() -> None:
    camera = Camera((1.0, 2.0, 3.0), 10, 0, 30, (0.1, 0.2), 0.01, 4)
    key = moving.key_of(camera, 0)
    assert moving._camera((key,), 0.0, True) == camera
