"""What one drinks from and eats off: cups, glasses, plates, cutlery. 0.05 to 0.35 m."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import Mesh, Params, Parts, arc, ball, cylinder, join, lathe, place
from generation.engine.previz.things.outlines import extrude, tile
from generation.engine.previz.things.solids import blob, count, eased, grounded, loft, number, pipe

# What its parts are made of unless the scene says otherwise.
WEARS: Mapping[str, Mapping[str, str]] = {
    "cup": {"body": "ceramic", "drink": "drink"},
    "coffee_cup": {"body": "ceramic", "drink": "drink", "saucer": "ceramic", "spoon": "steel"},
    "tin_cup": {"body": "product", "rim": "dark metal", "drink": "drink"},
    "paper_cup": {"body": "product", "lid": "light", "sleeve": "kraft"},
    "teapot": {"body": "product", "knob": "brass"},
    "bowl": {"body": "product"},
    "plate": {"body": "ceramic"},
    "place_setting": {"plate": "ceramic", "napkin": "product", "cutlery": "steel"},
    "knife": {"blade": "steel", "handle": "dark", "rivets": "brass"},
    "fork": {"body": "steel"},
    "spoon": {"body": "steel"},
    "chopsticks": {"body": "wood", "rest": "ceramic"},
}


def _handle(r: float, y: float, size: float, thick: float) -> Mesh:
    """An ear at the right of a cup of radius r."""
    a = np.radians(np.linspace(-100, 100, 18))
    path = np.c_[r - 0.001 + size * 0.86 * np.clip(np.cos(a), -0.2, 1), y + size * np.sin(a), 0 * a]
    return pipe(path, thick, 12)


def _drink(r: float, y: float) -> Mesh:
    """What is in a cup that one cannot see through: its surface, a little hollow at the rim."""
    return lathe([(r, y + 0.0006), (r - 0.003, y), (0, y)], n=48)


def cup(p: Params) -> Parts:
    """A mug with its handle to the right."""
    r, h = 0.042 * number(p, "stout", 1, 0.6, 1.6), 0.092
    outer = np.vstack([arc(r - 0.009, 0.009, 0.009, -80, 0, 6), [[r, 0.05], [r, h - 0.0015]]])
    lip = arc(r - 0.0015, h - 0.0015, 0.0015, 0, 180, 7)
    inner = [(r - 0.003, h - 0.0015), (r - 0.0035, 0.014), (r - 0.012, 0.007), (0, 0.006)]
    body = lathe([(0, 0.001), (r - 0.012, 0.001), (r - 0.011, 0)], outer, lip, inner, n=72)
    return {"body": join([body, _handle(r, h * 0.5, 0.027, 0.0052)]), "drink": _drink(r - 0.0034, h * 0.86)}


def coffee_cup(_: Params) -> Parts:
    """A cappuccino cup on its saucer, with a spoon."""
    lift = 0.008
    outer = np.array([(0.022, 0.002), (0.024, 0.008), (0.036, 0.025), (0.043, 0.045), (0.0455, 0.06)]) + np.array(
        (0, lift)
    )
    body = lathe(
        [(0, lift), (0.022, lift + 0.002)],
        outer,
        arc(0.0443, 0.06 + lift, 0.0012, 0, 180, 5),
        [(0.0431, 0.06 + lift), (0.04, 0.04 + lift), (0.03, 0.018 + lift), (0, 0.01 + lift)],
        n=64,
    )
    saucer = lathe(
        [(0, 0), (0.035, 0), (0.04, 0.003), (0.072, 0.013)],
        arc(0.0722, 0.0142, 0.0012, -90, 90, 5),
        [(0.072, 0.0155), (0.045, 0.0085), (0.03, 0.007), (0, 0.007)],
        n=72,
    )
    spoon = place(_spoon(0.115), (0.028, 0.0165, 0.042), turn=20)
    return {
        "body": join([body, _handle(0.041, 0.045, 0.015, 0.0035)]),
        "drink": _drink(0.0415, 0.056),
        "saucer": saucer,
        "spoon": spoon,
    }


def tin_cup(_: Params) -> Parts:
    """An enamel mug: straight, thin, with a rolled dark rim."""
    r, h = 0.043, 0.08
    body = lathe(
        [(0, 0), (r - 0.002, 0)],
        arc(r - 0.002, 0.002, 0.002, -90, 0, 4),
        [(r, 0.002), (r, h)],
        [(r - 0.001, h), (r - 0.001, 0.003), (0, 0.003)],
        n=64,
    )
    rim = lathe(arc(r, h, 0.0019, -180, 180, 11), n=64)
    return {
        "body": join([body, _handle(r, h * 0.52, 0.024, 0.0042)]),
        "rim": rim,
        "drink": _drink(r - 0.0012, h * 0.84),
    }


def paper_cup(p: Params) -> Parts:
    """Coffee to go: lid and sleeve."""
    h = 0.115 * number(p, "tall", 1, 0.6, 1.5)
    body = lathe([(0, 0.003), (0.027, 0.003)], [(0.029, 0), (0.0405, h)], n=64)
    lid = lathe(
        [(0.0405, h - 0.006), (0.0425, h - 0.005), (0.0428, h + 0.001), (0.041, h + 0.004)],
        [(0.041, h + 0.004), (0.037, h + 0.012), (0.0355, h + 0.013), (0.034, h + 0.0095)],
        [(0.034, h + 0.0095), (0, h + 0.0095)],
        n=64,
    )
    k = 0.0115 / h
    sleeve = lathe(
        [(0.0295 + k * h * 0.28, h * 0.28), (0.0303 + k * h * 0.3, h * 0.28)],
        [(0.0303 + k * h * 0.28, h * 0.28), (0.0303 + k * h * 0.72, h * 0.72)],
        n=64,
    )
    return {"body": body, "lid": lid, "sleeve": sleeve}


def teapot(_: Params) -> Parts:
    """Round, its spout to the left, its handle to the right."""
    body = lathe(
        [(0, 0), (0.04, 0)],
        eased(((0.041, 0.001), (0.066, 0.025), (0.074, 0.06), (0.06, 0.1), (0.034, 0.117)), 24),
        n=72,
    )
    lid = lathe(eased(((0.0355, 0.117), (0.036, 0.121), (0.022, 0.13), (0.004, 0.134)), 24), n=56)
    spout = pipe(
        [(-0.055, 0.045, 0), (-0.085, 0.06, 0), (-0.1, 0.085, 0), (-0.108, 0.108, 0), (-0.12, 0.118, 0)],
        [0.02, 0.0155, 0.0115, 0.009, 0.0085],
        18,
    )
    a = np.radians(np.linspace(-95, 95, 20))
    handle = pipe(np.c_[0.063 + 0.045 * np.cos(a), 0.065 + 0.036 * np.sin(a), 0 * a], 0.0062, 12)
    return {"body": join([body, lid, spout, handle]), "knob": place(ball(0.009, 20), (0, 0.142, 0))}


def bowl(p: Params) -> Parts:
    r = 0.075 * number(p, "stout", 1, 0.5, 2)
    outer = eased(((r * 0.42, 0.002), (r * 0.5, 0.006), (r * 0.82, 0.028), (r * 0.98, 0.055), (r, 0.066)), 24)
    inner = eased(((0.003, 0.007), (r * 0.45, 0.0085), (r * 0.79, 0.03), (r * 0.945, 0.055), (r - 0.003, 0.066)), 24)
    return {
        "body": lathe(
            [(0, 0.001), (r * 0.4, 0), (r * 0.42, 0.002)],
            outer,
            arc(r - 0.0015, 0.066, 0.0015, 0, 180, 6),
            inner[::-1],
            n=80,
        )
    }


def _dish(r: float) -> Mesh:
    outer = [(0, 0), (r * 0.58, 0), (r * 0.62, 0.004), (r * 0.75, 0.011), (r - 0.001, 0.017)]
    inner = [(r - 0.001, 0.0205), (r * 0.76, 0.0145), (r * 0.66, 0.008), (r * 0.6, 0.006), (0, 0.0055)]
    return lathe(outer, arc(r - 0.0012, 0.0188, 0.0018, -85, 85, 6), inner, n=96)


def plate(p: Params) -> Parts:
    """Plates in a pile, or one."""
    return {"body": join([place(_dish(0.13), (0, 0.0085 * i, 0)) for i in range(count(p, 1, 8))])}


def _spoon(long: float) -> Mesh:
    """Lying along x, its bowl to the left."""
    k = long / 0.18
    s = np.linspace(-np.pi / 2, np.pi / 2, 9)
    rings = []
    for t in s:
        a = np.linspace(0, 2 * np.pi, 20, endpoint=False)
        wide = max(np.cos(t), 0.04)
        up = np.sin(a)
        rings.append(
            np.c_[
                np.full(20, -0.066 + 0.028 * np.sin(t)),
                np.where(up > 0, -0.0042 * wide, -0.0062 * wide) * (1 - np.cos(a) ** 2 * 0.9) + 0.007,
                0.0185 * wide * np.cos(a),
            ]
        )
    stem = pipe(
        [(-0.04, 0.0065, 0), (-0.02, 0.009, 0), (0.04, 0.008, 0), (0.085, 0.005, 0)],
        [0.003, 0.0028, 0.0042, 0.0065],
        12,
        flat=0.35,
    )
    return place(join([loft(rings), stem]), scale=k)


def _fork(long: float) -> Mesh:
    k = long / 0.19
    o = [
        (-0.045, 0.004),
        (-0.055, 0.0125),
        (-0.095, 0.0125),
        (-0.095, 0.0092),
        (-0.062, 0.0088),
        (-0.062, 0.0052),
        (-0.095, 0.0048),
        (-0.095, 0.0016),
        (-0.062, 0.0014),
    ]
    outline = o + [(x, -z) for x, z in o[::-1]]
    head = place(extrude(outline, 0.0016, bevel=0.0006), tilt=-90)
    bend = head.v.copy()
    bend[:, 1] += 0.004 + 0.008 * np.sin((-bend[:, 0] - 0.045) / 0.05 * 2.6)
    head = Mesh(bend, head.f, head.n, head.uv)
    stem = pipe(
        [(-0.047, 0.004, 0), (-0.03, 0.0075, 0), (0.04, 0.008, 0), (0.092, 0.005, 0)],
        [0.0036, 0.0028, 0.0042, 0.0065],
        12,
        flat=0.35,
    )
    return place(join([head, stem]), scale=k)


def _knife(long: float) -> tuple[Mesh, Mesh]:
    k = long / 0.22
    blade = extrude(
        [(-0.11, 0.004), (-0.104, -0.004), (-0.085, -0.0085), (0.0, -0.009), (0.002, 0.004), (-0.09, 0.0075)],
        0.0014,
        bevel=0.0005,
    )
    stem = pipe([(0.0, -0.001, 0), (0.03, -0.001, 0), (0.105, -0.001, 0)], [0.0048, 0.0055, 0.0075], 12)
    return place(blade, scale=k), place(stem, scale=(k, k, k * 0.5))


def spoon(_: Params) -> Parts:
    return grounded({"body": _spoon(0.19)})


def fork(_: Params) -> Parts:
    return grounded({"body": _fork(0.2)})


def knife(_: Params) -> Parts:
    """A cook's knife, lying with its point to the left; the blade is turned a little to the light."""
    blade = extrude(
        [
            (-0.2, -0.012),
            (-0.185, -0.022),
            (-0.1, -0.026),
            (0.0, -0.026),
            (0.002, 0.016),
            (-0.06, 0.017),
            (-0.14, 0.008),
        ],
        0.0022,
        bevel=0.0009,
    )
    handle = extrude(
        [
            (0.0, -0.004),
            (0.0, 0.016),
            (0.06, 0.014),
            (0.1, 0.017),
            (0.118, 0.012),
            (0.118, -0.008),
            (0.105, -0.013),
            (0.07, -0.004),
            (0.03, -0.006),
        ],
        0.019,
        bevel=0.006,
    )
    pins = [
        place(cylinder(0.0032, 0.0205, bevel=0.0005, n=16), (x, 0.005, -0.01025), tilt=90)
        for x in (0.025, 0.055, 0.088)
    ]
    parts = {"blade": blade, "handle": handle, "rivets": join(pins)}
    return grounded({k: place(m, tilt=-72) for k, m in parts.items()})


def place_setting(_: Params) -> Parts:
    """A plate between fork and knife on a folded napkin."""
    napkin = place(tile(0.11, 0.004, 0.22, 0.004, 0.0015), (-0.2, 0, 0))
    blade, stem = _knife(0.22)
    fork_ = place(_fork(0.2), (-0.2, 0.0055, 0), turn=-90)
    knife_ = place(join([blade, stem]), (0.175, 0.006, 0), tilt=-90, turn=-90)
    spoon_ = place(_spoon(0.19), (0.21, 0.001, 0), turn=-90)
    small = place(_dish(0.1), (0, 0.009, 0))
    return grounded({"plate": join([_dish(0.145), small]), "napkin": napkin, "cutlery": join([fork_, knife_, spoon_])})


def chopsticks(_: Params) -> Parts:
    """A pair on a rest."""
    sticks = [
        place(pipe([(-0.115, 0.016, 0), (0.115, 0.0042, 0)], [0.0022, 0.0042], 12), (0, 0, z), turn=t)
        for z, t in ((-0.006, 2), (0.008, -1))
    ]
    return grounded({"body": join(sticks), "rest": place(blob(0.018, 0.026, 0.05, flat=2, across=3), (-0.075, 0.0, 0))})
