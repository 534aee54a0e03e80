"""A check waived, and a waiver withdrawn. Who answers for the check decides, never on their own work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_date

from generation.engine.checks.catalogue import entry
from review.finishing import label
from review.gates.able import hands
from review.models import Check, Finish, Waiver
from review.states import IN_REVIEW, READY, SENT_BACK
from review.waivers import covering, standing
from review.words import plain_words
from studio.lib import events
from studio.lib.problems import BadInput, NotAllowed, WrongState
from studio.people.models import User
from studio.people.roles import require

VERBS: Final = {"brand": "waive brand checks", "legal": "waive legal checks"}
LONGEST: Final = 366  # days: what stands for longer belongs in the placement, the style pack or the rules
MOST: Final = 60  # files at once
OPEN: Final = (READY, IN_REVIEW, SENT_BACK)


@transaction.atomic
def waive(checks: Sequence[Check], *, scope: str, why: str, until: str, by: User) -> list[Waiver]:
    """Let files go in spite of one check: those of these rows, or every file of their placements or of the brand.

    The rows are of one finish, one check and one verdict. Raises NotAllowed (role, own work), BadInput (scope, why,
    until, a check that nobody may waive), WrongState (signed meanwhile, waived already).
    """
    first = _one_finding(checks)
    finish = Finish.objects.select_for_update(of=("self",)).select_related("brand", "revision").get(pk=first.finish_id)
    known = entry(first.name)
    if known.never:
        raise BadInput(f"{label(first.name)} cannot be waived. {known.never}", field="check")
    require(by, VERBS[known.discipline], finish.brand)
    if by.pk in hands(finish):
        raise NotAllowed("You had a hand in making this, so someone else waives its checks. Ask a colleague.")
    if finish.state not in OPEN:
        raise WrongState(f"This finish is {finish.state}. A check is waived before it is signed.")
    if scope not in Waiver.Scope.values:
        raise BadInput("Say what it is waived for: these files, the placement, or the brand.", field="scope")
    words, day = plain_words(why, "reason", most=500), last_day(until)
    if all(covering(check, standing(finish)) for check in checks):
        raise WrongState(f"{label(first.name)} is waived for this already. Withdraw that waiver to say it otherwise.")
    made = []
    for placed in _placed(checks, Waiver.Scope(scope)):
        row = Waiver.objects.create(
            brand=finish.brand, name=first.name, verdict=first.verdict, scope=scope, finish=finish, why=words,
            until=day, by=by, said=first.sentence, **placed,
        )  # fmt: skip
        told = {"check": first.name, "verdict": first.verdict, "scope": scope, "until": day.isoformat(), "why": words}
        events.record("waive", row, by=by, brand=finish.brand, finish=finish.pk, **told)
        made.append(row)
    return made


@transaction.atomic
def withdraw(waiver: Waiver, *, by: User) -> Waiver:
    """From now on the check counts again, and holds back what it held. Anybody who could have waived it may."""
    row = Waiver.objects.select_for_update(of=("self",)).select_related("brand").get(pk=waiver.pk)
    require(by, VERBS[entry(row.name).discipline], row.brand)
    if row.withdrawn_at is not None:
        raise WrongState("This waiver is withdrawn already.")
    if row.until < timezone.localdate():
        raise WrongState(f"This waiver ended on {row.until:%d.%m.%Y}.")
    row.withdrawn_at, row.withdrawn_by = timezone.now(), by
    row.save(update_fields=["withdrawn_at", "withdrawn_by"])
    events.record("withdraw", row, by=by, brand=row.brand, check=row.name)
    return row


def last_day(said: str) -> dt.date:
    """The day from a form. Raises BadInput."""
    try:
        day = parse_date(said)
    except (ValueError, TypeError):
        day = None
    if day is None:
        raise BadInput("Until: give the last day as year-month-day, such as 2027-03-31.", field="until")
    today = timezone.localdate()
    if day < today:
        raise BadInput(f"Until: {day:%d.%m.%Y} has passed. Give today or a later day.", field="until")
    if day > today + dt.timedelta(days=LONGEST):
        raise BadInput(
            "Until: a waiver holds for a year at most. What stands for longer belongs in the placement, the style pack "
            "or the required checks.",
            field="until",
        )
    return day


def _one_finding(checks: Sequence[Check]) -> Check:
    if not checks or len(checks) > MOST:
        raise BadInput(f"Name the verdicts to waive, from one to {MOST} of one check.", field="check")
    first = checks[0]
    if any((one.finish_id, one.name, one.verdict) != (first.finish_id, first.name, first.verdict) for one in checks):
        raise BadInput("These verdicts are not of one check on one finish. Waive each by itself.", field="check")
    if first.verdict == "pass":
        raise BadInput("This check passed, so there is nothing to waive.", field="check")
    return first


def _placed(checks: Sequence[Check], scope: Waiver.Scope) -> list[dict[str, object]]:
    """What each waiver is tied to, told apart."""
    if scope == Waiver.Scope.BRAND:
        return [{}]
    rows = [check.rendition for check in checks if check.rendition is not None]
    if not rows:
        raise BadInput("This verdict is of no file, so it can be waived for the brand alone.", field="scope")
    if scope == Waiver.Scope.PLACEMENT:
        return [{"placement_id": pk} for pk in dict.fromkeys(row.placement.placement_id for row in rows)]
    return [
        {"placement_id": row.placement.placement_id, "locale": row.locale, "hook": row.hook,
         "brief_id": checks[0].finish.revision.brief_id}
        for row in rows
    ]  # fmt: skip
