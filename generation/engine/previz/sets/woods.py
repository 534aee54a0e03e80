"""Among what grows: forest, jungle, meadow, wheat, park, garden, vineyard, marsh."""

from __future__ import annotations

import numpy as np

from generation.engine.previz import colour
from generation.engine.previz.scene import Material
from generation.engine.previz.sets.outside import (
    Spot,
    air,
    axes,
    depth_of,
    ground,
    in_view,
    is_product,
    nearest,
    ranges,
    size_of,
    sky,
    spot,
    sun,
    under_copy,
    worded,
)
from generation.engine.previz.sets.standing import extras, free, grass, put, scatter, trees
from generation.engine.previz.stage import Stage
from generation.engine.previz.stage.subjects import Group
from generation.engine.previz.things.growth import KINDS


def _ferns(stage: Stage, group: Group, count: int, near: float, far: float, tall: float) -> None:
    for x, z in scatter(stage, group, count, near, far, tall * 1.1, tall * 0.7, behind=1.15):
        scale = tall / 0.75 * float(stage.rng.uniform(0.6, 1.2))
        params = {"seed": int(stage.rng.integers(1, 9999))}
        put(stage, "fern", "fern", (x, 0, z), params=params, scale=scale, wears={"*": "fern leaf"})


def _twigs(stage: Stage, group: Group, d: float) -> None:
    """For small things: moss, twigs and pebbles within a hand's breadth."""
    if not is_product(group):
        return
    s = size_of(group)
    stage.materials["moss"] = Material("matte", "#5f6b35", 1.0, grain=0.6)
    for x, z in scatter(stage, group, 6, max(nearest(stage), d * 0.6), d * 1.8, s * 0.5, s * 0.12, behind=1.05):
        k = s * float(stage.rng.uniform(0.2, 0.45))
        params = {"seed": int(stage.rng.integers(1, 999)), "count": 3, "size": round(k, 3), "spread": [k, k * 0.6]}
        put(stage, "moss", "rocks", (x, -0.3 * k, z), params=params, wears={"*": "moss"})
    for x, z in scatter(stage, group, 8, max(nearest(stage), d * 0.6), d * 1.6, s * 0.4, s * 0.04, behind=1.05):
        put(stage, "twig", "pole", (x, 0.01 * s, z), tilt=90, turn=float(stage.rng.uniform(0, 360)),
                   params={"h": round(s * float(stage.rng.uniform(0.3, 0.8)), 3)}, wears={"*": "bark"},
                   scale=0.5)  # fmt: skip


def forest(stage: Stage, group: Group) -> None:
    """Tall trunks in depth, each row paler; ferns, leaf litter, low sun between the trees."""
    rng, s = stage.rng, size_of(group)
    stops = sky(stage)
    d = depth_of(stage, group)
    snow = "snow" in stage.reading.weather
    floor = "#e2e7ea" if snow else colour.mix("#564a33", "#5c5f35", float(rng.uniform(0, 1)))
    ground(stage, Material("matte", floor, 0.97, grain=0.6), relief=round(0.08 * d + 0.5, 2), wave=7.0,
           flat=round(d, 2), fade=60.0, rough=0.05)  # fmt: skip
    kind = (
        3
        if stage.reading.said("birch")
        else 1
        if stage.reading.said("pine", "fir", "conifer") and rng.random() < 0.5
        else 0
    )
    tall = (15.0, 24.0)
    spots: list[list[float]] = []
    for near, far, count, behind in ((max(1.45 * d, d + 2.0), 2.6 * d + 8, 14, 1.9),
                                     (2.4 * d + 8, 26.0 + 3 * d, 34, 1.0),
                                     (26.0 + 3 * d, 75.0 + 3 * d, 60, 1.0)):  # fmt: skip
        for x, z in _columns(stage, group, count, near, far, behind):
            spots.append([round(x, 2), round(z, 2), round(float(rng.uniform(*tall)), 2), kind])
    bark = "#8f8b84" if kind == 3 else colour.mix("#43392f", stage.palette.ink, 0.1)
    stage.materials["trunk bark"] = Material("matte", bark, 0.95, grain=0.6)
    stage.materials["trunk leaf"] = Material("matte", "#46552f" if kind != 1 else "#33432f", 0.9, grain=0.5)
    if spots:
        stage.add("trunks", "woods", wears={"bark": "trunk bark", "leaves": "trunk leaf"},
                  params={"seed": int(rng.integers(1, 9999)), "spots": spots})  # fmt: skip
    _young(stage, group, d)
    stage.materials["fern leaf"] = Material("matte", "#5f7a3c" if not snow else "#9fb0a8", 0.8, grain=0.4)
    _ferns(
        stage, group, 26, max(nearest(stage), 0.7 * d), 3.0 * d + 5, min(0.6, s * 0.55) if is_product(group) else 0.55
    )
    _twigs(stage, group, d)
    if not snow:
        grass(stage, group, "#5d6034", min(0.14, s * 0.2), count=2000, far=14 + d)
    if not is_product(group):
        extras(stage, group, ("log", "stump"), 1 + stage.sky_index % 2, 1.2 * d, 2.6 * d)
    sun(stage, group, strength=1.15)
    top = spot(stage, 0.5, d + 4)
    stage.light("canopy", (top[0], 14, top[1]), (top[0], 0, top[1]), (34, 34), "#e6edd2", 0.55)
    air(stage, stops, mist=0.008 if "mist" not in stage.reading.weather else 0.018, height=26.0, most=0.93,
        tint="#dfe3cf",
        share=0.35, contrast=0.3)  # fmt: skip


def _young(stage: Stage, group: Group, d: float) -> None:
    """Where copy stands across the top and tall trunks may not: young firs that end below it, row behind row."""
    copy, rng = stage.rules.copy, stage.rng
    if copy.empty or copy.w < 1 or copy.y > 0:
        return
    spots: list[list[float]] = []
    for depth in np.geomspace(2.2 * d + 4, 60.0 + 3 * d, 54):
        at = spot(stage, float(rng.uniform(-0.04, 1.04)), float(depth))
        tall = min(under_copy(stage, float(depth), 9.0) * float(rng.uniform(0.55, 0.95)), 9.0)
        if tall > 0.8 and free(stage, group, at, tall * 0.4, tall, behind=1.8):
            spots.append([round(at[0], 2), round(at[1], 2), round(tall, 2), 1])
    if spots:
        stage.materials["young leaf"] = Material("matte", "#4a5a38", 0.9, grain=0.5)
        stage.add("young trees", "woods", wears={"bark": "bark", "leaves": "young leaf"},
                  params={"seed": int(rng.integers(1, 9999)), "spots": spots})  # fmt: skip


def _columns(stage: Stage, group: Group, count: int, near: float, far: float, behind: float) -> list[Spot]:
    """Spots for trunks that rise out of the frame: only across may the copy be met, and there is none under a top."""
    copy = stage.rules.copy
    if copy.empty or copy.w < 1 or copy.y > 0:
        return scatter(stage, group, count, near, far, 0.9, 22.0, columns=(-0.05, 1.05), behind=behind)
    # Copy across the top: trunks stand to both sides and thin out towards the middle; behind words there is mist.
    found = []
    for _ in range(count // 2):
        depth = near * (far / near) ** float(stage.rng.random())
        c = float(stage.rng.choice((-1, 1))) * float(stage.rng.uniform(0.36, 0.56)) + 0.5
        at = spot(stage, c, depth)
        if 0.04 < c < 0.96 or depth < depth_of(stage, group):
            continue
        found.append(at)
    return found


def jungle(stage: Stage, group: Group) -> None:
    """Broad leaves close about, palms and creepers behind, warm haze."""
    rng, s = stage.rng, size_of(group)
    stops = sky(stage, clouds=0.4)
    d = depth_of(stage, group)
    ground(stage, Material("matte", "#4b4a2c", 0.97, grain=0.6), relief=0.6, wave=5.0, flat=round(d, 2), fade=50.0)
    stage.materials["fern leaf"] = Material("satin", "#3f7a3d", 0.5, grain=0.4)
    stage.materials["broad leaf"] = Material("satin", "#3f7f45", 0.4, grain=0.4)
    near = max(nearest(stage) * 1.1, 0.75 * d)
    _ferns(stage, group, 34, near, 2.6 * d + 4, min(1.1, s * 0.9))
    for x, z in scatter(stage, group, 22, 1.1 * d, 3 * d + 6, min(1.2, s), min(1.3, s * 1.2), behind=1.25):
        put(stage, "leaves", "fern", (x, 0, z), params={"seed": int(rng.integers(1, 999)), "fronds": 9},
                   scale=float(rng.uniform(1.0, 2.2)) * min(1.2, s), wears={"*": "broad leaf"})  # fmt: skip
    trees(stage, group, 26, max(1.7 * d, 5.0), 34.0 + d, (4, 4, 0, 4), (5.0, 11.0), leaf="#39703a", name="palms")
    trees(stage, group, 40, 26.0 + d, 80.0, (2, 4, 6), (8.0, 16.0), leaf="#4a7246", name="far trees")
    _twigs(stage, group, d)
    sun(stage, group, strength=1.0)
    top = spot(stage, 0.5, d + 4)
    stage.light("canopy", (top[0], 13, top[1]), (top[0], 0, top[1]), (30, 30), "#dff0c4", 0.6)
    air(stage, stops, mist=0.0055, height=18.0, most=0.8, tint="#d9e6b4", share=0.55, contrast=0.3, exposure=1.25)


def meadow(stage: Stage, group: Group) -> None:
    """Flowers in high grass, in the brand's own colours; a wood's edge and hills behind."""
    _rng, s, p = stage.rng, size_of(group), stage.palette
    stops = sky(stage)
    d = depth_of(stage, group)
    ground(
        stage,
        Material("matte", "#66713a", 0.97, grain=0.5),
        relief=2.5,
        wave=40.0,
        flat=round(1.5 * d + s, 2),
        fade=160.0,
    )
    h = s * 0.22 if is_product(group) else 0.42
    bloom = stage.reading.said("flower", "wildflower", "bloom", "blossom", "poppy", "lavender", "daisy", "tulip")
    grass(stage, group, "#7d8a42", h, far=34 + d, count=3900, clear=0.3)
    colours = [c for c in p.colours if colour.vividness(c) > 0.3][:2] or [p.accent]
    if stage.reading.said("poppy"):
        colours = ["#b8322a"]
    elif stage.reading.said("lavender"):
        colours = ["#7a66a8"]
    for i, c in enumerate((*colours, "#f1eee2")):
        stage.materials[f"petal {i}"] = Material("matte", c, 0.9)
        grass(stage, group, "#7d8a42", h * 1.12, far=26 + d, count=260 if bloom else 130, clear=0.4,
              name=f"flowers {i}",
              head="flower", heads=f"petal {i}", share=0.9, bloom=0.13)  # fmt: skip
    trees(stage, group, 34, 60.0, 120.0, (2, 2, 3, 6), (7.0, 12.0), leaf="#4b5c34")
    ranges(stage, stops, (1500.0, 700.0), (4.0, 2.4), "#55644a", peaks=0.2, wide=5.0)
    sun(stage, group, strength=1.1)
    air(stage, stops, mist=0.00158, height=6, saturation=1.03)


def wheat(stage: Stage, group: Group) -> None:
    """Ripe wheat to the horizon, a tree alone, a warm sky."""
    rng, s = stage.rng, size_of(group)
    stops = sky(stage)
    d = depth_of(stage, group)
    gold = colour.mix("#c79a4d", stage.palette.light, 0.08)
    ground(stage, Material("matte", colour.shade(gold, value=0.85), 0.97, grain=0.35), relief=3.0, wave=70.0,
           flat=round(1.5 * d + s, 2), fade=220.0)  # fmt: skip
    h = s * 0.42 if is_product(group) else 0.8
    for k, far in enumerate((12 + 2 * d, 60 + d)):
        grass(stage, group, gold, h, far=far, count=3000, head="ear", share=0.75, clear=0.5, lean=0.9, width=0.007,
              name=f"wheat {k}")  # fmt: skip
    trees(stage, group, int(rng.integers(1, 4)), 45.0, 90.0, (2,), (8.0, 12.0), leaf="#56602f")
    ranges(stage, stops, (1500.0, 700.0), (2.4, 1.3), "#6d6b4d", peaks=0.1, wide=6.0)
    sun(stage, group, strength=1.1)
    air(stage, stops, mist=0.00135, height=6)


def park(stage: Stage, group: Group) -> None:
    """Mown lawn, a winding path, big trees, a bench and lamps; the town's roofs far off in some."""
    rng, s = stage.rng, size_of(group)
    stops = sky(stage)
    d = depth_of(stage, group)
    white = "snow" in stage.reading.weather
    ground(stage, Material("matte", "#e2e7ea" if white else "#6f8044", 0.97, grain=0.25), y=-0.015, relief=1.2,
           wave=26.0,
           flat=round(2 * d + s, 2), fade=90.0)  # fmt: skip
    stage.materials["gravel"] = Material("matte", colour.mix("#b7a98e", stage.palette.light, 0.2), 0.95, grain=0.3)
    (rx, rz), _ = axes(stage)
    off = 0.0 if group.family == "people" else s * float(rng.choice((-1.3, 1.3)))
    stage.add("path", "roadway", (off * rx, 0, off * rz), turn=-stage.camera.yaw, wears={"*": "gravel"},
              params={"w": round(3.4 * min(s, 1.4), 2), "z0": round(d + 4, 1), "z1": -140.0, "plain": True,
                      "bend": float(rng.choice((-9, 9)))})  # fmt: skip
    if not white:
        middle = in_view(stage, (off * rx, off * rz))[0]
        grass(stage, group, "#7c8c4a", min(0.09, s * 0.1), count=3000, far=20 + d, clear=0.2,
              strips=[[round(middle, 2), round(1.75 * min(s, 1.4), 2)]])  # fmt: skip
    fall = stage.reading.said("autumn", "fall", "october")
    leaf = "#a8672f" if fall else "#56682f"
    trees(stage, group, 12, max(1.9 * d, 10.0), 48.0, (2, 2, 2, 3), (6.5, 11.0), leaf=leaf, keep_off=2.4)
    trees(
        stage, group, 50, 55.0, 100.0, (2, 2, 6), (8.0, 14.0), leaf=colour.mix(leaf, "#4b5c34", 0.5), name="far trees"
    )
    side = float(rng.choice((-1, 1)))
    for k in range(3):
        at = spot(stage, 0.5 + side * 0.28, max(1.5 * d, 7.0) + 9 * k)
        if free(stage, group, at, 1.6, 4.2, behind=1.5):
            put(stage, "street lamp", "lamp_post", (at[0], 0, at[1]))
    from generation.engine.previz.things import SHAPES

    for x, z in scatter(stage, group, 1, max(1.3 * d, 5.0), max(2.2 * d, 9.0), 1.9, 1.0, behind=1.6, tries=12):
        if "park_bench" in SHAPES or "bench" in SHAPES:
            put(stage, "bench", "park_bench" if "park_bench" in SHAPES else "bench", (x, 0, z),
                       turn=-stage.camera.yaw + float(rng.uniform(-30, 30)))  # fmt: skip
    sun(stage, group)
    air(stage, stops, mist=0.00225, height=6)


def vineyard(stage: Stage, group: Group) -> None:
    """Rows of vines, or of fruit trees, that run away from the lens to hills."""
    rng, s = stage.rng, size_of(group)
    stops = sky(stage)
    d = depth_of(stage, group)
    ground(stage, Material("matte", "#7d6a4a", 0.97, grain=0.5), relief=2.0, wave=80.0, flat=60.0, fade=300.0)
    orchard = stage.reading.said("orchard", "apple", "cherry", "olive")
    gap = 2.6 if not orchard else 4.6
    aisle = 1.0
    (rx, rz), (ax, az) = axes(stage)
    if orchard:
        spots = []
        for i in range(-7, 8):
            for k in range(16):
                right, far = (i + 0.5) * gap, k * 4.4 - d * 0.3
                at = (right * rx + far * ax, right * rz + far * az)
                tall = float(rng.uniform(3.0, 3.8))
                if free(stage, group, at, tall * 0.75, tall, behind=1.2):
                    spots.append([round(at[0], 2), round(at[1], 2), round(tall, 2), 2])
        stage.materials["orchard leaf"] = Material("matte", "#5d6f38", 0.9, grain=0.5)
        if spots:
            stage.add("orchard", "woods", wears={"bark": "bark", "leaves": "orchard leaf"},
                      params={"seed": int(rng.integers(1, 99)), "spots": spots})  # fmt: skip
    else:
        rows = []
        for i in range(-9, 9):
            right = (i + 0.5) * gap + np.sign(i + 0.5) * (aisle - 1.0)
            if np.sign(i + 0.5) == worded(stage):
                continue  # rows behind words would hum
            start = -0.25 * d if abs(i + 0.5) > 1 else 0.0
            while start < 30 and not free(stage, group, (right * rx + start * ax, right * rz + start * az), 0.8, 1.7):
                start += 1.0
            if start < 30:
                rows.append([round(float(right), 2), round(-start, 2), 110.0])
        stage.materials["vine"] = Material(
            "matte", "#5f7436" if not stage.reading.said("autumn") else "#a5702f", 0.9, grain=0.5
        )
        stage.materials["grape"] = Material("satin", "#3b2a48", 0.5)
        if rows:
            stage.add("vines", "hedges", turn=-stage.camera.yaw,
                      wears={"leaves": "vine", "stakes": "old wood", "fruit": "grape"},
                      params={"seed": int(rng.integers(1, 999)), "rows": rows, "fruit": True})  # fmt: skip
    grass(stage, group, "#7d8246", min(0.12, s * 0.12), count=2400, far=26 + d)
    trees(stage, group, 8, 120.0, 190.0, (5, 5, 2), (9.0, 13.0), leaf="#46552f", name="far trees")
    ranges(stage, stops, (1500.0, 700.0), (5.0, 3.2), "#5d6a4c", peaks=0.25, wide=4.5)
    sun(stage, group, least=30.0, along=True)
    air(stage, stops, mist=0.00135, height=6)


assert KINDS[1] == "conifer" and KINDS[5] == "cypress"  # the numbers above are places in it
SETS = {
    "forest": forest, "jungle": jungle, "meadow": meadow, "wheat": wheat, "park": park, "vineyard": vineyard,
}  # fmt: skip
