"""How far the picture was enlarged. Lanczos makes pixels, not detail."""

from __future__ import annotations

from generation.engine.checks.evidence import Evidence
from generation.engine.checks.result import FAIL, PASS, WARN, Result

CHECK = "upscale"
WARN_AT, FAIL_AT = 2.0, 4.0


def check(e: Evidence) -> tuple[Result, ...]:
    measured = f"{e.scale:.2f} x"
    if e.scale <= WARN_AT:
        return (
            Result(
                CHECK,
                PASS,
                f"{e.spec.name}: scaled {measured}; up to {WARN_AT:g} x is fine.",
                measured,
                f"{WARN_AT:g} x",
            ),
        )
    verdict, most = (FAIL, FAIL_AT) if e.scale > FAIL_AT else (WARN, WARN_AT)
    remedy = "Promote the picture to the export tier, so that it has more pixels of its own."
    sentence = f"{e.spec.name}: the picture is enlarged {measured}; {most:g} x is the limit. {remedy}"
    return (Result(CHECK, verdict, sentence, measured, f"{most:g} x", remedy),)
