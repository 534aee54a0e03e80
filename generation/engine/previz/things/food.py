"""What is baked, cooked and scooped. Everyday sizes."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import Mesh, Params, Parts, arc, ball, box, cylinder, join, lathe, place
from generation.engine.previz.things.outlines import extrude, plate
from generation.engine.previz.things.solids import blob, count, grounded, loft, stood, torus

# What its parts are made of unless the scene says otherwise.
WEARS: Mapping[str, Mapping[str, str]] = {
    "cheese": {"body": "cheese", "holes": "rind", "rind": "rind"},
    "ice_cream": {"cone": "wafer", "scoop": "icing", "second": "cream"},
    "chocolate": {"bar": "chocolate", "foil": "silver", "wrapper": "product"},
    "egg": {"shell": "egg shell", "cup": "ceramic"},
    "coffee_beans": {"body": "coffee bean"},
    "ice_cubes": {"body": "clear glass"},
}


def cheese(_: Params) -> Parts:
    """A wedge with holes, its rind behind."""
    o = np.r_[[(0.0, 0.0)], arc(0, 0, 0.14, -24, 24, 12)]
    wedge = place(extrude(o, 0.07, bevel=0.003), (0, 0.035, 0), tilt=-90)
    rind = place(
        extrude(np.r_[arc(0, 0, 0.1405, -24, 24, 12), arc(0, 0, 0.1435, 24, -24, 12)], 0.0705, bevel=0.001),
        (0, 0.0352, 0),
        tilt=-90,
    )
    rng = np.random.default_rng(3)
    c, s = np.cos(np.radians(24)), np.sin(np.radians(24))
    holes = []
    for d, y, r in (
        (0.05, 0.045, 0.008),
        (0.08, 0.02, 0.011),
        (0.105, 0.05, 0.009),
        (0.125, 0.022, 0.006),
        (0.068, 0.058, 0.005),
        (0.034, 0.02, 0.005),
    ):
        for side in (1, -1):
            jitter = 0.006 * rng.normal()
            holes.append(
                place(
                    cylinder(r, 0.0012, bevel=0.0005, n=24),
                    ((d + jitter) * c, y, (d + jitter) * s * side),
                    tilt=90,
                    turn=24 if side < 0 else -24,
                )
            )
    holes += [
        place(cylinder(r, 0.0012, bevel=0.0005, n=24), (x, 0.0697, z))
        for x, z, r in ((0.06, 0.004, 0.008), (0.1, -0.018, 0.01), (0.115, 0.022, 0.007))
    ]
    return grounded({k: place(m, turn=155) for k, m in {"body": wedge, "holes": join(holes), "rind": rind}.items()})


def ice_cream(_: Params) -> Parts:
    """A cone with two scoops, standing as it would be held."""
    y = np.linspace(0, 0.12, 40)
    a = np.linspace(0, 2 * np.pi, 72, endpoint=False)
    rings = []
    for h in y:
        r = 0.003 + 0.026 * h / 0.12
        waffle = 1 + 0.035 * np.maximum(np.cos(10 * a + h * 160), np.cos(10 * a - h * 160)) ** 8
        rings.append(np.c_[r * waffle * np.cos(a), np.full(72, h), r * waffle * np.sin(a)])
    rim = place(torus(0.0295, 0.003, 40, 10), (0, 0.121, 0))
    skirt = [
        place(blob(0.016, 0.013, 0.016, n=12), (0.027 * np.cos(t), 0.128, 0.027 * np.sin(t)))
        for t in np.arange(9) * 2 * np.pi / 9
    ]
    first = join([place(ball(0.0315, 32), (0, 0.146, 0)), *skirt])
    skirt2 = [
        place(blob(0.015, 0.012, 0.015, n=12), (0.022 * np.cos(t), 0.176, 0.022 * np.sin(t)))
        for t in np.arange(8) * 2 * np.pi / 8
    ]
    second = join([place(ball(0.0285, 32), (0, 0.192, 0)), *skirt2])
    return {"cone": join([loft(rings), rim]), "scoop": first, "second": second}


def chocolate(_: Params) -> Parts:
    """A bar out of its wrapper, leaning back."""
    base = place(plate(0.072, 0.15, 0.005, 0.002, 0.0008), (0, 0.075, 0))
    squares = [
        place(
            extrude([(-0.008, -0.0085), (0.008, -0.0085), (0.008, 0.0085), (-0.008, 0.0085)], 0.009, bevel=0.003),
            (x, yy, 0.0015),
        )
        for x in (-0.0265, -0.0088, 0.0088, 0.0265)
        for yy in np.linspace(0.0105, 0.1395, 8)
    ]
    foil = place(box(0.0755, 0.022, 0.0125, bevel=0.0015), (0, 0.086, 0.001))
    wrap_ = place(box(0.077, 0.085, 0.014, bevel=0.0015), (0, 0.0425, 0.001))
    parts = {"bar": join([base, *squares]), "foil": foil, "wrapper": wrap_}
    return grounded({k: place(m, tilt=-24) for k, m in parts.items()})


def egg(_: Params) -> Parts:
    """An egg in its cup."""
    a = np.linspace(-np.pi / 2, np.pi / 2, 26)
    shell = place(lathe(np.c_[0.0218 * np.cos(a) * (1 - 0.13 * np.sin(a)), 0.0285 * np.sin(a)], n=48), (0, 0.062, 0))
    cup = lathe(
        [(0, 0), (0.02, 0), (0.021, 0.003), (0.01, 0.012), (0.009, 0.02), (0.018, 0.032), (0.0235, 0.056)],
        [(0.0235, 0.056), (0.0215, 0.056)],
        [(0.0215, 0.056), (0.017, 0.038), (0, 0.033)],
        n=56,
    )
    return {"shell": shell, "cup": cup}


def _bean() -> Mesh:
    a = np.linspace(0, 2 * np.pi, 20, endpoint=False)
    rings = []
    for t in np.linspace(-np.pi / 2, np.pi / 2, 12):
        k = max(np.cos(t), 0.02)
        z, y = 0.0042 * k * np.cos(a), 0.0038 * k * np.sin(a)
        y = (
            np.where(y > 0.0012 * k, 0.0012 * k + (y - 0.0012 * k) * 0.35, y)
            - 0.0014 * np.exp(-((z / 0.0007) ** 2)) * (y > 0) * k
        )
        rings.append(np.c_[np.full(20, 0.0062 * np.sin(t)), y, z])
    return loft(rings)


def coffee_beans(_: Params) -> Parts:
    """A small heap."""
    rng = np.random.default_rng(9)
    bean = _bean()
    heap = []
    for ring, (many, r, y) in enumerate(
        (
            (13, 0.031, 0.0034),
            (8, 0.018, 0.0038),
            (4, 0.007, 0.004),
            (6, 0.016, 0.0095),
            (3, 0.005, 0.0105),
            (1, 0.0, 0.0165),
        )
    ):
        for i in range(many):
            t = 2 * np.pi * (i + 0.3 * ring) / many
            heap.append(
                stood(
                    bean,
                    (r * np.cos(t) * 1.1, y - 0.0034, r * np.sin(t)),
                    turn=float(rng.uniform(0, 360)),
                    tilt=float(rng.uniform(-30, 30)),
                    roll=float(rng.choice((0, 180)) + rng.uniform(-20, 20)),
                )
            )
    return grounded({"body": join(heap)})


def ice_cubes(p: Params) -> Parts:
    spots = [
        ((-0.022, 0, 0.004), 12.0, 0.0),
        ((0.02, 0, 0.012), 40.0, 0.0),
        ((0.004, 0, -0.026), -20.0, 0.0),
        ((-0.002, 0.029, -0.002), 28.0, 0.0),
    ]
    return grounded(
        {
            "body": join(
                [stood(box(0.029, 0.028, 0.029, bevel=0.004, k=4), at, turn=t) for at, t, _l in spots[: count(p, 4, 4)]]
            )
        }
    )
