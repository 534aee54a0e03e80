"""Above and after: over the clouds, under the stars; the marsh in its mist; the harbour's planks."""

from __future__ import annotations

import numpy as np

from generation.engine.previz import colour
from generation.engine.previz.scene import Material
from generation.engine.previz.sets.city import town
from generation.engine.previz.sets.outside import (
    air,
    at_lens,
    beside,
    beside_depth,
    depth_of,
    edges,
    ground,
    is_product,
    nearest,
    ranges,
    size_of,
    sky,
    spot,
    sun,
    under_copy,
    water,
)
from generation.engine.previz.sets.standing import extras, free, grass, put, scatter, stones, trees
from generation.engine.previz.stage import Stage, box_points
from generation.engine.previz.stage.subjects import Group


def clouds(stage: Stage, group: Group) -> None:
    """Over a sea of cloud: heaps that catch the sun, the sky clear above; what stands, stands on the cloud."""
    s = size_of(group)
    stops = sky(stage, clouds=0.25)
    d = depth_of(stage, group)
    puff = Material("matte", colour.mix("#ffffff", stops[4][1], 0.06), 1.0)
    wave = max(1.3 * d, 2.0)
    ground(stage, puff, name="cloud", style="clouds", relief=round(under_copy(stage, d + wave, 0.3 * wave), 2),
           wave=round(wave, 2), flat=round(0.3 * d, 2), fade=60 * d)  # fmt: skip
    stage.materials["puff"] = puff
    for near, far, size, count in ((max(nearest(stage), 0.6 * d), 1.3 * d, 0.3, 6), (1.1 * d, 4 * d, 0.8, 10)):
        for x, z in scatter(stage, group, count, near, far, s * size * 2.2, s * size * 0.6, behind=1.15):
            k = s * size * float(stage.rng.uniform(0.6, 1.2))
            put(stage, "puff", "rocks", (x, -0.3 * k, z), wears={"*": "puff"}, kind="set", params={
                "seed": int(stage.rng.integers(1, 999)), "count": 6, "size": round(k, 3),
                "spread": [round(k, 3), round(k * 0.6, 3)]})  # fmt: skip
    sun(stage, group, strength=1.15, least=20.0)
    air(stage, stops, mist=0.0006, height=6.0, most=0.6, exposure=1.2, contrast=0.24)


def night(stage: Stage, group: Group) -> None:
    """A clear night: stars, a moon, dark hills and firs as silhouettes, the ground just lit."""
    rng, s = stage.rng, size_of(group)
    stops = sky(stage, clouds=0.2)
    d = depth_of(stage, group)
    ground(
        stage, Material("matte", "#3f4650", 0.97, grain=0.3), relief=1.5, wave=30.0, flat=round(1.5 * d, 2), fade=150.0
    )
    grass(stage, group, "#3f4a48", s * 0.06, count=2200, far=16 + d)
    ranges(stage, stops, (1500.0, 700.0, 320.0), (5.5, 3.6, 1.8), "#141b2b", peaks=0.6, pale=(0.5, 0.28, 0.1), wide=3.0)
    trees(stage, group, 26, 38.0, 110.0, (1,), (8.0, 15.0), leaf="#18212b")
    if stage.reading.said("camp", "campsite", "camping", "tent"):
        extras(stage, group, ("tent",), 1, max(1.5 * d, 7.0), 3 * d + 8)
    stage.materials["starlight"] = Material("glow", "#e6ecff", glow=1.6)
    stage.materials["moon"] = Material("glow", "#f4f0e2", glow=1.9)
    stage.add("stars", "stars", **at_lens(stage), wears={"*": "starlight"}, params={"seed": int(rng.integers(1, 999))})
    for _ in range(12):
        c, v = float(rng.uniform(0.08, 0.92)), float(rng.uniform(0.06, 0.3))
        ray, far = stage.frame.ray(c, v), 4000.0
        at = tuple(float(e + far * r) for e, r in zip(stage.camera.eye, ray, strict=True))
        copy = stage.rules.copy
        inside = (
            not copy.empty and copy.x - 0.06 < c < copy.x + copy.w + 0.06 and copy.y - 0.1 < v < copy.y + copy.h + 0.1
        )
        hidden = any(
            x0 - 0.05 < c < x1 + 0.05 for x0, _, x1, _ in (stage.frame.box(box_points(t)) for t in group.things)
        )
        if at[1] > 250 and not inside and not hidden:
            r = far * 0.03 * min(stage.frame.tan) * 1.6
            stage.add("moon", "sphere", (at[0], at[1] - r, at[2]), wears={"*": "moon"}, params={"r": round(r, 1)})
            break
    sun(stage, group, strength=1.5, local=2.0)
    air(stage, stops, mist=0.00099, height=6, exposure=1.25, contrast=0.3, tint="#27304c")


def harbour(stage: Stage, group: Group) -> None:
    """A wooden pier into still water, mooring posts, boats, the town or hills across the basin."""
    rng, s = stage.rng, size_of(group)
    stops = sky(stage)
    d = depth_of(stage, group)
    small = is_product(group)
    water(stage, colour.mix("#38535c", stops[3][1], 0.3), ripple=0.03, y=-0.3 if small else -0.75)
    back = max((beside_depth(stage, t.at) for t in group.things), default=0.0)
    wide = float(np.ptp([t.at[0] for t in group.things])) if group.things else 0.0
    stage.materials["pier"] = Material("matte", colour.mix("#7b6a55", stage.palette.mid, 0.1), 0.85, grain=0.45)
    stage.materials["pier post"] = Material("matte", "#4d4236", 0.9, grain=0.5)
    landscape = group.family == "landscape"
    off = -3.2 if landscape else 0.0
    stage.add("pier", "planks", beside(stage, off, 0, 0.0 if not landscape else 0.1), turn=-stage.camera.yaw,
              wears={"boards": "pier", "posts": "pier post"},
              params={"w": round(max(wide + 1.7 * s * (0.8 if small else 0.62), 1.2 * s), 2),
                      "z0": round(d * 1.1 + 0.5, 2),
                      "z1": round(-back - (1.2 * s if small else 6.0), 2), "board": 0.1 if small else 0.16,
                      "rail": round(0.16 * s if small else 0.5, 2)})  # fmt: skip
    for x, z in scatter(stage, group, 4, max(1.5 * d, 8.0), max(4 * d, 34.0), 3.6, 1.0, behind=1.5, tries=6):
        side = abs((x * 1.0) + 0)
        if side > wide / 2 + 2.6:
            put(stage, "boat", "boat", (x, -0.75 - 0.05, z), turn=float(rng.uniform(0, 360)),
                       params={"l": round(float(rng.uniform(3.4, 5.0)), 1)})  # fmt: skip
    if stage.sky_index % 2:
        town(stage, stops, (700.0, 380.0))
    ranges(stage, stops, (1600.0, 800.0), (3.4, 2.0), "#47555c", peaks=0.3, wide=4.0)
    sun(stage, group)
    air(stage, stops, mist=0.00158 if "mist" not in stage.reading.weather else 0.011, height=6)


def marsh(stage: Stage, group: Group) -> None:
    """Dark, still water; reeds at both sides; old posts, pans; everything pales into mist."""
    rng, p = stage.rng, stage.palette
    stops = sky(stage)
    stage.materials["reed"] = Material("matte", colour.mix("#77663f", p.mid, 0.15), 0.9, grain=0.5)
    stage.materials["pane lit"] = Material(
        "glow", p.accent if colour.vividness(p.accent) > 0.35 else "#d8763a", glow=1.9
    )
    water(stage, colour.mix("#5d6a62", p.ink, 0.25), ripple=0.012, name="marsh water")
    eye, d = stage.camera.eye, depth_of(stage, group)
    clear = []
    for thing in group.things:
        if thing.at[2] > -10:
            lo, hi = box_points(thing).min(0), box_points(thing).max(0)
            clear.append([round(float(v), 2) for v in (lo[0] - 0.3, lo[2] - 0.4, hi[0] + 0.3, eye[2] + 1)])
    if stage.reading.said("pan", "pool", "salt"):
        _pans(stage, group)
    a, b = edges(stage)
    s = size_of(group) if is_product(group) else 1.0
    for side in (-1, 1):
        for near, far, count, h in (
            (max(0.55 * d, nearest(stage) * 1.05), 0.85 * d, 70, 0.62 * min(s, 1.0)),
            (0.95 * d, 1.7 * d + 2, 220, 1.1 * min(s * 1.2, 1)),
            (1.8 * d + 3, 3.4 * d + 10, 240, 1.3),
        ):  # fmt: skip
            # In the frame's own terms: the outer third of each side, at this depth.
            c0, c1 = (0.62, 1.08) if side > 0 else (-0.08, 0.38)
            c0, c1 = (c0 + 0.12, c1) if side > 0 and near < d else (c0, c1 - 0.12) if near < d else (c0, c1)
            corners = [spot(stage, c, depth) for c in (c0, c1) for depth in (near, far)]
            over = [round(float(v), 2) for v in (min(x for x, _ in corners), min(z for _, z in corners),
                                                 max(x for x, _ in corners), max(z for _, z in corners))]  # fmt: skip
            middle = spot(stage, (c0 + c1) / 2, (near * far) ** 0.5)
            copy = stage.rules.copy
            inside = not copy.empty and copy.w < 1 and copy.x < (c0 + c1) / 2 < copy.x + copy.w
            if inside or (is_product(group) and abs(middle[0]) < 0.2 * s) or rng.random() > 0.92:
                continue
            stage.add("reeds", "reeds", (0, -0.03, 0), kind="thing", params={
                "seed": int(rng.integers(1, 9999)), "over": over, "count": count,
                "h": round(min(h, max(under_copy(stage, near, h), 0.2)), 2), "clear": clear})  # fmt: skip
    posts = beside(stage, float(rng.choice((-1, 1))) * 0.22 * (b - a) * d, 1.3 + 0.3 * d)
    if free(stage, group, (posts[0], posts[2]), 1.5, 1.5, behind=1.2):
        put(stage, "posts", "posts", posts, params={"seed": int(rng.integers(1, 99)), "count": 5})
    if is_product(group):
        stones(stage, group, "wet stone", 2, s * 0.35, d * 1.1, d * 2.2)
    ranges(stage, stops, (620.0,), (1.0,), "#4f5a55", pale=(0.5,), peaks=0.2, wide=6.0)
    hour = stage.hour
    sun(stage, group, strength=0.9)
    top, low = beside(stage, stage.side * 7, -3, 9), beside(stage, 0, 6, 0.5)
    stage.light("sky key", top, low, (10, 10), hour.key, 5)
    back = beside(stage, -stage.side * 9, 16, 4)
    stage.light("rim", back, beside(stage, 0, 5, 1), (6, 6), stops[2][1], 6)
    air(stage, stops, mist=0.016, height=2.6, most=0.82, exposure=1.45, vignette=0.2, saturation=0.95, contrast=0.34)


def _pans(stage: Stage, group: Group) -> None:
    """Salt pans: low banks in a grid about shallow pools, going off to the horizon."""
    stage.materials["pan bank"] = Material("matte", "#cfc9bb", 0.95, grain=0.3)
    a, b = edges(stage)
    for k in range(9):
        ahead = 3.0 + 4.2 * k * (1 + 0.09 * k)
        width = (b - a) * (depth_of(stage, group) + ahead) * 1.4
        x, y, z = beside(stage, (a + b) / 2 * ahead, ahead, 0.0)
        stage.add("pan bank", "slab", (x, y, z), turn=-stage.camera.yaw, wears={"*": "pan bank"},
                  params={"w": round(width, 1), "h": 0.09, "d": 0.34, "bevel": 0.03})  # fmt: skip
    for k in range(-7, 8):
        x, _, z = beside(stage, 4.6 * k + 2.3, 24)
        if free(stage, group, (x, z), 0.4, 0.1) and all(abs(t.at[0] - 4.6 * k - 2.3) > 0.8 for t in group.things):
            stage.add("pan bank", "slab", (x, 0, z), turn=-stage.camera.yaw, wears={"*": "pan bank"},
                      params={"w": 0.34, "h": 0.09, "d": 42.0, "bevel": 0.03})  # fmt: skip


SETS = {"clouds": clouds, "night": night, "harbour": harbour, "marsh": marsh}
