"""A placement's document as people say it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from briefs.placement.document import COLOUR_SPACES, COPY, FORMATS
from briefs.placement.geometry import EDGES, pixels

LABELS: Final[dict[str, str]] = {
    "name": "Name",
    "channel": "Channel",
    "width": "Width",
    "height": "Height",
    "unit": "Unit",
    "dpi": "Dots per inch",
    "min_width": "Least width",
    "min_height": "Least height",
    "safe": "Safe area",
    "clear": "Keep clear",
    "bleed_mm": "Bleed",
    "colour_space": "Colour space",
    "profile": "Profile",
    "formats": "Formats",
    "max_bytes": "Byte budget",
    "motion": "Motion",
    "background": "Background",
    "copy": "Copy",
    "source": "Source",
    "url": "Page of the source",
    "read": "Read on",
    "ours": "Our own choice",
}


def size_words(document: Mapping[str, Any]) -> str:
    """“2400 × 1000 px”, or for print “3402 × 5102 px”; a ratio is “1.91:1, from 600 × 314 px”."""
    width, height = pixels(document)
    if document["unit"] == "ratio":
        return f"{ratio_words(document)}, from {width} × {height} px"
    return f"{width} × {height} px"


def ratio_words(document: Mapping[str, Any]) -> str:
    return f"{document['width']:g}:{document['height']:g}"


def given_words(document: Mapping[str, Any]) -> str:
    """The size as the channel gives it: “1200 × 1800 mm”, “1080 × 1920”, “1.91:1”."""
    if document["unit"] == "ratio":
        return ratio_words(document)
    return f"{document['width']:g} × {document['height']:g}{' mm' if document['unit'] == 'mm' else ''}"


def budget_words(document: Mapping[str, Any]) -> str:
    """“WebP, 400 kB”; for a size in mm “1200 × 1800 mm”."""
    if document["unit"] == "mm":
        return given_words(document)
    first = FORMATS[document["formats"][0]]
    limit = document["max_bytes"]
    return first if limit is None else f"{first}, {bytes_words(limit)}"


def file_words(document: Mapping[str, Any]) -> str:
    """“JPEG, PNG, up to 30 MB”."""
    formats = ", ".join(FORMATS[one] for one in document["formats"])
    limit = document["max_bytes"]
    return formats if limit is None else f"{formats}, up to {bytes_words(limit)}"


def bytes_words(count: float) -> str:
    """“400 kB”, “30 MB”, “4 GB”: decimal units, as channels use them."""
    for size, unit in ((1e9, "GB"), (1e6, "MB")):
        if count >= size:
            return f"{count / size:g} {unit}"
    return f"{count / 1e3:g} kB"


def seconds_words(count: float) -> str:
    return f"{count / 60:g} min" if count >= 120 and count % 60 == 0 else f"{count:g} s"


def shape_words(shape: Mapping[str, Any]) -> str:
    """“profile name: 30 % from the left, 0 % from the top, 40 % × 14 %”."""
    if shape["shape"] == "polygon":
        return f"{shape['for']}: a shape of {len(shape['points'])} corners"
    x, y = _percent(shape["x"]), _percent(shape["y"])
    if shape["shape"] == "circle":
        return f"{shape['for']}: a circle around {x} across and {y} down"
    size = f"{_percent(shape['width'])} × {_percent(shape['height'])}"
    return f"{shape['for']}: {size}, {x} from the left, {y} from the top"


def safe_words(safe: Mapping[str, float]) -> str:
    """“top 14 %, bottom 20 %”, or “none”."""
    kept = [f"{edge} {_percent(safe[edge])}" for edge in EDGES if safe[edge]]
    return ", ".join(kept) or "none"


def copy_words(copy: Mapping[str, Any]) -> str:
    longest = copy["max_chars"]
    first = "no headline" if longest == 0 else f"headline {longest}" if longest else "headline without a limit"
    return ", ".join([first, *(f"{label.lower()} {copy[name]}" for name, label in COPY.items() if copy.get(name))])


def motion_words(motion: Mapping[str, Any]) -> str:
    """“5 s to 60 s, 25 frames a second, up to 500 MB, H.264”."""
    parts = []
    if "min_s" in motion or "max_s" in motion:
        ends = [motion.get("min_s"), motion.get("max_s")]
        low, high = (seconds_words(end) if end is not None else "" for end in ends)
        parts.append(
            low if low == high else f"{low} to {high}" if low and high else f"from {low}" if low else f"to {high}"
        )
    if motion.get("fps"):
        parts.append(f"{' or '.join(f'{rate:g}' for rate in motion['fps'])} frames a second")
    if motion.get("max_bytes"):
        parts.append(f"up to {bytes_words(motion['max_bytes'])}")
    return ", ".join([*parts, *motion.get("codecs", [])])


def ours_words(document: Mapping[str, Any]) -> str:
    """The fields that the source does not say, as “safe area, copy”."""
    return ", ".join(LABELS.get(name, name).lower() for name in document.get("ours", ()))


def facts(document: Mapping[str, Any]) -> list[tuple[str, str, bool]]:
    """(label, words, is it our own choice) of what a document says, for a page that is read."""
    ours = set(document.get("ours", ()))
    size = given_words(document) if document["unit"] != "px" else size_words(document)
    if document["unit"] == "mm":
        size = f"{size} at {document['dpi']:g} dpi, {size_words(document)}"
    least = " × ".join(f"{document[name]:g}" for name in ("min_width", "min_height") if name in document)
    colour = document.get("profile") or COLOUR_SPACES[document["colour_space"]]
    rows = [
        ("Size", size, bool(ours & {"width", "height", "dpi"})),
        ("At least", f"{least} px" if least else "", False),
        ("Safe area", safe_words(document["safe"]), "safe" in ours),
        ("Bleed", field_words(document, "bleed_mm") if document["bleed_mm"] else "", "bleed_mm" in ours),
        ("Colour", colour, "colour_space" in ours),
        ("Formats", field_words(document, "formats"), "formats" in ours),
        ("Byte budget", field_words(document, "max_bytes") or "no limit is said", "max_bytes" in ours),
        ("Copy", copy_words(document["copy"]), "copy" in ours),
        ("Motion", field_words(document, "motion"), "motion" in ours),
        ("Background", document["background"], False),
    ]
    return [row for row in rows if row[1]]


def field_words(document: Mapping[str, Any], name: str) -> str:
    """One field as people say it; empty where it is absent."""
    value = document.get(name)
    if name == "safe":
        return safe_words(document["safe"])
    if name == "copy":
        return copy_words(document["copy"])
    if value in (None, "", [], {}):
        return ""
    if name == "clear":
        return "; ".join(shape_words(one) for one in document["clear"])
    return _plain(document, name, value)


def _plain(document: Mapping[str, Any], name: str, value: Any) -> str:
    if name == "max_bytes":
        return bytes_words(value)
    if name == "motion":
        return motion_words(value)
    if name == "formats":
        return ", ".join(FORMATS.get(one, one) for one in value)
    if name == "ours":
        return ours_words(document)
    if isinstance(value, int | float):
        unit = {"bleed_mm": " mm", "min_width": " px", "min_height": " px"}.get(name, "")
        return f"{value:g}{unit}"
    return str(COLOUR_SPACES.get(value, value)) if name == "colour_space" else str(value)


def _percent(share: float) -> str:
    return f"{round(share * 100, 1):g} %"
