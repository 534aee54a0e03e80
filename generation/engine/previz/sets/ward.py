"""A doctor's room: painted walls, a window with soft daylight, a couch, cabinets, wood and a plant."""

from __future__ import annotations

from generation.engine.previz import colour
from generation.engine.previz.sets import finish, furnish, windows
from generation.engine.previz.sets.shell import Room
from generation.engine.previz.stage import Stage
from generation.engine.previz.stage.subjects import Group


def clinic(stage: Stage, group: Group) -> None:
    """Bright and clean, but its walls are a middle tone: faces and white coats stand off them."""
    r = Room(stage, group, depth=3.6, half=4.0, high=2.75)
    back, side, p = r.back, r.side, stage.palette
    stops = r.sky(fill=0.5)
    tone = finish.pick(r, ("#8ea3a3", "#98a69b", "#93a2ae", "#a7a294"))
    wall = finish.paint(r, colour.mix(tone, p.mid, 0.12), share=0.06)
    views = windows.bays(r, 1 + stage.sky_index % 2, 2.6, 0.85, 2.45, part=0.6)
    trim = finish.plain(r, "#e9ebe9", name="trim")
    r.shell(wall, finish.boards(r, "#b49b7c") if stage.sky_index % 2 else
            finish.plain(r, "#a9b0b0", 0.28, name="clean floor"),
            finish.paint(r, "#d9dbd9", share=0.0, name="ceiling paint"), openings=views, skirting=trim)  # fmt: skip
    windows.glaze(r, views, frame=trim, ledge=trim, power=5.0)
    windows.garden(r, stops) if stage.sky_index % 3 else windows.city(r, stops, line=0.3)
    white = finish.plain(r, "#e4e6e4", 0.35, name="white lacquer")
    oak = finish.wood(r, finish.ASH)
    _cabinets(r, white, oak)
    x, z = r.wing(side, back + 1.0, 0.6), back + 0.95
    vinyl = finish.plain(r, colour.mix(p.mid, "#5f8790", 0.6), 0.5, name="couch")
    if furnish.box(r, "couch", vinyl, (x, 0.55, z), (1.8, 0.14, 0.65), bevel=0.06, kind="thing"):
        furnish.box(r, "couch base", oak, (x, 0, z), (1.1, 0.55, 0.45), on=True)
        furnish.box(r, "pillow", "paper", (x + side * 0.66, 0.68, z), (0.4, 0.09, 0.5), bevel=0.04, on=True)
    for where in (0.9, 0.55):
        if furnish.greenery(r, (r.wing(-side, back + 0.55, where), 0, back + 0.5)):
            break
    furnish.frames(r, count=2)
    r.swap_support("slab", {"w": 2.2, "h": 0.74, "d": 0.7, "bevel": 0.012}, {"*": oak}, "treatment table")
    windows.daylight(r, 8.0)
    windows.ceiling_light(r, 2.6, "#fffaf2")
    r.rig(power=11.5, key="#fff8ee", fill="#e6eef4")
    finish.grade(r, contrast=0.3, bloom=0.08, vignette=0.12, exposure=1.25)


def _cabinets(r: Room, white: str, oak: str) -> None:
    """Wall cupboards with an open board of wood below and a counter, on the side without the window."""
    a, b = r.span(r.back + 0.3, bleed=0.06)
    width = min(0.36 * (b - a), 2.6)
    x0 = a if r.side > 0 else b - width
    n = max(int(width / 0.62), 1)
    top = min(2.2, r.clear - 0.1)
    for i in range(n):
        x = x0 + width * (i + 0.5) / n
        if top > 1.9:
            furnish.box(
                r, "wall cabinet", white, (x, 1.6, r.back + 0.18), (width / n - 0.012, top - 1.6, 0.34), bevel=0.01
            )
        if furnish.box(r, "cupboard", white, (x, 0.08, r.back + 0.3), (width / n - 0.012, 0.8, 0.55), bevel=0.01):
            furnish.box(r, "counter", oak, (x, 0.88, r.back + 0.31), (width / n, 0.04, 0.6), bevel=0.004, on=True)
            furnish.box(r, "handle", "steel", (x, 0.74, r.back + 0.585), (0.16, 0.015, 0.02), bevel=0.004, on=True)
            if i % 2 == 0:
                furnish.drum(r, "jar", "clear", (x - 0.1, 0.92, r.back + 0.25), 0.05, 0.16, on=True)
                furnish.drum(r, "jar", finish.accent(r, 0.2), (x + 0.06, 0.92, r.back + 0.22), 0.045, 0.12, on=True)
    if top > 1.5:
        furnish.box(r, "board", oak, (x0 + width / 2, 1.4, r.back + 0.14), (width, 0.03, 0.24), bevel=0.004)
