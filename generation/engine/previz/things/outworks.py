"""What people build in the open: walls, roads, courts, decks, bridges, turbines, cranes; and falling water, stars."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generation.engine.previz.things.mesh import (
    Mesh,
    Params,
    Parts,
    ball,
    box,
    join,
    lathe,
    mesh,
    place,
    quad,
    ribbon,
    stand_box,
    tube,
)

WEARS: Mapping[str, Mapping[str, str]] = {
    "dry_wall": {"stones": "stone", "caps": "stone"},
    "roadway": {"bed": "asphalt", "lines": "paper", "edges": "stone"},
    "pitch": {"bed": "grass", "lines": "paper"},
    "turbines": {"body": "paper"},
    "tower_crane": {"frame": "accent", "load": "concrete"},
    "viaduct": {"deck": "concrete", "cables": "steel"},
    "planks": {"boards": "old wood", "posts": "old wood"},
    "scaffold": {"frame": "steel", "boards": "old wood", "slabs": "concrete"},
    "falls": {"water": "paper"},
    "stars": {"stars": "paper"},
    "boulevard": {"walls": "plaster", "panes": "pane dark", "trims": "stone", "shops": "pane dark"},
}


def dry_wall(p: Params) -> Parts:
    """A wall of stones laid in courses, l metres along x, h high, facing +z; `stone` is the usual length of one."""
    rng = np.random.default_rng(p.get("seed", 1))
    length, h, d = float(p.get("l", 12.0)), float(p.get("h", 1.3)), float(p.get("d", 0.5))
    size = max(float(p.get("stone", 0.42)), length / 90)
    stones, caps, y = [], [], 0.0
    models = [box(1, 1, 1, bevel=b, k=2) for b in (0.1, 0.16, 0.22)]
    while y < h - 0.02:
        course = min(size * rng.uniform(0.38, 0.62), h - y)
        x = -length / 2 - size * rng.random()
        while x < length / 2:
            w = size * rng.uniform(0.6, 1.6)
            out = rng.uniform(-0.04, 0.05) * size
            scale = (w * 0.975, course * 0.95, d * rng.uniform(0.94, 1.06))
            at = (x + w / 2, y + course / 2, out)
            stones.append(place(models[int(rng.integers(3))], at, scale=scale, roll=float(rng.normal(0, 0.8))))
            x += w
        y += course
    x = -length / 2
    while x < length / 2 and p.get("caps", True):
        w = size * rng.uniform(0.9, 1.7)
        caps.append(place(models[1], (x + w / 2, h + 0.1 * size, 0), scale=(w * 0.98, 0.24 * size, d * 1.15)))
        x += w
    return {"stones": join(stones)} | ({"caps": join(caps)} if caps else {})


def roadway(p: Params) -> Parts:
    """A road w wide along -z from z0 to z1, winding by `bend` metres far away; dashes in the middle unless plain."""
    w, z0, z1, bend = (
        float(p.get("w", 6.4)),
        float(p.get("z0", 8.0)),
        float(p.get("z1", -900.0)),
        float(p.get("bend", 0)),
    )
    s = np.geomspace(1, z0 - z1 + 1, 90) - 1
    z = z0 - s
    far = np.clip(-z - 14, 0, None)
    x = bend * np.sin(far / 75.0) * np.clip(far / 60, 0, 1)
    line = np.c_[x, 0 * z, z]
    up = np.array([0, 0.012, 0])
    parts = {"bed": ribbon(line + up, w / 2)}
    if not p.get("plain"):
        marks = [ribbon(line + 2 * up + [k * (w / 2 - 0.3), 0, 0], 0.06 + 0.0004 * s) for k in (-1, 1)]
        at = z0
        while at > max(z1, -260):
            t = np.linspace(at, at - 2.6, 4)
            marks.append(ribbon(np.c_[np.interp(-t, -z, x), 0 * t + 0.024, t], 0.07 - 0.0002 * at))
            at -= 6.5
        parts["lines"] = join(marks)
    if p.get("kerb"):
        parts["edges"] = join([ribbon(line + up * 1.5 + [k * (w / 2 + 0.25), 0, 0], 0.25) for k in (-1, 1)])
    return parts


def pitch(p: Params) -> Parts:
    """A playing ground of w x d metres: kind "track" (lanes along -z), "court" or "field"."""
    kind, w, d = p.get("kind", "track"), float(p.get("w", 9.8)), float(p.get("d", 120.0))
    z = float(p.get("front", 12.0))
    bed = place(quad(w, d), (0, 0.006, z - d / 2), tilt=-90)
    thick = float(p.get("line", 0.05))

    def stripe(x0: float, z0: float, x1: float, z1: float) -> Mesh:
        a, b = abs(x1 - x0) + thick, abs(z1 - z0) + thick
        return place(quad(a, b), ((x0 + x1) / 2, 0.013, (z0 + z1) / 2), tilt=-90)

    lines = []
    if kind == "track":
        for x in np.linspace(-w / 2, w / 2, int(p.get("lanes", 8)) + 1):
            lines.append(stripe(float(x), z, float(x), z - d))
        lines.append(stripe(-w / 2, -2.5, w / 2, -2.5))
    else:
        x, far = w / 2 - 0.6, z - d + 0.6
        near, middle = z - 0.6, z - d / 2
        lines += [stripe(-x, near, -x, far), stripe(x, near, x, far), stripe(-x, far, x, far),
                  stripe(-x, near, x, near),
                  stripe(-x, middle, x, middle), stripe(-x * 0.45, far, -x * 0.45, far + d * 0.16),
                  stripe(x * 0.45, far, x * 0.45, far + d * 0.16),
                  stripe(-x * 0.45, far + d * 0.16, x * 0.45, far + d * 0.16)]  # fmt: skip
        a, r = np.linspace(0, 2 * np.pi, 60), w * 0.13
        lines.append(ribbon(np.c_[r * np.cos(a), 0 * a + 0.013, middle + r * np.sin(a)], thick / 2, (0, 0, 1)))
        lines.append(ribbon(np.c_[r * np.cos(a), 0 * a + 0.013, middle + r * np.sin(a)], thick / 2, (1, 0, 0)))
    return {"bed": bed, "lines": join(lines)}


def turbines(p: Params) -> Parts:
    """Wind turbines at spots (x, z, height); blades stand at an angle of their own; they face +z."""
    rng = np.random.default_rng(p.get("seed", 1))
    parts = []
    for x, z, h in p.get("spots", ((0.0, 0.0, 90.0),)):
        r = 0.48 * h
        parts.append(place(lathe([(0.028 * h, 0), (0.014 * h, h)], n=14), (x, 0, z)))
        parts.append(place(box(0.04 * h, 0.04 * h, 0.1 * h, bevel=0.015 * h), (x, h, z + 0.01 * h)))
        parts.append(place(ball(0.026 * h, 14), (x, h, z + 0.065 * h)))
        start = rng.uniform(0, 120)
        for k in range(3):
            s = np.linspace(0, 1, 6)
            blade = ribbon(np.c_[0 * s, r * s, 0 * s], 0.03 * h * np.r_[0.35, 1.0, 0.8, 0.6, 0.4, 0.1])
            parts.append(place(blade, (x, h, z + 0.07 * h), roll=float(start + 120 * k)))
    return {"body": join(parts)}


def tower_crane(p: Params) -> Parts:
    """A tower crane h high with a jib along +x; legs and braces as rods."""
    h = float(p.get("h", 34.0))
    w, bars = 0.045 * h, []
    r = 0.006 * h
    for sx in (-1, 1):
        for sz in (-1, 1):
            bars.append(tube([(sx * w / 2, 0, sz * w / 2), (sx * w / 2, h, sz * w / 2)], r, n=5))
    for k in range(16):
        a, b, s = h * k / 16, h * (k + 1) / 16, (-1) ** k
        bars += [tube([(-s * w / 2, a, q * w / 2), (s * w / 2, b, q * w / 2)], r * 0.6, n=4) for q in (-1, 1)]
    top = (0.0, h * 1.16, 0.0)
    for y, z in ((h, -w / 2), (h, w / 2), (h + w, 0.0)):
        bars.append(
            tube([(-0.3 * h, y if z else h + 0.4 * w, z), (0.85 * h, y if z else h + 0.6 * w, z)], r * 0.8, n=5)
        )
    for k in range(24):
        x = -0.28 * h + 1.1 * h * k / 24
        bars.append(tube([(x, h, w / 2 * (-1) ** k), (x + 0.046 * h, h + 0.5 * w, 0)], r * 0.5, n=4))
    bars += [tube([top, (x, h + 0.5 * w, 0)], r * 0.5, n=4) for x in (-0.28 * h, 0.55 * h)]
    bars += [tube([(0, h, 0), top], r * 1.4, n=5), tube([(0.6 * h, h, 0), (0.6 * h, 0.62 * h, 0)], r * 0.3, n=4)]
    load = [place(box(0.09 * h, 0.07 * h, 0.05 * h, bevel=0.01), (-0.25 * h, h - 0.03 * h, 0)),
            place(box(0.06 * h, 0.03 * h, 0.06 * h, bevel=0.01), (0.6 * h, 0.6 * h, 0))]  # fmt: skip
    return {"frame": join(bars), "load": join(load)}


def scaffold(p: Params) -> Parts:
    """A building going up: slabs on columns behind scaffolding, w x h x d, facing +z."""
    w, h, d = float(p.get("w", 14.0)), float(p.get("h", 12.0)), float(p.get("d", 8.0))
    rng = np.random.default_rng(p.get("seed", 1))
    floors = max(int(h / 3.2), 2)
    slabs = [stand_box(w, 0.3, d, (0, 3.2 * k, -d / 2), bevel=0.03, k=2) for k in range(1, floors + 1)]
    for x in np.linspace(-w / 2 + 0.4, w / 2 - 0.4, max(int(w / 4.5), 2) + 1):
        for z in (-0.6, -d + 0.6):
            top = 3.2 * floors + (1.1 if rng.random() < 0.7 else 0)
            slabs.append(stand_box(0.42, top, 0.42, (float(x), 0, z), bevel=0.02, k=2))
    frame, boards = [], []
    for x in np.linspace(-w / 2, w / 2, max(int(w / 2.2), 3) + 1):
        frame += [tube([(x, 0, z), (x, 3.2 * floors + 1.2, z)], 0.035, n=5) for z in (0.35, 1.35)]
    for k in range(1, floors + 1):
        y = 3.2 * k - 0.4
        boards.append(stand_box(w, 0.06, 0.9, (0, y, 0.85), bevel=0.01, k=2))
        frame += [tube([(-w / 2, y + q, 1.38), (w / 2, y + q, 1.38)], 0.028, n=4) for q in (0.5, 1.0)]
        frame.append(tube([(-w / 2, y - 3.0, 1.4), (w / 2, y, 1.4)], 0.028, n=4))
    return {"frame": join(frame), "boards": join(boards), "slabs": join(slabs)}


def viaduct(p: Params) -> Parts:
    """A hanging bridge along x, l long, its deck at height y; two towers h high and fans of cables."""
    length, y, h = float(p.get("l", 240.0)), float(p.get("y", 12.0)), float(p.get("h", 46.0))
    w = 0.025 * length
    deck = [place(box(length * 1.6, 0.016 * length, w, bevel=0.2, k=2), (0, y, 0))]
    cables = []
    for tx in (-0.28 * length, 0.28 * length):
        for z in (-w * 0.42, w * 0.42):
            foot = stand_box(0.016 * length, h + 4, 0.014 * length, (tx, -4, z), bevel=0.3, k=2)
            deck.append(foot)
        deck.append(place(box(0.012 * length, 0.012 * length, w, bevel=0.2, k=2), (tx, h * 0.82, 0)))
        for k in range(1, 10):
            for s in (-1, 1):
                end = (tx + s * 0.026 * length * k, y, w * 0.42)
                cables.append(tube([(tx, h * (0.98 - 0.012 * k), w * 0.42), end], 0.0009 * length, n=4))
    for x in (-0.62 * length, 0.62 * length):
        deck.append(stand_box(0.016 * length, y + 4, w * 0.8, (x, -4, 0), bevel=0.3, k=2))
    return {"deck": join(deck), "cables": join(cables)}


def planks(p: Params) -> Parts:
    """A deck of boards across x, w wide, from z0 back to z1, its top at y = 0; posts stand in the water on request."""
    w, z0, z1 = float(p.get("w", 2.4)), float(p.get("z0", 4.0)), float(p.get("z1", -14.0))
    board = float(p.get("board", 0.16))
    rng = np.random.default_rng(p.get("seed", 1))
    boards, posts, z = [], [], z0
    step = board * 1.05
    count = min(int((z0 - z1) / step), 150)
    step = (z0 - z1) / max(count, 1)
    model = box(1, 1, 1, bevel=0.06, k=2)
    for _ in range(count):
        drop, cut = rng.uniform(0, 0.05) * board, rng.uniform(-0.03, 0.03) * w
        boards.append(place(model, (cut, -0.2 * board - drop, z - step / 2), scale=(w, 0.4 * board, step * 0.95)))
        z -= step
    if p.get("posts", True):
        tall = float(p.get("rail", 0.55))
        for k in range(int((z0 - z1) / (w * 1.1)) + 1):
            for s in (-1, 1):
                zz = z0 - 0.2 * w - k * w * 1.1
                posts.append(tube([(s * w * 0.52, -1.5, zz), (s * w * 0.52, tall, zz)], 0.045 * w, n=10))
                posts.append(place(ball(0.045 * w, 12), (s * w * 0.52, tall, zz), scale=(1, 0.3, 1)))
    return {"boards": join(boards)} | ({"posts": join(posts)} if posts else {})


def falls(p: Params) -> Parts:
    """Falling water w wide, h high, facing +z: strands that part and join, and spray at the foot."""
    w, h = float(p.get("w", 2.0)), float(p.get("h", 8.0))
    rng = np.random.default_rng(p.get("seed", 1))
    strands = []
    t = np.linspace(0, 1, 14)
    for _ in range(int(p.get("count", 240))):
        x = w * rng.normal(0, 0.26)
        start, end = rng.uniform(0, 0.12), 1 - rng.uniform(0, 0.04)
        s = start + (end - start) * t
        wander = 0.03 * w * np.sin(s * rng.uniform(3, 9) + rng.uniform(0, 6))
        path = np.c_[x * (1 + 0.35 * s) + wander, h * (1 - s), 0.06 * h * s**0.5 + rng.uniform(0, 0.05) * w]
        strands.append(ribbon(path, w * rng.uniform(0.004, 0.022) * (0.5 + s)))
    for _ in range(26):
        r = w * rng.uniform(0.04, 0.14)
        at = (rng.normal(0, 0.42) * w, r * 0.3, 0.08 * h + abs(rng.normal(0, 0.16)) * w)
        strands.append(place(ball(1, 10), at, scale=(r * 1.6, r * 0.7, r)))
    return {"water": join(strands)}


def stars(p: Params) -> Parts:
    """Points of light on a dome of radius r about the origin, denser along a band; the lens stands in its middle."""
    rng, r, count = np.random.default_rng(p.get("seed", 1)), float(p.get("r", 9000.0)), int(p.get("count", 420))
    d = rng.normal(size=(count, 3))
    d[: count // 2, 0] = d[: count // 2, 0] * 1.6 + d[: count // 2, 1] * 0.9  # the band
    d[:, 1], d[:, 2] = np.abs(d[:, 1]) + 0.06, -np.abs(d[:, 2])
    d /= np.linalg.norm(d, axis=1, keepdims=True)
    size = r * float(p.get("size", 0.0011)) * rng.pareto(3.0, count).clip(0.15, 1.6)
    parts = []
    for k in range(count):
        a = np.cross(d[k], [0, 1, 0])
        a /= np.linalg.norm(a)
        b = np.cross(a, d[k])
        corners = [d[k] * r + size[k] * q for q in (a, b, -a, -b)]
        parts.append(mesh(corners, [(0, 1, 2), (0, 2, 3)], np.tile(-d[k], (4, 1))))
    return {"stars": join(parts)}


def boulevard(p: Params) -> Parts:
    """Fronts of one side of a street along -z from z0, facing +x: bays, sills, cornices, shops at the foot, roofs of
    different heights. `walls` come in two shades (walls, trims)."""
    rng = np.random.default_rng(p.get("seed", 1))
    walls: list[Mesh] = []
    trims: list[Mesh] = []
    panes, shops = [], []
    z, end, low, high = float(p.get("z0", 8.0)), float(p.get("z1", -110.0)), int(p.get("low", 3)), int(p.get("high", 6))
    pane = quad(1, 1)
    while z > end:
        w, floors = float(rng.uniform(7, 13)), int(rng.integers(low, high + 1))
        storey, back = float(rng.uniform(3.0, 3.5)), float(rng.uniform(0, 0.5))
        h = 4.2 + floors * storey
        front = -back
        (walls if rng.random() < 0.6 else trims).append(
            stand_box(9, h, w, (-4.5 - back, 0, z - w / 2), bevel=0.05, k=2)
        )
        trims.append(stand_box(0.7, 0.35, w + 0.1, (front + 0.1, h - 0.1, z - w / 2), bevel=0.06, k=2))
        trims.append(stand_box(0.4, 0.22, w, (front + 0.08, 3.85, z - w / 2), bevel=0.05, k=2))
        bays = max(int(w / 2.4), 2)
        for k in range(bays):
            at = z - w * (k + 0.5) / bays
            shops.append(place(pane, (front + 0.03, 1.75, at), turn=90, scale=(w / bays * 0.8, 2.7, 1)))
            for i in range(floors):
                y = 4.6 + storey * i
                panes.append(place(pane, (front + 0.03, y + 0.95, at), turn=90, scale=(1.1, 1.75, 1)))
                trims.append(place(box(0.22, 0.1, 1.35, bevel=0.02, k=2), (front + 0.05, y, at)))
        z -= w
    return {"walls": join(walls), "panes": join(panes), "trims": join(trims), "shops": join(shops)}
