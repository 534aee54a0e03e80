"""Near-duplicates of a batch, as they were grouped in the background (review/measuring.py)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import F, QuerySet

from generation.models import Candidate


def with_stacks(rows: QuerySet[Candidate]) -> QuerySet[Candidate]:
    """Candidates with what `stacks` needs of them, read along in the same query."""
    return rows.annotate(stack=F("features__stack"))


def stacks(rows: Iterable[Any]) -> Mapping[int, int]:
    """Candidate pk -> stack: the position of the first picture of its group. Those who share it are near-duplicates;
    what was not measured yet is not in it."""
    return {row.pk: row.stack for row in rows if row.stack is not None}
