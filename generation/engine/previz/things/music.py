"""Instruments. 0.3 to 2.2 m."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import Params, Parts, ball, box, cylinder, join, lathe, place
from generation.engine.previz.things.outlines import extrude, plate
from generation.engine.previz.things.solids import around, eased, grounded, pipe, torus

# What its parts are made of unless the scene says otherwise.
WEARS: Mapping[str, Mapping[str, str]] = {
    "grand_piano": {"body": "jet", "keys": "light", "black": "dark", "strings": "gold", "pedals": "brass"},
    "drum": {"shell": "product", "skin": "drum skin", "rims": "steel", "sticks": "wood"},
    "trumpet": {"body": "gold", "valves": "silver"},
    "vinyl": {"disc": "jet", "label": "product", "sleeve": "product", "mark": "light"},
}


def grand_piano(_: Params) -> Parts:
    """A grand piano: keys to the front, lid up on its prop, the curve to the right. 1.5 by 1.9 m."""
    edge = [
        (-0.72, 0.62),
        (-0.72, -1.0),
        (-0.6, -1.16),
        (-0.4, -1.16),
        (-0.24, -1.0),
        (-0.12, -0.72),
        (0.1, -0.45),
        (0.45, -0.3),
        (0.66, -0.12),
        (0.72, 0.1),
        (0.72, 0.62),
    ]
    curve = np.vstack([edge[0:1], eased(edge[1:10], 44), edge[10:]])
    shape = np.c_[curve[:, 0], -curve[:, 1]]
    case = place(extrude(shape, 0.3, bevel=0.012), (0, 0.8, 0), tilt=-90)
    frame = place(extrude(shape * np.array((0.93, 0.9)), 0.01), (0, 0.947, -0.02), tilt=-90)
    hinge = (-0.72, 0.97, 0)
    lid = place(
        place(
            place(extrude(shape * np.array((1.0, 0.98)) + np.array((0.72, 0.02)), 0.022, bevel=0.006), tilt=-90),
            roll=38,
        ),
        (hinge[0], hinge[1], -0.16),
        scale=(1, 1, 0.78),
    )
    prop = pipe([(0.55, 0.94, -0.1), (0.3, 1.58, -0.14)], 0.011, 10)
    shelf = place(box(1.44, 0.05, 0.3, bevel=0.012), (0, 0.68, 0.72))
    cheeks = [place(box(0.1, 0.16, 0.3, bevel=0.02), (s * 0.67, 0.76, 0.72)) for s in (-1, 1)]
    fall = place(box(1.24, 0.12, 0.03, bevel=0.008), (0, 0.79, 0.63))
    desk = place(box(0.7, 0.24, 0.02, bevel=0.006), (0, 1.06, 0.42), tilt=-18)
    legs = [
        place(lathe([(0, 0), (0.035, 0), (0.03, 0.06), (0.06, 0.4), (0.055, 0.6), (0.07, 0.66)], n=24), at)
        for at in ((-0.6, 0, 0.5), (0.6, 0, 0.5), (-0.45, 0, -0.85))
    ]
    lyre = [place(box(0.05, 0.5, 0.04, bevel=0.01), (s * 0.09, 0.42, 0.35)) for s in (-1, 1)] + [
        place(box(0.26, 0.08, 0.08, bevel=0.01), (0, 0.15, 0.36))
    ]
    pedals = [place(box(0.03, 0.012, 0.14, bevel=0.004), (x, 0.12, 0.45), tilt=6) for x in (-0.07, 0, 0.07)]
    n = 36
    white = [
        place(box(1.2 / n - 0.0025, 0.022, 0.15, bevel=0.003, k=2), (-0.6 + 1.2 * (i + 0.5) / n, 0.716, 0.75))
        for i in range(n)
    ]
    black = [
        place(box(0.014, 0.02, 0.095, bevel=0.003, k=2), (-0.6 + 1.2 * (i + 1) / n, 0.732, 0.722))
        for i in range(n - 1)
        if i % 7 not in (2, 6)
    ]
    return grounded(
        {
            "body": join([case, lid, prop, shelf, *cheeks, fall, desk, *legs, *lyre]),
            "keys": join(white),
            "black": join(black),
            "strings": frame,
            "pedals": join(pedals),
        }
    )


def drum(_: Params) -> Parts:
    """A snare with two sticks on it."""
    shell = lathe([(0.176, 0.02), (0.176, 0.15)], n=72)
    skins = [place(cylinder(0.174, 0.006, bevel=0.002, n=72), (0, y, 0)) for y in (0.014, 0.15)]
    rims = [place(torus(0.181, 0.0075, 72, 10), (0, y, 0)) for y in (0.0075, 0.155)]
    lugs = around(
        join(
            [
                place(box(0.018, 0.07, 0.02, bevel=0.006), (0, 0.085, 0)),
                place(cylinder(0.0035, 0.15, bevel=0.001, n=10), (0, 0.008, 0.003)),
            ]
        ),
        8,
        0.186,
    )
    sticks = []
    for at, turn in (((-0.02, 0.168, 0.04), 24.0), ((0.01, 0.168, -0.01), -10.0)):
        stick = join(
            [
                pipe([(-0.2, 0, 0), (0.12, 0, 0), (0.17, 0, 0)], [0.0075, 0.0075, 0.0042], 14),
                place(ball(0.0075, 16), (0.185, 0, 0)),
            ]
        )
        sticks.append(place(stick, at, turn=turn))
    return {"shell": shell, "skin": join(skins), "rims": join([*rims, lugs]), "sticks": join(sticks)}


def trumpet(_: Params) -> Parts:
    """Bell to the right, standing on nothing but its own lean: as in a shop."""
    t = np.linspace(0, 1, 34)
    flare = 0.0065 + 0.056 * t**7 + 0.004 * t**2
    bell = place(
        lathe(
            np.vstack(
                [
                    np.c_[flare, 0.27 * t],
                    [(flare[-1] - 0.0015, 0.27)],
                    np.c_[flare[::-1] - 0.0015, 0.27 * t[::-1]][1:12],
                ]
            ),
            n=48,
        ),
        (-0.02, 0.13, 0),
        roll=-90,
    )
    a = np.linspace(-np.pi / 2, np.pi / 2, 16)
    bow = [
        pipe(
            np.vstack(
                [
                    [(-0.02, 0.13, 0)],
                    np.c_[-0.2 - 0.042 * np.cos(a), 0.088 + 0.042 * np.sin(a), 0 * a][::-1],
                    [(0.14, 0.046, 0)],
                ]
            ),
            0.0062,
            12,
        )
    ]
    a2 = np.linspace(-np.pi / 2, np.pi / 2, 14)
    bow.append(
        pipe(
            np.vstack(
                [
                    [(0.14, 0.046, 0)],
                    np.c_[0.14 + 0.036 * np.cos(a2), 0.082 + 0.036 * np.sin(a2), 0.012 + 0 * a2],
                    [(-0.3, 0.118, 0.012)],
                ]
            ),
            0.0055,
            12,
        )
    )
    mouth = place(
        lathe([(0.004, 0), (0.0055, 0.02), (0.0125, 0.034), (0.0125, 0.038), (0.007, 0.034)], n=28),
        (-0.3, 0.118, 0.012),
        roll=90,
    )
    valves = [place(cylinder(0.0115, 0.11, bevel=0.002, n=28), (x, 0.032, 0.006)) for x in (-0.06, -0.033, -0.006)]
    caps = [place(cylinder(0.0072, 0.014, bevel=0.002, n=20), (x, 0.158, 0.006)) for x in (-0.06, -0.033, -0.006)] + [
        place(cylinder(0.003, 0.02, bevel=0.001, n=12), (x, 0.14, 0.006)) for x in (-0.06, -0.033, -0.006)
    ]
    return grounded({"body": join([bell, *bow, mouth]), "valves": join([*valves, *caps])})


def vinyl(_: Params) -> Parts:
    """A record half out of its sleeve, leaning back."""
    sleeve = place(plate(0.315, 0.315, 0.005, 0.002, 0.001), (-0.05, 0.1575, 0))
    mark = place(torus(0.07, 0.009, 48, 10), (-0.05, 0.1575, 0.0015), tilt=90)
    r = np.linspace(0.052, 0.148, 97)
    disc = place(
        lathe(
            [(0, -0.0012), (0.15, -0.0012)],
            [(0.15, -0.0012), (0.1508, 0), (0.15, 0.0012)],
            np.c_[r[::-1], 0.0012 + 0.0003 * np.sin(np.arange(97) * 1.9)],
            n=64,
        ),
        (0.1, 0.1575, -0.0042),
        tilt=90,
    )
    label = place(cylinder(0.051, 0.0008, bevel=0.0002, n=48), (0.1, 0.1575, -0.0032), tilt=90)
    parts = {"disc": disc, "label": label, "sleeve": sleeve, "mark": mark}
    return grounded({k: place(m, tilt=-12) for k, m in parts.items()})
