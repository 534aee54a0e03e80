"""Sculpts a mannequin and its clothes from a pose. Worker side only."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from generation.engine.previz.things.mesh import Mesh, join
from generation.engine.previz.things.people import POSES, Figure
from generation.engine.previz.things.sculpt import Clay

Vec = NDArray[np.float64]


def _v(x: float, y: float, z: float) -> Vec:
    return np.array([x, y, z], float)


class Tailor:
    """One figure: joints once, then each garment as its own piece of clay, so that hems and cuffs are real edges."""

    def __init__(self, figure: Figure) -> None:
        self.figure = figure
        self.pose = pose = POSES[figure.pose]
        self.wide = 1.09 if figure.build == "broad" else 1.0
        self.down = _v(0, -pose.drop, 0)
        self.hips = _v(pose.sway, 0, 0) + self.down
        self.chest = _v(-pose.sway * 0.4, 0, pose.lean) + self.down
        self.belly = (self.hips + self.chest) / 2
        self.arms = {
            side: (self.chest + _v(sign * 0.178 * self.wide, 1.405, -0.01), np.array(elbow), np.array(wrist))
            for side, sign, elbow, wrist in (("l", -1, pose.le, pose.lw), ("r", 1, pose.re, pose.rw))
        }
        self.legs = {
            side: (self.hips + _v(sign * 0.088, 0.9, 0), np.array(knee), np.array(ankle))
            for side, sign, knee, ankle in (("l", -1, pose.lk, pose.la), ("r", 1, pose.rk, pose.ra))
        }

    def parts(self) -> dict[str, Mesh]:
        return {
            "jacket": self.cloak() if self.figure.clothes == "cloak" else self.jacket(),
            "shirt": self.shirt(),
            "trousers": self.trousers(),
            "shoes": self.shoes(),
            "skin": join([self.hand("l"), self.hand("r"), self.neck()]),
            "head skin": self.head(),
            "head hair": self.hair(),
        }

    def _torso(self, clay: Clay, grow: float = 0.0) -> None:
        w = self.wide
        clay.ball(self.chest + _v(0, 1.27, -0.005), (0.168 * w + grow, 0.2, 0.112 * w + grow))
        clay.ball(self.belly + _v(0, 1.09, 0), (0.14 * w + grow, 0.19, 0.1 * w + grow))
        a, b = self.arms["l"][0], self.arms["r"][0]
        clay.cone(a + (b - a) * 0.12, b + (a - b) * 0.12, 0.058 + grow, 0.058 + grow)
        clay.cone(self.chest + _v(0, 1.39, -0.012), self.chest + _v(0, 1.475, -0.008), 0.1 + grow, 0.055 + grow)

    def jacket(self) -> Mesh:
        clay = Clay(soft=0.035, step=0.015)
        self._torso(clay)
        clay.ball(self.hips + _v(0, 0.86, 0), (0.184 * self.wide, 0.24, 0.131))
        clay.keep_below(self.hips + _v(0, 0.815, 0), (0, -1, 0))
        clay.keep_below(self.chest + _v(0, 1.478, 0), (0, 1, 0.25))
        clay.cut_vee(1.17 - self.pose.drop, 0.03 + self.pose.lean * 0.6, 0.16, 0.044)
        torso = clay.mesh()
        return join([torso, self._sleeve("l"), self._sleeve("r")])

    def _sleeve(self, side: str) -> Mesh:
        shoulder, elbow, wrist = self.arms[side]
        clay = Clay(soft=0.02, step=0.012)
        clay.cone(shoulder, elbow, 0.064 * self.wide, 0.05)
        end = elbow + (wrist - elbow) * 0.95
        clay.cone(elbow, end, 0.05, 0.037)
        axis = (wrist - elbow) / np.linalg.norm(wrist - elbow)
        clay.keep_below(elbow + (wrist - elbow) * 0.93, tuple(axis))
        return clay.mesh()

    def shirt(self) -> Mesh:
        clay = Clay(soft=0.03, step=0.0125)
        self._torso(clay, -0.012)
        clay.cone(self.chest + _v(0, 1.44, -0.006), self.chest + _v(0, 1.5, -0.002), 0.064, 0.058)
        clay.keep_below(self.chest + _v(0, 1.493, 0), (0, 1, -0.15))
        clay.keep_below(self.belly + _v(0, 1.05, 0), (0, -1, 0))
        return clay.mesh()

    def cloak(self) -> Mesh:
        clay = Clay(soft=0.09, step=0.017)
        self._torso(clay, 0.02)
        clay.cone(self.belly + _v(0, 1.0, -0.02), self.hips + _v(0, 0.34, -0.04), 0.17, 0.27)
        clay.cone(self.chest + _v(0, 1.42, -0.04), self.chest + _v(0, 1.53, -0.05), 0.12, 0.09)
        clay.keep_below(self.hips + _v(0, 0.24, 0), (0, -1, 0))
        return join([clay.mesh(), self._sleeve("l"), self._sleeve("r")])

    def trousers(self) -> Mesh:
        clay = Clay(soft=0.03, step=0.018)
        clay.ball(self.hips + _v(0, 0.94, 0), (0.158 * self.wide, 0.13, 0.108))
        for hip, knee, ankle in self.legs.values():
            clay.cone(hip, knee, 0.09, 0.066)
            clay.cone(knee, ankle + (knee - ankle) * 0.04, 0.066, 0.056)
        clay.keep_below(self.hips + _v(0, 1.05, 0), (0, 1, 0))
        clay.keep_below(_v(0, 0.052, 0), (0, -1, 0))
        return clay.mesh()

    def shoes(self) -> Mesh:
        parts = []
        for side, (_, knee, ankle) in self.legs.items():
            sign = -1 if side == "l" else 1
            lifted = max(ankle[1] - 0.085, 0)
            tip = ankle + _v(sign * 0.03, -0.048 - lifted * 0.6, 0.165)
            clay = Clay(soft=0.02, step=0.011)
            clay.cone(ankle + _v(0, -0.035, -0.03), tip, 0.046, 0.036)
            clay.cone(ankle + _v(0, -0.03, 0), ankle + (knee - ankle) * 0.06, 0.047, 0.046)
            clay.keep_below(_v(0, 0.0, 0) + _v(0, lifted * 0.4, 0), (0, -1, 0))
            parts.append(clay.mesh())
        return join(parts)

    def hand(self, side: str) -> Mesh:
        _, elbow, wrist = self.arms[side]
        sign = -1 if side == "l" else 1
        along = (wrist - elbow) / np.linalg.norm(wrist - elbow)
        across = np.cross(along, _v(sign * 1.0, 0.15, 0))
        across /= np.linalg.norm(across) + 1e-9
        clay = Clay(soft=0.012, step=0.0085)
        start = elbow + (wrist - elbow) * 0.88
        clay.cone(start, wrist, 0.028, 0.024)
        knuckles = wrist + along * 0.085
        for shift, length in ((-0.026, 0.07), (-0.009, 0.08), (0.009, 0.078), (0.025, 0.062)):
            clay.cone(wrist + across * shift * 0.5, knuckles + across * shift, 0.02, 0.0155)
            curl = np.cross(across, along) * 0.022
            clay.cone(knuckles + across * shift, knuckles + along * length + across * shift * 1.1 + curl, 0.0125, 0.009)
        thumb = wrist + along * 0.03 + across * 0.03
        clay.cone(thumb, thumb + along * 0.05 + across * 0.022, 0.0145, 0.0105)
        return clay.mesh()

    def neck(self) -> Mesh:
        clay = Clay(soft=0.02, step=0.012)
        clay.cone(self.chest + _v(0, 1.42, -0.012), self.chest + _v(0, 1.58, 0.0), 0.054, 0.05)
        return clay.mesh()

    def head(self) -> Mesh:
        c = self.chest
        clay = Clay(soft=0.022, step=0.0085)
        clay.ball(c + _v(0, 1.672, -0.008), (0.0745, 0.092, 0.094))
        clay.ball(c + _v(0, 1.605, 0.03), (0.054, 0.064, 0.062))
        clay.cone(c + _v(0, 1.5, -0.01), c + _v(0, 1.6, -0.012), 0.05, 0.05)
        clay.cone(c + _v(0, 1.572, 0.066), c + _v(0, 1.574, 0.07), 0.02, 0.018)
        if self.figure.mask == "heron":
            clay.cone(c + _v(0, 1.64, 0.07), c + _v(0, 1.57, 0.36), 0.035, 0.006)
        else:
            clay.soft = 0.014
            clay.cone(c + _v(0, 1.655, 0.083), c + _v(0, 1.622, 0.1), 0.009, 0.0135)
            for sign in (-1, 1):
                clay.ball(c + _v(sign * 0.077, 1.635, -0.012), (0.011, 0.03, 0.019))
                clay.cone(c + _v(sign * 0.018, 1.672, 0.08), c + _v(sign * 0.05, 1.672, 0.066), 0.009, 0.008)
        return clay.mesh()

    def hair(self) -> Mesh:
        c = self.chest
        style = self.figure.hair
        clay = Clay(soft=0.03, step=0.0095)
        thick = {"crop": 0.006, "short": 0.013}.get(style, 0.015)
        clay.ball(c + _v(0, 1.677, -0.012), (0.0765 + thick, 0.094 + thick, 0.097 + thick))
        face, slope = c + _v(0, 1.715, 0.066), (0.0, -0.62, 1.0)
        if style == "short":
            clay.ball(c + _v(0.012, 1.757, 0.03), (0.06, 0.03, 0.065))
            clay.keep_below(c + _v(0, 1.6, 0), (0, -1, -0.35))
        elif style == "crop":
            clay.keep_below(c + _v(0, 1.615, 0), (0, -1, -0.35))
        elif style == "bun":
            clay.ball(c + _v(0, 1.735, -0.118), (0.046, 0.044, 0.042))
            clay.keep_below(c + _v(0, 1.585, 0), (0, -1, -0.4))
        elif style in ("bob", "long"):
            low = 1.56 if style == "bob" else 1.46
            for sign in (-1, 1):
                clay.cone(c + _v(sign * 0.066, 1.67, -0.02), c + _v(sign * 0.068, low, -0.02), 0.034, 0.03)
            clay.cone(c + _v(0, 1.66, -0.06), c + _v(0, low - 0.02, -0.065), 0.062, 0.06)
            clay.keep_below(c + _v(0, low - 0.04, 0), (0, -1, 0))
            slope = (0.0, -0.42, 1.0)
            face = c + _v(0, 1.715, 0.058)
        clay.keep_below(face, slope)
        return clay.mesh()
