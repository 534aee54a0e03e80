"""What flies: an aeroplane, a helicopter, a balloon."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import Mesh, Params, Parts, box, join, lathe, place
from generation.engine.previz.things.shells import corners4, crisp, mirrored, rods, slab_at, slabs
from generation.engine.previz.things.solids import blob, flipped, grounded, loft, pipe, surface

WEARS: Mapping[str, Mapping[str, str]] = {
    "aeroplane": {
        "body": "enamel white",
        "wings": "galvanised",
        "glass": "pane dark",
        "tail": "product",
        "engines": "galvanised",
    },
    "helicopter": {"body": "product", "glass": "pane dark", "rotors": "dark", "skids": "dark metal"},
    "balloon": {"body": "product", "stripes": "light", "basket": "reed", "ropes": "dark"},
}


def aeroplane(_: Params) -> Parts:
    """An airliner, nose to +z, its wheels up: the lowest point is at y = 0."""
    t = np.linspace(0, 1, 40)
    r = 1.95 * np.minimum(
        np.minimum(1, (t / 0.16) ** 0.55 + 0.02), np.minimum(1, ((1 - t) / 0.09 + 1e-6) ** 0.55 + 0.01)
    )
    y = 1.1 * np.maximum(0.3 - t, 0) ** 1.5 * 5 - 0.35 * np.maximum(t - 0.94, 0) / 0.06
    a = np.linspace(0, 2 * np.pi, 32, endpoint=False)
    fuselage = loft(
        [np.c_[k * np.cos(a), h + k * np.sin(a), np.full(32, -18 + 36 * s)] for k, h, s in zip(r, y, t, strict=True)]
    )

    def wing(root: float, tip: float, reach: float, sweep: float, thick: float, up: float) -> Mesh:
        b = np.linspace(0, 2 * np.pi, 28, endpoint=False)
        rings = []
        for k in np.linspace(0, 1, 6):
            chord = root + (tip - root) * k
            rings.append(
                np.c_[
                    np.full(28, reach * k),
                    up * k + chord * thick * np.sin(b) * (1 + np.cos(b)) / 1.6,
                    -sweep * k + chord * 0.5 * np.cos(b),
                ]
            )
        return loft(rings)

    wings = mirrored(place(wing(6.2, 1.5, 17, 7.5, 0.055, 1.6), (0.9, -0.9, 1.5)))
    tips = mirrored(place(box(0.1, 1.7, 1.1, bevel=0.045), (17.9, 1.45, -6.4), roll=-14))
    rear = mirrored(place(wing(3.0, 1.1, 6, 3.0, 0.045, 0.6), (0.3, 1.4, -15.4)))
    fin = place(wing(4.6, 1.7, 6.2, 4.4, 0.05, 0), (0, 1.5, -14.2), roll=90)
    engine = place(
        lathe(
            [(0, -2.2), (0.3, -2.1), (0.75, -1.4), (1.05, 0), (1.1, 1.1), (1.0, 1.45)],
            [(1.0, 1.45), (0.9, 1.3), (0.85, 0.6), (0, 0.5)],
            n=32,
        ),
        tilt=90,
    )
    engines = mirrored(
        join([place(engine, (5.6, -1.75, 3.2)), place(box(0.2, 0.9, 2.6, bevel=0.08), (5.6, -0.95, 1.7))])
    )
    panes = crisp([(2 * 1.93, 0.36, 0.26, 0, 0.5, z) for z in np.arange(-10.5, 13, 0.85)])
    front = place(blob(1.9, 0.5, 1.0, flat=3), (0, 0.75, 16.55), tilt=34)
    parts = {
        "body": fuselage,
        "wings": join([wings, rear]),
        "tail": join([fin, tips]),
        "engines": engines,
        "glass": join([panes, front]),
    }
    return grounded(parts)


def helicopter(_: Params) -> Parts:
    """A light helicopter on skids, nose to +z."""
    a = np.linspace(0, 2 * np.pi, 32, endpoint=False)

    def rings(rows: tuple[tuple[float, float, float, float], ...]) -> Mesh:
        return loft([np.c_[w * np.cos(a), y + h * np.sin(a), np.full(32, z)] for z, w, h, y in rows])

    body = [
        rings(
            (
                (-2.2, 0.3, 0.3, 1.95),
                (-1.4, 0.6, 0.62, 1.65),
                (-0.5, 0.78, 0.85, 1.5),
                (0.5, 0.8, 0.85, 1.45),
                (1.2, 0.68, 0.66, 1.3),
                (1.75, 0.42, 0.4, 1.15),
                (1.98, 0.12, 0.12, 1.08),
            )
        )
    ]
    body.append(rings(((-6.2, 0.1, 0.12, 2.1), (-2.0, 0.28, 0.28, 1.98))))
    body += [
        place(box(0.08, 1.5, 0.55, bevel=0.035), (0, 2.5, -6.2), tilt=22),
        place(box(1.6, 0.06, 0.4, bevel=0.025), (0, 2.1, -5.0)),
        place(blob(0.7, 0.5, 1.7, flat=3), (0, 2.3, -0.5)),
    ]
    glass = rings(((-0.1, 0.79, 0.8, 1.55), (0.5, 0.815, 0.83, 1.5), (1.2, 0.69, 0.66, 1.36), (1.72, 0.42, 0.4, 1.22)))
    blades = [
        place(
            box(5.2, 0.025, 0.24, bevel=0.01),
            (2.6 * np.cos(t), 2.86, -2.6 * np.sin(t) - 0.5),
            turn=float(np.degrees(t)),
        )
        for t in np.radians((25, 145, 265))
    ]
    tail = [place(box(0.03, 1.6, 0.12, bevel=0.01), (0.14, 2.35, -6.35), tilt=t) for t in (30.0, 120.0)]
    hub = rods([(0, 2.4, -0.5), (0, 2.35, -6.35)], [(0, 2.95, -0.5), (0.16, 2.35, -6.35)], [0.07, 0.05])
    skid = mirrored(
        join(
            [
                pipe([(0.95, 0.05, -1.6), (0.95, 0.04, 0), (0.95, 0.05, 1.3), (0.95, 0.2, 1.6)], 0.04, 8),
                *(pipe([(0.95, 0.06, z), (0.8, 0.5, z), (0.4, 0.85, z)], 0.035, 8) for z in (-0.8, 0.7)),
            ]
        )
    )
    return {"body": join(body), "glass": glass, "rotors": join([*blades, *tail, hub]), "skids": skid}


def balloon(_: Params) -> Parts:
    """A hot-air balloon in gores of two colours, its basket at y = 0."""
    t = np.linspace(0, 1, 28)
    angle = np.pi * (0.06 + 0.94 * t)
    r, y = 7.6 * np.sin(angle) ** (0.9 + 0.35 * (t < 0.5) * (0.5 - t)), 12.5 - 8.2 * np.cos(angle)
    y = np.where(t < 0.5, 12.5 - (12.5 - y) * 1.12, y)
    gores: list[list[Mesh]] = [[], []]
    for i in range(16):
        a = np.linspace(2 * np.pi * i / 16, 2 * np.pi * (i + 1) / 16, 5)
        bulge = 1 + 0.035 * np.sin(np.linspace(0, np.pi, 5))
        grid = np.stack(
            np.broadcast_arrays(r[:, None] * bulge * np.cos(a), y[:, None], -r[:, None] * bulge * np.sin(a)), -1
        )
        gores[i % 2].append(flipped(surface(grid)))
    basket = join(
        [
            slabs(
                [
                    (1.5, 0.06, 1.2, 0, 0, 0),
                    *((1.5, 1.05, 0.07, 0, 0, s * 0.58) for s in (-1, 1)),
                    *((0.07, 1.05, 1.2, s * 0.73, 0, 0) for s in (-1, 1)),
                ],
                0.02,
            ),
            slabs(
                [(1.62, 0.09, 0.12, 0, 1.03, s * 0.6) for s in (-1, 1)]
                + [(0.12, 0.09, 1.3, s * 0.75, 1.03, 0) for s in (-1, 1)],
                0.04,
            ),
        ]
    )
    low = float(y[0])
    ropes = rods(
        [(x, 1.05, z) for x, z in corners4(0.72, 0.57)],
        [(x * 1.7, low, z * 1.7) for x, z in corners4(0.72, 0.57)],
        0.03,
    )
    burner = slab_at(0.4, 0.3, 0.4, 0, 2.2, 0, 0.05)
    posts = rods(
        [(x, 1.05, z) for x, z in corners4(0.72, 0.57)],
        [(x * 0.25, 2.25, z * 0.3) for x, z in corners4(0.72, 0.57)],
        0.025,
    )
    return {"body": join(gores[0]), "stripes": join(gores[1]), "basket": basket, "ropes": join([ropes, posts, burner])}
