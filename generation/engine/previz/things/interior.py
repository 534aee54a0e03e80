"""Doors, windows and what hangs or stands in rooms. What hangs on a wall has its back at z = 0, its foot at y = 0."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import Params, Parts, ball, box, cylinder, join, lathe, place
from generation.engine.previz.things.outlines import extrude, plate, rounded
from generation.engine.previz.things.shells import rod, rods, slab_at, slabs
from generation.engine.previz.things.solids import number, pipe, sheet

WEARS: Mapping[str, Mapping[str, str]] = {
    "door": {"body": "enamel white", "frame": "enamel white", "handle": "brass"},
    "glass_door": {"panes": "greenhouse pane", "frame": "dark metal", "handle": "steel"},
    "window": {"frame": "enamel white", "panes": "pane day"},
    "curtain": {"body": "linen", "rod": "brass"},
    "blind": {"body": "enamel white", "cords": "linen"},
    "fireplace": {"body": "limestone", "hearth": "dark", "logs": "pine bark", "embers": "ember", "flames": "flame"},
    "mirror": {"glass": "mirror glass", "frame": "brass"},
    "picture_frame": {"frame": "wood", "mount": "paper", "picture": "mid", "shapes": "accent"},
    "rug": {"body": "linen", "border": "accent"},
    "radiator": {"body": "enamel white"},
    "room_divider": {"frame": "wood", "body": "linen"},
}


def door(p: Params) -> Parts:
    """A panelled door in its frame."""
    w, h = number(p, "w", 0.9, 0.5, 2.4), number(p, "h", 2.05, 1.5, 4)
    leaf = [slab_at(w, h, 0.045, 0, 0.005, 0, 0.004)]
    leaf.append(
        slabs(
            [
                (w * 0.33, ph, 0.062, s * w * 0.21, y, 0)
                for s in (-1, 1)
                for y, ph in ((0.16, h * 0.33), (h * 0.47, h * 0.42))
            ],
            0.012,
            3,
        )
    )
    frame = slabs(
        [(0.1, h + 0.1, 0.14, s * (w / 2 + 0.052), 0, 0) for s in (-1, 1)] + [(w + 0.2, 0.1, 0.14, 0, h + 0.008, 0)],
        0.01,
    )
    handle = [rod((w * 0.4, h * 0.48, -0.075), (w * 0.4, h * 0.48, 0.075), 0.009)] + [
        rod((w * 0.4, h * 0.48, s * 0.07), (w * 0.4 - 0.12, h * 0.48, s * 0.07), 0.01) for s in (-1, 1)
    ]
    handle.append(slab_at(0.045, 0.2, 0.056, w * 0.4, h * 0.48 - 0.13, 0))
    return {"body": join(leaf), "frame": frame, "handle": join(handle)}


def glass_door(p: Params) -> Parts:
    """A double door of glass with long pulls."""
    h = number(p, "h", 2.3, 1.8, 4)
    frame = slabs(
        [(0.06, h + 0.08, 0.09, x, 0, 0) for x in (-1.0, 1.0)]
        + [(2.06, 0.08, 0.09, 0, h, 0), (2.0, 0.07, 0.06, 0, 0, 0), (2.0, 0.05, 0.06, 0, h - 0.05, 0)]
        + [(0.05, h, 0.06, x, 0, 0) for x in (-0.95, -0.03, 0.03, 0.95)],
        0.006,
    )
    pulls = [rod((s * 0.1, 0.8, 0.06), (s * 0.1, 1.5, 0.06), 0.014) for s in (-1, 1)] + [
        rod((s * 0.1, y, 0), (s * 0.1, y, 0.06), 0.008) for s in (-1, 1) for y in (0.85, 1.45)
    ]
    return {
        "frame": frame,
        "panes": slabs([(0.88, h - 0.1, 0.012, s * 0.49, 0.06, 0) for s in (-1, 1)], 0.002),
        "handle": join(pulls),
    }


def window(p: Params) -> Parts:
    """A casement window in a frame, with its sill: w by h."""
    w, h = number(p, "w", 1.2, 0.3, 6), number(p, "h", 1.4, 0.3, 4)
    y = 0.06
    bars = [(0.08, h, 0.1, s * (w / 2 - 0.04), y, 0.05) for s in (-1, 1)] + [
        (w, 0.08, 0.1, 0, y, 0.05),
        (w, 0.08, 0.1, 0, y + h - 0.08, 0.05),
        (0.1, h, 0.09, 0, y, 0.05),
    ]
    bars += [(w, 0.035, 0.06, 0, y + h * 0.62, 0.05), (w + 0.16, 0.05, 0.24, 0, 0.01, 0.12)]
    handle = slab_at(0.025, 0.12, 0.05, 0.02, y + h * 0.42, 0.11)
    return {
        "frame": join([slabs(bars, 0.008), handle]),
        "panes": slab_at(w - 0.06, h - 0.06, 0.012, 0, y + 0.03, 0.045, 0.002),
    }


def curtain(p: Params) -> Parts:
    """A pair of curtains on a rod: w by h, parted by `open` (0-1)."""
    w, h, gap = number(p, "w", 2.0, 0.4, 12), number(p, "h", 2.4, 0.5, 8), number(p, "open", 0.4, 0, 0.9)
    halves = []
    u, v = np.meshgrid(np.linspace(0, 1, 97), np.linspace(0, 1, 15))
    wide = w / 2 * (1 - gap)
    for s in (-1, 1):
        deep = 0.05 + 0.02 * v
        x = s * (w / 2 - wide * u * (1 - 0.05 * np.sin(np.pi * v)))
        z = 0.12 + deep * np.sin(u * 2 * np.pi * 8 + 0.4 * np.sin(v * 3)) + 0.012 * np.sin(u * 31)
        halves.append(sheet(np.stack([x, 0.01 + (h - 0.04) * (1 - v), z], -1), 0.004))
    pole = [rod((-w / 2 - 0.12, h, 0.12), (w / 2 + 0.12, h, 0.12), 0.016)] + [
        place(ball(0.034, 20), (s * (w / 2 + 0.14), h, 0.12)) for s in (-1, 1)
    ]
    pole += [rod((s * w / 2, h, 0), (s * w / 2, h, 0.12), 0.01) for s in (-1, 1)]
    return {"body": join(halves), "rod": join(pole)}


def blind(p: Params) -> Parts:
    """A venetian blind: w by h."""
    w, h = number(p, "w", 1.2, 0.3, 6), number(p, "h", 1.4, 0.3, 5)
    many = int(h / 0.05)
    slat = box(w, 0.004, 0.05, bevel=0.002, k=2)
    slats = [place(slat, (0, 0.03 + i * (h - 0.08) / many, 0.045), tilt=32) for i in range(many + 1)]
    head = slabs([(w + 0.02, 0.05, 0.06, 0, h - 0.05, 0.045), (w, 0.02, 0.05, 0, 0, 0.045)], 0.006)
    return {
        "body": join([*slats, head]),
        "cords": rods(
            [(s * w * 0.36, 0.0, 0.075) for s in (-1, 1)], [(s * w * 0.36, h, 0.075) for s in (-1, 1)], 0.003, n=5
        ),
    }


def fireplace(_: Params) -> Parts:
    """A stone mantelpiece with a fire of logs."""
    body = slabs(
        [(0.26, 1.0, 0.34, s * 0.62, 0.06, 0.17) for s in (-1, 1)]
        + [(1.5, 0.2, 0.34, 0, 0.92, 0.17), (1.7, 0.07, 0.44, 0, 1.12, 0.2), (1.8, 0.06, 0.6, 0, 0, 0.3)]
        + [(0.18, 0.7, 0.03, s * 0.62, 0.16, 0.345) for s in (-1, 1)]
        + [(0.9, 0.1, 0.03, 0, 0.97, 0.345)],
        0.012,
    )
    hearth = slabs(
        [(1.0, 0.88, 0.04, 0, 0.06, 0.03), (0.02, 0.88, 0.3, -0.48, 0.06, 0.17), (0.02, 0.88, 0.3, 0.48, 0.06, 0.17)],
        0.004,
    )
    logs = [
        rod((-0.3, 0.12, 0.2), (0.3, 0.13, 0.2), 0.055),
        rod((-0.28, 0.13, 0.3), (0.27, 0.12, 0.29), 0.05),
        rod((-0.24, 0.2, 0.21), (0.22, 0.24, 0.28), 0.048),
    ]
    lick = lathe([(0, 0), (0.05, 0.05), (0.06, 0.12), (0.035, 0.22), (0.012, 0.31), (0, 0.35)], n=20)
    flames = [
        place(lick, (x, 0.2, 0.24), scale=(1, k, 0.7), roll=r)
        for x, k, r in ((-0.14, 0.9, 6), (0.02, 1.35, -3), (0.15, 1.0, -8), (-0.05, 0.7, 12))
    ]
    embers = [place(ball(0.035, 10), (x, 0.09, z)) for x in np.linspace(-0.24, 0.24, 7) for z in (0.2, 0.29)]
    return {"body": body, "hearth": hearth, "logs": join(logs), "flames": join(flames), "embers": join(embers)}


def mirror(p: Params) -> Parts:
    """A round mirror, or with `form` "tall" a long one with round corners."""
    if p.get("form") == "tall":
        outline = rounded(0.7, 1.7, 0.34, 12)
    else:
        a = np.linspace(0, 2 * np.pi, 96, endpoint=False)
        outline = np.c_[np.cos(a), np.sin(a)] * number(p, "r", 0.4, 0.1, 1.5)
    foot = -float(outline[:, 1].min()) * 1.04
    ring = pipe(np.c_[outline, np.full(len(outline), 0.02)], 0.014, 10, closed=True)
    return {"glass": place(extrude(outline * 0.995, 0.012), (0, foot, 0.02)), "frame": place(ring, (0, foot, 0))}


def picture_frame(p: Params) -> Parts:
    """A framed print without words: a horizon and a disc."""
    w, h = number(p, "w", 0.6, 0.1, 4), number(p, "h", 0.8, 0.1, 4)
    t = 0.03
    frame = slabs(
        [(t, h, 0.035, s * (w - t) / 2, 0, 0.018) for s in (-1, 1)] + [(w, t, 0.035, 0, y, 0.018) for y in (0, h - t)],
        0.005,
    )
    pw, ph = w * 0.66, h * 0.7
    disc = place(cylinder(pw * 0.2, 0.004, bevel=0.001, n=48), (pw * 0.12, h * 0.58, 0.023), tilt=90)
    hill = place(
        extrude(
            [
                (-pw / 2, -ph / 2),
                (pw / 2, -ph / 2),
                (pw / 2, -ph * 0.05),
                (pw * 0.1, -ph * 0.2),
                (-pw * 0.2, ph * 0.02),
                (-pw / 2, -ph * 0.12),
            ],
            0.004,
        ),
        (0, h / 2, 0.0245),
    )
    return {
        "frame": frame,
        "mount": slab_at(w - t, h - t, 0.018, 0, t / 2, 0.01, 0.002),
        "picture": join([place(plate(pw, ph, 0.004, 0.001), (0, h / 2, 0.0205))]),
        "shapes": join([disc, hill]),
    }


def rug(p: Params) -> Parts:
    """A woven rug with a border and fringes."""
    w, d = number(p, "w", 2.2, 0.5, 8), number(p, "d", 1.5, 0.4, 6)
    a, b = 0.09, 0.05
    rows = [(w - 2 * a, 0.005, b, 0, 0.009, s * (d / 2 - a)) for s in (-1, 1)] + [
        (b, 0.005, d - 2 * a, s * (w / 2 - a), 0.009, 0) for s in (-1, 1)
    ]
    rows += [(w - 4 * a, 0.005, 0.02, 0, 0.009, z) for z in np.linspace(-d * 0.3, d * 0.3, 5)]
    many = int(d / 0.03)
    z = np.linspace(-d / 2 + 0.01, d / 2 - 0.01, many)
    fringe = rods(
        [(s * w / 2, 0.006, k) for s in (-1, 1) for k in z],
        [(s * (w / 2 + 0.06), 0.003, k) for s in (-1, 1) for k in z],
        0.004,
        n=4,
    )
    return {"body": join([slab_at(w, 0.012, d, 0, 0, 0, 0.005), fringe]), "border": slabs(rows, 0.002)}


def radiator(p: Params) -> Parts:
    """A ribbed radiator: `count` sections."""
    many = int(number(p, "count", 12, 3, 40))
    xs = (np.arange(many) - (many - 1) / 2) * 0.06
    ribs = slabs([(0.045, 0.5, 0.1, x, 0.1, 0.07) for x in xs], 0.02, 3)
    tubes = [rod((xs[0], y, 0.07), (xs[-1] + 0.06, y, 0.07), 0.02) for y in (0.14, 0.56)]
    return {
        "body": join(
            [
                ribs,
                *tubes,
                rod((xs[-1] + 0.06, 0, 0.07), (xs[-1] + 0.06, 0.16, 0.07), 0.012),
                place(cylinder(0.028, 0.08, n=20), (xs[-1] + 0.06, 0.12, 0.07)),
                slabs([(0.03, 0.1, 0.06, xs[k], 0, 0.07) for k in (1, -2)], 0.005),
            ]
        )
    }


def room_divider(_: Params) -> Parts:
    """A folding screen of three panels."""
    frame, cloth = [], []
    for x, t in ((-0.5, 24.0), (0.0, -24.0), (0.5, 24.0)):
        one = slabs(
            [(0.035, 1.75, 0.03, s * 0.25, 0, 0) for s in (-1, 1)]
            + [(0.5, 0.04, 0.03, 0, y, 0) for y in (0.1, 0.65, 1.2, 1.71)],
            0.006,
        )
        frame.append(place(one, (x, 0, 0), turn=t))
        cloth.append(place(slab_at(0.48, 1.62, 0.008, 0, 0.12, 0, 0.002), (x, 0, 0), turn=t))
    return {"frame": join(frame), "body": join(cloth)}
