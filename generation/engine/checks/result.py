"""What a check says. Each sentence holds the number, the limit and the remedy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generation.engine.picture import Box
from studio.lib.canonical import Json

if TYPE_CHECKING:
    from generation.engine.checks.heat import Heat  # its libraries stay out of whoever reads verdicts alone

# not run: nothing was measured, as where a model is needed and none is given. It never counts as passed.
PASS, NOT_RUN, WARN, FAIL = "pass", "not run", "warn", "fail"
RANK = {PASS: 0, NOT_RUN: 1, WARN: 2, FAIL: 3}


@dataclass(frozen=True, slots=True)
class Result:
    """`measured` and `limit` are for tables; `marks` are where it is, 0-1 of the file. `required`: somebody asked for
    this check, so that one that was not run has to be accepted by name."""

    check: str
    verdict: str  # "pass", "not run", "warn", "fail"
    sentence: str
    measured: str = ""
    limit: str = ""
    remedy: str = ""
    marks: tuple[Box, ...] = ()
    required: bool = False
    heat: Heat | None = None  # what was measured place by place, where the check measures so

    def document(self) -> dict[str, Json]:
        return {
            "check": self.check, "verdict": self.verdict, "sentence": self.sentence, "measured": self.measured,
            "limit": self.limit, "remedy": self.remedy, "marks": [box.document() for box in self.marks],
            "required": self.required,
        }  # fmt: skip


def worst(results: tuple[Result, ...]) -> str:
    """The verdict of all of them together."""
    return max((r.verdict for r in results), key=lambda verdict: RANK[verdict], default=PASS)
