"""Toys and things for a party. 0.05 to 1 m."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import Mesh, Params, Parts, ball, cylinder, join, lathe, place, stand_box
from generation.engine.previz.things.outlines import extrude, plate
from generation.engine.previz.things.solids import around, blob, eased, grounded, pipe, torus

# What its parts are made of unless the scene says otherwise.
WEARS: Mapping[str, Mapping[str, str]] = {
    "toy_car": {"body": "product", "windows": "jet", "wheels": "rubber", "hubs": "steel", "lamps": "light"},
    "toy_train": {"body": "product", "trim": "toy yellow", "wheels": "toy red", "dark": "dark"},
    "teddy": {"body": "fur", "pale": "pale fur", "face": "jet", "bow": "product"},
    "blocks": {"red": "toy red", "blue": "toy blue", "yellow": "toy yellow", "green": "toy green"},
    "bricks": {"red": "toy red", "blue": "toy blue", "yellow": "toy yellow"},
    "rocket": {
        "body": "light",
        "nose": "product",
        "fins": "product",
        "window": "jet",
        "rim": "steel",
        "flame": "flame",
    },
    "rubber_duck": {"body": "toy yellow", "bill": "safety orange", "eyes": "jet"},
}


def toy_car(_: Params) -> Parts:
    """A round little car of wood, facing right. 0.14 m."""
    o = eased(
        [
            (-0.07, 0.018),
            (-0.072, 0.04),
            (-0.055, 0.05),
            (-0.035, 0.078),
            (0.015, 0.08),
            (0.035, 0.054),
            (0.066, 0.046),
            (0.074, 0.03),
            (0.07, 0.016),
            (0, 0.014),
            (-0.07, 0.018),
        ],
        60,
    )[:-1]
    body = extrude(o, 0.066, bevel=0.011, k=5)
    pane = eased([(-0.045, 0.054), (-0.031, 0.072), (-0.008, 0.0735), (-0.008, 0.054), (-0.045, 0.054)], 20)[:-1]
    front = eased([(-0.001, 0.054), (-0.001, 0.0735), (0.013, 0.072), (0.028, 0.054), (-0.001, 0.054)], 20)[:-1]
    windows = [place(extrude(q, 0.0678, bevel=0.001)) for q in (pane, front)]
    wheels = [
        place(cylinder(0.0185, 0.018, bevel=0.005, n=36), (x, 0.0185, z - 0.009), tilt=90)
        for x in (-0.042, 0.042)
        for z in (-0.034, 0.034)
    ]
    hubs = [
        place(cylinder(0.0085, 0.0195, bevel=0.002, n=24), (x, 0.0185, z - 0.00975), tilt=90)
        for x in (-0.042, 0.042)
        for z in (-0.034, 0.034)
    ]
    lamps = [place(blob(0.006, 0.011, 0.013, n=14), (0.0715, 0.036, s * 0.02)) for s in (-1, 1)]
    return grounded(
        {"body": body, "windows": join(windows), "wheels": join(wheels), "hubs": join(hubs), "lamps": join(lamps)}
    )


def toy_train(_: Params) -> Parts:
    """A wooden engine, facing right. 0.18 m."""
    boiler = place(cylinder(0.032, 0.085, bevel=0.006, n=48), (-0.008, 0.062, 0), roll=-90)
    cab = [
        stand_box(0.055, 0.075, 0.072, (-0.05, 0.03, 0), bevel=0.006),
        stand_box(0.07, 0.012, 0.084, (-0.05, 0.104, 0), bevel=0.005),
    ]
    window = [place(plate(0.026, 0.026, 0.0735, 0.006, 0.001), (-0.05, 0.08, 0))]
    base = stand_box(0.165, 0.02, 0.068, (0, 0.018, 0), bevel=0.005)
    funnel = [
        place(cylinder(0.009, 0.03, top=0.0145, bevel=0.003, n=32), (0.052, 0.09, 0)),
        place(ball(0.0125, 24), (0.018, 0.094, 0)),
        place(cylinder(0.026, 0.006, bevel=0.002, n=40), (0.0755, 0.062, 0), roll=-90),
    ]
    wheels = [
        place(cylinder(r, 0.014, bevel=0.004, n=36), (x, r, z - 0.007), tilt=90)
        for x, r in ((-0.052, 0.026), (0.01, 0.0195), (0.055, 0.0195))
        for z in (-0.037, 0.037)
    ]
    return grounded(
        {"body": join([boiler, *cab]), "trim": join(funnel), "wheels": join(wheels), "dark": join([base, *window])}
    )


def teddy(_: Params) -> Parts:
    """A bear, sitting. 0.3 m."""
    body = [
        place(blob(0.15, 0.165, 0.135, n=40), (0, 0.085, 0)),
        place(blob(0.148, 0.13, 0.13, n=40), (0, 0.212, 0.008)),
    ]
    for s in (-1, 1):
        body += [
            place(blob(0.056, 0.056, 0.034, n=24), (s * 0.058, 0.267, 0)),
            pipe(eased([(s * 0.06, 0.14, 0.02), (s * 0.095, 0.105, 0.045), (s * 0.102, 0.068, 0.07)], 10), 0.029, 20),
            pipe([(s * 0.04, 0.04, 0.03), (s * 0.068, 0.036, 0.105)], 0.035, 20),
        ]
    pale = [
        place(blob(0.07, 0.055, 0.05, n=28), (0, 0.195, 0.062)),
        place(blob(0.095, 0.1, 0.03, n=28), (0, 0.085, 0.058)),
    ]
    pale += [place(blob(0.034, 0.034, 0.016, n=18), (s * 0.058, 0.267, 0.012)) for s in (-1, 1)] + [
        place(blob(0.047, 0.05, 0.014, n=20), (s * 0.073, 0.036, 0.138), turn=s * 20.0) for s in (-1, 1)
    ]
    face = [place(ball(0.0088, 20), (s * 0.032, 0.229, 0.0665)) for s in (-1, 1)] + [
        place(blob(0.022, 0.015, 0.013, n=18), (0, 0.206, 0.0865)),
        pipe([(-0.014, 0.188, 0.084), (0, 0.183, 0.086), (0.014, 0.188, 0.084)], 0.0015, 6),
    ]
    bow = [place(blob(0.045, 0.032, 0.016, flat=3, n=20), (s * 0.024, 0.15, 0.074), roll=s * 14.0) for s in (-1, 1)] + [
        place(ball(0.0105, 18), (0, 0.15, 0.079))
    ]
    return grounded({"body": join(body), "pale": join(pale), "face": join(face), "bow": join(bow)})


def blocks(_: Params) -> Parts:
    """Wooden building blocks: cubes, an arch, a roof."""
    cube = stand_box(0.045, 0.045, 0.045, bevel=0.003)
    a = np.radians(np.linspace(180, 0, 18))
    arch = extrude(
        np.vstack(
            [
                [(-0.0675, 0), (-0.033, 0)],
                np.c_[0.033 * np.cos(a), 0.033 * np.sin(a)][1:-1],
                [(0.033, 0), (0.0675, 0), (0.0675, 0.045), (-0.0675, 0.045)],
            ]
        ),
        0.045,
        bevel=0.003,
    )
    roof = extrude([(-0.0475, 0), (0.0475, 0), (0, 0.045)], 0.045, bevel=0.003)
    post = cylinder(0.0225, 0.045, bevel=0.003)
    return grounded({
        "red": join([place(cube, (-0.045, 0, 0)), place(roof, (0, 0.09, 0))]),
        "blue": join([place(arch, (0, 0.045, 0)), place(cube, (0.085, 0, 0.05), turn=28)]),
        "yellow": join([place(cube, (0.045, 0, 0)), place(post, (-0.09, 0, 0.045))]),
        "green": place(place(cube, turn=40), (-0.012, 0, 0.06)),
    })  # fmt: skip


def _brick(nx: int, nz: int) -> Mesh:
    u = 0.016
    studs = [
        place(cylinder(0.0048, 0.0036, bevel=0.0008, n=20), ((i - (nx - 1) / 2) * u, 0.0192, (k - (nz - 1) / 2) * u))
        for i in range(nx)
        for k in range(nz)
    ]
    return join([stand_box(nx * u - 0.0003, 0.0192, nz * u - 0.0003, bevel=0.0009), *studs])


def bricks(_: Params) -> Parts:
    """Studded bricks, some of them joined."""
    h = 0.0192
    return grounded({
        "red": join([_brick(4, 2), place(_brick(2, 2), (0.06, 0, 0.034), turn=35)]),
        "blue": place(_brick(2, 2), (-0.016, h, 0)),
        "yellow": join([place(_brick(3, 2), (0.008, 2 * h, 0)), place(_brick(2, 2), (-0.052, 0, 0.036), turn=-20)]),
    })  # fmt: skip


def rocket(p: Params) -> Parts:
    """A friendly rocket on its fins, ready to start; `flying` lights its flame. 0.5 m."""
    hull = eased([(0.045, 0.08), (0.075, 0.14), (0.09, 0.24), (0.078, 0.35), (0.052, 0.42)], 26)
    nose = eased([(0.052, 0.42), (0.034, 0.465), (0.012, 0.505), (0.0005, 0.52)], 14)
    fins = around(
        place(
            extrude(
                eased(
                    [
                        (0.06, 0.2),
                        (0.105, 0.155),
                        (0.14, 0.07),
                        (0.142, 0.0),
                        (0.105, 0.045),
                        (0.055, 0.085),
                        (0.06, 0.2),
                    ],
                    30,
                )[:-1],
                0.02,
                bevel=0.006,
            ),
            turn=-90,
        ),
        4,
        0.0,
        start=45,
    )
    nozzle = lathe([(0, 0.05), (0.04, 0.05), (0.032, 0.08), (0, 0.082)], n=40)
    at = (0, 0.3, 0.0795)
    rim = place(torus(0.032, 0.0075, 44, 12), at, tilt=84)
    window = place(blob(0.06, 0.012, 0.06, n=28), at, tilt=84)
    bands = [place(torus(r, 0.0035, 56, 8), (0, y, 0)) for r, y in ((0.0535, 0.418), (0.05, 0.09))]
    flame = (
        {"flame": lathe(eased([(0.0005, -0.1), (0.022, -0.03), (0.032, 0.015), (0.026, 0.05)], 18), n=28)}
        if p.get("flying")
        else {}
    )
    return grounded(
        {
            "body": lathe([(0, 0.08), (0.045, 0.08)], hull, n=64),
            "nose": lathe(nose, n=48),
            "fins": join([fins, nozzle]),
            "window": window,
            "rim": join([rim, *bands]),
            **flame,
        }
    )


def rubber_duck(_: Params) -> Parts:
    body = [
        place(blob(0.075, 0.058, 0.095, flat=2.2, n=36), (0, 0.03, 0)),
        place(ball(0.03, 32), (0, 0.077, 0.018)),
        place(blob(0.036, 0.04, 0.036, flat=1.8, n=20), (0, 0.05, -0.042), tilt=38),
    ]
    body += [place(blob(0.018, 0.034, 0.055, n=20), (s * 0.036, 0.036, -0.006), tilt=14) for s in (-1, 1)]
    bill = [
        place(blob(0.026, 0.007, 0.022, n=18), (0, 0.073, 0.049), tilt=-8),
        place(blob(0.022, 0.006, 0.017, n=18), (0, 0.068, 0.046), tilt=12),
    ]
    eyes = [place(ball(0.0042, 14), (s * 0.0135, 0.0865, 0.0425)) for s in (-1, 1)]
    parts = {"body": join(body), "bill": join(bill), "eyes": join(eyes)}
    return grounded({k: place(m, turn=24) for k, m in parts.items()})
