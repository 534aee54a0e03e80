"""At the water: lake shore, beach, open sea, river, waterfall, harbour."""

from __future__ import annotations

import numpy as np

from generation.engine.previz import colour
from generation.engine.previz.scene import Material
from generation.engine.previz.sets.outside import (
    air,
    axes,
    depth_of,
    edges,
    ground,
    heart,
    in_view,
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
from generation.engine.previz.sets.standing import extras, free, grass, put, scatter, stones
from generation.engine.previz.stage import Stage
from generation.engine.previz.stage.subjects import Group


def _still(stage: Stage) -> bool:
    return stage.reading.said("still", "calm", "quiet", "mist", "mirror", "glass", "serene")


def shore(stage: Stage, group: Group) -> None:
    """Still, dark water to faint hills; wet stones about the subject; mist on the water."""
    s = size_of(group)
    stops = sky(stage)
    snow = "snow" in stage.reading.weather
    deep = colour.mix("#39464a", stage.palette.ink, 0.15) if not snow else "#8a9ca5"
    water(stage, colour.mix(deep, stops[3][1], 0.2), ripple=0.016 if _still(stage) else 0.03)
    ranges(stage, stops, (900.0, 520.0, 300.0), (2.6, 1.9, 1.1), "#414c50", peaks=0.35, snow=0.5 if snow else 0.0)
    stone = "snowy stone" if snow else "wet stone"
    d = depth_of(stage, group)
    if is_product(group):
        stones(stage, group, stone, 3, s * 0.42, d * 1.15, d * 3.2)
        stones(stage, group, stone, 2, s * 0.24, max(nearest(stage) * 1.1, d * 0.55), d * 0.95)
    else:
        _shingle(stage, group, d)
        stones(stage, group, stone, 4, 0.75, d * 1.2, d * 3.5)
    _far_trees(stage, group, "#2f3a36" if not snow else "#5d6a6c", 230.0)
    sun(stage, group)
    misty = "mist" in stage.reading.weather
    air(stage, stops, mist=0.011 if misty else 0.0026, height=4.0, most=0.9, contrast=0.3, vignette=0.17,
        exposure=1.5 if stage.hour.sun >= 5 else 1.18)  # fmt: skip


def _shingle(stage: Stage, group: Group, d: float) -> None:
    """Under people, a strip of pebbles that goes into the water behind them."""
    if group.family != "people":
        return
    stone = colour.mix("#4a4b48", stage.palette.mid, 0.15)
    stage.materials["shingle damp"] = Material("satin", colour.shade(stone, value=0.55), 0.3, grain=0.5)
    ground(stage, Material("matte", stone, 0.9, grain=0.7), name="shingle", y=0.012, style="beach",
           edge=round(_behind(stage, group) + 0.5 * d, 2), wave=5.0, wet=0.45)  # fmt: skip


def _behind(stage: Stage, group: Group) -> float:
    """How far the group reaches behind the origin, along the axis."""
    _, (ax, az) = axes(stage)
    return max((t.at[0] * ax + t.at[2] * az for t in group.things), default=0.0)


def _far_trees(stage: Stage, group: Group, tone: str, depth: float, kinds: tuple[int, ...] = (1, 1, 2)) -> None:
    """A dark line of trees on the far bank, broken and uneven, gone where copy stands."""
    stage.materials["far leaves"] = Material("matte", colour.mix(tone, stage.sky.stops[2][1], 0.3), 1.0, grain=0.2)
    rng, spots = stage.rng, []
    for c in np.linspace(-0.08, 1.08, 64):
        if rng.random() < 0.25:
            continue
        at = spot(stage, float(c + rng.uniform(-0.02, 0.02)), depth * float(rng.uniform(0.9, 1.15)))
        tall = under_copy(stage, depth, depth * 0.05) * float(rng.uniform(0.5, 1.0))
        if tall > depth * 0.01 and free(stage, group, at, tall * 0.3, tall):
            spots.append([round(at[0], 2), round(at[1], 2), round(tall, 2), int(rng.choice(kinds))])
    if spots:
        params = {"seed": int(rng.integers(1, 999)), "spots": spots}
        stage.add("far trees", "woods", wears={"*": "far leaves"}, params=params)


def beach(stage: Stage, group: Group) -> None:
    """Sand, the wet edge, breaking waves, the sea to its horizon; rocks or dune grass to one side."""
    rng, s, r = stage.rng, size_of(group), stage.reading
    stops = sky(stage)
    d, eye = depth_of(stage, group), stage.camera.eye[1]
    back = _behind(stage, group)
    edge = back + max(0.45 * d, 0.5 * s, 3.4 * eye if group.family != "product" else 0.9 * d)
    sand = colour.mix("#d3b98f", stage.palette.light, 0.18)
    sand = "#4a4643" if r.said("black") and r.said("sand") else "#b9a27d" if stage.hour.sun < 0 else sand
    stage.materials["sand damp"] = Material("satin", colour.shade(sand, value=0.6), 0.22, grain=0.12)
    rough = Material("matte", sand, 0.95, grain=0.28)
    ground(stage, rough, name="sand", style="beach", edge=round(edge, 3), wave=round(edge * 0.9, 2), wet=0.22)
    sea = colour.mix(colour.mix("#2f6b78", stops[4][1], 0.35), stage.palette.ink, 0.12)
    water(stage, sea, ripple=0.05, y=-0.035 * min(s, 1.0), name="sea")
    _, (ax, az) = axes(stage)
    stage.materials["wave"] = Material("water", colour.mix(sea, "#7fb3ad", 0.3), 0.08, ripple=0.05)
    stage.materials["foam"] = Material("matte", "#f2f5f4", 0.9)
    high = float(np.clip(0.085 * edge, 0.02, 0.55)) * (1.5 if r.said("wild", "storm", "surf", "wave", "rough") else 1.0)
    high *= 0.6 if _still(stage) else 1.0
    at = (ax * edge, -0.02 * min(s, 1.0), az * edge)
    a, b = edges(stage)
    params = {
        "seed": int(rng.integers(1, 999)), "l": round((b - a + 1.2) * (d + edge) * 2.2, 2), "h": round(high, 3),
        "gap": round(max(edge * 0.9, high * 7), 2), "count": 5,
    }  # fmt: skip
    stage.add("waves", "breakers", at, turn=-stage.camera.yaw, wears={"water": "wave", "foam": "foam"}, params=params)
    if rng.random() < 0.55:
        ranges(stage, stops, (1400.0,), (1.7,), "#4c5a5c", pale=(0.6,), peaks=0.4)
    if r.said("palm", "tropical", "island", "caribbean", "paradise"):
        _palms(stage, group, d)
    elif rng.random() < 0.6 or r.said("rock", "rocky", "cliff", "coast"):
        stones(stage, group, "wet stone", 3, s * 0.35 if is_product(group) else 1.1, d * 1.15, d + edge * 1.4)
    if is_product(group):
        stones(stage, group, "stone", 3, s * 0.11, max(nearest(stage) * 1.05, d * 0.6), d * 1.5, sunk=0.2)
    if group.family == "people" and stage.sky_index % 3 == 1:
        extras(stage, group, ("parasol", "deck_chair", "surfboard"), 1, 1.3 * d, 2.2 * d)
    sun(stage, group)
    air(stage, stops, mist=0.00049 if "mist" not in r.weather else 0.01, height=6, most=0.75,
        exposure=1.4 if stage.hour.sun > 30 else 1.14)  # fmt: skip


def _palms(stage: Stage, group: Group, d: float) -> None:
    spots = []
    for at in scatter(stage, group, 5, max(d * 1.3, 7.0), max(d * 3, 22.0), 4.0, 7.0, behind=1.6, tries=8):
        spots.append([at[0], at[1], round(float(stage.rng.uniform(6, 9)), 2), 4])
    if spots:
        wears = {"bark": "bark", "leaves": "leaf"}
        stage.add("palms", "woods", wears=wears, params={"seed": int(stage.rng.integers(1, 99)), "spots": spots})


def sea(stage: Stage, group: Group) -> None:
    """Open water to the horizon, a long swell, a far coast in some."""
    r = stage.reading
    stops = sky(stage)
    tone = colour.mix(colour.mix("#21505e", stops[4][1], 0.3), stage.palette.ink, 0.2)
    water(stage, tone, ripple=0.03 if _still(stage) else 0.075, y=-0.01)
    stage.materials["swell"] = stage.materials["water body"]
    stage.materials["foam"] = Material("matte", "#e8eeee", 0.9)
    d = depth_of(stage, group)
    (_, _), (ax, az) = axes(stage)
    x, _, z = heart(group)
    gap = max(d * 0.9, 3.0)
    stage.add("swell", "breakers", (x + ax * gap, -0.03, z + az * gap), turn=-stage.camera.yaw,
              wears={"water": "swell", "foam": "foam" if r.said("storm", "rough", "wild") else "swell"},
              params={"seed": int(stage.rng.integers(1, 999)), "l": gap * 60, "h": round(gap * 0.035, 3),
                      "gap": gap * 1.6, "count": 6})  # fmt: skip
    if stage.rng.random() < 0.5:
        ranges(stage, stops, (2600.0,), (1.0,), "#4c5a62", pale=(0.65,), peaks=0.4)
    if is_product(group):
        stones(stage, group, "wet stone", 3, size_of(group) * 0.4, d * 1.1, d * 2.5)
    elif group.family in ("people", "furniture"):  # nobody stands on water: a ledge of rock, towards the lens
        stage.materials["ledge"] = Material("matte", "#5b5852", 0.9, grain=0.6)
        deep = 2 * d + 2.0 + 2 * _behind(stage, group)
        stage.add(
            "ledge",
            "slab",
            (x - ax * 0.5 * d, -0.6, z - az * 0.5 * d),
            turn=-stage.camera.yaw,
            wears={"*": "ledge"},
            params={"w": round(deep * 5, 1), "h": 0.6, "d": round(deep, 1), "bevel": 0.2},
        )
    sun(stage, group)
    air(stage, stops, mist=0.00072, height=6, most=0.8)


def river(stage: Stage, group: Group) -> None:
    """A stream that comes down past the subject between stony banks; trees on both sides, hills behind."""
    rng, s = stage.rng, size_of(group)
    stops = sky(stage)
    d = depth_of(stage, group)
    snow = "snow" in stage.reading.weather
    water(stage, colour.mix("#3d5a5a", stops[3][1], 0.3), ripple=0.05, y=-0.07 * min(s, 2.0))
    bank = "#dfe5e9" if snow else colour.mix("#59593c", stage.palette.mid, 0.06)
    x, _z = in_view(stage, (heart(group)[0], heart(group)[2]))
    cover = Material("matte", bank, 0.97, grain=0.5)
    boat = any(t.shape == "boat" for t in group.things) or group.family == "landscape"
    wide = s * (2.4 if boat else 0.8) * (0.9 if is_product(group) else 1.0)
    side = 1 if rng.random() < 0.5 else -1
    if not stage.rules.copy.empty and stage.rules.copy.w < 1:
        side = -1 if stage.rules.copy.x <= 0 else 1  # water under the copy: it is calm
    middle = 0.0 if boat else side * (wide + 0.55 * s + 0.25 * _breadth(group))
    for k in (-1, 1):
        stage.materials["bank cover"] = cover
        at = _offset(stage, middle)
        params = {"seed": int(rng.integers(1, 999)), "style": "bank", "side": k, "edge": round(wide, 3),
                  "wave": round(d * 1.6, 2), "bend": round(wide * 1.6, 2), "rough": round(0.05 * s, 3),
                  "flat": round(d, 2), "near": 0.2}  # fmt: skip
        stage.add("bank", "land", at, turn=-stage.camera.yaw, wears={"*": "bank cover"}, params=params)
    stone = "snowy stone" if snow else "stone"
    stones(stage, group, "wet stone", 4, s * 0.3, d * 0.75, d * 2.5)
    stones(stage, group, stone, 3, s * 0.2, max(nearest(stage), d * 0.55), d * 1.6)
    if not snow:
        grass(stage, group, "#6c7440", s * 0.09)
    spots = [[a, b, round(float(rng.uniform(7, 13)), 2), int(rng.choice((1, 1, 2, 3)))]
             for a, b in scatter(stage, group, 26, max(d * 2.2, 14.0), 90.0, 3.0, 11.0, behind=2.5)
             if abs(in_view(stage, (a, b))[0] - x - middle) > wide * 2.2 + 2.0]  # fmt: skip
    if spots:
        stage.add("trees", "woods", params={"seed": int(rng.integers(1, 999)), "spots": spots})
    ranges(stage, stops, (800.0, 380.0), (5.5, 3.0), "#4a5748", peaks=0.5, snow=0.55 if snow else 0.0)
    sun(stage, group)
    air(stage, stops, mist=0.00202 if "mist" not in stage.reading.weather else 0.012, height=6)


def _breadth(group: Group) -> float:
    return float(np.ptp([t.at[0] for t in group.things])) if group.things else 0.0


def _offset(stage: Stage, right: float) -> tuple[float, float, float]:
    (rx, rz), _ = axes(stage)
    return right * rx, 0.0, right * rz


def waterfall(stage: Stage, group: Group) -> None:
    """A cliff with a fall in its cleft behind a pool; wet rocks, spray, ferns."""
    rng, s = stage.rng, size_of(group)
    stops = sky(stage)
    d = depth_of(stage, group)
    water(stage, "#3f5c58", ripple=0.06, y=-0.05 * min(s, 1.0))
    near = d + (3.2 * s if is_product(group) else 7.0)
    copy = stage.rules.copy
    column = 0.5 if copy.empty or copy.w >= 1 else float(np.clip(copy.x + copy.w + (1 - copy.w) / 2, 0,
                                                                 1)) if copy.x <= 0 \
        else copy.x / 2  # fmt: skip
    if stage.reading.subject or stage.reading.people:
        column += float(rng.choice((-0.2, 0.2))) * (1 if copy.empty or copy.w >= 1 else 0.5)
    high = near * float(np.clip(stage.frame.ray(0.5, 0.0)[1] + 0.35, 0.7, 1.5))
    high = under_copy(stage, near, high)
    a, b = edges(stage)
    stage.materials["cliff"] = Material("matte", colour.mix("#76756a", stage.palette.ink, 0.06), 0.95, grain=0.6)
    stage.materials["falling"] = Material("matte", "#eef4f5", 0.9)
    w = high * 0.24
    at, breadth, ends = spot(stage, column, near), (b - a) * near * 2.4 + 8, 0.0
    if not copy.empty and copy.w < 1:  # the face comes down before the words
        edge = copy.w + 0.03 if copy.x <= 0 else copy.x - 0.03
        breadth, ends = 2 * abs(column - edge) * (b - a) * near, 0.25
    params = {
        "w": round(breadth, 2),
        "h": round(high, 2),
        "d": round(high * 0.22, 2),
        "gap": round(w, 2),
        "ends": ends,
        "seed": int(rng.integers(1, 99)),
    }
    stage.add("cliff", "cliff", (at[0], -0.1, at[1]), turn=-stage.camera.yaw, wears={"*": "cliff"}, params=params)
    ranges(stage, stops, (420.0,), (7.0,), "#5d6a5a", peaks=0.4, pale=(0.5,), wide=4.0)
    if free(stage, Group("place"), at, w, high * 0.8):
        front = spot(stage, column, near - 0.02 * high)
        stage.add("fall", "falls", (front[0], -0.05, front[1]), turn=-stage.camera.yaw, wears={"*": "falling"},
                  params={"w": round(w, 3), "h": round(high * 0.78, 3), "seed": int(rng.integers(1, 99))})  # fmt: skip
    stones(stage, group, "wet stone", 6, s * 0.4, d * 0.8, near * 0.97)
    stones(stage, group, "wet stone", 3, s * 0.25, max(nearest(stage), 0.5 * d), d * 0.95)
    for x, z in scatter(stage, group, 12, d * 0.9, near * 1.0, s * 0.4, s * 0.3, behind=1.2):
        params = {"seed": int(rng.integers(1, 9999))}
        put(stage, "fern", "fern", (x, 0, z), params=params, scale=s * 0.3, wears={"*": "leaf"})
    sun(stage, group, strength=0.8)
    air(stage, stops, mist=0.004 / max(near / 10, 0.4), height=near * 0.12, most=0.5, tint="#dfe8e8", exposure=1.3)


SETS = {"shore": shore, "beach": beach, "sea": sea, "river": river, "waterfall": waterfall}
