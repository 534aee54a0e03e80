"""Cars, bicycles, boats."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from generation.engine.previz.things.mesh import (
    Mesh,
    box,
    join,
    lathe,
    mesh,
    place,
    tube,
)

Params = Mapping[str, Any]
Parts = dict[str, Mesh]

# What its parts are made of unless the scene says otherwise.
WEARS: Mapping[str, Mapping[str, str]] = {
    "car": {"body": "product", "glass": "pane dark", "wheels": "tire"},
    "bicycle": {"frame": "product", "wheels": "tire"},
    "boat": {"hull": "old wood", "trim": "bark"},
}


def car(_: Params) -> Parts:
    body = join(
        [
            place(box(1.78, 0.62, 4.3, bevel=0.24, k=6), (0, 0.62, 0)),
            place(box(1.5, 0.62, 2.2, bevel=0.28, k=6), (0, 1.14, -0.2)),
        ]
    )
    glass = place(box(1.53, 0.42, 2.0, bevel=0.2, k=6), (0, 1.16, -0.2))
    wheels = [
        place(
            lathe([(0, -0.1), (0.3, -0.11), (0.33, -0.06), (0.33, 0.06), (0.3, 0.11), (0, 0.1)], n=40),
            (sx * 0.84, 0.33, sz * 1.36),
            roll=90,
        )
        for sx in (-1, 1)
        for sz in (-1, 1)
    ]
    return {"body": body, "glass": glass, "wheels": join(wheels)}


def bicycle(_: Params) -> Parts:
    from generation.engine.previz.things.mesh import tube

    a = np.linspace(0, 2 * np.pi, 40)
    wheels = [tube(np.c_[x + 0.33 * np.cos(a), 0.35 + 0.33 * np.sin(a), 0 * a], 0.018, n=8) for x in (-0.5, 0.5)]
    bars = [
        ((-0.5, 0.35), (-0.05, 0.3)),
        ((-0.05, 0.3), (-0.18, 0.85)),
        ((-0.18, 0.78), (0.36, 0.8)),
        ((-0.05, 0.3), (0.38, 0.74)),
        ((0.5, 0.35), (0.34, 0.95)),
        ((-0.5, 0.35), (-0.18, 0.78)),
    ]
    frame = [tube([(*p, 0), (*q, 0)], 0.016, n=8) for p, q in bars]
    frame += [
        tube([(0.33, 0.97, -0.25), (0.33, 0.97, 0.25)], 0.013, n=8),
        place(box(0.24, 0.05, 0.13, bevel=0.02), (-0.19, 0.88, 0)),
    ]
    return {"wheels": join(wheels), "frame": join(frame)}


def boat(p: Params) -> Parts:
    """A narrow punt with raised ends; `l` its length."""
    length = p.get("l", 3.6)
    s, u = np.meshgrid(np.linspace(-1, 1, 40), np.linspace(-1, 1, 18), indexing="ij")
    beam = 0.42 * (1 - np.abs(s) ** 2.6)
    sheer = 0.3 + 0.28 * np.abs(s) ** 2.4
    keel = 0.26 * np.abs(s) ** 3
    y = keel + (sheer - keel) * np.abs(u) ** 2.4
    v = np.stack([u * beam, y, s * length / 2], -1)
    du, dv = np.gradient(v, axis=0), np.gradient(v, axis=1)
    n = np.cross(du, dv)
    n /= np.linalg.norm(n, axis=-1, keepdims=True) + 1e-9
    i = np.arange(39 * 18).reshape(39, 18)[:, :-1].ravel()
    f = np.vstack([np.c_[i, i + 18, i + 1], np.c_[i + 1, i + 18, i + 19]])
    hull = mesh(v.reshape(-1, 3), f, n.reshape(-1, 3))
    rails = [tube(v[:, k] + [0, 0.01, 0], 0.02, n=8) for k in (0, -1)]
    seats = [place(box(0.7, 0.03, 0.2, bevel=0.008), (0, 0.24, z * length)) for z in (-0.22, 0.2)]
    return {"hull": hull, "trim": join(rails + seats)}
