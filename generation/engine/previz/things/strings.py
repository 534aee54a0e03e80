"""Stringed instruments. 0.6 to 1 m."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import Params, Parts, box, cylinder, join, place
from generation.engine.previz.things.outlines import extrude, oval, plate
from generation.engine.previz.things.solids import Floats, eased, grounded, pipe, torus

# What its parts are made of unless the scene says otherwise.
WEARS: Mapping[str, Mapping[str, str]] = {
    "guitar": {
        "top": "spruce",
        "body": "varnish",
        "neck": "rosewood",
        "hole": "jet",
        "strings": "steel",
        "pegs": "steel",
    },
    "electric_guitar": {"body": "product", "plate": "light", "neck": "spruce", "metal": "steel", "strings": "steel"},
    "violin": {"body": "varnish", "black": "ebony", "strings": "steel", "bow": "wood", "hair": "light"},
}


def _waisted(rows: list[tuple[float, float]], n: int = 40) -> Floats:
    """A mirrored outline from half widths: rows (height, half width) from the bottom up."""
    half = eased([(w, y) for y, w in rows], n)
    line: Floats = np.vstack([half, (half * np.array((-1, 1)))[::-1][1:-1]])
    return line


def guitar(_: Params) -> Parts:
    """A folk guitar standing, leaning back a little. 1 m."""
    o = _waisted(
        [
            (0, 0.0),
            (0.006, 0.1),
            (0.06, 0.18),
            (0.14, 0.198),
            (0.23, 0.155),
            (0.285, 0.122),
            (0.34, 0.128),
            (0.4, 0.143),
            (0.46, 0.11),
            (0.485, 0.05),
            (0.488, 0.0),
        ],
        50,
    )
    body = place(extrude(o, 0.1, bevel=0.006), (0, 0, -0.05))
    top = place(extrude(o * 0.985 + np.array((0, 0.0035)), 0.003, bevel=0.001), (0, 0, 0.0005))
    hole = [place(cylinder(0.05, 0.002, bevel=0.0005, n=48), (0, 0.325, 0.0015), tilt=90)]
    rose = place(torus(0.055, 0.003, 48, 8), (0, 0.325, 0.002), tilt=90)
    neck = [
        place(box(0.052, 0.4, 0.02, bevel=0.008), (0, 0.62, -0.002)),
        place(box(0.05, 0.5, 0.006, bevel=0.001), (0, 0.575, 0.008)),
    ]
    head = place(
        extrude(
            [(-0.026, 0), (0.026, 0), (0.036, 0.15), (0.012, 0.165), (-0.012, 0.165), (-0.036, 0.15)],
            0.016,
            bevel=0.004,
        ),
        (0, 0.815, -0.006),
        tilt=-12,
    )
    bridge = place(box(0.15, 0.026, 0.01, bevel=0.003), (0, 0.13, 0.006))
    frets = [
        place(box(0.05, 0.0016, 0.0016, bevel=0.0004, k=2), (0, 0.825 - 0.49 * (1 - 2 ** (-i / 12)) * 1.2, 0.0115))
        for i in range(1, 13)
    ]
    strings = [pipe([(x * 1.4, 0.13, 0.013), (x, 0.82, 0.0135)], 0.0009, 4) for x in np.linspace(-0.019, 0.019, 6)]
    pegs = [
        place(cylinder(0.006, 0.026, bevel=0.002, n=16), (s * 0.036, 0.845 + 0.04 * i, -0.018), roll=-90 * s)
        for s in (-1, 1)
        for i in range(3)
    ]
    parts = {
        "top": top,
        "body": body,
        "neck": join([*neck, head, bridge, rose]),
        "hole": join(hole),
        "strings": join([*strings, *frets]),
        "pegs": join(pegs),
    }
    return grounded({k: place(m, tilt=-9) for k, m in parts.items()})


def electric_guitar(_: Params) -> Parts:
    """Two cutaways, leaning back. 1 m."""
    edge = [
        (0.0, 0.0),
        (0.1, 0.012),
        (0.165, 0.07),
        (0.16, 0.15),
        (0.118, 0.225),
        (0.125, 0.3),
        (0.145, 0.36),
        (0.115, 0.385),
        (0.07, 0.345),
        (0.03, 0.315),
        (-0.03, 0.315),
        (-0.075, 0.36),
        (-0.115, 0.425),
        (-0.15, 0.4),
        (-0.13, 0.31),
        (-0.12, 0.235),
        (-0.158, 0.16),
        (-0.165, 0.08),
        (-0.1, 0.012),
        (0.0, 0.0),
    ]
    o = eased(edge, 90)[:-1]
    body = extrude(o, 0.044, bevel=0.012, k=5)
    guard = place(
        extrude(
            eased(
                [
                    (0.02, 0.09),
                    (0.11, 0.1),
                    (0.1, 0.22),
                    (0.1, 0.32),
                    (0.04, 0.3),
                    (-0.04, 0.3),
                    (-0.09, 0.34),
                    (-0.07, 0.22),
                    (-0.03, 0.15),
                    (0.02, 0.09),
                ],
                50,
            )[:-1],
            0.003,
            bevel=0.001,
        ),
        (0, 0, 0.0232),
    )
    neck = [
        place(box(0.05, 0.49, 0.022, bevel=0.008), (0, 0.525, 0.018)),
        place(
            extrude(
                [(-0.025, 0), (0.025, 0), (0.03, 0.05), (0.05, 0.075), (0.036, 0.18), (0.0, 0.19), (-0.026, 0.06)],
                0.014,
                bevel=0.003,
            ),
            (0, 0.76, 0.014),
            tilt=-6,
        ),
    ]
    metal = [place(plate(0.085, 0.02, 0.008, 0.009, 0.003), (0, y, 0.0275)) for y in (0.155, 0.215, 0.275)] + [
        place(plate(0.08, 0.035, 0.01, 0.004, 0.002), (0, 0.09, 0.027))
    ]
    metal += [
        place(cylinder(0.011, 0.014, bevel=0.003, n=24), (0.085 + 0.014 * i, 0.15 - 0.035 * i, 0.0225), tilt=90)
        for i in range(3)
    ]
    metal += [
        place(cylinder(0.0055, 0.02, bevel=0.002, n=14), (-0.022 + 0.004 * i, 0.8 + 0.022 * i, 0.008), roll=90)
        for i in range(6)
    ]
    strings = [pipe([(x * 1.3, 0.09, 0.0345), (x, 0.775, 0.0325)], 0.0009, 4) for x in np.linspace(-0.018, 0.018, 6)]
    parts = {"body": body, "plate": guard, "neck": join(neck), "metal": join(metal), "strings": join(strings)}
    return grounded({k: place(m, tilt=-9) for k, m in parts.items()})


def violin(_: Params) -> Parts:
    """Standing with its bow. 0.6 m."""
    o = _waisted(
        [
            (0, 0.0),
            (0.004, 0.05),
            (0.035, 0.095),
            (0.085, 0.104),
            (0.13, 0.088),
            (0.145, 0.077),
            (0.18, 0.056),
            (0.215, 0.064),
            (0.24, 0.08),
            (0.29, 0.084),
            (0.335, 0.062),
            (0.355, 0.02),
            (0.357, 0.0),
        ],
        60,
    )
    body = join(
        [
            extrude(o * 0.965 + np.array((0, 0.006)), 0.032, bevel=0.002),
            place(extrude(o, 0.009, bevel=0.004, k=4), (0, 0, 0.019)),
            place(extrude(o, 0.009, bevel=0.004, k=4), (0, 0, -0.019)),
        ]
    )
    belly = place(extrude(o * 0.72 + np.array((0, 0.05)), 0.012, bevel=0.0058, k=5), (0, 0, 0.023))
    neck = place(box(0.025, 0.15, 0.02, bevel=0.007), (0, 0.42, 0.012))
    scroll = [
        place(box(0.022, 0.085, 0.024, bevel=0.006), (0, 0.53, 0.006), tilt=-10),
        place(cylinder(0.014, 0.03, bevel=0.004, n=28), (0.015, 0.575, -0.004), roll=90),
    ]
    board = place(
        extrude([(-0.021, 0.2), (0.021, 0.2), (0.012, 0.485), (-0.012, 0.485)], 0.008, bevel=0.003), (0, 0, 0.037)
    )
    tail = place(
        extrude([(-0.008, 0.01), (0.008, 0.01), (0.023, 0.118), (-0.023, 0.118)], 0.007, bevel=0.003), (0, 0, 0.036)
    )
    chin = place(extrude(oval(0.085, 0.06, 30, 2.6), 0.012, bevel=0.005), (-0.05, 0.042, 0.036))
    bridge = place(
        extrude([(-0.021, 0), (0.021, 0), (0.017, 0.012), (-0.017, 0.012)], 0.004, bevel=0.001),
        (0, 0.165, 0.036),
        tilt=90,
    )
    holes = [
        pipe(
            eased(
                [
                    (s * 0.03, 0.2, 0.0305),
                    (s * 0.038, 0.19, 0.0305),
                    (s * 0.04, 0.165, 0.0305),
                    (s * 0.046, 0.14, 0.0305),
                    (s * 0.053, 0.132, 0.0305),
                ],
                14,
            ),
            0.0022,
            6,
        )
        for s in (-1, 1)
    ]
    pegs = [
        place(cylinder(0.004, 0.05, bevel=0.002, n=14), (0.025 * s, 0.505 + 0.014 * i, 0.008), roll=90 * s)
        for i in range(4)
        for s in [(-1) ** i]
    ]
    strings = [
        pipe([(x * 1.2, 0.11, 0.041), (x * 1.2, 0.165, 0.049), (x * 0.7, 0.49, 0.0435)], 0.0007, 4)
        for x in np.linspace(-0.012, 0.012, 4)
    ]
    stick = pipe(eased([(0.15, 0.01, 0.01), (0.155, 0.3, 0.03), (0.145, 0.6, 0.02)], 20), 0.0042, 10)
    hair = pipe([(0.137, 0.04, 0.012), (0.133, 0.59, 0.02)], [0.003, 0.003], 6)
    frog = [
        place(box(0.02, 0.045, 0.012, bevel=0.003), (0.144, 0.04, 0.012)),
        place(box(0.018, 0.02, 0.01, bevel=0.003), (0.139, 0.595, 0.02)),
    ]
    parts = {
        "body": join([body, belly, neck, *scroll]),
        "black": join([board, tail, chin, bridge, *holes, *pegs, *frog]),
        "strings": join(strings),
        "bow": stick,
        "hair": hair,
    }
    return grounded({k: place(m, tilt=-8) for k, m in parts.items()})
