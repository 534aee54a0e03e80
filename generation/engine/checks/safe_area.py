"""Type and logo stand inside the safe area, and off what the channel lays over the picture."""

from __future__ import annotations

from collections.abc import Sequence

from generation.engine.checks.evidence import Evidence
from generation.engine.checks.result import FAIL, PASS, Result
from generation.engine.picture import Box
from studio.lib.shapes import Rect

CHECK = "safe_area"
VERSION = "1"
READS = frozenset({"recipe", "spec"})
SLACK = 1.5  # pixels: an overshoot of a round letter is not a fault


def check(e: Evidence) -> tuple[Result, ...]:
    width, height = e.spec.pixel_size
    safe = e.spec.safe_box
    edges = (safe.x * width, safe.y * height, (safe.x + safe.w) * width, (safe.y + safe.h) * height)
    things: list[tuple[str, Rect]] = [(f"“{line['text']}”", _rect(line["ink"])) for line in e.lines]
    for node in e.nodes("logo.place"):
        x, y, w, h = (float(node.params[k]) for k in "xywh")
        things.append(("the logo", (x, y, x + w, y + h)))
    for node in e.nodes("type.set"):
        for s in node.params.get("shapes", []):
            things.append(("the call to action", (s["x"], s["y"], s["x"] + s["w"], s["y"] + s["h"])))
    results = []
    for name, (left, top, right, bottom) in things:
        over = max(edges[0] - left, edges[1] - top, right - edges[2], bottom - edges[3])
        if over > SLACK:
            mark = Box(name, left / width, top / height, (right - left) / width, (bottom - top) / height, "copy")
            measured, remedy = f"{over:.0f} px outside", "Plan this rendition again, or shorten the copy."
            sentence = f"{e.spec.name}: {name} stands {measured} the safe area; 0 px is allowed. {remedy}"
            results.append(Result(CHECK, FAIL, sentence, measured, "0 px", remedy, (mark,)))
    results += _covered(e, things)
    if results:
        return tuple(results)
    said = "type and logo stand" if things else "there is nothing to stand"
    return (Result(CHECK, PASS, f"{e.spec.name}: {said} inside the safe area.", "inside", "inside"),)


def _rect(ink: Sequence[float]) -> Rect:
    left, top, right, bottom = (float(n) for n in ink)
    return left, top, right, bottom


def _covered(e: Evidence, things: list[tuple[str, Rect]]) -> list[Result]:
    """What lies over a shape that is to be kept clear, with marks at both."""
    width, height = e.spec.pixel_size
    results = []
    for shape in e.spec.kept_clear:
        x0, y0, x1, y1 = shape.bounds
        place = Box(
            f"keep clear for {shape.words}", x0 / width, y0 / height, (x1 - x0) / width, (y1 - y0) / height, "safe"
        )
        for name, (left, top, right, bottom) in things:
            within = (left + SLACK, top + SLACK, right - SLACK, bottom - SLACK)
            if within[0] >= within[2] or within[1] >= within[3] or not shape.touches(within):
                continue
            mark = Box(name, left / width, top / height, (right - left) / width, (bottom - top) / height, "copy")
            remedy = "Plan this rendition again, or shorten the copy."
            sentence = f"{e.spec.name}: {name} lies over what is kept clear for {shape.words}. {remedy}"
            results.append(Result(CHECK, FAIL, sentence, "over it", "beside it", remedy, (mark, place)))
    return results
