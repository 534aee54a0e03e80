"""What outfits are cut from: collars, tops, skirts, hoods, on a posed body. Worker side only."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from generation.engine.previz.things.mesh import Mesh, cylinder, join
from generation.engine.previz.things.people.body import Body
from generation.engine.previz.things.people.clay import Clay, Vec, along
from generation.engine.previz.things.people.extremities import moved
from generation.engine.previz.things.people.field import DRAPE, LAPEL, PATCH, SEAM
from generation.engine.previz.things.people.joints import Joints


class Cutter:
    """The pieces of garments; each method gives clay to go on with, or a finished mesh."""

    def __init__(self, joints: Joints) -> None:
        self.j, self.m, self.body = joints, joints.size, Body(joints)
        self.s = joints.size.scale

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
        clay.cone(b.neck(0, -0.03, -0.004), b.neck(0, -0.07, 0.016), 0.058 * self.s, 0.056 * self.s, x=1.3, z=0.72)
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
        b = self.body
        clay = self._clay(0.035, 0.0115)
        b.trunk(clay, grow, hips=False)
        clay.keep_below(b.waist(0, 0.0, 0), -self.j.waist_frame[:, 1])
        if not collar:
            clay.keep_below(b.neck(0, 0.025, 0), self.j.neck_frame @ np.array([0, 1, 0.25]))
            return clay.mesh()
        clay.keep_below(b.neck(0, 0.035, 0), self.j.neck_frame @ np.array([0, 1, 0.3]))
        return join([clay.mesh(), self._collar()])

    def _collar(self) -> Mesh:
        """A shirt collar: a band folded over, lower in front, open to two points."""
        b, s, f = self.body, self.s, self.j.neck_frame
        clay = Clay(soft=0.004 * s, step=b.step(0.0052), rim=0.003)
        up, low = b.neck(0, 0.048, -0.008), b.neck(0, -0.045, 0.012)
        clay.cone(up, low, 0.0545 * s, 0.094 * s, wide=f[:, 0], z=1.02)
        clay.cone(b.neck(0, 0.058, -0.010), b.neck(0, -0.055, 0.013), 0.0425 * s, 0.087 * s, wide=f[:, 0], z=1.02,
                  cut=True)  # fmt: skip
        clay.keep_below(b.neck(0, 0.036, 0.0), f @ np.array([0, 1, 0.32]))
        clay.keep_below(b.neck(0, -0.004, 0.0), f @ np.array([0, -1, -0.42]))
        down = np.stack([f[:, 0], -f[:, 1], f[:, 2]], -1)
        clay.open_front(b.neck(0, 0.040, 0.01), down, 0.42, 0.05 * s, 0.001)
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
        b.sleeves(clay, 0.0125, end=0.93, cuff=0.0375, cap=0.001)
        b.creases(clay)
        at = b.chest(0, vee, 0.02)
        height = 0.315 * self.m.torso
        slope = 0.050 * s / height
        clay.mark(LAPEL, at, j.chest_frame, slope, 0.052 * s, height * 0.93, 0.0075, 0.008)
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

    def _top(
        self,
        grow: float,
        end: float,
        *,
        hem: float = -0.02,
        cuff: float = 0.04,
        loose: float = 0.0,
        tucked: bool = False,
    ) -> Clay:
        """A shirt, tee, knit or hoodie: its body over the waistband and its sleeves."""
        b, j = self.body, self.j
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

    def _hang(
        self, clay: Clay, top: float, length: float, flare: float, folds: float, depth: float, start: float = -0.02
    ) -> None:
        """A skirt with folds that deepen downwards, when it hangs; when its wearer sits it lies smooth."""
        self.body.skirt(clay, top * self.s, length, flare * self.s)
        if self.body.flex(self.j.left) < 0.6:
            clay.mark(DRAPE, self.j.pelvis, self.j.pelvis_frame, folds, depth, start * self.s,
                      -0.75 * length * self.m.thigh, 0.6)  # fmt: skip

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
