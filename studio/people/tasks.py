"""What workers are woken for. Load, call, record; coming twice changes nothing."""

from __future__ import annotations

from celery import shared_task

from studio.people.notices import mailing


@shared_task(name="people.mail_notices")
def mail_notices() -> None:
    mailing.mail_all()
