"""Plates in the shape of an outline: what is cut, stamped or moulded flat, with its rims rounded."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from generation.engine.previz.things.mesh import Mesh, arc, join, mesh, place

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
SHARP = np.cos(np.radians(40))  # outlines that turn more than this have an edge there


def rounded(w: float, h: float, r: float, n: int = 6) -> Floats:
    """Outline (4n, 2) of a rectangle with round corners, counter-clockwise, centred."""
    r = min(r, w / 2 * 0.999, h / 2 * 0.999)
    spots = ((1, 1, 0), (-1, 1, 90), (-1, -1, 180), (1, -1, 270))
    return np.vstack([arc(sx * (w / 2 - r), sy * (h / 2 - r), r, a, a + 90, n) for sx, sy, a in spots])


def oval(w: float, h: float, n: int = 40, power: float = 2.0) -> Floats:
    """Outline (n, 2) of an oval; a higher `power` makes it squarer."""
    a = np.linspace(0, 2 * np.pi, n, endpoint=False)
    c, s = np.cos(a), np.sin(a)
    e = 2 / power
    ring: Floats = np.c_[np.sign(c) * np.abs(c) ** e * w / 2, np.sign(s) * np.abs(s) ** e * h / 2]
    return ring


def star(points: int, outer: float, inner: float) -> Floats:
    a = np.pi / 2 + np.pi * np.arange(points * 2) / points
    r = np.where(np.arange(points * 2) % 2 == 0, outer, inner)
    ring: Floats = np.c_[r * np.cos(a), r * np.sin(a)]
    return ring


def extrude(outline: ArrayLike, depth: float, *, bevel: float = 0.0, k: int = 3) -> Mesh:
    """A plate in the shape of an outline (n, 2) in x and y, `depth` thick about z = 0, its rims rounded."""
    p = np.asarray(outline, float)
    if np.sum(p[:, 0] * np.roll(p[:, 1], -1) - p[:, 1] * np.roll(p[:, 0], -1)) < 0:
        p = p[::-1]
    edge = np.roll(p, -1, 0) - p
    p = p[np.linalg.norm(edge, axis=1) > 1e-7]
    edge = np.roll(p, -1, 0) - p
    after = np.c_[edge[:, 1], -edge[:, 0]] / np.linalg.norm(edge, axis=1, keepdims=True)
    before = np.roll(after, 1, 0)
    cosine = (before * after).sum(1)
    mitre = (before + after) / np.maximum(1 + cosine, 0.3)[:, None]
    smooth = (before + after) / (np.linalg.norm(before + after, axis=1, keepdims=True) + 1e-12)
    index, normal = [], []
    for i in range(len(p)):
        pair = [smooth[i]] if cosine[i] > SHARP else [before[i], after[i]]
        index += [i] * len(pair)
        normal += pair
    ix, nn = np.array([*index, index[0]]), np.array([*normal, normal[0]])
    b = min(bevel, depth * 0.49)
    t = np.radians(np.linspace(0, 90, k)) if b > 0 else np.radians([90.0])
    inset, z, face = b * (1 - np.sin(t)), depth / 2 - b + b * np.cos(t), np.cos(t)
    inset, z, face = np.r_[inset, inset[::-1]], np.r_[z, -z[::-1]], np.r_[face, -face[::-1]]
    out = np.sqrt(1 - face**2)
    flat = p[ix][None] - mitre[ix][None] * inset[:, None, None]
    rows, cols = len(z), len(ix)
    v = np.dstack([flat, np.broadcast_to(z[:, None], (rows, cols))])
    n = np.dstack([nn[None] * out[:, None, None], np.broadcast_to(face[:, None], (rows, cols))])
    j = np.arange((rows - 1) * cols).reshape(rows - 1, cols)[:, :-1][:, ix[:-1] != ix[1:]].ravel()
    f = np.vstack([np.c_[j, j + cols, j + 1], np.c_[j + 1, j + cols, j + cols + 1]])
    lid = p - mitre * inset[0]
    tri = _triangles(tuple(map(tuple, lid.tolist())))
    size = np.ptp(lid, axis=0)
    uv = (lid - lid.min(0)) / np.maximum(size, 1e-9)
    half = np.full((len(lid), 1), depth / 2)
    up = np.tile([0.0, 0.0, 1.0], (len(lid), 1))
    return join([
        mesh(v.reshape(-1, 3), f, n.reshape(-1, 3)),
        mesh(np.hstack([lid, half]), tri, up, uv),
        mesh(np.hstack([lid, -half]), tri[:, ::-1], -up, uv),
    ])  # fmt: skip


@lru_cache(maxsize=256)
def _triangles(outline: tuple[tuple[float, float], ...]) -> Ints:
    """Triangles over a counter-clockwise outline: a fan where it is convex, ears cut off one by one where it is not."""
    p = np.array(outline)
    n = len(p)

    def turn(a: Floats, b: Floats, c: Floats) -> Any:
        return (b[..., 0] - a[..., 0]) * (c[..., 1] - a[..., 1]) - (b[..., 1] - a[..., 1]) * (c[..., 0] - a[..., 0])

    if (turn(np.roll(p, 1, 0), p, np.roll(p, -1, 0)) >= -1e-12).all():
        fan: Ints = np.array([(0, i, i + 1) for i in range(1, n - 1)])
        return fan
    left = list(range(n))
    out: list[tuple[int, int, int]] = []
    at = 0
    tries = 0
    while len(left) > 3 and tries < len(left):
        m = len(left)
        a, b, c = left[(at - 1) % m], left[at % m], left[(at + 1) % m]
        ok = turn(p[a], p[b], p[c]) > 1e-14
        if ok:
            rest = p[[j for j in left if j not in (a, b, c)]]
            inside = (turn(p[a], p[b], rest) > 0) & (turn(p[b], p[c], rest) > 0) & (turn(p[c], p[a], rest) > 0)
            ok = not inside.any()
        if ok:
            out.append((a, b, c))
            left.pop(at % m)
            tries = 0
        else:
            at += 1
            tries += 1
        at %= len(left)
    out += [(left[0], left[i], left[i + 1]) for i in range(1, len(left) - 1)]
    return np.array(out)


@lru_cache(maxsize=512)
def plate(w: float, h: float, d: float, corner: float, bevel: float = 0.001, n: int = 6) -> Mesh:
    """An upright slab with round corners, centred; its rims are rounded by `bevel`."""
    return extrude(rounded(w, h, corner, n), d, bevel=bevel)


def tile(w: float, h: float, d: float, corner: float, bevel: float = 0.001, n: int = 6) -> Mesh:
    """A plate that lies on y = 0: w across, d deep, h thick."""
    return place(plate(w, d, h, corner, bevel, n), (0, h / 2, 0), tilt=-90)


def section(half: float, low: float, high: float, power: float = 5.0, lean: float = 0.0, n: int = 36) -> Floats:
    """Outline of a cross section: a squared oval from low to high; `lean` draws its top in."""
    a = np.linspace(0, 2 * np.pi, n, endpoint=False)
    c, s = np.cos(a), np.sin(a)
    x, y = np.sign(c) * np.abs(c) ** (2 / power), np.sign(s) * np.abs(s) ** (2 / power)
    up = (y + 1) / 2
    outline: Floats = np.c_[x * half * (1 - lean * up), low + up * (high - low)]
    return outline
