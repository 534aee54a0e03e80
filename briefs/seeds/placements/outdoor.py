"""Posters outdoors, in millimetres of the trimmed size. Visible areas become safe edges."""

from __future__ import annotations

from typing import Any, Final

from briefs.seeds.placements.row import FOUR, PRINT, READ, Source, kept, spec

SHEET_96: Final = Source(
    "Clear Channel UK, 96-sheet Billboards Specification",
    "https://clearchannel.co.uk/help/specifications/96-sheet-billboards-specification",
    READ,
)
SE: Final = "https://www.clearchannel.se/en/"
ADSHEL_SE: Final = Source("Clear Channel Sweden, Adshel", f"{SE}produktspecifikationer/adshel-eng/", READ)
NATIONAL_SE: Final = Source("Clear Channel Sweden, Billboard National", f"{SE}specifikationer/billboard-eng/", READ)
METRO_SE: Final = Source(
    "Clear Channel Sweden, Billboard Metro group of 5", f"{SE}specifikationer/billboard-metro-group-of-5-eng/", READ
)
WINDOW_SE: Final = Source("Clear Channel Sweden, Window panel", f"{SE}produktspecifikationer/window-panel-eng/", READ)
LAMAR: Final = Source(
    "Lamar Graphics, Mechanical specs", "http://www.lamargraphics.com/lgweb/LGArtSpecs/LGS-MechSpecs.aspx", READ
)
SHEET_48: Final = Source("Clear Channel UK", "https://www.clearchannel.co.uk/resources/specifications")
COATED_39: Final = "Coated FOGRA39 (ISO 12647-2:2004)"


def edges(
    size: tuple[float, float], visible: tuple[float, float], more: float = 0.0
) -> tuple[float, float, float, float]:
    """Safe edges that leave the visible area, in the middle of the sheet, less `more` millimetres on each side."""
    across, down = ((size[i] - visible[i]) / 2 + more for i in (0, 1))
    wide, high = round(across / size[0], 4), round(down / size[1], 4)
    return high, wide, high, wide


OUTDOOR: Final[list[dict[str, Any]]] = [
    spec("ooh-super-wide", "Super-wide panel", "OOH", (14400, 4800), safe=FOUR, formats=["jpeg", "tiff"], chars=40),
    spec("ooh-6-sheet", "6-sheet, outdoor", "OOH", (1200, 1800), unit="mm", dpi=72, safe=(0.03, 0.06, 0.03, 0.06),
         formats=PRINT, chars=40),
    spec("ooh-48-sheet", "48-sheet billboard", "OOH", (6096, 3048), SHEET_48, unit="mm", dpi=30, colour="cmyk",
         formats=PRINT, ours=["formats", "dpi"]),
    spec("ooh-96-sheet", "96-sheet billboard", "OOH", (12192, 3048), SHEET_96, unit="mm", dpi=30, colour="cmyk",
         safe=edges((12192, 3048), (11392, 2748)), formats=PRINT, ours=["formats"]),
    spec("ooh-adshel-se", "Adshel Eurosize", "OOH", (1185, 1750), ADSHEL_SE, unit="mm", dpi=150, bleed=3.0,
         colour="cmyk", profile=COATED_39, safe=edges((1185, 1750), (1160, 1720)), formats=PRINT, ours=["formats"]),
    spec("ooh-billboard-se", "Billboard National", "OOH", (4202, 2938), NATIONAL_SE, unit="mm", dpi=100, colour="cmyk",
         profile=COATED_39, safe=edges((4202, 2938), (4130, 2903), 20), formats=PRINT, ours=["formats", "dpi"]),
    spec("ooh-metro-se", "Billboard Metro, one of five", "OOH", (1585, 3025), METRO_SE, unit="mm", dpi=150,
         colour="cmyk", profile=COATED_39, safe=edges((1585, 3025), (1505, 2950), 20), formats=PRINT,
         ours=["formats"]),
    spec("ooh-window-se", "Window panel, transit", "OOH", (500, 320), WINDOW_SE, unit="mm", dpi=150, bleed=3.0,
         colour="cmyk", profile=COATED_39, clear=[kept("holder along the top edge", 0, 0, 1, 0.0625)], formats=PRINT,
         ours=["formats"]),
    spec("ooh-poster-us", "Poster panel, retrofit", "OOH", (6908.8, 3175), LAMAR, unit="mm", dpi=36, bleed=19.05,
         colour="cmyk", formats=PRINT, ours=["dpi", "colour_space", "formats"]),
]  # fmt: skip
