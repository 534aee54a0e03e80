"""The bare room that every place indoors starts from: floor, walls, ceiling, openings, and what stands in it.

A room has axes of its own: it is turned with the camera, so that its back wall is square to the lens and its lines run
level in any format. x is to the right in the picture, z towards the lens, metres, the subject near the origin.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generation.engine.previz import colour
from generation.engine.previz.frame import Frame
from generation.engine.previz.scene import Light, Material, Sky, Thing, Vec3
from generation.engine.previz.stage import Stage, box_points
from generation.engine.previz.stage.subjects import Group
from generation.engine.previz.things import WEARS
from generation.engine.previz.things.mesh import rotation

Box = tuple[NDArray[np.float64], NDArray[np.float64]]  # lowest and highest corner, in the room
Stops = tuple[tuple[float, str], ...]
Opening = tuple[float, float, float, float]  # left, right, sill, head: metres on the back wall
TALLEST = 16.0
SKIRTING = 0.09


class Room:
    """`depth` to the back wall, `half` the width and `high` the ceiling are what the place has when the frame lets it.

    `align` 1 turns the room fully with the camera, 0 keeps it square to the subject.
    """

    def __init__(
        self, stage: Stage, group: Group, *, depth: float = 3.4, half: float = 4.2, high: float = 2.9,
        align: float = 1.0, lofty: bool = False, narrow: bool = False,
    ) -> None:  # fmt: skip
        self.stage, self.group = stage, group
        self.rng, self.side = stage.rng, stage.side
        self.product = group.family == "product"
        self.lying = self.product and stage.camera.pitch < -50
        eye = stage.camera
        self.turn = -eye.yaw * align
        self.axes = rotation(self.turn)
        at = np.array(eye.eye) @ self.axes
        self.frame = Frame(replace(eye, eye=(float(at[0]), float(at[1]), float(at[2])), yaw=eye.yaw + self.turn),
                           stage.frame.aspect)  # fmt: skip
        self.eye = self.frame.camera.eye
        self.taken: list[Box] = [self.box(t) for t in group.things]
        lo = np.min([b[0] for b in self.taken], 0) if self.taken else np.array([-1.0, 0.0, -0.6])
        hi = np.max([b[1] for b in self.taken], 0) if self.taken else np.array([1.0, 1.8, 0.6])
        self.low, self.top = lo, hi
        self.back = float(min(-depth, lo[2] - (0.9 if not self.product else 0.3)))
        focal = [t for t in group.things if t.focal] or group.things
        points = np.vstack([box_points(t) for t in focal]) if focal else np.array([[-0.6, 0, 0], [0.6, 1.6, 0]])
        self.points = points
        self.shown = stage.frame.box(points)
        self.near = float(stage.frame.project(points)[:, 2].min())
        reach = max(abs(self._raw(x, self.back)) for x in (0.0, 1.0))
        wide = half if narrow else max(half, min(reach * 0.8, half * 1.9))
        self.left = float(min(-wide, lo[0] - 0.7, self.eye[0] - 0.9))
        self.right = float(max(wide, hi[0] + 0.7, self.eye[0] + 0.9))
        copy = stage.rules.copy
        if not copy.empty and copy.w < 1:  # no corner behind words: the wall goes on beyond the frame
            ends = (self._raw(-0.04, self.back), self._raw(1.04, self.back))
            self.left, self.right = min(self.left, ends[0]), max(self.right, ends[1])
        self.front = float(self.eye[2] + 0.6)
        self.height = self._ceiling(high, lofty)
        self.clear = min(self.height, self._line(self.back))

    # where things are

    def box(self, thing: Thing) -> Box:
        """The box of a thing, in the room."""
        points = box_points(thing) @ self.axes
        return points.min(0), points.max(0)

    def world(self, at: Sequence[float]) -> Vec3:
        x, y, z = np.array(at, np.float64) @ self.axes.T
        return round(float(x), 3), round(float(y), 3), round(float(z), 3)

    def _raw(self, column: float, z: float) -> float:
        ray = self.frame.ray(column, 0.5)
        if ray[2] > -0.05:
            return float(np.copysign(40.0, ray[0]))
        return float(self.eye[0] + (z - self.eye[2]) / ray[2] * ray[0])

    def col(self, column: float, z: float) -> float:
        """The x at which the frame's column meets the plane of this z; never beyond the walls."""
        return float(np.clip(self._raw(column, z), self.left + 0.05, self.right - 0.05))

    def wing(self, side: int, z: float, where: float = 0.5) -> float:
        """The x beside the subject at this z: `where` 0 is its edge in the picture, 1 the edge of the frame."""
        edge = self.shown[2] if side > 0 else self.shown[0]
        edge = float(np.clip(edge, 0.35, 0.98) if side > 0 else np.clip(edge, 0.02, 0.65))
        return self.col(edge + ((1.0 if side > 0 else 0.0) - edge) * where, z)

    def span(self, z: float | None = None, *, bleed: float = 0.03) -> tuple[float, float]:
        """From where to where the plane of this z (the back wall) is in the picture and clear of copy at a side."""
        copy = self.stage.rules.copy
        a, b = -bleed, 1 + bleed
        if not copy.empty and copy.w < 1:
            a, b = (copy.x + copy.w + 0.012, b) if copy.x <= 0 else (a, copy.x - 0.012)
        plane = self.back if z is None else z
        return self.col(a, plane), self.col(b, plane)

    def _line(self, z: float) -> float:
        """How high things at this z may reach before they stand behind words at the top."""
        copy = self.stage.rules.copy
        free = copy.empty or copy.w < 1 or copy.y > 0
        return 99.0 if free else min(self.frame.height_at(copy.h + 0.025, z, x) for x in (0.0, 0.5, 1.0))

    def under(self, z: float) -> float:
        """The height up to which decor may reach at this z."""
        return min(self.height - 0.02, self._line(z))

    def _ceiling(self, high: float, lofty: bool) -> float:
        """As high as the place is, unless its edge would then run through the words or the subject."""
        copy = self.stage.rules.copy
        edge_of_frame = max(self.frame.height_at(-0.04, self.back, x) for x in (0.0, 0.5, 1.0))
        least = max(high, float(self.top[1]) + 0.45, self.eye[1] + 0.5)
        if lofty:
            return float(np.clip(edge_of_frame + 0.2, least, TALLEST))
        if copy.empty or copy.y > 0:
            return least
        line = self._line(self.back) - 0.05
        if edge_of_frame <= max(4.6, least):
            return max(least, edge_of_frame + 0.1)
        if max(2.35, self.top[1] + 0.25) <= line <= 5.6:
            return line  # the words stand on the ceiling, and its edge is theirs
        return float(np.clip(edge_of_frame + 0.1, least, TALLEST)) if copy.w >= 1 else least

    def make(self, name: str, material: Material) -> str:
        self.stage.materials[name] = material
        return name

    def piece(self, name: str, shape: str, at: Sequence[float], *, turn: float = 0.0, **more: Any) -> Thing:
        """A part of the building: it may be anywhere."""
        return self.stage.add(name, shape, self.world(at), turn=round(turn + self.turn, 2), **more)

    def block(
        self, name: str, wears: str, at: Sequence[float], size: Sequence[float], *, bevel: float = 0.01,
        turn: float = 0.0,
    ) -> Thing:  # fmt: skip
        """A box of w, h, d that is part of the building; stands on `at`."""
        w, h, d = (round(float(v), 3) for v in size)
        params = {"w": w, "h": h, "d": d, "bevel": round(min(bevel, w / 3, h / 3, d / 3), 4)}
        return self.piece(name, "slab", at, turn=turn, wears={"*": wears}, params=params)

    def shell(
        self, wall: str, floor: str, ceiling: str, *, openings: Sequence[Opening] = (), back_wall: str = "",
        skirting: str = "") -> None:  # fmt: skip
        """Floor, walls and ceiling, in materials by name. `openings` pierce the back wall, all from sill to head."""
        w, d = self.right - self.left, self.front - self.back
        x, z = (self.left + self.right) / 2, (self.front + self.back) / 2
        if self.lying:  # seen from above, things lie on a table top, and the floor is far below it
            self.block("table top", "wood", (0, -0.04, 0), (2.6, 0.04, 1.8), bevel=0.008)
        self.piece("floor", "deck", (x, -0.75 if self.lying else 0, z), wears={"*": floor},
                   params={"w": round(w + 1.0, 2), "d": round(d, 2)})  # fmt: skip
        self.piece("ceiling", "deck", (x, self.height, z), wears={"*": ceiling},
                   params={"w": round(w + 0.2, 2), "d": round(d, 2)})  # fmt: skip
        for s, at in ((-1, self.left), (1, self.right)):
            self.piece("wall", "panel", (at, 0, z), turn=-90 * s, wears={"*": wall},
                       params={"w": round(d, 2), "h": round(self.height, 2)})  # fmt: skip
        self._back(back_wall or wall, list(openings))
        if skirting:
            gaps = [o for o in openings if o[2] < SKIRTING]
            edges = [self.left, *[v for o in gaps for v in o[:2]], self.right]
            for a, b in zip(edges[::2], edges[1::2], strict=True):
                if b - a > 0.05:
                    self.block("skirting", skirting, ((a + b) / 2, 0, self.back + 0.012), (b - a, SKIRTING, 0.024))

    def _back(self, wall: str, openings: list[Opening]) -> None:
        if not openings:
            w = self.right - self.left
            self.piece("wall", "panel", ((self.left + self.right) / 2, 0, self.back), wears={"*": wall},
                       params={"w": round(w + 0.2, 2), "h": round(self.height + 0.1, 2)})  # fmt: skip
            return
        sill, head, thick = openings[0][2], openings[0][3], 0.24
        z = self.back - thick / 2
        edges = [self.left - 0.1, *[v for o in openings for v in o[:2]], self.right + 0.1]
        for a, b in zip(edges[::2], edges[1::2], strict=True):
            if b - a > 0.01:
                self.block("wall", wall, ((a + b) / 2, 0, z), (b - a, self.height + 0.1, thick), bevel=0.004)
        for a, b, *_ in openings:
            if sill > 0.02:
                self.block("wall", wall, ((a + b) / 2, 0, z), (b - a, sill, thick), bevel=0.004)
            if self.height - head > 0.02:
                self.block("wall", wall, ((a + b) / 2, head, z), (b - a, self.height + 0.1 - head, thick), bevel=0.004)

    # what stands in it

    def put(
        self, name: str, shape: str, at: Sequence[float], *, turn: float = 0.0, on: bool = False, gap: float = 0.03,
        **more: Any,
    ) -> Thing | None:  # fmt: skip
        """A thing that stands here only if it is free of words, subject, walls and of what stands already.

        `on`: it lies on something or hangs, so only the words and the subject matter.
        """
        thing = self._try(name, shape, at, turn, more)
        if not thing:
            return None
        lo, hi = self.box(thing)
        shove = max(self.left + 0.02 - lo[0], 0.0) - max(hi[0] - self.right + 0.02, 0.0)
        if shove and not on:
            self.stage.things.pop()
            thing = self._try(name, shape, (at[0] + shove, at[1], at[2]), turn, more)
            if thing is None:
                return None
            lo, hi = self.box(thing)
        if self._hides(thing) or (not on and self._meets(lo, hi, gap)):
            self.stage.things.pop()
            return None
        if not on:
            self.taken.append((lo, hi))
        return thing

    def _try(self, name: str, shape: str, at: Sequence[float], turn: float, more: Mapping[str, Any]) -> Thing | None:
        if "wears" not in more:  # what a shop sells in the brand's colours is here only furniture
            worn = WEARS.get(shape, {"*": "plaster"})
            more = {**more, "wears": {part: "mid" if of == "product" else of for part, of in worn.items()}}
        return self.stage.prop(name, shape, self.world(at), turn=round(turn + self.turn, 2), **more)

    def _meets(self, lo: NDArray[np.float64], hi: NDArray[np.float64], gap: float) -> bool:
        if lo[2] < self.back - 0.12:
            return True
        return any(bool(np.all(lo < b - gap) and np.all(hi > a + gap)) for a, b in self.taken)

    def _hides(self, thing: Thing) -> bool:
        """Whether it stands before the subject, or so near the lens that it fills the frame."""
        points = box_points(thing)
        depth = self.stage.frame.project(points)[:, 2]
        x0, y0, x1, y1 = self.stage.frame.box(points)
        if depth.max() < 0.05 or x1 < 0 or x0 > 1 or y1 < 0 or y0 > 1:
            return False
        if depth.min() < 0.45 * self.near:
            return True
        a, b, c, d = self.shown
        return bool(depth.min() < self.near and x0 < c and x1 > a and y0 < d and y1 > b)

    def swap_support(self, shape: str, params: Mapping[str, Any], wears: Mapping[str, str], name: str) -> None:
        """What carries the products here, in place of the table: as high as that, its top free."""
        if not self.product:
            return
        for i, thing in enumerate(self.stage.things):
            if thing.name == "table top" and "*" in wears:
                self.stage.things[i] = replace(thing, wears=dict(wears))
            if thing.name == "table" and not thing.focal and not self.stage.reading.said("table"):
                new = replace(thing, name=name, shape=shape, params=dict(params), wears=dict(wears), turn=self.turn)
                self.stage.things[i] = new
                self.taken.append(self.box(new))

    # light

    def lamp(
        self, name: str, at: Sequence[float], towards: Sequence[float], size: tuple[float, float], colour: str,
        power: float, *, visible: bool = False,
    ) -> None:  # fmt: skip
        """A rectangle of light of the place itself."""
        self.stage.light(name, self.world(at), self.world(towards), size, colour, round(power, 3), visible=visible)

    def rig(self, *, power: float = 13.0, **colours: Any) -> None:
        """Key, fill and rim on the subject, none of them behind a wall or above the ceiling."""
        lo, hi = self.points.min(0), self.points.max(0)
        tall, wide = float(hi[1] - lo[1]), float(np.ptp(self.points[:, 0]))
        spot = (float(lo[0] + hi[0]) / 2, float(lo[1]), float(lo[2] + hi[2]) / 2)
        s = max(tall, wide * 0.6, 0.1)
        if not self.product:
            s, spot = max(1.1, min(tall * 0.66, 1.6), wide * 0.34), (spot[0], 0.45, spot[2])
        first = len(self.stage.lights)
        self.stage.rig(spot, s, power=power, **colours)
        half = np.array([spot[0], spot[1] + 0.6 * s, spot[2]])
        for i in range(first, len(self.stage.lights)):
            self.stage.lights[i] = self._inside(self.stage.lights[i], half)

    def _inside(self, light: Light, half: NDArray[np.float64]) -> Light:
        """The same light within the walls: as large as seen from the subject, so as strong."""
        at, lo = np.array(light.at) @ self.axes, np.array([self.left + 0.25, 0.2, self.back + 0.3])
        new = np.clip(at, lo, [self.right - 0.25, self.height - 0.12, max(self.front + 1.5, 3.0)])
        if np.allclose(new, at):
            return light
        middle = half @ self.axes
        k = float(np.linalg.norm(new - middle)) / max(float(np.linalg.norm(at - middle)), 1e-6)
        return replace(light, at=self.world([float(v) for v in new]), size=(light.size[0] * k, light.size[1] * k))

    def sky(self, *, fill: float | None = None, strength: float = 1.0, tint: str = "", share: float = 0.0) -> Stops:
        """This candidate's sky at the hour of the brief, as seen through the windows; it fills the room a little."""
        hour = self.stage.hour
        stops = hour.skies[(self.stage.sky_index + int(self.rng.integers(2))) % len(hour.skies)]
        tinted = tuple((e, colour.mix(c, tint or c, share * min(max(e, 0) / 40, 1))) for e, c in stops)
        self.stage.sky = Sky(
            tinted, strength=strength, fill=hour.fill if fill is None else fill, sun=(0.6 * self.side, 0.06, -1.0),
            sun_colour=hour.sun_colour, sun_glow=hour.glow * 0.5, clouds=hour.clouds * 0.5,
        )  # fmt: skip
        return tinted
