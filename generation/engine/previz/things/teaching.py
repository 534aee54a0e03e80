"""What is written on or shown in front of people; all of it blank."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import Mesh, Params, Parts, box, cylinder, join, place
from generation.engine.previz.things.shells import corners4, rod, rods, slab_at, slabs
from generation.engine.previz.things.solids import number, seeded, sheet

WEARS: Mapping[str, Mapping[str, str]] = {
    "easel": {"body": "wood", "canvas": "paper"},
    "whiteboard": {"face": "enamel white", "frame": "steel", "pens": "accent"},
    "chalkboard": {"face": "chalk board", "frame": "wood"},
    "projector_screen": {"face": "enamel white", "frame": "dark"},
    "flip_chart": {"face": "paper", "frame": "dark metal", "sheets": "paper"},
    "pin_board": {"face": "cork", "frame": "wood", "notes": "sticky yellow", "others": "sticky blue"},
}


def easel(_: Params) -> Parts:
    """A painter's easel with an empty canvas."""
    legs = [
        place(slab_at(0.04, 1.85, 0.022, 0, 0, 0, 0.005), (s * 0.36, 0, 0.2), tilt=-9, roll=s * 8.5) for s in (-1, 1)
    ]
    legs.append(rod((0, 0, -0.62), (0, 1.72, -0.08), 0.018))
    bars = [
        slab_at(0.72, 0.03, 0.09, 0, 0.62, 0.15, 0.005),
        slab_at(0.4, 0.04, 0.03, 0, 1.5, 0.0, 0.005),
        slab_at(0.5, 0.03, 0.025, 0, 0.34, 0.16, 0.005),
    ]
    return {"body": join([*legs, *bars]), "canvas": place(box(0.7, 0.86, 0.03, bevel=0.006), (0, 1.07, 0.105), tilt=-9)}


def whiteboard(p: Params) -> Parts:
    """A board on wheels; with `form` "wall" it hangs."""
    w, h = number(p, "w", 1.6, 0.5, 4), number(p, "h", 1.1, 0.4, 2)
    y = 0.0 if p.get("form") == "wall" else 0.75
    frame = [
        slabs(
            [(0.03, h, 0.03, s * (w / 2), y, 0.02) for s in (-1, 1)]
            + [(w + 0.03, 0.03, 0.03, 0, k, 0.02) for k in (y, y + h - 0.03)]
            + [(w * 0.5, 0.015, 0.09, 0, y, 0.07)],
            0.006,
        )
    ]
    if y:
        frame.append(
            slabs(
                [(0.04, y + h * 0.6, 0.03, s * (w / 2 + 0.04), 0.08, 0.0) for s in (-1, 1)]
                + [(0.05, 0.04, 0.56, s * (w / 2 + 0.04), 0.06, 0) for s in (-1, 1)]
                + [(w, 0.035, 0.03, 0, 0.3, 0)],
                0.008,
            )
        )
        frame += [place(cylinder(0.03, 0.03, n=16), (x, 0.03, z), roll=90) for x, z in corners4(w / 2 + 0.04, 0.24)]
    pens = rods([(x, y + 0.025, 0.08) for x in (-0.2, 0.0)], [(x + 0.12, y + 0.025, 0.08) for x in (-0.2, 0.0)], 0.009)
    return {"face": slab_at(w, h, 0.02, 0, y, 0.02, 0.003), "frame": join(frame), "pens": pens}


def chalkboard(p: Params) -> Parts:
    """An A-board of slate, blank."""
    parts = [place(slab_at(0.6, 0.95, 0.02, 0, 0.04, 0, 0.003), (0, 0, s * 0.26), tilt=-s * 14) for s in (-1, 1)]
    frame = [
        place(
            slabs(
                [(0.045, 1.08, 0.035, k * 0.31, 0, 0) for k in (-1, 1)]
                + [(0.62, 0.045, 0.035, 0, y, 0) for y in (0.05, 1.02)],
                0.006,
            ),
            (0, 0, s * 0.26),
            tilt=-s * 14,
        )
        for s in (-1, 1)
    ]
    return {"face": join(parts), "frame": join(frame)}


def projector_screen(p: Params) -> Parts:
    """A rolled screen on a tripod."""
    w, h = number(p, "w", 2.0, 0.8, 6), number(p, "h", 1.25, 0.5, 4)
    frame = [
        slab_at(w + 0.14, 0.08, 0.09, 0, 0.62, 0, 0.03),
        slab_at(w + 0.06, 0.035, 0.04, 0, 0.66 + h, 0, 0.01),
        rod((0, 0.2, -0.06), (0, 0.72 + h, -0.06), 0.02),
    ]
    frame += [
        rod((0, 0.45, -0.06), (0.5 * np.sin(a), 0.01, -0.06 + 0.5 * np.cos(a)), 0.014)
        for a in np.radians((60, 180, 300))
    ]
    return {
        "face": slab_at(w, h, 0.008, 0, 0.67, 0, 0.001),
        "frame": join([*frame, slabs([(0.03, h, 0.01, s * (w / 2 - 0.015), 0.67, 0.001) for s in (-1, 1)], 0.001)]),
    }


def flip_chart(_: Params) -> Parts:
    """A pad of paper on a stand, one sheet thrown over."""
    legs = [rod((s * 0.38, 0, 0.28), (s * 0.28, 1.85, 0), 0.014) for s in (-1, 1)] + [
        rod((0, 0, -0.5), (0, 1.8, -0.02), 0.014)
    ]
    board = place(slab_at(0.7, 1.0, 0.02, 0, 0, 0, 0.004), (0, 0.85, 0.13), tilt=-8)
    pad = place(slab_at(0.66, 0.93, 0.018, 0, 0, 0, 0.002), (0, 0.9, 0.142), tilt=-8)
    u, v = np.meshgrid(np.linspace(-0.33, 0.33, 7), np.linspace(0, 1, 15))
    grid = np.stack([u, 1.85 - 0.5 * v**1.4 + 0.05 * np.sin(v * 3), 0.0 - 0.08 * np.sin(v * 2.4) - 0.05 * v], -1)
    return {
        "face": pad,
        "frame": join(
            [
                *legs,
                board,
                slab_at(0.68, 0.04, 0.04, 0, 1.82, 0.0, 0.01),
                slab_at(0.7, 0.02, 0.07, 0, 0.84, 0.15, 0.005),
            ]
        ),
        "sheets": sheet(grid, 0.001),
    }


def pin_board(p: Params) -> Parts:
    """A cork board with notes."""
    w, h = number(p, "w", 1.2, 0.3, 4), number(p, "h", 0.8, 0.3, 3)
    rng = seeded(p, 1)
    frame = slabs(
        [(0.035, h, 0.03, s * w / 2, 0, 0.015) for s in (-1, 1)]
        + [(w + 0.03, 0.035, 0.03, 0, y, 0.015) for y in (0, h - 0.035)],
        0.005,
    )
    notes: list[list[Mesh]] = [[], []]
    for i in range(5):
        for j in range(3):
            if rng.random() < 0.8:
                at = (w * (-0.38 + 0.19 * i), h * (0.22 + 0.28 * j), 0.026)
                notes[int(rng.integers(0, 2))].append(
                    place(box(0.12, 0.12, 0.002, bevel=0.0005, k=2), at, roll=float(rng.normal(0, 5)))
                )
    return {
        "face": slab_at(w, h, 0.022, 0, 0, 0.012, 0.002),
        "frame": frame,
        "notes": join(notes[0]),
        "others": join(notes[1]),
    }
