"""Shelves in rows and what stands on them: goods, boxes, files, bottles. Racks of machines with lamps."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from generation.engine.previz import colour
from generation.engine.previz.scene import Material
from generation.engine.previz.sets import finish
from generation.engine.previz.sets.shell import Room

Spot = Sequence[float]


def _local(at: Spot, turn: float, x: float, y: float, z: float) -> tuple[float, float, float]:
    """A point of a thing that stands at `at`, turned, in the room."""
    c, s = np.cos(np.radians(turn)), np.sin(np.radians(turn))
    return at[0] + c * x + s * z, at[1] + y, at[2] - s * x + c * z


def free(room: Room, at: Spot, w: float, h: float, d: float, turn: float = 0.0) -> bool:
    """Whether a box here is clear of words, subject and things; then it is taken."""
    probe = room.put("shelf", "slab", at, turn=turn, kind="set", wears={"*": "wood"},
                     params={"w": round(w, 2), "h": round(h, 2), "d": round(d, 2)})  # fmt: skip
    if probe is None:
        return False
    room.stage.things.pop()
    return True


def boxes(
    room: Room, at: Spot, *, w: float = 2.0, h: float = 2.4, d: float = 0.45, rows: int = 5, turn: float = 0.0,
    frame: str = "steel", tones: Sequence[str] = ("kraft", "linen", "kraft"), full: float = 0.92,
) -> bool:  # fmt: skip
    """A bay of open shelving with boxes of several sizes in a row; nothing when it would stand in the way."""
    if not free(room, at, w, h, d, turn):
        return False
    step = (h - 0.12) / rows
    for s in (-1, 1):
        room.block("upright", frame, _local(at, turn, s * w / 2, 0, 0), (0.035, h, d), turn=turn, bevel=0.004)
    for i in range(rows + 1):
        room.block("shelf board", frame, _local(at, turn, 0, 0.06 + i * step, 0), (w, 0.025, d), turn=turn, bevel=0.004)
    for i in range(rows):
        x = -w / 2 + 0.06
        while x < w / 2 - 0.2:
            wide, tall = float(room.rng.uniform(0.2, 0.42)), step * float(room.rng.uniform(0.55, 0.86))
            wide = min(wide, w / 2 - 0.04 - x)
            if room.rng.random() < full:
                tone = tones[int(room.rng.integers(len(tones)))]
                spot = _local(at, turn, x + wide / 2, 0.086 + i * step, 0.02)
                room.block("box", tone, spot, (wide - 0.015, tall, d * 0.8), turn=turn, bevel=0.006)
                label = _local(at, turn, x + wide / 2, 0.086 + i * step + tall * 0.45, 0.02 + d * 0.4 + 0.004)
                if wide > 0.26:
                    room.piece("label", "panel", label, turn=turn, wears={"*": "paper"},
                               params={"w": 0.09, "h": round(tall * 0.24, 3)})  # fmt: skip
            x += wide
    return True


def goods(room: Room, at: Spot, *, w: float, h: float, rows: int, d: float = 0.36, turn: float = 0.0,
          lit: bool = True) -> bool:  # fmt: skip
    """A niche of a shop: boards with rows of one article each, in the palette's tones, light under every board."""
    if h < 0.8 or not free(room, at, w, h, d, turn):
        return False
    p = room.stage.palette
    frame = finish.wood(room, finish.ASH, name="shop fitting")
    back = finish.plain(room, colour.mix(p.light, "#ded6c9", 0.5), 0.8, name="niche", kind="matte")
    tones = [colour.mix(c, "#cfc8bd", 0.3) for c in (p.mid, p.light, p.ink, p.accent)]
    names = [room.make(f"goods {i}", Material("satin", c, 0.4)) for i, c in enumerate(tones)]
    room.block("niche", back, _local(at, turn, 0, 0, -d / 2 + 0.01), (w, h, 0.02), turn=turn)
    for s in (-1, 1):
        room.block("shop fitting", frame, _local(at, turn, s * (w / 2 - 0.015), 0, 0), (0.03, h, d), turn=turn)
    step = (h - 0.1) / rows
    strip = finish.glow(room, "#fff0d8", 1.9, name="shelf light")
    for i in range(rows + 1):
        room.block("shop fitting", frame, _local(at, turn, 0, 0.06 + i * step, 0), (w, 0.03, d), turn=turn)
        if i and lit:
            room.block(
                "shelf light", strip, _local(at, turn, 0, 0.05 + i * step, d * 0.3), (w - 0.1, 0.008, 0.015), turn=turn
            )
        if i == rows:
            break
        tone = names[(i + int(room.rng.integers(4))) % 3 if room.rng.random() < 0.85 else 3]
        form, n = int(room.rng.integers(3)), int(max(w / float(room.rng.uniform(0.16, 0.3)), 2))
        tall = step * float(room.rng.uniform(0.45, 0.72))
        for k in range(n):
            spot = _local(at, turn, -w / 2 + w * (k + 0.5) / n, 0.09 + i * step, 0.03)
            if form == 0:
                room.piece(
                    "goods", "plinth", spot, wears={"*": tone}, params={"r": round(w / n * 0.3, 3), "h": round(tall, 3)}
                )
            else:
                room.block(
                    "goods", tone, spot, (w / n * (0.66 if form == 1 else 0.86), tall, 0.16), turn=turn, bevel=0.012
                )
    return True


def books(room: Room, at: Spot, *, w: float = 2.2, h: float = 2.5, turn: float = 0.0, frame: str = "wood",
          tones: tuple[str, str] = ("mid", "linen")) -> bool:  # fmt: skip
    """A bookcase, full."""
    if not free(room, at, w, h, 0.34, turn):
        return False
    room.piece("shelf", "shelf", at, turn=turn, wears={"frame": frame, "books": tones[0], "others": tones[1]},
               params={"w": round(w, 2), "h": round(h, 2), "seed": int(room.rng.integers(1, 12))})  # fmt: skip
    return True


def bottles(room: Room, x0: float, x1: float, y: float, z: float, *, every: float = 0.14) -> None:
    """A row of bottles and glasses on a board, for bars."""
    p = room.stage.palette
    names = [room.make(f"bar bottle {i}", Material("satin", c, 0.12)) for i, c in enumerate(
        ("#3c4a35", "#6b4a2c", colour.mix(p.accent, "#51402c", 0.4), "#c8c4b8"))]  # fmt: skip
    x = x0 + every / 2
    while x < x1 - every / 3:
        r, h = float(room.rng.uniform(0.03, 0.042)), float(room.rng.uniform(0.17, 0.26))
        tone = names[int(room.rng.integers(4))]
        room.piece("bottle", "plinth", (x, y, z), wears={"*": tone}, params={"r": round(r, 3), "h": round(h, 2)})
        room.piece("bottle", "plinth", (x, y + h, z), wears={"*": tone}, params={"r": round(r * 0.36, 3), "h": 0.08})
        x += every


def machine(room: Room, at: Spot, *, turn: float, tint: str, w: float = 0.8, h: float = 2.2, d: float = 1.0) -> bool:
    """A rack of servers: a dark case with rows of small lamps on its face."""
    if not free(room, at, w, h, d, turn):
        return False
    case = finish.plain(room, "#1c1f25", 0.35, name="rack case")
    face = room.make(f"rack face {int(room.rng.integers(4))}", Material(
        "lit_glow", "#15181d", 0.5, glow=1.7, texture={
            "kind": "windows", "seed": int(room.rng.integers(1, 9999)), "wall": "#14171c", "lit": 0.16, "air": 0.04,
            "lamps": [tint, colour.mix(tint, "#ffffff", 0.5), room.stage.palette.accent]}))  # fmt: skip
    room.block("rack", case, at, (w - 0.02, h, d), turn=turn, bevel=0.015)
    room.piece("rack face", "panel", _local(at, turn, 0, 0.06, d / 2 + 0.004), turn=turn, wears={"*": face},
               params={"w": round(w - 0.1, 2), "h": round(h - 0.12, 2)})  # fmt: skip
    return True


def files(room: Room, at: Spot, *, w: float, h: float, tone: str, frame: str, turn: float = 0.0) -> bool:
    """A bay of an archive: steel boards full of boxes of one kind."""
    if h < 0.7 or not free(room, at, w, h, 0.49, turn):
        return False
    room.piece("archive rack", "archive_rack", at, turn=turn, wears={"frame": frame, "boxes": tone, "labels": "paper"},
               params={"w": round(w, 2), "h": round(h, 2), "seed": int(room.rng.integers(1, 99))})  # fmt: skip
    return True
