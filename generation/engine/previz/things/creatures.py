"""Fish, insects and other small or wet creatures."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.limbs import barrel, dots, limb
from generation.engine.previz.things.mesh import Mesh, Params, Parts, ball, join, lathe, place, tube
from generation.engine.previz.things.outlines import extrude
from generation.engine.previz.things.shells import mirrored
from generation.engine.previz.things.solids import blob, grounded, pipe

WEARS: Mapping[str, Mapping[str, str]] = {
    "fish": {"body": "goldfish", "fins": "goldfish", "details": "dark"},
    "whale": {"body": "slate", "belly": "plumage"},
    "butterfly": {"body": "dark", "wings": "accent", "edges": "dark"},
    "bee": {"body": "petal yellow", "stripes": "dark", "wings": "clear"},
    "snail": {"body": "mushroom stalk", "shell": "deer coat"},
}


def fish(_: Params) -> Parts:
    """A goldfish along z; it floats, its lowest point at y = 0."""
    body = barrel(
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
    return grounded({"body": body, "fins": join([tail, top, low, fins]), "details": dots(0.026, 0.012, 0.088, 0.006)})


def whale(_: Params) -> Parts:
    """A humpback along z, 12 m; it floats, its lowest point at y = 0."""
    body = barrel(
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
    arms = mirrored(limb([(1.0, -0.5, 2.2), (2.3, -0.9, 1.4), (3.3, -0.8, 0.2)], [0.3, 0.26, 0.08]))
    fin = place(blob(0.14, 0.6, 0.9), (0, 1.2, -1.6), tilt=-30)
    belly = barrel([(-1, -0.25, 0.8, 1.02), (1.5, -0.22, 1.1, 1.22), (3.8, -0.12, 0.98, 0.99), (5.5, 0.16, 0.5, 0.44)])
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
    body = barrel(
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
    return grounded({"body": body, "stripes": join([stripes, dots(0.003, 0.002, 0.0125, 0.0014)]), "wings": wings})


def snail(_: Params) -> Parts:
    foot = limb([(0, 0.006, -0.045), (0, 0.008, 0.0), (0, 0.012, 0.035), (0, 0.03, 0.05)], [0.004, 0.011, 0.01, 0.008])
    horns = mirrored(limb([(0.003, 0.033, 0.051), (0.009, 0.052, 0.06)], [0.0016, 0.0022]))
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
