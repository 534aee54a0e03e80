"""Begin a blind round over a batch, and lift it."""

from __future__ import annotations

from django.db import transaction

from generation.models import Batch
from review.models import BlindRound
from studio.lib import events
from studio.people.models import User
from studio.people.roles import require


@transaction.atomic
def begin_blind(batch: Batch, *, by: User) -> BlindRound:
    """From now on others' votes on a candidate are kept from everybody who has not judged it. Asked again: the same."""
    require(by, "judge candidates", batch.brand)
    row, made = BlindRound.objects.get_or_create(batch=batch, defaults={"by": by})
    if made:
        events.record("blind", batch, by=by, brand=batch.brand)
    return row


@transaction.atomic
def lift_blind(batch: Batch, *, by: User) -> None:
    """Everybody sees everything again. Any who may judge may lift it, and it is on the record who did."""
    require(by, "judge candidates", batch.brand)
    gone, _ = BlindRound.objects.filter(batch=batch).delete()
    if gone:
        events.record("lift_blind", batch, by=by, brand=batch.brand)
