"""The checks of a finish asked for again: after an update, a licence that was reviewed, other required checks."""

from __future__ import annotations

from django.db import transaction

from review.models import Finish, Recheck
from review.states import IN_REVIEW, READY
from studio.lib import events
from studio.lib.messages import after_commit
from studio.lib.problems import WrongState
from studio.people.models import User
from studio.people.roles import require

OPEN = (READY, IN_REVIEW)


@transaction.atomic
def check_again(finish: Finish, *, by: User) -> Recheck:
    """Order it from the workers; one that waits already is the answer. Only checks that are shown something else than
    before are run, and only what they say otherwise is replaced. Raises NotAllowed, WrongState where a signature or a
    newer finish has settled what was shown."""
    require(by, "check again", finish.brand)
    row = Finish.objects.select_for_update(of=("self",)).get(pk=finish.pk)
    if row.state not in OPEN:
        raise WrongState(
            f"This finish is {row.state}. Checks are run again while it is ready or in review; "
            "finish the candidate again to have it checked anew."
        )
    waiting = row.rechecks.filter(done_at__isnull=True).first()
    if waiting is not None:
        return waiting
    made = Recheck.objects.create(finish=row, by=by)
    events.record("check_again", row, by=by, brand=row.brand, recheck=made.pk)
    nudge(made.pk)
    return made


def nudge(pk: int) -> None:
    from review.tasks import recheck  # tasks import models and the queue's names

    after_commit(recheck.apply_async, (pk,), queue="pixels")
