"""The code that proves that a link was sent to who has it: six digits by mail, ten minutes, five tries, three an hour.

Whatever is wrong, the answer is the same, and takes the same time.
"""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from review.guests import letters
from review.models import GuestLink
from studio.lib.messages import after_commit
from studio.lib.problems import BadInput, NotNow

HOLDS = timedelta(minutes=10)
HOUR = timedelta(hours=1)
TRIES = 5
AN_HOUR = 3
WRONG = "That code is not right, or it does not hold any more. Check it, or have a new one mailed."
DIGITS = 6


@transaction.atomic
def want(link: GuestLink) -> bool:
    """Have a new code mailed; the one before ends. False, and nothing is mailed, after three within the hour.

    Three at most in any hour: the count begins anew only an hour after the last one.
    """
    row = GuestLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    now = timezone.now()
    mailed = row.mailed if row.mailed_at is not None and now - row.mailed_at < HOUR else 0
    if not row.live or mailed >= AN_HOUR:
        return False
    GuestLink.objects.filter(pk=row.pk).update(
        code="", code_until=now + HOLDS, tries=0, mailed=mailed + 1, mailed_at=now
    )
    from review.tasks import mail_guest_code  # tasks import this room

    after_commit(mail_guest_code.delay, row.pk)
    return True


def send(pk: int) -> None:
    """Make the code that is wanted and mail it. Twice asked, once mailed. Raises NotNow; then it is wanted still."""
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    hashed = make_password(code)
    wanted = GuestLink.objects.live().filter(pk=pk, code="", code_until__gt=timezone.now())
    if not wanted.update(code=hashed):
        return
    try:
        letters.code(GuestLink.objects.get(pk=pk), code)
    except NotNow:
        GuestLink.objects.filter(pk=pk, code=hashed).update(code="")
        raise


def prove(link: GuestLink, code: str) -> None:
    """Take a code, once. Raises BadInput, always with the same words. A try is counted before it is looked at."""
    row = GuestLink.objects.get(pk=link.pk)
    tried = GuestLink.objects.live().filter(
        ~Q(code=""), pk=row.pk, code=row.code, code_until__gt=timezone.now(), tries__lt=TRIES
    )
    counted = bool(row.code) and bool(tried.update(tries=F("tries") + 1))
    if not counted:
        make_password(code)  # takes as long as comparing would
        raise BadInput(WRONG, field="code")
    if not check_password(code, row.code):
        raise BadInput(WRONG, field="code")
    now = timezone.now()
    taken = GuestLink.objects.live().filter(pk=row.pk, code=row.code).update(code="", code_until=None, seen_at=now)
    if not taken:
        raise BadInput(WRONG, field="code")
    GuestLink.objects.filter(pk=row.pk, opened_at__isnull=True).update(opened_at=now)


def forgotten() -> list[int]:
    """Links whose code is wanted and was not mailed: the message was lost, or the mail server was away."""
    rows = GuestLink.objects.live().filter(code="", code_until__gt=timezone.now())
    return list(rows.values_list("pk", flat=True)[:50])
