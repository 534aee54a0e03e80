"""What one cooks with: pots, pans, kettles, machines, boards. 0.2 to 0.45 m."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import numpy as np

from generation.engine.previz.things.mesh import Mesh, Params, Parts, arc, ball, cylinder, join, lathe, place, stand_box
from generation.engine.previz.things.outlines import plate, rounded, tile
from generation.engine.previz.things.solids import blob, grounded, loft, pipe, torus, vessel

# What its parts are made of unless the scene says otherwise.
WEARS: Mapping[str, Mapping[str, str]] = {
    "kettle": {"body": "product", "handle": "dark", "base": "dark", "knob": "dark"},
    "coffee_machine": {"body": "product", "front": "steel", "group": "dark", "cup": "ceramic", "lights": "small light"},
    "moka_pot": {"body": "steel", "handle": "dark"},
    "pan": {"body": "dark metal", "inside": "dark", "handle": "wood"},
    "pot": {"body": "product", "inside": "light", "lid": "product", "knob": "brass"},
    "cutting_board": {"body": "wood"},
    "tray": {"body": "wood", "grips": "brass"},
    "toaster": {"body": "product", "slots": "dark", "lever": "steel", "toast": "crust"},
    "blender": {"body": "product", "jug": "clear glass", "mix": "strawberry flesh", "lid": "dark"},
    "pepper_mill": {"body": "wood", "top": "steel"},
    "whisk": {"wires": "steel", "handle": "product"},
}


def kettle(_: Params) -> Parts:
    """A stove-shaped electric kettle on its base."""
    base = lathe(np.vstack([[[0, 0]], arc(0.078, 0.004, 0.004, -90, 90, 6), [[0.078, 0.012], [0, 0.012]]]), n=72)
    y = np.linspace(0, 1, 16)
    r = 0.083 - 0.026 * y**1.3
    body = lathe(
        [(0, 0.014), (0.08, 0.014)],
        np.c_[r, 0.016 + 0.165 * y],
        np.vstack([[[0.056, 0.182]], [[0.045, 0.19]], [[0.0, 0.195]]]),
        n=80,
    )
    spout = pipe([(-0.06, 0.125, 0), (-0.082, 0.15, 0), (-0.098, 0.176, 0)], [0.02, 0.014, 0.011], 16)
    handle = pipe(
        [(0.05, 0.178, 0), (0.08, 0.196, 0), (0.112, 0.185, 0), (0.118, 0.14, 0), (0.105, 0.08, 0), (0.078, 0.06, 0)],
        0.0095,
        14,
    )
    return {"body": join([body, spout]), "handle": handle, "base": base, "knob": place(ball(0.011, 20), (0, 0.201, 0))}


def coffee_machine(_: Params) -> Parts:
    """An espresso machine with a cup under its group. 0.34 m."""
    back = stand_box(0.26, 0.33, 0.16, (0, 0, -0.07), bevel=0.018)
    top = stand_box(0.26, 0.13, 0.3, (0, 0.2, 0.0), bevel=0.018)
    foot = stand_box(0.26, 0.045, 0.3, bevel=0.01)
    grid = [stand_box(0.2, 0.004, 0.006, (0, 0.044, z), bevel=0.001) for z in np.linspace(0.025, 0.125, 9)]
    panel = place(plate(0.21, 0.075, 0.006, 0.008, 0.002), (0, 0.268, 0.15))
    dials = [place(cylinder(0.021, 0.02, bevel=0.003, n=32), (x, 0.268, 0.15), tilt=90) for x in (-0.06, 0.06)]
    group = place(cylinder(0.034, 0.04, bevel=0.005, n=40), (0, 0.165, 0.075))
    portafilter = [
        place(cylinder(0.036, 0.02, bevel=0.004, n=40), (0, 0.148, 0.075)),
        pipe([(0, 0.156, 0.105), (0, 0.148, 0.16), (0, 0.142, 0.215)], [0.009, 0.011, 0.0125], 14),
        place(cylinder(0.006, 0.02, bevel=0.002, n=16), (0, 0.13, 0.075)),
    ]
    wand = pipe([(0.105, 0.2, 0.11), (0.11, 0.15, 0.13), (0.112, 0.085, 0.14)], 0.0042, 10)
    cup = lathe(
        [(0, 0.048), (0.02, 0.048)],
        [(0.02, 0.05), (0.029, 0.075), (0.031, 0.1)],
        [(0.031, 0.1), (0.029, 0.1)],
        [(0.029, 0.1), (0.026, 0.07), (0, 0.054)],
        n=40,
    )
    lights = [place(ball(0.0042, 12), (x, 0.268, 0.153)) for x in (-0.015, 0.0, 0.015)]
    return grounded(
        {
            "body": join([back, top, foot]),
            "front": join([panel, *grid, wand]),
            "group": join([group, *portafilter, *dials]),
            "cup": place(cup, (0, 0, 0.075)),
            "lights": join(lights),
        }
    )


def moka_pot(_: Params) -> Parts:
    """The eight-sided stove-top maker."""
    a = 2 * np.pi * (np.arange(8) + 0.5) / 8

    def ring(r: float, y: float) -> Any:
        return np.c_[r * np.cos(a), np.full(8, y), r * np.sin(a)]

    def facets(*rings: Any) -> Mesh:
        walls = []
        for low, high in pairwise(rings):
            for i in range(8):
                j = (i + 1) % 8
                quad_ = np.array([low[i], high[i], high[j], low[j]])
                n = np.cross(quad_[1] - quad_[0], quad_[2] - quad_[0])
                n /= np.linalg.norm(n)
                walls.append(
                    Mesh(
                        quad_.astype(np.float32),
                        np.array([(0, 1, 2), (0, 2, 3)], np.uint32),
                        np.tile(n, (4, 1)).astype(np.float32),
                        np.zeros((4, 2), np.float32),
                    )
                )
        return join(walls)

    body = facets(
        ring(0.0, 0),
        ring(0.046, 0),
        ring(0.048, 0.005),
        ring(0.037, 0.07),
        ring(0.032, 0.08),
        ring(0.032, 0.088),
        ring(0.045, 0.155),
        ring(0.046, 0.158),
        ring(0.02, 0.172),
        ring(0.0005, 0.174),
    )
    spout = pipe([(-0.03, 0.13, 0), (-0.046, 0.15, 0), (-0.056, 0.16, 0)], [0.012, 0.008, 0.003], 10)
    handle = pipe(
        [(0.036, 0.15, 0), (0.075, 0.153, 0), (0.082, 0.14, 0), (0.078, 0.1, 0)], [0.007, 0.009, 0.009, 0.008], 12
    )
    knob = place(cylinder(0.008, 0.016, bevel=0.003, n=20), (0, 0.172, 0))
    return {"body": join([body, spout]), "handle": join([handle, knob])}


def pan(_: Params) -> Parts:
    """A frying pan, its handle to the right and forward."""
    outer = lathe([(0, 0), (0.1, 0)], [(0.1, 0), (0.118, 0.02), (0.132, 0.047)], [(0.132, 0.047), (0.129, 0.048)], n=80)
    inside = lathe([(0.129, 0.048), (0.114, 0.02), (0.098, 0.004), (0, 0.004)], n=80)
    handle = pipe(
        [(0.126, 0.04, 0), (0.17, 0.055, 0), (0.25, 0.066, 0), (0.31, 0.068, 0)],
        [0.007, 0.009, 0.0115, 0.0105],
        14,
        flat=0.75,
    )
    return grounded({k: place(m, turn=-24) for k, m in {"body": outer, "inside": inside, "handle": handle}.items()})


def pot(_: Params) -> Parts:
    """A casserole with its lid."""
    body = lathe(
        [(0, 0), (0.105, 0)],
        arc(0.105, 0.015, 0.015, -90, 0, 6),
        [(0.12, 0.015), (0.122, 0.11)],
        [(0.122, 0.11), (0.117, 0.11)],
        n=80,
    )
    inside = lathe([(0.117, 0.11), (0.115, 0.015), (0, 0.01)], n=80)
    lid = lathe(
        [(0, 0.108), (0.123, 0.11)],
        [(0.124, 0.111), (0.124, 0.118)],
        [(0.124, 0.118), (0.1, 0.128), (0.05, 0.136), (0, 0.138)],
        n=80,
    )
    grips = []
    for s in (-1, 1):
        a = np.radians(np.linspace(-100, 100, 16))
        grips.append(
            place(
                pipe(np.c_[0.12 + 0.026 * np.cos(a), np.full(16, 0.092), 0.038 * np.sin(a)], 0.007, 12),
                turn=90 - 90 * s,
            )
        )
    knob = lathe([(0, 0.136), (0.008, 0.138), (0.007, 0.146), (0.017, 0.152), (0.017, 0.16), (0, 0.162)], n=40)
    return {"body": join([body, *grips]), "inside": inside, "lid": lid, "knob": knob}


def cutting_board(_: Params) -> Parts:
    """A board with a handle and a hole, lying."""
    board = tile(0.36, 0.02, 0.22, 0.02, 0.005)
    grip = place(tile(0.12, 0.02, 0.06, 0.029, 0.005), (0.215, 0, 0))
    hole = place(torus(0.011, 0.0035, 28, 8), (0.248, 0.0185, 0))
    return grounded({"body": join([board, grip, hole])})


def tray(_: Params) -> Parts:
    """A serving tray with a rim and two grips."""
    o, low = rounded(0.42, 0.3, 0.05, 8), rounded(0.38, 0.26, 0.04, 8)
    n = len(o)

    def ring(p: Any, y: float) -> Any:
        return np.c_[p[:, 0], np.full(n, y), p[:, 1]]

    body = loft(
        [ring(low, 0), ring(low * 1.02, 0.002), ring(o, 0.036), ring(o * 0.982, 0.037), ring(low * 0.985, 0.008)]
    )
    grips = [
        pipe(
            [
                (s * 0.203, 0.03, -0.05),
                (s * 0.226, 0.043, -0.044),
                (s * 0.228, 0.046, 0),
                (s * 0.226, 0.043, 0.044),
                (s * 0.203, 0.03, 0.05),
            ],
            0.0055,
            12,
        )
        for s in (-1, 1)
    ]
    return {"body": body, "grips": join(grips)}


def toaster(_: Params) -> Parts:
    """Two slots, toast up."""
    body = place(blob(0.3, 0.175, 0.16, flat=6, across=6, n=44), (0, 0.1, 0))
    slots = [place(tile(0.19, 0.004, 0.026, 0.01, 0.001), (0, 0.1855, z)) for z in (-0.03, 0.03)]
    toast = [place(plate(0.12, 0.11, 0.013, 0.022, 0.004), (0, 0.182, z)) for z in (-0.03, 0.03)]
    lever = stand_box(0.014, 0.012, 0.04, (0.157, 0.12, 0), bevel=0.004)
    knob = place(cylinder(0.017, 0.014, bevel=0.003, n=32), (0.1, 0.05, 0.077), tilt=90)
    feet = stand_box(0.26, 0.014, 0.12, bevel=0.004)
    return {"body": body, "slots": join([*slots, feet]), "toast": join(toast), "lever": join([lever, knob])}


def blender(_: Params) -> Parts:
    """A smoothie under way."""
    base = lathe(
        np.vstack(
            [[[0, 0], [0.082, 0]], [[0.085, 0.004]], [[0.082, 0.06], [0.066, 0.11], [0.062, 0.12]], [[0, 0.121]]]
        ),
        n=64,
    )
    outer = np.array([(0.05, 0.122), (0.056, 0.14), (0.066, 0.22), (0.074, 0.32)])
    jug, mix = vessel(outer, 0.004, 0.135, 0.26)
    handle = pipe([(0.07, 0.3, 0), (0.11, 0.3, 0), (0.118, 0.27, 0), (0.108, 0.19, 0), (0.062, 0.18, 0)], 0.008, 12)
    lid = join(
        [
            place(cylinder(0.076, 0.018, bevel=0.004), (0, 0.32, 0)),
            place(cylinder(0.03, 0.024, bevel=0.005), (0, 0.337, 0)),
            handle,
        ]
    )
    dial = place(cylinder(0.019, 0.018, bevel=0.003, n=32), (0, 0.055, 0.078), tilt=80)
    return {"body": base, "jug": jug, "mix": mix, "lid": join([lid, dial])}


def pepper_mill(_: Params) -> Parts:
    body = lathe(
        np.array(
            [
                (0, 0),
                (0.027, 0),
                (0.0275, 0.012),
                (0.021, 0.035),
                (0.016, 0.075),
                (0.02, 0.11),
                (0.0195, 0.118),
                (0.022, 0.125),
                (0.026, 0.145),
                (0.022, 0.165),
                (0.01, 0.175),
                (0, 0.176),
            ]
        ),
        n=48,
    )
    return {"body": body, "top": place(ball(0.0085, 20), (0, 0.182, 0))}


def whisk(_: Params) -> Parts:
    """Standing on its wires, leaning."""
    t = np.linspace(0, np.pi, 25)
    loop = np.c_[
        0.032 * np.sin(2 * t) * 0 + 0.034 * np.sin(t) ** 0.8 * np.sign(np.cos(t)) * np.sqrt(np.abs(np.cos(t))),
        0.13 - 0.13 * np.sin(t),
        0 * t,
    ]
    wires = [place(pipe(loop, 0.0011, 6), turn=36.0 * i) for i in range(5)]
    handle = pipe([(0, 0.125, 0), (0, 0.17, 0), (0, 0.25, 0)], [0.009, 0.0085, 0.011], 16)
    return grounded({k: place(m, roll=-62) for k, m in {"wires": join(wires), "handle": handle}.items()})
