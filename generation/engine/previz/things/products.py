"""Packaging and goods: what a brand sells, 0.05 to 0.6 m."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from generation.engine.previz.things.mesh import (
    Mesh,
    arc,
    ball,
    box,
    cylinder,
    join,
    lathe,
    place,
    ribbon,
    stand_box,
    tube,
)

Params = Mapping[str, Any]
Parts = dict[str, Mesh]

# What its parts are made of unless the scene says otherwise.
WEARS: Mapping[str, Mapping[str, str]] = {
    "bottle": {"body": "product", "ring": "steel", "cap": "dark", "label": "product label"},
    "wine_bottle": {"body": "product", "label": "product label"},
    "can": {"body": "product", "lid": "steel"},
    "jar": {"body": "product", "lid": "brass"},
    "tube_pack": {"body": "product", "lid": "dark"},
    "carton": {"body": "kraft", "tape": "tape"},
    "bag": {"body": "product", "straps": "dark"},
    "shoe": {"sole": "light", "upper": "product"},
}


def bottle(p: Params) -> Parts:
    """A vacuum flask: powder-coated body, steel ring, dark cap with a carrying loop. 0.28 m."""
    r = 0.036 * p.get("stout", 1.0)
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
    loop = tube(np.c_[0.0185 * np.cos(a), 0.266 + 0.021 * np.sin(a), np.zeros(14)], 0.0036, n=10)
    label = lathe([(r + 0.0004, 0.075), (r + 0.0004, 0.15)], n=96)
    return {"body": body, "ring": ring, "cap": join([cap, loop]), **({"label": label} if p.get("label") else {})}


def wine_bottle(_: Params) -> Parts:
    body = lathe(
        np.vstack(
            [
                [[0, 0]],
                arc(0.031, 0.006, 0.006, -90, 0, 4),
                [[0.037, 0.1], [0.037, 0.19]],
                arc(0.012, 0.19, 0.025, 0, 62, 8),
                [[0.0145, 0.235], [0.0135, 0.3], [0.015, 0.302], [0.015, 0.31]],
            ]
        ),
        n=72,
    )
    return {"body": body, "label": lathe([(0.0375, 0.06), (0.0375, 0.14)], n=72)}


def can(_: Params) -> Parts:
    body = lathe(np.vstack([arc(0.027, 0.006, 0.006, -90, 0, 4), [[0.033, 0.1]], [[0.027, 0.112]]]), n=72)
    return {
        "body": body,
        "lid": lathe([(0.0272, 0.112), (0.0272, 0.115), (0.025, 0.115), (0.024, 0.112), (0, 0.112)], n=64),
    }


def jar(_: Params) -> Parts:
    body = lathe(
        np.vstack([[[0, 0]], arc(0.034, 0.008, 0.008, -90, 0, 5), [[0.042, 0.06]], arc(0.034, 0.06, 0.008, 0, 80, 5)]),
        n=72,
    )
    return {"body": body, "lid": place(cylinder(0.04, 0.018, bevel=0.003), (0, 0.068, 0))}


def tube_pack(_: Params) -> Parts:
    return {"body": place(cylinder(0.024, 0.12, top=0.021), (0, 0.025, 0)), "lid": cylinder(0.02, 0.026, bevel=0.002)}


def carton(p: Params) -> Parts:
    """A closed box: w, h, d in metres."""
    w, h, d = p.get("w", 0.32), p.get("h", 0.24), p.get("d", 0.26)
    tape = place(box(w * 1.002, 0.002, d * 0.14, bevel=0.0005, k=2), (0, h, 0))
    return {"body": stand_box(w, h, d, bevel=0.008), "tape": tape}


def bag(_: Params) -> Parts:
    a = np.radians(np.linspace(0, 180, 14))
    straps = [tube(np.c_[0.07 * np.cos(a), 0.36 + 0.11 * np.sin(a), np.full(14, z)], 0.006) for z in (-0.05, 0.05)]
    return {"body": stand_box(0.34, 0.37, 0.13, bevel=0.02, k=4), "straps": join(straps)}


def shoe(_: Params) -> Parts:
    """A trainer on its sole."""
    x = np.linspace(-0.14, 0.14, 12)
    half = 0.036 + 0.012 * np.sin((x + 0.14) / 0.28 * np.pi * 1.1)
    outline = np.c_[x, np.full(12, 0.02), 0 * x]
    sole = place(ribbon(outline, half, (0, 0, 1)), (0, 0, 0))
    upper = [
        place(ball(1, 32), (0.06, 0.045, 0), scale=(0.085, 0.042, 0.044)),
        place(ball(1, 32), (-0.06, 0.06, 0), scale=(0.075, 0.06, 0.042)),
        place(cylinder(0.034, 0.05, bevel=0.01), (-0.09, 0.07, 0)),
    ]
    return {"sole": join([sole, place(box(0.28, 0.026, 0.09, bevel=0.012), (0, 0.013, 0))]), "upper": join(upper)}
