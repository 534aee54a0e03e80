"""Where people meet: café, shop, hotel lobby, corridor, gym."""

from __future__ import annotations

import numpy as np

from generation.engine.previz import colour
from generation.engine.previz.scene import Material
from generation.engine.previz.sets import finish, furnish, racking, windows
from generation.engine.previz.sets.shell import Room
from generation.engine.previz.stage import Stage
from generation.engine.previz.stage.subjects import Group


def cafe(stage: Stage, group: Group) -> None:
    """A bar with bottles and a coffee machine before a dark wall, bulbs in a row, small tables: warm, deep, soft."""
    r = Room(stage, group, depth=3.9, half=4.0, high=3.1)
    back, side, p = r.back, r.side, stage.palette
    stops = r.sky(fill=0.4)
    deep = finish.pick(r, ("#3f4f48", "#5b4438", "#46505c", "#6a5a4b"))
    wall = finish.paint(r, deep, share=0.25, towards=p.ink)
    rough = finish.bricks(r) if stage.sky_index % 3 == 1 else wall
    views = windows.bays(r, 1, 2.0, 0.75, 2.5, part=0.36) if stage.sky_index % 2 else []
    r.shell(wall, finish.boards(r, finish.WALNUT), finish.paint(r, "#5a5148", name="ceiling paint"), openings=views,
            back_wall=rough)  # fmt: skip
    windows.glaze(r, views, lights=2, transom=0.7)
    if views:
        windows.city(r, stops, line=0.3)
    _bar(r)
    a, b = r.span(back + 1.6)
    n = 5 if not r.product else 6
    y = 2.15 if not r.product else 1.5
    spots = [(a + (b - a) * (i + 0.5) / n, y + 0.1 * (i % 2), back + 1.5) for i in range(n)]
    if stage.sky_index % 3 == 2:
        for i in range(3):
            r.put("string lights", "string_lights", (a + (b - a) * (i + 0.5) / 3, y + 0.2, back + 1.2), on=True,
                  kind="set",
                  params={"w": round((b - a) / 3, 2)})  # fmt: skip
    else:
        furnish.bulbs(r, spots, r=0.085)
    for s, where in ((-side, 0.8), (side, 0.75)):
        z = back + 1.9 + (0.5 if s == side else 0)
        x = r.wing(s, z, where)
        if r.put("table", "table", (x, 0, z), params={"w": 0.7, "h": 0.74, "round": True}):
            for k in (-1, 1):
                r.put("chair", "chair", (x + 0.62 * k, 0, z - 0.1), turn=-90 * k, gap=0.1)
            r.put("cup", "cup", (x, 0.74, z), on=True, kind="set")
    r.swap_support("plinth", {"r": 0.55, "h": 0.74}, {"*": finish.wood(r, finish.OAK)}, "café table")
    furnish.still_life(r)
    windows.daylight(r, 5.0)
    windows.ceiling_light(r, 1.7, "#ffd9a8")
    r.lamp("bulbs", ((a + b) / 2, 2.0, back + 1.4), ((a + b) / 2, 0.6, back), (b - a, 0.3), "#ffc98a", 7)
    r.rig(power=10, key="#ffe6c4")
    finish.grade(r, bloom=0.14, contrast=0.3, saturation=1.02)


def _bar(r: Room) -> None:
    """Counter, coffee machine, boards with bottles, a plain dark slate for the menu."""
    back, side = r.back, r.side
    a, b = r.span(back + 0.6)
    a, b = (a - 0.5, a + (b - a) * 0.66) if side < 0 else (b - (b - a) * 0.66, b + 0.5)
    a, b = max(a, r.left), min(b, r.right)
    front = finish.wood(r, finish.OAK, name="bar front")
    z, mid = back + 1.0, (a + b) / 2
    if not racking.free(r, (mid, 0, z), b - a, 1.05, 0.6):
        return
    r.block("bar", front, (mid, 0, z), (b - a, 1.0, 0.55))
    r.block("bar top", finish.marble(r), (mid, 1.0, z), (b - a + 0.06, 0.04, 0.64))
    top = r.under(back + 0.15)
    board = finish.wood(r, finish.WALNUT, name="bar shelf")
    for y in (1.4, 1.8):
        if y + 0.4 < top:
            r.block("bar shelf", board, (mid, y, back + 0.13), (b - a - 0.5, 0.03, 0.22))
            racking.bottles(r, a + 0.35, b - 0.35, y + 0.03, back + 0.13)
    strip = finish.glow(r, "#ffd39a", 2.4, name="shelf light")
    if top > 1.5:
        r.block("shelf light", strip, (mid, 1.375, back + 0.06), (b - a - 0.6, 0.012, 0.03))
    x = mid + side * (b - a) * 0.24
    if furnish.box(
        r, "coffee machine", "steel", (x, 1.04, z - 0.05), (0.75, 0.38, 0.45), bevel=0.06, on=True, kind="thing"
    ):
        for k in (-0.2, 0.2):
            furnish.drum(r, "group head", "dark metal", (x + k, 1.15, z + 0.22), 0.04, 0.1, on=True)
    for k in range(3):
        furnish.drum(r, "cups", "ceramic", (x - side * (0.75 + 0.13 * k), 1.04, z), 0.045, 0.13 + 0.05 * k, on=True)
    for k in range(3):
        r.put("bar stool", "bar_stool", (mid + (k - 1) * 0.8, 0, z + 0.62), turn=20.0 * k)
    wide = min((b - a) * 0.5, 1.6)
    if top > 2.75:
        r.block("slate", "rubber", (mid, 2.1, back + 0.02), (wide, 0.6, 0.03))


def shop(stage: Stage, group: Group) -> None:
    """Lit niches with rows of goods, a display table, a rail of light: bright and orderly."""
    r = Room(stage, group, depth=3.8, half=4.4, high=3.1)
    back, side, p = r.back, r.side, stage.palette
    r.sky(fill=0.55)
    wall = finish.paint(r, finish.pick(r, ("#dcd7ce", "#d3d6d4", "#e0d6c8")), share=0.3)
    floor = finish.terrazzo(r) if stage.sky_index % 2 else finish.boards(r, finish.ASH)
    r.shell(wall, floor, finish.paint(r, "#ecebe7", name="ceiling paint"))
    a, b = r.span(back + 0.3, bleed=0.12)
    wide = 1.35
    n = max(int((b - a) / (wide + 0.18)), 1)
    high = min(2.3, r.under(back + 0.3) - 0.05)
    for i in range(n):
        x = a + (b - a) * (i + 0.5) / n
        racking.goods(r, (x, 0, back + 0.2), w=wide, h=high, rows=max(int(high / 0.46), 2))
    z = back + 2.0
    for s, where in ((side, 0.7), (-side, 0.85)):
        x = r.wing(s, z, where)
        if furnish.box(r, "display table", finish.wood(r, finish.OAK), (x, 0, z), (1.2, 0.82, 0.7), kind="thing"):
            names = [r.make(f"goods {i}", Material("satin", colour.mix(c, "#cfc8bd", 0.3), 0.4))
                     for i, c in enumerate((p.mid, p.light, p.ink, p.accent))]  # fmt: skip
            for k in range(4):
                furnish.box(
                    r, "goods", names[k], (x - 0.42 + 0.28 * k, 0.82, z), (0.2, 0.1 + 0.06 * (k % 3), 0.2), on=True
                )
    _track(r, "#fff4e4")
    r.swap_support(
        "slab", {"w": 1.9, "h": 0.74, "d": 0.7, "bevel": 0.015}, {"*": finish.wood(r, finish.ASH)}, "counter"
    )
    windows.ceiling_light(r, 4.2, "#fff4e6")
    r.lamp("niches", (0, 2.5, back + 1.4), (0, 1.0, back), (min(b - a, 7.0), 0.3), "#fff1da", 8)
    r.rig(power=11, key="#fff6ea")
    finish.grade(r, contrast=0.2, bloom=0.1)


def _track(r: Room, tint: str) -> None:
    """A dark rail under the ceiling with small spots that are lit."""
    z, y = r.back + 1.5, r.height - 0.25
    wide = r.right - r.left - 0.6
    if not furnish.box(r, "light rail", "dark metal", (0, y, z), (wide, 0.04, 0.05), on=True):
        return
    lens = finish.glow(r, tint, 3.0, name="spot lens")
    for x in np.linspace(-wide / 2 + 0.5, wide / 2 - 0.5, 6):
        if furnish.drum(r, "spot", "dark metal", (float(x), y - 0.17, z), 0.045, 0.17, on=True):
            furnish.drum(r, "spot lens", lens, (float(x), y - 0.176, z), 0.034, 0.008, on=True)


def lobby(stage: Stage, group: Group) -> None:
    """A long desk of stone before upright slats, a cluster of globes, armchairs, tall plants; a floor that mirrors."""
    r = Room(stage, group, depth=4.6, half=5.0, high=4.2)
    back, side = r.back, r.side
    stops = r.sky(fill=0.45)
    wall = finish.paint(r, finish.pick(r, ("#b9ab98", "#a4a39d", "#98897a")))
    views = windows.bays(r, 1, 1.8, 0.1, 3.4, part=0.3)
    floor = finish.marble(r, "#cfc8bc") if stage.sky_index % 2 else finish.terrazzo(r, "#b7b0a6")
    r.shell(wall, floor, finish.paint(r, "#cfc6b8", name="ceiling paint"), openings=views)
    windows.glaze(r, views, frame="brass", lights=2)
    windows.city(r, stops, line=0.3)
    x = r.wing(-side if views else side, back + 0.9, 0.5)
    high = min(r.under(back + 0.1), 3.6)
    if high > 1.5:
        r.put("slats", "slats", (x, 0, back + 0.03), kind="set", params={"w": 3.6, "h": round(high, 2), "pitch": 0.1},
              wears={"slats": finish.wood(r, finish.WALNUT), "back": "dark"})  # fmt: skip
        disc = r.make("brass disc", Material("metal", "#c8a25a", 0.3))
        if high > 2.6:
            r.piece(
                "disc", "card", (x, 1.95, back + 0.11), wears={"*": disc}, params={"form": "disc", "w": 0.95, "h": 0.95}
            )
    if furnish.box(r, "reception desk", finish.marble(r, "#e2ddd4", name="desk stone"), (x, 0, back + 0.95),
                   (2.6, 1.08, 0.6),
                   bevel=0.03, kind="thing"):  # fmt: skip
        glow = finish.glow(r, "#ffdca8", 2.2, name="desk light")
        furnish.box(r, "desk light", glow, (x, 0.04, back + 1.262), (2.4, 0.03, 0.02), on=True)
        furnish.drum(r, "vase", finish.accent(r, 0.2), (x + 0.9, 1.08, back + 0.9), 0.07, 0.26, on=True)
    for s, where in ((side, 0.55), (-side, 0.9)):
        furnish.greenery(r, (r.wing(s, back + 0.7, where), 0, back + 0.7), scale=1.5)
    seat = finish.quiet(r)
    for k in range(2):
        at = (r.wing(side, back + 2.0, 0.45 + 0.5 * k), 0, back + 1.8 + 0.3 * k)
        r.put(
            "armchair", "armchair", at, turn=-25.0 * side - 30 * k, wears={"body": seat, "seat": seat, "legs": "brass"}
        )
    spots = [
        (x + dx, y, back + 1.6 + dz)
        for dx, y, dz in ((-0.5, 2.6, 0), (0.1, 2.9, 0.3), (0.6, 2.45, 0.1), (-0.1, 2.3, -0.1))
    ]
    furnish.bulbs(r, spots, r=0.15, name="globe lamp")
    r.swap_support(
        "plinth", {"r": 0.5, "h": 0.74}, {"*": finish.marble(r, "#ddd6ca", name="side table stone")}, "side table"
    )
    furnish.still_life(r)
    windows.daylight(r, 7.0, high=2.4)
    windows.ceiling_light(r, 2.6, "#ffe4c0")
    r.lamp("wall wash", (x, min(high, r.height) - 0.05, back + 0.7), (x, 0.8, back), (3.2, 0.2), "#ffdcae", 12)
    r.rig(power=10.5, key="#ffeed8")
    finish.grade(r, bloom=0.12, contrast=0.26)


def corridor(stage: Stage, group: Group) -> None:
    """A long passage: portals one behind another, bands of light, a bright end."""
    r = Room(stage, group, depth=13.0, half=2.1, high=2.9, narrow=True)
    back, p = r.back, stage.palette
    r.sky(fill=0.4)
    wall = finish.paint(r, finish.pick(r, ("#bfc2c4", "#c8bfb3", "#9ba3a8")))
    r.shell(wall, finish.concrete(r, rough=0.22), finish.paint(r, "#d5d4d0", name="ceiling paint"))
    rib = finish.paint(r, "#e3e1dc", name="portal")
    band = finish.glow(r, "#fff3e2", 2.2, name="light band")
    end = finish.glow(r, colour.mix(r.stage.sky.stops[3][1], "#ffffff", 0.4), 1.5, name="end light")
    mid, wide = (r.left + r.right) / 2, r.right - r.left
    z = back + 1.0
    while z < r.low[2] - 0.9:
        for x in (r.left + 0.09, r.right - 0.09):
            r.block("portal", rib, (x, 0, z), (0.18, r.height, 0.34))
        r.block("portal", rib, (mid, r.height - 0.2, z), (wide, 0.2, 0.34))
        if furnish.box(r, "light band", band, (mid, r.height - 0.03, z + 1.1), (wide * 0.62, 0.025, 0.16), on=True):
            r.lamp("band", (mid, r.height - 0.08, z + 1.1), (mid, 0, z + 1.1), (wide * 0.6, 0.3), "#fff3e2", 5)
        z += 2.5
    r.block("end light", end, (mid, 0.3, back + 0.03), (wide * 0.5, 1.9, 0.03))
    door = finish.plain(r, colour.mix(p.ink, "#59636b", 0.5), 0.5, name="door")
    for k, s in enumerate((-1, 1)):
        for i in range(3):
            x = (r.left if s < 0 else r.right) - s * 0.02
            r.block("door", door, (x, 0, back + 2.2 + 2.5 * i + 0.4 * k), (0.04, 2.1, 0.95))
    windows.ceiling_light(r, 2.6, "#fff2e0")
    r.rig(power=10)
    finish.grade(r)


def gym(stage: Stage, group: Group) -> None:
    """Dark rubber floor, wall bars, racks of dumbbells and balls, bands of light overhead."""
    r = Room(stage, group, depth=3.9, half=5.0, high=3.6)
    back, side, p = r.back, r.side, stage.palette
    stops = r.sky(fill=0.45)
    wall = finish.concrete(r, finish.pick(r, ("#8d8f92", "#a09b93", "#7c8288")), rough=0.8)
    views = windows.bays(r, 2, 1.6, 0.9, 3.0, part=0.42)
    r.shell(wall, finish.plain(r, "#3a3d42", 0.7, name="rubber floor"),
            finish.paint(r, "#4c4f54", name="ceiling paint"),
            openings=views)  # fmt: skip
    windows.glaze(r, views)
    windows.city(r, stops, line=0.25)
    stripe = finish.accent(r, 0.15)
    a, b = r.span(back + 0.02)
    if r.clear > 1.2:
        r.block("stripe", stripe, ((a + b) / 2, 0.42, back + 0.012), (b - a, 0.1, 0.012), bevel=0.002)
    wood = finish.wood(r, finish.ASH)
    x = r.wing(-side, back + 0.1, 0.62)
    high = min(2.5, r.under(back + 0.1))
    if racking.free(r, (x, 0, back + 0.08), 1.9, high, 0.14):
        for k in (-0.92, 0.0, 0.92):
            r.block("wall bars", wood, (x + k, 0, back + 0.06), (0.05, high, 0.11))
        for y in np.arange(0.2, high - 0.05, 0.17):
            r.block("rung", wood, (x, float(y), back + 0.1), (1.84, 0.035, 0.035), bevel=0.014)
    _dumbbells(r, r.wing(side, back + 0.4, 0.55))
    ball = finish.plain(r, colour.mix(p.accent, "#80868c", 0.2), 0.5, name="ball")
    for s, where, rad in ((-side, 0.95, 0.32), (side, 0.95, 0.2)):
        r.put(
            "ball",
            "sphere",
            (r.wing(s, back + 1.2, where), 0, back + 1.2),
            params={"r": rad},
            wears={"*": ball},
            kind="set",
        )
    bench = r.wing(-side, back + 1.7, 0.75)
    if furnish.box(r, "bench", "dark", (bench, 0.4, back + 1.8), (1.2, 0.09, 0.32), bevel=0.03, kind="thing"):
        for k in (-0.42, 0.42):
            furnish.box(r, "bench leg", "dark metal", (bench + k, 0, back + 1.8), (0.06, 0.4, 0.3), on=True)
    tube = finish.glow(r, "#f2f6ff", 3.0, name="light tube")
    for k in (-1.6, 0.0, 1.6):
        furnish.box(r, "light tube", tube, (k, r.height - 0.3, back + 1.8), (0.06, 0.04, 2.6), on=True)
    r.swap_support("slab", {"w": 1.5, "h": 0.74, "d": 0.6, "bevel": 0.03}, {"*": "rubber"}, "box")
    windows.daylight(r, 8.0, high=2.2)
    windows.ceiling_light(r, 3.2, "#f2f5ff")
    r.rig(power=11, key="#fff4e4", rim="#dfe9ff")
    finish.grade(r, contrast=0.32)


def _dumbbells(r: Room, x: float) -> None:
    z = r.back + 0.35
    if not racking.free(r, (x, 0, z), 1.9, 1.0, 0.5):
        return
    for k in (-0.9, 0.9):
        r.block("rack leg", "dark metal", (x + k, 0, z), (0.05, 0.95, 0.4))
    for y in (0.28, 0.72):
        r.block("rack", "dark metal", (x, y, z), (1.8, 0.04, 0.4))
        for i in range(5):
            cx, rad = x - 0.7 + 0.35 * i, 0.06 + 0.012 * i
            for k in (-0.07, 0.07):
                r.piece("weight", "plinth", (cx + k + 0.03, y + 0.04 + rad, z), roll=90, wears={"*": "rubber"},
                        params={"r": round(rad, 3), "h": 0.06})  # fmt: skip
            r.piece(
                "grip",
                "plinth",
                (cx + 0.08, y + 0.04 + rad, z),
                roll=90,
                wears={"*": "steel"},
                params={"r": 0.016, "h": 0.16},
            )


SETS = {"cafe": cafe, "shop": shop, "lobby": lobby, "corridor": corridor, "gym": gym}
