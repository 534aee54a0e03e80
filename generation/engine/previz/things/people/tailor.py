"""Sculpts a mannequin and its clothes from a pose: each garment its own piece of clay, so that hems are real edges.

Parts: jacket (whatever is worn outermost above), shirt (what shows under it), trousers (trousers, shorts or skirt),
apron, trim (buttons, belts, soles), shoes, skin. Worker side only.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from generation.engine.previz.things.mesh import Mesh, cylinder, join
from generation.engine.previz.things.people.body import Body
from generation.engine.previz.things.people.clay import Clay, Vec, along
from generation.engine.previz.things.people.extremities import forearms, hand, moved, shins, shoe
from generation.engine.previz.things.people.field import DRAPE, LAPEL, PATCH, SEAM
from generation.engine.previz.things.people.joints import Joints

Parts = dict[str, Mesh]


class Tailor:
    """One figure: `parts()` gives everything but the head."""

    def __init__(self, joints: Joints) -> None:
        self.j, self.m, self.body = joints, joints.size, Body(joints)
        self.s = joints.size.scale

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

    def _clay(self, soft: float = 0.035, step: float = 0.0115, rim: float = 0.006) -> Clay:
        return Clay(soft=soft * self.s, step=self.body.step(step), rim=rim)

    def _limb(self, shape: Callable[..., None], side: object, start: float) -> Mesh:
        clay = self._clay(0.02, 0.0105)
        shape(clay, self.j, side, start)
        return clay.mesh()

    def _neck(self) -> Mesh:
        b, m, j = self.body, self.m, self.j
        clay = self._clay(0.03, 0.0105)
        top = j.head + j.head_frame @ (np.array([0, 0.03, -0.017]) * m.head)
        thick = 0.0495 * (m.head + m.limb) / 2 * (1.05 if j.figure.build in ("broad", "heavy", "athletic") else 1.0)
        clay.cone(b.neck(0, -0.04, 0.0), top, thick * 1.06, thick * 0.98)
        clay.cone(b.neck(0, -0.03, -0.004), b.neck(0, -0.07, 0.01), 0.066 * self.s, 0.07 * self.s, x=1.25, z=0.72)
        return clay.mesh()

    # What is worn below

    def _trousers(self, grow: float = 0.011, cuff: float = 0.066, hem: float = 0.95, waist: float = 0.13) -> Mesh:
        b, clay = self.body, self._clay(0.03, 0.0125)
        b.hips(clay, grow * 0.6)
        clay.cone(b.pelvis(0, 0.06, 0), b.pelvis(0, 0.17, 0), 0.105 * self.s, 0.1 * self.s,
                  wide=self.j.pelvis_frame[:, 0], x=1.25 * self.m.waist_x / self.s, z=0.9)  # fmt: skip
        b.legs(clay, grow, hem, cuff)
        clay.keep_below(b.pelvis(0, waist, 0), self.j.pelvis_frame[:, 1])
        return clay.mesh()

    def _folded(self) -> bool:
        """Whether thighs come up to where the waistband would be cut."""
        up = self.j.pelvis_frame[:, 1]
        return any(float((side.knee - self.j.pelvis) @ up) > 0.06 for side in self.j.sides)

    # What is worn above

    def _under(self, grow: float = 0.004, collar: bool = True) -> Mesh:
        """What shows of a shirt in a jacket's opening."""
        b, s = self.body, self.s
        clay = self._clay(0.035, 0.0115)
        b.trunk(clay, grow, hips=False)
        clay.keep_below(b.waist(0, 0.0, 0), -self.j.waist_frame[:, 1])
        if not collar:
            clay.keep_below(b.neck(0, 0.025, 0), self.j.neck_frame @ np.array([0, 1, 0.25]))
            return clay.mesh()
        clay.keep_below(b.neck(0, 0.035, 0), self.j.neck_frame @ np.array([0, 1, 0.3]))
        return join([clay.mesh(), self._collar()]) if s else clay.mesh()

    def _collar(self, stand: float = 0.034, big: float = 0.0) -> Mesh:
        """A shirt collar: a stand, folded over to two points."""
        b, s, f = self.body, self.s, self.j.neck_frame
        clay = Clay(soft=0.014 * s, step=b.step(0.0062), rim=0.003)
        up = along(f @ np.array([0, 1.0, 0.34]), f[:, 2])
        clay.ring(b.neck(0, 0.020, -0.002), (0.0595 + big) * s, 0.009 * s, up, x=1.0, z=1.06)
        clay.ring(b.neck(0, 0.020 + stand * 0.42, -0.001), (0.0575 + big) * s, 0.0085 * s, up, x=1.0, z=1.05)
        clay.open_front(b.neck(0, -0.05, 0.02), f, 0.06, 0.02 * s, 0.002 * s)
        for sign in (1, -1):
            clay.limb(b.neck(0, -9, 0), 0.01, apart=0.006 * s)
            top = b.neck(sign * 0.022, 0.022, 0.0600)
            clay.cone(b.neck(sign * 0.050, 0.030, 0.034), top, 0.010 * s, 0.010 * s, z=0.8)
            clay.cone(top, b.neck(sign * 0.036, -0.030, 0.071), 0.012 * s, 0.0065 * s, wide=f[:, 0], x=1.25, z=0.62)
        return clay.mesh()

    def _buttons(self, clay: Clay, heights: tuple[float, ...], x: float = 0.0) -> Mesh:
        """Small discs where the front of a garment is: heights over the chest's middle, standard metres."""
        out = []
        for y in heights:
            start = self.body.chest(x, y, 0.34) if y > -0.15 else self.body.waist(x, y + 0.2, 0.34)
            frame = self.j.chest_frame if y > -0.15 else self.j.waist_frame
            at = clay.surface(start, -frame[:, 2])
            out.append(moved(cylinder(0.0085, 0.004, bevel=0.0015, n=14), at, along(frame[:, 2]), self.s))
        return join(out)

    def _jacket(self, hem: float, *, vee: float = -0.10, grow: float = 0.019) -> tuple[Clay, Vec]:
        """A tailored body with sleeves, lapels and an opening from `vee` over the chest's middle."""
        b, j, s = self.body, self.j, self.s
        clay = self._clay(0.036, 0.0105, rim=0.005)
        b.trunk(clay, grow, pads=0.003 * s)
        low = b.pelvis(0, hem, 0.004)
        if hem > -0.2:
            clay.cone(b.waist(0, 0.02, 0.0), low, 0.118 * s + grow, 0.150 * s + grow, wide=j.pelvis_frame[:, 0],
                      x=1.06 * self.m.hips_x / s, z=0.76 * self.m.depth / s, soft=0.05 * s)  # fmt: skip
            b.skirt(clay, 0.022 * s, 0.42, 0.03 * s, cut=False)
            clay.keep_below(low, -j.pelvis_frame[:, 1])
        b.sleeves(clay, 0.0125, end=0.93, cuff=0.0375, cap=0.004)
        b.creases(clay)
        at = b.chest(0, vee, 0.02)
        height = 0.315 * self.m.torso
        slope = 0.050 * s / height
        clay.mark(LAPEL, at, j.chest_frame, slope, 0.052 * s, height * 0.93, 0.0085, 0.005)
        front = np.stack([j.waist_frame[:, 0], j.waist_frame[:, 1], j.waist_frame[:, 2]], -1)
        clay.mark(SEAM, b.waist(0.014, -0.08, 0.0), front, 0.005, -0.0045, 0.17 * s, 0.3)
        clay.open_front(at, j.chest_frame, slope, 0.075 * s, 0.002)
        clay.keep_below(b.neck(0, 0.030, 0), j.neck_frame @ np.array([0, 1, 0.35]))
        return clay, at

    def _pockets(self, clay: Clay, y: float, out: float = 0.105, wide: float = 0.052, high: float = 0.02) -> None:
        if not self._folded():
            for sign in (1, -1):
                clay.mark(PATCH, self.body.pelvis(sign * out, y, 0.08), self.j.pelvis_frame, wide * self.s,
                          high * self.s, 0.004, 0.006, 0.07)  # fmt: skip

    def _roll(self, big: float = 0.073, thick: float = 0.013, up: float = 0.012) -> Mesh:
        """The fold of a jacket's collar round the back of the neck."""
        b, s, f = self.body, self.s, self.j.neck_frame
        clay = Clay(soft=0.01 * s, step=b.step(0.0085), rim=0.005)
        ring = along(f @ np.array([0, 1.0, 0.55]), f[:, 2])
        clay.ring(b.neck(0, up, 0.0), big * s, thick * s, ring, x=1.02, z=1.12)
        clay.keep_below(b.neck(0, 0, 0.052), f[:, 2])
        return clay.mesh()

    def suit(self) -> Parts:
        clay, _ = self._jacket(-0.105)
        self._pockets(clay, 0.045)
        patch = self.body.chest(0.088, 0.075, 0.05)
        clay.mark(PATCH, patch, self.j.chest_frame, 0.038 * self.s, 0.0075 * self.s, 0.0028, 0.005, 0.09)
        return {
            "jacket": join([clay.mesh(), self._roll()]), "shirt": self._under(), "trousers": self._trousers(),
            "trim": self._buttons(clay, (-0.125, -0.23), 0.004),
        }  # fmt: skip

    def _top(self, grow: float, end: float, *, hem: float = -0.02, cuff: float = 0.04, loose: float = 0.0,
             tucked: bool = False) -> Clay:
        """A shirt, tee, knit or hoodie: its body over the waistband and its sleeves."""
        b, j, s = self.body, self.j, self.s
        clay = self._clay(0.034, 0.0108)
        b.trunk(clay, grow)
        if tucked:
            clay.keep_below(b.pelvis(0, 0.12, 0), -j.pelvis_frame[:, 1])
        else:
            self._tail(clay, grow + loose, hem)
        b.sleeves(clay, grow * 0.9, end=end, cuff=cuff)
        b.creases(clay)
        return clay

    def _tail(self, clay: Clay, grow: float, hem: float, *, cut: bool = True) -> None:
        """The lower part of a top, over the trousers' band."""
        b, j, s = self.body, self.j, self.s
        low = b.pelvis(0, hem, 0.004)
        clay.cone(b.waist(0, 0.05, 0.0), low, 0.112 * s + grow, 0.124 * s + grow, wide=j.pelvis_frame[:, 0],
                  x=1.2 * self.m.hips_x / s, z=0.82 * self.m.depth / s, soft=0.05 * s)  # fmt: skip
        if hem < 0.03:
            b.skirt(clay, grow * 0.6 + 0.010 * s, 0.3, 0.01, cut=False)
        if cut:
            clay.keep_below(low, -j.pelvis_frame[:, 1])

    def _round_neck(self, clay: Clay, up: float = 0.012) -> Clay:
        f = self.j.neck_frame
        clay.keep_below(self.body.neck(0, up, 0.0), f @ np.array([0, 1, 0.32]))
        ring = along(f @ np.array([0, 1.0, 0.36]), f[:, 2])
        clay.ring(self.body.neck(0, up - 0.004, 0.004), 0.070 * self.s, 0.009 * self.s, ring, x=1.06, z=1.02,
                  soft=0.008)  # fmt: skip
        return clay

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

    def _hang(self, clay: Clay, top: float, length: float, flare: float, folds: float, depth: float) -> None:
        """A skirt with folds that deepen downwards, when it hangs; when its wearer sits it lies smooth."""
        self.body.skirt(clay, top * self.s, length, flare * self.s)
        if self.body.flex(self.j.left) < 0.6:
            clay.mark(DRAPE, self.j.pelvis, self.j.pelvis_frame, folds, depth, -0.02, -0.75 * length * self.m.thigh,
                      0.6)  # fmt: skip

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

    def _hood(self, k: float) -> Mesh:
        """A hood that lies on the back and round the neck; `k` its size."""
        b, j, s = self.body, self.j, self.s
        clay = self._clay(0.03, 0.0105)
        clay.ball(b.neck(0, -0.020, -0.088), (0.100 * k * s, 0.085 * k * s, 0.052 * k * s), j.chest_frame)
        ring = along(j.neck_frame @ np.array([0, 1, 0.62]), j.neck_frame[:, 2])
        clay.ring(b.neck(0, 0.014, -0.006), 0.084 * k * s, 0.027 * k * s, ring, x=1.0, z=1.18, soft=0.02)
        clay.ball(b.neck(0, 0.050, -0.010), (0.066 * k * s, 0.060 * s, 0.064 * k * s), j.neck_frame, soft=0.015,
                  cut=True)  # fmt: skip
        clay.crease(b.neck(0, -0.03, -0.13), j.chest_frame[:, 1], 0.1 * s, 0.005, 0.06, 0.4)
        return clay.mesh()

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
        clay.cone(b.waist(0, 0.03, 0), b.pelvis(0, 0.03, 0), 0.11 * s + 0.016, 0.13 * s + 0.012,
                  wide=j.pelvis_frame[:, 0], x=1.2 * self.m.hips_x / s, z=0.82 * self.m.depth / s, soft=0.05 * s)
        b.legs(clay, 0.018, 0.95, 0.072)
        clay.keep_below(b.chest(0, 0.07, 0), j.chest_frame[:, 1])
        clay.keep_below(b.chest(0, 0.07, 0.10), j.chest_frame @ np.array([0, 1.0, -1.25]))
        for sign in (1, -1):
            clay.keep_below(b.chest(sign * 0.10, 0.07, 0), j.chest_frame @ np.array([sign * 1.0, 0.55, -0.4]))
        clay.mark(PATCH, b.chest(0, -0.01, 0.08), j.chest_frame, 0.06 * s, 0.045 * s, 0.004, 0.006, 0.1)
        straps = Clay(soft=0.006, step=b.step(0.009))
        for sign in (1, -1):
            over = b.chest(sign * 0.088, 0.195, -0.005)
            straps.cone(b.chest(sign * 0.082, 0.055, 0.108), over, 0.014 * s, 0.016 * s, z=0.75)
            straps.cone(over, b.chest(sign * 0.05, -0.02, -0.122), 0.016 * s, 0.014 * s, z=0.75)
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
        self._hang(clay, 0.045, 1.74, 0.17, 9, 0.018)
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
