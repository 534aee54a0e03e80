"""How far a picture's colours are from the brand's: mean ΔE 2000 by area.

Greys claim no brand colour: shadow, paper and steel are left out of the mean, as in the palette check of finishing.
ΔE 2000 is CIE 142-2001 with all weights 1, through sRGB and D65.
"""

from __future__ import annotations

from generation.engine.acceptance.evidence import Seen
from generation.engine.acceptance.verdict import Verdict, held, not_run
from generation.engine.checks.palette import CHROMA, chroma, difference, dominant
from generation.engine.finishing.colour import rgb

NAME = "palette"
HARDLY = 0.02  # of the picture: less colour than this claims nothing


def test(seen: Seen, limit: float) -> Verdict:
    if not seen.palette:
        return not_run(NAME, limit, "The brand has no palette. Add one to its style pack.")
    coloured = [(share, colour) for share, colour in dominant(seen.pixels) if chroma(colour) >= CHROMA]
    area = sum(share for share, _ in coloured)
    if area < HARDLY:
        return held(NAME, 0.0, limit, "hardly any of the picture has a colour")
    off = [(share, min(difference(colour, rgb(brand)) for brand in seen.palette), colour) for share, colour in coloured]
    mean = sum(share * far for share, far, _ in off) / area
    share, far, colour = max(off, key=lambda one: one[0] * one[1])
    named = "#{:02X}{:02X}{:02X}".format(*colour)
    why = f"ΔE {mean:.1f} over the {area:.0%} that have a colour, most from {named} ({share:.0%}, ΔE {far:.1f})"
    return held(NAME, mean, limit, why)
