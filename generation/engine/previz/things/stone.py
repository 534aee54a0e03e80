"""Stone, ice, sand and what hangs in the sky."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from generation.engine.previz.things.mesh import Mesh, Params, Parts, ball, boulder, join, lathe, place, tube
from generation.engine.previz.things.outlines import extrude
from generation.engine.previz.things.shells import fractal, ground_from, in_ball, swarm
from generation.engine.previz.things.solids import blob, count, grounded, number, pipe, seeded, sheet

WEARS: Mapping[str, Mapping[str, str]] = {
    "boulder_stone": {"body": "stone"},
    "moss_stone": {"body": "stone", "moss": "moss"},
    "pebbles": {"body": "pebble"},
    "stone_stack": {"body": "pebble"},
    "iceberg": {"body": "berg"},
    "mountain": {"body": "rock face", "snow": "snow"},
    "volcano": {"body": "lava rock", "glow": "ember", "smoke": "vapour"},
    "dune": {"body": "dune sand"},
    "waterfall": {"rock": "rock face", "water": "foam", "pool": "ocean"},
    "seashell": {"body": "shell pink"},
    "driftwood": {"body": "drift wood"},
    "crystal": {"body": "succulent"},
    "sun": {"body": "sun disc"},
    "moon": {"body": "moon disc"},
    "crescent": {"body": "moon disc"},
    "cloud": {"body": "vapour"},
    "snowman": {"body": "snow", "nose": "safety orange", "coal": "dark", "hat": "dark", "scarf": "signal red"},
}


def boulder_stone(p: Params) -> Parts:
    s = number(p, "size", 1.2, 0.02, 20)
    return grounded({"body": boulder(seeded(p, 3), (1.25 * s, 0.85 * s, s), n=72, cuts=22)})


def moss_stone(p: Params) -> Parts:
    """A boulder with moss on what faces the sky."""
    s, rng = number(p, "size", 0.8, 0.02, 10), seeded(p, 5)
    stone = boulder(rng, (1.3 * s, 0.8 * s, s), n=72, cuts=18)
    patch = np.sin(stone.v[:, 0] * 7 / s) * np.sin(stone.v[:, 2] * 6 / s) * 0.18
    up = (stone.n[:, 1] + patch > 0.45)[stone.f].all(1)
    top = Mesh(stone.v + stone.n * 0.018 * s, stone.f[up], stone.n, stone.uv)
    return grounded({"body": stone, "moss": top})


def pebbles(p: Params) -> Parts:
    rng, many = seeded(p, 1), count(p, 40, 200)
    at = in_ball(rng, many, 0.05) * [0.3, 0, 0.2]
    size = rng.uniform(0.02, 0.055, many)
    return grounded(
        {
            "body": swarm(
                blob(1.3, 0.7, 1, flat=2.3, across=2.3, n=16),
                at + np.c_[0 * size, size * 0.33, 0 * size],
                turn=rng.uniform(0, 360, many),
                scale=size,
            )
        }
    )


def stone_stack(p: Params) -> Parts:
    """Flat stones balanced on one another."""
    rng, many = seeded(p, 2), count(p, 5, 12)
    parts, y, w = [], 0.0, 0.34
    for _ in range(many):
        h = w * rng.uniform(0.36, 0.5)
        parts.append(
            place(
                blob(w, h, w * 0.82, flat=2.4, across=2.2, n=36),
                (rng.normal(0, 0.012), y + h / 2, rng.normal(0, 0.01)),
                turn=float(rng.uniform(0, 360)),
                roll=float(rng.normal(0, 2)),
            )
        )
        y, w = y + h * 0.97, w * rng.uniform(0.68, 0.85)
    return grounded({"body": join(parts)})


def iceberg(p: Params) -> Parts:
    rng, h = seeded(p, 9), number(p, "h", 14, 0.2, 200)
    peaks = [
        place(boulder(rng, (1.0 * h, 1.7 * h, 0.8 * h), cuts=12, soft=40, n=56), (0, -0.35 * h, 0)),
        place(boulder(rng, (1.3 * h, 0.9 * h, h), cuts=10, soft=40, n=48), (0.6 * h, -0.2 * h, 0.1 * h)),
        place(boulder(rng, (0.9 * h, 0.6 * h, 0.9 * h), cuts=10, soft=40, n=40), (-0.7 * h, -0.15 * h, 0.2 * h)),
    ]
    m = join(peaks)
    v = m.v.copy()
    v[:, 1] = np.maximum(v[:, 1], 0)
    return {"body": Mesh(v, m.f, m.n, m.uv)}


def _relief(p: Params, h: float, w: float, shape: str, seed: int) -> tuple[Any, Any, Any]:
    n = 90
    u, v = np.meshgrid(np.linspace(-1, 1, n), np.linspace(-1, 1, n))
    s = int(number(p, "seed", seed, 0, 1e9)) % 100_000
    r = np.hypot(u, v)
    if shape == "peak":
        y = np.maximum(1 - r, 0) ** 1.15 * (0.62 + 0.75 * fractal(u * 2.4 + 9, v * 2.4 + 5, s, 6, ridged=True))
    else:
        cone = np.minimum(np.maximum(1 - r, 0) ** 1.7 * 1.75, 1)
        y = (
            np.where(r < 0.17, 0.66 + 0.25 * (r / 0.17) ** 2, cone * 0.9)
            * (0.93 + 0.13 * fractal(u * 4 + 3, v * 4, s, 5, ridged=True))
            * (r < 1)
        )
    return u * w / 2, v * w / 2, h * y


def mountain(p: Params) -> Parts:
    """One mountain, h high, snow on its upper slopes (`snow`: from which share of its height)."""
    h = number(p, "h", 60, 2, 4000)
    x, z, y = _relief(p, h, 2.6 * h, "peak", 4)
    body = ground_from(x, z, y)
    line = number(p, "snow", 0.52, 0.05, 1.5) * float(y.max())
    edge = line * (1 + 0.14 * np.sin(x * 31 / h) * np.sin(z * 27 / h))
    white = ((body.v[:, 1] > edge.ravel()) & (body.n[:, 1] > 0.42))[body.f].all(1)
    if not white.any():
        white[int(np.argmax(body.v[body.f][:, :, 1].mean(1)))] = True
    cap = Mesh(body.v + body.n * 0.004 * h, body.f[white], body.n, body.uv)
    return {"body": body, "snow": cap}


def volcano(p: Params) -> Parts:
    """A cone with a glowing crater and a plume."""
    h, rng = number(p, "h", 50, 2, 3000), seeded(p, 2)
    x, z, y = _relief(p, h, 3.4 * h, "crater", 7)
    t = np.linspace(0, 1, 16)
    puffs = np.c_[h * (0.3 * t**1.6), h * (0.95 + 0.75 * t), 0 * t] + rng.normal(0, 0.05 * h, (16, 3)) * (
        0.3 + t[:, None]
    )
    return {
        "body": ground_from(x, z, y),
        "glow": lathe([(0.27 * h, 0.68 * h), (0, 0.68 * h)], n=32),
        "smoke": swarm(ball(1, 22), puffs, scale=h * (0.09 + 0.15 * t)),
    }


def dune(p: Params) -> Parts:
    """A crescent of sand, h high."""
    h = number(p, "h", 6, 0.2, 100)
    u, v = np.meshgrid(np.linspace(-1, 1, 110), np.linspace(-1, 1, 90))
    crest = 0.35 - 0.75 * u**2
    far = v - crest
    y = np.where(far < 0, np.exp(-((far / 0.55) ** 2)), np.exp(-((far / 0.16) ** 2))) * np.maximum(1 - u**2, 0) ** 0.8
    y = y * np.clip((1 - np.abs(v)) / 0.2, 0, 1) + 0.006 * np.sin(v * 70 + 6 * np.sin(u * 5)) * y
    return {"body": ground_from(u * h * 4, v * h * 3, np.maximum(y, 0) * h)}


def waterfall(p: Params) -> Parts:
    """Water over a ledge between rocks, a pool below."""
    rng, h = seeded(p, 6), number(p, "h", 6, 0.5, 60)
    rocks = [
        place(boulder(rng, (1.3 * h, 1.7 * h, 0.9 * h), n=40, cuts=24), (s * 0.72 * h, -0.16 * h, -0.25 * h))
        for s in (-1, 1)
    ]
    rocks += [place(boulder(rng, (1.2 * h, 1.6 * h, 0.7 * h), n=40), (0, -0.16 * h, -0.62 * h))]
    rocks += [
        place(
            boulder(rng, tuple(np.array([0.3, 0.2, 0.26]) * h * rng.uniform(0.6, 1.2)), n=24), (a * h, -0.02 * h, b * h)
        )
        for a, b in ((-0.6, 0.42), (0.55, 0.5), (-0.3, 0.75), (0.72, 0.3), (0.1, 0.85))
    ]
    u, v = np.meshgrid(np.linspace(-1, 1, 61), np.linspace(0, 1, 40))
    z = np.where(v < 0.2, -0.5 + 1.7 * v, -0.16 + 0.26 * (np.maximum(v - 0.2, 0) / 0.8) ** 0.5)
    y = np.where(v < 0.2, 0.88 - 0.15 * v, 0.85 - 0.85 * (np.maximum(v - 0.2, 0) / 0.8) ** 1.5)
    z = z + 0.016 * np.sin(u * 23 + 2 * np.sin(v * 9)) * v + 0.01 * np.sin(u * 51) * v
    water = sheet(np.stack([u * (0.34 + 0.05 * v), y, z], -1) * h, 0.01 * h)
    foam = swarm(
        ball(0.07 * h, 12),
        np.c_[rng.uniform(-0.3, 0.3, 22) * h, rng.uniform(-0.02, 0.03, 22) * h, rng.uniform(0.05, 0.24, 22) * h],
        scale=rng.uniform(0.4, 1, 22),
    )
    down = [
        Mesh(np.c_[m.v[:, 0], np.maximum(m.v[:, 1], 0), m.v[:, 2]].astype(np.float32), m.f, m.n, m.uv)
        for m in (join(rocks), join([water, foam]))
    ]
    return {
        "rock": down[0],
        "water": down[1],
        "pool": place(lathe([(0.9 * h, 0.012 * h), (0, 0.012 * h)], n=48), (0, 0, 0.3 * h)),
    }


def seashell(_: Params) -> Parts:
    """A spiral shell that lies on its side."""
    t = np.linspace(0, 1, 130)
    a, r = t * 9 * np.pi, 0.002 + 0.034 * t**2.2
    path = np.c_[r * np.cos(a), 0.13 * (1 - t**1.1), r * np.sin(a)]
    m = pipe(path, 0.0025 + 0.029 * t**2.2, 18)
    return grounded({"body": place(m, tilt=78, turn=30)})


def driftwood(p: Params) -> Parts:
    rng = seeded(p, 3)
    t = np.linspace(0, 1, 16)
    path = np.c_[1.5 * (t - 0.5), 0.09 + 0.1 * np.sin(t * 3) + rng.normal(0, 0.008, 16), 0.13 * np.sin(t * 4.4)]
    r = 0.065 * (1 - 0.65 * t) * (1 + 0.16 * np.sin(t * 21))
    twigs = [
        tube(
            np.array([path[k], path[k] + np.array(d) * 0.5, path[k] + np.array(d) + [0, 0.05, 0]]),
            (r[k] * 0.6, r[k] * 0.4, 0.006),
            n=8,
        )
        for k, d in ((6, (0.14, 0.26, 0.1)), (9, (0.18, 0.1, -0.2)), (12, (0.12, 0.18, 0.06)))
    ]
    return grounded({"body": join([pipe(path, r, 14), *twigs])})


def crystal(p: Params) -> Parts:
    """A cluster of six-sided points."""
    rng, parts = seeded(p, 4), []
    for i in range(9):
        h, r = rng.uniform(0.1, 0.3) * (1.6 if i == 0 else 1), rng.uniform(0.022, 0.045)
        point = place(lathe([(r, 0), (r, h)], [(r, h), (0, h + 1.7 * r)], n=6), turn=float(rng.uniform(0, 60)))
        a = 2.4 * i
        parts.append(
            place(
                point,
                (0.05 * np.cos(a) * (i > 0), 0, 0.05 * np.sin(a) * (i > 0)),
                turn=float(np.degrees(-a) + 90),
                tilt=float(rng.uniform(12, 38)) * (i > 0),
            )
        )
    return grounded({"body": join(parts)})


def sun(p: Params) -> Parts:
    r = number(p, "r", 8, 0.01, 2000)
    return {"body": place(ball(r, 48), (0, r, 0))}


def moon(p: Params) -> Parts:
    return sun(p)


def crescent(p: Params) -> Parts:
    """A sickle moon, upright."""
    r = number(p, "r", 0.4, 0.02, 500)
    a, b = np.radians(np.linspace(50, 310, 50)), np.radians(np.linspace(284.1, 75.9, 40))
    outline = np.vstack([np.c_[np.cos(a), np.sin(a)], np.c_[0.45 + 0.79 * np.cos(b), 0.79 * np.sin(b)][1:-1]]) * r
    return grounded({"body": extrude(outline, 0.16 * r)})


def cloud(p: Params) -> Parts:
    """A heap cloud with a flat foot: w wide."""
    rng, w = seeded(p, 1), number(p, "w", 12, 0.1, 2000)
    many = 34
    x = rng.uniform(-0.5, 0.5, many)
    size = w * (0.2 - 0.26 * np.abs(x)) * rng.uniform(0.7, 1.15, many) + 0.03 * w
    at = np.c_[x * w * 0.86, size * rng.uniform(0.3, 0.9, many), rng.uniform(-0.14, 0.14, many) * w]
    m = swarm(ball(1, 22), at, scale=size)
    v = m.v.copy()
    v[:, 1] = np.where(v[:, 1] < 0, v[:, 1] * 0.12, v[:, 1])
    return grounded({"body": Mesh(v, m.f, m.n, m.uv)})


def snowman(_: Params) -> Parts:
    body = join([place(ball(r, 36), (0, y, 0)) for r, y in ((0.38, 0.34), (0.28, 0.86), (0.19, 1.25))])
    nose = place(lathe([(0.03, 0), (0, 0.2)], n=16), (0, 1.25, 0.18), tilt=95)
    coal = [
        place(ball(0.022, 12), at)
        for at in ((-0.065, 1.3, 0.17), (0.065, 1.3, 0.17), (0, 0.95, 0.272), (0, 0.84, 0.282), (0, 0.73, 0.255))
    ]
    arms = [
        pipe([(s * 0.25, 0.9, 0), (s * 0.5, 1.02, 0.05), (s * 0.68, 1.2, 0.06)], [0.016, 0.013, 0.008], 8)
        for s in (-1, 1)
    ]
    hat = lathe(
        [(0.24, 1.39), (0.24, 1.41)],
        [(0.24, 1.41), (0.15, 1.42)],
        [(0.15, 1.42), (0.14, 1.66)],
        [(0.14, 1.66), (0, 1.66)],
        n=40,
    )
    scarf = [
        place(blob(0.38, 0.09, 0.38, flat=2, across=2), (0, 1.09, 0)),
        place(blob(0.09, 0.3, 0.05, flat=5), (0.1, 0.95, 0.24), tilt=-10),
    ]
    return grounded({"body": body, "nose": nose, "coal": join([*coal, *arms]), "hat": hat, "scarf": join(scarf)})
