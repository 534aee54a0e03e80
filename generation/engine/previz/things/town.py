"""Fronts, window walls, skylines and lamp posts."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import Mesh, Params, Parts, box, join, lathe, mesh, place, quad, stand_box
from generation.engine.previz.things.shells import slabs

WEARS: Mapping[str, Mapping[str, str]] = {
    "window_wall": {"frame": "dark metal", "soffit": "plaster"},
    "facade": {"walls": "plaster", "windows": "pane dark", "trims": "stone"},
    "lamp_post": {"pole": "dark metal", "globe": "lamp"},
}


def window_wall(p: Params) -> Parts:
    """A glazed wall: w wide, sill to `transom` with `bays` mullions, plain soffit above up to h."""
    w, h, transom, bays = p.get("w", 12.0), p.get("h", 3.6), p.get("transom", 3.0), int(p.get("bays", 5))
    bars = [
        stand_box(0.055, transom, 0.1, (float(x), 0, 0), bevel=0.008, k=2) for x in np.linspace(-w / 2, w / 2, bays + 1)
    ]
    bars += [stand_box(w, 0.09, 0.13, bevel=0.01, k=2), stand_box(w, 0.07, 0.13, (0, transom, 0), bevel=0.01, k=2)]
    parts = {"frame": join(bars)}
    if transom + 0.07 < h:
        parts["soffit"] = stand_box(w, h - transom - 0.07, 0.3, (0, transom + 0.07, -0.05), bevel=0.006, k=2)
    return parts


def skyline(p: Params) -> Parts:
    """A row of towers: from x0 to x1, low to tall metres high; one tile of the facade texture covers 26 x 62 m."""
    rng = np.random.default_rng(p.get("seed", 1))
    x, x1, low, tall, base = (
        p.get("x0", -40.0),
        p.get("x1", 40.0),
        p.get("low", 10.0),
        p.get("tall", 30.0),
        p.get("base", -30.0),
    )
    gap, depth = p.get("gap", 3.0), p.get("depth", 6.0)
    parts = []
    while x < x1:
        w = rng.uniform(0.09, 0.2) * (tall - base)
        top = low + (tall - low) * rng.beta(0.9, 2.0)
        z = rng.uniform(-depth, 0)
        parts.append(_tower(w, top - base, (x + w / 2, base, z), float(rng.integers(0, 40))))
        if rng.random() < 0.35:
            parts.append(
                _tower(w * rng.uniform(0.35, 0.7), (top - base) * rng.uniform(1.03, 1.1), (x + w / 2, base, z), 7.0)
            )
        x += w + rng.uniform(-0.3, 1.0) * gap
    return {"body": join(parts)}


def _tower(w: float, h: float, at: tuple[float, float, float], offset: float) -> Mesh:
    m = place(box(1, 1, 1, bevel=0.01, k=2), (at[0], at[1] + h / 2, at[2]), scale=(w, h, w))
    across = np.where(np.abs(m.n[:, 2]) > np.abs(m.n[:, 0]), m.v[:, 0], m.v[:, 2])
    uv = np.c_[(across - at[0] + w / 2) / 26.0 + offset / 10.0, (m.v[:, 1] - at[1]) / 62.0]
    uv[np.abs(m.n[:, 1]) > 0.6] = (0.002, 0.002)
    return mesh(m.v, m.f, m.n, uv)


def facade(p: Params) -> Parts:
    """One side of a street: houses along z from 0 to -l, facing +x."""
    rng = np.random.default_rng(p.get("seed", 1))
    walls, panes, trims = [], [], []
    z = 6.0
    while z > -p.get("l", 60.0):
        w, floors = rng.uniform(6, 10), int(rng.integers(3, 6))
        h = 4.2 + floors * 3.1
        walls.append(stand_box(6, h, w, (-3 - rng.uniform(0, 0.3), 0, z - w / 2), bevel=0.04, k=2))
        trims.append((0.5, 0.3, w, 0.0, h - 0.2, z - w / 2))
        trims.append((0.3, 0.2, w, 0.0, 3.9, z - w / 2))
        n = max(int(w / 2.2), 2)
        for k in range(n):
            zz = z - w * (k + 0.5) / n
            panes.append(place(quad(w / n * 0.78, 2.7), (0.02, 1.75, zz), turn=90))
            panes.extend(place(quad(1.05, 1.8), (0.02, 5.6 + 3.1 * i, zz), turn=90) for i in range(floors))
            trims += [(0.16, 0.09, 1.3, 0.03, 4.6 + 3.1 * i, zz) for i in range(floors)]  # sills
            trims += [(0.12, 0.14, 1.3, 0.02, 6.5 + 3.1 * i, zz) for i in range(floors)]  # lintels
        z -= w
    return {"walls": join(walls), "windows": join(panes), "trims": slabs(trims, 0.02)}


def lamp_post(_: Params) -> Parts:
    """A street lamp of cast iron with an opal globe."""
    pole = lathe(
        [(0, 0), (0.15, 0)],
        [(0.15, 0), (0.15, 0.12), (0.11, 0.2), (0.1, 0.75), (0.12, 0.8), (0.06, 0.9)],
        [(0.06, 0.9), (0.045, 3.4), (0.09, 3.5), (0.13, 3.6), (0, 3.61)],
        n=24,
    )
    globe = place(lathe([(0.0, 0), (0.14, 0.06), (0.2, 0.24), (0.15, 0.42), (0, 0.5)], n=32), (0, 3.6, 0))
    cap = place(lathe([(0.11, 0.45), (0.05, 0.54), (0.02, 0.66), (0, 0.68)], n=24), (0, 3.6, 0))
    return {"pole": join([pole, cap]), "globe": globe}
