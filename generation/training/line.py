"""What becomes of a training that somebody cancels or tries again, or whose message or worker was lost."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from generation import nudges
from generation.models import Training
from generation.states import FAILED, POISON, REASONS, RUNNING, TRAINING, WAITING
from studio.lib import events
from studio.lib.states import move
from studio.people.models import User
from studio.people.roles import require

log = logging.getLogger(__name__)

ENGINE: Final = "diffusers"
MOST_ATTEMPTS: Final = 3  # without a step that was kept: then its worker is not to blame
PATIENCE: Final = timedelta(minutes=5)  # until a message that nobody answered is sent again


def nudge(row: Training) -> None:
    """After commit, wake a worker. Not again before PATIENCE is over: it may be waiting behind others."""
    from generation.tasks import train_lora

    Training.objects.filter(pk=row.pk, state=WAITING).update(lease_until=Now() + PATIENCE)
    nudges.later(train_lora, row.pk, nudges.queue_of(ENGINE))


@transaction.atomic
def cancel(row: Training, *, by: User) -> None:
    """One that runs stops at its next step."""
    require(by, "train a LoRA", row.brand)
    move(row, "cancel", TRAINING, done_at=timezone.now(), claim=None)
    events.record("cancel", row, by=by, brand=row.brand)


@transaction.atomic
def retry(row: Training, *, by: User) -> None:
    """It goes on from what was kept."""
    require(by, "train a LoRA", row.brand)
    move(row, "retry", TRAINING, error="", attempts=0, done_at=None)
    events.record("retry", row, by=by, brand=row.brand)
    nudge(row)


def nudge_forgotten() -> int:
    """Trainings whose lease ran out go back in the line, and messages that were lost are sent again. How many were."""
    found = list(Training.objects.filter(state=RUNNING, lease_until__lt=Now()).select_related("brand")[:20])
    for row in found:
        log.warning("Training %s lost its worker", row.pk)
        _lost(row)
    waiting = Training.objects.filter(Q(lease_until=None) | Q(lease_until__lt=Now()), state=WAITING)[:20]
    again = list(waiting)
    for row in again:
        nudge(row)
    return len(again)


def _lost(row: Training) -> None:
    held = Training.objects.filter(pk=row.pk, claim=row.claim, state=RUNNING, lease_until__lt=Now())
    with transaction.atomic():
        if row.attempts >= MOST_ATTEMPTS:
            if held.update(state=FAILED, error=REASONS[POISON], claim=None, done_at=timezone.now()):
                events.record("fail", row, brand=row.brand, reason=POISON)
        else:
            held.update(state=WAITING, claim=None, lease_until=None)
