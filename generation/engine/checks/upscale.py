"""How far the picture was enlarged. Lanczos makes pixels, not detail."""

from __future__ import annotations

from generation.engine.checks.evidence import Evidence
from generation.engine.checks.result import FAIL, PASS, WARN, Result

CHECK = "upscale"
VERSION = "1"
READS = frozenset({"scale", "spec"})
LIMIT = 2.0  # times, from which it is warned
HARD = 2.0  # times the limit: it shows


def check(e: Evidence) -> tuple[Result, ...]:
    fine = e.limit(CHECK, LIMIT)
    measured = f"{e.scale:.2f} x"
    if e.scale <= fine:
        return (
            Result(
                CHECK,
                PASS,
                f"{e.spec.name}: scaled {measured}; up to {fine:g} x is fine.",
                measured,
                e.said(CHECK, f"{fine:g} x"),
            ),
        )
    verdict, most = (FAIL, HARD * fine) if e.scale > HARD * fine else (WARN, fine)
    limit = e.said(CHECK, f"{most:g} x")
    remedy = "Promote the picture to the export tier, so that it has more pixels of its own."
    sentence = f"{e.spec.name}: the picture is enlarged {measured}; {limit} is the limit. {remedy}"
    return (Result(CHECK, verdict, sentence, measured, limit, remedy),)
