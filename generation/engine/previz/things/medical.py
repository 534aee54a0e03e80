"""Medicine and the laboratory. 0.01 to 0.6 m."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import Mesh, Params, Parts, ball, cylinder, join, lathe, place, stand_box
from generation.engine.previz.things.outlines import plate, tile
from generation.engine.previz.things.solids import blob, eased, grounded, loft, number, pipe, torus, vessel, wrap

# What its parts are made of unless the scene says otherwise.
WEARS: Mapping[str, Mapping[str, str]] = {
    "stethoscope": {"tube": "product", "metal": "steel", "tips": "dark"},
    "pill_bottle": {"body": "product", "cap": "light", "label": "product label"},
    "capsules": {"one": "product", "other": "light"},
    "first_aid": {"body": "product", "cross": "light", "handle": "light", "clasps": "steel"},
    "thermometer": {"body": "light", "screen": "solder", "tip": "steel", "button": "product"},
    "microscope": {"body": "white goods", "metal": "steel", "dark": "dark", "accent": "product"},
    "conical_flask": {"glass": "clear glass", "drink": "product"},
    "round_flask": {"glass": "clear glass", "drink": "product", "ring": "cork"},
    "tubes_in_rack": {"glass": "clear glass", "one": "product", "two": "accent", "three": "tea", "rack": "wood"},
    "dna": {"strands": "product", "pairs": "light", "others": "accent"},
    "molecule": {"centre": "product", "atoms": "light", "bonds": "steel"},
    "petri_dish": {"glass": "clear glass", "gel": "pale fur", "spots": "product"},
    "tooth": {"body": "white goods"},
    "plasters": {"strip": "pale fur", "pad": "light"},
}


def stethoscope(_: Params) -> Parts:
    """Laid in a curl on the table."""
    r = 0.006
    tube = eased(
        [
            (0.16, r, 0.1),
            (0.1, r, 0.13),
            (-0.02, r, 0.12),
            (-0.11, r, 0.06),
            (-0.1, r, -0.03),
            (-0.02, r, -0.05),
            (0.01, r, -0.1),
            (0.0, r, -0.15),
        ],
        60,
    )
    tube[:, 1] = r
    arms, tips = [], []
    for s in (-1, 1):
        arms.append(
            pipe(
                eased(
                    [(0.0, r, -0.15), (s * 0.03, r, -0.19), (s * 0.06, r + 0.004, -0.26), (s * 0.03, r + 0.012, -0.31)],
                    18,
                ),
                0.0036,
                10,
            )
        )
        tips.append(place(blob(0.014, 0.014, 0.017, n=16), (s * 0.027, r + 0.012, -0.315)))
    chest = [
        place(cylinder(0.022, 0.009, bevel=0.003, n=40), (0.178, 0, 0.088)),
        place(cylinder(0.013, 0.016, bevel=0.003, n=32), (0.178, 0.006, 0.088)),
        place(torus(0.0225, 0.0022, 40, 8), (0.178, 0.003, 0.088)),
    ]
    return grounded({"tube": pipe(tube, r, 14), "metal": join([*arms, *chest]), "tips": join(tips)})


def pill_bottle(_: Params) -> Parts:
    body = lathe(
        [(0, 0), (0.023, 0)],
        [(0.025, 0.003), (0.026, 0.02), (0.026, 0.058)],
        [(0.026, 0.058), (0.022, 0.066), (0.02, 0.072)],
        n=64,
    )
    a = np.linspace(0, 2 * np.pi, 120, endpoint=False)
    grip = 0.0235 + 0.0004 * np.cos(40 * a)
    cap = loft(
        [
            np.c_[grip * k * np.cos(a), np.full(120, y), grip * k * np.sin(a)]
            for y, k in ((0.068, 0.97), (0.07, 1), (0.088, 1), (0.091, 0.95))
        ]
    )
    return {"body": body, "cap": cap, "label": wrap([(0.0263, 0.014), (0.0263, 0.053)], 170)}


def capsules(_: Params) -> Parts:
    """A few two-coloured capsules."""
    one = pipe([(-0.0075, 0, 0), (0.0, 0, 0)], 0.0042, 18)
    two = pipe([(0.0, 0, 0), (0.0075, 0, 0)], 0.0039, 18)
    out: dict[str, list[Mesh]] = {"one": [], "other": []}
    for at, turn, roll in (
        ((-0.016, 0.0042, 0.004), 30.0, 0.0),
        ((0.012, 0.0042, 0.012), -20.0, 0.0),
        ((0.004, 0.0042, -0.012), 80.0, 0.0),
        ((-0.002, 0.0118, 0.003), -5.0, 6.0),
        ((0.028, 0.0042, -0.006), 60.0, 0.0),
    ):
        for name, m in (("one", one), ("other", two)):
            out[name].append(place(m, at, turn=turn, roll=roll))
    return grounded({k: join(v) for k, v in out.items()})


def first_aid(_: Params) -> Parts:
    """A case with a cross."""
    body = [place(plate(0.28, 0.2, 0.042, 0.024, 0.008), (0, 0.1, z)) for z in (-0.0215, 0.0215)]
    cross = [place(plate(w, h, 0.006, 0.004, 0.002), (0, 0.1, 0.0435)) for w, h in ((0.1, 0.034), (0.034, 0.1))]
    handle = pipe([(-0.045, 0.197, 0), (-0.042, 0.225, 0), (0.042, 0.225, 0), (0.045, 0.197, 0)], 0.0072, 12)
    clasps = [place(plate(0.028, 0.02, 0.022, 0.004, 0.002), (x, 0.198, 0)) for x in (-0.095, 0.095)]
    return grounded({"body": join(body), "cross": join(cross), "handle": handle, "clasps": join(clasps)})


def thermometer(_: Params) -> Parts:
    body = pipe([(-0.04, 0.007, 0), (0.03, 0.007, 0), (0.055, 0.0065, 0)], [0.0075, 0.0085, 0.0065], 20, flat=0.75)
    probe = pipe([(-0.045, 0.007, 0), (-0.07, 0.006, 0)], [0.0045, 0.0022], 14)
    screen = place(tile(0.026, 0.002, 0.008, 0.002, 0.0005), (0.012, 0.0119, 0))
    button = place(cylinder(0.004, 0.003, bevel=0.001, n=20), (0.042, 0.0105, 0))
    return grounded(
        {
            k: place(m, tilt=28, turn=-14)
            for k, m in {"body": body, "screen": screen, "tip": probe, "button": button}.items()
        }
    )


def microscope(_: Params) -> Parts:
    """A bench microscope, its stage to the front left. 0.36 m."""
    base = [place(tile(0.17, 0.03, 0.22, 0.03, 0.01), (0, 0, 0.0))]
    limb = eased([(0, 0.02, -0.08), (0, 0.12, -0.1), (0, 0.22, -0.085), (0, 0.27, -0.03), (0, 0.275, 0.0)], 26)
    arm = pipe(limb, np.linspace(0.032, 0.024, 26), 20)
    stage_ = [
        stand_box(0.125, 0.012, 0.12, (0, 0.125, 0.02), bevel=0.003),
        stand_box(0.05, 0.03, 0.06, (0, 0.1, -0.05), bevel=0.006),
    ]
    slide = stand_box(0.07, 0.002, 0.024, (0, 0.1372, 0.03), bevel=0.0005)
    turret = place(
        lathe([(0, 0), (0.026, 0), (0.03, 0.012), (0.024, 0.024), (0, 0.026)], n=40), (0, 0.232, 0.025), tilt=12
    )
    lenses = [
        place(
            lathe([(0, 0), (0.006, 0), (0.0085, 0.008), (0.0095, 0.045), (0, 0.047)], n=28), (x, y, z), tilt=t, roll=r
        )
        for x, y, z, t, r in ((0, 0.19, 0.03, 0, 0), (0.028, 0.204, 0.022, 0, 28), (-0.028, 0.204, 0.022, 0, -28))
    ]
    tube = place(cylinder(0.02, 0.1, bevel=0.004, n=36), (0, 0.27, -0.01), tilt=28)
    head = place(blob(0.08, 0.07, 0.09, flat=3.5, across=3, n=28), (0, 0.275, 0.005))
    eyes = [
        place(
            lathe(
                [(0, 0), (0.0125, 0), (0.0125, 0.035), (0.0155, 0.04), (0.0155, 0.056), (0.011, 0.058), (0, 0.05)], n=32
            ),
            (s * 0.019, 0.325, 0.03),
            tilt=34,
        )
        for s in (-1, 1)
    ]
    knobs = [
        place(cylinder(r, w, bevel=0.003, n=36), (s * 0.022, 0.075, -0.085), roll=-90 * s)
        for s in (-1, 1)
        for r, w in ((0.024, 0.022), (0.014, 0.034))
    ]
    lamp = place(cylinder(0.022, 0.022, bevel=0.005, n=36), (0, 0.028, 0.035))
    return grounded(
        {
            "body": join([*base, arm, head]),
            "metal": join([*lenses, slide, lamp]),
            "dark": join([*stage_, *eyes, turret]),
            "accent": join([*knobs, tube]),
        }
    )


def conical_flask(p: Params) -> Parts:
    """A conical flask, half full."""
    outer = np.vstack(
        [
            [(0.04, 0.0), (0.0435, 0.002), (0.0445, 0.008)],
            eased([(0.0445, 0.008), (0.032, 0.05), (0.0185, 0.098), (0.0135, 0.112), (0.0135, 0.135)], 20)[1:],
            [(0.0165, 0.14)],
        ]
    )
    glass, drink = vessel(outer, 0.0014, 0.003, 0.055 * number(p, "full", 1, 0.3, 1.6))
    return {"glass": glass, "drink": drink}


def round_flask(_: Params) -> Parts:
    """A round-bottomed flask on a cork ring."""
    t = np.linspace(-1.45, 1.2, 26)
    outer = np.vstack(
        [np.c_[0.045 * np.cos(t), 0.052 + 0.045 * np.sin(t)], [(0.0135, 0.1), (0.0132, 0.14), (0.016, 0.144)]]
    )
    glass, drink = vessel(outer, 0.0014, 0.0085, 0.05)
    return grounded({"glass": glass, "drink": drink, "ring": place(torus(0.034, 0.0105, 48, 14), (0, 0.0105, 0))})


def tubes_in_rack(_: Params) -> Parts:
    """Five tubes in a rack, filled to different heights."""
    t = np.linspace(-np.pi / 2 + 0.1, 0, 8)
    outer = np.vstack(
        [np.c_[0.0085 * np.cos(t), 0.0085 + 0.0085 * np.sin(t)], [(0.0085, 0.06), (0.0085, 0.13), (0.0098, 0.1315)]]
    )
    out: dict[str, list[Mesh]] = {"glass": [], "one": [], "two": [], "three": []}
    for i, (name, level) in enumerate((("one", 0.08), ("two", 0.06), ("three", 0.095), ("one", 0.05), ("two", 0.085))):
        glass, drink = vessel(outer, 0.0009, 0.0015, level, n=32)
        at = ((i - 2) * 0.03, 0.012, 0)
        out["glass"].append(place(glass, at))
        out[name].append(place(drink, at))
    rack = [
        stand_box(0.17, 0.011, 0.05, bevel=0.003),
        *[stand_box(0.01, 0.11, 0.05, (s * 0.08, 0, 0), bevel=0.003) for s in (-1, 1)],
    ]
    for z in (-0.0165, 0.0165):
        rack.append(stand_box(0.15, 0.008, 0.014, (0, 0.092, z), bevel=0.002))
    rack += [
        stand_box(0.01, 0.008, 0.019, (x, 0.092, 0), bevel=0.001) for x in (-0.07, -0.045, -0.015, 0.015, 0.045, 0.07)
    ]
    return {**{k: join(v) for k, v in out.items()}, "rack": join(rack)}


def dna(_: Params) -> Parts:
    """A double helix, two turns and a half, upright. 0.5 m."""
    t = np.linspace(0, 5 * np.pi, 90)
    y = 0.012 + 0.476 * t / t[-1]
    strands = [pipe(np.c_[0.075 * np.cos(t + s), y, 0.075 * np.sin(t + s)], 0.0115, 14) for s in (0, np.pi)]
    pairs, others = list[Mesh](), list[Mesh]()
    for i, (q, h) in enumerate(zip(t[3::5], y[3::5], strict=True)):
        a, b = np.array((0.07 * np.cos(q), h, 0.07 * np.sin(q))), np.array((-0.07 * np.cos(q), h, -0.07 * np.sin(q)))
        (pairs if i % 2 else others).append(pipe([a, (a + b) / 2], 0.0065, 10))
        (others if i % 2 else pairs).append(pipe([(a + b) / 2, b], 0.0065, 10))
    return grounded(
        {
            k: place(m, roll=-8)
            for k, m in {"strands": join(strands), "pairs": join(pairs), "others": join(others)}.items()
        }
    )


def molecule(_: Params) -> Parts:
    """Balls on sticks."""
    core = [(0.0, 0.0, 0.0), (0.075, 0.03, 0.02), (-0.06, 0.045, -0.02)]
    rim = [
        (0.0, -0.07, 0.025),
        (0.12, -0.02, 0.045),
        (0.095, 0.095, -0.01),
        (-0.065, 0.115, 0.01),
        (-0.12, 0.01, 0.015),
    ]
    bonds = [(0, 1), (0, 2), (0, 3), (1, 4), (1, 5), (2, 6), (2, 7)]
    spots = [*core, *rim]
    centre = [place(ball(0.027, 28), s) for s in core]
    atoms = [place(ball(0.0185, 24), s) for s in rim]
    sticks = [pipe([spots[a], spots[b]], 0.0065, 12) for a, b in bonds]
    return grounded({"centre": join(centre), "atoms": join(atoms), "bonds": join(sticks)})


def petri_dish(_: Params) -> Parts:
    glass = lathe(
        [(0, 0), (0.044, 0)],
        [(0.045, 0.001), (0.045, 0.014)],
        [(0.045, 0.014), (0.0437, 0.014)],
        [(0.0437, 0.014), (0.0437, 0.0016), (0, 0.0016)],
        n=64,
    )
    gel = place(cylinder(0.0434, 0.004, bevel=0.0008, n=56), (0, 0.0018, 0))
    rng = np.random.default_rng(5)
    spots = []
    for _i in range(13):
        r, t, k = 0.034 * np.sqrt(rng.random()), rng.uniform(0, 6.28), rng.uniform(0.004, 0.009)
        spots.append(place(blob(k, 0.0024, k, n=14), (r * np.cos(t), 0.0062, r * np.sin(t))))
    return {"glass": glass, "gel": gel, "spots": join(spots)}


def tooth(_: Params) -> Parts:
    """A molar on its roots, as a model. 0.12 m."""
    crown = place(blob(0.085, 0.062, 0.072, flat=3, across=3, n=36), (0, 0.085, 0))
    cusps = [place(ball(0.0195, 22), (sx * 0.021, 0.108, sz * 0.017)) for sx in (-1, 1) for sz in (-1, 1)]
    roots = [
        pipe(
            eased([(s * 0.02, 0.08, z), (s * 0.026, 0.045, z), (s * 0.019, 0.004, z * 0.8)], 12),
            np.linspace(0.022, 0.0065, 12),
            18,
        )
        for s in (-1, 1)
        for z in (-0.012, 0.012)
    ]
    return grounded({"body": join([crown, *cusps, *roots])})


def plasters(_: Params) -> Parts:
    """Two sticking plasters, crossed, leaning back."""
    strips, pads = [], []
    for i, roll in enumerate((38.0, -38.0)):
        strips.append(place(plate(0.076, 0.02, 0.0012, 0.0098, 0.0004), (0, 0, 0.0014 * i), roll=roll))
        pads.append(place(plate(0.026, 0.0185, 0.0014, 0.002, 0.0004), (0, 0, 0.0004 + 0.0014 * i), roll=roll))
    return grounded({k: place(m, tilt=-20) for k, m in {"strip": join(strips), "pad": join(pads)}.items()})
