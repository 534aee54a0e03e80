"""Furniture, lamps and house plants."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from generation.engine.previz.things.mesh import (
    Mesh,
    ball,
    box,
    cylinder,
    join,
    lathe,
    place,
    ribbon,
    stand_box,
    tube,
)

Params = Mapping[str, Any]
Parts = dict[str, Mesh]

# What its parts are made of unless the scene says otherwise.
WEARS: Mapping[str, Mapping[str, str]] = {
    "table": {"top": "wood", "legs": "dark metal"},
    "coffee_table": {"top": "wood", "legs": "dark metal"},
    "chair": {"seat": "fabric", "legs": "dark metal"},
    "sofa": {"body": "fabric", "seat": "fabric"},
    "shelf": {"frame": "wood", "books": "mid", "others": "linen"},
    "lamp": {"shade": "lamp", "stem": "dark metal"},
    "pendant": {"globe": "lamp", "cord": "rubber"},
    "plant": {"pot": "ceramic", "leaves": "leaf"},
}


def table(p: Params) -> Parts:
    """A table or desk: w, d, h of the top; round when `round`."""
    w, d, h = p.get("w", 1.8), p.get("d", 0.85), p.get("h", 0.74)
    if p.get("round"):
        top = place(cylinder(w / 2, 0.035, bevel=0.012, n=96), (0, h - 0.035, 0))
        return {"top": top, "legs": join([cylinder(0.045, h - 0.03), cylinder(w * 0.24, 0.02, bevel=0.008)])}
    top = place(box(w, 0.036, d, bevel=0.014, k=4), (0, h - 0.018, 0))
    legs = [
        place(stand_box(0.045, h - 0.03, 0.045, bevel=0.01), (sx * (w / 2 - 0.09), 0, sz * (d / 2 - 0.08)))
        for sx in (-1, 1)
        for sz in (-1, 1)
    ]
    rails = [place(box(w - 0.2, 0.06, 0.02, bevel=0.006), (0, h - 0.07, sz * (d / 2 - 0.08))) for sz in (-1, 1)]
    return {"top": top, "legs": join(legs + rails)}


def coffee_table(p: Params) -> Parts:
    return table({"w": 1.1, "d": 0.6, "h": 0.4, **p})


def chair(_: Params) -> Parts:
    """A shell chair on four thin legs."""
    seat = place(box(0.46, 0.05, 0.45, bevel=0.024, k=4), (0, 0.45, 0))
    back = place(box(0.44, 0.36, 0.04, bevel=0.019, k=4), (0, 0.68, -0.215), tilt=-9)
    legs = [tube([(sx * 0.17, 0.44, sz * 0.16), (sx * 0.22, 0, sz * 0.22)], 0.012) for sx in (-1, 1) for sz in (-1, 1)]
    return {"seat": join([seat, back]), "legs": join(legs)}


def sofa(p: Params) -> Parts:
    w = p.get("w", 2.1)
    pieces = [
        place(box(w, 0.2, 0.86, bevel=0.06, k=4), (0, 0.22, 0)),
        place(box(w, 0.4, 0.2, bevel=0.08, k=4), (0, 0.52, -0.34)),
    ]
    pieces += [place(box(0.18, 0.36, 0.86, bevel=0.07, k=4), (s * (w / 2 - 0.05), 0.38, 0)) for s in (-1, 1)]
    seats = [place(box(w / 2 - 0.14, 0.15, 0.64, bevel=0.055, k=4), (s * (w / 4 - 0.05), 0.39, 0.06)) for s in (-1, 1)]
    return {"body": join(pieces), "seat": join(seats)}


def shelf(p: Params) -> Parts:
    """Open shelves with books or boxes: w, h, and `seed` for what stands on them."""
    w, h, d = p.get("w", 2.4), p.get("h", 2.4), 0.34
    rng = np.random.default_rng(p.get("seed", 1))
    rows = max(int(h / 0.38), 2)
    boards = [place(box(w, 0.03, d, bevel=0.006, k=2), (0, 0.05 + i * (h - 0.1) / rows, 0)) for i in range(rows + 1)]
    boards += [stand_box(0.03, h, d, (s * w / 2, 0, 0), bevel=0.006, k=2) for s in (-1, 1)]
    books: list[Mesh] = []
    others: list[Mesh] = []
    for i in range(rows):
        x, y, room = -w / 2 + 0.05, 0.065 + i * (h - 0.1) / rows, (h - 0.1) / rows
        while x < w / 2 - 0.1:
            t, tall = rng.uniform(0.025, 0.06), room * rng.uniform(0.6, 0.82)
            if rng.random() < 0.1:
                x += rng.uniform(0.08, 0.3)
                continue
            (books if rng.random() < 0.7 else others).append(
                stand_box(t, tall, d * rng.uniform(0.6, 0.8), (x, y, 0), bevel=0.004, k=2)
            )
            x += t + 0.003
    return {"frame": join(boards), "books": join(books), "others": join(others)}


def lamp(_: Params) -> Parts:
    """A standing lamp with a linen shade."""
    shade = lathe([(0.2, 1.36), (0.15, 1.66)], n=64)
    stem = join([cylinder(0.14, 0.02, bevel=0.006), tube([(0, 0.02, 0), (0, 1.5, 0)], 0.011)])
    return {"shade": shade, "stem": stem}


def pendant(p: Params) -> Parts:
    """A hanging globe; `drop` is the cord's length above it."""
    drop = p.get("drop", 2.0)
    return {
        "globe": place(ball(p.get("r", 0.11), 40), (0, 0, 0)),
        "cord": stand_box(0.007, drop, 0.007, (0, 0.1, 0), bevel=0.002, k=2),
    }


def plant(p: Params) -> Parts:
    """A potted plant with arching leaves."""
    rng = np.random.default_rng(p.get("seed", 3))
    pot = lathe(
        [(0, 0), (0.15, 0.0)],
        [(0.15, 0.0), (0.19, 0.37)],
        [(0.19, 0.37), (0.17, 0.37)],
        [(0.17, 0.37), (0.16, 0.33), (0, 0.33)],
    )
    leaves = []
    for _ in range(int(p.get("leaves", 54))):
        length, bend, t = rng.uniform(0.55, 1.2), rng.uniform(0.25, 1.0), np.linspace(0, 1, 9)
        path = np.c_[0 * t, t * length * (1 - 0.32 * bend * t), t * t * length * bend * 0.72]
        width = 0.052 * np.sin(np.pi * np.clip(t * 0.94 + 0.05, 0, 1)) ** 0.8
        leaves.append(place(ribbon(path, width), (0, 0.34, 0), turn=float(rng.uniform(0, 360))))
    return {"pot": pot, "leaves": join(leaves)}
