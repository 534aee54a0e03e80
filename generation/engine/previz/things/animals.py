"""Animals as calm sculpture: bodies of few, well-placed volumes. Heads towards +z unless said."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.limbs import barrel, dots, limb
from generation.engine.previz.things.mesh import Mesh, Params, Parts, ball, join, lathe, place
from generation.engine.previz.things.shells import mirrored, rods, swarm
from generation.engine.previz.things.solids import blob, grounded, pipe, sheet

WEARS: Mapping[str, Mapping[str, str]] = {
    "dog": {"body": "dog coat", "details": "dark"},
    "cat": {"body": "cat coat", "details": "dark"},
    "horse": {"body": "horse coat", "details": "dark leather"},
    "deer": {"body": "deer coat", "antlers": "mushroom stalk", "details": "dark"},
    "cow": {"body": "petal white", "details": "dark leather"},
    "sheep": {"body": "foam", "details": "dark"},
    "elephant": {"body": "grey plumage", "details": "petal white"},
    "rabbit": {"body": "pale fur", "details": "dark"},
}


def _legs(x: float, front: float, back: float, top: float, r: float, knee: float = 0.02) -> Mesh:
    """Four legs with hocks: at z = front and z = back."""
    fore = limb(
        [(x, top, front), (x, top * 0.5, front + knee * 0.4), (x, top * 0.1, front), (x, 0.02, front + r)],
        [r * 1.7, r * 0.95, r * 0.7, r],
    )
    hind = limb(
        [
            (x, top * 1.05, back),
            (x, top * 0.6, back + knee),
            (x, top * 0.42, back - knee * 1.6),
            (x, top * 0.1, back - knee * 0.5),
            (x, 0.02, back - knee * 0.3 + r),
        ],
        [r * 2.3, r * 1.5, r * 0.85, r * 0.7, r],
    )
    return mirrored(join([fore, hind]))


def dog(_: Params) -> Parts:
    """A pointer that stands and looks ahead."""
    body = barrel(
        [
            (-0.34, 0.5, 0.03, 0.04),
            (-0.3, 0.5, 0.09, 0.11),
            (-0.1, 0.5, 0.085, 0.1),
            (0.12, 0.48, 0.105, 0.14),
            (0.26, 0.51, 0.09, 0.13),
            (0.32, 0.54, 0.04, 0.06),
        ]
    )
    neck = limb([(0, 0.54, 0.22), (0, 0.66, 0.33), (0, 0.74, 0.36)], [0.095, 0.07, 0.065])
    head = barrel(
        [
            (0.28, 0.77, 0.03, 0.04),
            (0.33, 0.775, 0.07, 0.072),
            (0.41, 0.765, 0.06, 0.06),
            (0.47, 0.735, 0.037, 0.037),
            (0.56, 0.72, 0.032, 0.03),
            (0.575, 0.72, 0.015, 0.015),
        ]
    )
    ears = mirrored(place(blob(0.03, 0.14, 0.085, flat=2.2), (0.075, 0.74, 0.34), roll=14))
    tail = limb([(0, 0.55, -0.32), (0, 0.56, -0.44), (0, 0.68, -0.58)], [0.028, 0.02, 0.008])
    return {
        "body": join([body, neck, head, ears, tail, _legs(0.07, 0.24, -0.27, 0.46, 0.024, 0.05)]),
        "details": join([place(blob(0.035, 0.028, 0.03), (0, 0.735, 0.575)), dots(0.045, 0.785, 0.43, 0.009)]),
    }


def cat(_: Params) -> Parts:
    """A cat that sits, its tail round its feet."""
    body = limb([(0, 0.09, -0.1), (0, 0.16, -0.05), (0, 0.28, 0.03), (0, 0.35, 0.05)], [0.115, 0.12, 0.085, 0.06])
    head = place(blob(0.14, 0.12, 0.125), (0, 0.42, 0.075))
    muzzle = place(blob(0.06, 0.045, 0.05), (0, 0.4, 0.135))
    ear = place(lathe([(0.032, 0), (0.018, 0.04), (0, 0.07)], n=12), (0.045, 0.455, 0.07), roll=-16)
    front = mirrored(limb([(0.04, 0.25, 0.09), (0.042, 0.1, 0.1), (0.042, 0.02, 0.12)], [0.035, 0.024, 0.026]))
    thigh = mirrored(place(blob(0.1, 0.16, 0.2), (0.09, 0.085, -0.06)))
    paws = mirrored(place(blob(0.05, 0.04, 0.09), (0.09, 0.02, 0.06)))
    a = np.linspace(-2.6, 0.5, 14)
    tail = pipe(np.c_[0.2 * np.cos(a) * 0.9, 0 * a + 0.024, -0.04 + 0.2 * np.sin(a)], np.linspace(0.024, 0.016, 14), 10)
    return {
        "body": join([body, head, muzzle, mirrored(ear), front, thigh, paws, tail]),
        "details": join([dots(0.034, 0.43, 0.13, 0.011), place(ball(0.008, 10), (0, 0.408, 0.158))]),
    }


def horse(_: Params) -> Parts:
    body = barrel(
        [
            (-0.86, 1.18, 0.05, 0.08),
            (-0.74, 1.2, 0.23, 0.27),
            (-0.35, 1.14, 0.25, 0.28),
            (0.1, 1.12, 0.27, 0.3),
            (0.5, 1.15, 0.23, 0.31),
            (0.68, 1.2, 0.13, 0.2),
            (0.72, 1.22, 0.05, 0.08),
        ]
    )
    neck = limb([(0, 1.2, 0.5), (0, 1.55, 0.78), (0, 1.83, 0.95)], [0.25, 0.16, 0.12])
    head = limb([(0, 1.86, 0.92), (0, 1.8, 1.08), (0, 1.6, 1.28), (0, 1.53, 1.36)], [0.11, 0.125, 0.075, 0.07])
    ears = mirrored(place(lathe([(0.03, 0), (0.025, 0.06), (0, 0.13)], n=12), (0.06, 1.92, 0.93), roll=-8))
    tail = limb([(0, 1.3, -0.84), (0, 1.15, -0.98), (0, 0.6, -0.98)], [0.05, 0.08, 0.02])
    mane = sheet(
        np.stack(
            [
                [(0.02 * s + 0.09 * k * s, 1.98 - 0.62 * t - 0.16 * k, 0.87 - 0.47 * t - 0.02) for k in (0, 0.5, 1)]
                for t in np.linspace(0, 1, 9)
                for s in [1]
            ]
        ),
        0.03,
    )
    hoofs = swarm(
        lathe([(0.075, 0), (0.055, 0.08), (0, 0.085)], n=20), [(x, 0, z) for x in (-0.16, 0.16) for z in (0.54, -0.71)]
    )
    return {
        "body": join([body, neck, head, ears, _legs(0.16, 0.48, -0.66, 1.0, 0.052, 0.1)]),
        "details": join([tail, mane, hoofs, dots(0.095, 1.79, 1.08, 0.018)]),
    }


def deer(_: Params) -> Parts:
    body = barrel(
        [
            (-0.55, 0.88, 0.03, 0.05),
            (-0.48, 0.9, 0.14, 0.17),
            (-0.15, 0.86, 0.14, 0.17),
            (0.2, 0.85, 0.16, 0.2),
            (0.4, 0.9, 0.11, 0.17),
            (0.46, 0.94, 0.04, 0.07),
        ]
    )
    neck = limb([(0, 0.92, 0.34), (0, 1.15, 0.48), (0, 1.36, 0.54)], [0.15, 0.085, 0.07])
    head = limb([(0, 1.4, 0.5), (0, 1.37, 0.6), (0, 1.3, 0.74), (0, 1.28, 0.78)], [0.06, 0.072, 0.042, 0.036])
    ears = mirrored(place(blob(0.15, 0.065, 0.02), (0.12, 1.43, 0.5), roll=24))
    beam = [(0.03, 1.44, 0.5), (0.15, 1.6, 0.42), (0.27, 1.78, 0.44), (0.24, 1.98, 0.52)]
    horn = [limb(beam, [0.018, 0.016, 0.013, 0.005])]
    horn += [
        limb([a, b], [0.012, 0.004])
        for a, b in (
            ((0.09, 1.53, 0.46), (0.12, 1.62, 0.6)),
            ((0.2, 1.68, 0.42), (0.21, 1.8, 0.58)),
            ((0.27, 1.8, 0.44), (0.38, 1.94, 0.44)),
            ((0.27, 1.78, 0.44), (0.3, 1.9, 0.34)),
        )
    ]
    tail = place(blob(0.06, 0.12, 0.05), (0, 0.92, -0.56), tilt=-20)
    return {
        "body": join([body, neck, head, ears, tail, _legs(0.09, 0.34, -0.45, 0.78, 0.028, 0.08)]),
        "antlers": mirrored(join(horn)),
        "details": join([dots(0.058, 1.38, 0.61, 0.012), place(ball(0.022, 12), (0, 1.285, 0.81))]),
    }


def cow(_: Params) -> Parts:
    body = barrel(
        [
            (-0.9, 1.05, 0.06, 0.1),
            (-0.82, 1.05, 0.28, 0.3),
            (-0.3, 1.0, 0.32, 0.34),
            (0.25, 0.98, 0.33, 0.36),
            (0.65, 1.02, 0.26, 0.32),
            (0.85, 1.08, 0.1, 0.15),
        ]
    )
    neck = limb([(0, 1.1, 0.65), (0, 1.28, 0.95)], [0.24, 0.17])
    head = limb([(0, 1.38, 0.95), (0, 1.3, 1.12), (0, 1.1, 1.3), (0, 1.05, 1.34)], [0.14, 0.145, 0.105, 0.1])
    ears = mirrored(place(blob(0.22, 0.1, 0.04), (0.22, 1.38, 0.96), roll=-8))
    horns = mirrored(limb([(0.09, 1.47, 0.95), (0.2, 1.55, 0.97), (0.22, 1.66, 1.0)], [0.03, 0.022, 0.006]))
    patches = [
        place(blob(w, h, d), at, roll=r)
        for w, h, d, at, r in (
            (0.12, 0.4, 0.6, (0.26, 1.1, -0.4), 0),
            (0.12, 0.36, 0.4, (0.27, 1.0, 0.35), 0),
            (0.12, 0.4, 0.45, (-0.26, 1.1, -0.1), 0),
            (0.4, 0.1, 0.5, (0, 1.3, 0.1), 0),
        )
    ]
    udder = place(blob(0.26, 0.2, 0.3), (0, 0.66, -0.45))
    tail = limb([(0, 1.2, -0.9), (0, 0.9, -0.98), (0, 0.5, -0.97)], [0.03, 0.02, 0.04])
    return {
        "body": join([body, neck, head, ears, udder, _legs(0.19, 0.58, -0.68, 0.85, 0.06, 0.06), tail]),
        "details": join(
            [*patches, horns, dots(0.125, 1.3, 1.12, 0.02), place(blob(0.19, 0.13, 0.08), (0, 1.06, 1.38))]
        ),
    }


def sheep(_: Params) -> Parts:
    rng = np.random.default_rng(2)
    d = rng.normal(size=(150, 3))
    d /= np.linalg.norm(d, axis=1, keepdims=True)
    wool = [
        place(blob(0.5, 0.48, 0.86, flat=2.4, across=2.4), (0, 0.58, 0)),
        swarm(ball(0.085, 10), d * [0.23, 0.22, 0.41] + [0, 0.58, 0]),
        place(blob(0.2, 0.14, 0.18), (0, 0.9, 0.44)),
    ]
    head = limb([(0, 0.85, 0.45), (0, 0.78, 0.56), (0, 0.68, 0.65)], [0.09, 0.085, 0.055])
    ears = mirrored(place(blob(0.15, 0.055, 0.03), (0.13, 0.82, 0.48), roll=-24))
    legs = rods(
        [(x, 0.0, z) for x in (-0.13, 0.13) for z in (-0.26, 0.26)],
        [(x, 0.45, z) for x in (-0.13, 0.13) for z in (-0.26, 0.26)],
        0.03,
        0.04,
        12,
    )
    return {"body": join(wool), "details": join([head, ears, legs])}


def elephant(_: Params) -> Parts:
    body = barrel(
        [
            (-1.5, 1.9, 0.1, 0.2),
            (-1.3, 1.9, 0.62, 0.75),
            (-0.4, 1.85, 0.85, 0.9),
            (0.5, 1.9, 0.82, 0.85),
            (1.0, 2.05, 0.55, 0.62),
            (1.2, 2.1, 0.2, 0.3),
        ]
    )
    head = place(blob(0.95, 1.15, 1.0), (0, 2.35, 1.45))
    trunk = limb(
        [(0, 2.2, 1.8), (0, 1.6, 2.1), (0, 0.9, 2.12), (0, 0.4, 2.15), (0, 0.25, 2.4)], [0.3, 0.22, 0.15, 0.11, 0.09]
    )
    ears = mirrored(place(blob(0.95, 1.25, 0.1, flat=2.4), (0.78, 2.3, 1.2), turn=38))
    legs = mirrored(
        join(
            [
                limb([(0.48, 1.6, z), (0.48, 0.8, z + 0.04), (0.48, 0.03, z + 0.05)], [0.36, 0.24, 0.26])
                for z in (0.75, -0.95)
            ]
        )
    )
    tail = limb([(0, 2.2, -1.5), (0, 1.6, -1.68), (0, 1.1, -1.66)], [0.05, 0.03, 0.05])
    tusks = mirrored(limb([(0.26, 1.95, 1.8), (0.34, 1.6, 2.1), (0.34, 1.55, 2.5)], [0.07, 0.06, 0.015]))
    return grounded({"body": join([body, head, trunk, ears, legs, tail]), "details": tusks})


def rabbit(_: Params) -> Parts:
    body = limb([(0, 0.1, -0.12), (0, 0.12, -0.05), (0, 0.12, 0.06), (0, 0.17, 0.1)], [0.085, 0.1, 0.075, 0.05])
    head = place(blob(0.09, 0.09, 0.12), (0, 0.21, 0.13))
    ears = mirrored(place(blob(0.032, 0.15, 0.018), (0.025, 0.31, 0.09), roll=-10, tilt=-14))
    thighs = mirrored(place(blob(0.07, 0.14, 0.16), (0.075, 0.08, -0.09)))
    feet = mirrored(
        join(
            [
                place(blob(0.045, 0.035, 0.13), (0.075, 0.017, -0.03)),
                limb([(0.035, 0.1, 0.1), (0.035, 0.015, 0.13)], [0.026, 0.02]),
            ]
        )
    )
    return {
        "body": join([body, head, ears, thighs, feet, place(ball(0.04, 16), (0, 0.1, -0.22))]),
        "details": join([dots(0.038, 0.22, 0.155, 0.008), place(ball(0.008, 10), (0, 0.205, 0.19))]),
    }
