"""Marks on pictures and the threads about them. Append-only: nothing that was drawn or said is edited or removed."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from briefs.spec import tidy
from generation.models import Candidate
from generation.states import DONE
from review.models import Annotation, Comment, Rendition
from review.words import plain_words
from studio.lib import events
from studio.lib.models import Event
from studio.lib.problems import BadInput, WrongState
from studio.people.models import User
from studio.people.roles import require

SAID = 2_000  # characters
POINTS = {"pin": (1, 1), "box": (2, 2), "arrow": (2, 2), "stroke": (2, 2_000)}  # least and most
SMALLEST = 0.002  # a box or arrow shorter than this is a slip of the hand


@transaction.atomic
def annotate(
    candidate: Candidate,
    kind: str,
    points: Sequence[Sequence[float]],
    text: str,
    *,
    by: User,
    rendition: Rendition | None = None,
    once: str | None = None,
) -> Annotation:
    """Mark a picture and say why. `points` are [x, y], 0-1 from the top left; a box becomes top left, bottom right.

    The mark is bound to the digest of what was marked: the candidate's picture, or the rendition's file. `once` is the
    page's id for this mark: sent twice, it is one mark. Raises NotAllowed, WrongState without a picture, BadInput.
    """
    require(by, "mark a picture", candidate.batch.brand)
    shape = _shape(kind, points)
    words = plain_words(text, "comment", most=SAID)
    row = _hold(candidate)
    if once and (told := Event.objects.filter(noun="candidate", subject=row.pk, data__once=once).first()):
        return Annotation.objects.get(pk=told.data["annotation"])
    last = Annotation.objects.filter(candidate=row).aggregate(Max("number"))["number__max"] or 0
    made = Annotation.objects.create(
        candidate=row,
        rendition=rendition,
        target=_target(row, rendition),
        number=last + 1,
        kind=kind,
        points=shape,
        by=by,
    )
    Comment.objects.create(annotation=made, text=words, by=by)
    _tell("annotate", made, by=by, mark=kind, **({"once": once} if once else {}))
    return made


@transaction.atomic
def reply(annotation: Annotation, text: str, *, by: User) -> Comment:
    """Add to a mark's thread. A resolved mark can still be talked about."""
    require(by, "mark a picture", annotation.candidate.batch.brand)
    said = Comment.objects.create(annotation=annotation, text=plain_words(text, "comment", most=SAID), by=by)
    _tell("reply", annotation, by=by, comment=said.pk)
    return said


@transaction.atomic
def resolve(annotation: Annotation, *, by: User) -> Annotation:
    """Say that what a mark asks for is done. Resolving a resolved mark changes nothing."""
    require(by, "mark a picture", annotation.candidate.batch.brand)
    changed = Annotation.objects.filter(pk=annotation.pk, resolved_at__isnull=True).update(
        resolved_at=timezone.now(), resolved_by=by
    )
    if changed:
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


def _hold(candidate: Candidate) -> Candidate:
    """Lock the candidate so that marks made at the same moment get numbers of their own."""
    rows = Candidate.objects.select_for_update(of=("self",), no_key=True).select_related("batch__brand")
    row = rows.get(pk=candidate.pk)
    if row.state != DONE or row.picture_id is None:
        raise WrongState(f"{row} has no picture to mark: it is {row.state}. Mark it once its picture is here.")
    return row


def _target(candidate: Candidate, rendition: Rendition | None) -> str:
    if rendition is None:
        return candidate.picture_id or ""
    if rendition.finish.candidate_id != candidate.pk or rendition.file_id is None:
        raise WrongState("That rendition is not finished, or is not of this candidate. Mark the candidate instead.")
    return rendition.file_id


def _shape(kind: str, points: Sequence[Sequence[float]]) -> list[list[float]]:
    """The points as they are kept: five decimals, a 20,000th of the picture's side."""
    if kind not in POINTS:
        raise BadInput(f"“{tidy(kind[:40])}” is not a kind of mark. Use {', '.join(POINTS)}.", field="kind")
    least, most = POINTS[kind]
    shape = [_point(point) for point in points] if isinstance(points, list | tuple) else []
    if not least <= len(shape) <= most:
        needs = f"{least}" if least == most else f"{least} to {most:,}"
        raise BadInput(f"A {kind} has {needs} points; this one has {len(shape):,}. Draw it again.", field="points")
    if kind == "box":
        (ax, ay), (bx, by) = shape
        shape = [[min(ax, bx), min(ay, by)], [max(ax, bx), max(ay, by)]]
        if shape[1][0] - shape[0][0] < SMALLEST or shape[1][1] - shape[0][1] < SMALLEST:
            raise BadInput("That box has no area. Drag from one corner to the other.", field="points")
    if kind == "arrow" and max(abs(shape[1][axis] - shape[0][axis]) for axis in (0, 1)) < SMALLEST:
        raise BadInput("That arrow has no length. Drag from its tail to its point.", field="points")
    return shape


def _point(point: object) -> list[float]:
    pair = list(point) if isinstance(point, list | tuple) and len(point) == 2 else []
    numbers = [
        n for n in pair if isinstance(n, int | float) and not isinstance(n, bool) and isfinite(n) and 0 <= n <= 1
    ]
    if len(numbers) != 2:
        raise BadInput("A point is two numbers from 0 to 1: across and down the picture.", field="points")
    return [round(float(n), 5) for n in numbers]


def _tell(verb: str, annotation: Annotation, *, by: User, **data: Any) -> None:
    """Told of the candidate, so that one look-up gives all that was said and decided about a picture."""
    candidate = annotation.candidate
    events.record(
        verb, candidate, by=by, brand=candidate.batch.brand, annotation=annotation.pk, number=annotation.number, **data
    )
