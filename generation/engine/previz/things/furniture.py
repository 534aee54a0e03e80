"""Tables, and what gives light in a room."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import Params, Parts, ball, box, cylinder, join, lathe, place, tube
from generation.engine.previz.things.outlines import extrude, tile
from generation.engine.previz.things.shells import corners4, rod, rods, slab_at, slabs, swarm
from generation.engine.previz.things.solids import grounded, number, pipe

# What its parts are made of unless the scene says otherwise.
WEARS: Mapping[str, Mapping[str, str]] = {
    "table": {"top": "wood", "legs": "dark metal"},
    "coffee_table": {"top": "wood", "legs": "dark metal"},
    "desk": {"top": "wood", "legs": "dark metal", "drawers": "light", "pulls": "dark metal"},
    "standing_desk": {"top": "wood", "legs": "light", "shade": "dark"},
    "conference_table": {"top": "wood", "legs": "dark", "inlay": "dark metal"},
    "dining_table": {"top": "wood", "legs": "wood"},
    "side_table": {"top": "wood", "legs": "brass"},
    "picnic_table": {"body": "wood"},
    "lamp": {"shade": "lamp", "stem": "dark metal"},
    "desk_lamp": {"body": "accent", "joints": "dark metal", "glow": "lamp"},
    "pendant": {"globe": "lamp", "cord": "rubber"},
    "pendant_shade": {"body": "accent", "glow": "lamp", "cord": "rubber"},
    "chandelier": {"frame": "brass", "lights": "filament", "cord": "brass"},
    "string_lights": {"cord": "rubber", "lights": "fairy light"},
    "neon_tube": {"glow": "neon", "back": "dark"},
}


def table(p: Params) -> Parts:
    """A table: w, d, h of the top; round when `round`."""
    w, d, h = number(p, "w", 1.8, 0.2, 12), number(p, "d", 0.85, 0.2, 5), number(p, "h", 0.74, 0.1, 1.6)
    if p.get("round"):
        top = place(cylinder(w / 2, 0.035, bevel=0.012, n=96), (0, h - 0.035, 0))
        foot = lathe([(0, 0), (w * 0.26, 0)], [(w * 0.26, 0), (w * 0.26, 0.012), (w * 0.12, 0.03), (0.035, 0.09)], n=64)
        return {"top": top, "legs": join([cylinder(0.035, h - 0.03, n=32), foot])}
    top = place(box(w, 0.036, d, bevel=0.014, k=4), (0, h - 0.018, 0))
    x, z, leg = w / 2 - 0.09, d / 2 - 0.08, h - 0.03
    legs = slabs([(0.045, leg, 0.045, a, 0, b) for a, b in corners4(x, z)], 0.01, 3)
    rails = slabs([(w - 0.2, 0.06, 0.02, 0, h - 0.1, s * z) for s in (-1, 1)], 0.006)
    return {"top": top, "legs": join([legs, rails])}


def coffee_table(p: Params) -> Parts:
    """A low table with a shelf under its top."""
    parts = table({"w": 1.1, "d": 0.6, "h": 0.4, **p})
    w, d = number(p, "w", 1.1, 0.2, 12), number(p, "d", 0.6, 0.2, 5)
    if not p.get("round"):
        parts["top"] = join([parts["top"], slab_at(w - 0.14, 0.02, d - 0.14, 0, 0.13, 0)])
    return parts


def desk(p: Params) -> Parts:
    """A writing desk with a block of drawers on its right; one sits at -z, its front is the side panel."""
    w, d, h = number(p, "w", 1.6, 0.8, 4), number(p, "d", 0.75, 0.4, 2), number(p, "h", 0.74, 0.4, 1.4)
    x, z = w / 2 - 0.06, d / 2 - 0.06
    legs = [slabs([(0.04, h - 0.03, 0.04, -x, 0, s * z) for s in (-1, 1)], 0.008)]
    legs.append(slab_at(w - 0.5, 0.34, 0.018, -0.2, h - 0.4, z - 0.02))
    chest = slab_at(0.42, h - 0.09, d - 0.08, w / 2 - 0.24, 0.05, 0, 0.006)
    fronts = [(0.4, 0.17, 0.02, w / 2 - 0.24, 0.08 + 0.185 * i, -d / 2 + 0.035) for i in range(3)]
    pulls = [(0.16, 0.014, 0.02, w / 2 - 0.24, 0.2 + 0.185 * i, -d / 2 + 0.018) for i in range(3)]
    feet = slab_at(0.36, 0.05, d - 0.2, w / 2 - 0.24)
    return {
        "top": place(box(w, 0.034, d, bevel=0.012, k=4), (0, h - 0.017, 0)),
        "legs": join([*legs, feet]),
        "drawers": join([chest, slabs(fronts, 0.005)]),
        "pulls": slabs(pulls, 0.005),
    }


def standing_desk(p: Params) -> Parts:
    """A desk at standing height on two telescopic columns."""
    w, h = number(p, "w", 1.6, 0.8, 3), number(p, "h", 1.08, 0.6, 1.3)
    top = place(tile(w, 0.03, 0.8, 0.06, 0.006), (0, h - 0.03, 0))
    x = w / 2 - 0.28
    legs = [(0.08, 0.03, 0.7, s * x, 0, 0) for s in (-1, 1)] + [(0.085, h * 0.5, 0.06, s * x, 0.03, 0) for s in (-1, 1)]
    legs += [(0.065, h * 0.46, 0.042, s * x, h * 0.5, 0) for s in (-1, 1)]
    beams = [
        (2 * x, 0.04, 0.05, 0, h - 0.07, 0),
        (0.05, 0.03, 0.62, -x, h - 0.06, 0),
        (0.05, 0.03, 0.62, x, h - 0.06, 0),
    ]
    return {"top": top, "legs": slabs(legs, 0.008), "shade": slabs(beams, 0.006)}


def conference_table(p: Params) -> Parts:
    """A long table with bowed sides on two plinths: w long, d deep."""
    w, d, h = number(p, "w", 3.6, 1.6, 12), number(p, "d", 1.3, 0.6, 3), 0.74
    t = np.linspace(-1, 1, 33)
    half = d / 2 * (0.78 + 0.22 * np.sqrt(np.maximum(1 - t**2 * 0.96, 0)))
    outline = np.vstack([np.c_[t * w / 2, -half], np.c_[t[::-1] * w / 2, half[::-1]]])
    top = place(extrude(outline, 0.045, bevel=0.014), (0, h - 0.0225, 0), tilt=-90)
    feet = slabs([(w * 0.16, h - 0.045, d * 0.5, s * w * 0.27, 0, 0) for s in (-1, 1)], 0.03, 4)
    return {"top": top, "legs": feet, "inlay": slab_at(w * 0.42, 0.004, 0.12, 0, h - 0.0005, 0, 0.001)}


def dining_table(p: Params) -> Parts:
    """A solid wooden table with tapered round legs."""
    w, d, h = number(p, "w", 2.0, 0.8, 6), number(p, "d", 0.95, 0.5, 2), number(p, "h", 0.75, 0.4, 1.2)
    spots = np.array([(x, 0, z) for x, z in corners4(w / 2 - 0.14, d / 2 - 0.13)])
    legs = rods(spots * [1.05, 0, 1.05], np.add(spots, (0, h - 0.03, 0)), 0.021, 0.036, 20)
    apron = slabs([(w - 0.3, 0.09, 0.022, 0, h - 0.125, s * (d / 2 - 0.13)) for s in (-1, 1)], 0.004)
    return {"top": place(tile(w, 0.036, d, 0.09, 0.01), (0, h - 0.036, 0)), "legs": join([legs, apron])}


def side_table(p: Params) -> Parts:
    """A small round table on three thin legs."""
    r, h = number(p, "r", 0.23, 0.1, 0.6), number(p, "h", 0.5, 0.2, 1.1)
    a = 2 * np.pi * np.arange(3) / 3 + np.pi / 6
    low, high = (np.c_[k * r * np.cos(a), 0 * a + y, k * r * np.sin(a)] for k, y in ((0.95, 0.0), (0.55, h - 0.02)))
    return {
        "top": place(cylinder(r, 0.022, bevel=0.008, n=64), (0, h - 0.022, 0)),
        "legs": rods(low, high, 0.009, n=10),
    }


def picnic_table(_: Params) -> Parts:
    """Planks, two crossed frames and two benches."""
    rows: list[tuple[float, ...]] = [(1.8, 0.04, 0.135, 0, 0.71, -0.29 + 0.145 * i) for i in range(5)]
    rows += [(1.8, 0.04, 0.13, 0, 0.42, s * (0.66 + 0.07 * k)) for s in (-1, 1) for k in (-1, 1)]
    rows += [(0.05, 0.07, 1.5, s * 0.58, 0.35, 0) for s in (-1, 1)] + [
        (0.05, 0.07, 0.66, s * 0.58, 0.64, 0) for s in (-1, 1)
    ]
    legs = [
        place(box(0.045, 0.9, 0.1, bevel=0.006, k=2), (s * 0.63, 0.355, t * 0.46), tilt=-t * 38)
        for s in (-1, 1)
        for t in (-1, 1)
    ]
    return grounded({"body": join([slabs(rows, 0.008), *legs])})


def lamp(_: Params) -> Parts:
    """A standing lamp with a linen shade."""
    shade = lathe([(0.22, 1.33), (0.155, 1.66)], [(0.152, 1.66), (0.217, 1.33)], n=64)
    foot = lathe([(0, 0), (0.145, 0)], [(0.145, 0), (0.145, 0.012), (0.12, 0.022), (0.012, 0.03)], n=64)
    stem = join([foot, tube([(0, 0.02, 0), (0, 1.5, 0)], 0.011), place(ball(0.02, 20), (0, 1.68, 0))])
    return {"shade": shade, "stem": stem}


def desk_lamp(_: Params) -> Parts:
    """A jointed work lamp that leans forward."""
    knee, wrist = (0.0, 0.34, -0.16), (0.0, 0.5, 0.1)
    arms = [rod((s * 0.012, 0.03, 0), (s * 0.012, knee[1], knee[2]), 0.006) for s in (-1, 1)]
    arms += [rod((s * 0.012, knee[1], knee[2]), (s * 0.012, *wrist[1:]), 0.006) for s in (-1, 1)]
    head = lathe([(0.075, 0), (0.07, 0.035), (0.04, 0.085), (0.026, 0.1), (0.026, 0.14), (0, 0.145)],
                 [(0.024, 0.09), (0.038, 0.08), (0.067, 0.034), (0.0735, 0)][::1], n=48)  # fmt: skip
    head = place(head, (0, 0.44, 0.16), tilt=-38)
    bulb = place(ball(0.03, 20), (0, 0.458, 0.146))
    joints = [place(ball(0.02, 20), at) for at in (knee, wrist)] + [rod((0, 0.02, 0), (0, 0.05, 0), 0.016)]
    base = lathe([(0, 0), (0.09, 0)], [(0.09, 0), (0.09, 0.014), (0.08, 0.022), (0, 0.026)], n=48)
    return {"body": join([head, base]), "joints": join([*arms, *joints]), "glow": bulb}


def pendant(p: Params) -> Parts:
    """A hanging globe; `drop` is the cord's length above it. The globe's middle is the origin."""
    drop, r = number(p, "drop", 2.0, 0.05, 20), number(p, "r", 0.11, 0.02, 1)
    cap = place(cylinder(0.022, 0.05, bevel=0.006, n=24), (0, r - 0.012, 0))
    return {"globe": ball(r, 40), "cord": join([slab_at(0.007, drop, 0.007, 0, r, 0, 0.002), cap])}


def pendant_shade(p: Params) -> Parts:
    """A dome of metal on a cord, `drop` long; its rim is at y = 0."""
    drop = number(p, "drop", 0.8, 0.05, 20)
    dome = [(0.21, 0), (0.2, 0.07), (0.16, 0.14), (0.08, 0.19), (0.03, 0.205), (0.022, 0.26), (0, 0.262)]
    inner = [(0, 0.19), (0.075, 0.183), (0.155, 0.133), (0.195, 0.068), (0.207, 0)]
    shade = lathe(dome, inner, n=64)
    return {
        "body": shade,
        "glow": place(ball(0.05, 24), (0, 0.08, 0)),
        "cord": rod((0, 0.25, 0), (0, 0.25 + drop, 0), 0.004),
    }


def chandelier(p: Params) -> Parts:
    """Two tiers of curved arms with candle bulbs, hanging from `drop` metres of chain; the lowest point is at y = 0."""
    drop = number(p, "drop", 0.5, 0.05, 10)
    t = np.linspace(0, 1, 12)
    frame = [
        lathe(
            [(0, 0), (0.03, 0.02), (0.06, 0.08), (0.025, 0.14), (0.03, 0.3), (0.05, 0.36), (0.02, 0.42), (0.015, 0.62)],
            n=32,
        )
    ]
    lights = []
    candle = lathe([(0, 0.11), (0.012, 0.115), (0.016, 0.135), (0.006, 0.165), (0, 0.172)], n=16)
    cup = lathe([(0, 0), (0.035, 0.005), (0.04, 0.015), (0.012, 0.02), (0.012, 0.11), (0, 0.11)], n=20)
    for many, reach, y in ((8, 0.42, 0.12), (4, 0.24, 0.34)):
        arm = pipe(np.c_[reach * t, y - 0.09 * np.sin(np.pi * t) + 0.06 * t, 0 * t], 0.009, 8)
        angles = 360 * np.arange(many) / many + 22.5
        tips = np.c_[reach * np.cos(np.radians(angles)), 0 * angles + y + 0.06, -reach * np.sin(np.radians(angles))]
        frame += [swarm(arm, np.zeros((many, 3)), turn=angles), swarm(cup, tips)]
        lights.append(swarm(candle, tips))
    return {"frame": join(frame), "lights": join(lights), "cord": rod((0, 0.6, 0), (0, 0.6 + drop, 0), 0.008)}


def string_lights(p: Params) -> Parts:
    """A sagging cord with bulbs, w wide; its lowest bulb is at y = 0."""
    w, sag, many = number(p, "w", 4.0, 0.5, 30), number(p, "sag", 0.5, 0.0, 4), int(number(p, "count", 16, 3, 80))
    t = np.linspace(-1, 1, 50)
    cord = np.c_[t * w / 2, 0.14 + sag * t**2, 0 * t]
    u = np.linspace(-0.96, 0.96, many)
    spots = np.c_[u * w / 2, 0.14 + sag * u**2, 0 * u]
    socket = place(cylinder(0.016, 0.045, bevel=0.004, n=12), (0, -0.05, 0))
    bulb = lathe([(0, -0.14), (0.022, -0.132), (0.035, -0.105), (0.028, -0.075), (0.014, -0.05)], n=16)
    return {"cord": join([tube(cord, 0.006, n=6), swarm(socket, spots)]), "lights": swarm(bulb, spots)}


def neon_tube(p: Params) -> Parts:
    """A bent tube on a dark panel, back at z = 0: form "ring", "wave" or "bolt"."""
    form = p.get("form", "ring")
    t = np.linspace(0, 1, 60)
    if form == "wave":
        path = np.c_[1.1 * (t - 0.5), 0.4 + 0.13 * np.sin(t * 6 * np.pi), 0 * t + 0.07]
    elif form == "bolt":
        path = np.array([(0.1, 0.75, 0.07), (-0.14, 0.38, 0.07), (0.12, 0.42, 0.07), (-0.1, 0.05, 0.07)])
    else:
        a = np.radians(np.linspace(100, 440, 60))
        path = np.c_[0.36 * np.cos(a), 0.4 + 0.36 * np.sin(a), 0 * a + 0.07]
    wide = 1.2 if form == "wave" else 0.9
    return {"glow": pipe(path, 0.014, 12), "back": slab_at(wide, 0.8, 0.03, 0, 0, 0.015, 0.012)}
