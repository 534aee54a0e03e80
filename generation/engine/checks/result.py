"""What a check says. Each sentence holds the number, the limit and the remedy."""

from __future__ import annotations

from dataclasses import dataclass

from generation.engine.picture import Box
from studio.lib.canonical import Json

PASS, WARN, FAIL = "pass", "warn", "fail"
RANK = {PASS: 0, WARN: 1, FAIL: 2}


@dataclass(frozen=True, slots=True)
class Result:
    """`measured` and `limit` are for tables; `marks` are where it is, 0-1 of the file."""

    check: str
    verdict: str  # "pass", "warn", "fail"
    sentence: str
    measured: str = ""
    limit: str = ""
    remedy: str = ""
    marks: tuple[Box, ...] = ()

    def document(self) -> dict[str, Json]:
        return {
            "check": self.check, "verdict": self.verdict, "sentence": self.sentence, "measured": self.measured,
            "limit": self.limit, "remedy": self.remedy, "marks": [box.document() for box in self.marks],
        }  # fmt: skip


def worst(results: tuple[Result, ...]) -> str:
    """The verdict of all of them together."""
    return max((r.verdict for r in results), key=lambda verdict: RANK[verdict], default=PASS)
