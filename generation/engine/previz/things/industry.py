"""Works: halls, power, machines."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import numpy as np

from generation.engine.previz.things.mesh import Params, Parts, box, cylinder, join, lathe, place
from generation.engine.previz.things.outlines import extrude
from generation.engine.previz.things.shells import corners4, crisp, rod, rods, slab_at, slabs, swarm
from generation.engine.previz.things.solids import count, loft, number

WEARS: Mapping[str, Mapping[str, str]] = {
    "factory": {"walls": "brick", "roof": "slate", "windows": "pane dark", "chimneys": "brick", "trims": "limestone"},
    "warehouse_hall": {"walls": "galvanised", "doors": "enamel blue", "trims": "dark metal"},
    "wind_turbine": {"body": "enamel white"},
    "solar_field": {"panels": "solar cell", "frame": "galvanised"},
    "power_pylon": {"body": "galvanised"},
    "silo": {"body": "galvanised", "trims": "dark metal"},
    "satellite_dish": {"body": "enamel white", "frame": "galvanised"},
    "robot_arm": {"body": "safety orange", "joints": "dark metal", "base": "dark"},
}


def factory(_: Params) -> Parts:
    """A brick works with a saw-tooth roof and two chimneys."""
    tooth = [(-3, 0), (3, 0), (3, 2.6), (-3, 0.4)]
    roof = [place(extrude(tooth, 14, bevel=0.02, k=2), (x, 6, 0)) for x in (-9, -3, 3, 9)]
    lights = [place(slab_at(0.08, 1.7, 13), (x + 3.02, 6.5, 0)) for x in (-9, -3, 3, 9)]
    panes = crisp(
        [(2.0, 2.8, 0.1, x, 1.8, 7) for x in np.arange(-10.2, 10.3, 3.4)]
        + [(0.1, 2.8, 2.0, 12, 1.8, z) for z in (-4.5, -1.5, 1.5, 4.5)]
    )
    trims = slabs(
        [(2.3, 0.22, 0.3, x, y, 7) for x in np.arange(-10.2, 10.3, 3.4) for y in (1.55, 4.6)]
        + [(24.3, 0.3, 14.3, 0, 5.75, 0)],
        0.02,
    )
    stacks = [
        place(
            lathe(
                [(1.15, 0), (0.75, 18), (0.85, 18.1), (0.85, 18.6)],
                [(0.85, 18.6), (0.6, 18.6)],
                [(0.6, 18.6), (0.6, 15)],
                n=32,
            ),
            (x, 0, -9.5),
        )
        for x in (-6, -1)
    ]
    return {
        "walls": slab_at(24, 6, 14, 0, 0, 0, 0.03),
        "roof": join(roof),
        "windows": join([panes, *lights]),
        "chimneys": join(stacks),
        "trims": trims,
    }


def warehouse_hall(_: Params) -> Parts:
    """A ribbed metal hall with three loading gates."""
    w, h, d = 24.0, 7.5, 16.0
    ribs = slabs(
        [(0.12, h, 0.08, x, 0, d / 2) for x in np.arange(-w / 2 + 0.2, w / 2, 0.4)]
        + [(0.08, h, 0.12, w / 2, 0, z) for z in np.arange(-d / 2 + 0.2, d / 2, 0.4)],
        0.02,
    )
    doors = slabs([(3.6, 4.0, 0.3, x, 0.6, d / 2) for x in (-7, 0, 7)] + [(1.1, 2.2, 0.3, 10.6, 0, d / 2)], 0.02)
    lines = slabs(
        [(3.6, 0.05, 0.34, x, 0.6 + 0.66 * k, d / 2) for x in (-7, 0, 7) for k in range(1, 6)]
        + [(4.2, 0.3, 1.4, x, 4.8, d / 2 + 0.6) for x in (-7, 0, 7)]
        + [(0.35, 4.2, 0.45, x + s * 2, 0.4, d / 2) for x in (-7, 0, 7) for s in (-1, 1)]
        + [(w + 0.3, 0.5, d + 0.3, 0, h, 0)],
        0.03,
    )
    return {"walls": join([slab_at(w, h, d, 0, 0, 0, 0.03), ribs]), "doors": doors, "trims": lines}


def wind_turbine(p: Params) -> Parts:
    """A wind turbine, hub `h` metres high, its rotor to +z."""
    h = number(p, "h", 90, 4, 200)
    k = h / 90
    tower = lathe([(2.3, 0), (1.3, 88.5)], n=36)
    nacelle = place(
        loft(
            [
                np.c_[
                    np.array(w) * np.cos(a := np.linspace(0, 2 * np.pi, 24, endpoint=False)),
                    np.array(w) * 0.95 * np.sin(a),
                    np.full(24, z),
                ]
                for z, w in ((-5.5, 1.2), (-5, 1.8), (0, 2.0), (2.5, 1.7))
            ]
        ),
        (0, 90, 0),
    )
    hub = place(lathe([(1.6, 0), (1.5, 0.9), (0.9, 2.0), (0, 2.4)], n=32), (0, 90, 2.4), tilt=90)
    b = np.linspace(0, 2 * np.pi, 20, endpoint=False)
    rings = []
    for t in np.linspace(0, 1, 14):
        chord = np.interp(t, (0, 0.06, 0.2, 1), (0.8, 0.8, 2.1, 0.25))
        thick = np.interp(t, (0, 0.06, 0.2, 1), (0.8, 0.75, 0.35, 0.05))
        twist = np.radians(np.interp(t, (0, 0.2, 1), (30, 18, 0)))
        x, z = chord * np.cos(b), thick * np.sin(b)
        rings.append(
            np.c_[
                x * np.cos(twist) - z * np.sin(twist), np.full(20, 1.0 + 43 * t), x * np.sin(twist) + z * np.cos(twist)
            ]
        )
    blade = loft(rings)
    blades = [place(blade, (0, 90, 3.5), roll=r) for r in (12, 132, 252)]
    return {"body": place(join([tower, nacelle, hub, *blades]), scale=k)}


def solar_field(p: Params) -> Parts:
    """Rows of solar panels: `count` rows."""
    rows, n = count(p, 4, 12), 8
    cells, frame = [], []
    for r in range(rows):
        z = 3.2 * (r - (rows - 1) / 2)
        table = [slabs([(1.02, 1.9, 0.03, (i - (n - 1) / 2) * 1.06, 0, 0) for i in range(n)], 0.006)]
        cells.append(place(table[0], (0, 0.5, -z + 0.7), tilt=-58))
        lines = slabs(
            [(1.02, 0.012, 0.036, (i - (n - 1) / 2) * 1.06, y, 0) for i in range(n) for y in (0.0, 0.63, 1.26, 1.89)],
            0.001,
        )
        frame.append(place(lines, (0, 0.5, -z + 0.7), tilt=-58))
        frame.append(
            rods(
                [(x, 0, -z + 0.4) for x in (-3.5, 0, 3.5)] + [(x, 0, -z - 0.6) for x in (-3.5, 0, 3.5)],
                [(x, 0.66, -z + 0.4) for x in (-3.5, 0, 3.5)] + [(x, 1.28, -z - 0.6) for x in (-3.5, 0, 3.5)],
                0.04,
            )
        )
    return {"panels": join(cells), "frame": join(frame)}


def power_pylon(p: Params) -> Parts:
    """A lattice mast with three pairs of arms."""
    h = number(p, "h", 36, 5, 120)
    k = h / 36
    levels = [(0, 3.6), (7, 2.7), (13, 1.9), (18, 1.3), (22, 0.95), (26, 0.8), (30, 0.65), (36, 0.1)]
    a: list[tuple[float, float, float]] = []
    b: list[tuple[float, float, float]] = []
    for (y0, w0), (y1, w1) in pairwise(levels):
        lo, hi = corners4(w0, w0), corners4(w1, w1)
        for i in range(4):
            j = (i + 1) % 4
            for (x0, z0), foot, (x1, z1) in (
                (lo[i], y0, hi[i]),
                (lo[i], y0, hi[j]),
                (lo[j], y0, hi[i]),
                (hi[i], y1, hi[j]),
            ):
                a.append((x0, foot, z0))
                b.append((x1, y1, z1))
    for y, reach in ((22, 6.5), (26, 8), (30, 5.5)):
        for s in (-1, 1):
            for z in (-0.7, 0.7):
                a += [(s * 0.8, y, z), (s * 0.8, y + 1.6, z), (s * reach * 0.5, y + 0.05, z * 0.5)]
                b += [(s * reach, y, 0), (s * reach, y, 0), (s * reach * 0.5, y + 0.8, z * 0.5)]
            a.append((s * reach, y, 0))
            b.append((s * reach, y - 1.6, 0))
    return {"body": rods(np.array(a) * k, np.array(b) * k, 0.11 * k, n=5)}


def silo(_: Params) -> Parts:
    """Two ribbed steel silos with conical roofs and a ladder."""
    y = np.arange(0, 9.01, 0.25)
    wall = np.c_[1.6 + 0.03 * (np.arange(len(y)) % 2), y]
    body = join([lathe(wall, n=48), lathe([(1.75, 8.95), (0.3, 10.2), (0.3, 10.5), (0, 10.55)], n=48)])
    ladder = join(
        [
            rods([(1.72, 0, s * 0.2) for s in (-1, 1)], [(1.72, 9.2, s * 0.2) for s in (-1, 1)], 0.025),
            rods(
                [(1.72, k, -0.2) for k in np.arange(0.3, 9.1, 0.35)],
                [(1.72, k, 0.2) for k in np.arange(0.3, 9.1, 0.35)],
                0.015,
            ),
        ]
    )
    return {
        "body": swarm(body, [(-1.8, 0, 0), (1.8, 0, 0)]),
        "trims": join(
            [place(place(ladder, turn=-90), (x, 0, 0)) for x in (-1.8, 1.8)] + [slab_at(3.6, 0.06, 0.6, 0, 9.0, 1.2)]
        ),
    }


def satellite_dish(_: Params) -> Parts:
    """A large dish on a mount, looking up to +z."""
    r = np.linspace(0, 2.4, 16)
    bowl = lathe(np.c_[r, 0.11 * r**2], np.c_[r[::-1] * 0.985, 0.11 * r[::-1] ** 2 + 0.04], n=64)
    feed = join(
        [
            *(
                rod((1.9 * np.cos(a), 0.4, 1.9 * np.sin(a)), (0.08 * np.cos(a), 2.1, 0.08 * np.sin(a)), 0.03)
                for a in np.radians((90, 210, 330))
            ),
            place(cylinder(0.16, 0.3, n=24), (0, 1.95, 0)),
        ]
    )
    how = {"tilt": 48.0}
    mount = [
        lathe([(0.9, 0), (0.55, 0.3), (0.45, 2.2), (0.6, 2.4), (0, 2.45)], n=32),
        slabs([(0.16, 1.0, 0.7, s * 0.4, 2.2, 0.1) for s in (-1, 1)], 0.03),
        rod((0, 2.6, 0), (0, 3.05, 0.28), 0.3),
    ]
    return {"body": place(bowl, (0, 2.95, 0.25), **how), "frame": join([place(feed, (0, 2.95, 0.25), **how), *mount])}


def robot_arm(_: Params) -> Parts:
    """An industrial robot of six joints, its gripper to +z."""
    base = [lathe([(0, 0), (0.34, 0)], [(0.34, 0), (0.34, 0.06), (0.24, 0.1), (0.22, 0.32), (0, 0.33)], n=40)]
    shoulder, elbow, wrist = (0, 0.52, 0), (0, 1.22, -0.18), (0, 1.42, 0.6)
    limbs = [
        lathe([(0.2, 0.33), (0.2, 0.5), (0.1, 0.62), (0, 0.64)], n=32),
        rod(shoulder, elbow, 0.12, 0.09, 20),
        rod(elbow, wrist, 0.1, 0.06, 20),
    ]
    joints = [
        rod((-0.17, y, z), (0.17, y, z), r, n=28) for (_, y, z), r in ((shoulder, 0.16), (elbow, 0.13), (wrist, 0.08))
    ]
    joints += [rod(wrist, (0, 1.3, 0.76), 0.05, n=16), slabs([(0.16, 0.05, 0.08, 0, 1.25, 0.8)], 0.01)]
    joints += [place(box(0.02, 0.16, 0.05, bevel=0.006), (s * 0.06, 1.19, 0.86), tilt=-40) for s in (-1, 1)]
    return {"body": join(limbs), "joints": join(joints), "base": join(base)}
