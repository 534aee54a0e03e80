"""A worker takes work in hand: one candidate, a device batch of them, or a few that are over in a moment."""

from __future__ import annotations

from collections.abc import Collection
from uuid import uuid4

from django.db import connection, transaction
from django.db.models.functions import Now
from django.utils import timezone

from generation.models import Batch, Candidate, Run, Worker
from generation.queue import turns
from generation.queue.able import Able
from generation.queue.pace import pace
from generation.queue.record import lease
from generation.states import BATCH, CANDIDATE, QUEUED
from studio.lib import events
from studio.lib.states import move

MOMENT = 0.1  # seconds: pictures expected to take less are taken several at a time
HANDFUL = 0.5  # seconds that such a hand may take, so that nobody waits longer for a turn
MOST = 16  # candidates in one hand


def claim(worker: str, engines: Collection[str]) -> Candidate | None:
    """The next candidate for one of these engines, with a lease on it and a Run begun; None when nothing waits."""
    hand = claim_hand(Able(worker, engines), most=1)
    return hand[0] if hand else None


def claim_hand(able: Able, most: int = MOST) -> list[Candidate]:
    """The next candidates of one batch, each with its own claim; empty when nothing waits, or the worker is to rest.

    They are of one device batch where the batch asks for that, else one, or a few where each takes but a moment.
    """
    if Worker.objects.filter(name=able.name).exclude(wanted="work").exists():
        return []
    now = turns.clocks()
    first, batches = turns.turns(able, now)
    for batch in batches:
        if hand := _claim_from(batch.pk, able, most, now):
            able.served(first, batch)
            return hand
    return []


@transaction.atomic
def _claim_from(batch_pk: int, able: Able, most: int, now: turns.Clocks) -> list[Candidate]:
    with connection.cursor() as cursor:  # a claim that a crash of the database forgets is simply not there
        cursor.execute("SET LOCAL synchronous_commit = off")
    # One row a table: the join of them all takes three times as long, and a batch seldom has all of them.
    rows = Batch.objects.select_for_update().prefetch_related(
        "brand", "model", "revision__style_pack", "revision__brief", "promoted_from", "edited_from", "revised_from"
    )
    batch = rows.filter(pk=batch_pk, state__in=turns.OPEN, paused_at=None).first()
    if batch is None:
        return []
    waiting = batch.candidates.select_for_update(skip_locked=True).filter(turns.ready()).order_by("position")
    found = list(waiting[: min(most, _handful(batch))])
    hand = [one for one in found if _together(batch, found[0], one)]
    if not hand:
        return []
    each = turns.price(batch)
    for candidate in hand:
        candidate.batch = batch
        move(candidate, "claim", CANDIDATE, claim=uuid4(), steps_done=0, steps_total=0)
    Candidate.objects.filter(pk__in=[one.pk for one in hand]).update(lease_until=Now() + lease())
    Run.objects.bulk_create(
        Run(candidate=one, claim=one.claim, worker=able.name, charged=each) for one in hand if one.claim
    )
    if batch.state == QUEUED:
        move(batch, "begin", BATCH, began_at=timezone.now())
        events.record("begin", batch, brand=batch.brand)
    Batch.objects.filter(pk=batch.pk).update(served_at=Now())
    turns.charge(batch, each * len(hand), now)
    return hand


def _handful(batch: Batch) -> int:
    """How many may be taken at once."""
    if batch.together > 1:
        return batch.together
    each = pace(batch.model, batch.tier)
    seconds = each.seconds(batch.width, batch.height)
    return int(HANDFUL / max(seconds, 1e-4)) if each.runs and seconds < MOMENT else 1


def _together(batch: Batch, first: Candidate, other: Candidate) -> bool:
    """May these two be in one hand? A device batch has fixed members; one that failed or was lost before goes alone."""
    if other.pk == first.pk:
        return True
    if batch.together > 1:
        return other.position // batch.together == first.position // batch.together
    return not (first.attempts or other.attempts)
