"""Glasses, watches and jewellery. 0.02 to 0.25 m."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import Mesh, Params, Parts, arc, ball, box, cylinder, join, lathe, place
from generation.engine.previz.things.outlines import extrude, oval, rounded
from generation.engine.previz.things.solids import eased, grounded, loft, pipe, torus

# What its parts are made of unless the scene says otherwise.
WEARS: Mapping[str, Mapping[str, str]] = {
    "glasses": {"frame": "product", "lenses": "clear", "hinges": "gold"},
    "sunglasses": {"frame": "product", "lenses": "tinted lens", "hinges": "gold"},
    "watch": {"case": "steel", "dial": "light", "hands": "dark", "strap": "leather", "crown": "steel"},
    "finger_ring": {"band": "gold", "setting": "gold", "stone": "gem"},
    "necklace": {"chain": "gold", "pendant": "gem", "bust": "product"},
    "earrings": {"hoops": "gold", "pearls": "pearl", "stand": "product"},
}


def _frame(shade: bool) -> Parts:
    rims, panes, hinges = [], [], []
    w, h = (0.056, 0.045) if shade else (0.05, 0.042)
    for s in (-1, 1):
        edge = oval(w, h, 40, 2.7)
        edge[:, 1] += 0.0025 * edge[:, 0] * s / (w / 2)
        ring = np.c_[edge[:, 0] + s * 0.0335, edge[:, 1] + 0.024, -0.12 * (edge[:, 0] * s + 0.02) ** 2 * 10]
        rims.append(pipe(ring, 0.0024 if shade else 0.0019, 8, closed=True))
        panes.append(place(extrude(edge * 0.96, 0.0016, bevel=0.0004), (s * 0.0335, 0.024, -0.0006), turn=s * 3))
        rims.append(
            pipe(
                eased(
                    [
                        (s * 0.059, 0.034, -0.002),
                        (s * 0.067, 0.034, -0.012),
                        (s * 0.069, 0.034, -0.08),
                        (s * 0.067, 0.028, -0.115),
                        (s * 0.066, 0.01, -0.135),
                    ],
                    20,
                ),
                0.0024 if shade else 0.0019,
                8,
            )
        )
        hinges.append(place(box(0.003, 0.005, 0.006, bevel=0.001), (s * 0.0645, 0.034, -0.0075)))
    rims.append(pipe(eased([(-0.0105, 0.029, -0.002), (0, 0.033, 0.001), (0.0105, 0.029, -0.002)], 9), 0.0024, 8))
    return grounded({"frame": join(rims), "lenses": join(panes), "hinges": join(hinges)})


def glasses(_: Params) -> Parts:
    """Spectacles, arms open."""
    return _frame(False)


def sunglasses(_: Params) -> Parts:
    return _frame(True)


def watch(_: Params) -> Parts:
    """A round watch on its closed strap, ten past ten, standing."""
    a = np.radians(np.linspace(115, 425, 44))
    loop = []
    for t in a:
        o = rounded(0.02, 0.003, 0.0014, 3)
        out = np.array((0, np.sin(t), np.cos(t)))
        loop.append(
            np.array((0, 0.0285 * np.sin(t), 0.0295 * np.cos(t)))
            + np.c_[o[:, 0], np.zeros((len(o), 2))]
            + o[:, 1:2] * out
        )
    ring = lathe(
        [(0, -0.005), (0.017, -0.005)],
        [(0.0185, -0.004), (0.02, 0), (0.02, 0.002)],
        arc(0.0185, 0.002, 0.0015, 0, 110, 6),
        [(0.0178, 0.003), (0.0172, 0.0018)],
        n=64,
    )
    dial = lathe([(0.0174, 0.0019), (0, 0.0019)], n=56)
    marks = [
        place(
            box(0.0008, 0.0005, 0.0022 if i % 3 else 0.0036, bevel=0.0001, k=2),
            (0.0146 * np.sin(i * np.pi / 6), 0.0022, 0.0146 * np.cos(i * np.pi / 6)),
            turn=30.0 * i,
        )
        for i in range(12)
    ]
    hands = [
        place(place(box(wide, 0.0004, long, bevel=0.0001, k=2), (0, 0, -long / 2 + 0.001)), (0, 0.0028, 0), turn=t)
        for wide, long, t in ((0.0013, 0.009, 60.0), (0.0009, 0.0135, -62.0), (0.0004, 0.014, 170.0))
    ]
    crown = place(cylinder(0.0025, 0.004, bevel=0.0006, n=24), (0.0195, 0, 0), roll=-90)

    def up(m: Mesh) -> Mesh:
        return place(place(place(m, tilt=90), (0, 0, 0.0295)), tilt=-34)

    return grounded(
        {
            "case": up(ring),
            "dial": up(dial),
            "hands": up(join([*marks, *hands])),
            "strap": place(loft(loop), tilt=-34),
            "crown": up(crown),
        }
    )


def finger_ring(_: Params) -> Parts:
    """A solitaire, standing."""
    band = place(torus(0.0095, 0.0011, 64, 12), tilt=90)
    table = 0.0022
    stone = lathe(
        [(0, -0.0036), (0.0034, -0.0004)],
        [(0.0034, -0.0004), (0.0034, 0.0001)],
        [(0.0034, 0.0001), (table, 0.0013)],
        [(table, 0.0013), (0, 0.0013)],
        n=10,
    )
    claws = [
        pipe(
            [
                (0.0008 * np.cos(t), 0.0088, 0.0008 * np.sin(t)),
                (0.0032 * np.cos(t), 0.0125, 0.0032 * np.sin(t)),
                (0.0034 * np.cos(t), 0.0142, 0.0034 * np.sin(t)),
            ],
            0.0004,
            6,
        )
        for t in np.arange(4) * np.pi / 2 + 0.78
    ]
    return grounded({"band": band, "setting": join(claws), "stone": place(stone, (0, 0.0136, 0))})


def necklace(_: Params) -> Parts:
    """A pendant on a jeweller's bust."""
    a = np.linspace(0, 2 * np.pi, 48, endpoint=False)
    rings = [
        np.c_[w * np.cos(a), np.full(48, y), d * np.sin(a) + z]
        for y, w, d, z in (
            (0, 0.095, 0.05, 0),
            (0.03, 0.1, 0.052, 0),
            (0.1, 0.098, 0.045, -0.004),
            (0.135, 0.07, 0.036, -0.012),
            (0.15, 0.04, 0.032, -0.016),
            (0.17, 0.034, 0.03, -0.018),
            (0.215, 0.034, 0.03, -0.02),
            (0.222, 0.028, 0.024, -0.02),
        )
    ]
    t = np.linspace(-1, 1, 56)
    x = 0.052 * np.sin(t * 1.5)
    y = 0.155 - 0.082 * np.cos(t * 1.5) ** 1.2
    w, d, z = (
        np.interp(y, [0.03, 0.1, 0.135, 0.15, 0.17], v)
        for v in (
            [0.1, 0.098, 0.07, 0.04, 0.034],
            [0.052, 0.045, 0.036, 0.032, 0.03],
            [0, -0.004, -0.012, -0.016, -0.018],
        )
    )
    deep = z + d * np.sqrt(np.clip(1 - (x / w) ** 2, 0, 1)) + 0.0016
    beads = [place(_BEAD, (float(i), float(j), float(k))) for i, j, k in zip(x, y, deep, strict=True)]
    stone = place(
        extrude([(0, -0.014), (0.0085, 0.0), (0.0045, 0.008), (-0.0045, 0.008), (-0.0085, 0.0)], 0.007, bevel=0.003),
        (0, 0.0585, 0.0525),
        tilt=-6,
    )
    return {
        "chain": join([*beads, place(torus(0.003, 0.0008, 20, 8), (0, 0.0705, 0.0515), tilt=90)]),
        "pendant": stone,
        "bust": loft(rings),
    }


_BEAD = ball(0.0019, 10)


def earrings(_: Params) -> Parts:
    """A pair of hoops with pearls on a small stand."""
    hoops, pearls = [], []
    for s in (-1, 1):
        hoops += [
            place(torus(0.0115, 0.001, 48, 10), (s * 0.022, 0.0575, 0.004), tilt=90, turn=s * 20.0),
            pipe([(s * 0.022, 0.069, 0.004), (s * 0.022, 0.074, 0.0)], 0.0006, 6),
        ]
        pearls.append(place(ball(0.0046, 24), (s * 0.022, 0.0425, 0.004)))
    stand = [
        pipe([(-0.03, 0.0755, 0), (0.03, 0.0755, 0)], 0.0026, 14),
        pipe([(0, 0.0, 0), (0, 0.0755, 0)], 0.0026, 14),
        cylinder(0.026, 0.006, bevel=0.002),
    ]
    return grounded({"hoops": join(hoops), "pearls": join(pearls), "stand": join(stand)})
