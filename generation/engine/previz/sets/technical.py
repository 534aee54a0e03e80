"""Clean and technical rooms: laboratory and clinic, server room."""

from __future__ import annotations

import numpy as np

from generation.engine.previz import colour
from generation.engine.previz.sets import finish, furnish, racking, ward, windows
from generation.engine.previz.sets.shell import Room
from generation.engine.previz.stage import Stage
from generation.engine.previz.stage.subjects import Group


def laboratory(stage: Stage, group: Group) -> None:
    """White benches, glassware with coloured liquids, a wall of light, all clean; a clinic is a room of its own."""
    if stage.reading.said("clinic", "hospital", "doctor", "surgery", "dentist", "practice"):
        ward.clinic(stage, group)
        return
    r = Room(stage, group, depth=3.3, half=4.0, high=2.8)
    back, p = r.back, stage.palette
    r.sky(fill=0.65)
    cool = colour.mix(finish.pick(r, ("#b9c4c6", "#bdc4c1", "#b6c0c6")), p.light, 0.1)
    r.shell(finish.paint(r, cool, share=0.0), finish.plain(r, colour.mix("#b9c4c6", p.mid, 0.15), 0.22,
                                                           name="clean floor"),
            finish.paint(r, "#f1f3f3", share=0.0, name="ceiling paint"))  # fmt: skip
    white = finish.plain(r, "#e4e6e5", 0.3, name="white lacquer")
    panel = finish.glow(r, "#eef4f6", 0.95, name="light wall")
    a, b = r.span(back + 0.02, bleed=0.1)
    top = min(2.2, r.clear - 0.1)
    if top > 1.5:
        n = max(int((b - a) / 1.3), 1)
        for i in range(n):
            x = a + (b - a) * (i + 0.5) / n
            if i % 2 == stage.sky_index % 2:
                r.block("light wall", panel, (x, 1.2, back + 0.015), ((b - a) / n - 0.12, top - 1.2, 0.03))
            elif top > 1.9:
                r.block(
                    "wall cabinet", white, (x, 1.45, back + 0.17), ((b - a) / n - 0.04, top - 1.45, 0.34), bevel=0.012
                )
    _bench(r, white)
    r.swap_support("slab", {"w": 2.2, "h": 0.74, "d": 0.7, "bevel": 0.012}, {"*": white}, "lab bench")
    windows.ceiling_light(r, 5.0, "#f7fbff")
    r.lamp("light wall", (0, 1.7, back + 0.2), (0, 1.0, back + 2.5), (min(b - a, 6.0), 0.9), "#eef6fa", 1.8)
    r.rig(power=10.5, key="#fffaf2", fill="#eaf2f8")
    finish.grade(r, contrast=0.26, bloom=0.08, vignette=0.12)


def _bench(r: Room, white: str) -> None:
    """A bench along the back wall with flasks, racks of tubes and a microscope."""
    p, back = r.stage.palette, r.back
    a, b = r.span(back + 0.6, bleed=0.1)
    z, mid = back + 0.36, (a + b) / 2
    if not racking.free(r, (mid, 0, z), b - a, 0.92, 0.68):
        return
    r.block("lab bench", white, (mid, 0.08, z), (b - a, 0.8, 0.62))
    r.block("bench top", finish.plain(r, "#4c555b", 0.25, name="bench stone"), (mid, 0.88, z), (b - a, 0.035, 0.68))
    tints = (
        colour.mix(p.accent, "#ffffff", 0.15),
        colour.mix("#6fb0b8", p.mid, 0.2),
        colour.mix(p.mid, "#d7e6ea", 0.4),
    )
    liquid = [finish.plain(r, c, 0.1, name=f"liquid {i}") for i, c in enumerate(tints)]
    x = a + 0.25
    while x < b - 0.2:
        kind = int(r.rng.integers(4))
        if kind == 0:
            h = float(r.rng.uniform(0.12, 0.2))
            r.piece(
                "flask",
                "sphere",
                (x, 0.915, z),
                wears={"*": liquid[int(r.rng.integers(3))]},
                params={"r": round(h * 0.45, 3)},
            )
            r.piece("flask", "plinth", (x, 0.915 + h * 0.8, z), wears={"*": "clear"}, params={"r": 0.018, "h": 0.1})
        elif kind == 1:
            for k in range(5):
                r.piece(
                    "tube",
                    "plinth",
                    (x + 0.045 * k, 0.915, z),
                    wears={"*": liquid[k % 3]},
                    params={"r": 0.014, "h": 0.15},
                )
            r.block("tube rack", "wood", (x + 0.09, 0.96, z), (0.26, 0.02, 0.07))
            x += 0.2
        elif kind == 2:
            r.piece(
                "beaker",
                "plinth",
                (x, 0.915, z),
                wears={"*": liquid[int(r.rng.integers(3))]},
                params={"r": 0.05, "h": 0.09},
            )
            r.piece("beaker", "plinth", (x, 1.0, z), wears={"*": "clear"}, params={"r": 0.05, "h": 0.06})
        else:
            r.block("microscope", white, (x, 0.915, z), (0.16, 0.03, 0.2))
            r.block("microscope", "dark", (x, 0.94, z - 0.07), (0.05, 0.3, 0.05))
            r.block("microscope", white, (x, 1.12, z), (0.06, 0.18, 0.07), turn=0)
        x += float(r.rng.uniform(0.3, 0.6))


def server_room(stage: Stage, group: Group) -> None:
    """Dark racks in an aisle, thousands of small lamps, cool light along the floor and overhead."""
    r = Room(stage, group, depth=7.5, half=3.0, high=3.0)
    back, p = r.back, stage.palette
    r.sky(fill=0.2, strength=0.5)
    tint = finish.pick(r, ("#7fc4ff", "#8fd0e8", "#9fb8ff"))
    shade = finish.plain(r, colour.mix("#343a44", p.ink, 0.3), 0.6, name="dark wall")
    r.shell(shade, finish.tiles(r, "#565c66", "#3b4048", pitch=0.6, rough=0.14, name="raised floor"),
            finish.plain(r, "#3a3f48", 0.8, name="dark ceiling"))  # fmt: skip
    high = min(2.3, r.height - 0.3)
    for s in (-1, 1):
        for i in range(8):
            z = back + 0.9 + 0.82 * i
            x = s * float(np.clip(abs(r.wing(s, z, 0.5)), 1.45, 2.4))
            x = float(np.clip(x, r.left + 0.55, r.right - 0.55))
            racking.machine(r, (x, 0, z), turn=-90 * s, tint=tint, h=min(high, r.under(z)), d=1.0)
    a, b = r.span(back + 0.6, bleed=0.05)
    top = min(high, r.under(back + 0.6))
    n = max(int((b - a) / 0.85), 1)
    for i in range(n):
        if top > 0.8:
            racking.machine(r, (a + (b - a) * (i + 0.5) / n, 0, back + 0.42), turn=0, tint=tint, w=0.82, h=top, d=0.8)
    strip = finish.glow(r, tint, 2.6, name="cool light")
    for s in (-1, 1):
        furnish.box(r, "light strip", strip, (s * 0.95, r.height - 0.05, back + 3.4), (0.07, 0.03, 6.2), on=True)
        r.lamp("aisle light", (s * 0.95, r.height - 0.1, back + 3.0), (s * 0.9, 0, back + 3.0), (0.3, 5.0), tint, 7)
    r.lamp("end light", (0, 2.2, back + 1.4), (0, 0.8, back), (3.0, 0.4), tint, 5)
    r.swap_support("slab", {"w": 1.4, "h": 0.74, "d": 0.7, "bevel": 0.015}, {"*": "dark"}, "console")
    r.rig(power=9, key="#f2f4ff", fill="#cfe2f5", rim=tint)
    finish.grade(r, bloom=0.16, contrast=0.32, vignette=0.22)


SETS = {"laboratory": laboratory, "server room": server_room}
