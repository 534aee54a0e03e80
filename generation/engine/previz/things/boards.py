"""For the street, the water and the mountain: boards, skis, a helmet. 0.2 to 2 m."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from generation.engine.previz.things.mesh import Mesh, Params, Parts, box, cylinder, join, place
from generation.engine.previz.things.outlines import extrude
from generation.engine.previz.things.solids import blob, eased, grounded, loft, pipe, sheet

# What its parts are made of unless the scene says otherwise.
WEARS: Mapping[str, Mapping[str, str]] = {
    "skateboard": {"deck": "product", "grip": "dark", "trucks": "steel", "wheels": "light"},
    "surfboard": {"body": "product", "stripe": "light", "fins": "dark"},
    "helmet": {"shell": "product", "vents": "jet", "straps": "dark"},
    "skis": {"skis": "product", "bindings": "dark", "poles": "steel"},
}


def skateboard(_: Params) -> Parts:
    """On its wheels, kicked up at both ends."""
    x = np.linspace(-0.4, 0.4, 40)
    half = 0.1 * np.clip(1 - (np.clip(np.abs(x) - 0.29, 0, 1) / 0.11) ** 2.2, 0, 1) ** 0.5
    lift = 0.095 + 0.55 * np.clip(np.abs(x) - 0.26, 0, 1) ** 1.5
    v = np.linspace(-1, 1, 13)
    grid = np.stack(
        [np.c_[np.full(13, q), h + 0.008 * v**2, max(w, 0.002) * v] for q, h, w in zip(x, lift, half, strict=True)]
    )
    grip = sheet(grid, 0.0012)
    if float(grip.n[: grid.size // 3, 1].sum()) < 0:
        grid = grid[:, ::-1]
        grip = sheet(grid, 0.0012)
    deck = sheet(grid - np.array((0, 0.0013, 0)), 0.011)
    trucks, wheels = [], []
    for s in (-1, 1):
        trucks += [
            place(box(0.05, 0.03, 0.05, bevel=0.008), (s * 0.21, 0.07, 0)),
            pipe([(s * 0.21, 0.03, -0.085), (s * 0.21, 0.044, 0), (s * 0.21, 0.03, 0.085)], 0.008, 12),
            pipe([(s * 0.21, 0.027, -0.105), (s * 0.21, 0.027, 0.105)], 0.004, 10),
        ]
        wheels += [
            place(cylinder(0.027, 0.032, bevel=0.007, n=32), (s * 0.21, 0.027, z - 0.016), tilt=90)
            for z in (-0.09, 0.09)
        ]
    return grounded({"deck": deck, "grip": grip, "trucks": join(trucks), "wheels": join(wheels)})


def surfboard(_: Params) -> Parts:
    """Standing on its tail, deck to the viewer, fins behind. 1.9 m."""
    y = np.linspace(0, 1, 40)
    half = 0.255 * np.clip(np.sin(np.pi * np.clip(y * 0.94 + 0.055, 0, 1)) ** 0.62, 0.02, 1)
    rocker = -0.12 * np.clip(y - 0.55, 0, 1) ** 2 / 0.2 - 0.02 * np.clip(0.25 - y, 0, 1) / 0.25
    a = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    rings = [
        np.c_[w * np.cos(a), np.full(40, 1.9 * q), z + 0.034 * (w / 0.255) ** 0.5 * np.sin(a)]
        for q, w, z in zip(y, half, -rocker, strict=True)
    ]
    line = np.c_[0 * y, 1.9 * y, -rocker + 0.0335 * (half / 0.255) ** 0.5][2:-2]
    stripe = [
        pipe(line, 0.0065, 8),
        *[
            pipe(
                np.c_[s * half[4:-4] * 0.45, 1.9 * y[4:-4], -rocker[4:-4] + 0.0305 * (half[4:-4] / 0.255) ** 0.5],
                0.005,
                8,
            )
            for s in (-1, 1)
        ],
    ]
    fins = [
        place(
            extrude([(0, 0), (0.1, 0.03), (0.085, -0.09), (0.0, -0.11)], 0.008, bevel=0.003),
            (x, 0.2 + up, -0.03),
            turn=90 + s * 6,
        )
        for x, up, s in ((0.0, 0.0, 0), (-0.13, 0.1, 1), (0.13, 0.1, -1))
    ]
    parts = {"body": loft(rings), "stripe": join(stripe), "fins": join(fins)}
    return grounded({k: place(m, tilt=-6) for k, m in parts.items()})


def helmet(_: Params) -> Parts:
    """A cycling helmet with vents, front to the right."""
    lat, lon = np.linspace(-0.12, np.pi / 2, 26), np.linspace(0, 2 * np.pi, 73)
    p, q = np.meshgrid(lat, lon, indexing="ij")
    grid = np.stack(
        [
            0.14 * np.cos(p) * np.cos(q) + 0.012 * np.sin(p),
            0.115 * np.sin(p) + 0.03 + 0.012 * np.cos(q) * np.cos(p),
            0.1 * np.cos(p) * np.sin(q),
        ],
        -1,
    )
    shell = sheet(grid, 0.016)
    if float((shell.n[: grid.size // 3] * (shell.v[: grid.size // 3] - np.array((0, 0.03, 0)))).sum()) < 0:
        shell = sheet(grid[:, ::-1], 0.016)
    vents = []
    for row, tilt in ((-0.5, -34.0), (-0.17, -12.0), (0.17, 12.0), (0.5, 34.0)):
        for k in (0.75, 0.05, -0.68):
            x, z = 0.095 * k, 0.082 * row * 1.5
            y = 0.03 + 0.115 * np.sqrt(max(1 - (x / 0.14) ** 2 - (z / 0.1) ** 2, 0.02))
            vents.append(place(blob(0.062, 0.012, 0.02, flat=2.5, n=18), (x, float(y), z), roll=-k * 42.0, tilt=tilt))
    straps = [
        pipe(
            eased([(0.06, 0.03, s * 0.088), (0.035, -0.05, s * 0.07), (0.01, -0.085, s * 0.02)], 10), 0.005, 8, flat=0.4
        )
        for s in (-1, 1)
    ] + [
        pipe(
            eased([(-0.07, 0.03, s * 0.085), (0.0, -0.02, s * 0.078), (0.035, -0.05, s * 0.07)], 10), 0.005, 8, flat=0.4
        )
        for s in (-1, 1)
    ]
    return grounded({"shell": shell, "vents": join(vents), "straps": join(straps)})


def skis(_: Params) -> Parts:
    """A pair upright with poles. 1.7 m."""
    out: dict[str, list[Mesh]] = {"skis": [], "bindings": [], "poles": []}
    for s in (-1, 1):
        y = np.linspace(0, 1.7, 30)
        half = 0.034 + 0.012 * np.abs(y / 0.85 - 1) ** 2
        half[-1] = 0.008
        bend = 0.09 * np.clip(y - 1.45, 0, 1) ** 1.6 * 5
        v = np.linspace(-1, 1, 5)
        grid = np.stack([np.c_[w * v, np.full(5, q), np.full(5, -z)] for q, w, z in zip(y, half, bend, strict=True)])
        m = sheet(grid, 0.014)
        m = m if float(m.n[:150, 2].sum()) > 0 else sheet(grid[:, ::-1], 0.014)
        how: dict[str, Any] = {"at": (s * 0.075, 0, 0), "roll": -s * 2.5}
        out["skis"].append(place(m, **how))
        out["bindings"].append(
            place(
                join(
                    [
                        place(box(0.06, 0.09, 0.045, bevel=0.012), (0, 0.92, 0.02)),
                        place(box(0.06, 0.075, 0.05, bevel=0.014), (0, 0.66, 0.022)),
                    ]
                ),
                **how,
            )
        )
        pole = [
            pipe([(s * 0.24, 0, 0.04), (s * 0.2, 1.15, 0.02)], 0.008, 10),
            place(cylinder(0.045, 0.008, bevel=0.003, n=28), (s * 0.238, 0.08, 0.04)),
        ]
        out["poles"].append(join([*pole, pipe([(s * 0.2, 1.05, 0.02), (s * 0.197, 1.2, 0.02)], 0.017, 12)]))
    return grounded({k: join(v) for k, v in out.items()})
