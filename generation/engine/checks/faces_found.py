"""Faces in a picture whose brief says that nobody is in it: a likeness nobody cleared. By a model that the operator
names; without one it is not run."""

from __future__ import annotations

from generation.engine.checks.evidence import Evidence
from generation.engine.checks.finder import found
from generation.engine.checks.result import PASS, WARN, Result

CHECK = "faces_found"
VERSION = "1"
READS = frozenset({"file", "nobody", "spec"})
SETTING = "CHECK_FACES_MODEL"
LIMIT = 0.5  # how sure the model is at least


def check(e: Evidence) -> tuple[Result, ...]:
    least = e.limit(CHECK, LIMIT)
    boxes = found(e, CHECK, SETTING, least)
    if isinstance(boxes, Result):
        return (boxes,)
    measured, limit = str(len(boxes)), e.said(CHECK, f"none where nobody is asked for, at {least:.2f}")
    if not (e.nobody and boxes):
        asked = "; the brief says nobody" if e.nobody else ""
        return (Result(CHECK, PASS, f"{e.spec.name}: {measured} faces found{asked}.", measured, limit, "", boxes),)
    remedy = "Choose a picture without people, or say in the brief who is in it and clear the likeness."
    sentence = f"{e.spec.name}: {measured} faces found, and the brief says that nobody is in it. {remedy}"
    return (Result(CHECK, WARN, sentence, measured, limit, remedy, boxes),)
