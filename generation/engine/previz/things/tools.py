"""Hand tools and what a decorator carries. 0.1 to 0.4 m."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import Params, Parts, box, cylinder, join, lathe, place, stand_box
from generation.engine.previz.things.outlines import extrude, plate, rounded
from generation.engine.previz.things.solids import blob, eased, grounded, loft, pipe, torus

# What its parts are made of unless the scene says otherwise.
WEARS: Mapping[str, Mapping[str, str]] = {
    "hammer": {"head": "steel", "handle": "wood", "grip": "product"},
    "screwdriver": {"blade": "steel", "handle": "product", "band": "dark"},
    "drill": {"body": "product", "dark": "dark", "bit": "steel", "pack": "dark"},
    "wrench": {"body": "steel"},
    "toolbox": {"body": "product", "lid": "product", "handle": "dark", "clasps": "steel"},
    "tape_measure": {"body": "product", "grip": "dark", "tape": "toy yellow", "hook": "steel"},
    "torch": {"body": "product", "head": "dark", "glass": "clear", "light": "lamp"},
}


def hammer(_: Params) -> Parts:
    """A claw hammer, leaning back, its head up."""
    face = place(
        join([lathe([(0, 0), (0.0135, 0), (0.0145, 0.002), (0.0145, 0.014), (0.01, 0.022), (0.01, 0.04)], n=32)]),
        (0.0, 0.0, 0.0),
    )
    middle = place(box(0.028, 0.032, 0.026, bevel=0.005), (0, 0.05, 0))
    claws = []
    for z in (-0.008, 0.008):
        path = eased([(0, 0.06, z * 0.6), (-0.004, 0.085, z), (-0.02, 0.108, z * 1.3)], 12)
        claws.append(pipe(path, np.linspace(0.0095, 0.0035, 12), 12, flat=0.7))
    handle = pipe([(0.0, 0.05, 0), (0.1, 0.05, 0), (0.18, 0.05, 0)], [0.0095, 0.0085, 0.01], 18)
    grip = pipe(
        [(0.16, 0.05, 0), (0.2, 0.05, 0), (0.27, 0.05, 0), (0.285, 0.05, 0)], [0.0115, 0.0125, 0.0138, 0.0125], 18
    )
    parts = {"head": join([face, middle, *claws]), "handle": handle, "grip": grip}
    return grounded({k: place(m, roll=66, tilt=-18) for k, m in parts.items()})


def screwdriver(_: Params) -> Parts:
    a = np.linspace(0, 2 * np.pi, 72, endpoint=False)
    ribs = 1 + 0.06 * np.cos(6 * a)
    handle = loft(
        [
            np.c_[np.full(72, x), r * k * np.cos(a), r * k * np.sin(a)]
            for x, r, k in (
                (0.0, 0.008, 1.0),
                (0.004, 0.0125, ribs),
                (0.03, 0.0155, ribs),
                (0.075, 0.0145, ribs),
                (0.09, 0.011, 1.0),
                (0.095, 0.006, 1.0),
            )
        ]
    )
    blade = [
        pipe([(0, 0, 0), (-0.09, 0, 0)], 0.0035, 16),
        place(extrude([(-0.092, 0.003), (-0.108, 0.0042), (-0.108, -0.0042), (-0.092, -0.003)], 0.0022, bevel=0.0004)),
    ]
    band = pipe([(0.0, 0, 0), (0.006, 0, 0)], 0.0098, 24)
    parts = {"blade": join(blade), "handle": handle, "band": band}
    return grounded({k: place(m, roll=-1.5, turn=24) for k, m in parts.items()})


def drill(_: Params) -> Parts:
    """A cordless drill standing on its battery, bit to the left."""
    motor = place(blob(0.135, 0.062, 0.058, flat=4, across=5, n=36), (0.02, 0.175, 0))
    nose = place(
        lathe([(0, 0), (0.026, 0), (0.027, 0.004), (0.024, 0.03), (0.019, 0.034), (0, 0.034)], n=40),
        (-0.042, 0.178, 0),
        roll=90,
    )
    chuck = place(
        lathe([(0, 0), (0.0195, 0), (0.0205, 0.004), (0.0195, 0.022), (0.012, 0.04), (0.008, 0.042), (0, 0.042)], n=40),
        (-0.075, 0.178, 0),
        roll=90,
    )
    t = np.linspace(0, 0.06, 50)
    bit = pipe(np.c_[-0.115 - t, 0.178 + 0 * t, 0 * t], 0.0032 + 0.0008 * np.sin(t * 500), 10)
    grip = loft(
        [
            np.c_[x + 0.021 * np.cos(a), np.full(32, y), 0.017 * np.sin(a)]
            for x, y in ((0.062, 0.04), (0.05, 0.09), (0.042, 0.12), (0.036, 0.16))
            for a in [np.linspace(0, 2 * np.pi, 32, endpoint=False)]
        ]
    )
    pad = place(plate(0.03, 0.075, 0.03, 0.01, 0.006), (0.064, 0.105, 0), roll=14)
    trigger = place(blob(0.02, 0.03, 0.014, flat=3, n=16), (0.021, 0.135, 0))
    pack = [stand_box(0.105, 0.038, 0.068, (0.055, 0, 0), bevel=0.008)]
    foot = stand_box(0.09, 0.016, 0.056, (0.057, 0.036, 0), bevel=0.006)
    vents = [place(plate(0.004, 0.028, 0.0595, 0.0018, 0.0004), (0.055 + 0.009 * i, 0.176, 0)) for i in range(3)]
    return grounded(
        {
            "body": join([motor, grip, foot]),
            "dark": join([nose, pad, trigger, chuck, *vents]),
            "bit": bit,
            "pack": join(pack),
        }
    )


def wrench(_: Params) -> Parts:
    """An open-ended spanner, leaning back."""
    a = np.radians(np.linspace(38, 322, 26))
    jaw = np.c_[0.023 * np.cos(a), 0.023 * np.sin(a)]
    mouth = [(0.0095, -0.011), (-0.006, -0.0105), (-0.006, 0.0105), (0.0095, 0.011)]
    big = place(extrude(np.vstack([jaw, mouth]), 0.008, bevel=0.002), (0.09, 0, 0), roll=14)
    ring = place(place(torus(0.0135, 0.0055, 36, 10), scale=(1, 0.8, 1)), (-0.092, 0, 0), tilt=90)
    shaft = extrude(rounded(0.165, 0.0155, 0.006, 4), 0.006, bevel=0.0022)
    return grounded({"body": place(join([big, ring, shaft]), roll=48, tilt=-20)})


def toolbox(_: Params) -> Parts:
    body = stand_box(0.42, 0.15, 0.2, bevel=0.01)
    lid = place(
        extrude([(-0.1, 0), (0.1, 0), (0.075, 0.06), (-0.075, 0.06)], 0.42, bevel=0.008), (0, 0.153, 0), turn=90
    )
    handle = pipe([(-0.08, 0.205, 0), (-0.075, 0.245, 0), (0.075, 0.245, 0), (0.08, 0.205, 0)], 0.011, 14)
    clasps = [place(plate(0.04, 0.055, 0.01, 0.006, 0.003), (x, 0.148, 0.1015)) for x in (-0.13, 0.13)]
    return {"body": body, "lid": lid, "handle": handle, "clasps": join(clasps)}


def tape_measure(_: Params) -> Parts:
    o = eased(
        [
            (-0.035, 0.0),
            (-0.037, 0.045),
            (-0.02, 0.068),
            (0.012, 0.07),
            (0.034, 0.052),
            (0.037, 0.012),
            (0.035, 0.0),
            (-0.035, 0.0),
        ],
        40,
    )[:-1]
    body = extrude(o, 0.036, bevel=0.006, k=4)
    grip = place(extrude(o * 0.72 + np.array((0, 0.0095)), 0.039, bevel=0.002))
    tape = place(box(0.13, 0.0012, 0.02, bevel=0.0003), (0.098, 0.006, 0))
    hook = place(box(0.003, 0.012, 0.021, bevel=0.001), (0.163, 0.0055, 0))
    return grounded({"body": body, "grip": grip, "tape": tape, "hook": hook})


def torch(_: Params) -> Parts:
    """A hand lamp, lying, lit, to the left."""
    body = lathe([(0, 0), (0.0125, 0), (0.0135, 0.003), (0.0135, 0.1)], n=40)
    head = lathe(
        [(0.0135, 0.098), (0.0145, 0.104), (0.021, 0.122), (0.0215, 0.14)],
        [(0.0215, 0.14), (0.019, 0.14)],
        [(0.019, 0.14), (0.012, 0.122)],
        n=48,
    )
    light = lathe([(0.0125, 0.1235), (0, 0.1245)], n=32)
    glass = place(cylinder(0.0188, 0.002, bevel=0.0004, n=40), (0, 0.1365, 0))
    rings = [place(torus(0.0136, 0.0011, 40, 6), (0, y, 0)) for y in (0.02, 0.03, 0.04, 0.05, 0.085)]
    switch = place(blob(0.007, 0.018, 0.008, n=14), (0, 0.075, 0.0135))
    parts = {"body": join([body, *rings]), "head": join([head, switch]), "glass": glass, "light": light}
    return grounded({k: place(m, roll=90, turn=42) for k, m in parts.items()})
