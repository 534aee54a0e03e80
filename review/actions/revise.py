"""From a mark to a new version of its picture, and back: painted anew inside the mark, and accepted."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from generation import revision
from generation.models import Batch, Candidate, ModelEntry
from generation.states import DONE
from review.actions.annotate import settle
from review.masks import mask_of
from review.models import Annotation
from review.words import plain_words
from studio.lib import blobs, events
from studio.lib.models import Blob, Event
from studio.lib.problems import BadInput, WrongState
from studio.people.models import User
from studio.people.roles import require

ASKED = 300  # characters: an instruction, not a brief


def revise(
    annotation: Annotation,
    *,
    instruction: str,
    model: ModelEntry,
    count: int = 1,
    by: User,
    seed: int | None = None,
    once: UUID | None = None,
) -> Batch:
    """Have what a box or a stroke covers painted anew: `count` new versions of its picture, all else as it was.

    The batch points to the picture, the mark to the batch. The mark stays open until a version is accepted. Raises
    NotAllowed, WrongState, BadInput (instruction, model, count, mark), and what a budget forbids; then nothing is made.
    """
    candidate = annotation.candidate
    require(by, "promote a candidate", candidate.batch.brand)
    words = plain_words(instruction, "instruction", most=ASKED)
    if annotation.rendition_id is not None:
        raise BadInput("That mark is on a finished file. Mark the candidate's own picture instead.", field="mark")
    picture = candidate.picture
    if candidate.state != DONE or picture is None or picture.digest != annotation.target:
        raise WrongState(f"The picture that mark {annotation.number} is on is not {candidate}'s now. Mark it again.")
    mask = mask_of(annotation.kind, annotation.points, (picture.width or 0, picture.height or 0))
    digest = blobs.put(mask)  # before the transaction: the store may stall, and bytes that nobody names are swept
    with transaction.atomic():
        kept = {"size": len(mask), "media_type": "image/png", "width": picture.width, "height": picture.height}
        Blob.objects.get_or_create(digest=digest, defaults=kept)
        about = {"annotation": annotation.pk, "number": annotation.number}
        batch = revision.paint_anew(
            candidate,
            mask=digest,
            instruction=words,
            model=model,
            count=count,
            by=by,
            seed=seed,
            once=once,
            about=about,
        )
        Annotation.objects.filter(pk=annotation.pk).update(revision=batch)
    annotation.refresh_from_db(fields=["revision"])
    return batch


@transaction.atomic
def accept(version: Candidate, *, by: User) -> Annotation:
    """Say that this version is what its mark asked for. That resolves the mark, and the one that was carried from it to
    this version. Accepting twice changes nothing. Raises NotAllowed, WrongState where it was painted for no mark."""
    batch = version.batch
    require(by, "promote a candidate", batch.brand)
    asked = mark_behind(version)
    if asked is None:
        raise WrongState(f"{version} was not painted for a mark, so there is nothing to accept. Pick it instead.")
    if version.state != DONE:
        raise WrongState(f"{version} is {version.state}. Accept it once its picture is here.")
    Annotation.objects.filter(pk=asked.pk).update(revision=batch)
    carried = Annotation.objects.filter(candidate=version, carried_from=asked).select_related("candidate").first()
    if settle(asked, by=by):
        told = {"annotation": asked.pk, "number": asked.number, "version": version.pk}
        events.record("resolve", asked.candidate, by=by, brand=batch.brand, **told)
        events.record("accept", version, by=by, brand=batch.brand, annotation=asked.pk, number=asked.number)
    if carried is not None and settle(carried, by=by):
        told = {"annotation": carried.pk, "number": carried.number, "version": version.pk}
        events.record("resolve", version, by=by, brand=batch.brand, **told)
    asked.refresh_from_db()
    return asked


def mark_behind(version: Candidate) -> Annotation | None:
    """The mark that this version was painted for; None where it was painted for none."""
    batch = version.batch
    if batch.revised_from_id is None:
        return None
    told = Event.objects.filter(
        noun="candidate", subject=batch.revised_from_id, kind="candidate.revise", data__batch=batch.pk
    ).first()
    rows = Annotation.objects.select_related("candidate__batch")
    return rows.filter(pk=told.data.get("annotation")).first() if told else None
