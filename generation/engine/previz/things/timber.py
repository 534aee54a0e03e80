"""Felled wood."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import Mesh, Params, Parts, join, lathe, place, tube
from generation.engine.previz.things.shells import rods, skin
from generation.engine.previz.things.solids import grounded, number, seeded

WEARS: Mapping[str, Mapping[str, str]] = {
    "log": {"bark": "pine bark", "ends": "drift wood"},
    "stump": {"bark": "pine bark", "ends": "drift wood"},
}


def _wood(rng: np.random.Generator, length: float, r: float) -> tuple[Mesh, Mesh]:
    """A rough upright trunk piece and its sawn ends."""
    a, t = np.meshgrid(np.linspace(0, 2 * np.pi, 48, endpoint=False), np.linspace(0, 1, 14))
    rough = (
        1
        + 0.05 * np.sin(a * 7 + t * 3)
        + 0.03 * np.sin(a * 17 - t * 5)
        + rng.normal(0, 0.012, a.shape)
        + 0.35 * np.exp(-t * 9) * (0.6 + 0.4 * np.sin(a * 4))
    )
    side = skin(np.stack([r * rough * np.cos(a), t * length, -r * rough * np.sin(a)], -1))
    ring = [(0, length + 0.001)]
    cut = lathe(
        [(r * 1.01, length - 0.002), (r * 0.93, length + 0.004)], [(r * 0.93, length + 0.004), *ring][::1], n=40
    )
    return side, cut


def log(p: Params) -> Parts:
    """A fallen trunk along x, with the stub of a branch."""
    rng = seeded(p, 5)
    length, r = number(p, "l", 2.4, 0.4, 12), number(p, "r", 0.2, 0.05, 1)
    side, cut = _wood(rng, length, r)
    stub = tube(
        [(0, length * 0.6, 0), (-r * 1.5, length * 0.66, 0.1), (-r * 2.1, length * 0.72, 0.14)],
        (r * 0.3, r * 0.24, r * 0.2),
        n=10,
    )
    other = place(cut, (0, length, 0), roll=180)
    return grounded({"bark": place(join([side, stub]), roll=-90), "ends": place(join([cut, other]), roll=-90)})


def stump(p: Params) -> Parts:
    """What is left of a tree: roots and rings."""
    rng = seeded(p, 2)
    h, r = number(p, "h", 0.42, 0.1, 2), number(p, "r", 0.27, 0.05, 2)
    side, cut = _wood(rng, h, r)
    a = np.arange(5) * 1.256 + rng.uniform(0, 1, 5)
    roots = rods(
        np.c_[0.6 * r * np.cos(a), 0 * a + 0.12 * h, 0.6 * r * np.sin(a)],
        np.c_[1.9 * r * np.cos(a), 0 * a, 1.9 * r * np.sin(a)],
        0.28 * r,
        0.06 * r,
        8,
    )
    return {"bark": join([side, roots]), "ends": cut}
