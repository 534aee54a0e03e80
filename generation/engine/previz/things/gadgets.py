"""Sound, pictures and play: headphones, cameras, speakers, drones, controllers, a friendly robot. 0.03 to 1.2 m."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import Mesh, Params, Parts, arc, ball, cylinder, join, lathe, place
from generation.engine.previz.things.outlines import extrude, plate, rounded
from generation.engine.previz.things.solids import blob, eased, grounded, loft, pipe

# What its parts are made of unless the scene says otherwise.
WEARS: Mapping[str, Mapping[str, str]] = {
    "camera": {"body": "dark", "top": "steel", "lens": "jet", "glass": "lens", "ring": "steel"},
    "lens": {"body": "jet", "glass": "lens", "rings": "dark", "mark": "product"},
    "game_controller": {"body": "product", "sticks": "dark", "buttons": "light", "marks": "small light"},
    "drone": {"body": "light", "arms": "dark", "rotors": "shell", "eye": "lens", "lights": "small light"},
    "vr_headset": {"body": "light", "visor": "jet", "strap": "product", "pad": "dark"},
    "robot": {"body": "white goods", "joints": "dark", "face": "jet", "eyes": "small light", "accent": "product"},
}


def _barrel(r: float, long: float) -> tuple[Mesh, Mesh, Mesh]:
    """A lens along +z from z = 0: its barrel, its ribbed rings, its glass."""
    body = lathe(
        [(r * 0.92, 0), (r, long * 0.05), (r, long * 0.9)],
        [(r, long * 0.9), (r * 1.04, long * 0.93), (r * 1.04, long)],
        [(r * 1.04, long), (r * 0.88, long)],
        [(r * 0.88, long), (r * 0.72, long * 0.86)],
        n=64,
    )
    a = np.linspace(0, 2 * np.pi, 160, endpoint=False)
    rings = []
    for low, high in ((0.18, 0.42), (0.55, 0.82)):
        rib = r * 1.035 + r * 0.014 * np.sign(np.cos(40 * a))
        rings.append(
            loft(
                [
                    np.c_[r * np.cos(a), np.full(160, long * low), r * np.sin(a)],
                    np.c_[rib * np.cos(a), np.full(160, long * low + 0.001), rib * np.sin(a)],
                    np.c_[rib * np.cos(a), np.full(160, long * high - 0.001), rib * np.sin(a)],
                    np.c_[r * np.cos(a), np.full(160, long * high), r * np.sin(a)],
                ],
                ends=False,
            )
        )
    glass = lathe(arc(0, long * 0.87 - r * 1.2, r * 1.4, 58, 90, 10), n=48)
    return tuple(place(m, tilt=90) for m in (body, join(rings), glass))  # type: ignore[return-value]


def camera(_: Params) -> Parts:
    """A mirrorless camera with a prime lens."""
    body = join(
        [
            place(plate(0.13, 0.062, 0.042, 0.012, 0.004), (0, 0.036, 0)),
            place(blob(0.036, 0.068, 0.03, flat=4, across=3, n=28), (-0.049, 0.036, 0.018)),
        ]
    )
    top = join(
        [
            place(plate(0.13, 0.018, 0.04, 0.008, 0.003), (0, 0.071, 0)),
            place(
                extrude([(-0.024, 0), (0.024, 0), (0.016, 0.02), (-0.016, 0.02)], 0.04, bevel=0.003), (0, 0.077, -0.001)
            ),
        ]
    )
    dials = [
        place(cylinder(0.0105, 0.009, bevel=0.0015, n=32), (0.042, 0.078, 0)),
        place(cylinder(0.008, 0.007, bevel=0.0015, n=32), (-0.04, 0.078, 0.004)),
        place(cylinder(0.0045, 0.01, bevel=0.0015, n=24), (-0.052, 0.078, 0.012)),
    ]
    barrel, ribs, glass = _barrel(0.03, 0.05)
    mount = place(lathe(arc(0.032, 0, 0.003, -180, 180, 9), n=56), (0.008, 0.038, 0.0215), tilt=90)
    at = (0.008, 0.038, 0.0205)
    return grounded(
        {
            "body": body,
            "top": join([top, *dials]),
            "lens": place(join([barrel, ribs]), at),
            "glass": place(glass, at),
            "ring": mount,
        }
    )


def lens(_: Params) -> Parts:
    """A camera lens, lying, its glass to the viewer."""
    barrel, ribs, glass = _barrel(0.036, 0.085)
    mark = place(lathe(arc(0.0365, 0.043, 0.0009, -180, 180, 8), n=56), tilt=90)
    parts = {"body": barrel, "glass": glass, "rings": ribs, "mark": mark}
    return grounded({k: place(m, tilt=-18) for k, m in parts.items()})


def game_controller(_: Params) -> Parts:
    """A gamepad, tilted to the viewer."""
    side = [
        (0.0, 0.034),
        (0.03, 0.037),
        (0.055, 0.038),
        (0.074, 0.024),
        (0.083, -0.01),
        (0.084, -0.045),
        (0.074, -0.06),
        (0.06, -0.053),
        (0.044, -0.022),
        (0.022, -0.014),
        (0.0, -0.014),
    ]
    right = eased(side, 44)
    outline = np.vstack([right, right[::-1][1:-1] * np.array((-1, 1))])
    body = extrude(outline, 0.034, bevel=0.007, k=5)
    sticks, buttons = [], []
    for x, y in ((-0.027, -0.0), (0.027, -0.0)):
        sticks += [
            place(cylinder(0.0115, 0.004, bevel=0.001, n=32), (x, y, 0.016), tilt=90),
            place(cylinder(0.005, 0.01, bevel=0.001, n=16), (x, y, 0.017), tilt=90),
            place(
                lathe([(0, 0), (0.008, 0), (0.0092, 0.002), (0.009, 0.0042), (0.006, 0.0036), (0, 0.0036)], n=32),
                (x, y, 0.0245),
                tilt=90,
            ),
        ]
    for dx, dy in ((0.011, 0), (-0.011, 0), (0, 0.011), (0, -0.011)):
        buttons.append(
            place(cylinder(0.0046, 0.006, bevel=0.0015, n=24), (0.054 + dx, 0.019 + dy * 0.9, 0.0145), tilt=90)
        )
    pad = [
        place(plate(w, h, 0.006, 0.0025, 0.0012), (-0.054, 0.019, 0.0175))
        for w, h in ((0.026, 0.0085), (0.0085, 0.026))
    ]
    marks = place(plate(0.014, 0.004, 0.003, 0.0018, 0.0005), (0, 0.019, 0.0165))
    triggers = [place(blob(0.04, 0.016, 0.022, flat=3, across=3, n=20), (s * 0.05, 0.037, -0.004)) for s in (-1, 1)]
    parts = {"body": body, "sticks": join([*sticks, *triggers]), "buttons": join([*buttons, *pad]), "marks": marks}
    return grounded({k: place(m, tilt=-52) for k, m in parts.items()})


def drone(_: Params) -> Parts:
    """A quadcopter on its legs."""
    body = join(
        [
            place(blob(0.1, 0.052, 0.16, flat=3.5, across=3, n=36), (0, 0.075, 0)),
            place(blob(0.06, 0.03, 0.08, flat=3, across=3, n=28), (0, 0.1, -0.01)),
        ]
    )
    arms, rotors, lights = [], [], []
    for sx in (-1, 1):
        for sz in (-1, 1):
            tip = (sx * 0.165, 0.094, sz * 0.135)
            arms.append(
                pipe([(sx * 0.035, 0.08, sz * 0.04), (sx * 0.1, 0.09, sz * 0.088), tip], [0.013, 0.009, 0.009], 14)
            )
            arms.append(place(cylinder(0.0155, 0.026, bevel=0.004, n=28), (tip[0], 0.088, tip[2])))
            arms.append(pipe([(tip[0], 0.09, tip[2]), (tip[0] * 1.02, 0.0, tip[2] * 1.02 + 0.004)], 0.0048, 10))
            blade = extrude(
                np.vstack(
                    [
                        eased([(0.0, -0.004), (0.03, -0.011), (0.07, -0.01), (0.102, -0.004)], 12),
                        eased([(0.102, 0.002), (0.06, 0.006), (0.0, 0.004)], 10),
                    ]
                ),
                0.0018,
                bevel=0.0006,
            )
            both = join([place(blade, tilt=-90), place(blade, tilt=-90, turn=180)])
            rotors.append(place(both, (tip[0], 0.117, tip[2]), turn=35.0 + 50 * sx * sz + 20 * sz))
            lights.append(place(blob(0.012, 0.006, 0.012, n=12), (tip[0], 0.086, tip[2])))
    gimbal = [
        place(ball(0.02, 28), (0, 0.05, 0.075)),
        place(cylinder(0.0135, 0.012, bevel=0.002, n=32), (0, 0.05, 0.087), tilt=90),
    ]
    return grounded(
        {"body": body, "arms": join(arms), "rotors": join(rotors), "eye": join(gimbal), "lights": join(lights)}
    )


def vr_headset(_: Params) -> Parts:
    """A visor with its strap, standing on a table."""
    body = place(blob(0.19, 0.1, 0.1, flat=4, across=4, n=40), (0, 0.06, 0.045))
    visor = place(blob(0.182, 0.088, 0.07, flat=4, across=4.4, n=40), (0, 0.06, 0.072))
    pad = place(blob(0.16, 0.095, 0.06, flat=4, across=4, n=32), (0, 0.06, -0.01))
    a = np.radians(np.linspace(-8, 188, 36))
    loops = []
    for t in a:
        o = rounded(0.03, 0.004, 0.0018, 3)
        out = np.array((np.cos(t), 0, -np.sin(t)))
        spot = np.array((0.091 * np.cos(t), 0.062 + 0.012 * np.sin(t), -0.12 * np.sin(t) + 0.012))
        loops.append(spot + o[:, 1:2] * out + np.c_[np.zeros(len(o)), o[:, 0], np.zeros(len(o))])
    b = np.linspace(0, 1, 18)
    over = [
        np.array((0, 0.108 + 0.066 * np.sin(np.pi * t) - 0.03 * t, 0.03 - 0.137 * t))
        + np.c_[o[:, 0], o[:, 1], np.zeros(len(o))]
        for t in b
        for o in [rounded(0.028, 0.004, 0.0018, 3)]
    ]
    return grounded({"body": body, "visor": visor, "strap": join([loft(loops), loft(over)]), "pad": pad})


def robot(_: Params) -> Parts:
    """A helper with a round head and a friendly look, 1.15 m, on a wheeled base."""
    base = lathe(
        np.vstack(
            [[[0, 0.03]], [[0.2, 0.03]], arc(0.2, 0.07, 0.04, -90, 60, 8), [[0.16, 0.125], [0.1, 0.15], [0, 0.155]]]
        ),
        n=64,
    )
    wheels = [place(cylinder(0.045, 0.04, bevel=0.012, n=32), (s * 0.17, 0.045, 0.07), roll=-90) for s in (-1, 1)]
    torso = place(blob(0.36, 0.44, 0.28, flat=2.8, across=2.6, n=40), (0, 0.5, 0))
    waist = place(cylinder(0.075, 0.2, bevel=0.01), (0, 0.14, 0))
    head = place(blob(0.36, 0.27, 0.29, flat=2.8, across=2.8, n=36), (0, 0.93, 0.02))
    neck = place(cylinder(0.05, 0.12, bevel=0.01), (0, 0.71, 0.0))
    face = place(blob(0.29, 0.185, 0.12, flat=3.2, across=3.4, n=30), (0, 0.935, 0.115))
    eyes = [place(blob(0.036, 0.05, 0.012, n=24), (s * 0.062, 0.948, 0.1725)) for s in (-1, 1)]
    t = np.linspace(-0.9, 0.9, 11)
    smile = pipe(np.c_[0.036 * np.sin(t), 0.915 - 0.016 * np.cos(t) + 0.004, 0.1745 - 0.002 * t**2], 0.0042, 8)
    ears = [place(cylinder(0.045, 0.025, bevel=0.006, n=40), (s * 0.168, 0.93, 0.01), roll=-90 * s) for s in (-1, 1)]
    aerial = [pipe([(0.0, 1.06, 0.0), (0.0, 1.11, 0.0)], 0.006, 10), place(ball(0.019, 24), (0, 1.128, 0))]
    belly = place(cylinder(0.052, 0.012, bevel=0.004), (0, 0.54, 0.132), tilt=90)
    arms, joints, hands = [], [], []
    for s, path in (
        (-1, [(-0.19, 0.6, 0), (-0.27, 0.5, 0.02), (-0.285, 0.36, 0.06)]),
        (1, [(0.19, 0.6, 0), (0.29, 0.55, 0.03), (0.34, 0.68, 0.09)]),
    ):
        arms.append(pipe(eased(path, 16), 0.034, 16))
        joints.append(place(ball(0.052, 28), (s * 0.186, 0.605, 0)))
        joints.append(place(ball(0.04, 24), path[-1]))
        hands.append(
            place(
                blob(0.075, 0.08, 0.06, n=24),
                (path[-1][0] + s * 0.008, path[-1][1] + (0.045 if s > 0 else -0.045), path[-1][2] + 0.01),
            )
        )
    return grounded(
        {
            "body": join([base, torso, head, *arms, *hands]),
            "joints": join([waist, neck, *joints, *wheels]),
            "face": face,
            "eyes": join([*eyes, smile]),
            "accent": join([*ears, *aerial, belly]),
        }
    )
