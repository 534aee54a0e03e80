"""What the pixel workers do for briefs. Load, call, record; ids only; coming twice changes nothing."""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from briefs.actions.reference import nudge
from briefs.models import Reference
from studio.lib import blobs, events
from studio.lib.models import Blob

FORGOTTEN = timedelta(minutes=5)  # a reference that waits for longer lost its message


@shared_task(name="briefs.read_reference")
def read_reference(reference_pk: int) -> None:
    """Decode what was uploaded and keep a clean picture of it, or the sentence that says why not."""
    # Pillow stays out of the web processes, which import this module to send messages.
    from studio.lib import intake
    from studio.lib.outline import outline

    reference = Reference.objects.select_related("brief__brand").filter(pk=reference_pk, state="waiting").first()
    if reference is None:
        return
    try:
        taken = intake.picture(blobs.read(reference.upload_id), name=reference.name)
    except intake.Refused as refusal:
        _settle(reference, state="refused", refusal=refusal.sentence[:300])
        return
    picture, _ = Blob.objects.get_or_create(
        digest=blobs.put(taken.png),
        defaults={"size": len(taken.png), "media_type": "image/png", "width": taken.width, "height": taken.height},
    )
    _settle(reference, state="ready", picture=picture, outline=outline(taken.png))


@transaction.atomic
def _settle(reference: Reference, **changes: object) -> None:
    won = Reference.objects.filter(pk=reference.pk, state="waiting").update(**changes)
    if won:
        events.record(str(changes["state"]), reference, brand=reference.brief.brand, brief=reference.brief_id)


def nudge_forgotten() -> int:
    """Send again what a lost message left waiting; the sweep of the workers calls it. Returns how many."""
    before = timezone.now() - FORGOTTEN
    waiting = list(Reference.objects.filter(state="waiting", at__lt=before).values_list("pk", flat=True)[:20])
    for pk in waiting:
        nudge(pk)
    return len(waiting)
