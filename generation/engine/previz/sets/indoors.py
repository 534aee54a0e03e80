"""Rooms: the office above the city, a plain room, the studio."""

from __future__ import annotations

import numpy as np

from generation.engine.previz import colour
from generation.engine.previz.scene import Look, Material, Sky
from generation.engine.previz.stage import Stage
from generation.engine.previz.stage.subjects import Group

BACK = -4.8  # where the window wall stands


def _sky(stage: Stage, *, brand: float = 0.0) -> tuple[tuple[float, str], ...]:
    """This candidate's sky; its height leans a little to the brand's darkest colour."""
    hour = stage.hour
    stops = hour.skies[(stage.sky_index + int(stage.rng.integers(2))) % len(hour.skies)]
    return tuple((e, colour.mix(c, stage.palette.ink, brand * min(max(e, 0) / 40, 1))) for e, c in stops)


def office(stage: Stage, group: Group) -> None:
    """A glazed corner high over a city. Copy at the top gets clear sky or a soffit, at the side a plain pier."""
    rng, frame, hour = stage.rng, stage.frame, stage.hour
    copy = stage.rules.copy
    stops = _sky(stage, brand=0.3)
    stage.sky = Sky(
        stops,
        strength=1.0,
        fill=hour.fill,
        sun=(0.6 * stage.side, 0.05, -1.0),
        sun_colour=hour.sun_colour,
        sun_glow=hour.glow * 0.6,
        clouds=hour.clouds * 0.5,
    )
    top_copy = not copy.empty and copy.w >= 1 and copy.y <= 0
    line = copy.h if top_copy else 0.16
    clear_height = min(frame.height_at(line + 0.015, BACK, x) for x in (0.0, 0.5, 1.0)) - 0.1
    frame_top = max(frame.height_at(-0.06, BACK, x) for x in (0.0, 0.5, 1.0))
    tall_glass = rng.random() < 0.84
    if tall_glass:
        height = float(np.clip(frame_top + 0.25, 3.4, 16.0))
        transom = float(np.clip(clear_height, 1.7, height)) if top_copy else height
    else:
        transom = float(np.clip(clear_height, 1.9, 3.8))
        height = max(frame_top + 0.1, transom + 0.6, 3.4)
    half = 6.4
    stage.materials["office wall"] = Material("matte", colour.mix("#85878c", stage.palette.mid, 0.2), 0.9, grain=0.04)
    stage.materials["office ceiling"] = Material("matte", "#6d6d71", 0.9)
    stage.materials["office floor"] = Material(
        "satin", colour.mix("#55565b", stage.palette.ink, 0.15), 0.24, grain=0.12
    )
    stage.add(
        "floor", "deck", (0, 0, 0), wears={"*": "office floor"}, params={"w": 2 * half + 4, "d": 2 * abs(BACK) + 10}
    )
    stage.add(
        "ceiling", "deck", (0, height, 0), wears={"*": "office ceiling"}, params={"w": 2 * half + 4, "d": 2 * abs(BACK)}
    )
    for side in (-1, 1):
        stage.add(
            "wall",
            "panel",
            (side * half, 0, -0.2),
            turn=-90 * side,
            wears={"*": "office wall"},
            params={"w": 9.4, "h": height},
        )
    if rng.random() < 0.6:
        spot = (-stage.side * (half - 0.05), 0, -1.9)
        stage.prop(
            "slats", "slats", spot, turn=90 * stage.side, params={"w": 5.4, "h": round(min(height, 5.0), 2)}, kind="set"
        )
    bays = int(rng.choice((3, 4, 5)))
    if tall_glass and top_copy and transom < height - 0.3:
        # above the transom the glass has no bars: the words stand on sky
        stage.add(
            "window frame",
            "window_wall",
            (0, 0, BACK),
            params={"w": 2 * half, "h": transom + 0.07, "transom": round(transom, 3), "bays": bays},
        )
    else:
        stage.add(
            "window frame",
            "window_wall",
            (0, 0, BACK),
            params={"w": 2 * half, "h": round(height, 3), "transom": round(transom, 3), "bays": bays},
            wears={"frame": "dark metal", "soffit": "office wall"},
        )
    if not copy.empty and not top_copy and copy.w < 1:
        _pier(stage, height)
    _city(stage, line, stops)
    _furnish(stage, group)
    _office_light(stage, height, stops)


def _pier(stage: Stage, height: float) -> None:
    """A plain wall in front of the windows where the copy goes."""
    copy, z = stage.rules.copy, -3.1
    edge = stage.frame.across_at(copy.w + 0.005 if copy.x <= 0 else copy.x - 0.005, z)
    far = -14.0 if copy.x <= 0 else 14.0
    stage.materials["pier"] = Material("matte", colour.mix("#8f9094", stage.palette.light, 0.35), 0.9, grain=0.02)
    stage.add(
        "pier",
        "slab",
        ((edge + far) / 2, 0, z),
        wears={"*": "pier"},
        params={"w": round(abs(far - edge), 3), "h": round(height, 2), "d": 0.3, "bevel": 0.02},
    )


def _city(stage: Stage, line: float, stops: tuple[tuple[float, str], ...]) -> None:
    """Five rows of towers, paler with distance, none higher than the copy line."""
    eye = stage.camera.eye
    horizon, high = stops[2][1], stops[4][1]
    night = stage.reading.time in ("dusk", "night", "")
    deep = colour.mix("#18223f", stage.palette.ink, 0.4) if night else colour.mix("#5b6670", stage.palette.ink, 0.2)
    for k in range(5):
        z = -190.0 + k * 34
        distance = eye[2] - z
        limit = eye[1] + (stage.frame.height_at(line + 0.05, z) - eye[1])
        haze = (0.66, 0.52, 0.38, 0.24, 0.12)[k]
        tall = float(np.clip(limit, 4.0, 0.42 * distance))
        low = tall * (0.18 + 0.06 * k) if k < 4 else -4.0
        wall = colour.mix(colour.mix(deep, high, haze * 0.7), horizon, haze * 0.55)
        lit = stage.hour.lit * (0.45 + 0.16 * k)
        stage.materials[f"city {k}"] = Material(
            "lit_glow",
            colour.mix(wall, "#202848", 0.3),
            0.9,
            glow=1.0,
            texture={
                "kind": "windows",
                "seed": int(stage.rng.integers(1, 9999)),
                "wall": wall,
                "lit": round(lit, 3),
                "air": round(0.35 + haze * 0.5, 3),
            },
        )
        reach = distance * 1.15 * max(stage.frame.aspect, 0.8)
        stage.add(
            "city",
            "skyline",
            (eye[0], 0, z),
            wears={"*": f"city {k}"},
            params={
                "seed": int(stage.rng.integers(1, 9999)),
                "x0": round(-reach, 1),
                "x1": round(reach, 1),
                "low": round(low, 2),
                "tall": round(max(tall * (0.86 + 0.14 * (k % 2)), low + 1), 2),
                "base": round(-30 - 0.25 * distance, 1),
                "gap": round(2 + 0.02 * distance, 2),
                "depth": 10.0,
            },
        )


def _furnish(stage: Stage, group: Group) -> None:
    """Sofa, desk, plants, pendants: at the sides, never before the subject or in the copy space."""
    rng, side = stage.rng, stage.side
    if rng.random() < 0.8:
        stage.prop(
            "plant",
            "plant",
            (-side * float(rng.uniform(2.7, 3.6)), 0, float(rng.uniform(-3.4, -2.2))),
            params={"seed": int(rng.integers(1, 99))},
        )
    if rng.random() < 0.55:
        stage.prop(
            "plant",
            "plant",
            (side * float(rng.uniform(4.6, 5.4)), 0, -3.9),
            params={"seed": int(rng.integers(1, 99)), "leaves": 70},
            scale=1.15,
        )
    if rng.random() < 0.7:
        stage.prop("sofa", "sofa", (-side * 4.4, 0, -3.3), turn=12 * side)
    if rng.random() < 0.75:
        x, z = side * 4.0, -3.0
        if stage.prop("desk", "table", (x, 0, z), params={"w": 1.8, "d": 0.8}):
            stage.prop("chair", "chair", (x + 0.2, 0, z - 0.75), turn=10)
            stage.materials.setdefault("device screen", _blank_screen(stage))
            stage.prop("laptop", "laptop", (x - 0.2, 0.74, z), turn=160)
    if rng.random() < 0.8:
        for i in range(3):
            stage.prop(
                "pendant lamp",
                "pendant",
                (side * (3.3 + 0.7 * i), 2.0 + 0.16 * (i % 2), -3.0),
                params={"drop": 9.0},
                kind="set",
            )


def _blank_screen(stage: Stage) -> Material:
    return Material("glow", colour.mix(stage.palette.mid, stage.palette.light, 0.4), 0.3, glow=0.9)


def _office_light(stage: Stage, height: float, stops: tuple[tuple[float, str], ...]) -> None:
    side, hour = stage.side, stage.hour
    k = 1.15 if "bright" in stage.reading.moods else 0.8 if "dark" in stage.reading.moods else 1.0
    stage.light("key", (4.4 * side, 3.7, 3.6), (0, 1.15, -0.2), (2.4, 2.2), "#fff0dd", 9.5 * k)
    stage.light("fill", (-4.6 * side, 2.4, 4.2), (0, 1.2, 0), (2.6, 2.2), "#dfe8f5", 2.6 * k)
    stage.light("sky", (0, 2.4, BACK + 0.2), (0, 1.2, 0.6), (11, 3.8), stops[2][1], 3.4 if hour.fill < 0.5 else 5.5)
    stage.light("ceiling", (0.4, min(height, 4.4) - 0.05, -0.4), (0.2, 0, -0.6), (3.4, 1.6), "#ffeedd", 4.6 * k)
    stage.light("lamps", (4.0 * side, 1.9, -3.0), (4.0 * side, 0, -3.0), (1.4, 0.1), "#ffd2a0", 20)
    stage.look = Look(exposure=1.0, bloom=0.09, vignette=0.15, saturation=0.98, contrast=0.26)


def room(stage: Stage, group: Group) -> None:
    """A plain, warm room: one window's light, a wall, what belongs to it. Archive and library get shelves."""
    rng, side, r = stage.rng, stage.side, stage.reading
    z = -3.0
    height = float(np.clip(max(stage.frame.height_at(-0.05, z, x) for x in (0.0, 1.0)) + 0.3, 3.0, 9.0))
    tint = (
        colour.mix("#b9b2a7", stage.palette.light, 0.5)
        if "dark" not in r.moods
        else colour.mix(stage.palette.ink, "#5d5f63", 0.5)
    )
    if stage.palette.ink != stage.palette.mid and r.said("background"):
        tint = stage.palette.ink
    stage.materials["room wall"] = Material("matte", tint, 0.95, grain=0.03)
    stage.materials["boards"] = Material("satin", "#7d6048", 0.35, grain=0.3)
    if r.said("stone") and r.said("wall"):
        stage.materials["room wall"] = Material("matte", "#8b8577", 0.95, grain=0.5)
    stage.sky = Sky(stage.hour.skies[0], fill=0.55)
    stage.add("floor", "deck", (0, 0, 0), wears={"*": "boards"}, params={"w": 24, "d": 20})
    stage.add("wall", "panel", (0, 0, z), wears={"*": "room wall"}, params={"w": 24, "h": height})
    if r.said("archive", "library", "bookshelf", "books"):
        for i in range(-3, 4):
            stage.prop(
                "shelf",
                "shelf",
                (i * 2.5, 0, z + 0.2),
                params={"seed": int(rng.integers(1, 999)), "h": 2.6},
                kind="set",
            )
    else:
        stage.prop("plant", "plant", (-side * 2.3, 0, z + 0.7), params={"seed": int(rng.integers(1, 99))})
        if rng.random() < 0.6:
            stage.prop("lamp", "lamp", (side * 2.5, 0, z + 0.6))
        if group.family == "people" and rng.random() < 0.5:
            stage.prop("sofa", "sofa", (side * 1.9, 0, z + 0.7), turn=-6 * side)
    stage.light("window", (5.2 * side, 2.6, 1.6), (0, 1.1, -0.6), (2.6, 2.4), "#fff1de", 15)
    stage.light("fill", (-4.5 * side, 2.6, 4.0), (0, 1.1, 0), (3, 2.4), "#e4ebf4", 2.4)
    stage.light("wash", (1.2 * side, height - 0.1, -1.4), (0.4 * side, 0.8, z), (3.0, 0.6), "#ffe9cf", 4)
    stage.look = Look(bloom=0.07, vignette=0.18, saturation=0.97, contrast=0.25)


def studio(stage: Stage, group: Group) -> None:
    """A sweep in the palette's quiet colours, a large soft key, a rim. Pure white when the brief says so."""
    rng, side, p = stage.rng, stage.side, stage.palette
    size = max(group.height, 0.25)
    wide = max(8.0, size * 30)
    if stage.reading.white:
        _white(stage, size)
        return
    options = [
        colour.mix(p.light, p.mid, 0.25),
        colour.mix(p.mid, p.light, 0.45),
        colour.mix(p.accent, p.light, 0.62),
        colour.mix(p.ink, p.mid, 0.35),
    ]
    ground = options[(stage.sky_index + int(rng.integers(2))) % len(options)]
    low, high = colour.shade(ground, value=0.92), colour.mix(ground, "#ffffff", 0.12)
    stage.materials["sweep"] = Material(
        "satin",
        "#ffffff",
        0.45,
        texture={
            "kind": "gradient",
            "stops": [[0.0, low], [0.45, ground], [0.7, high], [1.0, colour.shade(ground, value=0.8)]],
        },
    )
    stage.materials["stage tint"] = Material(
        "satin", colour.mix(ground, p.ink if colour.brightness(ground) > 0.3 else p.light, 0.22), 0.5, grain=0.03
    )
    scale = max(size / 1.2, 0.35)
    stage.add(
        "sweep",
        "cyclorama",
        (0, 0, 0),
        wears={"*": "sweep"},
        params={
            "w": round(wide * 2, 1),
            "front": round(8 * scale + 4, 2),
            "back": round(-3.4 * scale - 0.4, 2),
            "h": round(10 * scale + 2, 2),
            "r": round(2.2 * scale, 2),
        },
    )
    if group.family == "product" and "props" not in stage.reading.forbidden:
        x = side * size * 0.95
        stage.materials["set dressing"] = Material("satin", colour.mix(ground, p.accent, 0.45), 0.4)
        if rng.random() < 0.7:
            stage.prop(
                "sphere",
                "sphere",
                (x, 0, size * 0.5),
                params={"r": round(size * 0.2, 3)},
                wears={"*": "set dressing"},
                kind="set",
            )
        if rng.random() < 0.7:
            stage.prop(
                "arch",
                "arch",
                (-x * 0.9, 0, -size * 0.9),
                params={
                    "w": round(size * 1.2, 3),
                    "h": round(size * 1.75, 3),
                    "thick": round(size * 0.22, 3),
                    "d": round(size * 0.3, 3),
                },
                wears={"*": "stage tint"},
                kind="set",
                turn=14 * side,
            )
    s = size
    dark = "dark" in stage.reading.moods
    stage.light("key", (-3.0 * side * s, 3.4 * s, 2.8 * s), (0, 0.6 * s, 0), (2.4 * s, 2.4 * s), "#fff0e0", 13)
    stage.light("rim", (2.9 * side * s, 2.0 * s, -1.6 * s), (0, 0.7 * s, 0), (0.8 * s, 2.0 * s), "#eef2ff", 9)
    stage.light(
        "fill", (3.0 * side * s, 2.2 * s, 3.6 * s), (0, 0.6 * s, 0), (2.6 * s, 2.6 * s), "#e8edf5", 1.2 if dark else 2.8
    )
    sky = ((-90.0, low), (0.0, ground), (40.0, high), (90.0, "#f2f0ec"))
    stage.sky = Sky(sky, fill=0.3 if dark else 0.55, strength=1.0)
    stage.look = Look(bloom=0.08, vignette=0.14, saturation=1.0, contrast=0.2)


def _white(stage: Stage, s: float) -> None:
    """#FFFFFF: the ground glows a little over white; only the product is shaded."""
    stage.materials["white"] = Material("glow", "#ffffff", glow=2.2)
    stage.add("ground", "panel", (0, -40 * s, -6 * s), wears={"*": "white"}, params={"w": 200 * s, "h": 100 * s})
    stage.sky = Sky(((-90.0, "#ffffff"), (90.0, "#ffffff")), strength=1.5, fill=0.22)
    stage.light("key", (-2.6 * s, 2.6 * s, 2.4 * s), (0, 0.4 * s, 0), (1.8 * s, 2.4 * s), "#ffffff", 9)
    stage.light("fill", (2.8 * s, 2.0 * s, 2.0 * s), (0, 0.4 * s, 0), (1.2 * s, 2.4 * s), "#ffffff", 2.5)
    stage.look = Look(exposure=1.0, auto=False, bloom=0.0, vignette=0.0, grain=0.0, saturation=1.0, contrast=0.1)


SETS = {"office": office, "room": room, "studio": studio}
