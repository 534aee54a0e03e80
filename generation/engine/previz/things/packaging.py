"""What goods come in: cartons, gift boxes, pouches, blisters, crates, carrier bags. 0.06 to 0.6 m."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from generation.engine.previz.things.mesh import Mesh, Params, Parts, box, cylinder, join, lathe, place, quad, stand_box
from generation.engine.previz.things.outlines import extrude, plate, rounded, tile
from generation.engine.previz.things.solids import blob, count, grounded, loft, marked, number, pipe, sheet

# What its parts are made of unless the scene says otherwise.
WEARS: Mapping[str, Mapping[str, str]] = {
    "carton": {"body": "kraft", "tape": "tape", "label": "label"},
    "gift_box": {"body": "product", "lid": "product", "ribbon": "light"},
    "shoe_box": {"body": "product", "lid": "light", "label": "label"},
    "cereal_box": {"body": "product", "label": "product label"},
    "milk_carton": {"body": "product", "cap": "light", "label": "product label"},
    "blister": {"card": "product", "foil": "silver", "pills": "light"},
    "pouch": {"body": "product", "label": "product label", "seal": "dark"},
    "sachet": {"body": "product", "label": "product label"},
    "crate": {"boards": "wood"},
    "bag": {"body": "product", "straps": "dark", "inside": "dark"},
    "pizza_box": {"body": "kraft", "label": "product"},
    "mailer": {"body": "kraft", "flap": "kraft", "label": "label"},
    "egg_carton": {"tray": "mid", "eggs": "egg shell"},
    "paper_bag": {"body": "kraft", "label": "product label"},
}


def carton(p: Params) -> Parts:
    """A closed box with its tape and a label: w, h, d in metres."""
    w, h, d = (number(p, k, v, 0.02, 3) for k, v in (("w", 0.32), ("h", 0.24), ("d", 0.26)))
    tape = [place(box(w * 1.004, 0.0016, d * 0.16, bevel=0.0005, k=2), (0, h, 0))]
    tape += [place(box(0.0016, h * 0.26, d * 0.16, bevel=0.0005, k=2), (s * w / 2, h * 0.871, 0)) for s in (-1, 1)]
    seam = place(box(w, 0.0012, 0.002, bevel=0.0003, k=2), (0, h + 0.0002, 0))
    label = place(marked(plate(w * 0.3, h * 0.34, 0.0012, 0.003, 0.0003)), (w * 0.25, h * 0.3, d / 2 + 0.0004))
    return {"body": join([stand_box(w, h, d, bevel=min(0.005, w * 0.04)), seam]), "tape": join(tape), "label": label}


def gift_box(_: Params) -> Parts:
    """A lidded box, ribbon both ways and a bow."""
    w, h = 0.2, 0.15
    bands = []
    for size, y in ((w + 0.0026, 0.0), (w + 0.0146, h - 0.036)):
        tall = h - 0.034 if y == 0 else 0.041
        bands += [
            stand_box(size, tall, 0.026, (0, y, 0), bevel=0.0012),
            stand_box(0.026, tall, size, (0, y, 0), bevel=0.0012),
        ]
    t = np.linspace(0, 2 * np.pi, 22)
    loops = []
    for turn in (20, 160):
        spine = np.c_[
            0.052 * (1 - np.cos(t)) / 2 * 1.15,
            0.004 + 0.02 * np.sin(t) * np.sqrt(np.clip((1 - np.cos(t)) / 2, 0, 1)) + 0.02 * (1 - np.cos(t)) / 2,
        ]
        wide = 0.006 + 0.011 * (1 - np.cos(t)) / 2
        grid = np.stack([np.c_[spine, z * wide] for z in np.linspace(-1, 1, 5)], 1)
        loops.append(place(sheet(grid, 0.0008), (0, h + 0.004, 0), turn=turn))
    for turn in (-50, 235):
        s = np.linspace(0, 1, 10)
        tail = np.stack(
            [np.c_[0.075 * s, 0.006 + 0.012 * np.sin(s * 3), np.full(10, z * 0.011)] for z in np.linspace(-1, 1, 4)], 1
        )
        loops.append(place(sheet(tail, 0.0008), (0, h + 0.004, 0), turn=turn))
    knot = place(blob(0.026, 0.022, 0.024, n=20), (0, h + 0.015, 0))
    return {
        "body": stand_box(w, h - 0.02, w, bevel=0.003),
        "lid": stand_box(w + 0.012, 0.036, w + 0.012, (0, h - 0.032, 0), bevel=0.003),
        "ribbon": join([*bands, *loops, knot]),
    }


def shoe_box(_: Params) -> Parts:
    w, h, d = 0.34, 0.12, 0.21
    return {
        "body": stand_box(w, h - 0.008, d, bevel=0.003),
        "lid": stand_box(w + 0.008, 0.042, d + 0.008, (0, h - 0.042, 0), bevel=0.003),
        "label": place(marked(plate(0.09, 0.05, 0.0012, 0.002, 0.0003)), (0.1, 0.042, d / 2 + 0.0004)),
    }


def cereal_box(_: Params) -> Parts:
    w, h, d = 0.19, 0.29, 0.065
    flap = place(box(w * 0.98, 0.0014, d * 0.55, bevel=0.0004, k=2), (0, h, 0.008))
    return {
        "body": join([stand_box(w, h, d, bevel=0.0025), flap]),
        "label": place(marked(plate(0.14, 0.15, 0.0012, 0.01, 0.0003)), (0, 0.17, d / 2 + 0.0003)),
    }


def milk_carton(_: Params) -> Parts:
    """A gable-top litre with a screw cap on its front slope."""
    w = 0.07
    o = rounded(w, w, 0.002, 3)
    flat = [np.c_[o[:, 0], np.full(len(o), y), o[:, 1]] for y in (0, 0.193)]
    ridge = [np.c_[o[:, 0], np.full(len(o), y), np.clip(o[:, 1], -0.0016, 0.0016)] for y in (0.226, 0.24)]
    sides = [loft([flat[0], flat[1]]), loft([flat[1], ridge[0]]), loft(ridge)]
    cap = place(cylinder(0.0125, 0.014, bevel=0.002), (0, 0.2075, 0.0185), tilt=47)
    return {
        "body": join(sides),
        "cap": cap,
        "label": place(marked(plate(0.052, 0.1, 0.001, 0.004, 0.0003)), (0, 0.1, w / 2 + 0.0003)),
    }


def blister(_: Params) -> Parts:
    """A sheet of tablets, leaning back."""
    card = place(plate(0.06, 0.1, 0.0006, 0.006, 0.0002), (0, 0.05, 0))
    foil = place(plate(0.058, 0.098, 0.0006, 0.006, 0.0002), (0, 0.05, 0.0006))
    pills = [
        place(blob(0.016, 0.009, 0.009, n=20), (x, y, 0.0022))
        for x in (-0.0145, 0.0145)
        for y in np.linspace(0.014, 0.086, 5)
    ]
    return grounded({k: place(m, tilt=-55) for k, m in {"card": card, "foil": foil, "pills": join(pills)}.items()})


def pouch(_: Params) -> Parts:
    """A stand-up pouch: full below, flat and sealed on top."""
    a = np.linspace(0, 2 * np.pi, 56, endpoint=False)
    rings = []
    for y, w, d in ((0, 0.058, 0.026), (0.004, 0.064, 0.032), (0.03, 0.068, 0.034), (0.09, 0.07, 0.029),
        (0.15, 0.07, 0.017), (0.185, 0.07, 0.005), (0.2, 0.07, 0.0012), (0.225, 0.07, 0.0011)):  # fmt: skip
        c, s = np.cos(a), np.sin(a)
        rings.append(
            np.c_[w * np.sign(c) * np.abs(c) ** 0.7, y + 0.003 * (c**4) * (y < 0.1), d * s * np.abs(s) ** 0.15]
        )
    seal = [place(box(0.141, 0.002, 0.0036, bevel=0.0008), (0, y, 0)) for y in (0.204, 0.21)]
    t = np.linspace(-0.045, 0.045, 12)
    up = np.linspace(0.05, 0.14, 10)
    zmax = np.interp(up, [0.03, 0.09, 0.15, 0.185], [0.034, 0.029, 0.017, 0.005])
    deep = np.array([[z * (1 - (abs(x) / 0.07) ** (1 / 0.35)) ** 0.575 + 0.0008 for x in t] for z in zmax])
    grid = np.dstack([np.broadcast_to(t, deep.shape), np.broadcast_to(up[:, None], deep.shape), deep])
    return {"body": loft(rings), "seal": join(seal), "label": marked(sheet(grid, 0.0004))}


def sachet(_: Params) -> Parts:
    """A small flat packet, leaning back."""
    x = np.linspace(-1, 1, 22)
    y = np.linspace(-1, 1, 26)
    full = np.clip(1 - np.abs(x[None]) ** 4, 0, 1) * np.clip(1 - (np.abs(y[:, None]) / 0.86) ** 4, 0, 1)
    halves = []
    for s in (1, -1):
        grid = np.dstack(
            [
                np.broadcast_to(x * 0.04, full.shape),
                np.broadcast_to(y[:, None] * 0.06 + 0.06, full.shape),
                s * (0.0006 + 0.007 * full**0.7),
            ]
        )
        m = sheet(grid[:, ::s], 0.0002)
        halves.append(m)
    label = sheet(
        np.dstack(
            [
                np.broadcast_to(x * 0.026, full.shape),
                np.broadcast_to(y[:, None] * 0.03 + 0.06, full.shape),
                0.0016 + 0.007 * _sample(full, 0.65, 0.5),
            ]
        ),
        0.0003,
    )
    return grounded({k: place(m, tilt=-14) for k, m in {"body": join(halves), "label": marked(label)}.items()})


def _sample(full: Any, kx: float, ky: float) -> Any:
    rows, cols = full.shape
    i = np.clip(((np.linspace(-1, 1, rows) * ky + 1) / 2 * (rows - 1)).round().astype(int), 0, rows - 1)
    j = np.clip(((np.linspace(-1, 1, cols) * kx + 1) / 2 * (cols - 1)).round().astype(int), 0, cols - 1)
    return full[i][:, j] ** 0.7


def crate(_: Params) -> Parts:
    """A fruit crate of boards, open at the top."""
    w, h, d, t = 0.5, 0.28, 0.36, 0.014
    boards = [stand_box(w - 0.03, 0.012, 0.075, (0, 0.012, z), bevel=0.002) for z in np.linspace(-0.13, 0.13, 4)]
    for y in (0.01, 0.105, 0.2):
        boards += [stand_box(w, 0.075, t, (0, y, s * (d / 2 - t / 2)), bevel=0.002) for s in (-1, 1)]
        boards += [stand_box(t, 0.075, d - 2 * t - 0.001, (s * (w / 2 - t / 2), y, 0), bevel=0.002) for s in (-1, 1)]
    boards += [
        stand_box(0.03, h, 0.03, (sx * (w / 2 - t - 0.0155), 0, sz * (d / 2 - t - 0.0155)), bevel=0.003)
        for sx in (-1, 1)
        for sz in (-1, 1)
    ]
    return {"boards": join(boards)}


def bag(_: Params) -> Parts:
    """A paper carrier: folded gussets, an open mouth, rope handles."""
    w, h, d = 0.3, 0.36, 0.12
    base, top = rounded(w, d, 0.004, 3), rounded(w, d * 0.86, 0.004, 3)
    gusset = np.where(np.abs(top[:, 1]) < d * 0.3, 0.94, 1.0)
    top = np.c_[top[:, 0] * gusset, top[:, 1]]
    n = len(base)
    rings = [
        np.c_[o[:, 0], np.full(n, y), o[:, 1]]
        for o, y in ((base, 0.0), (base * np.array((1, 0.98)), h * 0.3), (top, h))
    ]
    inner = [np.c_[top * 0.988, np.full(n, h)][:, [0, 2, 1]], np.c_[top * 0.9, np.full(n, h * 0.4)][:, [0, 2, 1]]]
    skin = loft(rings, ends=False)
    rim = loft([rings[-1], inner[0]], ends=False)
    a = np.linspace(0, np.pi, 15)
    straps = [
        pipe(np.c_[0.062 * np.cos(a), h - 0.03 + 0.14 * np.sin(a) ** 0.8, np.full(15, s * (d * 0.43 + 0.003))], 0.0042)
        for s in (-1, 1)
    ]
    hollow = loft(inner)
    inside = Mesh(hollow.v, hollow.f[:, ::-1].copy(), -hollow.n, hollow.uv)
    return {"body": join([skin, rim, place(quad(w, d), tilt=90)]), "straps": join(straps), "inside": inside}


def pizza_box(_: Params) -> Parts:
    return {
        "body": join(
            [stand_box(0.33, 0.04, 0.33, bevel=0.004), stand_box(0.334, 0.012, 0.334, (0, 0.031, 0), bevel=0.003)]
        ),
        "label": place(tile(0.18, 0.001, 0.18, 0.09, 0.0003), (0, 0.043, 0)),
    }


def mailer(_: Params) -> Parts:
    """A padded envelope with its flap, standing."""
    body = place(blob(0.24, 0.17, 0.022, flat=9, across=9), (0, 0.085, 0))
    flap = place(
        extrude([(-0.118, 0.165), (0.118, 0.165), (0.09, 0.118), (-0.09, 0.118)], 0.003, bevel=0.001), (0, 0, 0.0105)
    )
    label = place(marked(plate(0.08, 0.06, 0.001, 0.003, 0.0003)), (0.03, 0.06, 0.0113))
    return grounded({k: place(m, tilt=-12) for k, m in {"body": body, "flap": flap, "label": label}.items()})


def egg_carton(p: Params) -> Parts:
    """Half a dozen eggs, the lid off."""
    egg = _egg()
    spots = [(x, z) for x in (-0.048, 0, 0.048) for z in (-0.024, 0.024)]
    cups = [place(cylinder(0.02, 0.034, top=0.0245, bevel=0.003, n=24), (x, 0, z)) for x, z in spots]
    rim = place(tile(0.152, 0.006, 0.104, 0.016, 0.002), (0, 0.028, 0))
    posts = [place(cylinder(0.009, 0.05, top=0.004, bevel=0.002, n=16), (x, 0, 0)) for x in (-0.024, 0.024)]
    full = spots[: count(p, 6, 6)]
    return {
        "tray": join([*cups, rim, *posts]),
        "eggs": join([place(egg, (x, 0.046, z), turn=40 * i) for i, (x, z) in enumerate(full)]),
    }


def _egg() -> Mesh:
    """Centred, upright, 57 mm."""
    a = np.linspace(-np.pi / 2, np.pi / 2, 22)
    return lathe(np.c_[0.0218 * np.cos(a) * (1 - 0.13 * np.sin(a)), 0.0285 * np.sin(a)], n=32)


def paper_bag(_: Params) -> Parts:
    """A coffee bag: gusseted sides, top folded over and held by a tin tie."""
    o = rounded(0.09, 0.062, 0.004, 4)
    n = len(o)
    rings = [
        np.c_[o[:, 0] * k, np.full(n, y), o[:, 1] * d]
        for y, k, d in ((0, 0.97, 0.97), (0.004, 1, 1), (0.12, 1.0, 1.0), (0.165, 1, 0.55), (0.195, 1, 0.14))
    ]
    fold = place(box(0.092, 0.03, 0.016, bevel=0.005), (0, 0.2, 0))
    ties = place(box(0.11, 0.006, 0.019, bevel=0.0015), (0, 0.2, 0))
    return {
        "body": join([loft(rings), fold, ties]),
        "label": place(marked(plate(0.062, 0.075, 0.001, 0.003, 0.0003)), (0, 0.062, 0.0313)),
    }
