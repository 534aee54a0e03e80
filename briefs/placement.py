"""A placement's document: what a channel takes (see briefs/seeds/placements.py for the fields). Pure: no Django."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from briefs.spec import SLUG, tidy
from briefs.vocabulary import CHANNELS
from studio.lib.problems import BadInput

MM_PER_INCH: Final = 25.4
LARGEST_SIDE: Final = 20_000  # pixels
FORMATS: Final[dict[str, str]] = {"jpeg": "JPEG", "png": "PNG", "webp": "WebP", "avif": "AVIF", "tiff": "TIFF"}
COLOUR_SPACES: Final[dict[str, str]] = {"srgb": "sRGB", "cmyk": "CMYK"}
EDGES: Final = ("top", "right", "bottom", "left")
FIELDS: Final = (
    "slug", "name", "channel", "width", "height", "unit", "dpi", "safe", "bleed_mm", "colour_space", "formats",
    "max_bytes", "background", "copy", "source", "read",
)  # fmt: skip


@dataclass(frozen=True)
class Box:
    """Fractions of the frame, from the top left."""

    x: float
    y: float
    width: float
    height: float


def pixels(document: Mapping[str, Any]) -> tuple[int, int]:
    """Width and height of the trimmed picture in pixels, without bleed."""
    return _length(document, "width"), _length(document, "height")


def bleed_pixels(document: Mapping[str, Any]) -> int:
    """How many pixels of bleed lie outside the trim on each side."""
    return round(float(document["bleed_mm"]) / MM_PER_INCH * float(document["dpi"]))


def _length(document: Mapping[str, Any], side: str) -> int:
    value = float(document[side])
    return round(value / MM_PER_INCH * float(document["dpi"])) if document["unit"] == "mm" else round(value)


def ratio(document: Mapping[str, Any]) -> float:
    return float(document["width"]) / float(document["height"])


def safe_box(document: Mapping[str, Any], margins: float | None = None) -> Box:
    """The frame less its safe areas. `margins` is the brief's own, left and right; the wider of the two holds."""
    safe = document["safe"]
    left, right = max(safe["left"], margins or 0.0), max(safe["right"], margins or 0.0)
    return Box(left, safe["top"], 1 - left - right, 1 - safe["top"] - safe["bottom"])


def copy_box(
    document: Mapping[str, Any], space: tuple[float, float, float, float], margins: float | None = None
) -> Box:
    """Where copy may stand: the brief's room for copy, inside the safe area of this placement."""
    safe = safe_box(document, margins)
    x, y, width, height = space
    left, top = max(x, safe.x), max(y, safe.y)
    right, bottom = (min(x + width, safe.x + safe.width), min(y + height, safe.y + safe.height))
    return Box(left, top, max(right - left, 0.0), max(bottom - top, 0.0))


def size_words(document: Mapping[str, Any]) -> str:
    """“2400 × 1000 px”, or for print “3402 × 5102 px”."""
    width, height = pixels(document)
    return f"{width} × {height} px"


def budget_words(document: Mapping[str, Any]) -> str:
    """“WebP, 400 kB”; for a size in mm “1200 × 1800 mm”."""
    if document["unit"] == "mm":
        return f"{document['width']:g} × {document['height']:g} mm"
    first = FORMATS[document["formats"][0]]
    limit = document["max_bytes"]
    if limit is None:
        return first
    return f"{first}, {limit / 1e6:g} MB" if limit >= 1_000_000 else f"{first}, {limit / 1e3:g} kB"


def clean(document: Mapping[str, Any]) -> dict[str, Any]:
    """The document with every field checked. Raises BadInput naming field and remedy."""
    faults: dict[str, list[str]] = {}

    def fault(name: str, sentence: str) -> None:
        faults.setdefault(name, []).append(sentence)

    found = {name: document.get(name) for name in FIELDS}
    for name in document:
        if name not in FIELDS:
            fault(str(name)[:40], f"A placement has no field “{str(name)[:40]}”. Remove it.")
    slug = found["slug"]
    if not isinstance(slug, str) or len(slug) > 50 or not SLUG.fullmatch(slug.lower()):
        fault("slug", "Short name: use small letters, digits and hyphens, as story-9x16.")
    for name in ("name", "background", "source", "read"):
        text = found[name] or ""
        found[name] = " ".join(tidy(text).split()) if isinstance(text, str) else ""
        if not isinstance(text, str) or len(text) > 80:
            fault(name, f"{name.capitalize()}: up to 80 characters of text.")
    if not found["name"]:
        fault("name", "Name: say what people call this placement.")
    if found["channel"] not in CHANNELS:
        fault("channel", f"Channel: choose one of {', '.join(CHANNELS)}.")
    if found["unit"] not in ("px", "mm"):
        fault("unit", "Unit: px or mm.")
    found["dpi"] = found["dpi"] or 72
    if not _is_number(found["dpi"], 1, 2400):
        fault("dpi", "Dots per inch: a number from 1 to 2,400.")
    for side in ("width", "height"):
        if not _is_number(found[side], 1, LARGEST_SIDE):
            fault(side, f"{side.capitalize()}: a number from 1 to {LARGEST_SIDE:,}.")
        elif not faults and max(pixels(found | {"height": found[side], "width": found[side]})) > LARGEST_SIDE:
            fault(side, f"{side.capitalize()}: more than {LARGEST_SIDE:,} pixels at this resolution. Lower the dpi.")
    given = found["safe"]
    safe = {edge: given.get(edge, 0.0) if isinstance(given, Mapping) else 0.0 for edge in EDGES}
    found["safe"] = safe
    if not all(_is_number(value, 0, 0.45) for value in safe.values()):
        fault("safe", "Safe area: each edge is a fraction of the frame from 0 to 0.45.")
    found["bleed_mm"] = found["bleed_mm"] or 0.0
    if not _is_number(found["bleed_mm"], 0, 50):
        fault("bleed_mm", "Bleed: from 0 to 50 mm.")
    if found["colour_space"] not in COLOUR_SPACES:
        fault("colour_space", f"Colour space: choose one of {', '.join(COLOUR_SPACES)}.")
    formats = found["formats"]
    if not isinstance(formats, list | tuple) or not formats or any(item not in FORMATS for item in formats):
        fault("formats", f"Formats: at least one of {', '.join(FORMATS)}.")
    if found["max_bytes"] is not None and not _is_number(found["max_bytes"], 1_000, 2_000_000_000):
        fault("max_bytes", "Byte budget: from 1 kB to 2 GB, or empty where there is none.")
    copy = found["copy"]
    longest = (copy.get("max_chars") or 0) if isinstance(copy, Mapping) else 0
    found["copy"] = {"max_chars": longest}
    if not _is_number(longest, 0, 500):
        fault("copy", "Longest headline: from 0 to 500 characters; 0 means no headline here.")
    if faults:
        raise BadInput(fields=faults)
    return found


def _is_number(value: object, least: float, most: float) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most
