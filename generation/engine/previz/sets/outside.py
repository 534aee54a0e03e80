"""What every place under the sky needs: sky, sun, ground to the horizon, ranges of hills, and spots where things may
stand without reaching into the copy space or before the subject. Places are laid out as the lens sees them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

import numpy as np

from generation.engine.previz import colour
from generation.engine.previz.frame import corners
from generation.engine.previz.scene import Look, Material, Mist, Sky, Thing, Vec3
from generation.engine.previz.stage import Stage, box_points
from generation.engine.previz.stage.subjects import Group

Stops = tuple[tuple[float, str], ...]
Spot = tuple[float, float]
SUN_AWAY = 2500.0  # metres: so far that its shadows are parallel
# Degrees between the lens axis and the sun, by candidate: side, three-quarter back, side, three-quarter front.
SUN_ROUND = (96.0, 58.0, 84.0, 122.0)


def size_of(group: Group) -> float:
    """Metres that near props, lights and ripples are measured in: the product's height, or a person's and a half."""
    return float(np.clip(group.height, 0.12, 3.0)) if group.family == "product" else 2.6


def is_product(group: Group) -> bool:
    return group.family == "product"


def heart(group: Group) -> Vec3:
    """Where the subject stands: its focal things, else the origin."""
    focal = [t for t in group.things if t.focal] or group.things
    if not focal:
        return (0.0, 0.0, 0.0)
    middle = np.vstack([box_points(t) for t in focal])
    return (float(middle[:, 0].mean()), 0.0, float(middle[:, 2].mean()))


def depth_of(stage: Stage, group: Group) -> float:
    """Metres from the lens to the subject, along the axis."""
    return max(float(stage.frame.project([heart(group)])[0, 2]), 0.2)


def axes(stage: Stage) -> tuple[Spot, Spot]:
    """The lens's right and ahead, on the ground: (x, z) each."""
    yaw = np.radians(stage.camera.yaw)
    return (float(np.cos(yaw)), float(np.sin(yaw))), (float(np.sin(yaw)), float(-np.cos(yaw)))


def spot(stage: Stage, column: float, depth: float) -> Spot:
    """The ground under a column of the frame (0-1) at `depth` metres before the lens."""
    d, eye = stage.frame.ray(column, 0.5), stage.camera.eye
    return float(eye[0] + depth * d[0]), float(eye[2] + depth * d[2])


def nearest(stage: Stage) -> float:
    """Depth at which the frame's lower edge meets the ground."""
    down = float(stage.frame.ray(0.5, 1.0)[1])
    return stage.camera.eye[1] / -down if down < -1e-3 else stage.camera.eye[1] * 12


def edges(stage: Stage) -> tuple[float, float]:
    """Left and right edge of the frame, metres across per metre of depth."""
    t, shift = stage.frame.tan[0], stage.camera.shift[0]
    return (shift - 1) * t, (shift + 1) * t


def in_view(stage: Stage, at: Spot) -> tuple[float, float]:
    """(x, z) of a spot in the frame of what stands at the lens and is turned with it."""
    (rx, rz), (ax, az) = axes(stage)
    dx, dz = at[0] - stage.camera.eye[0], at[1] - stage.camera.eye[2]
    return dx * rx + dz * rz, -(dx * ax + dz * az)


def at_lens(stage: Stage) -> dict[str, Any]:
    """Where and how turned a thing stands that is measured from the lens: local -z is ahead."""
    return {"at": (stage.camera.eye[0], 0.0, stage.camera.eye[2]), "turn": -stage.camera.yaw}


# Sky and light


def sky(stage: Stage, *, clouds: float = 1.0) -> Stops:
    """This candidate's sky; the sun's halo on its side; few clouds and no glare where copy stands at the top."""
    hour = stage.hour
    stops = hour.skies[(stage.sky_index + int(stage.rng.integers(2))) % len(hour.skies)]
    copy = stage.rules.copy
    covered = not copy.empty and copy.y <= 0 and copy.w >= 0.5
    (rx, rz), (ax, az) = axes(stage)
    a = np.radians(min(sun_round(stage), 62.0))
    low = float(np.sin(np.radians(max(hour.sun, 1.0))))
    across, ahead = stage.side * float(np.sin(a)), float(np.cos(a))
    more = {"stars": 0.9} if stage.reading.time == "night" and "stars" in {f.name for f in fields(Sky)} else {}
    stage.sky = Sky(
        stops,
        fill=round(hour.fill * 0.85, 3),
        sun=(round(across * rx + ahead * ax, 4), round(low, 4), round(across * rz + ahead * az, 4)),
        sun_colour=hour.sun_colour,
        sun_glow=round(hour.glow * (0.45 if covered else 0.9), 3),
        clouds=round(hour.clouds * (0.3 if covered else 0.8) * clouds, 3),
        cloud_colour=colour.mix(stops[2][1], "#ffffff", 0.45),
        **more,
    )
    return stops


def sun_round(stage: Stage) -> float:
    """Degrees between the lens axis and the sun."""
    words = stage.reading.light
    if any(w in words for w in ("backlit", "back light", "backlight", "contre-jour", "against the sun", "silhouette")):
        return 34.0
    if "front light" in words or "frontal" in words:
        return 150.0
    if stage.reading.light_from:  # asked for from one side: it rakes
        return (96.0, 84.0, 104.0, 90.0)[stage.sky_index % 4]
    return SUN_ROUND[stage.sky_index % 4]


def sun(stage: Stage, group: Group, *, strength: float = 1.0, local: float = 1.0) -> None:
    """The hour's sun as a far lamp, so that the whole set has its shadows; and round a subject a rim and a bounce."""
    hour, side, words = stage.hour, stage.side, stage.reading.light
    s, (x, _, z) = size_of(group), heart(group)
    (rx, rz), (ax, az) = axes(stage)
    high = hour.sun > 30
    misty = "mist" in stage.reading.weather
    veiled = stage.reading.time == "overcast" or (not stage.reading.time and hour.clouds > 0.6) or hour.sun < 0
    a, up = np.radians(sun_round(stage)), np.radians(max(hour.sun, 15.0))
    wide = 46.0 if veiled else 4.0 if misty or "soft" in words or "diffuse" in words else 1.3
    if "hard" in words or "harsh" in words or "crisp" in words:
        wide = min(wide, 1.0)
    given = hour.key_power * (0.24 if veiled else 0.27 if high else 0.25) * strength * (1.45 if is_product(group) else 1.0)
    across, ahead = side * float(np.sin(a)), float(np.cos(a))
    flat = float(np.cos(up))
    way = np.array([(across * rx + ahead * ax) * flat, np.sin(up), (across * rz + ahead * az) * flat])
    if veiled:
        way = way * [0.6, 0, 0.6] + [0, 0.8, 0]
    across_m = float(2 * SUN_AWAY * np.tan(np.radians(wide / 2)))
    power = given * (SUN_AWAY / across_m) ** 2
    place = tuple(round(float(v), 2) for v in way / np.linalg.norm(way) * SUN_AWAY + [x, 0, z])
    stage.light("sun", (place[0], place[1], place[2]), (x, 0.4 * s, z), (across_m, across_m), hour.key, power)
    if group.family in ("place", "landscape"):
        return

    def round_it(right: float, height: float, ahead_by: float) -> Vec3:
        return (x + (right * rx + ahead_by * ax) * s, height * s, z + (right * rz + ahead_by * az) * s)

    half = (x, 0.5 * s, z)
    cool = colour.mix(hour.key, "#ffffff", 0.4)
    stage.light("rim", round_it(-side * 2.6, 1.9, 2.4), half, (0.9 * s, 2.0 * s), cool, 5.0 * local)
    bounce = colour.mix(stage.sky.stops[-2][1], "#ffffff", 0.5)
    stage.light("bounce", round_it(-side * 2.6, 2.2, -3.4), half, (2.8 * s, 2.4 * s), bounce, 1.1 * local)


def air(stage: Stage, stops: Stops, *, mist: float = 0.0, height: float = 5.0, most: float = 0.85,
        tint: str = "", share: float = 0.5, **look: Any) -> None:  # fmt: skip
    """The grade and the mist of a place; `look` as in scene.Look. The mist has the sky's colour at the horizon."""
    c = colour.mix(stops[1][1], stops[2][1], 0.5)
    stage.look = Look(
        mist=Mist(colour.mix(c, tint, share) if tint else c, round(mist, 5), height, most),
        **{"exposure": 1.18, "bloom": 0.1, "vignette": 0.15, "saturation": 0.98, "contrast": 0.27, **look},
    )


# Ground and ranges


def ground(stage: Stage, tone: str | Material, *, name: str = "ground", y: float = 0.0, **params: Any) -> Thing:
    """Land to the horizon, as things/landforms.land makes it; relief grows away from the lens, behind the subject."""
    material = Material("matte", tone, 0.97, grain=0.3) if isinstance(tone, str) else tone
    stage.materials[f"{name} cover"] = material
    stage.materials.setdefault(f"{name} damp", material)
    seed = int(stage.rng.integers(1, 999))
    wears = {"surface": f"{name} cover", "wet": f"{name} damp"}
    return stage.add(name, "land", (0, y, 0), turn=-stage.camera.yaw, wears=wears, params={"seed": seed, **params})


def water(stage: Stage, tone: str, *, ripple: float, y: float = 0.0, name: str = "water") -> Thing:
    """Water to the horizon."""
    stage.materials[f"{name} body"] = Material("water", tone, 0.05, ripple=ripple)
    params = {"relief": 0.0, "near": 2.0}
    return stage.add(name, "land", (0, y, 0), turn=-stage.camera.yaw, wears={"*": f"{name} body"}, params=params)


def under_copy(stage: Stage, distance: float, wanted: float) -> float:
    """`wanted` metres of height at `distance`, or less where copy stands across the top of the frame."""
    copy = stage.rules.copy
    if copy.empty or copy.y > 0 or copy.w < 1:
        return wanted
    rise = float(stage.frame.ray(0.5, copy.h + 0.05)[1])
    return float(np.clip(stage.camera.eye[1] + rise * distance, 0.002 * distance, wanted))


def low_columns(stage: Stage, share: float = 0.4) -> list[list[float]]:
    """Where copy stands at a side: (from, to, share), degrees from the axis, for landforms.mountains."""
    copy = stage.rules.copy
    if copy.empty or copy.w >= 1:
        return []
    a, b = edges(stage)
    ends = [np.degrees(np.arctan(a + (b - a) * x)) for x in (copy.x, copy.x + copy.w)]
    return [[round(float(ends[0]) - 2, 1), round(float(ends[1]) + 2, 1), share]]


def ranges(stage: Stage, stops: Stops, distances: Sequence[float], degrees: Sequence[float], tone: str = "#48525a",
           *, pale: Sequence[float] = (0.72, 0.56, 0.36, 0.2), snow: float = 0.0, **params: Any) -> None:  # fmt: skip
    """Rows of hills, the farthest first, each as high as `degrees` of elevation; paler by `pale` with distance."""
    for k, (r, rise) in enumerate(zip(distances, degrees, strict=True)):
        h = r * float(np.tan(np.radians(rise))) * float(stage.rng.uniform(0.85, 1.2)) + stage.camera.eye[1]
        h = under_copy(stage, r, h)
        body = colour.mix(colour.mix(tone, stage.palette.ink, 0.12), stops[2][1], pale[k % len(pale)])
        stage.materials[f"range {k}"] = Material("matte", body, 1.0, grain=0.15)
        stage.materials[f"range snow {k}"] = Material("matte", colour.mix("#eef3f7", stops[2][1], pale[k] * 0.6), 1.0)
        more = {"snow": snow, **params, "seed": int(stage.rng.integers(1, 999)), "r": r, "h": round(h, 3)}
        wears = {"body": f"range {k}", "snow": f"range snow {k}"}
        stage.add("hills", "mountains", **at_lens(stage), wears=wears, params={**more, "low": low_columns(stage)})


# Standing room


def free(stage: Stage, group: Group, at: Spot, width: float, height: float, *, behind: float = 0.0) -> bool:
    """Whether a thing of this size may stand there: out of the copy, not before the subject, not in its place.

    behind: nearer than this many times the subject's depth it must also leave the subject's columns free.
    """
    half = width / 2
    points = corners((at[0] - half, 0, at[1] - half), (at[0] + half, height, at[1] + half))
    x0, y0, x1, y1 = stage.frame.box(points)
    copy = stage.rules.copy
    slack = 0.015
    if not copy.empty and x1 > copy.x - slack and x0 < copy.x + copy.w + slack \
            and y1 > copy.y - slack and y0 < copy.y + copy.h + slack:  # fmt: skip
        return False
    depth = float(stage.frame.project([(at[0], 0, at[1])])[0, 2])
    if depth < half + 0.05:
        return False
    for thing in group.things:
        box = box_points(thing)
        lo, hi = box.min(0), box.max(0)
        gap = half + 0.08 * size_of(group)
        if lo[0] - gap < at[0] < hi[0] + gap and lo[2] - gap < at[1] < hi[2] + gap:
            return False
        far = float(stage.frame.project([(lo + hi) / 2])[0, 2])
        a0, b0, a1, _ = stage.frame.box(box)
        if depth < far * max(behind, 1.0) and x1 > a0 - 0.01 and x0 < a1 + 0.01 and y1 > b0 and (depth > far or y0 < 1):
            return False
    return True


def scatter(stage: Stage, group: Group, count: int, near: float, far: float, width: float, height: float, *,
            columns: tuple[float, float] = (-0.06, 1.06), behind: float = 0.0, tries: int = 3) -> list[Spot]:  # fmt: skip
    """Up to `count` spots from `near` to `far` metres off, even over the picture; every one is `free`."""
    found: list[Spot] = []
    for _ in range(count * tries):
        if len(found) >= count:
            break
        depth = near * (far / near) ** float(stage.rng.random())
        at = spot(stage, float(stage.rng.uniform(*columns)), depth)
        if free(stage, group, at, width, height, behind=behind):
            found.append((round(at[0], 3), round(at[1], 3)))
    return found


def grass(stage: Stage, group: Group, cover: str | Material, h: float, *, far: float = 30.0, count: int = 3400,
          name: str = "grass", clear: float = 0.12, **params: Any) -> None:  # fmt: skip
    """Blades over all that the lens sees of the ground, low where the subject stands and under the copy."""
    tone = Material("matte", cover, 0.95, grain=0.5) if isinstance(cover, str) else cover
    stage.materials[f"{name} blades"] = tone
    a, b = edges(stage)
    copy = stage.rules.copy
    short = []
    if not copy.empty and copy.w < 1:
        short = [[a + (b - a) * (copy.x - 0.02), a + (b - a) * (copy.x + copy.w + 0.02)]]
    feet = []
    for thing in group.things[:12]:
        box = box_points(thing)
        if box[:, 1].min() < 0.3:
            x, z = in_view(stage, (float(box[:, 0].mean()), float(box[:, 2].mean())))
            reach = float(max(np.ptp(box[:, 0]), np.ptp(box[:, 2]))) / 2
            feet.append([round(x, 3), round(z, 3), round(min(reach, 1.2) + clear * size_of(group) * 0.4, 3)])
    z0 = max(nearest(stage) * 0.9, 1.1 * h, 0.12)
    wears: Mapping[str, str] = {"blades": f"{name} blades", "heads": params.pop("heads", f"{name} blades")}
    stage.add(name, "blades", **at_lens(stage), wears=wears, params={
        "seed": int(stage.rng.integers(1, 9999)), "count": count, "h": round(h, 3), "z0": round(z0, 3),
        "z1": round(max(far, z0 * 4), 2), "left": round(a * 1.06, 4), "right": round(b * 1.06, 4),
        "clear": feet, "short": short, **params,
    })  # fmt: skip


def put(stage: Stage, name: str, shape: str, at: Vec3, **more: Any) -> None:
    """A piece of the set where `free` has found room; not when the brief forbids it."""
    if name not in stage.reading.forbidden and shape not in stage.reading.forbidden:
        stage.add(name, shape, at, **more)


def stones(stage: Stage, group: Group, stone: str, count: int, size: float, near: float, far: float, *,
           columns: tuple[float, float] = (0.0, 1.0), sunk: float = 0.06) -> None:  # fmt: skip
    """Boulders in groups of four; `size` metres is the largest."""
    for at in scatter(stage, group, count, near, far, size * 2.6, size * 0.9, columns=columns, behind=1.3):
        params = {
            "seed": int(stage.rng.integers(1, 999)), "count": 4, "size": round(size * float(stage.rng.uniform(0.5, 1.0)), 3),
            "spread": [round(size * 0.9, 3), round(size * 0.6, 3)],
        }  # fmt: skip
        put(stage, "rocks", "rocks", (at[0], -sunk * size, at[1]), params=params, wears={"*": stone})
