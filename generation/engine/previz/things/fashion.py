"""What one wears besides shoes: hats, glasses, watches, jewellery, folded clothes. 0.02 to 0.4 m."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import Mesh, Params, Parts, ball, box, cylinder, join, place
from generation.engine.previz.things.outlines import extrude, rounded
from generation.engine.previz.things.solids import blob, count, eased, grounded, loft, pipe, sheet, torus

# What its parts are made of unless the scene says otherwise.
WEARS: Mapping[str, Mapping[str, str]] = {
    "hat": {"body": "product", "ribbon": "dark"},
    "cap": {"body": "product", "peak": "product", "button": "dark"},
    "beanie": {"body": "product", "cuff": "product", "bobble": "light"},
    "shirt": {"body": "product", "collar": "product", "buttons": "light"},
    "pullover": {"body": "product"},
    "scarf": {"body": "product", "fringe": "product", "stripes": "light"},
    "belt": {"strap": "leather", "buckle": "brass"},
    "tie": {"body": "product", "stripes": "light"},
}


def hat(_: Params) -> Parts:
    """A fedora: pinched crown, brim with a lift at the sides."""
    a = np.linspace(0, 2 * np.pi, 72, endpoint=False)
    c, s = np.cos(a), np.sin(a)
    crown = []
    for y, k in ((0.012, 1.0), (0.03, 0.985), (0.07, 0.94), (0.1, 0.88), (0.115, 0.8), (0.12, 0.66)):
        dent = 0.016 * np.exp(-((c / 0.5) ** 2)) * (y > 0.09) + 0.008 * (s > 0.4) * s * np.exp(
            -((np.abs(c) - 0.55) ** 2) / 0.05
        ) * (y > 0.06)
        crown.append(np.c_[0.082 * k * c, y - dent * (y > 0.09), 0.1 * k * s * (1 - 0.5 * dent / 0.1)])
    crown.append(np.c_[0.03 * c, 0.1 + 0.006 * c**2, 0.05 * s])
    crown.append(np.c_[0.001 * c, np.full(72, 0.0985), 0.001 * s])
    brim = [
        np.c_[r * 0.86 * c, 0.008 + lift * (c**2) * 0.03 - 0.012 * lift * s, r * s + 0.01 * lift * s]
        for r, lift in ((0.095, 0.0), (0.118, 0.25), (0.14, 0.65), (0.158, 1.0))
    ]
    points = np.stack([np.vstack([b, b[:1]]) for b in brim])
    rim = sheet(points[:, ::-1], 0.0025)
    band = loft(
        [
            np.c_[0.0832 * k * c, np.full(72, y), 0.1012 * k * s]
            for y, k in ((0.012, 0.99), (0.0125, 1.004), (0.036, 0.986), (0.0365, 0.97))
        ],
        ends=False,
    )
    return grounded(
        {
            "body": join([loft(crown, ends=False), rim]),
            "ribbon": join([band, place(box(0.01, 0.02, 0.03, bevel=0.004), (0.084, 0.025, 0.012))]),
        }
    )


def cap(_: Params) -> Parts:
    """A baseball cap, peak forward and a little right."""
    a = np.linspace(0, 2 * np.pi, 72, endpoint=False)
    c, s = np.cos(a), np.sin(a)
    seam = 1 - 0.012 * np.exp(-((((a * 6 / (2 * np.pi) + 0.5) % 1) - 0.5) ** 2) / 0.0012)
    t = np.linspace(0, np.pi / 2, 14)
    dome = [
        np.c_[0.083 * np.cos(u) ** 0.75 * seam * c, np.full(72, 0.108 * np.sin(u)), 0.1 * np.cos(u) ** 0.75 * seam * s]
        for u in t[:-1]
    ]
    dome.append(np.c_[0.001 * c, np.full(72, 0.1085), 0.001 * s])
    u = np.linspace(-1, 1, 25)
    r = np.linspace(0, 1, 8)
    grid = np.stack(
        [
            np.c_[
                (0.0815 + 0.006 * k) * np.sin(u * 1.25) * (1 - 0.12 * k * np.abs(u)),
                0.012 - 0.024 * k * (0.55 + 0.45 * u**2) - 0.012 * u**2 * (0.3 + k),
                0.1 * np.cos(u * 1.25) + 0.078 * k * (1 - 0.75 * u**4),
            ]
            for k in r
        ]
    )
    peak = sheet(grid[:, ::-1], 0.003)
    if float(peak.n[: grid.size // 3, 1].sum()) < 0:
        peak = sheet(grid, 0.003)
    parts = {
        "body": loft(dome, ends=False),
        "peak": peak,
        "button": place(blob(0.013, 0.009, 0.013, n=16), (0, 0.11, 0)),
    }
    return grounded({k: place(m, turn=10) for k, m in parts.items()})


def beanie(_: Params) -> Parts:
    """A knitted hat with a bobble."""
    a = np.linspace(0, 2 * np.pi, 144, endpoint=False)
    rib = 1 + 0.012 * np.cos(36 * a)
    c, s = np.cos(a), np.sin(a)
    dome = [
        np.c_[0.088 * k * rib * c, np.full(144, y), 0.096 * k * rib * s]
        for y, k in ((0.05, 1.0), (0.09, 1.0), (0.13, 0.93), (0.16, 0.76), (0.18, 0.5), (0.189, 0.22), (0.19, 0.02))
    ]
    cuff = [
        np.c_[0.088 * k * rib * c, np.full(144, y), 0.096 * k * rib * s]
        for y, k in ((0, 0.97), (0.0, 1.04), (0.008, 1.07), (0.06, 1.08), (0.068, 1.05), (0.068, 0.97))
    ]
    rng = np.random.default_rng(3)
    tufts = [
        place(ball(0.016, 10), tuple(0.02 * v / np.linalg.norm(v) + np.array((0, 0.212, 0))))
        for v in rng.normal(size=(22, 3))
    ]
    return {
        "body": loft(dome),
        "cuff": loft(cuff, ends=False),
        "bobble": join([place(ball(0.027, 20), (0, 0.212, 0)), *tufts]),
    }


def _folded(w: float, h: float, d: float, front: float = 0.0) -> Mesh:
    """Cloth in two layers with a round fold to the front."""
    layers = [
        place(blob(w, h * 0.52, d, flat=4.5, across=9, n=36), (0, h * (0.26 + 0.46 * i), 0.002 * i)) for i in range(2)
    ]
    return join(
        [
            *layers,
            place(blob(w * 0.998, h * 0.97, 0.05, flat=2.6, across=8, n=28), (0, h * 0.49, d / 2 - 0.024 + front)),
        ]
    )


def shirt(p: Params) -> Parts:
    """Folded as from a shop, lying: collar to the back, buttons down the middle; `count` of them in a pile."""
    many = count(p, 1, 5)
    pile = [place(_folded(0.25, 0.036, 0.33), (0, 0.036 * i, 0)) for i in range(many)]
    top = 0.036 * many - 0.0015
    sides = [
        place(
            extrude(
                eased(
                    [
                        (s * 0.004, -0.1),
                        (s * 0.062, -0.128),
                        (s * 0.072, -0.15),
                        (s * 0.03, -0.163),
                        (s * 0.004, -0.158),
                        (s * 0.004, -0.1),
                    ],
                    30,
                )[:-1],
                0.007,
                bevel=0.003,
            ),
            (0, top + 0.004, 0),
            tilt=90,
        )
        for s in (-1, 1)
    ]
    stand = place(torus(0.05, 0.008, 40, 10), (0, top + 0.004, -0.135), scale=(1, 1, 0.55))
    placket = place(blob(0.03, 0.004, 0.25, flat=4, across=8, n=20), (0, top, 0.028))
    buttons = [
        place(cylinder(0.0052, 0.0024, bevel=0.0008, n=20), (0, top + 0.0015, z)) for z in (-0.07, 0.0, 0.07, 0.135)
    ]
    parts = {"body": join([*pile, placket]), "collar": join([*sides, stand]), "buttons": join(buttons)}
    return grounded({k: place(m, tilt=58 if many == 1 else 0) for k, m in parts.items()})  # one alone shows its face


def pullover(p: Params) -> Parts:
    """Knitwear in a folded pile."""
    return {
        "body": join(
            [place(_folded(0.3, 0.055, 0.26), (0.004 * (-1) ** i, 0.055 * i, 0)) for i in range(count(p, 3, 6))]
        )
    }


def scarf(_: Params) -> Parts:
    """Laid in a loop, one end hanging forward."""
    t = np.linspace(0, 1, 60)
    roll = []
    for k, (lift, r) in enumerate(((0.028, 0.105), (0.07, 0.098))):
        a = t * 2 * np.pi
        path = np.c_[r * np.cos(a), lift + 0.005 * np.sin(5 * a + k), r * 0.85 * np.sin(a)]
        roll.append(pipe(path[:-1], 0.034 + 0.004 * np.sin(7 * a[:-1]), 18, closed=True, flat=0.9))
    x = np.linspace(-1, 1, 18)
    s = np.linspace(0, 1, 30)
    grid = np.stack(
        [
            np.c_[
                0.055 + 0.05 * x * (0.8 + 0.2 * u),
                np.full(18, float(np.interp(u, [0, 0.2, 0.42, 0.55, 1], [0.09, 0.098, 0.05, 0.01, 0.007])))
                + 0.005 * np.sin(x * 7 + 2 * u),
                np.full(18, 0.04 + 0.2 * u),
            ]
            for u in s
        ]
    )
    end = sheet(grid[:, ::-1], 0.005)
    if float(end.n[: grid.size // 3, 1].sum()) < 0:
        end = sheet(grid, 0.005)
    stripes = [
        place(blob(0.098, 0.003, 0.008, flat=4, across=6, n=16), (0.055, 0.0125, 0.04 + 0.2 * i / 29)) for i in (23, 26)
    ]
    fringe = [
        pipe([(0.055 + 0.05 * q, 0.006, 0.238), (0.056 + 0.052 * q, 0.0022, 0.262)], 0.0022, 6)
        for q in np.linspace(-0.95, 0.95, 15)
    ]
    return grounded({"body": join([*roll, end]), "stripes": join(stripes), "fringe": join(fringe)})


def belt(_: Params) -> Parts:
    """Rolled up, buckle outside."""
    t = np.linspace(0, 1, 120)
    a = t * 2 * np.pi * 3.2
    r = 0.02 + 0.0215 * t
    rings = []
    for q, angle in zip(r, a, strict=True):
        o = rounded(0.0036, 0.032, 0.0014, 3)
        rings.append(np.c_[(q + o[:, 0]) * np.cos(angle), o[:, 1] + 0.017, (q + o[:, 0]) * np.sin(angle)])
    end = float(a[-1])
    frame = rounded(0.046, 0.04, 0.008, 5)
    ring_ = np.c_[frame[:, 0], frame[:, 1], np.zeros(len(frame))]
    buckle = pipe(ring_, 0.0026, 10, closed=True)
    prong = pipe([(-0.022, 0, 0.001), (0.023, 0, 0.003)], 0.0018, 8)
    turn = 90 - float(np.degrees(end))
    spot = (0.0455 * np.cos(end), 0.017, 0.0455 * np.sin(end))
    return grounded({"strap": loft(rings), "buckle": place(join([buckle, prong]), spot, turn=turn)})


def tie(_: Params) -> Parts:
    """A necktie, rolled, its blade laid forward."""
    t = np.linspace(0, 1, 90)
    a = t * 2 * np.pi * 2.6 - 1.2
    rings = []
    for q, angle in zip(0.012 + 0.02 * t, a, strict=True):
        o = rounded(0.005, 0.06, 0.002, 3)
        rings.append(np.c_[o[:, 1], 0.036 + (q + o[:, 0]) * np.sin(angle), (q + o[:, 0]) * np.cos(angle)])
    blade = place(
        extrude([(-0.03, 0.0), (0.03, 0.0), (0.04, 0.14), (0.0, 0.185), (-0.04, 0.14)], 0.004, bevel=0.0015),
        (0, 0.003, 0.0),
        tilt=90,
    )
    stripes = [
        place(
            extrude([(-0.031 - 0.0007 * k, 0.0), (0.031, 0.03), (0.031, 0.038), (-0.031, 0.008)], 0.0006),
            (0, 0.0053, 0.02 + 0.034 * k),
            tilt=90,
        )
        for k in range(4)
    ]
    return grounded({"body": join([loft(rings), blade]), "stripes": join(stripes)})
