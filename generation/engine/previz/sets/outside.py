"""What every place under the sky needs: sky, sun, air, ground to the horizon, ranges of hills. Places are laid out as
the lens sees them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

import numpy as np

from generation.engine.previz import colour, lighting
from generation.engine.previz.scene import Fall, Look, Material, Mist, Sky, Thing, Vec3
from generation.engine.previz.stage import Stage, box_points
from generation.engine.previz.stage.subjects import Group

Stops = tuple[tuple[float, str], ...]
Spot = tuple[float, float]
SNOWED = ("ground", "road", "paving", "bank", "shingle")  # what is white in snow
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


def beside(stage: Stage, right: float, ahead: float, y: float = 0.0) -> Vec3:
    """A place so many metres to the right of the subject and beyond it, as the lens sees it."""
    (rx, rz), (ax, az) = axes(stage)
    return right * rx + ahead * ax, y, right * rz + ahead * az


def beside_depth(stage: Stage, at: Vec3) -> float:
    """How far a place lies beyond the origin, along the axis."""
    _, (ax, az) = axes(stage)
    return at[0] * ax + at[2] * az


def nearest(stage: Stage) -> float:
    """Depth at which the frame's lower edge meets the ground."""
    down = float(stage.frame.ray(0.5, 1.0)[1])
    return stage.camera.eye[1] / -down if down < -1e-3 else stage.camera.eye[1] * 12


def edges(stage: Stage) -> tuple[float, float]:
    """Left and right edge of the frame, metres across per metre of depth."""
    t, shift = stage.frame.tan[0], stage.camera.shift[0]
    return (shift - 1) * t, (shift + 1) * t


def span(stage: Stage) -> tuple[float, float]:
    """Left and right end of what may be built up, metres across per metre of depth; not behind words."""
    a, b = edges(stage)
    wide, copy = b - a, stage.rules.copy
    left, right = a - 0.14 * wide, b + 0.14 * wide
    if not copy.empty and copy.w < 1:
        left, right = (a + (copy.w + 0.03) * wide, right) if copy.x <= 0 else (left, a + (copy.x - 0.03) * wide)
    return left, right


def worded(stage: Stage) -> int:
    """The side on which copy stands from top to bottom: -1 left, 1 right, 0 none."""
    copy = stage.rules.copy
    return 0 if copy.empty or copy.w >= 1 else -1 if copy.x <= 0 else 1


def from_lens(stage: Stage, right: float, depth: float, y: float = 0.0) -> Vec3:
    """A place so many metres to the right of the lens's axis and `depth` metres off."""
    (rx, rz), (ax, az) = axes(stage)
    eye = stage.camera.eye
    return eye[0] + right * rx + depth * ax, y, eye[2] + right * rz + depth * az


def in_view(stage: Stage, at: Spot) -> tuple[float, float]:
    """(x, z) of a spot in the frame of what stands at the lens and is turned with it."""
    (rx, rz), (ax, az) = axes(stage)
    dx, dz = at[0] - stage.camera.eye[0], at[1] - stage.camera.eye[2]
    return dx * rx + dz * rz, -(dx * ax + dz * az)


def at_lens(stage: Stage) -> dict[str, Any]:
    """Where a thing stands, and how turned, that is measured from the lens: local -z is ahead."""
    return {"at": (stage.camera.eye[0], 0.0, stage.camera.eye[2]), "turn": -stage.camera.yaw}


# Sky and light


def sky(stage: Stage, *, clouds: float = 1.0) -> Stops:
    """This candidate's sky; the sun's halo on its side; few clouds and no glare where copy stands at the top."""
    if "rain" in stage.reading.weather and stage.reading.time not in ("dusk", "night"):
        stage.reading = replace(stage.reading, time="overcast")
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
    walled = any(t.shape == "wall" for t in stage.things)  # what leans on a wall stands in the sun with it
    return (128.0, 116.0)[stage.sky_index % 2] if walled else SUN_ROUND[stage.sky_index % 4]


def _for_product(group: Group) -> float:
    """A photographer's sun: the darker the product, the stronger, so that its lit edge stands off its ground."""
    if not is_product(group):
        return 1.0
    body = group.materials.get("product")
    tone = colour.brightness(body.colour) if body else 0.25
    return float(np.clip(0.62 / (tone + 0.12), 1.15, 3.4))


def sun(stage: Stage, group: Group, *, strength: float = 1.0, local: float = 1.0, least: float = 15.0,
        along: bool = False) -> None:  # fmt: skip
    """The hour's sun as a far lamp, so that the whole set has its shadows; and round a subject a rim and a bounce.

    least: its elevation at the least, degrees; along: it shines down a street or between rows, which would shade all
    else."""
    hour, side, words = stage.hour, stage.side, stage.reading.light
    s, (x, _, z) = size_of(group), heart(group)
    (rx, rz), (ax, az) = axes(stage)
    high, asked = hour.sun > 30, lighting.read_light(words)
    misty = "mist" in stage.reading.weather
    veiled = stage.reading.time == "overcast" or (not stage.reading.time and hour.clouds > 0.6) or hour.sun < 0
    around = sun_round(stage)
    if along:
        around = min(around, 26.0) if around < 80 else 152.0 if not stage.reading.light_from else 118.0
    a, up = np.radians(around), np.radians(max(hour.sun, least))
    wide = 46.0 if veiled else 4.0 if misty or "soft" in words or "diffuse" in words else 1.3
    wide = min(wide, 1.0) if any(w in words for w in ("hard", "harsh", "crisp")) else wide
    # White ground gives light back, and lamps that words ask for do half of the sun's work.
    strength *= (0.6 if "snow" in stage.reading.weather else 1.0) * (0.5 if asked.ratio or asked.pattern else 1.0)
    given = hour.key_power * (0.24 if veiled else 0.27 if high else 0.25) * strength * _for_product(group)
    across, ahead = side * float(np.sin(a)), float(np.cos(a))
    flat = float(np.cos(up))
    way = np.array([(across * rx + ahead * ax) * flat, np.sin(up), (across * rz + ahead * az) * flat])
    if veiled:
        way = way * [0.6, 0, 0.6] + [0, 0.8, 0]
    across_m = float(2 * SUN_AWAY * np.tan(np.radians(wide / 2)))
    tone = colour.mix(hour.key, "#ffffff", 0.45) if is_product(group) else hour.key  # its colour must stay its own
    tone = colour.mix(tone, colour.planck(asked.kelvin), 0.6) if asked.kelvin else tone
    power = given * (SUN_AWAY / across_m) ** 2
    place = tuple(round(float(v), 2) for v in way / np.linalg.norm(way) * SUN_AWAY + [x, 0, z])
    stage.light("sun", (place[0], place[1], place[2]), (x, 0.4 * s, z), (across_m, across_m), tone, power)
    if group.family in ("place", "landscape"):
        return
    if asked.pattern or asked.ratio or asked.rim:  # a photographer's lamps, in words
        stage.lights += lighting.rig(
            asked, (x, 0.5 * s, z), s, stage.camera.yaw, ambient=lighting.ambient_of(stage.sky), strength=0.95 * local,
            usual="left" if side < 0 else "right",
        )  # fmt: skip
        stage.notes.append(asked.sentence)
        return

    def round_it(right: float, height: float, ahead_by: float) -> Vec3:
        return (x + (right * rx + ahead_by * ax) * s, height * s, z + (right * rz + ahead_by * az) * s)

    half = (x, 0.5 * s, z)
    cool = colour.mix(hour.key, "#ffffff", 0.6 if is_product(group) else 0.4)
    stage.light("rim", round_it(-side * 2.6, 1.9, 2.4), half, (0.9 * s, 2.0 * s), cool, 5.0 * local)
    if not is_product(group):
        back = colour.mix(stage.sky.stops[-2][1], "#ffffff", 0.5)
        stage.light("bounce", round_it(-side * 2.6, 2.2, -3.4), half, (2.8 * s, 2.4 * s), back, 1.1 * local)
        return
    # A cool card from the front against a warm sky; low sun draws a line on the edge, and glints on what is wet.
    stage.light("bounce", round_it(-side * 2.0, 1.6, -3.4), half, (2.8 * s, 2.4 * s), "#e6effa", 1.5 * local)
    if hour.sun < 15:
        edge = colour.mix(hour.sun_colour, "#ffffff", 0.35)
        stage.light("edge", round_it(side * 2.3, 1.3, 2.0), half, (0.5 * s, 1.6 * s), edge, 11.0 * local)


def air(stage: Stage, stops: Stops, *, mist: float = 0.0, height: float = 5.0, most: float = 0.85,
        tint: str = "", share: float = 0.5, **look: Any) -> None:  # fmt: skip
    """The grade and the mist of a place; `look` as in scene.Look. The mist has the sky's colour at the horizon."""
    c = colour.mix(stops[1][1], stops[2][1], 0.5)
    r = stage.reading
    fall = Fall()
    if "rain" in r.weather:
        amount = 0.85 if r.said("storm", "downpour", "pouring", "heavy") else 0.25 if r.said("drizzle") else 0.5
        fall = Fall("rain", amount, 0.3 * stage.side)
    elif r.said("snowfall", "snowing", "blizzard", "snowstorm", "snowflake", "flurry"):
        fall = Fall("snow", 0.9 if r.said("blizzard", "snowstorm") else 0.5, 0.4 * stage.side)
    stage.look = Look(
        fall=fall,
        mist=Mist(colour.mix(c, tint, share) if tint else c, round(mist, 5), height, most),
        **{"exposure": 1.18, "bloom": 0.1, "vignette": 0.15, "saturation": 0.98, "contrast": 0.27, **look},
    )


# Ground and ranges


def ground(stage: Stage, tone: str | Material, *, name: str = "ground", y: float = 0.0, **params: Any) -> Thing:
    """Land to the horizon, as things/landforms.land makes it; relief grows away from the lens, behind the subject."""
    material = Material("matte", tone, 0.97, grain=0.3) if isinstance(tone, str) else tone
    if "snow" in stage.reading.weather and name in SNOWED:
        material = Material("matte", colour.mix("#d3dbe0", material.colour, 0.06), 0.95, grain=0.06)
    elif "rain" in stage.reading.weather and material.kind == "matte":
        material = replace(material, colour=colour.shade(material.colour, value=0.72))
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
    ends = [np.degrees(np.arctan(np.interp(x, (0, 1), edges(stage)))) for x in (copy.x, copy.x + copy.w)]
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
