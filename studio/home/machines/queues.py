"""What waits for the machines, by model and brand, and what keeps it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from generation.cost.before import said
from generation.models import Batch, Candidate
from generation.queue import OPEN
from generation.states import RUNNING, WAITING
from generation.waits import Wait, waits
from studio.people.models import Brand, User


@dataclass(frozen=True, slots=True)
class Queue:
    """What is not made yet of one model at one brand. `before` pictures are begun first; `done` in words."""

    model: str
    engine: str
    brand: str
    waiting: int
    running: int
    oldest: datetime
    before: int | None
    done: str
    why: tuple[str, ...]


def queues(person: User) -> list[Queue]:
    """By model and brand, of the brands the person sees."""
    batches = list(
        Batch.objects.visible_to(person)
        .filter(state__in=OPEN)
        .select_related("model", "brand")
        .annotate(
            waits=Count("candidates", filter=Q(candidates__state=WAITING)),
            at_work=Count("candidates", filter=Q(candidates__state=RUNNING)),
        )
        .order_by("model__name", "brand__name", "pk")
    )
    known = waits(batches)
    grouped: dict[tuple[int, int], list[Any]] = {}
    for batch in batches:
        grouped.setdefault((batch.model_id, batch.brand_id), []).append(batch)
    return [_queue(some, [known[batch.pk] for batch in some]) for some in grouped.values()]


def _queue(batches: Sequence[Any], known: Sequence[Wait]) -> Queue:
    first = batches[0]
    places = [one.place for one in known if one.place]
    before = [one.place for one in places if one.place is not None]
    done = [one.done for one in places if one.done is not None]
    return Queue(
        first.model.name,
        first.model.engine,
        first.brand.name,
        sum(batch.waits for batch in batches),
        sum(batch.at_work for batch in batches),
        min(batch.made_at for batch in batches),
        min(before) if before else None,
        f"{'about' if all(one.measured for one in places) else 'perhaps'} {said(max(done))}" if done else "",
        tuple(_said_of(known)),
    )


def _said_of(known: Sequence[Wait]) -> Iterable[str]:
    """Each reason once, with how many of the batches it is about where others just wait their turn."""
    for why, many in Counter(one.why for one in known if one.why).items():
        yield why if many == len(known) else f"{many} of {len(known)} batches: {why}"


def elsewhere(person: User) -> int:
    """Pictures that wait at brands the person does not see."""
    waiting = Candidate.objects.filter(state=WAITING, batch__state__in=OPEN)
    return waiting.exclude(batch__brand__in=Brand.objects.visible_to(person)).count()
