"""Trees, one by one: a trunk that forks, and a crown of leaves in clumps."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.crowns import Points, leafage
from generation.engine.previz.things.mesh import Mesh, Params, Parts, join, lathe, mesh, place, tube
from generation.engine.previz.things.shells import foliage, in_ball, rods, swarm
from generation.engine.previz.things.solids import grounded, number, seeded

WEARS: Mapping[str, Mapping[str, str]] = {
    "tree": {"bark": "trunk", "leaves": "oak leaf"},
    "oak": {"bark": "trunk", "leaves": "oak leaf"},
    "birch": {"bark": "birch bark", "leaves": "spring leaf"},
    "palm": {"bark": "palm bark", "leaves": "palm leaf", "fruit": "old wood"},
    "willow": {"bark": "trunk", "leaves": "willow leaf"},
    "cherry_tree": {"bark": "cherry bark", "leaves": "blossom"},
    "bare_tree": {"bark": "trunk"},
    "olive_tree": {"bark": "drift wood", "leaves": "willow leaf"},
    "acacia": {"bark": "trunk", "leaves": "oak leaf"},
}


def _limbs(
    rng: np.random.Generator, h: float, r: float, *, fork: float, levels: int, spread: float, lift: float, many: int
) -> tuple[Mesh, Points]:
    """A trunk and its branches, and where the last twigs end. `fork`: share of h below the first branch."""
    t = np.linspace(0, 1, 10)
    top = fork * h
    sway = rng.normal(0, 0.02 * h, 2)
    trunk = np.c_[sway[0] * np.sin(t * 2.5), t * top * 1.06, sway[1] * np.sin(t * 2.1)]
    girth = r * (1.15 - 0.4 * t) * (1 + 0.75 * np.exp(-t * 16))
    parts = [tube(trunk, girth, n=14)]
    starts = (
        np.tile(trunk[-2], (many, 1))
        - np.c_[0 * np.arange(many), rng.uniform(0, 0.25, many) * top, 0 * np.arange(many)]
    )
    heading = np.linspace(0, 2 * np.pi, many, endpoint=False) + rng.uniform(0, 6)
    aim = np.c_[np.cos(heading) * spread, np.full(many, lift) + rng.uniform(-0.1, 0.35, many), np.sin(heading) * spread]
    length, thick = (h - top) * 0.5, r * 0.55
    for level in range(levels):
        aim[:, 1] = np.maximum(aim[:, 1], -0.1)  # no branch grows into the ground
        aim = aim / np.linalg.norm(aim, axis=1, keepdims=True)
        reach = length * rng.uniform(0.75, 1.2, len(aim))[:, None]
        middle = starts + aim * reach * 0.5 + rng.normal(0, 0.06, (len(aim), 3)) * reach
        ends = starts + aim * reach + np.array([0, 0.12, 0]) * reach
        n = 8 if level == 0 else 5
        if level < 3:
            parts += [rods(starts, middle, thick, thick * 0.75, n), rods(middle, ends, thick * 0.75, thick * 0.45, n)]
        else:
            parts.append(rods(starts, ends, thick, thick * 0.4, 4))
        if level == levels - 1:
            return join(parts), np.vstack([ends, middle])
        twigs = 3
        starts = np.repeat(ends, twigs, 0) - np.repeat(aim * reach, twigs, 0) * rng.uniform(
            0, 0.35, (len(ends) * twigs, 1)
        )
        aim = np.repeat(aim, twigs, 0) * 0.8 + rng.normal(0, 0.55, (len(ends) * twigs, 3)) + np.array([0, 0.15, 0])
        length, thick = length * 0.62, thick * 0.5
    return join(parts), ends


def _broadleaf(
    p: Params,
    h: float,
    *,
    fork: float,
    spread: float,
    lift: float,
    many: int,
    girth: float,
    clump: float,
    leaves: int,
    size: float,
    flat: float = 0.75,
) -> Parts:
    rng = seeded(p, 1)
    bark, tips = _limbs(
        rng, h, number(p, "r", girth * h, 0.01, 2), fork=fork, levels=3, spread=spread, lift=lift, many=many
    )
    middle = tips.mean(0)
    reach = np.percentile(np.abs(tips - middle), 80, axis=0) * 1.2
    fill = middle + in_ball(rng, len(tips) // 2, 0.45) * reach  # what the branches leave open
    clumps = np.vstack([tips, fill[fill[:, 1] > fork * h * 1.05]])
    crown = leafage(rng, clumps, clump * h * 1.15, leaves, size * h * 1.2, middle - [0, 0.12 * h, 0], flat)
    return {"bark": bark, "leaves": crown}


def tree(p: Params) -> Parts:
    """A round broad-leaved tree, h high; `bare` leaves the trunk alone (a forest's column)."""
    h = number(p, "h", 6.0, 0.3, 60)
    if not p.get("bare"):
        return _broadleaf(
            {"seed": 1, **p},
            h,
            fork=0.34,
            spread=0.8,
            lift=0.75,
            many=6,
            girth=0.022,
            clump=0.085,
            leaves=11000,
            size=0.03,
        )
    rng = seeded(p, 1)
    r = number(p, "r", 0.022 * h, 0.01, 3)
    t = np.linspace(0, 1, 14)
    sway = rng.normal(0, 0.012 * h, (2,))
    path = np.c_[sway[0] * np.sin(t * 3), t * h, sway[1] * np.sin(t * 2.3)]
    bark = [tube(path, r * (1.25 - 0.75 * t) * (1 + 0.5 * np.exp(-t * 22)), n=18)]
    for _ in range(int(number(p, "stubs", 5, 0, 60))):
        y, a = h * rng.uniform(0.3, 0.85), rng.uniform(0, 6.3)
        reach = rng.uniform(0.3, 0.9) * (1 - y / h) * 2
        end = (reach * np.cos(a), y + reach * 0.5, reach * np.sin(a))
        bark.append(
            tube([(0, y, 0), (end[0] * 0.5, y + reach * 0.16, end[2] * 0.5), end], (r * 0.34, r * 0.2, r * 0.08), n=7)
        )
    return {"bark": join(bark)}


def oak(p: Params) -> Parts:
    """Broad and low, its limbs thick."""
    return _broadleaf(
        p,
        number(p, "h", 11, 2, 40),
        fork=0.24,
        spread=1.25,
        lift=0.55,
        many=7,
        girth=0.04,
        clump=0.09,
        leaves=13000,
        size=0.026,
    )


def birch(p: Params) -> Parts:
    """Slender and airy, white bark."""
    return _broadleaf(
        p,
        number(p, "h", 10, 2, 30),
        fork=0.42,
        spread=0.42,
        lift=0.95,
        many=6,
        girth=0.013,
        clump=0.07,
        leaves=6500,
        size=0.02,
        flat=1.3,
    )


def cherry_tree(p: Params) -> Parts:
    """In blossom: a low vase of pale clouds."""
    return _broadleaf(
        p,
        number(p, "h", 5.5, 2, 15),
        fork=0.28,
        spread=1.1,
        lift=0.62,
        many=6,
        girth=0.03,
        clump=0.1,
        leaves=14000,
        size=0.02,
        flat=0.62,
    )


def olive_tree(p: Params) -> Parts:
    """Short gnarled trunk, silver crown."""
    return _broadleaf(
        p,
        number(p, "h", 4.5, 1, 10),
        fork=0.3,
        spread=0.9,
        lift=0.7,
        many=5,
        girth=0.055,
        clump=0.1,
        leaves=9000,
        size=0.022,
    )


def acacia(p: Params) -> Parts:
    """A flat umbrella on a thin trunk: the savanna's tree."""
    rng, h = seeded(p, 1), number(p, "h", 7, 2, 20)
    bark, tips = _limbs(rng, h * 0.94, 0.022 * h, fork=0.5, levels=3, spread=1.5, lift=0.55, many=6)
    top = float(tips[:, 1].max())
    flat = tips[tips[:, 1] > np.percentile(tips[:, 1], 35)] * [1, 0.25, 1] + [0, 0.75 * top, 0]
    leaves = leafage(rng, flat, 0.13 * h, 12000, 0.022 * h, np.array([0, h * 0.2, 0]), flat=0.28)
    return {"bark": bark, "leaves": leaves}


def bare_tree(p: Params) -> Parts:
    """Winter: every twig, no leaf."""
    rng, h = seeded(p, 3), number(p, "h", 8, 1, 40)
    bark, _ = _limbs(rng, h, 0.032 * h, fork=0.3, levels=6, spread=0.85, lift=0.8, many=5)
    return {"bark": bark}


def willow(p: Params) -> Parts:
    """A weeping willow: curtains of leaves that hang almost to the ground."""
    rng, h = seeded(p, 1), number(p, "h", 8, 2, 25)
    bark, tips = _limbs(rng, h * 0.95, 0.04 * h, fork=0.28, levels=3, spread=1.0, lift=0.75, many=6)
    many, each = 300, 36
    start = tips[rng.integers(0, len(tips), many)] + rng.normal(0, 0.05 * h, (many, 3))
    out = start * [1, 0, 1]
    out /= np.linalg.norm(out, axis=1, keepdims=True) + 1e-9
    fall = (start[:, 1] * rng.uniform(0.35, 0.9, many))[:, None]
    t = np.linspace(0, 1, each)[None]
    bow = 0.1 * h * np.sqrt(t)
    at = (
        start[:, None]
        + out[:, None] * bow[..., None]
        + np.stack([0 * fall * t, -fall * t**1.25 + 0.05 * h * np.sin(np.pi * t), 0 * fall * t], -1)
    )
    at = at + rng.normal(0, 0.006 * h, at.shape)
    at[..., 1] = np.maximum(at[..., 1], 0.03 * h)
    leaves = foliage(rng, at.reshape(-1, 3), 0.034 * h, middle=(0, h * 0.6, 0), wide=0.15, hang=3.0, soft=0.7)
    return {"bark": bark, "leaves": leaves}


def palm(p: Params) -> Parts:
    """A coconut palm: a ringed, leaning trunk and a fountain of feathered fronds."""
    rng, h = seeded(p, 1), number(p, "h", 7, 1, 25)
    t = np.linspace(0, 1, 40)
    lean = 0.14 * h
    path = np.c_[lean * t**1.8, h * 0.86 * t, 0 * t]
    bark = tube(
        path, 0.022 * h * (1.1 - 0.5 * t) * (1 + 0.4 * np.exp(-t * 14)) * (1 + 0.07 * (np.arange(40) % 2)), n=14
    )
    top = path[-1]
    frond_t, each = np.linspace(0.06, 1, 34), 34
    parts, many = [], 18
    for i in range(many):
        a, up = i * 2.4 + rng.uniform(-0.2, 0.2), np.interp(i, (0, many), (1.15, -0.25)) + rng.normal(0, 0.1)
        length = 0.36 * h * rng.uniform(0.85, 1.1)
        x = length * frond_t * np.cos(up * 0.7)
        y = length * (frond_t * np.sin(up) * 1.1 - 0.75 * frond_t**2.2)
        spine = np.c_[x * np.cos(a), y, x * np.sin(a)] + top
        side = np.array([-np.sin(a), 0, np.cos(a)])
        reach = 0.09 * h * np.sin(np.pi * np.clip(frond_t * 0.93 + 0.05, 0, 1)) ** 0.6
        along = np.gradient(spine, axis=0)
        along /= np.linalg.norm(along, axis=1, keepdims=True)
        for s in (-1, 1):
            tip = spine + (side * s * 0.8 + along * 0.55 - [0, 0.5, 0]) * reach[:, None]
            w = along * 0.011 * h
            v = np.stack([spine - w * 0.6, spine + w * 0.6, tip], 1).reshape(-1, 3)
            n = np.cross(along, side * s)
            n = np.where(n[:, 1:2] < 0, -n, n)
            parts.append(
                mesh(
                    v, np.arange(each * 3).reshape(-1, 3), np.repeat(n / np.linalg.norm(n, axis=1, keepdims=True), 3, 0)
                )
            )
        parts.append(tube(spine, 0.006 * h * (1.1 - frond_t), n=4))
    nuts = swarm(
        place(lathe([(0, 0), (0.7, 0.4), (0.8, 1), (0.5, 1.5), (0, 1.8)], n=14), (0, -0.9, 0)),
        top + rng.normal(0, 0.018 * h, (6, 3)) - [0, 0.03 * h, 0],
        scale=0.02 * h,
    )
    return grounded({"bark": bark, "leaves": join(parts), "fruit": nuts})
