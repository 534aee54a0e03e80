"""A placement's document, checked: every fault names its field and the remedy. Old documents pass unchanged."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from briefs.placement.extras import cleared, moving
from briefs.placement.geometry import EDGES, pixels, safe_box
from briefs.spec import SLUG, tidy
from briefs.vocabulary import CHANNELS
from studio.lib.problems import BadInput

LARGEST_SIDE: Final = 20_000  # pixels or millimetres
FORMATS: Final[dict[str, str]] = {"jpeg": "JPEG", "png": "PNG", "webp": "WebP", "avif": "AVIF", "tiff": "TIFF"}
COLOUR_SPACES: Final[dict[str, str]] = {"srgb": "sRGB", "cmyk": "CMYK"}
UNITS: Final[dict[str, str]] = {"px": "pixels", "mm": "millimetres", "ratio": "ratio"}
FIELDS: Final = (
    "slug", "name", "channel", "width", "height", "unit", "dpi", "safe", "bleed_mm", "colour_space", "formats",
    "max_bytes", "background", "copy", "source", "read",
)  # fmt: skip
OPTIONAL: Final = ("min_width", "min_height", "clear", "profile", "motion", "url", "ours")  # absent where not said
COPY: Final = {"subline_chars": "Subline", "cta_chars": "Call to action", "primary_chars": "Text beside the picture"}
LEAST_ROOM: Final = 0.02  # of the frame: less than that and nothing can be set
MOST_OURS: Final = 20
_BACKGROUND: Final = re.compile(r"#[0-9A-Fa-f]{6}|transparent|")

Fault = Callable[[str, str], None]


def clean(document: Mapping[str, Any]) -> dict[str, Any]:
    """The document with every field checked. Raises BadInput naming field and remedy.

    Adds no key to a document that has the sixteen of FIELDS: what is stored keeps its digest.
    """
    faults: dict[str, list[str]] = {}

    def fault(name: str, sentence: str) -> None:
        faults.setdefault(name, []).append(sentence)

    found = {name: document.get(name) for name in FIELDS}
    found |= {name: document[name] for name in OPTIONAL if document.get(name) not in (None, "", [], {})}
    for name in document:
        if name not in FIELDS and name not in OPTIONAL:
            fault(str(name)[:40], f"A placement has no field “{str(name)[:40]}”. Remove it.")
    _words(found, fault)
    _files(found, fault)
    _copy(found, fault)
    _safe(found, fault)
    _sizes(found, fault, sound=not faults)
    if not faults and found.get("clear") and (box := safe_box(found)).width * box.height < LEAST_ROOM:
        fault("clear", "Keep clear: these shapes leave no room for anything. Make them smaller, or the safe area.")
    if faults:
        raise BadInput(fields=faults)
    return found


def _words(found: dict[str, Any], fault: Fault) -> None:
    slug = found["slug"]
    if not isinstance(slug, str) or len(slug) > 50 or not SLUG.fullmatch(slug.lower()):
        fault("slug", "Short name: use small letters, digits and hyphens, as story-9x16.")
    for name, most in (("name", 80), ("background", 80), ("source", 120), ("read", 80), ("profile", 80)):
        if name == "profile" and name not in found:
            continue
        text = found[name] or ""
        found[name] = " ".join(tidy(text).split()) if isinstance(text, str) else ""
        if not isinstance(text, str) or len(text) > most:
            fault(name, f"{name.capitalize()}: up to {most} characters of text.")
    if not found["name"]:
        fault("name", "Name: say what people call this placement.")
    if not _one_of(found["channel"], CHANNELS):
        fault("channel", f"Channel: choose one of {', '.join(CHANNELS)}.")
    if not _BACKGROUND.fullmatch(found["background"]):
        fault("background", "Background: #FFFFFF or another colour like it, transparent, or empty.")
    if found["read"] and not _is_date(found["read"]):
        fault("read", "Read on: a date as 2026-10-20, or empty while nobody has read the source.")
    if "url" in found and not _is_address(found["url"]):
        fault("url", "Page of the source: an address that begins with https://, up to 300 characters.")
    if "ours" in found:
        ours = found["ours"]
        known = (*FIELDS, *OPTIONAL)
        if not isinstance(ours, list | tuple) or len(ours) > MOST_OURS or not all(_one_of(x, known) for x in ours):
            fault("ours", f"Our own choices: a list of fields, as {', '.join(FIELDS[7:9])}.")
        else:
            found["ours"] = list(ours)


def _files(found: dict[str, Any], fault: Fault) -> None:
    if not _one_of(found["colour_space"], COLOUR_SPACES):
        fault("colour_space", f"Colour space: choose one of {', '.join(COLOUR_SPACES)}.")
    elif "profile" in found and found["colour_space"] != "cmyk":
        fault("profile", "Profile: only CMYK takes one here. Choose CMYK, or leave the profile empty.")
    formats = found["formats"]
    if not isinstance(formats, list | tuple) or not formats or not all(_one_of(item, FORMATS) for item in formats):
        fault("formats", f"Formats: at least one of {', '.join(FORMATS)}.")
    if found["max_bytes"] is not None and not is_number(found["max_bytes"], 1_000, 2_000_000_000):
        fault("max_bytes", "Byte budget: from 1 kB to 2 GB, or empty where there is none.")
    if "motion" in found:
        found["motion"] = moving(found["motion"], fault)


def _copy(found: dict[str, Any], fault: Fault) -> None:
    """`max_chars` is the longest headline: 0 for none here, None where the channel sets no limit."""
    given = found["copy"] if isinstance(found["copy"], Mapping) else {}
    longest = given.get("max_chars", 0)
    found["copy"] = {"max_chars": longest}
    if longest is not None and not is_number(longest, 0, 500):
        fault("copy", "Longest headline: from 0 to 500 characters; 0 means no headline here, empty means no limit.")
    for name in given:
        if name != "max_chars" and name not in COPY:
            fault("copy", f"Copy has no limit “{str(name)[:40]}”. Remove it.")
    for name, label in COPY.items():
        if given.get(name) is None:
            continue
        found["copy"][name] = given[name]
        if not is_number(given[name], 1, 5_000):
            fault("copy", f"{label}: from 1 to 5,000 characters, or empty where there is no limit.")


def _safe(found: dict[str, Any], fault: Fault) -> None:
    given = found["safe"]
    found["safe"] = safe = {edge: given.get(edge, 0.0) if isinstance(given, Mapping) else 0.0 for edge in EDGES}
    if not all(is_number(value, 0, 0.45) for value in safe.values()):
        fault("safe", "Safe area: each edge is a fraction of the frame from 0 to 0.45.")
    if "clear" in found:
        found["clear"] = cleared(found["clear"], fault)


def _sizes(found: dict[str, Any], fault: Fault, *, sound: bool) -> None:
    if not _one_of(found["unit"], UNITS):
        fault("unit", f"Unit: {', '.join(UNITS)}.")
        sound = False
    found["dpi"] = found["dpi"] or 72
    if not is_number(found["dpi"], 1, 2400):
        fault("dpi", "Dots per inch: a number from 1 to 2,400.")
        sound = False
    found["bleed_mm"] = found["bleed_mm"] or 0.0
    if not is_number(found["bleed_mm"], 0, 50):
        fault("bleed_mm", "Bleed: from 0 to 50 mm.")
    least = [name for name in ("min_width", "min_height") if name in found]
    for name in least:
        if not is_number(found[name], 1, LARGEST_SIDE):
            fault(name, f"Least {name[4:]}: a number of pixels from 1 to {LARGEST_SIDE:,}, or empty.")
            sound = False
    is_ratio = found["unit"] == "ratio"
    if is_ratio and not least:
        fault("min_width", "Least width: a ratio needs the least width or height in pixels.")
        sound = False
    if is_ratio and found["bleed_mm"]:
        fault("bleed_mm", "Bleed: a ratio has none. Give the size in millimetres, or take the bleed away.")
    for side in ("width", "height"):
        low, high = (0.01, 100) if is_ratio else (1, LARGEST_SIDE)
        if not is_number(found[side], low, high):
            fault(side, f"{side.capitalize()}: a number from {low} to {high:,}.")
            sound = False
    if sound and max(pixels(found)) > LARGEST_SIDE:
        side = "width" if pixels(found)[0] > LARGEST_SIDE else "height"
        fault(side, f"{side.capitalize()}: more than {LARGEST_SIDE:,} pixels at this resolution. Lower the dpi.")


def is_number(value: object, least: float, most: float) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most


def _one_of(value: object, choices: Any) -> bool:
    return isinstance(value, str) and value in choices


def _is_date(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_address(value: object) -> bool:
    """An address a reader may follow: http or https, a host, no name and password in it."""
    if not isinstance(value, str) or len(value) > 300 or tidy(value) != value or any(c.isspace() for c in value):
        return False
    try:
        parts = urlsplit(value)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return False
