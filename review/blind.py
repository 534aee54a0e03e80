"""Blind rounds: while one lasts over a batch, nobody is told what others said of a candidate before they have judged it
themselves. Every answer about standings goes through here or through `Selection.objects.told(viewer)`.

To have judged is to have given a verdict or stars at any time. Who takes a judgement back has seen the others', and
nothing makes that unseen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from generation.models import Batch, Candidate
from review.models import BlindRound
from review.models.selection import judgements
from studio.people.models import User


def hidden(candidates: Iterable[int], *, viewer: User) -> set[int]:
    """Those of which this person may not know yet what others said. One query where no round is on, else two."""
    blind = set(
        Candidate.objects.filter(pk__in=candidates, batch__in=BlindRound.objects.values("batch")).values_list(
            "pk", flat=True
        )
    )
    if not blind:
        return blind
    return blind - set(judgements(viewer).filter(subject__in=blind).values_list("subject", flat=True))


def round_of(batch: Batch) -> BlindRound | None:
    return BlindRound.objects.select_related("by").filter(batch=batch).first()


@dataclass(frozen=True, slots=True)
class Began:
    """Who began a round, by name, and when."""

    by: str
    at: datetime


def with_round(batches: QuerySet[Batch]) -> QuerySet[Batch]:
    """Batches with what `began` needs of them, read along in the same query."""
    rounds = BlindRound.objects.filter(batch=OuterRef("pk"))
    names = JSONObject(**{part: f"by__{part}" for part in ("first_name", "last_name", "username")})
    return batches.annotate(blind_at=Subquery(rounds.values("at")[:1]), blind_by=Subquery(rounds.values(one=names)[:1]))


def began(batch: Any) -> Began | None:
    """Of the round that is on over a batch that was read by `with_round`; None where none is."""
    return Began(User(**batch.blind_by).name, batch.blind_at) if batch.blind_at else None
