"""The crop keeps the focal area and cuts nobody's head."""

from __future__ import annotations

from generation.engine.checks.evidence import Evidence
from generation.engine.checks.result import FAIL, PASS, WARN, Result
from generation.engine.finishing.frame import HEAD, clip, shown
from generation.engine.picture import Box

CHECK = "focal_inside"
VERSION = "1"
READS = frozenset({"boxes", "spec"})
LIMIT = 0.98  # least share that is seen
CUT = 0.8  # below this share of a head, or of the focal area, the picture is spoilt


def check(e: Evidence) -> tuple[Result, ...]:
    parts = [(b, b, "focal area") for b in e.boxes if b.kind == "focal"]
    parts += [(b, b, "product") for b in e.boxes if b.kind == "product"]
    parts += [
        (b, Box(b.name, b.x, b.y, b.w, b.h * HEAD, b.kind), "head of a person") for b in e.boxes if b.kind == "person"
    ]
    whole = e.limit(CHECK, LIMIT)
    limit = e.said(CHECK, f"{whole:.0%}")
    results = []
    for box, part, name in parts:
        seen = shown(part)
        # Someone the crop leaves out altogether is not cut; the focal area must be there.
        if seen >= whole or (box.kind == "person" and shown(box) < 0.02):
            continue
        measured = f"{seen:.0%}"
        remedy = "Draw a focal frame for this placement, or choose a picture with more room around the subject."
        sentence = f"{e.spec.name}: the crop shows {measured} of the {name} ({box.name}); {limit} is needed. {remedy}"
        mark = clip(box)
        verdict = FAIL if seen < CUT else WARN
        results.append(Result(CHECK, verdict, sentence, measured, limit, remedy, (mark,) if mark else ()))
    if results:
        return tuple(results)
    return (Result(CHECK, PASS, f"{e.spec.name}: nobody and nothing that matters is cut by the crop.", "100%", limit),)
