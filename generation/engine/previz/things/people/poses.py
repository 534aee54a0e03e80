"""Poses: where hands and feet are wanted, and how the trunk is held. Light: plain data.

Offsets are metres on the standard figure (1.76 m) and grow with each figure; joints.py finds elbows and knees from
them, so that bones keep their lengths. x is outward from the body's middle on either side, y up, z forward. Distances
to furniture (the height of a seat or a table) are absolute: furniture does not grow with its user.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Point = tuple[float, float, float]
SEAT = 0.475  # metres: chairs, and a sofa pressed down
TABLE = 0.74


@dataclass(frozen=True, slots=True)
class Arm:
    """Where the wrist is, measured from `on`: the own shoulder, the chest, the hip, the head, the knee, a table (y from
    its top) or the root (y absolute). `elbow` is the way it points; `fingers` and `palm` are directions in the same
    frame, None follows the forearm. grip: relaxed, flat, fist, hold, point, type, cup."""

    wrist: Point = (0.07, -0.525, 0.04)
    on: str = "shoulder"
    elbow: Point = (0.45, 0.0, -1.0)
    fingers: Point | None = None
    palm: Point = (-1.0, 0.0, -0.2)
    grip: str = "relaxed"


@dataclass(frozen=True, slots=True)
class Leg:
    """Either `ankle`: x outward, height of the sole, z forward; or `thigh` and `shin` as directions; or seated
    (Pose.seat), where the thigh lies level, `splay` degrees outward, and the shin hangs `reach` degrees forward.
    `toe` turns the foot outward, `heel` lifts its heel, degrees."""

    ankle: Point = (0.105, 0.0, 0.0)
    knee: Point = (0.12, 0.0, 1.0)
    thigh: Point | None = None
    shin: Point | None = None
    splay: float = 7.0
    reach: float = 4.0
    toe: float = 12.0
    heel: float = 0.0


@dataclass(frozen=True, slots=True)
class Pose:
    """A posture. Angles are degrees; left is the person's own left (+x)."""

    left: Arm = Arm()
    right: Arm = Arm()
    left_leg: Leg = Leg()
    right_leg: Leg = Leg()
    sway: float = 0.0  # weight over one leg: hips to this side, metres
    turn: float = 0.0  # shoulders against hips
    lean: float = 0.0  # trunk forward
    bend: float = 0.0  # trunk to its left
    slouch: float = 0.0  # upper back rounded
    nod: float = 0.0
    gaze: float = 0.0  # head turned, on top of params["look"]
    cock: float = 0.0  # head to its left
    pelvis: float = 0.0  # pelvis tipped back
    seat: float | None = None  # height of what the person sits on
    hips: float | None = None  # height of the hip joints as a share of standing
    drop: float = 0.0  # knees soft: share of the leg
    shift: Point = (0.0, 0.0, 0.0)
    lies: bool = False
    needs: str = ""  # what has to be there: chair, desk, sofa, wall, table, bicycle, floor, bed


ASIDE = Arm((0.075, -0.525, 0.02))
EASY = Arm((0.06, -0.515, 0.075), elbow=(0.6, 0.0, -1.0))
CONTRA_L, CONTRA_R = Leg((0.16, 0.0, 0.07), toe=24), Leg((0.075, 0.0, -0.02), toe=10)
WIDE = Leg((0.15, 0.0, 0.0), toe=18)
SITS = Leg(splay=6, reach=5)

POSES: Mapping[str, Pose] = {
    "stand": Pose(EASY, ASIDE, CONTRA_L, CONTRA_R, sway=-0.028, bend=-2, turn=3),
    "walk": Pose(
        Arm((0.05, -0.50, -0.17), elbow=(0.4, 0, -1)), Arm((0.0, -0.46, 0.22), elbow=(0.5, -0.2, -1)),
        Leg((0.075, 0.0, 0.34), toe=5, heel=-16), Leg((0.075, 0.0, -0.34), toe=4, heel=34), lean=3, turn=-9,
    ),
    "stroll": Pose(
        Arm((0.06, -0.515, 0.1), elbow=(0.5, 0, -1)), Arm((0.05, -0.51, -0.09), elbow=(0.4, 0, -1)),
        Leg((0.075, 0.0, -0.2), toe=6, heel=18), Leg((0.08, 0.0, 0.2), toe=7), lean=1, turn=6, sway=-0.012,
    ),
    "run": Pose(
        Arm((-0.06, -0.17, 0.30), elbow=(0.5, -1, -0.3), grip="fist"),
        Arm((0.05, -0.27, -0.02), elbow=(0.4, 0.1, -1), grip="fist"),
        Leg((0.05, 0.0, -0.46), toe=3, heel=48), Leg(thigh=(0.05, -0.5, 0.87), shin=(0.0, -0.86, -0.5), toe=3, heel=8),
        lean=13, turn=14, nod=-4,
    ),
    "seated": Pose(
        Arm((0.08, 0.075, -0.13), on="knee", elbow=(0.6, -0.6, -0.8), fingers=(-0.35, -0.25, 1), palm=(0.1, -1, -0.2)),
        Arm((0.05, 0.075, -0.17), on="knee", elbow=(0.6, -0.6, -0.8), fingers=(-0.45, -0.25, 1), palm=(0.1, -1, -0.2)),
        SITS, Leg(splay=5, reach=-7, heel=6), seat=SEAT, lean=2, needs="chair",
    ),
    "listen": Pose(
        Arm((-0.085, 0.120, -0.19), on="knee", elbow=(0.8, -0.5, -0.5), fingers=(-0.8, 0, 0.6), palm=(0.2, -1, 0.1)),
        Arm((-0.03, 0.132, -0.17), on="knee", elbow=(0.8, -0.5, -0.5), fingers=(-0.8, 0, 0.6), palm=(0.2, -1, 0.1)),
        Leg(splay=2, reach=12), Leg(splay=4, reach=-14, heel=14), seat=SEAT, lean=4, turn=5, cock=3, needs="chair",
    ),
    "type": Pose(
        Arm((0.115, 0.052, 0.30), on="table", elbow=(0.7, -1, -0.5), fingers=(-0.12, -0.18, 1), palm=(0, -1, 0),
            grip="type"),
        Arm((0.115, 0.052, 0.30), on="table", elbow=(0.7, -1, -0.5), fingers=(-0.12, -0.18, 1), palm=(0, -1, 0),
            grip="type"),
        SITS, Leg(splay=6, reach=-4), seat=SEAT, lean=6, nod=9, needs="desk",
    ),
    "sofa": Pose(
        Arm((0.1, 0.04, 0.27), on="hip", elbow=(0.8, -0.7, -0.4), fingers=(-0.2, -0.12, 1), palm=(0, -1, 0),
            grip="type"),
        Arm((0.1, 0.04, 0.27), on="hip", elbow=(0.8, -0.7, -0.4), fingers=(-0.2, -0.12, 1), palm=(0, -1, 0),
            grip="type"),
        Leg(splay=4, reach=14), Leg(splay=4, reach=2), seat=SEAT, lean=-13, slouch=7, nod=14, pelvis=8, needs="sofa",
    ),
    "ground": Pose(
        Arm((-0.03, 0.08, -0.09), on="knee", elbow=(1, 0.0, -0.4), fingers=(-0.3, -0.35, 1), palm=(0.1, -1, 0)),
        Arm((0.13, 0.045, -0.27), on="root", elbow=(0.5, 0, -1), fingers=(0.4, -0.25, -1), palm=(0, -1, 0),
            grip="flat"),
        Leg((0.10, 0.0, 0.47), knee=(0.2, 1, 0.3), toe=8), Leg((0.12, 0.0, 0.60), knee=(0.35, 1, 0.3), toe=16),
        seat=0.0, lean=-12, slouch=8, needs="floor",
    ),
    "crouch": Pose(
        Arm((0.0, 0.07, 0.09), on="knee", elbow=(0.8, -0.5, -0.4), fingers=(-0.55, -0.5, 0.8), palm=(-0.2, -1, 0)),
        Arm((-0.1, 0.06, 0.13), on="knee", elbow=(0.9, -0.4, -0.3), fingers=(-0.6, -0.5, 0.8), palm=(-0.4, -1, 0)),
        Leg((0.12, 0.0, 0.12), knee=(0.35, 0.35, 1), toe=16), Leg((0.115, 0.0, -0.12), knee=(0.4, 0.1, 1), toe=10,
                                                                heel=42),
        hips=0.42, lean=24, slouch=6, nod=-8,
    ),
    "kneel": Pose(
        Arm((-0.04, 0.085, -0.09), on="knee", elbow=(0.9, -0.2, -0.5), fingers=(-0.5, -0.25, 1), palm=(0, -1, 0)),
        EASY, Leg((0.11, 0.0, 0.37), knee=(0.1, 0.4, 1), toe=6),
        Leg(thigh=(0.03, -1, 0.05), shin=(0.0, -0.03, -1), heel=62, toe=0), hips=0.535, lean=4,
    ),
    "lean": Pose(
        Arm((0.27, 0.055, 0.37), on="table", elbow=(0.5, 0.1, -1), fingers=(0.25, -0.35, 1), palm=(0, -1, -0.1),
            grip="flat"),
        Arm((0.25, 0.055, 0.34), on="table", elbow=(0.5, 0.1, -1), fingers=(0.3, -0.35, 1), palm=(0, -1, -0.1),
            grip="flat"),
        Leg((0.12, 0.0, -0.12), toe=10), Leg((0.12, 0.0, 0.04), toe=12), lean=25, slouch=3, nod=4, needs="table",
        shift=(0, 0, -0.05),
    ),
    "wall": Pose(
        Arm((-0.15, -0.150, 0.195), on="chest", elbow=(0.45, -1, 0.05), fingers=(-1, 0.12, 0.1), palm=(0.1, 0.1, -1),
            grip="flat"),
        Arm((-0.13, -0.110, 0.230), on="chest", elbow=(0.45, -1, 0.05), fingers=(-1, 0.12, 0), palm=(0.1, 0.1, -1),
            grip="flat"),
        Leg((0.09, 0.0, 0.27), toe=8), Leg((0.07, 0.34, 0.02), knee=(0.15, 0, 1), toe=4, heel=42),
        lean=-5, nod=4, needs="wall", shift=(0, 0, 0.03),
    ),
    "point": Pose(
        EASY, Arm((0.08, 0.05, 0.50), elbow=(0.6, -1, 0), fingers=(0.1, 0.1, 1), palm=(-0.5, -1, 0), grip="point"),
        CONTRA_R, CONTRA_L, sway=0.02, turn=9, lean=2,
    ),
    "offer": Pose(
        ASIDE, Arm((0.0, -0.19, 0.44), elbow=(0.7, -1, -0.3), fingers=(-0.1, 0.05, 1), palm=(-0.35, 1, 0), grip="cup"),
        CONTRA_R, CONTRA_L, sway=0.02, turn=7, lean=3, nod=3,
    ),
    "explain": Pose(
        Arm((0.05, -0.30, 0.33), elbow=(0.35, -1, -0.5), fingers=(0.2, 0.3, 1), palm=(-0.8, 0.7, 0.1)),
        Arm((0.07, -0.20, 0.33), elbow=(0.35, -1, -0.5), fingers=(0.15, 0.6, 1), palm=(-0.9, 0.45, 0.2)),
        CONTRA_R, CONTRA_L, sway=0.02, nod=2,
    ),
    "think": Pose(
        Arm((-0.12, -0.17, 0.18), on="chest", elbow=(0.5, -1, 0.1), fingers=(-1, 0.05, 0.05), palm=(0.1, 0.2, -1)),
        Arm((0.030, -0.198, 0.115), on="head", elbow=(0.35, -1, 0.15), fingers=(-0.3, 1, -0.1), palm=(-0.3, 0.1, -1),
            grip="fist"),
        CONTRA_L, CONTRA_R, sway=-0.028, nod=7, cock=-4,
    ),
    "cross": Pose(
        Arm((-0.15, -0.150, 0.195), on="chest", elbow=(0.45, -1, 0.05), fingers=(-1, 0.12, 0.1), palm=(0.1, 0.1, -1),
            grip="flat"),
        Arm((-0.13, -0.110, 0.230), on="chest", elbow=(0.45, -1, 0.05), fingers=(-1, 0.12, 0), palm=(0.1, 0.1, -1),
            grip="flat"),
        WIDE, CONTRA_R, sway=-0.018, bend=-1, lean=-2,
    ),
    "akimbo": Pose(
        Arm((0.215, 0.11, 0.03), on="hip", elbow=(1, 0.1, -0.35), fingers=(-0.25, -0.5, 0.9), palm=(-1, 0, 0)),
        Arm((0.215, 0.11, 0.03), on="hip", elbow=(1, 0.1, -0.35), fingers=(-0.25, -0.5, 0.9), palm=(-1, 0, 0)),
        WIDE, WIDE, lean=-2,
    ),
    "hip": Pose(
        EASY, Arm((0.21, 0.11, 0.03), on="hip", elbow=(1, 0.1, -0.4), fingers=(-0.25, -0.5, 0.9), palm=(-1, 0, 0)),
        CONTRA_L, CONTRA_R, sway=-0.035, bend=-4, turn=-5,
    ),
    "pocket": Pose(
        Arm((0.19, 0.035, 0.05), on="hip", elbow=(0.8, 0, -1), fingers=(-0.25, -1, 0.35), palm=(-1, 0, -0.1)),
        Arm((0.19, 0.035, 0.05), on="hip", elbow=(0.8, 0, -1), fingers=(-0.25, -1, 0.35), palm=(-1, 0, -0.1)),
        CONTRA_L, CONTRA_R, sway=-0.024, bend=-1.5,
    ),
    "clasp": Pose(
        Arm((-0.015, -0.02, 0.20), on="hip", elbow=(1, 0.1, -0.4), fingers=(-0.7, -0.7, 0.2), palm=(0.1, 0.1, -1)),
        Arm((0.0, 0.0, 0.23), on="hip", elbow=(1, 0.1, -0.4), fingers=(-0.8, -0.55, 0.1), palm=(0.1, 0.1, -1)),
        Leg((0.09, 0, 0)), Leg((0.1, 0, 0.03)), sway=0.008,
    ),
    "wave": Pose(
        EASY, Arm((0.17, 0.21, 0.16), elbow=(0.9, -1, -0.2), fingers=(0.15, 1, 0.1), palm=(-0.1, 0, 1), grip="flat"),
        CONTRA_R, CONTRA_L, sway=0.022, bend=2,
    ),
    "cheer": Pose(
        Arm((0.22, 0.43, 0.05), elbow=(1, -0.2, 0.1), fingers=(0.1, 1, 0), palm=(-1, 0, 0.4), grip="fist"),
        Arm((0.17, 0.46, 0.07), elbow=(1, -0.2, 0.1), fingers=(0.1, 1, 0), palm=(-1, 0, 0.4), grip="fist"),
        WIDE, CONTRA_R, lean=-5, nod=-10, sway=-0.01,
    ),
    "call": Pose(
        Arm((0.16, 0.06, 0.08), on="hip", elbow=(0.8, 0, -1), fingers=(-0.25, -1, 0.35), palm=(-1, 0, -0.1)),
        Arm((0.115, -0.085, 0.03), on="head", elbow=(0.3, -1, 0.3), fingers=(-0.1, 1, -0.1), palm=(-1, 0, 0.05),
            grip="hold"),
        CONTRA_R, CONTRA_L, sway=0.024, cock=-5, nod=2,
    ),
    "scroll": Pose(
        Arm((0.07, -0.50, 0.05), elbow=(0.5, 0, -1)),
        Arm((-0.08, -0.155, 0.30), elbow=(0.6, -1, -0.1), fingers=(-0.4, 0.55, 0.8), palm=(-0.2, 0.7, -0.7),
            grip="hold"),
        CONTRA_L, CONTRA_R, sway=-0.02, nod=19,
    ),
    "tablet": Pose(
        Arm((-0.055, -0.245, 0.31), elbow=(0.9, -1, -0.3), fingers=(-0.3, 0.25, 1), palm=(-0.6, 0.8, 0), grip="hold"),
        Arm((-0.055, -0.245, 0.31), elbow=(0.9, -1, -0.3), fingers=(-0.3, 0.25, 1), palm=(-0.6, 0.8, 0), grip="hold"),
        CONTRA_L, CONTRA_R, sway=-0.018, nod=18,
    ),
    "cup": Pose(
        Arm((0.19, 0.035, 0.05), on="hip", elbow=(0.8, 0, -1), fingers=(-0.25, -1, 0.35), palm=(-1, 0, -0.1)),
        Arm((-0.06, -0.15, 0.27), elbow=(0.7, -1, -0.3), fingers=(-0.75, 0.1, 0.6), palm=(-0.7, 0, -0.7), grip="hold"),
        CONTRA_L, CONTRA_R, sway=-0.024,
    ),
    "toast": Pose(
        EASY, Arm((0.0, 0.04, 0.40), elbow=(0.7, -1, -0.2), fingers=(-0.55, 0.35, 0.7), palm=(-0.8, 0, -0.6),
                  grip="hold"),
        CONTRA_R, CONTRA_L, sway=0.018, nod=-3,
    ),
    "carry": Pose(
        Arm((0.0, -0.32, 0.37), elbow=(0.7, -1, -0.5), fingers=(-0.15, 0.0, 1), palm=(-0.85, 0.5, 0), grip="cup"),
        Arm((0.0, -0.32, 0.37), elbow=(0.7, -1, -0.5), fingers=(-0.15, 0.0, 1), palm=(-0.85, 0.5, 0), grip="cup"),
        Leg((0.09, 0, 0.1), toe=8), Leg((0.09, 0.0, -0.08), toe=10), lean=-6,
    ),
    "read": Pose(
        Arm((-0.075, -0.20, 0.29), elbow=(0.8, -1, -0.3), fingers=(-0.15, 0.6, 0.8), palm=(-0.5, 0.6, -0.6),
            grip="cup"),
        Arm((-0.075, -0.20, 0.29), elbow=(0.8, -1, -0.3), fingers=(-0.15, 0.6, 0.8), palm=(-0.5, 0.6, -0.6),
            grip="cup"),
        CONTRA_L, CONTRA_R, sway=-0.02, nod=20,
    ),
    "reach": Pose(
        EASY, Arm((0.02, 0.47, 0.20), elbow=(0.9, -0.5, 0.2), fingers=(0, 1, 0.35), palm=(-0.3, 0, 1), grip="flat"),
        Leg((0.1, 0.0, -0.03), heel=24), Leg((0.09, 0.0, 0.03), heel=24), nod=-16, bend=4,
    ),
    "push": Pose(
        Arm((-0.02, -0.08, 0.45), elbow=(0.9, -0.6, -0.2), fingers=(0, 1, 0.15), palm=(-0.1, -0.15, 1), grip="flat"),
        Arm((-0.02, -0.08, 0.45), elbow=(0.9, -0.6, -0.2), fingers=(0, 1, 0.15), palm=(-0.1, -0.15, 1), grip="flat"),
        Leg((0.1, 0.0, 0.16), toe=5), Leg((0.1, 0.0, -0.5), toe=5, heel=30), lean=20, nod=-12, shift=(0, 0, -0.02),
    ),
    "present": Pose(
        EASY, Arm((0.43, -0.13, 0.17), elbow=(0.2, -1, -0.5), fingers=(1, 0.0, 0.35), palm=(0, 0.85, 0.6), grip="flat"),
        CONTRA_R, CONTRA_L, sway=0.025, turn=-8, bend=-2,
    ),
    "lie": Pose(
        Arm((0.10, -0.50, 0.02), elbow=(1, 0, 0), palm=(-0.2, 0, -1)),
        Arm((-0.17, 0.04, 0.15), on="waist", elbow=(1, -0.2, -0.1), fingers=(-1, 0.1, 0.05), palm=(0, 0, -1),
            grip="flat"),
        Leg(thigh=(0.07, -1, 0.0), shin=(0.05, -1, 0.0), heel=25, toe=22),
        Leg(thigh=(0.10, -0.9, 0.40), shin=(0.0, -0.9, -0.44), heel=26, toe=12), lies=True, gaze=-14, needs="bed",
    ),
    "jump": Pose(
        Arm((0.24, 0.42, 0.03), elbow=(1, -0.2, 0), fingers=(0.3, 1, 0), palm=(-0.3, 0, 1), grip="flat"),
        Arm((0.30, 0.36, 0.05), elbow=(1, -0.2, 0), fingers=(0.4, 1, 0), palm=(-0.3, 0, 1), grip="flat"),
        Leg(thigh=(0.22, -0.86, 0.42), shin=(0.0, -0.62, -0.78), heel=40), Leg(thigh=(0.2, -1, -0.1),
                                                                       shin=(0.05, -0.8, -0.6), heel=44),
        hips=1.32, lean=-6, nod=-8,
    ),
    "pole": Pose(
        Arm((-0.02, -0.26, 0.28), elbow=(0.7, -1, 0), fingers=(-1, 0.0, 0.2), palm=(0, 0, 1), grip="fist"),
        Arm((-0.21, 0.02, 0.31), elbow=(0.9, -0.8, 0), fingers=(-1, 0.0, 0.2), palm=(0, 0, 1), grip="fist"),
        Leg((0.14, 0.0, 0.1), toe=14), Leg((0.13, 0.0, -0.13), toe=20), sway=0.015, lean=5, turn=6,
    ),
    "cycle": Pose(
        Arm((0.21, 1.005, 0.30), on="root", elbow=(0.8, -0.7, -0.2), fingers=(-0.35, -0.35, 1), palm=(0, -1, -0.2),
            grip="fist"),
        Arm((0.21, 1.005, 0.30), on="root", elbow=(0.8, -0.7, -0.2), fingers=(-0.35, -0.35, 1), palm=(0, -1, -0.2),
            grip="fist"),
        Leg((0.105, 0.485, -0.13), knee=(0.15, 0.3, 1), toe=2, heel=4),
        Leg((0.105, 0.145, -0.17), knee=(0.1, 0, 1), toe=2, heel=12),
        seat=0.905, lean=34, nod=4, shift=(0, 0, -0.19), needs="bicycle",
    ),
}  # fmt: skip
# What a picture can ask for by these older names.
ALIASES: Mapping[str, str] = {"sit": "seated", "hips": "akimbo", "phone": "scroll", "hold": "cup", "floor": "ground"}
