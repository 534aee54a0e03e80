"""Chairs and prams on wheels."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import Params, Parts, join, place
from generation.engine.previz.things.shells import mirrored, rod, rods, slab_at, swarm
from generation.engine.previz.things.solids import blob, loft, pipe, sheet, torus

WEARS: Mapping[str, Mapping[str, str]] = {
    "wheelchair": {"frame": "dark metal", "wheels": "tire", "spokes": "steel", "seat": "dark leather"},
    "pram": {"body": "product", "frame": "steel", "wheels": "tire"},
}


def wheelchair(_: Params) -> Parts:
    """A light wheelchair facing +z."""
    big = place(torus(0.29, 0.014, 44, 10), roll=90)
    rim = place(torus(0.26, 0.008, 44, 8), (0.035, 0, 0), roll=90)
    a = 2 * np.pi * np.arange(16) / 16
    spokes = join(
        [
            rods(np.zeros((16, 3)), np.c_[0 * a, 0.28 * np.cos(a), 0.28 * np.sin(a)], 0.002, n=4),
            rim,
            rod((-0.03, 0, 0), (0.03, 0, 0), 0.02),
        ]
    )
    at = [(s * 0.29, 0.304, -0.08) for s in (-1, 1)]
    small = mirrored(place(torus(0.065, 0.016, 28, 8), (0.2, 0.081, 0.33), roll=90))
    frame = mirrored(
        join(
            [
                pipe(
                    [
                        (0.21, 0.92, -0.34),
                        (0.21, 0.9, -0.26),
                        (0.21, 0.48, -0.2),
                        (0.21, 0.47, 0.22),
                        (0.19, 0.4, 0.33),
                        (0.15, 0.12, 0.45),
                        (0.1, 0.1, 0.5),
                    ],
                    0.013,
                    8,
                ),
                rod((0.21, 0.3, -0.18), (0.21, 0.34, 0.3), 0.012),
                rod((0.21, 0.48, -0.2), (0.21, 0.28, -0.1), 0.012),
                rod((0.2, 0.36, 0.32), (0.2, 0.1, 0.33), 0.012),
                slab_at(0.05, 0.03, 0.3, 0.235, 0.66, 0, 0.012),
                rod((0.235, 0.48, 0.05), (0.235, 0.66, 0.05), 0.01),
            ]
        )
    )
    cross = rods(
        [(-0.21, 0.3, 0), (0.21, 0.3, 0), (-0.29, 0.304, -0.08)],
        [(0.2, 0.46, 0), (-0.2, 0.46, 0), (0.29, 0.304, -0.08)],
        0.01,
    )
    seat = join(
        [
            place(blob(0.42, 0.08, 0.44, flat=3, across=6), (0, 0.5, 0.02)),
            place(blob(0.42, 0.4, 0.05, flat=4, across=4), (0, 0.72, -0.23), tilt=-5),
        ]
    )
    foot = slab_at(0.3, 0.015, 0.14, 0, 0.1, 0.5, 0.006)
    return {
        "frame": join([frame, cross, foot]),
        "wheels": join([swarm(big, at), small]),
        "spokes": swarm(spokes, at),
        "seat": seat,
    }


def pram(_: Params) -> Parts:
    """A carrycot with a hood on high wheels; pushed from -z."""
    shell = loft(
        [
            np.c_[w * np.cos(a := np.linspace(0, 2 * np.pi, 32, endpoint=False)), np.full(32, y), n * np.sin(a)]
            for y, w, n in ((0.55, 0.14, 0.3), (0.58, 0.18, 0.37), (0.78, 0.21, 0.43))
        ]
    )
    u, v = np.meshgrid(np.linspace(0, np.pi, 17), np.linspace(np.radians(82), np.radians(200), 13))
    r = 0.225
    hood = sheet(
        np.stack(
            [
                r * np.cos(u),
                0.79 + 0.36 * np.sin(u) * np.sin(v).clip(-0.05),
                0.12 + 0.42 * np.cos(v) * (0.25 + 0.75 * np.sin(u)),
            ],
            -1,
        ),
        0.01,
    )
    wheels = [
        place(torus(r_, 0.02, 36, 10), (s * 0.26, r_ + 0.02, z), roll=90)
        for s in (-1, 1)
        for z, r_ in ((-0.32, 0.14), (0.34, 0.11))
    ]
    hubs = [
        rods(
            [(0.26 * s, r_ + 0.02, z)] * 6,
            np.c_[
                np.full(6, 0.26 * s),
                r_ + 0.02 + r_ * np.cos(np.arange(6) * 1.047),
                z + r_ * np.sin(np.arange(6) * 1.047),
            ],
            0.005,
            n=5,
        )
        for s in (-1, 1)
        for z, r_ in ((-0.32, 0.14), (0.34, 0.11))
    ]
    frame = mirrored(
        join(
            [
                rod((0.24, 0.16, -0.32), (0.2, 0.62, 0.2), 0.012),
                rod((0.24, 0.13, 0.34), (0.2, 0.6, -0.15), 0.012),
                pipe([(0.2, 0.6, -0.15), (0.2, 0.85, -0.45), (0.2, 1.02, -0.62)], 0.012, 8),
            ]
        )
    )
    axles = rods(
        [(-0.26, 0.16, -0.32), (-0.26, 0.13, 0.34), (-0.2, 1.02, -0.62)],
        [(0.26, 0.16, -0.32), (0.26, 0.13, 0.34), (0.2, 1.02, -0.62)],
        [0.01, 0.01, 0.018],
    )
    return {"body": join([shell, place(hood, turn=180)]), "frame": join([frame, axles, *hubs]), "wheels": join(wheels)}
