"""What a contact sheet is asked for in its address: which part of it, in which order, with or without stacks."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any, Self
from urllib.parse import urlencode

from django.http import QueryDict

from generation.promotion.ways import TIERS
from review.sought import MISSED, PASSED, UNKNOWN, WARNED

SHOWS = {
    "all": "All", "passed": "Passed", "undecided": "Undecided", "picked": "Picked", "rejected": "Rejected",
    "failed": "Failed",
}  # fmt: skip
SORTS = {"position": "Order", "rank": "Rank", "rating": "Rating", "newest": "Newest", "seed": "Seed",
         "duel": "Duels"}  # fmt: skip
TESTS = {PASSED: "Passed", WARNED: "To look at", MISSED: "Missed", UNKNOWN: "Not judged"}
SILENT = "none"  # as a reason: rejected without one
OPEN_AT_MOST = 200  # stacks named in an address


@dataclass(frozen=True, slots=True)
class Wanted:
    """Every part has a value; an address may say any of them wrong, and gets the whole sheet for that part."""

    show: str = "all"  # one of SHOWS
    sort: str = "position"  # one of SORTS
    because: str = ""  # the slug of a reason, or SILENT
    test: str = ""  # one of TESTS
    tier: str = ""  # one of TIERS: those with a version there
    stacked: bool = False
    open: frozenset[int] = frozenset()  # stacks that show all of theirs
    team: bool = False
    whole: bool = False  # all that are shown are drawn in the page, as a browser without script needs them

    @classmethod
    def read(cls, asked: QueryDict) -> Self:
        def one_of(name: str, known: Collection[str], otherwise: str = "") -> str:
            said = asked.get(name, otherwise)
            return said if said in known else otherwise

        because = asked.get("because", "")
        opened = asked.get("open", "").split(".")[:OPEN_AT_MOST]
        return cls(
            show=one_of("show", SHOWS, "all"),
            sort=one_of("sort", SORTS, "position"),
            because=because if because.replace("-", "").replace("_", "").isalnum() and len(because) <= 100 else "",
            test=one_of("test", TESTS),
            tier=one_of("tier", TIERS),
            stacked=asked.get("stacked") == "on",
            open=frozenset(int(one) for one in opened if one.isdecimal() and len(one) < 10),
            team=asked.get("team") == "on",
            whole=asked.get("whole") == "on",
        )

    def query(self, **changes: Any) -> str:
        """As an address says it, with `changes`. `show` and `sort` are always said."""
        wanted = replace(self, **changes)
        said: dict[str, str] = {"show": wanted.show, "sort": wanted.sort}
        for name in ("because", "test", "tier"):
            if value := getattr(wanted, name):
                said[name] = value
        said |= {name: "on" for name in ("stacked", "team", "whole") if getattr(wanted, name)}
        if wanted.stacked and wanted.open:
            said["open"] = ".".join(str(one) for one in sorted(wanted.open))
        return "?" + urlencode(said)
