"""What is baked: loaves, cakes, biscuits, pizza. Everyday sizes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from generation.engine.previz.things.mesh import Mesh, Params, Parts, arc, ball, cylinder, join, lathe, place
from generation.engine.previz.things.outlines import extrude
from generation.engine.previz.things.solids import blob, count, grounded, loft, pipe, torus

# What its parts are made of unless the scene says otherwise.
WEARS: Mapping[str, Mapping[str, str]] = {
    "bread": {"crust": "crust", "cuts": "crumb", "slice": "crumb", "rim": "crust"},
    "baguette": {"crust": "crust", "cuts": "crumb"},
    "croissant": {"body": "crust"},
    "cake": {"sponge": "crumb", "cream": "cream", "icing": "icing", "berries": "strawberry flesh", "stand": "ceramic"},
    "cupcake": {"case": "product", "cream": "icing", "cherry": "apple skin"},
    "doughnut": {"dough": "crust", "icing": "icing", "sprinkles": "toy yellow"},
    "cookies": {"dough": "crust", "chips": "chocolate"},
    "pizza": {"crust": "crust", "cheese": "cheese", "topping": "pepperoni", "leaf": "leaf"},
}


def bread(_: Params) -> Parts:
    """A loaf with scored cuts, and slices before it."""
    x = np.linspace(-1, 1, 22)
    a = np.linspace(0, 2 * np.pi, 36, endpoint=False)
    rings = []
    for s in x:
        k = (1 - abs(s) ** 3.2) ** 0.5
        up = np.sin(a)
        rings.append(
            np.c_[
                np.full(36, 0.12 * s),
                0.045 + np.where(up > 0, 0.062, 0.045) * np.sign(up) * np.abs(up) ** 0.75 * max(k, 0.03),
                0.058 * max(k, 0.03) * np.cos(a),
            ]
        )
    cuts = [
        place(blob(0.026, 0.03, 0.1, n=24), (c, 0.0975 - 0.03 * abs(c / 0.1) ** 2, 0), turn=24)
        for c in (-0.07, -0.02, 0.03, 0.075)
    ]
    loaf = {"crust": loft(rings), "cuts": join(cuts)}
    o = np.r_[
        [(-0.05, 0.004), (-0.046, 0), (0.046, 0), (0.05, 0.004), (0.052, 0.055)],
        arc(0, 0.055, 0.056, 10, 170, 12) * np.array((1, 0.8)) + np.array((0, 0.012)),
        [(-0.052, 0.055)],
    ]
    out = {k: place(m, (-0.02, 0, -0.03)) for k, m in loaf.items()}
    slices = [place(extrude(o * 0.92, 0.0135, bevel=0.001), (0, 0.003, 0))]
    rims = [extrude(o, 0.012, bevel=0.003)]
    how: dict[str, Any] = {"at": (0.06, 0.001, 0.07), "tilt": -68.0, "turn": 20.0}
    return grounded({**out, "slice": place(join(slices), **how), "rim": place(join(rims), **how)})


def baguette(_: Params) -> Parts:
    t = np.linspace(-1, 1, 26)
    r = 0.034 * (1 - np.abs(t) ** 5) ** 0.6 + 0.002
    body = place(pipe(np.c_[0.3 * t, np.full(26, 0.0), 0 * t], r, 24), (0, 0.027, 0), scale=(1, 0.8, 1))
    cuts = [place(blob(0.07, 0.01, 0.016, n=18), (c, 0.0515, 0), turn=22) for c in np.linspace(-0.2, 0.2, 5)]
    return grounded({"crust": body, "cuts": join(cuts)})


def croissant(_: Params) -> Parts:
    """A crescent in seven rolled steps."""
    t = np.linspace(-1, 1, 85)
    ang = 1.25 * t
    centre = np.c_[0.062 * np.sin(ang), 0 * t, 0.062 * np.cos(ang) - 0.04]
    step = np.abs(t) * 3.5
    inside = step - np.floor(step)
    swell = np.interp(np.abs(t), [0, 0.3, 0.7, 1], [0.033, 0.03, 0.019, 0.006])
    r = swell * (1.06 - 0.16 * inside**2.2)
    body = pipe(centre, r, 24)
    return grounded({"body": place(place(body, scale=(1, 0.86, 1)), tilt=38, turn=-24)})


def cake(_: Params) -> Parts:
    """A layer cake on a stand, a slice taken out."""
    full = np.radians(312)
    a = np.linspace(0, full, 48) + np.radians(150)

    def layer(r: float, low: float, high: float, bevel: float = 0.003) -> Mesh:
        ring = np.vstack([[[0, 0]], np.c_[r * np.cos(a), r * np.sin(a)]])
        return place(extrude(ring, high - low, bevel=bevel), (0, (low + high) / 2, 0), tilt=-90)

    base = 0.08
    sponge = [layer(0.1, base + y, base + y + 0.024) for y in (0, 0.031, 0.062)]
    cream = [layer(0.0985, base + y, base + y + 0.007, 0.002) for y in (0.024, 0.055)]
    icing = layer(0.103, base + 0.086, base + 0.098, 0.005)
    drips = []
    for i, t in enumerate(a[2:-1:3]):
        long = 0.012 + 0.014 * ((i * 7) % 5) / 4
        drips.append(
            place(
                blob(0.013, long * 2, 0.008, n=14),
                (0.1005 * np.cos(t), base + 0.09 - long * 0.55, -0.1005 * np.sin(t)),
                turn=float(np.degrees(t)) + 90,
            )
        )
    berries = [place(ball(0.0105, 18), (0.08 * np.cos(t), base + 0.107, -0.08 * np.sin(t))) for t in a[3::6]]
    stand = lathe(
        [(0, 0), (0.06, 0), (0.058, 0.006), (0.02, 0.014), (0.013, 0.04), (0.02, 0.064), (0.12, 0.07)],
        arc(0.125, 0.0745, 0.005, -90, 90, 6),
        [(0.125, 0.0795), (0, 0.0795)],
        n=72,
    )
    return {
        "sponge": join(sponge),
        "cream": join(cream),
        "icing": join([icing, *drips]),
        "berries": join(berries),
        "stand": stand,
    }


def cupcake(_: Params) -> Parts:
    a = np.linspace(0, 2 * np.pi, 120, endpoint=False)
    pleat = 1 + 0.03 * np.cos(24 * a)
    case = loft(
        [np.c_[r * pleat * np.cos(a), np.full(120, y), r * pleat * np.sin(a)] for r, y in ((0.024, 0), (0.034, 0.042))]
    )
    t = np.linspace(0, 1, 90)
    swirl = pipe(
        np.c_[0.024 * (1 - t) ** 0.8 * np.cos(t * 18), 0.045 + 0.04 * t, 0.024 * (1 - t) ** 0.8 * np.sin(t * 18)],
        0.0115 * (1 - 0.55 * t),
        12,
    )
    return {
        "case": case,
        "cream": join([swirl, place(blob(0.066, 0.02, 0.066, n=28), (0, 0.042, 0))]),
        "cherry": place(ball(0.009, 20), (0, 0.094, 0)),
    }


def doughnut(_: Params) -> Parts:
    """Iced, with sprinkles."""
    dough = place(torus(0.031, 0.0185, 56, 20), (0, 0.0165, 0), scale=(1, 0.88, 1))
    a = np.linspace(0, 2 * np.pi, 56, endpoint=False)
    wave = 12 + 16 * np.sin(5 * a) + 9 * np.sin(8 * a + 1)
    grid = []
    for s in np.linspace(-1, 1, 14):
        tube_angle = np.radians(90 + s * (78 + wave * 0.5))
        grid.append(
            np.c_[
                (0.031 + 0.0195 * np.cos(tube_angle)) * np.cos(a),
                0.0165 + 0.0195 * 0.88 * np.sin(tube_angle),
                (0.031 + 0.0195 * np.cos(tube_angle)) * np.sin(a),
            ]
        )
    ice = loft(grid, ends=False)
    rng = np.random.default_rng(8)
    bits = []
    for _i in range(46):
        t, up = rng.uniform(0, 2 * np.pi), np.radians(rng.uniform(40, 140))
        spot = (
            (0.031 + 0.0198 * np.cos(up)) * np.cos(t),
            0.0165 + 0.0176 * np.sin(up) + 0.0008,
            (0.031 + 0.0198 * np.cos(up)) * np.sin(t),
        )
        bits.append(place(_SPRINKLE, spot, turn=float(rng.uniform(0, 180))))
    how: dict[str, Any] = {"tilt": 24.0}
    return grounded({k: place(m, **how) for k, m in {"dough": dough, "icing": ice, "sprinkles": join(bits)}.items()})


_SPRINKLE = pipe([(-0.0022, 0, 0), (0.0022, 0, 0)], 0.0009, 6)


def cookies(p: Params) -> Parts:
    """A pile, and one that leans on it."""
    rng = np.random.default_rng(5)
    dough, chips = [], []

    def one(at: Any, **how: float) -> None:
        dough.append(place(blob(0.078, 0.015, 0.078, flat=2.6, n=32), at, **how))
        for _i in range(9):
            r, t = 0.031 * np.sqrt(rng.random()), rng.uniform(0, 6.28)
            bit = place(blob(0.009, 0.006, 0.008, flat=3, across=3, n=8), (r * np.cos(t), 0.0068, r * np.sin(t)))
            chips.append(place(bit, at, **how))

    for i in range(count(p, 4, 6)):
        one((0.003 * rng.normal(), 0.0075 + 0.0145 * i, 0.003 * rng.normal()), turn=50.0 * i)
    one((0.052, 0.034, 0.034), tilt=38.0, turn=50.0)
    return grounded({"dough": join(dough), "chips": join(chips)})


def pizza(_: Params) -> Parts:
    """Whole, one piece drawn out a little."""

    def wedge(r: float, h: float, y: float, start: float, end: float) -> Mesh:
        o = np.r_[[(0.0, 0.0)], arc(0, 0, r, start, end, 40)]
        return place(extrude(o, h, bevel=h * 0.3), (0, y, 0), tilt=-90)

    out: dict[str, list[Mesh]] = {"crust": [], "cheese": [], "topping": [], "leaf": []}
    for start, end, shift in ((-40, 275, 0.0), (277, 318, 0.035)):
        mid = np.radians((start + end) / 2)
        at = (shift * np.cos(mid), 0, -shift * np.sin(mid))
        t = np.radians(np.linspace(start + 1.5, end - 1.5, 60))
        edge = pipe(
            np.c_[0.152 * np.cos(t), np.full(60, 0.0115), -0.152 * np.sin(t)], 0.0105 + 0.0012 * np.sin(t * 17), 12
        )
        out["crust"] += [place(wedge(0.152, 0.008, 0.005, start, end), at), place(edge, at)]
        out["cheese"].append(place(wedge(0.144, 0.006, 0.011, start + 0.5, end - 0.5), at))
        for r, many in ((0.115, 11), (0.065, 6)):
            for i in range(many):
                d = start + 14 + (end - start - 26) * i / max(many - 1, 1)
                if shift and i % 4:
                    continue
                q = np.radians(d if not shift else (start + end) / 2)
                spot = (at[0] + r * np.cos(q), 0.0135, at[2] - r * np.sin(q))
                out["topping"].append(place(cylinder(0.0175, 0.0035, bevel=0.001, n=24), spot))
        for i in range(5 if not shift else 0):
            q = np.radians(start + 40 + 60 * i)
            out["leaf"].append(
                place(blob(0.03, 0.004, 0.015, n=14), (0.09 * np.cos(q), 0.0165, -0.09 * np.sin(q)), turn=70.0 * i)
            )
    return {k: join(v) for k, v in out.items()}
