"""Chapels, houses, barns and a lighthouse."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import Mesh, Params, Parts, box, join, lathe, mesh, place
from generation.engine.previz.things.outlines import extrude
from generation.engine.previz.things.shells import crisp, gabled, pitched, rod, slab_at, slabs
from generation.engine.previz.things.solids import number

_HOUSE = {
    "walls": "plaster",
    "roof": "slate",
    "windows": "pane lit",
    "frames": "enamel white",
    "door": "old wood",
    "chimney": "brick",
}
WEARS: Mapping[str, Mapping[str, str]] = {
    "chapel": {"walls": "stone", "roof": "roof", "windows": "pane lit"},
    "house": _HOUSE,
    "cottage": {**_HOUSE, "walls": "whitewash", "roof": "thatch"},
    "barn": {**_HOUSE, "walls": "barn red", "windows": "pane dark", "door": "barn red", "chimney": "slate"},
    "cabin": {**_HOUSE, "walls": "wood", "frames": "wood", "chimney": "stone"},
    "villa": {
        "walls": "whitewash",
        "wood": "wood",
        "windows": "pane day",
        "slabs": "enamel white",
        "frames": "dark metal",
        "water": "ocean",
    },
    "lighthouse": {
        "walls": "whitewash",
        "bands": "enamel red",
        "roof": "enamel red",
        "windows": "pane lit",
        "rails": "dark metal",
    },
}


def chapel(p: Params) -> Parts:
    """A small stone chapel with a tower, sunk by `sunk` metres. The tower stands at -x."""
    sunk = p.get("sunk", 1.0)
    wall = [
        place(gabled(3.4, 3.4, 6.4, 1.66), (0.9, 0, -3.4)),
        place(box(1.9, 7.2, 1.9, bevel=0.05), (-1.5, 3.6, -1.2)),
        place(box(2.1, 0.16, 2.1, bevel=0.04), (-1.5, 6.9, -1.2)),
        place(box(2.08, 0.14, 2.08, bevel=0.04), (-1.5, 4.6, -1.2)),
        slabs([(0.34, 2.5, 0.5, 2.72, 0, z) for z in (-0.9, -2.55, -4.25, -5.9)], 0.05),
    ]
    roof = [
        place(pitched(3.4, 6.4, 1.66, thick=0.12, over=0.22), (0.9, 3.4, -3.4)),
        _facet_spire(1.42, 2.7, (-1.5, 7.15, -1.2)),
    ]
    glass = []
    for x, y, z, w, h in (
        (-1.5, 5.35, -0.24, 0.42, 0.9),
        (-1.5, 3.1, -0.24, 0.34, 0.95),
        (0.9, 2.05, -0.19, 0.62, 1.3),
    ):
        glass.append(place(_lancet(w, h), (x, y, z)))
    for x, z in ((2.61, -1.7), (2.61, -3.4), (2.61, -5.1)):
        glass.append(place(_lancet(0.5, 1.2), (x, 1.9, z), turn=90))
    down = (0, -sunk, 0)
    return {"walls": place(join(wall), down), "roof": place(join(roof), down), "windows": place(join(glass), down)}


def _facet_spire(r: float, h: float, at: tuple[float, float, float]) -> Mesh:
    a = np.radians([45, 135, 225, 315])
    ring = np.c_[r * np.cos(a), 0 * a, r * np.sin(a)]
    points, normals = [], []
    for i in range(4):
        tri = np.array([ring[i], [0, h, 0], ring[(i + 1) % 4]])
        n = np.cross(tri[1] - tri[0], tri[2] - tri[0])
        points.append(tri)
        normals.append(np.tile(n / np.linalg.norm(n), (3, 1)))
    return place(mesh(np.vstack(points), np.arange(12).reshape(4, 3), np.vstack(normals)), at)


def _lancet(w: float, h: float) -> Mesh:
    """A pointed window pane facing +z, bottom centre at the origin."""
    a = np.linspace(0, 1, 9)
    right = np.c_[w / 2 * np.cos(a * np.pi / 2) ** 0.8, h * 0.6 + h * 0.4 * np.sin(a * np.pi / 2)]
    edge = np.vstack([[[-w / 2, 0], [w / 2, 0]], right, (right * [-1, 1])[::-1]])
    m = len(edge)
    v = np.vstack([np.c_[edge, np.zeros(m)], [[0, h * 0.5, 0]]])
    return mesh(v, [(i, (i + 1) % m, m) for i in range(m)], np.tile([0, 0, 1], (m + 1, 1)))


def _windows(spots: list[tuple[float, float]], w: float, h: float, z: float) -> tuple[Mesh, Mesh]:
    """Panes and white frames with a cross bar, on a wall whose face is at z; spots are (x, sill)."""
    panes = crisp([(w, h, 0.02, x, y, z) for x, y in spots])
    t = 0.07
    bars = []
    for x, y in spots:
        bars += [
            (w + 2 * t, t, 0.07, x, y - t, z),
            (w + 2 * t, t, 0.07, x, y + h, z),
            (0.035, h, 0.05, x, y, z),
            (w, 0.035, 0.05, x, y + h * 0.58, z),
        ]
        bars += [(t, h, 0.07, x + s * (w + t) / 2, y, z) for s in (-1, 1)] + [
            (w + 0.3, 0.05, 0.16, x, y - t - 0.05, z + 0.03)
        ]
    return panes, slabs(bars, 0.008)


def _home(
    w: float, h: float, d: float, rise: float, *, over: float = 0.4, thick: float = 0.14, floors: int = 1
) -> Parts:
    """A house with its gable to the front: door, windows, chimney."""
    z = d / 2
    spots = [(s * w * 0.28, 1.0) for s in (-1, 1)] + [(s * w * 0.2, h + 0.1) for s in (-1, 1)] * (floors > 1)
    front, frame = _windows(spots, 0.85, 1.15, z)
    side, side_frame = _windows([(x, 1.0) for x in (-d * 0.28, 0, d * 0.28)], 0.85, 1.15, w / 2)
    turned = [place(m, turn=t) for m in (side, side_frame) for t in (90, -90)]
    door = [
        slab_at(0.98, 2.1, 0.05, 0, 0.12, z, 0.01),
        slabs([(0.34, 0.72, 0.07, s * 0.22, y, z) for s in (-1, 1) for y in (0.3, 1.25)], 0.01),
    ]
    frames = [
        frame,
        *turned[2:],
        slabs([(0.1, 2.2, 0.12, s * 0.54, 0.1, z) for s in (-1, 1)] + [(1.3, 0.1, 0.14, 0, 2.24, z)], 0.01),
    ]
    chimney = [
        slab_at(0.62, rise + 0.7, 0.62, -w * 0.22, h + 0.1, -d * 0.2, 0.02),
        slab_at(0.74, 0.12, 0.74, -w * 0.22, h + rise + 0.72, -d * 0.2, 0.02),
    ]
    steps = slabs([(1.6, 0.12, 0.7, 0, 0, z + 0.3)], 0.02)
    return {
        "walls": join([gabled(w, h, d, rise), steps]),
        "roof": place(pitched(w, d, rise, over=over, thick=thick), (0, h, 0)),
        "windows": join([front, *turned[:2]]), "frames": join(frames), "door": join(door), "chimney": join(chimney),
    }  # fmt: skip


def house(p: Params) -> Parts:
    w, h, d = number(p, "w", 6.5, 3, 20), number(p, "h", 3.2, 2.5, 12), number(p, "d", 8.0, 3, 30)
    return _home(w, h, d, w * 0.45, floors=2)


def cottage(_: Params) -> Parts:
    """Low walls under a thick thatched roof."""
    return _home(5.6, 2.4, 7.0, 3.0, over=0.5, thick=0.42)


def cabin(_: Params) -> Parts:
    """A log cabin: round logs that cross at the corners, a porch."""
    parts = _home(5.0, 2.5, 6.0, 1.9, over=0.7)
    logs = []
    for i in range(10):
        y = 0.13 + 0.25 * i
        logs += [rod((-2.75, y, s * 3.0), (2.75, y, s * 3.0), 0.135) for s in (-1, 1)]
        logs += [rod((s * 2.5, y + 0.125, -3.25), (s * 2.5, y + 0.125, 3.25), 0.135) for s in (-1, 1)]
    lift = {n: place(parts[n], (0, 0, 0.14)) for n in ("windows", "frames", "door")}
    return {**parts, **lift, "walls": join([parts["walls"], *logs])}


def barn(_: Params) -> Parts:
    """A red barn with a broken roof, double doors and white boards."""
    outline = [(-4.5, 0), (4.5, 0), (4.5, 4.2), (2.9, 6.9), (0, 8.3), (-2.9, 6.9), (-4.5, 4.2)]
    top = [
        (-4.95, 3.9),
        (-3.0, 6.95),
        (0, 8.35),
        (3.0, 6.95),
        (4.95, 3.9),
        (4.95, 4.15),
        (3.1, 7.2),
        (0, 8.65),
        (-3.1, 7.2),
        (-4.95, 4.15),
    ]
    z = 6.0
    boards = slabs([(0.03, 4.1, 0.03, x, 0, z) for x in np.arange(-4.3, 4.4, 0.3)], 0.01)
    white = [
        slabs(
            [(0.2, 3.4, 0.12, x, 0, z + 0.04) for x in (-1.75, 0, 1.75)]
            + [(3.7, 0.2, 0.12, 0, y, z + 0.04) for y in (0.05, 1.6, 3.3)]
            + [(0.2, 4.3, 0.2, s * 4.45, 0, z - 0.05) for s in (-1, 1)],
            0.015,
        )
    ]
    white += [
        place(box(0.16, 2.1, 0.1, bevel=0.01), (s * 0.87, y, z + 0.04), roll=t)
        for s in (-1, 1)
        for y, t in ((0.95, 47 * s), (2.5, -47 * s))
    ]
    loft_pane, frame = _windows([(0, 5.2)], 1.0, 1.0, z)
    side, side_frame = _windows([(x, 1.8) for x in (-4, -1.4, 1.4, 4)], 0.9, 0.9, 4.5)
    return {
        "walls": join([extrude(outline, 12, bevel=0.02, k=2), boards]), "roof": extrude(top, 12.8, bevel=0.02, k=2),
        "door": slab_at(3.5, 3.3, 0.1, 0, 0.05, z),
        "frames": join([*white, frame, place(side_frame, turn=90), place(side_frame, turn=-90)]),
        "windows": join([loft_pane, place(side, turn=90), place(side, turn=-90)]),
        "chimney": join([slab_at(1.0, 0.9, 1.0, 0, 8.4, 0), place(_facet_spire(0.9, 0.7, (0, 0, 0)), (0, 9.3, 0))]),
    }  # fmt: skip


def villa(_: Params) -> Parts:
    """A modern house: two white slabs, glass between them, a wooden volume, a pool."""
    slabs_ = [(13, 0.35, 8.5, 0, 0, 0), (13.5, 0.4, 9, 0, 3.2, 0), (8.5, 0.4, 7.5, -2, 6.4, -0.6)]
    walls = [
        (0.35, 2.9, 7.6, -6.2, 0.35, -0.2),
        (4.2, 2.9, 0.3, -4.2, 0.35, -3.8),
        (12.6, 2.9, 0.3, 0, 0.35, -3.9),
        (0.35, 2.8, 6.4, -6.0, 3.6, -0.6),
        (8, 2.8, 0.3, -2, 3.6, -3.8),
        (0.35, 2.8, 6.4, 2.0, 3.6, -0.6),
    ]
    glass = [(8.3, 2.85, 0.06, -1.8, 0.35, 3.2), (0.06, 2.85, 6.8, 2.4, 0.35, -0.4), (7.6, 2.8, 0.06, -2, 3.6, 2.2)]
    frames = [(0.07, 2.85, 0.12, x, 0.35, 3.2) for x in np.linspace(-5.95, 2.35, 6)] + [
        (0.07, 2.8, 0.12, x, 3.6, 2.2) for x in np.linspace(-5.8, 1.8, 5)
    ]
    frames += [(0.12, 3.0, 0.12, 6.3, 0.3, 3.8), (7.8, 0.9, 0.04, -2, 3.6, 3.9)]
    wood = [(3.9, 2.85, 7.0, 4.4, 0.35, -0.3)]
    battens = [(0.06, 2.85, 0.08, 2.5 + 0.14 * i, 0.35, 3.22) for i in range(28)]
    pool = slab_at(8.5, 0.1, 3.2, -1.5, 0.0, 6.6, 0.02)
    deck = slab_at(9.6, 0.08, 4.3, -1.5, 0.0, 6.4, 0.02)
    return {
        "slabs": slabs(slabs_, 0.02),
        "walls": join([slabs(walls, 0.01), deck]),
        "windows": crisp(glass),
        "frames": slabs(frames, 0.01),
        "wood": slabs(wood + battens, 0.01),
        "water": pool,
    }


def lighthouse(_: Params) -> Parts:
    """A white tower with red bands, a gallery and a lamp room."""
    y = np.linspace(0, 9.0, 7)
    r = 1.7 - 0.65 * (y / 9) ** 0.8
    pieces = [lathe([(r[i], y[i]), (r[i + 1], y[i + 1])], n=48) for i in range(6)]
    gallery = lathe([(1.05, 8.8), (1.55, 9.0)], [(1.55, 9.0), (1.55, 9.2)], [(1.55, 9.2), (0, 9.2)], n=48)
    a = 2 * np.pi * np.arange(16) / 16
    posts = [
        rod((1.48 * np.cos(t), 9.2, 1.48 * np.sin(t)), (1.48 * np.cos(t), 9.95, 1.48 * np.sin(t)), 0.025, n=6)
        for t in a
    ]
    rings = [lathe([(1.46, h), (1.5, h + 0.05), (1.46, h + 0.1)], n=48) for h in (9.55, 9.9)]
    bars = [
        rod((0.78 * np.cos(t), 9.2, 0.78 * np.sin(t)), (0.78 * np.cos(t), 10.75, 0.78 * np.sin(t)), 0.035, n=6)
        for t in a[::2]
    ]
    roof = lathe([(0.98, 10.68), (0.95, 10.8), (0.5, 11.35), (0.1, 11.65), (0.08, 11.9), (0, 12.0)], n=48)
    door = slab_at(0.8, 1.7, 0.3, 0, 0, 1.6)
    holes = [place(slab_at(0.4, 0.7, 0.2), (0, h, 1.7 - 0.65 * ((h + 0.35) / 9) ** 0.8 - 0.04)) for h in (3.4, 6.4)]
    return {
        "walls": join([*pieces[::2], gallery]), "bands": join(pieces[1::2]), "roof": roof,
        "windows": place(lathe([(0.7, 0), (0.7, 1.5)], n=48), (0, 9.2, 0)),
        "rails": join([*posts, *rings, *bars, door, *holes]),
    }  # fmt: skip
