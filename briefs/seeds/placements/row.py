"""How a seeded placement is written down. The fields are explained in docs/placements.md.

What a source does not say is absent or None, never guessed; where a document needs a value all the same (a format, a
margin of our own), the field is named in `ours`. `read` is the day on which somebody saw these values in the source's
own words, and empty until then.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

READ: Final = "2026-11-21"
Safe = tuple[float, float, float, float]  # top, right, bottom, left
NONE: Final[Safe] = (0.0, 0.0, 0.0, 0.0)
FOUR: Final[Safe] = (0.04, 0.04, 0.04, 0.04)
FIVE: Final[Safe] = (0.05, 0.05, 0.05, 0.05)
EIGHT: Final[Safe] = (0.08, 0.08, 0.08, 0.08)
SIDES: Final[Safe] = (0.0, 0.06, 0.0, 0.06)
WEB: Final = ["webp", "jpeg"]
SOCIAL: Final = ["jpeg", "png"]
UI: Final = ["webp", "png"]
PRINT: Final = ["tiff", "jpeg"]
KB: Final = 1_000
MB: Final = 1_000_000


class Source(NamedTuple):
    """Whose document, its public page, and the day it was read."""

    name: str
    url: str = ""
    read: str = ""


HOUSE: Final = Source("house")


def spec(
    slug: str,
    name: str,
    channel: str,
    size: tuple[float, float],
    source: Source = HOUSE,
    *,
    unit: str = "px",
    dpi: int = 72,
    safe: Safe = NONE,
    bleed: float = 0.0,
    colour: str = "srgb",
    formats: Sequence[str] = SOCIAL,
    most: int | None = None,  # bytes
    chars: int | None = None,  # headline; None: no limit is said
    copy: Mapping[str, int] | None = None,
    background: str = "",
    **extras: Any,  # the optional fields: min_width, min_height, clear, profile, motion, ours
) -> dict[str, Any]:
    document = {
        "slug": slug,
        "name": name,
        "channel": channel,
        "width": size[0],
        "height": size[1],
        "unit": unit,
        "dpi": dpi,
        "safe": dict(zip(("top", "right", "bottom", "left"), safe, strict=True)),
        "bleed_mm": bleed,
        "colour_space": colour,
        "formats": list(formats),
        "max_bytes": most,
        "background": background,
        "copy": {"max_chars": chars, **(copy or {})},
        "source": source.name,
        "read": source.read,
    }
    if source.url:
        document["url"] = source.url
    return document | extras


def kept(words: str, x: float, y: float, width: float, height: float) -> dict[str, Any]:
    """A rectangle kept clear for something, in fractions of the frame."""
    return {"shape": "rect", "x": x, "y": y, "width": width, "height": height, "for": words}
