"""The bleed of a printed file holds picture: not an empty edge, not the picture mirrored or smeared outwards, no marks.

What is outside the trim is cut off, but never exactly there: whatever stands in the bleed shows as a hairline. Printers
ask for picture to the edge and for crop marks outside the bleed (PDF/X, ISO 15930; Ghent Workgroup, sheet-fed offset).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from generation.engine.checks.evidence import Evidence
from generation.engine.checks.grey import Grey
from generation.engine.checks.result import PASS, WARN, Result
from generation.engine.picture import Box

CHECK = "bleed"
VERSION = "1"
READS = frozenset({"file", "spec"})
SAME = 2.0  # mean difference in codes, up to which two bands are one
LIVELY = 4.0  # standard deviation in codes, from which a band has something to compare
APART = 12.0  # codes between an empty edge and the picture beside it
INK = 50.0  # codes by which a crop mark stands out from both its sides
MARKS = 3  # of the eight places of crop marks
SIDES = ("top", "right", "bottom", "left")


def check(e: Evidence) -> tuple[Result, ...]:
    bleed = e.spec.bleed_px
    height, width = e.pixels.shape[:2]
    if bleed < 3 or min(height, width) < 4 * bleed:
        return (Result(CHECK, PASS, f"{e.spec.name}: no bleed is asked for."),)
    found = [(side, why) for side in SIDES if (why := fault(*bands(e, side, bleed)))]
    across, down = bleed / width, bleed / height
    places = {
        "top": Box("bleed, top", 0, 0, 1, down, "bleed"),
        "right": Box("bleed, right", 1 - across, 0, across, 1, "bleed"),
        "bottom": Box("bleed, bottom", 0, 1 - down, 1, down, "bleed"),
        "left": Box("bleed, left", 0, 0, across, 1, "bleed"),
    }
    marks = tuple(places[side] for side, _ in found)
    said = [f"the {side} edge {why}" for side, why in found]
    if crop_marks(e, bleed) >= MARKS:
        said.append("crop marks stand in it")
    limit = f"picture on all sides, {e.spec.bleed_mm:g} mm"
    if not said:
        return (Result(CHECK, PASS, f"{e.spec.name}: the bleed holds picture on all sides.", "4 of 4", limit),)
    remedy = "Finish again from a picture that reaches over the trim, and leave marks to the printer."
    sentence = f"{e.spec.name}: in the bleed, {', '.join(said)}. {remedy}"
    return (Result(CHECK, WARN, sentence, f"{4 - len(found)} of 4", limit, remedy, marks),)


def bands(e: Evidence, side: str, bleed: int) -> tuple[Grey, Grey]:
    """(bleed, n) luma of an edge's bleed from outside inwards, and of what is as deep inside the trim."""
    turned = np.rot90(e.pixels, SIDES.index(side))  # each quarter turn brings the next side up
    luma: Grey = turned[: 2 * bleed, :, :3].astype(np.float64) @ np.array([0.299, 0.587, 0.114])
    return luma[:bleed], luma[bleed:]


def fault(band: Grey, inside: Grey) -> str:
    """What is wrong with an edge; empty where nothing is."""
    if band.std() < 1 and abs(band.mean() - inside[0].mean()) > APART:
        return "is empty"
    lively = inside.std(axis=0).mean()  # from the trim inwards
    if lively < LIVELY:
        return ""  # calm picture is the same whichever way it was made
    if band.std(axis=0).mean() < 0.1 * lively:
        return "is smeared outwards"
    return "is mirrored" if np.abs(band[::-1] - inside).mean() < SAME else ""


def crop_marks(e: Evidence, bleed: int) -> int:
    """At how many of the eight places, where the trim's edges reach the bleed, a thin line runs outwards."""
    return sum(_line(band, at) for side in SIDES for band in (bands(e, side, bleed)[0],) for at in (bleed, -bleed))


def _line(band: Grey, at: int) -> bool:
    """Does a line of one to three pixels stand at this column, for most of the band's depth?"""
    middle = at if at > 0 else band.shape[1] + at
    near: NDArray[np.float64] = band[:, max(0, middle - 6) : middle + 6]
    profile = np.median(near, axis=0)
    ground = float(np.median(profile))
    off = np.abs(profile - ground) > INK
    return bool(0 < off.sum() <= 3)
