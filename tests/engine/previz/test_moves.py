"""Words for moves become keys for the camera."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from generation.engine.previz import moves, moving
from generation.engine.previz.frame import Frame
from generation.engine.previz.reading import Move, Reading, read
from generation.engine.previz.scene import Camera, Motion, Scene, Thing
from tests.engine.previz.orders import SHORE, TERN, plan

CAMERA = Camera((0.0, 0.4, 2.0), fov=24, shift=(-0.4, 0.1), aperture=0.01, focus=2.0)
BOTTLE = (0.0, 0.3, 0.0)


def asked(*listed: Move, seconds: float = 0.0) -> Reading:
    return replace(read({"subject": "a bottle"}, {}), motion=listed, seconds=seconds)


def shot(*listed: Move, seconds: float = 0.0) -> Motion:
    return moves.shot(asked(*listed, seconds=seconds), CAMERA, BOTTLE, ())


def test_a_brief_without_motion_is_a_still() -> None:
    assert shot().still and moves.shot(read(SHORE, {}), CAMERA, BOTTLE, ()).still


def test_a_push_in_comes_nearer_and_keeps_the_subject_sharp() -> None:
    motion = shot(Move("push in", speed="slow"))
    start, end = motion.camera[0], motion.camera[-1]
    assert motion.seconds == moves.USUAL_SECONDS
    assert 1.5 < end.eye[2] < 1.9 and end.eye[:2] == start.eye[:2]
    assert end.focus == pytest.approx(start.focus - (start.eye[2] - end.eye[2]))
    fast = shot(Move("push in", speed="fast")).camera[-1]
    assert fast.eye[2] < end.eye[2]


def test_an_arc_of_twenty_degrees_left_goes_round_the_subject() -> None:
    motion = shot(Move("arc", 20, "left", said="camera arcs 20 degrees left"), seconds=4)
    end = motion.camera[-1]
    assert end.at == 4.0 and end.eye[0] < -0.5
    assert np.degrees(np.arctan2(-end.eye[0], end.eye[2])) == pytest.approx(20, abs=0.01)
    for key in motion.camera:
        camera = Camera(**{f: getattr(key, f) for f in Camera.__slots__})
        seen = Frame(camera, 1.5).project([BOTTLE])[0]
        still = Frame(CAMERA, 1.5).project([BOTTLE])[0]
        assert np.hypot(key.eye[0], key.eye[2]) == pytest.approx(2.0, abs=1e-6), "on the circle"
        assert seen[:2] == pytest.approx(still[:2], abs=1e-6), "where it was in the frame"


def test_left_and_right_are_the_camera_s() -> None:
    assert shot(Move("truck", 0.2, "left")).camera[-1].eye[0] == pytest.approx(-0.2)
    assert shot(Move("truck", 0.2, "right")).camera[-1].eye[0] == pytest.approx(0.2)
    assert shot(Move("pan", 10, "right")).camera[-1].yaw == 10
    assert shot(Move("tilt", 5, "down")).camera[-1].pitch == -5
    assert shot(Move("lower", 9)).camera[-1].eye[1] > 0, "never through the floor"


def test_moves_with_seconds_follow_one_another_and_others_happen_together() -> None:
    chained = shot(Move("push in", 0.3, seconds=2), Move("pan", 10, "left", seconds=1))
    assert [key.at for key in chained.camera] == [0.0, 2.0, 3.0]
    assert chained.camera[1].yaw == 0 and chained.camera[2].yaw == -10
    together = shot(Move("push in", 0.3), Move("pan", 10, "left"))
    assert len(together.camera) == 2 and together.camera[-1].yaw == -10


def test_a_static_camera_has_no_keys_and_the_air_still_moves() -> None:
    motion = shot(Move("static"), seconds=3)
    assert motion.seconds == 3 and not motion.camera and motion.drift
    scene = Scene.from_document(plan(SHORE, palette=TERN).nodes[0].params["scene"])
    later = moving.at(replace(scene, motion=motion), 2.0)
    assert later.camera == scene.camera and later.sky.drift == scene.sky.drift + 2.0


def test_a_hand_held_camera_wanders_a_little_the_same_every_time() -> None:
    motion = shot(Move("handheld"), seconds=4)
    assert motion == shot(Move("handheld"), seconds=4)
    away = [np.hypot(key.eye[0], key.eye[1] - 0.4) for key in motion.camera]
    assert 0 < max(away) < 0.03 and away[-1] == 0


def test_boats_drift_where_the_brief_says_so() -> None:
    boat = Thing("boat", "boat", at=(1.0, 0.0, -3.0), turn=90)
    reading = replace(read({"subject": "a boat drifts on the lake"}, {}), motion=(Move("static"),), seconds=4.0)
    motion = moves.shot(reading, CAMERA, BOTTLE, (boat,))
    start, end = motion.things["boat"]
    assert end.place[0] > start.place[0] and end.place[2] == pytest.approx(start.place[2], abs=1e-4)
    assert not moves.shot(asked(Move("static"), seconds=4.0), CAMERA, BOTTLE, (boat,)).things
