"""The flight lies within the rights of everything used: fonts, references, logo, talent."""

from __future__ import annotations

from generation.engine.checks.evidence import Evidence, Right
from generation.engine.checks.licence import barred
from generation.engine.checks.result import FAIL, PASS, Result

CHECK = "rights_window"
VERSION = "1"
READS = frozenset({"flight", "rights", "spec", "territories", "use_class"})


def check(e: Evidence) -> tuple[Result, ...]:
    results = [r for right in e.rights for r in _one(e, right)]
    if results:
        return tuple(results)
    said = f"{len(e.rights)} right{'s' if len(e.rights) != 1 else ''}"
    return (Result(CHECK, PASS, f"{e.spec.name}: the flight lies within {said} on record.", said, said),)


def _one(e: Evidence, right: Right) -> list[Result]:
    results = []
    named = f"The right to use the {right.kind} {right.name}"

    def fail(sentence: str, measured: str, limit: str, remedy: str) -> None:
        results.append(Result(CHECK, FAIL, f"{named} {sentence} {remedy}", measured, limit, remedy))

    if e.flight is None and e.use_class == "public" and (right.starts or right.ends):
        fail(
            "is limited in time, and the brief has no flight dates.",
            "no dates",
            "dates",
            "Give the brief a first and last day.",
        )
    elif e.flight is not None:
        first, last = e.flight
        if right.ends and right.ends < last:
            days = (last - right.ends).days
            fail(
                f"ends on {right.ends}, {days} day{'s' if days != 1 else ''} before the flight does ({last}).",
                str(right.ends), str(last), "Extend the right, end the flight earlier, or use something else.",
            )  # fmt: skip
        if right.starts and right.starts > first:
            fail(
                f"starts on {right.starts}, after the flight does ({first}).",
                str(right.starts), str(first), "Start the flight later, or use something else.",
            )  # fmt: skip
    if outside := barred(e.territories, right.territories):
        said = ", ".join(outside)
        fail(f"does not reach {said}.", said, ", ".join(right.territories), "Extend the right, or take the region out.")
    return results
