"""Sculpts a mannequin and its clothes from a pose: each garment its own piece of clay, so that hems are real edges.

Parts: jacket (whatever is worn outermost above), shirt (what shows under it), trousers (trousers, shorts or skirt),
apron, trim (buttons, belts, soles), shoes, skin. Worker side only.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from generation.engine.previz.things.mesh import Mesh, join
from generation.engine.previz.things.people.clay import Clay
from generation.engine.previz.things.people.extremities import forearms, hand, shins, shoe
from generation.engine.previz.things.people.field import PATCH, SEAM
from generation.engine.previz.things.people.garments import Cutter

Parts = dict[str, Mesh]


class Tailor(Cutter):
    """One figure: `parts()` gives everything but the head."""

    def parts(self) -> Parts:
        wear: dict[str, Callable[[], Parts]] = {
            "suit": self.suit, "shirt": self.shirt, "tee": self.tee, "knit": self.knit, "dress": self.dress,
            "skirt": self.skirt, "coat": self.coat, "hoodie": self.hoodie, "apron": self.apron,
            "overalls": self.overalls, "lab": self.lab, "cloak": self.cloak, "sport": self.sport,
        }  # fmt: skip
        clothes = self.j.figure.clothes
        parts = wear[clothes]()
        j = self.j
        slim = clothes in ("dress", "skirt")
        parts["shoes"] = join([shoe(j, side, slim=slim) for side in j.sides])
        bare = {"tee": "arms", "dress": "arms legs", "skirt": "legs", "sport": "arms legs", "overalls": "arms"}
        skin = [self._neck(), *(hand(j, side) for side in j.sides)]
        if "arms" in bare.get(clothes, ""):
            skin += [self._limb(forearms, side, 0.5 if clothes != "dress" else 0.2) for side in j.sides]
        if "legs" in bare.get(clothes, ""):
            skin += [self._limb(shins, side, 0.35) for side in j.sides]
        parts["skin"] = join(skin)
        return parts

    def suit(self) -> Parts:
        clay, _ = self._jacket(-0.105)
        self._pockets(clay, 0.045)
        patch = self.body.chest(0.088, 0.075, 0.05)
        clay.mark(PATCH, patch, self.j.chest_frame, 0.038 * self.s, 0.0075 * self.s, 0.0028, 0.005, 0.09)
        return {
            "jacket": join([clay.mesh(), self._roll()]), "shirt": self._under(), "trousers": self._trousers(),
            "trim": self._buttons(clay, (-0.125, -0.23), 0.004),
        }  # fmt: skip

    def shirt(self) -> Parts:
        b, j = self.body, self.j
        clay = self._top(0.010, 0.95, hem=0.05, cuff=0.036)
        clay.keep_below(b.neck(0, 0.03, 0), j.neck_frame @ np.array([0, 1, 0.3]))
        clay.mark(SEAM, b.chest(0.0, -0.06, 0), j.chest_frame, 0.012, 0.0022, 0.3, 0.3)
        clay.open_front(b.chest(0, 0.115, 0.03), j.chest_frame, 0.24, 0.03 * self.s)
        trim = self._buttons(clay, (0.08, -0.01, -0.1, -0.19))
        return {"jacket": join([clay.mesh(), self._collar()]), "trousers": self._trousers(), "trim": trim}

    def tee(self) -> Parts:
        clay = self._round_neck(self._top(0.009, -0.42, hem=-0.01))
        return {"jacket": clay.mesh(), "trousers": self._trousers(cuff=0.062)}

    def knit(self) -> Parts:
        clay = self._round_neck(self._top(0.015, 0.93, hem=0.0, cuff=0.041, loose=0.006), 0.02)
        for side in self.j.sides:
            clay.crease(side.elbow + (side.wrist - side.elbow) * 0.9, side.wrist - side.elbow, 0.045, 0.001, 0.02)
        return {"jacket": clay.mesh(), "trousers": self._trousers()}

    def dress(self) -> Parts:
        b = self.body
        clay = self._clay(0.034, 0.0112)
        b.trunk(clay, 0.007)
        self._hang(clay, 0.012, 1.12, 0.09, 9, 0.010)
        b.sleeves(clay, 0.009, end=-0.62)
        b.creases(clay)
        clay.ring(b.waist(0, -0.01, 0), 0.098 * self.m.waist_x, 0.011 * self.s, self.j.waist_frame, x=1.28, z=0.95)
        return {"jacket": self._round_neck(clay, 0.0).mesh()}

    def skirt(self) -> Parts:
        b = self.body
        top = self._round_neck(self._top(0.009, 0.93, hem=0.09, cuff=0.036), 0.02)
        clay = self._clay(0.034, 0.0118)
        b.hips(clay, 0.006)
        clay.cone(b.pelvis(0, 0.06, 0), b.pelvis(0, 0.17, 0), 0.105 * self.s, 0.1 * self.s,
                  wide=self.j.pelvis_frame[:, 0], x=1.28 * self.m.waist_x / self.s, z=0.94)  # fmt: skip
        self._hang(clay, 0.008, 1.06, 0.0, 7, 0.003)
        if not self._folded():
            clay.keep_below(b.pelvis(0, 0.13, 0), self.j.pelvis_frame[:, 1])
        return {"jacket": top.mesh(), "trousers": clay.mesh()}

    def _long(self, length: float, flare: float, *, grow: float = 0.024, vee: float = -0.07) -> Clay:
        clay, _ = self._jacket(-0.5, grow=grow, vee=vee)
        self._hang(clay, 0.026, length, flare, 7, 0.006)
        self._pockets(clay, 0.02, 0.12, 0.012, 0.06)
        line = np.stack([self.j.pelvis_frame[:, 0], self.j.pelvis_frame[:, 1], self.j.pelvis_frame[:, 2]], -1)
        if not self._folded():
            clay.mark(SEAM, self.body.pelvis(0.016, -0.2, 0), line, 0.006, -0.005, 0.36 * self.s, 0.4)
        return clay

    def coat(self) -> Parts:
        clay = self._long(1.05, 0.03)
        return {
            "jacket": join([clay.mesh(), self._roll(0.078, 0.018)]), "shirt": self._under(0.006, collar=False),
            "trousers": self._trousers(), "trim": self._buttons(clay, (-0.1, -0.2), 0.005),
        }  # fmt: skip

    def lab(self) -> Parts:
        clay = self._long(0.86, 0.02, grow=0.020, vee=-0.06)
        self._pockets(clay, -0.06, 0.115, 0.06, 0.07)
        patch = self.body.chest(0.085, 0.065, 0.05)
        clay.mark(PATCH, patch, self.j.chest_frame, 0.042 * self.s, 0.045 * self.s, 0.0035, 0.005, 0.09)
        return {
            "jacket": join([clay.mesh(), self._roll()]), "shirt": self._under(), "trousers": self._trousers(),
            "trim": self._buttons(clay, (-0.09, -0.19), 0.004),
        }  # fmt: skip

    def hoodie(self) -> Parts:
        b, j, s = self.body, self.j, self.s
        clay = self._round_neck(self._top(0.020, 0.92, hem=-0.03, cuff=0.043, loose=0.008), 0.028)
        clay.mark(PATCH, b.waist(0, -0.06, 0.06), j.waist_frame, 0.115 * s, 0.072 * s, 0.006, 0.012, 0.1)
        return {"jacket": join([clay.mesh(), self._hood(1.0)]), "trousers": self._trousers()}

    def apron(self) -> Parts:
        parts = self.shirt()
        parts["apron"] = self._bib(0.030, 0.86, 0.03)
        return parts

    def _bib(self, grow: float, length: float, flare: float) -> Mesh:
        b, j, s = self.body, self.j, self.s
        clay = self._clay(0.034, 0.0112, rim=0.004)
        b.trunk(clay, grow * 0.62)
        self._tail(clay, grow * 0.62, -0.1, cut=False)
        self._hang(clay, grow * 0.95, length, flare, 6, 0.005)
        clay.keep_below(b.chest(0, 0.085, 0), j.chest_frame[:, 1])
        for sign in (1, -1):
            clay.keep_below(b.chest(sign * 0.098, 0.085, 0), j.chest_frame @ np.array([sign * 1.0, 0.30, -0.12]))
        clay.keep_below(b.waist(0, 0, -0.012), -j.pelvis_frame[:, 2])
        clay.mark(PATCH, b.pelvis(0, 0.0, 0.1), j.pelvis_frame, 0.085 * s, 0.07 * s, 0.004, 0.006, 0.14)
        straps = Clay(soft=0.004, step=b.step(0.009))
        for sign in (1, -1):
            straps.cone(b.chest(sign * 0.068, 0.070, 0.124), b.neck(sign * 0.066, 0.018, 0.040), 0.011 * s, 0.012 * s,
                        z=0.8)  # fmt: skip
        return join([clay.mesh(), straps.mesh()])

    def overalls(self) -> Parts:
        b, j, s = self.body, self.j, self.s
        tee = self._round_neck(self._top(0.009, -0.42, tucked=True))
        parts: Parts = {"jacket": tee.mesh()}
        clay = self._clay(0.034, 0.0112, rim=0.004)
        b.trunk(clay, 0.020)
        clay.cone(
            b.waist(0, 0.03, 0),
            b.pelvis(0, 0.03, 0),
            0.11 * s + 0.016,
            0.13 * s + 0.012,
            wide=j.pelvis_frame[:, 0],
            x=1.2 * self.m.hips_x / s,
            z=0.82 * self.m.depth / s,
            soft=0.05 * s,
        )
        b.legs(clay, 0.018, 0.95, 0.072)
        clay.keep_below(b.chest(0, 0.07, 0), j.chest_frame[:, 1])
        clay.keep_below(b.chest(0, 0.07, 0.10), j.chest_frame @ np.array([0, 1.0, -1.25]))
        for sign in (1, -1):
            clay.keep_below(b.chest(sign * 0.10, 0.07, 0), j.chest_frame @ np.array([sign * 1.0, 0.55, -0.4]))
        clay.mark(PATCH, b.chest(0, -0.01, 0.08), j.chest_frame, 0.06 * s, 0.045 * s, 0.004, 0.006, 0.1)
        straps = Clay(soft=0.006, step=b.step(0.009))
        for sign in (1, -1):
            over, front = b.chest(sign * 0.080, 0.204, 0.0), b.chest(sign * 0.084, 0.145, 0.098)
            straps.cone(b.chest(sign * 0.078, 0.050, 0.122), front, 0.014 * s, 0.014 * s, z=0.75)
            straps.cone(front, over, 0.014 * s, 0.016 * s, z=0.75)
            straps.cone(over, b.chest(sign * 0.05, -0.02, -0.124), 0.016 * s, 0.014 * s, z=0.75)
        parts["trousers"] = join([clay.mesh(), straps.mesh()])
        return parts

    def sport(self) -> Parts:
        clay = self._round_neck(self._top(0.007, -0.5, hem=-0.01))
        clay.mark(SEAM, self.body.chest(0.1, 0, 0), self.j.chest_frame, 0.006, 0.002, 0.2, 0.3)
        b = self.body
        shorts = self._clay(0.03, 0.0115)
        b.hips(shorts, 0.006)
        for side in self.j.sides:
            shorts.limb(side.hip, 0.15 * self.s, near=0.05 * self.s, apart=0.004)
            end = side.hip + (side.knee - side.hip) * 0.52
            shorts.cone(side.hip, end, 0.0845 * self.m.limb + 0.01, 0.086 * self.m.limb + 0.012, flat=True)
            shorts.crease(side.hip + (side.knee - side.hip) * 0.35, side.knee - side.hip, 0.09, 0.003, 0.05, side.sign)
        return {"jacket": clay.mesh(), "trousers": shorts.mesh()}

    def cloak(self) -> Parts:
        """A heavy hooded cloak to the ankles, its hood down, over a plain shirt."""
        b, j, s = self.body, self.j, self.s
        clay = self._clay(0.06, 0.0135, rim=0.008)
        b.trunk(clay, 0.030)
        for side in j.sides:
            clay.cone(b.neck(0, 0.0, -0.01), side.shoulder + j.chest_frame[:, 0] * (side.sign * 0.02 * s), 0.07 * s,
                      0.072 * s)  # fmt: skip
        self._hang(clay, 0.045, 1.74, 0.17, 11, 0.028, start=0.30)
        for side in j.sides:
            clay.limb(side.shoulder, 0.16 * s, near=0.08 * s, apart=0.008)
            stop = side.elbow + (side.wrist - side.elbow) * 0.86
            clay.cone(side.shoulder, side.elbow, 0.070 * s, 0.060 * s)
            clay.cone(side.elbow, stop, 0.060 * s, 0.068 * s, flat=True)
            clay.crease(side.elbow, side.wrist - side.shoulder, 0.12 * s, 0.006, 0.055, side.sign)
            clay.crease(side.shoulder, side.elbow - side.shoulder, 0.12 * s, 0.005, 0.07, 1.7)
        clay.body()
        clay.mark(SEAM, b.chest(0, -0.25, 0), j.chest_frame, 0.012, -0.008, 0.42, 0.5)
        jacket = join([clay.mesh(), self._hood(1.25)])
        return {"jacket": jacket, "shirt": self._under(0.006, collar=False), "trousers": self._trousers()}
