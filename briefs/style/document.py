"""A style pack's document, read strictly, and what it says for a prompt.

Fields of the first hour are always present; newer ones only where they say something. So a document that was good
once is good for ever, and reading it again gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from briefs.style import parts
from briefs.style.values import Cleaner, lines, said_only, words
from studio.lib.problems import BadInput

DEFAULT_MARGINS: Final = 0.06
DRIFT_LIMIT: Final = 3.0  # mean ΔE 2000 of a golden, above which publishing is stopped: side by side anybody sees it

# name: (default, least, most)
NUMBERS: Final[dict[str, tuple[float, float, float]]] = {
    "desaturate": (0.0, 0.0, 1.0),
    "contrast": (1.0, 0.5, 2.0),
    "grain": (0.0, 0.0, 0.2),
    "margins": (DEFAULT_MARGINS, 0.0, 0.25),
}
WORDS: Final = ("slug", "name", "medium", "lens", "light")
PARTS: Final[dict[str, tuple[Cleaner, Any]]] = {
    "tokens": (parts.tokens, {}),
    "negative": (lines, []),
    "palette": (parts.palette, []),
    "typography": (parts.typography, {}),
    "logo": (parts.logo, {}),
}
# In a document only where they say something.
NEWER: Final[dict[str, tuple[Cleaner, Any]]] = {
    "lut": (parts.lut, {}),
    "layouts": (parts.layouts, []),
    "references": (parts.references, []),
    "loras": (parts.loras, []),
    "characters": (parts.characters, []),
    "engines": (parts.engines, {}),
    "checks": (parts.checks, {}),
    "goldens": (parts.goldens, []),
}
FIELDS: Final = (*WORDS, *NUMBERS, *PARTS, *NEWER, "drift_limit")
# A pack that says nothing in a newer dialect is heard in the one closest to it.
_NEAREST: Final = {"tags": "clip", "json": "t5"}
_WOKEN: Final = ("clip", "t5", "tags")  # dialects in which a LoRA's trigger words are said


def clean(document: Mapping[str, Any]) -> dict[str, Any]:
    """The document, complete and tidy. Raises BadInput with a sentence for every field that cannot be used."""
    faults: dict[str, list[str]] = {}
    for name in document:
        if name not in FIELDS:
            faults[str(name)[:40]] = [f"A style pack has no field “{str(name)[:40]}”. Remove it."]
    found: dict[str, Any] = {}
    newer: dict[str, Any] = {}
    for name in WORDS:
        found[name] = _attempt(faults, name, words, document.get(name, ""))
    for name in NUMBERS:
        found[name] = _attempt(faults, name, _number, document.get(name))
    for name, (cleaner, nothing) in PARTS.items():
        found[name] = _attempt(faults, name, cleaner, document.get(name) or nothing)
    for name, (cleaner, nothing) in NEWER.items():
        newer[name] = _attempt(faults, name, cleaner, document.get(name) or nothing)
    newer["drift_limit"] = _attempt(faults, "drift_limit", _drift, document.get("drift_limit"))
    if faults:
        raise BadInput(fields=faults)
    return found | said_only(newer)


def said(document: Mapping[str, Any], part: str, dialect: str) -> list[str]:
    """What the pack says for a template part: medium, positive, negative, lens, light or palette."""
    if part == "positive":
        tokens = document["tokens"]
        return list(tokens.get(dialect) or tokens.get(_NEAREST.get(dialect, ""), []))
    if part == "negative":
        return list(document["negative"])
    if part == "palette":
        return [f"{colour['name']} {colour['hex']}" for colour in document["palette"]]
    value = document.get(part, "")
    return [value] if isinstance(value, str) and value else []


def triggers(document: Mapping[str, Any], dialect: str, model: str = "") -> list[str]:
    """The words that wake the pack's LoRAs, for the model of that slug; without one, of all of them.

    Only where a prompt is read as words by an encoder that a LoRA was trained with.
    """
    loras = document.get("loras") or [] if dialect in _WOKEN else []
    return list(dict.fromkeys(lora["trigger"] for lora in loras if lora["trigger"] and model in ("", lora["model"])))


def shown(pin: Mapping[str, Any], model: str) -> dict[str, Any]:
    """What an engine that is shown pictures, or that loads LoRAs, takes from a pinned pack for the model of that slug:
    {slug, number, digest, references: [{role, digest, note}], loras: [{model, weights, scale, trigger}]}, all named by
    digest. Empty where the pack has neither.
    """
    document = pin["document"]
    pictures = [dict(item) for item in document.get("references") or []]
    loras = [dict(lora) for lora in document.get("loras") or [] if lora["model"] == model]
    if not pictures and not loras:
        return {}
    return {**{name: pin[name] for name in ("slug", "number", "digest")}, "references": pictures, "loras": loras}


def drift_limit(document: Mapping[str, Any]) -> float:
    """Mean ΔE 2000 of a golden above which publishing is stopped."""
    return float(document.get("drift_limit", DRIFT_LIMIT))


def _attempt(faults: dict[str, list[str]], name: str, cleaner: Cleaner, value: object) -> Any:
    try:
        return cleaner(name, value)
    except BadInput as fault:
        faults.setdefault(name, []).append(fault.sentence)
        return None


def _number(name: str, value: object) -> float:
    default, least, most = NUMBERS[name]
    if value is None:
        return default
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise BadInput(f"{name.capitalize()}: give a number from {least:g} to {most:g}.", field=name)
    return round(float(value), 4)


def _drift(name: str, value: object) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 100:
        raise BadInput("Drift limit: give a ΔE 2000 above 0 and up to 100.", field=name)
    return round(float(value), 2)
