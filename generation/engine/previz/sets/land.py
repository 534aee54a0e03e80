"""Open land: mountains, desert, snow, ice, hills, a road into the distance, a wind farm, another planet."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from generation.engine.previz import colour
from generation.engine.previz.scene import Material
from generation.engine.previz.sets.outside import (
    Stops,
    air,
    axes,
    depth_of,
    from_lens,
    ground,
    in_view,
    is_product,
    nearest,
    ranges,
    size_of,
    sky,
    span,
    spot,
    sun,
    under_copy,
    water,
    worded,
)
from generation.engine.previz.sets.standing import extras, free, grass, put, scatter, stones, trees
from generation.engine.previz.stage import Stage
from generation.engine.previz.stage.subjects import Group

WINTER = ("#e9f0f6", "#dde8f2", "#c6d9ea", "#a4c2de", "#7da5cd", "#5b88b9")  # a clear cold sky, from the horizon up


def mountain(stage: Stage, group: Group) -> None:
    """Peaks with snow behind an alpine meadow or, in every other option, a lake; boulders, a few firs."""
    _rng, s = stage.rng, size_of(group)
    stops = sky(stage)
    d = depth_of(stage, group)
    snow = "snow" in stage.reading.weather
    lake = stage.reading.said("lake", "tarn") or (stage.sky_index % 2 == 1 and not stage.reading.said("meadow", "peak"))
    cover = "#e4e9ed" if snow else colour.mix("#6d7148", stage.palette.mid, 0.08)
    if lake:
        water(stage, colour.mix("#41646b", stops[3][1], 0.25), ripple=0.012, y=-0.05 * min(s, 1.0))
        stage.materials["shore damp"] = Material("satin", "#55554d", 0.4, grain=0.5)
        ground(stage, Material("matte", cover if snow else "#7b7a6c", 0.95, grain=0.6), name="shore", style="beach",
               edge=round(1.1 * d + 0.3 * s, 2), wave=round(d, 2), wet=0.12)  # fmt: skip
    else:
        ground(stage, Material("matte", cover, 0.97, grain=0.45), relief=round(min(0.5 * d, 6.0), 2),
               wave=round(4 * d + 8, 1), flat=round(1.2 * d + s, 2), fade=140.0)  # fmt: skip
        if not snow:
            grass(stage, group, "#7a7d4c", s * 0.07, count=2600)
    ranges(stage, stops, (5200.0, 2900.0, 1300.0), (27.0, 19.0, 7.0), "#57606a", peaks=1.0, snow=0.42, wide=1.7,
           pale=(0.34, 0.18, 0.08))  # fmt: skip
    stones(stage, group, "snowy stone" if snow else "stone", 4, s * 0.34, d * 0.8, d * 2.8)
    trees(stage, group, 18, max(d * 4, 42.0), 150.0, (1,), (8.0, 14.0), leaf="#33463a" if not snow else "#8b9a9b")
    sun(stage, group, strength=1.1)
    air(stage, stops, mist=0.0005 if "mist" not in stage.reading.weather else 0.01, height=6, most=0.8)


def desert(stage: Stage, group: Group) -> None:
    """Dunes with long crests behind the subject; ripples and pebbles before it; a far range in some."""
    s = size_of(group)
    stops = sky(stage, clouds=0.3)
    d = depth_of(stage, group)
    sand = colour.mix("#cfa06a", stage.palette.light, 0.1) if stage.hour.sun >= 0 else "#a5866a"
    wave = max(d * 1.7, 7.0)
    high = under_copy(stage, d + wave, wave * float(stage.rng.uniform(0.34, 0.6)))
    ground(stage, Material("matte", sand, 1.0, grain=0.1), style="dunes", relief=round(high, 2), wave=round(wave, 2),
           flat=round(0.55 * d + 0.4 * s, 2), fade=300.0, rough=0.0)  # fmt: skip
    ranges(stage, stops, (2600.0, 1200.0), (3.0, 2.2), "#9a7458", peaks=0.2, pale=(0.6, 0.36), wide=6.0)
    if is_product(group):
        stones(stage, group, "stone", 4, s * 0.09, max(nearest(stage) * 1.1, d * 0.6), d * 1.6, sunk=0.25)
    if stage.reading.said("cactus", "saguaro", "arizona", "mexico"):
        extras(stage, group, ("saguaro", "cactus"), 4, max(1.6 * d, 7.0), 6 * d + 30)
    sun(stage, group, strength=1.25)
    air(stage, stops, mist=0.00072, height=6, most=0.75, contrast=0.3)


def _crisp(stage: Stage, stops: Stops, share: float) -> Stops:
    """The clear, cold sky over snow and ice, which light them from all round: blue where the sun does not reach."""
    share *= 0.3 if stage.hour.sun < 5 else 0.4 if stage.hour.stars else 1.0  # dusk and night keep their colours
    cold = tuple((e, c if e < 0 else colour.mix(c, WINTER[i - 2], share)) for i, (e, c) in enumerate(stops))
    stage.sky = replace(stage.sky, stops=cold, fill=round(min(stage.hour.fill * 1.5, 1.0), 3))
    return cold


def _bright(stage: Stage, exposure: float) -> float:
    """By day: the meter would make snow and ice middle grey."""
    return exposure if stage.hour.sun >= 5 and not stage.hour.stars else 1.3


def snow(stage: Stage, group: Group) -> None:
    """Snow in soft drifts, firs under snow, pale hills: quiet white on white, the sky a shade darker."""
    rng, s = stage.rng, size_of(group)
    stops = _crisp(stage, sky(stage), float(rng.uniform(0.5, 0.8)))
    d = depth_of(stage, group)
    white = Material("satin", "#f0f4f8", 0.75, grain=0.03)
    ground(stage, white, name="snow", relief=round(0.3 * d, 2), wave=round(2.2 * d + 2, 2), flat=round(0.8 * d, 2),
           fade=160.0, rough=0.02 * s)  # fmt: skip
    stage.materials["drift"] = white
    for x, z in scatter(stage, group, 5, max(nearest(stage), 0.6 * d), 2.6 * d, s * 1.6, s * 0.15, behind=1.1):
        params = {"seed": int(rng.integers(1, 999)), "count": 3, "size": round(s * float(rng.uniform(0.5, 1.1)), 3),
                  "spread": [round(s * 0.6, 3), round(s * 0.3, 3)]}  # fmt: skip
        put(stage, "drift", "rocks", (x, -0.34 * s, z), params=params, wears={"*": "drift"}, kind="set")
    rise = (11.0, 5.0) if stage.reading.said("mountain", "mountains", "peak", "alps") else (5.5, 3.2)
    ranges(stage, stops, (2600.0, 1200.0), rise, "#8796a2", peaks=0.75, snow=0.12, wide=2.4, pale=(0.6, 0.35))
    trees(stage, group, 30, max(d * 3, 26.0), 140.0, (1,), (5.0, 11.0), leaf="#7d8f93")
    sun(stage, group, strength=0.7, least=20.0)
    air(
        stage,
        stops,
        mist=0.006 if "mist" in stage.reading.weather else 0.0006,
        height=14,
        contrast=0.27,
        exposure=_bright(stage, 2.05),
        most=0.6,
    )


def ice(stage: Stage, group: Group) -> None:
    """Blue ice: a frozen sheet, blocks that stand on edge, the front of a glacier behind."""
    rng, s = stage.rng, size_of(group)
    stops = _crisp(stage, sky(stage), 0.7)
    d = depth_of(stage, group)
    pale = colour.mix("#cfe3ec", stops[4][1], 0.15)
    ground(stage, Material("satin", pale, 0.12, grain=0.12), name="ice sheet")
    stage.materials["ice"] = Material("satin", "#a9cfe0", 0.15, grain=0.2)
    stage.materials["ice front"] = Material("satin", colour.mix("#9cc6da", stops[2][1], 0.2), 0.4, grain=0.25)
    for near, far, size, count in ((d * 1.1, d * 3.5, 0.5, 5), (max(nearest(stage), 0.55 * d), d, 0.22, 3),
                                   (d * 4, d * 12 + 20, 1.6, 7)):  # fmt: skip
        for x, z in scatter(stage, group, count, near, far, s * size * 1.6, s * size, behind=1.4):
            k = s * size * float(rng.uniform(0.6, 1.2))
            params = {"seed": int(rng.integers(1, 999)), "count": 3, "size": round(k, 3),
                      "spread": [round(k * 0.7, 3), round(k * 0.4, 3)]}  # fmt: skip
            put(stage, "ice block", "rocks", (x, -0.05 * k, z), params=params, wears={"*": "ice"}, kind="set",
                       tilt=float(rng.uniform(-14, 14)))  # fmt: skip
    far = max(d * 9, 60.0)
    left, right = span(stage)
    high = under_copy(stage, far, far * 0.11)
    stage.add("glacier", "cliff", from_lens(stage, (left + right) / 2 * far, far, -0.2), turn=-stage.camera.yaw,
              wears={"*": "ice front"},
              params={"w": round((right - left) * far, 1), "h": round(high, 2), "ends": 0.2 * bool(worded(stage)),
                      "d": round(far * 0.05, 2),
                      "seed": int(rng.integers(1, 99))})  # fmt: skip
    ranges(stage, stops, (3200.0,), (5.5,), "#8796a4", peaks=0.9, snow=0.15, pale=(0.5,))
    sun(stage, group, strength=0.95)
    air(stage, stops, mist=0.00099, height=6, exposure=_bright(stage, 1.8), tint="#cfe2ee")


def field(stage: Stage, group: Group) -> None:
    """Rolling country: grass, hedges and trees in rows going off, far hills, a lot of sky."""
    rng, s = stage.rng, size_of(group)
    stops = sky(stage)
    d = depth_of(stage, group)
    white = "snow" in stage.reading.weather
    green = "#e3e8ec" if white else colour.mix("#6d7642", stage.palette.mid, 0.06)
    ground(stage, Material("matte", green, 0.97, grain=0.4), relief=round(min(2.0 + 0.25 * d, 7.0), 2),
           wave=round(40 + 3 * d, 1), flat=round(1.5 * d + s, 2), fade=260.0)  # fmt: skip
    if not white:
        grass(stage, group, colour.mix("#76803f", "#b8a860", float(rng.uniform(0.1, 0.5))), s * 0.06, far=24 + d)
    ranges(stage, stops, (1500.0, 760.0, 380.0), (3.6, 2.6, 1.5), "#4d5a48", peaks=0.15, wide=6.0)
    trees(stage, group, 7, max(d * 4, 38.0), 110.0, (2, 2, 3), (6.0, 10.0), leaf="#4d5c35")
    trees(stage, group, 30, 130.0, 260.0, (2, 6), (7.0, 11.0), leaf="#4a5840", name="far trees", clusters=True)
    sun(stage, group)
    air(stage, stops, mist=0.00126 if "mist" not in stage.reading.weather else 0.01, height=6)


def road(stage: Stage, group: Group) -> None:
    """A road that runs to the horizon through open land, posts along it, hills at its end."""
    rng, s = stage.rng, size_of(group)
    stops = sky(stage)
    d = depth_of(stage, group)
    dry = stage.reading.said("desert", "dry", "dust") or stage.sky_index % 3 == 2
    land = "#a98f66" if dry else colour.mix("#6f7545", stage.palette.mid, 0.06)
    high = stage.reading.said("mountain", "mountains", "alps", "alpine", "pass")
    ground(stage, Material("matte", land, 0.97, grain=0.45), y=-0.03,
           relief=1.2 if high else 4.0, wave=60.0, flat=26.0, fade=300.0)  # fmt: skip
    stage.materials["road line"] = Material("matte", "#e9e2d0", 0.9)
    stage.add("road", "roadway", (0, 0, 0), turn=-stage.camera.yaw, wears={"bed": "asphalt", "lines": "road line"},
              params={"w": 7.2, "z0": round(d + 6, 1), "z1": -1600.0,
                      "bend": float(rng.choice((-9, 0, 0, 9)))})  # fmt: skip
    (rx, rz), (ax, az) = axes(stage)
    stage.materials["marker"] = Material("matte", "#ece8de", 0.8)
    for k in range(9):
        for side in (-1, 1):
            far = 3 + 9.0 * k
            at = (side * 4.6 * rx + far * ax, side * 4.6 * rz + far * az)
            if free(stage, group, at, 0.15, 1.0):
                stage.add("marker", "pole", (at[0], 0, at[1]), wears={"*": "marker"}, params={"h": 0.95}, scale=1.0)
    if not dry:
        trees(stage, group, 12, max(d * 3, 25.0), 140.0, (2, 3), (6.0, 10.0), leaf="#4d5c38", keep_off=7.0)
    middle = in_view(stage, (0.0, 0.0))[0]
    grass(stage, group, "#9a8a58" if dry else "#7b8247", 0.2, count=1800, far=40, strips=[[round(middle, 2), 3.9]])
    rise = (16.0, 8.5) if high else (5.0, 2.6)
    ranges(
        stage,
        stops,
        (2200.0, 1100.0),
        rise,
        "#5a6164" if not dry else "#8a6f5c",
        peaks=0.95 if high else 0.6,
        wide=1.9 if high else 2.6,
        snow=0.4 if high else 0.0,
        pale=(0.36, 0.18) if high else (0.72, 0.56),
    )
    if is_product(group):
        stones(stage, group, "stone", 2, s * 0.1, d * 0.6, d * 1.5, sunk=0.2)
    sun(stage, group)
    air(stage, stops, mist=0.0009, height=6, most=0.6 if high else 0.85)


def windfarm(stage: Stage, group: Group) -> None:
    """White turbines in a loose row over rolling fields, the farthest pale."""
    rng, s = stage.rng, size_of(group)
    stops = sky(stage)
    d = depth_of(stage, group)
    coast = stage.reading.said("sea", "offshore", "coast")
    if coast:
        water(stage, colour.mix("#2f5d6c", stops[4][1], 0.35), ripple=0.05)
    else:
        ground(stage, Material("matte", "#76803f", 0.97, grain=0.35), relief=5.0, wave=90.0, flat=round(2 * d + s, 1),
               fade=260.0)  # fmt: skip
        grass(stage, group, "#828a49", s * 0.07, far=26 + d)
        ranges(stage, stops, (1700.0, 800.0), (2.6, 1.6), "#55613f", peaks=0.1, wide=6.0)
    stage.materials["turbine"] = Material("satin", "#eceeee", 0.5)
    spots: list[list[float]] = []
    for k in range(40):
        high = max(float(stage.frame.ray(0.5, float(rng.uniform(0.08, 0.3)))[1]), 0.12)  # blades stay in the frame
        depth = 132.0 / high * (1.0, 1.3, 1.7, 2.3)[k % 4]
        at = spot(stage, float(rng.uniform(0.02, 0.98)), depth)
        tall = 88.0
        apart = all(np.hypot(at[0] - x, at[1] - z) > 75 for x, z, _ in spots)
        room = under_copy(stage, depth, tall * 1.5)
        if len(spots) < 7 and apart and room > 30:
            h = min(tall, room / 1.5)
            if free(stage, group, at, h * 0.5, h * 1.48):
                spots.append([round(at[0], 1), round(at[1], 1), round(h, 1)])
    if spots:
        stage.add("turbines", "turbines", wears={"*": "turbine"},
                  params={"seed": int(rng.integers(1, 999)), "spots": spots})  # fmt: skip
    sun(stage, group)
    air(stage, stops, mist=0.00059, height=6, most=0.7)


def planet(stage: Stage, group: Group) -> None:
    """The Moon, or Mars where red is said: dust, stones, craters' rims, a hard sun; on the Moon a black sky."""
    s = size_of(group)
    mars = stage.reading.said("mars", "red", "martian")
    stage.reading = replace(stage.reading, time="midday")  # "moon" is a time of night in every other place
    stops = sky(stage, clouds=0.0)
    d = depth_of(stage, group)
    dust = "#a4633f" if mars else "#6b6966"
    ground(stage, Material("matte", dust, 1.0, grain=0.25), relief=round(0.35 * d, 2), wave=round(1.6 * d + 2, 2),
           flat=round(0.7 * d, 2), fade=200.0, rough=0.04 * s)  # fmt: skip
    stage.materials["planet stone"] = Material("matte", colour.shade(dust, value=0.75), 1.0, grain=0.5)
    for near, far, size, count in ((d * 0.8, d * 3, 0.3, 5), (d * 3, d * 9, 0.9, 7), (nearest(stage), d, 0.12, 4)):
        stones(stage, group, "planet stone", count, s * size, near, far, sunk=0.2)
    ranges(stage, stops, (1500.0, 700.0), (3.6, 2.2), dust, peaks=0.2, pale=(0.3, 0.12) if mars else (0.05, 0.02))
    _sky_of(stage, mars)
    sun(stage, group, strength=1.1)
    fog = {"mist": 0.0018, "tint": "#c98f66", "share": 0.8} if mars else {"mist": 0.0}
    air(stage, stops, height=40, contrast=0.36, exposure=1.15 if mars else 0.8, **fog)


def _sky_of(stage: Stage, mars: bool) -> None:
    if mars:
        stops = ((-90.0, "#5a3324"), (0.0, "#d9a47c"), (8.0, "#cf9166"), (30.0, "#a9714f"), (90.0, "#6f4a38"))
        stage.sky = replace(stage.sky, stops=stops, fill=0.45, sun_glow=0.5, sun_colour="#cfe0f5")
    else:
        black = ((-90.0, "#1a1a1a"), (0.0, "#050608"), (90.0, "#020203"))
        more = {"stars": 0.8} if hasattr(stage.sky, "stars") else {}
        stage.sky = replace(stage.sky, stops=black, fill=3.0, sun_glow=0.0, **more)  # type: ignore[arg-type]


SETS = {
    "mountain": mountain, "desert": desert, "snow": snow, "ice": ice, "field": field, "road": road,
    "windfarm": windfarm, "planet": planet,
}  # fmt: skip
