"""Under the sky: shore, marsh, forest, street, open field."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from generation.engine.previz import colour
from generation.engine.previz.scene import Look, Material, Mist, Sky, Thing
from generation.engine.previz.stage import Stage, box_points
from generation.engine.previz.stage.subjects import Group

Stops = tuple[tuple[float, str], ...]


def _sky(stage: Stage, *, low: bool = True) -> Stops:
    """This candidate's sky and its sun: beside the frame, low for low light; clouds where no copy stands."""
    hour = stage.hour
    stops = hour.skies[(stage.sky_index + int(stage.rng.integers(2))) % len(hour.skies)]
    elevation = np.radians(max(hour.sun, 1.0))
    across = stage.side * float(stage.rng.uniform(0.5, 0.85))
    copy = stage.rules.copy
    covered = not copy.empty and copy.y <= 0 and copy.w >= 0.5
    stage.sky = Sky(
        stops,
        strength=1.0,
        fill=hour.fill,
        sun=(round(across, 3), round(float(np.sin(elevation)), 3), -0.8),
        sun_colour=hour.sun_colour,
        sun_glow=hour.glow * (0.5 if covered else 1.0),
        clouds=round(hour.clouds * (0.3 if covered else 0.8), 3),
        cloud_colour=colour.mix(stops[2][1], "#ffffff", 0.45),
    )
    return stops


def _sun(stage: Stage, s: float, *, hard: float = 1.0) -> None:
    """Key from the sun's side but in front of the lens axis, so that what the camera sees is lit; fill from the sky."""
    hour, side = stage.hour, stage.side
    high = {True: 1.5, False: 3.2}[hour.sun < 20]
    stage.light(
        "sun",
        (side * 3.6 * s, high * s + 0.3, 1.9 * s),
        (0, 0.5 * s, 0),
        (1.2 * s * hard, 1.2 * s * hard),
        hour.key,
        hour.key_power * 2.0 / hard**2,
    )
    stage.light("sky fill", (-side * 2.8 * s, 3.0 * s, 3.0 * s), (0, 0.5 * s, 0), (2.6 * s, 2.6 * s), "#dfe8f2", 1.6)
    stage.light(
        "rim",
        (-side * 3.0 * s, 2.0 * s, -2.0 * s),
        (0, 0.6 * s, 0),
        (0.9 * s, 2.0 * s),
        colour.mix(hour.key, "#ffffff", 0.4),
        7,
    )


def shore(stage: Stage, group: Group) -> None:
    """Still water to the horizon, faint hills, rocks about the subject; mist on the water."""
    rng, s = stage.rng, max(group.height, 0.4)
    stops = _sky(stage)
    snow = "snow" in stage.reading.weather
    deep = colour.mix("#4d5a5e", stage.palette.ink, 0.15) if not snow else "#9fb0b8"
    stage.materials["lake"] = Material(
        "water",
        colour.mix(deep, stops[3][1], 0.35),
        0.05,
        ripple=0.02 if stage.reading.said("still", "calm", "quiet", "mist") else 0.035,
    )
    stage.add("water", "water", (0, 0, -100), wears={"*": "lake"}, params={"w": 900, "d": 620})
    _ridges(stage, stops, count=3, high=5.5)
    if group.family == "product":
        stone = "snowy stone" if snow else "wet stone"
        spot = _subject(group)
        for i in range(2):
            reach = s * (1.3 + 1.5 * i)
            at = (
                spot[0] + stage.side * -reach * float(rng.uniform(0.7, 1.2)),
                -0.01 * s,
                spot[2] - s * float(rng.uniform(0.2, 1.6)),
            )
            stage.prop(
                "rocks",
                "rocks",
                at,
                params={
                    "seed": int(rng.integers(1, 999)),
                    "count": 4,
                    "size": round(s * float(rng.uniform(0.3, 0.55)), 3),
                    "spread": [round(s * 0.6, 2), round(s * 0.4, 2)],
                },
                wears={"*": stone},
                kind="set",
            )
    else:
        for _ in range(3):
            at = (float(rng.uniform(2.0, 5.5)) * float(rng.choice((-1, 1))), -0.08, float(rng.uniform(-7, -1)))
            stage.prop(
                "rocks",
                "rocks",
                at,
                params={"seed": int(rng.integers(1, 999)), "count": 5, "size": 0.7, "spread": [1.1, 0.7]},
                kind="set",
            )
    _sun(stage, s if group.family == "product" else 2.6)
    stage.look = Look(
        exposure=1.25,
        bloom=0.1,
        vignette=0.16,
        saturation=1.0,
        contrast=0.28,
        mist=Mist(colour.mix(stops[2][1], stops[3][1], 0.4), 0.012 / max(s, 0.4) ** 0.3, 3.5, 0.9),
    )


def _subject(group: Group) -> tuple[float, float, float]:
    focal = [t for t in group.things if t.focal] or group.things
    return focal[0].at if focal else (0.0, 0.0, 0.0)


def _ridges(stage: Stage, stops: Stops, *, count: int, high: float) -> None:
    """Hills in paler and paler rows; where copy stands at the top they keep below it."""
    copy = stage.rules.copy
    for k in range(count):
        z = -230.0 + 55 * k
        distance = stage.camera.eye[2] - z
        h = high * distance / 100 * float(stage.rng.uniform(0.7, 1.2)) * (0.65 + 0.35 * (k == 0))
        if not copy.empty and copy.y <= 0:
            limit = stage.frame.height_at(copy.h + 0.04, z) if copy.w >= 1 else stage.camera.eye[1] + distance * 0.045
            h = float(np.clip(h, 0.5, max(limit, 0.5)))
        tone = colour.mix(colour.mix("#48525a", stage.palette.ink, 0.2), stops[2][1], (0.78, 0.62, 0.44)[k % 3])
        stage.materials[f"ridge {k}"] = Material("matte", tone, 1.0)
        stage.add(
            "hills",
            "hills",
            (float(stage.rng.uniform(-40, 40)), 0, z),
            wears={"*": f"ridge {k}"},
            params={"seed": int(stage.rng.integers(1, 999)), "w": 760, "h": round(h, 2), "rough": 0.6},
        )


def marsh(stage: Stage, group: Group) -> None:
    """Dark, still water; reeds at both sides; old posts; everything pales into mist."""
    rng = stage.rng
    stops = _sky(stage)
    p = stage.palette
    stage.materials["marsh water"] = Material("water", colour.mix("#5d6a62", p.ink, 0.25), 0.05, ripple=0.012)
    stage.materials["reed"] = Material("matte", colour.mix("#77663f", p.mid, 0.15), 0.9, grain=0.5)
    stage.materials["pane lit"] = Material(
        "glow", p.accent if colour.vividness(p.accent) > 0.35 else "#d8763a", glow=1.9
    )
    stage.add("water", "water", (0, 0, -120), wears={"*": "marsh water"}, params={"w": 900, "d": 640})
    eye = stage.camera.eye
    clear = []
    for thing in group.things:
        if thing.at[2] > -10:
            points = box_points(thing)
            lo, hi = points.min(0), points.max(0)
            clear.append([round(float(v), 2) for v in (lo[0] - 0.3, lo[2] - 0.4, hi[0] + 0.3, eye[2] + 1)])
    spread = float(np.clip(stage.frame.aspect, 0.6, 2.2))
    tall = 1.15
    for side in (-1, 1):
        near = float(rng.uniform(1.1, 1.7)) * spread
        for z0, z1, count, h in (
            (eye[2] - 3.4, eye[2] - 1.6, 60, 0.75),
            (-7.5, -1.0, 240, tall),
            (-16.0, -8.0, 220, tall * 1.15),
        ):
            grow = near * (1 + max(0.0, -z0) * 0.09)
            a, b = (grow, grow + 6.5 * spread) if side > 0 else (-grow - 6.5 * spread, -grow)
            over = [round(float(v), 2) for v in (a, z0, b, z1)]
            if rng.random() < 0.9:
                stage.add(
                    "reeds",
                    "reeds",
                    (0, -0.03, 0),
                    params={"seed": int(rng.integers(1, 9999)), "over": over, "count": count, "h": h, "clear": clear},
                    kind="thing",
                )
    stage.prop(
        "posts",
        "posts",
        (float(rng.choice((-1, 1))) * 1.9 * spread, 0, -5.0),
        params={"seed": int(rng.integers(1, 99)), "count": 5},
        kind="set",
    )
    _ridges(stage, stops, count=1, high=1.6)
    hour = stage.hour
    stage.light("sky key", (stage.side * 7, 9, 3), (0, 0.5, -6), (10, 10), hour.key, 8)
    stage.light("rim", (-stage.side * 9, 4, -16), (0, 1, -5), (6, 6), stops[2][1], 7)
    stage.look = Look(
        exposure=1.55,
        bloom=0.1,
        vignette=0.2,
        saturation=0.95,
        contrast=0.34,
        mist=Mist(colour.mix(stops[1][1], stops[2][1], 0.4), 0.02, 2.2, 0.8),
    )


def forest(stage: Stage, group: Group) -> None:
    """Tall trunks going off into mist, ferns, light from one side."""
    rng, s = stage.rng, max(group.height, 0.5)
    stops = _sky(stage)
    stage.materials["forest floor"] = Material("matte", "#4f4a35", 0.95, grain=0.6)
    stage.add("ground", "ground", (0, 0, -30), wears={"*": "forest floor"}, params={"w": 160, "d": 120})
    eye = stage.camera.eye[2]
    for _ in range(64):
        z = float(rng.uniform(-46, -3.0))
        reach = (eye - z) * 0.62 * max(stage.frame.aspect, 1.0)
        x = float(rng.uniform(-reach, reach))
        stage.prop(
            "tree",
            "tree",
            (x, -0.1, z),
            params={
                "bare": True,
                "h": round(float(rng.uniform(16, 24)), 1),
                "r": round(float(rng.uniform(0.12, 0.3)), 2),
                "seed": int(rng.integers(1, 9999)),
            },
            wears={"*": "bark"},
            kind="set",
        )
    for _ in range(30):
        z = float(rng.uniform(-9, 1.0))
        x = float(rng.uniform(-4.5, 4.5)) * max(stage.frame.aspect, 0.8)
        if abs(x) > 0.9 or z < -1.5:
            stage.prop(
                "fern",
                "fern",
                (x, 0, z),
                params={"seed": int(rng.integers(1, 9999))},
                scale=float(rng.uniform(0.7, 1.3)) * min(s * 1.4, 1.0),
                kind="set",
            )
    _sun(stage, s if group.family == "product" else 2.6)
    stage.light("canopy", (0, 11, -8), (0, 0, -8), (26, 20), "#e3ecd2", 1.5)
    stage.look = Look(
        exposure=1.2,
        bloom=0.12,
        vignette=0.2,
        saturation=0.95,
        contrast=0.26,
        mist=Mist(colour.mix(stops[1][1], "#dfe3cf", 0.4), 0.013, 7.0, 0.93),
    )


def street(stage: Stage, group: Group) -> None:
    """A street of plain fronts that leads away from the lens."""
    rng = stage.rng
    stops = _sky(stage)
    stage.materials["front"] = Material("matte", colour.mix("#a59a8b", stage.palette.light, 0.3), 0.95, grain=0.08)
    stage.materials["front far"] = Material("matte", colour.mix("#8e8880", stage.palette.mid, 0.3), 0.95, grain=0.08)
    lit = stage.reading.time in ("dusk", "night")
    panes = "pane lit" if lit else "pane dark"
    stage.add("road", "ground", (0, 0, -40), wears={"*": "asphalt"}, params={"w": 60, "d": 140})
    for side, name in ((-1, "front"), (1, "front far")):
        stage.add(
            "pavement",
            "slab",
            (side * 5.4, 0, -40),
            wears={"*": "stone"},
            params={"w": 3.2, "h": 0.12, "d": 130, "bevel": 0.02},
        )
        stage.add(
            "houses",
            "facade",
            (side * 7.0, 0, -2),
            turn=0 if side < 0 else 180,
            wears={"walls": name, "windows": panes, "trims": "stone"},
            params={"seed": int(rng.integers(1, 999)), "l": 90},
        )
        if side > 0:
            stage.things[-1] = _facing_back(stage.things[-1])
    for i in range(5):
        for side in (-1, 1):
            stage.prop("street lamp", "lamp_post", (side * 4.2, 0.1, -4.0 - 11 * i), kind="set")
    if rng.random() < 0.5:
        stage.prop(
            "car",
            "car",
            (stage.side * 3.0, 0, -9.0),
            wears={"body": "mid", "glass": "pane dark", "wheels": "tire"},
            kind="set",
        )
    _sun(stage, max(group.height, 0.5) if group.family == "product" else 2.6)
    stage.look = Look(
        exposure=1.15, bloom=0.1, vignette=0.17, saturation=0.95, contrast=0.26, mist=Mist(stops[2][1], 0.0025, 14, 0.7)
    )


def _facing_back(thing: Thing) -> Thing:
    """A row of fronts turned to the other side of the street still runs away from the lens."""
    return replace(thing, at=(thing.at[0], thing.at[1], -70.0))


def field(stage: Stage, group: Group) -> None:
    """Open ground, far ridges, a few trees, a lot of sky."""
    rng, r = stage.rng, stage.reading
    stops = _sky(stage)
    tone = "#e3e8ec" if "snow" in r.weather else "#c9a877" if r.said("desert", "dune", "sand") else "#6f7442"
    stage.materials["land"] = Material("matte", tone, 0.98, grain=0.12 if tone != "#6f7442" else 0.4)
    stage.add("ground", "ground", (0, 0, -110), wears={"*": "land"}, params={"w": 900, "d": 560})
    _ridges(stage, stops, count=3, high=16.0 if r.said("mountain", "peak", "alps") else 6.0)
    if not r.said("desert", "dune", "snow"):
        for _ in range(7):
            at = (float(rng.uniform(6, 22)) * float(rng.choice((-1, 1))), 0, float(rng.uniform(-42, -16)))
            stage.prop(
                "tree",
                "tree",
                at,
                params={"h": round(float(rng.uniform(4.5, 8)), 1), "seed": int(rng.integers(1, 9999))},
                kind="set",
            )
    _sun(stage, max(group.height, 0.4) if group.family == "product" else 2.6)
    stage.look = Look(
        exposure=1.2, bloom=0.1, vignette=0.15, saturation=0.97, contrast=0.24, mist=Mist(stops[2][1], 0.004, 12, 0.85)
    )


SETS = {"shore": shore, "marsh": marsh, "forest": forest, "street": street, "field": field}
