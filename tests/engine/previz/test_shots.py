"""A shot from brief to frames: keys, moments, and what moves in them."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from generation.engine.picture import Box, Job, Picture
from generation.engine.previz import engine
from generation.engine.previz.scene import Scene
from generation.engine.recipe import Recipe
from generation.engine.render import render
from tests.engine.previz.orders import SHORE, TERN, NoInputs, plan

TIMES = (0.0, 1.0, 2.0, 3.0, 4.0)


def shot(motion: str) -> Recipe:
    return plan({**SHORE, "motion": motion}, palette=TERN, width=144, height=108)


def frame(recipe: Recipe, seconds: float) -> Picture:
    moment = engine.moment(recipe, seconds)
    assert moment is not None
    return render(moment, Job(NoInputs()))


def bottle(picture: Picture) -> Box:
    return next(box for box in picture.boxes if box.name == "bottle")


@pytest.fixture(scope="module")
def arc() -> tuple[Recipe, list[Picture]]:
    recipe = shot("camera arcs 20 degrees left, 4 s")
    return recipe, [frame(recipe, t) for t in TIMES]


def test_an_arc_in_words_becomes_a_shot(arc: tuple[Recipe, list[Picture]]) -> None:
    scene = Scene.from_document(arc[0].nodes[0].params["scene"])
    assert scene.motion.seconds == 4.0
    turned = scene.motion.camera[-1].yaw - scene.motion.camera[0].yaw
    assert abs(turned) == pytest.approx(20, abs=0.1)


def test_its_first_frame_is_the_still(arc: tuple[Recipe, list[Picture]]) -> None:
    recipe, frames = arc
    still = render(recipe, Job(NoInputs()))
    assert frames[0].pixels_sha256 == still.pixels_sha256 and frames[0].passes == still.passes


def test_frames_differ_and_the_bottle_stays_where_the_brief_put_it(arc: tuple[Recipe, list[Picture]]) -> None:
    frames = arc[1]
    assert len({picture.pixels_sha256 for picture in frames}) == len(frames)
    middles = np.array([bottle(p).x + bottle(p).w / 2 for p in frames])
    assert np.abs(np.diff(middles)).max() < 0.02 and np.abs(middles - middles[0]).max() < 0.03
    shifts = [np.abs(a.pixels.astype(int) - b.pixels).mean() for a, b in pairwise(frames)]
    assert min(shifts) > 0.5, "the shore turns behind it"


def test_a_truck_moves_the_bottle_smoothly_one_way() -> None:
    recipe = shot("camera trucks right, 4 s")
    middles = np.array([bottle(p).x + bottle(p).w / 2 for p in (frame(recipe, t) for t in TIMES)])
    steps = np.diff(middles)
    assert (steps < 0).all(), "to the left, as the camera goes right"
    assert np.abs(steps[1:3]).min() > np.abs(steps[[0, 3]]).max() - 0.011, "gently away and gently to rest"
    assert np.abs(steps).max() < 0.1


def test_after_its_end_a_shot_stands_still(arc: tuple[Recipe, list[Picture]]) -> None:
    assert frame(arc[0], 9.0).pixels_sha256 == arc[1][-1].pixels_sha256
