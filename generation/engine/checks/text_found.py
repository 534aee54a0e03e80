"""Text in the picture that nobody set: letters that the engine drew, signs, other people's brands. By a model that the
operator names; without one it is not run."""

from __future__ import annotations

from generation.engine.checks.evidence import Evidence
from generation.engine.checks.finder import found
from generation.engine.checks.result import PASS, WARN, Result
from generation.engine.finishing.label import OP
from generation.engine.picture import Box

CHECK = "text_found"
VERSION = "1"
READS = frozenset({"file", "recipe", "spec"})
SETTING = "CHECK_TEXT_MODEL"
LIMIT = 0.5  # how sure the model is at least
OURS = 0.5  # share of a find that lies on lines we set, from which it is ours


def check(e: Evidence) -> tuple[Result, ...]:
    least = e.limit(CHECK, LIMIT)
    boxes = found(e, CHECK, SETTING, least)
    if isinstance(boxes, Result):
        return (boxes,)
    set_here = ours(e)
    others = tuple(box for box in boxes if covered(box, set_here) < OURS)
    measured, limit = f"{len(others)} of {len(boxes)}", e.said(CHECK, f"none outside the copy, at {least:.2f}")
    if not others:
        return (Result(CHECK, PASS, f"{e.spec.name}: no text outside the copy and the logo.", measured, limit),)
    remedy = "Look at each; where it says something, choose another picture or retouch it."
    sentence = f"{e.spec.name}: {measured} places with text are not what the brief sets. {remedy}"
    return (Result(CHECK, WARN, sentence, measured, limit, remedy, others),)


def ours(e: Evidence) -> list[Box]:
    """The lines, the label and the logo, each with a margin of half its height: a finder's box is never tight."""
    width, height = e.spec.pixel_size
    boxes = [e.box(line) for line in (*e.lines, *(one for node in e.nodes(OP) for one in node.params["lines"]))]
    for node in e.nodes("logo.place"):
        x, y, w, h = (float(node.params[k]) for k in "xywh")
        boxes.append(Box("logo", x / width, y / height, w / width, h / height))
    return [Box(b.name, b.x - b.h / 2, b.y - b.h / 2, b.w + b.h, 2 * b.h) for b in boxes]


def covered(box: Box, over: list[Box]) -> float:
    """The largest share of a box that lies on one of the others."""
    shares = [0.0]
    for other in over:
        across = min(box.x + box.w, other.x + other.w) - max(box.x, other.x)
        down = min(box.y + box.h, other.y + other.h) - max(box.y, other.y)
        shares.append(max(across, 0.0) * max(down, 0.0) / max(box.w * box.h, 1e-9))
    return max(shares)
