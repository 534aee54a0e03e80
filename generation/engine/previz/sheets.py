"""Values of a sheet that somebody else wrote: whatever they are, out comes text, a list, a table, a colour, metres."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

from generation.engine.previz.colour import HEX
from generation.engine.previz.lexicon import wardrobe as words
from generation.engine.previz.lexicon.words import COLOURS

LONGEST = 1500  # letters of a text that are read


def text_of(value: Any, longest: int) -> str:
    """One line, cut at `longest`; a list is joined by commas."""
    if isinstance(value, str):
        return " ".join(value[:longest].split())
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)[:20]
    if isinstance(value, list | tuple):
        return ", ".join(text_of(v, 60) for v in value[:8] if isinstance(v, str))[:longest]
    return ""


def several(value: Any) -> tuple[Any, ...]:
    """The first eight of a list, or the one value."""
    return tuple(value[:8]) if isinstance(value, list | tuple) else (value,)


def mapping(value: Any) -> Mapping[str, Any]:
    """The first twenty rows of a table, empty for anything else."""
    return {str(k)[:40]: v for k, v in list(value.items())[:20]} if isinstance(value, Mapping) else {}


def coloured(value: Any) -> str | None:
    """ "#rrggbb" of a colour in six digits or by name."""
    if not isinstance(value, str):
        return None
    text = value.strip().lower()[:20]
    if HEX.fullmatch(text) and text.startswith("#") and len(text) == 7:
        return text
    return words.CLOTH_COLOURS.get(text) or COLOURS.get(text)


def metres(value: Any) -> float | None:
    """Metres from a number or from words such as "1.72 m" or "172 cm"."""
    if isinstance(value, str):
        found = re.search(r"\b(\d(?:[.,]\d{1,2}))\s*m\b|\b(\d{2,3})\s*cm\b", value[:LONGEST].lower())
        if found is None:
            return None
        value = float(found[1].replace(",", ".")) if found[1] else float(found[2]) / 100
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    tall = value / 100 if value > 3 else float(value)
    return round(min(max(tall, 0.8), 2.2), 3)


def age_of(years: int) -> str:
    """The word by which people are built."""
    return "child" if years < 12 else "teen" if years < 18 else "adult" if years < 62 else "elder"
