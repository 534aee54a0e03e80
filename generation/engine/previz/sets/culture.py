"""Where things are kept and shown: gallery, archive, library."""

from __future__ import annotations

import numpy as np

from generation.engine.previz import colour
from generation.engine.previz.scene import Material
from generation.engine.previz.sets import finish, furnish, racking, windows
from generation.engine.previz.sets.shell import Room
from generation.engine.previz.stage import Stage
from generation.engine.previz.stage.subjects import Group


def gallery(stage: Stage, group: Group) -> None:
    """White walls, large canvases under pools of light, a bench, a sculpture on a plinth, a polished floor."""
    r = Room(stage, group, depth=4.4, half=5.0, high=3.6)
    back, side, p = r.back, r.side, stage.palette
    r.sky(fill=0.55)
    wall = finish.paint(r, "#e3e2df", share=0.15)
    r.shell(wall, finish.concrete(r, "#9c9b98", rough=0.2) if stage.sky_index % 2 else finish.boards(r, finish.ASH),
            finish.paint(r, "#efeeeb", name="ceiling paint"))  # fmt: skip
    _canvases(r)
    x, z = r.wing(side, back + 1.9, 0.8), back + 1.9
    if furnish.box(r, "bench", finish.wood(r, finish.OAK), (x, 0.36, z), (1.5, 0.08, 0.42), kind="thing"):
        for k in (-0.55, 0.55):
            furnish.box(r, "bench leg", "dark metal", (x + k, 0, z), (0.05, 0.36, 0.4), on=True)
    x, z = r.wing(-side, back + 1.3, 0.8), back + 1.3
    if furnish.box(r, "plinth", "paper", (x, 0, z), (0.5, 1.0, 0.5)):
        form = finish.plain(r, colour.mix(p.accent, "#b9b2a8", 0.25), 0.35, name="sculpture")
        if stage.sky_index % 2:
            r.put("sculpture", "sphere", (x, 1.0, z), params={"r": 0.2}, wears={"*": form}, on=True)
        else:
            r.put("sculpture", "arch", (x, 1.0, z), params={"w": 0.42, "h": 0.6, "thick": 0.12, "d": 0.2}, turn=25,
                  wears={"*": form}, on=True)  # fmt: skip
    r.swap_support("plinth", {"r": 0.26, "h": 0.74, "square": True}, {"*": "paper"}, "white plinth")
    windows.ceiling_light(r, 4.2, "#fff9f0")
    r.rig(power=11, key="#fff6ea")
    finish.grade(r, contrast=0.22, vignette=0.12)


def _canvases(r: Room) -> None:
    """Abstract paintings in the palette: two or three forms each, no two alike."""
    p, back = r.stage.palette, r.back
    a, b = r.span(bleed=0.1)
    w, h = (1.5, 1.9) if not r.product else (1.0, 1.2)
    h = min(h, r.clear - 0.75)
    if h < 0.6:
        return
    n = max(int((b - a) / (w + 0.9)), 1)
    tones = [p.mid, p.ink, p.light, p.accent, colour.mix(p.mid, p.light, 0.5)]
    for i in range(n):
        x = a + (b - a) * (i + 0.5) / n
        y = 0.72 if not r.product else 0.5
        start = (i * 2 + r.stage.sky_index) % 5
        ground = r.make(f"canvas {i}", Material("matte", colour.mix(tones[start], "#e9e4da", 0.25), 0.9, grain=0.1))
        if not furnish.box(r, "canvas", ground, (x, y, back + 0.03), (w, h, 0.045), bevel=0.004):
            continue
        for k in range(3):
            tone = r.make(f"stroke {i} {k}", Material("matte", tones[(start + k + 1) % 5], 0.9, grain=0.1))
            form = ("disc", "pill", "square", "ring")[(start + k) % 4]
            cw, ch = w * float(r.rng.uniform(0.25, 0.55)), h * float(r.rng.uniform(0.2, 0.5))
            if form in ("disc", "ring"):
                cw = ch = min(cw, ch)
            dx, dy = (float(r.rng.uniform(-0.5, 0.5)) * (s - c) * 0.9 for s, c in ((w, cw), (h, ch)))
            r.piece("painting", "card", (x + dx, y + h / 2 + dy, back + 0.056 + 0.002 * k), wears={"*": tone},
                    params={"form": form, "w": round(cw, 2), "h": round(ch, 2)})  # fmt: skip
        r.lamp(
            "picture light", (x, min(r.height - 0.1, 3.4), back + 1.3), (x, y + h / 2, back), (0.4, 0.2), "#fff4e2", 26
        )


def archive(stage: Stage, group: Group) -> None:
    """Aisles of steel shelves full of boxes, running away from the lens; few lamps, dust in the light."""
    r = Room(stage, group, depth=5.2, half=4.0, high=3.2)
    back, p = r.back, stage.palette
    wet = "rain" in stage.reading.weather or stage.reading.said("window")
    stops = r.sky(fill=0.28)
    wall = finish.concrete(r, "#77756f", rough=0.8)
    views = windows.bays(r, 1, 1.3, 0.9, 2.6, part=0.4) if wet else []
    r.shell(wall, finish.concrete(r, "#6f6a62", rough=0.3, name="archive floor"),
            finish.paint(r, "#5b5853", name="ceiling paint"),
            openings=views)  # fmt: skip
    windows.glaze(r, views, lights=2, transom=0.6, power=6.0)
    if views:
        windows.city(r, stops, line=0.3)
        if "rain" in stage.reading.weather:
            furnish.streaks(r, views)
    tones = ("kraft", finish.plain(r, "#8d8272", 0.9, name="grey board", kind="matte"),
             finish.plain(r, colour.mix(p.mid, "#8a7d68", 0.6), 0.9, name="old box", kind="matte"))  # fmt: skip
    steel = r.make("archive steel", Material("metal", "#7f868a", 0.5))
    high = min(2.55, r.height - 0.3)
    a, b = r.span(back + 0.35, bleed=0.1)
    top = min(high, r.under(back + 0.4))
    n = max(int((b - a) / 1.75), 1)
    for i in range(n):
        if top > 0.9:
            racking.files(r, (a + (b - a) * (i + 0.5) / n, 0, back + 0.28), w=1.7, h=top, tone=tones[i % 3],
                          frame=steel)  # fmt: skip
    for s in (-1, 1):
        edge = (r.left if s < 0 else r.right) - s * 0.3
        for row in range(2):
            z = back + 1.75 + 1.95 * row
            x = s * max(abs(r.wing(s, z, 0.65)), 1.5) if not r.product else edge
            x = float(np.clip(x, r.left + 0.3, r.right - 0.3))
            racking.files(r, (x, 0, z), w=1.8, h=min(high, r.under(z)), turn=-90 * s, tone=tones[row], frame=steel)
    for z in (back + 1.2, back + 2.9):
        y = min(2.35, r.height - 0.3)
        furnish.shade(r, (0.0, y, z), 0.19)
        r.lamp("aisle lamp", (0.0, y - 0.02, z), (0.0, 0, z), (0.4, 0.4), "#ffcf94", 34)
    windows.ceiling_light(r, 1.5, "#ffdfb8")
    r.lamp("shelf wash", (0, r.height - 0.3, back + 1.9), (0, 0.9, back), (3.6, 0.3), "#ffd6a2", 5)
    furnish.still_life(r)
    r.rig(power=10, key="#ffe3bd", rim="#c9d6ea")
    finish.grade(r, contrast=0.3, vignette=0.22)


def library(stage: Stage, group: Group) -> None:
    """Bookcases to the ceiling, a reading table with green lamps, tall windows between."""
    r = Room(stage, group, depth=3.9, half=4.4, high=3.7)
    back, side, p = r.back, r.side, stage.palette
    stops = r.sky(fill=0.4)
    wall = finish.paint(r, finish.pick(r, ("#7d7364", "#5f665f", "#8c8272")), towards=p.mid, share=0.2)
    views = windows.bays(r, 1 + stage.sky_index % 2, 1.05, 0.7, 3.1, part=0.62)
    case = finish.wood(r, finish.pick(r, (finish.WALNUT, "#6f4d33")), name="bookcase")
    r.shell(wall, finish.boards(r, finish.WALNUT), finish.paint(r, "#b9ae9c", name="ceiling paint"), openings=views)
    windows.glaze(r, views, frame=case, lights=2, transom=0.55, ledge=case)
    windows.garden(r, stops)
    spine = [finish.plain(r, c, 0.7, name=f"spines {i}") for i, c in enumerate(
        (colour.mix(p.ink, "#5c3d2c", 0.6), colour.mix(p.mid, "#7d5b41", 0.55),
         colour.mix(p.accent, "#6b4c38", 0.82)))]  # fmt: skip
    high = min(3.1, r.under(back + 0.3))
    a, b = r.span(back + 0.3, bleed=0.15)
    x = a + 0.7
    while x < b + 0.2 and high > 0.8:
        racking.books(r, (x, 0, back + 0.2), w=1.3, h=high, frame=case,
                      tones=(spine[int(r.rng.integers(3))], spine[int(r.rng.integers(3))]))  # fmt: skip
        x += 0.32
    for s in (-1, 1):
        z = back + 2.0
        edge = (r.left if s < 0 else r.right) - s * 0.2
        racking.books(
            r, (edge, 0, z), w=2.6, h=min(3.1, r.under(z)), turn=-90 * s, frame=case, tones=(spine[0], spine[1])
        )
    shade = finish.glow(r, colour.mix("#7fbf8a", "#ffe6b0", 0.45), 1.5, name="reading lamp")
    z = back + 1.5
    x = r.wing(-side, z, 0.6)
    if r.put("reading table", "table", (x, 0, z), params={"w": 1.7, "d": 0.75}, wears={"top": case, "legs": case}):
        furnish.drum(r, "lamp foot", "brass", (x, 0.74, z), 0.08, 0.02, on=True)
        furnish.box(r, "lamp stem", "brass", (x, 0.76, z), (0.016, 0.3, 0.016), on=True)
        furnish.box(r, "lamp shade", shade, (x, 1.05, z), (0.32, 0.09, 0.13), on=True, bevel=0.04)
        for k in range(3):
            r.put("book", "book", (x + 0.5 * side, 0.74 + 0.027 * k, z), turn=8.0 * k, on=True, kind="set")
        r.lamp("reading light", (x, 1.04, z + 0.02), (x, 0.7, z), (0.3, 0.12), "#ffe2a8", 22)
    furnish.still_life(r)
    windows.daylight(r, 8.0, high=2.2)
    windows.ceiling_light(r, 2.2, "#ffe0b6")
    r.lamp("case wash", (0, r.height - 0.4, back + 1.6), (0, 1.2, back), (min(b - a, 6.0), 0.3), "#ffd8a4", 6)
    r.rig(power=10, key="#ffe9cc")
    finish.grade(r, contrast=0.28, saturation=1.02)


SETS = {"gallery": gallery, "archive": archive, "library": library}
