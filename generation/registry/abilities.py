"""What a row can do, in the words of the registry and in those of a page. From its kind, its family, its settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from generation import kinds
from generation.engine.diffusion.families import FAMILIES, KNOWN
from generation.engine.diffusion.memory import peak, published
from generation.engine.guides import CONTROLS
from generation.models import ModelEntry
from studio.lib.templatetags.gatefold import bytes_

WORDS: Final = {
    "text_to_image": "text to image",
    "image_to_image": "image to image",
    "inpaint": "inpaint",
    "refine": "refine",
    "upscale": "upscale",
    "lora": "goes along with a checkpoint",
    "reference": "by reference pictures",
    "control": "control, not said by what",
    **{f"control:{control}": f"control by {control}" for control in CONTROLS},
}


def capabilities(kind: str, settings: Mapping[str, Any]) -> list[str]:
    """Of a row that goes along with others; what a whole model can do its own files say (engine/diffusion/roles.py)."""
    if kind == kinds.CONTROLNET:
        control = settings.get("control")
        return [f"control:{control}"] if control in CONTROLS else ["control"]
    return {kinds.IP_ADAPTER: ["reference"], kinds.LORA: ["lora"]}.get(kind, [])


def in_words(entry: ModelEntry) -> list[str]:
    return [WORDS.get(one, one.replace("_", " ")) for one in entry.capabilities]


def sizes_in_words(entry: ModelEntry) -> str:
    """ "1024 × 1024 as trained, 0.5 to 1.3 megapixels, sides by 8": of a model that pictures are ordered from."""
    family = FAMILIES.get(entry.family)
    if family is None or entry.kind not in kinds.ORDERED_FROM:
        return ""
    side = _side(entry, family.resolution)
    least, most = (bound * side * side / 1e6 for bound in family.area)
    return f"{side} × {side} as trained, {least:.2g} to {most:.2g} megapixels, sides by {family.multiple}"


def _side(entry: ModelEntry, otherwise: int) -> int:
    """Of the square it was trained on, pixels."""
    side = entry.settings.get("resolution")
    return side if isinstance(side, int) and side > 0 else otherwise


def memory_in_words(entry: ModelEntry) -> str:
    """ "5.1 GB of weights, about 6.9 GB at the fullest for one picture of 1024 × 1024": counted, not measured."""
    if not entry.memory:
        return ""
    said = f"{bytes_(entry.memory)} of weights"
    family = FAMILIES.get(entry.family)
    facts = published(entry.family, str(entry.settings.get("dtype") or ""), entry.memory)
    if family is None or facts is None or entry.kind not in kinds.ORDERED_FROM:
        return said
    side = _side(entry, family.resolution)
    fullest = peak(facts, side, side, guided=family.negative)
    return f"{said}, about {bytes_(fullest)} at the fullest for one picture of {side} × {side}"


def family_label(name: str) -> str:
    return KNOWN[name].label if name in KNOWN else name


def what(entry: ModelEntry) -> str:
    """Under its name in a list: "ControlNet, Stable Diffusion XL"; of an engine's own, the engine."""
    kind = kinds.KINDS.get(entry.kind, entry.kind) if entry.source or entry.kind == kinds.SERVICE else "Built in"
    return f"{kind}, {family_label(entry.family) or entry.engine}"


def found_in_words(entry: ModelEntry) -> str:
    """What the scan found, in a line: "Stable Diffusion XL, 6.9 GB, fp16, text to image, image to image, inpaint"."""
    kind = "" if entry.kind == kinds.CHECKPOINT else kinds.KINDS.get(entry.kind, entry.kind)
    files = entry.settings.get("variant") or entry.settings.get("dtype") or ""
    parts = [family_label(entry.family), kind, bytes_(entry.size) if entry.size else "", files]
    facts = [f"rank {entry.settings['rank']}"] if entry.settings.get("rank") else []
    does = [] if entry.kind == kinds.LORA else in_words(entry)
    return ", ".join(str(part) for part in [*parts, *facts, *does] if part)
