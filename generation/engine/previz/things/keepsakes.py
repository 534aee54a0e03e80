"""Small things that stand for something: keys, coins, trophies, clocks, globes. 0.03 to 0.4 m."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import Mesh, Params, Parts, arc, cylinder, join, lathe, place, stand_box
from generation.engine.previz.things.outlines import extrude, plate, star
from generation.engine.previz.things.solids import count, eased, grounded, pipe, torus

# What its parts are made of unless the scene says otherwise.
WEARS: Mapping[str, Mapping[str, str]] = {
    "trophy": {"cup": "gold", "base": "dark", "badge": "product"},
    "medal": {"disc": "gold", "ribbon": "product", "mark": "brass"},
    "key": {"body": "brass"},
    "keys": {"keys": "steel", "ring": "steel", "tag": "product"},
    "lock": {"body": "product", "shackle": "steel", "hole": "dark"},
    "coins": {"gold": "gold", "silver": "silver"},
    "magnifier": {"rim": "steel", "glass": "clear glass", "handle": "product"},
}


def trophy(_: Params) -> Parts:
    """A cup with two ears."""
    cup = lathe(
        [(0, 0.075), (0.035, 0.075), (0.033, 0.083), (0.011, 0.095), (0.009, 0.13), (0.018, 0.142)],
        eased([(0.018, 0.142), (0.05, 0.165), (0.066, 0.21), (0.07, 0.265)], 20),
        arc(0.0705, 0.268, 0.0032, -90, 180, 8),
        [(0.067, 0.267), (0.06, 0.21), (0, 0.155)],
        n=64,
    )
    ears = [
        pipe(
            eased(
                [
                    (s * 0.064, 0.25, 0),
                    (s * 0.1, 0.25, 0),
                    (s * 0.105, 0.21, 0),
                    (s * 0.075, 0.178, 0),
                    (s * 0.054, 0.178, 0),
                ],
                22,
            ),
            0.0055,
            12,
        )
        for s in (-1, 1)
    ]
    base = [stand_box(0.13, 0.03, 0.13, bevel=0.004), stand_box(0.1, 0.046, 0.1, (0, 0.03, 0), bevel=0.004)]
    badge = place(plate(0.055, 0.026, 0.003, 0.003, 0.001), (0, 0.053, 0.051))
    mark = place(extrude(star(5, 0.022, 0.009), 0.008, bevel=0.002), (0, 0.215, 0.0645), tilt=-12)
    return {"cup": join([cup, *ears, mark]), "base": join(base), "badge": badge}


def medal(_: Params) -> Parts:
    """On its ribbon, the ribbon folded up behind, leaning back."""
    disc = join(
        [
            place(cylinder(0.034, 0.005, bevel=0.0015, n=64), (0, 0.036, -0.0025), tilt=90),
            place(torus(0.031, 0.0016, 56, 8), (0, 0.036, 0.0026), tilt=90),
            place(torus(0.006, 0.0015, 28, 8), (0, 0.074, 0), tilt=90, turn=90),
        ]
    )
    mark = place(extrude(star(5, 0.02, 0.0085), 0.003, bevel=0.001), (0, 0.036, 0.0035))
    ribbon_ = [
        extrude(
            [(-0.006, 0.078), (0.006, 0.078), (s * 0.052 + 0.017, 0.19), (s * 0.052 - 0.017, 0.19)],
            0.0018,
            bevel=0.0005,
        )
        for s in (-1, 1)
    ]
    parts = {"disc": disc, "ribbon": join([place(m, (0, 0, 0.001 * i)) for i, m in enumerate(ribbon_)]), "mark": mark}
    return grounded({k: place(m, tilt=-24) for k, m in parts.items()})


def _key() -> Mesh:
    """Upright, bit down, 0.09 m."""
    bow = place(torus(0.0125, 0.0032, 40, 10), (0, 0.076, 0), tilt=90)
    shaft = place(cylinder(0.0031, 0.062, bevel=0.001, n=20), (0, 0.003, 0))
    collar = place(lathe(arc(0.0036, 0, 0.0018, -90, 90, 7), n=24), (0, 0.06, 0))
    teeth = extrude(
        [
            (0, 0.004),
            (0.015, 0.004),
            (0.015, 0.0085),
            (0.0115, 0.0085),
            (0.0115, 0.0115),
            (0.015, 0.0115),
            (0.015, 0.018),
            (0.0115, 0.018),
            (0.0115, 0.0205),
            (0.015, 0.0205),
            (0.015, 0.024),
            (0, 0.024),
        ],
        0.0028,
        bevel=0.0006,
    )
    return join([bow, shaft, collar, teeth])


def key(_: Params) -> Parts:
    return grounded({"body": place(_key(), roll=-38, tilt=-28)})


def keys(_: Params) -> Parts:
    """Two on a ring with a fob, lying fanned and leaning back."""
    hung = [place(place(_key(), (0, -0.088, 0)), (0, 0.1, 0.002 * i), roll=r) for i, r in enumerate((-24.0, 8.0))]
    ring = place(torus(0.016, 0.0013, 48, 8), (0, 0.108, 0.001), tilt=84)
    tag = place(place(plate(0.034, 0.058, 0.006, 0.014, 0.002), (0, -0.045, 0)), (0, 0.1, -0.003), roll=40)
    parts = {"keys": join(hung), "ring": ring, "tag": tag}
    return grounded({k: place(m, tilt=-30) for k, m in parts.items()})


def lock(p: Params) -> Parts:
    """A padlock; `open` swings its shackle up."""
    body = place(plate(0.06, 0.05, 0.026, 0.012, 0.006), (0, 0.025, 0))
    a = np.linspace(0, np.pi, 20)
    up = 0.018 if p.get("open") else 0.0
    bow = pipe(
        np.vstack(
            [
                [(0.019, 0.042 + up, 0)],
                np.c_[0.019 * np.cos(a), 0.068 + up + 0.019 * np.sin(a), 0 * a],
                [(-0.019, 0.042, 0)],
            ]
        ),
        0.0048,
        14,
    )
    hole = [
        place(cylinder(0.0052, 0.002, bevel=0.0005, n=24), (0, 0.03, 0.0125), tilt=90),
        place(extrude([(-0.0025, -0.012), (0.0025, -0.012), (0.0015, 0), (-0.0015, 0)], 0.002), (0, 0.029, 0.0135)),
    ]
    return {"body": body, "shackle": bow, "hole": join(hole)}


def coins(p: Params) -> Parts:
    """Piles of coins, rising, and one on its edge."""
    gold: list[Mesh] = []
    silver: list[Mesh] = []
    coin = cylinder(0.0125, 0.0021, bevel=0.0005, n=36)
    rng = np.random.default_rng(4)
    for i, many in enumerate((3, 6, 10)[: count(p, 3, 3)]):
        for k in range(many):
            jitter = rng.normal(size=2) * 0.0004
            (gold if i % 2 == 0 else silver).append(
                place(coin, ((i - 1) * 0.03 + jitter[0], k * 0.0021, jitter[1] - 0.006))
            )
    gold.append(place(coin, (0.002, 0.0126, 0.022), tilt=78, turn=18))
    return grounded({"gold": join(gold), **({"silver": join(silver)} if silver else {})})


def magnifier(_: Params) -> Parts:
    rim = place(
        lathe(
            [(0.0415, -0.005), (0.0455, -0.004)],
            [(0.0455, -0.004), (0.0455, 0.004)],
            [(0.0455, 0.004), (0.0415, 0.005)],
            [(0.0415, 0.005), (0.041, 0), (0.0415, -0.005)],
            n=72,
        ),
        tilt=90,
    )
    glass = place(
        join([lathe(arc(0, -0.155, 0.161, 75.3, 90, 8), n=56), lathe(arc(0, 0.155, 0.161, -90, -75.3, 8), n=56)]),
        tilt=90,
    )
    neck = place(cylinder(0.0052, 0.02, bevel=0.001, n=24), (0, -0.064, 0))
    handle = pipe([(0, -0.066, 0), (0, -0.1, 0), (0, -0.15, 0)], [0.0075, 0.0085, 0.0105], 20)
    parts = {"rim": join([rim, neck]), "glass": glass, "handle": handle}
    return grounded({k: place(m, roll=32, tilt=-24) for k, m in parts.items()})
