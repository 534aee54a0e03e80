"""What carries many, or heavy things: buses, trams, trains, lorries, forklifts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from generation.engine.previz.things.mesh import Mesh, Params, Parts, box, cylinder, join, place
from generation.engine.previz.things.outlines import extrude, rounded
from generation.engine.previz.things.shells import mirrored, rod, rods, slab_at, slabs, swarm
from generation.engine.previz.things.solids import blob, loft, number, torus

WEARS: Mapping[str, Mapping[str, str]] = {
    "bus": {
        "body": "product",
        "glass": "pane dark",
        "wheels": "tire",
        "hubs": "steel",
        "lamps": "headlamp",
        "trim": "dark",
    },
    "tram": {"body": "product", "glass": "pane dark", "trim": "dark", "lamps": "headlamp", "roof": "galvanised"},
    "train": {"body": "product", "glass": "pane dark", "trim": "dark", "lamps": "headlamp", "stripe": "light"},
    "truck": {
        "body": "product",
        "load": "light",
        "glass": "pane dark",
        "wheels": "tire",
        "hubs": "steel",
        "trim": "dark",
        "lamps": "headlamp",
    },
    "forklift": {"body": "enamel yellow", "mast": "dark metal", "wheels": "tire", "seat": "dark"},
}


def _coach(length: float, w: float, low: float, high: float, corner: float, lean: float = 0.0) -> Mesh:
    """A long body along z with rounded edges; its nose (+z) leans back by `lean`."""
    side = np.add(rounded(length, high - low, corner, 8), (0, (low + high) / 2))
    side[:, 0] = np.where(side[:, 0] > 0, side[:, 0] - lean * (side[:, 1] - low) / (high - low), side[:, 0])
    return place(extrude(side, w, bevel=min(0.18, w * 0.1), k=6), turn=-90)


def _wheels(spots: list[tuple[float, float]], r: float, w: float) -> tuple[Mesh, Mesh]:
    """Tyres and hubs with axles along x at (x, z)."""
    tyre = place(cylinder(r, w, bevel=0.05, n=36), (w / 2, 0, 0), roll=90)
    hub = place(cylinder(r * 0.55, w + 0.02, bevel=0.02, n=24), (w / 2 + 0.01, 0, 0), roll=90)
    at = [(x, r, z) for x, z in spots]
    return swarm(tyre, at), swarm(hub, at)


def bus(p: Params) -> Parts:
    """A city bus, nose to +z."""
    n = 11.0
    body = _coach(n, 2.5, 0.32, 3.05, 0.22, 0.12)
    panes = [(2.51, 1.05, 1.32, 0, 1.45, -4.55 + 1.42 * i) for i in range(6)]
    glass = [
        slabs(panes, 0.05, 3),
        place(box(2.2, 1.5, 0.08, bevel=0.035, k=3), (0, 1.95, n / 2 - 0.045), tilt=-2.6),
        slab_at(2.1, 0.9, 0.06, 0, 1.7, -n / 2, 0.03),
    ]
    glass.append(slabs([(0.06, 2.2, 1.15, 1.235, 0.42, z) for z in (4.35, 0.1)], 0.03))
    trim = [
        slab_at(2.52, 0.12, n - 0.7, 0, 0.3, 0, 0.02),
        slabs([(0.08, 2.2, 0.03, 1.23, 0.42, z) for z in (4.35, 0.1)], 0.01),
    ]
    trim += [
        mirrored(place(box(0.14, 0.36, 0.12, bevel=0.05), (1.38, 2.3, n / 2 + 0.2))),
        mirrored(rod((1.2, 2.75, n / 2 - 0.15), (1.38, 2.5, n / 2 + 0.2), 0.025)),
    ]
    trim.append(slab_at(1.7, 0.26, 0.06, 0, 2.72, n / 2 - 0.14, 0.02))
    spots = [(s * 1.12, z) for s in (-1, 1) for z in (-2.9, 3.05)]
    tyres, hubs = _wheels(spots, 0.48, 0.3)
    lamps = mirrored(place(blob(0.34, 0.16, 0.12, flat=3, across=3), (0.92, 0.75, n / 2 - 0.01)))
    return {"body": body, "glass": join(glass), "trim": join(trim), "wheels": tyres, "hubs": hubs, "lamps": lamps}


def tram(p: Params) -> Parts:
    """Three low-floor cars with bellows and a pantograph, nose to +z."""
    cars, glass, trim = [], [], []
    for i, (z, n) in enumerate(((6.4, 6.6), (0.0, 5.6), (-6.4, 6.6))):
        lean = 0.55 if i != 1 else 0
        m = place(_coach(n, 2.4, 0.25, 3.1, 0.3, lean), turn=180 if i == 2 else 0)
        cars.append(place(m, (0, 0, z)))
        glass.append(
            slabs(
                [
                    (2.42, 1.15, 1.3, 0, 1.5, z + k * 1.45 - (0.25 if i == 0 else -0.25 if i == 2 else 0))
                    for k in (-1.3, 0, 1.3)
                ],
                0.06,
                3,
            )
        )
        trim.append(slab_at(2.2, 0.4, n - 0.8, 0, 0.02, z))
    bellows = [(2.3 - 0.1 * (k % 2), 2.6, 0.11, 0, 0.36, s * 3.0 + 0.1 * (k - 2)) for s in (-1, 1) for k in range(5)]
    for s in (-1, 1):
        glass.append(place(box(2.0, 1.5, 0.1, bevel=0.045), (0, 2.05, s * 9.36), tilt=-s * 11.2))
    roof = [slab_at(1.6, 0.3, 3.6, 0, 3.05, z, 0.06) for z in (-6, 0.4, 6)]
    arm = rods(
        [(0, 3.3, -0.6), (0, 3.75, 0.5), (-0.7, 4.2, -0.3)], [(0, 3.75, 0.5), (0, 4.2, -0.3), (0.7, 4.2, -0.3)], 0.03
    )
    lamps = join([mirrored(place(blob(0.3, 0.12, 0.12, flat=3), (0.85, 0.85, s * 9.62))) for s in (-1, 1)])
    return {
        "body": join(cars),
        "glass": join(glass),
        "trim": join([*trim, slabs(bellows, 0.03), arm]),
        "roof": join(roof),
        "lamps": lamps,
    }


def train(p: Params) -> Parts:
    """A fast train, its long nose to +z, two coaches behind it."""

    def ring(w: float, lo: float, hi: float, z: float, power: float = 3.6) -> Any:
        a = np.linspace(0, 2 * np.pi, 40, endpoint=False)
        c, s = np.cos(a), np.sin(a)
        return np.c_[
            np.sign(c) * np.abs(c) ** (2 / power) * w,
            (lo + hi) / 2 + np.sign(s) * np.abs(s) ** (2 / power) * (hi - lo) / 2,
            np.full(40, z),
        ]

    t = np.linspace(0, 1, 18)
    nose = [ring(1.45 * (1 - 0.82 * k**2.6), 0.35 + 0.15 * k**2, 3.7 - 2.5 * k**1.7, 12 + 6.2 * k) for k in t]
    body = [loft([ring(1.45, 0.35, 3.7, -2), *nose])]
    body += [place(loft([ring(1.45, 0.35, 3.7, z) for z in (-10.0, 10.0)]), (0, 0, z)) for z in (-12.6,)]
    glass = [
        slabs(
            [(2.88, 0.85, 1.25, 0, 2.0, z) for z in np.r_[np.arange(-0.8, 10, 1.75), np.arange(-21.5, -3.5, 1.75)]],
            0.08,
            3,
        )
    ]
    screen = loft(
        [
            ring(1.0 * (1 - 0.35 * k), 1.9, 3.73 - 2.5 * ((13.1 + 2.4 * k - 12) / 6.2) ** 1.7, 13.1 + 2.4 * k, 3)
            for k in np.linspace(0, 1, 8)
        ]
    )
    glass.append(screen)
    trim = [slab_at(2.4, 0.5, 2.6, 0, 0, z, 0.1) for z in (9.5, 0.6, -5.6, -19.5)] + [
        slab_at(2.5, 3.0, 0.7, 0, 0.45, -2.3, 0.1)
    ]
    lamps = mirrored(place(blob(0.3, 0.14, 0.5, flat=3), (0.72, 1.28, 17.2), turn=-20))
    stripe = slabs([(2.925, 0.14, 12.5, 0, 1.35, 4.4), (2.925, 0.14, 19.6, 0, 1.35, -12.6)], 0.02)
    return {"body": join(body), "glass": join(glass), "trim": join(trim), "lamps": lamps, "stripe": stripe}


def truck(p: Params) -> Parts:
    """A lorry with a box body, cab to +z."""
    n = number(p, "l", 8.0, 5, 16)
    load = slab_at(2.5, 2.7, n - 2.3, 0, 1.05, -1.15, 0.05)
    cab = [place(_coach(1.9, 2.4, 0.5, 3.0, 0.22, 0.18), (0, 0, n / 2 - 0.95))]
    cab.append(place(blob(2.2, 0.9, 1.5, flat=3, across=6), (0, 3.0, n / 2 - 1.15)))
    glass = [
        place(box(2.1, 1.0, 0.08, bevel=0.035), (0, 2.25, n / 2 - 0.11), tilt=-4),
        slabs([(2.42, 0.8, 0.95, 0, 1.85, n / 2 - 0.85)], 0.08, 3),
    ]
    trim = [
        slab_at(1.0, 0.3, n - 0.6, 0, 0.72, -0.1),
        slab_at(2.38, 0.32, 0.2, 0, 0.42, n / 2 - 0.06, 0.06),
        slab_at(1.7, 0.4, 0.06, 0, 1.05, n / 2 - 0.01, 0.02),
    ]
    trim += [
        mirrored(slab_at(0.1, 0.45, 0.16, 1.4, 1.85, n / 2 - 0.1, 0.04)),
        mirrored(slabs([(0.06, 0.55, 2.0, 1.18, 0.42, 0.6)], 0.02)),
        slab_at(2.4, 0.1, 0.1, 0, 0.5, -n / 2 + 0.1),
    ]
    spots = [(s * 1.05, z) for s in (-1, 1) for z in (n / 2 - 1.2, -n / 2 + 1.5)]
    tyres, hubs = _wheels(spots, 0.5, 0.34)
    return {
        "body": join(cab),
        "load": load,
        "glass": join(glass),
        "trim": join(trim),
        "wheels": tyres,
        "hubs": hubs,
        "lamps": mirrored(slab_at(0.36, 0.16, 0.06, 0.92, 0.72, n / 2 + 0.02, 0.03)),
    }


def forklift(_: Params) -> Parts:
    """A counterbalance truck, forks to +z."""
    body = [
        slab_at(1.05, 0.55, 1.5, 0, 0.22, -0.35, 0.1),
        slab_at(1.0, 0.42, 0.6, 0, 0.7, -0.8, 0.14),
        slab_at(0.95, 0.22, 0.2, 0, 0.72, 0.3, 0.06),
    ]
    posts = [rod((s * 0.45, 0.75, 0.35), (s * 0.42, 2.1, 0.05), 0.03) for s in (-1, 1)] + [
        rod((s * 0.45, 1.0, -1.0), (s * 0.42, 2.1, -0.85), 0.03) for s in (-1, 1)
    ]
    roof = slabs(
        [(0.9, 0.05, 0.06, 0, 2.08, -0.85 + 0.18 * i) for i in range(6)]
        + [(0.06, 0.06, 1.0, s * 0.43, 2.07, -0.4) for s in (-1, 1)],
        0.01,
    )
    mast = [
        slabs(
            [(0.09, 2.1, 0.12, s * 0.33, 0.08, 0.55) for s in (-1, 1)]
            + [(0.06, 2.0, 0.08, s * 0.22, 0.12, 0.58) for s in (-1, 1)]
            + [(0.7, 0.07, 0.1, 0, y, 0.56) for y in (0.5, 1.3, 2.1)],
            0.01,
        )
    ]
    mast.append(
        slabs(
            [(0.9, 0.09, 0.05, 0, 0.2, 0.66), (0.9, 0.09, 0.05, 0, 0.55, 0.66)]
            + [(0.05, 0.5, 0.05, s * 0.3, 0.15, 0.68) for s in (-1, 1)],
            0.01,
        )
    )
    forks = slabs(
        [(0.12, 0.04, 1.1, s * 0.25, 0.08, 1.22) for s in (-1, 1)]
        + [(0.12, 0.6, 0.045, s * 0.25, 0.08, 0.69) for s in (-1, 1)],
        0.008,
    )
    tyres, hubs = _wheels([(s * 0.46, 0.28) for s in (-1, 1)], 0.32, 0.22)
    small, _hubs = _wheels([(s * 0.42, -0.85) for s in (-1, 1)], 0.25, 0.2)
    seat = join(
        [
            slab_at(0.48, 0.12, 0.48, 0, 0.78, -0.42, 0.05),
            place(box(0.46, 0.55, 0.12, bevel=0.05), (0, 1.15, -0.68), tilt=-8),
        ]
    )
    wheel = [place(torus(0.16, 0.015, 32, 8), (0, 1.15, 0.12), tilt=35), rod((0, 0.9, 0.3), (0, 1.15, 0.12), 0.02)]
    return {
        "body": join([*body, hubs]),
        "mast": join([*mast, forks, *posts, roof, *wheel]),
        "wheels": join([tyres, small]),
        "seat": seat,
    }
