"""How a budget stands: what is spent, what is under way, what is ordered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, OuterRef, Q, Subquery, Sum
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


def of_brands(brands: Iterable[int] | None = None) -> list[Standing]:
    """Every budget of these brands (None: of all) for this month. Two queries."""
    first = timezone.localdate().replace(day=1)
    rows = Budget.objects.exclude(micros=None).select_related("brand").order_by("brand__name")
    rows = rows if brands is None else rows.filter(brand__in=list(brands))
    month = Tally.objects.filter(brand=OuterRef("brand"), day__gte=first)
    found = list(rows.annotate(spent=_sum(month, "brand")))
    ordered = _ordered("batch__brand", [row.brand_id for row in found])
    return [
        Standing("brand", row.brand_id, row.brand_id, row.brand.name, row.micros, row.spent,
                 *ordered.get(row.brand_id, (0, 0)), row.warn_percent, row.hard, first)
        for row in found if row.micros is not None
    ]  # fmt: skip


def of_campaigns(campaigns: Any) -> list[Standing]:
    """The budgets of those of a queryset of campaigns that have one. Three queries."""
    whole = Tally.objects.filter(campaign=OuterRef("pk"))
    rows = campaigns.exclude(budget_micros=None).annotate(spent=_sum(whole, "campaign"))
    found = list(rows.order_by("name"))
    rules = {row.brand_id: row for row in Budget.objects.filter(brand__in={row.brand_id for row in found})}
    ordered = _ordered("batch__revision__brief__campaign", [row.pk for row in found])
    return [
        Standing("campaign", row.pk, row.brand_id, row.name, row.budget_micros, row.spent,
                 *ordered.get(row.pk, (0, 0)), *_rules(rules.get(row.brand_id)))
        for row in found
    ]  # fmt: skip


def _rules(row: Budget | None) -> tuple[int, bool]:
    return (row.warn_percent, row.campaigns_hard) if row else (WARN_PERCENT, True)


def _sum(rows: Any, key: str) -> Any:
    total = rows.order_by().values(key).annotate(total=Sum("micros")).values("total")
    return Coalesce(Subquery(total, output_field=BigIntegerField()), 0)


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
    """What an order of this campaign is held against: its own budget, and its brand's. Five queries."""
    return [*of_campaigns(Campaign.objects.filter(pk=campaign.pk)), *of_brands([campaign.brand_id])]
