"""The trunk and limbs that clothes are cut for: shared by every garment. Worker side only."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from generation.engine.previz.things.people.clay import Clay, Vec, along
from generation.engine.previz.things.people.joints import Joints, Side


class Body:
    """Points and shapes in a posed figure's frames; coordinates are those of the standard figure."""

    def __init__(self, joints: Joints) -> None:
        self.j, self.m = joints, joints.size
        m = self.m
        self.pelvis_size = np.array([m.hips_x, m.scale, m.depth])
        self.waist_size = np.array([m.waist_x, m.torso, m.depth])
        self.chest_size = np.array([m.chest_x, m.torso, m.depth])

    def step(self, at: float) -> float:
        """The size of detail: fine for near figures, coarser for children in proportion."""
        return float(at * np.clip(self.m.scale, 0.7, 1.1) * 1.15 / self.j.figure.detail)

    def pelvis(self, x: float, y: float, z: float) -> Vec:
        p: Vec = self.j.pelvis + self.j.pelvis_frame @ (np.array([x, y, z]) * self.pelvis_size)
        return p

    def waist(self, x: float, y: float, z: float) -> Vec:
        p: Vec = self.j.waist + self.j.waist_frame @ (np.array([x, y, z]) * self.waist_size)
        return p

    def chest(self, x: float, y: float, z: float) -> Vec:
        p: Vec = self.j.chest + self.j.chest_frame @ (np.array([x, y, z]) * self.chest_size)
        return p

    def neck(self, x: float, y: float, z: float) -> Vec:
        p: Vec = self.j.neck + self.j.neck_frame @ (np.array([x, y, z]) * self.m.scale)
        return p

    def trunk(self, clay: Clay, grow: float = 0.0, *, pads: float = 0.0, hips: bool = True) -> None:
        """From shoulders to hips, `grow` metres over the skin."""
        m, j, s = self.m, self.j, self.m.scale
        a, b = j.left.shoulder, j.right.shoulder
        up = j.chest_frame[:, 1]
        clay.ball(self.chest(0, 0.015, -0.006), (0.146 * m.chest_x + grow, 0.185 * m.torso, 0.104 * m.depth + grow),
                  j.chest_frame)  # fmt: skip
        r = 0.046 * s + grow * 0.72
        clay.cone(a + (b - a) * 0.09 + up * pads, b + (a - b) * 0.09 + up * pads, r, r, wide=up, x=0.98)
        for end in (a, b):  # the slope from neck to shoulder
            clay.cone(self.neck(0, 0.022, -0.006), j.neck + (end - j.neck) * 0.72 + up * (0.012 * s + pads),
                      0.047 * s + grow * 0.8, 0.030 * s + grow * 0.8)  # fmt: skip
        for sign in (1, -1):  # breast and shoulder blades
            clay.ball(self.chest(sign * 0.066, 0.062, 0.062), (0.074 * m.chest_x + grow, 0.062 * m.torso,
                                                              0.036 * m.depth + grow), j.chest_frame)  # fmt: skip
            if m.bust > 0.05:
                k = m.bust
                full = (0.056 * s + grow, 0.056 * s + grow, (0.03 + 0.026 * k) * s + grow)
                clay.ball(self.chest(sign * 0.068, 0.03, 0.072 + 0.012 * k), full, j.chest_frame)
            clay.ball(self.chest(sign * 0.07, 0.05, -0.07), (0.062 * m.chest_x + grow, 0.085 * m.torso,
                                                            0.032 * m.depth + grow), j.chest_frame)  # fmt: skip
        clay.ball(self.waist(0, 0.01, 0.0), (0.121 * m.waist_x + grow, 0.16 * m.torso, 0.089 * m.depth + grow),
                  j.waist_frame)  # fmt: skip
        if m.belly > 0:
            clay.ball(self.waist(0, -0.01, 0.045), (0.115 * m.waist_x + grow, 0.125 * m.torso,
                                                   0.055 * m.depth + m.belly + grow), j.waist_frame)  # fmt: skip
        if hips:
            self.hips(clay, grow)

    def hips(self, clay: Clay, grow: float) -> None:
        m, j = self.m, self.j
        clay.ball(self.pelvis(0, 0.045, 0.0), (0.155 * m.hips_x + grow, 0.115 * m.scale + grow, 0.102 * m.depth + grow),
                  j.pelvis_frame)  # fmt: skip
        for sign in (1, -1):
            clay.ball(self.pelvis(sign * 0.072, -0.028, -0.046), (0.079 * m.hips_x + grow, 0.088 * m.scale + grow,
                                                                 0.068 * m.depth + grow), j.pelvis_frame)  # fmt: skip

    def legs(self, clay: Clay, grow: float, hem: float = 0.93, cuff: float = 0.058, knee: float = 0.0) -> None:
        """Trouser legs to a share `hem` of the shin, `cuff` wide there; creased at knee, hip and ankle."""
        r, s = self.m.limb, self.m.scale
        for side in self.j.sides:
            clay.limb(side.hip, 0.15 * s, near=0.05 * s, apart=0.003)
            end = side.knee + (side.ankle - side.knee) * hem
            clay.cone(side.hip, side.knee, 0.0845 * r + grow, 0.056 * r + grow + knee)
            wide = np.cross(side.foot[:, 1], side.foot[:, 2])
            clay.cone(side.knee, end, 0.056 * r + grow + knee, cuff * (r + s) / 2, wide=wide, z=1.06, flat=True)
            bent = _bend(side.hip, side.knee, side.ankle)
            front = _front(side)
            thigh, shin = side.knee - side.hip, side.ankle - side.knee
            clay.mark(0, side.knee - front * 0.05 * r, along(thigh + shin, front), 0.085 * s,
                      0.0018 + 0.0048 * bent, 2 * np.pi / 0.036, 0.7 + side.sign)  # fmt: skip
            clay.mark(0, side.knee + front * 0.03 * r, along(thigh, front), 0.06 * s, 0.001 + 0.001 * bent,
                      2 * np.pi / 0.05, 2.0)  # fmt: skip
            clay.mark(0, end - shin * 0.1, along(shin + 0.10 * np.cross(front, shin), front), 0.085 * s, 0.0042,
                      2 * np.pi / 0.048, 1.1 * side.sign)  # fmt: skip
            flex = self.flex(side)
            clay.mark(0, side.hip + thigh * 0.12 + front * 0.07 * r, along(thigh + 0.25 * front, front), 0.09 * s,
                      0.0018 + 0.004 * flex, 2 * np.pi / 0.05, 0.4 * side.sign)  # fmt: skip
        clay.body()

    def sleeves(
        self, clay: Clay, grow: float, end: float = 0.95, cuff: float = 0.0345, cap: float = 0.0, bell: float = 0.0
    ) -> None:
        """Sleeves to a share `end` of the forearm (below 0: of the upper arm, from the elbow up), creased."""
        r, s = self.m.limb, self.m.scale
        for side in self.j.sides:
            clay.limb(side.shoulder, 0.125 * s, near=0.028 * s, apart=0.003)
            upper, fore = side.elbow - side.shoulder, side.wrist - side.elbow
            bent = _bend(side.shoulder, side.elbow, side.wrist)
            inner = upper / np.linalg.norm(upper) * -1 + fore / np.linalg.norm(fore)
            inner = inner / (np.linalg.norm(inner) + 1e-6)
            start = side.shoulder
            if end < 0:
                stop = side.elbow + upper * end
                clay.cone(start, stop, 0.0475 * r + grow + cap, 0.0475 * r + grow * 1.25, flat=True)
                clay.crease(start + upper * 0.5, upper + 0.3 * fore, 0.08 * s, 0.002, 0.04, side.sign)
                continue
            clay.cone(start, side.elbow, 0.0475 * r + grow + cap, 0.040 * r + grow + bell * 0.3)
            stop = side.elbow + fore * end
            clay.cone(side.elbow, stop, 0.040 * r + grow + bell * 0.3, cuff * s + bell, flat=True)
            clay.crease(side.elbow + inner * 0.02, upper + fore, 0.07 * s, 0.0022 + 0.0036 * bent, 0.031, 0.5)
            clay.crease(side.elbow + upper * -0.42, upper + 0.5 * self.j.chest_frame[:, 0] * side.sign, 0.085 * s,
                        0.0018, 0.052, 1.0 + side.sign)  # fmt: skip
            clay.crease(side.elbow + fore * 0.72, fore, 0.06 * s, 0.0016, 0.033, side.sign)
        clay.body()

    def skirt(self, clay: Clay, top: float, length: float, flare: float, *, cut: bool = True) -> None:
        """Cloth over both legs: `length` in thighs (1 the knee, 2 the ankle); it hangs free when they are straight and
        lies on the thighs of who sits. Without `cut` it ends round, for whoever cuts the hem."""
        m, s = self.m, self.m.scale
        a, b = self.j.sides
        flex = (self.flex(a) + self.flex(b)) / 2
        wide = 0.086 * m.limb + top
        loose = wide + flare * 0.5 * min(length, 1.0)
        tight = 0.064 * m.limb + top
        knee_wide = loose + (min(tight, loose) - loose) * flex
        flare *= 1 - 0.85 * flex
        ends, ways = [], []
        for k in (0.0, 0.5, 1.0):
            hip, knee, ankle = (p + (q - p) * k for p, q in ((a.hip, b.hip), (a.knee, b.knee), (a.ankle, b.ankle)))
            out = (0.5 - k) * self.j.pelvis_frame[:, 0] * flare
            bottom = knee + out * min(length, 1.0)
            if not cut:
                clay.cone(hip, hip + (bottom - hip) * length, wide, wide, soft=0.045 * s)
                continue
            clay.cone(hip, bottom, wide, knee_wide, soft=0.045 * s)
            low = ankle + out * length
            if length > 0.9:
                clay.cone(bottom, low, knee_wide, knee_wide + flare * 0.5, soft=0.045 * s)
            way = (bottom - hip) if length <= 1 else (low - bottom)
            ends.append(hip + (bottom - hip) * length if length <= 1 else bottom + way * (length - 1))
            ways.append(way / np.linalg.norm(way))
        if ends:
            clay.keep_below(np.mean(ends, axis=0), np.mean(ways, axis=0))

    def flex(self, side: Side) -> float:
        """How far a hip is bent: 0 standing, 1 sitting."""
        return _bend(side.hip + self.j.pelvis_frame[:, 1], side.hip, side.knee)

    def creases(self, clay: Clay) -> None:
        """Where a top pulls at waist and armpit."""
        s, j = self.m.scale, self.j
        bend = abs(j.pose.lean) / 40 + (0.7 if j.pose.seat is not None else 0)
        for sign in (1, -1):
            clay.crease(self.waist(sign * 0.07, 0.0, 0.07), along_mix(j.waist_frame, sign * 0.5), 0.1 * s,
                        0.0016 + 0.0012 * bend, 0.055, sign * 1.3)  # fmt: skip
            clay.crease(self.chest(sign * 0.12, 0.03, 0.03), along_mix(j.chest_frame, sign * -1.4), 0.07 * s, 0.002,
                        0.04, sign)  # fmt: skip
            clay.crease(self.waist(sign * 0.06, 0.03, -0.07), along_mix(j.waist_frame, sign * -0.4), 0.11 * s, 0.0025,
                        0.05, sign * 2.1)  # fmt: skip


def along_mix(frame: Vec, out: float) -> Vec:
    way: Vec = frame[:, 1] + frame[:, 0] * out
    return way


def _bend(a: ArrayLike, b: ArrayLike, c: ArrayLike) -> float:
    """0 when three joints lie in line, 1 when bent by a right angle or more."""
    p, q = np.asarray(b, float) - np.asarray(a, float), np.asarray(c, float) - np.asarray(b, float)
    cos = float(p @ q) / (np.linalg.norm(p) * np.linalg.norm(q) + 1e-9)
    return float(np.clip(1 - cos, 0, 1))


def _front(side: Side) -> Vec:
    """The way a knee points."""
    thigh, shin = side.knee - side.hip, side.ankle - side.knee
    way = thigh / np.linalg.norm(thigh) - shin / np.linalg.norm(shin)
    if np.linalg.norm(way) < 0.05:
        way = side.foot[:, 2]
    found: Vec = way / np.linalg.norm(way)
    return found
