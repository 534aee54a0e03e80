"""Marks on pictures and the threads about them. Append-only: nothing that was drawn or said is edited or removed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from generation.models import Candidate
from generation.states import DONE
from review.guests import permits as guests
from review.mentions import named
from review.models import Annotation, Comment, Rendition
from review.shapes import shape_of
from review.words import plain_words
from studio.lib import events
from studio.lib.models import Event
from studio.lib.problems import BadInput, WrongState
from studio.people import notices
from studio.people.models import User
from studio.people.roles import require

SAID = 2_000  # characters
AHEAD = timedelta(days=3 * 366)  # a day further off is a slip of the hand


@transaction.atomic
def annotate(
    candidate: Candidate,
    kind: str,
    points: Sequence[Sequence[float]],
    text: str,
    *,
    by: User,
    rendition: Rendition | None = None,
    due: date | None = None,
    once: str | None = None,
) -> Annotation:
    """Mark a picture and say why. `points` are [x, y], 0-1 from the top left; a box becomes top left, bottom right.

    The mark is bound to the digest of what was marked: the candidate's picture, or the rendition's file. `due` is the
    day it should be done by. `once` is the page's id for this mark: sent twice, it is one mark. Who is mentioned in the
    text is told; of what a guest says, who invited them. Raises NotAllowed, WrongState without a picture, BadInput.
    """
    _may_speak(candidate, by, kind)
    shape = shape_of(kind, points)
    words = plain_words(text, "comment", most=SAID)
    row = hold(candidate)
    if once and (told := _told("annotate", row, once)):
        return Annotation.objects.get(pk=told.data["annotation"])
    _check_day(due)
    made = Annotation.objects.create(
        candidate=row,
        rendition=rendition,
        target=_target(row, rendition),
        number=next_number(row),
        kind=kind,
        points=shape,
        by=by,
        due=due,
    )
    _say(made, words, by)
    _tell("annotate", made, by=by, mark=kind, **({"once": once} if once else {}))
    return made


@transaction.atomic
def reply(annotation: Annotation, text: str, *, by: User, once: str | None = None) -> Comment:
    """Add to a mark's thread. A resolved mark can still be talked about. The same `once` is the same comment."""
    candidate = annotation.candidate
    _may_speak(candidate, by)
    words = plain_words(text, "comment", most=SAID)
    if once:
        hold(candidate)
        if told := _told("reply", candidate, once):
            return Comment.objects.get(pk=told.data["comment"])
    said = _say(annotation, words, by)
    _tell("reply", annotation, by=by, comment=said.pk, **({"once": once} if once else {}))
    return said


def _may_speak(candidate: Candidate, by: User, kind: str | None = None) -> None:
    """People speak by their role, guests by their link."""
    if by.guest:
        guests.permit(candidate, by, kind=kind)
    else:
        require(by, "mark a picture", candidate.batch.brand)


@transaction.atomic
def resolve(annotation: Annotation, *, by: User) -> Annotation:
    """Say that what a mark asks for is done. Resolving a resolved mark changes nothing."""
    require(by, "mark a picture", annotation.candidate.batch.brand)
    if settle(annotation, by=by):
        notices.over("due", "annotation", [annotation.pk])
        _tell("resolve", annotation, by=by)
    annotation.refresh_from_db()
    return annotation


@transaction.atomic
def reopen(annotation: Annotation, *, by: User) -> Annotation:
    """Say that a resolved mark is not done after all."""
    require(by, "mark a picture", annotation.candidate.batch.brand)
    changed = Annotation.objects.filter(pk=annotation.pk, resolved_at__isnull=False).update(
        resolved_at=None, resolved_by=None
    )
    if changed:
        _tell("reopen", annotation, by=by)
    annotation.refresh_from_db()
    return annotation


@transaction.atomic
def set_due(annotation: Annotation, due: date | None, *, by: User) -> Annotation:
    """By which day it should be done; None: by none. The day before is in the event."""
    require(by, "mark a picture", annotation.candidate.batch.brand)
    row = Annotation.objects.select_for_update(of=("self",), no_key=True).get(pk=annotation.pk)
    if row.due != due:
        _check_day(due)
        Annotation.objects.filter(pk=row.pk).update(due=due)
        _tell("due", annotation, by=by, due=_iso(due), was=_iso(row.due))
    annotation.refresh_from_db()
    return annotation


def hold(candidate: Candidate) -> Candidate:
    """Lock the candidate so that marks made at the same moment get numbers of their own."""
    rows = Candidate.objects.select_for_update(of=("self",), no_key=True).select_related("batch__brand")
    row = rows.get(pk=candidate.pk)
    if row.state != DONE or row.picture_id is None:
        raise WrongState(f"{row} has no picture to mark: it is {row.state}. Mark it once its picture is here.")
    return row


def next_number(candidate: Candidate) -> int:
    """Of the next mark on a candidate that is held."""
    last: int | None = Annotation.objects.filter(candidate=candidate).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def settle(annotation: Annotation, *, by: User) -> bool:
    """Set it resolved, once. False where it was already."""
    rows = Annotation.objects.filter(pk=annotation.pk, resolved_at__isnull=True)
    return bool(rows.update(resolved_at=timezone.now(), resolved_by=by))


def _target(candidate: Candidate, rendition: Rendition | None) -> str:
    if rendition is None:
        return candidate.picture_id or ""
    if rendition.finish.candidate_id != candidate.pk or rendition.file_id is None:
        raise WrongState("That rendition is not finished, or is not of this candidate. Mark the candidate instead.")
    return rendition.file_id


def _say(annotation: Annotation, words: str, by: User) -> Comment:
    """A comment, and those told of it whom it concerns, each once: whom it mentions, who invited the guest that says
    it, whose mark it answers. A guest mentions nobody: they know no user names, and shall not try any."""
    brand = annotation.candidate.batch.brand
    said = Comment.objects.create(annotation=annotation, text=words, by=by)
    people = [] if by.guest else [person for person in named(words, brand) if person.pk != by.pk]
    if people:
        said.mentions.set(people)
    where = f"mark {annotation.number} of {annotation.candidate}"
    path = f"{reverse('review:loupe', args=[annotation.candidate_id])}#mark-{annotation.pk}"
    about: dict[str, Any] = {"brand": brand, "noun": "comment", "subject": said.pk, "by": by}
    for person in people:
        notices.tell(person, "mention", f"{by.name} mentions you on {where}: {words}", path, **about)
    told = {person.pk for person in people} | ({guests.tell_host(said, annotation)} if by.guest else set())
    if annotation.by_id not in told:
        notices.tell(annotation.by, "answer", f"{by.name} answers your {where}: {words}", path, **about)
    return said


def _check_day(due: date | None) -> None:
    today = timezone.localdate()
    if due is not None and due < today:
        raise BadInput(f"Due: {due:%d.%m.%Y} has passed. Choose today or a later day.", field="due")
    if due is not None and due > today + AHEAD:
        raise BadInput(f"Due: {due:%d.%m.%Y} is years away. Choose a day within the next three.", field="due")


def _told(verb: str, candidate: Candidate, once: str) -> Event | None:
    """The event of what was sent with this id before."""
    same = Event.objects.filter(noun="candidate", subject=candidate.pk, kind=f"candidate.{verb}", data__once=once)
    return same.first()


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _tell(verb: str, annotation: Annotation, *, by: User, **data: Any) -> None:
    """Told of the candidate, so that one look-up gives all that was said and decided about a picture."""
    candidate = annotation.candidate
    events.record(
        verb, candidate, by=by, brand=candidate.batch.brand, annotation=annotation.pk, number=annotation.number, **data
    )
