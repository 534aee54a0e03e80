"""At home: a plain room, living room, bedroom, kitchen, bathroom, loft."""

from __future__ import annotations

from dataclasses import replace

from generation.engine.previz import colour
from generation.engine.previz.sets import finish, furnish, plumbing, windows
from generation.engine.previz.sets.shell import Room
from generation.engine.previz.stage import Stage
from generation.engine.previz.stage.subjects import Group


def room(stage: Stage, group: Group) -> None:
    """A plain, warm room: one window's light, a wall, a few things that belong to it."""
    r = Room(stage, group, depth=3.2)
    tone = finish.pick(r, ("#c9c0b3", "#b7ada0", "#bcc0bd", "#c4b6a4"))
    towards = stage.palette.ink if stage.reading.said("background") else ""
    wall = finish.paint(r, tone, towards=towards, share=0.85 if towards else 0.25)
    if stage.reading.said("stone") and stage.reading.said("wall"):
        stage.materials[wall] = stage.materials[finish.concrete(r, "#8b8577")]
    r.sky(fill=0.5)
    r.shell(wall, finish.boards(r), finish.paint(r, "#dcd8d0", name="ceiling paint"),
            skirting=finish.plain(r, "#d9d4ca", name="trim"))  # fmt: skip
    side = r.side
    furnish.greenery(r, (r.wing(-side, r.back + 0.7, 0.55), 0, r.back + 0.7))
    if not r.product and r.rng.random() < 0.6:
        r.put("lamp", "lamp", (r.wing(side, r.back + 0.5, 0.4), 0, r.back + 0.5))
    if group.family == "people" and r.rng.random() < 0.5:
        furnish.sofa(r, (r.wing(side, r.back + 0.75, 0.6), 0, r.back + 0.75), turn=-6 * side)
    furnish.frames(r, count=int(r.rng.integers(1, 4)))
    windows.daylight(r, 9.0)
    windows.ceiling_light(r, 2.2)
    r.rig(power=11, key="#fff1de")
    finish.grade(r)


def living(stage: Stage, group: Group) -> None:
    """A sofa under pictures, a rug, a lamp, a window on the garden or the town."""
    r = Room(stage, group, depth=3.6, half=4.0, high=2.75)
    side, back = r.side, r.back
    if stage.reading.said("evening") and stage.hour.sun > 0 and not stage.reading.said("golden", "sunset"):
        stage.reading = replace(stage.reading, time="dusk")  # indoors an evening is lamps before blue windows
    evening = stage.hour.sun < 0 or stage.reading.time == "night"
    stops = r.sky(fill=0.5)
    if evening:  # walls in half shade, that faces and lamps stand off; the brand's light colour would turn them pink
        wall = finish.paint(r, finish.pick(r, ("#7d8680", "#77808a", "#8b8377", "#6f7b7e")), share=0.06)
    else:
        wall = finish.paint(r, finish.pick(r, ("#cfc6b8", "#b9bdb4", "#c7b3a0", "#a9aeb4")), share=0.12)
    views = windows.bays(r, 1 + int(r.rng.integers(2)), 2.1, 0.35, 2.5, part=0.6)
    trim = finish.plain(r, "#e2ddd3", name="trim")
    r.shell(wall, finish.boards(r, finish.pick(r, (finish.OAK, finish.ASH, finish.WALNUT))),
            finish.paint(r, "#e4e0d8", name="ceiling paint"), openings=views, skirting=trim)  # fmt: skip
    windows.glaze(r, views, frame=trim, ledge=trim)
    for a, b, _sill, head in views:
        furnish.drapes(r, a, b, min(head + 0.22, r.clear), sheer=evening)
    town = stage.sky_index % 3 == 2 or (evening and stage.sky_index % 3 == 0)
    windows.city(r, stops, line=0.3) if town else windows.garden(r, stops)
    rug = finish.cloth(r, colour.mix(stage.palette.ink if evening else stage.palette.light, "#b4a692", 0.6), name="rug")
    r.block("rug", rug, (0, 0, min(r.low[2], -0.2) + 0.1), (3.6, 0.012, 2.4), bevel=0.004)
    spot = r.wing(-side, back + 0.7, 0.5)
    furnish.sofa(r, (spot, 0, back + 0.62), turn=0)
    furnish.frames(r, about=spot, count=(4 if evening else 2) + int(r.rng.integers(2)))
    r.put("lamp", "lamp", (spot - side * 1.55, 0, back + 0.5))
    furnish.greenery(r, (r.wing(side, back + 0.6, 0.9), 0, back + 0.6))
    if not r.product:
        seat = finish.cloth(r, colour.mix(stage.palette.accent, "#9a8f80", 0.55), name="armchair cloth")
        r.put("armchair", "armchair", (r.wing(side, back + 1.5, 0.85), 0, back + 1.5), turn=-40 * side,
              wears={"body": seat, "seat": seat, "legs": "wood"})  # fmt: skip
        r.put("coffee table", "coffee_table", (spot, 0, back + 1.75), params={"w": 1.0, "d": 0.55})
        r.put("shelf", "shelf", (r.wing(side, back + 0.25, 0.4), 0, back + 0.22),
              params={"w": 1.5, "h": 1.9, "seed": furnish.seed(r)})  # fmt: skip
    else:
        furnish.still_life(r)
    windows.daylight(r, 8.0)
    windows.ceiling_light(r, 1.1 if evening else 2.0, "#ffe8cc")
    r.lamp("lamp glow", (spot - side * 1.55, 1.5, back + 0.6), (spot, 0.4, back + 0.3), (0.35, 0.35), "#ffcf96",
           40 if evening else 26)  # fmt: skip
    if evening:
        _evening(r, spot)
    r.rig(power=10, key="#ffe9cf" if evening else "#fff0dc", fill="#cfdcf2" if evening else "#e8edf5")
    finish.grade(r, saturation=1.0, contrast=0.3 if evening else 0.25)


def _evening(r: Room, spot: float) -> None:
    """A second lamp across the room and one above the sofa's pictures: pools of warm light on a cool wall."""
    far = r.wing(r.side, r.back + 0.5, 0.7)
    r.put("lamp", "lamp", (far, 0, r.back + 0.5))
    r.lamp("far lamp glow", (far, 1.5, r.back + 0.6), (far, 1.0, r.back), (0.35, 0.35), "#ffc98c", 26)
    r.lamp("picture light", (spot, min(2.3, r.height - 0.2), r.back + 0.5), (spot, 1.3, r.back), (1.2, 0.12), "#ffd9a8",
           9)  # fmt: skip


def bedroom(stage: Stage, group: Group) -> None:
    """A made bed against the wall, lamps at its sides, light curtains."""
    r = Room(stage, group, depth=3.9, half=3.8, high=2.65)
    side, back = r.side, r.back
    stops = r.sky(fill=0.55)
    wall = finish.paint(r, finish.pick(r, ("#c7bdb0", "#aab2ad", "#bfb1ab", "#9fa9b3")), share=0.2)
    views = windows.bays(r, 1, 1.5, 0.5, 2.3, part=0.42)
    trim = finish.plain(r, "#e7e2d9", name="trim")
    r.shell(wall, finish.boards(r, finish.ASH), finish.paint(r, "#e6e2da", name="ceiling paint"), openings=views,
            skirting=trim)  # fmt: skip
    windows.glaze(r, views, frame=trim, ledge=trim)
    for a, b, _sill, head in views:
        furnish.drapes(r, a, b, min(head + 0.25, r.clear), sheer=True)
    windows.garden(r, stops)
    x = r.wing(-side, back + 1.1, 0.5 if not r.product else 0.35)
    bed = furnish.bed(r, x)
    for s in (-1, 1):
        furnish.night_table(r, (x + s * (bed / 2 + 0.36), 0, back + 0.3))
    furnish.frames(r, about=x, count=1)
    furnish.greenery(r, (r.wing(side, back + 0.6, 0.85), 0, back + 0.6))
    rug = finish.cloth(r, colour.mix(stage.palette.mid, "#cbbfae", 0.7), name="rug")
    r.block("rug", rug, (0, 0, -0.1), (3.0, 0.014, 2.0), bevel=0.004)
    if r.product:
        furnish.still_life(r)
    windows.daylight(r, 8.0)
    windows.ceiling_light(r, 2.4, "#fff0de")
    r.rig(power=10, key="#fff3e4")
    finish.grade(r, bloom=0.1, contrast=0.2)


def kitchen(stage: Stage, group: Group) -> None:
    """A run of cupboards with a worktop, tiles above it, a hood or shelves, a window over the sink."""
    r = Room(stage, group, depth=3.0, half=3.9, high=2.7)
    stops = r.sky(fill=0.55)
    wall = finish.paint(r, finish.pick(r, ("#d6d0c6", "#cdd0cb", "#d8cdbd")))
    views = windows.bays(r, 1, 1.5 if not r.product else 0.9, 1.12, 2.15, part=0.5)
    trim = finish.plain(r, "#e4e0d8", name="trim")
    r.shell(wall, finish.boards(r, finish.ASH) if stage.sky_index % 2 else finish.tiles(r, "#b9b2a6", pitch=0.6),
            finish.paint(r, "#e6e3dc", name="ceiling paint"), openings=views)  # fmt: skip
    windows.glaze(r, views, frame=trim, ledge=trim)
    windows.garden(r, stops)
    r.swap_support("slab", {"w": 2.6, "h": 0.74, "d": 0.9, "bevel": 0.012},
                   {"*": finish.marble(r) if stage.sky_index % 2 else finish.wood(r, finish.OAK)},
                   "worktop")  # fmt: skip
    plumbing.kitchen_run(r, views)
    if not r.product:
        for i in range(3):
            x = (i - 1) * 0.75 + float(r.low[0] + r.top[0]) / 2
            r.put(
                "pendant lamp", "pendant", (x, 2.05, -0.35), on=True, kind="set", params={"drop": r.height, "r": 0.12}
            )
    windows.daylight(r, 9.0)
    windows.ceiling_light(r, 3.2, "#fff1de")
    r.rig(power=11, key="#fff4e6")
    finish.grade(r, contrast=0.22)


def bathroom(stage: Stage, group: Group) -> None:
    """Tiles, a basin under a round mirror, a tub, towels; for a spa the same in wood and stone."""
    r = Room(stage, group, depth=2.9, half=3.4, high=2.65)
    back, side = r.back, r.side
    spa = stage.reading.said("spa", "sauna", "wellness")
    stops = r.sky(fill=0.6)
    tone = "#a39a8c" if spa else finish.pick(r, ("#dfe3e1", "#c9d4d2", "#dcd6cc"))
    tiled = finish.tiles(r, colour.mix(tone, stage.palette.light, 0.15), "#f2f0ec", pitch=0.2, rough=0.14)
    views = windows.bays(r, 1, 1.1, 1.25, 2.1, part=0.4)
    r.shell(tiled, finish.tiles(r, "#8f9390" if not spa else "#6f675d", pitch=0.6, name="floor tiles", rough=0.2),
            finish.paint(r, "#eceae5", name="ceiling paint"), openings=views)  # fmt: skip
    windows.glaze(r, views, frame=finish.plain(r, "#ecebe7", name="trim"), lights=1)
    windows.garden(r, stops)
    r.swap_support("slab", {"w": 2.2, "h": 0.74, "d": 0.62, "bevel": 0.012},
                   {"*": finish.wood(r, finish.WALNUT) if spa else finish.marble(r)}, "vanity top")  # fmt: skip
    plumbing.washstand(r, r.wing(-side, back + 0.3, 0.5), wooden=spa)
    plumbing.tub(r, (r.wing(side, back + 0.6, 0.6), 0, back + 0.55))
    plumbing.towels(r, r.wing(side, back + 0.05, 0.25))
    furnish.greenery(r, (r.wing(-side, back + 0.5, 0.97), 0, back + 0.45), scale=0.8)
    windows.daylight(r, 9.0)
    windows.ceiling_light(r, 4.0, "#fff8ef")
    r.rig(power=11, key="#fff8f0")
    finish.grade(r, bloom=0.1, contrast=0.2)


def loft(stage: Stage, group: Group) -> None:
    """A high room by tall windows, brick between them; with rain, streaks on the glass and a cool street outside."""
    r = Room(stage, group, depth=3.3, half=4.4, high=3.9)
    back, side = r.back, r.side
    wet = "rain" in stage.reading.weather
    stops = r.sky(fill=0.5)
    brick = finish.bricks(r, finish.pick(r, ("#8b5a47", "#9a8f86", "#7c6a5e")))
    views = windows.bays(r, 3, 1.55, 0.5 if not r.product else 0.2, 3.3)
    r.shell(finish.paint(r, "#a8a198"), finish.boards(r, finish.WALNUT),
            finish.paint(r, "#8d8880", name="ceiling paint"),
            openings=views, back_wall=brick)  # fmt: skip
    ledge = finish.wood(r, finish.OAK)
    windows.glaze(r, views, lights=2, transom=0.62, ledge=ledge)
    windows.city(r, stops, line=0.25)
    if wet:
        furnish.streaks(r, views)
    furnish.sofa(r, (r.wing(-side, back + 0.9, 0.7), 0, back + 0.9), turn=14 * side)
    furnish.greenery(r, (r.wing(side, back + 0.5, 0.6), 0, back + 0.5), scale=1.15)
    r.put("lamp", "lamp", (r.wing(side, back + 0.6, 0.95), 0, back + 0.7))
    for i in range(2):
        r.put("beam", "slab", (0, r.height - 0.28, back + 1.2 + 1.6 * i), on=True, kind="set", wears={"*": ledge},
              params={"w": round(r.right - r.left, 2), "h": 0.26, "d": 0.2})  # fmt: skip
    windows.daylight(r, 4.5 if wet else 8.0, high=2.2)
    windows.ceiling_light(r, 1.6 if wet else 2.2, "#ffe2bd")
    r.rig(power=9, key="#ffe6c8" if wet else "#fff1de", rim="#cfdcf0")
    finish.grade(r, contrast=0.28)


SETS = {"room": room, "living room": living, "bedroom": bedroom, "kitchen": kitchen, "bathroom": bathroom, "loft": loft}
