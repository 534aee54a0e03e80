"""What grows in numbers: grass and flowers by the thousand, woods by the hundred, hedges in rows. Cheap for each."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from generation.engine.previz.things.mesh import Mesh, Params, Parts, ball, join, lathe, mesh, place, ribbon, tube

Array = NDArray[np.float64]

WEARS: Mapping[str, Mapping[str, str]] = {
    "blades": {"blades": "grass", "heads": "accent"},
    "woods": {"bark": "bark", "leaves": "deep leaf"},
    "hedges": {"leaves": "deep leaf", "stakes": "old wood", "fruit": "accent"},
}
KINDS = ("trunk", "conifer", "round", "birch", "palm", "cypress", "bush")


def blades(p: Params) -> Parts:
    """Grass, wheat or flowers over a wedge that opens away from (x, z) = `eye` along -z, from z0 to z1 metres off.

    h: height; spread: half width of the wedge per metre of depth, `near` of them kept at least; count; lean: wind.
    head: "" none, "ear" (wheat), "flower". share: how many carry a head. clear: (x, z, radius) kept free; strips: (x,
    half width) kept free; short: (x0, x1)
    per metre of depth, between which blades have no heads and half the height. Farther blades are fewer and broader.
    """
    rng = np.random.default_rng(p.get("seed", 1))
    count, h = min(int(p.get("count", 3000)), 4000), float(p.get("h", 0.4))
    z0, z1 = float(p.get("z0", 1.0)), float(p.get("z1", 40.0))
    a, b = float(p.get("left", -1.0)), float(p.get("right", 1.0))
    depth = z0 * (z1 / z0) ** rng.random(count)  # evenly in the picture, not on the ground
    across = (a + (b - a) * rng.random(count)) * depth
    u, tall = rng.random(count), h * rng.uniform(0.55, 1.15, count)
    turn, lean = rng.uniform(0, np.pi, count), rng.normal(0.25 * float(p.get("lean", 0.6)), 0.16, count)
    x, z = across, -depth
    keep = np.ones(count, bool)
    for cx, cz, radius in p.get("clear", ()):
        away = np.hypot(x - cx, z - cz)
        tall = tall * np.clip((away - radius) / max(radius, 0.1), 0.25, 1)
        keep &= away > radius
    for middle, half in p.get("strips", ()):
        keep &= np.abs(x - middle) > half
    for s0, s1 in p.get("short", ()):
        inside = (x / depth > s0) & (x / depth < s1)
        tall, u = np.where(inside, tall * 0.55, tall), np.where(inside, 2.0, u)
    x, z, u, tall, turn, lean, depth = (w[keep] for w in (x, z, u, tall, turn, lean, depth))
    if not len(x):
        x = z = u = tall = turn = lean = depth = np.full(1, 1e-3)
    n = len(x)
    wide = (
        h * float(p.get("width", 0.016)) * (1 + 1.1 * depth / (z0 * 12)) * np.random.default_rng(3).uniform(0.7, 1.3, n)
    )
    t = np.linspace(0, 1, 4)
    path = np.stack([x[:, None] + (lean * tall)[:, None] * t**2, tall[:, None] * t * (1 - 0.12 * np.abs(lean))[:, None],
                     z[:, None] + 0.2 * (np.sin(turn * 9) * tall)[:, None] * t**2], -1)  # fmt: skip
    side = np.stack([np.cos(turn), 0 * turn, np.sin(turn)], -1)[:, None] * (wide[:, None] * (1 - 0.8 * t))[..., None]
    v = np.stack([path - side, path + side], 2).reshape(n, 8, 3)
    quad = np.array(
        [(2 * i, 2 * i + 1, 2 * i + 2) for i in range(3)] + [(2 * i + 1, 2 * i + 3, 2 * i + 2) for i in range(3)]
    )
    f = (quad[None] + 8 * np.arange(n)[:, None, None]).reshape(-1, 3)
    normal = np.stack([-np.sin(turn) * 0.4, 0 * turn + 0.85, np.cos(turn) * 0.4], -1)
    parts = {"blades": mesh(v.reshape(-1, 3), f, np.repeat(normal, 8, 0))}
    head = p.get("head", "")
    chosen = np.flatnonzero(u < float(p.get("share", 0.3)))[:2200]
    if head and len(chosen):
        parts["heads"] = _heads(head, path[chosen, -1], h, wide[chosen], float(p.get("bloom", 0.1)), rng)
    return parts


def _heads(kind: str, tips: Array, h: float, wide: Array, bloom: float, rng: np.random.Generator) -> Mesh:
    n = len(tips)
    if kind == "ear":
        model = ball(1, 6)
        size = np.stack([wide * 2.6, 0 * wide + h * 0.075, wide * 2.6], -1)
    else:
        model = _flower()
        size = np.repeat((h * bloom * rng.uniform(0.6, 1.2, n))[:, None], 3, 1) + wide[:, None]
    v = (model.v[None] * size[:, None] + tips[:, None]).reshape(-1, 3)
    f = (model.f[None].astype(np.int64) + len(model.v) * np.arange(n)[:, None, None]).reshape(-1, 3)
    return mesh(v, f, np.tile(model.n, (n, 1)))


@lru_cache(maxsize=1)
def _flower() -> Mesh:
    """A shallow cup of five petals, one unit across the half, open to the lens and the sky."""
    a = np.linspace(0, 2 * np.pi, 21)
    r = 0.72 + 0.28 * np.cos(a * 5)
    rim = np.c_[r * np.cos(a), 0.25 + 0 * a, r * np.sin(a)]
    v = np.vstack([[0, -0.1, 0], rim])
    f = [(0, i + 2, i + 1) for i in range(20)]
    return place(mesh(v, f, np.tile([0, 0.9, 0.4], (22, 1))), tilt=35)


def woods(p: Params) -> Parts:
    """Many trees at once. spots: (x, z, height, kind) with kind a place in KINDS, or (x, y, z, height, kind)."""
    rng = np.random.default_rng(p.get("seed", 1))
    bark: list[Mesh] = []
    leaves: list[Mesh] = []
    for spot in p.get("spots", ((0.0, 0.0, 6.0, 2),)):
        x, y, z, h, kind = spot if len(spot) == 5 else (spot[0], 0.0, *spot[1:])
        name, variant = KINDS[int(kind) % len(KINDS)], int(rng.integers(3))
        turn, thick = float(rng.uniform(0, 360)), float(rng.uniform(0.85, 1.2))
        for part, m in _tree(name, variant).items():
            moved = place(m, (x, y - 0.02 * h, z), turn=turn, scale=(h * thick, h, h * thick))
            (bark if part == "bark" else leaves).append(moved)
    return {key: join(m) for key, m in (("bark", bark), ("leaves", leaves)) if m}


@lru_cache(maxsize=32)
def _tree(kind: str, variant: int) -> Parts:
    """A tree one metre tall; three of each kind."""
    rng = np.random.default_rng([KINDS.index(kind), variant])
    t = np.linspace(0, 1, 7)
    sway = rng.normal(0, 0.012, 2)
    path = np.c_[sway[0] * np.sin(t * 3), t, sway[1] * np.sin(t * 2.3)]
    if kind == "trunk":
        limbs = [tube(path, 0.0125 * (1.3 - 0.8 * t) + 0.012 * np.exp(-t * 26), n=9)]
        for _ in range(6):
            y, a = rng.uniform(0.35, 0.95), rng.uniform(0, 6.3)
            reach = rng.uniform(0.03, 0.09)
            limbs.append(tube([(0, y, 0), (reach * np.cos(a), y + 0.03, reach * np.sin(a))], (0.003, 0.0007), n=5))
        return {"bark": join(limbs)}
    if kind == "conifer":
        return {"bark": tube(path[:3], (0.014, 0.012, 0.01), n=7), "leaves": _conifer(rng)}
    if kind == "palm":
        return _palm(rng)
    if kind == "cypress":
        profile = [(0.02, 0.04), (0.07, 0.15), (0.085, 0.35), (0.07, 0.6), (0.035, 0.85), (0.0, 1.0)]
        return {"bark": tube(path[:2], 0.012, n=6), "leaves": _ruffle(lathe(profile, n=18), rng, 0.25)}
    if kind == "bush":
        return {"leaves": _crown(rng, centre=0.42, radii=(0.6, 0.42, 0.6), clumps=16, size=0.24, leaves=160)}
    if kind == "birch":
        limbs = [tube(path, 0.011 * (1.15 - t), n=9)]
        return {"bark": join(limbs), "leaves": _crown(rng, 0.68, (0.15, 0.3, 0.15), 14, 0.085, 260)}
    limbs = [tube(path[:5], 0.03 * (1.2 - t[:5]), n=9)]
    for a in rng.uniform(0, 6.3, 5):
        way = np.array([np.cos(a), 0, np.sin(a)])
        line = [0 * way + (0, 0.3, 0), 0.12 * way + (0, 0.5, 0), 0.22 * way + (0, 0.66, 0)]
        limbs.append(tube(line, (0.014, 0.008, 0.003), n=6))
    return {"bark": join(limbs), "leaves": _crown(rng, 0.64, (0.34, 0.31, 0.34), 30, 0.13, 420)}


def _crown(
    rng: np.random.Generator, centre: float, radii: tuple[float, float, float], clumps: int, size: float, leaves: int
) -> Mesh:
    """Ruffled clumps inside an ellipsoid with loose leaves about them, so that the outline is never a ball's."""
    parts = []
    for _ in range(clumps):
        d = rng.normal(size=3)
        d /= np.linalg.norm(d)
        d[1] = d[1] if d[1] > -0.5 else -d[1]
        at = d * np.array(radii) * rng.uniform(0.3, 0.92) + [0, centre, 0]
        s = size * rng.uniform(0.75, 1.2)
        parts.append(
            place(_ruffle(ball(1, 10), rng, 0.35), at, scale=(s, s * 0.75, s), turn=float(rng.uniform(0, 360)))
        )
    d = rng.normal(size=(leaves, 3))
    d /= np.linalg.norm(d, axis=1, keepdims=True)
    spot = d * np.array(radii) * rng.uniform(0.85, 1.25, (leaves, 1)) + [0, centre, 0]
    a, b = rng.normal(size=(2, leaves, 3)) * size * 0.22
    v = np.stack([spot - a, spot + b, spot + a], 1).reshape(-1, 3)
    parts.append(mesh(v, np.arange(3 * leaves).reshape(-1, 3), np.repeat(d, 3, 0)))
    return join(parts)


def _ruffle(m: Mesh, rng: np.random.Generator, share: float) -> Mesh:
    """Move points along their normals by chance; the seam of a lathe is kept closed by rounding where they are."""
    k = rng.uniform(5, 9, 3)
    bump = np.sin(m.v @ k) * np.sin((m.v @ k[::-1]) * 1.7 + 1)
    n = m.n + 0.9 * np.stack([np.sin(m.v[:, i] * 17 * k[i]) for i in range(3)], -1) * share
    n /= np.linalg.norm(n, axis=1, keepdims=True) + 1e-9
    wide = float(np.abs(m.v[:, [0, 2]]).max())
    return mesh(m.v + m.n * (bump * share * wide * 0.8)[:, None], m.f, n, m.uv)


def _conifer(rng: np.random.Generator) -> Mesh:
    """Boughs in tiers, each a drooping tapered strip with a ragged edge, so that the outline is a fir's."""
    parts, tiers = [], 17
    for k in range(tiers):
        share = k / (tiers - 1)
        y, r = 0.08 + 0.88 * share**0.95, 0.19 * (1 - share) ** 0.8 + 0.008
        for a in np.linspace(0, 360, 10)[:-1] + rng.uniform(0, 40):
            out, s = r * rng.uniform(0.75, 1.12), np.linspace(0, 1, 6)
            line = np.c_[out * s, y + 0.03 - out * (0.15 * s + 0.45 * s**2), 0 * s]
            wide = r * np.array([0.16, 0.3, 0.2, 0.26, 0.13, 0.01]) * rng.uniform(0.8, 1.2)
            bough = [ribbon(line, wide, (0, 0.5 * q, 1)) for q in (-1.0, 1.0)]
            parts.append(place(join(bough), turn=float(a)))
    parts.append(lathe([(0.015, 0.1), (0.05, 0.2), (0.0, 0.98)], n=8))
    return join(parts)


def _palm(rng: np.random.Generator) -> Parts:
    """A bent stem and arching fronds of narrow leaflets."""
    t = np.linspace(0, 1, 8)
    bend = rng.uniform(0.04, 0.16)
    path = np.c_[bend * t**2, 0.82 * t, 0 * t]
    fronds = []
    for a in np.linspace(0, 360, 15)[:-1] + rng.uniform(0, 20):
        up, s = rng.uniform(0.02, 0.16), np.linspace(0, 1, 15)
        line = np.c_[0.36 * s, 0.82 + up * 2.4 * s - (0.26 + up) * 1.9 * s**2, 0 * s]
        frond = [tube(line[::2], 0.002, n=4)]
        for i in range(1, 15):
            reach = 0.1 * np.sin(np.pi * (0.1 + 0.85 * s[i])) ** 0.6
            for q in (-1, 1):
                u = np.linspace(0, 1, 3)
                leaf = line[i] + np.c_[0.55 * reach * u, -0.4 * reach * u**2, q * reach * u]
                frond.append(ribbon(leaf, (0.006, 0.008, 0.0008), (1, 0.2, 0)))
        fronds.append(place(join(frond), (bend, 0, 0), turn=float(a)))
    return {"bark": tube(path, 0.016 * (1.3 - 0.5 * t), n=9), "leaves": join(fronds)}


def hedges(p: Params) -> Parts:
    """Rows of vines or bushes: rows: (x, z, length), each along -z from (x, z); w, h metres; fruit on request."""
    rng = np.random.default_rng(p.get("seed", 1))
    w, h, foot = float(p.get("w", 0.6)), float(p.get("h", 1.6)), float(p.get("foot", 0.45))
    leaves, stakes, fruit = [], [], []
    for x, z, length in p.get("rows", ((0.0, 0.0, 30.0),)):
        n = int(min(max(length / (w * 0.55), 6), 90))
        for i in range(n):
            # Clumps grow with the distance from the row's near end: far ones are a pixel wide.
            s = (i / n) ** 1.5
            stretch = max(1.5 * length / n * s**0.35, w * 0.8)
            size = (w * rng.uniform(0.5, 0.72), (h - foot) * rng.uniform(0.5, 0.62), stretch)
            at = (x + rng.normal(0, 0.05 * w), (h + foot) / 2 + rng.normal(0, 0.04 * h), z - length * s)
            leaves.append(place(_clump(int(rng.integers(4))), at, scale=size))
            if i % 4 == 0 and i < 48:
                stakes.append(tube([(at[0], 0, at[2]), (at[0], foot + 0.2 * h, at[2])], 0.035 * w, n=6))
            if p.get("fruit") and i < 30:
                for _ in range(3):
                    spot = (
                        at[0] + rng.choice((-1, 1)) * w * 0.5,
                        foot + rng.uniform(0.1, 0.5) * h,
                        at[2] + rng.uniform(-1, 1) * stretch,
                    )
                    fruit.append(place(ball(0.05 * h, 8), spot))
    parts = {"leaves": join(leaves), "stakes": join(stakes)}
    return parts | ({"fruit": join(fruit)} if fruit else {})


@lru_cache(maxsize=4)
def _clump(variant: int) -> Mesh:
    rng = np.random.default_rng(variant)
    core = _ruffle(ball(1, 12), rng, 0.4)
    d = rng.normal(size=(170, 3))
    d /= np.linalg.norm(d, axis=1, keepdims=True)
    a, b = rng.normal(size=(2, 170, 3)) * 0.13
    v = np.stack([d * 1.05 - a, d * 1.05 + b, d * 1.05 + a], 1).reshape(-1, 3)
    return join([core, mesh(v, np.arange(510).reshape(-1, 3), np.repeat(d, 3, 0))])
