"""Studio set pieces: pure forms, stairs and columns."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import Mesh, Params, Parts, arc, box, cylinder, join, lathe, place
from generation.engine.previz.things.outlines import extrude
from generation.engine.previz.things.shells import rods, slab_at, slabs, swarm
from generation.engine.previz.things.solids import faceted, flipped, number, pipe, sheet, surface, torus

_PLAIN = {"body": "plaster"}
WEARS: Mapping[str, Mapping[str, str]] = {
    "dome": {"body": "accent"},
    "cube": {"body": "accent"},
    "cone": {"body": "accent"},
    "donut": {"body": "accent"},
    "pyramid": {"body": "accent"},
    "ring": {"body": "brass"},
    "swoosh": {"body": "accent"},
    "waves": _PLAIN,
    "knot": {"body": "accent"},
    "podium_set": _PLAIN,
    "podium_steps": _PLAIN,
    "arch_set": {"body": "plaster", "inner": "accent"},
    "spiral_stairs": {"body": "plaster", "rails": "dark metal"},
    "column": {"body": "limestone"},
}


def dome(p: Params) -> Parts:
    r = number(p, "r", 0.2, 0.02, 20)
    return {"body": lathe([(0, 0), (r, 0)], arc(0, 0, r, 0, 90, 28), n=72)}


def cube(p: Params) -> Parts:
    w = number(p, "w", 0.3, 0.02, 20)
    return {"body": place(box(w, w, w, bevel=0.02 * w, k=5), (0, w / 2, 0))}


def cone(p: Params) -> Parts:
    r, h = number(p, "r", 0.17, 0.02, 20), number(p, "h", 0.42, 0.02, 40)
    return {"body": lathe([(0, 0), (r * 0.97, 0)], [(r * 0.97, 0), (r, 0.01 * h), (0.02 * r, h * 0.99), (0, h)], n=72)}


def donut(p: Params) -> Parts:
    r, t = number(p, "r", 0.17, 0.02, 10), number(p, "thick", 0.07, 0.005, 5)
    return {"body": place(torus(r, t, 72, 28), (0, r + t, 0), tilt=90)}


def pyramid(p: Params) -> Parts:
    w, h = number(p, "w", 0.36, 0.02, 20), number(p, "h", 0.34, 0.02, 20)
    cut = lathe([(0, 0), (w * 0.7, 0)], [(w * 0.7, 0), (0.004 * w, h)], [(0.004 * w, h), (0, h)], n=4)
    soft = place(cut, turn=45)
    return {"body": faceted(soft)}


def ring(p: Params) -> Parts:
    """A thin upright hoop."""
    r, t = number(p, "r", 0.35, 0.05, 10), number(p, "thick", 0.015, 0.002, 1)
    return {"body": place(torus(r, t, 96, 16), (0, r + t, 0), tilt=90)}


def swoosh(_: Params) -> Parts:
    """A ribbon that loops once and rises, 1.4 m wide."""
    t = np.linspace(0, 1, 120)
    a = t * 2.6 * np.pi
    path = np.c_[1.4 * (t - 0.5), 0.34 + 0.22 * np.sin(a) * (0.5 + t * 0.7) + 0.1 * t, 0.24 * np.cos(a)]
    lean = np.stack([0.06 * np.sin(a), 0.12 * np.cos(a * 0.5), 0.12 + 0 * t], -1)
    grid = np.stack([path + k * lean for k in np.linspace(-1, 1, 9)], 1)
    m = sheet(grid, 0.012)
    return {"body": place(m, (0, -float(m.v[:, 1].min()), 0))}


def waves(p: Params) -> Parts:
    """A wall of layered paper waves, `count` of them."""
    many = int(number(p, "count", 5, 2, 12))
    x = np.linspace(-1, 1, 80)
    parts = []
    for i in range(many):
        top = 0.85 - 0.6 * i / many + 0.1 * np.sin(x * 3.2 + i * 1.35) + 0.04 * np.sin(x * 7 + i)
        parts.append(
            place(
                extrude(np.vstack([[(-1, 0), (1, 0)], np.c_[x, top][::-1]]), 0.05, bevel=0.008),
                (0, 0, 0.16 * (i - many / 2)),
            )
        )
    return {"body": join(parts)}


def knot(_: Params) -> Parts:
    """A trefoil knot."""
    t = np.linspace(0, 2 * np.pi, 160, endpoint=False)
    path = np.c_[np.sin(t) + 2 * np.sin(2 * t), np.cos(t) - 2 * np.cos(2 * t), -np.sin(3 * t)] * 0.1
    m = pipe(path, 0.05, 20, closed=True)
    return {"body": place(m, (0, -float(m.v[:, 1].min()), 0))}


def podium_set(_: Params) -> Parts:
    """Three round podiums that overlap in height."""
    return {
        "body": join(
            [
                place(cylinder(r, h, bevel=0.012, n=80), (x, 0, z))
                for r, h, x, z in ((0.42, 0.18, 0, 0.05), (0.26, 0.46, -0.46, -0.22), (0.2, 0.3, 0.5, -0.12))
            ]
        )
    }


def podium_steps(_: Params) -> Parts:
    """A winners' podium, blank."""
    return {
        "body": slabs([(0.7, 0.6, 0.6, 0, 0, 0), (0.7, 0.42, 0.6, -0.7, 0, 0), (0.7, 0.28, 0.6, 0.7, 0, 0)], 0.012, 3)
    }


def _arch(w: float, h: float, t: float, d: float) -> Mesh:
    r = w / 2
    outer, inner = arc(0, h - r, r, 0, 180, 30), arc(0, h - r, r - t, 180, 0, 30)
    return extrude(np.vstack([[(r, 0)], outer, [(-r, 0)], [(-r + t, 0)], inner, [(r - t, 0)]]), d, bevel=0.012)


def arch_set(_: Params) -> Parts:
    """Two arches, one within the other, and a disc: a stage for a product."""
    base = place(cylinder(0.62, 0.08, bevel=0.012, n=80), (0, 0, 0.2))
    return {
        "body": join([place(_arch(1.5, 1.75, 0.2, 0.24), (0, 0, -0.42)), base]),
        "inner": place(_arch(1.0, 1.3, 0.14, 0.2), (0.12, 0, -0.16)),
    }


def spiral_stairs(p: Params) -> Parts:
    """A spiral staircase round a post, `count` steps."""
    many = int(number(p, "count", 16, 4, 40))
    tread = extrude([(0.06, -0.06), (1.0, -0.21), (1.0, 0.21), (0.06, 0.06)], 0.05, bevel=0.01)
    tread = place(tread, tilt=-90)
    k = np.arange(many)
    turn, y = k * 24.0, 0.18 * (k + 1) - 0.03
    a = np.radians(turn)
    out = np.c_[0.95 * np.cos(a), y, -0.95 * np.sin(a)]
    top = np.add(out, (0, 0.92, 0))
    rail = pipe(top, 0.022, 10)
    return {
        "body": join([swarm(tread, np.c_[0 * a, y, 0 * a], turn=turn), cylinder(0.075, 0.18 * many + 0.95, n=32)]),
        "rails": join([rail, rods(out, top, 0.01)]),
    }


def column(p: Params) -> Parts:
    """A fluted column with base and capital, h high."""
    h = number(p, "h", 2.4, 0.2, 20)
    r, n = h / 15, 80
    a = np.linspace(0, 2 * np.pi, n, endpoint=False)
    t = np.linspace(0, 1, 6)
    rr = r * (1 - 0.16 * t**1.3)[:, None] * (1 - 0.07 * np.abs(np.sin(a * 10)))[None]
    shaft = surface(
        np.stack([rr * np.cos(a), np.broadcast_to(0.06 * h + t[:, None] * h * 0.85, rr.shape), -rr * np.sin(a)], -1),
        wrap=True,
    )
    if float((shaft.n * shaft.v * [1, 0, 1]).sum()) < 0:
        shaft = flipped(shaft)
    foot = lathe(
        [
            (1.3 * r, 0.025 * h),
            (1.35 * r, 0.035 * h),
            (1.3 * r, 0.045 * h),
            (1.1 * r, 0.05 * h),
            (1.12 * r, 0.062 * h),
            (0.9 * r, 0.066 * h),
        ],
        n=48,
    )
    head = lathe(
        [
            (0.84 * r, h * 0.905),
            (0.94 * r, h * 0.915),
            (0.86 * r, h * 0.925),
            (1.2 * r, h * 0.962),
            (1.2 * r, h * 0.968),
        ],
        n=48,
    )
    return {
        "body": join(
            [
                shaft,
                foot,
                head,
                slab_at(2.7 * r, 0.028 * h, 2.7 * r, bevel=0.04 * r),
                slab_at(2.6 * r, 0.034 * h, 2.6 * r, 0, 0.966 * h, 0, 0.04 * r),
            ]
        )
    }
