"""At work above the city: the open office, the meeting room."""

from __future__ import annotations

import numpy as np

from generation.engine.previz import colour
from generation.engine.previz.scene import Look, Material
from generation.engine.previz.sets import finish, furnish, windows
from generation.engine.previz.sets.shell import TALLEST, Room, Stops
from generation.engine.previz.stage import Stage
from generation.engine.previz.stage.subjects import Group


def office(stage: Stage, group: Group) -> None:
    """A glazed side high over a city. Copy at the top gets clear sky or a soffit, at the side a plain pier."""
    r = Room(stage, group, depth=4.8, half=6.4, high=3.4)
    copy = stage.rules.copy
    stops = r.sky(tint=stage.palette.ink, share=0.3)
    line = copy.h if not copy.empty and copy.w >= 1 and copy.y <= 0 else 0.16
    _glass(r, line)
    windows.city(r, stops, line=line)
    _furnish(r)
    _light(r, stops)


def _glass(r: Room, line: float) -> None:
    """The window wall: all glass up to beyond the frame, or a soffit over the transom; tall frames get a tall hall."""
    stage, back = r.stage, r.back
    top_copy = line != 0.16
    above = max(r.frame.height_at(-0.06, back, x) for x in (0.0, 0.5, 1.0))
    words = min(r.frame.height_at(line + 0.015, back, x) for x in (0.0, 0.5, 1.0)) - 0.1
    glass = r.rng.random() < 0.84
    if glass:
        r.height = float(np.clip(above + 0.25, 3.4, TALLEST))
        transom = float(np.clip(words, 1.7, r.height)) if top_copy else r.height
    else:
        transom = float(np.clip(words, 1.9, 3.8))
        r.height = float(max(above + 0.1, transom + 0.6, 3.4))
    r.clear = min(r.height, r.under(back))
    wall = finish.paint(r, "#85878c", share=0.2, towards=stage.palette.mid, name="office wall")
    tone = colour.mix("#55565b", stage.palette.ink, 0.15)
    floor = r.make("office floor", Material("satin", tone, 0.24, grain=0.12))
    ceiling = r.make("office ceiling", Material("matte", "#6d6d71", 0.9))
    w, d = r.right - r.left, r.front - back
    x, z = (r.left + r.right) / 2, (r.front + back) / 2
    r.piece("floor", "deck", (x, 0, z), wears={"*": floor}, params={"w": round(w + 4, 2), "d": round(d, 2)})
    r.piece("ceiling", "deck", (x, r.height, z), wears={"*": ceiling}, params={"w": round(w, 2), "d": round(d, 2)})
    for s, at in ((-1, r.left), (1, r.right)):
        r.piece("wall", "panel", (at, 0, z), turn=-90 * s, wears={"*": wall},
                params={"w": round(d, 2), "h": round(r.height, 2)})  # fmt: skip
    a, b = _pier(r, wall)
    # Above the transom the glass has no bars where words stand on the sky.
    open_top = glass and top_copy and transom < r.height - 0.3
    r.piece("window frame", "window_wall", ((a + b) / 2, 0, back), wears={"frame": "dark metal", "soffit": wall},
            params={"w": round(b - a, 2), "h": round(transom + 0.07 if open_top else r.height, 3),
                    "transom": round(transom, 3), "bays": int(r.rng.choice((3, 4, 5)))})  # fmt: skip
    if r.height > 5.5 and not top_copy:
        for y in np.arange(3.3, r.height - 1, 3.0):
            r.block("glazing bar", "dark metal", ((a + b) / 2, float(y), back), (b - a, 0.09, 0.1))


def _pier(r: Room, wall: str) -> tuple[float, float]:
    """A plain wall where copy at the side goes; the glass gets the rest, from left to right."""
    copy = r.stage.rules.copy
    if copy.empty or copy.w >= 1:
        return r.left, r.right
    a, b = r.span()
    tone = colour.mix("#8f9094", r.stage.palette.light, 0.35)
    pier = r.make("pier", Material("matte", tone, 0.9, grain=0.02))
    x0, x1 = (r.left - 8, a) if copy.x <= 0 else (b, r.right + 8)
    r.block("pier", pier, ((x0 + x1) / 2, 0, r.back + 0.1), (x1 - x0, r.height, 0.3))
    return (a, r.right) if copy.x <= 0 else (r.left, b)


def _furnish(r: Room) -> None:
    """Sofa, desk, plants, pendants, a slatted wall: at the sides, behind the subject."""
    rng, side, back = r.rng, r.side, r.back
    if rng.random() < 0.6:
        at = (r.left if side > 0 else r.right) + 0.06 * side
        r.put("slats", "slats", (at, 0, back + 2.9), turn=90 * side, kind="set", on=True,
              params={"w": 5.4, "h": round(min(r.height, 5.0), 2)})  # fmt: skip
    for i, where in enumerate((0.35, 0.9)):
        if rng.random() < 0.75:
            z = back + 0.9 + 0.9 * (1 - i)
            furnish.greenery(r, (r.wing(-side, z, where), 0, z), scale=1.0 + 0.2 * i)
    if rng.random() < 0.7:
        furnish.sofa(r, (r.wing(-side, back + 1.5, 0.8), 0, back + 1.5), turn=12 * side)
    if rng.random() < 0.75:
        x, z = r.wing(side, back + 1.8, 0.65), back + 1.8
        if r.put("desk", "table", (x, 0, z), params={"w": 1.8, "d": 0.8}):
            r.put("chair", "office_chair", (x + 0.2, 0, z - 0.75), turn=10, on=True)
            screen(r)
            r.put("laptop", "laptop", (x - 0.2, 0.74, z), turn=160, on=True)
    if rng.random() < 0.8:
        x = r.wing(side, back + 1.8, 0.4)
        spots = [(x + 0.7 * i * side, 2.0 + 0.16 * (i % 2), back + 1.8) for i in range(3)]
        furnish.bulbs(r, spots, r=0.11, name="pendant lamp")
    furnish.still_life(r)


def screen(r: Room) -> None:
    """What a laptop in the background shows: a pale, blank glow."""
    p = r.stage.palette
    r.stage.materials.setdefault("device screen", Material("glow", colour.mix(p.mid, p.light, 0.4), 0.3, glow=0.9))


def _light(r: Room, stops: Stops) -> None:
    side, hour = r.side, r.stage.hour
    k = 1.15 if "bright" in r.stage.reading.moods else 0.8 if "dark" in r.stage.reading.moods else 1.0
    r.rig(power=10.5 * k, key="#fff0dd", fill="#dfe8f5")
    wide = min(r.right - r.left - 1, 12)
    r.lamp("sky", (0, 2.4, r.back + 0.2), (0, 1.2, 0.6), (wide, 3.8), stops[2][1], 3.4 if hour.fill < 0.5 else 5.5)
    r.lamp("ceiling", (0.4, min(r.height, 4.4) - 0.05, -0.4), (0.2, 0, -0.6), (3.4, 1.6), "#ffeedd", 4.6 * k)
    x = r.wing(side, r.back + 1.8, 0.6)
    r.lamp("lamps", (x, 1.9, r.back + 1.8), (x, 0, r.back + 1.8), (1.4, 0.1), "#ffd2a0", 20)
    r.stage.look = Look(exposure=1.0, bloom=0.09, vignette=0.15, saturation=0.98, contrast=0.26)


def meeting(stage: Stage, group: Group) -> None:
    """A long table with chairs, a dark screen wall or glass behind, a long lamp over the table."""
    tables = [t for t in group.things if t.shape == "table"]
    r = Room(stage, group, depth=3.9, half=4.4, high=2.85, align=0.35 if tables and stage.frame.aspect > 1.1 else 1.0)
    back, side = r.back, r.side
    stops = r.sky(tint=stage.palette.ink, share=0.2)
    wall = finish.paint(r, finish.pick(r, ("#b4b4b2", "#a8adb3", "#c2bcb2")))
    views = windows.bays(r, 2 + int(r.rng.integers(2)), 1.7, 0.35, 2.5, part=_glazed(r))
    carpet = finish.cloth(r, colour.mix("#5d6066", stage.palette.ink, 0.3), name="carpet")
    r.shell(wall, carpet, finish.paint(r, "#d9d8d5", name="ceiling paint"), openings=views)
    windows.glaze(r, views, lights=1)
    windows.city(r, stops, line=0.2)
    if not tables:
        _table(r)
    else:
        _chairs(r, tables[0].params.get("w", 1.9))
    y = min(2.05, r.height - 0.5)
    line = finish.glow(r, "#ffe8cc", 2.6, name="long lamp")
    middle = float(r.low[0] + r.top[0]) / 2
    cords = [r.put("lamp wire", "pole", (middle + s * 0.9, y, -0.2), on=True, kind="set", wears={"*": "dark metal"},
                   params={"h": round(r.height - y, 2)}) for s in (-1, 1)]  # fmt: skip
    if all(cords):
        furnish.box(r, "long lamp", line, (middle, y, -0.2), (2.0, 0.035, 0.06), on=True)
    r.lamp("over the table", (middle, min(2.0, r.height - 0.4), -0.2), (middle, 0, -0.2), (2.0, 0.3), "#ffe8cc", 9)
    if r.clear > 2.1:
        x = r.wing(-side if views else side, back + 0.1, 0.55)
        if furnish.box(r, "screen", "dark", (x, 0.95, back + 0.05), (1.7, 1.0, 0.05), kind="thing"):
            screen(r)
            r.piece(
                "screen", "panel", (x, 0.98, back + 0.082), wears={"*": "device screen"}, params={"w": 1.63, "h": 0.94}
            )
    furnish.greenery(r, (r.wing(side, back + 0.5, 0.92), 0, back + 0.5))
    furnish.still_life(r)
    windows.ceiling_light(r, 3.4, "#fff2e2")
    r.rig(power=10, key="#fff2e2")
    finish.grade(r)


def _glazed(r: Room) -> float:
    """The share of the back wall that is glass: some candidates have a plain half for a screen."""
    return (1.0, 0.55, 0.7)[r.stage.sky_index % 3]


def _table(r: Room) -> None:
    """The long table behind (or, in a picture of the room, in the middle of) what is shown."""
    z = float(r.low[2]) - 1.0 if r.group.things else -0.4
    z = max(z, r.back + 1.5)
    if r.product or not r.put("meeting table", "conference_table", (0.2, 0, z), params={"w": 3.4, "d": 1.2}):
        return
    for i in range(4):
        for s in (-1, 1):
            r.put("chair", "office_chair", (-1.1 + 0.85 * i, 0, z + s * 0.95), turn=0 if s < 0 else 180, gap=0.2)


def _chairs(r: Room, width: float) -> None:
    for s in (-1, 1):
        r.put("chair", "chair", (s * (width / 2 + 0.5), 0, -0.5), turn=-s * 60)


SETS = {"office": office, "meeting room": meeting}
