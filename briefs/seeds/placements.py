"""The seeded placements, as data: sizes as channels are known to take them.

A document is {slug, name, channel, width, height, unit, dpi, safe, bleed_mm, colour_space, formats, max_bytes,
background, copy, source, read}. `width` and `height` are in `unit`; `dpi` turns mm into pixels. `safe` are fractions
of the frame kept clear at each edge. `formats` lists what is accepted, the preferred one first. `max_bytes` is None
where the channel sets no limit. `copy.max_chars` is the longest headline the channel shows. `source` says whose spec
it is ("house": our own choice); `read` is the date somebody compared it with that source, and empty until then.
"""

from __future__ import annotations

from typing import Any, Final

Row = tuple[str, str, str, float, float, tuple[float, float, float, float], list[str], int | None, int, str]

Safe = tuple[float, float, float, float]
NONE: Final[Safe] = (0.0, 0.0, 0.0, 0.0)
FOUR: Final[Safe] = (0.04, 0.04, 0.04, 0.04)
FIVE: Final[Safe] = (0.05, 0.05, 0.05, 0.05)
EIGHT: Final[Safe] = (0.08, 0.08, 0.08, 0.08)
SIDES: Final[Safe] = (0.0, 0.06, 0.0, 0.06)
WEB: Final = ["webp", "jpeg"]
SOCIAL: Final = ["jpeg", "png"]
UI: Final = ["webp", "png"]
PRINT: Final = ["tiff", "jpeg"]

# slug, name, channel, width, height, safe (top right bottom left), formats, max bytes, headline characters, source
_PIXELS: Final[list[Row]] = [
    ("web-hero", "Web hero", "web", 2400, 1000, SIDES, WEB, 400_000, 60, "house"),
    ("web-banner", "Web banner", "web", 1920, 480, SIDES, WEB, 250_000, 50, "house"),
    ("web-full-hd", "Full HD still", "web", 1920, 1080, FIVE, ["webp", "jpeg", "png"], 600_000, 60, "house"),
    ("web-card", "Web card", "web", 800, 600, FOUR, WEB, 120_000, 40, "house"),
    ("thumb-16x9", "Thumbnail 16:9", "web", 640, 360, FOUR, WEB, 80_000, 30, "house"),
    ("open-graph", "Link preview", "social", 1200, 630, FIVE, SOCIAL, 5_000_000, 60, "ogp.me"),
    ("linkedin-link", "LinkedIn", "social", 1200, 627, (0.05, 0.06, 0.05, 0.06), SOCIAL, 5_000_000, 70, "LinkedIn"),
    ("linkedin-square", "LinkedIn square", "social", 1200, 1200, FIVE, SOCIAL, 5_000_000, 70, "LinkedIn"),
    ("social-4x5", "Social portrait", "social", 1080, 1350, FIVE, SOCIAL, 8_000_000, 40, "Meta"),
    ("social-1x1", "Social square", "social", 1080, 1080, FIVE, SOCIAL, 8_000_000, 40, "Meta"),
    ("story-9x16", "Story", "social", 1080, 1920, (0.14, 0.06, 0.20, 0.06), SOCIAL, 8_000_000, 40, "Meta"),
    ("x-post", "X post", "social", 1600, 900, FIVE, SOCIAL, 5_000_000, 70, "X"),
    ("youtube-thumb", "YouTube thumbnail", "social", 1280, 720, (0.05, 0.05, 0.12, 0.05), SOCIAL, 2_000_000,
     40, "YouTube"),
    ("email-header", "Email header", "email", 1200, 400, SIDES, SOCIAL, 150_000, 45, "house"),
    ("email-tile", "Email tile", "email", 560, 420, FOUR, SOCIAL, 90_000, 30, "house"),
    ("display-300x250", "Medium rectangle", "display", 300, 250, FOUR, SOCIAL, 150_000, 25, "IAB"),
    ("display-728x90", "Leaderboard", "display", 728, 90, (0.06, 0.02, 0.06, 0.02), SOCIAL, 150_000, 30, "IAB"),
    ("display-160x600", "Skyscraper", "display", 160, 600, (0.03, 0.06, 0.03, 0.06), SOCIAL, 150_000, 25, "IAB"),
    ("display-970x250", "Billboard", "display", 970, 250, (0.05, 0.04, 0.05, 0.04), SOCIAL, 250_000, 40, "IAB"),
    ("display-320x50", "Mobile banner", "display", 320, 50, (0.06, 0.02, 0.06, 0.02), SOCIAL, 50_000, 25, "IAB"),
    ("marketplace-main", "Marketplace main image", "marketplace", 2000, 2000, NONE, ["jpeg"], 1_000_000, 0, "house"),
    ("marketplace-lifestyle", "Lifestyle image", "marketplace", 1600, 2000, FOUR, ["jpeg"], 2_000_000, 40, "house"),
    ("ui-empty-state", "Empty state, 1×", "product", 480, 360, EIGHT, UI, 20_000, 0, "house"),
    ("ui-empty-state-2x", "Empty state, 2×", "product", 960, 720, EIGHT, UI, 40_000, 0, "house"),
    ("ui-empty-state-3x", "Empty state, 3×", "product", 1440, 1080, EIGHT, UI, 80_000, 0, "house"),
    ("ctv-uhd", "Connected TV still", "CTV", 3840, 2160, FIVE, SOCIAL, 10_000_000, 50, "SMPTE ST 2046-1"),
    ("dooh-portrait", "Digital 6-sheet", "OOH", 1080, 1920, (0.03, 0.05, 0.03, 0.05), SOCIAL, 5_000_000, 40, "house"),
    ("ooh-super-wide", "Super-wide panel", "OOH", 14400, 4800, FOUR, ["jpeg", "tiff"], None, 40, "house"),
]  # fmt: skip

# The same with a size in millimetres: bleed in mm and dots per inch before the source.
_PRINT: Final[list[tuple[Row, float, int, str]]] = [
    (
        ("ooh-6-sheet", "6-sheet, outdoor", "OOH", 1200, 1800, (0.03, 0.06, 0.03, 0.06), PRINT, None, 40, "house"),
        0.0, 72, "srgb",
    ),
    (
        ("print-a4", "A4, full bleed", "print", 210, 297, (0.03, 0.04, 0.03, 0.04), PRINT, None, 60, "ISO 216"),
        3.0, 300, "cmyk",
    ),
    (
        ("print-a5", "A5 flyer", "print", 148, 210, (0.04, 0.05, 0.04, 0.05), PRINT, None, 50, "ISO 216"),
        3.0, 300, "cmyk",
    ),
]  # fmt: skip

_BACKGROUNDS: Final = {"marketplace-main": "#FFFFFF"}


def _document(row: Row, *, unit: str = "px", dpi: int = 72, bleed: float = 0.0, colour: str = "srgb") -> dict[str, Any]:
    slug, name, channel, width, height, safe, formats, max_bytes, chars, source = row
    return {
        "slug": slug,
        "name": name,
        "channel": channel,
        "width": width,
        "height": height,
        "unit": unit,
        "dpi": dpi,
        "safe": dict(zip(("top", "right", "bottom", "left"), safe, strict=True)),
        "bleed_mm": bleed,
        "colour_space": colour,
        "formats": list(formats),
        "max_bytes": max_bytes,
        "background": "transparent" if slug.startswith("ui-") else _BACKGROUNDS.get(slug, ""),
        "copy": {"max_chars": chars},
        "source": source,
        "read": "",
    }


PLACEMENTS: Final[list[dict[str, Any]]] = [
    *(_document(row) for row in _PIXELS),
    *(_document(row, unit="mm", dpi=dpi, bleed=bleed, colour=colour) for row, bleed, dpi, colour in _PRINT),
]
