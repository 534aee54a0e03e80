"""Balls, rackets, weights, boards and helmets. 0.06 to 2 m."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from generation.engine.previz.things.mesh import Params, Parts, ball, cylinder, join, lathe, place
from generation.engine.previz.things.outlines import extrude, rounded
from generation.engine.previz.things.solids import blob, eased, grounded, loft, pipe, sheet, surface

# What its parts are made of unless the scene says otherwise.
WEARS: Mapping[str, Mapping[str, str]] = {
    "football": {"body": "light", "patches": "product"},
    "basketball": {"body": "basketball skin", "seams": "jet"},
    "tennis_ball": {"body": "tennis felt", "seam": "light"},
    "golf_ball": {"body": "light", "tee": "wood"},
    "racket": {"frame": "product", "strings": "light", "grip": "dark"},
    "dumbbell": {"weights": "product", "bar": "steel"},
    "kettlebell": {"body": "product"},
    "yoga_mat": {"body": "product", "straps": "dark"},
    "boxing_gloves": {"body": "product", "cuff": "light"},
}


def football(_: Params) -> Parts:
    """Twelve dark patches at the corners of an icosahedron, raised a little from the ball."""
    r, phi = 0.11, (1 + 5**0.5) / 2
    corners = np.array([(0, s, t * phi) for s in (-1, 1) for t in (-1, 1)])
    corners = np.vstack([corners, corners[:, [2, 0, 1]], corners[:, [1, 2, 0]]])
    corners /= np.linalg.norm(corners, axis=1, keepdims=True)
    turn = np.array([[0.94, 0.3, 0.16], [-0.33, 0.92, 0.2], [-0.09, -0.24, 0.97]])
    patches, seams = [], []
    turned = corners @ turn.T
    turned /= np.linalg.norm(turned, axis=1, keepdims=True)
    for c in turned:
        others = turned[np.argsort(-(turned @ c))[1:6]]
        flat = others - c * (others @ c)[:, None]
        u = flat[0] / np.linalg.norm(flat[0])
        w = np.cross(c, u)
        order = np.argsort(np.arctan2(flat @ w, flat @ u))
        ring = flat[order] / np.linalg.norm(flat[order], axis=1, keepdims=True)
        edge = np.vstack([ring[i] * (1 - k) + ring[(i + 1) % 5] * k for i in range(5) for k in (0, 0.2, 0.4, 0.6, 0.8)])
        grid = []
        for q in np.linspace(0.002, 1, 6):
            d = c + edge * 0.345 * q
            d /= np.linalg.norm(d, axis=1, keepdims=True)
            grid.append(d * (r + 0.0009 - 0.0008 * q**8))
        points = np.stack([np.vstack([g, g[:1]]) for g in grid])
        m = sheet(points, 0.0001)
        patches.append(m if float((m.n[:100] * m.v[:100]).sum()) > 0 else sheet(points[:, ::-1], 0.0001))
        for k in range(5):
            a_, b_ = c + ring[k] * 0.345, c + others[order][k]
            line = np.linspace(a_ / np.linalg.norm(a_), b_ / np.linalg.norm(b_), 7)[:4]
            line /= np.linalg.norm(line, axis=1, keepdims=True)
            seams.append(pipe(line * (r + 0.0001), 0.0009, 5))
    return grounded({"body": ball(r, 56), "patches": join([*patches, *seams])})


def basketball(_: Params) -> Parts:
    r = 0.12
    t = np.linspace(0, 2 * np.pi, 72, endpoint=False)
    hoops = [np.c_[r * np.cos(t), r * np.sin(t), 0 * t], np.c_[0 * t, r * np.cos(t), r * np.sin(t)]]
    for s in (-1, 1):
        x = s * (0.6 + 0.22 * np.cos(2 * t))
        k = np.sqrt(1 - x**2)
        hoops.append(np.c_[x, k * np.cos(t), k * np.sin(t)] * r)
    seams = join([pipe(h, 0.0022, 6, closed=True) for h in hoops])
    return grounded({k: place(m, tilt=24, roll=18, turn=32) for k, m in {"body": ball(r, 56), "seams": seams}.items()})


def tennis_ball(_: Params) -> Parts:
    r = 0.0335
    t = np.linspace(0, 2 * np.pi, 96, endpoint=False)
    a, b = 0.75, 0.25
    seam = np.c_[
        a * np.cos(t) + b * np.cos(3 * t), a * np.sin(t) - b * np.sin(3 * t), 2 * np.sqrt(a * b) * np.sin(2 * t)
    ]
    seam *= r / np.linalg.norm(seam, axis=1, keepdims=True)
    return grounded(
        {
            k: place(m, tilt=30, turn=20)
            for k, m in {"body": ball(r, 44), "seam": pipe(seam, 0.0013, 6, closed=True)}.items()
        }
    )


def golf_ball(_: Params) -> Parts:
    """On its tee; the dimples are drawn into the surface."""
    lat, lon = np.linspace(-np.pi / 2, np.pi / 2, 73), np.linspace(0, 2 * np.pi, 97)
    p, q = np.meshgrid(lat, lon, indexing="ij")
    d = np.stack([np.cos(p) * np.cos(q), np.sin(p), np.cos(p) * np.sin(q)], -1)
    rows = np.round(p / (np.pi / 15))
    many = np.maximum(np.round(28 * np.cos(rows * np.pi / 15)), 1)
    off = (q * many / (2 * np.pi) + 0.5 * (rows % 2)) % 1 - 0.5
    dip = np.clip(
        1 - ((off / many * 28) ** 2 / 0.11 * np.cos(p) ** 2 * 1.0 + (p / (np.pi / 15) - rows) ** 2 / 0.16), 0, 1
    )
    body = place(surface(d * (0.0213 - 0.0009 * dip[..., None])), (0, 0.052, 0))
    tee = lathe([(0.0005, 0), (0.002, 0.006), (0.0022, 0.024), (0.0062, 0.0325), (0.0055, 0.033), (0, 0.031)], n=24)
    return grounded({"body": body, "tee": tee})


def racket(_: Params) -> Parts:
    """A tennis racket standing on its head's edge, leaning back."""
    t = np.linspace(0, 2 * np.pi, 64, endpoint=False)
    head = np.c_[0.128 * np.sin(t), 0.5 + 0.168 * np.cos(t), 0 * t]
    frame = [pipe(head, 0.0095, 12, closed=True)]
    for s in (-1, 1):
        frame.append(
            pipe(
                eased([(s * 0.085, 0.375, 0), (s * 0.05, 0.3, 0), (s * 0.014, 0.225, 0), (s * 0.008, 0.17, 0)], 14),
                [0.009] * 14,
                12,
            )
        )
    strings = []
    for x in np.linspace(-0.11, 0.11, 14):
        h = 0.168 * np.sqrt(1 - (x / 0.128) ** 2)
        strings.append(pipe([(x, 0.5 - h, 0), (x, 0.5 + h, 0)], 0.0009, 4))
    for y in np.linspace(-0.15, 0.15, 17):
        w = 0.128 * np.sqrt(1 - (y / 0.168) ** 2)
        strings.append(pipe([(-w, 0.5 + y, 0), (w, 0.5 + y, 0)], 0.0009, 4))
    g = np.linspace(0, 0.185, 40)
    grip = lathe(
        np.vstack([[(0, 0), (0.019, 0.002)], np.c_[0.0165 + 0.0007 * np.sign(np.sin(g * 320)), 0.008 + g]]), n=24
    )
    parts = {"frame": join(frame), "strings": join(strings), "grip": grip}
    return grounded({k: place(m, roll=24, tilt=-10) for k, m in parts.items()})


def dumbbell(_: Params) -> Parts:
    """A pair with hexagonal heads, one across the other's way."""
    a = np.pi / 3 * np.arange(6) + np.pi / 6
    head = extrude(np.c_[0.052 * np.cos(a), 0.052 * np.sin(a)], 0.07, bevel=0.009, k=4)
    heads = join([place(head, (s * 0.095, 0.045, 0), turn=90) for s in (-1, 1)])
    x = np.linspace(-0.07, 0.07, 9)
    bar = pipe(np.c_[x, np.full(9, 0.045), 0 * x], 0.0135 + 0.003 * np.cos(x / 0.07 * 1.57), 20)
    two: dict[str, Any] = {"at": (0.02, 0, 0.14), "turn": 22.0}
    return grounded({"weights": join([heads, place(heads, **two)]), "bar": join([bar, place(bar, **two)])})


def kettlebell(_: Params) -> Parts:
    body = lathe(
        [(0, 0), (0.06, 0)],
        eased([(0.06, 0.0), (0.095, 0.045), (0.098, 0.09), (0.065, 0.155), (0.03, 0.178), (0.0, 0.182)], 24),
        n=56,
    )
    handle = pipe(
        eased(
            [
                (-0.055, 0.145, 0),
                (-0.068, 0.2, 0),
                (-0.045, 0.25, 0),
                (0, 0.258, 0),
                (0.045, 0.25, 0),
                (0.068, 0.2, 0),
                (0.055, 0.145, 0),
            ],
            36,
        ),
        0.0165,
        16,
    )
    return {"body": join([body, handle])}


def yoga_mat(_: Params) -> Parts:
    """Rolled up, its end showing, lying."""
    t = np.linspace(0, 1, 150)
    a = t * 2 * np.pi * 5.5
    rings = []
    for q, angle in zip(0.008 + 0.052 * t, a, strict=True):
        o = rounded(0.61, 0.0055, 0.002, 2)
        rings.append(np.c_[o[:, 0], (q + o[:, 1]) * np.sin(angle), (q + o[:, 1]) * np.cos(angle)])
    straps = [
        place(
            place(lathe([(0.0625, -0.015), (0.0655, -0.014), (0.0655, 0.014), (0.0625, 0.015)], n=56), roll=90),
            (x, 0, 0),
        )
        for x in (-0.17, 0.17)
    ]
    return grounded({k: place(m, turn=-32) for k, m in {"body": loft(rings), "straps": join(straps)}.items()})


def boxing_gloves(_: Params) -> Parts:
    """A pair, knuckles up."""
    body, cuffs = [], []
    for s in (-1, 1):
        fist = join(
            [
                place(blob(0.125, 0.15, 0.135, flat=2.4, across=2.4, n=32), (0, 0.175, 0)),
                place(blob(0.052, 0.11, 0.058, n=22), (-s * 0.06, 0.16, 0.035), roll=s * 12.0),
                place(cylinder(0.05, 0.08, top=0.056, bevel=0.01), (0, 0.075, 0)),
            ]
        )
        cuff = lathe([(0, 0), (0.05, 0), (0.055, 0.006), (0.052, 0.085), (0.048, 0.09)], n=44)
        how: dict[str, Any] = {"at": (s * 0.085, 0, 0.0), "turn": s * -10.0}
        body.append(place(fist, **how))
        cuffs.append(place(cuff, **how))
    return grounded({"body": join(body), "cuff": join(cuffs)})
