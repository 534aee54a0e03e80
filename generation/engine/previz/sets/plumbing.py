"""Kitchens and bathrooms: cupboards in a run, a washstand, a tub, towels."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from generation.engine.previz import colour
from generation.engine.previz.scene import Material
from generation.engine.previz.sets import finish
from generation.engine.previz.sets.furnish import box, drum
from generation.engine.previz.sets.shell import Opening, Room


def kitchen_run(room: Room, views: Sequence[Opening]) -> None:
    """Base cupboards, worktop and tiles along the back wall; shelves or cupboards above, a tall unit at an end."""
    p, back = room.stage.palette, room.back
    door = room.make("cupboard", Material("satin", finish.pick(room, (
        colour.mix(p.mid, "#8d958e", 0.4), colour.mix(p.ink, "#4d5a5c", 0.45), colour.mix(p.light, "#e9e4da", 0.5),
        colour.mix(p.mid, "#b3a68f", 0.6))), 0.45))  # fmt: skip
    top = finish.wood(room, finish.OAK, name="counter") if room.stage.sky_index % 3 else finish.marble(room)
    a, b = room.span(back + 0.3)
    a, b = max(a - 0.6, room.left + 0.02), min(b + 0.6, room.right - 0.02)
    if room.stage.rules.copy.w < 1 and not room.stage.rules.copy.empty:
        a, b = room.span(back + 0.62, bleed=0.1)
    n = max(int((b - a) / 0.6), 1)
    unit = (b - a) / n
    z, mid = back + 0.31, (a + b) / 2
    room.block("kickboard", "dark", (mid, 0, z - 0.03), (b - a, 0.1, 0.54))
    for i in range(n):
        x = a + unit * (i + 0.5)
        room.block("cupboard", door, (x, 0.1, z), (unit - 0.006, 0.76, 0.58), bevel=0.008)
        room.block("handle", "brass", (x, 0.78, z + 0.302), (unit * 0.34, 0.014, 0.02), bevel=0.004)
    room.block("counter", top, (mid, 0.86, z + 0.01), (b - a, 0.04, 0.63), bevel=0.006)
    room.taken.append((np.array([a, 0.0, back]), np.array([b, 0.9, back + 0.62])))
    splash = finish.tiles(room, finish.pick(room, ("#e8e6e0", colour.mix(p.light, "#cfd6d2", 0.5), "#d9cdb9")),
                          "#cfcabf",
                          pitch=0.1, rough=0.12, name="wall tiles")  # fmt: skip
    low = min([v[2] for v in views], default=9.0)
    high = min(1.48, low - 0.05, room.clear - 0.05)
    if high > 1.0:
        room.block("wall tiles", splash, (mid, 0.9, back + 0.008), (b - a, high - 0.9, 0.016), bevel=0.002)
    _above(room, views, a, b, door)
    _worktop(room, views, a, b)
    end = a + 0.35 if room.side > 0 else b - 0.35
    if not room.product and room.clear > 2.2:
        box(room, "fridge", "steel", (end, 0, back + 0.335 + 0.63), (0.66, 2.0, 0.64), bevel=0.02, kind="thing")


def _above(room: Room, views: Sequence[Opening], a: float, b: float, door: str) -> None:
    """Open shelves with crockery, or cupboards, where no window is."""
    back, top = room.back, min(2.2, room.clear - 0.1)
    taken = [(v[0] - 0.15, v[1] + 0.15) for v in views]
    x, shelves = a + 0.1, room.stage.sky_index % 2 == 0
    wood = finish.wood(room, finish.OAK)
    while x + 0.9 < b:
        if any(x < v and x + 0.9 > u for u, v in taken):
            x += 0.1
            continue
        if shelves:
            for y in (1.55, 1.93):
                if y + 0.3 < top:
                    room.block("shelf", wood, (x + 0.44, y, back + 0.13), (0.88, 0.03, 0.24))
                    for k in range(4):
                        _crockery(room, (x + 0.14 + 0.2 * k, y + 0.03, back + 0.13))
        elif top > 1.9:
            room.block("wall cupboard", door, (x + 0.44, 1.5, back + 0.17), (0.872, top - 1.5, 0.34), bevel=0.008)
        x += 0.9
    if not shelves and top > 1.9:
        glow = finish.glow(room, "#ffe2b8", 1.6, name="under cupboard light")
        room.block("light strip", glow, ((a + b) / 2, 1.485, back + 0.1), (b - a - 0.3, 0.012, 0.03))
    room.lamp(
        "worktop light", ((a + b) / 2, 1.6, back + 0.5), ((a + b) / 2, 0.9, back + 0.1), (b - a, 0.1), "#ffe0b4", 9
    )


def _crockery(room: Room, at: tuple[float, float, float]) -> None:
    pick = int(room.rng.integers(5))
    wears = ("ceramic", "linen", finish.accent(room, 0.35), "paper", "wood")[pick]
    if pick < 2:
        drum(room, "bowl", wears, at, 0.075, 0.07 + 0.05 * pick, on=True)
    elif room.rng.random() < 0.8:
        drum(room, "jar", wears, at, 0.045, float(room.rng.uniform(0.12, 0.2)), on=True)


def _worktop(room: Room, views: Sequence[Opening], a: float, b: float) -> None:
    """A tap at the window, a board, jars, a pot with herbs."""
    z = room.back + 0.25
    x = (views[0][0] + views[0][1]) / 2 if views else a + (b - a) * 0.35
    room.block("tap", "brass", (x, 0.9, z - 0.12), (0.022, 0.26, 0.022), bevel=0.008)
    room.block("tap", "brass", (x, 1.14, z - 0.04), (0.022, 0.022, 0.18), bevel=0.008)
    for i, at in enumerate((0.12, 0.2, 0.62, 0.72, 0.88)):
        spot = (a + (b - a) * at, 0.9, z)
        if abs(spot[0] - x) < 0.3:
            continue
        if i == 0:
            room.put("plant", "monstera", spot, params={"seed": 3}, on=True, kind="set", scale=0.38)
        elif i == 3:
            box(room, "bread board", "wood", (spot[0], 0.9, room.back + 0.07), (0.26, 0.4, 0.02), on=True, bevel=0.01)
        else:
            drum(room, "canister", ("ceramic", "steel", "linen")[i % 3], spot, 0.06, 0.16 + 0.05 * (i % 2), on=True)


def washstand(room: Room, x: float, *, wooden: bool = False) -> None:
    """A cabinet with a round basin, a tap, and a round mirror above with light round it."""
    back, p = room.back, room.stage.palette
    body = finish.wood(room, finish.OAK) if wooden or room.stage.sky_index % 2 else room.make(
        "vanity", Material("satin", colour.mix(p.mid, p.light, 0.35), 0.4))  # fmt: skip
    if not box(room, "washstand", body, (x, 0.32, back + 0.26), (1.2, 0.5, 0.5), bevel=0.01, kind="thing"):
        return
    box(room, "counter", "paper", (x, 0.82, back + 0.26), (1.24, 0.03, 0.52), on=True)
    drum(room, "basin", "ceramic", (x, 0.85, back + 0.27), 0.2, 0.13, on=True)
    box(room, "tap", "brass", (x, 0.85, back + 0.07), (0.025, 0.3, 0.025), on=True)
    box(room, "tap", "brass", (x, 1.13, back + 0.13), (0.022, 0.022, 0.15), on=True)
    for i in (-1, 1):
        drum(room, "soap", ("linen", finish.accent(room, 0.2))[(i + 1) // 2], (x + i * 0.42, 0.85, back + 0.25),
             0.034, 0.15,
             on=True)  # fmt: skip
    r = min(0.4, (room.clear - 1.22) / 2)
    if r > 0.2:
        halo = finish.glow(room, "#fff0d8", 1.9, name="mirror light")
        mirror = room.make("mirror", Material("metal", "#cdd3d6", 0.06))
        room.piece("mirror light", "card", (x, 1.2 + r, back + 0.012), wears={"*": halo},
                   params={"form": "disc", "w": 2 * r + 0.07, "h": 2 * r + 0.07})  # fmt: skip
        room.piece("mirror", "card", (x, 1.2 + r, back + 0.03), wears={"*": mirror},
                   params={"form": "disc", "w": 2 * r, "h": 2 * r})  # fmt: skip
        room.lamp("mirror lamp", (x, 1.75, back + 0.5), (x, 0.8, back + 0.9), (0.7, 0.3), "#fff0dc", 7)


def tub(room: Room, at: tuple[float, float, float]) -> None:
    """A free-standing tub."""
    if not box(room, "bath tub", "ceramic", at, (1.6, 0.56, 0.74), bevel=0.18, kind="thing"):
        return
    water = room.make("bath water", Material("satin", "#b9cfd0", 0.08))
    box(room, "bath water", water, (at[0], 0.52, at[2]), (1.36, 0.045, 0.52), bevel=0.02, on=True)
    box(room, "tap", "brass", (at[0], 0, at[2] - 0.44), (0.03, 0.95, 0.03), on=True)
    box(room, "tap", "brass", (at[0], 0.92, at[2] - 0.36), (0.026, 0.026, 0.2), on=True)


def towels(room: Room, x: float) -> None:
    a, b = room.span()
    if not (a + 0.4 < x < b - 0.4):
        return
    cloth = finish.cloth(room, colour.mix(room.stage.palette.mid, room.stage.palette.light, 0.5), name="towel")
    if box(room, "towel", cloth, (x, 0.8, room.back + 0.06), (0.5, 0.62, 0.06), bevel=0.025):
        box(room, "towel rail", "brass", (x, 1.4, room.back + 0.06), (0.64, 0.02, 0.02), on=True)
