"""Before a candidate is begun: whose budget is spent. Read at each claim, so what was read last is kept a moment."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from briefs.models import Campaign
from generation.budgets.standing import OK, OPEN, STOP, WARN, Past, Standing, of_brands, of_campaigns
from generation.models import Batch, Tally
from studio.lib import events
from studio.lib.models import Event
from studio.people.models import Brand

FRESH = 2.0  # seconds that a process goes by what it read


@dataclass(frozen=True, slots=True)
class SpentOut:
    """Brands and campaigns, by primary key, of which nothing more may be begun, and what is said of each."""

    brands: frozenset[int] = frozenset()
    campaigns: frozenset[int] = frozenset()
    says: Mapping[tuple[str, int], str] | None = None

    def why(self, brand: int, campaign: int) -> str:
        """Why nothing of this campaign is begun; empty where nothing speaks against it."""
        says = self.says or {}
        return says.get(("campaign", campaign), "") or says.get(("brand", brand), "")


class _Kept:
    """What this process read last, and when (monotonic seconds)."""

    at = float("-inf")
    value = SpentOut()
    past = Past()


def spent_out() -> SpentOut:
    """Brands and campaigns whose budget is spent, at most FRESH seconds old. Ten queries where it is read anew."""
    now = time.monotonic()
    if now - _Kept.at >= FRESH:
        _Kept.value, _Kept.at = _read(), now
    return _Kept.value


def forget() -> None:
    """Read anew at the next question: this process has just changed a budget."""
    _Kept.at, _Kept.past = float("-inf"), Past()


def _read() -> SpentOut:
    found = _all(_Kept.past)
    notice(found)
    return _stopped(found)


def as_it_is() -> SpentOut:
    """The same, read now and nothing recorded: for a page."""
    return _stopped(_all())


def _all(past: Past | None = None) -> list[Standing]:
    return [*of_brands(past=past), *of_campaigns(_lively(), past)]


def _stopped(found: Iterable[Standing]) -> SpentOut:
    stopped = [one for one in found if one.stopped]
    return SpentOut(
        frozenset(one.pk for one in stopped if one.noun == "brand"),
        frozenset(one.pk for one in stopped if one.noun == "campaign"),
        {(one.noun, one.pk): one.waits for one in stopped},
    )


def _lively() -> Any:
    """Campaigns with work in the line, or that spent something since yesterday: the others' budgets move nothing."""
    batches = Batch.objects.filter(state__in=OPEN, revision__brief__campaign=OuterRef("pk"))
    lately = Tally.objects.filter(campaign=OuterRef("pk"), day__gte=timezone.localdate() - timedelta(days=1))
    return Campaign.objects.filter(Exists(batches) | Exists(lately))


def notice(found: Iterable[Standing]) -> None:
    """Record `budget-warn` and `budget-stop` of a brand or campaign, once for each crossing: the same budget of the
    same month is told of once at each level, whoever sees it first."""
    past = [one for one in found if one.level != OK]
    if not past:
        return
    known = _told(past)
    for one in past:
        for level in (WARN, STOP) if one.level == STOP else (WARN,):
            if (one.noun, one.pk, level, *_key(one)) not in known:
                _tell(one, level)


def _key(one: Standing) -> tuple[str, int]:
    return (one.month.isoformat() if one.month else "", one.limit)


def _told(past: list[Standing]) -> set[tuple[str, int, str, str, int]]:
    subject = Q()
    for noun in ("brand", "campaign"):
        subject |= Q(noun=noun, subject__in=[one.pk for one in past if one.noun == noun])
    rows = Event.objects.filter(subject, kind__endswith=(".budget-warn")) | Event.objects.filter(
        subject, kind__endswith=".budget-stop"
    )
    return {
        (noun, pk, kind.rpartition("-")[2], data.get("month", ""), data.get("limit", 0))
        for noun, pk, kind, data in rows.values_list("noun", "subject", "kind", "data")
    }


@transaction.atomic
def _tell(one: Standing, level: str) -> None:
    model: Any = Brand if one.noun == "brand" else Campaign
    row = model.objects.select_for_update(of=("self",)).get(pk=one.pk)  # one teller at a time
    if (one.noun, one.pk, level, *_key(one)) in _told([one]):
        return
    month, limit = _key(one)
    events.record(
        f"budget-{level}", row, brand=Brand(pk=one.brand), month=month, limit=limit, spent=one.spent, hard=one.hard
    )
