"""What one carries: totes, handbags, backpacks, suitcases, wallets, umbrellas. 0.1 to 0.9 m."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import Mesh, Params, Parts, arc, box, cylinder, join, lathe, place, stand_box
from generation.engine.previz.things.outlines import extrude, plate, rounded
from generation.engine.previz.things.solids import blob, count, grounded, loft, pipe, sheet

# What its parts are made of unless the scene says otherwise.
WEARS: Mapping[str, Mapping[str, str]] = {
    "tote": {"body": "product", "straps": "product", "mark": "light"},
    "handbag": {"body": "product", "flap": "product", "handle": "product", "metal": "gold"},
    "backpack": {"body": "product", "pocket": "product", "straps": "dark", "zips": "silver", "patch": "leather"},
    "suitcase": {"body": "product", "handle": "steel", "trim": "dark", "wheels": "rubber"},
    "wallet": {"body": "product", "stitch": "light", "cards": "light"},
    "umbrella": {"canopy": "product", "ribs": "steel", "stick": "steel", "handle": "wood"},
    "credit_card": {"card": "product", "back": "light", "chip": "gold", "mark": "light"},
}


def tote(_: Params) -> Parts:
    """A canvas shopper, standing as if full."""
    a = np.linspace(0, 2 * np.pi, 60, endpoint=False)
    c, s = np.cos(a), np.sin(a)
    rings = [
        np.c_[w * np.sign(c) * np.abs(c) ** 0.45, y + 0.006 * c**2 * (y > 0.3), d * np.sign(s) * np.abs(s) ** k]
        for y, w, d, k in (
            (0, 0.16, 0.05, 0.5), (0.006, 0.168, 0.058, 0.5), (0.08, 0.18, 0.064, 0.6), (0.2, 0.185, 0.055, 0.75),
            (0.3, 0.188, 0.035, 0.9), (0.37, 0.19, 0.022, 1.0),
        )
    ]  # fmt: skip
    t = np.linspace(0, np.pi, 19)
    straps = [
        place(pipe(np.c_[0.075 * np.cos(t), 0.35 + 0.2 * np.sin(t) ** 0.75, np.full(19, z)], 0.011, 8, flat=0.25))
        for z in (-0.024, 0.024)
    ]
    mark = [place(lathe(arc(0.038, 0, 0.004, -180, 180, 9), n=40), (0, 0.17, 0.058), tilt=86)]
    return {"body": loft(rings), "straps": join(straps), "mark": join(mark)}


def handbag(_: Params) -> Parts:
    """A structured bag with a flap, a clasp and a top handle."""
    o = np.array(
        [
            (-0.13, 0.012),
            (-0.12, 0),
            (0.12, 0),
            (0.13, 0.012),
            (0.112, 0.165),
            (0.1, 0.178),
            (-0.1, 0.178),
            (-0.112, 0.165),
        ]
    )
    body = extrude(o, 0.1, bevel=0.022, k=5)
    f = np.array(
        [
            (-0.1, 0.172),
            (-0.112, 0.16),
            (-0.12, 0.105),
            (-0.1, 0.085),
            (0, 0.07),
            (0.1, 0.085),
            (0.12, 0.105),
            (0.112, 0.16),
            (0.1, 0.172),
        ]
    )
    flap = place(extrude(f, 0.008, bevel=0.003), (0, 0.004, 0.0505))
    top = place(box(0.222, 0.012, 0.1, bevel=0.006), (0, 0.178, 0.002))
    t = np.linspace(0, np.pi, 21)
    handle = pipe(np.c_[0.075 * np.cos(t), 0.183 + 0.095 * np.sin(t), 0 * t], 0.0065, 12)
    rings = [
        place(lathe(arc(0.009, 0, 0.002, -180, 180, 9), n=24), (x, 0.188, 0), tilt=90, turn=90) for x in (-0.075, 0.075)
    ]
    clasp = [
        place(plate(0.036, 0.026, 0.006, 0.006, 0.002), (0, 0.083, 0.057)),
        place(cylinder(0.006, 0.006, bevel=0.002), (0, 0.083, 0.058), tilt=90),
    ]
    feet = [
        place(cylinder(0.005, 0.006, bevel=0.001, n=16), (x, -0.004, z)) for x in (-0.1, 0.1) for z in (-0.03, 0.03)
    ]
    return grounded({"body": body, "flap": join([flap, top]), "handle": handle, "metal": join([*rings, *clasp, *feet])})


def backpack(_: Params) -> Parts:
    """A day pack: rounded top, front pocket, grab loop, straps behind."""
    body = place(blob(0.3, 0.44, 0.16, flat=4.5, across=3.6, n=44), (0, 0.22, 0))
    pocket = place(blob(0.24, 0.19, 0.09, flat=4, across=3.4, n=36), (0, 0.125, 0.068))
    t = np.linspace(0, np.pi, 13)
    grab = pipe(np.c_[0.035 * np.cos(t), 0.435 + 0.035 * np.sin(t), np.full(13, -0.045)], 0.008, 8)
    straps = []
    for s in (-1, 1):
        path = [
            (s * 0.06, 0.42, -0.06),
            (s * 0.08, 0.4, -0.11),
            (s * 0.1, 0.3, -0.13),
            (s * 0.11, 0.15, -0.115),
            (s * 0.11, 0.05, -0.07),
        ]
        straps.append(pipe(path, 0.02, 10, flat=0.45))
    side = [
        pipe([(s * 0.151, 0.12, 0.035), (s * 0.158, 0.18, 0.0), (s * 0.151, 0.24, -0.03)], 0.006, 6) for s in (-1, 1)
    ]
    a = np.linspace(np.radians(200), np.radians(-20), 30)
    c, si = np.cos(a), np.sin(a)
    zip_path = np.c_[
        0.148 * np.sign(c) * np.abs(c) ** 0.5, 0.225 + 0.205 * np.sign(si) * np.abs(si) ** 0.5, np.full(30, 0.052)
    ]
    zips = [
        pipe(zip_path, 0.0038, 6),
        pipe([(-0.095, 0.185, 0.108), (0, 0.187, 0.113), (0.095, 0.185, 0.108)], 0.0034, 6),
        pipe([(0.08, 0.183, 0.113), (0.082, 0.16, 0.118)], 0.004, 6),
    ]
    patch = place(plate(0.065, 0.05, 0.004, 0.006, 0.001), (0, 0.31, 0.0795))
    return grounded(
        {"body": body, "pocket": pocket, "straps": join([grab, *straps, *side]), "zips": join(zips), "patch": patch}
    )


def suitcase(_: Params) -> Parts:
    """A hard-shell cabin case with its handle drawn."""
    w, h, d, y = 0.37, 0.52, 0.22, 0.045
    halves = [place(plate(w, h, d / 2 - 0.003, 0.05, 0.03), (0, y + h / 2, s * (d / 4 + 0.0015))) for s in (-1, 1)]
    grooves = []
    for s in (-1, 1):
        for x in np.linspace(-0.13, 0.13, 7):
            grooves.append(place(plate(0.018, h - 0.09, 0.006, 0.009, 0.0025), (float(x), y + h / 2, s * (d / 2))))
    rods = [place(cylinder(0.008, 0.42, bevel=0.002, n=16), (x, y + h - 0.02, -0.06)) for x in (-0.075, 0.075)]
    grip = place(box(0.19, 0.028, 0.03, bevel=0.012), (0, y + h + 0.4, -0.06))
    seam = place(plate(w - 0.006, h - 0.006, 0.008, 0.047, 0.001), (0, y + h / 2, 0))
    t = np.linspace(0, np.pi, 11)
    carry = pipe(np.c_[0.06 * np.cos(t), y + h - 0.004 + 0.025 * np.sin(t) ** 0.5, np.full(11, 0.03)], 0.008, 10)
    lock = place(plate(0.028, 0.06, 0.012, 0.008, 0.003), (w / 2 - 0.002, y + h * 0.55, 0), turn=90)
    corners, wheels = [], []
    for x in (-0.14, 0.14):
        for z in (-0.075, 0.075):
            corners.append(stand_box(0.045, 0.03, 0.04, (x, 0.028, z), bevel=0.01))
            wheels.append(place(cylinder(0.024, 0.022, bevel=0.006, n=24), (x - 0.011, 0.024, z), roll=-90))
    return {
        "body": join([*halves, *grooves]),
        "handle": join(rods),
        "trim": join([grip, seam, carry, lock, *corners]),
        "wheels": join(wheels),
    }


def wallet(_: Params) -> Parts:
    """A bifold standing open like a book, cards inside."""
    out: dict[str, list[Mesh]] = {"body": [], "stitch": [], "cards": []}
    for s in (-1, 1):
        turn = 180 + s * 28.0
        panel = place(plate(0.1, 0.09, 0.006, 0.008, 0.002), (s * 0.05, 0.045, 0))
        card = place(plate(0.078, 0.05, 0.001, 0.004, 0.0003), (s * 0.05, 0.052, -0.0045))
        flap = place(plate(0.086, 0.05, 0.003, 0.005, 0.001), (s * 0.05, 0.03, -0.0065))
        edge = rounded(0.092, 0.082, 0.006, 5)
        stitch = pipe(
            np.c_[edge[:, 0] + s * 0.05, edge[:, 1] + 0.045, np.full(len(edge), 0.003)], 0.0005, 5, closed=True
        )
        for name, m in (("body", panel), ("body", flap), ("cards", card), ("stitch", stitch)):
            out[name].append(place(m, turn=turn))
    return grounded({k: join(v) for k, v in out.items()})


def umbrella(p: Params) -> Parts:
    """Open and standing on its rim's edge and handle tip; `closed` furls it upright."""
    if p.get("closed"):
        y = np.linspace(0.08, 0.72, 12)
        a = np.linspace(0, 2 * np.pi, 64, endpoint=False)
        rings = [
            np.c_[
                r * (1 + 0.16 * np.cos(8 * a + h * 4)) * np.cos(a),
                np.full(64, h),
                r * (1 + 0.16 * np.cos(8 * a + h * 4)) * np.sin(a),
            ]
            for h, r in zip(y, np.interp(y, [0.08, 0.15, 0.6, 0.72], [0.008, 0.02, 0.036, 0.04]), strict=True)
        ]
        crook = pipe(
            [
                (0, 0.7, 0),
                (0, 0.86, 0),
                *[(0.045 - 0.045 * np.cos(t), 0.86 + 0.045 * np.sin(t), 0) for t in np.linspace(0.3, np.pi, 9)],
            ],
            0.009,
            12,
        )
        return {
            "canopy": loft(rings),
            "stick": place(cylinder(0.005, 0.75, bevel=0.002, n=16), (0, 0, 0)),
            "handle": crook,
        }
    a = np.linspace(0, 2 * np.pi, 8 * 8 + 1)
    rho = np.linspace(0.02, 1, 12)
    sag = np.cos(4 * a) ** 2
    grid = []
    for r in rho:
        reach = 0.52 * r * (1 - 0.1 * (1 - sag) * r**2)
        grid.append(np.c_[reach * np.cos(a), 0.24 * (1 - r**2.1) - 0.012 * (1 - sag) * r, reach * np.sin(a)])
    cloth = sheet(np.stack(grid)[:, ::-1], 0.0012)
    if float((cloth.n[: 12 * 65, 1]).sum()) < 0:
        cloth = sheet(np.stack(grid), 0.0012)
    ribs = [
        pipe(np.c_[0.515 * rho * np.cos(t), 0.236 * (1 - rho**2.1) - 0.003, 0.515 * rho * np.sin(t)], 0.0022, 5)
        for t in np.arange(8) * np.pi / 4
    ]
    ribs += [
        pipe([(0, -0.06, 0), (0.27 * np.cos(t), 0.165, 0.27 * np.sin(t))], 0.0018, 5) for t in np.arange(8) * np.pi / 4
    ]
    stick = place(cylinder(0.006, 0.86, bevel=0.002, n=16), (0, -0.57, 0))
    crook = pipe(
        [
            (0, -0.42, 0),
            (0, -0.56, 0),
            *[(0.042 - 0.042 * np.cos(t), -0.56 - 0.042 * np.sin(t), 0) for t in np.linspace(0.3, np.pi, 9)],
        ],
        0.01,
        12,
    )
    parts = {"canopy": cloth, "ribs": join(ribs), "stick": stick, "handle": crook}
    return grounded({k: place(m, tilt=-48, turn=24) for k, m in parts.items()})


def credit_card(p: Params) -> Parts:
    """A card or two, standing fanned."""
    card = place(plate(0.0856, 0.054, 0.0009, 0.0034, 0.0003), (0, 0.027, 0))
    chip = place(plate(0.012, 0.0095, 0.0004, 0.002, 0.0001), (-0.024, 0.031, 0.0005))
    bars = [
        place(plate(w, 0.0028, 0.0003, 0.0013, 0.0001), (-0.033 + w / 2, y, 0.0005))
        for w, y in ((0.045, 0.016), (0.026, 0.009))
    ]
    disc = [
        place(plate(0.013, 0.013, 0.0003, 0.0064, 0.0001), (x, 0.011, 0.0005 + 0.0001 * i))
        for i, x in enumerate((0.026, 0.033))
    ]
    how = {"tilt": -14.0, "roll": 8.0}
    parts = {"card": card, "chip": chip, "mark": join([*bars, *disc])}
    if count(p, 2, 2) > 1:
        parts["back"] = place(card, (0.022, 0.006, -0.012), roll=-22)
    return grounded({k: place(m, tilt=how["tilt"], roll=how["roll"]) for k, m in parts.items()})
