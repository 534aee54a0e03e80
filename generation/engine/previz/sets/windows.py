"""Windows of a room and what is seen through them: a city, a garden, the light they let in."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from generation.engine.previz import colour
from generation.engine.previz.scene import Material
from generation.engine.previz.sets.shell import Opening, Room, Stops


def bays(room: Room, count: int, width: float, sill: float, head: float, *, part: float = 1.0) -> list[Opening]:
    """`count` openings of `width` metres, evenly over the part of the back wall that no copy needs.

    `part` < 1 leaves that share of the wall plain, on the side away from the key.
    """
    a, b = room.span()
    if part < 1:
        a, b = (a, a + (b - a) * part) if room.side < 0 else (b - (b - a) * part, b)
    head = min(head, room.clear - 0.12)
    if b - a < 0.5 or head - sill < 0.35:
        return []
    count = int(np.clip(count, 1, max((b - a) // (width + 0.25), 1)))
    width = min(width, (b - a) / count - 0.2)
    pitch = (b - a) / count
    if width <= 0.25:
        return []
    centres = [a + pitch * (i + 0.5) for i in range(count)]
    return [(round(x - width / 2, 3), round(x + width / 2, 3), sill, round(head, 3)) for x in centres]


def glaze(
    room: Room, openings: Sequence[Opening], *, frame: str = "dark metal", lights: int = 2, transom: float = 0.0,
    ledge: str = "", power: float | None = None,
) -> None:  # fmt: skip
    """Frames and sills in the openings, and daylight (or what a street gives at night) coming in."""
    hour = room.stage.hour
    for a, b, sill, head in openings:
        x, h = (a + b) / 2, head - sill
        room.taken.append((np.array([a, sill, room.back - 0.3]), np.array([b, head, room.back + 0.12])))
        room.piece("window frame", "window_wall", (x, sill, room.back - 0.14), wears={"*": frame},
                   params={"w": round(b - a, 3), "h": round(h, 3), "transom": round(h - 0.07, 3),
                           "bays": lights})  # fmt: skip
        if transom:
            room.block("glazing bar", frame, (x, sill + h * transom, room.back - 0.14), (b - a, 0.05, 0.07))
        if ledge:
            room.block("window sill", ledge, (x, sill - 0.045, room.back + 0.06), (b - a + 0.16, 0.045, 0.22))
    if not openings:
        return
    a, b, sill, head = openings[0][0], openings[-1][1], openings[0][2], openings[0][3]
    glass = sum(o[1] - o[0] for o in openings)
    y = (sill + head) / 2
    stops = room.stage.sky.stops
    strength = power if power is not None else {"night": 0.9, "dusk": 2.2}.get(_hour(room), 4.2)
    room.lamp("windows", ((a + b) / 2, y, room.back + 0.12), ((a + b) / 2, y * 0.55, room.back + 3.2),
              (round(glass, 2), round(head - sill, 2)), colour.mix(stops[min(3, len(stops) - 1)][1], hour.key, 0.35),
              strength)  # fmt: skip


def daylight(room: Room, power: float = 6.0, *, size: tuple[float, float] = (2.4, 2.0), high: float = 1.7) -> None:
    """A window outside the picture, on the key's side: it models everything in the room."""
    hour = room.stage.hour
    x = (room.right if room.side > 0 else room.left) - room.side * 0.2
    k = {"night": 0.18, "dusk": 0.5}.get(_hour(room), 1.0)
    room.lamp("side window", (x, min(high, room.height - 0.6), room.back * 0.35 + 0.9), (0, 0.9, room.back * 0.4), size,
              colour.mix(hour.key, "#ffffff", 0.25), power * k * (abs(x) / 4.0) ** 1.2)  # fmt: skip


def ceiling_light(room: Room, power: float = 3.6, tint: str = "#ffeedd") -> None:
    """Soft, general light from above that keeps corners open."""
    y = min(room.height, 4.4) - 0.06
    x = (room.low[0] + room.top[0]) / 2
    z = room.back * 0.4
    k = {"dark": 0.5, "bright": 1.3}
    mood = next((k[m] for m in ("dark", "bright") if m in room.stage.reading.moods), 1.0)
    w = min(room.right - room.left - 1.0, 6.0)
    room.lamp("ceiling light", (x, y, z), (x, 0, z - 0.1), (w, 2.4), tint, power * mood * (y / 2.8) ** 1.6)


def _hour(room: Room) -> str:
    from generation.engine.previz.lexicon import PLACES

    return room.stage.reading.time or PLACES[room.stage.reading.place].hour


def city(room: Room, stops: Stops, *, line: float = 0.16) -> None:
    """Five rows of towers, paler with distance, none higher than the copy line."""
    stage, eye = room.stage, room.eye
    horizon, high = stops[2][1], stops[4][1]
    night = _hour(room) in ("dusk", "night")
    deep = colour.mix("#18223f", stage.palette.ink, 0.4) if night else colour.mix("#5b6670", stage.palette.ink, 0.2)
    for k in range(5):
        z = -190.0 + k * 34
        distance = eye[2] - z
        limit = eye[1] + (room.frame.height_at(line + 0.05, z) - eye[1])
        haze = (0.66, 0.52, 0.38, 0.24, 0.12)[k]
        tall = float(np.clip(limit, 4.0, 0.42 * distance))
        low = tall * (0.18 + 0.06 * k) if k < 4 else -4.0
        wall = colour.mix(colour.mix(deep, high, haze * 0.7), horizon, haze * 0.55)
        lit = stage.hour.lit * (0.45 + 0.16 * k)
        texture = {
            "kind": "windows",
            "seed": int(stage.rng.integers(1, 9999)),
            "wall": wall,
            "lit": round(lit, 3),
            "air": round(0.35 + haze * 0.5, 3),
        }
        tone = colour.mix(wall, "#202848", 0.3)
        stage.materials[f"city {k}"] = Material("lit_glow", tone, 0.9, glow=1.0, texture=texture)
        reach = min(distance * 1.15 * max(stage.frame.aspect, 0.8), 420.0)
        params = {
            "seed": int(stage.rng.integers(1, 9999)),
            "x0": round(-reach, 1),
            "x1": round(reach, 1),
            "low": round(low, 2),
            "tall": round(max(tall * (0.86 + 0.14 * (k % 2)), low + 1), 2),
            "base": round(-30 - 0.25 * distance, 1),
            "gap": round(2 + 0.02 * distance, 2),
            "depth": 10.0,
        }
        room.piece("city", "skyline", (eye[0], 0, z), wears={"*": f"city {k}"}, params=params)


def garden(room: Room, stops: Stops) -> None:
    """Lawn, a hedge and trees, a street's width away."""
    stage, night = room.stage, _hour(room) in ("night", "dusk")
    dim = 0.45 if night else 1.0
    snow = "snow" in stage.reading.weather
    lawn = "#e6ebee" if snow else colour.shade("#9aa86e", value=dim)
    room.make("lawn", Material("matte", lawn, 0.95, grain=0.3))
    room.make(
        "hedge", Material("matte", colour.mix(colour.shade("#76875f", value=dim), stops[2][1], 0.35), 0.95, grain=0.5)
    )
    room.make("far trees", Material("matte", colour.mix(colour.shade("#8a9a76", value=dim), stops[2][1], 0.55), 0.95))
    room.piece("lawn", "deck", (0, -0.35, room.back - 31), wears={"*": "lawn"}, params={"w": 120, "d": 60})
    room.piece("hedge", "hills", (0, -0.4, room.back - 24), wears={"*": "far trees"},
               params={"seed": int(room.rng.integers(1, 99)), "w": 90, "h": 3.2, "rough": 0.7})  # fmt: skip
    spots = []
    for i in range(16):
        deep = float(room.rng.uniform(13, 28))
        x = room.col(float(room.rng.uniform(-0.1, 1.1)), room.back) * (1 + deep / 9)
        spots.append([round(x, 1), round(-deep, 1), round(float(room.rng.uniform(2.5, 6.5)), 1), (2, 3, 6, 2)[i % 4]])
    room.piece("tree", "woods", (0, -0.4, room.back), wears={"bark": "bark", "leaves": "hedge"},
               params={"seed": int(room.rng.integers(1, 9)), "spots": spots})  # fmt: skip
    if night:
        return
    stage.light("garden sun", room.world((room.side * 12, 14, room.back - 4)), room.world((0, 0, room.back - 11)),
                (10, 10), stage.hour.key, min(stage.hour.key_power, 16))  # fmt: skip
