"""What rooms are finished in: paint, boards, tiles, stone. Each call puts a material on stage and gives its name."""

from __future__ import annotations

from collections.abc import Sequence

from generation.engine.previz import colour
from generation.engine.previz.scene import Look, Material
from generation.engine.previz.sets.shell import Room

OAK, WALNUT, ASH, PINE = "#9a7a58", "#5d4433", "#b99f7c", "#b58b5c"


def pick(room: Room, options: Sequence[str]) -> str:
    """This candidate's of several options: neighbours in a batch differ."""
    return options[(room.stage.sky_index + int(room.rng.integers(2))) % len(options)]


def paint(room: Room, tone: str, *, share: float = 0.25, towards: str = "", name: str = "wall paint") -> str:
    """A matte wall: `tone`, leaning a little to the brand's light (or to `towards`); darker in dark moods."""
    p, moods = room.stage.palette, room.stage.reading.moods
    mixed = colour.mix(tone, towards or p.light, share)
    if "dark" in moods:
        mixed = colour.mix(mixed, colour.mix(p.ink, "#2e3138", 0.5), 0.6)
    if "warm" in moods:
        mixed = colour.mix(mixed, "#d2a679", 0.12)
    if "cold" in moods:
        mixed = colour.mix(mixed, "#93a7b8", 0.14)
    return room.make(name, Material("matte", mixed, 0.92, grain=0.025))


def boards(room: Room, tone: str = OAK, *, name: str = "floor boards") -> str:
    return room.make(name, Material("satin", tone, 0.38, pattern="planks", second=colour.shade(tone, value=0.82)))


def wood(room: Room, tone: str = OAK, *, name: str = "joinery") -> str:
    return room.make(name, Material("satin", tone, 0.42, pattern="wood", second=colour.shade(tone, value=0.8)))


def tiles(
    room: Room, tone: str, grout: str = "", *, pitch: float = 0.3, rough: float = 0.2, name: str = "tiles"
) -> str:
    return room.make(name, Material("satin", tone, rough, pattern="tile", second=grout or colour.shade(tone, value=0.8),
                                    pitch=pitch))  # fmt: skip


def concrete(room: Room, tone: str = "#85868a", *, rough: float = 0.45, name: str = "cast concrete") -> str:
    return room.make(name, Material("satin", tone, rough, pattern="concrete", grain=0.06))


def bricks(room: Room, tone: str = "#8f5d48", *, name: str = "bricks") -> str:
    return room.make(name, Material("matte", tone, 0.9, pattern="brick", second=colour.mix(tone, "#c9c0b4", 0.6)))


def terrazzo(room: Room, tone: str = "#cfc9c0", *, name: str = "terrazzo floor") -> str:
    return room.make(name, Material("satin", tone, 0.25, pattern="terrazzo", second=colour.mix(tone, "#6c645c", 0.5)))


def marble(room: Room, tone: str = "#dcd9d3", *, name: str = "marble") -> str:
    return room.make(name, Material("satin", tone, 0.16, pattern="marble", second=colour.mix(tone, "#77787c", 0.5)))


def cloth(room: Room, tone: str, *, name: str) -> str:
    return room.make(name, Material("matte", tone, 0.95, pattern="weave", grain=0.08))


def plain(room: Room, tone: str, rough: float = 0.5, *, name: str, kind: str = "satin") -> str:
    return room.make(name, Material(kind, tone, rough))  # type: ignore[arg-type]


def glow(room: Room, tone: str, power: float, *, name: str) -> str:
    return room.make(name, Material("glow", tone, glow=power))


def accent(room: Room, share: float = 0.0, *, name: str = "room accent") -> str:
    """The brand's vivid colour, for small things only."""
    return room.make(name, Material("satin", colour.mix(room.stage.palette.accent, "#8a8378", share), 0.45))


def quiet(room: Room) -> str:
    """The brand's quiet colour as upholstery."""
    p = room.stage.palette
    return cloth(room, pick(room, (colour.mix(p.mid, "#7a766e", 0.45), colour.mix(p.ink, "#5b5f68", 0.55),
                                   colour.mix(p.light, "#b7a890", 0.5))), name="upholstery")  # fmt: skip


def grade(room: Room, *, exposure: float = 1.0, bloom: float = 0.08, vignette: float = 0.16, saturation: float = 0.98,
          contrast: float = 0.25) -> None:  # fmt: skip
    room.stage.look = Look(exposure=exposure, bloom=bloom, vignette=vignette, saturation=saturation, contrast=contrast)
