"""Clocks, an hourglass, a compass, a globe: time and place. 0.07 to 0.4 m."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import Mesh, Params, Parts, arc, ball, box, cylinder, join, lathe, place
from generation.engine.previz.things.outlines import extrude
from generation.engine.previz.things.solids import around, eased, grounded, pipe, sheet, torus

# What its parts are made of unless the scene says otherwise.
WEARS: Mapping[str, Mapping[str, str]] = {
    "globe": {"sea": "ocean", "land": "land", "stand": "brass", "foot": "wood"},
    "hourglass": {"glass": "clear", "sand": "seed", "frame": "wood"},
    "clock": {"rim": "product", "face": "light", "hands": "dark"},
    "alarm_clock": {"body": "product", "face": "light", "hands": "dark", "bells": "brass"},
    "compass": {"case": "brass", "face": "light", "needle": "signal red", "south": "dark"},
}


def globe(_: Params) -> Parts:
    """A desk globe on a slanted axis; the land is laid on in rough continents."""
    r = 0.13
    at = (0, 0.215, 0)
    spots = [
        (-100, 45, 28),
        (-95, 58, 22),
        (-85, 33, 14),
        (-62, -8, 20),
        (-66, -28, 13),
        (15, 50, 16),
        (22, 8, 22),
        (18, 24, 20),
        (24, -18, 15),
        (60, 52, 27),
        (95, 58, 28),
        (105, 33, 22),
        (78, 22, 12),
        (134, -25, 16),
        (-42, 72, 13),
        (40, 62, 20),
        (10, 62, 9),
    ]
    land = []
    for lon, lat, size in spots:
        a = np.linspace(0, 2 * np.pi, 28)
        rho = np.linspace(0.001, 1, 6)
        wobble = 1 + 0.2 * np.sin(3 * a + lon) + 0.13 * np.sin(5 * a + lat)
        la, lo = np.radians(lat), np.radians(lon + 20)
        centre = np.array((np.cos(la) * np.sin(lo), np.sin(la), np.cos(la) * np.cos(lo)))
        east = np.array((np.cos(lo), 0, -np.sin(lo)))
        north = np.cross(centre, east)
        reach = np.radians(size) * 0.8
        grid = []
        for q in rho:
            t = reach * q * wobble
            d = np.cos(t)[:, None] * centre + np.sin(t)[:, None] * (
                np.cos(a)[:, None] * east + np.sin(a)[:, None] * north
            )
            grid.append(d * (r + 0.0016 - 0.0012 * q**6))
        m = sheet(np.stack(grid), 0.0001)
        land.append(m if float((m.n[:168] * m.v[:168]).sum()) > 0 else sheet(np.stack(grid)[:, ::-1], 0.0001))
    t = np.radians(np.linspace(-80, 92, 34))
    bow = pipe(np.c_[0.147 * np.cos(t), 0.147 * np.sin(t), 0 * t], 0.0048, 10, flat=1.6)
    pins = [place(cylinder(0.0045, 0.02, bevel=0.001, n=16), (0, y, 0)) for y in (0.128, -0.147)]
    turned = {"sea": ball(r, 56), "land": join(land), "stand": join([bow, *pins])}
    out = {k: place(m, at, roll=-23) for k, m in turned.items()}
    foot = lathe([(0, 0), (0.075, 0), (0.076, 0.008), (0.05, 0.018), (0.014, 0.028), (0.011, 0.066), (0, 0.068)], n=56)
    return grounded({**out, "foot": place(foot, (0.035, 0, 0))})


def hourglass(_: Params) -> Parts:
    line = eased(
        [(0.03, 0.012), (0.036, 0.04), (0.024, 0.075), (0.0042, 0.09), (0.024, 0.105), (0.036, 0.14), (0.03, 0.168)], 44
    )
    glass = lathe([(0, 0.012), (0.03, 0.012)], line, [(0.03, 0.168), (0, 0.168)], n=56)
    heap = lathe(
        [(0, 0.0145), (0.0285, 0.0145)],
        [(0.029, 0.016), (0.031, 0.026)],
        [(0.031, 0.026), (0.012, 0.044), (0, 0.05)],
        n=48,
    )
    top = lathe(
        np.vstack([[(0, 0.0935)], line[(line[:, 1] > 0.095) & (line[:, 1] < 0.122)] - np.array((0.0018, 0))]),
        [(0.0285, 0.122), (0.01, 0.115), (0, 0.112)],
        n=48,
    )
    thread = place(cylinder(0.0008, 0.045, bevel=0.0002, n=8), (0, 0.05, 0))
    ends = [place(cylinder(0.048, 0.012, bevel=0.004), (0, y, 0)) for y in (0, 0.168)]
    posts = around(
        lathe(
            [
                (0.004, 0.01),
                (0.0052, 0.03),
                (0.0034, 0.06),
                (0.0052, 0.09),
                (0.0034, 0.12),
                (0.0052, 0.15),
                (0.004, 0.17),
            ],
            n=20,
        ),
        3,
        0.041,
    )
    return {"glass": glass, "sand": join([heap, top, thread]), "frame": join([*ends, posts])}


def _dial(r: float) -> tuple[Mesh, Mesh]:
    """Face and hands of a clock facing +z: ten past ten."""
    face = place(lathe([(r, 0), (0, 0)], n=64), tilt=90)
    marks = [
        place(
            place(box(r * 0.035, r * (0.1 if i % 3 else 0.17), 0.002, bevel=0.0005, k=2), (0, r * 0.84, 0.0012)),
            roll=-30.0 * i,
        )
        for i in range(12)
    ]
    hands = [
        place(place(box(w, long, 0.0016, bevel=0.0005, k=2), (0, long / 2 - r * 0.08, 0.003)), roll=t)
        for w, long, t in ((r * 0.06, r * 0.55, 58.0), (r * 0.045, r * 0.8, -62.0))
    ]
    return face, join([*marks, *hands, place(cylinder(r * 0.06, 0.003, bevel=0.0008, n=24), (0, 0, 0.002), tilt=90)])


def clock(_: Params) -> Parts:
    """A round wall clock, shown standing. 0.3 m."""
    face, hands = _dial(0.135)
    rim = place(
        lathe(
            [(0, -0.02), (0.14, -0.02)],
            [(0.148, -0.014), (0.15, 0.005)],
            arc(0.144, 0.006, 0.006, 0, 120, 7),
            [(0.14, 0.01), (0.135, -0.001)],
            n=80,
        ),
        tilt=90,
    )
    return grounded({"rim": rim, "face": face, "hands": hands})


def alarm_clock(_: Params) -> Parts:
    """Two bells and a hammer."""
    face, hands = _dial(0.041)
    rim = place(
        lathe(
            [(0, -0.03), (0.038, -0.03)],
            [(0.046, -0.024), (0.048, -0.004)],
            arc(0.0445, -0.002, 0.0035, 0, 130, 7),
            [(0.042, 0.0005), (0.041, -0.002)],
            n=64,
        ),
        (0, 0.06, 0.012),
        tilt=90,
    )
    legs = [pipe([(s * 0.022, 0.024, 0), (s * 0.036, 0.004, 0)], [0.005, 0.0045], 12) for s in (-1, 1)]
    dome = lathe([(0, 0), (0.0225, 0)], arc(0, 0, 0.0225, 0, 90, 12), n=40)
    bells = [place(place(dome, scale=(1, 0.75, 1)), (s * 0.0275, 0.1, 0), roll=-s * 30.0) for s in (-1, 1)]
    stems = [pipe([(s * 0.018, 0.088, 0), (s * 0.0285, 0.103, 0)], 0.003, 10) for s in (-1, 1)]
    hammer = [
        pipe([(0, 0.104, 0), (0, 0.122, 0)], 0.0018, 8),
        place(box(0.016, 0.007, 0.008, bevel=0.002), (0, 0.123, 0)),
    ]
    t = np.linspace(0, np.pi, 15)
    grip = pipe(np.c_[0.03 * np.cos(t), 0.119 + 0.022 * np.sin(t), 0 * t - 0.008], 0.0018, 8)
    at = (0, 0.06, 0.0115)
    return grounded(
        {
            "body": join([rim, *legs, *stems]),
            "face": place(face, at),
            "hands": place(hands, at),
            "bells": join([*bells, *hammer, grip]),
        }
    )


def compass(_: Params) -> Parts:
    """A pocket compass with its lid up."""
    case = lathe(
        [(0, 0), (0.034, 0)],
        arc(0.034, 0.004, 0.004, -90, 0, 5),
        [(0.038, 0.004), (0.038, 0.012)],
        [(0.038, 0.012), (0.0345, 0.0125)],
        [(0.0345, 0.0125), (0.0345, 0.009)],
        n=64,
    )
    face = lathe([(0.0345, 0.009), (0, 0.009)], n=56)
    lid = place(
        place(
            lathe(
                [(0, -0.003), (0.037, -0.003)],
                arc(0.036, 0, 0.003, -90, 90, 7),
                [(0.036, 0.003), (0.034, 0.0015), (0, 0.0015)],
                n=64,
            ),
            (0, 0, -0.039),
        ),
        (0, 0.012, -0.038),
        tilt=72,
    )
    ring = place(torus(0.009, 0.0014, 32, 8), (0.045, 0.007, 0.012), tilt=10)
    north = place(
        extrude([(0, 0.028), (0.0042, 0), (-0.0042, 0)], 0.0016, bevel=0.0005), (0, 0.0115, 0), tilt=-90, turn=-30
    )
    south = place(
        extrude([(0, -0.028), (-0.0042, 0), (0.0042, 0)], 0.0016, bevel=0.0005), (0, 0.0115, 0), tilt=-90, turn=-30
    )
    return grounded({"case": join([case, lid, ring]), "face": face, "needle": north, "south": south})
