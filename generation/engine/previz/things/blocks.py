"""Tall blocks of the town."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import Params, Parts, place
from generation.engine.previz.things.outlines import extrude
from generation.engine.previz.things.shells import (
    crisp,
    slabs,
)
from generation.engine.previz.things.solids import number

WEARS: Mapping[str, Mapping[str, str]] = {
    "apartment_block": {"walls": "render", "windows": "pane dark", "balconies": "enamel white", "rails": "dark metal"},
    "office_tower": {"walls": "pane day", "frames": "dark metal", "base": "concrete"},
}


def apartment_block(p: Params) -> Parts:
    """Flats with balconies: `floors` of them, w wide."""
    floors, w = int(number(p, "floors", 7, 2, 20)), number(p, "w", 18, 6, 60)
    d, h = 11.0, 3.0 * floors + 1.0
    bays = max(int(w / 3.0), 2)
    xs = [-w / 2 + (i + 0.5) * w / bays for i in range(bays)]
    walls = [(w, h, d, 0, 0, 0), (w + 0.3, 0.35, d + 0.3, 0, h - 0.1, 0), (3, 2, 4, w * 0.2, h, -1)]
    panes, balconies, rails = [], [], []
    for i in range(floors):
        y = 0.9 + 3 * i
        for k, x in enumerate(xs):
            if k % 3 == 1 and i:
                panes.append((2.0, 2.2, 0.1, x, y - 0.6, d / 2))
                balconies.append((2.7, 0.18, 1.4, x, y - 0.85, d / 2 + 0.7))
                rails += [(2.7, 0.06, 0.06, x, y + 0.35, d / 2 + 1.36)] + [
                    (0.03, 1.0, 0.03, x + t, y - 0.68, d / 2 + 1.36) for t in np.linspace(-1.3, 1.3, 10)
                ]
            else:
                panes.append((1.35, 1.5, 0.1, x, y, d / 2))
                balconies.append((1.6, 0.08, 0.2, x, y - 0.1, d / 2))
        panes += [(0.1, 1.5, 1.2, s * w / 2, y, z) for s in (-1, 1) for z in (-3.3, 0, 3.3)]
    return {
        "walls": slabs(walls, 0.03),
        "windows": crisp(panes),
        "balconies": slabs(balconies, 0.02),
        "rails": crisp(rails),
    }


def office_tower(p: Params) -> Parts:
    """A glass tower, h high, its corners cut, on a stone base."""
    h, w = number(p, "h", 90, 20, 400), number(p, "w", 26, 10, 80)
    outline = (
        np.array(
            [
                (-0.5, -0.36),
                (-0.36, -0.5),
                (0.36, -0.5),
                (0.5, -0.36),
                (0.5, 0.36),
                (0.36, 0.5),
                (-0.36, 0.5),
                (-0.5, 0.36),
            ]
        )
        * w
    )
    glass = place(extrude(outline, h - 6), (0, 6 + (h - 6) / 2, 0), tilt=-90)
    ribs = []
    many = int((h - 6) / 3.6)
    for i in range(many + 1):
        y = 6 + i * 3.6
        ribs += [(0.74 * w, 0.35, 0.3, 0, y, s * w / 2) for s in (-1, 1)] + [
            (0.3, 0.35, 0.74 * w, s * w / 2, y, 0) for s in (-1, 1)
        ]
    k = np.linspace(-0.36, 0.36, 10) * w
    ribs += [(0.22, h - 6, 0.42, x, 6, s * w / 2) for x in k for s in (-1, 1)] + [
        (0.42, h - 6, 0.22, s * w / 2, 6, x) for x in k for s in (-1, 1)
    ]
    ribs += [(w * 0.5, 5, w * 0.5, 0, h, 0), (0.5, 14, 0.5, 0, h + 5, 0)]
    base = [(w * 1.04, 0.8, w * 1.04, 0, 5.4, 0), (w * 0.9, 5.5, w * 0.9, 0, 0, 0)] + [
        (1.2, 5.5, 1.2, x, 0, s * w * 0.49) for x in np.linspace(-0.45, 0.45, 5) * w for s in (-1, 1)
    ]
    return {"walls": glass, "frames": crisp(ribs), "base": slabs(base, 0.05)}
