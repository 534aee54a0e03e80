"""Kitchen and workshop: white goods, sinks, benches."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import Mesh, Params, Parts, box, cylinder, join, lathe, place
from generation.engine.previz.things.outlines import extrude
from generation.engine.previz.things.shells import rod, slab_at, slabs
from generation.engine.previz.things.solids import number, torus
from generation.engine.previz.things.taps import tap

WEARS: Mapping[str, Mapping[str, str]] = {
    "fridge": {"body": "white goods", "handles": "steel", "feet": "dark"},
    "oven": {"body": "steel", "glass": "pane dark", "hob": "jet", "knobs": "dark metal"},
    "sink": {"body": "wood", "top": "light", "basin": "steel", "tap": "chrome"},
    "kitchen_island": {"body": "enamel white", "top": "wood", "plinth": "dark", "handles": "brass"},
    "kitchen_unit": {
        "body": "enamel white",
        "top": "wood",
        "plinth": "dark",
        "handles": "brass",
        "oven": "pane dark",
        "tap": "chrome",
    },
    "washing_machine": {"body": "white goods", "rim": "chrome", "glass": "pane dark", "panel": "dark"},
    "stove": {"body": "dark metal", "glow": "ember", "pipe": "dark metal"},
    "workbench": {"body": "wood", "vice": "dark metal", "board": "plaster", "tools": "steel"},
}


def fridge(_: Params) -> Parts:
    """A rounded refrigerator of two doors."""
    doors = slabs([(0.62, 0.5, 0.06, 0, 1.24, 0.29), (0.62, 1.12, 0.06, 0, 0.1, 0.29)], 0.03, 5)
    return {
        "body": join([slabs([(0.62, 1.7, 0.54, 0, 0.06, -0.02)], 0.035, 5), doors]),
        "handles": join(
            [
                rod((-0.26, 1.3, 0.355), (-0.26, 1.55, 0.355), 0.011),
                rod((-0.26, 0.75, 0.355), (-0.26, 1.15, 0.355), 0.011),
                slabs([(0.02, 0.02, 0.05, -0.26, y, 0.335) for y in (1.3, 1.53, 0.76, 1.13)], 0.004),
            ]
        ),
        "feet": slab_at(0.56, 0.07, 0.48),
    }


def oven(_: Params) -> Parts:
    """A free-standing cooker: hob, dials, oven door."""
    body = slabs(
        [
            (0.6, 0.86, 0.58, 0, 0.03, 0),
            (0.54, 0.04, 0.5, 0, 0, 0),
            (0.58, 0.5, 0.03, 0, 0.18, 0.295),
            (0.6, 0.1, 0.04, 0, 0.88, -0.27),
        ],
        0.012,
    )
    rings = [
        place(torus(r, 0.006, 36, 6), (x, 0.905, z))
        for x, z, r in ((-0.14, 0.12, 0.09), (0.14, 0.12, 0.07), (-0.14, -0.13, 0.07), (0.14, -0.13, 0.09))
    ]
    knobs = [
        place(cylinder(0.022, 0.03, bevel=0.005, n=24), (x, 0.79, 0.29), tilt=90) for x in np.linspace(-0.22, 0.22, 5)
    ]
    bar = rod((-0.22, 0.64, 0.35), (0.22, 0.64, 0.35), 0.011)
    return {
        "body": join([body, bar, slabs([(0.02, 0.02, 0.05, s * 0.2, 0.63, 0.33) for s in (-1, 1)], 0.004)]),
        "glass": slab_at(0.44, 0.3, 0.012, 0, 0.26, 0.308, 0.01),
        "hob": slab_at(0.58, 0.016, 0.55, 0, 0.888, 0.0, 0.005),
        "knobs": join([*knobs, *rings]),
    }


def _cut_top(w: float, d: float, thick: float, hole: tuple[float, float, float, float]) -> Mesh:
    """A worktop with a rectangular hole (x, z, width, depth), its foot at y = 0."""
    x, z, hw, hd = hole
    left, right = x - hw / 2 + w / 2, w / 2 - x - hw / 2
    back, front = z - hd / 2 + d / 2, d / 2 - z - hd / 2
    return slabs(
        [
            (left, thick, d, -w / 2 + left / 2, 0, 0),
            (right, thick, d, w / 2 - right / 2, 0, 0),
            (hw, thick, back, x, 0, -d / 2 + back / 2),
            (hw, thick, front, x, 0, d / 2 - front / 2),
        ],
        0.004,
    )


def _trough(w: float, h: float, d: float) -> Mesh:
    """An open basin hanging from y = 0."""
    t = 0.012
    return slabs(
        [(w, t, d, 0, -h, 0)]
        + [(w, h, t, 0, -h, s * d / 2) for s in (-1, 1)]
        + [(t, h, d, s * w / 2, -h, 0) for s in (-1, 1)],
        0.004,
    )


def sink(_: Params) -> Parts:
    """A kitchen sink in its cupboard."""
    body = slabs(
        [(1.18, 0.76, 0.56, 0, 0.1, -0.01)]
        + [(0.57, 0.72, 0.02, s * 0.295, 0.12, 0.28) for s in (-1, 1)]
        + [(1.1, 0.1, 0.5, 0, 0, -0.02)],
        0.005,
    )
    basin = place(_trough(0.5, 0.2, 0.4), (-0.2, 0.905, 0.02))
    pulls = slabs([(0.014, 0.16, 0.03, s * 0.05, 0.55, 0.3) for s in (-1, 1)], 0.005)
    return {
        "body": body,
        "top": place(_cut_top(1.22, 0.62, 0.04, (-0.2, 0.02, 0.5, 0.4)), (0, 0.86, 0)),
        "basin": join([basin, slabs([(0.02, 0.006, 0.36, 0.2 + 0.06 * i, 0.9, 0.02) for i in range(6)], 0.002)]),
        "tap": join([tap(-0.2, 0.9, -0.23), pulls]),
    }


def kitchen_island(p: Params) -> Parts:
    """A wide block with drawers and an overhanging wooden top."""
    w = number(p, "w", 2.2, 1.0, 5)
    n = max(int(w / 0.7), 2)
    fw = (w - 0.1) / n
    fronts = [
        (fw - 0.01, h, 0.02, -w / 2 + 0.05 + (i + 0.5) * fw, y, 0.4)
        for i in range(n)
        for y, h in ((0.12, 0.28), (0.41, 0.28), (0.7, 0.14))
    ]
    bars = [
        (fw * 0.4, 0.014, 0.03, -w / 2 + 0.05 + (i + 0.5) * fw, y, 0.42) for i in range(n) for y in (0.34, 0.63, 0.79)
    ]
    return {
        "body": slabs([(w - 0.06, 0.76, 0.8, 0, 0.1, -0.01), *fronts], 0.005),
        "top": place(box(w, 0.05, 1.05, bevel=0.01), (0, 0.885, -0.06)),
        "plinth": slab_at(w - 0.16, 0.1, 0.7),
        "handles": slabs(bars, 0.005),
    }


def kitchen_unit(p: Params) -> Parts:
    """A fitted kitchen along a wall: base and wall cupboards, hob, oven, tap; its back at z = -0.31."""
    w = number(p, "w", 3.0, 1.8, 6)
    n = int(w / 0.6)
    fw = w / n
    xs = [-w / 2 + (i + 0.5) * fw for i in range(n)]
    base = [(w, 0.76, 0.56, 0, 0.1, -0.02)] + [(fw - 0.008, 0.74, 0.02, x, 0.11, 0.27) for x in xs]
    wall = [(w, 0.7, 0.33, 0, 1.45, -0.14)] + [(fw - 0.008, 0.69, 0.02, x, 1.455, 0.035) for k, x in enumerate(xs)]
    pulls = [(fw * 0.35, 0.014, 0.03, x, 0.79, 0.29) for x in xs] + [
        (fw * 0.35, 0.014, 0.03, x, 1.475, 0.055) for x in xs
    ]
    oven_x = xs[-2]
    dark = slabs([(fw * 0.86, 0.5, 0.012, oven_x, 0.2, 0.285), (fw * 0.9, 0.008, 0.48, oven_x, 0.9, -0.02)], 0.004)
    return {
        "body": join([slabs(base + wall, 0.005), slab_at(w, 0.55, 0.02, 0, 0.9, -0.3, 0.002)]),
        "top": slab_at(w + 0.02, 0.04, 0.62, 0, 0.86, 0, 0.006),
        "plinth": slab_at(w - 0.02, 0.1, 0.5, 0, 0, -0.04),
        "handles": slabs(pulls, 0.005),
        "oven": dark,
        "tap": tap(xs[1] if n > 1 else 0.0, 0.9, -0.22),
    }


def washing_machine(_: Params) -> Parts:
    """A front loader."""
    body = slabs([(0.6, 0.83, 0.56, 0, 0.02, 0)], 0.025, 4)
    rim = place(torus(0.175, 0.026, 48, 12), (0, 0.44, 0.285), tilt=90)
    glass = place(lathe([(0.16, 0), (0.12, 0.035), (0.05, 0.055), (0, 0.058)], n=40), (0, 0.44, 0.28), tilt=90)
    dial = place(cylinder(0.035, 0.03, bevel=0.006, n=32), (0.06, 0.775, 0.28), tilt=90)
    return {
        "body": body,
        "rim": join([rim, dial]),
        "glass": glass,
        "panel": slabs(
            [
                (0.16, 0.05, 0.008, 0.19, 0.75, 0.282),
                (0.16, 0.06, 0.008, -0.19, 0.745, 0.282),
                (0.56, 0.02, 0.5, 0, 0, 0),
            ],
            0.003,
        ),
    }


def stove(_: Params) -> Parts:
    """A cast-iron wood stove with its pipe."""
    body = slabs(
        [(0.55, 0.5, 0.42, 0, 0.2, 0), (0.6, 0.04, 0.47, 0, 0.7, 0), (0.4, 0.32, 0.03, 0, 0.28, 0.215)]
        + [(0.05, 0.2, 0.05, x, 0, z) for x in (-0.22, 0.22) for z in (-0.15, 0.15)],
        0.012,
    )
    return {
        "body": join([body, rod((0.24, 0.4, 0.23), (0.24, 0.5, 0.23), 0.012)]),
        "glow": slab_at(0.32, 0.22, 0.012, 0, 0.33, 0.228, 0.01),
        "pipe": join(
            [place(cylinder(0.065, 1.5, n=28), (0, 0.73, -0.06)), place(torus(0.068, 0.012, 28, 8), (0, 1.3, -0.06))]
        ),
    }


def workbench(_: Params) -> Parts:
    """A joiner's bench with a vice and a board of tools."""
    body = slabs(
        [(1.8, 0.08, 0.7, 0, 0.82, 0), (1.5, 0.03, 0.5, 0, 0.22, 0)]
        + [(0.09, 0.82, 0.09, x, 0, z) for x in (-0.75, 0.75) for z in (-0.26, 0.26)]
        + [(1.5, 0.1, 0.04, 0, 0.7, s * 0.26) for s in (-1, 1)],
        0.01,
    )
    vice = join(
        [
            slab_at(0.22, 0.14, 0.05, -0.5, 0.76, 0.42, 0.01),
            rod((-0.5, 0.8, 0.3), (-0.5, 0.8, 0.52), 0.018),
            rod((-0.6, 0.8, 0.51), (-0.4, 0.8, 0.51), 0.008),
        ]
    )
    board = slab_at(1.8, 0.8, 0.03, 0, 0.9, -0.36, 0.006)
    z = -0.33
    tools = [
        rod((-0.7, 1.2, z), (-0.7, 1.55, z), 0.014),
        slab_at(0.14, 0.05, 0.04, -0.7, 1.52, z),
        rod((-0.45, 1.2, z), (-0.45, 1.36, z), 0.016),
        rod((-0.45, 1.36, z), (-0.45, 1.58, z), 0.006),
        place(extrude([(0, 0), (0.42, 0.03), (0.42, 0.06), (0, 0.13)], 0.006), (-0.2, 1.4, z)),
        slab_at(0.1, 0.1, 0.03, -0.22, 1.42, z, 0.02),
    ]
    tools += [place(slab_at(0.03, 0.24, 0.012), (0.4 + 0.09 * i, 1.25 + 0.03 * i, z)) for i in range(4)]
    return {"body": body, "vice": vice, "board": board, "tools": join(tools)}
