"""The logo stands on nothing that the style pack forbids.

Colours are known by their distance, people and products by their boxes. Other words, as “busy texture”,
cannot be measured; the verdict names them for whoever signs.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from skimage.color import deltaE_ciede2000, lab2rgb, rgb2lab

from generation.engine.checks.evidence import Evidence, Never
from generation.engine.checks.result import FAIL, PASS, Result
from generation.engine.finishing.colour import rgb
from generation.engine.finishing.composite import read_logo
from generation.engine.finishing.fit import resample
from generation.engine.finishing.frame import HEAD
from generation.engine.picture import Box
from generation.engine.recipe import Node

CHECK = "logo_ground"
VERSION = "1"
READS = frozenset({"blob", "boxes", "file", "never_on", "recipe", "spec"})
LIMIT = 10.0  # ΔE 2000 within which a ground is that colour to the eye
OPEN = 0.2  # share of the logo's box that must show the picture for its ground to be measured there, not around it
CLEAR = 4  # code value of alpha, below which nothing of the logo is there
TOUCH = 0.02  # share of the logo that may lie over a box
# What a pack may name beside colours -> (kind of box, share of its height from the top, what is said)
THINGS = {
    **dict.fromkeys(("face", "faces", "head", "heads"), ("person", HEAD, "head")),
    **dict.fromkeys(("person", "people"), ("person", 1.0, "figure")),
    **dict.fromkeys(("product", "products"), ("product", 1.0, "product")),
}


def check(e: Evidence) -> tuple[Result, ...]:
    """Nothing where the style pack forbids nothing."""
    if not e.never_on:
        return ()
    place = next(iter(e.nodes("logo.place")), None)
    if place is None:
        return (Result(CHECK, PASS, f"{e.spec.name}: no logo stands on it."),)
    width, height = e.spec.pixel_size
    x, y, w, h = (float(place.params[k]) for k in "xywh")
    mark = Box("the logo", x / width, y / height, w / width, h / height, "copy")
    results = [*_colours(e, place, mark), *(r for never in e.never_on for r in _things(e, never, mark))]
    unread = [never.words for never in e.never_on if not never.colour and _thing(never) is None]
    if unread:
        said = ", ".join(f"“{words}”" for words in unread)
        results.append(
            Result(CHECK, PASS, f"{e.spec.name}: look whether the logo stands on {said}; it is not measured.")
        )
    failed = tuple(result for result in results if result.verdict == FAIL)
    return failed or tuple(results)


def ground(e: Evidence, place: Node) -> NDArray[np.float64]:
    """Mean L*a*b* of the picture between the letters of the logo, or around it where the logo fills its box."""
    x, y, w, h = (int(place.params[k]) for k in "xywh")
    inside = e.pixels[y : y + h, x : x + w]
    if e.blob is not None:
        mark = resample(read_logo(e.blob(place.inputs["logo"].partition(":")[2])), w, h, linear=False)
        seen = inside[mark[..., 3] < CLEAR]
        if len(seen) >= OPEN * w * h:
            return _mean(seen)
    reach = max(1, h // 2)  # the clear space that planning keeps around it
    top, left = max(0, y - reach), max(0, x - reach)
    around = e.pixels[top : y + h + reach, left : x + w + reach]
    outside = np.ones(around.shape[:2], bool)
    outside[y - top : y - top + h, x - left : x - left + w] = False
    return _mean(around[outside] if outside.any() else inside.reshape(-1, 3))


def _mean(pixels: NDArray[np.uint8]) -> NDArray[np.float64]:
    return np.asarray(rgb2lab(pixels.reshape(-1, 1, 3) / 255.0).reshape(-1, 3).mean(axis=0), np.float64)


def _colours(e: Evidence, place: Node, mark: Box) -> list[Result]:
    """One result for each forbidden colour that the ground is, else one for the nearest."""
    colours = [never for never in e.never_on if never.colour]
    if not colours:
        return []
    lab, least = ground(e, place), e.limit(CHECK, LIMIT)
    red, green, blue = (round(float(v) * 255) for v in np.ravel(lab2rgb(lab.reshape(1, 1, 3))))
    limit = e.said(CHECK, f"ΔE {least:.1f}")
    found = []
    for never in colours:
        wanted = rgb2lab(np.asarray(rgb(never.colour), np.float64).reshape(1, 1, 3) / 255)
        off = float(deltaE_ciede2000(lab.reshape(1, 1, 3), wanted)[0, 0])  # type: ignore[no-untyped-call]
        found.append((off, never))
    results = []
    for off, never in sorted(found, key=lambda pair: pair[0]):
        measured = f"ΔE {off:.1f}"
        named = never.words if never.words.upper() == never.colour.upper() else f"{never.words} ({never.colour})"
        what = f"{e.spec.name}: the logo stands on #{red:02X}{green:02X}{blue:02X}, {measured} from {named}"
        if off > least:
            results.append(Result(CHECK, PASS, f"{what}; at least {limit} is needed.", measured, limit, "", (mark,)))
            continue
        remedy = "Choose a picture with another colour in that corner, or move the focal frame."
        sentence = f"{what}, where it must not stand; at least {limit} is needed. {remedy}"
        results.append(Result(CHECK, FAIL, sentence, measured, limit, remedy, (mark,)))
    return [result for result in results if result.verdict == FAIL] or results[:1]


def _thing(never: Never) -> tuple[str, float, str] | None:
    return THINGS.get(never.words.casefold().removeprefix("the ").removeprefix("a ").strip())


def _things(e: Evidence, never: Never, mark: Box) -> list[Result]:
    thing = _thing(never)
    if thing is None or never.colour:
        return []
    kind, share, said = thing
    limit, worst, on = f"{TOUCH:.0%}", 0.0, mark
    for box in (Box(b.name, b.x, b.y, b.w, b.h * share, b.kind) for b in e.boxes if b.kind == kind):
        across = min(mark.x + mark.w, box.x + box.w) - max(mark.x, box.x)
        down = min(mark.y + mark.h, box.y + box.h) - max(mark.y, box.y)
        over = max(across, 0.0) * max(down, 0.0) / (mark.w * mark.h)
        worst, on = max((worst, on), (over, box), key=lambda pair: pair[0])
    measured = f"{worst:.0%}"
    if worst <= TOUCH:
        sentence = f"{e.spec.name}: {measured} of the logo lies over a {said}; up to {limit} is allowed."
        return [Result(CHECK, PASS, sentence, measured, limit, "", (mark,))]
    remedy = "Choose a picture with a free corner, or move the focal frame."
    sentence = f"{e.spec.name}: {measured} of the logo lies over a {said} ({on.name}); the limit is {limit}. {remedy}"
    return [Result(CHECK, FAIL, sentence, measured, limit, remedy, (mark, on))]
