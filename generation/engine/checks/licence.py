"""Every model's licence against the use class, the regions and the last day of the flight."""

from __future__ import annotations

from generation.engine.checks.evidence import Evidence, Licence
from generation.engine.checks.result import FAIL, PASS, WARN, Result

CHECK = "licence"
VERSION = "1"
READS = frozenset({"flight", "licences", "territories", "use_class"})


def check(e: Evidence) -> tuple[Result, ...]:
    return tuple(r for licence in e.licences for r in _one(e, licence)) or (
        Result(CHECK, FAIL, NONE, "no record", "a record", "Add the licence to the model's registry entry."),
    )


NONE = (
    "No licence is on record for what made this picture; one is needed for any use. "
    "Add the licence to the model's registry entry."
)


def _one(e: Evidence, licence: Licence) -> list[Result]:
    named = f"{licence.model} ({licence.name or 'no licence named'})"
    swap = "Render with a model whose licence allows it, or have the licence record reviewed."
    results = []

    def say(verdict: str, sentence: str, measured: str, limit: str, remedy: str) -> None:
        results.append(Result(CHECK, verdict, f"{named}: {sentence} {remedy}", measured, limit, remedy))

    if e.use_class not in licence.use_classes:
        allowed = ", ".join(licence.use_classes) or "no use at all"
        say(
            FAIL,
            f"its outputs may be used for {allowed}; this brief is for {e.use_class} use.",
            e.use_class,
            allowed,
            swap,
        )
    outside = barred(e.territories, licence.territories, licence.excluded)
    if outside:
        said = ", ".join(outside)
        say(
            FAIL,
            f"its licence does not reach {said}, where this brief runs.",
            said,
            "not excluded",
            f"{swap[:-1]}, or take {said} out of the brief.",
        )
    if licence.expires and e.flight and licence.expires < e.flight[1]:
        say(
            FAIL, f"the licence ends on {licence.expires}, and the flight on {e.flight[1]}.", str(licence.expires),
            str(e.flight[1]), "Renew the licence, or end the flight earlier.",
        )  # fmt: skip
    if not licence.reviewed:
        say(WARN, "nobody has reviewed its licence record yet.", "not reviewed", "reviewed", "Ask legal to review it.")
    if results:
        return results
    reach = f"in {', '.join(e.territories)}" if e.territories else "everywhere"
    return [Result(CHECK, PASS, f"{named}: its licence allows {e.use_class} use {reach}.", e.use_class, e.use_class)]


def barred(wanted: tuple[str, ...], allowed: tuple[str, ...], excluded: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The territories wanted that are not allowed. A brief that names none runs everywhere."""
    if not wanted:
        return excluded if "*" in allowed else ("the rest of the world",)
    return tuple(t for t in wanted if t in excluded or ("*" not in allowed and t not in allowed))
