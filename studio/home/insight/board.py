"""The plots of Insight, each with the question that it answers and what it counts."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from django.db.models import Exists, OuterRef

from briefs.models import Campaign
from generation import budgets
from generation.budgets import Standing
from studio.home.insight import figures
from studio.home.insight.days import NEWEST, Stay, stays
from studio.home.insight.figures import Course, OfCampaign, Sums
from studio.home.insight.scope import Scope
from studio.home.plots import Limit, Plot, Series, Unit

MOST_ROWS: Final = 8  # of a plot of rows; what is beyond goes together
TONES: Final = {"discovery": "one", "validation": "two", "export": "three"}


def _euros(micros: float) -> str:
    amount = micros / 1e6
    if 0 < amount < 0.01:
        return f"€{amount:.{1 - math.floor(math.log10(amount))}f}"  # two figures, so that an axis tells its ticks apart
    return f"€{amount:,.0f}" if amount >= 1000 else f"€{amount:,.2f}"


def _plain(value: float) -> str:
    """ "5,360", "33.3", "0.125": as many digits as tell the ticks of an axis apart."""
    if value >= 100 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.3g}"


def _in_days(value: float) -> str:
    if value >= 1:
        return f"{value:,.1f} d"
    return f"{value * 24:.1f} h" if value * 24 >= 1 else f"{value * 1440:.0f} min"


EUROS: Final = Unit("EUR", _euros, 1e-6)
COUNT: Final = Unit("count", _plain)
WHOLE: Final = Unit("count", _plain, whole=True)
DAYS: Final = Unit("days", _in_days)


@dataclass(frozen=True, slots=True)
class Board:
    scope: Scope
    whole: Sums
    plots: tuple[Plot, ...]
    standings: tuple[Standing, ...]
    campaigns: tuple[OfCampaign, ...]
    through: float | None  # days from brief to delivery, median

    def plot(self, key: str) -> Plot | None:
        return next((one for one in self.plots if one.key == key), None)

    @property
    def days_through(self) -> str:
        return "" if self.through is None else _in_days(self.through)

    @property
    def is_empty(self) -> bool:
        return not (self.whole.made or self.whole.failed or self.whole.assets)


def board(scope: Scope) -> Board:
    """Everything the page shows. Fifteen queries or so, however much was made."""
    course = figures.course(scope)
    standing = _standings(scope)
    stay = stays(scope)
    plots = [
        _ratio(scope, course), _cost(scope, course), _hourly(scope, course), _assets(scope, course),
        _spend(scope, course, standing), *_against(scope, course, standing),
        *_where(scope), _stations(stay), _rejections(scope), _failures(scope),
    ]  # fmt: skip
    campaigns = () if scope.campaign else tuple(figures.by_campaign(scope))
    return Board(scope, course.whole, tuple(plots), tuple(standing), campaigns, stay[-1].median)


def _standings(scope: Scope) -> list[Standing]:
    brands = budgets.of_brands([one.pk for one in scope.brands])
    spending = Exists(figures.tallied(scope).filter(campaign=OuterRef("pk")))
    rows = Campaign.objects.filter(brand__in=scope.brands)
    rows = rows.filter(pk=scope.campaign.pk) if scope.campaign else rows.filter(spending)
    return [*brands, *budgets.of_campaigns(rows)]


# --- Over time -------------------------------------------------------------------------------------------------------
def _running(scope: Scope, course: Course, name: str) -> Series:
    return Series("So far in this time", tuple(getattr(one, name) for one in course.running))


def _ratio(scope: Scope, course: Course) -> Plot:
    return Plot(
        "ratio", "How many candidates does a shipped asset take?",
        "Candidates made in this time for each asset that entered the library in it, up to each point.",
        COUNT, scope.labels, (_running(scope, course, "ratio"),), "line", heading=scope.heading,
        empty="No asset shipped in this time, so there is no ratio yet.",
    )  # fmt: skip


def _cost(scope: Scope, course: Course) -> Plot:
    return Plot(
        "cost", "What does a shipped asset cost?",
        "All that candidates cost in this time for each asset that entered the library in it, up to each point.",
        EUROS, scope.labels, (_running(scope, course, "cost"),), "line", heading=scope.heading,
        empty="No asset shipped in this time, so none has a price yet.",
    )  # fmt: skip


def _hourly(scope: Scope, course: Course) -> Plot:
    return Plot(
        "hourly", "How many assets come of an hour of machines?",
        "Assets that entered the library for each hour that machines worked on candidates, up to each point.",
        COUNT, scope.labels, (_running(scope, course, "hourly"),), "line", heading=scope.heading,
        empty="No asset shipped in this time.",
    )  # fmt: skip


def _assets(scope: Scope, course: Course) -> Plot:
    return Plot(
        "assets", "How many assets shipped?",
        "Assets that entered the library, signed for brand and legal, by that day.",
        WHOLE, scope.labels, (Series("Assets", tuple(one.assets for one in course.sums)),), heading=scope.heading,
        empty="No asset shipped in this time.",
    )  # fmt: skip


def _spend(scope: Scope, course: Course, standing: list[Standing]) -> Plot:
    monthly = [one for one in standing if one.noun == "brand"]
    limit = Limit(monthly[0].limit, "budget a month") if len(scope.brands) == len(monthly) == 1 else None
    return Plot(
        "spend", "What was spent, and on which tier?",
        "The price of every run that ended, those that came to nothing among them, by the day it ended.",
        EUROS, scope.labels,
        tuple(Series(tier.capitalize(), values, TONES.get(tier, "three")) for tier, values in course.tiers.items()),
        limit=limit if scope.step == "month" and not scope.campaign else None, heading=scope.heading,
        empty="Nothing was spent in this time.",
    )  # fmt: skip


def _against(scope: Scope, course: Course, standing: list[Standing]) -> list[Plot]:
    """A campaign's spending as it adds up, with its budget; nothing where it has none."""
    own = next((one for one in standing if one.noun == "campaign"), None)
    if scope.campaign is None or own is None:
        return []
    before = figures.spent_before(scope)
    return [Plot(
        "against", f"How far is the budget of {scope.campaign.name} spent?",
        "Everything spent on this campaign up to each point, what came before this time included.",
        EUROS, scope.labels, (Series("Spent", tuple(before + one.micros for one in course.running)),), "line",
        limit=Limit(own.limit, "budget"), heading=scope.heading,
    )]  # fmt: skip


# --- By name ---------------------------------------------------------------------------------------------------------
def _where(scope: Scope) -> list[Plot]:
    return [
        _rows("models", "Which models was it spent on?", "The price of every run that ended, by its model.",
              "Model", EUROS, [(name, one.micros) for name, one in figures.by(scope, "model__name")]),
        _rows("devices", "Which devices was it spent on?", "The price of every run that ended, by what it ran on.",
              "Device", EUROS, [(name, one.micros) for name, one in figures.by(scope, "device")]),
    ]  # fmt: skip


def _rejections(scope: Scope) -> Plot:
    return _rows(
        "rejections", "Why were candidates rejected?",
        "Candidates whose verdict is rejected, by each reason given; one may carry several.",
        "Reason", COUNT, list(figures.rejections(scope)), "Nothing was rejected in this time.",
    )  # fmt: skip


def _failures(scope: Scope) -> Plot:
    return _rows(
        "failures", "What did runs come to nothing for?",
        "Runs that ended without a picture. A candidate that was tried again has several runs.",
        "Why", COUNT, list(figures.failures(scope)), "No run in this time came to nothing.", "fail",
    )  # fmt: skip


def _rows(
    key: str, question: str, counts: str, heading: str, unit: Unit, pairs: list[tuple[str, int]],
    empty: str = "Nothing was made in this time.", tone: str = "one",
) -> Plot:  # fmt: skip
    shown, rest = pairs[:MOST_ROWS], pairs[MOST_ROWS:]
    if rest:
        shown = [*shown, (f"{len(rest)} others", sum(value for _, value in rest))]
    series = Series("Spent" if unit is EUROS else "Count", tuple(float(value) for _, value in shown), tone)
    labels = tuple(name for name, _ in shown)
    return Plot(key, question, counts, unit, labels, (series,), "rows", heading=heading, empty=empty)


def _stations(stay: list[Stay]) -> Plot:
    timed = max((one.count for one in stay), default=0)
    of = f"The newest {NEWEST:,} assets that" if timed >= NEWEST else "Assets that"
    return Plot(
        "stations", "How long does an asset stand at each station?",
        f"{of} entered the library in this time, by the events of their way.",
        DAYS, tuple(one.station for one in stay),
        (Series("Median", tuple(one.median for one in stay)),
         Series("Nine of ten within", tuple(one.late for one in stay), "whisker")),
        "spans", heading="Station", empty="No asset shipped in this time, so nothing was timed.",
    )  # fmt: skip
