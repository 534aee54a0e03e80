"""What lies on a desk: books, paper, pens, clips, calendars, calculators. 0.05 to 0.35 m."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import Mesh, Params, Parts, box, cylinder, join, lathe, place
from generation.engine.previz.things.outlines import extrude, plate, tile
from generation.engine.previz.things.solids import blob, eased, grounded, number, pipe

# What its parts are made of unless the scene says otherwise.
WEARS: Mapping[str, Mapping[str, str]] = {
    "pen": {"body": "product", "metal": "gold"},
    "pencil": {"body": "product", "wood": "wood", "tip": "graphite", "metal": "steel", "eraser": "eraser"},
    "pen_pot": {"pot": "product", "pencils": "toy yellow", "wood": "linen", "pens": "dark", "ruler": "wood"},
    "scissors": {"blades": "steel", "grips": "product", "screw": "brass"},
    "calculator": {"body": "product", "screen": "solder", "keys": "light", "special": "safety orange"},
    "stapler": {"body": "product", "base": "dark", "metal": "steel"},
    "stamp": {"handle": "wood", "foot": "dark"},
    "paint_tray": {"tray": "light", "red": "toy red", "blue": "toy blue", "yellow": "toy yellow", "green": "toy green"},
}


def pen(_: Params) -> Parts:
    """A fountain pen, its cap posted, lying on a slant."""
    x = np.array([-0.07, -0.066, -0.05, 0.0, 0.06, 0.068])
    body = pipe(np.c_[x, 0 * x, 0 * x], [0.0038, 0.0047, 0.0056, 0.006, 0.0052, 0.003], 24)
    nib = extrude(
        [(-0.098, 0), (-0.085, 0.0032), (-0.073, 0.0036), (-0.073, -0.0036), (-0.085, -0.0032)], 0.0014, bevel=0.0005
    )
    clip = pipe([(0.058, 0.0062, 0), (0.05, 0.0075, 0), (0.024, 0.0066, 0)], 0.001, 8)
    bands = [
        place(
            lathe([(0.0058, -0.0016), (0.0063, -0.001), (0.0063, 0.001), (0.0058, 0.0016)], n=32), (bx, 0, 0), roll=90
        )
        for bx in (0.01, 0.0145, -0.056)
    ]
    parts = {"body": body, "metal": join([place(nib, tilt=-70), clip, *bands])}
    return grounded({k: place(m, roll=-3, turn=22) for k, m in parts.items()})


def _pencil() -> dict[str, Mesh]:
    """Upright, point down, 0.175 m."""
    a = np.linspace(0, 2 * np.pi, 7)[:-1]

    shaft = extrude(np.c_[0.0037 * np.cos(a), 0.0037 * np.sin(a)], 0.128, bevel=0.0002)
    return {
        "body": place(shaft, (0, 0.084, 0), tilt=90),
        "wood": lathe([(0.0009, 0.005), (0.0036, 0.0205)], n=18),
        "tip": lathe([(0.0001, 0), (0.001, 0.0055)], n=12),
        "metal": lathe([(0.0037, 0.147), (0.0039, 0.149), (0.0037, 0.152), (0.0039, 0.155), (0.0037, 0.159)], n=24),
        "eraser": place(cylinder(0.0035, 0.014, bevel=0.0018, n=24), (0, 0.158, 0)),
    }


def pencil(_: Params) -> Parts:
    return grounded({k: place(m, roll=-90, turn=24) for k, m in _pencil().items()})


def pen_pot(_: Params) -> Parts:
    """A pot of pens, pencils and a ruler."""
    pot = lathe(
        [(0, 0), (0.036, 0)],
        [(0.038, 0.002), (0.038, 0.1)],
        [(0.038, 0.1), (0.035, 0.1)],
        [(0.035, 0.1), (0.034, 0.01), (0, 0.008)],
        n=56,
    )
    pencils, wood, pens = [], [], []
    for x, z, roll, tilt in (
        (0.012, 0.006, -12, 6),
        (-0.014, 0.01, 10, 8),
        (-0.004, -0.014, 4, -12),
        (0.016, -0.012, -9, -8),
    ):
        one = {k: place(place(m, tilt=180), (0, 0.19, 0)) for k, m in _pencil().items()}
        pencils.append(place(one["body"], (x, 0.004, z), roll=roll, tilt=tilt))
        wood += [place(one[k], (x, 0.004, z), roll=roll, tilt=tilt) for k in ("wood", "tip")]
    for x, z, roll, tilt in ((-0.018, -0.002, 14, 0), (0.003, 0.018, -3, 12)):
        pens.append(
            place(
                pipe([(0, 0.02, 0), (0, 0.15, 0), (0, 0.165, 0)], [0.005, 0.005, 0.0035], 16),
                (x, 0, z),
                roll=roll,
                tilt=tilt,
            )
        )
    ruler = place(box(0.03, 0.2, 0.0025, bevel=0.0008), (0.012, 0.115, -0.022), roll=-7, tilt=-4)
    return {"pot": pot, "pencils": join(pencils), "wood": join(wood), "pens": join(pens), "ruler": ruler}


def scissors(_: Params) -> Parts:
    """Half open, leaning back as if pinned."""
    blades: list[Mesh] = []
    grips: list[Mesh] = []
    for s in (-1, 1):
        blade = extrude(
            [(-0.006, -0.02), (0.007, -0.02), (0.0075, 0.02), (0.0, 0.105), (-0.0025, 0.1), (-0.0065, 0.03)],
            0.002,
            bevel=0.0006,
        )
        shank = pipe([(0, -0.015, 0), (0.008, -0.045, 0)], [0.0048, 0.0045], 10)
        eye = pipe(
            np.array(
                [
                    (0.017 + 0.0185 * np.cos(t), -0.071 + 0.027 * np.sin(t), 0)
                    for t in np.linspace(0, 2 * np.pi, 32, endpoint=False)
                ]
            ),
            0.0048,
            12,
            closed=True,
        )
        for m, to in ((blade, blades), (shank, grips), (eye, grips)):
            to.append(place(place(m, scale=(s, 1, 1)), (0, 0, 0.0012 * s), roll=s * 15.0))
    screw = place(cylinder(0.0042, 0.006, bevel=0.001, n=24), (0, 0, -0.002), tilt=90)
    parts = {"blades": join(blades), "grips": join(grips), "screw": screw}
    return grounded({k: place(m, tilt=-30) for k, m in parts.items()})


def calculator(_: Params) -> Parts:
    """Keys as plain buttons, leaning back."""
    body = place(plate(0.09, 0.15, 0.014, 0.01, 0.005), (0, 0.075, 0))
    screen = place(plate(0.074, 0.028, 0.002, 0.003, 0.0005), (0, 0.126, 0.0068))
    keys: list[Mesh] = []
    special: list[Mesh] = []
    for r in range(5):
        for c in range(4):
            spot = (-0.0285 + 0.019 * c, 0.094 - 0.018 * r, 0.0072)
            (special if c == 3 else keys).append(place(plate(0.0145, 0.0125, 0.005, 0.003, 0.0015), spot))
    parts = {"body": body, "screen": screen, "keys": join(keys), "special": join(special)}
    return grounded({k: place(m, tilt=-38) for k, m in parts.items()})


def stapler(_: Params) -> Parts:
    base = tile(0.15, 0.01, 0.032, 0.012, 0.003)
    arm = place(place(blob(0.145, 0.024, 0.03, flat=4, across=4, n=28), (-0.003, 0.012, 0)), (0, 0.022, 0), roll=-6)
    rail = place(box(0.12, 0.008, 0.014, bevel=0.002), (-0.006, 0.024, 0), roll=-6)
    return grounded({"body": arm, "base": base, "metal": rail})


def stamp(_: Params) -> Parts:
    """A rubber stamp."""
    handle = lathe(
        np.vstack(
            [
                [(0, 0.024), (0.012, 0.024)],
                eased([(0.012, 0.025), (0.009, 0.04), (0.0165, 0.062), (0.012, 0.079), (0.0005, 0.084)], 22),
            ]
        ),
        n=40,
    )
    return {
        "handle": join([handle, place(tile(0.056, 0.012, 0.03, 0.003, 0.002), (0, 0.0115, 0))]),
        "foot": tile(0.054, 0.012, 0.028, 0.002, 0.001),
    }


def paint_tray(p: Params) -> Parts:
    """A painter's palette with four colours, leaning back."""
    size = number(p, "size", 1.0, 0.5, 2.0)
    edge = eased(
        [
            (-0.13, 0.0),
            (-0.1, 0.075),
            (0.0, 0.1),
            (0.1, 0.08),
            (0.14, 0.0),
            (0.105, -0.075),
            (0.03, -0.09),
            (0.015, -0.05),
            (-0.02, -0.045),
            (-0.07, -0.085),
            (-0.13, 0.0),
        ],
        70,
    )[:-1]
    board = extrude(edge * size, 0.006, bevel=0.002)
    spots = {"red": (-0.075, 0.02), "blue": (-0.025, 0.062), "yellow": (0.04, 0.06), "green": (0.09, 0.015)}
    parts = {
        "tray": board,
        **{
            k: place(blob(0.045, 0.036, 0.012, n=24), (x * size, y * size, 0.004), roll=20)
            for k, (x, y) in spots.items()
        },
    }
    return grounded({k: place(m, tilt=-24) for k, m in parts.items()})
