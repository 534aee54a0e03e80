"""Which colour does what: the brand's palette as roles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generation.engine.previz import colour

NEUTRAL = ("#2b3340", "#7d8591", "#e9e6df", "#c98b4e")


@dataclass(frozen=True, slots=True)
class Palette:
    """accent: the vivid one, for devices and products. ink, light: darkest and lightest. mid: between, quiet."""

    accent: str
    ink: str
    light: str
    mid: str
    colours: tuple[str, ...]


def read_palette(*sources: Any) -> Palette:
    """From any lists of "#rrggbb" (others are passed over), most important source first."""
    found: list[str] = []
    for source in sources:
        for value in source if isinstance(source, list | tuple) else ():
            text = value.get("hex") or value.get("value") if isinstance(value, Mapping) else value
            if isinstance(text, str) and colour.HEX.fullmatch(text.strip()[:9]):
                found.append(colour.text(colour.srgb(text.strip())))
        if found:
            break
    colours = tuple(dict.fromkeys(found))[:8] or NEUTRAL
    ink = min(colours, key=colour.brightness)
    light = max(colours, key=colour.brightness)
    accent = max(colours, key=lambda c: colour.vividness(c) * (0.35 + min(colour.brightness(c), 0.5)))
    rest = [c for c in colours if c not in (ink, light, accent)] or [colour.mix(ink, light, 0.5)]
    mid = min(rest, key=colour.vividness)
    if colour.brightness(ink) > 0.25:
        ink = colour.shade(ink, value=0.35)
    if colour.brightness(light) < 0.4:
        light = colour.mix(light, "#f3efe6", 0.8)
    return Palette(accent, ink, light, mid, colours)


def pick(options: Sequence[str], index: int) -> str:
    return options[index % len(options)]
