"""What holds things: shelves, cabinets, counters, racks."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import Params, Parts, box, cylinder, join, lathe, place
from generation.engine.previz.things.shells import corners4, crisp, mirrored, rod, rods, slab_at, slabs, swarm
from generation.engine.previz.things.solids import number, pipe, seeded

WEARS: Mapping[str, Mapping[str, str]] = {
    "shelf": {"frame": "wood", "books": "mid", "others": "linen"},
    "bookcase": {"frame": "wood", "books": "mid", "others": "linen"},
    "cabinet": {"body": "wood", "legs": "dark metal", "pulls": "brass"},
    "sideboard": {"body": "wood", "legs": "dark metal", "pulls": "brass"},
    "wardrobe": {"body": "light", "legs": "dark", "pulls": "steel"},
    "drawers": {"body": "wood", "legs": "wood", "pulls": "brass"},
    "filing_cabinet": {"body": "mid", "pulls": "steel", "labels": "paper"},
    "locker": {"body": "mid", "pulls": "steel", "slots": "dark"},
    "archive_rack": {"frame": "galvanised", "boxes": "kraft", "labels": "paper"},
    "counter": {"body": "wood", "top": "light", "plinth": "dark"},
    "reception_desk": {"body": "light", "front": "wood", "plinth": "dark", "glow": "lamp"},
    "bar_counter": {"body": "wood", "top": "dark", "rail": "brass", "bottles": "enamel green", "shelves": "wood"},
    "lectern": {"body": "wood", "base": "dark", "mic": "dark metal"},
    "coat_rack": {"body": "wood"},
    "safe": {"body": "dark metal", "dial": "steel"},
}


def shelf(p: Params) -> Parts:
    """Open shelves with books or boxes: w, h, and `seed` for what stands on them."""
    w, h, d = number(p, "w", 2.4, 0.3, 10), number(p, "h", 2.4, 0.4, 5), 0.34
    rng = seeded(p, 1)
    rows = max(int(h / 0.38), 2)
    room = (h - 0.1) / rows
    boards: list[tuple[float, ...]] = [(w, 0.03, d, 0, 0.035 + i * room, 0) for i in range(rows + 1)]
    boards += [(0.03, h, d, s * (w / 2 - 0.015), 0, 0) for s in (-1, 1)]
    boards += [
        (0.025, h - 0.1, d - 0.02, x, 0.05, 0) for x in np.linspace(-w / 2, w / 2, max(int(w / 0.9), 1) + 1)[1:-1]
    ]
    books: list[tuple[float, ...]] = []
    others: list[tuple[float, ...]] = []
    for i in range(rows):
        x, y = -w / 2 + 0.05, 0.067 + i * room
        while x < w / 2 - 0.1:
            t, tall = rng.uniform(0.025, 0.06), (room - 0.04) * rng.uniform(0.62, 0.92)
            if rng.random() < 0.07:
                x += rng.uniform(0.08, 0.3)
                continue
            deep = d * rng.uniform(0.6, 0.8)
            (books if rng.random() < 0.66 else others).append((t, tall, deep, x + t / 2, y, (d - deep) / 2 - 0.03))
            x += t + 0.002
    back = slab_at(w - 0.02, h - 0.03, 0.012, 0, 0.02, -d / 2 + 0.006, 0.002)
    return {"frame": join([slabs(boards, 0.005), back]), "books": crisp(books), "others": crisp(others)}


def bookcase(p: Params) -> Parts:
    """A narrow tall shelf."""
    return shelf({"w": 1.0, "h": 2.0, **p})


def _chest(
    w: float, h: float, d: float, columns: int, rows: int, foot: float, *, knob: bool, slim: bool = True
) -> Parts:
    """A case with a grid of fronts: gaps between them, a pull on each."""
    gap = 0.006
    case = [(w, h - foot, d - 0.02, 0, foot, -0.01)]
    fw, fh = (w - gap * (columns + 1)) / columns, (h - foot - gap * (rows + 1)) / rows
    xs = [-w / 2 + gap + fw / 2 + i * (fw + gap) for i in range(columns)]
    ys = [foot + gap + j * (fh + gap) for j in range(rows)]
    fronts = [(fw, fh, 0.02, x, y, d / 2 - 0.01) for x in xs for y in ys]
    if knob:
        ball = place(cylinder(0.014, 0.025, bevel=0.005, n=16), (0, 0, 0), tilt=90)
        pulls = swarm(ball, [(x, y + fh * 0.62, d / 2) for x in xs for y in ys])
    elif slim:
        pulls = slabs(
            [(min(fw * 0.4, 0.2), 0.014, 0.028, x, y + fh * 0.74, d / 2 + 0.012) for x in xs for y in ys], 0.005
        )
    else:
        bars = [
            (
                0.014,
                min(fh * 0.3, 0.3),
                0.03,
                x + (fw / 2 - 0.05) * (1 if i % 2 == 0 else -1),
                y + fh * 0.45,
                d / 2 + 0.012,
            )
            for i, x in enumerate(xs)
            for y in ys
        ]
        pulls = slabs(bars, 0.005)
    feet = np.array([(x, 0, z) for x, z in corners4(w / 2 - 0.07, d / 2 - 0.07)])
    legs = rods(feet, np.add(feet, (0, foot + 0.01, 0)), 0.012, 0.018, 12)
    return {"body": join([slabs(case, 0.004), slabs(fronts, 0.004)]), "legs": legs, "pulls": pulls}


def cabinet(p: Params) -> Parts:
    return _chest(number(p, "w", 0.9, 0.3, 3), number(p, "h", 1.2, 0.4, 2.4), 0.42, 2, 1, 0.14, knob=False, slim=False)


def sideboard(p: Params) -> Parts:
    return _chest(number(p, "w", 1.7, 0.8, 3), number(p, "h", 0.72, 0.4, 1.2), 0.44, 4, 1, 0.18, knob=True)


def wardrobe(p: Params) -> Parts:
    return _chest(number(p, "w", 1.5, 0.6, 4), number(p, "h", 2.15, 1.2, 3), 0.6, 2, 1, 0.07, knob=False, slim=False)


def drawers(p: Params) -> Parts:
    return _chest(number(p, "w", 0.9, 0.3, 2), number(p, "h", 0.95, 0.3, 1.8), 0.45, 2, 4, 0.12, knob=True)


def filing_cabinet(p: Params) -> Parts:
    """Steel drawers with label holders."""
    rows = int(number(p, "count", 4, 1, 6))
    h = 0.32 * rows + 0.04
    case = [(0.46, h, 0.58, 0, 0, -0.012)] + [(0.44, 0.3, 0.022, 0, 0.03 + 0.32 * i, 0.287) for i in range(rows)]
    pulls = [(0.13, 0.02, 0.03, 0, 0.2 + 0.32 * i, 0.31) for i in range(rows)]
    labels = [(0.09, 0.035, 0.006, 0, 0.255 + 0.32 * i, 0.299) for i in range(rows)]
    return {"body": slabs(case, 0.006), "pulls": slabs(pulls, 0.006), "labels": slabs(labels, 0.002)}


def locker(p: Params) -> Parts:
    """A row of tall steel lockers with air slots."""
    many = int(number(p, "count", 3, 1, 8))
    xs = (np.arange(many) - (many - 1) / 2) * 0.4
    case = [(0.4 * many, 1.8, 0.5, 0, 0, -0.012)] + [(0.38, 1.7, 0.024, x, 0.07, 0.24) for x in xs]
    slots = [(0.18, 0.012, 0.004, x, y, 0.2525) for x in xs for y in (1.55, 1.59, 1.63, 0.2, 0.24)]
    pulls = [(0.03, 0.12, 0.03, x + 0.13, 0.95, 0.26) for x in xs]
    return {"body": slabs(case, 0.005), "slots": slabs(slots, 0.001), "pulls": slabs(pulls, 0.008)}


def archive_rack(p: Params) -> Parts:
    """Steel shelves full of archive boxes: w, h, `seed` for which are missing."""
    w, h, d = number(p, "w", 2.0, 0.8, 8), number(p, "h", 2.2, 1, 4), 0.45
    rng = seeded(p, 1)
    rows = max(int(h / 0.42), 2)
    room = (h - 0.1) / rows
    posts = [
        (0.04, h, 0.04, x, 0, z)
        for x in np.linspace(-w / 2 + 0.02, w / 2 - 0.02, max(round(w / 1.0), 1) + 1)
        for z in (-d / 2, d / 2)
    ]
    boards = [(w, 0.035, d, 0, 0.06 + i * room, 0) for i in range(rows + 1)]
    boxes, labels = [], []
    many = int((w - 0.08) / 0.3)
    for i in range(rows):
        for k in range(many):
            if rng.random() < 0.1:
                continue
            x = -w / 2 + 0.04 + (k + 0.5) * (w - 0.08) / many
            tall, z = min(room - 0.07, 0.28) * rng.choice((1, 1, 0.8)), rng.uniform(-0.02, 0.03)
            boxes.append((0.27, tall, 0.38, x, 0.095 + i * room, z))
            boxes.append((0.28, 0.05, 0.39, x, 0.095 + i * room + tall - 0.045, z))
            labels.append((0.11, 0.07, 0.004, x, 0.095 + i * room + tall * 0.32, z + 0.191))
    return {"frame": slabs([*posts, *boards], 0.004), "boxes": slabs(boxes, 0.006), "labels": slabs(labels, 0.001)}


def counter(p: Params) -> Parts:
    """A shop counter: w wide, panelled front."""
    w, h, d = number(p, "w", 1.8, 0.6, 8), number(p, "h", 0.95, 0.6, 1.3), number(p, "d", 0.65, 0.3, 1.5)
    many = max(int(w / 0.3), 2)
    fronts = [
        ((w - 0.05) / many - 0.012, h - 0.2, 0.02, -w / 2 + 0.025 + (i + 0.5) * (w - 0.05) / many, 0.12, d / 2 - 0.03)
        for i in range(many)
    ]
    return {
        "body": slabs([(w - 0.04, h - 0.14, d - 0.08, 0, 0.1, 0), *fronts], 0.006),
        "top": place(box(w, 0.04, d, bevel=0.01), (0, h - 0.02, 0)),
        "plinth": slab_at(w - 0.12, 0.1, d - 0.16),
    }


def reception_desk(p: Params) -> Parts:
    """A welcome desk with a raised front, upright slats and a lit gap at its foot."""
    w = number(p, "w", 2.4, 1.2, 6)
    many = int(w / 0.07)
    slats = [(0.042, 0.86, 0.03, -w / 2 + 0.12 + (i + 0.5) * (w - 0.24) / many, 0.14, 0.385) for i in range(many)]
    body = [
        (w, 0.06, 0.42, 0, 1.06, 0.2),
        (0.1, 0.98, 0.78, -w / 2 + 0.05, 0.1, 0),
        (0.1, 0.98, 0.78, w / 2 - 0.05, 0.1, 0),
    ]
    body += [(w - 0.2, 0.96, 0.06, 0, 0.1, 0.34), (w - 0.2, 0.04, 0.66, 0, 0.72, -0.04)]
    return {
        "body": slabs(body, 0.012),
        "front": slabs(slats, 0.006),
        "plinth": slab_at(w - 0.16, 0.1, 0.6, 0, 0, -0.04),
        "glow": slab_at(w - 0.3, 0.02, 0.02, 0, 0.1, 0.375, 0.004),
    }


def bar_counter(p: Params) -> Parts:
    """A bar: counter with a foot rail, shelves of bottles behind it."""
    w = number(p, "w", 2.6, 1.2, 8)
    parts = counter({"w": w, "h": 1.08, "d": 0.6})
    foot = [rod((-w / 2 + 0.05, 0.2, 0.42), (w / 2 - 0.05, 0.2, 0.42), 0.02, n=12)]
    ends = np.linspace(-w / 2 + 0.15, w / 2 - 0.15, 4)
    foot.append(rods([(x, 0.2, 0.27) for x in ends], [(x, 0.2, 0.42) for x in ends], 0.014))
    z = -1.15
    shelves: list[tuple[float, ...]] = [(w, 0.04, 0.26, 0, y, z) for y in (1.15, 1.55, 1.95)]
    shelves += [(w, 1.06, 0.36, 0, 0, z), (w, 1.3, 0.03, 0, 1.0, z - 0.15)]
    shelves += [(0.04, 1.3, 0.28, s * (w / 2 - 0.02), 1.0, z) for s in (-1, 1)]
    rng = seeded(p, 2)
    flask = lathe(
        [(0, 0), (0.036, 0)],
        [(0.036, 0), (0.036, 0.17), (0.03, 0.2), (0.013, 0.23), (0.013, 0.29)],
        [(0.013, 0.29), (0, 0.29)],
        n=14,
    )
    xs = np.arange(-w / 2 + 0.12, w / 2 - 0.1, 0.115)
    spots = np.array([(x, y + 0.04, z) for y in (1.15, 1.55, 1.95) for x in xs if rng.random() < 0.86])
    tall = rng.uniform(0.72, 1.05, len(spots))
    del parts["plinth"]
    parts["rail"] = join(foot)
    parts["shelves"] = slabs(shelves, 0.006)
    parts["bottles"] = swarm(flask, spots, scale=tall)
    return {name: place(m, (0, 0, 0.45)) for name, m in parts.items()}


def lectern(_: Params) -> Parts:
    """A speaker's stand, sloping towards whoever speaks (-z), with a small microphone."""
    top = place(box(0.6, 0.03, 0.48, bevel=0.01), (0, 1.12, -0.02), tilt=18)
    lip = place(box(0.6, 0.05, 0.025, bevel=0.008), (0, 1.06, -0.25), tilt=18)
    column = [slab_at(0.34, 1.06, 0.22, 0, 0.03, 0, 0.02), slab_at(0.46, 0.5, 0.025, 0, 0.45, 0.13, 0.01)]
    mic = pipe([(0.12, 1.15, 0.1), (0.12, 1.35, 0.09), (0.1, 1.42, -0.02)], [0.006, 0.006, 0.016], 8)
    return {"body": join([top, lip, *column]), "base": slab_at(0.55, 0.03, 0.42, 0, 0, 0, 0.01), "mic": mic}


def coat_rack(_: Params) -> Parts:
    """A turned post with hooks and three splayed feet."""
    a = np.radians(np.arange(0, 360, 60))
    hooks = rods(
        np.c_[0 * a, 1.55 + 0.06 * (np.arange(6) % 2), 0 * a],
        np.c_[0.15 * np.cos(a), 1.67 + 0.06 * (np.arange(6) % 2), 0.15 * np.sin(a)],
        0.012,
        0.016,
        10,
    )
    b = np.radians(np.arange(30, 360, 120))
    feet = rods(np.c_[0 * b, 0 * b + 0.3, 0 * b], np.c_[0.28 * np.cos(b), 0 * b, 0.28 * np.sin(b)], 0.018, 0.014, 10)
    return {"body": join([cylinder(0.022, 1.78, n=24), hooks, feet])}


def safe(_: Params) -> Parts:
    """A strongbox: thick door, hinges, wheel."""
    body = join(
        [
            slab_at(0.6, 0.7, 0.55, 0, 0.03, 0, 0.03),
            slab_at(0.5, 0.58, 0.03, 0, 0.09, 0.28, 0.012),
            slabs([(0.05, 0.03, 0.05, x, 0, z) for x, z in corners4(0.24, 0.2)], 0.005),
        ]
    )
    a = np.radians((90, 210, 330))
    spokes = rods(
        [(0.08, 0.38, 0.33)] * 3, np.c_[0.08 + 0.1 * np.cos(a), 0.38 + 0.1 * np.sin(a), 0 * a + 0.33], 0.01, 0.01, 8
    )
    dial = place(cylinder(0.045, 0.04, bevel=0.008, n=32), (-0.12, 0.38, 0.29), tilt=90)
    hinges = mirrored(slabs([(0.02, 0.1, 0.03, 0.255, y, 0.295) for y in (0.15, 0.52)], 0.006))
    return {
        "body": body,
        "dial": join([spokes, dial, place(cylinder(0.03, 0.05, n=20), (0.08, 0.38, 0.29), tilt=90), hinges]),
    }
