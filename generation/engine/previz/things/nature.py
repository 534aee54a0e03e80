"""Stone, water, plants, sky."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import (
    Params,
    Parts,
    ball,
    boulder,
    floor,
    join,
    lathe,
    mesh,
    place,
    prism,
    quad,
    ribbon,
    tube,
)
from generation.engine.previz.things.solids import pipe

# What its parts are made of unless the scene says otherwise.
WEARS: Mapping[str, Mapping[str, str]] = {
    "rocks": {"body": "wet stone"},
    "reeds": {"stalks": "reed", "heads": "reed head"},
    "fern": {"leaves": "leaf"},
    "bird": {"body": "paper", "legs": "dark"},
    "fire_bowl": {"bowl": "dark metal", "flames": "flame"},
    "posts": {"body": "old wood"},
    "pole": {"body": "old wood"},
    "basalt": {"body": "wet stone"},
}


def rocks(p: Params) -> Parts:
    """Boulders scattered over an ellipse: count, size (largest, metres), spread (x, z)."""
    rng = np.random.default_rng(p.get("seed", 1))
    sx, sz = p.get("spread", (1.0, 0.6))
    parts = []
    for i in range(int(p.get("count", 7))):
        s = p.get("size", 0.4) * (1.0 if i == 0 else rng.uniform(0.25, 0.8))
        a, d = rng.uniform(0, 2 * np.pi), (0.0 if i == 0 else np.sqrt(rng.uniform(0.1, 1)))
        shape = (s * rng.uniform(0.9, 1.5), s * rng.uniform(0.5, 0.8), s * rng.uniform(0.8, 1.3))
        parts.append(
            place(
                boulder(rng, shape),
                (d * sx * np.cos(a), -0.02 * s, d * sz * np.sin(a)),
                turn=float(rng.uniform(0, 360)),
            )
        )
    return {"body": join(parts)}


def water(p: Params) -> Parts:
    return {"surface": floor(p.get("w", 300.0), p.get("d", 300.0))}


def ground(p: Params) -> Parts:
    return {"surface": floor(p.get("w", 120.0), p.get("d", 120.0))}


def hills(p: Params) -> Parts:
    """A ridge far away, as a cut-out: w wide, h high, `rough` how jagged."""
    rng = np.random.default_rng(p.get("seed", 1))
    w, h, rough = p.get("w", 160.0), p.get("h", 9.0), p.get("rough", 0.5)
    x = np.linspace(-w / 2, w / 2, 260)
    y = np.zeros_like(x)
    for octave in range(6):
        y += np.sin(x / w * np.pi * 2 * (1.3 + octave * 1.9) + rng.uniform(0, 6.3)) * (0.42 + 0.18 * rough) ** octave
    y = h * (0.45 + 0.55 * (y - y.min()) / (np.ptp(y) + 1e-9)) * np.cos(x / w * np.pi * 0.9) ** 0.5
    v = np.vstack([np.c_[x, 0 * x - 0.5, 0 * x], np.c_[x, y, 0 * x]])
    i, m = np.arange(len(x) - 1), len(x)
    f = np.vstack([np.c_[i, i + m, i + 1], np.c_[i + 1, i + m, i + m + 1]])
    return {
        "body": mesh(v, f, np.tile([0, 0.35, 0.94], (2 * m, 1)), np.c_[v[:, 0] / w + 0.5, np.clip(v[:, 1] / h, 0, 1)])
    }


def reeds(p: Params) -> Parts:
    """Stalks and bent blades over a box (x0, z0, x1, z1). Every place in `clear` (same form) stays free."""
    rng = np.random.default_rng(p.get("seed", 1))
    x0, z0, x1, z1 = p.get("over", (-2.0, -2.0, 2.0, 2.0))
    clear = [tuple(c) for c in p.get("clear", ())]
    stalks, heads = [], []
    for _ in range(int(p.get("count", 220))):
        x, z, tall = rng.uniform(x0, x1), rng.uniform(z0, z1), p.get("h", 1.2) * rng.uniform(0.45, 1.1)
        lean = rng.normal(0, 0.13, 2)
        kind = rng.random()
        if any(a <= x <= c and b <= z <= d for a, b, c, d in clear):
            continue
        t = np.linspace(0, 1, 4)
        path = np.c_[x + lean[0] * tall * t * t, tall * t, z + lean[1] * tall * t * t]
        turn = rng.uniform(0, np.pi)
        width = (0.011 if kind > 0.25 else 0.017) * (1 - 0.75 * t)
        stalks.append(ribbon(path, width, (np.cos(turn), 0, np.sin(turn))))
        if kind < 0.22:
            heads.append(tube(path[2:] + np.array([0, 0.02, 0]), (0.016, 0.012), n=6))
    stalks = stalks or [ribbon([(x0, 0, z0), (x0, 0.01, z0)], 1e-3)]  # all was to stay clear
    return {"stalks": join(stalks), "heads": join(heads) if heads else join([stalks[0]])}


def fern(p: Params) -> Parts:
    rng = np.random.default_rng(p.get("seed", 1))
    fronds = []
    for _ in range(int(p.get("fronds", 14))):
        length, t = rng.uniform(0.35, 0.75), np.linspace(0, 1, 7)
        path = np.c_[0 * t, length * t * (1 - 0.55 * t), length * t * t * 0.9]
        fronds.append(place(ribbon(path, 0.06 * np.sin(np.pi * (0.08 + 0.9 * t))), turn=float(rng.uniform(0, 360))))
    return {"leaves": join(fronds)}


def bird(_: Params) -> Parts:
    """A wading bird: a body, a curved neck, thin legs."""
    t = np.linspace(0, 1, 10)
    neck = np.c_[0 * t, 0.62 + 0.42 * t, 0.16 + 0.08 * np.sin(t * 5)]
    body = place(ball(1, 28), (0, 0.6, 0), scale=(0.09, 0.1, 0.22), tilt=-18)
    beak = tube([(0, 1.05, 0.12), (0, 1.02, 0.3)], (0.018, 0.003), n=8)
    legs = [tube([(x, 0.55, -0.02), (x, 0, 0.02)], 0.009, n=6) for x in (-0.03, 0.03)]
    return {
        "body": join([body, tube(neck, np.linspace(0.035, 0.022, 10), n=10), place(ball(0.035, 20), (0, 1.05, 0.1))]),
        "legs": join([beak, *legs]),
    }


def cloud_card(p: Params) -> Parts:
    return {"body": quad(p.get("w", 10.0), p.get("h", 4.0))}


def fire_bowl(_: Params) -> Parts:
    bowl = lathe([(0, 0.0), (0.18, 0.02), (0.3, 0.14)], [(0.3, 0.14), (0.28, 0.14)], n=48)
    t = np.linspace(0, 1, 18)
    flames = []
    for x, z, high, wide, turn in (
        (0, 0, 0.4, 0.075, 0), (0.1, 0.05, 0.24, 0.05, 130), (-0.09, 0.04, 0.29, 0.055, 250),
        (0.03, -0.1, 0.31, 0.05, 60), (-0.04, 0.11, 0.19, 0.045, 300),
    ):  # fmt: skip
        path = np.c_[0.16 * high * np.sin(4.2 * t) * t, high * t, 0 * t]
        flame = pipe(path, wide * (np.sin(np.pi * (0.18 + 0.82 * t)) ** 0.8) * (1 - 0.45 * t) + 0.001, 14)
        flames.append(place(flame, (x, 0.09, z), turn=turn))
    return {"bowl": bowl, "flames": join(flames)}


def posts(p: Params) -> Parts:
    """Old mooring posts from (0, 0) going away along -z."""
    rng = np.random.default_rng(p.get("seed", 1))
    parts = []
    for i in range(int(p.get("count", 5))):
        h = rng.uniform(0.8, 1.5)
        parts.append(
            place(
                tube([(0, -0.4, 0), (0, h, 0)], (0.07, 0.06), n=10),
                (0.55 * i + rng.uniform(-0.2, 0.2), 0, -1.5 * i),
                roll=float(rng.uniform(-6, 6)),
            )
        )
    return {"body": join(parts)}


def pole(p: Params) -> Parts:
    return {"body": tube([(0, 0, 0), (0, p.get("h", 3.4), 0)], 0.017, n=10)}


def basalt(p: Params) -> Parts:
    """A cluster of wet basalt columns; the tallest, in the middle, is a pedestal of height h (default 0.34 m).

    Columns that would reach past x_min or x_max are left out: a side that has to stay empty."""
    rng = np.random.default_rng(p.get("seed", 1))
    h, r = p.get("h", 0.34), p.get("r", 0.1)
    columns = [prism(6, r, h, corner=0.18, bevel=0.008)]
    for ring, (count, reach, low) in enumerate(((6, 1.74, 0.8), (12, 3.42, 0.5), (18, 5.1, 0.22))):
        for i in range(count):
            angle = 2 * np.pi * (i + 0.5 * (ring % 2 == 0)) / count + np.pi / 6
            keep = rng.random() < (1.0, 0.72, 0.4)[ring]
            top = h * low * rng.uniform(0.55, 1.05)
            back = 1.0 + 0.35 * max(-np.sin(angle), 0)
            x, z = r * reach * np.cos(angle), r * reach * np.sin(angle)
            if keep and p.get("x_min", -99) <= x - r and x + r <= p.get("x_max", 99):
                columns.append(
                    place(
                        prism(6, r * rng.uniform(0.94, 1.0), min(top * back, 0.94 * h), corner=0.2, bevel=0.008),
                        (x, 0, z),
                        tilt=float(rng.uniform(-1.5, 1.5)),
                    )
                )
    return {"body": join(columns)}
