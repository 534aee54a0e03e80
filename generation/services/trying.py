"""Asking for a try of a service, and for jobs to be called off: on a page, so nothing is called here."""

from __future__ import annotations

from typing import Final

from django.db import transaction
from django.utils import timezone

from generation import nudges
from generation.kinds import SERVICE
from generation.models import Batch, ModelEntry
from generation.registry.adding import require_keeper
from generation.services.tasks import call_off_batch, try_service
from studio.lib import events
from studio.lib.problems import WrongState
from studio.people.models import User

QUEUE: Final = "gpu.remote"


def nudge(entry: ModelEntry) -> None:
    """After commit, have a worker that may call out try this service."""
    nudges.later(try_service, entry.pk, QUEUE)


@transaction.atomic
def try_again(entry: ModelEntry, *, by: User) -> None:
    """Ask for a try. A service in use stays in use meanwhile; one that was refused is offered again if it answers."""
    require_keeper(entry, by)
    if entry.kind != SERVICE:
        raise WrongState(f"{entry.name} runs here: there is no connection to try.")
    row = ModelEntry.objects.select_for_update().get(pk=entry.pk)
    row.settings = row.settings | {"tried": {"asked": timezone.now().isoformat(timespec="seconds")}}
    row.save(update_fields=["settings"])
    events.record("try", entry, by=by, brand=entry.brand)
    nudge(entry)


def stop_jobs(batch: Batch) -> None:
    """After the cancel commits, have the jobs called off that were handed to a service."""
    if batch.model.kind == SERVICE and batch.candidates.exclude(ticket=None).exists():
        nudges.later(call_off_batch, batch.pk, QUEUE)
