"""What is to be measured, and which brands have something new to learn from. Light: the sweep asks."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from generation.engine.features.table import VERSION
from generation.models import Batch, Candidate
from generation.states import DONE
from review.models import Features, Ranking
from review.ranking.judged import judgements
from studio.people.models import Brand

QUIET: Final = timedelta(seconds=45)  # since the last judgement: then the batch is gone through, or somebody rests
LONG: Final = timedelta(minutes=10)  # since the last version: longer is not waited for quiet
NEWEST: Final = 200  # batches that the sweep looks through for pictures nobody measured


def unmeasured() -> QuerySet[Candidate]:
    """Candidates with a picture that this version of the measures has not seen, or not all of."""
    seen = Features.objects.filter(candidate=OuterRef("pk"), version=VERSION, structure__isnull=False)
    return Candidate.objects.filter(~Exists(seen), state=DONE, picture__isnull=False)


def unmeasured_batches() -> list[int]:
    """Of the newest batches those with such candidates; older ones are measured when their brand learns from them."""
    newest = list(Batch.objects.order_by("-pk").values_list("pk", flat=True)[:NEWEST])
    return list(unmeasured().filter(batch__in=newest).order_by().values_list("batch", flat=True).distinct()[:20])


def due() -> list[Brand]:
    """Brands that were judged since their last version and are quiet now, or have not been for long."""
    now = timezone.now()
    found = []
    for brand in Brand.objects.all():
        newest = judgements(brand).only("pk", "at").first()
        if newest is None:
            continue
        last = Ranking.objects.filter(brand=brand).only("learned_from", "made_at").first()
        if last is not None and last.learned_from.get("event", 0) >= newest.pk:
            continue
        long = last is not None and now - last.made_at > LONG
        if long or now - newest.at > QUIET:
            found.append(brand)
    return found
