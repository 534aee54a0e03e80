"""The file's bytes against the placement's budget."""

from __future__ import annotations

from generation.engine.checks.evidence import Evidence
from generation.engine.checks.result import FAIL, PASS, Result

CHECK = "byte_budget"
VERSION = "1"
READS = frozenset({"file", "spec"})


def check(e: Evidence) -> tuple[Result, ...]:
    size = len(e.file)
    if e.spec.max_bytes is None:
        return (
            Result(CHECK, PASS, f"{e.spec.name}: {size:,} bytes; this placement has no limit.", f"{size:,}", "none"),
        )
    measured, limit = f"{size:,} bytes", f"{e.spec.max_bytes:,} bytes"
    if size <= e.spec.max_bytes:
        return (Result(CHECK, PASS, f"{e.spec.name}: {measured} of {limit}.", measured, limit),)
    remedy = "Render again with the budget in the recipe, allow WebP or AVIF, or raise the placement's budget."
    return (Result(CHECK, FAIL, f"{e.spec.name}: {measured}; the limit is {limit}. {remedy}", measured, limit, remedy),)
