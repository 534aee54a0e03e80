"""What flies, spins and floats at a party. 0.15 to 1.3 m."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import Mesh, Params, Parts, ball, cylinder, join, lathe, place
from generation.engine.previz.things.outlines import extrude
from generation.engine.previz.things.solids import around, blob, count, eased, grounded, pipe

# What its parts are made of unless the scene says otherwise.
WEARS: Mapping[str, Mapping[str, str]] = {
    "balloons": {"body": "product", "second": "accent", "third": "light", "strings": "light"},
    "kite": {"sail": "product", "cross": "accent", "tail": "accent", "spars": "wood"},
    "paper_plane": {"body": "paper"},
    "party_hat": {"body": "product", "dots": "light", "pompom": "light"},
    "pinwheel": {"one": "product", "two": "light", "stick": "wood", "pin": "brass"},
}


def balloons(p: Params) -> Parts:
    """A bunch on strings, floating; `count` of them. 1.1 m."""
    t = np.linspace(-np.pi / 2, np.pi / 2, 26)
    r = 0.125 * np.cos(t) * (1 + 0.13 * np.sin(t))
    y = np.where(t < 0, 0.168, 0.142) * np.sin(t)
    one = join(
        [
            lathe(np.c_[np.maximum(r, 1e-5), y], n=36),
            place(cylinder(0.012, 0.014, top=0.004, bevel=0.002, n=20), (0, -0.18, 0)),
        ]
    )
    spots = (
        (0.0, 0.95, 0.05),
        (-0.19, 0.86, 0.0),
        (0.19, 0.84, 0.02),
        (-0.085, 1.11, -0.08),
        (0.11, 1.09, -0.09),
        (0.01, 0.74, -0.1),
    )
    out: dict[str, list[Mesh]] = {"body": [], "second": [], "third": [], "strings": []}
    for i, (x, h, z) in enumerate(spots[: count(p, 5, 6)]):
        out[("body", "second", "third")[i % 3]].append(place(one, (x, h, z), roll=-x * 70))
        foot = (x - 0.18 * np.sin(np.radians(x * 70)), h - 0.18, z)
        out["strings"].append(pipe(eased([foot, (x * 0.6, h - 0.38, z * 0.5), (0, 0.02, 0)], 12), 0.0014, 5))
    out["strings"].append(place(cylinder(0.03, 0.025, bevel=0.006), (0, 0, 0)))
    return grounded({k: join(v) for k, v in out.items() if v})


def kite(_: Params) -> Parts:
    """A diamond with a tail, at a slant. 1 m."""
    sail = extrude([(0, 0.42), (0.28, 0.12), (0, -0.42), (-0.28, 0.12)], 0.004, bevel=0.001)
    half = [extrude(q, 0.002) for q in ([(0, 0.41), (0.27, 0.12), (0, 0.12)], [(0, 0.12), (-0.27, 0.12), (0, -0.4)])]
    spars = [
        pipe([(0, 0.42, -0.006), (0, -0.42, -0.006)], 0.006, 8),
        pipe([(-0.28, 0.12, -0.008), (0, 0.12, -0.03), (0.28, 0.12, -0.008)], 0.006, 8),
    ]
    t = np.linspace(0, 1, 30)
    path = np.c_[0.08 * np.sin(t * 8) * t, -0.42 - 0.5 * t, 0.03 * np.cos(t * 6)]
    tail = [pipe(path, 0.0025, 6)]
    for i in (7, 14, 21, 28):
        tail += [
            place(extrude([(0, 0), (0.045, 0.018), (0.045, -0.018)], 0.004, bevel=0.001), path[i], roll=r)
            for r in (10.0, 190.0)
        ]
    parts = {
        "sail": sail,
        "cross": join([place(m, (0, 0, 0.0024)) for m in half]),
        "tail": join(tail),
        "spars": join(spars),
    }
    return grounded({k: place(m, roll=-24, tilt=-10) for k, m in parts.items()})


def paper_plane(_: Params) -> Parts:
    """A folded dart, nose to the right, its wing to the light. 0.25 m."""
    wings = []
    for s in (-1, 1):
        tri = extrude([(-0.12, 0.0), (0.13, 0.0), (-0.12, 0.085)], 0.0014, bevel=0.0004)
        wings.append(place(tri, (0, 0.045, 0), tilt=s * 78.0))
        keel = extrude([(-0.12, 0.045), (0.13, 0.045), (-0.1, 0.0)], 0.0012, bevel=0.0004)
        wings.append(place(keel, (0, 0, s * 0.004), tilt=s * 5.0))
    return grounded({"body": place(join(wings), roll=16, turn=24, tilt=12)})


def party_hat(_: Params) -> Parts:
    body = lathe([(0, 0.0), (0.056, 0.0)], [(0.058, 0.0), (0.001, 0.17)], n=56)
    dots = []
    for y, many in ((0.025, 8), (0.065, 6), (0.1, 4), (0.13, 3)):
        r = 0.058 * (1 - y / 0.17)
        dots.append(around(place(blob(0.014, 0.014, 0.003, n=12), (0, y, r), tilt=-19), many, 0.0, start=y * 900))
    rng = np.random.default_rng(1)
    pom = [
        place(
            blob(0.024, 0.005, 0.005, n=8),
            (0, 0.174, 0),
            turn=float(rng.uniform(0, 360)),
            roll=float(rng.uniform(-90, 90)),
        )
        for _i in range(18)
    ]
    return {"body": body, "dots": join(dots), "pompom": join(pom)}


def pinwheel(_: Params) -> Parts:
    """A paper windmill on a stick. 0.35 m."""
    out: dict[str, list[Mesh]] = {"one": [], "two": []}
    for i in range(4):
        front = extrude([(0, 0), (0.075, 0.018), (0.085, 0.085), (0.03, 0.05)], 0.0016, bevel=0.0005)
        fold = extrude([(0, 0), (0.085, 0.085), (0.012, 0.08)], 0.0016, bevel=0.0005)
        out["one"].append(place(front, (0, 0.29, 0.006), roll=90.0 * i))
        out["two"].append(place(fold, (0, 0.29, 0.013), roll=90.0 * i))
    stick = pipe([(0, 0, -0.004), (0, 0.3, -0.004)], 0.0045, 12)
    return grounded(
        {
            "one": join(out["one"]),
            "two": join(out["two"]),
            "stick": stick,
            "pin": place(ball(0.0075, 18), (0, 0.29, 0.017)),
        }
    )
