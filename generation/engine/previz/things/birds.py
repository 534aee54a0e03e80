"""Birds."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.limbs import barrel, dots, limb
from generation.engine.previz.things.mesh import Params, Parts, ball, join, lathe, place
from generation.engine.previz.things.shells import mirrored, rods, swarm
from generation.engine.previz.things.solids import blob, count, grounded, seeded, sheet

WEARS: Mapping[str, Mapping[str, str]] = {
    "heron": {"body": "grey plumage", "legs": "beak", "crest": "dark"},
    "songbird": {"body": "enamel blue", "belly": "petal white", "legs": "beak"},
    "gulls": {"body": "plumage", "tips": "grey plumage"},
    "owl": {"body": "deer coat", "face": "petal white", "details": "dark"},
}


def heron(_: Params) -> Parts:
    """A heron that waits: stilt legs, folded wings, an S of a neck."""
    body = place(
        barrel(
            [
                (-0.42, 0, 0.01, 0.01),
                (-0.25, 0.0, 0.07, 0.06),
                (0.0, 0.02, 0.11, 0.11),
                (0.16, 0.04, 0.08, 0.09),
                (0.22, 0.06, 0.03, 0.04),
            ]
        ),
        (0, 0.72, 0),
        tilt=-24,
    )
    neck = limb(
        [(0, 0.78, 0.14), (0, 0.9, 0.3), (0, 1.02, 0.2), (0, 1.16, 0.14), (0, 1.26, 0.22)],
        [0.06, 0.04, 0.03, 0.026, 0.028],
    )
    head = place(blob(0.062, 0.06, 0.13), (0, 1.275, 0.25))
    beak = lathe([(0.02, 0), (0.012, 0.1), (0, 0.22)], n=10)
    legs = [limb([(x, 0.66, -0.02), (x, 0.36, -0.05), (x, 0.02, 0.0)], [0.017, 0.011, 0.009]) for x in (-0.035, 0.035)]
    toes = rods(
        [(x, 0.012, 0) for x in (-0.035, 0.035) for _ in range(3)],
        [(x + 0.05 * k, 0.005, 0.1 - 0.02 * abs(k)) for x in (-0.035, 0.035) for k in (-1, 0, 1)],
        0.007,
        0.004,
        6,
    )
    crest = limb([(0, 1.3, 0.22), (0, 1.28, 0.1), (0, 1.2, -0.02)], [0.014, 0.01, 0.003])
    wings = mirrored(place(blob(0.04, 0.16, 0.5), (0.095, 0.7, -0.06), tilt=-28))
    return {
        "body": join([body, neck, head, wings]),
        "legs": join([place(beak, (0, 1.27, 0.3), tilt=94), *legs, toes]),
        "crest": join([crest, dots(0.03, 1.285, 0.275, 0.006)]),
    }


def songbird(_: Params) -> Parts:
    """A small bird."""
    body = place(
        barrel(
            [(-0.07, 0, 0.008, 0.006), (-0.03, 0, 0.03, 0.03), (0.02, 0.004, 0.038, 0.038), (0.055, 0.012, 0.018, 0.02)]
        ),
        (0, 0.075, 0),
        tilt=-28,
    )
    head = place(ball(0.026, 20), (0, 0.117, 0.046))
    tail = place(blob(0.03, 0.008, 0.09), (0, 0.04, -0.095), tilt=-28)
    wings = mirrored(place(blob(0.012, 0.04, 0.1), (0.034, 0.075, -0.015), tilt=-30))
    beak = place(lathe([(0.007, 0), (0, 0.02)], n=8), (0, 0.115, 0.069), tilt=95)
    legs = rods([(s * 0.014, 0.05, 0.0) for s in (-1, 1)], [(s * 0.016, 0.0, 0.01) for s in (-1, 1)], 0.003, n=6)
    return {
        "body": join([body, head, tail, wings]),
        "belly": place(blob(0.052, 0.06, 0.055), (0, 0.072, 0.027)),
        "legs": join([beak, legs, dots(0.02, 0.122, 0.06, 0.004)]),
    }


def gulls(p: Params) -> Parts:
    """A loose flock on the wing: `count` of them."""
    many = count(p, 7, 40)
    rng = seeded(p, 1)
    body = barrel(
        [
            (-0.24, 0.01, 0.02, 0.008),
            (-0.1, 0, 0.05, 0.045),
            (0.08, 0, 0.055, 0.055),
            (0.2, 0.02, 0.03, 0.03),
            (0.26, 0.015, 0.008, 0.008),
        ]
    )
    span = np.linspace(0, 1, 12)
    y = 0.16 * np.sin(span * 2.2) - 0.02
    lead = 0.06 + 0.1 * np.sin(span * 2.6) - 0.2 * span**2
    chord = 0.17 * (1 - 0.85 * span**1.6)
    grid = np.stack([np.stack([0.03 + 0.62 * span, y + 0.015, lead - c * chord], -1) for c in (0, 0.5, 1)])
    wing = mirrored(sheet(grid, 0.008))
    tip = mirrored(sheet(grid[:, 9:] + [0, 0.0045, 0], 0.017))
    at = np.c_[
        np.linspace(-1.6, 1.6, many) + rng.normal(0, 0.2, many), rng.uniform(0.2, 1.9, many), rng.uniform(-1, 1, many)
    ]
    how = {"turn": rng.normal(70, 22, many), "roll": rng.normal(0, 16, many), "scale": rng.uniform(0.55, 1.0, many)}
    return grounded({"body": swarm(join([body, wing]), at, **how), "tips": swarm(tip, at, **how)})


def owl(_: Params) -> Parts:
    body = place(
        barrel(
            [
                (0, 0, 0.05, 0.05),
                (0.06, 0, 0.095, 0.085),
                (0.18, 0, 0.11, 0.1),
                (0.28, 0, 0.09, 0.09),
                (0.33, 0, 0.06, 0.06),
            ]
        ),
        tilt=-90,
    )
    head = place(blob(0.2, 0.16, 0.17), (0, 0.36, 0))
    tufts = mirrored(place(lathe([(0.02, 0), (0, 0.06)], n=10), (0.065, 0.42, 0.01), roll=-22))
    wings = mirrored(place(blob(0.05, 0.26, 0.14), (0.1, 0.17, -0.02), roll=4))
    face = mirrored(place(blob(0.085, 0.09, 0.03), (0.04, 0.365, 0.075)))
    eyes = mirrored(place(ball(0.019, 16), (0.042, 0.368, 0.088)))
    beak = place(lathe([(0.012, 0), (0, 0.035)], n=8), (0, 0.35, 0.092), tilt=160)
    return {
        "body": join([body, head, tufts, wings]),
        "face": join([face, place(blob(0.13, 0.2, 0.06), (0, 0.17, 0.075))]),
        "details": join([eyes, beak]),
    }
