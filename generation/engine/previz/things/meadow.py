"""Hedges, grasses and what grows among them."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from generation.engine.previz.things.mesh import Mesh, Params, Parts, ball, join, lathe, place, ribbon
from generation.engine.previz.things.shells import foliage, in_ball, rods, swarm
from generation.engine.previz.things.solids import blob, count, number, seeded

WEARS: Mapping[str, Mapping[str, str]] = {
    "mushrooms": {"caps": "mushroom cap", "stalks": "mushroom stalk", "dots": "petal white"},
    "hedge": {"leaves": "oak leaf"},
    "bush": {"leaves": "oak leaf", "bark": "trunk"},
    "grass_tuft": {"leaves": "moss"},
    "wheat": {"stalks": "wheat ear", "heads": "wheat ear"},
    "lavender": {"stalks": "stem", "heads": "violet bloom"},
}


def hedge(p: Params) -> Parts:
    """A clipped hedge: w, h, d."""
    rng = seeded(p, 1)
    w, h, d = number(p, "w", 2.4, 0.4, 20), number(p, "h", 1.2, 0.3, 5), number(p, "d", 0.6, 0.2, 3)
    k = 9000
    side = rng.integers(0, 5, k)
    u = rng.uniform(-0.5, 0.5, (k, 3))
    u[side < 2, 2], u[(side == 2), 1], u[side == 3, 0], u[side == 4, 0] = (
        np.where(side[side < 2] == 0, 0.5, -0.5),
        0.5,
        0.5,
        -0.5,
    )
    at = u * [w, h, d] + [0, h / 2, 0] + rng.normal(0, 0.014, (k, 3))
    at[:, 1] = at[:, 1].clip(0.05, h)
    core = place(blob(w * 0.97, h * 0.96, d * 0.94, flat=14, across=14, n=24), (0, h / 2, 0))
    return {"leaves": join([core, foliage(rng, at, 0.06 * max(h, 0.6) ** 0.5, middle=(0, h * 0.3, 0), wide=0.42)])}


def bush(p: Params) -> Parts:
    """A round shrub, h high."""
    rng, h = seeded(p, 2), number(p, "h", 1.1, 0.2, 5)
    heads = in_ball(rng, 26, 0.3) * [0.42 * h, 0.3 * h, 0.4 * h] + [0, 0.56 * h, 0]
    at = np.repeat(heads, 330, 0) + in_ball(rng, 330 * 26, 0.5) * 0.22 * h
    at[:, 1] = np.maximum(at[:, 1], 0.07 * h)
    stems = rods(
        np.tile([[0, 0, 0]], (9, 1)) + rng.normal(0, 0.02 * h, (9, 3)) * [1, 0, 1], heads[:9], 0.014 * h, 0.006 * h, 6
    )
    return {"leaves": foliage(rng, at, 0.06 * h, middle=(0, 0.3 * h, 0), wide=0.4), "bark": stems}


def _blades(
    rng: np.random.Generator, many: int, spread: float, h: float, width: float, bend: float
) -> tuple[Mesh, NDArray[np.float64], NDArray[np.float64]]:
    t = np.linspace(0, 1, 7)
    blade = ribbon(np.c_[0 * t, t * (1 - 0.25 * bend * t), bend * t**2.2], width * (1 - 0.9 * t**1.5))
    at = in_ball(rng, many, 0.1) * [spread, 0, spread]
    size = h * rng.uniform(0.6, 1.1, many)
    turn = rng.uniform(0, 360, many)
    m = swarm(blade, at, turn=turn, tilt=rng.uniform(-6, 14, many), scale=np.c_[size * 0 + h, size, size])
    return m, at, size


def grass_tuft(p: Params) -> Parts:
    """Ornamental grass: a fountain of blades."""
    return {"leaves": _blades(seeded(p, 1), 260, 0.09, number(p, "h", 0.7, 0.05, 3), 0.012, 0.55)[0]}


def wheat(p: Params) -> Parts:
    """A sheaf's worth of ripe ears."""
    rng, h = seeded(p, 1), number(p, "h", 0.9, 0.2, 2)
    _, at, size = _blades(rng, 60, 0.2, h, 0.005, 0.16)
    grain = place(blob(0.01, 0.024, 0.009, n=6), (0, 0.008, 0))
    k = np.arange(14)
    ear = swarm(
        grain, np.c_[0.006 * np.cos(k * np.pi), k * 0.0065, 0.004 * np.sin(k * 1.57)], roll=-24 * np.cos(k * np.pi)
    )
    ear = join(
        [
            ear,
            rods(
                np.c_[0 * k, k * 0.0065, 0 * k],
                np.c_[0.03 * np.cos(k * np.pi), 0.07 + k * 0.0065, 0.02 * np.sin(k * 1.57)],
                0.0007,
                n=3,
            ),
        ]
    )
    turn = rng.uniform(0, 360, len(at))
    tops = at + np.c_[0 * size, size * 0.86, 0 * size]
    return {
        "stalks": rods(at, tops, 0.0025, n=5),
        "heads": swarm(ear, tops, turn=turn, tilt=rng.uniform(5, 35, len(at))),
    }


def lavender(p: Params) -> Parts:
    rng, h = seeded(p, 1), number(p, "h", 0.55, 0.1, 2)
    many = 90
    d = in_ball(rng, many, 0.05)
    feet, tops = (
        d * [0.06, 0, 0.06],
        np.c_[d[:, 0] * 0.28, h * (1 - 0.3 * (d[:, 0] ** 2 + d[:, 2] ** 2)), d[:, 2] * 0.28],
    )
    bud = join([place(blob(0.022, 0.022, 0.022, n=6), (0, 0.016 * i, 0), scale=1 - 0.11 * i) for i in range(6)])
    return {
        "stalks": rods(feet, tops, 0.002, n=5),
        "heads": swarm(bud, tops, turn=rng.uniform(0, 360, many), tilt=rng.uniform(0, 25, many)),
    }


def mushrooms(p: Params) -> Parts:
    """A small group of toadstools with pale spots."""
    rng, many = seeded(p, 3), count(p, 5, 30)
    stalk = lathe([(0, 0), (0.02, 0.0), (0.024, 0.012), (0.014, 0.05), (0.012, 0.1)], n=24)
    cap = lathe([(0.012, 0.088), (0.05, 0.082), (0.056, 0.088), (0.05, 0.112), (0.03, 0.132), (0, 0.14)], n=32)
    k = np.arange(16)
    v = 0.25 + 0.7 * (k / 16)
    spots = np.c_[
        0.053 * np.sqrt(1 - v**2) * np.cos(k * 2.4), 0.0885 + 0.0515 * v, 0.053 * np.sqrt(1 - v**2) * np.sin(k * 2.4)
    ]
    dots = swarm(ball(0.0055, 10), spots, scale=1 + 0.4 * np.sin(k * 3.0))
    at = np.c_[in_ball(rng, many, 0.2)[:, [0, 2]] * 0.13, np.zeros(many)][:, [0, 2, 1]]
    at[0] = 0
    size = np.r_[1.2, rng.uniform(0.45, 0.95, many - 1)]
    how = {"turn": rng.uniform(0, 360, many), "tilt": rng.uniform(-7, 7, many), "scale": size}
    return {"stalks": swarm(stalk, at, **how), "caps": swarm(cap, at, **how), "dots": swarm(dots, at, **how)}
