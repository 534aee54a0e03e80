"""A stage being dressed: what the set builders add things, lights and materials to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from generation.engine.previz import colour, lighting
from generation.engine.previz import materials as table
from generation.engine.previz.frame import Frame, corners
from generation.engine.previz.lexicon import PLACES
from generation.engine.previz.palette import Palette
from generation.engine.previz.read import Reading
from generation.engine.previz.scene import Camera, Light, Look, Material, Rules, Scene, Sky, Thing, Vec3
from generation.engine.previz.skies import HOURS, Hour
from generation.engine.previz.things import WEARS, bounds
from generation.engine.previz.things.mesh import rotation

SPARES = {"product": "mid", "device screen": "dark", "phone screen": "dark", "glass screen": "clear", "roof": "dark"}


@dataclass
class Stage:
    """rng is this candidate's own: it may vary whatever the rules leave open."""

    reading: Reading
    palette: Palette
    frame: Frame
    rules: Rules
    rng: np.random.Generator
    things: list[Thing] = field(default_factory=list)
    lights: list[Light] = field(default_factory=list)
    materials: dict[str, Material] = field(default_factory=dict)
    sky: Sky = field(default_factory=Sky)
    look: Look = field(default_factory=Look)
    notes: list[str] = field(default_factory=list)
    side: int = 1  # where the key comes from: -1 left, 1 right
    sky_index: int = 0

    @property
    def camera(self) -> Camera:
        return self.frame.camera

    @property
    def hour(self) -> Hour:
        return HOURS[self.reading.time or PLACES[self.reading.place].hour]

    def add(
        self,
        name: str,
        shape: str,
        at: Vec3 = (0, 0, 0),
        *,
        kind: str = "set",
        wears: Mapping[str, str] | None = None,
        turn: float = 0,
        tilt: float = 0,
        roll: float = 0,
        scale: float = 1,
        params: Mapping[str, Any] | None = None,
    ) -> Thing:
        """Put a piece of the set (or, with `kind`, a prop) on stage."""
        spot = (float(at[0]), float(at[1]), float(at[2]))
        dressed = dict(wears) if wears else dict(WEARS.get(shape, {"*": "plaster"}))
        thing = Thing(
            name,
            shape,
            kind,
            spot,
            float(turn),
            float(tilt),
            float(roll),
            float(scale),
            False,
            dict(params or {}),
            dressed,
        )
        self.things.append(thing)
        return thing

    def prop(self, name: str, shape: str, at: Vec3, **more: Any) -> Thing | None:
        """A prop, unless its box would reach into the copy space, be forbidden, or stand before the subject."""
        if name in self.reading.forbidden or shape in self.reading.forbidden:
            return None
        before = len(self.things)
        thing = self.add(name, shape, at, kind=more.pop("kind", "thing"), **more)
        if self.in_copy(thing):
            del self.things[before:]
            return None
        return thing

    def in_copy(self, thing: Thing, slack: float = 0.015) -> bool:
        copy = self.rules.copy
        if copy.empty:
            return False
        x0, y0, x1, y1 = self.frame.box(box_points(thing))
        if x1 <= x0:
            return False
        return (
            x1 > copy.x - slack
            and x0 < copy.x + copy.w + slack
            and y1 > copy.y - slack
            and y0 < copy.y + copy.h + slack
        )

    def light(
        self,
        name: str,
        at: Vec3,
        towards: Vec3,
        size: tuple[float, float],
        colour: str,
        power: float,
        *,
        visible: bool = False,
    ) -> None:
        self.lights.append(Light(name, at, towards, size, colour, float(power), visible))

    def rig(
        self,
        at: Vec3,
        height: float,
        *,
        power: float = 13.0,
        key: str = "#fff0e0",
        fill: str = "#e8edf5",
        rim: str = "#eef2ff",
    ) -> None:
        """Key, fill and rim round what stands at `at`, `height` metres tall: as the light words ask, else soft, from
        `side`. `power` is the key's radiance; the fill follows from the ratio."""
        x, y, z = at
        s, side = height, self.side
        request = lighting.read_light(self.reading.light)
        if request.asked:
            centre = (x, y + 0.5 * s, z)
            around = 0.35 * self.sky.fill  # a room's walls, which the sky stands for here
            self.lights += lighting.rig(
                request, centre, s, self.camera.yaw, ambient=around, strength=0.1 * power,
                vivid=[c for c in self.palette.colours if colour.vividness(c) > 0.3],
                usual="left" if side < 0 else "right",
            )  # fmt: skip
            if request.sentence not in self.notes:
                self.notes.append(request.sentence)
            return
        dark = "dark" in self.reading.moods
        half = (x, y + 0.6 * s, z)
        self.light("key", (x + 3.0 * side * s, y + 3.4 * s, z + 2.8 * s), half, (2.4 * s, 2.4 * s), key, power)
        self.light("rim", (x - 2.9 * side * s, y + 2.0 * s, z - 1.6 * s), half, (0.8 * s, 2.0 * s), rim, power * 0.7)
        weak = power * (0.09 if dark else 0.215)
        self.light("fill", (x - 3.0 * side * s, y + 2.2 * s, z + 3.6 * s), half, (2.6 * s, 2.6 * s), fill, weak)

    def scene(self) -> Scene:
        known = {**table.base(self.palette), **self.materials}
        for name, spare in SPARES.items():  # a shape in the dressing wears what only a subject's own is made for
            known.setdefault(name, known[spare])
        used = {name for thing in self.things for name in thing.wears.values()}
        unique: dict[str, int] = {}
        things = []
        for thing in self.things:
            unique[thing.name] = unique.get(thing.name, 0) + 1
            again = unique[thing.name]
            things.append(thing if again == 1 else replace(thing, name=f"{thing.name} {again}"))
        return Scene(
            things=tuple(things),
            materials={name: known[name] for name in sorted(used)},
            lights=tuple(self.lights),
            camera=self.camera,
            sky=self.sky,
            rules=self.rules,
            look=self.look,
            set=self.reading.place,
            notes=(*self._read(), *self.notes),
        )

    def _read(self) -> tuple[str, ...]:
        """What the reading says of itself; a drawing shows no place, and draws a thing that has no model."""
        if self.reading.place != "flat":
            return self.reading.notes
        return tuple(n for n in self.reading.notes if not n.startswith(("Shows the place alone", "Not in the lexicon")))


def box_points(thing: Thing) -> np.ndarray[Any, np.dtype[np.float64]]:
    """The eight corners of a thing's box, in the world."""
    lo, hi = bounds(thing.shape, thing.params)
    r = rotation(thing.turn, thing.tilt, thing.roll)
    at = np.array(thing.at, np.float64)
    return np.asarray(corners(np.array(lo) * thing.scale, np.array(hi) * thing.scale) @ r.T + at)
