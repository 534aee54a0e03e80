"""Where things are made, taught and kept running: warehouse, workshop, classroom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from generation.engine.previz import colour
from generation.engine.previz.scene import Material, Mist
from generation.engine.previz.sets import finish, furnish, racking, windows
from generation.engine.previz.sets.shell import Opening, Room
from generation.engine.previz.stage import Stage
from generation.engine.previz.stage.subjects import Group


def warehouse(stage: Stage, group: Group) -> None:
    """A high hall: steel portals one behind another, racks of crates, a strip of windows under the roof."""
    r = Room(stage, group, depth=13.0 if group.family != "product" else 5.0, half=7.0, high=6.4)
    back, p = r.back, stage.palette
    r.sky(fill=0.45)
    sheet = r.make("wall sheets", Material("satin", colour.mix("#848b90", p.ink, 0.12), 0.6, pattern="corrugated"))
    floor = finish.tiles(r, "#85847f", "#6d6c69", pitch=3.2, rough=0.26, name="slab floor")
    high = min(r.height - 0.5, r.clear - 0.2)
    views = windows.bays(r, 6, 1.8, 4.1, min(5.6, high)) if high > 4.8 else []
    r.shell(sheet, floor, finish.paint(r, "#5b6166", share=0.0, name="ceiling paint"), openings=views)
    windows.glaze(r, views, power=7.0)
    _shafts(r, views)
    steel = r.make("portal steel", Material("satin", colour.mix(p.ink, "#55626c", 0.6), 0.5))
    mid, wide = (r.left + r.right) / 2, r.right - r.left
    z = back + 0.8
    while z < r.low[2] - 0.6:
        for x in (r.left + 0.25, r.right - 0.25):
            r.block("column", steel, (x, 0, z), (0.3, r.height, 0.3))
        furnish.box(r, "girder", steel, (mid, r.height - 0.55, z), (wide, 0.4, 0.22), on=True)
        lamp = finish.glow(r, "#f4f7ff", 3.2, name="hall lamp")
        for x in (-2.6, 2.6):
            furnish.box(r, "hall lamp", lamp, (x, r.height - 0.75, z + 1.5), (0.3, 0.08, 1.2), on=True)
        r.lamp("hall lamps", (mid, r.height - 0.8, z + 1.5), (mid, 0, z + 1.5), (5.5, 1.0), "#f6f4ee", 9)
        z += 3.6
    line = finish.plain(r, colour.mix(p.accent, "#b8ab8a", 0.25), 0.6, name="floor line")
    for s in (-1, 1):
        r.block("floor line", line, (s * 2.3, 0, back + 6), (0.09, 0.004, 12.0), bevel=0.001)
    tones = ("kraft", finish.plain(r, "#a8835a", 0.85, name="crate", kind="matte"),
             finish.plain(r, colour.mix(p.mid, "#a7a49c", 0.5), 0.8, name="grey crate"))  # fmt: skip
    beam = finish.plain(r, colour.mix(p.accent, "#b0642e", 0.35), 0.5, name="rack beam")
    for s in (-1, 1):
        for i in range(5):  # one line of racks down each side, so that they lead to the end of the hall
            z = back + 1.6 + 2.68 * i
            if z > r.low[2] + 2.0:
                break
            x = s * max(3.2, abs(r.wing(s, back + 4.0, 0.3)))
            x = float(np.clip(x, r.left + 0.9, r.right - 0.9))
            racking.boxes(
                r, (x, 0, z), w=2.6, h=min(4.4, r.under(z)), d=0.95, rows=4, turn=-90 * s, tones=tones, frame=beam
            )
    a, b = r.span(back + 0.6)
    for k in range(int((b - a) / 2.7)):  # and across the end wall
        racking.files(r, (a + 1.35 + 2.7 * k, 0, back + 0.4), w=2.6, h=min(3.7, r.under(back + 0.4)), tone=tones[k % 3],
                      frame=beam)  # fmt: skip
    if r.product:
        for column in (0.1, 0.5, 0.9):
            x = r.col(column, back + 0.6)
            racking.boxes(
                r, (x, 0, back + 0.6), w=1.6, h=min(2.6, r.under(back + 0.6)), d=0.9, rows=3, tones=tones, frame=beam
            )
    for s, where in ((r.side, 0.75), (-r.side, 0.9)):
        z = float(r.low[2]) - 1.3
        x = r.wing(s, z, where)
        if furnish.box(r, "pallet", "old wood", (x, 0, z), (1.2, 0.14, 0.9), kind="thing"):
            for k in range(3):
                furnish.box(
                    r, "crate", tones[k % 3], (x - 0.35 + 0.36 * k, 0.14, z), (0.34, 0.34 + 0.2 * (k % 2), 0.6), on=True
                )
    r.swap_support("slab", {"w": 1.2, "h": 0.74, "d": 0.8, "bevel": 0.012}, {"*": tones[1]}, "crate")
    windows.ceiling_light(r, 3.4, "#f6f4ee")
    r.rig(power=11, key="#fff4e2")
    finish.grade(r, contrast=0.32, exposure=1.12)
    stage.look = replace(stage.look, mist=Mist("#b4bcc2", 0.024, 9.0, 0.5))  # dust: the far end is paler


def _shafts(r: Room, views: Sequence[Opening]) -> None:
    """Low sun through the high windows: patches of light across the floor and the racks."""
    if not views or r.stage.hour.sun < 0 or r.stage.reading.time == "night":
        return
    at, to = (r.side * 5.0, 15.0, r.back - 13.0), (-r.side * 1.0, 0.0, r.back + 5.0)
    r.lamp("sun shafts", at, to, (1.1, 1.1), colour.mix(r.stage.hour.key, "#ffe2b0", 0.6), 8000)


def workshop(stage: Stage, group: Group) -> None:
    """A bench with a vice, tools in rows on a board, boards leaning, a lamp on an arm; low sun from the side."""
    r = Room(stage, group, depth=3.3, half=3.9, high=3.0)
    back, side = r.back, r.side
    stops = r.sky(fill=0.45)
    rough = (
        finish.bricks(r, finish.pick(r, ("#8f6551", "#a49a8e"))) if stage.sky_index % 2 else finish.paint(r, "#b3a999")
    )
    views = windows.bays(r, 1, 1.6, 1.1, 2.3, part=0.42)
    r.shell(finish.paint(r, "#aaa294", name="side paint"), finish.concrete(r, "#8a847b"),
            finish.paint(r, "#8e867a", name="ceiling paint"),
            openings=views, back_wall=rough)  # fmt: skip
    windows.glaze(r, views, lights=3, transom=0.5)
    windows.garden(r, stops)
    x = r.wing(-side, back + 0.4, 0.5)
    _tools(r, x)
    bench = finish.wood(r, finish.PINE, name="bench top")
    if furnish.box(r, "workbench", bench, (x, 0.82, back + 0.4), (2.4, 0.08, 0.7), kind="thing"):
        for k in (-1.05, 1.05):
            furnish.box(r, "bench leg", bench, (x + k, 0, back + 0.4), (0.1, 0.82, 0.6), on=True)
        furnish.box(r, "bench board", bench, (x, 0.25, back + 0.4), (2.1, 0.04, 0.55), on=True)
        for k, (w, h, tone) in enumerate(
            ((0.3, 0.2, "kraft"), (0.22, 0.3, "dark metal"), (0.36, 0.16, finish.accent(r, 0.3)))
        ):
            furnish.box(r, "tool box", tone, (x - 0.7 + 0.62 * k, 0.29, back + 0.4), (w, h, 0.3), on=True)
        furnish.box(r, "vice", "dark metal", (x + side * 0.9, 0.9, back + 0.6), (0.16, 0.14, 0.24), on=True)
        for k in range(3):
            furnish.drum(
                r,
                "tin",
                ("steel", "ceramic", finish.accent(r, 0.3))[k],
                (x - 0.2 + 0.18 * k, 0.9, back + 0.25),
                0.05,
                0.13,
                on=True,
            )
    wood = finish.wood(r, finish.PINE, name="planks")
    for k in range(4):
        at = (r.wing(side, back + 0.2, 0.8) + 0.17 * k, 0, back + 0.36)
        r.put("plank", "slab", at, kind="set", tilt=-7, gap=0.05, wears={"*": wood},
              params={"w": 0.14, "h": round(min(2.2 - 0.2 * k, r.clear), 2), "d": 0.03})  # fmt: skip
    for k in (-0.6, 0.6):
        furnish.shade(r, (x + k, 2.1, back + 0.6), 0.16)
    r.lamp("bench lamps", (x, 2.0, back + 0.7), (x, 0.9, back + 0.2), (1.5, 0.2), "#ffcf94", 14)
    r.swap_support("slab", {"w": 2.2, "h": 0.74, "d": 0.75, "bevel": 0.012}, {"*": bench}, "workbench")
    furnish.still_life(r)
    windows.daylight(r, 10.0)
    windows.ceiling_light(r, 2.0, "#ffe4c2")
    r.rig(power=10, key="#ffe9c8")
    finish.grade(r, contrast=0.3)


def _tools(r: Room, x: float) -> None:
    """A board with tools that read at a distance: hammers, saws, rules, spanners, discs."""
    top = min(2.25, r.clear - 0.05)
    if top < 1.55:
        return
    h = top - 1.08
    tone = finish.plain(r, colour.mix(r.stage.palette.mid, "#c2b59d", 0.65), 0.9, name="tool board", kind="matte")
    if not furnish.box(r, "tool board", tone, (x, 1.08, r.back + 0.02), (2.2, h, 0.03)):
        return
    z = r.back + 0.05
    grip = finish.accent(r, 0.25)
    for i in range(9):
        cx, cy = x - 0.94 + 0.235 * i, 1.08 + h * 0.66
        form = (i + r.stage.sky_index) % 4
        if form == 0:
            r.block("tool", "wood", (cx, cy - 0.3, z), (0.045, 0.36, 0.03))
            r.block("tool", "dark metal", (cx, cy + 0.02, z), (0.17, 0.07, 0.045))
        elif form == 1:
            r.block("tool", grip, (cx, cy - 0.3, z), (0.055, 0.17, 0.04), bevel=0.012)
            r.block("tool", "dark metal", (cx, cy - 0.14, z), (0.025, 0.26, 0.02))
        elif form == 2:
            r.block("tool", "dark metal", (cx, cy - 0.26, z), (0.09, 0.36, 0.014))
            r.block("tool", "wood", (cx, cy - 0.36, z), (0.12, 0.13, 0.03), bevel=0.01)
        else:
            r.piece(
                "tool",
                "card",
                (cx, cy - 0.1, z),
                wears={"*": "dark metal"},
                params={"form": "ring", "w": 0.2, "h": 0.2, "thick": 0.3},
            )


def classroom(stage: Stage, group: Group) -> None:
    """A wide board in a wooden frame, rows of small desks, windows at the side, a clock, a globe."""
    r = Room(stage, group, depth=4.2, half=4.4, high=3.1)
    back, side, p = r.back, r.side, stage.palette
    r.sky(fill=0.55)
    wall = finish.paint(r, finish.pick(r, ("#d8d2c2", "#c9d1cd", "#d9cbb6")))
    r.shell(wall, finish.boards(r, finish.PINE), finish.paint(r, "#e8e6e0", name="ceiling paint"),
            skirting=finish.plain(r, "#b7ab98", name="trim"))  # fmt: skip
    board = r.make(
        "board",
        Material("matte", finish.pick(r, ("#3c5247", "#33403f", colour.mix(p.ink, "#34424a", 0.6))), 0.85, grain=0.12),
    )
    frame = finish.wood(r, finish.OAK)
    a, b = r.span(back + 0.05)
    top = min(2.3, r.clear - 0.1)
    w = min(4.2, (b - a) * 0.72)
    x = float(np.clip(0.0, a + w / 2 + 0.1, b - w / 2 - 0.1)) if b - a > w else (a + b) / 2
    if top > 1.5 and w > 0.8:
        r.block("board frame", frame, (x, 0.86, back + 0.02), (w + 0.12, top - 0.82, 0.035))
        r.block("board", board, (x, 0.92, back + 0.03), (w, top - 0.94, 0.035), bevel=0.004)
        r.block("chalk ledge", frame, (x, 0.84, back + 0.08), (w + 0.12, 0.03, 0.12))
        chalk = finish.plain(r, "#e9e6dd", 0.9, name="chalk", kind="matte")
        r.piece("drawing", "card", (x - w * 0.28, (top + 0.92) / 2, back + 0.052), wears={"*": chalk},
                params={"form": "ring", "w": 0.62, "h": 0.62, "thick": 0.05})  # fmt: skip
        for k in range(4):
            r.block(
                "drawing", chalk, (x + w * 0.2, 1.15 + 0.2 * k, back + 0.05), (w * (0.3 - 0.05 * (k % 2)), 0.018, 0.004)
            )
    if r.clear > 2.75:
        r.piece(
            "clock",
            "card",
            (x + w / 2 + 0.45 * 0 - 0.3, 2.55, back + 0.03),
            wears={"*": "paper"},
            params={"form": "disc", "w": 0.34, "h": 0.34},
        )
        r.piece(
            "clock",
            "card",
            (x + w / 2 - 0.3, 2.55, back + 0.035),
            wears={"*": "dark"},
            params={"form": "ring", "w": 0.36, "h": 0.36, "thick": 0.1},
        )
    top_wood, seat = finish.wood(r, finish.ASH, name="desk top"), finish.accent(r, 0.3, name="school seat")
    for row in range(2):
        z = back + 1.25 + 1.35 * row
        for k in range(-2, 3):
            at = (1.25 * k + 0.12 * row, 0, z)
            if r.put(
                "desk", "table", at, params={"w": 0.75, "d": 0.5, "h": 0.72}, wears={"top": top_wood, "legs": "steel"}
            ):
                r.put("chair", "chair", (at[0], 0, z + 0.46), turn=180, gap=0.2, wears={"seat": seat, "legs": "steel"})
    x = r.wing(-side, back + 0.6, 0.85)
    if r.put("shelf", "shelf", (x, 0, back + 0.25), params={"w": 1.2, "h": 1.1, "seed": furnish.seed(r)}):
        globe = finish.plain(r, colour.mix("#4f7d93", p.mid, 0.3), 0.3, name="globe")
        r.put("globe", "sphere", (x, 1.16, back + 0.25), params={"r": 0.16}, wears={"*": globe}, on=True, kind="set")
    r.swap_support("table", {"w": 1.2, "d": 0.6, "h": 0.74}, {"top": top_wood, "legs": "steel"}, "desk")
    furnish.still_life(r)
    windows.daylight(r, 11.0, size=(3.2, 1.8))
    windows.ceiling_light(r, 3.4, "#fff8ec")
    r.rig(power=11, key="#fff4e0")
    finish.grade(r, contrast=0.22)


SETS = {"warehouse": warehouse, "workshop": workshop, "classroom": classroom}
