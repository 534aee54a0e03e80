"""Bridges and a tunnel mouth."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import Params, Parts, arc, join, place
from generation.engine.previz.things.outlines import extrude
from generation.engine.previz.things.shells import (
    rods,
    slab_at,
    slabs,
)
from generation.engine.previz.things.solids import number

WEARS: Mapping[str, Mapping[str, str]] = {
    "stone_bridge": {"walls": "stone", "road": "asphalt"},
    "suspension_bridge": {"towers": "enamel red", "deck": "dark metal", "cables": "dark metal"},
    "tunnel": {"walls": "stone", "inside": "dark", "road": "asphalt"},
}


def stone_bridge(p: Params) -> Parts:
    """An arched stone bridge along x: `count` arches."""
    many = int(number(p, "count", 3, 1, 7))
    r, pier = 3.0, 1.6
    span = 2 * r + pier
    w = many * span + pier
    outline = [(-w / 2 - 4, 0.0)]
    for i in range(many):
        c = -w / 2 + pier + r + i * span
        outline += [(c - r, 0.0), *map(tuple, arc(c, 1.5, r, 180, 0, 20)), (c + r, 0.0)]
    x = np.linspace(w / 2 + 4, -w / 2 - 4, 24)
    hump = 5.2 + 0.9 * np.cos(x / (w / 2 + 4) * np.pi / 2)
    body = extrude(np.vstack([outline, [(w / 2 + 4, 0)], np.c_[x, hump]]), 4.4, bevel=0.04, k=2)
    rail = extrude(np.vstack([np.c_[x, hump - 0.02], np.c_[x[::-1], hump[::-1] + 0.9]]), 0.4, bevel=0.04)
    road = extrude(np.vstack([np.c_[x, hump - 0.02], np.c_[x[::-1], hump[::-1] + 0.05]]), 3.6)
    cut = slabs([(1.2, 3.4, 5.6, -w / 2 + pier / 2 + i * span, 0, 0) for i in range(many + 1)], 0.3, 3)
    return {"walls": join([body, cut, *(place(rail, (0, 0, s * 2.0)) for s in (-1, 1))]), "road": road}


def suspension_bridge(_: Params) -> Parts:
    """A long bridge along x hung from two towers; 300 m."""
    towers = [
        slabs(
            [(4, 60, 3.2, s * 80, 0, t * 9) for t in (-1, 1)] + [(3, 3, 18, s * 80, y, 0) for y in (14, 30, 45, 57)],
            0.1,
        )
        for s in (-1, 1)
    ]
    x = np.linspace(-80, 80, 40)
    y = 19 + 40 * (x / 80) ** 2
    out = np.linspace(80, 150, 12)
    cables = []
    for t in (-9, 9):
        pts = np.c_[x, y, np.full(40, t)]
        cables += [rods(pts[:-1], pts[1:], 0.45, n=6), rods(pts[1:-1] * [1, 0, 1] + [0, 16, 0], pts[1:-1], 0.12, n=4)]
        for s in (-1, 1):
            q = np.c_[s * out, np.linspace(59, 17, 12), np.full(12, t)]
            cables += [rods(q[:-1], q[1:], 0.45, n=6), rods(q[1:-1] * [1, 0, 1] + [0, 16, 0], q[1:-1], 0.12, n=4)]
    deck = (
        [(304, 1.2, 19, 0, 14.8, 0)]
        + [(1.0, 3, 19, k, 12.8, 0) for k in np.arange(-150, 151, 10.0)]
        + [(304, 0.6, 0.6, 0, 12.8, s * 9.2) for s in (-1, 1)]
    )
    return {"towers": join(towers), "deck": slabs(deck, 0.05), "cables": join(cables)}


def tunnel(_: Params) -> Parts:
    """The mouth of a road tunnel in a stone wall."""
    hole = np.vstack([[(4.2, 0)], arc(0, 2.4, 4.2, 0, 180, 28), [(-4.2, 0)]])
    outline = np.vstack(
        [
            [
                (-9, 0),
            ],
            hole[::-1],
            [(9, 0), (9, 8.2), (-9, 8.2)],
        ]
    )
    ring = np.vstack([hole, (hole * [1.14, 1.1])[::-1]])
    keystone = slab_at(0.7, 1.1, 0.5, 0, 6.45, 0.55, 0.05)
    walls = [
        extrude(outline, 1.2, bevel=0.05),
        place(extrude(ring, 0.5, bevel=0.05), (0, 0, 0.55)),
        slab_at(18.6, 0.6, 1.7, 0, 8.2, 0, 0.06),
        keystone,
    ]
    deep = [
        place(extrude(np.vstack([hole, (hole * [1.1, 1.08])[::-1]]), 9.0), (0, 0, -5.0)),
        slab_at(8.6, 6.9, 0.2, 0, 0, -9.4),
    ]
    return {"walls": join(walls), "inside": join(deep), "road": slab_at(7.0, 0.06, 16, 0, 0, -1.5)}
