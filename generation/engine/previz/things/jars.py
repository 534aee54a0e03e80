"""Cans, tins, jars and casks. 0.08 to 0.9 m."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import Params, Parts, arc, ball, cylinder, join, lathe, place
from generation.engine.previz.things.outlines import plate
from generation.engine.previz.things.solids import loft, number, wrap

# What its parts are made of unless the scene says otherwise.
WEARS: Mapping[str, Mapping[str, str]] = {
    "can": {"body": "product", "lid": "steel", "tab": "steel", "band": "product label"},
    "tin": {"body": "steel", "label": "product"},
    "jar": {"body": "product", "lid": "brass"},
    "honey_jar": {"body": "clear", "drink": "yolk", "lid": "brass", "label": "product label"},
    "barrel": {"body": "wood", "hoops": "dark metal", "tap": "brass"},
}


def can(p: Params) -> Parts:
    """A drinks can: 330 ml, or the slim one."""
    r, h = (0.0265, 0.145) if p.get("slim") else (0.033, 0.115)
    body = lathe(
        np.vstack(
            [
                arc(r - 0.008, 0.006, 0.006, -110, 0, 6) + np.array((0.002, 0)),
                [[r, 0.014], [r, h - 0.02]],
                arc(r - 0.012, h - 0.018, 0.012, 0, 62, 6),
                [[r - 0.0062, h - 0.004]],
            ]
        ),
        n=72,
    )
    lid = lathe(
        [(r - 0.0062, h - 0.004), (r - 0.0055, h), (r - 0.008, h), (r - 0.009, h - 0.005), (0, h - 0.005)], n=64
    )
    tab = place(plate(0.013, 0.023, 0.0015, 0.006, 0.0006), (0, h - 0.0032, 0.004), tilt=-88)
    return {
        "body": body,
        "lid": lid,
        "tab": tab,
        **({"band": wrap([(r + 0.0003, 0.03), (r + 0.0003, h - 0.035)], 150)} if p.get("label") else {}),
    }


def tin(_: Params) -> Parts:
    """A food tin: ridged steel under a paper label."""
    y = np.linspace(0.004, 0.104, 60)
    ridge = 0.0365 + np.where((y > 0.03) & (y < 0.08), 0.0005 * np.sin(y * 900), 0)
    rims = [lathe(arc(0.0372, h, 0.0016, -180, 180, 9), n=48) for h in (0.002, 0.106)]
    lids = lathe(
        [(0, 0.002), (0.037, 0.002)], np.c_[ridge, y], [(0.0365, 0.104), (0.033, 0.1035), (0.032, 0.1025), (0, 0.1025)]
    )
    return {"body": join([lids, *rims]), "label": lathe([(0.0374, 0.011), (0.0374, 0.097)], n=64)}


def jar(p: Params) -> Parts:
    r = 0.042 * number(p, "stout", 1.0, 0.6, 2.0)
    body = lathe(
        np.vstack(
            [
                [[0, 0]],
                arc(r - 0.008, 0.008, 0.008, -90, 0, 5),
                [[r, 0.03], [r, 0.056]],
                arc(r - 0.008, 0.056, 0.008, 0, 80, 6),
            ]
        ),
        n=72,
    )
    a = np.linspace(0, 2 * np.pi, 120, endpoint=False)
    grip = r - 0.0012 + 0.0004 * np.cos(60 * a)
    rings = [
        np.c_[grip * k * np.cos(a), np.full(120, y), grip * k * np.sin(a)]
        for y, k in ((0.0655, 0.97), (0.067, 1), (0.083, 1), (0.0855, 0.97))
    ]
    return {"body": body, "lid": loft(rings)}


def honey_jar(_: Params) -> Parts:
    """A glass jar with a metal lid, full of honey or jam."""
    outer = np.vstack(
        [
            arc(0.028, 0.006, 0.006, -70, 0, 5),
            [[0.036, 0.02], [0.0375, 0.04], [0.036, 0.062], [0.03, 0.075], [0.0285, 0.085]],
        ]
    )
    inner = outer - (0.0026, 0) + (0, 0.004)
    inner = inner[inner[:, 1] < 0.074]
    drink = lathe(np.vstack([[[0, inner[0, 1]]], inner]), [tuple(inner[-1]), (0, inner[-1, 1])])
    lid = place(cylinder(0.0315, 0.016, bevel=0.002), (0, 0.078, 0))
    return {
        "body": lathe([(0, 0.0004), tuple(outer[0])], outer),
        "drink": drink,
        "lid": lid,
        "label": wrap([(0.0368, 0.021), (0.0379, 0.04), (0.0372, 0.058)], 130),
    }


def barrel(_: Params) -> Parts:
    """A cask standing on its end: 26 staves, six hoops. 0.9 m."""
    y = np.linspace(0, 0.88, 21)
    a = np.linspace(0, 2 * np.pi, 26 * 6, endpoint=False)
    belly = 0.25 + 0.07 * np.sin(np.pi * (0.08 + 0.84 * y / 0.88))
    groove = 1 - 0.014 * np.exp(-((((a * 26 / (2 * np.pi) + 0.5) % 1) - 0.5) ** 2) / 0.004)
    rings = [
        np.c_[b * groove * np.cos(a), np.full(len(a), h), b * groove * np.sin(a)] for b, h in zip(belly, y, strict=True)
    ]
    rim = lathe(
        [(belly[-1], 0.88), (belly[-1] - 0.025, 0.88)],
        [(belly[-1] - 0.025, 0.88), (belly[-1] - 0.03, 0.845)],
        [(belly[-1] - 0.03, 0.845), (0, 0.845)],
    )
    hoops = []
    for h in (0.03, 0.13, 0.27, 0.61, 0.75, 0.85):
        r0, r1 = np.interp([h - 0.018, h + 0.018], y, belly) + 0.003
        hoops.append(
            lathe(
                [(r0 - 0.004, h - 0.018), (r0, h - 0.018)],
                [(r0, h - 0.018), (r1, h + 0.018)],
                [(r1, h + 0.018), (r1 - 0.004, h + 0.018)],
                n=60,
            )
        )
    tap = join(
        [
            place(cylinder(0.016, 0.08, bevel=0.004), (0, 0.2, 0.29), tilt=90),
            place(cylinder(0.012, 0.05, bevel=0.004), (0, 0.16, 0.35)),
            place(ball(0.016, 16), (0, 0.23, 0.35)),
        ]
    )
    return {
        "body": join([loft(rings, ends=False), rim, place(cylinder(0.245, 0.01), (0, 0.0, 0))]),
        "hoops": join(hoops),
        "tap": tap,
    }
