"""A shot keeps its exposure."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from generation.engine.picture import Job
from generation.engine.previz import moving, still
from generation.engine.previz.scene import Motion, Scene
from generation.engine.recipe import Node
from generation.engine.render import op
from tests.engine.previz.orders import SHORE, TERN, NoInputs, plan


def shot() -> Node:
    """A slow drift of 2 cm, with frames of 96 x 64 pixels."""
    node = plan(SHORE, palette=TERN).nodes[0]
    scene = Scene.from_document(node.params["scene"])
    start = moving.key_of(scene.camera, 0.0)
    end = replace(start, at=2.0, eye=(start.eye[0] + 0.02, start.eye[1], start.eye[2]))
    moved = replace(scene, motion=Motion(2.0, (start, end), drift=False))
    return replace(node, params={**node.params, "scene": moved.document(), "width": 96, "height": 64, "samples": 2})


def frame(node: Node, seconds: float) -> NDArray[np.uint8]:
    asked = replace(node, params={**node.params, "seconds": seconds})
    return op(node.op)(None, asked, Job(NoInputs())).pixels


def test_the_frames_of_a_drifting_shot_are_equally_bright_and_come_in_any_order() -> None:
    node = shot()
    times = (0.0, 1.0, 2.0)
    frames = {at: frame(node, at) for at in times}
    means = [frames[at].mean() for at in times]
    assert max(means) - min(means) < 0.3
    still.exposure_of.cache_clear()
    for at in reversed(times):
        assert (frame(node, at) == frames[at]).all()


def test_a_frame_is_exposed_as_the_shot_and_not_by_itself() -> None:
    """Turned to the ground, a camera that metered each frame would open up."""
    node = shot()
    scene = Scene.from_document(node.params["scene"])
    end = replace(scene.motion.camera[1], pitch=-60.0)
    tilted = replace(scene, motion=replace(scene.motion, camera=(scene.motion.camera[0], end)))
    alone = replace(moving.at(tilted, 2.0), motion=Motion())
    moving_node = replace(node, params={**node.params, "scene": tilted.document()})
    alone_node = replace(node, params={**node.params, "scene": alone.document()})
    assert abs(frame(moving_node, 2.0).mean() - frame(alone_node, 0.0).mean()) > 1.0
