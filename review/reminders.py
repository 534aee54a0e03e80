"""Marks whose day has come, or has passed: those whom they concern are told, once each."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.db.models import CharField, Exists, OuterRef
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone

from review.models import Annotation, Comment
from studio.lib import events
from studio.lib.models import Event
from studio.people import notices
from studio.people.models import User

BACK = timedelta(days=30)  # what is overdue for longer is told no more
HAND = 100  # marks a sweep
DUE, OVERDUE = "due", "overdue"  # what the event about it is called


def sweep(**_: object) -> None:
    today = timezone.localdate()
    for mark in waiting(today, OVERDUE):
        remind(mark, OVERDUE, f"Mark {mark.number} of {mark.candidate} was due on {mark.due:%d.%m.%Y}.")
    for mark in waiting(today, DUE):
        remind(mark, DUE, f"Mark {mark.number} of {mark.candidate} is due today.")


def waiting(today: date, what: str) -> list[Annotation]:
    """Open marks that are due today, or overdue, on the newest version they were carried to, and nobody was told since
    that day was set."""
    days = {"due": today} if what == DUE else {"due__lt": today, "due__gte": today - BACK}
    told = Event.objects.filter(noun="annotation", subject=OuterRef("pk"), kind=f"annotation.{what}")
    told = told.annotate(day=KT("data__day")).filter(day=Cast(OuterRef("due"), CharField()))
    onward = Annotation.objects.filter(carried_from=OuterRef("pk"))
    rows = Annotation.objects.filter(~Exists(told), ~Exists(onward), resolved_at__isnull=True, **days)
    return list(rows.select_related("candidate__batch__brand", "candidate__batch__by", "by").order_by("pk")[:HAND])


@transaction.atomic
def remind(mark: Annotation, what: str, sentence: str) -> None:
    brand, path = mark.candidate.batch.brand, f"{reverse('review:loupe', args=[mark.candidate_id])}#mark-{mark.pk}"
    events.record(what, mark, brand=brand, day=mark.due.isoformat() if mark.due else "")
    for person in concerned(mark):
        notices.tell(person, "due", sentence, path, brand=brand, noun="annotation", subject=mark.pk)


def concerned(mark: Annotation) -> list[User]:
    """Who made the mark and whom its thread mentions; where it mentions nobody, who ordered the batch."""
    named = list(User.objects.filter(pk__in=Comment.objects.filter(annotation=mark).values("mentions")).order_by("pk"))
    people = [mark.by, *(named or [mark.candidate.batch.by])]
    return list(dict.fromkeys(people))
