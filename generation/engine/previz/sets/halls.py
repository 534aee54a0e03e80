"""High rooms: chapel, auditorium, greenhouse."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from generation.engine.previz import colour
from generation.engine.previz.scene import Look, Material, Mist
from generation.engine.previz.sets import finish, furnish, windows
from generation.engine.previz.sets.shell import Room
from generation.engine.previz.stage import Stage
from generation.engine.previz.stage.subjects import Group


def chapel(stage: Stage, group: Group) -> None:
    """A nave: arcades to both sides, tall windows at the end that glow, benches, a pale stone floor."""
    stage.things[:] = [t for t in stage.things if t.shape != "chapel"]  # the camera is inside it
    group = replace(group, things=[t for t in group.things if t.shape != "chapel"])
    r = Room(stage, group, depth=9.5, half=3.9, high=7.0, lofty=True, narrow=True)
    back, p = r.back, stage.palette
    stops = r.sky(fill=0.5)
    stone = r.make("nave stone", Material("matte", colour.mix("#b3a995", p.light, 0.2), 0.95, grain=0.2))
    dim = r.make("vault", Material("matte", colour.mix("#8f8778", p.ink, 0.1), 0.95, grain=0.15))
    head = min(r.clear - 0.3, r.height - 0.7, 6.4)
    views = windows.bays(r, 3, 1.25, 1.3, head)
    r.shell(stone, finish.tiles(r, "#a39a89", pitch=0.8, rough=0.35), dim, openings=views, back_wall=stone)
    glow = r.make("church glass", Material("glow", "#ffffff", glow=1.7, texture={"kind": "gradient", "stops": [
        [0.0, colour.mix(p.ink, stops[2][1], 0.5)], [0.45, colour.mix(p.accent, stops[2][1], 0.55)],
        [1.0, colour.mix(stops[3][1], "#ffffff", 0.35)]]}))  # fmt: skip
    for a, b, sill, top in views:
        r.piece("church glass", "panel", ((a + b) / 2, sill, back - 0.2), wears={"*": glow},
                params={"w": round(b - a, 2), "h": round(top - sill, 2)})  # fmt: skip
        r.piece("window arch", "arch", ((a + b) / 2, sill - 0.05, back + 0.02), wears={"*": stone},
                params={"w": round(b - a + 0.4, 2), "h": round(top - sill + 0.22, 2), "thick": 0.22,
                        "d": 0.24})  # fmt: skip
        r.block("lead", "dark metal", ((a + b) / 2, sill, back - 0.17), (0.04, top - sill, 0.03))
        for k in range(1, 5):
            r.block("lead", "dark metal", ((a + b) / 2, sill + (top - sill) * k / 5, back - 0.17), (b - a, 0.03, 0.03))
    if views:
        r.lamp("nave window", (0, (1.5 + head) / 2, back + 0.3), (0, 0.5, back + 7), (3.0, head - 1.5), stops[3][1], 9)
    z: float = back + 1.4
    reach = min(float(min(-r.low[0], r.top[0])) + 2.0, 3.1)
    while z < r.low[2] - 1.0:
        for s in (-1, 1):
            x = s * min(reach, abs(r.left if s < 0 else r.right) - 0.4)
            r.put("arcade", "arch", (x, 0, z), turn=90, kind="set", wears={"*": stone}, gap=0.2,
                  params={"w": 2.5, "h": round(min(4.6, r.height - 0.6, r.under(z)), 2), "thick": 0.3,
                          "d": 0.5})  # fmt: skip
        z += 2.2
    pew = finish.wood(r, "#5f432e", name="pew")
    for i in range(4):
        z = back + 2.6 + 1.15 * i
        for s in (-1, 1):
            if furnish.box(r, "pew", pew, (s * 1.35, 0.4, z), (1.5, 0.05, 0.4)):
                furnish.box(r, "pew", pew, (s * 1.35, 0.12, z - 0.2), (1.5, 0.78, 0.04), on=True)
                for end in (-0.74, 0.74):
                    furnish.box(r, "pew", pew, (s * 1.35 + end, 0, z), (0.05, 0.72, 0.46), on=True)
    r.swap_support("plinth", {"r": 0.34, "h": 0.74, "square": True}, {"*": stone}, "altar stone")
    windows.daylight(r, 13.0, size=(2.4, 4.0), high=4.2)
    windows.ceiling_light(r, 1.3, "#ffe9cc")
    r.rig(power=10, key="#ffeccf", rim="#dfe6f2")
    finish.grade(r, bloom=0.16, contrast=0.3)
    stage.look = _with_mist(stage, colour.mix(stops[3][1], "#e9dfcc", 0.6), 0.004)


def _with_mist(stage: Stage, tint: str, density: float) -> Look:
    return replace(stage.look, mist=Mist(tint, density, 6.0, 0.5))


def auditorium(stage: Stage, group: Group) -> None:
    """A dark stage: a glowing backdrop, a truss with lamps, curtains at the sides, a floor that mirrors."""
    r = Room(stage, group, depth=5.4, half=6.0, high=6.0, lofty=True)
    back, p, copy = r.back, stage.palette, stage.rules.copy
    r.sky(fill=0.14, strength=0.4)
    black = finish.plain(r, colour.mix("#15161a", p.ink, 0.35), 0.8, name="stage black", kind="matte")
    r.shell(black, finish.plain(r, "#1b1c20", 0.16, name="stage floor"), black)
    a, b = r.span(back + 0.3, bleed=-0.04)
    deep = colour.mix(p.ink, "#10141f", 0.35)
    tint = finish.pick(
        r, (colour.mix(p.accent, p.ink, 0.35), colour.mix(p.mid, p.ink, 0.25), colour.mix(p.accent, p.mid, 0.5))
    )
    high = min(4.4, r.under(back + 0.3))
    screen = r.make("backdrop", Material("glow", "#ffffff", glow=0.75, texture={
        "kind": "gradient", "stops": [[0.0, colour.mix(tint, "#ffffff", 0.15)], [0.35, tint],
                                      [1.0, deep]]}))  # fmt: skip
    if high > 1.2:
        r.piece("backdrop", "panel", ((a + b) / 2, 0.35, back + 0.3), wears={"*": screen},
                params={"w": round(b - a, 2), "h": round(high - 0.35, 2)})  # fmt: skip
        r.lamp(
            "backdrop",
            ((a + b) / 2, high / 2, back + 0.5),
            ((a + b) / 2, 0.5, back + 3),
            (b - a, high - 0.6),
            tint,
            1.6,
        )
    drape = finish.cloth(r, colour.mix(p.ink, "#2a2226", 0.4), name="stage drape")
    for s in (-1, 1):
        x = r.col(0.5 + s * 0.49, back + 1.0)
        furnish.pleats(r, drape, (x, 0, back + 0.9), 1.6, r.height)
    height = max(0.1, copy.h + 0.08 if not copy.empty and copy.w >= 1 and copy.y <= 0 else 0.0)
    _truss(r, min(float(np.clip(r.frame.height_at(height, back + 1.8), 2.3, 4.2)), r.under(back + 1.8) - 0.4))
    if not r.product:
        r.put("lectern", "lectern", (r.wing(r.side, back + 2.6, 0.6), 0, back + 2.6), turn=-20 * r.side,
              wears={"body": "dark", "base": "dark metal", "mic": "dark metal"})  # fmt: skip
    for k in (-1, 1):
        r.lamp("back light", (2.2 * k, 4.6, back + 1.2), (0, 1.2, 0), (0.5, 0.5), colour.mix(tint, "#ffffff", 0.5), 70)
    r.swap_support("plinth", {"r": 0.3, "h": 0.74}, {"*": "dark"}, "lectern")
    r.rig(power=13, key="#fff2e0", rim=colour.mix(tint, "#ffffff", 0.55))
    finish.grade(r, bloom=0.18, contrast=0.34, vignette=0.24)
    if "mist" in stage.reading.weather or stage.sky_index % 2:
        stage.look = _with_mist(stage, colour.mix(tint, "#20242e", 0.55), 0.02)


def _truss(r: Room, y: float) -> None:
    """A lattice beam across the stage with lamps that look at the subject."""
    if y < r.top[1] + 0.3:
        return
    z, wide = r.back + 1.8, min(r.right - r.left - 1, 9.0)
    if not furnish.box(r, "truss", "steel", (0, y, z), (wide, 0.035, 0.035), on=True):
        return
    furnish.box(r, "truss", "steel", (0, y + 0.3, z), (wide, 0.035, 0.035), on=True)
    for i in range(int(wide / 0.6)):
        x = -wide / 2 + 0.6 * i + 0.3
        r.put("truss", "slab", (x, y, z), on=True, kind="set", wears={"*": "steel"}, roll=(-1) ** i * 60.0,
              params={"w": 0.02, "h": 0.36, "d": 0.02, "bevel": 0.005})  # fmt: skip
    lens = finish.glow(r, "#fff3dc", 4.0, name="spot lens")
    for x in np.linspace(-wide * 0.4, wide * 0.4, 7):
        if furnish.drum(r, "stage lamp", "dark metal", (float(x), y - 0.3, z), 0.11, 0.26, on=True):
            furnish.drum(r, "spot lens", lens, (float(x), y - 0.31, z), 0.085, 0.012, on=True)


def greenhouse(stage: Stage, group: Group) -> None:
    """Glass on all sides in slender bars, benches of pots, leaves at the edges of the picture; bright, soft air."""
    r = Room(stage, group, depth=3.9, half=3.8, high=3.0)
    back, p = r.back, stage.palette
    stops = r.sky(fill=0.85)
    bar = finish.plain(
        r, finish.pick(r, ("#e6e6e1", "#3a4340", colour.mix(p.ink, "#44524b", 0.5))), 0.5, name="glazing bars"
    )
    gravel = r.make("gravel", Material("matte", "#a49b8b", 0.95, grain=0.5, pattern="speckle"))
    mid, d = (r.left + r.right) / 2, r.front - back
    r.piece(
        "floor",
        "deck",
        (mid, 0, (r.front + back) / 2),
        wears={"*": gravel},
        params={"w": round(r.right - r.left + 6, 1), "d": round(d, 2)},
    )
    windows.garden(r, stops)
    eaves = max(r.height, 2.9)
    a, b = r.span()
    calm = r.clear < r.height
    glass_top = min(eaves, r.clear) if calm else eaves
    r.block("plinth wall", finish.bricks(r, "#94705c"), (mid, 0, back), (r.right - r.left, 0.55, 0.2))
    r.piece("glazing", "window_wall", ((a + b) / 2, 0.55, back), wears={"*": bar},
            params={"w": round(b - a, 2), "h": round(glass_top - 0.5, 2), "transom": round(glass_top - 0.57, 2),
                    "bays": max(int((b - a) / 0.75), 3)})  # fmt: skip
    if not r.stage.rules.copy.empty and r.stage.rules.copy.w < 1:
        wall = finish.paint(r, "#d8d5cb")
        x0, x1 = (r.left - 4, a) if r.stage.rules.copy.x <= 0 else (b, r.right + 4)
        r.block("pier", wall, ((x0 + x1) / 2, 0, back), (x1 - x0, eaves + 4, 0.16))
    for x in (r.left, r.right):
        r.piece("glazing", "window_wall", (x, 0, (r.front + back) / 2), turn=90, wears={"*": bar},
                params={"w": round(d, 2), "h": round(glass_top, 2), "transom": round(glass_top - 0.07, 2),
                        "bays": int(d / 0.9)})  # fmt: skip
    if not calm:
        rise = abs(r.left) * 0.5
        for i in range(int(d / 0.9)):
            z = back + 0.9 * i
            for s in (-1, 1):
                half = (r.right - r.left) / 2
                r.put("rafter", "slab", (mid + s * half, eaves, z),
                      roll=s * float(np.degrees(np.arctan2(half, rise))), on=True,
                      kind="set", wears={"*": bar}, params={"w": 0.05, "h": round(float(np.hypot(half, rise)), 2),
                                                            "d": 0.06, "bevel": 0.01})  # fmt: skip
    _pots(r)
    r.swap_support("slab", {"w": 1.9, "h": 0.74, "d": 0.7, "bevel": 0.01}, {"*": "old wood"}, "potting bench")
    r.lamp(
        "sun", (r.side * 5.5, 5.2, back + 0.6), (0, 0.8, 0), (2.0, 2.0), stage.hour.key, min(stage.hour.key_power, 24)
    )
    r.rig(power=9, key="#fff6e4")
    finish.grade(r, contrast=0.22, bloom=0.12, saturation=1.03)


def _pots(r: Room) -> None:
    for s in (-1, 1):
        for i in range(3):
            z = r.back + 0.75 + 1.05 * i
            x = r.wing(s, z, 0.5 + 0.2 * i)
            size = float(r.rng.uniform(0.9, 1.6))
            furnish.greenery(r, (x, 0, z), scale=size)
    a, b = r.span(r.back + 0.4)
    for x in np.linspace(a + 0.3, b - 0.3, 9):
        r.put("fern", "fern", (float(x), 0.0, r.back + 0.4), params={"seed": furnish.seed(r)}, kind="set", gap=0.2,
              scale=float(r.rng.uniform(0.9, 1.3)))  # fmt: skip


SETS = {"chapel interior": chapel, "auditorium": auditorium, "greenhouse": greenhouse}
