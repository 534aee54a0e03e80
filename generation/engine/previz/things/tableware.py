"""What stands on a table: cups, glasses, books."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from generation.engine.previz.things.mesh import (
    Mesh,
    arc,
    box,
    join,
    lathe,
    place,
    stand_box,
    tube,
)

Params = Mapping[str, Any]
Parts = dict[str, Mesh]

# What its parts are made of unless the scene says otherwise.
WEARS: Mapping[str, Mapping[str, str]] = {
    "cup": {"body": "ceramic", "drink": "drink"},
    "glass": {"body": "clear"},
    "book": {"body": "mid", "pages": "paper"},
}


def cup(p: Params) -> Parts:
    """A mug with a handle; `tin` makes it straight and thin."""
    r, h = 0.042, 0.09
    wall = lathe(
        np.vstack([[[0, 0]], arc(r - 0.008, 0.008, 0.008, -90, 0, 5), [[r, h]]]),
        [(r, h), (r - 0.003, h)],
        [(r - 0.003, h), (r - 0.004, 0.006), (0, 0.006)],
        n=64,
    )
    a = np.radians(np.linspace(-75, 75, 12))
    handle = tube(np.c_[r - 0.006 + 0.03 * np.cos(a), h * 0.5 + 0.03 * np.sin(a), 0 * a], 0.0055, n=10)
    drink = lathe([(r - 0.004, h * 0.86), (0, h * 0.86)], n=48)
    return {"body": join([wall, handle]), "drink": drink}


def glass(_: Params) -> Parts:
    return {
        "body": lathe([(0, 0), (0.028, 0.002), (0.03, 0.006), (0.036, 0.12)], [(0.036, 0.12), (0.0345, 0.12)], n=64)
    }


def book(_: Params) -> Parts:
    return {
        "body": stand_box(0.16, 0.03, 0.22, bevel=0.004),
        "pages": place(box(0.15, 0.024, 0.212, bevel=0.003), (0.007, 0.015, 0)),
    }
