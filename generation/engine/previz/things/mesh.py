"""Meshes and the few ways to make them. Metres, y up, normals point out, triangles are (m, 3) indices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

F32 = NDArray[np.float32]


class Mesh(NamedTuple):
    """positions (n, 3), triangles (m, 3), normals (n, 3), texture coordinates (n, 2)."""

    v: F32
    f: NDArray[np.uint32]
    n: F32
    uv: F32


Params = Mapping[str, Any]  # of a thing, from a scene
Parts = dict[str, Mesh]  # of a thing, by what it wears


def mesh(v: ArrayLike, f: ArrayLike, n: ArrayLike, uv: ArrayLike | None = None) -> Mesh:
    v32 = np.ascontiguousarray(v, np.float32)
    flat = np.zeros((len(v32), 2), np.float32) if uv is None else np.ascontiguousarray(uv, np.float32)
    return Mesh(v32, np.ascontiguousarray(f, np.uint32), np.ascontiguousarray(n, np.float32), flat)


def join(parts: Iterable[Mesh]) -> Mesh:
    pieces = list(parts)
    starts = np.cumsum([0] + [len(p.v) for p in pieces[:-1]])
    return mesh(
        np.vstack([p.v for p in pieces]),
        np.vstack([p.f + np.uint32(s) for p, s in zip(pieces, starts, strict=True)]),
        np.vstack([p.n for p in pieces]),
        np.vstack([p.uv for p in pieces]),
    )


def rotation(turn: float = 0.0, tilt: float = 0.0, roll: float = 0.0) -> NDArray[np.float64]:
    """About z by roll, then x by tilt, then y by turn; degrees."""

    def about(axis: int, degrees: float) -> NDArray[np.float64]:
        c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
        m = np.eye(3)
        i, j = [(1, 2), (2, 0), (0, 1)][axis]
        m[i, i] = m[j, j] = c
        m[i, j], m[j, i] = -s, s
        return m

    r: NDArray[np.float64] = about(1, turn) @ about(0, tilt) @ about(2, roll)
    return r


def place(
    m: Mesh, at: Sequence[float] = (0, 0, 0), *, turn: float = 0, tilt: float = 0, roll: float = 0, scale: ArrayLike = 1
) -> Mesh:
    """Scaled, then rotated, then moved. A scale with three numbers stretches; normals follow."""
    r = rotation(turn, tilt, roll)
    s = np.broadcast_to(np.asarray(scale, float), (3,))
    f = m.f[:, ::-1] if np.prod(s) < 0 else m.f
    # Single precision throughout: woods and seas have 100,000 points, and a sky's width is exact to a fraction of 1 mm.
    # einsum, not BLAS, whose bits may follow its threads.
    v = np.einsum("ij,jk->ik", m.v, (s[:, None] * r.T).astype(np.float32)) + np.asarray(at, np.float32)
    n = np.einsum("ij,jk->ik", m.n, (r.T / s[:, None]).astype(np.float32))
    n /= np.sqrt(np.einsum("ij,ij->i", n, n))[:, None] + np.float32(1e-12)
    return mesh(v, f, n, m.uv)


def _grid_faces(rows: int, cols: int) -> NDArray[np.int64]:
    i = (np.arange((rows - 1) * cols).reshape(rows - 1, cols)[:, :-1]).ravel()
    faces: NDArray[np.int64] = np.vstack([np.c_[i, i + cols, i + 1], np.c_[i + 1, i + cols, i + cols + 1]])
    return faces


def arc(cx: float, cy: float, r: float, start: float, end: float, n: int = 8) -> NDArray[np.float64]:
    """Points on a circle, for profiles: degrees, 0 is to the right, 90 up."""
    a = np.radians(np.linspace(start, end, n))
    points: NDArray[np.float64] = np.c_[cx + r * np.cos(a), cy + r * np.sin(a)]
    return points


def lathe(*profiles: ArrayLike, n: int = 64) -> Mesh:
    """Turn profiles (radius, height), bottom to top outside, about y. Each is smooth; edges lie between them."""
    parts = []
    a = np.linspace(0, 2 * np.pi, n + 1)
    c, s = np.cos(a), np.sin(a)
    for profile in profiles:
        p = np.asarray(profile, float)
        d = np.gradient(p, axis=0)
        nn = np.c_[d[:, 1], -d[:, 0]]
        nn /= np.linalg.norm(nn, axis=1, keepdims=True) + 1e-12
        m = len(p)
        high = np.broadcast_to(p[:, None, 1], (m, n + 1))
        v = np.stack([p[:, None, 0] * c, high, p[:, None, 0] * s], -1)
        flat = np.broadcast_to(nn[:, None, 1], (m, n + 1))
        normal = np.stack([nn[:, None, 0] * c, flat, nn[:, None, 0] * s], -1)
        along = np.r_[0, np.cumsum(np.linalg.norm(np.diff(p, axis=0), axis=1))]
        uv = np.stack(np.meshgrid(a / (2 * np.pi), along / max(along[-1], 1e-9)), -1)
        parts.append(mesh(v.reshape(-1, 3), _grid_faces(m, n + 1), normal.reshape(-1, 3), uv.reshape(-1, 2)))
    return join(parts)


@lru_cache(maxsize=512)
def cylinder(r: float, h: float, *, bevel: float = 0.005, n: int = 48, top: float | None = None) -> Mesh:
    """Standing on y = 0, with bevelled rims; `top` is the upper radius if it tapers."""
    t = r if top is None else top
    b = min(bevel, h * 0.45, t * 0.9, r * 0.9)
    return lathe(
        [(0, 0), (r - b, 0)],
        np.vstack([arc(r - b, b, b, -90, 0, 5), arc(t - b, h - b, b, 0, 90, 5)]),
        [(t - b, h), (0, h)],
        n=n,
    )


@lru_cache(maxsize=256)
def ball(r: float = 1.0, n: int = 48) -> Mesh:
    return lathe(arc(0, 0, r, -90, 90, n // 2), n=n)


@lru_cache(maxsize=512)
def box(sx: float, sy: float, sz: float, *, bevel: float = 0.02, k: int = 3) -> Mesh:
    """Centred, with rounded edges. Texture coordinates run over each face."""
    half = np.array([sx, sy, sz]) / 2
    r = min(bevel, half.min() * 0.999)
    angles = np.tan(np.radians(np.r_[np.linspace(-45, 0, k), np.linspace(0, 45, k)]))
    sign = np.r_[-np.ones(k), np.ones(k)]
    parts = []
    for axis in range(3):
        b, c = (axis + 1) % 3, (axis + 2) % 3
        ab, ac = np.meshgrid(angles, angles, indexing="ij")
        sb, sc = np.meshgrid(sign, sign, indexing="ij")
        for side in (-1, 1):
            d = np.zeros((*ab.shape, 3))
            d[..., axis], d[..., b], d[..., c] = side, ab, ac
            d /= np.linalg.norm(d, axis=-1, keepdims=True)
            core = np.zeros_like(d)
            core[..., axis], core[..., b], core[..., c] = (
                side * (half[axis] - r),
                sb * (half[b] - r),
                sc * (half[c] - r),
            )
            v = (core + r * d).reshape(-1, 3)
            f = _grid_faces(2 * k, 2 * k)
            width, height = max(2 * half[b], 1e-9), max(2 * half[c], 1e-9)  # a box may be flat
            uv = np.stack([v[:, b] / width + 0.5, v[:, c] / height + 0.5], -1)
            parts.append(mesh(v, f if side > 0 else f[:, ::-1], d.reshape(-1, 3), uv))
    return join(parts)


def stand_box(
    sx: float, sy: float, sz: float, at: Sequence[float] = (0, 0, 0), *, bevel: float = 0.02, k: int = 3
) -> Mesh:
    """A box that stands on `at` instead of being centred there."""
    return place(box(sx, sy, sz, bevel=bevel, k=k), (at[0], at[1] + sy / 2, at[2]))


def quad(w: float, h: float) -> Mesh:
    """Upright, facing +z, centred."""
    x, y = w / 2, h / 2
    corners = [(-x, -y, 0), (x, -y, 0), (x, y, 0), (-x, y, 0)]
    return mesh(corners, [(0, 1, 2), (0, 2, 3)], [(0, 0, 1)] * 4, [(0, 0), (1, 0), (1, 1), (0, 1)])


def floor(w: float, d: float) -> Mesh:
    return place(quad(w, d), tilt=-90)


def prism(sides: int, r: float, h: float, *, corner: float = 0.2, bevel: float = 0.02) -> Mesh:
    """A standing column with `sides` faces and rounded corners (share of the radius): basalt, plinths, nuts."""
    k = 4
    half = np.pi / sides
    centres = 2 * np.pi * np.arange(sides) / sides
    spread = np.linspace(-half, half, k)
    angle = (centres[:, None] + spread).ravel()
    inner = r * (1 - corner)
    base = np.repeat(np.c_[np.cos(centres), np.sin(centres)] * inner, k, axis=0)
    normal = np.c_[np.cos(angle), np.sin(angle)]
    b = min(bevel, h * 0.4, r * 0.4)
    rings, ring_normals = [], []
    for lift, inset, up in [
        (0, 0, 0.0),
        *[(h - b + b * np.sin(t), b - b * np.cos(t), np.sin(t)) for t in np.linspace(0, np.pi / 2, 5)],
    ]:
        xy = base + normal * r * corner
        xy = xy * (1 - inset / r)
        rings.append(np.c_[xy[:, 0], np.full(len(xy), lift), xy[:, 1]])
        out = np.sqrt(max(1 - up * up, 0))
        ring_normals.append(np.c_[normal[:, 0] * out, np.full(len(xy), up), normal[:, 1] * out])
    closed = [np.vstack([ring, ring[:1]]) for ring in rings]
    closed_n = [np.vstack([ring, ring[:1]]) for ring in ring_normals]
    cols = len(closed[0])
    wall = mesh(np.vstack(closed), _grid_faces(len(closed), cols), np.vstack(closed_n))
    top = rings[-1]
    lid = mesh(
        np.vstack([top, [[0, h, 0]]]),
        [(i, len(top), (i + 1) % len(top)) for i in range(len(top))],
        np.tile([0, 1, 0], (len(top) + 1, 1)),
    )
    return join([wall, lid])


def ribbon(path: ArrayLike, width: ArrayLike, side: Sequence[float] = (1, 0, 0)) -> Mesh:
    """A strip along a path (n, 3), `width` metres each side: leaves, blades, paths."""
    p = np.asarray(path, float)
    w = np.broadcast_to(np.asarray(width, float), (len(p),))[:, None]
    s = np.asarray(side, float)
    d = np.gradient(p, axis=0)
    n = np.cross(s, d)
    n /= np.linalg.norm(n, axis=1, keepdims=True) + 1e-12
    t = np.linspace(0, 1, len(p))
    uv = np.vstack([np.c_[np.zeros(len(p)), t], np.c_[np.ones(len(p)), t]])
    i = np.arange(len(p) - 1)
    m = len(p)
    f = np.vstack([np.c_[i, i + m, i + 1], np.c_[i + 1, i + m, i + m + 1]])
    return mesh(np.vstack([p - s * w, p + s * w]), f, np.vstack([n, n]), uv)


def tube(path: ArrayLike, radius: ArrayLike, n: int = 8) -> Mesh:
    """A round rod along a path (m, 3): branches, poles, cables."""
    p = np.asarray(path, float)
    r = np.broadcast_to(np.asarray(radius, float), (len(p),))
    d = np.gradient(p, axis=0)
    d /= np.linalg.norm(d, axis=1, keepdims=True) + 1e-12
    ref = np.where(np.abs(d[:, 1:2]) < 0.9, [[0, 1, 0]], [[1, 0, 0]])
    a = np.cross(d, ref)
    a /= np.linalg.norm(a, axis=1, keepdims=True) + 1e-12
    b = np.cross(d, a)
    t = np.linspace(0, 2 * np.pi, n + 1)
    normal = a[:, None] * np.cos(t)[:, None] + b[:, None] * np.sin(t)[:, None]
    v = p[:, None] + normal * r[:, None, None]
    uv = np.stack(np.meshgrid(t / (2 * np.pi), np.linspace(0, 1, len(p))), -1)
    return mesh(v.reshape(-1, 3), _grid_faces(len(p), n + 1), normal.reshape(-1, 3), uv.reshape(-1, 2))


def boulder(
    rng: np.random.Generator, size: Sequence[float], *, cuts: int = 14, soft: float = 18.0, n: int = 40
) -> Mesh:
    """A worn rock: a ball cut by random planes, its edges rounded by a soft minimum. Stands a little in the ground."""
    a = np.linspace(0, 2 * np.pi, n + 1)
    e = np.linspace(-np.pi / 2, np.pi / 2, n // 2 + 1)
    d = np.stack(
        [
            np.cos(e)[:, None] * np.cos(a),
            np.broadcast_to(np.sin(e)[:, None], (len(e), n + 1)),
            np.cos(e)[:, None] * np.sin(a),
        ],
        -1,
    )
    planes = rng.normal(size=(cuts, 3))
    planes /= np.linalg.norm(planes, axis=1, keepdims=True)
    depth = rng.uniform(0.62, 0.98, cuts)
    reach = np.maximum(d @ planes.T, 1e-3) / depth
    r = 1 / (np.sum(reach**soft, axis=-1) + 1) ** (1 / soft)
    v = d * r[..., None] * np.asarray(size, float) / 2
    du, dv = np.gradient(v, axis=1), np.gradient(v, axis=0)
    du[:, 0] = du[:, -1] = (v[:, 1] - v[:, -2]) / 2
    normal = np.cross(dv, du)
    normal[0], normal[-1] = (0, -1, 0), (0, 1, 0)
    normal /= np.linalg.norm(normal, axis=-1, keepdims=True) + 1e-12
    outward = np.sum(normal * d, -1, keepdims=True)
    normal = np.where(outward < 0, -normal, normal)
    return place(mesh(v.reshape(-1, 3), _grid_faces(len(e), n + 1), normal.reshape(-1, 3)), (0, size[1] * 0.32, 0))
