"""The search between hands: how it stands, whether it goes on, and what it came to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

from django.db.models import Sum
from django.utils import timezone

from generation import nudges, planning
from generation.models import Batch, Candidate, Run
from generation.search.asked import Search
from generation.search.hands import CANCELLED, WHY, SoFar, next_hand
from generation.states import CANCELLED as STOPPED
from generation.states import DONE, FAILED
from studio.lib import events


@dataclass(frozen=True, slots=True)
class Found:
    """What a search came to, as Batch.found keeps it. `ratio` is pictures made for each that passed; None: none did."""

    passed: int
    made: int
    tried: int
    ratio: float | None
    seconds: float
    micros: int
    why: str
    by_test: Mapping[str, Mapping[str, Any]]

    @property
    def reason(self) -> str:
        return WHY.get(self.why, self.why)


def go_on(batch: Batch) -> bool:
    """Called with the batch locked, when nothing of it waits or runs: was more of it put in the line?

    It is part of the transaction that records the last candidate of a hand: a worker killed before it commits leaves
    that candidate in the line, and whoever makes it comes here again. Where the search is over, its result is kept.
    """
    if not batch.search:
        return False
    search = Search.of(batch.search)
    rows = _rows(batch)
    hand, why = next_hand(search, standing(batch, rows), batch.together)
    if not hand:
        _keep(batch, asdict(found(batch, why, rows)))
        return False
    start = max((position for position, _, _, _ in rows), default=-1) + 1
    Candidate.objects.bulk_create(
        Candidate(batch=batch, position=n, seed=planning.seed_of(batch.seed, n)) for n in range(start, start + hand)
    )
    batch.count = start + hand
    Batch.objects.filter(pk=batch.pk).update(count=batch.count)
    if batch.found is not None:  # its failed candidates were tried again, and it is not over after all
        _keep(batch, None)
    events.record("go on", batch, brand=batch.brand, hand=hand, count=batch.count)
    nudges.for_candidates(batch.model.engine, hand)
    return True


def stop(batch: Batch) -> None:
    """A person cancelled the batch: keep what its search came to until then."""
    if batch.search:
        _keep(batch, asdict(found(batch, CANCELLED)))


def standing(batch: Batch, rows: Sequence[Row] | None = None) -> SoFar:
    """How the search stands. What failed or was cancelled is tried, and passes nothing."""
    rows = _rows(batch) if rows is None else rows
    ended = [row for row in rows if row[1] in (DONE, FAILED, STOPPED)]
    barren = 0
    for _, state, _, _ in reversed(ended):
        if state == DONE:
            break
        barren += 1
    return SoFar(
        tried=len(ended),
        made=sum(state == DONE for _, state, _, _ in ended),
        passed=sum(state == DONE and accepted is True for _, state, accepted, _ in ended),
        micros=Run.objects.filter(candidate__batch=batch).aggregate(total=Sum("cost_micros"))["total"] or 0,
        seconds=(timezone.now() - batch.began_at).total_seconds() if batch.began_at else 0.0,
        barren=barren,
    )


def found(batch: Batch, why: str, rows: Sequence[Row] | None = None) -> Found:
    """What it came to by now."""
    rows = _rows(batch) if rows is None else rows
    now = standing(batch, rows)
    judged = [acceptance for _, state, _, acceptance in rows if state == DONE]
    return Found(
        passed=now.passed,
        made=now.made,
        tried=now.tried,
        ratio=round(now.made / now.passed, 2) if now.passed else None,
        seconds=round(now.seconds, 1),
        micros=now.micros,
        why=why,
        by_test={one.name: _by_test(one.name, judged) for one in Search.of(batch.search or {}).tests},
    )


Row = tuple[int, str, bool | None, list[dict[str, Any]]]


def _rows(batch: Batch) -> list[Row]:
    """(position, state, accepted, acceptance) of every candidate, in order."""
    return list(
        Candidate.objects.filter(batch=batch)
        .order_by("position")
        .values_list("position", "state", "accepted", "acceptance")
    )


def _by_test(name: str, judged: Sequence[Sequence[Mapping[str, Any]]]) -> dict[str, Any]:
    """How many passed this test alone, and the median and the best of what was measured; None: nothing was."""
    said = [one for acceptance in judged for one in acceptance if one["name"] == name]
    values = [one["value"] for one in said if one["value"] is not None]
    return {
        "passed": sum(one["verdict"] in ("pass", "warn") for one in said),
        "median": round(median(values), 4) if values else None,
        "best": min(values) if values else None,
    }


def _keep(batch: Batch, result: dict[str, Any] | None) -> None:
    batch.found = result
    Batch.objects.filter(pk=batch.pk).update(found=result)
