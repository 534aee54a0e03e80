"""The view onto the subject: what of a place stands between it and the lens is left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from generation.engine.previz.frame import Frame
from generation.engine.previz.masks import NEAR, PANES, Bodies, plate
from generation.engine.previz.scene import Scene, Thing
from generation.engine.previz.stage import box_points

LEAST = 1 / 3  # of a thing that has to be seen
COVERS = 0.03  # of a hidden thing's area: from here on something is in its way
FINE = 96  # pixels of the long side


def least_seen(things: Sequence[Thing], frame: Frame) -> float:
    """Of the focal things the share that is seen of the one most hidden, 0-1; 0 for one beyond the frame."""
    focal = np.array([t.focal and t.shape not in PANES for t in things], bool)
    if not focal.any():
        return 1.0
    shown = plate(Bodies.of(things), frame, FINE)
    seen = np.where(shown.whole > 0, shown.seen(), 0.0)
    return float(seen[focal].max() if (shown.whole[focal] < 0.002).all() else seen[focal & (shown.whole > 0)].min())


def unhidden(scene: Scene, aspect: float, kept: Sequence[Thing]) -> Scene:
    """The scene without the pieces of its set that hide more than two thirds of something it is about.

    `kept` is the subject's own group: its supports stay whatever they hide.
    """
    frame = Frame(scene.camera, aspect)
    main = [t for t in scene.things if t.focal and t.shape not in PANES]
    if not main or scene.look.flat:
        return scene
    own = {(t.shape, t.at) for t in kept}
    ends = frame.project(np.vstack([box_points(t) for t in main]))
    front = ends[ends[:, 2] > NEAR]
    if not len(front):
        return scene
    lo, hi = front.min(0), front.max(0)
    others = [t for t in scene.things if not t.focal and (t.shape, t.at) not in own and t.shape not in PANES]
    suspects = [t for t in others if _before(t, frame, lo, hi)]
    if not suspects:
        return scene
    shown = plate(Bodies.of([*main, *suspects]), frame, FINE)
    hidden = shown.seen()[: len(main)] < LEAST
    if not hidden.any():
        return scene
    alone = plate(Bodies.of(main), frame, FINE).label
    gone: set[int] = set()
    for i in np.flatnonzero(hidden).tolist():
        over = shown.label[alone == i + 1]
        for k, suspect in enumerate(suspects):
            if over.size and float((over == len(main) + k + 1).mean()) > COVERS:
                gone.add(id(suspect))
    return replace(scene, things=tuple(t for t in scene.things if id(t) not in gone)) if gone else scene


def _before(thing: Thing, frame: Frame, lo: NDArray[np.float64], hi: NDArray[np.float64]) -> bool:
    """Whether its box overlaps the subject's in the frame and is nearer than the subject's far side."""
    box = frame.project(box_points(thing))
    depth = box[:, 2]
    if float(depth.max()) < NEAR or float(depth.max()) > hi[2]:
        return False
    front = box[depth > NEAR]
    return bool((front[:, :2].min(0) < hi[:2]).all() and (front[:, :2].max(0) > lo[:2]).all())
