"""How many of the picture's own pixels come to an inch of paper, after the crop and the enlargement.

Print in the hand is read from 30 cm, where an eye of normal acuity (one minute of arc) tells about 290 lines to the
inch: hence the 300 ppi that printers ask for. What is larger than A3 is seen from about one and a half times its
diagonal, and needs as much less; and no file needs more than its placement's own resolution. Below half of what is
needed, it shows.
"""

from __future__ import annotations

import math

from generation.engine.checks.evidence import Evidence
from generation.engine.checks.opened import MM_PER_INCH
from generation.engine.checks.result import FAIL, PASS, WARN, Result

CHECK = "print_resolution"
VERSION = "1"
READS = frozenset({"scale", "spec"})
LIMIT = 300.0  # pixels to the inch, in the hand
HELD = 520.0  # mm of diagonal, up to which print is held in the hand: A3
BACK = 1.5  # diagonals that a larger one is seen from
ACUITY = 1 / math.tan(math.radians(1 / 60))  # 3438 lines to the length that they are seen from
HARD = 0.5  # of what is needed


def check(e: Evidence) -> tuple[Result, ...]:
    if e.spec.unit != "mm":
        return (Result(CHECK, PASS, f"{e.spec.name}: it is not printed."),)
    found = e.spec.dpi / e.scale
    wanted = needed(e)
    measured = f"{found:.0f} ppi"
    if found >= 0.99 * wanted:
        said = e.said(CHECK, f"{wanted:.0f} ppi")
        return (Result(CHECK, PASS, f"{e.spec.name}: {measured} of its own; {said} are needed.", measured, said),)
    least = HARD * wanted
    verdict = FAIL if found < least else WARN
    limit = e.said(CHECK, f"{least if verdict == FAIL else wanted:.0f} ppi")
    remedy = "Promote the picture to the export tier, so that it has more pixels, or print it smaller."
    sentence = f"{e.spec.name}: {measured} of its own at the printed size; at least {limit} are needed. {remedy}"
    return (Result(CHECK, verdict, sentence, measured, limit, remedy),)


def needed(e: Evidence) -> float:
    """Pixels to the inch for where it is seen from."""
    diagonal = math.hypot(e.spec.width, e.spec.height)
    near = e.limit(CHECK, LIMIT)
    far = ACUITY * MM_PER_INCH / (BACK * diagonal)
    return min(near if diagonal <= HELD else min(near, far), e.spec.dpi)
