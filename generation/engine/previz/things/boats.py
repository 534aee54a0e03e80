"""What floats. The waterline is at y = 0 for ships and sailing boats; small boats stand on y = 0 with their keel."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from generation.engine.previz.things.mesh import Mesh, Params, Parts, box, join, place, tube
from generation.engine.previz.things.shells import crisp, rod, rods, slabs
from generation.engine.previz.things.solids import loft, number, seeded, sheet

WEARS: Mapping[str, Mapping[str, str]] = {
    "boat": {"hull": "old wood", "trim": "bark"},
    "rowing_boat": {"hull": "enamel white", "trim": "wood", "oars": "wood"},
    "sailing_boat": {"hull": "enamel white", "trim": "wood", "sails": "linen", "mast": "steel", "glass": "pane dark"},
    "container_ship": {
        "hull": "enamel blue",
        "boxes": "rusty steel",
        "others": "enamel blue",
        "more": "galvanised",
        "bridge": "enamel white",
        "glass": "pane dark",
    },
}


def _hull(
    length: float, beam: float, sheer: float, rise: float, thick: float, transom: float = 0.0
) -> tuple[Mesh, NDArray[np.float64], NDArray[np.float64]]:
    """An open hull along z, bow to +z, its keel at y = 0; and its two rails. `transom`: how broad its stern is."""
    s, u = np.meshgrid(np.linspace(-1, 1, 48), np.linspace(-1, 1, 21), indexing="ij")
    taper = np.where(s < 0, 1 - (1 - transom) * np.abs(s) ** 2.8, 1 - np.abs(s) ** 2.4)
    half = beam / 2 * np.maximum(taper, 0.004)
    up = sheer + rise * np.where(s > 0, np.abs(s) ** 2.4, 0.45 * np.abs(s) ** 2.4 if transom else np.abs(s) ** 2.4)
    keel = 0.9 * rise * np.where(s > 0, np.abs(s) ** 3, (0.25 if transom else 1) * np.abs(s) ** 3)
    y = keel + (up - keel) * np.abs(u) ** 2.4
    v = np.stack([np.sign(u) * np.abs(u) ** 0.8 * half, y, s * length / 2], -1)
    return sheet(v[:, ::-1], thick), v[:, 0], v[:, -1]


def boat(p: Params) -> Parts:
    """A narrow punt with raised ends; `l` its length."""
    length = number(p, "l", 3.6, 1, 20)
    k = length / 3.6
    hull, left, right = _hull(length, 0.84, 0.3, 0.28, 0.02)
    rails = [tube(np.add(side, (0, 0.005, 0)), 0.022, n=8) for side in (left, right)]
    seats = [place(box(w, 0.03, 0.2, bevel=0.008), (0, 0.24, z * length)) for z, w in ((-0.22, 0.68), (0.2, 0.68))]
    ribs = slabs([(0.5, 0.02, 0.05, 0, 0.05, z * k) for z in (-0.8, -0.4, 0.0, 0.4, 0.8)], 0.006)
    return {"hull": hull, "trim": join([*rails, *seats, ribs])}


def rowing_boat(_: Params) -> Parts:
    """A broad dinghy with a transom, thwarts and oars at rest."""
    hull, left, right = _hull(3.4, 1.35, 0.48, 0.2, 0.025, 0.62)
    rails = [tube(side, 0.03, n=8) for side in (left, right)]
    thwarts = slabs(
        [(1.14, 0.03, 0.24, 0, 0.3, -0.35), (0.92, 0.03, 0.24, 0, 0.33, 0.65), (0.98, 0.03, 0.3, 0, 0.32, -1.35)], 0.01
    )
    stern = loft([np.c_[a, b, np.full(len(a), z)] for z in (-1.71, -1.68) for a, b in [_transom()]])
    oars = []
    for s in (-1, 1):
        oars += [
            rod((s * 0.25, 0.5, -0.5), (s * 1.45, 0.36, 0.75), 0.02),
            place(box(0.14, 0.02, 0.5, bevel=0.008), (s * 1.55, 0.34, 0.88), turn=s * 44),
        ]
    return {"hull": join([hull, stern]), "trim": join([*rails, thwarts]), "oars": join(oars)}


def _transom() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    u = np.linspace(-1, 1, 21)
    return np.sign(u) * np.abs(u) ** 0.8 * 0.42, 0.045 + (0.57 - 0.045) * np.abs(u) ** 2.4


def sailing_boat(p: Params) -> Parts:
    """A sloop under full sail, bow to +z; `l` its length."""
    length = number(p, "l", 8.0, 2, 40)
    t = np.linspace(0, 1, 24)
    z = (t - 0.5) * 8
    half = 1.28 * np.sin(np.pi * (0.2 + 0.8 * t)) ** 0.72 * np.where(t > 0.97, 0.6, 1)
    a = np.linspace(0, np.pi, 19)
    rings = []
    for w, s, k in zip(half, z, t, strict=True):
        deck = 0.85 + 0.3 * k**2
        low = -0.42 + 0.35 * k**3
        rings.append(
            np.c_[
                w * np.sign(np.cos(a)) * np.abs(np.cos(a)) ** 0.7,
                deck - (deck - low) * np.sin(a) ** 0.8,
                np.full(19, s),
            ]
        )
    hull = [loft(rings)]
    cabin = loft(
        [
            np.c_[0.72 * w * np.cos(a), 0.9 + h * np.sin(a) ** 0.5, np.full(19, s)]
            for w, h, s in ((0.9, 0.12, -1.5), (0.95, 0.42, -1.2), (0.9, 0.44, 0.4), (0.62, 0.28, 1.6), (0.4, 0.1, 2.1))
        ]
    )
    hull.append(cabin)
    glass = slabs([(0.02, 0.14, 0.5, s * 0.66, 1.02, z_) for s in (-1, 1) for z_ in (-0.8, -0.1)], 0.006)
    mast = [rod((0, 0.9, 0.6), (0, 10.6, 0.55), 0.075, 0.045), rod((0, 1.95, 0.55), (0, 1.85, -3.3), 0.05)]
    stays = [rod((0, 10.4, 0.55), (0, 1.15, 3.95), 0.012, n=6), rod((0, 10.5, 0.55), (0, 0.9, -3.95), 0.012, n=6)]
    stays += [rod((0, 8.6, 0.58), (s * 1.15, 0.95, 0.4), 0.012, n=6) for s in (-1, 1)]

    def sail(tack: tuple[float, float], clew: tuple[float, float], head: tuple[float, float], belly: float) -> Mesh:
        u, v = np.meshgrid(np.linspace(0, 1, 17), np.linspace(0, 1, 25))
        lo, hi = (
            np.array(tack) * (1 - v[..., None]) + np.array(head) * v[..., None],
            np.array(clew) * (1 - v[..., None]) + np.array(head) * v[..., None],
        )
        zy = lo + (hi - lo) * u[..., None]
        x = belly * np.sin(np.pi * u**0.8) * (1 - v) ** 0.6 + 0.35 * belly * u * (1 - v)
        zy = zy - np.stack([0.35 * np.sin(np.pi * v) * u, 0 * u], -1)
        return sheet(np.stack([x, zy[..., 1], zy[..., 0]], -1), 0.012)

    sails = [sail((0.5, 2.02), (-3.2, 1.95), (0.5, 10.3), 0.5), sail((3.8, 1.3), (0.0, 1.7), (0.75, 9.6), 0.6)]
    trim = [tube(np.array([(s * r[0, 0], r[0, 1] + 0.02, r[0, 2]) for r in rings]), 0.03, n=6) for s in (-1, 1)]
    k = length / 8
    parts = {"hull": join(hull), "trim": join(trim), "sails": join(sails), "mast": join(mast + stays), "glass": glass}
    return {name: place(m, scale=k) for name, m in parts.items()}


def container_ship(p: Params) -> Parts:
    """A container ship seen from its side, along x, bow to +x; 180 m long."""
    rng = seeded(p, 1)
    t = np.linspace(0, 1, 30)
    a = np.linspace(0, np.pi, 17)
    rings = []
    for k in t:
        w = 13 * min(1, (k * 14 + 0.45) ** 0.5) * (1 - max(k - 0.8, 0) ** 2 * 23)
        x = (k - 0.5) * 180 + (6 * max(k - 0.85, 0) / 0.15 if k > 0.85 else 0)
        deck = 12 + 6 * max(k - 0.86, 0) / 0.14
        rings.append(
            np.c_[
                x + np.where(k > 0.9, 5, 0) * (np.cos(a) * 0 + 1 - np.sin(a)) - 3,
                deck - (deck + 3) * np.sin(a) ** 0.5,
                w * np.sign(np.cos(a)) * np.abs(np.cos(a)) ** 0.45,
            ]
        )
    stacks: list[list[tuple[float, ...]]] = [[], [], []]
    for i in range(11):
        for j in range(8):
            for _tier in range(int(rng.integers(3, 7))):
                stacks[int(rng.integers(0, 3))].append(
                    (11.9, 2.5, 2.4, -52 + i * 12.6, 12 + 2.55 * _tier, -9.3 + 2.65 * j)
                )
    bridge = [(9, 28, 22, -72, 12, 0), (11, 3, 27, -72, 36, 0), (5, 9, 6, -82, 12, 0), (4, 8, 5, -80, 30, 0)]
    glass = [(11.2, 1.2, 27.2, -72, 37.2, 0)]
    windows = [(9.1, 0.9, 1.4, -72, 15 + 3.2 * i, -9 + 3 * j) for i in range(6) for j in range(7)]
    mast = rods([(-72, 39, 0), (80, 18, 0)], [(-72, 46, 0), (80, 28, 0)], 0.4)
    return {
        "hull": loft(rings),
        "boxes": crisp(stacks[0]),
        "others": crisp(stacks[1]),
        "more": crisp(stacks[2]),
        "bridge": join([slabs(bridge, 0.2), mast]),
        "glass": crisp(glass + windows),
    }
