"""What holds, carries and uses current. 0.05 to 0.15 m."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from generation.engine.previz.things.mesh import Params, Parts, cylinder, join, lathe, place
from generation.engine.previz.things.outlines import plate
from generation.engine.previz.things.solids import grounded, pipe

# What its parts are made of unless the scene says otherwise.
WEARS: Mapping[str, Mapping[str, str]] = {
    "battery": {"body": "product", "cap": "steel", "band": "dark"},
    "light_bulb": {"glass": "clear", "filament": "filament", "screw": "brass", "foot": "jet"},
    "plug": {"body": "product", "pins": "steel", "cable": "dark"},
    "power_bank": {"body": "product", "port": "jet", "lights": "small light"},
}


def battery(_: Params) -> Parts:
    """Two round cells, one of them lying."""
    one = {
        "body": lathe([(0.0072, 0.014), (0.0072, 0.0455)], n=40),
        "band": join([lathe([(0, 0), (0.0066, 0)], [(0.0072, 0.0007), (0.0072, 0.014)], n=40)]),
        "cap": join(
            [
                lathe([(0.0072, 0.0455), (0.0066, 0.049), (0.0028, 0.049)], n=40),
                place(cylinder(0.0027, 0.0016, bevel=0.0004, n=24), (0, 0.049, 0)),
            ]
        ),
    }
    down: dict[str, Any] = {"at": (0.024, 0.0072, 0.016), "roll": 90.0, "turn": 20.0}
    return grounded({k: join([place(m, (-0.006, 0, -0.008)), place(m, **down)]) for k, m in one.items()})


def light_bulb(_: Params) -> Parts:
    """A bulb with its thread of light, upright on its screw."""
    y = np.linspace(0, 1, 26)
    r = np.interp(
        y, [0, 0.12, 0.3, 0.5, 0.66, 0.82, 0.93, 1], [0.0125, 0.014, 0.0205, 0.0275, 0.03, 0.0255, 0.0165, 0.0]
    )
    r = np.r_[r[0], np.convolve(r, np.ones(3) / 3, "valid"), r[-1]]
    outer = np.c_[r, 0.03 + 0.078 * y]
    inner = np.c_[np.maximum(r - 0.001, 0), 0.031 + 0.076 * y]
    glass = lathe(outer, inner[::-1], n=56)
    h = np.linspace(0.004, 0.028, 73)
    screw = lathe(
        [(0, 0.003), (0.008, 0.003)],
        np.c_[0.0122 + 0.0008 * np.sin(h * 1500), h],
        [(0.0125, 0.029), (0.0135, 0.034)],
        n=48,
    )
    t = np.linspace(0, 1, 60)
    wire = pipe(
        np.c_[
            0.012 * (2 * t - 1) + 0.0018 * np.cos(t * 60),
            0.072 + 0.012 * np.abs(np.sin(t * 9.42)) + 0.0018 * np.sin(t * 60),
            0.002 * np.sin(t * 30),
        ],
        0.0011,
        6,
    )
    posts = [pipe([(s * 0.003, 0.03, 0), (s * 0.005, 0.05, 0), (s * 0.012, 0.072, 0)], 0.0007, 6) for s in (-1, 1)]
    return {
        "glass": glass,
        "filament": wire,
        "screw": join([screw, *posts]),
        "foot": cylinder(0.005, 0.004, bevel=0.0015, n=24),
    }


def plug(_: Params) -> Parts:
    """A mains plug, pins to the left, with a curl of cable."""
    body = join(
        [
            place(cylinder(0.0185, 0.03, top=0.0165, bevel=0.004, n=40), (0, 0.019, 0), roll=-90),
            pipe([(0.026, 0.019, 0), (0.045, 0.019, 0)], [0.011, 0.006], 20),
        ]
    )
    pins = [pipe([(0.0, 0.019, z), (-0.019, 0.019, z)], 0.0024, 14) for z in (-0.0095, 0.0095)]
    t = np.linspace(0, 2 * np.pi, 30)
    cable = pipe(
        np.vstack(
            [
                [(0.045, 0.019, 0), (0.06, 0.012, 0.004)],
                np.c_[0.075 + 0.02 * np.sin(t) + 0.004 * t, np.full(30, 0.0045), 0.02 - 0.02 * np.cos(t) - 0.001 * t],
            ]
        ),
        0.0034,
        12,
    )
    return grounded({"body": body, "pins": join(pins), "cable": cable})


def power_bank(_: Params) -> Parts:
    parts = {
        "body": plate(0.07, 0.14, 0.017, 0.012, 0.006),
        "port": join(
            [place(plate(0.011, 0.004, 0.003, 0.0018, 0.0005), (x, 0.0695, 0), tilt=-90) for x in (-0.014, 0.014)]
        ),
        "lights": join(
            [
                place(cylinder(0.0016, 0.001, bevel=0.0003, n=12), (-0.012 + 0.008 * i, 0.055, 0.0083), tilt=90)
                for i in range(4)
            ]
        ),
    }
    return grounded({k: place(m, tilt=-10) for k, m in parts.items()})
