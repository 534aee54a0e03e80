"""What makes and takes sound. 0.05 to 0.4 m."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import Params, Parts, arc, ball, cylinder, join, lathe, place, stand_box
from generation.engine.previz.things.outlines import plate, rounded, tile
from generation.engine.previz.things.solids import blob, grounded, loft, pipe, torus

# What its parts are made of unless the scene says otherwise.
WEARS: Mapping[str, Mapping[str, str]] = {
    "headphones": {"shell": "product", "band": "dark", "pads": "dark leather", "arms": "steel"},
    "earbuds": {"case": "product", "inside": "light", "buds": "light", "tips": "dark", "light": "small light"},
    "speaker": {"body": "wood", "grille": "dark", "cones": "shell", "rings": "steel"},
    "smart_speaker": {"body": "product", "top": "dark", "ring": "small light", "base": "dark"},
    "microphone": {"body": "dark metal", "grille": "steel", "stand": "dark", "ring": "product"},
    "radio": {"body": "product", "grille": "linen", "dial": "steel", "handle": "leather", "aerial": "steel"},
}


def headphones(_: Params) -> Parts:
    """Over-ear, standing on their cups."""
    shell, pads, arms = [], [], []
    for s in (-1, 1):
        cup = place(blob(0.034, 0.088, 0.074, flat=2.5, across=3.4, n=32), (s * 0.084, 0.045, 0))
        disc = place(cylinder(0.028, 0.004, bevel=0.0015, n=40), (s * 0.1005, 0.045, 0), roll=-90 * s)
        shell += [cup, disc]
        pads.append(place(place(torus(0.029, 0.0125, 40, 14), scale=(0.85, 1, 1.1)), (s * 0.066, 0.045, 0), roll=90))
        arms.append(pipe([(s * 0.0905, 0.085, 0), (s * 0.0895, 0.115, 0), (s * 0.083, 0.14, 0)], 0.0034, 10))
    a = np.radians(np.linspace(18, 162, 30))
    path = np.c_[0.087 * np.cos(a), 0.108 + 0.087 * np.sin(a), 0 * a]
    band = []
    for q, t in zip(path, a, strict=True):
        o = rounded(0.026, 0.011, 0.005, 4)
        out = np.array((np.cos(t), np.sin(t), 0))
        band.append(q + o[:, 1:2] * out + np.c_[np.zeros((len(o), 2)), o[:, 0]])
    cushion = [b * np.array((0.93, 1, 1)) - np.array((0, 0.009, 0)) for b in band[5:-5]]
    return grounded(
        {"shell": join(shell), "band": join([loft(band), loft(cushion)]), "pads": join(pads), "arms": join(arms)}
    )


def earbuds(_: Params) -> Parts:
    """An open case with a pair in it."""
    case = place(blob(0.06, 0.032, 0.028, flat=3, across=3, n=32), (0, 0.016, 0))
    lid = place(
        place(blob(0.06, 0.02, 0.028, flat=3, across=3, n=32), (0, 0.008, 0.013)), (0, 0.0305, -0.0142), tilt=-64
    )
    inside = place(tile(0.053, 0.003, 0.021, 0.009, 0.001), (0, 0.0305, 0))
    buds, tips = [], []
    for s in (-1, 1):
        buds += [
            place(blob(0.0165, 0.0155, 0.015, n=20), (s * 0.0135, 0.04, 0)),
            pipe([(s * 0.0165, 0.037, 0.002), (s * 0.0165, 0.025, 0.002)], 0.0033, 12),
        ]
        tips.append(place(blob(0.008, 0.0095, 0.0095, n=16), (s * 0.005, 0.0425, 0.003)))
    light = place(cylinder(0.0012, 0.001, bevel=0.0003, n=12), (0, 0.016, 0.0138), tilt=90)
    return grounded(
        {"case": join([case, lid]), "inside": inside, "buds": join(buds), "tips": join(tips), "light": light}
    )


def speaker(_: Params) -> Parts:
    """A bookshelf speaker: woofer and tweeter."""
    body = stand_box(0.19, 0.31, 0.22, bevel=0.006)
    front = place(plate(0.176, 0.296, 0.006, 0.006, 0.002), (0, 0.155, 0.11))
    cones, rings = [], []
    for y, r in ((0.105, 0.066), (0.235, 0.032)):
        cone = lathe(
            [(0, 0.004), (r * 0.22, 0.004)],
            [(r * 0.24, 0.001), (r * 0.86, 0.0085)],
            arc(r * 0.92, 0.0085, r * 0.07, 180, 0, 7),
            n=56,
        )
        dome = lathe(arc(0, -0.01, r * 0.34, 25, 90, 8), n=32)
        cones += [place(cone, (0, y, 0.113), tilt=90), place(dome, (0, y, 0.121 if r > 0.05 else 0.119), tilt=90)]
        rings.append(place(torus(r * 1.02, r * 0.055, 56, 10), (0, y, 0.1145), tilt=90))
    return {"body": body, "grille": front, "cones": join(cones), "rings": join(rings)}


def smart_speaker(_: Params) -> Parts:
    """A fabric cylinder with a ring of light."""
    y = np.linspace(0.012, 0.138, 20)
    body = lathe([(0, 0.012), (0.047, 0.012)], np.c_[0.048 + 0.005 * np.sin((y - 0.012) / 0.126 * np.pi), y], n=72)
    rim = lathe(np.vstack([[[0.048, 0.138]], arc(0.043, 0.14, 0.005, 0, 80, 6)]), n=72)
    top = lathe([(0.0405, 0.1448), (0, 0.1442)], n=64)
    ring = lathe(arc(0.042, 0.1448, 0.0012, 0, 180, 8), n=64)
    return {
        "body": join([body, rim]),
        "top": top,
        "ring": ring,
        "base": lathe([(0, 0), (0.043, 0)], [(0.045, 0.002), (0.045, 0.013)], n=56),
    }


def microphone(_: Params) -> Parts:
    """A broadcast microphone on a round foot."""
    y = np.linspace(0, 0.075, 26)
    head = lathe(
        np.vstack(
            [
                np.c_[0.0245 + 0.0007 * np.cos(y * 2100), y],
                arc(0.0, 0.075, 0.0245, 0, 90, 12) * np.array((1, 0.9)) + np.array((0, 0.0075)),
            ]
        ),
        n=56,
    )
    body = lathe([(0, -0.065), (0.018, -0.065), (0.0235, -0.058), (0.0235, -0.004)], n=56)
    ring = lathe(arc(0.0238, 0, 0.0032, -90, 90, 9), n=56)
    up = [place(m, (0, 0.185, 0.012), tilt=16) for m in (body, head, ring)]
    a = np.radians(np.linspace(-90, 90, 15))
    fork = pipe(np.c_[0.031 * np.sin(a), 0.178 - 0.031 * np.cos(a) * 1.5, np.full(15, 0.008)], 0.003, 10)
    pins = [place(cylinder(0.005, 0.008, bevel=0.001, n=20), (s * 0.0235, 0.178, 0.01), roll=-90 * s) for s in (-1, 1)]
    stand = [
        place(cylinder(0.055, 0.014, bevel=0.004), (0, 0, 0)),
        place(cylinder(0.006, 0.12, bevel=0.002, n=24), (0, 0.012, 0.008)),
        fork,
        *pins,
    ]
    return {"body": up[0], "grille": up[1], "stand": join(stand), "ring": up[2]}


def radio(_: Params) -> Parts:
    """A portable radio with a handle and an aerial."""
    body = place(plate(0.24, 0.15, 0.08, 0.022, 0.012), (0, 0.078, 0))
    grille = place(plate(0.13, 0.11, 0.006, 0.012, 0.002), (-0.042, 0.078, 0.0395))
    dials = [
        place(cylinder(0.024, 0.014, bevel=0.003, n=40), (0.068, 0.095, 0.038), tilt=90),
        *(place(cylinder(0.0085, 0.012, bevel=0.002, n=24), (x, 0.042, 0.038), tilt=90) for x in (0.05, 0.086)),
    ]
    handle = pipe(
        [(-0.095, 0.15, 0), (-0.09, 0.182, 0), (0, 0.19, 0), (0.09, 0.182, 0), (0.095, 0.15, 0)], 0.0075, 12, flat=0.8
    )
    aerial = pipe([(0.1, 0.15, -0.03), (0.19, 0.36, -0.04)], 0.0021, 8)
    return grounded(
        {
            "body": body,
            "grille": grille,
            "dial": join(dials),
            "handle": handle,
            "aerial": join([aerial, place(ball(0.004, 12), (0.19, 0.36, -0.04))]),
        }
    )
