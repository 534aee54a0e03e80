"""What one sits and lies on."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import Mesh, Params, Parts, box, cylinder, join, lathe, place, tube
from generation.engine.previz.things.shells import corners4, mirrored, rod, rods, slab_at, slabs, swarm
from generation.engine.previz.things.solids import blob, number, pipe, sheet, stood

WEARS: Mapping[str, Mapping[str, str]] = {
    "chair": {"seat": "fabric", "legs": "dark metal"},
    "dining_chair": {"seat": "linen", "legs": "wood"},
    "office_chair": {"body": "fabric", "base": "dark", "stem": "steel", "castors": "rubber"},
    "armchair": {"body": "fabric", "seat": "fabric", "legs": "wood"},
    "lounge_chair": {"body": "dark leather", "legs": "steel", "shells": "rosewood"},
    "bar_stool": {"seat": "wood", "legs": "dark metal"},
    "deck_chair": {"body": "canvas", "frame": "wood"},
    "bench": {"body": "wood", "legs": "dark metal"},
    "sofa": {"body": "fabric", "seat": "fabric", "legs": "dark metal"},
    "pouffe": {"body": "fabric"},
    "bed": {"frame": "wood", "mattress": "mattress", "bedding": "bedding", "throw": "fabric"},
    "cot": {"frame": "light", "mattress": "mattress"},
    "cushion": {"body": "accent"},
    "swing": {"seat": "wood", "frame": "dark metal", "ropes": "canvas"},
}


def _shell(w: float, h: float, deep: float, bend: float) -> Mesh:
    """A back or a seat of bent plywood, upright, its foot at the origin: hollow towards +z."""
    u, v = np.meshgrid(np.linspace(-1, 1, 17), np.linspace(0, 1, 13))
    wide = w / 2 * (1 - 0.28 * np.maximum(v - 0.55, 0) ** 1.5 * 2)
    x = u * wide
    z = deep * u**2 - bend * v**1.6
    y = h * v * (1 - 0.06 * u**2)
    return sheet(np.stack([x, y, z], -1), 0.014)


def chair(_: Params) -> Parts:
    """A shell chair on four thin legs."""
    seat = place(box(0.46, 0.045, 0.45, bevel=0.022, k=4), (0, 0.447, 0.01))
    back = place(_shell(0.46, 0.4, 0.07, 0.08), (0, 0.455, -0.2))
    legs = [tube([(sx * 0.17, 0.44, sz * 0.16), (sx * 0.22, 0, sz * 0.22)], 0.012) for sx in (-1, 1) for sz in (-1, 1)]
    return {"seat": join([seat, back]), "legs": join(legs)}


def dining_chair(_: Params) -> Parts:
    """A wooden chair with a slatted back and a cushioned seat."""
    spots = corners4(0.2, 0.19)
    legs = [
        rods([(x * 1.08, 0, z * 1.08) for x, z in spots[2:]], [(x, 0.44, z) for x, z in spots[2:]], 0.014, 0.02, 12)
    ]
    legs += [
        pipe([(s * 0.2, 0.0, -0.24), (s * 0.19, 0.44, -0.19), (s * 0.185, 0.88, -0.27)], [0.014, 0.02, 0.014], 10)
        for s in (-1, 1)
    ]
    slats = [
        place(box(0.36, 0.055, 0.018, bevel=0.007), (0, y, -0.19 - (y - 0.44) * 0.18), tilt=-10)
        for y in (0.6, 0.72, 0.84)
    ]
    rails = slabs(
        [(0.38, 0.05, 0.02, 0, 0.385, s * 0.18) for s in (-1, 1)]
        + [(0.02, 0.05, 0.36, s * 0.19, 0.385, 0) for s in (-1, 1)],
        0.005,
    )
    seat = place(blob(0.44, 0.07, 0.43, flat=3, across=6), (0, 0.455, 0))
    return {"seat": seat, "legs": join([*legs, *slats, rails])}


def office_chair(_: Params) -> Parts:
    """A swivel chair: five castors, gas spring, mesh back, arm rests."""
    a = np.radians(90 + 72 * np.arange(5))
    hub, tips = (
        np.c_[0.03 * np.cos(a), 0 * a + 0.115, 0.03 * np.sin(a)],
        np.c_[0.3 * np.cos(a), 0 * a + 0.075, 0.3 * np.sin(a)],
    )
    wheel = place(cylinder(0.03, 0.045, bevel=0.01, n=20), (0.0225, 0, 0), roll=90)
    castors = swarm(wheel, tips * [1, 0, 1] + [0, 0.03, 0], turn=-np.degrees(a) + 40)
    seat = place(blob(0.5, 0.11, 0.48, flat=3, across=5), (0, 0.47, 0.02))
    back = place(_shell(0.46, 0.58, 0.06, 0.02), (0, 0.53, -0.24), tilt=-7)
    pads = mirrored(place(box(0.07, 0.03, 0.25, bevel=0.014), (0.28, 0.68, 0)))
    arms = mirrored(pipe([(0.2, 0.42, 0), (0.28, 0.44, 0), (0.285, 0.66, 0)], 0.016, 8))
    spine = pipe([(0, 0.4, -0.1), (0, 0.44, -0.26), (0, 0.75, -0.29)], [0.03, 0.025, 0.018], 10)
    base = join(
        [
            rods(hub, tips, 0.03, 0.018, 10),
            cylinder(0.04, 0.1, n=24),
            slab_at(0.2, 0.05, 0.26, 0, 0.37, 0, 0.015),
            arms,
            spine,
            pads,
        ]
    )
    return {"body": join([seat, back]), "base": base, "stem": rod((0, 0.1, 0), (0, 0.38, 0), 0.022), "castors": castors}


def armchair(_: Params) -> Parts:
    """A deep upholstered chair on short wooden legs."""
    body = [
        place(box(0.76, 0.2, 0.76, bevel=0.06, k=4), (0, 0.26, 0)),
        place(box(0.74, 0.56, 0.18, bevel=0.08, k=5), (0, 0.6, -0.3), tilt=-10),
    ]
    arms = mirrored(place(box(0.14, 0.42, 0.74, bevel=0.065, k=5), (0.37, 0.39, 0.01)))
    seat = [
        place(blob(0.58, 0.18, 0.62, flat=4, across=7), (0, 0.42, 0.07)),
        place(blob(0.56, 0.44, 0.16, flat=4, across=4), (0, 0.68, -0.19), tilt=-12),
    ]
    spots = np.array([(x, 0, z) for x, z in corners4(0.3, 0.3)])
    return {
        "body": join([*body, arms]),
        "seat": join(seat),
        "legs": rods(spots * 1.08, np.add(spots, (0, 0.17, 0)), 0.014, 0.024, 12),
    }


def lounge_chair(_: Params) -> Parts:
    """A reclined chair of bent wood and leather on a star base, with its head rest."""

    def pad(w: float, h: float, at: tuple[float, float, float], lean: float) -> tuple[Mesh, Mesh]:
        shell = place(box(w + 0.06, h + 0.02, 0.02, bevel=0.009, k=3), (at[0], at[1], at[2]), tilt=lean)
        n = np.radians(lean)
        front = (at[0], at[1] - 0.07 * np.sin(n), at[2] + 0.07 * np.cos(n))
        return place(blob(w, h, 0.15, flat=5, across=2.6), front, tilt=lean), shell

    pads = [
        pad(0.6, 0.56, (0, 0.33, 0.1), -78),
        pad(0.6, 0.42, (0, 0.58, -0.3), -24),
        pad(0.56, 0.3, (0, 0.93, -0.46), -22),
    ]
    arms = mirrored(place(box(0.08, 0.06, 0.4, bevel=0.028, k=4), (0.37, 0.56, -0.02), tilt=6))
    a = np.radians(90 + 72 * np.arange(5))
    star = rods(
        np.c_[0 * a, 0 * a + 0.07, 0 * a], np.c_[0.33 * np.cos(a), 0 * a + 0.015, 0.33 * np.sin(a)], 0.02, 0.012, 10
    )
    props = mirrored(pipe([(0.37, 0.53, -0.08), (0.34, 0.42, -0.12), (0.33, 0.35, -0.05)], 0.014, 8))
    return {
        "body": join([*(p for p, _ in pads), arms]),
        "shells": join([s for _, s in pads]),
        "legs": join([star, rod((0, 0.05, 0), (0, 0.31, 0.02), 0.025), props]),
    }


def bar_stool(p: Params) -> Parts:
    h = number(p, "h", 0.74, 0.4, 0.95)
    seat = lathe(
        [(0, h - 0.05), (0.15, h - 0.05)],
        [(0.15, h - 0.05), (0.18, h - 0.03), (0.18, h), (0.16, h + 0.004), (0, h - 0.008)],
        n=48,
    )
    spots = np.array([(x, 0, z) for x, z in corners4(0.12, 0.12)])
    legs = rods(spots * 1.75, np.add(spots, (0, h - 0.04, 0)), 0.012, 0.014, 12)
    a = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    ring = pipe(np.c_[0.245 * np.cos(a), 0 * a + 0.25, 0.245 * np.sin(a)], 0.009, 8, closed=True)
    return {"seat": seat, "legs": join([legs, ring])}


def deck_chair(_: Params) -> Parts:
    """A folding beach chair: two crossed wooden frames and a sling of striped cloth."""
    t = np.linspace(0, 1, 24)
    u = np.linspace(-1, 1, 9)
    z, y = 0.52 - 1.15 * t, 0.3 + 0.62 * t**1.6 - 0.62 * t * (1 - t) * (1 - 0.2 * t)
    grid = np.stack(np.broadcast_arrays(0.24 * u[None], y[:, None] + 0.015 * u[None] ** 2, z[:, None]), -1)
    a = mirrored(rod((0.27, 0.02, -0.3), (0.27, 0.31, 0.54), 0.016))
    b = mirrored(rod((0.3, 0.02, 0.42), (0.27, 0.94, -0.64), 0.016))
    c = mirrored(rod((0.3, 0.02, -0.72), (0.3, 0.6, -0.28), 0.014))
    across = ((0.02, -0.3), (0.31, 0.53), (0.93, -0.63), (0.02, -0.72), (0.05, 0.4))
    bars = rods([(-0.3, *at) for at in across], [(0.3, *at) for at in across], 0.014)
    return {"body": sheet(grid, 0.006), "frame": join([a, b, c, bars])}


def bench(p: Params) -> Parts:
    """A park bench of slats on two cast sides: w wide; `back` false leaves a plain bench."""
    w, back = number(p, "w", 1.7, 0.6, 6), p.get("back", True) is not False
    rows = [(w, 0.03, 0.085, 0, 0.42, -0.19 + 0.098 * i) for i in range(5)]
    slats = [slabs(rows, 0.008)]
    if back:
        slats += [
            place(box(w, 0.085, 0.028, bevel=0.008), (0, 0.58 + 0.105 * i, -0.27 - 0.03 * i), tilt=-15)
            for i in range(3)
        ]
    x = w / 2 - 0.16
    side = [
        rods(
            [(x, 0, 0.2), (x, 0, -0.26), (x, 0.41, -0.25)],
            [(x, 0.42, 0.17), (x, 0.42, -0.2), (x, 0.41, 0.21)],
            0.02,
            n=10,
        )
    ]
    if back:
        side.append(pipe([(x, 0.4, -0.23), (x, 0.6, -0.3), (x, 0.86, -0.375)], 0.018, 10))
        side.append(pipe([(x, 0.42, 0.18), (x, 0.62, 0.17), (x, 0.64, -0.05), (x, 0.63, -0.3)], 0.016, 10))
    return {"body": join(slats), "legs": mirrored(join(side))}


def sofa(p: Params) -> Parts:
    """Seats side by side, w wide: soft cushions in a low frame."""
    w = number(p, "w", 2.1, 1.0, 6)
    many = max(2, round((w - 0.3) / 0.85))
    one = (w - 0.34) / many
    body = [
        place(box(w - 0.06, 0.2, 0.86, bevel=0.05, k=4), (0, 0.22, 0)),
        place(box(w - 0.06, 0.46, 0.18, bevel=0.07, k=5), (0, 0.5, -0.35), tilt=-5),
        mirrored(place(box(0.17, 0.42, 0.88, bevel=0.07, k=5), (w / 2 - 0.085, 0.36, 0))),
    ]
    xs = (np.arange(many) - (many - 1) / 2) * one
    seat = swarm(blob(one * 0.995, 0.2, 0.7, flat=4, across=9, n=28), [(x, 0.4, 0.08) for x in xs])
    back = swarm(blob(one * 0.98, 0.42, 0.2, flat=4, across=4, n=28), [(x, 0.62, -0.22) for x in xs], tilt=-10)
    legs = slabs([(0.05, 0.13, 0.05, x, 0, z) for x, z in corners4(w / 2 - 0.12, 0.34)], 0.006)
    return {"body": join(body), "seat": join([seat, back]), "legs": legs}


def pouffe(p: Params) -> Parts:
    r = number(p, "r", 0.28, 0.1, 0.8)
    return {"body": place(blob(2 * r, 0.42, 2 * r, flat=3.4, across=2), (0, 0.21, 0))}


def bed(p: Params) -> Parts:
    """A double bed, its head at -z: frame, mattress, two pillows, a duvet turned back and a throw."""
    w = number(p, "w", 1.6, 0.8, 2.2)
    frame = [slab_at(w + 0.12, 0.16, 2.12, 0, 0.14, 0, 0.02), slab_at(w + 0.16, 0.95, 0.07, 0, 0.1, -1.06, 0.03)]
    frame.append(slabs([(0.07, 0.15, 0.07, x, 0, z) for x, z in corners4(w / 2 - 0.02, 0.95)], 0.006))
    mattress = place(blob(w, 0.24, 2.0, flat=7, across=16), (0, 0.39, 0))
    pillows = [
        place(blob(w * 0.44, 0.2, 0.46, flat=2.2, across=4), (s * w * 0.24, 0.6, -0.72), tilt=28) for s in (-1, 1)
    ]
    u, v = np.meshgrid(np.linspace(-1, 1, 41), np.linspace(0, 1, 31))
    edge = np.maximum(np.abs(u) - 0.84, 0) / 0.16
    rng = np.random.default_rng(4)
    crease = 0.012 * np.sin(u * 9 + v * 5) * np.sin(v * 13 + rng.uniform(0, 6)) + 0.01 * np.sin(u * 17 - v * 7)
    y = 0.575 + crease - 0.27 * edge**2
    grid = np.stack([u * (w / 2 + 0.05), y, -0.38 + 1.41 * v], -1)
    duvet = sheet(grid, 0.03)
    fold = place(blob(w + 0.08, 0.1, 0.34, flat=3, across=10), (0, 0.6, -0.32))
    throw = sheet(np.stack([u * (w / 2 + 0.065), y + 0.016, 0.42 + 0.5 * v], -1), 0.012)
    return {"frame": join(frame), "mattress": mattress, "bedding": join([*pillows, duvet, fold]), "throw": throw}


def cot(_: Params) -> Parts:
    """A child's bed with bars."""
    posts = slabs([(0.05, 0.95, 0.05, x, 0, z) for x, z in corners4(0.34, 0.65)], 0.01, 3)
    rails = slabs(
        [(0.68, 0.05, 0.03, 0, y, s * 0.65) for s in (-1, 1) for y in (0.25, 0.85)]
        + [(0.03, 0.05, 1.3, s * 0.34, y, 0) for s in (-1, 1) for y in (0.25, 0.85)],
        0.01,
    )
    bars = [(s * 0.34, z) for s in (-1, 1) for z in np.linspace(-0.56, 0.56, 13)] + [
        (x, s * 0.65) for s in (-1, 1) for x in np.linspace(-0.25, 0.25, 6)
    ]
    spots = np.array([(x, 0.27, z) for x, z in bars])
    return {
        "frame": join([posts, rails, rods(spots, np.add(spots, (0, 0.6, 0)), 0.009)]),
        "mattress": place(blob(0.62, 0.12, 1.26, flat=6, across=14), (0, 0.38, 0)),
    }


def cushion(p: Params) -> Parts:
    w = number(p, "w", 0.45, 0.2, 1)
    return {"body": stood(blob(w, 0.2, w, flat=1.5, across=5, n=48), tilt=72)}


def swing(_: Params) -> Parts:
    """A garden swing: a frame of two A's and a seat on ropes."""
    a = [(s * 0.95, 0, z) for s in (-1, 1) for z in (-0.7, 0.7)]
    frame = join([rods(a, [(x, 2.1, 0) for x, _, z in a], 0.03), rod((-1.0, 2.1, 0), (1.0, 2.1, 0), 0.035)])
    ropes = rods([(s * 0.26, 0.48, 0) for s in (-1, 1)], [(s * 0.26, 2.1, 0) for s in (-1, 1)], 0.01)
    return {"frame": frame, "ropes": ropes, "seat": slab_at(0.6, 0.03, 0.22, 0, 0.46, 0)}
