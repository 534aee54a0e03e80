"""Marks go with the picture: those still open on a version stand on the next one too, where that is settled anew.

A mark that was carried points to the one before; nothing of the thread is copied, it is read through that link.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from generation.models import Batch, Candidate
from generation.states import DONE
from review.models import Annotation, Comment
from studio.lib import events
from studio.lib.models import Event

log = logging.getLogger(__name__)

BACK = timedelta(days=2)  # how far the sweep looks back for versions whose marks were not carried
LONGEST = 64  # versions that a thread is followed through


def origin(batch: Batch) -> int | None:
    """The primary key of the candidate whose next versions this batch makes, where it makes any."""
    return batch.revised_from_id or batch.promoted_from_id


def on_done(candidates: Sequence[Candidate], batch: Batch, **_: object) -> None:
    """Versions have just been made, in the transaction that records them. What fails here the sweep repeats: a picture
    is never lost for a mark."""
    if origin(batch) is None:
        return
    for candidate in candidates:
        try:
            with transaction.atomic():
                carry(candidate.pk)
        except Exception:
            log.exception(
                "The marks on what candidate %s was made from could not be carried; the sweep will", candidate.pk
            )


def sweep(**_: object) -> None:
    """Versions that were made and whose marks were not carried: those are carried now."""
    told = Event.objects.filter(noun="candidate", subject=OuterRef("pk"), kind="candidate.carry")
    versions = Q(batch__promoted_from__isnull=False) | Q(batch__revised_from__isnull=False)
    late = Candidate.objects.filter(versions, ~Exists(told), state=DONE, done_at__gt=timezone.now() - BACK)
    for pk in late.order_by("pk").values_list("pk", flat=True)[:100]:
        carry(pk)


@transaction.atomic
def carry(pk: int) -> list[Annotation]:
    """The marks that were open on the version before, on this one; each once, however often this is asked.

    What was marked there after this version was made stays there. Recorded also where there was nothing to carry.
    """
    rows_to_hold = Candidate.objects.select_for_update(of=("self",), no_key=True)
    version = rows_to_hold.select_related("batch__brand").get(pk=pk)
    before = origin(version.batch)
    told = Event.objects.filter(noun="candidate", subject=pk, kind="candidate.carry")
    if before is None or version.state != DONE or version.picture_id is None or told.exists():
        return []
    rows_to_hold.get(pk=before)  # a mark that is being made there is made before, or after, and never in between
    rows = Annotation.objects.filter(candidate=before, rendition__isnull=True, resolved_at__isnull=True)
    if version.done_at is not None:
        rows = rows.filter(at__lte=version.done_at)
    taken = set(Annotation.objects.filter(candidate=pk).values_list("carried_from", flat=True))
    last = max(Annotation.objects.filter(candidate=pk).values_list("number", flat=True), default=0)
    fresh = [row for row in rows.order_by("number") if row.pk not in taken]
    made = Annotation.objects.bulk_create(
        Annotation(
            candidate=version,
            target=version.picture_id,
            number=last + place,
            kind=row.kind,
            points=row.points,
            by_id=row.by_id,
            due=row.due,
            carried_from=row,
        )
        for place, row in enumerate(fresh, 1)
    )
    numbers = {row.number: row.carried_from_id for row in made}
    events.record("carry", version, brand=version.batch.brand, origin=before, marks=numbers)
    return made


def threads_before(rows: Iterable[Annotation]) -> Mapping[int, list[Comment]]:
    """Mark pk -> what was said of it on the versions before, the oldest first, for those that were carried.

    Two queries, none where nothing was carried. What is said on an earlier version after it was carried is said there.
    """
    moments = {row.pk: row.at for row in rows if row.carried_from_id is not None}
    if not moments:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(CHAIN, [list(moments), LONGEST])
        links = [(mark, earlier, until) for mark, earlier, until in cursor.fetchall()]
    said: dict[int, list[Comment]] = {}
    every = Comment.objects.filter(annotation__in={earlier for _, earlier, _ in links}).select_related("by")
    for one in every.prefetch_related("mentions").order_by("pk"):
        said.setdefault(one.annotation_id, []).append(one)
    found: dict[int, list[Comment]] = {mark: [] for mark in moments}
    for mark, earlier, until in links:
        found[mark] += [one for one in said.get(earlier, []) if one.at <= until]
    return {mark: sorted(comments, key=lambda one: one.pk) for mark, comments in found.items()}


# Every mark with each one that it was carried from, and the moment at which it was.
CHAIN: Any = """
WITH RECURSIVE chain (mark, earlier, until, deep) AS (
  SELECT id, carried_from_id, at, 1 FROM review_annotation WHERE id = ANY(%s) AND carried_from_id IS NOT NULL
  UNION ALL
  SELECT chain.mark, a.carried_from_id, a.at, chain.deep + 1
  FROM chain JOIN review_annotation a ON a.id = chain.earlier
  WHERE a.carried_from_id IS NOT NULL AND chain.deep < %s
)
SELECT mark, earlier, until FROM chain
"""
