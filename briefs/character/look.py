"""The colours of a sheet, for the small figure that stands in where no picture hangs yet. Not what engines use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

_HAIR: Final[dict[str, str]] = {
    "silver": "#b9b9b7", "grey": "#8b8783", "gray": "#8b8783", "white": "#d8d5cf", "black": "#171516",
    "brown": "#4a3526", "blond": "#b3935c", "blonde": "#b3935c", "red": "#7d3a22", "dark": "#241c18",
}  # fmt: skip
_SKIN: Final[dict[str, str]] = {
    "fair": "#e0bfa6", "pale": "#e0bfa6", "light": "#d9b194", "olive": "#b98a6c", "tan": "#b98a6c",
    "brown": "#8a5f49", "dark": "#70493a", "deep": "#70493a",
}  # fmt: skip


def look(document: Mapping[str, Any]) -> dict[str, str]:
    """{skin, hair, jacket: "#rrggbb" where the sheet says so, mask: words}."""
    found = {
        "skin": _colour(document["skin"], _SKIN),
        "hair": _colour(document["hair"]["colour"], _HAIR),
        "jacket": _colour(document["wardrobe"]["colours"].get("jacket", ""), {}),
    }
    return {part: colour for part, colour in found.items() if colour} | {"mask": document["mask"]}


def _colour(said: str, words: Mapping[str, str]) -> str:
    if said.startswith("#"):
        return said
    return next((words[word] for word in re.findall(r"[a-z]+", said.lower()) if word in words), "")
