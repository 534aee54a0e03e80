"""Who ordered a batch is told when it is over; of a planned set, when all of it is."""

from __future__ import annotations

from django.urls import reverse

from generation.models import Batch
from generation.states import DONE, QUEUED, RUNNING
from studio.people import notices


def tell(batch: Batch) -> None:
    """Of a batch that has just ended."""
    if batch.planned_id is not None:
        _tell_of_set(batch)
        return
    here = batch.candidates.filter(state=DONE).count()
    came = f"{here} of {batch.count} came out" if here else "no picture came out"
    path = reverse("review:sheet", args=[batch.pk])
    notices.tell(
        batch.by, "batch", f"{batch} is over: {came}.", path, brand=batch.brand, noun="batch", subject=batch.pk
    )


def _tell_of_set(batch: Batch) -> None:
    others = Batch.objects.filter(planned=batch.planned_id)
    if others.filter(state__in=(QUEUED, RUNNING)).exists() or batch.planned is None:
        return
    path = reverse("generation:set", args=[batch.planned_id])
    sentence = f"{batch.planned} is over: {others.count()} batches."
    notices.tell(batch.by, "batch", sentence, path, brand=batch.brand, noun="plannedset", subject=batch.planned_id)
