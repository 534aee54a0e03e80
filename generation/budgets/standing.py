"""How a budget stands: what is spent, what is under way, what is ordered."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import BigIntegerField, Q, QuerySet, Sum
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from briefs.models import Campaign
from generation.cost.words import money
from generation.models import Budget, Candidate, Tally
from generation.states import QUEUED, RUNNING, WAITING

WARN_PERCENT = 80  # of a brand that has no row
OPEN = (QUEUED, RUNNING)
OK, WARN, STOP = "ok", "warn", "stop"


@dataclass(frozen=True, slots=True)
class Standing:
    """A budget and what stands against it, in millionths of a euro. `running` and `waiting` are estimates."""

    noun: str  # brand, campaign
    pk: int
    brand: int
    name: str
    limit: int
    spent: int
    running: int
    waiting: int
    warn_percent: int
    hard: bool
    month: date | None = None  # its first day, of a brand's budget

    @property
    def level(self) -> str:
        """warn from `warn_percent` on; stop once nothing may be begun, or would be if it were hard."""
        if self.spent + self.running >= self.limit:
            return STOP
        return WARN if self.percent >= self.warn_percent else OK

    @property
    def stopped(self) -> bool:
        return self.hard and self.level == STOP

    @property
    def percent(self) -> int:
        """Spent, of the budget; rounded down, so that 100 % is all of it."""
        return int(100 * self.spent / self.limit) if self.limit else 100

    @property
    def left(self) -> int:
        """What nobody has spent or ordered; below 0 where more is ordered than the budget has."""
        return self.limit - self.spent - self.running - self.waiting

    @property
    def title(self) -> str:
        when = f" for {self.month:%B %Y}" if self.month else ""
        return f"the budget of {self.name}{when}"

    @property
    def sentence(self) -> str:
        """What a page says of it: nothing while all is well."""
        if self.level == OK:
            return ""
        said = f"{self.percent} % of {self.title} is spent: {money(self.spent)} of {money(self.limit)}."
        if not self.stopped:
            return said
        under = f", and {money(self.running)} is under way" if self.running else ""
        until = ", or the month turns" if self.month else ""
        start = said if not under else f"{said[:-1]}{under}."
        return f"{start} Nothing more is begun until it is raised{until}."

    @property
    def waits(self) -> str:
        """What a batch says that this holds."""
        return f"waits: {self.title} is {'spent' if not self.running else 'spent or under way'}"


class Past:
    """What was spent before today, kept for a while: it does not change any more, and it is most of what there is."""

    KEPT = 60.0  # seconds, after which a rebuild of the tallies is seen

    def __init__(self) -> None:
        self.day, self.at = date.min, 0.0
        self.sums: dict[tuple[str, int], int] = {}

    def of(self, path: str, keys: list[int], since: date | None) -> dict[int, int]:
        """key -> millionths of a euro from `since` (None: ever) until yesterday. One query for those not known yet."""
        today, now = timezone.localdate(), time.monotonic()
        if today != self.day or now - self.at > self.KEPT:
            self.sums, self.day, self.at = {}, today, now
        unknown = [key for key in keys if (path, key) not in self.sums]
        if unknown:
            read = _spent(path, unknown, since, today)
            self.sums |= {(path, key): read.get(key, 0) for key in unknown}
        return {key: self.sums[path, key] for key in keys}


def _spent(path: str, keys: list[int], since: date | None, before: date | None = None) -> dict[int, int]:
    """key -> millionths of a euro, of the days from `since` until before `before`. One query, and none without keys."""
    if not keys:
        return {}
    rows = Tally.objects.filter(**{f"{path}__in": keys})
    rows = rows.filter(day__gte=since) if since else rows
    rows = rows.filter(day__lt=before) if before else rows
    return dict(rows.order_by().values_list(path).annotate(total=Sum("micros")))


def _all_spent(path: str, keys: list[int], since: date | None, past: Past | None) -> dict[int, int]:
    if past is None:
        return _spent(path, keys, since)
    before, today = past.of(path, keys, since), _spent(path, keys, timezone.localdate())
    return {key: before[key] + today.get(key, 0) for key in keys}


def of_brands(brands: Iterable[int] | None = None, past: Past | None = None) -> list[Standing]:
    """Every budget of these brands (None: of all) for this month. Three queries, and one more for a new `past`."""
    first = timezone.localdate().replace(day=1)
    rows = Budget.objects.exclude(micros=None).select_related("brand").order_by("brand__name")
    found = list(rows if brands is None else rows.filter(brand__in=list(brands)))
    keys = [row.brand_id for row in found]
    spent, ordered = _all_spent("brand", keys, first, past), _ordered("batch__brand", keys)
    return [
        Standing("brand", row.brand_id, row.brand_id, row.brand.name, row.micros, spent.get(row.brand_id, 0),
                 *ordered.get(row.brand_id, (0, 0)), row.warn_percent, row.hard, first)
        for row in found if row.micros is not None
    ]  # fmt: skip


def of_campaigns(campaigns: QuerySet[Campaign], past: Past | None = None) -> list[Standing]:
    """The budgets of those campaigns that have one. Four queries, and one more for a new `past`."""
    found = list(campaigns.exclude(budget_micros=None).order_by("name"))
    keys = [row.pk for row in found]
    rules = {row.brand_id: row for row in Budget.objects.filter(brand__in={row.brand_id for row in found})}
    spent, ordered = _all_spent("campaign", keys, None, past), _ordered("batch__revision__brief__campaign", keys)
    return [
        Standing("campaign", row.pk, row.brand_id, row.name, row.budget_micros or 0, spent.get(row.pk, 0),
                 *ordered.get(row.pk, (0, 0)), *_rules(rules.get(row.brand_id)))
        for row in found
    ]  # fmt: skip


def _rules(row: Budget | None) -> tuple[int, bool]:
    return (row.warn_percent, row.campaigns_hard) if row else (WARN_PERCENT, True)


def _ordered(path: str, keys: list[int]) -> dict[int, tuple[int, int]]:
    """key -> estimates of its candidates that run, and of those that wait. One query, and none without keys."""
    if not keys:
        return {}
    each = Cast(KeyTextTransform("micros_each", "batch__estimate"), BigIntegerField())
    rows = Candidate.objects.filter(batch__state__in=OPEN, state__in=(RUNNING, WAITING), **{f"{path}__in": keys})
    sums = rows.order_by().values_list(path).annotate(
        running=Coalesce(Sum(each, filter=Q(state=RUNNING)), 0), waiting=Coalesce(Sum(each, filter=Q(state=WAITING)), 0)
    )  # fmt: skip
    return {key: (running, waiting) for key, running, waiting in sums}


def standings(campaign: Campaign) -> list[Standing]:
    """What an order of this campaign is held against: its own budget, and its brand's. Seven queries."""
    return [*of_campaigns(Campaign.objects.filter(pk=campaign.pk)), *of_brands([campaign.brand_id])]
