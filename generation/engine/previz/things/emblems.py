"""Things that stand for an idea: safety, aim, teamwork, luck, savings. 0.03 to 0.4 m."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from generation.engine.previz.things.mesh import Mesh, Params, Parts, ball, box, cylinder, join, lathe, place, stand_box
from generation.engine.previz.things.outlines import extrude, star
from generation.engine.previz.things.solids import blob, eased, grounded, loft, pipe, sheet, torus

# What its parts are made of unless the scene says otherwise.
WEARS: Mapping[str, Mapping[str, str]] = {
    "shield": {"body": "product", "rim": "steel", "tick": "light"},
    "target": {"white": "light", "rings": "product", "dart": "dark", "flight": "accent"},
    "gear": {"large": "product", "small": "steel"},
    "puzzle": {"one": "product", "other": "light"},
    "crown": {"body": "gold", "gems": "gem"},
    "heart": {"body": "product"},
    "star_shape": {"body": "gold"},
    "piggy_bank": {"body": "product", "snout": "product", "slot": "dark", "coin": "gold"},
    "dice": {"body": "product", "pips": "light"},
    "chess": {"king": "ebony", "pawn": "cream"},
}


def shield(_: Params) -> Parts:
    """Safety as an object: a shield with a tick."""

    def outline(k: float) -> Any:
        half = eased([(0.0, 0.105), (0.045, 0.092), (0.085, 0.085), (0.084, 0.01), (0.055, -0.062), (0.0, -0.105)], 34)
        return np.vstack([half, (half * np.array((-1, 1)))[::-1][1:-1]]) * k

    rim = extrude(outline(1.0), 0.024, bevel=0.009, k=5)
    body = place(extrude(outline(0.86), 0.02, bevel=0.006), (0, 0, 0.008))
    tick = pipe([(-0.036, 0.002, 0.021), (-0.011, -0.026, 0.021), (0.04, 0.036, 0.021)], 0.0085, 12, flat=0.7)
    return grounded({"rim": rim, "body": body, "tick": tick})


def target(_: Params) -> Parts:
    """A target on its edge with a dart in the middle. 0.4 m."""
    white: list[Mesh] = []
    rings: list[Mesh] = []
    for i, r in enumerate((0.2, 0.16, 0.12, 0.08, 0.04)):
        (rings if i % 2 == 0 else white).append(place(cylinder(r, 0.03 + 0.004 * i, bevel=0.002, n=64), tilt=90))
    dart = pipe([(0, 0, 0.045), (0.012, 0.01, 0.09), (0.03, 0.025, 0.16)], [0.002, 0.006, 0.0035], 14)
    fins = [
        place(
            extrude([(0, 0), (0.02, 0.012), (0.055, 0.012), (0.04, 0)], 0.0012),
            (0.029, 0.024, 0.155),
            roll=90.0 * i,
            turn=-68,
        )
        for i in range(4)
    ]
    return grounded({"white": join(white), "rings": join(rings), "dart": dart, "flight": join(fins)})


def _gear(teeth: int, r: float, deep: float) -> Mesh:
    a = 2 * np.pi / teeth
    pts = []
    for i in range(teeth):
        for k, q in ((-0.3, 0.86), (-0.17, 1.0), (0.17, 1.0), (0.3, 0.86)):
            pts.append((r * q * np.cos(a * (i + k)), r * q * np.sin(a * (i + k))))
    return extrude(pts, deep, bevel=0.0025)


def gear(_: Params) -> Parts:
    """Two wheels in mesh, upright."""
    parts = {}
    for name, teeth, r, at in (("large", 14, 0.085, (-0.03, 0.0, 0)), ("small", 9, 0.0546, (0.096, 0.036, 0))):
        hub = join(
            [
                place(cylinder(r * 0.36, 0.036, bevel=0.004, n=40), (0, 0, -0.018), tilt=90),
                place(torus(r * 0.62, r * 0.05, 48, 10), (0, 0, 0.0125), tilt=90),
            ]
        )
        parts[name] = place(join([_gear(teeth, r, 0.025), hub]), at, roll=0.0 if name == "large" else 12.0)
    return grounded(parts)


def puzzle(_: Params) -> Parts:
    """Two jigsaw pieces about to meet, leaning back."""

    def piece(tab: float) -> Mesh:
        t = np.radians(np.linspace(-140, 140, 16))
        knob = np.c_[0.05 + tab * (0.013 + 0.0135 * np.cos(t)), 0.0135 * np.sin(t)]
        side = [(0.05, -0.05), *map(tuple, knob), (0.05, 0.05)] if tab > 0 else [(0.05, -0.05), (0.05, 0.05)]
        top = [(0.008, 0.05), *[(-0.0135 * np.sin(q), 0.05 - 0.013 - 0.0135 * np.cos(q)) for q in t], (-0.008, 0.05)]
        left = (
            [(-0.05, 0.05), (-0.05, -0.05)]
            if tab > 0
            else [
                (-0.05, 0.05),
                (-0.05, 0.009),
                *[(-0.05 + 0.013 + 0.0135 * np.cos(q), -0.0135 * np.sin(q)) for q in t],
                (-0.05, -0.009),
                (-0.05, -0.05),
            ]
        )
        return extrude([*side, *top, *left], 0.014, bevel=0.0012)

    parts = {"one": place(piece(1), (-0.058, 0, 0)), "other": place(piece(-1), (0.075, 0.0, 0), roll=-9)}
    return grounded({k: place(m, tilt=-12) for k, m in parts.items()})


def crown(_: Params) -> Parts:
    """Eight points, a ball on each."""
    a = np.linspace(0, 2 * np.pi, 8 * 12, endpoint=False)
    peak = 1 - np.abs(((a * 8 / (2 * np.pi)) % 1) - 0.5) * 2
    top = 0.055 + 0.05 * peak

    def ring(r: float, y: Any) -> Any:
        return np.c_[r * np.cos(a), np.broadcast_to(y, a.shape), r * np.sin(a)]

    wall = sheet(
        np.stack([np.vstack([q, q[:1]]) for q in (ring(0.075, 0.0), ring(0.077, 0.03), ring(0.088, top))])[:, ::-1],
        0.0022,
    )
    bands = [place(torus(r, 0.0045, 64, 10), (0, y, 0)) for r, y in ((0.0755, 0.005), (0.078, 0.034))]
    spots = (np.arange(8) + 0.5) * np.pi / 4
    balls = [place(ball(0.0075, 16), (0.0895 * np.cos(t), 0.109, 0.0895 * np.sin(t))) for t in spots]
    gems = [
        place(
            blob(0.011, 0.015, 0.008, n=12), (0.0785 * np.sin(t), 0.02, 0.0785 * np.cos(t)), turn=float(np.degrees(t))
        )
        for t in np.arange(8) * np.pi / 4
    ]
    return grounded({"body": join([wall, *bands, *balls]), "gems": join(gems)})


def heart(_: Params) -> Parts:
    """A plump heart, standing on its tip with a lean back."""
    t = np.linspace(0, 2 * np.pi, 72, endpoint=False)
    o = np.c_[16 * np.sin(t) ** 3, 13 * np.cos(t) - 5 * np.cos(2 * t) - 2 * np.cos(3 * t) - np.cos(4 * t)] * 0.0042
    turn = np.linspace(
        -np.pi / 2, np.pi / 2, 15
    )  # rings that shrink towards front and back: plump, and no edge crosses
    rings = [np.c_[o * max(np.cos(a) ** 0.55, 0.02), np.full(len(o), 0.026 * np.sin(a))] for a in turn]
    return grounded({"body": loft(rings)})


def star_shape(_: Params) -> Parts:
    """A plump star."""
    return grounded({"body": extrude(star(5, 0.075, 0.037), 0.03, bevel=0.011, k=6)})


def piggy_bank(_: Params) -> Parts:
    """Facing front and a little right, a coin in its slot."""
    body = place(blob(0.115, 0.11, 0.15, n=44), (0, 0.078, 0))
    legs = [
        place(cylinder(0.0175, 0.045, top=0.02, bevel=0.006, n=28), (x, 0, z))
        for x in (-0.03, 0.03)
        for z in (-0.042, 0.036)
    ]
    ears = [
        place(blob(0.026, 0.034, 0.012, flat=1.6, n=18), (s * 0.034, 0.128, 0.046), roll=-s * 22.0, tilt=20)
        for s in (-1, 1)
    ]
    snout = place(cylinder(0.024, 0.022, bevel=0.005, n=36), (0, 0.078, 0.066), tilt=90)
    holes = [place(cylinder(0.0038, 0.002, bevel=0.0006, n=16), (s * 0.0085, 0.08, 0.087), tilt=90) for s in (-1, 1)]
    eyes = [place(ball(0.0055, 16), (s * 0.03, 0.1, 0.064)) for s in (-1, 1)]
    tail = pipe(
        [(0.008 * np.sin(t), 0.09 + 0.007 * np.cos(t), -0.074 - 0.003 * t) for t in np.linspace(0, 9, 28)], 0.0032, 10
    )
    slot = place(box(0.006, 0.004, 0.036, bevel=0.001), (0, 0.1325, 0))
    coin = place(cylinder(0.0165, 0.0025, bevel=0.0006, n=40), (0.00125, 0.143, 0), roll=90)
    parts = {
        "body": join([body, *legs, *ears, tail]),
        "snout": snout,
        "slot": join([slot, *holes, *eyes]),
        "coin": coin,
    }
    return grounded({k: place(m, turn=12) for k, m in parts.items()})


def dice(_: Params) -> Parts:
    """A pair."""
    pips = []
    for axis, spots in (
        ("top", [(-0.3, -0.3), (0.3, 0.3), (0, 0)]),
        ("front", [(-0.3, -0.3), (0.3, 0.3), (-0.3, 0.3), (0.3, -0.3), (0, 0)]),
        ("side", [(0.0, 0.0)]),
    ):
        for u, w in spots:
            dot = blob(0.0036, 0.001, 0.0036, n=12)
            at, how = {
                "top": ((u * 0.018, 0.018, w * 0.018), {}),
                "front": ((u * 0.018, 0.009 + w * 0.018, 0.009), {"tilt": 90.0}),
                "side": ((0.009, 0.009 + u * 0.018, w * 0.018), {"roll": 90.0}),
            }[axis]
            pips.append(place(dot, at, **how))
    one, dots = stand_box(0.018, 0.018, 0.018, bevel=0.0032, k=4), join(pips)
    two: dict[str, Any] = {"at": (0.026, 0, 0.008), "turn": -36.0}
    return grounded(
        {
            "body": join([place(one, turn=14), place(one, **two)]),
            "pips": join([place(dots, turn=14), place(dots, **two)]),
        }
    )


def chess(_: Params) -> Parts:
    """King and pawn."""
    foot = [(0, 0), (0.019, 0), (0.019, 0.005), (0.0135, 0.012)]
    king = lathe(
        [*foot, (0.0085, 0.03), (0.0075, 0.055), (0.0135, 0.06), (0.008, 0.064)],
        eased([(0.008, 0.064), (0.0125, 0.082), (0.0105, 0.086), (0.0, 0.09)], 14),
        n=48,
    )
    cross = [
        place(box(0.0045, 0.016, 0.0045, bevel=0.001), (0, 0.096, 0)),
        place(box(0.0125, 0.0045, 0.0045, bevel=0.001), (0, 0.0985, 0)),
    ]
    pawn = lathe(
        [(0, 0), (0.0155, 0), (0.0155, 0.0045), (0.011, 0.01), (0.006, 0.028), (0.0105, 0.032), (0.005, 0.0345)], n=40
    )
    head = place(ball(0.0095, 28), (0, 0.042, 0))
    return grounded(
        {"king": place(join([king, *cross]), (-0.018, 0, -0.01)), "pawn": place(join([pawn, head]), (0.026, 0, 0.018))}
    )
