"""The studio: sweep, pure white, podiums, coloured corner, curtain, water mirror, dark stage."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from generation.engine.previz import colour
from generation.engine.previz.scene import Look, Material, Sky
from generation.engine.previz.sets import abstract
from generation.engine.previz.stage import Stage, box_points
from generation.engine.previz.stage.subjects import Group

PLAIN = ("sweep", "seamless", "cyclorama", "plain", "neutral", "catalogue", "catalog", "marketplace", "pack")
Builder = Callable[[Stage, Group], None]


def size_of(group: Group) -> float:
    """How large what is shown is, in metres: sets of the studio are built in these."""
    return max(group.height, 0.25)


def tones(stage: Stage) -> str:
    """This candidate's ground, one of the palette's quiet colours."""
    p = stage.palette
    options = [
        colour.mix(p.light, p.mid, 0.25),
        colour.mix(p.mid, p.light, 0.45),
        colour.mix(p.accent, p.light, 0.62),
        colour.mix(p.ink, p.mid, 0.35),
    ]
    return options[(stage.sky_index + int(stage.rng.integers(2))) % len(options)]


def studio(stage: Stage, group: Group) -> None:
    """What the brief asks for, else one of several in turn: a batch shows the client more than one studio."""
    if stage.reading.white:
        white(stage, group)
        return
    plain = stage.reading.said(*PLAIN) or "props" in stage.reading.forbidden or bool(stage.reading.fill)
    open_to: tuple[Builder, ...] = (sweep, podium, corner, sweep, curtain, sweep)
    if group.family != "product":
        open_to = (sweep, corner, sweep, curtain)
    (sweep if plain else open_to[stage.sky_index % len(open_to)])(stage, group)


def sweep(stage: Stage, group: Group) -> None:
    """A sweep in the palette's quiet colours, a large soft key, a rim."""
    size, ground = size_of(group), tones(stage)
    low = backdrop(stage, size, ground)
    p, side, rng = stage.palette, stage.side, stage.rng
    tint = colour.mix(ground, p.ink if colour.brightness(ground) > 0.3 else p.light, 0.22)
    stage.materials["stage tint"] = Material("satin", tint, 0.5, grain=0.03)
    if group.family == "product" and "props" not in stage.reading.forbidden and not stage.reading.said(*PLAIN):
        x = side * size * 0.95
        stage.materials["set dressing"] = Material("satin", colour.mix(ground, p.accent, 0.45), 0.4)
        if rng.random() < 0.6:
            stage.prop("sphere", "sphere", (x, 0, size * 0.5), params={"r": round(size * 0.2, 3)},
                       wears={"*": "set dressing"}, kind="set")  # fmt: skip
        if rng.random() < 0.5:
            stage.prop("arch", "arch", (-x * 0.9, 0, -size * 0.9), wears={"*": "stage tint"}, kind="set",
                       turn=14 * side,
                       params={"w": round(size * 1.2, 3), "h": round(size * 1.75, 3), "thick": round(size * 0.22, 3),
                               "d": round(size * 0.3, 3)})  # fmt: skip
    lit(stage, size, low, ground)


def backdrop(stage: Stage, size: float, ground: str) -> str:
    """The sweep itself: floor that curves up into a wall, a little darker at both ends; gives its darkest tone."""
    wide = max(8.0, size * 30)
    scale = max(size / 1.2, 0.35)
    low, high = colour.shade(ground, value=0.92), colour.mix(ground, "#ffffff", 0.12)
    stops = [[0.0, low], [0.45, ground], [0.7, high], [1.0, colour.shade(ground, value=0.8)]]
    stage.materials["sweep"] = Material("satin", "#ffffff", 0.45, texture={"kind": "gradient", "stops": stops})
    params = {
        "w": round(wide * 2, 1),
        "front": round(8 * scale + 4, 2),
        "back": round(-3.4 * scale - 0.4, 2),
        "h": round(10 * scale + 2, 2),
        "r": round(2.2 * scale, 2),
    }
    stage.add("sweep", "cyclorama", (0, 0, 0), wears={"*": "sweep"}, params=params)
    return low


def lit(stage: Stage, size: float, low: str, ground: str, *, power: float = 13.0, fill: float | None = None) -> None:
    """The studio's soft key and rim, and a sky in the colour of the ground so that no edge ever shows."""
    dark = "dark" in stage.reading.moods
    stage.rig((0, 0, 0), size, power=power)
    high = colour.mix(ground, "#ffffff", 0.12)
    stage.sky = Sky(((-90.0, low), (0.0, ground), (40.0, high), (90.0, "#f2f0ec")),
                    fill=fill if fill is not None else 0.3 if dark else 0.55)  # fmt: skip
    stage.look = Look(bloom=0.08, vignette=0.14, saturation=1.0, contrast=0.2)


def white(stage: Stage, group: Group) -> None:
    """#FFFFFF exactly, wherever no shadow falls: the ground only catches the soft shadow at the product's foot."""
    s = size_of(group)
    stage.materials["white"] = Material("matte", "#ffffff", 0.9)
    wide = round(200 * s, 1)
    stage.add("ground", "deck", (0, 0, 0), wears={"*": "white"}, params={"w": wide, "d": wide})
    stage.sky = Sky(((-90.0, "#ffffff"), (90.0, "#ffffff")), strength=1.5, fill=0.22)
    stage.light("key", (-2.6 * s, 2.6 * s, 2.4 * s), (0, 0.4 * s, 0), (1.8 * s, 2.4 * s), "#ffffff", 9)
    stage.light("fill", (2.8 * s, 2.0 * s, 2.0 * s), (0, 0.4 * s, 0), (1.2 * s, 2.4 * s), "#ffffff", 2.5)
    stage.look = Look(exposure=1.0, auto=False, bloom=0.0, vignette=0.0, grain=0.0, saturation=1.0, contrast=0.1,
                      background="white")  # fmt: skip


def podium(stage: Stage, group: Group) -> None:
    """Cylinders, steps and arches in tones of one colour, stacked at the edges and behind what is shown."""
    size, ground = size_of(group), tones(stage)
    low = backdrop(stage, size, ground)
    p, side, rng = stage.palette, stage.side, stage.rng
    deep = p.ink if colour.brightness(ground) > 0.3 else p.light
    for i, share in enumerate((0.1, 0.22, 0.36)):
        stage.materials[f"podium {i}"] = Material("satin", colour.mix(ground, deep, share), 0.5, grain=0.02)
    stage.materials["stage tint"] = stage.materials["podium 1"]
    stage.materials["set dressing"] = Material("satin", colour.mix(ground, p.accent, 0.6), 0.4)
    wide = half_width(group)
    scale = size if group.family == "product" else 1.0
    arch = {"w": 1.3, "h": 2.0, "thick": 0.24, "d": 0.34}
    z = depth_behind(group) - 0.35 * scale
    stage.prop("arch", "arch", (-side * (wide + 0.55 * scale), 0, z), wears={"*": "podium 1"}, kind="set",
               turn=8 * side,
               params={k: round(v * scale, 3) for k, v in arch.items()})  # fmt: skip
    columns = (
        (1.0, 0.34, 0.42, 0, 2),
        (0.42, 0.24, 0.75, -0.35, 1),
        (1.55, 0.26, 1.15, -0.75, 0),
        (0.7, 0.16, 0.16, 0.6, 1),
    )
    for x, r, h, dz, tone in columns:
        at = (side * (wide + x * scale), 0, (dz if dz > 0 else z + dz * scale * 0.4) if scale == 1.0 else dz * scale)
        if stage.prop("podium", "plinth", at, wears={"*": f"podium {tone}"}, kind="set",
                      params={"r": round(r * scale, 3), "h": round(h * scale, 3)}) and tone == 2:  # fmt: skip
            stage.prop("sphere", "sphere", (at[0], h * scale, at[2]), wears={"*": "set dressing"}, kind="set",
                       params={"r": round(0.2 * scale, 3)})  # fmt: skip
    if rng.random() < 0.5:
        stage.prop("steps", "steps", (-side * (wide + 0.95 * scale), 0, 0.2 * scale), wears={"*": "podium 0"},
                   kind="set",
                   turn=-90 * side, params={"n": 3, "w": round(0.8 * scale, 3), "rise": round(0.15 * scale, 3),
                                            "run": round(0.24 * scale, 3)})  # fmt: skip
    lit(stage, size, low, ground)


def half_width(group: Group) -> float:
    """Half of what the group takes across, metres."""
    if not group.things:
        return 0.8
    points = np.vstack([box_points(t) for t in group.things])
    return float(np.abs(points[:, 0]).max())


def depth_behind(group: Group) -> float:
    """The z of the farthest part of the group."""
    return float(min((box_points(t)[:, 2].min() for t in group.things), default=-0.4))


def corner(stage: Stage, group: Group) -> None:
    """Two painted walls and a floor that meet behind the subject, each in its own tone of the palette."""
    size, p = size_of(group), stage.palette
    scale = max(size / 1.5, 0.2)
    pairs = (
        (p.mid, p.light),
        (p.accent, p.light),
        (colour.mix(p.ink, p.mid, 0.35), p.mid),
        (p.light, colour.mix(p.accent, p.light, 0.45)),
    )
    a, b = pairs[(stage.sky_index // 2 + int(stage.rng.integers(2))) % len(pairs)]
    a, b = (colour.shade(c, saturation=0.85) for c in (a, b))
    floor = colour.mix(colour.mix(a, b, 0.5), "#d8d2c8", 0.35)
    for name, tone in (("corner left", a), ("corner right", b), ("corner floor", floor)):
        stage.materials[name] = Material("satin", colour.mix(tone, "#b8b4ad", 0.15), 0.6, grain=0.02)
    stage.materials["stage tint"] = Material("satin", colour.mix(b, p.light, 0.4), 0.5, grain=0.02)
    back = depth_behind(group) - 1.5 * scale
    copy, side = stage.rules.copy, -stage.side
    # The corner's line stands away from the words and from the middle of the subject.
    column = 0.5 + side * 0.2
    if not copy.empty and copy.w < 1:
        column = copy.x + copy.w if copy.x <= 0 else copy.x
    x = stage.frame.across_at(float(np.clip(column, 0.05, 0.95)), back)
    far, high = 60 * scale + 12, 40 * scale + 12
    yaw = -stage.camera.yaw
    stage.add(
        "floor", "deck", (0, 0, 0), wears={"*": "corner floor"}, params={"w": round(3 * far, 1), "d": round(3 * far, 1)}
    )
    for s, name in ((-1, "corner left"), (1, "corner right")):
        turn = yaw - s * (8 if s == side else 32)
        t = np.radians(turn)
        at = (x + s * far / 2 * float(np.cos(t)), 0, back - s * far / 2 * float(np.sin(t)))
        stage.add("wall", "panel", at, turn=turn, wears={"*": name}, params={"w": round(far, 1), "h": round(high, 1)})
    lit(stage, size, floor, colour.mix(a, b, 0.5), fill=0.6)


def curtain(stage: Stage, group: Group) -> None:
    """Heavy cloth in folds from beyond the frame to the floor; calm behind words, for its folds are even."""
    size, p = size_of(group), stage.palette
    scale = max(size / 1.3, 0.22)
    options = (
        p.mid,
        colour.mix(p.accent, p.ink, 0.25),
        colour.mix(p.ink, p.mid, 0.2),
        colour.mix(p.light, p.mid, 0.35),
    )
    tone = colour.shade(options[(stage.sky_index // 2 + int(stage.rng.integers(2))) % len(options)], saturation=0.9)
    stage.materials["curtain cloth"] = Material("matte", tone, 0.95)
    ground = colour.mix(tone, p.light if colour.brightness(tone) < 0.3 else p.ink, 0.2)
    stage.materials["stage floor"] = Material("satin", ground, 0.3, grain=0.03)
    stage.materials["stage tint"] = Material("satin", colour.mix(tone, p.light, 0.45), 0.5, grain=0.02)
    z = depth_behind(group) - 0.9 * scale
    top = max(stage.frame.height_at(-0.3, z, x) for x in (0.0, 0.5, 1.0))
    high = float(np.clip(top, 2.0 * scale, 30 * scale + 8))
    distance = float(np.hypot(stage.camera.eye[0], stage.camera.eye[2] - z))
    wide = 2 * distance * stage.frame.tan[0] * 1.9 + 2 * scale
    folds = float(np.clip(0.13 * scale, wide / 90, 1.5))
    stage.add("floor", "deck", (0, 0, 0), wears={"*": "stage floor"},
              params={"w": round(wide * 3, 1), "d": round(wide * 3, 1)})  # fmt: skip
    turn = -stage.camera.yaw
    c, n = float(np.cos(np.radians(turn))), float(np.sin(np.radians(turn)))
    stage.add("curtain", "panel", (0, 0, z), turn=turn, wears={"*": "curtain cloth"},
              params={"w": round(wide, 2), "h": round(high, 2)})  # fmt: skip
    for i in range(int(wide / folds)):
        # Round folds, side by side, no two alike: the cloth of one width, gathered.
        x = (i + 0.5 + float(stage.rng.uniform(-0.16, 0.16))) * folds - wide / 2
        r = folds * float(stage.rng.uniform(0.5, 0.72))
        stage.add("curtain", "plinth", (round(x * c, 3), 0, round(z - x * n, 3)), wears={"*": "curtain cloth"},
                  params={"r": round(r, 4), "h": round(high, 2)})  # fmt: skip
    lit(stage, size, colour.shade(tone, value=0.8), tone, fill=0.22)


def mirror(stage: Stage, group: Group) -> None:
    """Shallow water to a soft horizon: what is shown stands in its own reflection."""
    size, ground = size_of(group), tones(stage)
    p = stage.palette
    if colour.brightness(ground) > 0.55:
        ground = colour.mix(ground, p.mid, 0.4)
    stage.materials["shallow water"] = Material("water", colour.mix(colour.shade(ground, value=0.6), p.ink, 0.2), 0.04,
                                                ripple=0.006)  # fmt: skip
    stage.materials["stage tint"] = Material("satin", colour.mix(ground, p.light, 0.3), 0.4)
    wide = 900.0
    stage.add("water", "water", (0, 0, 0), wears={"*": "shallow water"}, params={"w": wide, "d": wide})
    stone = Material("satin", colour.mix(ground, "#3d3f42", 0.6), 0.25, grain=0.3)
    stage.materials["pebble"] = stone
    for i, s in enumerate((-1, 1)):
        at = (s * (half_width(group) + size * (0.5 + 0.3 * i)), -0.02 * size, -size * (0.3 + 0.5 * i))
        stage.prop("pebbles", "rocks", at, wears={"*": "pebble"}, kind="set",
                   params={"seed": int(stage.rng.integers(1, 99)), "count": 3, "size": round(0.22 * size, 3),
                           "spread": [round(0.4 * size, 3), round(0.2 * size, 3)]})  # fmt: skip
    low, high = colour.mix(ground, "#ffffff", 0.35), colour.shade(ground, value=0.75)
    lit(stage, size, low, ground)
    stage.sky = Sky(
        ((-90.0, low), (0.0, low), (8.0, ground), (40.0, high), (90.0, colour.shade(high, value=0.8))), fill=0.5
    )


def dark(stage: Stage, group: Group) -> None:
    """Black all round: an edge of light on both sides, a low key, a floor that gives a little back."""
    size, p = size_of(group), stage.palette
    black = colour.mix("#0c0d0f", p.ink, 0.12)
    stage.materials["black"] = Material("satin", black, 0.22)
    stage.materials["black wall"] = Material("matte", black, 0.9)
    stage.materials["stage tint"] = Material("satin", colour.mix("#1a1b1f", p.ink, 0.2), 0.25)
    far = 60 * size + 20
    z = depth_behind(group) - 4 * size
    stage.add("floor", "deck", (0, 0, 0), wears={"*": "black"}, params={"w": round(3 * far, 1), "d": round(3 * far, 1)})
    stage.add("wall", "panel", (0, 0, z - 2), turn=-stage.camera.yaw, wears={"*": "black wall"},
              params={"w": round(4 * far, 1), "h": round(2 * far, 1)})  # fmt: skip
    s, y = size, 0.6 * size
    x, _, cz = (0.0, 0.0, 0.0)
    stage.rig((x, 0, cz), size, power=7.0, fill="#aebbd0")
    glow = colour.mix(p.accent, "#ffffff", 0.35)
    stage.light("edge left", (x - 2.4 * s, 1.6 * s, -1.5 * s), (x, y, 0), (0.5 * s, 2.2 * s), "#eef3ff", 26)
    stage.light("edge right", (x + 2.4 * s, 1.6 * s, -1.5 * s), (x, y, 0), (0.5 * s, 2.2 * s), glow, 20)
    stage.light("glow", (0, 0.3 * s, z + 0.6 * s), (0, 1.4 * s, z - 2), (3.0 * s, 0.4 * s), glow, 5)
    stage.sky = Sky(((-90.0, black), (90.0, black)), fill=0.15, strength=0.6)
    stage.look = Look(exposure=0.82, bloom=0.12, vignette=0.2, saturation=1.0, contrast=0.3)


SETS = {
    "studio": studio,
    "podium": podium,
    "corner": corner,
    "curtain": curtain,
    "mirror": mirror,
    "dark stage": dark,
    **abstract.SETS,
}
