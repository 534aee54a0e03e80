"""What stands on a bathroom shelf: pumps, droppers, scent, lipstick, soap, candles. 0.03 to 0.2 m."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import Mesh, Params, Parts, arc, cylinder, join, lathe, place
from generation.engine.previz.things.outlines import extrude, oval, plate, tile
from generation.engine.previz.things.solids import blob, grounded, loft, number, pipe, surface, vessel, wrap

# What its parts are made of unless the scene says otherwise.
WEARS: Mapping[str, Mapping[str, str]] = {
    "pump_bottle": {"body": "product", "pump": "light", "label": "product label"},
    "dropper": {"body": "product", "collar": "brass", "bulb": "dark", "label": "product label"},
    "perfume": {"body": "clear glass", "drink": "product", "collar": "gold", "cap": "dark"},
    "tube_pack": {"body": "product", "lid": "light", "label": "product label"},
    "lipstick": {"case": "dark", "ring": "gold", "stick": "product"},
    "compact": {"body": "product", "mirror": "chrome", "powder": "pale fur", "rim": "gold"},
    "mascara": {"body": "product", "wand": "dark", "brush": "jet"},
    "nail_polish": {"body": "product", "cap": "dark"},
    "soap": {"body": "product", "dish": "ceramic"},
    "candle": {"body": "product", "wax": "wax", "wick": "dark", "flame": "candle flame"},
    "toothbrush": {"body": "product", "bristles": "light"},
    "hairbrush": {"body": "wood", "pad": "product", "pins": "dark"},
    "deodorant": {"body": "product", "cap": "light"},
    "towels": {"body": "product"},
}


def pump_bottle(p: Params) -> Parts:
    """Soap or lotion: straight body, pump with its spout to the left."""
    r = 0.034 * number(p, "stout", 1.0, 0.6, 2.0)
    body = lathe(
        np.vstack(
            [
                [[0, 0]],
                arc(r - 0.005, 0.005, 0.005, -90, 0, 5),
                [[r, 0.05], [r, 0.12]],
                arc(r - 0.012, 0.128, 0.012, 0, 85, 8),
                [[0.014, 0.1412]],
            ]
        ),
        n=80,
    )
    collar = lathe(
        [(0.0155, 0.139), (0.0155, 0.152)], [(0.0155, 0.152), (0.006, 0.154)], [(0.0045, 0.154), (0.0045, 0.172)], n=48
    )
    head = join(
        [
            place(cylinder(0.0115, 0.012, bevel=0.003), (0, 0.17, 0)),
            pipe(
                [(0, 0.177, 0), (-0.026, 0.178, 0), (-0.04, 0.174, 0), (-0.044, 0.168, 0)],
                [0.0055, 0.005, 0.0045, 0.004],
            ),
        ]
    )
    return {"body": body, "pump": join([collar, head]), "label": wrap([(r + 0.0003, 0.03), (r + 0.0003, 0.1)], 110)}


def dropper(_: Params) -> Parts:
    """A serum bottle with a pipette."""
    body = lathe(
        np.vstack(
            [
                [[0, 0]],
                arc(0.0155, 0.004, 0.004, -90, 0, 5),
                [[0.0195, 0.03], [0.0195, 0.052]],
                arc(0.0125, 0.052, 0.007, 0, 80, 7),
                [[0.0085, 0.0605], [0.0085, 0.065]],
            ]
        ),
        n=64,
    )
    collar = lathe(
        [(0.0085, 0.062), (0.0105, 0.062)], [(0.0105, 0.062), (0.0105, 0.076)], [(0.0105, 0.076), (0.006, 0.0765)], n=48
    )
    bulb = lathe(
        np.vstack(
            [[[0.0075, 0.0765], [0.0078, 0.085], [0.0066, 0.092], [0.0064, 0.096]], arc(0.0, 0.098, 0.0064, 5, 90, 7)]
        ),
        n=40,
    )
    return {"body": body, "collar": collar, "bulb": bulb, "label": wrap([(0.0198, 0.012), (0.0198, 0.044)], 150)}


def perfume(_: Params) -> Parts:
    """A heavy square flacon: thick glass round a block of scent."""
    drink = place(plate(0.044, 0.042, 0.018, 0.004, 0.003), (0, 0.037, 0))
    return {
        "body": place(plate(0.06, 0.066, 0.03, 0.006, 0.003), (0, 0.033, 0)),
        "drink": drink,
        "collar": place(cylinder(0.009, 0.008, bevel=0.001), (0, 0.0662, 0)),
        "cap": place(tile(0.025, 0.03, 0.025, 0.004, 0.002), (0, 0.0735, 0)),
    }


def tube_pack(_: Params) -> Parts:
    """A cream tube standing on its cap: round below, pressed flat at the crimp."""
    a = np.linspace(0, 2 * np.pi, 48, endpoint=False)
    rings = []
    for t in np.linspace(0, 1, 12):
        w, d = 0.021 + 0.0085 * t, 0.021 * (1 - t) ** 0.8 + 0.0012
        rings.append(np.c_[w * np.cos(a), np.full(48, 0.026 + 0.112 * t), d * np.sin(a)])
    crimp = [np.c_[0.0297 * np.cos(a), np.full(48, y), 0.0013 * np.sin(a)] for y in (0.137, 0.148)]
    foot = [np.c_[0.015 * np.cos(a), np.full(48, 0.0245), 0.015 * np.sin(a)]]
    grid = np.stack([*foot, *rings])[:, 6:19][:, ::-1]
    patch = surface(grid[2:9] + np.array((0, 0, 0.0005)))
    label = Mesh(patch.v, patch.f, patch.n, np.ascontiguousarray(patch.uv * (0.25, 1), np.float32))
    if float(label.n[:, 2].mean()) < 0:
        label = Mesh(label.v, label.f[:, ::-1], -label.n, label.uv)
    return {"body": loft([*foot, *rings, *crimp]), "lid": cylinder(0.0195, 0.027, bevel=0.002), "label": label}


def lipstick(_: Params) -> Parts:
    """Open, its bullet cut at a slant."""
    case = place(tile(0.022, 0.032, 0.022, 0.004, 0.001), (0, 0, 0))
    ring = lathe([(0.009, 0.032), (0.009, 0.05)], [(0.009, 0.05), (0.0068, 0.05)], n=40)
    a = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    rings = []
    for y, k, slope in ((0.046, 1, 0), (0.058, 1, 0), (0.063, 1, 0.35), (0.067, 0.97, 0.7), (0.0692, 0.8, 0.8),
        (0.07, 0.5, 0.8), (0.0703, 0.02, 0.8)):  # fmt: skip
        x, z = 0.0064 * k * np.cos(a), 0.0064 * k * np.sin(a)
        rings.append(np.c_[x, y - slope * (0.6 * x + 0.8 * z), z])
    return {"case": case, "ring": ring, "stick": loft(rings)}


def compact(p: Params) -> Parts:
    """Powder: a round case, open, with its mirror."""
    pan = lathe(
        [(0, 0), (0.036, 0)],
        arc(0.036, 0.004, 0.004, -90, 90, 9),
        [(0.036, 0.008), (0.033, 0.008)],
        [(0.033, 0.008), (0.032, 0.006)],
        n=72,
    )
    lid = lathe(
        [(0, -0.003), (0.036, -0.003)], arc(0.036, 0.0, 0.003, -90, 90, 7), [(0.036, 0.003), (0.031, 0.003)], n=72
    )
    opened = number(p, "open", 105, 60, 130)

    def up(m: Mesh) -> Mesh:  # from lying open behind the pan, mirror up, to standing
        return place(place(m, (0, 0, -0.038)), (0, 0.006, -0.038), tilt=180 - opened)

    mirror = lathe([(0.031, 0.0028), (0, 0.0028)], n=64)
    return {
        "body": join([pan, up(lid)]),
        "mirror": up(mirror),
        "powder": lathe([(0.032, 0.0062), (0.028, 0.0072), (0, 0.0074)], n=64),
        "rim": lathe(arc(0.0335, 0.0082, 0.0008, -180, 180, 9), n=64),
    }


def mascara(_: Params) -> Parts:
    """The tube stands, the wand leans on it."""
    tube_ = lathe(
        np.vstack(
            [
                [[0, 0]],
                arc(0.0075, 0.002, 0.002, -90, 0, 4),
                [[0.0095, 0.07]],
                arc(0.0075, 0.07, 0.002, 0, 80, 4),
                [[0.006, 0.0725], [0.006, 0.08]],
            ]
        ),
        n=40,
    )
    handle = lathe(
        np.vstack([[[0, 0]], arc(0.0075, 0.002, 0.002, -90, 0, 4), [[0.0095, 0.04]], [[0.0085, 0.05]], [[0, 0.051]]]),
        n=40,
    )
    stem = place(cylinder(0.0014, 0.03, bevel=0.0004, n=12), (0, 0.05, 0))
    y = np.linspace(0, 0.026, 53)
    spiral = lathe(np.c_[0.0035 + 0.0012 * (np.arange(53) % 2) - 0.001 * np.abs(y / 0.013 - 1) ** 3, y + 0.078], n=20)

    def down(m: Mesh) -> Mesh:
        return place(m, (0.055, 0.0096, 0.038), roll=90, turn=-14)

    return {"body": join([tube_, down(handle)]), "wand": down(stem), "brush": down(spiral)}


def nail_polish(_: Params) -> Parts:
    body = lathe(
        np.vstack(
            [
                [[0, 0]],
                arc(0.011, 0.005, 0.005, -90, 0, 6),
                [[0.0165, 0.02], [0.0155, 0.028]],
                arc(0.0105, 0.0285, 0.005, 0, 75, 6),
                [[0.0065, 0.034], [0.0065, 0.037]],
            ]
        ),
        n=64,
    )
    cap = lathe(
        [(0.0065, 0.0365), (0.0075, 0.0365)],
        [(0.0075, 0.0365), (0.0062, 0.07)],
        arc(0.0052, 0.07, 0.001, 0, 90, 4),
        [(0.0052, 0.071), (0, 0.071)],
        n=40,
    )
    return {"body": body, "cap": cap}


def soap(_: Params) -> Parts:
    """A bar in a dish."""
    ring = oval(0.118, 0.085, 48, 2.8)
    flare = [
        np.c_[ring[:, 0] * k, np.full(48, y), ring[:, 1] * k]
        for y, k in ((0, 0.72), (0.002, 0.78), (0.014, 1.0), (0.0165, 1.0), (0.016, 0.965), (0.006, 0.8))
    ]
    bar = place(blob(0.085, 0.03, 0.056, flat=3.4, across=3.6, n=40), (0, 0.021, 0), turn=6)
    return {"body": bar, "dish": loft(flare)}


def candle(p: Params) -> Parts:
    """A scented candle in a tumbler; lit unless `out`."""
    outer = np.vstack([arc(0.034, 0.004, 0.004, -60, 0, 5), [[0.038, 0.04], [0.038, 0.085]]])
    body, wax = vessel(outer, 0.003, 0.006, 0.062)
    wick = pipe([(0, 0.06, 0), (0.0004, 0.067, 0), (0.002, 0.072, 0)], 0.0009, 6)
    flame = lathe(
        np.c_[
            [0, 0.0022, 0.0036, 0.0038, 0.003, 0.0018, 0.0007, 0],
            np.array([0, 0.002, 0.006, 0.009, 0.014, 0.019, 0.023, 0.0255]) + 0.071,
        ],
        n=20,
    )
    return {"body": body, "wax": wax, "wick": wick, **({} if p.get("out") else {"flame": place(flame, (0.0015, 0, 0))})}


def toothbrush(_: Params) -> Parts:
    """Lying, bristles up."""
    x = np.linspace(-0.092, 0.092, 16)
    wide = np.interp(x, [-0.092, -0.03, 0.03, 0.055, 0.066, 0.092], [0.006, 0.0072, 0.0045, 0.0034, 0.0062, 0.0058])
    grid = [
        np.c_[np.full(24, s), 0.006 + 0.0045 * np.sin(t), w * np.cos(t)]
        for s, w in zip(x, wide, strict=True)
        for t in [np.linspace(0, 2 * np.pi, 24, endpoint=False)]
    ]
    tufts = [
        place(cylinder(0.0011, 0.0115, bevel=0.0004, n=8), (bx, 0.009, bz))
        for bx in np.linspace(0.066, 0.088, 8)
        for bz in (-0.0038, -0.0013, 0.0013, 0.0038)
    ]
    return grounded({"body": loft(grid), "bristles": join(tufts)})


def hairbrush(_: Params) -> Parts:
    """A paddle brush lying on its back."""
    head = place(extrude(oval(0.075, 0.11, 40, 3), 0.012, bevel=0.005), (0.06, 0.006, 0), tilt=-90, turn=90)
    handle = pipe(
        [(0.0, 0.007, 0), (-0.03, 0.008, 0), (-0.08, 0.009, 0), (-0.11, 0.008, 0)], [0.009, 0.0085, 0.011, 0.008], 16
    )
    pad = place(blob(0.092, 0.01, 0.06, flat=2.2, across=3), (0.06, 0.0125, 0))
    pins = [
        place(cylinder(0.0009, 0.012, bevel=0.0003, n=6), (0.06 + 0.0125 * i, 0.015, 0.0115 * j))
        for i in range(-3, 4)
        for j in range(-2, 3)
        if abs(i) + abs(j) < 5
    ]
    return grounded({"body": join([head, handle]), "pad": pad, "pins": join(pins)})


def deodorant(_: Params) -> Parts:
    """A spray can with a domed cap."""
    body = lathe(
        np.vstack(
            [
                arc(0.0205, 0.004, 0.004, -100, 0, 6),
                [[0.0245, 0.06], [0.0245, 0.115]],
                arc(0.0165, 0.117, 0.008, 0, 70, 6),
            ]
        ),
        n=64,
    )
    cap = lathe(
        np.vstack([[[0.0222, 0.121], [0.0222, 0.142]], arc(0.0142, 0.142, 0.008, 0, 90, 6), [[0, 0.1502]]]), n=56
    )
    return {"body": join([body, lathe([(0, 0.001), (0.02, 0.001)])]), "cap": cap}


def towels(p: Params) -> Parts:
    """Folded towels in a pile."""
    piles = []
    for i in range(int(number(p, "count", 3, 1, 6))):
        y = i * 0.062
        piles.append(place(blob(0.3, 0.034, 0.22, flat=5, across=9, n=40), (0, y + 0.017, -0.004)))
        piles.append(place(blob(0.302, 0.033, 0.225, flat=5, across=9, n=40), (0, y + 0.046, 0)))
        piles.append(place(blob(0.3, 0.062, 0.05, flat=2.4, across=7, n=24), (0, y + 0.031, 0.088)))
    return {"body": join(piles)}
