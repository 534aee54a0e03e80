"""What becomes of a claimed candidate, recorded once: every UPDATE names the claim's token, so a worker that lost its
lease changes nothing. Locks are always taken in the same order, the batch before its candidates.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models.functions import Now
from django.utils import timezone

from generation import cost, search, tally
from generation.cost.cards import cards_for, total
from generation.kinds import SERVICE as SERVICE_KIND
from generation.models import Batch, Candidate, LivePreview, RateCard, Recipe, Run
from generation.queue import ended, turns
from generation.signals import pictures_done
from generation.states import (
    BATCH,
    CANCELLED,
    CANDIDATE,
    DONE,
    ENGINE,
    FAILED,
    LOST,
    MEMORY,
    POISON,
    RUNNING,
    SERVICE,
    WAITING,
)
from studio.lib import events
from studio.lib.models import Blob
from studio.lib.states import Moves, move

# Errors of each kind before a candidate is given up.
CAPS = {MEMORY: 2, SERVICE: 6}
FAILURES = 3  # of any other kind
LOSSES = 5  # workers that vanished with it: a picture that kills workers must not go round for ever
SUSPECT = 2  # losses after which it is kept away from workers for a while, longer each time
PAUSE_S = 15  # seconds, times four with each loss


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
    sizes: list[Blob] = field(default_factory=list)
    thumbhash: str = ""
    passes: dict[str, Blob] = field(default_factory=dict)
    boxes: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    device: str = ""
    seconds: float = 0.0
    recipe: Recipe | None = None
    accepted: bool | None = None
    acceptance: list[dict[str, Any]] = field(default_factory=list)


def renew(claimed: UUID) -> bool:
    """Hold on to the candidate. False: it was cancelled, or the lease ran out and somebody else has it."""
    held = Candidate.objects.filter(claim=claimed, state=RUNNING)
    return bool(held.update(lease_until=Now() + lease()))


def plan_is(candidate: Candidate, recipe: Recipe) -> bool:
    """Note which recipe this candidate is being made by. False when the claim is lost."""
    return bool(Candidate.objects.filter(claim=candidate.claim, state=RUNNING).update(recipe=recipe))


def complete(candidate: Candidate, made: Made) -> bool:
    """Record the picture, exactly once. False, and nothing changed, when the claim is no longer ours."""
    return complete_all([(candidate, made)]) == 1


@transaction.atomic
def complete_all(hand: Sequence[tuple[Candidate, Made]]) -> int:
    """Record a hand of one batch together, each exactly once. Returns how many were still ours."""
    batch = _lock(hand[0][0])
    claims = [candidate.claim for candidate, _ in hand]
    ours = Candidate.objects.select_for_update().filter(claim__in=claims, state=RUNNING)
    held = set(ours.order_by("position").values_list("claim", flat=True))
    won = [(candidate, made) for candidate, made in hand if candidate.claim in held]
    if not won:
        return 0
    blobs = [blob for _, made in won for blob in (made.picture, *_copies(made), *made.passes.values())]
    Blob.objects.bulk_create({blob.digest: blob for blob in blobs}.values(), ignore_conflicts=True)
    recipes = {made.recipe.pk: made.recipe for _, made in won if made.recipe is not None}
    Recipe.objects.bulk_create(recipes.values(), ignore_conflicts=True)
    for candidate, made in won:
        Candidate.objects.filter(claim=candidate.claim, state=RUNNING).update(**_result(made))
    LivePreview.objects.filter(candidate__in=[candidate.pk for candidate, _ in won]).delete()
    _end_runs(batch, [(candidate, _ran(made)) for candidate, made in won], DONE)
    pictures = [candidate for candidate, _ in won]
    events.record_all("done", pictures, brand=batch.brand, batch=batch.pk)
    pictures_done.send(sender=Candidate, candidates=pictures, batch=batch)
    _end_batch_if_over(batch)
    return len(won)


def _result(made: Made) -> dict[str, Any]:
    return {
        "state": after(CANDIDATE, RUNNING, "complete"),
        "picture": made.picture,
        "preview": made.preview,
        "sizes": [_size(blob) for blob in _copies(made)],
        "thumbhash": made.thumbhash,
        "pixels": made.pixels,
        "passes": {name: blob.digest for name, blob in made.passes.items()},
        "boxes": made.boxes,
        "notes": made.notes,
        "accepted": made.accepted,
        "acceptance": made.acceptance,
        "reason": "",
        "error": "",
        "ticket": None,
        "ready_at": None,
        "claim": None,
        "lease_until": None,
        "done_at": Now(),
        **({"recipe": made.recipe} if made.recipe is not None else {}),
    }


def _copies(made: Made) -> list[Blob]:
    """The preview and the other sizes, from narrow to wide."""
    return sorted([made.preview, *made.sizes], key=lambda blob: blob.width or 0)


def _size(blob: Blob) -> dict[str, Any]:
    return {"w": blob.width, "h": blob.height, "type": blob.media_type, "sha256": blob.digest}


def _ran(made: Made) -> dict[str, Any]:
    steps = cost.megapixel_steps(made.recipe.document) if made.recipe is not None else 0.0
    return {"seconds": made.seconds, "device": made.device, "facts": made.facts, "steps": steps}


@transaction.atomic
def release(candidate: Candidate, *, outcome: str = "released") -> bool:
    """Put the candidate back in the line. `outcome` says why: released (a drain) or lost (a dead worker).

    One that was lost again and again is suspected of killing its workers: it waits, longer each time, and is then set
    aside, where a person may look at it and try it again.
    """
    batch = _lock(candidate)
    lost = outcome == LOST
    losses = candidate.attempts + lost
    if lost and losses >= LOSSES:
        sentence = "Its worker stopped every time it was tried. See the machine's log."
        return _give_up(batch, candidate, losses, outcome, sentence, reason=POISON)
    pause = PAUSE_S * 4 ** (losses - SUSPECT - 1) if lost and losses > SUSPECT else 0
    won = _put_back(candidate, attempts=losses, ready_at=Now() + timedelta(seconds=pause) if pause else None)
    if won:
        _end_run(batch, candidate, outcome, reason=LOST if lost else "")
        events.record("release", candidate, brand=batch.brand, why=outcome)
    return won


@transaction.atomic
def postpone(
    candidate: Candidate, sentence: str, seconds: float, *, ticket: Mapping[str, Any] | None, worked: float = 0.0
) -> bool:
    """A service elsewhere asked for patience: back in the line for so long, with its ticket. It costs no attempt."""
    batch = _lock(candidate)
    later = Now() + timedelta(seconds=min(max(seconds, 0.1), 3600))
    won = _put_back(candidate, ready_at=later, ticket=dict(ticket) if ticket else None, error=sentence[:500])
    if won:
        _end_run(batch, candidate, "released", seconds=worked, reason=SERVICE)
    return won


def keep_ticket(candidate: Candidate, ticket: Mapping[str, Any]) -> bool:
    """What a service calls the job it was just handed: kept before waiting, so that a killed worker pays once."""
    return bool(Candidate.objects.filter(claim=candidate.claim, state=RUNNING).update(ticket=dict(ticket)))


@transaction.atomic
def fail(
    candidate: Candidate,
    sentence: str,
    *,
    reason: str = ENGINE,
    again: bool = True,
    seconds: float | None = None,
    device: str = "",
) -> bool:
    """It could not be made. Tried again as often as `reason` allows, unless `again` is False."""
    batch = _lock(candidate)
    attempts = candidate.attempts + 1
    if not again or attempts >= CAPS.get(reason, FAILURES):
        return _give_up(batch, candidate, attempts, FAILED, sentence, reason=reason, seconds=seconds, device=device)
    won = _put_back(candidate, attempts=attempts, error=sentence[:500], reason=reason)
    if won:
        _end_run(batch, candidate, FAILED, seconds=seconds, reason=reason, device=device)
    return won


def stopped(candidate: Candidate, seconds: float, device: str = "") -> None:
    """A cancelled run has come to its end: note what it cost until then."""
    _end_run(candidate.batch, candidate, CANCELLED, seconds=seconds, device=device, was=(RUNNING, CANCELLED))


def _put_back(candidate: Candidate, **changes: Any) -> bool:
    back = after(CANDIDATE, RUNNING, "release")
    held = Candidate.objects.filter(claim=candidate.claim, state=RUNNING)
    won = held.update(state=back, claim=None, lease_until=None, steps_done=0, **changes)
    if won:
        LivePreview.objects.filter(candidate=candidate.pk).delete()
    return bool(won)


def _give_up(
    batch: Batch,
    candidate: Candidate,
    attempts: int,
    outcome: str,
    sentence: str,
    *,
    reason: str,
    seconds: float | None = None,
    device: str = "",
) -> bool:
    won = Candidate.objects.filter(claim=candidate.claim, state=RUNNING).update(
        state=after(CANDIDATE, RUNNING, "fail"),
        claim=None,
        lease_until=None,
        attempts=attempts,
        error=sentence[:500],
        reason=reason,
    )
    if won:
        _end_run(batch, candidate, outcome, seconds=seconds, reason=reason, device=device)
        events.record("fail", candidate, brand=batch.brand, why=sentence[:500], reason=reason)
        _end_batch_if_over(batch)
    return bool(won)


def _lock(candidate: Candidate) -> Batch:
    rows = Batch.objects.select_for_update(of=("self",)).select_related("brand", "model", "revision__brief")
    return rows.get(pk=candidate.batch_id)


def _end_run(
    batch: Batch, candidate: Candidate, outcome: str, *, was: tuple[str, ...] = (RUNNING,), **ran: Any
) -> None:
    """`ran`: seconds, device, facts, reason, steps; what is not known is left out."""
    _end_runs(batch, [(candidate, ran)], outcome, was=was)


def _end_runs(
    batch: Batch,
    ended: Sequence[tuple[Candidate, Mapping[str, Any]]],
    outcome: str,
    *,
    was: tuple[str, ...] = (RUNNING,),
) -> None:
    claims = [candidate.claim for candidate, _ in ended if candidate.claim]
    runs = {run.claim: run for run in Run.objects.filter(claim__in=claims, outcome__in=was)}
    cards: dict[str, Mapping[str, RateCard]] = {}
    for candidate, ran in ended:
        run = runs.get(candidate.claim) if candidate.claim else None
        if run is None:
            continue
        run.outcome, run.ended_at = outcome, timezone.now()
        run.seconds, run.device = ran.get("seconds"), str(ran.get("device", ""))[:80]
        run.reason, run.facts = ran.get("reason", ""), ran.get("facts") or {}
        if run.seconds is not None:
            if run.device not in cards:
                cards[run.device] = cards_for(run.device, batch.model)
            calls = int(batch.model.kind == SERVICE_KIND and outcome == DONE)
            run.cost_micros = total(cards[run.device], run.seconds, calls, float(ran.get("steps", 0.0)))
    if runs:
        _write(list(runs.values()))
        turns.settle(batch, list(runs.values()))
        tally.add(list(runs.values()))


def _write(runs: Sequence[Run]) -> None:
    """How they ended. One statement, sent for all of them at once: `bulk_update` takes as long as the pictures do."""
    rows = [
        (r.outcome, r.ended_at, r.seconds, r.device, r.reason, json.dumps(r.facts), r.cost_micros, r.pk) for r in runs
    ]
    with connection.cursor() as cursor:
        cursor.executemany(ENDED, rows)


ENDED = """
UPDATE generation_run SET outcome = %s, ended_at = %s, seconds = %s, device = %s, reason = %s, facts = %s::jsonb,
  cost_micros = %s
WHERE id = %s
"""


def _end_batch_if_over(batch: Batch) -> None:
    """A batch is over when nothing of it waits or runs, and its search wants no more: done if it has a picture."""
    if batch.candidates.filter(state__in=(WAITING, RUNNING)).exists() or search.go_on(batch):
        return
    verb = "complete" if batch.candidates.filter(state=DONE).exists() else "fail"
    move(batch, verb, BATCH, ended_at=timezone.now())
    events.record(verb, batch, brand=batch.brand)
    ended.tell(batch)
