"""Glasses and what is in them: real walls, so that light bends through them. 0.1 to 0.25 m."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import Mesh, Params, Parts, arc, ball, cylinder, join, lathe, place
from generation.engine.previz.things.solids import Floats, eased, number, pipe, vessel

# What its parts are made of unless the scene says otherwise.
WEARS: Mapping[str, Mapping[str, str]] = {
    "glass": {"body": "clear glass", "drink": "juice"},
    "wine_glass": {"body": "clear glass", "drink": "wine"},
    "cocktail": {"body": "clear glass", "drink": "tonic", "garnish": "lime peel", "stick": "wood"},
    "champagne_flute": {"body": "clear glass", "drink": "beer"},
    "beer_glass": {"body": "clear glass", "drink": "beer", "foam": "cream"},
    "carafe": {"body": "clear glass", "drink": "ice"},
    "vase": {"body": "product"},
}


def glass(p: Params) -> Parts:
    """A tumbler, half full."""
    outer = np.vstack([arc(0.027, 0.004, 0.004, -80, 0, 5), [[0.0325, 0.05], [0.036, 0.11]]])
    body, drink = vessel(outer, 0.002, 0.009, 0.11 * number(p, "full", 0.66, 0.15, 0.92))
    return {"body": body, "drink": drink}


def _stemmed(bowl: Floats, foot: float, wall: float, level: float) -> tuple[Mesh, Mesh]:
    """A glass on a stem: `bowl` is its outside from the stem (radius, height) up to the rim."""
    low = float(bowl[0, 1])
    y = np.linspace(low + 0.004, bowl[-1, 1], 26)
    r = np.interp(y, bowl[:, 1], bowl[:, 0]) - wall
    inside = np.vstack([[[0, low + 0.003]], np.c_[np.maximum(r, 0.001), y]])
    base = [(0, 0), (foot, 0)]
    top = np.vstack(
        [
            [
                [foot, 0.0012],
                [foot * 0.5, 0.004],
                [0.006, 0.009],
                [0.0038, 0.02],
                [0.0036, low - 0.012],
                [0.0055, low - 0.003],
            ],
            bowl,
        ]
    )
    body = lathe(base, top, [tuple(bowl[-1]), (bowl[-1, 0] - wall, bowl[-1, 1])], inside[::-1], n=64)
    wet = np.linspace(low + 0.0045, level, 16)
    side = np.maximum(np.interp(wet, y, r) - 0.0003, 0.0008)
    drink = lathe(np.vstack([[[0, low + 0.0035]], np.c_[side, wet]]), [(side[-1], level), (0, level)], n=56)
    return body, drink


def wine_glass(_: Params) -> Parts:
    bowl = eased(((0.007, 0.1), (0.03, 0.115), (0.0415, 0.145), (0.039, 0.18), (0.032, 0.215)), 24)
    body, drink = _stemmed(bowl, 0.036, 0.0014, 0.145)
    return {"body": body, "drink": drink}


def champagne_flute(_: Params) -> Parts:
    bowl = eased(((0.005, 0.095), (0.019, 0.125), (0.0245, 0.16), (0.0235, 0.2), (0.021, 0.228)), 24)
    body, drink = _stemmed(bowl, 0.032, 0.0013, 0.205)
    return {"body": body, "drink": drink}


def cocktail(_: Params) -> Parts:
    """A coupe with a slice on its rim and a pick."""
    bowl = eased(((0.006, 0.098), (0.03, 0.11), (0.046, 0.125), (0.051, 0.145), (0.052, 0.155)), 24)
    body, drink = _stemmed(bowl, 0.036, 0.0014, 0.147)
    wheel = place(cylinder(0.02, 0.004, bevel=0.001, n=32), (0.05, 0.158, 0.006), tilt=90, turn=10)
    pick = pipe([(-0.03, 0.14, 0.012), (0.03, 0.166, 0.02)], 0.0009, 6)
    return {
        "body": body,
        "drink": drink,
        "garnish": join([wheel, place(ball(0.0075, 20), (-0.016, 0.147, 0.0145))]),
        "stick": pick,
    }


def beer_glass(_: Params) -> Parts:
    """A pint with its head."""
    outer = np.vstack(
        [arc(0.027, 0.004, 0.004, -80, 0, 5), [[0.032, 0.05], [0.037, 0.1], [0.042, 0.125], [0.0425, 0.155]]]
    )
    body, drink = vessel(outer, 0.0025, 0.01, 0.125)
    foam = lathe(
        [(0, 0.1253), (0.0392, 0.1253)],
        [(0.0392, 0.1253), (0.0397, 0.15)],
        np.vstack([arc(0.033, 0.152, 0.0065, -10, 90, 7), [[0, 0.1605]]]),
        n=56,
    )
    return {"body": body, "drink": drink, "foam": foam}


def carafe(_: Params) -> Parts:
    outer = np.vstack(
        [
            arc(0.04, 0.006, 0.006, -80, 0, 5),
            eased(((0.0475, 0.03), (0.051, 0.07), (0.035, 0.13), (0.021, 0.18), (0.026, 0.235)), 24),
        ]
    )
    body, drink = vessel(outer, 0.0025, 0.008, 0.12)
    return {"body": body, "drink": drink}


def vase(_: Params) -> Parts:
    """An empty vase with a slender neck."""
    outer = eased(
        ((0.032, 0.001), (0.055, 0.05), (0.066, 0.11), (0.05, 0.175), (0.021, 0.215), (0.019, 0.25), (0.027, 0.275)), 24
    )
    body = lathe(
        [(0, 0), (0.032, 0.001)],
        outer,
        [(0.027, 0.275), (0.0245, 0.2745), (0.016, 0.25), (0.017, 0.2), (0, 0.19)],
        n=80,
    )
    return {"body": body}
