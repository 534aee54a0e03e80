"""Stalls, shelters and tents: what is put up to stand under."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import Mesh, Params, Parts, ball, box, cylinder, join, lathe, place
from generation.engine.previz.things.outlines import extrude
from generation.engine.previz.things.shells import (
    corners4,
    pitched,
    rod,
    rods,
    slab_at,
    slabs,
    swarm,
)
from generation.engine.previz.things.solids import sheet

WEARS: Mapping[str, Mapping[str, str]] = {
    "tent": {"body": "accent", "inside": "dark", "poles": "dark metal"},
    "market_stall": {
        "frame": "wood",
        "body": "accent",
        "stripes": "paper",
        "goods": "orange peel",
        "more": "apple skin",
        "greens": "lettuce",
    },
    "kiosk": {"body": "enamel green", "roof": "dark metal", "counter": "wood", "windows": "pane lit"},
    "bus_stop": {"frame": "dark metal", "panes": "greenhouse pane", "bench": "wood", "panel": "paper"},
    "phone_box": {"body": "enamel red", "panes": "pane day"},
    "parasol": {"body": "accent", "pole": "wood", "base": "concrete"},
}


def tent(_: Params) -> Parts:
    """A ridge tent, its door half open, guyed."""
    half, h, d = 1.15, 1.35, 2.4
    u, v = np.meshgrid(np.linspace(0, 1, 12), np.linspace(-1, 1, 14))
    sides = []
    for s in (-1, 1):
        sag = 0.06 * np.sin(np.pi * u) * (1 + 0.3 * np.cos(v * 3))
        grid = np.stack([s * half * (1 - u) - s * sag * 0.8, h * u - sag, v * d / 2], -1)
        sides.append(sheet(grid, 0.012))
    back = place(extrude([(-half, 0), (half, 0), (0, h)], 0.02), (0, 0, -d / 2 + 0.02))
    flaps = [place(extrude([(s * half, 0), (s * 0.45, 0), (0, h)], 0.02), (0, 0, d / 2 - 0.02)) for s in (-1, 1)]
    fly = place(pitched(2 * half * 0.55, d + 0.1, h * 0.55, thick=0.02, over=0.06), (0, h * 0.47, 0))
    poles = [rod((0, 0, s * (d / 2 + 0.02)), (0, h + 0.08, s * (d / 2 + 0.02)), 0.014) for s in (-1, 1)]
    poles += [rod((0, h, s * d / 2), (0, 0, s * (d / 2 + 0.9)), 0.005, n=5) for s in (-1, 1)]
    poles += [
        rod((s * half * 0.55, h * 0.45, t), (s * (half + 0.5), 0, t), 0.005, n=5) for s in (-1, 1) for t in (-0.9, 0.9)
    ]
    return {"body": join([*sides, back, *flaps, fly]), "inside": slab_at(1.9, 0.02, 2.3), "poles": join(poles)}


def market_stall(_: Params) -> Parts:
    """A stall under a striped awning with crates of fruit."""
    posts = [rod((x, 0, z), (x, 2.15 if z > 0 else 2.5, z), 0.03) for x, z in corners4(1.1, 0.7)]
    table = [slab_at(2.3, 0.05, 1.0, 0, 0.78, 0.25), slab_at(2.24, 0.72, 0.03, 0, 0.05, 0.72)]
    crates: list[tuple[float, ...]] = []
    fruit: list[list[tuple[float, float, float]]] = [[], [], []]
    for i, x in enumerate((-0.87, -0.29, 0.29, 0.87)):
        for j, z in enumerate((0.02, 0.48)):
            y = 0.84 + (0.12 if j == 0 else 0)
            crates += (
                [(0.54, 0.1, 0.015, x, y, z + s * 0.2) for s in (-1, 1)]
                + [(0.015, 0.1, 0.4, x + s * 0.265, y, z) for s in (-1, 1)]
                + [(0.54, 0.015, 0.4, x, y, z)]
            )
            fruit[(i + j) % 3] += [
                (x - 0.2 + 0.1 * a, y + 0.08 + 0.03 * ((a + b) % 2), z - 0.14 + 0.095 * b)
                for a in range(5)
                for b in range(4)
            ]
    stripes: list[list[Mesh]] = [[], []]
    u = np.linspace(0, 1, 9)
    for k in range(10):
        x0, x1 = -1.3 + 0.26 * k, -1.3 + 0.26 * (k + 1)
        path = np.c_[2.62 - 0.55 * u - 0.06 * np.sin(u * np.pi), -0.85 + 2.0 * u]
        path = np.vstack([path, [2.07 - 0.0, 1.151], [1.86, 1.16]])
        grid = np.stack(
            [
                np.broadcast_to(np.linspace(x0, x1, 3)[None], (11, 3)),
                np.broadcast_to(path[:, :1], (11, 3)),
                np.broadcast_to(path[:, 1:], (11, 3)),
            ],
            -1,
        )
        stripes[k % 2].append(sheet(grid, 0.01))
    apple = ball(0.05, 9)
    return {
        "frame": join(
            [
                *posts,
                *table,
                slabs(crates, 0.004),
                rods([(-1.1, 2.15, 0.7), (-1.1, 2.5, -0.7)], [(1.1, 2.15, 0.7), (1.1, 2.5, -0.7)], 0.025),
            ]
        ),
        "body": join(stripes[0]),
        "stripes": join(stripes[1]),
        "goods": swarm(apple, fruit[0]),
        "more": swarm(apple, fruit[1]),
        "greens": swarm(ball(0.058, 9), fruit[2]),
    }


def kiosk(_: Params) -> Parts:
    """A small six-sided newsstand with a lit hatch."""
    body = place(lathe([(0, 0), (1.25, 0)], [(1.25, 0), (1.25, 2.3)], n=6), turn=30)
    panels = slabs(
        [(0.1, 2.25, 0.1, 1.22 * np.sin(t), 0.03, 1.22 * np.cos(t)) for t in np.radians(np.arange(30, 390, 60))], 0.02
    )
    roof = [
        place(
            lathe(
                [(1.25, 2.28), (1.6, 2.3)],
                [(1.6, 2.3), (1.6, 2.4)],
                [(1.6, 2.4), (0.5, 2.95), (0.12, 3.2), (0, 3.3)],
                n=6,
            ),
            turn=30,
        ),
        place(ball(0.09, 16), (0, 3.35, 0)),
    ]
    z = 1.25 * np.cos(np.radians(30))
    hatch = [place(slab_at(0.95, 0.85, 0.05, 0, 1.15, z), turn=t) for t in (0, 60, -60)]
    ledge = [place(slab_at(1.1, 0.05, 0.3, 0, 1.06, z + 0.1), turn=t) for t in (0, 60, -60)]
    return {"body": join([body, panels]), "roof": join(roof), "counter": join(ledge), "windows": join(hatch)}


def bus_stop(_: Params) -> Parts:
    """A glazed shelter with a bench and a blank poster case."""
    frame = slabs(
        [(0.07, 2.4, 0.07, x, 0, z) for x in (-1.7, 0, 1.7) for z in (-0.65,)]
        + [(0.07, 2.4, 0.07, s * 1.7, 0, 0.5) for s in (-1, 1)]
        + [(3.8, 0.09, 1.6, 0, 2.4, 0)],
        0.012,
    )
    panes = slabs(
        [(1.6, 1.9, 0.015, s * 0.85, 0.3, -0.65) for s in (-1, 1)] + [(0.015, 1.9, 1.05, -1.7, 0.3, -0.07)], 0.004
    )
    seat = [slabs([(2.0, 0.04, 0.13, -0.4, 0.46, -0.35 + 0.15 * i) for i in range(3)], 0.01)]
    legs = slabs([(0.05, 0.46, 0.3, x, 0, -0.2) for x in (-1.2, 0.4)], 0.01)
    case = slab_at(0.12, 1.9, 1.2, 1.7, 0.3, -0.07, 0.02)
    return {
        "frame": join([frame, legs, case]),
        "panes": panes,
        "bench": join(seat),
        "panel": slab_at(0.14, 1.7, 1.02, 1.7, 0.4, -0.07, 0.004),
    }


def phone_box(_: Params) -> Parts:
    """A telephone box with small panes and a domed roof."""
    posts = slabs(
        [(0.1, 2.25, 0.1, x, 0.1, z) for x, z in corners4(0.4, 0.4)]
        + [(0.98, 0.12, 0.98, 0, 0, 0), (0.96, 0.24, 0.96, 0, 2.2, 0)],
        0.02,
    )
    grid: list[tuple[float, ...]] = []
    for i in range(9):
        y = 0.35 + 0.23 * i
        grid += [(0.74, 0.03, 0.03, 0, y, s * 0.42) for s in (-1, 1)] + [
            (0.03, 0.03, 0.74, s * 0.42, y, 0) for s in (-1, 1)
        ]
    grid += [(0.03, 1.9, 0.03, k * 0.24, 0.3, s * 0.42) for k in (-1, 0, 1) for s in (-1, 1)] + [
        (0.03, 1.9, 0.03, s * 0.42, 0.3, k * 0.24) for k in (-1, 0, 1) for s in (-1, 1)
    ]
    foot = [(0.8, 0.3, 0.05, 0, 0.1, s * 0.41) for s in (-1, 1)] + [(0.05, 0.3, 0.8, s * 0.41, 0.1, 0) for s in (-1, 1)]
    roof = place(box(0.9, 0.22, 0.9, bevel=0.11, k=5), (0, 2.46, 0))
    return {"body": join([posts, slabs([*grid, *foot], 0.006), roof]), "panes": slab_at(0.78, 1.9, 0.78, 0, 0.3, 0)}


def parasol(_: Params) -> Parts:
    """A beach or cafe umbrella of eight panels."""
    a = np.linspace(0, 2 * np.pi, 65)
    r = 1.35 * (1 - 0.045 * np.abs(np.sin(a * 4)))
    t = np.linspace(0.02, 1, 9)
    y = 2.5 - 0.52 * t[:, None] ** 1.5 - 0.05 * t[:, None] ** 2 * np.abs(np.sin(a * 4))[None]
    grid = np.stack([t[:, None] * r * np.cos(a), np.broadcast_to(y, (9, 65)), -t[:, None] * r * np.sin(a)], -1)
    ribs = rods(
        np.tile([[0, 2.45, 0]], (8, 1)),
        np.c_[1.3 * np.cos(np.arange(8) * np.pi / 4), np.full(8, 1.97), 1.3 * np.sin(np.arange(8) * np.pi / 4)],
        0.008,
        n=5,
    )
    return {
        "body": sheet(grid, 0.008),
        "pole": join([cylinder(0.025, 2.6, n=20), ribs]),
        "base": cylinder(0.3, 0.1, bevel=0.02, n=40),
    }
