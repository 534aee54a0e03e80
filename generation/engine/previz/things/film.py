"""What a film crew brings."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import Mesh, Params, Parts, cylinder, join, lathe, place
from generation.engine.previz.things.outlines import extrude
from generation.engine.previz.things.shells import mirrored, rod, rods, slab_at, slabs, swarm
from generation.engine.previz.things.solids import faceted, flipped, number, pipe, sheet, surface

WEARS: Mapping[str, Mapping[str, str]] = {
    "softbox": {"glow": "soft light", "shell": "dark", "stand": "dark metal"},
    "spotlight": {"body": "dark metal", "glow": "soft light", "stand": "dark metal"},
    "truss": {"body": "galvanised", "lamps": "dark metal", "glow": "soft light"},
    "director_chair": {"body": "canvas", "frame": "wood"},
    "clapperboard": {"body": "dark", "stripes": "paper", "lines": "paper"},
    "stage_curtain": {"body": "signal red", "floor": "wood"},
}


def _stand(h: float) -> Mesh:
    a = np.radians((90, 210, 330))
    feet = rods(np.tile([[0, 0.45, 0]], (3, 1)), np.c_[0.48 * np.cos(a), 0 * a + 0.01, 0.48 * np.sin(a)], 0.012)
    return join([feet, rod((0, 0.18, 0), (0, h, 0), 0.017), rod((0, 0.9, 0), (0, 1.0, 0), 0.026)])


def softbox(p: Params) -> Parts:
    """A studio flash in a softbox, tilted down towards +z."""
    h = number(p, "h", 2.0, 0.8, 3.5)
    rings = [
        np.array([(sx * w, sy * w, z) for sx, sy in ((-1, -1), (1, -1), (1, 1), (-1, 1))])
        for w, z in ((0.09, -0.28), (0.4, 0.08), (0.4, 0.13))
    ]
    walls = faceted(join([surface(np.stack(rings[k : k + 2]), wrap=True) for k in (0, 1)]))
    middle = np.array([0, 0, -0.1])
    if float(((walls.v - middle) * walls.n).sum()) < 0:
        walls = flipped(walls)
    head = place(cylinder(0.075, 0.34, bevel=0.02, n=32), (0, 0, -0.6), tilt=90)
    how = {"tilt": 18.0}
    face = slab_at(0.78, 0.78, 0.01, 0, -0.39, 0.12, 0.004)
    return {
        "shell": place(join([walls, head]), (0, h, 0), **how),
        "glow": place(face, (0, h, 0), **how),
        "stand": _stand(h),
    }


def spotlight(p: Params) -> Parts:
    """A film lamp with barn doors on a stand, tilted down towards +z."""
    h = number(p, "h", 1.9, 0.6, 3.5)
    can = lathe(
        [(0, -0.16), (0.12, -0.16)],
        [(0.12, -0.16), (0.16, -0.1), (0.16, 0.14), (0.17, 0.16)],
        [(0.17, 0.16), (0.14, 0.16)],
        n=40,
    )
    doors = [place(slab_at(0.26, 0.2, 0.008, 0, 0, 0, 0.003), (0, 0.15, 0.16), tilt=32)]
    doors += [place(doors[0], (0, 0, 0), roll=r) for r in (90, 180, 270)]
    yoke = pipe([(0.19, 0, 0), (0.19, -0.17, 0), (0, -0.22, 0), (-0.19, -0.17, 0), (-0.19, 0, 0)], 0.014, 8)
    head = join([place(can, tilt=90), *doors])
    lens = place(cylinder(0.135, 0.02, bevel=0.008, n=36), (0, 0, 0.12), tilt=90)
    at = (0, h, 0)
    return {
        "body": join([place(head, at, tilt=16), place(yoke, at)]),
        "glow": place(lens, at, tilt=16),
        "stand": _stand(h - 0.2),
    }


def truss(p: Params) -> Parts:
    """A stage truss on two towers with lamps: w wide, h high."""
    w, h = number(p, "w", 6.0, 2, 30), number(p, "h", 4.0, 2, 12)

    def beam(length: float) -> Mesh:
        k = int(length / 0.4)
        x = np.linspace(0, length, k + 1)
        c = [(0.15, 0.15), (-0.15, 0.15), (-0.15, -0.15), (0.15, -0.15)]
        a = [(0, y, z) for y, z in c]
        b = [(length, y, z) for y, z in c]
        for i in range(k):
            for j in range(4):
                (y0, z0), (y1, z1) = c[j], c[(j + 1) % 4]
                a.append((x[i], *((y0, z0) if i % 2 else (y1, z1))))
                b.append((x[i + 1], *((y1, z1) if i % 2 else (y0, z0))))
        return rods(a, b, np.r_[np.full(4, 0.025), np.full(len(a) - 4, 0.011)], n=6)

    towers = [place(beam(h), (s * (w / 2 - 0.15), 0, 0), roll=90) for s in (-1, 1)] + [
        slab_at(0.8, 0.04, 0.8, s * (w / 2 - 0.15), 0, 0, 0.01) for s in (-1, 1)
    ]
    top = place(beam(w), (-w / 2, h + 0.0, 0))
    xs = np.linspace(-w * 0.36, w * 0.36, 6)
    can = place(
        lathe(
            [(0, -0.2), (0.09, -0.2)], [(0.09, -0.2), (0.13, 0.0), (0.13, 0.16)], [(0.13, 0.16), (0.115, 0.16)], n=24
        ),
        tilt=118,
    )
    lens = place(place(cylinder(0.115, 0.01, n=24), (0, 0.12, 0)), tilt=118)
    at = np.c_[xs, 0 * xs + h - 0.42, 0 * xs + 0.12]
    return {
        "body": join([*towers, top]),
        "lamps": join([swarm(can, at), rods(at, np.add(at, (0, 0.28, -0.06)), 0.012)]),
        "glow": swarm(lens, at),
    }


def director_chair(_: Params) -> Parts:
    """A folding chair of canvas and wood."""
    cross = rods(
        [(s * 0.25, 0.03, z) for s in (-1, 1) for z in (-0.19, 0.19)],
        [(-s * 0.25, 0.48, z) for s in (-1, 1) for z in (-0.19, 0.19)],
        0.015,
    )
    frame = mirrored(
        join(
            [
                slab_at(0.03, 0.03, 0.46, 0.26, 0.0, 0),
                slab_at(0.03, 0.03, 0.46, 0.26, 0.47, 0),
                slab_at(0.06, 0.025, 0.48, 0.27, 0.68, 0.0),
                rod((0.26, 0.48, 0.18), (0.26, 0.69, 0.18), 0.014),
                rod((0.26, 0.48, -0.2), (0.26, 0.95, -0.23), 0.015),
            ]
        )
    )
    u, v = np.meshgrid(np.linspace(-1, 1, 13), np.linspace(-1, 1, 9))
    seat = sheet(np.stack([0.26 * u, 0.5 - 0.035 * (1 - u**2), 0.2 * v], -1), 0.006)
    back = sheet(np.stack([0.27 * u, 0.85 + 0.085 * v, -0.225 - 0.035 * (1 - u**2)], -1), 0.006)
    return {"frame": join([frame, cross]), "body": join([seat, back])}


def clapperboard(_: Params) -> Parts:
    """A film slate, open, blank."""
    slate = slab_at(0.28, 0.18, 0.012, 0, 0, 0, 0.003)
    stick = slab_at(0.28, 0.034, 0.014, 0, 0.182, 0, 0.002)
    hinge = (-0.14, 0.218, 0)
    bar = slab_at(0.28, 0.034, 0.014, 0.14, 0, 0, 0.002)
    mark = [
        extrude([(x, 0), (x + 0.024, 0), (x + 0.044, 0.034), (x + 0.02, 0.034)], 0.0155)
        for x in (0.01, 0.065, 0.12, 0.175, 0.225)
    ]
    lower = [place(m, (-0.14, 0.182, 0), scale=(1, 1, 1)) for m in mark]
    upper = [place(m, hinge, roll=24) for m in mark]
    lines = slabs(
        [(0.25, 0.003, 0.0135, 0, y, 0) for y in (0.06, 0.12)]
        + [(0.003, 0.058, 0.0135, x, 0.061, 0) for x in (-0.04, 0.05)],
        0.0005,
    )
    return {"body": join([slate, stick, place(bar, hinge, roll=24)]), "stripes": join([*lower, *upper]), "lines": lines}


def stage_curtain(p: Params) -> Parts:
    """A theatre curtain drawn to both sides over a wooden stage."""
    w, h = number(p, "w", 6.0, 2, 20), number(p, "h", 3.6, 1.5, 12)
    u, v = np.meshgrid(np.linspace(0, 1, 81), np.linspace(0, 1, 21))
    halves = []
    for s in (-1, 1):
        pull = 1 - 0.45 * np.exp(-((v - 0.62) ** 2) / 0.04) - 0.1 * v
        x = s * (w / 2 - u * w * 0.36 * pull)
        z = 0.1 + 0.07 * np.sin(u * 2 * np.pi * 10)
        halves.append(sheet(np.stack([x, 0.42 + (h - 0.42) * (1 - v), z], -1), 0.01))
    k = np.linspace(0, 1, 121)
    drop = 0.42 + 0.22 * np.abs(np.sin(k * np.pi * 5))
    top = sheet(
        np.stack(
            [
                np.stack([w * (k - 0.5), h + 0.05 - t * drop, 0.22 + 0.03 * np.sin(k * 2 * np.pi * 30)], -1)
                for t in np.linspace(0, 1, 8)
            ]
        ),
        0.01,
    )
    return {"body": join([*halves, top]), "floor": slab_at(w + 0.4, 0.42, 2.4, 0, 0, 0.9, 0.03)}
