"""What a person has been told: by day, unread first; and that they have read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import QuerySet
from django.utils import timezone

from studio.lib import stream
from studio.people.models import Notice, User
from studio.people.notices.kinds import not_listed

SHOWN = 100  # unread ones, and as many read ones
EVENT = "notice"  # what the person's own pages hear


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    notices: list[Notice]


def listed(person: User) -> QuerySet[Notice]:
    """What stands under the bell: of brands the person is still at, and of kinds they want there."""
    return Notice.objects.of(person).still_theirs().listed(not_listed())


def unread(person: User) -> QuerySet[Notice]:
    return listed(person).filter(read_at__isnull=True)


def days(rows: QuerySet[Notice]) -> list[Day]:
    """The newest first, by the day they happened."""
    newest = list(rows.select_related("brand").order_by("-pk")[:SHOWN])
    return [Day(day, list(some)) for day, some in groupby(newest, lambda row: timezone.localtime(row.at).date())]


def mark_read(rows: QuerySet[Notice]) -> int:
    """Those of them that were unread are read now. Their people's pages count again."""
    found = list(rows.filter(read_at__isnull=True).values_list("pk", "person"))
    if not found:
        return 0
    changed = Notice.objects.filter(pk__in=[pk for pk, _ in found], read_at__isnull=True).update(read_at=timezone.now())
    _recount({person for _, person in found})
    return changed


def _recount(people: Iterable[int]) -> None:
    for person in people:
        stream.notify_person(person, EVENT)
