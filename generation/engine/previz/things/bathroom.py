"""Bathroom fittings."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import Params, Parts, join, lathe, place
from generation.engine.previz.things.outlines import extrude, oval
from generation.engine.previz.things.shells import rod, rods, slab_at, slabs
from generation.engine.previz.things.solids import loft, pipe
from generation.engine.previz.things.taps import tap

WEARS: Mapping[str, Mapping[str, str]] = {
    "bathtub": {"body": "enamel white", "feet": "brass", "tap": "brass", "water": "clear"},
    "basin": {"body": "enamel white", "tap": "chrome", "counter": "wood"},
    "shower": {"frame": "dark metal", "panes": "greenhouse pane", "head": "chrome", "tray": "enamel white"},
}


def bathtub(_: Params) -> Parts:
    """A free-standing bath on feet, along x."""
    rows = (
        (0.66, 0.3, 0.14),
        (0.74, 0.33, 0.18),
        (0.83, 0.37, 0.4),
        (0.87, 0.4, 0.56),
        (0.9, 0.43, 0.6),
        (0.88, 0.41, 0.615),
        (0.84, 0.37, 0.6),
        (0.79, 0.33, 0.42),
        (0.7, 0.27, 0.24),
        (0.55, 0.2, 0.2),
    )
    a = np.linspace(0, 2 * np.pi, 64, endpoint=False)
    rings = []
    for rx, rz, y in rows:
        lift = 0.1 * np.maximum(-np.cos(a), 0) ** 2 * (y > 0.5)
        rings.append(np.c_[rx * np.sign(np.cos(a)) * np.abs(np.cos(a)) ** 0.85, y + lift, rz * np.sin(a)])
    feet = [
        pipe([(x, 0.2, z), (x * 1.06, 0.1, z * 1.25), (x * 1.0, 0.02, z * 1.2)], [0.03, 0.024, 0.03], 10)
        for x in (-0.55, 0.55)
        for z in (-0.2, 0.2)
    ]
    tap = join(
        [
            rods([(0.96, 0, s * 0.07) for s in (-1, 1)], [(0.96, 0.8, s * 0.07) for s in (-1, 1)], 0.014),
            pipe([(0.96, 0.8, -0.07), (0.96, 0.82, 0), (0.96, 0.8, 0.07)], 0.016, 8),
            pipe([(0.96, 0.81, 0), (0.9, 0.85, 0), (0.8, 0.82, 0), (0.77, 0.75, 0)], 0.014, 8),
        ]
    )
    water = place(extrude(oval(1.58, 0.66, 48), 0.01), (0, 0.45, 0), tilt=-90)
    return {"body": loft(rings), "feet": join(feet), "tap": tap, "water": water}


def basin(_: Params) -> Parts:
    """A round washbasin on a wooden counter."""
    bowl = lathe(
        [(0, 0.0), (0.1, 0.0), (0.17, 0.05), (0.21, 0.14)],
        [(0.21, 0.14), (0.2, 0.145)],
        [(0.2, 0.145), (0.16, 0.06), (0.09, 0.02), (0, 0.015)],
        n=56,
    )
    counter = slabs(
        [
            (1.0, 0.06, 0.5, 0, 0.74, 0),
            (0.96, 0.28, 0.46, 0, 0.42, 0),
            (0.03, 0.42, 0.4, -0.44, 0, 0),
            (0.03, 0.42, 0.4, 0.44, 0, 0),
            (0.94, 0.01, 0.006, 0, 0.56, 0.232),
        ],
        0.006,
    )
    return {"body": place(bowl, (0, 0.8, 0.03)), "counter": counter, "tap": tap(0, 0.8, -0.2, 0.32, 0.18)}


def shower(_: Params) -> Parts:
    """A walk-in shower: glass on two sides, rain head."""
    frame = slabs(
        [(0.03, 2.05, 0.03, x, 0.05, z) for x, z in ((-0.45, 0.45), (0.45, 0.45), (0.45, -0.45), (-0.45, -0.45))]
        + [(0.93, 0.03, 0.03, 0, 2.08, s * 0.45) for s in (-1, 1)]
        + [(0.03, 0.03, 0.93, s * 0.45, 2.08, 0) for s in (-1, 1)],
        0.005,
    )
    panes = slabs([(0.86, 2.0, 0.01, 0, 0.07, -0.45), (0.01, 2.0, 0.86, 0.45, 0.07, 0)], 0.002)
    head = join(
        [
            pipe([(0, 1.0, -0.43), (0, 2.0, -0.43), (0, 2.14, -0.36), (0, 2.15, -0.1)], 0.011, 8),
            place(
                lathe([(0, 0), (0.12, 0)], [(0.12, 0), (0.12, 0.012), (0.02, 0.03), (0, 0.03)], n=40), (0, 2.1, -0.1)
            ),
            rod((-0.1, 1.05, -0.41), (0.1, 1.05, -0.41), 0.025),
        ]
    )
    return {"frame": frame, "panes": panes, "head": head, "tray": slab_at(0.96, 0.06, 0.96, 0, 0, 0, 0.02)}
