"""What the pixel workers do for briefs. Load, call, record; ids only; coming twice changes nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from briefs.actions import picture as pictures
from briefs.actions.character import hang
from briefs.actions.reference import nudge
from briefs.models import Picture, Reference
from studio.lib import blobs, events
from studio.lib.models import Blob

FORGOTTEN = timedelta(minutes=5)  # what waits for longer lost its message


@shared_task(name="briefs.read_reference")
def read_reference(reference_pk: int) -> None:
    """Decode what was uploaded and keep a clean picture of it, or the sentence that says why not."""
    reference = Reference.objects.select_related("brief__brand").filter(pk=reference_pk, state="waiting").first()
    if reference is None:
        return
    changes = _read(reference.upload_id, reference.name)
    with transaction.atomic():
        if Reference.objects.filter(pk=reference.pk, state="waiting").update(**changes):
            brand, brief = reference.brief.brand, reference.brief_id
            events.record(str(changes["state"]), reference, brand=brand, brief=brief)


@shared_task(name="briefs.read_picture")
def read_picture(picture_pk: int) -> None:
    """The same for a picture of the catalogue; a character sheet that waits for it gets it."""
    picture = Picture.objects.select_related("brand").filter(pk=picture_pk, state="waiting").first()
    if picture is None:
        return
    changes = _read(picture.upload_id, picture.name)
    with transaction.atomic():
        if Picture.objects.filter(pk=picture.pk, state="waiting").update(**changes):
            picture.refresh_from_db()
            hang(picture)
            events.record(picture.state, picture, brand=picture.brand)


def _read(upload: str, name: str) -> dict[str, Any]:
    """What becomes of an upload: state, and the picture with its outline or the refusal."""
    # Pillow stays out of the web processes, which import this module to send messages.
    from studio.lib import intake
    from studio.lib.outline import outline

    try:
        taken = intake.picture(blobs.read(upload), name=name)
    except intake.Refused as refusal:
        return {"state": "refused", "refusal": refusal.sentence[:300]}
    picture, _ = Blob.objects.get_or_create(
        digest=blobs.put(taken.png),
        defaults={"size": len(taken.png), "media_type": "image/png", "width": taken.width, "height": taken.height},
    )
    return {"state": "ready", "picture": picture, "outline": outline(taken.png)}


def nudge_forgotten() -> int:
    """Send again what a lost message left waiting; the sweep of the workers calls it. Returns how many."""
    before = timezone.now() - FORGOTTEN
    waiting = list(Reference.objects.filter(state="waiting", at__lt=before).values_list("pk", flat=True)[:20])
    for pk in waiting:
        nudge(pk)
    forgotten = list(Picture.objects.filter(state="waiting", at__lt=before).values_list("pk", flat=True)[:20])
    for pk in forgotten:
        pictures.nudge(pk)
    return len(waiting) + len(forgotten)
