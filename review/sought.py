"""What a batch's search says on the sheet: how it stands, what it came to, and how each candidate did."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generation.engine.acceptance.table import TESTS
from generation.models import Batch, Candidate
from generation.search import Search
from generation.search.hands import WHY
from generation.states import DONE

PASSED, WARNED, MISSED, UNKNOWN = "yes", "look", "no", "unknown"  # what CSS and the script know a tile by


@dataclass(frozen=True, slots=True)
class Sought:
    """A search in one line and, once it is over, a line for each test."""

    passed: int
    want: int
    made: int
    over: str = ""
    tests: tuple[tuple[str, int, str, str], ...] = ()  # label, how many passed it, median, best

    @property
    def line(self) -> str:
        """ "3 of 4 wanted passed, 17 made, ratio 5.7"; the sheet's script says the same from its tiles."""
        ratio = f", ratio {self.made / self.passed:.1f}" if self.passed else ""
        return f"{self.passed} of {self.want} wanted passed, {self.made} made{ratio}"


def sought(batch: Batch, rows: Iterable[Candidate]) -> Sought | None:
    """None where nothing is searched. No query: the rows are those of the sheet."""
    if not batch.search:
        return None
    done = [row for row in rows if row.state == DONE]
    asked, found = Search.of(batch.search), batch.found or {}
    return Sought(
        passed=sum(row.accepted is True for row in done),
        want=asked.want,
        made=len(done),
        over=WHY.get(found.get("why", ""), ""),
        tests=tuple(_test(one.name, found["by_test"]) for one in asked.tests) if found else (),
    )


def _test(name: str, by_test: Mapping[str, Mapping[str, Any]]) -> tuple[str, int, str, str]:
    said, test = by_test.get(name, {}), TESTS[name]
    median, best = (test.says(said[key]) if said.get(key) is not None else "" for key in ("median", "best"))
    return test.label, int(said.get("passed", 0)), median, best


def tested(candidate: Candidate) -> str:
    """How a candidate did in its search; empty where it was in none, or is not made yet."""
    verdicts = {one["verdict"] for one in candidate.acceptance}
    if candidate.accepted is None:
        return UNKNOWN if "not run" in verdicts else ""
    return (WARNED if "warn" in verdicts else PASSED) if candidate.accepted else MISSED


def words(candidate: Candidate) -> str:
    """The same in words, with the reasons: what stands on hover and what a screen reader says."""
    said = [one["words"] for one in candidate.acceptance]
    wrong = [one["words"] for one in candidate.acceptance if one["verdict"] not in ("pass", "warn")]
    return {
        PASSED: f"Passed. {' '.join(said)}",
        WARNED: f"Passed; look at it yourself. {' '.join(said)}",
        MISSED: f"Did not pass. {' '.join(wrong)}",
        UNKNOWN: f"Not judged. {' '.join(wrong)}",
    }.get(tested(candidate), "").strip()
