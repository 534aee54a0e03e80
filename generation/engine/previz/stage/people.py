"""Casting: who stands where around what, facing it, each in a pose that fits."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from generation.engine.previz import colour
from generation.engine.previz.materials import HAIR, SKIN, TROUSERS
from generation.engine.previz.palette import Palette
from generation.engine.previz.read import Reading
from generation.engine.previz.scene import Material, Thing
from generation.engine.previz.things.people import HAIR as CUTS

Slot = tuple[float, float]

# Places around a pane at the origin, 2.5 m wide; the viewer is at +z. In the order in which they are taken.
AROUND_PANE: dict[str, tuple[Slot, ...]] = {
    "flank": ((-1.08, 0.42), (1.16, 0.34), (0.12, -1.2), (-0.62, -1.3), (0.8, -1.35), (1.75, -0.3), (-1.75, -0.35),
              (0.1, -2.0)),
    "behind": ((0.0, -1.15), (-0.98, -0.95), (0.98, -0.95), (-1.75, -0.5), (1.75, -0.5), (0.5, -1.9), (-0.5, -1.9),
               (1.5, -1.7)),
    "crescent": ((-1.42, 0.12), (-0.5, -1.12), (1.36, 0.25), (0.55, -1.2), (1.95, -0.6), (-2.0, -0.5), (0.0, -1.9),
                 (-1.2, -1.7)),
    "beside": ((-1.62, -0.1), (-1.05, -0.95), (0.9, -1.05), (1.62, 0.0), (0.0, -1.3), (-1.9, -0.9), (1.9, -0.9),
               (0.4, -2.0)),
    "duet": ((-1.2, 0.5), (0.32, -1.1), (1.2, -0.95), (-0.65, -1.15), (1.75, 0.15), (-1.8, -0.6), (0.2, -1.9),
             (2.2, -0.8)),
}  # fmt: skip
AROUND_TABLE: dict[str, tuple[Slot, ...]] = {
    "across": ((-0.62, -0.95), (0.62, -0.95), (0.0, -1.0), (-1.35, -0.35), (1.35, -0.35), (-1.35, 0.4), (1.35, 0.4),
               (0.0, -1.6)),
    "ends": ((-1.38, 0.05), (1.38, -0.05), (0.2, -0.98), (-0.55, -0.98), (0.9, -1.0), (-1.4, -0.7), (1.4, -0.7),
             (0.1, -1.6)),
    "corner": ((-1.3, 0.25), (-0.75, -0.95), (0.15, -1.0), (0.95, -0.92), (1.4, 0.1), (-1.4, -0.5), (0.5, -1.6),
               (-0.4, -1.6)),
}  # fmt: skip
TOGETHER: dict[str, tuple[Slot, ...]] = {
    "row": ((0.0, 0.0), (-0.72, -0.12), (0.72, -0.1), (-1.4, -0.3), (1.4, -0.3), (0.36, -0.8), (-0.36, -0.8),
            (1.1, -0.9)),
    "talk": ((-0.62, 0.1), (0.6, 0.0), (0.02, -0.62), (-1.25, -0.4), (1.25, -0.45), (0.5, -1.2), (-0.5, -1.2),
             (1.7, -1.0)),
    "steps": ((-0.5, 0.25), (0.28, -0.35), (0.98, -0.95), (-1.2, -0.45), (1.6, -0.3), (-0.2, -1.2), (0.6, -1.6),
              (-1.5, -1.3)),
}  # fmt: skip
FRONT_POSES = ("point", "offer", "explain", "think", "stand", "hip")
BEHIND_POSES = ("cross", "think", "hip", "tablet", "stand", "explain")
TABLE_POSES = ("lean", "explain", "think", "tablet", "cross", "pocket")
ALONE_POSES = ("pocket", "hip", "cross", "stand", "tablet", "explain")


def facing(at: Slot, towards: Slot) -> float:
    """Turn, degrees, for a person at `at` to look at `towards`."""
    return float(np.degrees(np.arctan2(towards[0] - at[0], towards[1] - at[1])))


def cast(
    slots: Sequence[Slot],
    count: int,
    poses: Sequence[str],
    target: Slot,
    rng: np.random.Generator,
    wardrobe: Wardrobe,
    *,
    behind: Sequence[str] = (),
) -> list[Thing]:
    """`count` people on the first slots, all facing `target`, no pose twice before all were used."""
    things = []
    front = list(rng.permutation(list(poses)))
    back = list(rng.permutation(list(behind or poses)))
    for i, (x, z) in enumerate(slots[:count]):
        spot = (x + float(rng.uniform(-0.05, 0.05)), z + float(rng.uniform(-0.05, 0.05)))
        pool = back if behind and z < -0.3 else front
        pose = str(pool.pop(0))
        pool.append(pose)
        straight = facing(spot, (target[0] + 0.3 * spot[0], target[1]))
        turn = straight + float(rng.uniform(-9, 9))
        things.append(
            wardrobe.person(
                i, pose, (spot[0], 0.0, spot[1]), turn, look=float(np.clip(facing(spot, target) - turn, -28, 28))
            )
        )
    return things


class Wardrobe:
    """Clothes in the brand's quiet colours; the accent is left to devices. Skin and hair vary evenly."""

    def __init__(self, reading: Reading, palette: Palette, rng: np.random.Generator) -> None:
        self.reading, self.rng = reading, rng
        self.materials: dict[str, Material] = {}
        ink = colour.mix(palette.ink, "#3d4f75" if colour.brightness(palette.ink) < 0.03 else palette.ink, 0.45)
        jackets = [palette.mid, palette.light, ink, colour.mix(palette.mid, palette.light, 0.5)]
        if reading.said("charcoal"):
            jackets = ["#33363c"]
        self.jackets = [_cloth(c) for c in jackets]
        self.start = int(rng.integers(len(self.jackets)))
        self.skin_start, self.hair_start, self.cut_start = (
            int(rng.integers(n)) for n in (len(SKIN), len(HAIR), len(CUTS))
        )

    def person(self, index: int, pose: str, at: tuple[float, float, float], turn: float, *, look: float = 0.0) -> Thing:
        name = f"person {index + 1}"
        jacket = self.jackets[(self.start + index) % len(self.jackets)]
        cut = CUTS[(self.cut_start + index * 3) % len(CUTS)]
        hair = HAIR[(self.hair_start + index * 5) % len(HAIR)]
        if self.reading.said("silver") and self.reading.people == 1:
            hair, cut = "#b9b9b7", "bob" if self.reading.said("bob") else cut
        pale = colour.brightness(jacket) > 0.45
        self.materials |= {
            f"{name} jacket": Material("matte", jacket, 0.9, grain=0.06),
            f"{name} shirt": Material("matte", "#5a616c" if pale else "#e6e2da", 0.9),
            f"{name} trousers": Material("matte", TROUSERS[(self.start + index * 3) % len(TROUSERS)], 0.9, grain=0.06),
            f"{name} skin": Material("satin", SKIN[(self.skin_start + index * 5) % len(SKIN)], 0.55),
            f"{name} hair": Material("satin", hair, 0.55, grain=0.2),
            f"{name} shoes": Material("satin", "#1d1c1e", 0.35),
        }
        params: dict[str, object] = {
            "pose": pose,
            "hair": cut,
            "look": round(look, 1),
            "build": "broad" if (self.cut_start + index) % 3 == 0 else "slim",
        }
        if self.reading.said("cloak", "ferryman"):
            params["clothes"] = "cloak"
            self.materials[f"{name} jacket"] = Material("matte", "#3b3f3d", 0.95, grain=0.2)
        if self.reading.said("mask", "heron-masked", "masked"):
            params["mask"] = "heron"
            self.materials[f"{name} skin"] = Material("matte", "#d9cdb4", 0.8)
        wears = {part: f"{name} {part}" for part in ("jacket", "shirt", "trousers", "skin", "hair", "shoes")}
        return Thing(name, "person", "person", at, round(turn, 1), focal=True, params=params, wears=wears)


def _cloth(c: str) -> str:
    """No cloth is pure black or pure white in a photograph's light, and none is neon."""
    c = colour.shade(c, saturation=0.82)
    if colour.brightness(c) > 0.75:
        c = colour.mix(c, "#cfc8bb", 0.3)
    return c if colour.brightness(c) > 0.012 else colour.mix(c, "#4a5468", 0.35)
