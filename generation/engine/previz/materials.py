"""What things are made of: the material table, in the palette's key."""

from __future__ import annotations

from generation.engine.previz import colour
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
        "plaster": Material("matte", colour.mix("#a9a7a4", p.light, 0.35), 0.9, grain=0.05),
        "concrete": Material("satin", "#5b5d63", 0.3, grain=0.16),
        "stone": Material("matte", "#8b8577", 0.9, grain=0.35),
        "wet stone": Material("satin", "#2c2f32", 0.3, grain=0.45),
        "snowy stone": Material("matte", "#e4e9ec", 0.9, grain=0.05),
        "wood": Material("satin", wood, 0.42, grain=0.25),
        "old wood": Material("matte", "#55452f", 0.85, grain=0.4),
        "steel": Material("metal", "#c4c7cc", 0.26),
        "dark metal": Material("metal", "#2c2e36", 0.4),
        "brass": Material("metal", "#c8a25a", 0.24),
        "dark": Material("satin", "#26282c", 0.45),
        "rubber": Material("matte", "#1d1e21", 0.8),
        "shell": Material("satin", "#3b3e45", 0.35),
        "fabric": Material("matte", colour.mix(p.mid, "#4d5666", 0.6), 0.95, grain=0.12),
        "linen": Material("matte", "#d9d2c4", 0.95, grain=0.08),
        "ceramic": Material("satin", "#e4e0d8", 0.3),
        "drink": Material("satin", "#3a2114", 0.2),
        "clear": Material("satin", "#cfdadb", 0.08),
        "leaf": Material("satin", "#3f6b4f", 0.5, grain=0.3),
        "deep leaf": Material("matte", "#3a4a34", 0.8, grain=0.5),
        "bark": Material("matte", "#4a4035", 0.95, grain=0.5),
        "reed": Material("matte", "#75633f", 0.9, grain=0.5),
        "reed head": Material("matte", "#4a3520", 0.9),
        "soil": Material("matte", "#4a4238", 0.95, grain=0.45),
        "grass": Material("matte", "#66703f", 0.95, grain=0.45),
        "asphalt": Material("satin", "#3c3d41", 0.5, grain=0.25),
        "kraft": Material("matte", "#b98f62", 0.85, grain=0.1),
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
