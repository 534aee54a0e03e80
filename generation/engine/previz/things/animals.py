"""Animals as calm sculpture: bodies of few, well-placed volumes. Heads towards +z unless said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generation.engine.previz.things.mesh import Mesh, ball, join, lathe, place, tube
from generation.engine.previz.things.outlines import extrude
from generation.engine.previz.things.shells import mirrored, rods, swarm
from generation.engine.previz.things.solids import blob, count, grounded, loft, pipe, seeded, sheet

Params = Mapping[str, Any]
Parts = dict[str, Mesh]

WEARS: Mapping[str, Mapping[str, str]] = {
    "dog": {"body": "dog coat", "details": "dark"},
    "cat": {"body": "cat coat", "details": "dark"},
    "horse": {"body": "horse coat", "details": "dark leather"},
    "deer": {"body": "deer coat", "antlers": "mushroom stalk", "details": "dark"},
    "cow": {"body": "petal white", "details": "dark leather"},
    "sheep": {"body": "foam", "details": "dark"},
    "elephant": {"body": "grey plumage", "details": "petal white"},
    "heron": {"body": "grey plumage", "legs": "beak", "crest": "dark"},
    "songbird": {"body": "enamel blue", "belly": "petal white", "legs": "beak"},
    "gulls": {"body": "plumage", "tips": "grey plumage"},
    "owl": {"body": "deer coat", "face": "petal white", "details": "dark"},
    "fish": {"body": "goldfish", "fins": "goldfish", "details": "dark"},
    "whale": {"body": "slate", "belly": "plumage"},
    "butterfly": {"body": "dark", "wings": "accent", "edges": "dark"},
    "bee": {"body": "petal yellow", "stripes": "dark", "wings": "clear"},
    "snail": {"body": "mushroom stalk", "shell": "deer coat"},
    "rabbit": {"body": "pale fur", "details": "dark"},
}


def _oval(w: float, h: float, n: int = 28) -> NDArray[np.float64]:
    a = np.linspace(0, 2 * np.pi, n, endpoint=False)
    ring: NDArray[np.float64] = np.c_[w * np.cos(a), h * np.sin(a)]
    return ring


def _trunk(rows: Sequence[tuple[float, float, float, float]]) -> Mesh:
    """A body along z: rows of (z, height of its middle, half width, half height), smoothed between."""
    r = np.array(rows)
    s, t = np.linspace(0, 1, len(r)), np.linspace(0, 1, 28)
    z, y, w, h = (_smooth(np.interp(t, s, r[:, k])) for k in range(4))
    return loft([np.c_[np.add(_oval(a, b), (0, m)), np.full(28, d)] for d, m, a, b in zip(z, y, w, h, strict=True)])


def _smooth(x: NDArray[np.float64]) -> NDArray[np.float64]:
    for _ in range(3):
        x = np.r_[x[0], (x[:-2] + 2 * x[1:-1] + x[2:]) / 4, x[-1]]
    return x


def _limb(path: Sequence[Sequence[float]], r: Sequence[float]) -> Mesh:
    p = np.array(path, float)
    s, t = np.linspace(0, 1, len(p)), np.linspace(0, 1, 12)
    smooth = np.stack([_smooth(np.interp(t, s, p[:, k])) for k in range(3)], -1)
    return pipe(smooth, _smooth(np.interp(t, s, r)), 12)


def _legs(x: float, front: float, back: float, top: float, r: float, knee: float = 0.02) -> Mesh:
    """Four legs with hocks: at z = front and z = back."""
    fore = _limb(
        [(x, top, front), (x, top * 0.5, front + knee * 0.4), (x, top * 0.1, front), (x, 0.02, front + r)],
        [r * 1.7, r * 0.95, r * 0.7, r],
    )
    hind = _limb(
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


def _dots(x: float, y: float, z: float, r: float) -> Mesh:
    return mirrored(place(ball(r, 12), (x, y, z)))


def dog(_: Params) -> Parts:
    """A pointer that stands and looks ahead."""
    body = _trunk(
        [
            (-0.34, 0.5, 0.03, 0.04),
            (-0.3, 0.5, 0.09, 0.11),
            (-0.1, 0.5, 0.085, 0.1),
            (0.12, 0.48, 0.105, 0.14),
            (0.26, 0.51, 0.09, 0.13),
            (0.32, 0.54, 0.04, 0.06),
        ]
    )
    neck = _limb([(0, 0.54, 0.22), (0, 0.66, 0.33), (0, 0.74, 0.36)], [0.095, 0.07, 0.065])
    head = _trunk(
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
    tail = _limb([(0, 0.55, -0.32), (0, 0.56, -0.44), (0, 0.68, -0.58)], [0.028, 0.02, 0.008])
    return {
        "body": join([body, neck, head, ears, tail, _legs(0.07, 0.24, -0.27, 0.46, 0.024, 0.05)]),
        "details": join([place(blob(0.035, 0.028, 0.03), (0, 0.735, 0.575)), _dots(0.045, 0.785, 0.43, 0.009)]),
    }


def cat(_: Params) -> Parts:
    """A cat that sits, its tail round its feet."""
    body = _limb([(0, 0.09, -0.1), (0, 0.16, -0.05), (0, 0.28, 0.03), (0, 0.35, 0.05)], [0.115, 0.12, 0.085, 0.06])
    head = place(blob(0.14, 0.12, 0.125), (0, 0.42, 0.075))
    muzzle = place(blob(0.06, 0.045, 0.05), (0, 0.4, 0.135))
    ear = place(lathe([(0.032, 0), (0.018, 0.04), (0, 0.07)], n=12), (0.045, 0.455, 0.07), roll=-16)
    front = mirrored(_limb([(0.04, 0.25, 0.09), (0.042, 0.1, 0.1), (0.042, 0.02, 0.12)], [0.035, 0.024, 0.026]))
    thigh = mirrored(place(blob(0.1, 0.16, 0.2), (0.09, 0.085, -0.06)))
    paws = mirrored(place(blob(0.05, 0.04, 0.09), (0.09, 0.02, 0.06)))
    a = np.linspace(-2.6, 0.5, 14)
    tail = pipe(np.c_[0.2 * np.cos(a) * 0.9, 0 * a + 0.024, -0.04 + 0.2 * np.sin(a)], np.linspace(0.024, 0.016, 14), 10)
    return {
        "body": join([body, head, muzzle, mirrored(ear), front, thigh, paws, tail]),
        "details": join([_dots(0.034, 0.43, 0.13, 0.011), place(ball(0.008, 10), (0, 0.408, 0.158))]),
    }


def horse(_: Params) -> Parts:
    body = _trunk(
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
    neck = _limb([(0, 1.2, 0.5), (0, 1.55, 0.78), (0, 1.83, 0.95)], [0.25, 0.16, 0.12])
    head = _limb([(0, 1.86, 0.92), (0, 1.8, 1.08), (0, 1.6, 1.28), (0, 1.53, 1.36)], [0.11, 0.125, 0.075, 0.07])
    ears = mirrored(place(lathe([(0.03, 0), (0.025, 0.06), (0, 0.13)], n=12), (0.06, 1.92, 0.93), roll=-8))
    tail = _limb([(0, 1.3, -0.84), (0, 1.15, -0.98), (0, 0.6, -0.98)], [0.05, 0.08, 0.02])
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
        "details": join([tail, mane, hoofs, _dots(0.095, 1.79, 1.08, 0.018)]),
    }


def deer(_: Params) -> Parts:
    body = _trunk(
        [
            (-0.55, 0.88, 0.03, 0.05),
            (-0.48, 0.9, 0.14, 0.17),
            (-0.15, 0.86, 0.14, 0.17),
            (0.2, 0.85, 0.16, 0.2),
            (0.4, 0.9, 0.11, 0.17),
            (0.46, 0.94, 0.04, 0.07),
        ]
    )
    neck = _limb([(0, 0.92, 0.34), (0, 1.15, 0.48), (0, 1.36, 0.54)], [0.15, 0.085, 0.07])
    head = _limb([(0, 1.4, 0.5), (0, 1.37, 0.6), (0, 1.3, 0.74), (0, 1.28, 0.78)], [0.06, 0.072, 0.042, 0.036])
    ears = mirrored(place(blob(0.15, 0.065, 0.02), (0.12, 1.43, 0.5), roll=24))
    beam = [(0.03, 1.44, 0.5), (0.15, 1.6, 0.42), (0.27, 1.78, 0.44), (0.24, 1.98, 0.52)]
    horn = [_limb(beam, [0.018, 0.016, 0.013, 0.005])]
    horn += [
        _limb([a, b], [0.012, 0.004])
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
        "details": join([_dots(0.058, 1.38, 0.61, 0.012), place(ball(0.022, 12), (0, 1.285, 0.81))]),
    }


def cow(_: Params) -> Parts:
    body = _trunk(
        [
            (-0.9, 1.05, 0.06, 0.1),
            (-0.82, 1.05, 0.28, 0.3),
            (-0.3, 1.0, 0.32, 0.34),
            (0.25, 0.98, 0.33, 0.36),
            (0.65, 1.02, 0.26, 0.32),
            (0.85, 1.08, 0.1, 0.15),
        ]
    )
    neck = _limb([(0, 1.1, 0.65), (0, 1.28, 0.95)], [0.24, 0.17])
    head = _limb([(0, 1.38, 0.95), (0, 1.3, 1.12), (0, 1.1, 1.3), (0, 1.05, 1.34)], [0.14, 0.145, 0.105, 0.1])
    ears = mirrored(place(blob(0.22, 0.1, 0.04), (0.22, 1.38, 0.96), roll=-8))
    horns = mirrored(_limb([(0.09, 1.47, 0.95), (0.2, 1.55, 0.97), (0.22, 1.66, 1.0)], [0.03, 0.022, 0.006]))
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
    tail = _limb([(0, 1.2, -0.9), (0, 0.9, -0.98), (0, 0.5, -0.97)], [0.03, 0.02, 0.04])
    return {
        "body": join([body, neck, head, ears, udder, _legs(0.19, 0.58, -0.68, 0.85, 0.06, 0.06), tail]),
        "details": join(
            [*patches, horns, _dots(0.125, 1.3, 1.12, 0.02), place(blob(0.19, 0.13, 0.08), (0, 1.06, 1.38))]
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
    head = _limb([(0, 0.85, 0.45), (0, 0.78, 0.56), (0, 0.68, 0.65)], [0.09, 0.085, 0.055])
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
    body = _trunk(
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
    trunk = _limb(
        [(0, 2.2, 1.8), (0, 1.6, 2.1), (0, 0.9, 2.12), (0, 0.4, 2.15), (0, 0.25, 2.4)], [0.3, 0.22, 0.15, 0.11, 0.09]
    )
    ears = mirrored(place(blob(0.95, 1.25, 0.1, flat=2.4), (0.78, 2.3, 1.2), turn=38))
    legs = mirrored(
        join(
            [
                _limb([(0.48, 1.6, z), (0.48, 0.8, z + 0.04), (0.48, 0.03, z + 0.05)], [0.36, 0.24, 0.26])
                for z in (0.75, -0.95)
            ]
        )
    )
    tail = _limb([(0, 2.2, -1.5), (0, 1.6, -1.68), (0, 1.1, -1.66)], [0.05, 0.03, 0.05])
    tusks = mirrored(_limb([(0.26, 1.95, 1.8), (0.34, 1.6, 2.1), (0.34, 1.55, 2.5)], [0.07, 0.06, 0.015]))
    return grounded({"body": join([body, head, trunk, ears, legs, tail]), "details": tusks})


def heron(_: Params) -> Parts:
    """A heron that waits: stilt legs, folded wings, an S of a neck."""
    body = place(
        _trunk(
            [
                (-0.42, 0, 0.01, 0.01),
                (-0.25, 0.0, 0.07, 0.06),
                (0.0, 0.02, 0.11, 0.11),
                (0.16, 0.04, 0.08, 0.09),
                (0.22, 0.06, 0.03, 0.04),
            ]
        ),
        (0, 0.72, 0),
        tilt=-24,
    )
    neck = _limb(
        [(0, 0.78, 0.14), (0, 0.9, 0.3), (0, 1.02, 0.2), (0, 1.16, 0.14), (0, 1.26, 0.22)],
        [0.06, 0.04, 0.03, 0.026, 0.028],
    )
    head = place(blob(0.062, 0.06, 0.13), (0, 1.275, 0.25))
    beak = lathe([(0.02, 0), (0.012, 0.1), (0, 0.22)], n=10)
    legs = [_limb([(x, 0.66, -0.02), (x, 0.36, -0.05), (x, 0.02, 0.0)], [0.017, 0.011, 0.009]) for x in (-0.035, 0.035)]
    toes = rods(
        [(x, 0.012, 0) for x in (-0.035, 0.035) for _ in range(3)],
        [(x + 0.05 * k, 0.005, 0.1 - 0.02 * abs(k)) for x in (-0.035, 0.035) for k in (-1, 0, 1)],
        0.007,
        0.004,
        6,
    )
    crest = _limb([(0, 1.3, 0.22), (0, 1.28, 0.1), (0, 1.2, -0.02)], [0.014, 0.01, 0.003])
    wings = mirrored(place(blob(0.04, 0.16, 0.5), (0.095, 0.7, -0.06), tilt=-28))
    return {
        "body": join([body, neck, head, wings]),
        "legs": join([place(beak, (0, 1.27, 0.3), tilt=94), *legs, toes]),
        "crest": join([crest, _dots(0.03, 1.285, 0.275, 0.006)]),
    }


def songbird(_: Params) -> Parts:
    """A small bird."""
    body = place(
        _trunk(
            [(-0.07, 0, 0.008, 0.006), (-0.03, 0, 0.03, 0.03), (0.02, 0.004, 0.038, 0.038), (0.055, 0.012, 0.018, 0.02)]
        ),
        (0, 0.075, 0),
        tilt=-28,
    )
    head = place(ball(0.026, 20), (0, 0.117, 0.046))
    tail = place(blob(0.03, 0.008, 0.09), (0, 0.04, -0.095), tilt=-28)
    wings = mirrored(place(blob(0.012, 0.04, 0.1), (0.034, 0.075, -0.015), tilt=-30))
    beak = place(lathe([(0.007, 0), (0, 0.02)], n=8), (0, 0.115, 0.069), tilt=95)
    legs = rods([(s * 0.014, 0.05, 0.0) for s in (-1, 1)], [(s * 0.016, 0.0, 0.01) for s in (-1, 1)], 0.003, n=6)
    return {
        "body": join([body, head, tail, wings]),
        "belly": place(blob(0.052, 0.06, 0.055), (0, 0.072, 0.027)),
        "legs": join([beak, legs, _dots(0.02, 0.122, 0.06, 0.004)]),
    }


def gulls(p: Params) -> Parts:
    """A loose flock on the wing: `count` of them."""
    many = count(p, 7, 40)
    rng = seeded(p, 1)
    body = _trunk(
        [
            (-0.24, 0.01, 0.02, 0.008),
            (-0.1, 0, 0.05, 0.045),
            (0.08, 0, 0.055, 0.055),
            (0.2, 0.02, 0.03, 0.03),
            (0.26, 0.015, 0.008, 0.008),
        ]
    )
    span = np.linspace(0, 1, 12)
    y = 0.16 * np.sin(span * 2.2) - 0.02
    lead = 0.06 + 0.1 * np.sin(span * 2.6) - 0.2 * span**2
    chord = 0.17 * (1 - 0.85 * span**1.6)
    grid = np.stack([np.stack([0.03 + 0.62 * span, y + 0.015, lead - c * chord], -1) for c in (0, 0.5, 1)])
    wing = mirrored(sheet(grid, 0.008))
    tip = mirrored(sheet(grid[:, 9:] + [0, 0.0045, 0], 0.017))
    at = np.c_[
        np.linspace(-1.6, 1.6, many) + rng.normal(0, 0.2, many), rng.uniform(0.2, 1.9, many), rng.uniform(-1, 1, many)
    ]
    how = {"turn": rng.normal(70, 22, many), "roll": rng.normal(0, 16, many), "scale": rng.uniform(0.55, 1.0, many)}
    return grounded({"body": swarm(join([body, wing]), at, **how), "tips": swarm(tip, at, **how)})


def owl(_: Params) -> Parts:
    body = place(
        _trunk(
            [
                (0, 0, 0.05, 0.05),
                (0.06, 0, 0.095, 0.085),
                (0.18, 0, 0.11, 0.1),
                (0.28, 0, 0.09, 0.09),
                (0.33, 0, 0.06, 0.06),
            ]
        ),
        tilt=-90,
    )
    head = place(blob(0.2, 0.16, 0.17), (0, 0.36, 0))
    tufts = mirrored(place(lathe([(0.02, 0), (0, 0.06)], n=10), (0.065, 0.42, 0.01), roll=-22))
    wings = mirrored(place(blob(0.05, 0.26, 0.14), (0.1, 0.17, -0.02), roll=4))
    face = mirrored(place(blob(0.085, 0.09, 0.03), (0.04, 0.365, 0.075)))
    eyes = mirrored(place(ball(0.019, 16), (0.042, 0.368, 0.088)))
    beak = place(lathe([(0.012, 0), (0, 0.035)], n=8), (0, 0.35, 0.092), tilt=160)
    return {
        "body": join([body, head, tufts, wings]),
        "face": join([face, place(blob(0.13, 0.2, 0.06), (0, 0.17, 0.075))]),
        "details": join([eyes, beak]),
    }


def fish(_: Params) -> Parts:
    """A goldfish along z; it floats, its lowest point at y = 0."""
    body = _trunk(
        [
            (-0.11, 0, 0.006, 0.012),
            (-0.06, 0, 0.016, 0.028),
            (0.0, 0, 0.032, 0.05),
            (0.06, 0, 0.032, 0.046),
            (0.105, 0, 0.018, 0.024),
            (0.12, 0, 0.006, 0.008),
        ]
    )

    def side(outline: list[tuple[float, float]]) -> Mesh:
        return place(extrude(outline, 0.004, bevel=0.001, k=2), turn=-90)

    tail = side(
        [(-0.1, 0.01), (-0.16, 0.06), (-0.2, 0.065), (-0.165, 0.0), (-0.2, -0.065), (-0.16, -0.06), (-0.1, -0.01)]
    )
    top = side([(0.06, 0.04), (0.03, 0.085), (-0.04, 0.07), (-0.05, 0.03)])
    low = side([(0.0, -0.04), (-0.03, -0.08), (-0.06, -0.025)])
    fins = mirrored(place(blob(0.06, 0.035, 0.006), (0.05, -0.02, 0.04), turn=40, roll=-25))
    return grounded({"body": body, "fins": join([tail, top, low, fins]), "details": _dots(0.026, 0.012, 0.088, 0.006)})


def whale(_: Params) -> Parts:
    """A humpback along z, 12 m; it floats, its lowest point at y = 0."""
    body = _trunk(
        [
            (-5.6, 0.5, 0.12, 0.12),
            (-3.5, 0.2, 0.45, 0.5),
            (-1, 0, 1.15, 1.2),
            (1.5, 0, 1.35, 1.4),
            (3.8, 0.05, 1.1, 1.1),
            (5.4, 0.25, 0.6, 0.55),
            (5.9, 0.35, 0.2, 0.2),
        ]
    )
    fluke = extrude(
        [
            (0, -0.5),
            (0.9, -0.9),
            (2.1, -1.5),
            (1.7, -0.4),
            (0.5, 0.4),
            (0, 0.5),
            (-0.5, 0.4),
            (-1.7, -0.4),
            (-2.1, -1.5),
            (-0.9, -0.9),
        ],
        0.14,
        bevel=0.05,
    )
    flukes = place(fluke, (0, 0.6, -5.7), tilt=90)
    arms = mirrored(_limb([(1.0, -0.5, 2.2), (2.3, -0.9, 1.4), (3.3, -0.8, 0.2)], [0.3, 0.26, 0.08]))
    fin = place(blob(0.14, 0.6, 0.9), (0, 1.2, -1.6), tilt=-30)
    belly = _trunk([(-1, -0.25, 0.8, 1.02), (1.5, -0.22, 1.1, 1.22), (3.8, -0.12, 0.98, 0.99), (5.5, 0.16, 0.5, 0.44)])
    return grounded({"body": join([body, flukes, arms, fin]), "belly": belly})


def butterfly(_: Params) -> Parts:
    """Wings spread, seen from above and the front; it hovers, its lowest point at y = 0."""
    a = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    up = np.c_[
        0.042 + 0.036 * np.cos(a) + 0.012 * np.cos(a - 0.8) ** 3, 0.03 + 0.036 * np.sin(a) + 0.012 * np.sin(a) ** 3
    ]
    down = np.c_[0.03 + 0.026 * np.cos(a), -0.03 + 0.03 * np.sin(a)]
    wing = [extrude(w, 0.0016) for w in (up, down)]
    rim = [extrude((w - w.mean(0)) * 1.12 + w.mean(0), 0.0008) for w in (up, down)]

    def both(m: Mesh) -> Mesh:
        return mirrored(place(m, (0.002, 0, 0), turn=-28))

    body = [place(blob(0.009, 0.075, 0.009), (0, 0, 0.002)), place(ball(0.006, 12), (0, 0.04, 0.003))]
    body += [
        tube([(s * 0.002, 0.043, 0.003), (s * 0.012, 0.065, 0.006), (s * 0.018, 0.07, 0.008)], 0.0007, n=5)
        for s in (-1, 1)
    ]
    parts = {"body": join(body), "wings": both(join(wing)), "edges": both(join(rim))}
    return grounded({n: place(m, tilt=-50) for n, m in parts.items()})


def bee(_: Params) -> Parts:
    body = _trunk(
        [
            (-0.012, 0, 0.002, 0.002),
            (-0.006, 0, 0.005, 0.005),
            (0.0, 0, 0.006, 0.006),
            (0.006, 0, 0.005, 0.005),
            (0.012, 0, 0.004, 0.004),
            (0.014, 0, 0.001, 0.001),
        ]
    )
    stripes = join(
        [place(lathe([(0.0061, -0.001), (0.0061, 0.001)], n=24), (0, 0, z), tilt=90) for z in (-0.005, -0.0005)]
    )
    wings = mirrored(place(blob(0.016, 0.0008, 0.007), (0.009, 0.007, 0.003), roll=24, turn=20))
    return grounded({"body": body, "stripes": join([stripes, _dots(0.003, 0.002, 0.0125, 0.0014)]), "wings": wings})


def snail(_: Params) -> Parts:
    foot = _limb([(0, 0.006, -0.045), (0, 0.008, 0.0), (0, 0.012, 0.035), (0, 0.03, 0.05)], [0.004, 0.011, 0.01, 0.008])
    horns = mirrored(_limb([(0.003, 0.033, 0.051), (0.009, 0.052, 0.06)], [0.0016, 0.0022]))
    t = np.linspace(0, 1, 70)
    a, r = t * 6 * np.pi, 0.002 + 0.02 * t**1.3
    path = np.c_[0.012 * (1 - t) ** 1.3, 0.033 + r * np.cos(a + 1.2), -0.008 + r * np.sin(a + 1.2)]
    return grounded(
        {
            "body": join([foot, horns]),
            "shell": join(
                [pipe(path, 0.002 + 0.0105 * t**1.2, 12), place(pipe(path * [-0.4, 1, 1], 0.002 + 0.01 * t**1.2, 12))]
            ),
        }
    )


def rabbit(_: Params) -> Parts:
    body = _limb([(0, 0.1, -0.12), (0, 0.12, -0.05), (0, 0.12, 0.06), (0, 0.17, 0.1)], [0.085, 0.1, 0.075, 0.05])
    head = place(blob(0.09, 0.09, 0.12), (0, 0.21, 0.13))
    ears = mirrored(place(blob(0.032, 0.15, 0.018), (0.025, 0.31, 0.09), roll=-10, tilt=-14))
    thighs = mirrored(place(blob(0.07, 0.14, 0.16), (0.075, 0.08, -0.09)))
    feet = mirrored(
        join(
            [
                place(blob(0.045, 0.035, 0.13), (0.075, 0.017, -0.03)),
                _limb([(0.035, 0.1, 0.1), (0.035, 0.015, 0.13)], [0.026, 0.02]),
            ]
        )
    )
    return {
        "body": join([body, head, ears, thighs, feet, place(ball(0.04, 16), (0, 0.1, -0.22))]),
        "details": join([_dots(0.038, 0.22, 0.155, 0.008), place(ball(0.008, 10), (0, 0.205, 0.19))]),
    }
