"""Asking for a review sheet, and what a worker makes of it."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from generation.models import Batch
from generation.nudges import later
from review.models.sheet import ReviewSheet
from studio.lib import blobs
from studio.lib.canonical import digest
from studio.lib.models import Blob
from studio.people.models import User

log = logging.getLogger(__name__)

FORGOTTEN = timedelta(minutes=2)


def key(batch: Batch, document: Mapping[str, Any]) -> str:
    """By which the sheet of this document is found again."""
    return digest({"batch": batch.pk, **document})


@transaction.atomic
def ask(batch: Batch, document: Mapping[str, Any], *, by: User) -> ReviewSheet:
    """The sheet of this document: the one that is there, or one that a worker is woken for; a failed one tried anew."""
    from review.tasks import review_sheet

    row, fresh = ReviewSheet.objects.get_or_create(
        digest=key(batch, document), defaults={"batch": batch, "document": document, "by": by}
    )
    if not fresh and row.error:
        ReviewSheet.objects.filter(pk=row.pk).update(error="", asked_at=timezone.now())
        row.error, fresh = "", True
    if fresh:
        later(review_sheet, row.pk, "pixels")
    return row


def make(pk: int) -> None:
    """In a worker: draw and store it, once. What cannot be drawn is said on the row."""
    from review.sheet_pdf import drawn  # decodes pictures: never in the web

    row = ReviewSheet.objects.filter(pk=pk, file__isnull=True, error="").first()
    if row is None:
        return
    try:
        data = drawn(row.document, blobs.read)
    except Exception:
        log.exception("The review sheet %s could not be drawn", pk)
        sentence = "This sheet could not be drawn. Ask for it again; if that fails too, see the worker's log."
        ReviewSheet.objects.filter(pk=pk, file__isnull=True).update(error=sentence)
        return
    file, _ = Blob.objects.get_or_create(
        digest=blobs.put(data), defaults={"size": len(data), "media_type": "application/pdf"}
    )
    ReviewSheet.objects.filter(pk=pk, file__isnull=True).update(file=file)


def sweep(**_: object) -> None:
    """Sheets whose message or worker was lost."""
    from review.tasks import review_sheet

    before = timezone.now() - FORGOTTEN
    for row in ReviewSheet.objects.filter(file__isnull=True, error="", asked_at__lt=before).order_by("pk")[:20]:
        later(review_sheet, row.pk, "pixels")
