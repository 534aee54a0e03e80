"""A figure in a pose, as joints and frames: elbows and knees by inverse kinematics. Light: numpy only.

A frame is a 3 x 3 rotation whose columns are a part's own right-handed x, y (up along the part) and z (its front).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from generation.engine.previz.things.mesh import rotation
from generation.engine.previz.things.people.figure import Figure, Measures, measures
from generation.engine.previz.things.people.poses import ALIASES, POSES, SEAT, TABLE, Arm, Leg, Pose

Vec = NDArray[np.float64]
SIDES: Mapping[str, int] = {"left": 1, "right": -1}  # the person's own; left is +x
STRAIGHT = 0.996  # share of a limb's length that it is stretched to at most
NOD_LIMIT, LOOK_LIMIT = 35.0, 75.0


@dataclass(frozen=True, slots=True)
class Side:
    """One side's joints, world points of the figure's frame, metres, and the frames of its hand and foot.

    hand: x towards the thumb, y along the fingers, z out of the palm. foot: y up, z along the toes."""

    sign: int
    shoulder: Vec
    elbow: Vec
    wrist: Vec
    hip: Vec
    knee: Vec
    ankle: Vec
    hand: Vec
    foot: Vec
    grip: str
    heel: float  # degrees that the heel is lifted over toes that stay down; 0 in the air


@dataclass(frozen=True, slots=True)
class Joints:
    figure: Figure
    pose: Pose
    size: Measures
    pelvis: Vec  # between the hip joints
    waist: Vec
    chest: Vec
    neck: Vec  # base of the neck
    head: Vec  # where the skull turns on the spine
    pelvis_frame: Vec
    waist_frame: Vec
    chest_frame: Vec
    neck_frame: Vec
    head_frame: Vec  # with the pose's nod, gaze and tilt; params["look"] and ["nod"] come on top
    left: Side
    right: Side

    @property
    def sides(self) -> tuple[Side, Side]:
        return self.left, self.right

    def on_head(self, offset: ArrayLike, look: float = 0.0, nod: float = 0.0) -> Vec:
        """A point of the standard head (metres from its pivot) in the figure's frame."""
        found: Vec = self.head + turned(self, look, nod) @ (np.asarray(offset, float) * self.size.head)
        return found


def solve(figure: Figure) -> Joints:
    """Joints of a figure, remembered: planning asks for them often."""
    return _solve(figure)


def figure_of(params: Mapping[str, Any]) -> Figure:
    pose = params.get("pose")
    known = {**params, "pose": ALIASES.get(pose, pose)} if isinstance(pose, str) else params
    return Figure.from_params(known, POSES)


def turned(joints: Joints, look: float, nod: float) -> Vec:
    """The head's frame when it looks `look` degrees to its left and `nod` degrees down, on top of the pose."""
    frame: Vec = joints.head_frame @ rotation(look, nod)
    return frame


@lru_cache(maxsize=512)
def _solve(figure: Figure) -> Joints:
    pose, m = POSES[figure.pose], measures(figure)
    s, t = m.scale, m.torso
    lean = pose.lean + m.stoop * (0.5 if pose.lies else 1.0)
    tip = -pose.pelvis
    root = rotation(0, -90) if pose.lies else np.eye(3)
    pelvis_frame = root @ rotation(-pose.turn * 0.4, lean * 0.35 + tip, pose.sway * 110)
    waist_frame = root @ rotation(0, lean * 0.7, -pose.bend * 0.5)
    chest_frame = root @ rotation(pose.turn * 0.6, lean + pose.slouch, -pose.bend)
    neck_frame = root @ rotation(pose.turn * 0.6, (lean + pose.slouch) * 0.75 + m.stoop * 0.6, -pose.bend * 0.4)
    upright = root @ rotation(pose.turn * 0.6) if not pose.lies else root
    head_frame = upright @ rotation(pose.gaze, pose.nod + lean * 0.1, -pose.cock)

    shift = np.array(pose.shift) * (1.0 if pose.needs == "bicycle" else s)
    pelvis = np.array([pose.sway * s, 0.0, 0.0]) + shift
    pelvis[1] += _pelvis_height(pose, m, pelvis, pelvis_frame)
    if pose.lies:
        pelvis[2] += -0.05 * s
    waist = pelvis + pelvis_frame @ np.array([0, 0.13 * t, 0])
    chest = waist + waist_frame @ np.array([0, 0.2 * t, 0])
    neck = chest + chest_frame @ np.array([0, 0.198 * t, -0.018 * s])
    high = m.head * 0.072
    head = neck + neck_frame @ np.array([0, high, 0.016 * s])
    bones = Joints(
        figure, pose, m, pelvis, waist, chest, neck, head, pelvis_frame, waist_frame, chest_frame, neck_frame,
        head_frame, _NOBODY, _NOBODY,
    )  # fmt: skip
    left = _side(bones, 1, pose.left, pose.left_leg, root)
    right = _side(bones, -1, pose.right, pose.right_leg, root)
    return Joints(
        figure, pose, m, pelvis, waist, chest, neck, head, pelvis_frame, waist_frame, chest_frame, neck_frame,
        head_frame, left, right,
    )  # fmt: skip


def _pelvis_height(pose: Pose, m: Measures, pelvis: Vec, frame: Vec) -> float:
    """Over the floor: on its seat, as asked, or as high as both feet let it be."""
    if pose.lies:
        return 0.115 * m.depth
    if pose.seat is not None:
        return pose.seat + 0.1 * m.depth
    if pose.hips is not None:
        return pose.hips * m.hip
    length = (m.thigh + m.shin) * STRAIGHT
    heights = []
    for sign, leg in ((1, pose.left_leg), (-1, pose.right_leg)):
        if leg.thigh is not None or leg.ankle[1] > 0.2:
            continue
        hip = pelvis + frame @ np.array([sign * m.hip_half, 0, 0])
        foot = _foot_at(leg, sign, m)
        flat = np.hypot(foot[0] - hip[0], foot[2] - hip[2])
        heights.append(foot[1] - (hip[1] - pelvis[1]) + np.sqrt(max(length**2 - flat**2, 0.05)))
    return float(min(heights)) - pose.drop * length


def _foot_at(leg: Leg, sign: int, m: Measures) -> Vec:
    x, y, z = leg.ankle
    k = m.hip / 0.933
    return np.array([sign * x * k, y * k + sole(leg.heel) * m.scale, z * k])


def sole(heel: float) -> float:
    """How high the standard ankle is over the lowest point of its sole, the heel lifted by `heel` degrees."""
    a = np.radians(heel)
    return float(max(0.072 * np.cos(a) + z * np.sin(a) for z in (-0.062, 0.10)))


def _side(b: Joints, sign: int, arm: Arm, leg: Leg, root: Vec) -> Side:
    m = b.size
    shoulder = b.chest + b.chest_frame @ np.array([sign * m.shoulder, 0.130 * m.torso, -0.012 * m.scale])
    hip = b.pelvis + b.pelvis_frame @ np.array([sign * m.hip_half, 0.0, 0.0])
    knee, ankle = _leg(b, sign, leg, hip, root)
    out = np.array([sign, 1, 1])
    frame, origin, unit = _hold(b, arm.on, shoulder, knee, root)
    offset = np.array(arm.wrist) * out * unit
    wanted = origin + frame @ offset
    bend = b.chest_frame @ (np.array(arm.elbow) * out)
    elbow, wrist = two_bones(shoulder, wanted, m.upper, m.fore, bend)
    fore = (wrist - elbow) / np.linalg.norm(wrist - elbow)
    fingers = fore if arm.fingers is None else frame @ (np.array(arm.fingers) * out)
    hand = _hand(fingers, frame @ (np.array(arm.palm) * out), sign)
    foot = _foot(b, sign, leg, knee, ankle, root)
    heel = leg.heel if leg.thigh is None and leg.ankle[1] < 0.05 else 0.0
    return Side(sign, shoulder, elbow, wrist, hip, knee, ankle, hand, foot, arm.grip, heel)


def _hold(b: Joints, on: str, shoulder: Vec, knee: Vec, root: Vec) -> tuple[Vec, Vec, Vec]:
    """What a wrist is measured from: frame, origin, and the size of its units."""
    m = b.size
    arm = (m.upper + m.fore) / 0.558
    even = np.full(3, m.scale)
    if on == "table":
        return np.eye(3), np.array([0.0, TABLE, b.pelvis[2]]), np.array([m.scale, 1.0, arm])
    if on == "root":
        if b.pose.needs == "bicycle":
            return np.eye(3), np.zeros(3), np.ones(3)
        return root, np.array([b.pelvis[0], 0.0, b.pelvis[2]]), even
    return {
        "shoulder": (b.chest_frame, shoulder, np.full(3, arm)),
        "chest": (b.chest_frame, b.chest, np.array([m.scale, m.torso, m.depth])),
        "waist": (b.waist_frame, b.waist, np.array([m.scale, m.torso, m.depth])),
        "hip": (b.pelvis_frame, b.pelvis, np.array([m.hips_x, m.scale, m.depth])),
        "head": (b.head_frame, b.head + b.head_frame @ np.array([0, 0.098 * m.head, 0]), np.full(3, m.head)),
        "knee": (np.eye(3), knee, even),
    }[on]


def two_bones(start: Vec, end: Vec, first: float, second: float, bend: Vec) -> tuple[Vec, Vec]:
    """Middle and end of two bones that reach from `start` towards `end`, the middle joint pointing to `bend`."""
    way = end - start
    far = float(np.linalg.norm(way))
    along = way / max(far, 1e-9)
    far = float(np.clip(far, abs(first - second) + 0.18 * min(first, second), (first + second) * STRAIGHT))
    side = bend - along * (bend @ along)
    if np.linalg.norm(side) < 1e-6:
        side = np.cross(along, [0.3, 0.2, 1.0])
    side /= np.linalg.norm(side)
    near = (first**2 - second**2 + far**2) / (2 * far)
    high = np.sqrt(max(first**2 - near**2, 0.0))
    return start + along * near + side * high, start + along * far


def _leg(b: Joints, sign: int, leg: Leg, hip: Vec, root: Vec) -> tuple[Vec, Vec]:
    m, out = b.size, np.array([sign, 1, 1])
    if leg.thigh is not None and leg.shin is not None:
        thigh, shin = root @ (np.array(leg.thigh) * out), root @ (np.array(leg.shin) * out)
        knee = hip + m.thigh * thigh / np.linalg.norm(thigh)
        return knee, knee + m.shin * shin / np.linalg.norm(shin)
    if b.pose.seat == SEAT:
        # The knee is where a level foot lets it be, as far as the thigh can lie on the seat: a child's feet hang.
        down = m.shin * np.cos(np.radians(leg.reach)) + sole(leg.heel) * m.scale
        rise = float(np.clip((down - hip[1]) / m.thigh, -0.18, 0.3))
        a, level = np.radians(leg.splay), np.sqrt(1 - rise**2)
        knee = hip + m.thigh * np.array([sign * np.sin(a) * level, rise, np.cos(a) * level])
        r = np.radians(leg.reach)
        return knee, knee + m.shin * np.array([0.0, -np.cos(r), np.sin(r)])
    if b.pose.needs == "bicycle":
        foot = np.array(leg.ankle) * out + np.array([0, sole(leg.heel) * m.scale, 0])
    else:
        foot = _foot_at(leg, sign, m) + np.array([0.0, 0.0, b.pelvis[2] if b.pose.seat == 0.0 else 0.0])
    return two_bones(hip, foot, m.thigh, m.shin, np.array(leg.knee) * out)


def _hand(fingers: Vec, palm: Vec, sign: int) -> Vec:
    y = fingers / np.linalg.norm(fingers)
    z = palm - y * (palm @ y)
    z /= np.linalg.norm(z) + 1e-9
    x = np.cross(z, y) * sign
    frame: Vec = np.stack([x, y, z], -1)
    return frame


def _foot(b: Joints, sign: int, leg: Leg, knee: Vec, ankle: Vec, root: Vec) -> Vec:
    """Toes point away from the hip, turned outward; a lifted heel tips them down. In the air they follow the shin."""
    frame: Vec
    if leg.thigh is not None:
        up = (knee - ankle) / np.linalg.norm(knee - ankle)
        ahead = root @ np.array([0.0, 0.0, 1.0])
        z = ahead - up * (ahead @ up)
        if np.linalg.norm(z) < 0.3:  # the shin lies along the way ahead: the instep faces down
            z = -np.array([0.0, 1.0, 0.0]) - up * (-up[1])
        z /= np.linalg.norm(z)
        frame = np.stack([np.cross(up, z), up, z], -1) @ rotation(sign * leg.toe, leg.heel)
        return frame
    frame = rotation(sign * leg.toe, leg.heel)
    return frame


_ZERO = np.zeros(3)
_NOBODY = Side(1, _ZERO, _ZERO, _ZERO, _ZERO, _ZERO, _ZERO, np.eye(3), np.eye(3), "relaxed", 0.0)
