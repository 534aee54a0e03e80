"""Where things are kept and shown: gallery, archive, library, chapel, auditorium, greenhouse."""

from __future__ import annotations

import numpy as np

from generation.engine.previz import colour
from generation.engine.previz.scene import Material, Mist
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
        r.lamp("picture light", (x, min(r.height - 0.1, 3.4), back + 1.3), (x, y + h / 2, back), (0.4, 0.2), "#fff4e2", 26)


def archive(stage: Stage, group: Group) -> None:
    """Aisles of steel shelves full of boxes, running away from the lens; few lamps, dust in the light."""
    r = Room(stage, group, depth=5.2, half=4.0, high=3.2)
    back, p = r.back, stage.palette
    wet = "rain" in stage.reading.weather or stage.reading.said("window")
    stops = r.sky(fill=0.28)
    wall = finish.concrete(r, "#77756f", rough=0.8)
    views = windows.bays(r, 1, 1.3, 0.9, 2.6, part=0.4) if wet else []
    r.shell(wall, finish.concrete(r, "#6f6a62", rough=0.3, name="archive floor"), finish.paint(r, "#5b5853", name="ceiling paint"),
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
            racking.boxes(r, (a + (b - a) * (i + 0.5) / n, 0, back + 0.28), w=1.7, h=top, rows=max(int(top / 0.46), 2),
                          tones=tones, frame=steel)  # fmt: skip
    for s in (-1, 1):
        edge = (r.left if s < 0 else r.right) - s * 0.3
        for row in range(2):
            z = back + 1.75 + 1.95 * row
            x = s * max(abs(r.wing(s, z, 0.65)), 1.5) if not r.product else edge
            x = float(np.clip(x, r.left + 0.3, r.right - 0.3))
            racking.boxes(r, (x, 0, z), w=1.8, h=min(high, r.under(z)), rows=5, turn=-90 * s, tones=tones, frame=steel)
    lamps = [(k * 0.0, 2.35, back + 1.2 + 1.7 * k) for k in range(2)]
    for x, y, z in lamps:
        y = min(y, r.height - 0.3)
        glow = finish.glow(r, "#ffd9a0", 3.0, name="shade glow")
        if furnish.drum(r, "lamp shade", "dark metal", (x, y + 0.03, z), 0.19, 0.12, on=True):
            r.piece("lamp", "plinth", (x, y + 0.018, z), wears={"*": glow}, params={"r": 0.15, "h": 0.012})
            r.piece("cord", "pole", (x, y + 0.15, z), wears={"*": "rubber"}, params={"h": round(max(r.height - y - 0.15, 0.05), 2)})
        r.lamp("aisle lamp", (x, y, z), (x, 0, z), (0.4, 0.4), "#ffcf94", 34)
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
        (colour.mix(p.ink, "#5c3d2c", 0.6), colour.mix(p.mid, "#7d5b41", 0.55), colour.mix(p.accent, "#6b4c38", 0.65)))]  # fmt: skip
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
        racking.books(r, (edge, 0, z), w=2.6, h=min(3.1, r.under(z)), turn=-90 * s, frame=case, tones=(spine[0], spine[1]))
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


def chapel(stage: Stage, group: Group) -> None:
    """A nave: arcades to both sides, tall windows at the end that glow, benches, a pale stone floor."""
    stage.things[:] = [t for t in stage.things if t.shape != "chapel"]  # the camera is inside it
    r = Room(stage, group, depth=9.5, half=3.9, high=7.0, lofty=True, narrow=True)
    back, p = r.back, stage.palette
    stops = r.sky(fill=0.5)
    stone = r.make("nave stone", Material("matte", colour.mix("#b3a995", p.light, 0.2), 0.95, grain=0.2))
    dim = r.make("vault", Material("matte", colour.mix("#8f8778", p.ink, 0.1), 0.95, grain=0.15))
    head = min(r.clear - 0.3, r.height - 0.7, 6.4)
    views = windows.bays(r, 3, 0.95, 1.5, head)
    r.shell(stone, finish.tiles(r, "#a39a89", pitch=0.8, rough=0.35), dim, openings=views, back_wall=stone)
    glow = r.make("church glass", Material("glow", "#ffffff", glow=1.7, texture={"kind": "gradient", "stops": [
        [0.0, colour.mix(p.ink, stops[2][1], 0.5)], [0.45, colour.mix(p.accent, stops[2][1], 0.55)],
        [1.0, colour.mix(stops[3][1], "#ffffff", 0.35)]]}))  # fmt: skip
    for a, b, sill, top in views:
        r.piece("church glass", "panel", ((a + b) / 2, sill, back - 0.2), wears={"*": glow},
                params={"w": round(b - a, 2), "h": round(top - sill, 2)})  # fmt: skip
        r.piece("window arch", "arch", ((a + b) / 2, sill - 0.05, back + 0.02), wears={"*": stone},
                params={"w": round(b - a + 0.4, 2), "h": round(top - sill + 0.22, 2), "thick": 0.22, "d": 0.24})  # fmt: skip
        r.block("lead", "dark metal", ((a + b) / 2, sill, back - 0.17), (0.04, top - sill, 0.03))
        for k in range(1, 5):
            r.block("lead", "dark metal", ((a + b) / 2, sill + (top - sill) * k / 5, back - 0.17), (b - a, 0.03, 0.03))
    if views:
        r.lamp("nave window", (0, (1.5 + head) / 2, back + 0.3), (0, 0.5, back + 7), (3.0, head - 1.5), stops[3][1], 9)
    z = back + 1.4
    reach = min(float(min(-r.low[0], r.top[0])) + 2.0, 3.1)
    while z < r.low[2] - 1.0:
        for s in (-1, 1):
            x = s * min(reach, abs(r.left if s < 0 else r.right) - 0.4)
            r.put("arcade", "arch", (x, 0, z), turn=90, kind="set", wears={"*": stone}, gap=0.2,
                  params={"w": 2.5, "h": round(min(4.6, r.height - 0.6, r.under(z)), 2), "thick": 0.3, "d": 0.5})  # fmt: skip
        z += 2.2
    pew = finish.wood(r, "#5f432e", name="pew")
    for i in range(4):
        z = back + 2.6 + 1.15 * i
        for s in (-1, 1):
            if furnish.box(r, "pew", pew, (s * 1.35, 0.4, z), (1.5, 0.05, 0.4)):
                furnish.box(r, "pew", pew, (s * 1.35, 0.12, z - 0.2), (1.5, 0.78, 0.04), on=True)
                for k in (-0.74, 0.74):
                    furnish.box(r, "pew", pew, (s * 1.35 + k, 0, z), (0.05, 0.72, 0.46), on=True)
    r.swap_support("plinth", {"r": 0.34, "h": 0.74, "square": True}, {"*": stone}, "altar stone")
    windows.daylight(r, 13.0, size=(2.4, 4.0), high=4.2)
    windows.ceiling_light(r, 1.3, "#ffe9cc")
    r.rig(power=10, key="#ffeccf", rim="#dfe6f2")
    finish.grade(r, bloom=0.16, contrast=0.3)
    stage.look = _with_mist(stage, colour.mix(stops[3][1], "#e9dfcc", 0.6), 0.004)


def _with_mist(stage: Stage, tint: str, density: float):  # type: ignore[no-untyped-def]
    from dataclasses import replace

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
    tint = finish.pick(r, (colour.mix(p.accent, p.ink, 0.35), colour.mix(p.mid, p.ink, 0.25), colour.mix(p.accent, p.mid, 0.5)))
    high = min(4.4, r.under(back + 0.3))
    screen = r.make("backdrop", Material("glow", "#ffffff", glow=0.75, texture={
        "kind": "gradient", "stops": [[0.0, colour.mix(tint, "#ffffff", 0.15)], [0.35, tint], [1.0, deep]]}))  # fmt: skip
    if high > 1.2:
        r.piece("backdrop", "panel", ((a + b) / 2, 0.35, back + 0.3), wears={"*": screen},
                params={"w": round(b - a, 2), "h": round(high - 0.35, 2)})  # fmt: skip
        r.lamp("backdrop", ((a + b) / 2, high / 2, back + 0.5), ((a + b) / 2, 0.5, back + 3), (b - a, high - 0.6), tint, 1.6)
    drape = finish.cloth(r, colour.mix(p.ink, "#2a2226", 0.4), name="stage drape")
    for s in (-1, 1):
        x = r.col(0.5 + s * 0.49, back + 1.0)
        furnish.pleats(r, drape, (x, 0, back + 0.9), 1.6, r.height)
    row = max(0.1, copy.h + 0.08 if not copy.empty and copy.w >= 1 and copy.y <= 0 else 0.0)
    _truss(r, min(float(np.clip(r.frame.height_at(row, back + 1.8), 2.3, 4.2)), r.under(back + 1.8) - 0.4))
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
    bar = finish.plain(r, finish.pick(r, ("#e6e6e1", "#3a4340", colour.mix(p.ink, "#44524b", 0.5))), 0.5, name="glazing bars")
    gravel = r.make("gravel", Material("matte", "#a49b8b", 0.95, grain=0.5, pattern="speckle"))
    mid, d = (r.left + r.right) / 2, r.front - back
    r.piece("floor", "deck", (mid, 0, (r.front + back) / 2), wears={"*": gravel}, params={"w": round(r.right - r.left + 6, 1), "d": round(d, 2)})
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
    for s, x in ((-1, r.left), (1, r.right)):
        r.piece("glazing", "window_wall", (x, 0, (r.front + back) / 2), turn=90, wears={"*": bar},
                params={"w": round(d, 2), "h": round(glass_top, 2), "transom": round(glass_top - 0.07, 2), "bays": int(d / 0.9)})  # fmt: skip
    if not calm:
        rise = abs(r.left) * 0.5
        for i in range(int(d / 0.9)):
            z = back + 0.9 * i
            for s in (-1, 1):
                half = (r.right - r.left) / 2
                r.put("rafter", "slab", (mid + s * half, eaves, z), roll=s * float(np.degrees(np.arctan2(half, rise))), on=True,
                      kind="set", wears={"*": bar}, params={"w": 0.05, "h": round(float(np.hypot(half, rise)), 2), "d": 0.06, "bevel": 0.01})  # fmt: skip
    _pots(r)
    r.swap_support("slab", {"w": 1.9, "h": 0.74, "d": 0.7, "bevel": 0.01}, {"*": "old wood"}, "potting bench")
    r.lamp("sun", (r.side * 5.5, 5.2, back + 0.6), (0, 0.8, 0), (2.0, 2.0), stage.hour.key, min(stage.hour.key_power, 24))
    r.rig(power=9, key="#fff6e4")
    finish.grade(r, contrast=0.22, bloom=0.12, saturation=1.03)


def _pots(r: Room) -> None:
    clay = finish.plain(r, "#a9694a", 0.8, name="clay pot", kind="matte")
    for s in (-1, 1):
        for i in range(3):
            z = r.back + 0.75 + 1.05 * i
            x = r.wing(s, z, 0.5 + 0.2 * i)
            size = float(r.rng.uniform(0.9, 1.6))
            r.put("plant", "plant", (x, 0, z), scale=round(size, 2), wears={"pot": clay, "leaves": ("leaf", "deep leaf")[i % 2]},
                  params={"seed": furnish.seed(r), "leaves": 60})  # fmt: skip
    a, b = r.span(r.back + 0.4)
    for x in np.linspace(a + 0.3, b - 0.3, 9):
        r.put("fern", "fern", (float(x), 0.0, r.back + 0.4), params={"seed": furnish.seed(r)}, kind="set", gap=0.2,
              scale=float(r.rng.uniform(0.9, 1.3)))  # fmt: skip


SETS = {
    "gallery": gallery,
    "archive": archive,
    "library": library,
    "chapel interior": chapel,
    "auditorium": auditorium,
    "greenhouse": greenhouse,
}
