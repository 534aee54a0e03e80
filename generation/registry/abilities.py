"""What a row can do, in the words of the registry and in those of a page. From its kind, its family, its settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from generation import kinds
from generation.engine.diffusion.families import FAMILIES
from generation.engine.guides import CONTROLS
from generation.models import ModelEntry

WORDS: Final = {
    "text_to_image": "text to image",
    "image_to_image": "image to image",
    "inpaint": "inpaint",
    "refine": "refine",
    "upscale": "upscale",
    "lora": "LoRA",
    "reference": "by reference pictures",
    "control": "control, not said by what",
    **{f"control:{control}": f"control by {control}" for control in CONTROLS},
}
# What the pipelines of a family do beside text to image: diffusers has each for all of them.
_PAINTS: Final = ("text_to_image", "image_to_image", "inpaint")
_ALONG: Final = {
    kinds.REFINER: ("refine",),
    kinds.UPSCALER: ("upscale",),
    kinds.IP_ADAPTER: ("reference",),
    kinds.LORA: ("lora",),
}


def capabilities(kind: str, settings: Mapping[str, Any]) -> list[str]:
    """As a row keeps them."""
    if kind == kinds.CHECKPOINT:
        return list(_PAINTS)
    if kind == kinds.CONTROLNET:
        control = settings.get("control")
        return [f"control:{control}"] if control in CONTROLS else ["control"]
    return list(_ALONG.get(kind, ()))


def in_words(entry: ModelEntry) -> list[str]:
    return [WORDS.get(one, one.replace("_", " ")) for one in entry.capabilities]


def sizes_in_words(entry: ModelEntry) -> str:
    """ "1024 × 1024 as trained, 0.5 to 1.3 megapixels, sides by 8": of a model that pictures are ordered from."""
    family = FAMILIES.get(entry.family)
    if family is None or entry.kind not in kinds.ORDERED_FROM:
        return ""
    side = entry.settings.get("resolution")
    side = side if isinstance(side, int) and side > 0 else family.resolution
    least, most = (bound * side * side / 1e6 for bound in family.area)
    return f"{side} × {side} as trained, {least:.2g} to {most:.2g} megapixels, sides by {family.multiple}"


def family_label(name: str) -> str:
    return FAMILIES[name].label if name in FAMILIES else name


def found_in_words(entry: ModelEntry) -> str:
    """What the scan found, in a line: "Stable Diffusion XL, 6.9 GB, fp16, text to image, image to image, inpaint"."""
    size = f"{entry.size / 1e9:.1f} GB" if entry.size and entry.size >= 1e8 else f"{(entry.size or 0) / 1e6:.1f} MB"
    kind = "" if entry.kind == kinds.CHECKPOINT else kinds.KINDS.get(entry.kind, entry.kind)
    files = entry.settings.get("variant") or entry.settings.get("dtype") or ""
    parts = [family_label(entry.family), kind, size if entry.size else "", files]
    facts = [f"rank {entry.settings['rank']}"] if entry.settings.get("rank") else []
    does = [] if entry.kind == kinds.LORA else in_words(entry)
    return ", ".join(str(part) for part in [*parts, *facts, *does] if part)
