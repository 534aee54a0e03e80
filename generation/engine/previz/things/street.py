"""Street furniture and small works of the town."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from generation.engine.previz.things.mesh import Mesh, ball, box, cylinder, join, lathe, place
from generation.engine.previz.things.outlines import extrude
from generation.engine.previz.things.shells import (
    corners4,
    gabled,
    mirrored,
    pitched,
    rod,
    rods,
    slab_at,
    slabs,
    swarm,
)
from generation.engine.previz.things.solids import number, pipe, sheet

Params = Mapping[str, Any]
Parts = dict[str, Mesh]

WEARS: Mapping[str, Mapping[str, str]] = {
    "tent": {"body": "accent", "inside": "dark", "poles": "dark metal"},
    "greenhouse": {"frame": "enamel white", "panes": "greenhouse pane", "base": "brick", "plants": "oak leaf"},
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
    "traffic_light": {"body": "dark metal", "red": "tail lamp", "amber": "enamel yellow", "green": "signal green"},
    "traffic_cone": {"body": "safety orange", "bands": "road paint", "base": "rubber"},
    "road_sign": {"face": "enamel white", "rim": "enamel red", "pole": "galvanised"},
    "signpost": {"body": "wood", "pole": "wood"},
    "bollard": {"body": "dark metal", "band": "road paint"},
    "hydrant": {"body": "signal red", "caps": "steel"},
    "bin": {"body": "dark metal", "lid": "dark"},
    "mailbox": {"body": "enamel red", "slot": "dark"},
    "phone_box": {"body": "enamel red", "panes": "pane day"},
    "fence": {"body": "enamel white"},
    "gate": {"bars": "dark metal", "posts": "stone"},
    "wall": {"body": "brick", "cap": "stone"},
    "fountain": {"body": "limestone", "water": "foam", "pool": "ocean"},
    "statue": {"body": "brass", "base": "limestone"},
    "billboard": {"face": "paper", "frame": "dark metal"},
    "flag": {"body": "accent", "pole": "steel"},
    "parasol": {"body": "accent", "pole": "wood", "base": "concrete"},
    "barrier": {"body": "enamel red", "stripes": "road paint"},
    "well": {"walls": "stone", "roof": "roof tile", "posts": "old wood"},
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


def greenhouse(_: Params) -> Parts:
    """A glasshouse on a brick base, rows of green inside."""
    w, h, d, rise = 3.0, 2.0, 4.5, 1.0
    base = slabs(
        [(w, 0.5, 0.14, 0, 0, s * d / 2) for s in (-1, 1)] + [(0.14, 0.5, d, s * w / 2, 0, 0) for s in (-1, 1)], 0.01
    )
    a, b = [], []
    for z in np.linspace(-d / 2, d / 2, 8):
        a += [(-w / 2, 0.5, z), (w / 2, 0.5, z), (-w / 2, h, z), (w / 2, h, z)]
        b += [(-w / 2, h, z), (w / 2, h, z), (0, h + rise, z), (0, h + rise, z)]
    for y, x in ((h, -w / 2), (h, w / 2), (h + rise, 0), (h + rise / 2, w / 4), (h + rise / 2, -w / 4)):
        a.append((x, y, -d / 2))
        b.append((x, y, d / 2))
    for s in (-1, 1):
        for x in (-0.9, -0.45, 0.45, 0.9):
            a.append((x, 0.1 if abs(x) < 0.5 else 0.5, s * d / 2))
            b.append((x, h + rise * (1 - abs(x) / (w / 2)), s * d / 2))
        a.append((-w / 2, h, s * d / 2))
        b.append((w / 2, h, s * d / 2))
    panes = place(gabled(w - 0.04, h, d - 0.04, rise), (0, 0, 0))
    rng = np.random.default_rng(1)
    rows = rng.uniform(-1, 1, (40, 3)) * [0.3, 0, 1.9] + np.where(rng.random((40, 1)) < 0.5, 1, -1) * [0.85, 0, 0]
    plants = swarm(
        ball(0.24, 12),
        np.add(rows, (0, 0.6, 0)),
        scale=np.c_[rng.uniform(0.6, 1, 40), rng.uniform(0.8, 1.9, 40), rng.uniform(0.6, 1, 40)],
    )
    return {"frame": rods(a, b, 0.024, n=6), "panes": panes, "base": base, "plants": plants}


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


def traffic_light(_: Params) -> Parts:
    body = [cylinder(0.06, 3.2, n=24), slab_at(0.3, 0.9, 0.24, 0, 2.5, 0.06, 0.05), cylinder(0.14, 0.12, n=24)]
    hood = lathe([(0.1, 0), (0.11, 0.0), (0.11, 0.12), (0.1, 0.12)], n=24)
    body += [place(hood, (0, y, 0.17), tilt=90) for y in (2.66, 2.95, 3.24)]
    lens = place(cylinder(0.092, 0.02, bevel=0.006, n=24), (0, 0, 0.172), tilt=90)
    return {
        "body": join(body),
        "red": place(lens, (0, 3.24, 0)),
        "amber": place(lens, (0, 2.95, 0)),
        "green": place(lens, (0, 2.66, 0)),
    }


def traffic_cone(_: Params) -> Parts:
    """A cone with two bright bands."""

    def r(y: float) -> float:
        return 0.16 - 0.125 * y / 0.72

    cone = lathe([(r(0.03), 0.03), (r(0.7), 0.7), (0.025, 0.72), (0, 0.722)], n=40)
    bands = join(
        [lathe([(r(y) + 0.0025, y), (r(y + t) + 0.0025, y + t)], n=40) for y, t in ((0.28, 0.13), (0.5, 0.09))]
    )
    return {"body": cone, "bands": bands, "base": slab_at(0.42, 0.035, 0.42, 0, 0, 0, 0.015)}


def road_sign(p: Params) -> Parts:
    """A blank sign on a post: `form` round, triangle or square."""
    form = p.get("form", "round")
    a = np.radians(np.arange(0, 360, 6))
    outlines = {
        "triangle": np.array([(-0.4, -0.3), (0.4, -0.3), (0.0, 0.4)]),
        "square": np.array([(-0.32, -0.32), (0.32, -0.32), (0.32, 0.32), (-0.32, 0.32)]),
    }
    outline = outlines[str(form)] if str(form) in outlines else np.c_[0.34 * np.cos(a), 0.34 * np.sin(a)]
    at = (0.0, 2.25, 0.05)
    return {
        "rim": place(extrude(outline, 0.02, bevel=0.004), at),
        "face": place(extrude(outline * 0.8, 0.024, bevel=0.002), (0, at[1], 0.052)),
        "pole": cylinder(0.03, 2.6, n=20),
    }


def signpost(_: Params) -> Parts:
    """A wooden post with three blank arms."""
    arm = extrude([(0, -0.08), (0.75, -0.08), (0.88, 0), (0.75, 0.08), (0, 0.08)], 0.03, bevel=0.006)
    return {
        "body": join([place(arm, (0, y, 0.07), turn=t) for y, t in ((2.1, -14.0), (1.85, 172.0), (1.6, 24.0))]),
        "pole": join([cylinder(0.055, 2.35, n=20), cylinder(0.1, 0.06, n=20)]),
    }


def bollard(_: Params) -> Parts:
    return {
        "body": lathe(
            [(0, 0), (0.13, 0)],
            [(0.13, 0), (0.13, 0.08), (0.09, 0.12), (0.08, 0.8), (0.1, 0.83), (0.1, 0.88), (0.06, 0.97), (0, 1.0)],
            n=40,
        ),
        "band": lathe([(0.089, 0.62), (0.087, 0.74)], n=40),
    }


def hydrant(_: Params) -> Parts:
    body = lathe(
        [(0, 0), (0.17, 0)],
        [
            (0.17, 0),
            (0.17, 0.05),
            (0.12, 0.07),
            (0.11, 0.5),
            (0.15, 0.52),
            (0.15, 0.57),
            (0.12, 0.6),
            (0.08, 0.7),
            (0.03, 0.74),
            (0.03, 0.79),
            (0, 0.79),
        ],
        n=40,
    )
    arms = [rod((-0.2, 0.42, 0), (0.2, 0.42, 0), 0.05, n=24), rod((0, 0.36, 0), (0, 0.36, 0.2), 0.065, n=24)]
    caps = [rod((s * 0.2, 0.42, 0), (s * 0.24, 0.42, 0), 0.06, n=6) for s in (-1, 1)] + [
        rod((0, 0.36, 0.2), (0, 0.36, 0.245), 0.075, n=6)
    ]
    return {"body": join([body, *arms]), "caps": join(caps)}


def bin(_: Params) -> Parts:
    """A street bin of slats with a hood."""
    a = 2 * np.pi * np.arange(22) / 22
    slats = swarm(slab_at(0.05, 0.7, 0.02), np.c_[0.24 * np.sin(a), 0 * a + 0.08, 0.24 * np.cos(a)], turn=np.degrees(a))
    lid = lathe([(0.27, 0.95), (0.27, 1.0), (0.15, 1.08), (0, 1.1)], [(0, 1.05), (0.25, 0.96), (0.27, 0.95)], n=40)
    posts = rods([(s * 0.23, 0.1, 0) for s in (-1, 1)], [(s * 0.23, 0.97, 0) for s in (-1, 1)], 0.014)
    return {
        "body": join(
            [
                slats,
                posts,
                lathe([(0.25, 0.06), (0.25, 0.1)], n=40),
                lathe([(0, 0), (0.2, 0), (0.23, 0.09)], n=40),
                lathe([(0.26, 0.74), (0.26, 0.79)], n=40),
            ]
        ),
        "lid": join([lid, cylinder(0.215, 0.76, n=40)]),
    }


def mailbox(_: Params) -> Parts:
    """A pillar letter box."""
    body = lathe(
        [(0, 0), (0.26, 0)],
        [(0.26, 0), (0.26, 0.12), (0.23, 0.15), (0.23, 1.3), (0.27, 1.33), (0.27, 1.4), (0.2, 1.48), (0, 1.53)],
        n=48,
    )
    return {
        "body": body,
        "slot": join([slab_at(0.24, 0.035, 0.06, 0, 1.14, 0.21), slab_at(0.2, 0.16, 0.03, 0, 0.9, 0.222, 0.006)]),
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


def fence(p: Params) -> Parts:
    """A picket fence, w wide."""
    w = number(p, "w", 3.0, 0.5, 30)
    picket = extrude([(-0.045, 0), (0.045, 0), (0.045, 0.92), (0, 1.0), (-0.045, 0.92)], 0.02, bevel=0.004)
    xs = np.arange(-w / 2 + 0.07, w / 2, 0.15)
    posts = [
        (0.09, 1.05, 0.09, x, 0, -0.05) for x in np.linspace(-w / 2 + 0.07, w / 2 - 0.07, max(int(w / 1.6), 1) + 1)
    ]
    return {
        "body": join(
            [
                swarm(picket, [(x, 0.05, 0.02) for x in xs]),
                slabs(posts + [(w, 0.08, 0.03, 0, y, -0.01) for y in (0.28, 0.7)], 0.008),
            ]
        )
    }


def gate(_: Params) -> Parts:
    """A wrought iron gate between stone posts."""
    posts = mirrored(
        join(
            [
                slab_at(0.5, 2.3, 0.5, 1.85, 0, 0, 0.03),
                slab_at(0.64, 0.14, 0.64, 1.85, 2.3, 0, 0.03),
                place(ball(0.2, 28), (1.85, 2.62, 0)),
            ]
        )
    )
    xs = np.linspace(-1.52, 1.52, 25)
    top = 1.75 + 0.45 * np.cos(xs / 1.55 * np.pi / 2)
    bars = rods(np.c_[xs, 0 * xs + 0.1, 0 * xs], np.c_[xs, top, 0 * xs], 0.012)
    tips = rods(np.c_[xs, top, 0 * xs], np.c_[xs, top + 0.13, 0 * xs], 0.024, 0.002, 6)
    curve = np.c_[xs, top - 0.12, 0 * xs]
    rails = [
        pipe(curve, 0.018, 8),
        slabs(
            [(1.5, 0.05, 0.03, s * 0.78, y, 0) for s in (-1, 1) for y in (0.12, 0.9)]
            + [(0.05, 2.05, 0.04, s * 0.03, 0.08, 0) for s in (-1, 1)],
            0.008,
        ),
    ]
    return {"bars": join([bars, tips, *rails]), "posts": posts}


def wall(p: Params) -> Parts:
    """A garden wall with coping and piers: w by h; "brick" unless it wears stone."""
    w, h = number(p, "w", 4.0, 0.5, 60), number(p, "h", 1.8, 0.3, 8)
    piers = np.linspace(-w / 2 + 0.22, w / 2 - 0.22, max(int(w / 3), 1) + 1)
    body = slabs([(w, h, 0.24, 0, 0, 0), *((0.44, h + 0.12, 0.44, x, 0, 0) for x in piers)], 0.008)
    return {
        "body": body,
        "cap": slabs([(w, 0.07, 0.34, 0, h, 0), *((0.54, 0.1, 0.54, x, h + 0.12, 0) for x in piers)], 0.015),
    }


def fountain(_: Params) -> Parts:
    """Three bowls, water falling from each."""

    def bowl(r: float, y: float, d: float) -> Mesh:
        return lathe(
            [(0.12, y - d), (r * 0.6, y - d * 0.75), (r * 0.97, y - 0.06), (r, y)],
            [(r, y), (r * 0.93, y)],
            [(r * 0.93, y), (r * 0.85, y - 0.07), (0, y - 0.09)],
            n=64,
        )

    basin = lathe(
        [(0, 0), (2.3, 0)],
        [(2.3, 0), (2.3, 0.12), (2.15, 0.16), (2.15, 0.46), (2.3, 0.5), (2.3, 0.58)],
        [(2.3, 0.58), (2.02, 0.58)],
        [(2.02, 0.58), (2.0, 0.2), (0, 0.2)],
        n=72,
    )
    stem = lathe(
        [
            (0.4, 0.2),
            (0.35, 0.35),
            (0.18, 0.5),
            (0.16, 1.1),
            (0.26, 1.25),
            (0.14, 1.4),
            (0.12, 2.1),
            (0.2, 2.2),
            (0.06, 2.5),
            (0, 2.52),
        ],
        n=40,
    )
    drops = []
    for many, r, y0, y1, out in ((18, 1.12, 1.42, 0.5, 0.2), (12, 0.6, 2.22, 1.4, 0.14), (6, 0.03, 2.5, 2.24, 0.3)):
        t = np.linspace(0, 1, 7)
        for a in 2 * np.pi * np.arange(many) / many:
            x = r + out * t
            y = y0 + (0.5 * t - 1.5 * t**2) * (y0 - y1) if many == 6 else y0 + (0.1 * t - 1.1 * t**2) * (y0 - y1)
            drops.append(pipe(np.c_[x * np.cos(a), y, x * np.sin(a)], 0.014, 5))
    water = [lathe([(1.05, 1.405), (0, 1.405)], n=48), lathe([(0.56, 2.205), (0, 2.205)], n=48)]
    return {
        "body": join([basin, stem, bowl(1.15, 1.42, 0.32), bowl(0.62, 2.22, 0.24)]),
        "water": join(drops),
        "pool": join([lathe([(2.03, 0.48), (0, 0.48)], n=64), *water]),
    }


def statue(_: Params) -> Parts:
    """An abstract standing form with a hole, on a plinth."""
    t = np.linspace(0, 2 * np.pi, 90, endpoint=False)
    path = np.c_[0.42 * np.sin(t) * (1 + 0.25 * np.cos(t)), 2.1 - 0.95 * np.cos(t), 0.16 * np.sin(2 * t)]
    form = pipe(path, 0.15 + 0.11 * (0.5 + 0.5 * np.cos(t + 0.6)) ** 2, 28, closed=True)
    base = join(
        [
            slab_at(1.0, 0.9, 1.0, 0, 0.12, 0, 0.02),
            slab_at(1.2, 0.12, 1.2, 0, 0, 0, 0.02),
            slab_at(1.1, 0.08, 1.1, 0, 1.0, 0, 0.02),
        ]
    )
    return {"body": form, "base": base}


def billboard(p: Params) -> Parts:
    """A blank hoarding on two posts."""
    w, h = number(p, "w", 6.0, 1, 20), number(p, "h", 3.0, 0.6, 10)
    frame = slabs(
        [(0.22, 2.4 + h, 0.22, s * w * 0.3, 0, -0.2) for s in (-1, 1)]
        + [(w + 0.2, 0.1, 0.2, 0, y, 0) for y in (2.4 - 0.1, 2.4 + h)]
        + [(0.1, h + 0.2, 0.2, s * (w / 2 + 0.05), 2.3, 0) for s in (-1, 1)]
        + [(w, 0.05, 0.6, 0, 2.2, 0.3)],
        0.02,
    )
    lamps = join(
        [
            join([rod((x, 2.4 + h, 0), (x, 2.65 + h, 0.7), 0.02), slab_at(0.3, 0.08, 0.16, x, 2.6 + h, 0.75, 0.02)])
            for x in (-w / 3, 0, w / 3)
        ]
    )
    return {"frame": join([frame, lamps]), "face": slab_at(w, h, 0.14, 0, 2.4, 0)}


def flag(_: Params) -> Parts:
    """A plain flag in a breeze."""
    u, v = np.meshgrid(np.linspace(0, 1, 41), np.linspace(0, 1, 17))
    grid = np.stack(
        [
            0.05 + 1.75 * u,
            4.75 + 1.15 * v - 0.22 * u**1.5 + 0.03 * np.sin(u * 9),
            0.16 * np.sin(u * 8.5 + v * 0.8) * u**0.6,
        ],
        -1,
    )
    return {
        "body": sheet(grid, 0.006),
        "pole": join(
            [cylinder(0.04, 6.0, n=24, top=0.028), place(ball(0.06, 20), (0, 6.03, 0)), cylinder(0.12, 0.08, n=24)]
        ),
    }


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


def barrier(_: Params) -> Parts:
    """A striped construction barrier on two feet."""
    k = np.arange(10)
    even = slabs([(0.2, 0.22, 0.03, -0.9 + 0.2 * i, y, 0) for i in k[::2] for y in (0.75, 0.35)], 0.002)
    odd = slabs([(0.2, 0.22, 0.03, -0.9 + 0.2 * i, y, 0) for i in k[1::2] for y in (0.75, 0.35)], 0.002)
    feet = slabs(
        [(0.05, 1.05, 0.05, s * 0.8, 0, -0.04) for s in (-1, 1)] + [(0.08, 0.05, 0.6, s * 0.8, 0, 0) for s in (-1, 1)],
        0.01,
    )
    return {"body": join([even, feet]), "stripes": odd}


def well(_: Params) -> Parts:
    """A round stone well under a small roof."""
    ring = lathe(
        [(0.75, 0), (0.75, 0.75)],
        [(0.75, 0.75), (0.8, 0.78), (0.8, 0.88), (0.5, 0.88)],
        [(0.5, 0.88), (0.5, 0.2), (0, 0.2)],
        n=40,
    )
    posts = [rod((s * 0.68, 0.8, 0), (s * 0.68, 2.1, 0), 0.05) for s in (-1, 1)] + [
        rod((-0.8, 1.5, 0), (0.95, 1.5, 0), 0.05),
        rod((0.95, 1.5, 0), (0.95, 1.25, 0.1), 0.025),
        rod((0, 1.5, 0), (0, 1.15, 0), 0.012),
        place(cylinder(0.11, 0.22, top=0.13, n=24), (0, 0.95, 0)),
    ]
    return {
        "walls": ring,
        "roof": place(pitched(1.3, 1.5, 0.6, thick=0.06, over=0.15), (0, 2.0, 0), turn=90),
        "posts": join(posts),
    }
