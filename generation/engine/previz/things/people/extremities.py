"""Hands, feet and bare limbs. Worker side only."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from generation.engine.previz.things.mesh import Mesh, mesh, rotation
from generation.engine.previz.things.people.clay import Clay, Vec
from generation.engine.previz.things.people.joints import Joints, Side

# grip: how far the three joints of a finger bend, degrees; how much more each finger after the first; the thumb's way
GRIPS: dict[str, tuple[tuple[float, float, float], float, tuple[float, float, float]]] = {
    "relaxed": ((16, 22, 16), 5.0, (0.42, 0.85, 0.36)),
    "flat": ((3, 5, 4), 1.0, (0.62, 0.75, 0.12)),
    "fist": ((70, 88, 60), 1.0, (-0.25, 0.62, 0.75)),
    "hold": ((44, 46, 26), 2.0, (0.25, 0.68, 0.72)),
    "cup": ((20, 24, 16), 2.0, (0.55, 0.7, 0.5)),
    "point": ((70, 88, 60), 1.0, (-0.2, 0.68, 0.7)),
    "type": ((26, 32, 20), 1.0, (0.45, 0.85, 0.35)),
}
FINGERS = ((0.0285, 0.091, 0.072), (0.0095, 0.094, 0.080), (-0.0095, 0.091, 0.074), (-0.0265, 0.084, 0.058))


@lru_cache(maxsize=16)
def standard_hand(grip: str, detail: float) -> Mesh:
    """A hand 0.18 m long in its own frame: the wrist at the origin, fingers along y, thumb to x, palm to z."""
    bends, more, thumb = GRIPS[grip]
    clay = Clay(soft=0.009, step=0.0062 / detail)
    clay.cone((0, -0.03, 0), (0, 0.02, 0), 0.0245, 0.0255, x=1.12, z=0.82)
    clay.box((0.001, 0.052, 0.0), (0.0385, 0.046, 0.0145), 0.014, soft=0.02)
    clay.ball((0.024, 0.034, 0.008), (0.019, 0.030, 0.015), soft=0.015)
    for number, (x, y, length) in enumerate(FINGERS):
        at = np.array([x, y, -0.001])
        bent = 0.0
        joints = (4.0, 5.0, 4.0) if grip == "point" and number == 0 else bends
        clay.limb(at, 0.02, near=0.014, apart=0.0015)
        fan = x * 1.4
        for k, share in enumerate((0.46, 0.31, 0.25)):
            bent += joints[k] + (more * number if grip != "point" or number else 0) * (1 if k else 0.6)
            a = np.radians(bent)
            end = at + length * share * np.array([fan * np.cos(a), np.cos(a), np.sin(a)])
            r = 0.0098 - 0.0011 * k - (0.001 if number == 3 else 0)
            clay.cone(at, end, r, r - 0.001, soft=0.004)
            at = end
    way = np.array(thumb) / np.linalg.norm(thumb)
    base = np.array([0.030, 0.030, 0.008])
    clay.limb(base, 0.035, near=0.018, apart=0.0015)
    clay.cone(base, base + way * 0.034, 0.0145, 0.0115, soft=0.006)
    bend = way + np.array([-0.18, 0.25, 0.12])
    clay.cone(base + way * 0.034, base + way * 0.034 + 0.032 * bend / np.linalg.norm(bend), 0.0112, 0.0088, soft=0.006)
    return clay.mesh()


def moved(m: Mesh, at: Vec, frame: Vec, scale: float) -> Mesh:
    """A mesh from its own frame into the figure's; a mirrored frame turns its triangles round."""
    f = m.f[:, ::-1] if np.linalg.det(frame) < 0 else m.f
    return mesh((m.v * scale) @ frame.T + at, f, m.n @ frame.T, m.uv)


def hand(j: Joints, side: Side) -> Mesh:
    return moved(standard_hand(side.grip, j.figure.detail), side.wrist, side.hand, j.size.hand)


def shoe(j: Joints, side: Side, *, slim: bool = False) -> Mesh:
    """A shoe, its toes flat on the floor where the heel is lifted."""
    s = j.size.scale
    clay = Clay(soft=0.022 * s, step=0.0098 * s / j.figure.detail, rim=0.004)
    frame, a = side.foot, side.ankle
    k = 0.88 if slim else 1.0

    def at(x: float, y: float, z: float) -> Vec:
        p: Vec = a + frame @ (np.array([x, y, z]) * s)
        return p

    bend = float(np.clip(side.heel, 0, 55)) * 0.92
    toes = frame @ rotation(0, -bend)
    ball = at(0, -0.05, 0.095)

    def toe(x: float, y: float, z: float) -> Vec:
        p: Vec = ball + toes @ (np.array([x, y + 0.05, z - 0.095]) * s)
        return p

    clay.cone(at(0, -0.030, -0.032), at(0, -0.038, 0.07), 0.0375 * k * s, 0.0385 * k * s, wide=frame[:, 0], x=1.0)
    clay.cone(at(0, 0.012, -0.006), at(0, -0.030, 0.075), 0.037 * k * s, 0.029 * k * s)
    clay.cone(at(0, 0.035, -0.008), at(0, -0.02, -0.02), 0.0405 * k * s, 0.038 * k * s)
    clay.cone(at(0, -0.042, 0.07), toe(0.0, -0.046, 0.115), 0.040 * k * s, 0.036 * k * s, z=0.86)
    clay.ball(toe(side.sign * -0.004, -0.048, 0.142), (0.041 * k * s, 0.026 * s, 0.052 * s), toes)
    clay.box(at(0, -0.068, 0.018), (0.037 * k * s, 0.010 * s, 0.085 * s), 0.009 * s, frame, soft=0.006)
    clay.box(toe(side.sign * -0.002, -0.068, 0.133), (0.041 * k * s, 0.008 * s, 0.056 * s), 0.008 * s, toes, soft=0.006)
    clay.keep_below(at(0, -0.072, 0), -frame[:, 1])
    return clay.mesh()


def forearms(clay: Clay, j: Joints, side: Side, start: float = 0.0) -> None:
    """Bare arm from a share `start` of the upper arm (0 the shoulder) to the wrist."""
    r = j.size.limb
    upper = side.elbow - side.shoulder
    fore = side.wrist - side.elbow
    clay.cone(side.shoulder + upper * start, side.elbow, 0.050 * r, 0.0385 * r)
    clay.cone(side.elbow, side.elbow + fore * 0.3, 0.0385 * r, 0.0415 * r)
    clay.cone(side.elbow + fore * 0.3, side.wrist, 0.0415 * r, 0.0262 * j.size.hand)


def shins(clay: Clay, j: Joints, side: Side, start: float = 0.0) -> None:
    """Bare leg from a share `start` of the thigh to the ankle."""
    r = j.size.limb
    thigh, shin = side.knee - side.hip, side.ankle - side.knee
    back = -np.cross(np.cross(shin, thigh), shin)
    back = back / (np.linalg.norm(back) + 1e-9) if np.linalg.norm(back) > 1e-6 else -side.foot[:, 2]
    if back @ side.foot[:, 2] > 0:
        back = -back
    clay.cone(side.hip + thigh * start, side.knee, (0.086 - 0.028 * start) * r, 0.0565 * r)
    clay.cone(side.knee, side.knee + shin * 0.28 + back * 0.014 * r, 0.052 * r, 0.0545 * r)
    clay.cone(side.knee + shin * 0.28 + back * 0.014 * r, side.ankle, 0.0545 * r, 0.035 * r)
