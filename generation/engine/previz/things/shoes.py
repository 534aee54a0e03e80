"""Footwear, in profile: the toe points right. 0.25 to 0.3 m long."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from generation.engine.previz.things.mesh import Mesh, Params, Parts, join, place
from generation.engine.previz.things.outlines import extrude
from generation.engine.previz.things.solids import Floats, blob, eased, grounded, loft, pipe, sheet

# What its parts are made of unless the scene says otherwise.
WEARS: Mapping[str, Mapping[str, str]] = {
    "shoe": {
        "sole": "light",
        "outsole": "rubber",
        "upper": "product",
        "trim": "ink",
        "laces": "light",
        "inside": "dark",
    },
    "boot": {"sole": "rubber", "upper": "product", "gusset": "dark", "inside": "dark"},
    "high_heel": {"upper": "product", "sole": "dark", "heel": "product"},
    "sandal": {"sole": "cork", "straps": "product", "buckle": "brass"},
    "sock": {"body": "product", "cuff": "light"},
}


def _upper(table: Sequence[Sequence[float]], thick: float = 0.003, square: float = 2.6) -> tuple[Mesh, Floats]:
    """A shell from heel to toe, and its grid. Rows: x, floor, height, half width, how far round it closes (0-180)."""
    rows = eased(table)
    t = np.linspace(-1, 1, 33)
    grid = []
    for x, low, high, half, closed in rows:
        a = np.radians(np.clip(closed, 20, 180)) * t
        c, s = np.cos(a), np.sin(a)
        e = 2 / square
        grid.append(
            np.c_[
                np.full(33, x), low + high / 2 * (1 - np.sign(c) * np.abs(c) ** e), half * np.sign(s) * np.abs(s) ** e
            ]
        )
    points = np.stack(grid)
    shell = sheet(points, thick)
    middle = points.mean((0, 1))
    if float(((shell.v[: points.size // 3] - middle) * shell.n[: points.size // 3]).sum()) < 0:
        shell = sheet(points[::-1], thick)
    return shell, points


def _footprint(table: Sequence[Sequence[float]], high: float, bevel: float) -> Mesh:
    """A sole that lies on y = 0. Rows: x, half width to the front, half width to the back."""
    r = eased(table, 40)
    outline = np.vstack([np.c_[r[:, 0], r[:, 1]], np.c_[r[::-1, 0], -r[::-1, 2]]])
    return place(extrude(outline, high, bevel=bevel, k=4), (0, high / 2, 0), tilt=-90)


FOOT = ((-0.142, 0.006, 0.006), (-0.138, 0.026, 0.026), (-0.115, 0.0365, 0.0365), (-0.06, 0.038, 0.035),
    (0.0, 0.039, 0.036), (0.06, 0.049, 0.045), (0.105, 0.045, 0.043), (0.132, 0.028, 0.026),
    (0.143, 0.006, 0.006))  # fmt: skip


def shoe(_: Params) -> Parts:
    """A trainer: moulded sole, open collar, laces."""
    upper, grid = _upper((
        (-0.137, 0.022, 0.07, 0.012, 140), (-0.13, 0.022, 0.082, 0.029, 128), (-0.1, 0.022, 0.09, 0.037, 122),
        (-0.05, 0.022, 0.093, 0.037, 122), (-0.012, 0.022, 0.094, 0.037, 150), (0.012, 0.022, 0.084, 0.039, 178),
        (0.055, 0.022, 0.062, 0.044, 180), (0.1, 0.022, 0.045, 0.041, 180), (0.128, 0.022, 0.032, 0.028, 180),
        (0.139, 0.022, 0.016, 0.006, 180),
    ))  # fmt: skip
    back = grid[:17]
    rim = np.vstack([back[::-1, 0], back[:, -1]])
    collar = pipe(rim, 0.0048, 10)
    tongue = place(blob(0.07, 0.012, 0.05, flat=3, across=3, n=24), (-0.012, 0.113, 0), roll=-40)
    laces = []
    for x in (-0.002, 0.014, 0.03, 0.046, 0.06):
        top = float(np.interp(x, grid[:, 16, 0], grid[:, 0, 1]))
        z = np.linspace(-1, 1, 9)
        laces.append(pipe(np.c_[np.full(9, x), top + 0.0045 - 0.011 * z**2, z * 0.021], 0.0027, 8))
    bow = [
        pipe(
            np.c_[-0.006 + 0.012 * np.sin(t), 0.118 + 0.006 * np.sin(t / 2), s * 0.018 * (1 - np.cos(t)) / 2], 0.002, 6
        )
        for s in (-1, 1)
        for t in [np.linspace(0, 6.2, 12)]
    ]
    stripe = []
    for lift in (0.0, 0.016):
        s = np.linspace(0, 1, 14)
        path = np.c_[-0.055 + lift + 0.06 * s, 0.046 + 0.036 * s, np.full(14, 0.0388)]
        for side in (1, -1):
            stripe.append(pipe(path * np.array((1, 1, side)), 0.0036, 8))
    heel = place(blob(0.02, 0.052, 0.058, flat=3.5, across=2.6, n=24), (-0.1285, 0.058, 0))
    sole = place(_footprint(FOOT, 0.03, 0.009), (0, 0.005, 0))
    return {
        "sole": sole,
        "outsole": _footprint(tuple((x * 0.985, a * 0.98, b * 0.98) for x, a, b in FOOT), 0.0075, 0.002),
        "upper": join([upper, tongue]),
        "trim": join([collar, heel, *stripe]),
        "laces": join([*laces, *bow]),
        "inside": place(blob(0.1, 0.01, 0.06), (-0.075, 0.075, 0)),
    }


def boot(p: Params) -> Parts:
    """A Chelsea boot; `tall` draws its shaft up to the knee."""
    high = 0.4 if p.get("tall") else 0.175
    foot, _ = _upper((
        (-0.128, 0.024, 0.09, 0.02, 180), (-0.115, 0.024, 0.098, 0.033, 180), (-0.08, 0.024, 0.1, 0.0365, 180),
        (-0.02, 0.024, 0.1, 0.036, 180), (0.02, 0.022, 0.083, 0.038, 180), (0.06, 0.018, 0.064, 0.043, 180),
        (0.1, 0.016, 0.052, 0.04, 180), (0.132, 0.016, 0.04, 0.026, 180), (0.143, 0.016, 0.02, 0.006, 180),
    ))  # fmt: skip
    a = np.linspace(0, 2 * np.pi, 48, endpoint=False)
    c, s = np.cos(a), np.sin(a)

    def ring(x: float, y: float, long: float, wide: float) -> Floats:
        points: Floats = np.c_[x + long * c, y + 0.01 * c * (y > 0.15), wide * s]
        return points

    shaft = [ring(-0.05, 0.06, 0.072, 0.036), ring(-0.06, 0.1, 0.062, 0.036), ring(-0.067, 0.13, 0.056, 0.037)]
    shaft += [ring(-0.07, y, 0.057 + 0.02 * (y - 0.13), 0.039 + 0.03 * (y - 0.13)) for y in np.linspace(0.15, high, 6)]
    top = shaft[-1]
    inner = (top - top.mean(0)) * 0.93 + top.mean(0)
    low = inner - np.array((0, 0.05, 0))
    lip, hollow = loft([top, inner], ends=False), loft([inner, low])
    side = [
        place(blob(0.045, 0.075, 0.012, flat=2.6, across=3, n=24), (-0.067, 0.128, z), roll=4)
        for z in (-0.0355, 0.0355)
    ]
    sole = place(_footprint(tuple((x, f * 0.89, b * 0.93) for x, f, b in FOOT), 0.014, 0.003), (0, 0.012, 0))
    heel = place(extrude([(-0.135, 0), (-0.06, 0), (-0.052, 0.022), (-0.138, 0.022)], 0.068, bevel=0.004), (0, 0, 0))
    tread = place(extrude([(0.0, 0.013), (0.03, 0.0), (0.12, 0.0), (0.135, 0.013)], 0.066, bevel=0.004), (0, 0, 0))
    loop = pipe(
        [(-0.128, high - 0.012, 0), (-0.138, high + 0.012, 0), (-0.129, high + 0.02, 0), (-0.122, high - 0.005, 0)],
        0.003,
        8,
    )
    return {
        "sole": join([sole, heel, tread]),
        "upper": join([foot, loft(shaft, ends=False), lip, *([] if p.get("tall") else [loop])]),
        **({} if p.get("tall") else {"gusset": join(side)}),
        "inside": Mesh(hollow.v, hollow.f[:, ::-1].copy(), -hollow.n, hollow.uv),
    }


def high_heel(_: Params) -> Parts:
    """A court shoe on a stiletto."""
    table = (
        (-0.108, 0.088, 0.052, 0.008, 125), (-0.1, 0.085, 0.055, 0.022, 118), (-0.07, 0.078, 0.05, 0.0275, 112),
        (-0.03, 0.055, 0.036, 0.0275, 100), (0.01, 0.027, 0.032, 0.031, 100), (0.035, 0.014, 0.038, 0.036, 125),
        (0.055, 0.009, 0.042, 0.037, 178), (0.085, 0.007, 0.032, 0.032, 180), (0.115, 0.006, 0.02, 0.016, 180),
        (0.128, 0.006, 0.01, 0.003, 180),
    )  # fmt: skip
    upper, _grid = _upper(table, 0.002)
    rows = eased(table)
    under = []
    for x, low, _h, half, _c in rows:
        z = np.array([-1, -0.8, 0, 0.8, 1, 0.8, 0, -0.8])
        y = np.array([0, -1, -1, -1, 0, 0.4, 0.4, 0.4])
        under.append(np.c_[np.full(8, x), low + 0.003 * y, half * 0.78 * z])
    a = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    heel = [
        np.c_[x + k * np.cos(a), np.full(24, y), k * 0.95 * np.sin(a)]
        for x, y, k in (
            (-0.091, 0, 0.0052),
            (-0.091, 0.004, 0.0052),
            (-0.092, 0.03, 0.0058),
            (-0.093, 0.055, 0.0085),
            (-0.09, 0.075, 0.014),
            (-0.083, 0.09, 0.021),
        )
    ]
    return {"upper": upper, "sole": loft(under), "heel": loft(heel)}


def sandal(_: Params) -> Parts:
    """Two straps on a cork bed."""
    sole = _footprint(tuple((x * 0.93, f, b) for x, f, b in FOOT), 0.03, 0.008)
    straps, buckles = [], []
    for x, high, wide in ((-0.005, 0.042, 0.03), (0.06, 0.035, 0.03)):
        t = np.linspace(0, np.pi, 17)
        grid = np.stack(
            [
                np.c_[
                    np.full(17, x + s * wide / 2 + 0.01 * np.sin(t)), 0.02 + high * np.sin(t) ** 0.7, 0.046 * np.cos(t)
                ]
                for s in (-1, 1)
            ]
        )
        m = sheet(grid, 0.003)
        straps.append(m if float(m.n[:17, 1].sum()) > 0 else sheet(grid[::-1], 0.003))
        buckles.append(pipe(_square(0.012) + np.array((x + 0.009, 0.02 + high * 0.86, 0.0285)), 0.0016, 6, closed=True))
    return {"sole": sole, "straps": join(straps), "buckle": join(buckles)}


def _square(r: float) -> Floats:
    a = np.linspace(0, 2 * np.pi, 16, endpoint=False)
    ring: Floats = np.c_[r * np.cos(a), r * 0.7 * np.sin(a), -r * 0.7 * np.sin(a)]
    return ring


def sock(_: Params) -> Parts:
    """A sock laid out, leaning back: the toe points right."""
    o = eased(((-0.045, 0.2), (0.04, 0.205), (0.044, 0.11), (0.06, 0.072), (0.12, 0.056), (0.158, 0.03),
        (0.14, 0.003), (0.05, -0.002), (-0.02, 0.004), (-0.046, 0.04), (-0.048, 0.12),
        (-0.045, 0.2)), 60)[:-1]  # fmt: skip
    body = extrude(o, 0.022, bevel=0.01, k=5)
    cuff = place(
        extrude(
            eased(((-0.05, 0.175), (0.046, 0.18), (0.044, 0.222), (-0.049, 0.217), (-0.05, 0.175)), 30)[:-1],
            0.027,
            bevel=0.011,
            k=5,
        )
    )
    return grounded({"body": place(body, tilt=-20), "cuff": place(cuff, tilt=-20)})
