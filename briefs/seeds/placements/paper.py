"""Paper: sizes of the standards with our own bleed and margins. The standards are sold; nobody has read them here."""

from __future__ import annotations

from typing import Any, Final

from briefs.seeds.placements.row import PRINT, Safe, Source, spec

ISO: Final = Source("ISO 216", "https://www.iso.org/standard/36631.html")
ANSI: Final = Source("ANSI/ASME Y14.1")
OURS: Final = ["safe", "bleed_mm", "dpi", "formats"]


def sheet(slug: str, name: str, size: tuple[float, float], safe: Safe, source: Source, **extras: Any) -> dict[str, Any]:
    """A sheet with 3 mm of bleed at 300 dpi."""
    given = {"unit": "mm", "dpi": 300, "bleed": 3.0, "colour": "cmyk", "formats": PRINT, "safe": safe}
    return spec(slug, name, "print", size, source, **{**given, **extras})


PAPER: Final[list[dict[str, Any]]] = [
    sheet("print-a4", "A4, full bleed", (210, 297), (0.03, 0.04, 0.03, 0.04), Source("ISO 216"), chars=60),
    sheet("print-a5", "A5 flyer", (148, 210), (0.04, 0.05, 0.04, 0.05), Source("ISO 216"), chars=50),
    sheet("print-a3", "A3 poster", (297, 420), (0.02, 0.03, 0.02, 0.03), ISO, ours=OURS),
    sheet("print-a6", "A6 card", (105, 148), (0.04, 0.05, 0.04, 0.05), ISO, ours=OURS),
    sheet("print-a4-landscape", "A4, landscape", (297, 210), (0.04, 0.03, 0.04, 0.03), ISO, ours=OURS),
    sheet("print-letter", "US Letter", (215.9, 279.4), (0.03, 0.04, 0.03, 0.04), ANSI, ours=OURS),
    sheet("print-business-card", "Business card", (85, 55), (0.0727, 0.0471, 0.0727, 0.0471), Source("house")),
    sheet("print-roll-up", "Roll-up banner", (850, 2000), (0.02, 0.04, 0.1, 0.04), Source("house"), dpi=100),
]  # fmt: skip
