"""Type and logo stand inside the safe area."""

from __future__ import annotations

from generation.engine.checks.evidence import Evidence
from generation.engine.checks.result import FAIL, PASS, Result
from generation.engine.picture import Box

CHECK = "safe_area"
SLACK = 1.5  # pixels: an overshoot of a round letter is not a fault


def check(e: Evidence) -> tuple[Result, ...]:
    width, height = e.spec.pixel_size
    safe = e.spec.safe_box
    edges = (safe.x * width, safe.y * height, (safe.x + safe.w) * width, (safe.y + safe.h) * height)
    things = [(f"“{line['text']}”", tuple(float(n) for n in line["ink"])) for line in e.lines]
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
    if results:
        return tuple(results)
    said = "type and logo stand" if things else "there is nothing to stand"
    return (Result(CHECK, PASS, f"{e.spec.name}: {said} inside the safe area.", "inside", "inside"),)
