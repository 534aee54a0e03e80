"""The picture is calm where copy stands on it: how much detail there is around and between the letters."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy.ndimage import binary_dilation, gaussian_filter

from generation.engine.checks.evidence import Evidence
from generation.engine.checks.heat import heat
from generation.engine.checks.result import FAIL, PASS, WARN, Result
from generation.engine.finishing.frame import clip
from generation.engine.finishing.space import BUSY, COVERED, covered
from generation.engine.finishing.type import pill_ink
from generation.engine.picture import Box

CHECK = "copy_space"
VERSION = "1"
READS = frozenset({"blob", "boxes", "file", "recipe", "spec"})
LIMIT = 1.0  # of the detail that reads well
HARD = 2.0  # times the limit: reading stops


def check(e: Evidence) -> tuple[Result, ...]:
    """Around the lines that are set; where none are, in the boxes of kind "copy" that the brief keeps free."""
    places = [_block(e)] if e.lines else [b for b in e.boxes if b.kind == "copy"]
    if not places:
        return (Result(CHECK, PASS, f"{e.spec.name}: no copy space is asked for."),)
    return tuple(r for place in places for r in (_place(e, place), *_over_subject(e, place)))


def detail(e: Evidence, place: Box) -> float:
    """Mean gradient of lightness in a box over the limit, on the pixels that no letter or shape covers."""
    edges, open_ = field(e)
    height, width = edges.shape
    seen = clip(place)
    if seen is None:
        return 0.0
    box = (
        slice(int(seen.y * height), max(int(seen.y * height) + 1, round((seen.y + seen.h) * height))),
        slice(int(seen.x * width), max(int(seen.x * width) + 1, round((seen.x + seen.w) * width))),
    )
    counted = open_[box]
    return float(edges[box][counted].mean()) if counted.any() else 0.0


def field(e: Evidence) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """(h, w) gradient of lightness over what reads well, and the pixels that no letter or shape covers."""
    light = np.cbrt(e.opened.light)
    height, width = light.shape
    covered = np.asarray(Image.fromarray(_covered(e)).resize((width, height), Image.Resampling.BOX)) > 0
    open_ = ~binary_dilation(covered, iterations=1)
    # Letters are filled in from around them, so that their edges do not count as detail of the picture.
    weight = gaussian_filter(open_.astype(np.float64), 4) + 1e-6
    filled = np.where(open_, light, gaussian_filter(light * open_, 4) / weight)
    dy, dx = np.gradient(filled)
    return np.hypot(dx, dy) / BUSY, open_


def _covered(e: Evidence) -> NDArray[np.uint8]:
    mask = np.zeros((e.image.height, e.image.width), np.uint8)
    patches = [e.ink(line) for line in e.lines]
    for node in e.nodes("type.set"):
        patches += [pill_ink(s, e.image.width, e.image.height) for s in node.params.get("shapes", [])]
    for ink, x, y in patches:
        part = mask[y : y + ink.shape[0], x : x + ink.shape[1]]
        np.maximum(part, ink, out=part)
    return mask


def _block(e: Evidence) -> Box:
    """Around all lines, with a margin of half a small line: the ground a reader's eye takes in."""
    boxes = [e.box(line) for line in e.lines]
    margin = min(b.h for b in boxes) / 2
    x0, y0 = min(b.x for b in boxes) - margin, min(b.y for b in boxes) - margin
    x1, y1 = max(b.x + b.w for b in boxes) + margin, max(b.y + b.h for b in boxes) + margin
    return Box("copy space", x0, y0, x1 - x0, y1 - y0, "copy")


def _over_subject(e: Evidence, place: Box) -> tuple[Result, ...]:
    over = covered(place, e.boxes) if e.lines else None
    if over is None or over[0] <= COVERED * 2.5:  # the margin around the lines may touch what the lines do not
        return ()
    measured, limit = f"{over[0]:.0%}", f"{COVERED:.0%}"
    remedy = "Move the focal frame, shorten the copy, or choose a picture with more room."
    what = "the upper body of a person" if over[1].kind == "person" else "the product"
    sentence = f"{e.spec.name}: the copy covers {measured} of {what} ({over[1].name}); the limit is {limit}. {remedy}"
    return (Result(CHECK, FAIL, sentence, measured, limit, remedy, (place, over[1])),)


def _place(e: Evidence, place: Box) -> Result:
    found = detail(e, place)
    most = e.limit(CHECK, LIMIT)
    measured, limit = f"{found:.2f}", e.said(CHECK, f"{most:.2f}")
    what = f"{e.spec.name}: detail under the copy is {measured} of what reads well"
    if found <= most:
        return Result(CHECK, PASS, f"{what}.", measured, limit, "", (place,))
    remedy = "Choose a calmer picture, or move the focal frame so that the copy falls on calmer ground."
    verdict = FAIL if found > HARD * most else WARN
    seen = heat(field(e)[0], 2 * HARD * most, "of the detail that reads well", passes=f"up to {limit}")
    sentence = f"{what}; the limit is {limit}. {remedy}"
    return Result(CHECK, verdict, sentence, measured, limit, remedy, (place,), heat=seen)
