"""Bottles: what pours. 0.2 to 0.31 m."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import Mesh, Params, Parts, arc, cylinder, join, lathe, place
from generation.engine.previz.things.outlines import plate, rounded
from generation.engine.previz.things.solids import Floats, blob, loft, marked, number, pipe, wrap

# What its parts are made of unless the scene says otherwise.
WEARS: Mapping[str, Mapping[str, str]] = {
    "bottle": {"body": "product", "ring": "steel", "cap": "dark", "label": "product label"},
    "wine_bottle": {"body": "product", "label": "product label", "cap": "dark"},
    "beer_bottle": {"body": "glaze", "label": "product", "neck label": "product", "cap": "gold"},
    "milk_bottle": {"body": "milk", "rim": "clear", "cap": "product"},
    "soda_bottle": {"body": "clear", "drink": "drink", "cap": "product", "label": "product"},
    "spray_bottle": {
        "body": "product",
        "collar": "light",
        "head": "light",
        "trigger": "dark",
        "label": "product label",
    },
    "squeeze_bottle": {"body": "product", "cap": "light"},
    "oil_bottle": {"body": "clear", "drink": "yolk", "cap": "cork", "label": "product label"},
    "jerrycan": {"body": "product", "cap": "dark"},
}


def bottle(p: Params) -> Parts:
    """A vacuum flask: powder-coated body, steel ring, dark cap with a carrying loop. 0.28 m."""
    r = 0.036 * number(p, "stout", 1.0, 0.6, 2.0)
    body = lathe(
        np.vstack(
            [
                [[0, 0]],
                arc(r - 0.006, 0.006, 0.006, -90, 0, 5),
                [[r, 0.06], [r, 0.13], [r, 0.185]],
                arc(r - 0.026, 0.185, 0.026, 0, 58, 10),
                [[0.0215, 0.2215], [0.0205, 0.227]],
            ]
        ),
        n=96,
    )
    ring = lathe([(0.0208, 0.226), (0.0232, 0.2275), (0.0232, 0.2325), (0.0208, 0.234)], n=72)
    cap = lathe(
        np.vstack([[[0.0245, 0.234]], [[0.0245, 0.262]], arc(0.0205, 0.266, 0.004, 0, 90, 5), [[0, 0.27]]]), n=72
    )
    a = np.radians(np.linspace(0, 180, 14))
    loop = pipe(np.c_[0.0185 * np.cos(a), 0.266 + 0.021 * np.sin(a), np.zeros(14)], 0.0036, n=10)
    label = lathe([(r + 0.0004, 0.075), (r + 0.0004, 0.15)], n=96)
    return {"body": body, "ring": ring, "cap": join([cap, loop]), **({"label": label} if p.get("label") else {})}


def _shoulder(r: float, foot: float, high: float, neck: float, top: float, soft: float = 0.6) -> Floats:
    """Outline (radius, height) of a bottle: round foot, wall to `high`, a shoulder to the neck, up to `top`."""
    rise = (r - neck) * soft
    t = np.linspace(0, np.pi, 14)
    bend = np.c_[neck + (r - neck) * (1 + np.cos(t)) / 2, high + rise * 2 * t / np.pi]
    line = [[r, high * 0.35], [r, high * 0.75]]
    return np.vstack([[[0, 0]], arc(r - foot, foot, foot, -90, 0, 5), line, bend, [[neck, top - 0.001], [neck, top]]])


def _lip(r: float, y: float, h: float) -> Mesh:
    """A bead round a mouth."""
    return lathe([(r - 0.001, y), (r + 0.0016, y + h * 0.15), (r + 0.0016, y + h * 0.85), (r - 0.001, y + h)], n=48)


def wine_bottle(_: Params) -> Parts:
    body = lathe(_shoulder(0.0375, 0.006, 0.185, 0.0142, 0.288, 0.9), n=72)
    cap = lathe([(0.0149, 0.235), (0.0149, 0.291)], [(0.0158, 0.291), (0.0158, 0.302)], [(0.0158, 0.302), (0, 0.302)])
    return {
        "body": join([body, _lip(0.0142, 0.284, 0.01)]),
        "label": wrap([(0.0379, 0.05), (0.0379, 0.14)], 170),
        "cap": cap,
    }


def beer_bottle(_: Params) -> Parts:
    """A long-neck: crown cap with its crimped edge."""
    body = lathe(_shoulder(0.0305, 0.005, 0.125, 0.0128, 0.218, 1.35), n=64)
    a = np.linspace(0, 2 * np.pi, 84, endpoint=False)
    crimp = 0.0158 + 0.0007 * np.cos(21 * a)
    rings = [
        np.c_[crimp * k * np.cos(a), np.full(84, y), crimp * k * np.sin(a)]
        for y, k in ((0.216, 1.0), (0.2205, 0.93), (0.223, 0.84), (0.2235, 0.7))
    ]
    return {
        "body": join([body, _lip(0.0128, 0.208, 0.008)]),
        "label": wrap([(0.0309, 0.03), (0.0309, 0.1)], 200),
        "neck label": lathe([(0.0162, 0.182), (0.0136, 0.205)], n=48),
        "cap": loft(rings),
    }


def milk_bottle(_: Params) -> Parts:
    """A dairy bottle full of milk: wide mouth, coloured lid."""
    body = lathe(_shoulder(0.042, 0.01, 0.12, 0.022, 0.196, 0.9), n=64)
    rim = lathe(arc(0.0225, 0.199, 0.0035, -120, 120, 10), n=48)
    return {"body": body, "rim": rim, "cap": place(cylinder(0.0215, 0.012, bevel=0.003), (0, 0.199, 0))}


def soda_bottle(_: Params) -> Parts:
    """A clear bottle with a waist, and what is in it."""
    y = np.linspace(0, 1, 40)
    r = np.interp(
        y,
        [0, 0.03, 0.1, 0.3, 0.42, 0.6, 0.72, 0.9, 1],
        [0.026, 0.031, 0.033, 0.0325, 0.029, 0.033, 0.03, 0.0135, 0.013],
    )
    r = np.convolve(np.r_[r[:1], r[:1], r, r[-1:], r[-1:]], np.ones(5) / 5, "valid")
    outer = np.c_[r, y * 0.215]
    drink = lathe(
        np.vstack([[[0, 0.003]], np.c_[r[:33] - 0.0022, y[:33] * 0.215 + 0.003]]),
        [(r[32] - 0.0022, y[32] * 0.215 + 0.003), (0, y[32] * 0.215 + 0.003)],
    )
    cap = place(cylinder(0.0148, 0.018, bevel=0.002), (0, 0.211, 0))
    return {
        "body": lathe([(0, 0), tuple(outer[0])], outer, n=64),
        "drink": drink,
        "cap": join([cap, _lip(0.0148, 0.205, 0.004)]),
        "label": lathe([(0.0337, 0.1), (0.0345, 0.115), (0.0337, 0.145)], n=64),
    }


def spray_bottle(_: Params) -> Parts:
    """A cleaner with a trigger: oval body, the head faces left."""
    levels = ((0, 0.92), (0.006, 1.0), (0.09, 1.0), (0.13, 0.96), (0.155, 0.78), (0.172, 0.45), (0.182, 0.36))
    a = np.linspace(0, 2 * np.pi, 48, endpoint=False)
    rings = []
    for y, k in levels:
        deep = min(1.0, 0.75 + 0.25 * (1 - k))  # round again at the neck
        rings.append(np.c_[0.043 * k * np.cos(a), np.full(48, y), 0.043 * k * deep * np.sin(a)])
    head = place(blob(0.095, 0.034, 0.03, flat=4, across=3, n=24), (-0.014, 0.232, 0))
    nozzle = place(cylinder(0.009, 0.014, bevel=0.002), (-0.074, 0.236, 0), roll=-90)
    lever = pipe(
        [(-0.03, 0.222, 0), (-0.045, 0.205, 0), (-0.047, 0.185, 0), (-0.054, 0.172, 0)], [0.006, 0.006, 0.005, 0.004]
    )
    stem = place(cylinder(0.0125, 0.03, bevel=0.003), (0, 0.195, 0))
    return {
        "body": loft(rings),
        "collar": place(cylinder(0.0185, 0.022, bevel=0.002), (0, 0.179, 0)),
        "head": join([head, nozzle, stem]),
        "trigger": lever,
        "label": place(marked(plate(0.05, 0.075, 0.002, 0.006, 0.0005)), (0, 0.075, 0.0322)),
    }


def squeeze_bottle(_: Params) -> Parts:
    """Standing on its cap: ketchup, honey, shower gel."""
    a = np.linspace(0, 2 * np.pi, 48, endpoint=False)
    rings = [
        np.c_[0.032 * k * np.cos(a), np.full(48, y), 0.02 * k * d * np.sin(a)]
        for y, k, d in (
            (0.034, 0.86, 1.3), (0.045, 1.0, 1.25), (0.1, 1.0, 1.15), (0.14, 0.96, 1.05), (0.175, 0.88, 0.85),
            (0.186, 0.8, 0.7), (0.189, 0.6, 0.4),
        )
    ]  # fmt: skip
    cap = [
        np.c_[0.03 * k * np.cos(a), np.full(48, y), 0.026 * k * np.sin(a)]
        for y, k in ((0, 0.95), (0.003, 1), (0.032, 1), (0.035, 0.95))
    ]
    return {"body": loft(rings), "cap": loft(cap)}


def oil_bottle(_: Params) -> Parts:
    """A square-shouldered bottle of oil with a cork."""
    rings, wet = [], []
    for y, w, r in ((0, 0.05, 0.012), (0.004, 0.056, 0.012), (0.15, 0.056, 0.012), (0.168, 0.05, 0.014),
        (0.19, 0.026, 0.0129), (0.2, 0.024, 0.0119), (0.24, 0.024, 0.0119)):  # fmt: skip
        o = rounded(w, w, r, 6)
        rings.append(np.c_[o[:, 0], np.full(len(o), y), o[:, 1]])
        if y < 0.18:
            i = rounded(w - 0.005, w - 0.005, r - 0.002, 6)
            wet.append(np.c_[i[:, 0], np.full(len(i), y * 0.93 + 0.005), i[:, 1]])
    cork = place(cylinder(0.0095, 0.03, top=0.0115, bevel=0.002), (0, 0.228, 0))
    return {
        "body": join([loft(rings), _lip(0.0122, 0.231, 0.008)]),
        "drink": loft(wet),
        "cap": cork,
        "label": place(marked(plate(0.04, 0.07, 0.0012, 0.003, 0.0004)), (0, 0.078, 0.0285)),
    }


def jerrycan(_: Params) -> Parts:
    """A canister with its handle and spout."""
    o = np.array(
        [
            (-0.11, 0),
            (0.11, 0),
            (0.118, 0.02),
            (0.118, 0.22),
            (0.1, 0.26),
            (0.06, 0.275),
            (-0.11, 0.275),
            (-0.118, 0.255),
            (-0.118, 0.02),
        ]
    )
    rings = []
    for z, k in ((-0.07, 0.9), (-0.066, 0.96), (-0.055, 1.0), (0.055, 1.0), (0.066, 0.96), (0.07, 0.9)):
        ring = (o - (0, 0.1375)) * k + (0, 0.1375)
        rings.append(np.c_[ring, np.full(len(o), z)])
    cross = [
        place(plate(0.24, 0.014, 0.012, 0.006, 0.004), (0, 0.125, z), roll=s)
        for z in (-0.068, 0.068)
        for s in (42, -42)
    ]
    grip = pipe([(-0.085, 0.27, 0), (-0.08, 0.305, 0), (0.0, 0.312, 0), (0.03, 0.3, 0), (0.035, 0.27, 0)], 0.011)
    cap = place(cylinder(0.024, 0.035, bevel=0.004), (0.085, 0.262, 0), roll=-28)
    return {"body": join([loft(rings), *cross, grip]), "cap": cap}
