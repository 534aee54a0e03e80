"""Needle trees."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.crowns import leafage
from generation.engine.previz.things.mesh import Mesh, Params, Parts, ball, join, place, tube
from generation.engine.previz.things.outlines import extrude, star
from generation.engine.previz.things.shells import foliage, rods, slab_at, swarm
from generation.engine.previz.things.solids import number, seeded

WEARS: Mapping[str, Mapping[str, str]] = {
    "pine": {"bark": "pine bark", "leaves": "needle"},
    "fir": {"bark": "pine bark", "leaves": "needle"},
    "cypress": {"bark": "trunk", "leaves": "cypress leaf"},
    "christmas_tree": {
        "leaves": "needle",
        "bark": "pine bark",
        "baubles": "signal red",
        "lights": "fairy light",
        "star": "gold",
    },
}


def _tiers(
    rng: np.random.Generator,
    h: float,
    low: float,
    wide: float,
    leaves: int,
    size: float,
    droop: float,
    taper: float = 0.9,
) -> Mesh:
    """Needles along whorls of branches: a cone whose edge is alive."""
    u = 1 - np.sqrt(rng.random(leaves))  # more below
    whorls = np.round(u * 17) / 17 + rng.normal(0, 0.008, leaves)
    u = np.where(rng.random(leaves) < 0.75, whorls, u).clip(0, 0.995)
    bough = np.floor(rng.random(leaves) * 11) / 11 * 2 * np.pi + np.round(u * 17) * 2.4 + rng.normal(0, 0.13, leaves)
    out = wide * (1 - u) ** taper * (0.12 + 0.88 * np.sqrt(rng.random(leaves)))
    y = low + (h - low) * u - droop * out + rng.normal(0, 0.012 * h, leaves)
    at = np.c_[out * np.cos(bough), np.maximum(y, 1.3 * size), out * np.sin(bough)]
    return foliage(rng, at, size, middle=(0, low + 0.2 * h, 0), wide=0.2, hang=0.35, soft=0.6)


def fir(p: Params) -> Parts:
    """A spruce or fir: a dark cone to the ground."""
    rng, h = seeded(p, 1), number(p, "h", 9, 0.5, 50)
    t = np.linspace(0, 1, 8)
    bark = tube(np.c_[0 * t, t * h * 0.97, 0 * t], 0.02 * h * (1.06 - t), n=12)
    return {"bark": bark, "leaves": _tiers(rng, h, 0.08 * h, 0.26 * h, 15000, 0.04 * h, 0.32)}


def pine(p: Params) -> Parts:
    """A pine: a tall reddish trunk and cushions of needles on high boughs."""
    rng, h = seeded(p, 1), number(p, "h", 12, 1, 50)
    t = np.linspace(0, 1, 10)
    lean = rng.normal(0, 0.03 * h)
    trunk = np.c_[lean * t**2, t * h * 0.93, 0.3 * lean * np.sin(3 * t)]
    many = 14
    u = np.sort(rng.uniform(0.5, 0.97, many))
    a = np.arange(many) * 2.4 + rng.uniform(0, 6)
    reach = h * 0.24 * (1.12 - u) ** 0.6 * rng.uniform(0.7, 1.15, many)
    starts = np.c_[lean * u**2, u * h * 0.93, 0 * u]
    ends = starts + np.c_[reach * np.cos(a), reach * 0.35, reach * np.sin(a)]
    bark = join([tube(trunk, 0.019 * h * (1.15 - 0.85 * t), n=14), rods(starts, ends, 0.006 * h, 0.002 * h, 6)])
    pads = np.vstack([ends, (starts + 2 * ends) / 3, [[lean, h * 0.95, 0]]])
    return {
        "bark": bark,
        "leaves": leafage(rng, pads, 0.085 * h, 12000, 0.028 * h, np.array([0, 0.55 * h, 0]), flat=0.5, hang=-0.2),
    }


def cypress(p: Params) -> Parts:
    """A narrow flame of a tree."""
    rng, h = seeded(p, 1), number(p, "h", 8, 1, 30)
    u = rng.random(12000) ** 0.85
    a = rng.uniform(0, 2 * np.pi, len(u))
    out = (
        0.095
        * h
        * np.sin(np.pi * (0.1 + 0.9 * u) ** 0.75) ** 0.7
        * (0.8 + 0.2 * np.sqrt(rng.random(len(u))))
        * (1 + 0.1 * np.sin(a * 5 + u * 14))
    )
    at = np.c_[out * np.cos(a), h * (0.03 + 0.95 * u), out * np.sin(a)]
    leaves = foliage(rng, at, 0.03 * h, middle=(0, -0.2 * h, 0), wide=0.26, hang=-0.7)
    return {"bark": tube([(0, 0, 0), (0, h * 0.8, 0)], (0.018 * h, 0.006 * h), n=10), "leaves": leaves}


def christmas_tree(p: Params) -> Parts:
    """A fir with baubles, lights and a star."""
    rng, h = seeded(p, 1), number(p, "h", 2.1, 0.4, 12)
    leaves = _tiers(rng, h * 0.94, 0.1 * h, 0.32 * h, 13000, 0.05 * h, 0.25)
    many = 70
    u = 1 - np.sqrt(rng.random(many))
    a = np.arange(many) * 2.4
    out = 0.315 * h * (1 - u) ** 0.9
    at = np.c_[out * np.cos(a), 0.1 * h + 0.84 * h * u - 0.3 * out, out * np.sin(a)]
    baubles = swarm(ball(0.021 * h, 16), at[::2])
    lights = swarm(ball(0.009 * h, 8), at[1::2] * [1.02, 1, 1.02])
    top = place(extrude(star(5, 0.055 * h, 0.023 * h), 0.015 * h, bevel=0.004 * h), (0, h * 0.955, 0))
    stand = join(
        [
            tube([(0, 0, 0), (0, 0.3 * h, 0)], 0.02 * h, n=12),
            slab_at(0.24 * h, 0.03 * h, 0.06 * h),
            slab_at(0.06 * h, 0.03 * h, 0.24 * h),
        ]
    )
    return {"leaves": leaves, "bark": stand, "baubles": baubles, "lights": lights, "star": top}
