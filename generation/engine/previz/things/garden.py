"""Garden works: fences, walls, water and statues."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import Mesh, Params, Parts, ball, cylinder, join, lathe, place
from generation.engine.previz.things.outlines import extrude
from generation.engine.previz.things.shells import (
    gabled,
    mirrored,
    pitched,
    rod,
    rods,
    slab_at,
    slabs,
    swarm,
)
from generation.engine.previz.things.solids import number, pipe

WEARS: Mapping[str, Mapping[str, str]] = {
    "greenhouse": {"frame": "enamel white", "panes": "greenhouse pane", "base": "brick", "plants": "oak leaf"},
    "fence": {"body": "enamel white"},
    "gate": {"bars": "dark metal", "posts": "stone"},
    "wall": {"body": "brick", "cap": "stone"},
    "fountain": {"body": "limestone", "water": "foam", "pool": "ocean"},
    "statue": {"body": "brass", "base": "limestone"},
    "well": {"walls": "stone", "roof": "roof tile", "posts": "old wood"},
}


def greenhouse(_: Params) -> Parts:
    """A glasshouse on a brick base, rows of green inside."""
    w, h, d, rise = 3.0, 2.0, 4.5, 1.0
    base = slabs(
        [(w, 0.5, 0.14, 0, 0, s * d / 2) for s in (-1, 1)] + [(0.14, 0.5, d, s * w / 2, 0, 0) for s in (-1, 1)], 0.01
    )
    a, b = [], []
    for z in np.linspace(-d / 2, d / 2, 8):
        a += [(-w / 2, 0.5, z), (w / 2, 0.5, z), (-w / 2, h, z), (w / 2, h, z)]
        b += [(-w / 2, h, z), (w / 2, h, z), (0, h + rise, z), (0, h + rise, z)]
    for y, x in ((h, -w / 2), (h, w / 2), (h + rise, 0), (h + rise / 2, w / 4), (h + rise / 2, -w / 4)):
        a.append((x, y, -d / 2))
        b.append((x, y, d / 2))
    for s in (-1, 1):
        for x in (-0.9, -0.45, 0.45, 0.9):
            a.append((x, 0.1 if abs(x) < 0.5 else 0.5, s * d / 2))
            b.append((x, h + rise * (1 - abs(x) / (w / 2)), s * d / 2))
        a.append((-w / 2, h, s * d / 2))
        b.append((w / 2, h, s * d / 2))
    panes = place(gabled(w - 0.04, h, d - 0.04, rise), (0, 0, 0))
    rng = np.random.default_rng(1)
    rows = rng.uniform(-1, 1, (40, 3)) * [0.3, 0, 1.9] + np.where(rng.random((40, 1)) < 0.5, 1, -1) * [0.85, 0, 0]
    plants = swarm(
        ball(0.24, 12),
        np.add(rows, (0, 0.6, 0)),
        scale=np.c_[rng.uniform(0.6, 1, 40), rng.uniform(0.8, 1.9, 40), rng.uniform(0.6, 1, 40)],
    )
    return {"frame": rods(a, b, 0.024, n=6), "panes": panes, "base": base, "plants": plants}


def fence(p: Params) -> Parts:
    """A picket fence, w wide."""
    w = number(p, "w", 3.0, 0.5, 30)
    picket = extrude([(-0.045, 0), (0.045, 0), (0.045, 0.92), (0, 1.0), (-0.045, 0.92)], 0.02, bevel=0.004)
    xs = np.arange(-w / 2 + 0.07, w / 2, 0.15)
    posts = [
        (0.09, 1.05, 0.09, x, 0, -0.05) for x in np.linspace(-w / 2 + 0.07, w / 2 - 0.07, max(int(w / 1.6), 1) + 1)
    ]
    return {
        "body": join(
            [
                swarm(picket, [(x, 0.05, 0.02) for x in xs]),
                slabs(posts + [(w, 0.08, 0.03, 0, y, -0.01) for y in (0.28, 0.7)], 0.008),
            ]
        )
    }


def gate(_: Params) -> Parts:
    """A wrought iron gate between stone posts."""
    posts = mirrored(
        join(
            [
                slab_at(0.5, 2.3, 0.5, 1.85, 0, 0, 0.03),
                slab_at(0.64, 0.14, 0.64, 1.85, 2.3, 0, 0.03),
                place(ball(0.2, 28), (1.85, 2.62, 0)),
            ]
        )
    )
    xs = np.linspace(-1.52, 1.52, 25)
    top = 1.75 + 0.45 * np.cos(xs / 1.55 * np.pi / 2)
    bars = rods(np.c_[xs, 0 * xs + 0.1, 0 * xs], np.c_[xs, top, 0 * xs], 0.012)
    tips = rods(np.c_[xs, top, 0 * xs], np.c_[xs, top + 0.13, 0 * xs], 0.024, 0.002, 6)
    curve = np.c_[xs, top - 0.12, 0 * xs]
    rails = [
        pipe(curve, 0.018, 8),
        slabs(
            [(1.5, 0.05, 0.03, s * 0.78, y, 0) for s in (-1, 1) for y in (0.12, 0.9)]
            + [(0.05, 2.05, 0.04, s * 0.03, 0.08, 0) for s in (-1, 1)],
            0.008,
        ),
    ]
    return {"bars": join([bars, tips, *rails]), "posts": posts}


def wall(p: Params) -> Parts:
    """A garden wall with coping and piers: w by h; "brick" unless it wears stone."""
    w, h = number(p, "w", 4.0, 0.5, 60), number(p, "h", 1.8, 0.3, 8)
    piers = np.linspace(-w / 2 + 0.22, w / 2 - 0.22, max(int(w / 3), 1) + 1)
    body = slabs([(w, h, 0.24, 0, 0, 0), *((0.44, h + 0.12, 0.44, x, 0, 0) for x in piers)], 0.008)
    return {
        "body": body,
        "cap": slabs([(w, 0.07, 0.34, 0, h, 0), *((0.54, 0.1, 0.54, x, h + 0.12, 0) for x in piers)], 0.015),
    }


def fountain(_: Params) -> Parts:
    """Three bowls, water falling from each."""

    def bowl(r: float, y: float, d: float) -> Mesh:
        return lathe(
            [(0.12, y - d), (r * 0.6, y - d * 0.75), (r * 0.97, y - 0.06), (r, y)],
            [(r, y), (r * 0.93, y)],
            [(r * 0.93, y), (r * 0.85, y - 0.07), (0, y - 0.09)],
            n=64,
        )

    basin = lathe(
        [(0, 0), (2.3, 0)],
        [(2.3, 0), (2.3, 0.12), (2.15, 0.16), (2.15, 0.46), (2.3, 0.5), (2.3, 0.58)],
        [(2.3, 0.58), (2.02, 0.58)],
        [(2.02, 0.58), (2.0, 0.2), (0, 0.2)],
        n=72,
    )
    stem = lathe(
        [
            (0.4, 0.2),
            (0.35, 0.35),
            (0.18, 0.5),
            (0.16, 1.1),
            (0.26, 1.25),
            (0.14, 1.4),
            (0.12, 2.1),
            (0.2, 2.2),
            (0.06, 2.5),
            (0, 2.52),
        ],
        n=40,
    )
    drops = []
    for many, r, y0, y1, out in ((18, 1.12, 1.42, 0.5, 0.2), (12, 0.6, 2.22, 1.4, 0.14), (6, 0.03, 2.5, 2.24, 0.3)):
        t = np.linspace(0, 1, 7)
        for a in 2 * np.pi * np.arange(many) / many:
            x = r + out * t
            y = y0 + (0.5 * t - 1.5 * t**2) * (y0 - y1) if many == 6 else y0 + (0.1 * t - 1.1 * t**2) * (y0 - y1)
            drops.append(pipe(np.c_[x * np.cos(a), y, x * np.sin(a)], 0.014, 5))
    water = [lathe([(1.05, 1.405), (0, 1.405)], n=48), lathe([(0.56, 2.205), (0, 2.205)], n=48)]
    return {
        "body": join([basin, stem, bowl(1.15, 1.42, 0.32), bowl(0.62, 2.22, 0.24)]),
        "water": join(drops),
        "pool": join([lathe([(2.03, 0.48), (0, 0.48)], n=64), *water]),
    }


def statue(_: Params) -> Parts:
    """An abstract standing form with a hole, on a plinth."""
    t = np.linspace(0, 2 * np.pi, 90, endpoint=False)
    path = np.c_[0.42 * np.sin(t) * (1 + 0.25 * np.cos(t)), 2.1 - 0.95 * np.cos(t), 0.16 * np.sin(2 * t)]
    form = pipe(path, 0.15 + 0.11 * (0.5 + 0.5 * np.cos(t + 0.6)) ** 2, 28, closed=True)
    base = join(
        [
            slab_at(1.0, 0.9, 1.0, 0, 0.12, 0, 0.02),
            slab_at(1.2, 0.12, 1.2, 0, 0, 0, 0.02),
            slab_at(1.1, 0.08, 1.1, 0, 1.0, 0, 0.02),
        ]
    )
    return {"body": form, "base": base}


def well(_: Params) -> Parts:
    """A round stone well under a small roof."""
    ring = lathe(
        [(0.75, 0), (0.75, 0.75)],
        [(0.75, 0.75), (0.8, 0.78), (0.8, 0.88), (0.5, 0.88)],
        [(0.5, 0.88), (0.5, 0.2), (0, 0.2)],
        n=40,
    )
    posts = [rod((s * 0.68, 0.8, 0), (s * 0.68, 2.1, 0), 0.05) for s in (-1, 1)] + [
        rod((-0.8, 1.5, 0), (0.95, 1.5, 0), 0.05),
        rod((0.95, 1.5, 0), (0.95, 1.25, 0.1), 0.025),
        rod((0, 1.5, 0), (0, 1.15, 0), 0.012),
        place(cylinder(0.11, 0.22, top=0.13, n=24), (0, 0.95, 0)),
    ]
    return {
        "walls": ring,
        "roof": place(pitched(1.3, 1.5, 0.6, thick=0.06, over=0.15), (0, 2.0, 0), turn=90),
        "posts": join(posts),
    }
