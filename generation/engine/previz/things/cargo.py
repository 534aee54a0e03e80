"""Goods and how they are carried."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import Params, Parts, arc, join, lathe
from generation.engine.previz.things.outlines import extrude
from generation.engine.previz.things.shells import corners4, rods, slab_at, slabs, swarm

WEARS: Mapping[str, Mapping[str, str]] = {
    "shipping_container": {"body": "product", "trims": "dark metal"},
    "pallet": {"body": "wood", "boxes": "kraft"},
    "conveyor": {"belt": "rubber", "frame": "galvanised", "boxes": "kraft", "rollers": "steel"},
    "oil_drums": {"body": "enamel blue", "others": "rusty steel"},
}


def shipping_container(_: Params) -> Parts:
    """A six-metre container, its doors to +z."""
    w, h, d = 2.44, 2.59, 6.06
    posts = slabs(
        [(0.14, h, 0.14, x, 0, z) for x, z in corners4(w / 2 - 0.07, d / 2 - 0.07)]
        + [(w, 0.14, 0.12, 0, y, s * (d / 2 - 0.06)) for s in (-1, 1) for y in (0, h - 0.14)]
        + [(0.12, 0.14, d, s * (w / 2 - 0.06), y, 0) for s in (-1, 1) for y in (0, h - 0.14)],
        0.01,
    )
    core = slab_at(w - 0.16, h - 0.06, d - 0.12, 0, 0.03, 0, 0.005)
    ribs = slabs([(w - 0.05, h - 0.26, 0.12, 0, 0.13, z) for z in np.arange(-d / 2 + 0.28, d / 2 - 0.2, 0.24)], 0.03)
    doors = slabs([(1.08, h - 0.3, 0.05, s * 0.555, 0.15, d / 2 - 0.06) for s in (-1, 1)], 0.008)
    bars = rods(
        [(x, 0.12, d / 2 + 0.0) for x in (-0.8, -0.3, 0.3, 0.8)],
        [(x, h - 0.12, d / 2 + 0.0) for x in (-0.8, -0.3, 0.3, 0.8)],
        0.02,
    )
    grips = slabs([(0.3, 0.03, 0.03, x, 1.1, d / 2 + 0.02) for x in (-0.65, -0.2, 0.45, 0.7)], 0.008)
    return {"body": join([posts, core, ribs, doors]), "trims": join([bars, grips])}


def pallet(p: Params) -> Parts:
    """A wooden pallet with boxes stacked on it; `load` false leaves it empty."""
    rows: list[tuple[float, ...]] = [(1.2, 0.022, 0.1, 0, 0.122, z) for z in np.linspace(-0.35, 0.35, 7)] + [
        (0.1, 0.022, 0.8, x, 0.1, 0) for x in (-0.55, 0, 0.55)
    ]
    rows += [(0.1, 0.078, 0.1, x, 0.022, z) for x in (-0.55, 0, 0.55) for z in (-0.35, 0, 0.35)] + [
        (1.2, 0.022, 0.1, 0, 0, z) for z in (-0.35, 0, 0.35)
    ]
    parts = {"body": slabs(rows, 0.004)}
    if p.get("load", True) is not False:
        parts["boxes"] = slabs(
            [
                (0.385, 0.285, 0.385, x, 0.145 + 0.29 * k, z)
                for k in range(3)
                for x in (-0.39, 0, 0.39)
                for z in (-0.195, 0.195)
            ],
            0.006,
        )
    return parts


def conveyor(_: Params) -> Parts:
    """A belt with parcels."""
    side = np.vstack([arc(1.9, 0.8, 0.07, -90, 90, 10), arc(-1.9, 0.8, 0.07, 90, 270, 10)])
    frame = slabs(
        [(3.9, 0.1, 0.04, 0, 0.75, s * 0.34) for s in (-1, 1)]
        + [(0.07, 0.75, 0.07, x, 0, s * 0.32) for x in (-1.5, 0, 1.5) for s in (-1, 1)]
        + [(0.05, 0.05, 0.6, x, 0.2, 0) for x in (-1.5, 0, 1.5)],
        0.008,
    )
    drums = rods([(x, 0.8, -0.33) for x in (-1.9, 1.9)], [(x, 0.8, 0.33) for x in (-1.9, 1.9)], 0.055, n=20)
    parcels = slabs(
        [
            (0.42, 0.3, 0.36, -1.2, 0.871, 0),
            (0.3, 0.22, 0.3, -0.4, 0.871, 0.04),
            (0.5, 0.2, 0.4, 0.45, 0.871, -0.02),
            (0.34, 0.36, 0.32, 1.3, 0.871, 0.02),
        ],
        0.008,
    )
    return {"belt": extrude(side, 0.6, bevel=0.005), "frame": frame, "rollers": drums, "boxes": parcels}


def oil_drums(_: Params) -> Parts:
    """Five steel drums, two of them stacked."""
    drum = lathe(
        [(0, 0), (0.285, 0)],
        [
            (0.285, 0),
            (0.292, 0.02),
            (0.285, 0.03),
            (0.285, 0.28),
            (0.297, 0.295),
            (0.285, 0.31),
            (0.285, 0.57),
            (0.297, 0.585),
            (0.285, 0.6),
            (0.285, 0.86),
            (0.292, 0.875),
            (0.28, 0.88),
        ],
        [(0.28, 0.88), (0.27, 0.86), (0, 0.86)],
        n=40,
    )
    return {
        "body": swarm(drum, [(-0.6, 0, 0), (0, 0, 0.1), (-0.28, 0.88, 0.02)]),
        "others": swarm(drum, [(0.6, 0, -0.05), (0.25, 0, -0.5)]),
    }
