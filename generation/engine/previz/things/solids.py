"""Solids from rings and paths: what lathe and box cannot make. They are closed, and their normals point out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from generation.engine.previz.things.mesh import Mesh, arc, join, lathe, mesh, place

Floats = NDArray[np.float64]


def number(p: Mapping[str, Any], name: str, default: float, low: float, high: float) -> float:
    """A parameter as a number within bounds: scenes come from documents that anybody may have written."""
    value = p.get(name, default)
    good = isinstance(value, int | float) and not isinstance(value, bool) and np.isfinite(value)
    return float(min(max(value, low), high)) if good else default


def count(p: Mapping[str, Any], default: int, high: int, name: str = "count") -> int:
    return int(number(p, name, default, 1, high))


def seeded(p: Mapping[str, Any], default: int) -> np.random.Generator:
    """Chance for one thing: the same `seed` grows the same tree."""
    return np.random.default_rng(int(number(p, "seed", default, 0, 1e9)))


def volume(m: Mesh) -> float:
    """Signed volume, cubic metres: above zero when the triangles of a closed mesh face outwards."""
    a, b, c = (m.v[m.f[:, k]].astype(float) for k in range(3))
    return float(np.einsum("ij,ij->i", a, np.cross(b, c)).sum() / 6)


def surface(points: ArrayLike, *, wrap: bool = False) -> Mesh:
    """A smooth sheet through a grid of points (rows, columns, 3). It faces rows x columns; `wrap` joins the columns."""
    p = np.asarray(points, float)
    if wrap:
        p = np.concatenate([p, p[:, :1]], 1)
    du, dv = np.gradient(p, axis=1), np.gradient(p, axis=0)
    if wrap:
        du[:, 0] = du[:, -1] = (p[:, 1] - p[:, -2]) / 2
    n = np.cross(dv, du)
    length = np.linalg.norm(n, axis=-1, keepdims=True)
    for end, inner in ((0, 1), (-1, -2)):  # a row that is one point borrows the direction of its neighbours
        if length[end].max() < length[inner].max() * 1e-3:
            n[end] = n[inner].mean(0)
    n /= np.linalg.norm(n, axis=-1, keepdims=True) + 1e-15
    for row in np.flatnonzero((np.linalg.norm(n, axis=-1) < 0.5).any(1)):  # points that coincide have no direction
        good = np.flatnonzero(np.linalg.norm(n[row], axis=-1) > 0.5)
        if len(good):
            n[row] = n[row, good[np.abs(np.arange(n.shape[1])[:, None] - good).argmin(1)]]
    rows, cols = p.shape[:2]
    i = np.arange((rows - 1) * cols).reshape(rows - 1, cols)[:, :-1].ravel()
    f = np.vstack([np.c_[i, i + cols, i + 1], np.c_[i + 1, i + cols, i + cols + 1]])
    uv = np.stack(np.meshgrid(np.linspace(0, 1, cols), np.linspace(0, 1, rows)), -1)
    return mesh(p.reshape(-1, 3), f, n.reshape(-1, 3), uv.reshape(-1, 2))


def flipped(m: Mesh) -> Mesh:
    return mesh(m.v, m.f[:, ::-1], -m.n, m.uv)


def loft(rings: Sequence[ArrayLike], *, ends: bool = True) -> Mesh:
    """A closed skin over rings of equal length (n, 3), in order; `ends` caps the first and the last."""
    grid = np.stack([np.asarray(r, float) for r in rings])
    parts = [surface(grid, wrap=True)]
    for ring, inner in ((grid[0], grid[1]), (grid[-1], grid[-2])) if ends else ():
        if np.ptp(ring, axis=0).max() > 1e-6:
            parts.append(_cap(ring, ring.mean(0) - inner.mean(0)))
    whole = join(parts)
    centred = mesh(whole.v - whole.v.mean(0), whole.f, whole.n, whole.uv)
    if volume(centred) < 0:
        parts[0] = flipped(parts[0])
    return join(parts)


def _cap(ring: Floats, out: Floats) -> Mesh:
    """A fan over a ring, facing `out`."""
    n = len(ring)
    i = np.arange(n)
    f = np.c_[np.full(n, n), i, (i + 1) % n]
    v = np.vstack([ring, ring.mean(0)])
    area = np.cross(v[f[:, 1]] - v[n], v[f[:, 2]] - v[n]).sum(0)
    if area @ out < 0:
        f, area = f[:, ::-1], -area
    return mesh(v, f, np.broadcast_to(area / (np.linalg.norm(area) + 1e-15), (n + 1, 3)))


def pipe(path: ArrayLike, radius: ArrayLike, n: int = 10, *, closed: bool = False, flat: float = 1.0) -> Mesh:
    """A rod along a path (m, 3) with round ends; it does not twist. `closed` makes a hoop, `flat` squeezes it."""
    p = np.asarray(path, float)
    r = np.broadcast_to(np.asarray(radius, float), (len(p),)).copy()
    d = np.roll(p, -1, 0) - np.roll(p, 1, 0) if closed else np.gradient(p, axis=0)
    d /= np.linalg.norm(d, axis=1, keepdims=True) + 1e-12
    if not closed:  # round the ends: three rings that close like a dome
        t = np.array([0.0, 0.55, 0.87])
        p = np.vstack(
            [
                p[0] - d[0] * r[0] * np.sqrt(1 - t**2)[:, None],
                p,
                p[-1] + d[-1] * (r[-1] * np.sqrt(1 - t[::-1] ** 2))[:, None],
            ]
        )
        d = np.vstack([np.repeat(d[:1], 3, 0), d, np.repeat(d[-1:], 3, 0)])
        r = np.r_[r[0] * np.maximum(t, 1e-4), r, r[-1] * np.maximum(t[::-1], 1e-4)]
    side = np.cross(d[0], (0, 1, 0) if abs(d[0, 1]) < 0.9 else (1, 0, 0))
    sides = np.empty_like(p)
    for i, along in enumerate(d):  # carry the side along the path instead of asking the sky for it
        side = side - along * (side @ along)
        side = side / (np.linalg.norm(side) + 1e-12)
        sides[i] = side
    ups = np.cross(sides, d)
    a = np.linspace(0, 2 * np.pi, n, endpoint=False)
    ring = sides[:, None] * np.cos(a)[:, None] + ups[:, None] * np.sin(a)[:, None] * flat
    grid = p[:, None] + ring * r[:, None, None]
    if closed:
        grid = np.concatenate([grid, grid[:1]])
    m = surface(grid, wrap=True)
    out = (ring if not closed else np.concatenate([ring, ring[:1]]))[:, [*range(n), 0]].reshape(-1, 3)
    return flipped(m) if float((m.n * out).sum()) < 0 else m


@lru_cache(maxsize=512)
def blob(w: float, h: float, d: float, *, flat: float = 2.0, across: float = 2.0, n: int = 32) -> Mesh:
    """A pillow: a ball made squarer, seen from the side by `flat` and from above by `across` (2: round). Centred."""
    lat = np.linspace(-np.pi / 2, np.pi / 2, n // 2 + 1)
    lon = np.linspace(0, 2 * np.pi, n + 1)

    def bent(x: Floats, e: float) -> Floats:
        return np.sign(x) * np.abs(x) ** e

    e1, e2 = 2 / flat, 2 / across
    cl, sl = np.cos(lat).clip(0)[:, None], np.sin(lat)[:, None]
    co, si = np.cos(lon)[None], np.sin(lon)[None]
    v = np.stack(
        np.broadcast_arrays(
            bent(cl, e1) * bent(co, e2) * w / 2, bent(sl, e1) * h / 2, bent(cl, e1) * bent(si, e2) * d / 2
        ),
        -1,
    )
    n_ = np.stack(
        np.broadcast_arrays(
            bent(cl, 2 - e1) * bent(co, 2 - e2) / w, bent(sl, 2 - e1) / h, bent(cl, 2 - e1) * bent(si, 2 - e2) / d
        ),
        -1,
    )
    m = surface(v)
    n_ /= np.linalg.norm(n_, axis=-1, keepdims=True) + 1e-15
    return mesh(m.v, m.f, n_.reshape(-1, 3), m.uv)


@lru_cache(maxsize=256)
def torus(big: float, small: float, n: int = 48, k: int = 16) -> Mesh:
    """A ring lying about y = 0."""
    return lathe(arc(big, 0, small, -180, 180, k + 1), n=n)


def wrap(profile: ArrayLike, degrees: float, *, n: int = 24, u: tuple[float, float] = (0.0, 0.25)) -> Mesh:
    """A label on a turned body: a sector of its profile (radius, height) centred on the front, u from left to right."""
    p = np.asarray(profile, float)
    a = np.radians(np.linspace(90 + degrees / 2, 90 - degrees / 2, n))
    v = np.stack(np.broadcast_arrays(p[:, None, 0] * np.cos(a), p[:, None, 1], p[:, None, 0] * np.sin(a)), -1)
    m = flipped(surface(v))
    uv = np.stack(np.meshgrid(np.linspace(u[0], u[1], n), np.linspace(0, 1, len(p))), -1).reshape(-1, 2)
    return mesh(m.v, m.f, m.n, uv)


def vessel(outside: ArrayLike, wall: float, base: float, level: float, n: int = 64) -> tuple[Mesh, Mesh]:
    """A glass and what is in it: `outside` is (radius, height) from the foot's edge to the rim; drink up to `level`."""
    o = np.asarray(outside, float)
    rim = o[-1, 1]
    y = np.linspace(base + wall, rim, max(12, len(o)))
    r = np.interp(y, o[:, 1], o[:, 0]) - wall
    inner = np.vstack([[[0, base]], [[r[0] * 0.7, base + wall * 0.15]], np.c_[r, y]])
    body = lathe([(0, o[0, 1]), tuple(o[0])], o, [tuple(o[-1]), (o[-1, 0] - wall, rim)], inner[::-1], n=n)
    wet = np.linspace(base + wall, level, 12)
    side = np.maximum(np.interp(wet, y, r) - 0.0003, 1e-4)
    drink = lathe(
        np.vstack([[[0, base + 0.0003]], [[side[0] * 0.7, base + wall * 0.3]], np.c_[side, wet]]),
        [(side[-1], level), (0, level)],
        n=n,
    )
    return body, drink


def around(m: Mesh, many: int, radius: float, *, start: float = 0.0, face: bool = True) -> Mesh:
    """Copies of a thing on a circle about the y axis; each turned outwards when `face`."""
    angles = start + 360 * np.arange(many) / many
    spots = [(radius * np.sin(np.radians(a)), 0.0, radius * np.cos(np.radians(a))) for a in angles]
    return join([place(m, s, turn=float(a) if face else 0.0) for a, s in zip(angles, spots, strict=True)])


def sheet(points: ArrayLike, thick: float) -> Mesh:
    """Cloth or paper: a grid of points (rows, columns, 3) given `thick` metres, closed at the rims."""
    top = surface(points)
    low = mesh(top.v - top.n * thick, top.f[:, ::-1], -top.n, top.uv)
    rows, cols = np.asarray(points).shape[:2]
    i = np.arange(rows * cols).reshape(rows, cols)
    rim = np.r_[i[0, :-1], i[:-1, -1], i[-1, :0:-1], i[:0:-1, 0]]
    edge = surface(np.stack([top.v[rim], low.v[rim]]), wrap=True)
    middle = top.v.mean(0)
    return join([top, low, flipped(edge) if float(((edge.v - middle) * edge.n).sum()) < 0 else edge])


def grounded(parts: dict[str, Mesh]) -> dict[str, Mesh]:
    """The same, its lowest point at y = 0 and its middle over the origin."""
    every = np.vstack([m.v for m in parts.values()])
    lo, hi = every.min(0), every.max(0)
    shift = (-(lo[0] + hi[0]) / 2, -lo[1], -(lo[2] + hi[2]) / 2)
    return {name: place(m, shift) for name, m in parts.items()}


def stood(m: Mesh, at: Sequence[float] = (0, 0, 0), **how: Any) -> Mesh:
    """Turned as asked, then set down with its lowest point at `at`."""
    turned = place(m, (0, 0, 0), **how)
    return place(turned, (at[0], at[1] - float(turned.v[:, 1].min()), at[2]))


def marked(m: Mesh) -> Mesh:
    """The same with one mark of the label texture on it instead of its row of four."""
    return mesh(m.v, m.f, m.n, m.uv * (0.25, 1.0))


def eased(points: ArrayLike, n: int = 36) -> Floats:
    """A smooth curve (n, k) through points (m, k): a cubic from each to the next, its slope that of the neighbours."""
    p = np.asarray(points, float)
    s = np.linspace(0, len(p) - 1, n)
    i = np.clip(s.astype(int), 0, len(p) - 2)
    u = (s - i)[:, None]
    before, a, b, after = p[np.maximum(i - 1, 0)], p[i], p[i + 1], p[np.minimum(i + 2, len(p) - 1)]
    da, db = (b - before) / 2, (after - a) / 2
    bend = (2 * u**3 - 3 * u**2 + 1) * a + (u**3 - 2 * u**2 + u) * da
    curve: Floats = bend + (3 * u**2 - 2 * u**3) * b + (u**3 - u**2) * db
    return curve


def faceted(m: Mesh) -> Mesh:
    """The same with a normal for every face: facets."""
    v = m.v[m.f].reshape(-1, 3)
    n = np.cross(v[1::3] - v[::3], v[2::3] - v[::3])
    size = np.linalg.norm(n, axis=1, keepdims=True)
    n = np.where(size > 1e-10, n / (size + 1e-20), m.n[m.f].mean(1))
    out = (n * m.n[m.f].mean(1)).sum(1, keepdims=True)
    n = np.repeat(np.where(out < 0, -n, n), 3, 0)
    return Mesh(
        v.astype(np.float32),
        np.arange(len(v), dtype=np.uint32).reshape(-1, 3),
        n.astype(np.float32),
        m.uv[m.f].reshape(-1, 2),
    )


def without(m: Mesh, gone: Callable[[Floats], NDArray[np.bool_]]) -> Mesh:
    """The mesh less the triangles whose middle is in a region."""
    f = m.f[~gone(m.v[m.f].mean(1))]
    used, again = np.unique(f, return_inverse=True)
    return Mesh(m.v[used], again.reshape(-1, 3).astype(np.uint32), m.n[used], m.uv[used])
