"""Plants in pots, cacti, ivy."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import Mesh, Params, Parts, join, lathe, mesh, place, tube
from generation.engine.previz.things.outlines import tile
from generation.engine.previz.things.shells import foliage, in_ball, rods, skin, swarm
from generation.engine.previz.things.solids import blob, number, pipe, seeded, surface

WEARS: Mapping[str, Mapping[str, str]] = {
    "plant": {"pot": "ceramic", "leaves": "glossy leaf", "soil": "soil"},
    "monstera": {"pot": "ceramic", "leaves": "glossy leaf", "soil": "soil"},
    "fiddle_leaf": {"pot": "linen", "leaves": "glossy leaf", "bark": "trunk", "soil": "soil"},
    "cactus": {"pot": "terracotta", "body": "cactus", "soil": "soil", "flower": "petal pink"},
    "saguaro": {"body": "cactus"},
    "succulent": {"pot": "terracotta", "leaves": "succulent", "soil": "soil"},
    "bonsai": {"pot": "slate", "leaves": "needle", "bark": "pine bark", "soil": "moss"},
    "potted_palm": {"pot": "linen", "leaves": "palm leaf", "soil": "soil"},
    "ivy": {"leaves": "glossy leaf", "bark": "trunk"},
}


def _pot(r: float, h: float, taper: float = 0.76) -> tuple[Mesh, Mesh]:
    """A pot with a rim, and its earth."""
    body = lathe(
        [(0, 0), (r * taper, 0)],
        [(r * taper, 0), (r * 0.98, h * 0.97), (r, h)],
        [(r, h), (r * 0.92, h)],
        [(r * 0.92, h), (r * 0.9, h * 0.88)],
        n=48,
    )
    return body, lathe([(r * 0.91, h * 0.9), (0, h * 0.92)], n=32)


def _blade(length: float, width: float, bend: float, fold: float = 0.25, n: int = 9) -> Mesh:
    """A leaf that rises from the origin, bends towards +z, folded along its middle."""
    t = np.linspace(0, 1, n)
    w = width * np.sin(np.pi * np.clip(t * 0.95 + 0.04, 0, 1)) ** 0.8
    y, z = t * length * (1 - 0.32 * bend * t), t * t * length * bend * 0.72
    rows = [np.stack([s * w, y, z - fold * w * abs(s)], -1) for s in (-1, 0, 1)]
    return surface(np.stack(rows, 1))


def plant(p: Params) -> Parts:
    """A potted plant with arching leaves."""
    rng = seeded(p, 3)
    pot, soil = _pot(0.19, 0.37)
    leaves = []
    for _ in range(int(number(p, "leaves", 54, 4, 160))):
        leaf = _blade(rng.uniform(0.55, 1.2), 0.052, rng.uniform(0.25, 1.0))
        leaves.append(place(leaf, (0, 0.34, 0), turn=float(rng.uniform(0, 360))))
    return {"pot": pot, "leaves": join(leaves), "soil": soil}


def _split_leaf(slits: int) -> Mesh:
    """A heart-shaped leaf cut in from its edge; 1 long along z from the stalk, its face up."""
    a = np.linspace(-0.92 * np.pi, 0.92 * np.pi, 121)
    r = 0.5 * (1 + 0.25 * np.cos(a)) * (1 + 0.12 * np.cos(2 * a))
    cut = 0.5 + 0.5 * np.cos(a * slits)
    r = r * (1 - 0.5 * (cut**9) * (np.abs(a) > 0.3))
    x, z = r * np.sin(a) * 1.05, 0.32 + r * np.cos(a)
    ring = np.c_[x, -0.22 * x**2 - 0.18 * z**2, z]
    spine = np.c_[0 * z, 0.03 - 0.18 * np.clip(z, 0, 1) ** 2, np.clip(z * 0.55 + 0.1, 0.02, 0.75)]
    m = surface(np.stack([spine, (spine + ring) / 2 + [0, 0.03, 0], ring]))
    return mesh(m.v, m.f, np.where(m.n[:, 1:2] < 0, -m.n, m.n), m.uv)


def monstera(p: Params) -> Parts:
    """Big split leaves on long stalks."""
    rng = seeded(p, 7)
    pot, soil = _pot(0.18, 0.3, 0.85)
    leaf, parts = _split_leaf(9), []
    for i in range(int(number(p, "leaves", 15, 3, 40))):
        a, high = i * 137.5 + rng.uniform(-15, 15), rng.uniform(0.35, 0.95)
        out = rng.uniform(0.18, 0.42) * (1.25 - 0.5 * high)
        end = (0.0, 0.28 + high, out)
        stalk = tube(np.array([[0, 0.27, 0.02], [0, 0.3 + high * 0.55, out * 0.3], end]), (0.009, 0.007, 0.005), n=6)
        head = place(leaf, end, tilt=float(rng.uniform(15, 55)), scale=float(rng.uniform(0.24, 0.38)))
        parts.append(place(join([stalk, head]), turn=a))
    return {"pot": pot, "leaves": join(parts), "soil": soil}


def fiddle_leaf(p: Params) -> Parts:
    """A slim stem with large oval leaves: the fiddle-leaf fig, also the rubber plant."""
    rng = seeded(p, 2)
    pot, soil = _pot(0.19, 0.34, 0.9)
    t = np.linspace(0, 1, 12)
    stems = [
        np.c_[0.05 * k * np.sin(t * 2) + 0.1 * k * t, 0.3 + t * top, 0.05 * np.sin(t * 3) * k]
        for k, top in ((1, 1.25), (-1, 0.95))
    ]
    leaves = []
    leaf = _blade(0.34, 0.11, 0.6, 0.18, 11)
    for stem in stems:
        many = 22
        u = np.linspace(0.22, 1.0, many)
        at = np.stack([np.interp(u, t, stem[:, k]) for k in range(3)], -1)
        leaves.append(
            swarm(
                leaf,
                at,
                turn=np.arange(many) * 137.5,
                tilt=np.linspace(62, 12, many) + rng.normal(0, 8, many),
                scale=rng.uniform(0.7, 1.1, many),
            )
        )
    return {
        "pot": pot,
        "leaves": join(leaves),
        "bark": join([tube(s, 0.016 * (1.1 - 0.5 * t), n=8) for s in stems]),
        "soil": soil,
    }


def _ribbed(r: float, h: float, ribs: int, n: int = 72) -> Mesh:
    """A ribbed standing column with a round top: cactus bodies."""
    a = np.linspace(0, 2 * np.pi, n, endpoint=False)
    t = np.linspace(0, 1, 18)
    wide = (
        r
        * np.minimum(1, np.sqrt(np.maximum(1 - np.maximum(t - 1 + r / h, 0) ** 2 * (h / r) ** 2, 0)) + 1e-3)
        * (0.86 + 0.14 * np.minimum(t * 4, 1))
    )
    ring = 1 - 0.14 * np.abs(np.sin(a * ribs / 2))[None] ** 0.7
    rr = wide[:, None] * ring
    return skin(np.stack([rr * np.cos(a), np.broadcast_to(t[:, None] * h, rr.shape), -rr * np.sin(a)], -1))


def cactus(_: Params) -> Parts:
    """A small ribbed cactus in a clay pot, with one flower."""
    pot, soil = _pot(0.07, 0.11)
    body = place(_ribbed(0.055, 0.2, 12), (0, 0.09, 0))
    arm = place(_ribbed(0.027, 0.08, 9, 45), (0.062, 0.17, 0.01), roll=-18)
    petal = _blade(0.035, 0.009, 0.6, 0.1, 6)
    flower = swarm(petal, np.tile([[0, 0.285, 0]], (12, 1)), turn=np.arange(12) * 30.0, tilt=25.0)
    return {"pot": pot, "soil": soil, "body": join([body, arm]), "flower": flower}


def saguaro(p: Params) -> Parts:
    """The tall cactus of the desert, its arms raised."""
    h = number(p, "h", 4.0, 0.5, 15)
    r = 0.07 * h
    arms = []
    for turn, y, reach, up in ((15.0, 0.42, 0.17, 0.34), (195.0, 0.33, 0.2, 0.26)):
        t = np.linspace(0, np.pi / 2, 8)
        bend = np.c_[reach * h * np.sin(t), y * h + 0.1 * h * (1 - np.cos(t)), 0 * t]
        path = np.vstack([[[0, y * h, 0]], bend[1:], [[reach * h, (y + 0.1 + up) * h, 0]]])
        arms.append(place(pipe(path, np.r_[np.full(len(path) - 1, 0.7 * r), 0.6 * r], 18), turn=turn))
    return {"body": join([_ribbed(r, h, 16, 96), *arms])}


def succulent(_: Params) -> Parts:
    """A rosette of fat leaves in a low bowl."""
    pot, soil = _pot(0.08, 0.075, 0.7)
    leaf = place(blob(0.034, 0.075, 0.015, flat=2, across=2, n=16), (0, 0.034, 0))
    k = np.arange(44)
    size = np.linspace(1.25, 0.35, 44)
    return {
        "pot": pot,
        "soil": soil,
        "leaves": swarm(
            leaf, np.c_[0 * k, 0.075 + 0.028 * k / 44, 0 * k], turn=k * 137.5, tilt=np.linspace(74, 8, 44), scale=size
        ),
    }


def bonsai(p: Params) -> Parts:
    """A small old pine in a shallow tray."""
    rng = seeded(p, 1)
    t = np.linspace(0, 1, 16)
    path = np.c_[0.1 * np.sin(t * 5.2) * (1 - 0.3 * t), 0.06 + 0.3 * t, 0.03 * np.sin(t * 4)]
    pads = np.array(
        [(-0.13, 0.19, 0.02), (0.14, 0.25, 0.0), (-0.09, 0.32, -0.02), (0.03, 0.39, 0.01), (0.05, 0.28, 0.09)]
    )
    roots = path[[6, 9, 12, 15, 10]]
    leaves = [
        foliage(rng, c + in_ball(rng, 900, 0.5) * [0.09, 0.032, 0.08], 0.02, middle=c - [0, 0.1, 0], wide=0.22)
        for c in pads
    ]
    tray = join([tile(0.4, 0.055, 0.26, 0.05, 0.008), tile(0.3, 0.01, 0.18, 0.03)])
    return {
        "pot": place(tray, (0, 0.006, 0)), "soil": place(blob(0.35, 0.03, 0.21, flat=2, across=4), (0, 0.062, 0)),
        "bark": join([
            tube(path, 0.03 * (1.1 - 0.75 * t) * (1 + 0.7 * np.exp(-t * 10)), n=10),
            rods(roots, pads - [0, 0.01, 0], 0.01, 0.005, 6),
        ]),
        "leaves": join(leaves),
    }  # fmt: skip


def _feather(length: float, many: int = 22) -> Mesh:
    """A palm frond that arches towards +z, leaflets on both sides."""
    t = np.linspace(0.12, 1, many)
    spine = np.c_[0 * t, length * (t - 0.42 * t**2.4), length * 0.62 * t**1.7]
    along = np.gradient(spine, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    parts = [tube(np.vstack([[[0, 0, 0]], spine]), np.linspace(0.008, 0.002, many + 1), n=5)]
    for s in (-1, 1):
        reach = 0.3 * length * np.sin(np.pi * np.clip(t * 0.9 + 0.06, 0, 1)) ** 0.6
        tip = spine + (np.array([s * 0.85, -0.28, 0]) + along * 0.5) * reach[:, None]
        w = along * length * 0.013
        middle = (spine + tip) / 2 + [0, 0.02 * length, 0]
        v = np.stack([spine - w, middle + w, tip, middle - w], 1).reshape(-1, 3)
        f = np.vstack([[(4 * i, 4 * i + 1, 4 * i + 2), (4 * i, 4 * i + 2, 4 * i + 3)] for i in range(many)])
        parts.append(mesh(v, f, np.tile([0, 0.85, -0.5], (len(v), 1))))
    return join(parts)


def potted_palm(p: Params) -> Parts:
    """An areca palm: feathered fronds from a basket."""
    rng = seeded(p, 5)
    pot, soil = _pot(0.2, 0.36, 0.94)
    many = int(number(p, "leaves", 17, 4, 40))
    leaves = swarm(
        _feather(1.25),
        np.tile([[0, 0.3, 0]], (many, 1)),
        turn=np.arange(many) * 137.5,
        tilt=rng.uniform(-18, 22, many),
        scale=rng.uniform(0.65, 1.1, many),
    )
    return {"pot": pot, "soil": soil, "leaves": leaves}


def ivy(p: Params) -> Parts:
    """A patch of climbing leaves on a wall, its back at z = 0: w by h."""
    rng = seeded(p, 4)
    w, h = number(p, "w", 1.4, 0.3, 10), number(p, "h", 1.8, 0.3, 10)
    t = np.linspace(0, 1, 14)
    vines = [
        np.c_[
            w * (rng.uniform(-0.12, 0.12) + rng.uniform(-0.45, 0.45) * t + 0.05 * np.sin(t * 9 + k)),
            h * t * rng.uniform(0.65, 0.97),
            0 * t + 0.02,
        ]
        for k in range(11)
    ]
    spots = np.vstack(vines)
    at = np.repeat(spots, 22, 0) + rng.normal(0, 0.06, (len(spots) * 22, 3)) * [1, 1, 0.35]
    at[:, 1], at[:, 2] = np.maximum(at[:, 1], 0.07), np.abs(at[:, 2]) + 0.05
    return {
        "bark": join([tube(v, 0.008, n=5) for v in vines]),
        "leaves": foliage(rng, at, 0.075, middle=(0, h * 0.6, -0.8), wide=0.5, hang=0.5),
    }
