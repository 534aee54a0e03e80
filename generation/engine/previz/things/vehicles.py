"""Cars, vans and pickups."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from generation.engine.previz.things.mesh import Mesh, Params, Parts, box, cylinder, join, lathe, place
from generation.engine.previz.things.outlines import section
from generation.engine.previz.things.shells import mirrored, rod, rods, slab_at, slabs, swarm
from generation.engine.previz.things.solids import blob, loft, without

Floats = NDArray[np.float64]

_CAR = {
    "body": "product", "glass": "pane dark", "wheels": "tire", "rims": "chrome", "trim": "dark", "lamps": "headlamp",
    "tails": "tail lamp",
}  # fmt: skip
WEARS: Mapping[str, Mapping[str, str]] = {
    "car": _CAR,
    "van": _CAR,
    "pickup": _CAR,
    "taxi": {**_CAR, "body": "enamel yellow", "sign": "headlamp"},
}


# length, width, height, belt, axle from the middle, wheel radius, bonnet, windscreen foot, roof front, roof rear, rear
# window foot, tail height, ground clearance
_FORMS: Mapping[str, tuple[float, ...]] = {
    "sedan": (4.7, 1.84, 1.45, 0.93, 1.42, 0.335, 0.78, 1.02, 0.3, -0.75, -1.62, 0.98, 0.2),
    "hatch": (4.1, 1.8, 1.48, 0.94, 1.28, 0.33, 0.8, 0.98, 0.32, -1.3, -1.92, 0.96, 0.2),
    "suv": (4.7, 1.94, 1.72, 1.1, 1.42, 0.39, 0.99, 1.05, 0.42, -1.75, -2.2, 1.1, 0.28),
    "estate": (4.8, 1.84, 1.48, 0.93, 1.44, 0.335, 0.78, 1.05, 0.35, -1.75, -2.25, 0.96, 0.2),
    "sports": (4.5, 1.94, 1.24, 0.82, 1.33, 0.35, 0.64, 0.95, 0.12, -0.5, -1.95, 0.88, 0.15),
    "van": (5.2, 2.0, 2.3, 1.2, 1.65, 0.36, 1.1, 1.95, 1.3, -2.5, -2.56, 1.3, 0.25),
    "pickup": (5.3, 1.94, 1.8, 1.12, 1.62, 0.4, 1.04, 1.12, 0.5, -0.42, -0.62, 1.12, 0.34),
}


def _wheel(r: float, wide: float, spokes: int = 10) -> tuple[Mesh, Mesh]:
    """Tyre and rim, axle along x."""
    t = wide / 2
    tyre = lathe(
        [
            (r * 0.66, -t * 0.92),
            (r * 0.9, -t),
            (r * 0.98, -t * 0.75),
            (r, -t * 0.3),
            (r, t * 0.3),
            (r * 0.98, t * 0.75),
            (r * 0.9, t),
            (r * 0.66, t * 0.92),
        ],
        n=40,
    )
    rim = [
        lathe(
            [(r * 0.69, -t * 0.9), (r * 0.69, t * 0.9)], [(r * 0.69, t * 0.9), (r * 0.6, t * 0.8), (r * 0.58, 0)], n=40
        )
    ]
    a = 2 * np.pi * np.arange(spokes) / spokes
    for y in (t * 0.72, -t * 0.72):
        rim.append(
            rods(
                np.c_[0.1 * r * np.cos(a), 0 * a + y, 0.1 * r * np.sin(a)],
                np.c_[0.62 * r * np.cos(a), 0 * a + y * 0.8, 0.62 * r * np.sin(a)],
                0.05 * r,
                0.035 * r,
                6,
            )
        )
    rim.append(place(cylinder(0.16 * r, 1.6 * t, bevel=0.01, n=20), (0, -0.8 * t, 0)))
    return place(tyre, roll=90), place(join(rim), roll=90)


def car(p: Params) -> Parts:
    """A car, nose to +z. `form`: sedan, hatch, suv, estate, sports, van, pickup."""
    name = p.get("form", "sedan")
    length, width, high, belt, axle, r, bonnet, za, zb, zc, zd, tail, clear = _FORMS.get(
        name if isinstance(name, str) else "", _FORMS["sedan"]
    )
    nose, rear = length / 2, -length / 2
    bed = name == "pickup"
    z: Floats = np.r_[
        rear, rear + 0.03, rear + 0.12, np.linspace(rear + 0.3, nose - 0.4, 26), nose - 0.2, nose - 0.08, nose
    ]
    top = np.interp(
        z,
        [rear, rear + 0.1, rear + 0.35, zd, za, nose - 0.35, nose - 0.1, nose],
        [tail - 0.2, tail - 0.03, tail, belt + 0.01, belt, bonnet, bonnet - 0.09, bonnet - 0.24],
    )
    low = np.interp(z, [rear, rear + 0.3, nose - 0.3, nose], [clear + 0.2, clear, clear, clear + 0.12])
    wide = (
        width
        / 2
        * np.interp(
            z,
            [rear, rear + 0.12, rear + 0.6, 0, nose - 0.8, nose - 0.2, nose],
            [0.84, 0.91, 0.985, 1, 0.985, 0.9, 0.78],
        )
    )
    body = [
        loft([np.c_[section(w, a, b, 4.2, 0.07), np.full(36, s)] for w, a, b, s in zip(wide, low, top, z, strict=True)])
    ]
    zs: Floats = np.r_[zd, np.linspace(zd, zc, 6)[1:], np.linspace(zc, zb, 8)[1:], np.linspace(zb, za, 8)[1:]]
    roof = np.interp(zs, [zd, zc, (zb + zc) / 2, zb, za], [belt + 0.03, high - 0.05, high, high - 0.03, belt + 0.03])
    shoulder = width / 2 * 0.955
    lean = 0.24 * (roof - belt) / 0.5 * (0.5 if name in ("van", "suv") else 1.0) + 0.02
    glass = loft(
        [np.c_[section(shoulder, belt - 0.15, y, 5, k), np.full(36, s)] for s, y, k in zip(zs, roof, lean, strict=True)]
    )
    inside = (zs >= zc - 0.01) & (zs <= zb + 0.01)
    ring_w = shoulder * (1 - lean) * 0.985
    skin = [(s, y, w) for s, y, w in zip(zs[inside], roof[inside], ring_w[inside], strict=True)]
    skin = [
        (skin[0][0] - 0.1, skin[0][1] - 0.035, skin[0][2]),
        *skin,
        (skin[-1][0] + 0.1, skin[-1][1] - 0.04, skin[-1][2]),
    ]
    body.append(loft([np.c_[section(w + 0.014, y - 0.06, y + 0.014, 4, 0.12), np.full(36, s)] for s, y, w in skin]))

    def pillar(foot: float, head: float, thick: float) -> Mesh:
        y, k = np.interp(head, zs, roof), np.interp(head, zs, lean)
        return rod(
            (shoulder * 0.985, belt - 0.02, foot), (shoulder * (1 - k) * 0.985, y - 0.03, head), thick, thick * 0.9, 10
        )

    posts = [
        pillar(za - 0.06, zb, 0.035),
        pillar((zb + zc) / 2 + 0.02, (zb + zc) / 2, 0.032),
        pillar(zd + 0.08, zc + 0.02, 0.05),
    ]
    if name in ("suv", "estate", "hatch", "van"):
        posts.append(pillar(zc + 0.55, zc + 0.5, 0.045))
    if name == "van":  # no windows behind the doors
        k = np.interp(0.0, zs, lean)
        panel = loft(
            [
                np.c_[section(shoulder + 0.012, belt - 0.2, y + 0.004, 5, k), np.full(36, s)]
                for s, y in ((0.45, high - 0.002), (-1.0, high), (zc, high - 0.04))
            ]
        )
        body.append(panel)
    body.append(mirrored(join(posts)))
    body.append(mirrored(place(blob(0.2, 0.13, 0.1, flat=3), (width / 2 + 0.06, belt + 0.06, za - 0.28))))
    if bed:
        side = width / 2 - 0.06
        body.append(
            mirrored(slab_at(0.08, 0.12, -rear + zd - 0.1, side - 0.01, belt - 0.06, (rear + zd) / 2 - 0.02, 0.03))
        )
    trim = [mirrored(slab_at(0.03, 0.09, 2 * axle - 2 * r - 0.14, width / 2 - 0.035, clear + 0.02, 0, 0.012))]
    trim += [
        slab_at(width * 0.62, 0.15, 0.05, 0, clear + 0.2, nose - 0.035, 0.02),
        slab_at(width * 0.66, 0.12, 0.05, 0, clear + 0.16, rear + 0.03, 0.02),
    ]
    doors = [za - 0.22, (zb + zc) / 2] + ([] if name in ("sports", "pickup", "van") else [zc - 0.12])
    if bed:
        trim.append(slab_at(width - 0.24, 0.02, -rear + zd - 0.3, 0, belt + 0.012, (rear + zd) / 2, 0.005))
    trim.append(
        mirrored(slabs([(0.012, belt - clear - 0.22, 0.014, width / 2 - 0.006, clear + 0.14, d) for d in doors], 0.003))
    )
    trim.append(mirrored(slabs([(0.03, 0.03, 0.16, width / 2 - 0.005, belt - 0.14, d + 0.2) for d in doors[1:]], 0.01)))
    arch = without(place(cylinder(r * 1.17, 0.24, bevel=0.05, n=40), roll=-90), lambda v: v[:, 1] < -0.35 * r)
    trim.append(swarm(arch, [(s * (width / 2 - 0.12) - 0.12, r, t * axle) for s in (-1, 1) for t in (-1, 1)]))
    tyre, rim = _wheel(r, 0.23)
    spots = [(s * (width / 2 - 0.1), r, t * axle) for s in (-1, 1) for t in (-1, 1)]
    w_nose = width / 2 * 0.82
    lamps = mirrored(place(blob(0.36, 0.1, 0.2, flat=3, across=3), (w_nose - 0.2, bonnet - 0.17, nose - 0.1), turn=16))
    tails = mirrored(place(blob(0.32, 0.11, 0.1, flat=4, across=4), (w_nose - 0.12, tail - 0.14, rear + 0.06)))
    return {
        "body": join(body),
        "glass": glass,
        "wheels": swarm(tyre, spots),
        "rims": swarm(rim, spots),
        "trim": join(trim),
        "lamps": lamps,
        "tails": tails,
    }


def van(p: Params) -> Parts:
    return car({**p, "form": "van"})


def pickup(p: Params) -> Parts:
    return car({**p, "form": "pickup"})


def taxi(p: Params) -> Parts:
    return {**car({**p, "form": "sedan"}), "sign": place(box(0.42, 0.13, 0.16, bevel=0.03), (0, 1.52, -0.2))}
