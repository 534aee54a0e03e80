"""What is built in the open: a stone wall by a lane, a bridge, a building site, a running track."""

from __future__ import annotations

from generation.engine.previz import colour
from generation.engine.previz.scene import Material
from generation.engine.previz.sets.city import town
from generation.engine.previz.sets.outside import (
    air,
    beside,
    beside_depth,
    depth_of,
    edges,
    from_lens,
    ground,
    is_product,
    ranges,
    size_of,
    sky,
    span,
    spot,
    sun,
    under_copy,
    water,
)
from generation.engine.previz.sets.standing import extras, free, grass, scatter, stones, trees
from generation.engine.previz.stage import Stage
from generation.engine.previz.stage.subjects import Group


def wall(stage: Stage, group: Group) -> None:
    """A dry stone wall beside a lane, across the frame behind the subject; a verge, fields and hills over it."""
    rng, s = stage.rng, size_of(group)
    stops = sky(stage)
    d = depth_of(stage, group)
    lane = colour.mix("#a0937e", stage.palette.light, 0.15)
    ground(stage, Material("matte", lane, 0.95, grain=0.5), relief=4.0, wave=70.0, flat=24.0, fade=260.0)
    small = is_product(group)
    behind = max((beside_depth(stage, t.at) for t in group.things), default=0.0)
    away = behind + (0.75 * s if small else 1.15)
    tall = min(s * (1.1 if small else 0.62), 1.7)
    left, right = span(stage)
    length = (right - left) * (d + away)
    tall = min(tall, max(float(stage.frame.height_at(stage.rules.copy.h + 0.03, -(away))), 0.3)) \
        if not stage.rules.copy.empty and stage.rules.copy.w >= 1 and stage.rules.copy.y <= 0 else tall  # fmt: skip
    stage.materials["walling"] = Material("matte", colour.mix("#716c62", stage.palette.mid, 0.1), 0.95, grain=0.5)
    stage.materials["coping"] = Material("matte", colour.mix("#827c70", stage.palette.mid, 0.1), 0.95, grain=0.5)
    at = from_lens(stage, (left + right) / 2 * (d + away), d + away)
    stage.add("stone wall", "dry_wall", at, turn=-stage.camera.yaw, wears={"stones": "walling", "caps": "coping"},
              params={"l": round(length, 2), "h": round(tall, 3), "d": round(0.3 * tall + 0.05, 3),
                      "stone": round(0.3 * tall, 3), "seed": int(rng.integers(1, 999))})  # fmt: skip
    trees(stage, group, 5, d + away + 12, 70.0, (2, 3), (6.0, 9.0), leaf="#4f5f35")
    ranges(stage, stops, (1300.0, 600.0), (4.0, 2.6), "#55644a", peaks=0.2, wide=5.0)
    grass(stage, group, "#7a7f45", min(0.16, s * 0.14), count=1500, far=14 + d, clear=0.5)
    sun(stage, group, strength=1.15)
    exposure = 0.88 if group.family == "people" else 1.1  # the meter sees dark stone and would burn faces out
    air(stage, stops, mist=0.0018, height=6, exposure=exposure, contrast=0.3)


def bridge(stage: Stage, group: Group) -> None:
    """A hanging bridge over a wide river behind a stone quay; the town's low line under it."""
    s = size_of(group)
    stops = sky(stage)
    d = depth_of(stage, group)
    water(stage, colour.mix("#38505a", stops[3][1], 0.3), ripple=0.045, y=-1.2 if not is_product(group) else -0.4 * s)
    stage.materials["quay"] = Material("matte", "#8f887c", 0.9, grain=0.4)
    x, z = spot(stage, 0.5, d * 0.5)
    back = max((beside_depth(stage, t.at) for t in group.things), default=0.0)
    deep = 2.0 * (d + back + 0.9 * s)
    a, b = edges(stage)
    at = beside(stage, 0, back + 0.9 * s - deep / 2)
    stage.add("quay", "slab", (at[0], -2.0, at[2]), turn=-stage.camera.yaw, wears={"*": "quay"},
              params={"w": round((b - a + 1) * deep * 2, 1), "h": 2.0, "d": round(deep, 2), "bevel": 0.04})  # fmt: skip
    far = 150.0
    top = under_copy(stage, far, 46.0)
    stage.materials["bridge deck"] = Material("matte", colour.mix("#5b6066", stops[2][1], 0.12), 0.8)
    stage.materials["bridge cable"] = Material("matte", colour.mix("#3d4248", stops[2][1], 0.12), 0.8)
    if top > 12:
        x, z = spot(stage, float(stage.rng.uniform(0.35, 0.65)), far)
        stage.add("bridge", "viaduct", (x, 0, z), turn=-stage.camera.yaw + float(stage.rng.choice((-38, 38))),
                  wears={"deck": "bridge deck", "cables": "bridge cable"},
                  params={"l": 230.0, "h": round(top, 1), "y": round(min(11.0, top * 0.3), 1)})  # fmt: skip
    town(stage, stops, (1100.0, 620.0))
    ranges(stage, stops, (2600.0,), (1.6,), "#4c5a62", pale=(0.6,))
    sun(stage, group)
    air(stage, stops, mist=0.00099, height=6, most=0.8)


def site(stage: Stage, group: Group) -> None:
    """A building going up: slabs and scaffolding, a tower crane, earth, stacked boards, a fence."""
    rng, s = stage.rng, size_of(group)
    stops = sky(stage)
    d = depth_of(stage, group)
    ground(stage, Material("matte", "#9a8468", 0.97, grain=0.6), relief=0.5, wave=6.0, flat=round(d, 2), fade=40.0)
    vivid = colour.shade(stage.palette.accent, saturation=0.9)
    stage.materials["crane"] = Material("satin", vivid if colour.vividness(vivid) > 0.3 else "#d8a02c", 0.5)
    stage.materials["raw concrete"] = Material("matte", "#a09c95", 0.9, grain=0.25)
    far = max(3.2 * d, 24.0)
    for k, c in enumerate(rng.permutation([0.2, 0.78])):
        at = spot(stage, float(c), far + 14 * k)
        high = under_copy(stage, far + 14 * k, 14.0)
        if high > 6.5 and free(stage, Group("place"), at, 6.0, high):
            stage.add("building", "scaffold", (at[0], 0, at[1]), turn=-stage.camera.yaw + float(rng.uniform(-25, 25)),
                      wears={"frame": "steel", "boards": "old wood", "slabs": "raw concrete"},
                      params={"w": round(float(rng.uniform(13, 20)), 1), "h": round(high - 1.2, 1), "d": 9.0,
                              "seed": int(rng.integers(1, 99))})  # fmt: skip
    for _ in range(10):
        rise = max(float(stage.frame.ray(0.5, 0.08)[1]), 0.14)  # the whole crane is in the frame where it can be
        at = spot(stage, float(rng.uniform(0.15, 0.85)), max(38.0 / rise, far + 24) * float(rng.uniform(1.0, 1.4)))
        if free(stage, Group("place"), at, 10.0, 38.0):
            stage.add("crane", "tower_crane", (at[0], 0, at[1]), turn=float(rng.uniform(0, 360)),
                      wears={"frame": "crane", "load": "raw concrete"}, params={"h": 32.0})  # fmt: skip
            break
    stones(stage, group, "raw concrete", 3, s * 0.2, d * 1.1, d * 2.2, sunk=0.2)
    for x, z in scatter(stage, group, 4, 1.2 * d, 3 * d + 4, 1.4 * min(s, 1), 0.5 * min(s, 1), behind=1.4):
        for k in range(4):
            stage.prop("board", "slab", (x, 0.09 * k * min(s, 1), z), turn=12.0 * (k % 2) + 20, kind="set",
                       wears={"*": "wood"}, params={"w": 1.4 * min(s, 1), "h": 0.08 * min(s, 1), "d": 0.7 * min(s, 1),
                                                    "bevel": 0.01})  # fmt: skip
    if not is_product(group):
        extras(stage, group, ("traffic_cone", "barrier", "bricks"), 3, 1.2 * d, 3 * d + 4)
    sun(stage, group)
    air(stage, stops, mist=0.0018, height=6)


def track(stage: Stage, group: Group) -> None:
    """A running track (or a court, a football field), its lines leading away; a stand of trees and floodlights."""
    rng, _s, r = stage.rng, size_of(group), stage.reading
    stops = sky(stage)
    d = depth_of(stage, group)
    court = r.said("court", "tennis", "basketball")
    field = r.said("football", "soccer", "pitch", "stadium", "rugby") and not court
    ground(stage, Material("matte", "#5f7a3f", 0.97, grain=0.2), y=-0.02)
    bed = "#6a8a43" if field else colour.mix("#3f6b8a", stage.palette.mid, 0.2) if court else "#a8563c"
    stage.materials["pitch bed"] = Material("matte", bed, 0.9, grain=0.12)
    stage.materials["pitch line"] = Material("matte", "#f1efe8", 0.9)
    kind, w, deep = ("field", 68.0, 100.0) if field else ("court", 15.0, 28.0) if court else ("track", 9.8, 130.0)
    off = float(rng.uniform(-0.35, 0.35)) * min(w, 10) * (0.2 if court else 1)
    at = beside(stage, off, 0)
    stage.add("pitch", "pitch", at, turn=-stage.camera.yaw, wears={"bed": "pitch bed", "lines": "pitch line"},
              params={"kind": kind, "w": w, "d": deep, "front": round(d + 3.0, 1),
                      "line": 0.05 if kind == "track" else 0.1})  # fmt: skip
    for side in (-1, 1):
        for k in range(3):
            x, _, z = beside(stage, side * (13.0 + w / 4), 22.0 + 30 * k)
            if free(stage, group, (x, z), 1.5, 15.0, behind=1.6):
                stage.add(
                    "floodlight", "lamp_post", (x, 0, z), wears={"pole": "dark metal", "globe": "lamp"}, scale=3.6
                )
    trees(stage, group, 50, 70.0, 120.0, (2, 2, 6), (8.0, 13.0), leaf="#4b5c34", name="far trees")
    ranges(stage, stops, (900.0,), (2.6,), "#55644a", peaks=0.2, pale=(0.5,), wide=5.0)
    sun(stage, group, strength=1.1)
    air(stage, stops, mist=0.00158, height=6)


SETS = {"wall": wall, "bridge": bridge, "site": site, "track": track}
