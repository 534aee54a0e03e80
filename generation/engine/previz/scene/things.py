"""What stands in a scene and what it is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from generation.engine.previz.scene.vector import Vec3
from studio.lib.canonical import Json


@dataclass(frozen=True, slots=True)
class Thing:
    """One object. `shape` is a name in things.SHAPES, `params` its parameters, `wears` maps its parts to materials.

    kind: person, product, thing (these get masks and boxes) or set (walls, sky, ground: they do not).
    `turn` rotates about y, then `tilt` (about x) and `roll` (about z) come first, in the thing's own frame.
    """

    name: str
    shape: str
    kind: str = "thing"
    at: Vec3 = (0.0, 0.0, 0.0)
    turn: float = 0.0
    tilt: float = 0.0
    roll: float = 0.0
    scale: float = 1.0
    focal: bool = False  # part of what the picture is about
    params: Mapping[str, Json] = field(default_factory=dict)
    wears: Mapping[str, str] = field(default_factory=dict)


Kind = Literal["matte", "satin", "metal", "glow", "lit_glow", "screen", "water", "glass", "ghost"]
Pattern = Literal[
    "", "wood", "planks", "brushed", "marble", "terrazzo", "brick", "tile", "weave", "concrete", "speckle", "leather",
    "fibre", "rock", "corrugated",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Material:
    """kind: matte, satin (diffuse under a clear coat), metal, glow (emits), lit_glow (emits and is lit), screen
    (transparent where its texture is), water, glass. `texture` is a document that textures.py knows how to draw.

    `pattern` is drawn in the thing's own metres: in `colour` and `second`, repeating every `pitch`. `colour` of solid
    glass is what 5 cm of it leave of white light; with a `wall` it is a hollow vessel, and `colour` what each wall
    leaves. Glass rougher than 0.1 is frosted. `second` of water is its colour in the shallows.
    """

    kind: Kind = "matte"
    colour: str = "#808080"
    rough: float = 0.5
    glow: float = 1.0
    texture: Mapping[str, Json] = field(default_factory=dict)
    ripple: float = 0.0  # height of the water's waves, 0 is a mirror
    grain: float = 0.0  # unevenness of colour, 0-1: concrete, stone, soil
    pattern: Pattern = ""
    second: str = ""  # "": a darker shade of `colour`
    pitch: float = 0.0  # metres; 0: what is usual for the pattern
    wall: float = 0.0  # glass: thickness of its wall, metres; 0: solid all through
