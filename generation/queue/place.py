"""Each open batch's place in the line and its expected end, from rows and history. One answer for all who ask."""

from __future__ import annotations

import math
import time
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone

from generation import cost
from generation.models import Batch, BrandShare, Candidate, Run
from generation.queue import turns
from generation.queue.forecast import Lot, Outlook, forecast
from generation.queue.pace import pace
from generation.states import RUNNING, WAITING

FRESH = 2.0  # seconds an answer is good for: two hundred watchers ask once
_known: dict[str, tuple[float, dict[int, Place]]] = {}


@dataclass(frozen=True, slots=True)
class Place:
    """Seconds are from now, None where nobody can say: no worker is on, or nothing of it may be begun.

    `measured`: it rests on what was made before, not on a guess.
    """

    place: int | None
    begins: float | None
    done: float | None
    done_90: float | None
    measured: bool


def places(engine: str) -> dict[int, Place]:
    """batch -> Place, of all open batches of this engine. Nine queries at most, however many batches."""
    at, found = _known.get(engine, (-math.inf, {}))
    if time.monotonic() - at > FRESH:
        found = _places(engine)
        _known[engine] = (time.monotonic(), found)
    return found


def place(batch: Batch) -> Place | None:
    return places(batch.model.engine).get(batch.pk) if batch.state in turns.OPEN else None


def forget() -> None:
    _known.clear()


def _places(engine: str) -> dict[int, Place]:
    open_batches = list(Batch.objects.filter(state__in=turns.OPEN, model__engine=engine).select_related("model"))
    able = {batch.pk: batch for batch in turns.waiting([engine])}
    many = _counts(b.pk for b in open_batches)
    clocks = turns.clocks()
    weights = dict(BrandShare.objects.values_list("brand", "weight"))
    ranked = {batch.pk: rank for rank, batch in enumerate(turns.in_order(able.values(), clocks))}
    lots = [
        _lot(batch, many.get(pk, (0, 0))[0], weights.get(batch.brand_id, 1), ranked[pk]) for pk, batch in able.items()
    ]
    workers = cost.live_workers(engine)
    busy = _busy(engine)
    ahead: dict[int, Outlook] = forecast(
        lots,
        workers=workers,
        busy=busy,
        brands={b: clocks.of_brand(b) for b in {lot.brand for lot in lots}},
        people={(lot.brand, lot.by): clocks.of_person(lot.brand, lot.by) for lot in lots},
    )
    found = {}
    for batch in open_batches:
        waiting, running = many.get(batch.pk, (0, 0))
        known = pace(batch.model, batch.tier)
        seen = ahead.get(batch.pk)
        if seen is None and running and not waiting and workers:  # its last pictures are being made
            seconds = known.seconds(batch.width, batch.height)
            seen = Outlook(0, 0.0, max(seconds / 2, 0.0), seconds)
        measured = bool(known.runs)
        found[batch.pk] = (
            Place(seen.place, 0.0 if running else seen.begins, seen.done, seen.done_90, measured)
            if seen
            else Place(None, None, None, None, measured)
        )
    return found


def _counts(batches: Iterable[int]) -> dict[int, tuple[int, int]]:
    rows = Candidate.objects.filter(batch__in=list(batches), state__in=(WAITING, RUNNING)).order_by()
    counted = rows.values("batch").annotate(
        waits=Count("pk", filter=Q(state=WAITING)), runs_now=Count("pk", filter=Q(state=RUNNING))
    )
    return {row["batch"]: (row["waits"], row["runs_now"]) for row in counted}


def _lot(batch: Batch, waiting: int, weight: int, rank: int) -> Lot:
    known = pace(batch.model, batch.tier)
    megapixels = batch.width * batch.height / 1e6
    return Lot(
        batch=batch.pk,
        brand=batch.brand_id,
        by=batch.by_id,
        waiting=waiting,
        mean=known.mean * megapixels,
        spread=known.spread * megapixels,
        charged=turns.price(batch),
        weight=weight,
        urgency=turns.URGENT.get(batch.tier, len(turns.URGENT)),
        rank=rank,
    )


def _busy(engine: str) -> list[float]:
    """Seconds until each picture in the making should be done."""
    now = timezone.now()
    runs = Run.objects.filter(outcome=RUNNING, candidate__batch__model__engine=engine)
    found = []
    for run in runs.select_related("candidate__batch__model").order_by("pk")[:200]:
        batch = run.candidate.batch
        expected = pace(batch.model, batch.tier).seconds(batch.width, batch.height)
        found.append(max(expected - (now - run.began_at).total_seconds(), 0.0))
    return found
