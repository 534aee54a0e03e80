"""The line of candidates that wait for their picture. The row is the outbox: what is not done is still in the line.

A worker claims a candidate for the length of a lease, renews it while it works, and records the result once: every
later step names the claim's token in its UPDATE, so a worker that lost its lease changes nothing. Locks are always
taken in the same order, the batch before its candidates.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.db.models.functions import Now
from django.utils import timezone

from generation import cost
from generation.models import Batch, Candidate, Recipe, Run
from generation.states import BATCH, CANCELLED, CANDIDATE, DONE, FAILED, QUEUED, RUNNING, WAITING
from studio.lib import events
from studio.lib.models import Blob
from studio.lib.states import Moves, move

OPEN = (QUEUED, RUNNING)
FAILURES = 3  # errors of the engine before a candidate is given up
LOSSES = 8  # workers that vanished with it: a picture that kills workers must not go round for ever


def lease() -> timedelta:
    return timedelta(seconds=settings.LEASE_SECONDS)


def after(moves: Moves, state: str, verb: str) -> str:
    """The state a verb leads to, for an UPDATE that names the claim instead of a row read before."""
    return moves[(state, verb)]


@dataclass(frozen=True, slots=True)
class Made:
    """What a worker made of a candidate. The bytes are in the store already; these are their digests."""

    picture: Blob
    preview: Blob
    pixels: str
    passes: dict[str, Blob] = field(default_factory=dict)
    boxes: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    device: str = ""
    seconds: float = 0.0


def claim(worker: str, engines: Collection[str]) -> Candidate | None:
    """The next candidate for one of these engines, with a lease on it and a Run begun; None when nothing waits."""
    for batch in turns(engines):
        if candidate := _claim_from(batch, worker):
            return candidate
    return None


def turns(engines: Collection[str]) -> list[int]:
    """Open batches that have work, in the order of turns: the person served longest ago first, and so their batches."""
    waiting = Candidate.objects.filter(batch=OuterRef("pk"), state=WAITING)
    rows = (
        Batch.objects.filter(state__in=OPEN, model__engine__in=engines)
        .annotate(has_work=Exists(waiting))
        .values_list("pk", "by", "served_at", "has_work")
    )
    never = datetime.min.replace(tzinfo=timezone.get_default_timezone())
    served: dict[int, datetime] = {}
    for _, by, at, _ in rows:
        served[by] = max(served.get(by, never), at or never)
    ready = [(served[by], at or never, pk) for pk, by, at, has_work in rows if has_work]
    return [pk for _, _, pk in sorted(ready)]


@transaction.atomic
def _claim_from(batch_pk: int, worker: str) -> Candidate | None:
    open_batches = Batch.objects.select_for_update(of=("self",)).select_related(
        "brand", "model", "revision__style_pack"
    )
    batch = open_batches.filter(pk=batch_pk, state__in=OPEN).first()
    if batch is None:
        return None
    candidate = batch.candidates.select_for_update(skip_locked=True).filter(state=WAITING).order_by("position").first()
    if candidate is None:
        return None
    token = uuid4()
    move(candidate, "claim", CANDIDATE, claim=token, steps_done=0, steps_total=0, error="")
    Candidate.objects.filter(pk=candidate.pk).update(lease_until=Now() + lease())
    Run.objects.create(candidate=candidate, claim=token, worker=worker)
    if batch.state == QUEUED:
        move(batch, "begin", BATCH, began_at=timezone.now())
        events.record("begin", batch, brand=batch.brand)
    Batch.objects.filter(pk=batch.pk).update(served_at=Now())
    candidate.batch = batch
    return candidate


def renew(claimed: UUID) -> bool:
    """Hold on to the candidate. False: it was cancelled, or the lease ran out and somebody else has it."""
    held = Candidate.objects.filter(claim=claimed, state=RUNNING)
    return bool(held.update(lease_until=Now() + lease()))


def plan_is(candidate: Candidate, recipe: Recipe) -> bool:
    """Note which recipe this candidate is being made by. False when the claim is lost."""
    return bool(Candidate.objects.filter(claim=candidate.claim, state=RUNNING).update(recipe=recipe))


@transaction.atomic
def complete(candidate: Candidate, made: Made) -> bool:
    """Record the picture, exactly once. False, and nothing changed, when the claim is no longer ours."""
    batch = _lock(candidate)
    Blob.objects.bulk_create(
        {b.digest: b for b in (made.picture, made.preview, *made.passes.values())}.values(), ignore_conflicts=True
    )
    won = Candidate.objects.filter(claim=candidate.claim, state=RUNNING).update(
        state=after(CANDIDATE, RUNNING, "complete"),
        picture=made.picture,
        preview=made.preview,
        pixels=made.pixels,
        passes={name: blob.digest for name, blob in made.passes.items()},
        boxes=made.boxes,
        notes=made.notes,
        claim=None,
        lease_until=None,
        done_at=Now(),
    )
    if not won:
        return False
    _end_run(candidate, DONE, seconds=made.seconds, device=made.device, facts=made.facts)
    events.record("done", candidate, brand=batch.brand, batch=batch.pk)
    _end_batch_if_over(batch)
    return True


@transaction.atomic
def release(candidate: Candidate, *, outcome: str = "released") -> bool:
    """Put the candidate back in the line. `outcome` says why: released (a drain) or lost (a dead worker)."""
    batch = _lock(candidate)
    lost = outcome == "lost"
    attempts = candidate.attempts + lost
    if lost and attempts >= LOSSES:
        return _give_up(
            batch, candidate, attempts, outcome, "Its worker stopped every time it was tried. See the machine's log."
        )
    won = Candidate.objects.filter(claim=candidate.claim, state=RUNNING).update(
        state=after(CANDIDATE, RUNNING, "release"), claim=None, lease_until=None, attempts=attempts, steps_done=0
    )
    if won:
        _end_run(candidate, outcome)
        events.record("release", candidate, brand=batch.brand, why=outcome)
    return bool(won)


@transaction.atomic
def fail(candidate: Candidate, sentence: str, *, again: bool = True, seconds: float | None = None) -> bool:
    """The engine could not make it. Tried again up to FAILURES times, unless `again` is False."""
    batch = _lock(candidate)
    attempts = candidate.attempts + 1
    if not again or attempts >= FAILURES:
        return _give_up(batch, candidate, attempts, FAILED, sentence, seconds=seconds)
    won = Candidate.objects.filter(claim=candidate.claim, state=RUNNING).update(
        state=after(CANDIDATE, RUNNING, "release"),
        claim=None,
        lease_until=None,
        attempts=attempts,
        error=sentence[:500],
    )
    if won:
        _end_run(candidate, FAILED, seconds=seconds)
    return bool(won)


def stopped(candidate: Candidate, seconds: float) -> None:
    """A cancelled run has come to its end: note what it cost until then."""
    _end_run(candidate, CANCELLED, seconds=seconds, was=(RUNNING, CANCELLED))


def _give_up(
    batch: Batch, candidate: Candidate, attempts: int, outcome: str, sentence: str, *, seconds: float | None = None
) -> bool:
    won = Candidate.objects.filter(claim=candidate.claim, state=RUNNING).update(
        state=after(CANDIDATE, RUNNING, "fail"), claim=None, lease_until=None, attempts=attempts, error=sentence[:500]
    )
    if won:
        _end_run(candidate, outcome, seconds=seconds)
        events.record("fail", candidate, brand=batch.brand, why=sentence[:500])
        _end_batch_if_over(batch)
    return bool(won)


def _lock(candidate: Candidate) -> Batch:
    return Batch.objects.select_for_update(of=("self",)).select_related("brand").get(pk=candidate.batch_id)


def _end_run(
    candidate: Candidate,
    outcome: str,
    *,
    seconds: float | None = None,
    device: str = "",
    facts: dict[str, Any] | None = None,
    was: tuple[str, ...] = (RUNNING,),
) -> None:
    assert candidate.claim is not None
    run = Run.objects.filter(claim=candidate.claim, outcome__in=was)
    price = None if seconds is None else cost.of_run(seconds, device)
    run.update(
        outcome=outcome, ended_at=Now(), seconds=seconds, device=device[:80], facts=facts or {}, cost_micros=price
    )


def _end_batch_if_over(batch: Batch) -> None:
    """A batch is over when nothing of it waits or runs: done if it has a picture to show, else failed."""
    if batch.candidates.filter(state__in=(WAITING, RUNNING)).exists():
        return
    verb = "complete" if batch.candidates.filter(state=DONE).exists() else "fail"
    move(batch, verb, BATCH, ended_at=timezone.now())
    events.record(verb, batch, brand=batch.brand)
