"""In town: street, alley at night, square, rooftop, stone wall, bridge, building site, running track."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from generation.engine.previz import colour
from generation.engine.previz.scene import Material
from generation.engine.previz.sets.outside import (
    air,
    beside,
    depth_of,
    edges,
    from_lens,
    ground,
    heart,
    is_product,
    ranges,
    size_of,
    sky,
    span,
    spot,
    sun,
    under_copy,
    worded,
)
from generation.engine.previz.sets.standing import extras, free, put, scatter, trees
from generation.engine.previz.stage import Stage
from generation.engine.previz.stage.subjects import Group

RENDERS = ("#b9a58b", "#a9826a", "#c2b8a6", "#8f8a84", "#b7957a", "#9aa0a0")


def lit(stage: Stage) -> bool:
    return stage.hour.sun <= 0 or stage.reading.time in ("night", "dusk")


def _panes(stage: Stage) -> tuple[str, str]:
    """Materials of windows above and of shops: by night some warm light, by day the sky in dark glass."""
    night = lit(stage)
    dark = Material("satin", "#2b343d", 0.12)
    stage.materials["window"] = Material("lit_glow", "#caa26a", 0.4, glow=0.35) if night else dark
    stage.materials["shop"] = Material("glow", "#f0b878", glow=1.15) if night else Material("satin", "#3a4046", 0.1)
    return "window", "shop"


def fronts(stage: Stage, group: Group, half: float, *, low: int, high: int, z0: float, z1: float) -> None:
    """Rows of fronts on both sides of a street `half` metres each way from its middle."""
    window, shop = _panes(stage)
    start = int(stage.rng.integers(len(RENDERS)))
    copy, d = stage.rules.copy, depth_of(stage, group)
    if not copy.empty and copy.w >= 1 and copy.y <= 0 and low > 0 and half > 4:
        # Under words across the top the houses are low, and begin where they end below them.
        low, high = 1, 2
        rise = max(float(stage.frame.ray(0.5, copy.h + 0.02)[1]), 0.02)
        z0 = -float(np.clip((11.0 - stage.camera.eye[1]) / rise - d, -z0, 85.0))
        z1 = z0 - 110.0
    for k, side in enumerate((-1, 1)):
        if side == worded(stage) and half > 4:
            continue
        a, b = (colour.mix(RENDERS[(start + 2 * k + i) % len(RENDERS)], stage.palette.mid, 0.12) for i in (0, 1))
        stage.materials[f"front {k}"] = Material("matte", a, 0.95, grain=0.12)
        stage.materials[f"trim {k}"] = Material("matte", colour.mix(b, "#d8d0c2", 0.3), 0.95, grain=0.1)
        # Fronts face +x and run along -z; those on the right are turned round and start from the far end.
        ahead = -z0 if side < 0 else -z1
        at = beside(stage, side * half, ahead)
        params = {"seed": int(stage.rng.integers(1, 999)), "low": low, "high": high, "z0": 0.0, "z1": z1 - z0}
        stage.add("houses", "boulevard", at, turn=-stage.camera.yaw + (0 if side < 0 else 180),
                  wears={"walls": f"front {k}", "trims": f"trim {k}", "panes": window, "shops": shop},
                  params=params)  # fmt: skip


def street(stage: Stage, group: Group) -> None:
    """A street of fronts that leads away, pavements, lamps, trees in some, a parked car; its end in haze."""
    rng, stops, d = stage.rng, sky(stage), depth_of(stage, group)
    wet = "rain" in stage.reading.weather
    road = Material("satin", "#33353a" if wet else "#4a4a4c", 0.16 if wet else 0.6, grain=0.3)
    walk = is_product(group)  # a product stands on the pavement, near the kerb
    ground(stage, road, name="road", y=-0.115 if walk else 0.0)
    half = float(rng.uniform(7.5, 9.5))
    lane = half - 3.4
    stage.materials["paving"] = Material(
        "matte" if not wet else "satin", "#8d877d", 0.8 if not wet else 0.25, grain=0.3
    )
    shift = lane + 1.5 if walk else 0.0
    for side in (-1, 1):
        stage.add("pavement", "slab", beside(stage, side * (half - 1.7) - shift, 40, -0.115 if walk else 0.0),
                  turn=-stage.camera.yaw, wears={"*": "paving"},
                  params={"w": 3.6, "h": 0.115, "d": 130, "bevel": 0.03})  # fmt: skip
    low, high = (2, 4) if stage.reading.said("town", "village", "old") else (3, 6)
    before = len(stage.things)
    fronts(stage, group, half, low=low, high=high, z0=d * 0.8 + 6, z1=-120.0)
    if walk:
        dx, _, dz = beside(stage, -shift, 0)
        for i in range(before, len(stage.things)):
            t = stage.things[i]
            stage.things[i] = replace(t, at=(t.at[0] + dx, t.at[1], t.at[2] + dz))
    y = 0.0 if walk else 0.115
    for k in range(7):
        for side in (-1, 1):
            x, _, z = beside(stage, side * (lane + 0.5) - shift, 4.0 + 11 * k)
            if free(stage, group, (x, z), 0.5, 4.3, behind=1.4):
                put(stage, "street lamp", "lamp_post", (x, y, z),
                           wears={"pole": "dark metal", "globe": "lamp" if lit(stage) else "paper"})  # fmt: skip
    if rng.random() < 0.5:
        spots = []
        for k in range(6):
            for side in (-1, 1):
                x, _, z = beside(stage, side * (lane + 1.0) - shift, 9.0 + 11 * k)
                if free(stage, group, (x, z), 2.6, 6.5, behind=1.8):
                    spots.append([round(x, 2), round(z, 2), round(float(rng.uniform(5.5, 7)), 2), 2])
        stage.materials["street leaf"] = Material("matte", "#56682f", 0.9, grain=0.5)
        if spots:
            stage.add("street trees", "woods", wears={"bark": "bark", "leaves": "street leaf"},
                      params={"seed": int(rng.integers(1, 999)), "spots": spots})  # fmt: skip
    side = int(rng.choice((-1, 1)))
    for j in range(int(rng.integers(1, 4))):
        x, _, z = beside(stage, side * (lane - 1.05) - shift, 1.6 * d + 5 + 7.5 * j)
        if free(stage, group, (x, z), 2.2, 1.6, behind=1.3):
            stage.materials["car paint"] = Material("satin", colour.mix(stage.palette.mid, "#3a3f47", 0.5), 0.2)
            wears = {"*": "car paint", "body": "car paint", "glass": "pane dark", "wheels": "tire"}
            put(stage, "car", "car", (x, -0.115 if walk else 0, z), turn=-stage.camera.yaw, wears=_car(wears))
    if not stage.rules.copy.empty:  # the row that words displaced is far trees
        trees(stage, group, 40, 60.0, 130.0, (2, 2, 6), (6.0, 9.0), leaf="#56603a", name="far trees")
        ranges(stage, stops, (900.0,), (1.6,), "#5b6053", pale=(0.6,), peaks=0.2)
    sun(stage, group, strength=0.9, least=24.0, along=True)
    if lit(stage):
        for k in range(3):
            x, _, z = beside(stage, (-1) ** k * (half - 1) - shift, 2.0 + 7 * k)
            stage.light("street light", (x, 4.2, z), (x, 0, z), (0.6, 0.6), "#ffc98a", 40)
    air(
        stage,
        stops,
        mist=0.00225 if "mist" not in stage.reading.weather else 0.014,
        height=6,
        exposure=1.38,
        contrast=0.28,
    )


def _car(wears: dict[str, str]) -> dict[str, str]:
    from generation.engine.previz.things import WEARS

    return {**WEARS.get("car", {}), **{k: v for k, v in wears.items() if k in WEARS.get("car", {"body": ""})}}


def alley(stage: Stage, group: Group) -> None:
    """A narrow lane at night: wet ground, signs of light without words, steam, one lamp at the far end."""
    rng, s, p = stage.rng, size_of(group), stage.palette
    stops = sky(stage)
    ground(stage, Material("satin", "#23252b", 0.13, grain=0.35), name="wet lane")
    d = depth_of(stage, group)
    half = 3.1
    stage.materials["front 0"] = stage.materials["front 1"] = Material("matte", "#3a3a41", 0.9, grain=0.3)
    fronts(stage, group, half, low=2, high=5, z0=d * 0.8 + 4, z1=-60.0)
    dark = Material("satin", "#20242c", 0.15)
    stage.materials |= {"window": Material("lit_glow", "#5a4a3a", 0.4, glow=0.16), "shop": dark,
                        "front 0": Material("matte", "#37363d", 0.9, grain=0.35),
                        "front 1": Material("matte", "#413b3c", 0.9, grain=0.35),
                        "trim 0": Material("matte", "#2d2e35", 0.9),
                        "trim 1": Material("matte", "#33302f", 0.9)}  # fmt: skip
    vivid = [c for c in p.colours if colour.vividness(c) > 0.35] or [p.accent]
    tubes = [colour.shade(vivid[0], saturation=1.15), "#e2468f", "#38b6d9", vivid[-1]]
    for k in range(9):
        side, ahead = (-1) ** k, float(1.0 + 2.6 * k + rng.uniform(-0.6, 0.6))
        c = tubes[k % len(tubes)]
        stage.materials[f"neon {k % 4}"] = Material("glow", c, glow=1.7)
        y = float(rng.uniform(2.4, 4.6))
        at = beside(stage, side * (half - 0.55), ahead, y)
        form = ("ring", "pill", "square")[int(rng.integers(3))]
        w, h = (0.7, 0.7) if form == "ring" else (0.28, 1.3) if form == "pill" else (0.9, 0.5)
        if stage.prop("sign", "card", at, turn=-stage.camera.yaw, kind="set", wears={"*": f"neon {k % 4}"},
                      params={"form": form, "w": w, "h": h}):  # fmt: skip
            stage.light("neon", beside(stage, side * (half - 0.8), ahead, y), beside(stage, 0, ahead, 0.4),
                        (0.7, 0.9), c, 7.0)  # fmt: skip
    end = beside(stage, 0.0, 46, 4.0)
    stage.light("lane end", end, beside(stage, 0, 6, 0), (3.0, 3.0), "#ffcf9a", 12)
    sun(stage, group, strength=0.9, local=1.6)
    glow = colour.mix(tubes[0], "#ffd9b0", 0.5)
    x, _, z = heart(group)
    for k in (-1, 1):  # inside the lane, in front: faces must be seen
        near = 0.55 * s
        at = beside(stage, k * 1.9 * near, -2.2 * near, 1.6 * near)
        main = k == stage.side
        stage.light("sign glow", (at[0] + x, at[1], at[2] + z), (x, 0.5 * s, z), (0.8 * near, 1.0 * near),
                    glow if main else "#6fb6d6", 15.0 if main else 6.0)  # fmt: skip
    air(stage, stops, mist=0.012, height=9, tint=colour.mix(tubes[0], "#2a3350", 0.6), share=0.5, exposure=1.3,
        bloom=0.15,
        contrast=0.34)  # fmt: skip


def square(stage: Stage, group: Group) -> None:
    """Wide paving, an arcade of fronts all round at a distance, a few trees, a lamp, pigeons' room."""
    rng, stops, d = stage.rng, sky(stage), depth_of(stage, group)
    wet = "rain" in stage.reading.weather
    stage.materials["flags"] = Material("satin" if wet else "matte", "#9b9184", 0.18 if wet else 0.85, grain=0.35)
    ground(stage, stage.materials["flags"], name="paving")
    window, shop = _panes(stage)
    start = int(rng.integers(len(RENDERS)))
    far = max(2.2 * d, 16.0) + 8
    for k in range(2):
        stage.materials[f"front {k}"] = Material(
            "matte", colour.mix(RENDERS[(start + k) % 6], stage.palette.mid, 0.1), 0.95, grain=0.1
        )
        stage.materials[f"trim {k}"] = Material("matte", "#c9c0b0", 0.95, grain=0.1)
    # The far side runs across the frame; with copy at the top the houses are lower and farther off.
    tall = under_copy(stage, far, 22.0)
    floors = int(np.clip((tall - 4.2) / 3.3, 1, 5))
    far = far if tall > 7.6 else far * 9.0 / max(tall, 3.0)
    left, right = span(stage)
    width = (right - left) * far
    at = from_lens(stage, left * far, far)
    stage.add("houses", "boulevard", at, turn=-stage.camera.yaw - 90,
              wears={"walls": "front 0", "trims": "trim 0", "panes": window, "shops": shop},
              params={"seed": int(rng.integers(1, 999)), "low": max(floors - 1, 1), "high": floors, "z0": 0.0,
                      "z1": round(-width, 1)})  # fmt: skip
    trees(stage, group, 3, max(2.2 * d, 13.0), far * 0.9, (2,), (5.0, 6.5), leaf="#56682f")
    for x, z in scatter(stage, group, 5, max(1.5 * d, 7.0), far * 0.8, 0.5, 4.2, behind=2.0):
        put(stage, "street lamp", "lamp_post", (x, 0, z),
                   wears={"pole": "dark metal", "globe": "lamp" if lit(stage) else "paper"})  # fmt: skip
    if not is_product(group):
        extras(stage, group, ("fountain", "statue", "market_stall", "bench"), 1, max(1.8 * d, 10.0), far * 0.8)
    sun(stage, group)
    air(stage, stops, mist=0.0018, height=6, exposure=1.2)


def rooftop(stage: Stage, group: Group) -> None:
    """A terrace over the town: decking, a parapet of glass, planters; the skyline behind, below and beyond."""
    rng, s = stage.rng, size_of(group)
    stops = sky(stage)
    d = depth_of(stage, group)
    stage.materials["terrace"] = Material("satin", "#8b7359", 0.55, grain=0.3)
    small = is_product(group)
    wide = 3.6 * s if small else 14.0
    back = max((t.at[2] for t in group.things), default=0.0)
    stage.add("deck", "planks", beside(stage, 0, 0), turn=90 - stage.camera.yaw, wears={"*": "terrace"},
              params={"w": round(2 * d + 3.0 * s + abs(back), 2), "z0": round(wide * 3, 2), "z1": round(-wide * 3, 2),
                      "board": round(0.14 if not small else 0.11, 2), "posts": False})  # fmt: skip
    rail = d + 1.5 * s + abs(back) * 0.5
    stage.materials["under deck"] = Material("matte", "#2e2822", 1.0)
    under = beside(stage, 0, 0, -0.3 * s)
    stage.add("under deck", "slab", under, turn=-stage.camera.yaw, wears={"*": "under deck"},
              params={"w": round(wide * 6, 1), "h": round(0.22 * s, 3),
                      "d": round(2 * d + 3.0 * s + abs(back), 2)})  # fmt: skip
    tall = 1.05 if not small else 0.4 * s
    stage.materials["rail"] = Material("metal", "#6b6f76", 0.3)
    y0 = beside(stage, 0, rail - d)
    stage.prop("rail", "slab", (y0[0], tall, y0[2]), turn=-stage.camera.yaw, wears={"*": "rail"}, kind="set",
               params={"w": round(wide * 4, 2), "h": round(0.05 * tall, 3), "d": round(0.06 * tall, 3),
                       "bevel": 0.01})  # fmt: skip
    for k in range(-12, 13):
        x, _, z = beside(stage, k * wide / 8, rail - d)
        stage.prop("baluster", "slab", (x, 0, z), turn=-stage.camera.yaw, wears={"*": "rail"}, kind="set",
                   params={"w": round(0.03 * tall, 3), "h": round(tall, 3), "d": round(0.03 * tall, 3),
                           "bevel": 0.004})  # fmt: skip
    town(stage, stops, (620.0, 330.0, 170.0))
    for k in (-1, 1):
        at = beside(stage, k * wide * float(rng.uniform(0.24, 0.4)), (rail - d) * 0.8)
        if free(stage, group, (at[0], at[2]), 0.9, 1.5, behind=1.3) and not small:
            stage.materials["planter"] = Material("matte", "#6d675f", 0.8, grain=0.1)
            stage.add(
                "planter", "slab", at, params={"w": 0.7, "h": 0.5, "d": 0.7, "bevel": 0.02}, wears={"*": "planter"}
            )
            params = {"seed": int(rng.integers(1, 99)), "spots": [[0.0, 0.4, 0.0, 1.1, 6]]}
            stage.add("bush", "woods", at, params=params, wears={"*": "leaf"})
    sun(stage, group)
    air(stage, stops, mist=0.00099, height=6, most=0.8)


def town(stage: Stage, stops: tuple[tuple[float, str], ...], distances: tuple[float, ...]) -> None:
    """Towers in rows, the farthest palest; their feet far below; lower where copy stands at the top."""
    rng, (a, b) = stage.rng, edges(stage)
    left, right = span(stage)
    for k, far in enumerate(distances):
        top = under_copy(stage, far, far * (0.2, 0.17, 0.1)[k % 3] + stage.camera.eye[1])
        wall = colour.mix(colour.mix("#4b5468", stage.palette.ink, 0.25), stops[2][1], (0.66, 0.42, 0.2)[k % 3])
        stage.materials[f"tower {k}"] = Material(
            "lit_glow" if lit(stage) else "matte", "#ffffff", 0.7, glow=0.9,
            texture={"kind": "windows", "seed": int(rng.integers(1, 99)), "lit": stage.hour.lit if lit(stage) else 0.0,
                     "wall": wall, "air": 0.06},
        )  # fmt: skip
        x, z = spot(stage, 0.5, far)
        x0, x1 = ((end - (a + b) / 2) * far for end in (left, right))
        x0, x1 = (x0 + 0.06 * far, x1) if worded(stage) < 0 else (x0, x1 - 0.12 * far * bool(worded(stage)))
        stage.add("towers", "skyline", (x, 0, z), turn=-stage.camera.yaw, wears={"*": f"tower {k}"},
                  params={"seed": int(rng.integers(1, 999)), "x0": round(x0, 1), "x1": round(x1, 1),
                          "low": round(top * 0.12, 2), "tall": round(max(top, 0.02 * far), 2),
                          "base": round(-0.25 * far, 1), "gap": round(far * 0.012, 2),
                          "depth": round(far * 0.1, 1)})  # fmt: skip


SETS = {"street": street, "alley": alley, "square": square, "rooftop": rooftop}
