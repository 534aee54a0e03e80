"""Many at once and other larger pieces: boxes, rods and copies by the hundred, leaves, hillsides, pitched roofs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from generation.engine.previz.things.mesh import Mesh, join, mesh, place
from generation.engine.previz.things.outlines import extrude
from generation.engine.previz.things.relief import noise
from generation.engine.previz.things.solids import flipped, surface

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@lru_cache(maxsize=4)
def _box_template(k: int) -> tuple[Floats, Floats, Ints, Ints]:
    """Directions, signs and axes of the points of a rounded box, and its triangles."""
    a = np.tan(np.radians(np.r_[np.linspace(-45, 0, k), np.linspace(0, 45, k)]))
    s = np.r_[-np.ones(k), np.ones(k)]
    n = 2 * k
    i = np.arange((n - 1) * n).reshape(n - 1, n)[:, :-1].ravel()
    f = np.vstack([np.c_[i, i + n, i + 1], np.c_[i + 1, i + n, i + n + 1]])
    directions: list[Floats] = []
    signs: list[Floats] = []
    axes: list[Ints] = []
    faces: list[Ints] = []
    for axis in range(3):
        b, c = (axis + 1) % 3, (axis + 2) % 3
        for side in (-1, 1):
            d, sign = np.zeros((n, n, 3)), np.zeros((n, n, 3))
            d[..., axis], sign[..., axis] = side, side
            d[..., b], d[..., c] = a[:, None], a[None]
            sign[..., b], sign[..., c] = s[:, None], s[None]
            directions.append((d / np.linalg.norm(d, axis=-1, keepdims=True)).reshape(-1, 3))
            signs.append(sign.reshape(-1, 3))
            axes.append(np.full(n * n, axis))
            faces.append((f if side > 0 else f[:, ::-1]) + len(faces) * n * n)
    return np.vstack(directions), np.vstack(signs), np.concatenate(axes), np.vstack(faces)


def slabs(rows: Iterable[Sequence[float]], bevel: float = 0.01, k: int = 2) -> Mesh:
    """Upright boxes, all at once: rows of (width, height, depth, x, y of the foot, z)."""
    r = np.asarray([tuple(row) for row in rows], float).reshape(-1, 6)
    d, sign, axes, f = _box_template(k)
    half = r[:, :3] / 2
    round_ = np.minimum(bevel, half.min(1) * 0.98)[:, None, None]
    local = sign * (half[:, None] - round_) + d * round_
    v = local + (r[:, 3:] + half * [0, 1, 0])[:, None]
    point = np.arange(len(axes))
    share = local / (2 * half[:, None]) + 0.5
    uv = np.stack([share[:, point, (axes + 1) % 3], share[:, point, (axes + 2) % 3]], -1)
    faces = f[None] + (np.arange(len(r)) * len(d))[:, None, None]
    return mesh(v.reshape(-1, 3), faces.reshape(-1, 3), np.tile(d, (len(r), 1)), uv.reshape(-1, 2))


def crisp(rows: Iterable[Sequence[float]]) -> Mesh:
    """As `slabs`, with sharp edges and a ninth of the triangles: books, windows, bricks."""
    r = np.asarray([tuple(row) for row in rows], float).reshape(-1, 6)
    unit = np.array([(x, y, z) for x in (-0.5, 0.5) for y in (0, 1) for z in (-0.5, 0.5)], float)
    sides = ((0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3))
    normals = np.array([(-1, 0, 0), (1, 0, 0), (0, -1, 0), (0, 1, 0), (0, 0, -1), (0, 0, 1)], float)
    v = unit[np.array(sides).ravel()][None] * r[:, None, :3] + r[:, None, 3:]
    f = np.array([(4 * s, 4 * s + a, 4 * s + a + 1) for s in range(6) for a in (1, 2)])
    faces = f[None] + (np.arange(len(r)) * 24)[:, None, None]
    uv = np.tile([[0, 0], [0, 1], [1, 1], [1, 0]], (6 * len(r), 1))
    return mesh(v.reshape(-1, 3), faces.reshape(-1, 3), np.tile(np.repeat(normals, 4, 0), (len(r), 1)), uv)


def slab_at(w: float, h: float, d: float, x: float = 0, y: float = 0, z: float = 0, bevel: float = 0.01) -> Mesh:
    """One box standing at (x, y, z)."""
    return slabs([(w, h, d, x, y, z)], bevel)


def swarm(
    m: Mesh, at: ArrayLike, *, turn: ArrayLike = 0, tilt: ArrayLike = 0, roll: ArrayLike = 0, scale: ArrayLike = 1
) -> Mesh:
    """Copies of a thing at points (k, 3), each with its own angles (degrees, as in `place`) and size."""
    p = np.asarray(at, float).reshape(-1, 3)
    k = len(p)
    a, b, c = (np.radians(np.broadcast_to(np.asarray(x, float), (k,))) for x in (turn, tilt, roll))
    zero, one = np.zeros(k), np.ones(k)

    def stack(*rows: Sequence[Floats]) -> Floats:
        return np.stack([np.stack(list(row), -1) for row in rows], -2)

    # the same turns as mesh.rotation: about z, then x, then y
    ry = stack((np.cos(a), zero, np.sin(a)), (zero, one, zero), (-np.sin(a), zero, np.cos(a)))
    rx = stack((one, zero, zero), (zero, np.cos(b), -np.sin(b)), (zero, np.sin(b), np.cos(b)))
    rz = stack((np.cos(c), -np.sin(c), zero), (np.sin(c), np.cos(c), zero), (zero, zero, one))
    r = ry @ rx @ rz
    s = np.asarray(scale, float)
    s = np.broadcast_to(s[:, None] if s.ndim == 1 and len(s) == k else s, (k, 3))
    v = np.einsum("kij,knj->kni", r, m.v[None] * s[:, None]) + p[:, None]
    n = np.einsum("kij,knj->kni", r, m.n[None] / s[:, None])
    n /= np.linalg.norm(n, axis=-1, keepdims=True) + 1e-12
    f = m.f[None].astype(np.int64) + (np.arange(k) * len(m.v))[:, None, None]
    return mesh(v.reshape(-1, 3), f.reshape(-1, 3), n.reshape(-1, 3), np.tile(m.uv, (k, 1)))


def rods(starts: ArrayLike, ends: ArrayLike, r: ArrayLike, r2: ArrayLike | None = None, n: int = 8) -> Mesh:
    """Straight closed rods from points (k, 3) to points (k, 3), `r` thick (radius), thinning to `r2`."""
    a, b = (np.asarray(x, float).reshape(-1, 3) for x in (starts, ends))
    k = len(a)
    ra = np.broadcast_to(np.asarray(r, float), (k,))
    rb = ra if r2 is None else np.broadcast_to(np.asarray(r2, float), (k,))
    d = b - a
    d = d / (np.linalg.norm(d, axis=1, keepdims=True) + 1e-12)
    ref = np.where(np.abs(d[:, 1:2]) < 0.9, [[0.0, 1, 0]], [[1.0, 0, 0]])
    s = np.cross(ref, d)
    s /= np.linalg.norm(s, axis=1, keepdims=True) + 1e-12
    u = np.cross(d, s)
    t = 2 * np.pi * np.arange(n) / n
    ring = s[:, None] * np.cos(t)[:, None] + u[:, None] * np.sin(t)[:, None]
    low, high = a[:, None] + ring * ra[:, None, None], b[:, None] + ring * rb[:, None, None]
    out = np.broadcast_to(d[:, None], ring.shape)
    v = np.concatenate([low, high, low, high], 1)
    nn = np.concatenate([ring, ring, -out, out], 1)
    i = np.arange(n)
    j = (i + 1) % n
    fan = np.arange(1, n - 1)
    f = np.vstack([
        np.c_[i, j, i + n], np.c_[j, j + n, i + n],
        np.c_[0 * fan, fan + 1, fan] + 2 * n, np.c_[0 * fan, fan, fan + 1] + 3 * n,
    ])  # fmt: skip
    faces = f[None] + (np.arange(k) * 4 * n)[:, None, None]
    return mesh(v.reshape(-1, 3), faces.reshape(-1, 3), nn.reshape(-1, 3))


def rod(a: Sequence[float], b: Sequence[float], r: float, r2: float | None = None, n: int = 12) -> Mesh:
    return rods([a], [b], r, r2, n)


def foliage(
    rng: np.random.Generator,
    at: ArrayLike,
    size: float,
    *,
    middle: ArrayLike = (0, 0, 0),
    wide: float = 0.32,
    hang: float = 0.0,
    soft: float = 0.65,
) -> Mesh:
    """Leaves at points (k, 3): folded lozenges that point away from `middle` in the main, and down by `hang`.

    Their normals lean outwards by `soft`, so that a crown is shaded as a mass and not as confetti.
    """
    p = np.asarray(at, float).reshape(-1, 3)
    k = len(p)
    out = p - np.asarray(middle, float)
    out /= np.linalg.norm(out, axis=1, keepdims=True) + 1e-9
    aim = out + rng.normal(0, 0.55, (k, 3)) - np.array([0, hang, 0])
    aim /= np.linalg.norm(aim, axis=1, keepdims=True) + 1e-9
    side = np.cross(aim, rng.normal(size=(k, 3)))
    side /= np.linalg.norm(side, axis=1, keepdims=True) + 1e-9
    up = np.cross(side, aim)
    length = size * rng.uniform(0.65, 1.25, k)[:, None]
    fold = up * length * 0.1
    v = np.stack([
        p, p + aim * length * 0.45 - side * length * wide + fold, p + aim * length,
        p + aim * length * 0.45 + side * length * wide + fold,
    ], 1)  # fmt: skip
    n = up * np.where((up * out).sum(1) < 0, -1, 1)[:, None] * (1 - soft) + out * soft
    n /= np.linalg.norm(n, axis=1, keepdims=True) + 1e-9
    f = np.array([[0, 1, 2], [0, 2, 3]])[None] + (np.arange(k) * 4)[:, None, None]
    return mesh(
        v.reshape(-1, 3),
        f.reshape(-1, 3),
        np.repeat(n, 4, 0),
        np.tile([[0.5, 0], [0, 0.5], [0.5, 1], [1, 0.5]], (k, 1)),
    )


def in_ball(rng: np.random.Generator, k: int, hollow: float = 0.5) -> Floats:
    """k points in the unit ball, most of them near its skin when `hollow` is high."""
    d = rng.normal(size=(k, 3))
    d /= np.linalg.norm(d, axis=1, keepdims=True)
    return np.asarray(d * (hollow + (1 - hollow) * rng.random((k, 1))) ** 0.5)


def fractal(x: Floats, z: Floats, seed: int, octaves: int = 5, ridged: bool = False) -> Floats:
    """Noise upon noise, 0-1; `ridged` has crests."""
    y = np.zeros(np.broadcast(x, z).shape)
    whole = 0.0
    for octave in range(octaves):
        n = noise(x * 2.03**octave, z * 2.03**octave, seed + octave)
        y += (1 - np.abs(2 * n - 1) if ridged else n) * 0.5**octave
        whole += 0.5**octave
    return np.asarray(y / whole)


def ground_from(x: Floats, z: Floats, y: Floats) -> Mesh:
    """A piece of land: heights y over a grid of x and z (rows, columns), with an edge down to the lowest point."""
    top = surface(np.stack([x, y, z], -1))
    if top.n[:, 1].mean() < 0:
        top = flipped(top)
    return top


def gabled(w: float, h: float, d: float, rise: float, bevel: float = 0.02) -> Mesh:
    """Walls under a pitched roof: w across, h to the eaves, ridge along z."""
    outline = [(-w / 2, 0), (w / 2, 0), (w / 2, h), (0, h + rise), (-w / 2, h)]
    return extrude(outline, d, bevel=bevel, k=2)


def pitched(w: float, d: float, rise: float, *, thick: float = 0.14, over: float = 0.35) -> Mesh:
    """A roof of even thickness whose underside meets (w/2, 0) and (0, rise); eaves and ends stand out by `over`."""
    slope = rise / (w / 2)
    drop, up = over * slope, thick * np.hypot(1, slope)
    x = w / 2 + over
    return extrude(
        [(-x, -drop), (0, rise), (x, -drop), (x, up - drop), (0, rise + up), (-x, up - drop)],
        d + 2 * over,
        bevel=0.02,
        k=2,
    )


def skin(points: ArrayLike) -> Mesh:
    """A closed tube through rings of points (rows, columns, 3), facing away from its axis."""
    m = surface(points, wrap=True)
    return flipped(m) if float(((m.v - m.v.mean(0)) * m.n).sum()) < 0 else m


def mirrored(m: Mesh) -> Mesh:
    """The thing and its mirror image in x."""
    return join([m, place(m, scale=(-1, 1, 1))])


def corners4(x: float, z: float) -> list[tuple[float, float]]:
    return [(-x, -z), (x, -z), (x, z), (-x, z)]
