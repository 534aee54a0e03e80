"""Houses, towers, chapels, streets."""

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
    quad,
    stand_box,
)

Params = Mapping[str, Any]
Parts = dict[str, Mesh]

# What its parts are made of unless the scene says otherwise.
WEARS: Mapping[str, Mapping[str, str]] = {
    "window_wall": {"frame": "dark metal", "soffit": "plaster"},
    "chapel": {"walls": "stone", "roof": "roof", "windows": "pane lit"},
    "house": {"walls": "plaster", "roof": "roof", "windows": "pane lit", "door": "old wood"},
    "facade": {"walls": "plaster", "windows": "pane dark", "trims": "stone"},
    "lamp_post": {"pole": "dark metal", "globe": "lamp"},
    "lighthouse": {"walls": "paper", "roof": "roof", "windows": "pane lit"},
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


def _gable(w: float, d: float, h: float) -> Mesh:
    """A pitched roof, ridge along z, on y = 0."""
    x, z = w / 2, d / 2
    v = [(-x, 0, z), (0, h, z), (0, h, -z), (-x, 0, -z), (x, 0, z), (x, 0, -z)]
    s = np.array([-h, x, 0]) / np.hypot(h, x)
    t = s * [-1, 1, 1]
    faces = [
        ((0, 1, 2), s),
        ((0, 2, 3), s),
        ((4, 5, 2), t),
        ((4, 2, 1), t),
        ((0, 4, 1), (0, 0, 1)),
        ((3, 2, 5), (0, 0, -1)),
    ]
    points = np.array([v[i] for f, _ in faces for i in f], float)
    normals = np.array([n for _, n in faces for _ in range(3)], float)
    return mesh(points, np.arange(18).reshape(6, 3), normals)


def chapel(p: Params) -> Parts:
    """A small stone chapel with a tower, sunk by `sunk` metres. The tower stands at -x."""
    sunk = p.get("sunk", 1.0)
    wall = [
        place(box(3.4, 3.4, 6.4, bevel=0.05), (0.9, 1.7, -3.4)),
        place(box(1.9, 7.2, 1.9, bevel=0.05), (-1.5, 3.6, -1.2)),
        place(box(2.1, 0.16, 2.1, bevel=0.04), (-1.5, 6.9, -1.2)),
        place(box(2.08, 0.14, 2.08, bevel=0.04), (-1.5, 4.6, -1.2)),
    ]
    roof = [place(_gable(3.9, 6.8, 1.9), (0.9, 3.35, -3.4)), _facet_spire(1.42, 2.7, (-1.5, 7.15, -1.2))]
    glass = []
    for x, y, z, w, h in (
        (-1.5, 5.35, -0.24, 0.42, 0.9),
        (-1.5, 3.1, -0.24, 0.34, 0.95),
        (0.9, 2.05, -0.19, 0.62, 1.3),
    ):
        glass.append(place(_lancet(w, h), (x, y, z)))
    for x, z in ((2.61, -1.7), (2.61, -3.4), (2.61, -5.1)):
        glass.append(place(_lancet(0.5, 1.2), (x, 1.9, z), turn=90))
    down = (0, -sunk, 0)
    return {"walls": place(join(wall), down), "roof": place(join(roof), down), "windows": place(join(glass), down)}


def _facet_spire(r: float, h: float, at: tuple[float, float, float]) -> Mesh:
    a = np.radians([45, 135, 225, 315])
    ring = np.c_[r * np.cos(a), 0 * a, r * np.sin(a)]
    points, normals = [], []
    for i in range(4):
        tri = np.array([ring[i], [0, h, 0], ring[(i + 1) % 4]])
        n = np.cross(tri[1] - tri[0], tri[2] - tri[0])
        points.append(tri)
        normals.append(np.tile(n / np.linalg.norm(n), (3, 1)))
    return place(mesh(np.vstack(points), np.arange(12).reshape(4, 3), np.vstack(normals)), at)


def _lancet(w: float, h: float) -> Mesh:
    """A pointed window pane facing +z, bottom centre at the origin."""
    a = np.linspace(0, 1, 9)
    right = np.c_[w / 2 * np.cos(a * np.pi / 2) ** 0.8, h * 0.6 + h * 0.4 * np.sin(a * np.pi / 2)]
    edge = np.vstack([[[-w / 2, 0], [w / 2, 0]], right, (right * [-1, 1])[::-1]])
    m = len(edge)
    v = np.vstack([np.c_[edge, np.zeros(m)], [[0, h * 0.5, 0]]])
    return mesh(v, [(i, (i + 1) % m, m) for i in range(m)], np.tile([0, 0, 1], (m + 1, 1)))


def house(p: Params) -> Parts:
    w, h, d = p.get("w", 5.0), p.get("h", 3.4), p.get("d", 6.0)
    panes = [place(quad(0.8, 1.1), (x, 1.7, d / 2 + 0.01)) for x in (-w * 0.28, w * 0.28)]
    door = place(quad(0.95, 2.1), (0, 1.05, d / 2 + 0.01))
    return {
        "walls": stand_box(w, h, d, bevel=0.03),
        "roof": place(_gable(w * 1.1, d * 1.05, w * 0.45), (0, h - 0.05, 0)),
        "windows": join(panes),
        "door": door,
    }


def facade(p: Params) -> Parts:
    """One side of a street: houses along z from 0 to -l, facing +x."""
    rng = np.random.default_rng(p.get("seed", 1))
    walls, panes, trims = [], [], []
    z = 6.0
    while z > -p.get("l", 60.0):
        w, floors = rng.uniform(6, 10), int(rng.integers(3, 6))
        h = 4.2 + floors * 3.1
        walls.append(stand_box(6, h, w, (-3 - rng.uniform(0, 0.3), 0, z - w / 2), bevel=0.04, k=2))
        trims.append(stand_box(0.5, 0.3, w, (0.0, h - 0.2, z - w / 2), bevel=0.04, k=2))
        trims.append(stand_box(0.3, 0.2, w, (0.0, 3.9, z - w / 2), bevel=0.04, k=2))
        n = max(int(w / 2.2), 2)
        for k in range(n):
            zz = z - w * (k + 0.5) / n
            panes.append(place(quad(w / n * 0.78, 2.7), (0.02, 1.75, zz), turn=90))
            panes.extend(place(quad(1.05, 1.8), (0.02, 5.6 + 3.1 * i, zz), turn=90) for i in range(floors))
        z -= w
    return {"walls": join(walls), "windows": join(panes), "trims": join(trims)}


def lamp_post(_: Params) -> Parts:
    pole = lathe([(0.09, 0), (0.06, 0.4), (0.045, 3.6)], n=20)
    return {
        "pole": pole,
        "globe": place(lathe([(0.0, 0), (0.14, 0.1), (0.17, 0.3), (0.1, 0.5), (0, 0.54)], n=32), (0, 3.6, 0)),
    }


def lighthouse(_: Params) -> Parts:
    tower = lathe([(1.6, 0), (1.1, 9.0)], n=48)
    cap = lathe([(0.9, 10.6), (0, 11.6)], n=48)
    return {
        "walls": join([tower, place(lathe([(0, 0), (1.5, 0.0), (1.5, 0.25), (0, 0.25)], n=48), (0, 9, 0))]),
        "roof": cap,
        "windows": place(lathe([(0.7, 0), (0.7, 1.4)], n=48), (0, 9.25, 0)),
    }
