"""Key points of people: where joints are, where they fall in the frame, and the picture that pose control reads.

Names and order are the COCO model's of OpenPose (Z. Cao, G. Hidalgo, T. Simon, S. Wei, Y. Sheikh, "OpenPose: Realtime
Multi-Person 2D Pose Estimation Using Part Affinity Fields", 2019), with the mid-hip of its BODY-25 model besides.
Light until `draw`: numpy only.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generation.engine.previz.frame import Frame
from generation.engine.previz.scene import Camera, Scene, Thing
from generation.engine.previz.things.mesh import rotation
from generation.engine.previz.things.people import figure_of, gaze, solve
from studio.lib.canonical import Json

Point = tuple[float, float, float]
COCO = (
    "nose", "neck", "right_shoulder", "right_elbow", "right_wrist", "left_shoulder", "left_elbow", "left_wrist",
    "right_hip", "right_knee", "right_ankle", "left_hip", "left_knee", "left_ankle", "right_eye", "left_eye",
    "right_ear", "left_ear",
)  # fmt: skip
MID_HIP = "mid_hip"
LIMBS = (
    (1, 2), (1, 5), (2, 3), (3, 4), (5, 6), (6, 7), (1, 8), (8, 9), (9, 10), (1, 11), (11, 12), (12, 13), (1, 0),
    (0, 14), (14, 16), (0, 15), (15, 17),
)  # fmt: skip
COLOURS = (
    (255, 0, 0), (255, 85, 0), (255, 170, 0), (255, 255, 0), (170, 255, 0), (85, 255, 0), (0, 255, 0), (0, 255, 85),
    (0, 255, 170), (0, 255, 255), (0, 170, 255), (0, 85, 255), (0, 0, 255), (85, 0, 255), (170, 0, 255), (255, 0, 255),
    (255, 0, 170), (255, 0, 85),
)  # fmt: skip
FACE: Mapping[str, Point] = {  # on the standard head, metres from its pivot; left is +x
    "nose": (0.0, 0.064, 0.108), "right_eye": (-0.031, 0.094, 0.083), "left_eye": (0.031, 0.094, 0.083),
    "right_ear": (-0.077, 0.08, -0.006), "left_ear": (0.077, 0.08, -0.006),
}  # fmt: skip
# How deep a joint lies under the surface that is seen, metres: skin, muscle and cloth. Beyond that it is hidden.
DEPTHS: Mapping[str, float] = {"nose": 0.05, "eye": 0.055, "ear": 0.06, "neck": 0.16, "shoulder": 0.17, "elbow": 0.13,
                               "wrist": 0.1, "hip": 0.24, "knee": 0.17, "ankle": 0.14}  # fmt: skip


def key_points(params: Mapping[str, Any]) -> dict[str, Point]:
    """The 18 COCO points and "mid_hip" of a person with these params, in the figure's own frame, metres."""
    joints = solve(figure_of(params))
    look, nod = gaze(params)
    points: dict[str, NDArray[np.float64]] = {name: joints.on_head(offset, look, nod) for name, offset in FACE.items()}
    points["neck"] = (joints.left.shoulder + joints.right.shoulder) / 2
    for name, side in (("left", joints.left), ("right", joints.right)):
        for part in ("shoulder", "elbow", "wrist", "hip", "knee", "ankle"):
            points[f"{name}_{part}"] = getattr(side, part)
    points[MID_HIP] = joints.pelvis
    return {name: _point(points[name]) for name in (*COCO, MID_HIP)}


def _point(p: NDArray[np.float64]) -> Point:
    return round(float(p[0]), 4), round(float(p[1]), 4), round(float(p[2]), 4)


def world_points(person: Thing) -> dict[str, Point]:
    """The same, where the person stands in its scene."""
    turn = rotation(person.turn, person.tilt, person.roll)
    return {
        name: _point(turn @ (np.array(p) * person.scale) + np.array(person.at))
        for name, p in key_points(person.params).items()
    }


def openpose_document(
    scene: Scene, camera: Camera, width: int, height: int, depth: NDArray[np.floating[Any]] | None = None
) -> dict[str, Json]:
    """OpenPose's JSON: per person x, y in pixels and confidence. 0, 0, 0 where out of frame or hidden behind something.

    depth: metres along the camera's axis (h, w), of any resolution; without it nothing counts as hidden.
    """
    frame = Frame(camera, width / height)
    people: list[Json] = []
    for index, thing in enumerate(scene.things):
        if thing.shape != "person":
            continue
        points = world_points(thing)
        names = list(points)
        seen = frame.project(np.array(list(points.values())))
        rows = [_seen(name, row, width, height, depth, thing.scale) for name, row in zip(names, seen, strict=True)]
        flat: list[Json] = [value for row in rows[:18] for value in row]
        people.append({
            "person_id": [index], "name": thing.name, "pose_keypoints_2d": flat, "mid_hip_2d": list(rows[18]),
            "face_keypoints_2d": [], "hand_left_keypoints_2d": [], "hand_right_keypoints_2d": [],
        })  # fmt: skip
    return {"version": 1.3, "model": "COCO", "canvas_width": width, "canvas_height": height, "people": people}


def _seen(
    name: str, row: NDArray[np.float64], width: int, height: int, depth: NDArray[np.floating[Any]] | None, scale: float
) -> tuple[float, float, float]:
    x, y, away = (float(v) for v in row)
    if not (away > 0.05 and 0 <= x < 1 and 0 <= y < 1):
        return 0.0, 0.0, 0.0
    if depth is not None:
        rows, cols = depth.shape
        near = float(depth[min(int(y * rows), rows - 1), min(int(x * cols), cols - 1)])
        under = DEPTHS[name.rsplit("_", maxsplit=1)[-1]] * max(scale, 0.5)
        if near < away - under - 0.004 * away:
            return 0.0, 0.0, 0.0
    return round(x * width, 2), round(y * height, 2), 1.0


def draw(document: Mapping[str, Any], width: int, height: int) -> bytes:
    """A PNG in the limb colours that pose control was trained on: black ground, limbs at six tenths, joints full."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (width, height), (0, 0, 0))
    pen = ImageDraw.Draw(image)
    thick = max(2, round(min(width, height) / 128))
    scale = np.array([width / float(document["canvas_width"]), height / float(document["canvas_height"])])
    bodies = [np.array(person["pose_keypoints_2d"], float).reshape(-1, 3) for person in document["people"]]
    for body in bodies:
        for (a, b), colour in zip(LIMBS, COLOURS, strict=False):
            if body[a, 2] > 0 and body[b, 2] > 0:
                ends = [tuple(body[k, :2] * scale) for k in (a, b)]
                pen.line(ends, fill=tuple(int(c * 0.6) for c in colour), width=2 * thick)
    for body in bodies:
        for row, colour in zip(body, COLOURS, strict=True):
            if row[2] > 0:
                x, y = row[:2] * scale
                pen.ellipse([x - thick, y - thick, x + thick, y + thick], fill=colour)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
