"""Bicycles, motorcycles and scooters."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from generation.engine.previz.things.mesh import Mesh, Params, Parts, cylinder, join, lathe, place
from generation.engine.previz.things.outlines import extrude, section
from generation.engine.previz.things.shells import rod, rods, slab_at, slabs
from generation.engine.previz.things.solids import blob, loft, pipe, sheet, torus, without

Floats = NDArray[np.float64]

WEARS: Mapping[str, Mapping[str, str]] = {
    "bicycle": {"frame": "product", "wheels": "tire", "spokes": "steel", "saddle": "dark leather"},
    "cargo_bike": {"frame": "product", "wheels": "tire", "spokes": "steel", "saddle": "dark leather", "box": "wood"},
    "motorcycle": {
        "body": "product",
        "frame": "dark metal",
        "wheels": "tire",
        "spokes": "chrome",
        "saddle": "dark leather",
        "lamps": "headlamp",
    },
    "moped": {
        "body": "product",
        "wheels": "tire",
        "spokes": "chrome",
        "saddle": "dark leather",
        "trim": "chrome",
        "lamps": "headlamp",
    },
    "kick_scooter": {"frame": "dark", "wheels": "tire", "deck": "accent"},
}


def _hoop(r: float, thick: float, at: tuple[float, float, float], spokes: int = 18) -> tuple[Mesh, Mesh]:
    """A bicycle wheel in the plane of x and y, and its spokes."""
    tyre = place(torus(r - thick, thick, 44, 10), at, tilt=90)
    a = 2 * np.pi * np.arange(spokes) / spokes
    ends = np.c_[(r - 2 * thick) * np.cos(a), (r - 2 * thick) * np.sin(a), 0 * a]
    thin = rods(np.c_[0 * a, 0 * a, 0.03 * (-1) ** np.arange(spokes)], ends, 0.0022, n=4)
    rim = place(torus(r - 2.1 * thick, thick * 0.55, 44, 8), tilt=90)
    return tyre, place(join([thin, rim, rod((0, 0, -0.045), (0, 0, 0.045), 0.02)]), at)


def bicycle(p: Params) -> Parts:
    """A town bicycle along x, its front to +x."""
    rear, crank, head, front = (-0.51, 0.34), (-0.06, 0.29), (0.37, 0.78), (0.53, 0.34)
    seat = (-0.2, 0.8)
    wheels = [_hoop(0.34, 0.018, (x, 0.34, 0)) for x in (rear[0], front[0])]
    bars = [(crank, seat, 0.017), (seat, head, 0.016), (crank, (0.39, 0.7), 0.019), ((0.35, 0.86), (0.41, 0.64), 0.02)]
    frame = [rod((*a, 0), (*b, 0), r) for a, b, r in bars]
    for s in (-1, 1):
        frame += [
            rod((*rear, s * 0.06), (*crank, s * 0.03), 0.009),
            rod((*rear, s * 0.06), (seat[0] + 0.02, seat[1] - 0.04, s * 0.02), 0.008),
        ]
        frame.append(pipe([(0.4, 0.66, s * 0.05), (0.47, 0.48, s * 0.055), (*front, s * 0.055)], 0.011, 8))
    frame.append(rod((*seat, 0), (-0.235, 0.93, 0), 0.012))
    frame.append(
        pipe(
            [
                (0.28, 0.99, -0.29),
                (0.34, 1.0, -0.24),
                (0.37, 0.97, -0.08),
                (0.35, 0.94, 0),
                (0.37, 0.97, 0.08),
                (0.34, 1.0, 0.24),
                (0.28, 0.99, 0.29),
            ],
            0.011,
            8,
        )
    )
    frame.append(rod((0.345, 0.86, 0), (0.35, 0.95, 0), 0.013))
    a = np.radians(np.linspace(-15, 150, 22))
    for x in (rear[0], front[0]):
        frame.append(
            pipe(
                np.c_[
                    x + 0.365 * np.cos(a + (0.5 if x < 0 else 0.25)),
                    0.34 + 0.365 * np.sin(a + (0.5 if x < 0 else 0.25)),
                    0 * a,
                ],
                0.02,
                8,
            )
        )
    ring = place(cylinder(0.09, 0.008, bevel=0.002, n=32), (crank[0], crank[1], 0.035), tilt=90)
    cranks = [rod((*crank, 0.05), (0.06, 0.18, 0.06), 0.009), rod((*crank, -0.05), (-0.18, 0.4, -0.06), 0.009)]
    pedals = slabs([(0.09, 0.02, 0.08, 0.06, 0.17, 0.1), (0.09, 0.02, 0.08, -0.18, 0.39, -0.1)], 0.006)
    chain = rods([(-0.06, 0.378, 0.04), (-0.06, 0.202, 0.04)], [(-0.51, 0.375, 0.04), (-0.51, 0.305, 0.04)], 0.005)
    saddle = place(blob(0.27, 0.06, 0.17, flat=2.6, across=2), (-0.24, 0.945, 0), roll=4)
    grips = rods([(0.27, 0.99, s * 0.3) for s in (-1, 1)], [(0.32, 1.0, s * 0.25) for s in (-1, 1)], 0.016)
    if p.get("basket", False):
        frame.append(slab_at(0.3, 0.24, 0.36, 0.6, 0.72, 0, 0.02))
    return {
        "wheels": join([w for w, _ in wheels]),
        "spokes": join([s for _, s in wheels] + [ring, *cranks, chain, pedals]),
        "frame": join(frame),
        "saddle": join([saddle, grips]),
    }


def cargo_bike(_: Params) -> Parts:
    """A two-wheeled freight bicycle, its box before the rider."""
    parts = bicycle({})
    keep = parts["frame"]
    small, spokes = _hoop(0.26, 0.02, (1.62, 0.26, 0), 16)
    parts["wheels"] = join([_hoop(0.34, 0.018, (-0.51, 0.34, 0))[0], small])
    rest = [
        rod((0.41, 0.64, 0), (0.43, 0.3, 0), 0.02),
        rod((0.43, 0.3, 0), (1.3, 0.26, 0), 0.024),
        pipe([(1.3, 0.28, 0), (1.42, 0.6, 0), (1.6, 0.62, 0)], 0.022, 8),
    ]
    rest += [rod((1.6, 0.62, s * 0.05), (1.62, 0.26, s * 0.05), 0.013) for s in (-1, 1)]
    trimmed = without(keep, lambda v: (v[:, 0] > 0.42) & (v[:, 1] < 0.74))
    parts["frame"] = join([trimmed, *rest])
    parts["spokes"] = join([without(parts["spokes"], lambda v: v[:, 0] > 0.2), spokes])
    wall = [(0.78, 0.44, 0.025, 0.95, 0.32, s * 0.28) for s in (-1, 1)] + [
        (0.025, 0.44, 0.56, x, 0.32, 0) for x in (0.57, 1.33)
    ]
    parts["box"] = slabs([*wall, (0.78, 0.025, 0.56, 0.95, 0.31, 0)], 0.008)
    return {name: place(m, (-0.55, 0, 0)) for name, m in parts.items()}


def motorcycle(_: Params) -> Parts:
    """A roadster along x, its front to +x."""
    wheels = [place(torus(0.25, 0.065, 44, 14), (x, 0.315, 0), tilt=90) for x in (-0.7, 0.72)]
    a = 2 * np.pi * np.arange(8) / 8
    hubs = [
        rods(np.tile([(x, 0.315, 0)], (8, 1)), np.c_[x + 0.2 * np.cos(a), 0.315 + 0.2 * np.sin(a), 0 * a], 0.012, n=6)
        for x in (-0.7, 0.72)
    ]
    hubs += [
        place(cylinder(0.12, 0.012, bevel=0.003, n=32), (0.72, 0.315, 0.05), tilt=90),
        rod((-0.7, 0.315, -0.1), (-0.7, 0.315, 0.1), 0.03),
    ]
    tank = place(blob(0.56, 0.26, 0.3, flat=2.4, across=2.6), (0.13, 0.8, 0), roll=-6)
    tail = place(blob(0.5, 0.11, 0.22, flat=2.4, across=2.4), (-0.62, 0.81, 0), roll=-10)
    guard = [
        extrude(
            np.vstack(
                [
                    np.c_[x + 0.35 * np.cos(b), 0.315 + 0.35 * np.sin(b)],
                    np.c_[x + 0.335 * np.cos(b[::-1]), 0.315 + 0.335 * np.sin(b[::-1])],
                ]
            ),
            0.14,
            bevel=0.005,
        )
        for x, b in ((0.72, np.radians(np.linspace(35, 150, 14))), (-0.7, np.radians(np.linspace(60, 150, 14))))
    ]
    seat = place(blob(0.62, 0.11, 0.26, flat=3, across=3), (-0.36, 0.83, 0), roll=4)
    forks = _both_sides(rod((0.46, 0.95, 0.09), (0.72, 0.315, 0.1), 0.026))
    engine = [
        slab_at(0.34, 0.24, 0.28, 0.08, 0.28, 0, 0.05),
        place(cylinder(0.1, 0.26, bevel=0.02, n=24), (0.12, 0.46, 0), roll=-24),
    ]
    engine += [
        place(cylinder(0.125, 0.012, bevel=0.004, n=24), (0.15 + 0.018 * i, 0.5 + 0.04 * i, 0), roll=-24)
        for i in range(5)
    ]
    tubes = [
        pipe([(0.4, 0.92, 0), (0.2, 0.68, 0), (-0.3, 0.72, 0), (-0.75, 0.76, 0)], 0.024, 8),
        pipe([(0.38, 0.85, 0), (0.3, 0.4, 0), (0.1, 0.24, 0), (-0.3, 0.3, 0)], 0.022, 8),
    ]
    tubes += [rod((-0.25, 0.32, s * 0.1), (-0.7, 0.315, s * 0.1), 0.022) for s in (-1, 1)] + [
        rod((-0.4, 0.7, s * 0.12), (-0.66, 0.36, s * 0.12), 0.026) for s in (-1, 1)
    ]
    exhaust = pipe(
        [
            (0.2, 0.55, 0.12),
            (0.33, 0.4, 0.14),
            (0.15, 0.22, 0.16),
            (-0.3, 0.24, 0.17),
            (-0.42, 0.26, 0.18),
            (-0.95, 0.36, 0.19),
        ],
        [0.022, 0.022, 0.024, 0.026, 0.045, 0.05],
        12,
    )
    bar = pipe(
        [(0.36, 1.02, -0.36), (0.43, 1.06, -0.2), (0.45, 1.0, 0), (0.43, 1.06, 0.2), (0.36, 1.02, 0.36)], 0.013, 8
    )
    lamp = place(lathe([(0, -0.1), (0.06, -0.08), (0.1, 0.0), (0.1, 0.03)], n=28), (0.6, 0.9, 0), roll=-90)
    face = place(cylinder(0.095, 0.012, bevel=0.004, n=28), (0.625, 0.9, 0), roll=-90)
    return {
        "body": join([tank, tail, *guard]),
        "saddle": seat,
        "wheels": join(wheels),
        "spokes": join([*hubs, forks, exhaust]),
        "frame": join([*engine, *tubes, bar, lamp]),
        "lamps": face,
    }


def _both_sides(m: Mesh) -> Mesh:
    return join([m, place(m, scale=(1, 1, -1))])


def moped(_: Params) -> Parts:
    """A rounded city scooter along x, its front to +x."""
    wheels = [place(torus(0.16, 0.055, 36, 12), (x, 0.215, 0), tilt=90) for x in (-0.56, 0.6)]
    discs = [place(cylinder(0.12, 0.06, bevel=0.02, n=28), (x, 0.215, -0.03), tilt=90) for x in (-0.56, 0.6)]
    z = np.linspace(-0.92, -0.05, 12)
    rear = loft(
        [
            np.c_[np.full(36, s), section(0.21 * w, 0.26 + 0.1 * (1 - w), 0.4 + 0.34 * w, 3)[:, [1, 0]]]
            for s, w in zip(z, np.sin(np.linspace(0.35, 2.5, 12)) ** 0.6, strict=True)
        ]
    )
    shield = []
    for t in np.linspace(0, 1, 9):
        half = 0.2 * np.sin(np.pi * (0.25 + 0.6 * t)) ** 0.7
        u = np.linspace(-1, 1, 15)
        shield.append(np.c_[0.34 + 0.1 * (1 - t) - 0.1 * u**2, np.full(15, 0.24 + 0.72 * t), half * u])
    leg = sheet(np.stack(shield), 0.03)
    floor_ = slab_at(0.5, 0.07, 0.36, 0.16, 0.22, 0, 0.03)
    guard = place(blob(0.46, 0.2, 0.17, flat=2.4), (0.6, 0.39, 0))
    neck = rod((0.46, 0.9, 0), (0.6, 0.215, 0), 0.035)
    head = place(blob(0.24, 0.2, 0.28, flat=2.6), (0.42, 1.0, 0))
    bar = pipe([(0.33, 1.04, -0.34), (0.42, 1.03, -0.12), (0.42, 1.03, 0.12), (0.33, 1.04, 0.34)], 0.017, 8)
    seat = place(blob(0.66, 0.13, 0.28, flat=3, across=3), (-0.44, 0.78, 0))
    lamp = place(cylinder(0.075, 0.05, bevel=0.015, n=28), (0.5, 1.0, 0), roll=-90)
    return {
        "body": join([rear, leg, floor_, guard, head]),
        "trim": join([neck, bar]),
        "saddle": seat,
        "wheels": join(wheels),
        "spokes": join(discs),
        "lamps": lamp,
    }


def kick_scooter(_: Params) -> Parts:
    """A push scooter along x, its front to +x."""
    wheels = [place(torus(0.075, 0.025, 32, 10), (x, 0.1, 0), tilt=90) for x in (-0.42, 0.46)]
    hubs = [place(cylinder(0.06, 0.03, bevel=0.006, n=24), (x, 0.1, -0.015), tilt=90) for x in (-0.42, 0.46)]
    post = [rod((0.46, 0.1, s * 0.045), (0.42, 0.22, s * 0.04), 0.014) for s in (-1, 1)]
    post += [
        rod((0.44, 0.2, 0), (0.33, 1.0, 0), 0.022),
        rod((0.33, 1.0, -0.24), (0.33, 1.0, 0.24), 0.014),
        rod((0.42, 0.24, 0), (0.26, 0.13, 0), 0.026),
    ]
    return {
        "deck": slab_at(0.6, 0.03, 0.15, 0.0, 0.1, 0, 0.012),
        "frame": join([*post, *hubs, slab_at(0.16, 0.02, 0.1, -0.38, 0.2, 0, 0.008)]),
        "wheels": join(wheels),
    }
