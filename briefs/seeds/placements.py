
"""The seeded placements, as data. Sizes are what channels publish; each row says where from and when it was read.

A document is {slug, name, channel, width, height, unit, dpi, safe, bleed_mm, colour_space, formats, max_bytes,
background, copy, source, read}. `width` and `height` are in `unit`; `dpi` turns mm into pixels. `safe` are fractions
of the frame kept clear at each edge. `formats` lists what is accepted, the preferred one first. `max_bytes` is None
where the channel sets no limit. `copy.max_chars` is the longest headline the channel shows.
"""

from __future__ import annotations

from typing import Any, Final

Row = tuple[str, str, str, float, float, tuple[float, float, float, float], list[str], int | None, int, str]

# slug, name, channel, width, height, safe (top right bottom left), formats, max bytes, headline characters, source
_PIXELS: Final[list[Row]] = [
    ("web-hero", "Web hero", "web", 2400, 1000, (0.0, 0.06, 0.0, 0.06), ["webp", "jpeg"], 400_000, 60, "house"),
    ("web-banner", "Web banner", "web", 1920, 480, (0.0, 0.06, 0.0, 0.06), ["webp", "jpeg"], 250_000, 50, "house"),
    ("web-full-hd", "Full HD still", "web", 1920, 1080, (0.05, 0.05, 0.05, 0.05), ["webp", "jpeg", "png"], 600_000, 60, "house"),
    ("web-card", "Web card", "web", 800, 600, (0.04, 0.04, 0.04, 0.04), ["webp", "jpeg"], 120_000, 40, "house"),
    ("thumb-16x9", "Thumbnail 16:9", "web", 640, 360, (0.04, 0.04, 0.04, 0.04), ["webp", "jpeg"], 80_000, 30, "house"),
    ("open-graph", "Link preview", "social", 1200, 630, (0.05, 0.05, 0.05, 0.05), ["jpeg", "png"], 5_000_000, 60, "ogp.me"),
    ("linkedin-link", "LinkedIn", "social", 1200, 627, (0.05, 0.06, 0.05, 0.06), ["jpeg", "png"], 5_000_000, 70, "LinkedIn"),
    ("linkedin-square", "LinkedIn square", "social", 1200, 1200, (0.05, 0.05, 0.05, 0.05), ["jpeg", "png"], 5_000_000, 70, "LinkedIn"),
    ("social-4x5", "Social portrait", "social", 1080, 1350, (0.05, 0.05, 0.05, 0.05), ["jpeg", "png"], 8_000_000, 40, "Meta"),
    ("social-1x1", "Social square", "social", 1080, 1080, (0.05, 0.05, 0.05, 0.05), ["jpeg", "png"], 8_000_000, 40, "Meta"),
    ("story-9x16", "Story", "social", 1080, 1920, (0.14, 0.06, 0.20, 0.06), ["jpeg", "png"], 8_000_000, 40, "Meta"),
    ("x-post", "X post", "social", 1600, 900, (0.05, 0.05, 0.05, 0.05), ["jpeg", "png"], 5_000_000, 70, "X"),
    ("youtube-thumb", "YouTube thumbnail", "social", 1280, 720, (0.05, 0.05, 0.12, 0.05), ["jpeg", "png"], 2_000_000, 40, "YouTube"),
    ("email-header", "Email header", "email", 1200, 400, (0.0, 0.06, 0.0, 0.06), ["jpeg", "png"], 150_000, 45, "house"),
    ("email-tile", "Email tile", "email", 560, 420, (0.04, 0.04, 0.04, 0.04), ["jpeg", "png"], 90_000, 30, "house"),
    ("display-300x250", "Medium rectangle", "display", 300, 250, (0.04, 0.04, 0.04, 0.04), ["jpeg", "png"], 150_000, 25, "IAB"),
    ("display-728x90", "Leaderboard", "display", 728, 90, (0.06, 0.02, 0.06, 0.02), ["jpeg", "png"], 150_000, 30, "IAB"),
    ("display-160x600", "Skyscraper", "display", 160, 600, (0.03, 0.06, 0.03, 0.06), ["jpeg", "png"], 150_000, 25, "IAB"),
    ("display-970x250", "Billboard", "display", 970, 250, (0.05, 0.04, 0.05, 0.04), ["jpeg", "png"], 250_000, 40, "IAB"),
    ("display-320x50", "Mobile banner", "display", 320, 50, (0.06, 0.02, 0.06, 0.02), ["jpeg", "png"], 50_000, 25, "IAB"),
    ("marketplace-main", "Marketplace main image", "marketplace", 2000, 2000, (0.0, 0.0, 0.0, 0.0), ["jpeg"], 1_000_000, 0, "house"),
    ("marketplace-lifestyle", "Lifestyle image", "marketplace", 1600, 2000, (0.04, 0.04, 0.04, 0.04), ["jpeg"], 2_000_000, 40, "house"),
    ("ui-empty-state", "Empty state, 1×", "product", 480, 360, (0.08, 0.08, 0.08, 0.08), ["webp", "png"], 20_000, 0, "house"),
    ("ui-empty-state-2x", "Empty state, 2×", "product", 960, 720, (0.08, 0.08, 0.08, 0.08), ["webp", "png"], 40_000, 0, "house"),
    ("ui-empty-state-3x", "Empty state, 3×", "product", 1440, 1080, (0.08, 0.08, 0.08, 0.08), ["webp", "png"], 80_000, 0, "house"),
    ("ctv-uhd", "Connected TV still", "CTV", 3840, 2160, (0.05, 0.05, 0.05, 0.05), ["jpeg", "png"], 10_000_000, 50, "SMPTE ST 2046-1"),
    ("dooh-portrait", "Digital 6-sheet", "OOH", 1080, 1920, (0.03, 0.05, 0.03, 0.05), ["jpeg", "png"], 5_000_000, 40, "house"),
    ("ooh-super-wide", "Super-wide panel", "OOH", 14400, 4800, (0.04, 0.04, 0.04, 0.04), ["jpeg", "tiff"], None, 40, "house"),
]  # fmt: skip

# The same with a size in millimetres: bleed in mm and dots per inch before the source.
_PRINT: Final[list[tuple[Row, float, int, str]]] = [
    (("ooh-6-sheet", "6-sheet, outdoor", "OOH", 1200, 1800, (0.03, 0.06, 0.03, 0.06), ["tiff", "jpeg"], None, 40, "house"), 0.0, 72, "srgb"),
    (("print-a4", "A4, full bleed", "print", 210, 297, (0.03, 0.04, 0.03, 0.04), ["tiff", "jpeg"], None, 60, "ISO 216"), 3.0, 300, "cmyk"),
    (("print-a5", "A5 flyer", "print", 148, 210, (0.04, 0.05, 0.04, 0.05), ["tiff", "jpeg"], None, 50, "ISO 216"), 3.0, 300, "cmyk"),
]  # fmt: skip

READ: Final = "2026-10-20"
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
        "formats": formats,
        "max_bytes": max_bytes,
        "background": "transparent" if slug.startswith("ui-") else _BACKGROUNDS.get(slug, ""),
        "copy": {"max_chars": chars},
        "source": source,
        "read": READ,
    }


PLACEMENTS: Final[list[dict[str, Any]]] = [
    *(_document(row) for row in _PIXELS),
    *(_document(row, unit="mm", dpi=dpi, bleed=bleed, colour=colour) for row, bleed, dpi, colour in _PRINT),
]
