"""Flowers, bunches of them, and wreaths."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import Mesh, Params, Parts, ball, join, lathe, place, tube
from generation.engine.previz.things.shells import foliage, in_ball, rods, swarm
from generation.engine.previz.things.solids import blob, count, number, seeded, sheet, surface

WEARS: Mapping[str, Mapping[str, str]] = {
    "vase_flowers": {
        "vase": "ceramic",
        "stems": "stem",
        "petals": "petal pink",
        "others": "petal white",
        "hearts": "wheat ear",
    },
    "bouquet": {
        "wrap": "kraft",
        "stems": "stem",
        "petals": "petal pink",
        "others": "petal white",
        "hearts": "wheat ear",
    },
    "wreath": {"leaves": "needle", "berries": "petal red", "bow": "accent"},
    "tulip": {"petals": "petal red", "stems": "stem"},
    "sunflower": {"petals": "petal yellow", "stems": "stem", "hearts": "pollen"},
    "rose": {"petals": "petal red", "stems": "stem"},
    "daisy": {"petals": "petal white", "stems": "stem", "hearts": "petal yellow"},
}


def _petal(length: float, width: float, cup: float, n: int = 7) -> Mesh:
    """A petal that rises from the origin and leans to +z; `cup` hollows it."""
    t, u = np.linspace(0, 1, n), np.linspace(-1, 1, 5)
    w = width * np.sin(np.pi * (0.12 + 0.78 * t)) ** 0.7
    x = u[None] * w[:, None]
    y = np.broadcast_to((length * t)[:, None], x.shape)
    z = (0.35 * length * np.sin(t * 2.6))[:, None] - cup * (u[None] ** 2) * w[:, None]
    return surface(np.stack([x, y, z], -1))


def _whorl(
    petal: Mesh,
    many: int,
    tilt: float,
    at: tuple[float, float, float] = (0, 0, 0),
    start: float = 0.0,
    scale: float = 1,
) -> Mesh:
    return swarm(petal, np.tile([at], (many, 1)), turn=start + np.arange(many) * 360.0 / many, tilt=tilt, scale=scale)


def _tulip_head() -> Mesh:
    petal = _petal(0.065, 0.024, 0.75)
    return join([_whorl(petal, 3, 4), _whorl(petal, 3, 0, start=60, scale=0.95)])


def _rose_head() -> Mesh:
    petal = _petal(0.045, 0.024, 0.7)
    return join(
        [
            _whorl(petal, m, t, (0, y, 0), start=37.0 * i, scale=s)
            for i, (m, t, y, s) in enumerate(
                ((3, -14, 0.016, 0.6), (4, -2, 0.01, 0.75), (5, 14, 0.004, 0.9), (6, 34, 0, 1.05), (6, 58, -0.002, 1.1))
            )
        ]
    )


def _daisy_head(many: int = 16) -> tuple[Mesh, Mesh]:
    return _whorl(_petal(0.032, 0.007, 0.2), many, 68), place(ball(0.012, 16), (0, 0.004, 0), scale=(1, 0.6, 1))


def _stem(h: float, lean: float = 0.0, r: float = 0.004) -> Mesh:
    t = np.linspace(0, 1, 8)
    return tube(np.c_[lean * t * t, h * t, 0 * t], r, n=6)


def _leaf(length: float, width: float) -> Mesh:
    return _petal(length, width, 0.35, 9)


def tulip(_: Params) -> Parts:
    """One tulip, its stem from y = 0."""
    leaves = [place(_leaf(0.26, 0.026), (0, 0.02, 0), turn=t, tilt=8) for t in (60.0, 230.0)]
    return {"petals": place(_tulip_head(), (0, 0.4, 0)), "stems": join([_stem(0.41), *leaves])}


def rose(_: Params) -> Parts:
    leaves = [
        place(_leaf(0.07, 0.022), (0, y, 0), turn=t, tilt=55)
        for y, t in ((0.2, 40.0), (0.24, 200.0), (0.31, 300.0), (0.14, 130.0))
    ]
    cup = place(lathe([(0.004, -0.02), (0.014, -0.004), (0.016, 0.006)], n=16), (0, 0.43, 0))
    return {"petals": place(_rose_head(), (0, 0.43, 0)), "stems": join([_stem(0.43), cup, *leaves])}


def daisy(p: Params) -> Parts:
    """A few daisies."""
    rng, many = seeded(p, 1), count(p, 7, 60)
    petals, heart = _daisy_head()
    at = np.c_[rng.uniform(-0.12, 0.12, many), rng.uniform(0.14, 0.26, many), rng.uniform(-0.09, 0.09, many)]
    tilt = rng.uniform(5, 45, many)
    turn = rng.uniform(-40, 40, many)
    return {
        "petals": swarm(petals, at, turn=turn, tilt=tilt),
        "hearts": swarm(heart, at, turn=turn, tilt=tilt),
        "stems": rods(at * [0.7, 0, 0.7], at, 0.003, n=6),
    }


def sunflower(p: Params) -> Parts:
    """A tall sunflower that faces forward."""
    h = number(p, "h", 1.6, 0.2, 4)
    petal = _petal(0.19, 0.034, 0.3)
    head = join([_whorl(petal, 21, 66, (0, 0, 0)), _whorl(petal, 21, 76, (0, -0.008, 0), start=8.5, scale=0.95)])
    k = np.arange(260)
    r = 0.083 * np.sqrt((k + 1) / 260)
    seeds = swarm(ball(0.007, 8), np.c_[r * np.cos(k * 2.39996), 0.026 - 1.2 * r**2, r * np.sin(k * 2.39996)])
    heart = join([lathe([(0.086, 0.004), (0.07, 0.018), (0, 0.026)], n=40), seeds])
    back = lathe([(0, -0.035), (0.06, -0.022), (0.105, 0.0)], n=40)
    top = (0.0, h, 0.06)
    leaves = [
        place(_leaf(0.3, 0.1), (0, h * y, 0), turn=t, tilt=64)
        for y, t in ((0.3, 70.0), (0.42, 220.0), (0.55, 330.0), (0.68, 130.0), (0.22, 280.0))
    ]
    t = np.linspace(0, 1, 12)
    stem = tube(np.c_[0 * t, (h - 0.02) * np.sin(t * np.pi / 2) ** 0.9, 0.04 * t**6], 0.013, n=8)
    return {
        "petals": place(head, top, tilt=72),
        "hearts": place(heart, top, tilt=72),
        "stems": join([stem, place(back, top, tilt=72), *leaves]),
    }


def _bunch(rng: np.random.Generator, foot: float, many: int, spread: float, tall: float) -> Parts:
    """Stems that fan out from (0, foot, 0) with roses, tulips and daisies on them."""
    d = in_ball(rng, many, 0.15) * [1, 0, 1]
    tops = np.c_[
        d[:, 0] * spread,
        foot + tall * (1.02 - 0.28 * (d[:, 0] ** 2 + d[:, 2] ** 2)) + rng.normal(0, 0.012, many),
        d[:, 2] * spread,
    ]
    feet = tops * [0.12, 0, 0.12] + [0, foot - 0.1, 0]
    turn, tilt = np.degrees(np.arctan2(d[:, 0], d[:, 2])), 46 * np.hypot(d[:, 0], d[:, 2])
    a, b, c = (np.arange(many) % 3 == k for k in range(3))
    petals, heart = _daisy_head(14)
    leaf_at = np.repeat((feet * 0.35 + tops * 0.65), 3, 0) + rng.normal(0, 0.02, (3 * many, 3))
    leaves = swarm(_leaf(0.1, 0.02), leaf_at, turn=rng.uniform(0, 360, 3 * many), tilt=rng.uniform(20, 70, 3 * many))
    return {
        "stems": join([rods(feet, tops, 0.003, n=6), leaves]),
        "petals": join(
            [
                swarm(_rose_head(), tops[a], turn=turn[a], tilt=tilt[a], scale=1.25),
                swarm(_tulip_head(), tops[b], turn=turn[b], tilt=tilt[b], scale=0.9),
            ]
        ),
        "others": swarm(petals, tops[c] + [0, 0.02, 0], turn=turn[c], tilt=tilt[c], scale=1.3),
        "hearts": swarm(heart, tops[c] + [0, 0.02, 0], turn=turn[c], tilt=tilt[c], scale=1.3),
    }


def vase_flowers(p: Params) -> Parts:
    """A round vase with a loose bunch."""
    profile = [(0.045, 0), (0.075, 0.04), (0.085, 0.09), (0.07, 0.15), (0.04, 0.2), (0.036, 0.22), (0.045, 0.245)]
    vase = lathe(
        [(0, 0), (0.045, 0)], profile, [(0.045, 0.245), (0.041, 0.245)], [(0.041, 0.245), (0.032, 0.21), (0, 0.2)], n=48
    )
    return {"vase": vase, **_bunch(seeded(p, 2), 0.26, count(p, 21, 60), 0.16, 0.24)}


def bouquet(p: Params) -> Parts:
    """A bunch in paper, standing on its stems."""
    a, t = np.meshgrid(np.linspace(0.15, 2 * np.pi - 0.15, 49), np.linspace(0, 1, 9))
    r = 0.03 + 0.13 * t**1.3 + 0.008 * np.sin(a * 9) * t
    wrap = sheet(
        np.stack([r * np.sin(a), 0.06 + 0.25 * t + 0.03 * t * np.cos(a * 5), r * np.cos(a + np.pi)], -1), 0.002
    )
    flowers = _bunch(seeded(p, 6), 0.2, count(p, 24, 60), 0.17, 0.2)
    flowers["stems"] = join(
        [
            flowers["stems"],
            rods(
                np.c_[0.02 * np.cos(np.arange(7)), np.zeros(7), 0.02 * np.sin(np.arange(7))],
                np.c_[0.01 * np.cos(np.arange(7)), np.full(7, 0.2), 0.01 * np.sin(np.arange(7))],
                0.004,
                n=6,
            ),
        ]
    )
    return {"wrap": wrap, **flowers}


def wreath(p: Params) -> Parts:
    """A ring of green with berries and a bow, its back at z = 0, standing on y = 0."""
    rng, r = seeded(p, 1), number(p, "r", 0.2, 0.08, 1)
    a = rng.uniform(0, 2 * np.pi, 3600)
    s = in_ball(rng, 3600, 0.3) * 0.3 * r
    ring = np.c_[(r + s[:, 0]) * np.cos(a), (r + s[:, 0]) * np.sin(a), s[:, 1] + 0.42 * r]
    tangent = np.c_[-np.sin(a), np.cos(a), 0 * a]
    leaves = foliage(rng, ring, 0.22 * r, middle=ring - tangent - s * 2.2, wide=0.22, soft=0.2)
    b = np.sort(rng.uniform(0, 2 * np.pi, 30))
    berries = swarm(
        ball(0.055 * r, 12),
        np.c_[r * np.cos(b), r * np.sin(b), 0 * b + 0.66 * r] + rng.normal(0, 0.07 * r, (30, 3)) * [1, 1, 0.3],
    )
    loops = [
        place(blob(0.5 * r, 0.28 * r, 0.14 * r, flat=2), (s_ * 0.25 * r, -0.95 * r, 0.78 * r), roll=s_ * 18)
        for s_ in (-1, 1)
    ]
    tails = [
        place(blob(0.13 * r, 0.6 * r, 0.04 * r, flat=5), (s_ * 0.14 * r, -1.2 * r, 0.76 * r), roll=s_ * 16)
        for s_ in (-1, 1)
    ]
    bow = join([*loops, *tails, place(ball(0.09 * r, 16), (0, -0.95 * r, 0.82 * r))])
    up = (0, 1.5 * r, 0)
    return {"leaves": place(leaves, up), "berries": place(berries, up), "bow": place(bow, up)}
