"""Meals in bowls and on boards. Everyday sizes."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import Mesh, Params, Parts, arc, ball, cylinder, join, lathe, place, stand_box
from generation.engine.previz.things.outlines import tile
from generation.engine.previz.things.solids import blob, grounded, pipe, sheet

# What its parts are made of unless the scene says otherwise.
WEARS: Mapping[str, Mapping[str, str]] = {
    "burger": {
        "bun": "crust",
        "seeds": "seed",
        "patty": "patty",
        "cheese": "cheese",
        "salad": "lettuce",
        "tomato": "tomato",
    },
    "salad": {"bowl": "product", "leaves": "lettuce", "tomato": "tomato", "egg": "cream"},
    "sushi": {"rice": "rice", "fish": "salmon", "nori": "nori", "board": "wood"},
    "noodles": {"bowl": "product", "soup": "tea", "noodles": "butter", "egg": "cream", "yolk": "yolk", "green": "leaf"},
}


def burger(_: Params) -> Parts:
    """Bun, salad, tomato, cheese, patty, bun."""
    low = lathe(np.vstack([[[0, 0]], arc(0.046, 0.01, 0.01, -90, 60, 8), [[0, 0.021]]]), n=56)
    patty = place(blob(0.118, 0.022, 0.118, flat=4, n=44), (0, 0.031, 0))
    x = np.linspace(-0.052, 0.052, 14)
    gx, gz = np.meshgrid(x, x)
    drop = np.clip(np.maximum(np.abs(gx), np.abs(gz)) + 0.6 * np.minimum(np.abs(gx), np.abs(gz)) - 0.054, 0, 1)
    slab = place(sheet(np.dstack([gx, 0.0445 - drop * 0.75, gz])[::-1], 0.002), turn=20)
    tomato = [
        place(cylinder(0.026, 0.006, bevel=0.002, n=32), (dx, 0.045, dz))
        for dx, dz in ((-0.028, 0.014), (0.028, 0.016), (0.0, -0.03))
    ]
    a = np.linspace(0, 2 * np.pi, 90, endpoint=False)
    rings = [
        np.c_[r * np.cos(a), 0.0535 + k * 0.005 * np.sin(13 * a) + 0.003 * np.sin(7 * a) * k - 0.006 * k, r * np.sin(a)]
        for r, k in ((0.004, 0), (0.04, 0.3), (0.058, 0.9), (0.064, 1.2))
    ]
    grid = np.stack([np.vstack([r, r[:1]]) for r in rings])
    salad = sheet(grid[:, ::-1], 0.0015)
    crown = lathe(
        np.vstack(
            [
                [[0, 0.056]],
                [[0.052, 0.056]],
                arc(0.046, 0.063, 0.0095, -45, 30, 5),
                np.c_[[0.05, 0.04, 0.024, 0.01, 0], [0.078, 0.091, 0.1005, 0.104, 0.1045]],
            ]
        ),
        n=56,
    )
    rng = np.random.default_rng(2)
    seeds = []
    for _i in range(60):
        r, t = 0.043 * np.sqrt(rng.random()), rng.uniform(0, 6.28)
        y = float(np.interp(r, [0, 0.01, 0.024, 0.04, 0.05], [0.1045, 0.104, 0.1005, 0.091, 0.078]))
        seeds.append(place(_SESAME, (r * np.cos(t), y, r * np.sin(t)), turn=float(rng.uniform(0, 180)), tilt=0))
    return {
        "bun": join([low, crown]),
        "seeds": join(seeds),
        "patty": patty,
        "cheese": slab,
        "salad": salad,
        "tomato": join(tomato),
    }


_SESAME = blob(0.0042, 0.0016, 0.0026, n=8)


def _bowl(r: float, h: float) -> Mesh:
    t = np.linspace(0, 1, 14)
    outer = np.c_[r * (0.45 + 0.55 * t**0.6), 0.002 + h * t**1.35]
    return lathe(
        [(0, 0), (r * 0.45, 0.002)],
        outer,
        [(r, h + 0.002), (r - 0.003, h + 0.002)],
        (outer + np.array((-0.003, 0.003)))[::-1][1:],
        [(r * 0.43, 0.006), (0, 0.006)],
        n=72,
    )


def salad(_: Params) -> Parts:
    rng = np.random.default_rng(6)
    leaves, reds, eggs = [], [], []
    for _i in range(34):
        r, t = 0.085 * np.sqrt(rng.random()), rng.uniform(0, 6.28)
        s, k = np.meshgrid(np.linspace(0, 1, 6), np.linspace(-1, 1, 6))
        w = 0.026 * np.sin(np.pi * (0.12 + 0.8 * s))
        grid = np.dstack([0.06 * s - 0.03, 0.012 * np.sin(s * 3) + 0.006 * np.sin(k * 5 + s * 9) * np.abs(k), w * k])
        leaves.append(
            place(
                sheet(grid, 0.0006),
                (r * np.cos(t), 0.058 + 0.022 * (1 - r / 0.085) + 0.006 * rng.random(), r * np.sin(t)),
                turn=float(rng.uniform(0, 360)),
                tilt=float(rng.uniform(-28, 28)),
                roll=float(rng.uniform(0, 35)),
            )
        )
    for i in range(6):
        t = i * 1.05 + 0.3
        reds.append(place(ball(0.0135, 20), (0.058 * np.cos(t), 0.086, 0.058 * np.sin(t))))
    for t in (0.4, 2.3, 4.4):
        eggs.append(place(blob(0.038, 0.014, 0.03, n=20), (0.035 * np.cos(t), 0.098, 0.035 * np.sin(t)), roll=12))
    return {"bowl": _bowl(0.12, 0.07), "leaves": join(leaves), "tomato": join(reds), "egg": join(eggs)}


def sushi(_: Params) -> Parts:
    """Three nigiri and three rolls on a board."""
    rice, fish, nori = [], [], []
    top = 0.02
    for x in (-0.075, -0.03, 0.015):
        rice.append(place(blob(0.032, 0.026, 0.062, flat=3, across=3.4), (x, top + 0.013, 0.0), turn=18))
        s, k = np.meshgrid(np.linspace(-1, 1, 12), np.linspace(-1, 1, 8))
        grid = np.dstack([0.017 * k, 0.031 - 0.006 * s**2 - 0.003 * k**2, 0.036 * s])
        fish.append(place(sheet(grid[::-1], 0.005), (x, top, 0.0), turn=18))
    for x, z in ((0.07, -0.028), (0.07, 0.018), (0.112, -0.004)):
        nori.append(place(cylinder(0.0195, 0.032, bevel=0.001, n=36), (x, top, z)))
        rice.append(place(cylinder(0.0178, 0.034, bevel=0.002, n=32), (x, top, z)))
        fish.append(place(cylinder(0.0075, 0.0355, bevel=0.002, n=20), (x, top, z)))
    board = join(
        [
            place(tile(0.28, 0.012, 0.13, 0.006, 0.003), (0.015, 0.008, 0)),
            stand_box(0.02, 0.01, 0.12, (-0.085, 0, 0), bevel=0.002),
            stand_box(0.02, 0.01, 0.12, (0.115, 0, 0), bevel=0.002),
        ]
    )
    return grounded({"rice": join(rice), "fish": join(fish), "nori": join(nori), "board": board})


def noodles(_: Params) -> Parts:
    """A bowl of ramen with an egg."""
    rng = np.random.default_rng(7)
    soup = lathe([(0.085, 0.058), (0, 0.058)], n=56)
    strands = []
    for _i in range(14):
        t = np.linspace(0, 2.6, 16) + rng.uniform(0, 6.28)
        r = rng.uniform(0.02, 0.045)
        cx, cz = rng.uniform(-0.028, 0.02), rng.uniform(-0.025, 0.03)
        strands.append(
            pipe(
                np.c_[cx + r * np.cos(t), 0.0585 + 0.006 * rng.random() + 0.002 * np.sin(3 * t), cz + r * np.sin(t)],
                0.0022,
                6,
            )
        )
    half = place(blob(0.05, 0.022, 0.038, n=24), (0.035, 0.062, 0.028))
    yolk = place(blob(0.024, 0.004, 0.022, n=18), (0.035, 0.0728, 0.028))
    leaves = [
        place(blob(0.012, 0.004, 0.012, n=10), (-0.045 + 0.012 * i, 0.066, 0.035 - 0.008 * (i % 3))) for i in range(5)
    ]
    return {
        "bowl": _bowl(0.1, 0.072),
        "soup": soup,
        "noodles": join(strands),
        "egg": half,
        "yolk": yolk,
        "green": join(leaves),
    }
