"""What things are made of: materials by word, and the table that sets and things wear, in the palette's key.

`material_for("brushed steel")` answers a word of a brief, `recoloured(material, "#14213d")` keeps its surface and
changes its colour.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from generation.engine.previz import colour
from generation.engine.previz.earths import EARTHS
from generation.engine.previz.palette import Palette
from generation.engine.previz.pigments import PIGMENTS
from generation.engine.previz.scene import Material
from studio.lib.canonical import Json

SKIN = ("#c99f82", "#8a5f49", "#e0bfa6", "#b98a6c", "#70493a", "#d9b194")
HAIR = ("#2a211c", "#4a3526", "#171516", "#7a5a3a", "#8b8783", "#5b3b28")
TROUSERS = ("#23262e", "#2b2d33", "#3a3d45", "#30333a")


def base(p: Palette, wood: str = "#8a6a4e") -> dict[str, Material]:
    """Materials by name, in the palette's key. A scene keeps those it uses."""
    return {
        "accent": Material("satin", p.accent, 0.4),
        "ink": Material("satin", colour.mix(p.ink, "#3a4a6a", 0.2), 0.45),
        "light": Material("satin", p.light, 0.5),
        "mid": Material("satin", p.mid, 0.5),
        "paper": Material("matte", colour.mix(p.light, "#ffffff", 0.3), 0.9),
        "plaster": Material("matte", colour.mix("#a9a7a4", p.light, 0.35), 0.9, pattern="concrete", pitch=0.9),
        "concrete": Material("satin", "#5b5d63", 0.3, pattern="concrete"),
        "stone": Material("matte", "#8b8577", 0.9, pattern="rock", pitch=0.25),
        "wet stone": Material("satin", "#43484d", 0.16, pattern="rock", second="#2a2e32"),
        "snowy stone": Material("matte", "#e4e9ec", 0.9, grain=0.05),
        "wood": Material("satin", wood, 0.42, pattern="wood", second=colour.shade(wood, value=0.66)),
        "old wood": Material("matte", "#5d4c35", 0.85, pattern="wood", second="#37291b"),
        "steel": Material("metal", "#c4c7cc", 0.26),
        "dark metal": Material("metal", "#2c2e36", 0.4),
        "brass": Material("metal", "#c8a25a", 0.24),
        "dark": Material("satin", "#26282c", 0.45),
        "rubber": Material("matte", "#1d1e21", 0.8),
        "shell": Material("satin", "#3b3e45", 0.35),
        "fabric": Material("matte", colour.mix(p.mid, "#4d5666", 0.6), 0.95, pattern="weave", pitch=0.005),
        "linen": Material("matte", "#d9d2c4", 0.95, pattern="weave"),
        "ceramic": Material("satin", "#e4e0d8", 0.3),
        "drink": Material("satin", "#3a2114", 0.2),
        "clear": Material("glass", "#f4f8f7", 0.02, wall=0.002),
        "leaf": Material("satin", "#3f6b4f", 0.5, grain=0.3),
        "deep leaf": Material("matte", "#3a4a34", 0.8, grain=0.5),
        "bark": Material("matte", "#4a4035", 0.95, grain=0.5),
        "reed": Material("matte", "#75633f", 0.9, grain=0.5),
        "reed head": Material("matte", "#4a3520", 0.9),
        "soil": Material("matte", "#4a4238", 0.95, pattern="rock", pitch=0.05),
        "grass": Material("matte", "#66703f", 0.95, grain=0.45),
        "asphalt": Material("satin", "#3c3d41", 0.5, pattern="speckle", second="#626366", pitch=0.008),
        "kraft": Material("matte", "#b98f62", 0.85, pattern="fibre", second="#8f6b45"),
        "tape": Material("satin", "#d8bd8f", 0.4),
        "block": Material("matte", "#a7a9ad", 0.8),
        "tire": Material("matte", "#17181a", 0.8),
        "flame": Material("glow", "#ffb25c", glow=5.0),
        "lamp": Material("glow", "#ffd2a0", glow=3.2),
        "pane lit": Material("glow", "#e79a55", glow=1.7),
        "pane dark": Material("satin", "#27303a", 0.1),
        "label": Material(
            "satin",
            "#ffffff",
            0.5,
            texture={"kind": "label", "paper": colour.mix(p.light, "#ffffff", 0.2), "ink": "#5a5d63", "accent": p.mid},
        ),
        "product label": Material(
            "satin", "#ffffff", 0.5, texture={"kind": "label", "paper": p.light, "ink": p.ink, "accent": p.accent}
        ),
        "keys": Material("satin", "#ffffff", 0.6, texture={"kind": "keys"}),
        **PIGMENTS,
        **EARTHS,
    }


def screen(p: Palette, form: str, seed: int, *, clear: bool, portrait: bool = False) -> Material:
    """An interface in the brand's colours: the accent lives here."""
    texture: dict[str, Json] = {
        "kind": "screen",
        "form": form,
        "seed": seed,
        "ground": colour.mix(p.ink, "#0d1526", 0.3),
        "accent": p.accent,
        "cool": colour.mix(colour.mix(p.mid, p.light, 0.45), "#9fb6d8", 0.45),
        "clear": clear,
        "aspect": 0.5 if portrait else 2.0,
    }
    return Material("screen" if clear else "glow", "#ffffff", 0.2, glow=0.8 if clear else 0.85, texture=texture)


MATERIALS: Mapping[str, Material] = {
    # What light goes through.
    "glass": Material("glass", "#eef5f2", 0.02),
    "thin glass": Material("glass", "#f4f8f7", 0.02, wall=0.003),
    "tinted glass": Material("glass", "#b9cbbd", 0.02, wall=0.003),
    "smoked glass": Material("glass", "#77716c", 0.02, wall=0.003),
    "green glass": Material("glass", "#4f8a63", 0.02),
    "amber glass": Material("glass", "#cf8b3c", 0.02),
    "blue glass": Material("glass", "#5b8fc7", 0.02),
    "frosted glass": Material("glass", "#e9f1f0", 0.42, wall=0.004),
    "crystal": Material("glass", "#fafcfd", 0.02),
    "ice": Material("glass", "#d5e8f0", 0.16, pattern="rock", pitch=0.06),
    "clear plastic": Material("glass", "#eef2f3", 0.06, wall=0.002),
    "water": Material("water", "#3d5a60", 0.05, ripple=0.03, second="#5d8c88"),
    # Metals. Colours are what they reflect head-on.
    "chrome": Material("metal", "#d9dcdf", 0.04),
    "steel": Material("metal", "#c4c7cc", 0.22),
    "brushed metal": Material("metal", "#bfc2c6", 0.34, pattern="brushed"),
    "aluminium": Material("metal", "#d3d5d8", 0.34),
    "iron": Material("metal", "#4a4a4d", 0.5, pattern="rock", pitch=0.03),
    "gold": Material("metal", "#f0c26a", 0.16),
    "brass": Material("metal", "#cfa95c", 0.24),
    "copper": Material("metal", "#d98c66", 0.2),
    "bronze": Material("metal", "#9a6f42", 0.32),
    "rose gold": Material("metal", "#e2a894", 0.18),
    "silver": Material("metal", "#e4e4e2", 0.1),
    # Paper and board.
    "paper": Material("matte", "#efece4", 0.95, pattern="fibre"),
    "cardboard": Material("matte", "#b48c60", 0.9, pattern="fibre", second="#8d6a44"),
    "kraft": Material("matte", "#b98f62", 0.9, pattern="fibre", second="#8f6b45"),
    "corrugated board": Material("matte", "#b48c60", 0.9, pattern="corrugated", pitch=0.007),
    # Wood.
    "wood": Material("satin", "#a97f56", 0.42, pattern="wood", second="#6f4a2c"),
    "light wood": Material("satin", "#d6b48a", 0.45, pattern="wood", second="#b48a5c"),
    "dark wood": Material("satin", "#5b3d2a", 0.38, pattern="wood", second="#33211a"),
    "walnut": Material("satin", "#6b4a33", 0.38, pattern="wood", second="#3e291c"),
    "oak": Material("satin", "#bd9565", 0.45, pattern="wood", second="#8f6840"),
    "plywood": Material("satin", "#d8b98f", 0.5, pattern="wood", second="#c39d6c", pitch=0.03),
    "bamboo": Material("satin", "#d9c08a", 0.4, pattern="planks", second="#b99a5e", pitch=0.022),
    "wooden floor": Material("satin", "#a5784f", 0.36, pattern="planks", second="#6b4529"),
    "parquet": Material("satin", "#9a6d45", 0.3, pattern="planks", second="#65432a", pitch=0.07),
    "driftwood": Material("matte", "#8d8478", 0.9, pattern="wood", second="#5f574d"),
    # Stone, earth and what is built of them.
    "concrete": Material("satin", "#8d8d8b", 0.55, pattern="concrete"),
    "polished concrete": Material("satin", "#77787a", 0.2, pattern="concrete"),
    "terrazzo": Material("satin", "#e6e0d6", 0.24, pattern="terrazzo", second="#a56a4e"),
    "marble": Material("satin", "#eceae6", 0.16, pattern="marble", second="#8b8f94"),
    "black marble": Material("satin", "#1d1e20", 0.14, pattern="marble", second="#b9b2a3"),
    "granite": Material("satin", "#8a8785", 0.25, pattern="speckle", second="#3a3837"),
    "travertine": Material("satin", "#d9c8ad", 0.5, pattern="concrete", pitch=0.2),
    "slate": Material("matte", "#4a4f55", 0.7, pattern="rock", pitch=0.15),
    "plaster": Material("matte", "#e3ddd3", 0.95, pattern="concrete", pitch=0.8),
    "brick": Material("matte", "#9a5740", 0.9, pattern="brick", second="#b9b0a4"),
    "white brick": Material("matte", "#e2ddd5", 0.85, pattern="brick", second="#c9c3ba"),
    "tile": Material("satin", "#e9ebea", 0.14, pattern="tile", second="#b3b5b4"),
    "wet stone": Material("satin", "#464b50", 0.15, pattern="rock", second="#2b2f33"),
    "basalt": Material("satin", "#3b3c3f", 0.42, pattern="rock", second="#232427"),
    "stone": Material("matte", "#938c80", 0.9, pattern="rock", second="#6c655a"),
    "sand": Material("matte", "#d9c29a", 0.95, pattern="speckle", second="#b0936a", pitch=0.003),
    "soil": Material("matte", "#4a3b2e", 0.95, pattern="rock", second="#2e241b", pitch=0.03),
    "snow": Material("matte", "#f1f4f7", 0.9, pattern="speckle", second="#ffffff", pitch=0.004),
    "asphalt": Material("satin", "#3c3d41", 0.55, pattern="speckle", second="#6a6b6d", pitch=0.008),
    "clay": Material("matte", "#c08a6a", 0.9, pattern="concrete", pitch=0.3),
    "terracotta": Material("matte", "#b9653f", 0.85, pattern="concrete", pitch=0.3),
    # Cloth and hide.
    "fabric": Material("matte", "#8b93a0", 0.95, pattern="weave", pitch=0.004),
    "linen": Material("matte", "#d9d0bf", 0.95, pattern="weave"),
    "cotton": Material("matte", "#eae6de", 0.95, pattern="weave", pitch=0.002),
    "canvas": Material("matte", "#c9bfa8", 0.95, pattern="weave", pitch=0.005),
    "denim": Material("matte", "#3c5070", 0.95, pattern="weave", pitch=0.003),
    "wool": Material("matte", "#a9a196", 1.0, pattern="weave", pitch=0.009),
    "felt": Material("matte", "#8d8a86", 1.0, pattern="fibre"),
    "silk": Material("satin", "#c9b5a6", 0.38),
    "velvet": Material("satin", "#5d2438", 0.85, pattern="fibre", pitch=0.003),
    "leather": Material("satin", "#7a4a2e", 0.42, pattern="leather"),
    "black leather": Material("satin", "#26231f", 0.4, pattern="leather"),
    "suede": Material("matte", "#a58463", 0.95, pattern="fibre", pitch=0.003),
    # Made smooth.
    "rubber": Material("satin", "#232427", 0.75),
    "plastic": Material("satin", "#c7cacd", 0.22),
    "glossy plastic": Material("satin", "#c7cacd", 0.1),
    "matte plastic": Material("satin", "#c7cacd", 0.55),
    "acrylic": Material("glass", "#e9f3f5", 0.02),
    "lacquer": Material("satin", "#7a1f22", 0.06),
    "powder coat": Material("satin", "#5c6470", 0.5, pattern="speckle", pitch=0.0012),
    "ceramic": Material("satin", "#e4ded3", 0.26),
    "stoneware": Material("satin", "#b9ab97", 0.5, pattern="speckle", second="#5d4f42", pitch=0.006),
    "porcelain": Material("satin", "#f3f2ef", 0.08),
    "wax": Material("satin", "#eee3cd", 0.4),
    "soap": Material("satin", "#e9ddcf", 0.36),
    "foam": Material("matte", "#e3e3e0", 0.95, pattern="speckle", pitch=0.003),
    "cork": Material("matte", "#b98d5f", 0.9, pattern="speckle", second="#7a5636", pitch=0.005),
    "wicker": Material("matte", "#b18a5a", 0.85, pattern="weave", pitch=0.014),
    # Of living things.
    "skin": Material("satin", "#b98a6c", 0.5),
    "leaf": Material("satin", "#47734f", 0.42, grain=0.3),
    "moss": Material("matte", "#5a6b34", 0.98, pattern="speckle", second="#7f8f48", pitch=0.012),
    "grass": Material("matte", "#66703f", 0.95, grain=0.45),
    "bark": Material("matte", "#5a4a3c", 0.95, pattern="rock", pitch=0.03),
}

# Other words for the same, and what qualifies them.
ALSO: Mapping[str, str] = {
    "stainless steel": "steel", "brushed steel": "brushed metal", "brushed aluminium": "brushed metal",
    "brushed aluminum": "brushed metal", "aluminum": "aluminium", "metal": "steel", "metallic": "steel",
    "mirror": "chrome", "timber": "wood", "wooden": "wood", "pine": "light wood", "birch": "light wood",
    "ash wood": "light wood", "beech": "light wood", "pale wood": "light wood", "mahogany": "dark wood",
    "ebony": "dark wood", "teak": "wood", "floorboards": "wooden floor", "hardwood floor": "wooden floor",
    "cement": "concrete", "carton": "cardboard", "kraft paper": "kraft", "brown paper": "kraft", "tiles": "tile",
    "tiled": "tile", "bricks": "brick", "ceramics": "ceramic", "pottery": "stoneware", "china": "porcelain",
    "frosted": "frosted glass", "perspex": "acrylic", "plexiglass": "acrylic", "resin": "acrylic", "textile": "fabric",
    "cloth": "fabric", "woollen": "wool", "knit": "wool", "knitted": "wool", "rattan": "wicker", "woven": "wicker",
    "sandstone": "travertine", "limestone": "travertine", "rock": "stone", "lava stone": "basalt",
    "wet basalt": "wet stone",
    "wet rock": "wet stone", "candle wax": "wax", "earth": "soil", "golden": "gold", "chromed": "chrome",
    "gilded": "gold", "smoked": "smoked glass", "brown glass": "amber glass", "powder-coated": "powder coat",
    "matt plastic": "matte plastic", "lacquered": "lacquer", "marbled": "marble", "leaves": "leaf",
}  # fmt: skip
WORDS: Mapping[str, Material] = {**MATERIALS, **{word: MATERIALS[name] for word, name in ALSO.items()}}
_NAMED = re.compile(r"\b(" + "|".join(sorted(map(re.escape, WORDS), key=lambda w: (-len(w), w))) + r")\b")


def material_for(word: Any) -> Material | None:
    """The material that a few words of a brief name, the longest name first; None when they name none."""
    if not isinstance(word, str):
        return None
    found = _NAMED.search(" ".join(word[:200].lower().split()))
    return WORDS[found.group(1)] if found else None


def recoloured(material: Material, colour_text: Any) -> Material:
    """The same surface in another colour ("#rrggbb"; anything else changes nothing). What its pattern mixes in moves
    along: as much darker or lighter as it was. Glass takes the hue and stays clear enough to see through."""
    if not isinstance(colour_text, str) or not colour.HEX.fullmatch(colour_text.strip()[:9]):
        return material
    asked = colour.text(colour.srgb(colour_text.strip()))
    if material.kind == "glass":
        asked = colour.mix(asked, "#ffffff", 0.25 if material.wall > 0 else 0.12)
    second = material.second
    if second:
        ratio = (colour.brightness(second) + 0.02) / (colour.brightness(material.colour) + 0.02)
        second = (
            colour.shade(asked, value=max(ratio, 0.1) ** 0.45)
            if ratio < 1
            else colour.mix(asked, "#ffffff", min(0.75, 0.3 * (ratio - 1)))
        )
    return replace(material, colour=asked, second=second)
