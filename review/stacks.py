"""Near-duplicates of a batch, as they were grouped in the background (review/measuring.py)."""

from __future__ import annotations

from collections.abc import Mapping

from generation.models import Batch
from review.models import Features


def stacks(batch: Batch) -> Mapping[int, int]:
    """Candidate pk -> stack: the position of the first picture of its group. Those who share it are near-duplicates;
    what was not measured yet is not in it. One query."""
    rows = Features.objects.filter(candidate__batch=batch, stack__isnull=False)
    return dict(rows.values_list("candidate", "stack"))  # type: ignore[arg-type]  # no stack is null here
