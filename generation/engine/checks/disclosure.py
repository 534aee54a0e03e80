"""The label that a rule asks for stands on the file: whole, large enough, in the safe area, and to be read.

Its place is the recipe's; that it is there is measured on the pixels that ship.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generation.engine.checks import contrast
from generation.engine.checks.evidence import Evidence
from generation.engine.checks.result import FAIL, PASS, WARN, Result
from generation.engine.finishing.fonts import cap_height
from generation.engine.finishing.label import OP, Label
from generation.engine.finishing.placement import Font
from generation.engine.finishing.type import line_ink
from generation.engine.picture import Box
from generation.engine.recipe import Node

CHECK = "disclosure"
VERSION = "1"
READS = frozenset({"blob", "file", "findings", "label", "recipe", "spec"})
CONTRAST = 4.5  # to 1: WCAG 2.2, 1.4.3, of small type
SLACK = 1.0  # pixels
AGAIN = "Finish it again."


def check(e: Evidence) -> tuple[Result, ...]:
    """Nothing where no rule asks for a label."""
    if e.label is None:
        return ()
    refused = next((one for one in e.findings if one.code == "label"), None)
    if refused is not None:
        sentence = f"{refused.sentence} {refused.remedy}"
        return (Result(CHECK, FAIL, sentence, refused.measured, refused.limit, refused.remedy),)
    node = next(iter(e.nodes(OP)), None)
    if node is None or set(e.label.words) - set(node.params["words"]):
        said = f"{e.spec.name}: the label “{e.label.said}” that a rule asks for is not on it. {AGAIN}"
        return (Result(CHECK, FAIL, said, "none", e.label.said, AGAIN),)
    results = [*_height(e, e.label, node), *_place(e, node), *_read(e, node)]
    over = [one for one in e.findings if one.code == "label_over"]
    results += [Result(CHECK, WARN, f"{f.sentence} {f.remedy}", "over it", "beside it", f.remedy) for f in over]
    if results:
        return tuple(results)
    share, least = _share(e, node), f"{e.label.share:.1%} of the shorter side"
    sentence = f"{e.spec.name}: the label “{e.label.said}” is on it, its letters {share:.1%} of the shorter side."
    return (Result(CHECK, PASS, sentence, f"{share:.1%}", least, "", (_mark(e, node),)),)


def _share(e: Evidence, node: Node) -> float:
    """The height of a capital, as a share of the file's shorter side."""
    assert e.blob is not None, "Evidence with a label needs the font bytes"
    line = node.params["lines"][0]
    font = Font(node.inputs[line["font"]].partition(":")[2], line["family"], line["style"], int(line["weight"]))
    return cap_height(font, e.blob) * float(line["size"]) / min(e.spec.pixel_size)


def _height(e: Evidence, label: Label, node: Node) -> list[Result]:
    share = _share(e, node)
    if share >= label.share - 1e-6:
        return []
    measured, limit = f"{share:.1%}", f"{label.share:.1%} of the shorter side"
    sentence = f"{e.spec.name}: the letters of the label are {measured} high; {limit} are asked for. {AGAIN}"
    return [Result(CHECK, FAIL, sentence, measured, limit, AGAIN, (_mark(e, node),))]


def _place(e: Evidence, node: Node) -> list[Result]:
    """Inside the safe area, and off what the channel lays over the picture."""
    width, height = e.spec.pixel_size
    x, y, w, h = (float(node.params["plate"][k]) for k in "xywh")
    safe = e.spec.safe_box
    over = max(
        safe.x * width - x, safe.y * height - y, x + w - (safe.x + safe.w) * width, y + h - (safe.y + safe.h) * height
    )
    within = (x + SLACK, y + SLACK, x + w - SLACK, y + h - SLACK)
    hidden = next((shape for shape in e.spec.kept_clear if shape.touches(within)), None)
    if over <= SLACK and hidden is None:
        return []
    where = f"{over:.0f} px outside the safe area" if hidden is None else f"over what is kept clear for {hidden.words}"
    sentence = f"{e.spec.name}: the label stands {where}. {AGAIN}"
    return [Result(CHECK, FAIL, sentence, where[:80], "inside", AGAIN, (_mark(e, node),))]


def _read(e: Evidence, node: Node) -> list[Result]:
    found = min(_contrast(e, node, line) for line in node.params["lines"])
    if found >= CONTRAST:
        return []
    measured, limit = f"{found:.1f}:1", f"{CONTRAST}:1"
    sentence = f"{e.spec.name}: the label has a contrast of {measured} on the file; {limit} is needed. {AGAIN}"
    return [Result(CHECK, FAIL, sentence, measured, limit, AGAIN, (_mark(e, node),))]


def _contrast(e: Evidence, node: Node, line: Mapping[str, Any]) -> float:
    assert e.blob is not None
    ink, x, y = line_ink(line, node.inputs, e.blob, e.image.width, e.image.height)
    return contrast.around(e, ink, x, y, size=float(line["size"]))


def _mark(e: Evidence, node: Node) -> Box:
    width, height = e.spec.pixel_size
    x, y, w, h = (float(node.params["plate"][k]) for k in "xywh")
    return Box("the label", x / width, y / height, w / width, h / height, "copy")
