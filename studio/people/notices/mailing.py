"""Notices by mail: once a day in one mail a person, or at once. A row is claimed before it is sent, by one worker."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from studio.lib import mail
from studio.lib.problems import NotNow
from studio.people.models import Notice, User
from studio.people.notices.kinds import DAILY, NOW, how_mailed
from studio.people.notices.leaving import leave_path

BACK = timedelta(days=3)  # older ones are not mailed any more: what somebody turns on is not sent backwards
LISTED = 50  # in one mail; the page has the rest


def due(now: datetime | None = None) -> QuerySet[Notice]:
    """Unread ones that are to be mailed by now and were not: all of those at once, and those of before the last
    DIGEST_HOUR that are for the daily mail."""
    now = now or timezone.now()
    rows = Notice.objects.filter(
        read_at__isnull=True, mailed_at__isnull=True, at__gt=now - BACK, person__is_active=True
    )
    rows = rows.exclude(person__email="").still_theirs().alias(mail=how_mailed())
    return rows.filter(Q(mail=NOW) | Q(mail=DAILY, at__lte=digest_moment(now)))


def digest_moment(now: datetime) -> datetime:
    """When the daily mail was due last."""
    today = now.replace(hour=settings.DIGEST_HOUR, minute=0, second=0, microsecond=0)
    return today if today <= now else today - timedelta(days=1)


def sweep(**_: object) -> None:
    """Wake a worker where something is to be mailed."""
    from studio.people.tasks import mail_notices  # tasks import this room

    if settings.MAIL_ON and due().exists():
        mail_notices.delay()


def mail_all() -> int:
    """Everybody's, a mail each. Returns how many were sent; it stops where the server is away; the sweep asks again."""
    if not settings.MAIL_ON:
        return 0
    sent = 0
    for pk in list(due().order_by("person").values_list("person", flat=True).distinct()):
        rows = claim(pk)
        if not rows:
            continue
        try:
            mail_to(rows[0].person, rows)
        except NotNow:
            Notice.objects.filter(pk__in=[row.pk for row in rows]).update(mailed_at=None)
            raise
        sent += 1
    return sent


@transaction.atomic
def claim(person: int) -> list[Notice]:
    """What is to be mailed to this person and nobody else has in hand, marked as mailed."""
    held = due().filter(person=person).select_for_update(of=("self",), skip_locked=True)
    rows = list(held.select_related("person", "brand").order_by("pk"))
    Notice.objects.filter(pk__in=[row.pk for row in rows]).update(mailed_at=timezone.now())
    return rows


def mail_to(person: User, rows: Sequence[Notice]) -> None:
    """One mail, as plain text and as HTML. Raises NotNow."""
    leave = mail.address(leave_path(person))
    lines = [(row, mail.address(row.path)) for row in rows[:LISTED]]
    page = {
        "person": person, "lines": lines, "more": len(rows) - len(lines), "leave": leave,
        "list": mail.address(reverse("people:notices")), "settings": mail.address(reverse("people:notice_settings")),
    }  # fmt: skip
    subject = rows[0].sentence if len(rows) == 1 else f"{len(rows)} notices from Gatefold"
    mail.send(
        person.email,
        subject,
        render_to_string("people/digest.txt", page),
        html=render_to_string("people/digest.html", page),
        headers={"List-Unsubscribe": f"<{leave}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},  # RFC 8058
    )
