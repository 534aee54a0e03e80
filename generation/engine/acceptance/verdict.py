"""What a test says of a picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from generation.engine.acceptance.table import TESTS

# warn: within the limit as far as this measure can tell, so that a person looks before it ships.
# not run: could not be measured, which never counts as passed.
PASS, WARN, FAIL, NOT_RUN = "pass", "warn", "fail", "not run"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`value` and `limit` in the test's unit; `value` is None where nothing was measured."""

    name: str
    verdict: str
    value: float | None
    limit: float
    words: str

    def document(self) -> dict[str, Any]:
        value = None if self.value is None else round(self.value, 4)
        return {"name": self.name, "verdict": self.verdict, "value": value, "limit": self.limit, "words": self.words}


def held(name: str, value: float, limit: float, why: str) -> Verdict:
    """Pass at most at the limit. `why` says what was seen, without a full stop."""
    test = TESTS[name]
    passed = value <= limit
    said = f"{test.label}: {why}; " + (
        f"up to {test.says(limit)} passes." if passed else f"the limit is {test.says(limit)}."
    )
    return Verdict(name, PASS if passed else FAIL, value, limit, said)


def not_run(name: str, limit: float, why: str) -> Verdict:
    return Verdict(name, NOT_RUN, None, limit, f"{TESTS[name].label}: not measured. {why}")
