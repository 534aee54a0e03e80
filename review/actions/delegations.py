"""Signing in another's place, for some days. The signature says so, and the right goes no further."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from briefs.spec import tidy
from review.gates.terms import VERBS
from review.models import Delegation
from studio.lib import events
from studio.lib.problems import BadInput, NotAllowed, WrongState
from studio.people import notices
from studio.people.models import Brand, User
from studio.people.roles import may, require

LONGEST: Final = 90  # days
ARRANGE: Final = "keep gates"


@transaction.atomic
def delegate(
    brand: Brand, kind: str, *, giver: User, taker: User, first_day: dt.date, last_day: dt.date, why: str, by: User
) -> Delegation:
    """`giver`'s right to sign for `kind` at the brand, to `taker` from the first to the last day, both included.

    Given by its owner, or arranged by who keeps the gates where the owner is away. Raises BadInput, NotAllowed.
    """
    if kind not in VERBS:
        raise BadInput(f"A discipline is one of {', '.join(VERBS)}.", field="kind")
    if by != giver:
        require(by, ARRANGE, brand)
    if not may(giver, VERBS[kind], brand):
        raise NotAllowed(f"{giver.name} may not {VERBS[kind]} at {brand.name}, and so has nothing to delegate.")
    if taker == giver or taker == by != giver:
        raise BadInput("Choose somebody else: nobody gives a signature to themselves.", field="taker")
    if not taker.is_active or taker.guest or not taker.roles_at(brand):
        raise BadInput(f"{taker.name} is not of {brand.name}. Choose one of its people.", field="taker")
    _days(first_day, last_day)
    why = tidy(why)
    if not 0 < len(why) <= 200:
        raise BadInput("Say why, in at most 200 characters: it stands beside each signature.", field="why")
    made = Delegation.objects.create(
        brand=brand, kind=kind, giver=giver, taker=taker, first_day=first_day, last_day=last_day, why=why, by=by
    )
    days = f"{first_day:%d.%m.%Y} to {last_day:%d.%m.%Y}"
    events.record("give", made, by=by, brand=brand, kind=kind, giver=giver.pk, taker=taker.pk, days=days)
    path = reverse("review:delegations")
    for person in (taker, giver):
        said = f"{taker.name} signs for {kind} at {brand.name} in {giver.name}'s place, {days}."
        notices.tell(person, "review", said, path, brand=brand, noun="delegation", subject=made.pk, by=by)
    return made


def _days(first_day: dt.date, last_day: dt.date) -> None:
    today = timezone.localdate()
    if last_day < max(first_day, today):
        raise BadInput("The last day is today or later, and not before the first.", field="last_day")
    if (last_day - first_day).days >= LONGEST or (first_day - today).days > 365:
        raise BadInput(f"At most {LONGEST} days at a time, beginning within a year.", field="last_day")


@transaction.atomic
def withdraw(row: Delegation, *, by: User) -> Delegation:
    """End it now. What was signed stands."""
    if by not in (row.giver, row.taker):
        require(by, ARRANGE, row.brand)
    if not Delegation.objects.filter(pk=row.pk, withdrawn_at=None).update(withdrawn_at=timezone.now()):
        raise WrongState("This is withdrawn already.")
    events.record("withdraw", row, by=by, brand=row.brand)
    row.refresh_from_db(fields=["withdrawn_at"])
    return row
