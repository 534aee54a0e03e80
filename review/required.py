"""Which checks are asked for on a file, and how strictly: the house's set and the brand's own, the stricter of both.

A check that is asked for has to be accepted by name where it was not run, or holds its file back then; and its warning
may count as a failure. What the checks measure stays as it is: this is said of their verdicts afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from briefs.vocabulary import USE_CLASSES
from generation.engine.checks.catalogue import CATALOGUE
from generation.engine.checks.result import FAIL, NOT_RUN, WARN, Result
from review.models import Finish, Rendition, RequiredChecks
from studio.lib.canonical import Json
from studio.lib.problems import BadInput
from studio.people.models import Brand

ACCEPT, BLOCK = "accept", "block"
NOT_RUNS: Final = {ACCEPT: "is accepted by name", BLOCK: "holds the file back"}
KEEP, COUNT = "warn", "fail"
WARNS: Final = {KEEP: "stays a warning", COUNT: "counts as a failure"}
MOST: Final = 80  # rows of a set


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of one check on one file. `by`: the sets that ask, in words."""

    blocks: bool
    counts: bool
    by: str

    def document(self) -> Json:
        return {"blocks": self.blocks, "counts": self.counts, "by": self.by}


def in_force(brand: Brand | None) -> list[RequiredChecks]:
    """The newest version of the house and of the brand. One query."""
    rows = RequiredChecks.objects.published().filter(brand=None)
    if brand is not None:
        rows = rows | RequiredChecks.objects.published().filter(brand=brand)
    newest = rows.order_by("brand_id", "-number").distinct("brand_id").select_related("brand")
    return sorted(newest, key=lambda row: row.brand_id is not None)


def asked_of(finish: Finish, rendition: Rendition) -> dict[str, Asked]:
    """Check -> what is asked of it on this file."""
    use = str(finish.revision.document.get("use_class") or "experiment")
    placement = rendition.placement.placement.slug
    found: dict[str, Asked] = {}
    for version in in_force(finish.brand):
        for row in version.document["asks"]:
            if row["placement"] in ("", placement) and row["use_class"] in ("", use):
                found[row["check"]] = stricter(found.get(row["check"]), row, str(version))
    return found


def stricter(known: Asked | None, row: Mapping[str, Any], by: str) -> Asked:
    blocks, counts = row["not_run"] == BLOCK, row["warn"] == COUNT
    if known is None:
        return Asked(blocks, counts, by)
    names = known.by if by in known.by.split(" and ") else f"{known.by} and {by}"
    return Asked(known.blocks or blocks, known.counts or counts, names[:160])


def held(result: Result, asked: Asked | None) -> Result:
    """The result as it counts where this is asked: its words say so, before the remedy."""
    if asked is None:
        return result
    counts = asked.counts and result.verdict == WARN
    blocks = asked.blocks and result.verdict == NOT_RUN
    said = f"Required here ({asked.by}): "
    more = f"{said}a warning counts as a failure." if counts else f"{said}without it the file is held back."
    sentence = result.sentence
    if counts or blocks:
        begin = sentence.removesuffix(result.remedy).strip()
        sentence = " ".join(filter(None, (begin, more, result.remedy)))
    return Result(
        result.check, FAIL if counts else result.verdict, sentence, result.measured, result.limit, result.remedy,
        result.marks, True, result.heat,
    )  # fmt: skip


def unknown(asked: Iterable[str], ran: Iterable[str]) -> list[Result]:
    """A check that is asked for and is not there: not run, which says so."""
    remedy = "Update Gatefold, or publish a set of required checks without it."
    known = set(ran)
    return [
        Result(name, NOT_RUN, f"Not run: there is no check “{name}” here. {remedy}", "", "", remedy, required=True)
        for name in asked
        if name not in known
    ]


def clean(rows: Iterable[Mapping[str, Any]], placements: Iterable[str]) -> dict[str, Any]:
    """The document of a set from outside. Raises BadInput that names the row."""
    known, asks, seen = set(placements), [], set()
    for number, row in enumerate(rows, start=1):
        check, placement, use, not_run, warn = (
            str(row.get(name) or "") for name in ("check", "placement", "use_class", "not_run", "warn")
        )
        if not check:
            continue

        def bad(sentence: str, number: int = number) -> BadInput:
            return BadInput(f"Row {number}: {sentence}", field="asks")

        if check not in CATALOGUE:
            raise bad(f"there is no check “{check[:40]}”. Choose one of the list.")
        if placement and placement not in known:
            raise bad(f"there is no placement “{placement[:60]}” here. Choose one of the list, or any.")
        if use and use not in USE_CLASSES:
            raise bad("the use is experiment, internal, public, or any.")
        if not_run not in NOT_RUNS or warn not in WARNS:
            raise bad("say what counts where the check is not run, and where it warns.")
        if (check, placement, use) in seen:
            raise bad("this check is asked for there already, in a row above. Change that one.")
        seen.add((check, placement, use))
        asks.append({"check": check, "placement": placement, "use_class": use, "not_run": not_run, "warn": warn})
    if len(asks) > MOST:
        raise BadInput(f"A set has {MOST} rows at most; these are {len(asks)}.", field="asks")
    return {"asks": asks}
