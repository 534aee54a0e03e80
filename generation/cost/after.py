"""After it ran: what it cost in truth."""

from __future__ import annotations

from django.db.models import Sum

from generation.models import Batch, Run


def of_batch(batch: Batch) -> int:
    """Millionths of a euro that every run of this batch cost so far, those that came to nothing among them."""
    told = Run.objects.filter(candidate__batch=batch).aggregate(total=Sum("cost_micros"))["total"]
    return told or 0
