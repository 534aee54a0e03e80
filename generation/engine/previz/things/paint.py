"""For the decorator and the garden. 0.2 to 1 m."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import Params, Parts, box, cylinder, join, lathe, place
from generation.engine.previz.things.outlines import extrude
from generation.engine.previz.things.solids import eased, grounded, pipe, torus, wrap

# What its parts are made of unless the scene says otherwise.
WEARS: Mapping[str, Mapping[str, str]] = {
    "paint_bucket": {
        "body": "product",
        "label": "product label",
        "rim": "steel",
        "paint": "product",
        "handle": "steel",
    },
    "paint_brush": {"handle": "wood", "band": "steel", "bristles": "bristle", "paint": "product"},
    "paint_roller": {"roller": "product", "frame": "steel", "grip": "dark"},
    "watering_can": {"body": "product", "rose": "brass"},
    "spade": {"blade": "steel", "handle": "wood", "grip": "product"},
}


def paint_bucket(_: Params) -> Parts:
    """A tin of paint, open, a run down its side."""
    body = lathe([(0, 0.003), (0.07, 0.003)], [(0.072, 0.0), (0.076, 0.16)], n=72)
    rim = [
        place(torus(0.0765, 0.0035, 64, 10), (0, 0.162, 0)),
        lathe([(0.0735, 0.162), (0.066, 0.161)], [(0.066, 0.161), (0.066, 0.15)], n=64),
        place(torus(0.072, 0.0028, 64, 8), (0, 0.003, 0)),
    ]
    paint = lathe([(0.066, 0.152), (0, 0.152)], n=56)
    runs = [
        pipe(
            [
                (x, 0.1645, 0.0755 - x * x * 6),
                (x, 0.16 - long * 0.5, 0.079 - x * x * 6),
                (x, 0.16 - long, 0.0785 - x * x * 6),
            ],
            [r * 0.7, r, r * 1.25],
            12,
        )
        for x, long, r in ((-0.012, 0.05, 0.005), (0.003, 0.032, 0.004), (0.016, 0.06, 0.0045))
    ]
    t = np.linspace(0, np.pi, 24)
    handle = pipe(np.c_[0.079 * np.cos(t), 0.14 + 0.075 * np.sin(t) * 0.55, -0.03 - 0.075 * np.sin(t)], 0.002, 8)
    ears = [place(cylinder(0.009, 0.006, bevel=0.002, n=24), (s * 0.0745, 0.14, 0), roll=-90 * s) for s in (-1, 1)]
    label = wrap([(0.0735, 0.03), (0.0752, 0.095)], 120)
    return grounded(
        {"body": body, "label": label, "rim": join([*rim, *ears]), "paint": join([paint, *runs]), "handle": handle}
    )


def paint_brush(_: Params) -> Parts:
    """A flat brush, standing on its handle's end with a lean, paint on its tip."""
    handle = extrude(
        eased(
            [
                (0.0, 0.0),
                (0.011, 0.01),
                (0.009, 0.06),
                (0.013, 0.1),
                (0.026, 0.118),
                (0.026, 0.128),
                (-0.026, 0.128),
                (-0.026, 0.118),
                (-0.013, 0.1),
                (-0.009, 0.06),
                (-0.011, 0.01),
                (0.0, 0.0),
            ],
            60,
        )[:-1],
        0.016,
        bevel=0.0035,
        k=4,
    )
    band = place(box(0.058, 0.034, 0.02, bevel=0.003), (0, 0.142, 0))
    hairs = place(extrude([(-0.028, 0.155), (0.028, 0.155), (0.031, 0.2), (-0.031, 0.2)], 0.017, bevel=0.004))
    tip = place(
        extrude(
            eased(
                [
                    (-0.032, 0.188),
                    (0.032, 0.188),
                    (0.03, 0.212),
                    (0.012, 0.217),
                    (-0.014, 0.213),
                    (-0.031, 0.209),
                    (-0.032, 0.188),
                ],
                40,
            )[:-1],
            0.0185,
            bevel=0.005,
        )
    )
    parts = {"handle": handle, "band": band, "bristles": hairs, "paint": tip}
    return grounded({k: place(m, roll=-24, tilt=-10) for k, m in parts.items()})


def paint_roller(_: Params) -> Parts:
    roller = place(cylinder(0.026, 0.18, bevel=0.007, n=48), (-0.09, 0.26, 0), roll=-90)
    arm = pipe(
        [
            (-0.1, 0.26, 0),
            (0.098, 0.26, 0),
            (0.112, 0.25, 0),
            (0.112, 0.2, 0),
            (0.1, 0.188, 0),
            (0.008, 0.176, 0),
            (0, 0.165, 0),
            (0, 0.12, 0),
        ],
        0.0036,
        10,
    )
    grip = pipe([(0, 0.125, 0), (0, 0.07, 0), (0, 0.0, 0)], [0.011, 0.0135, 0.012], 20)
    return grounded({k: place(m, roll=14, tilt=-14) for k, m in {"roller": roller, "frame": arm, "grip": grip}.items()})


def watering_can(_: Params) -> Parts:
    body = lathe(
        [(0, 0), (0.085, 0)],
        [(0.088, 0.003), (0.075, 0.17)],
        [(0.075, 0.17), (0.06, 0.178), (0.045, 0.178)],
        [(0.045, 0.178), (0.043, 0.165), (0, 0.16)],
        n=64,
    )
    spout = pipe(
        eased([(-0.075, 0.05, 0), (-0.13, 0.1, 0), (-0.18, 0.2, 0), (-0.21, 0.24, 0)], 18),
        np.linspace(0.019, 0.0095, 18),
        16,
    )
    rose = place(
        lathe([(0, 0), (0.009, 0), (0.028, 0.03), (0.0285, 0.034), (0.0, 0.037)], n=40), (-0.204, 0.232, 0), roll=52
    )
    handle = pipe(
        eased([(-0.03, 0.175, 0), (0.0, 0.25, 0), (0.075, 0.255, 0), (0.115, 0.18, 0), (0.082, 0.09, 0)], 26),
        0.0075,
        12,
    )
    brace = pipe([(-0.06, 0.17, 0), (-0.16, 0.175, 0)], 0.0035, 8)
    return grounded({"body": join([body, spout, handle, brace]), "rose": rose})


def spade(_: Params) -> Parts:
    """A garden spade, standing in its own lean. 1 m."""
    blade = extrude(
        eased(
            [
                (-0.085, 0.28),
                (-0.088, 0.14),
                (-0.06, 0.03),
                (0.0, 0.0),
                (0.06, 0.03),
                (0.088, 0.14),
                (0.085, 0.28),
                (-0.085, 0.28),
            ],
            44,
        )[:-1],
        0.006,
        bevel=0.0025,
    )
    socket = pipe([(0, 0.24, 0.005), (0, 0.4, 0.0)], [0.021, 0.0165], 14)
    shaft = pipe([(0, 0.36, 0), (0, 0.92, 0)], 0.0145, 14)
    grip = pipe(
        eased(
            [
                (0, 0.92, 0),
                (-0.045, 0.955, 0),
                (-0.055, 1.0, 0),
                (0, 1.005, 0),
                (0.055, 1.0, 0),
                (0.045, 0.955, 0),
                (0, 0.92, 0),
            ],
            36,
        )[:-1],
        0.0125,
        12,
        closed=True,
    )
    return grounded(
        {k: place(m, tilt=-8) for k, m in {"blade": join([blade, socket]), "handle": shaft, "grip": grip}.items()}
    )
