"""The figures behind Insight. Candidates, seconds and money come from Tally, shipped assets from the library itself.

A shipped asset is one that both gates signed, counted on the day it entered the library; whatever was made, tried and
thrown away on the way to it counts on the day it was made. So a ratio holds what a stretch of days took against what it
shipped. Every function takes a Scope and asks a fixed number of queries.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncDate

from dam.models import Asset
from generation.models import Run, Tally
from generation.states import DONE, REASONS, RUNNING
from review.models import Selection
from studio.home.insight.scope import Scope

TIERS: Final = ("discovery", "validation", "export")


@dataclass(frozen=True, slots=True)
class Sums:
    """What was made and what it took. `micros` are millionths of a euro, `seconds` those of machines."""

    made: int = 0
    failed: int = 0
    seconds: float = 0.0
    micros: int = 0
    assets: int = 0

    def __add__(self, other: Sums) -> Sums:
        return Sums(
            self.made + other.made,
            self.failed + other.failed,
            self.seconds + other.seconds,
            self.micros + other.micros,
            self.assets + other.assets,
        )

    @property
    def ratio(self) -> float | None:
        """Candidates made for each shipped asset."""
        return self.made / self.assets if self.assets else None

    @property
    def cost(self) -> float | None:
        """Millionths of a euro for each shipped asset."""
        return self.micros / self.assets if self.assets else None

    @property
    def hourly(self) -> float | None:
        """Assets shipped for each hour of machines."""
        return self.assets / (self.seconds / 3600) if self.seconds else None

    @property
    def failing(self) -> float | None:
        """Runs that came to nothing, of all, 0-1."""
        return self.failed / (self.made + self.failed) if self.made + self.failed else None

    @property
    def each(self) -> float | None:
        """Millionths of a euro for each candidate made."""
        return self.micros / self.made if self.made else None


def tallied(scope: Scope) -> Any:
    return Tally.objects.filter(scope.of(), day__range=(scope.first, scope.last)).order_by()


def shipped(scope: Scope) -> Any:
    """Assets that entered the library in this time."""
    return Asset.objects.filter(scope.of(), scope.within("made_at")).order_by()


TAKEN = {"made_": Sum("made"), "failed_": Sum("failed"), "seconds_": Sum("seconds"), "micros_": Sum("micros")}


def _sums(row: dict[str, Any]) -> Sums:
    return Sums(row["made_"], row["failed_"], row["seconds_"], row["micros_"])


# --- Over time -------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Course:
    """The buckets of a scope, each with its sums, and what each tier spent in it."""

    sums: tuple[Sums, ...]
    tiers: dict[str, tuple[int, ...]]

    @property
    def running(self) -> list[Sums]:
        """Everything up to the end of each bucket."""
        found, so_far = [], Sums()
        for one in self.sums:
            so_far = so_far + one
            found.append(so_far)
        return found

    @property
    def whole(self) -> Sums:
        return sum(self.sums, Sums())


def course(scope: Scope) -> Course:
    """Two queries."""
    places = {day: at for at, day in enumerate(scope.buckets)}
    sums = [Sums()] * len(places)
    tiers: dict[str, list[int]] = {tier: [0] * len(places) for tier in TIERS}
    for row in tallied(scope).values("day", "tier").annotate(**TAKEN):
        at = places[scope.bucket(row["day"])]
        sums[at] += _sums(row)
        tiers.setdefault(row["tier"], [0] * len(places))[at] += row["micros_"]
    days = shipped(scope).annotate(day=TruncDate("made_at")).values_list("day").annotate(assets=Count("pk"))
    for day, assets in days:
        sums[places[scope.bucket(day)]] += Sums(assets=assets)
    return Course(tuple(sums), {tier: tuple(values) for tier, values in tiers.items() if tier in TIERS or any(values)})


def spent_before(scope: Scope) -> int:
    """Millionths of a euro, before the first day."""
    return int(Tally.objects.filter(scope.of(), day__lt=scope.first).aggregate(all=Sum("micros"))["all"] or 0)


# --- By what it was made with, and for what --------------------------------------------------------------------------
def by(scope: Scope, path: str) -> list[tuple[str, Sums]]:
    """(name, sums) by a path of Tally, the dearest first. One query."""
    rows = tallied(scope).values(path).annotate(**TAKEN)
    named = [(row[path] or "unknown", _sums(row)) for row in rows]
    return sorted(named, key=lambda pair: (-pair[1].micros, -pair[1].made, pair[0]))


@dataclass(frozen=True, slots=True)
class OfCampaign:
    pk: int
    name: str
    brand: str
    sums: Sums


def by_campaign(scope: Scope) -> list[OfCampaign]:
    """Every campaign that made or shipped something, the dearest first. Two queries."""
    path = ("campaign", "campaign__name", "brand__name")
    found: dict[tuple[int, str, str], Sums] = defaultdict(Sums)
    for row in tallied(scope).values(*path).annotate(**TAKEN):
        found[row["campaign"], row["campaign__name"], row["brand__name"]] += _sums(row)
    for pk, name, brand, assets in shipped(scope).values_list(*path).annotate(assets=Count("pk")):
        found[pk, name, brand] += Sums(assets=assets)
    rows = [OfCampaign(*key, sums) for key, sums in found.items()]
    return sorted(rows, key=lambda row: (-row.sums.micros, row.name))


# --- What went wrong -------------------------------------------------------------------------------------------------
def rejections(scope: Scope) -> list[tuple[str, int]]:
    """(reason, how many rejected candidates carry it) by when they were rejected; one may carry several. One query."""
    rows = Selection.objects.in_the_open().filter(
        scope.of(brand="candidate__batch__brand", campaign="candidate__batch__revision__brief__campaign"),
        scope.within("at"),
        verdict="rejected",
    )
    counted = rows.order_by().values_list("reasons__label").annotate(number=Count("pk"))
    return _most((label or "No reason given", number) for label, number in counted)


OUTCOMES: Final = {
    "cancelled": "Cancelled by a person.",
    "released": "Put back: its worker was to rest, or the service asked for patience.",
    "lost": "Its worker vanished.",
    "failed": "The engine refused it.",
}


def failures(scope: Scope) -> list[tuple[str, int]]:
    """(why, how many runs came to nothing for it). One query."""
    rows = Run.objects.filter(
        ~Q(outcome__in=[RUNNING, DONE]),
        scope.of(brand="candidate__batch__brand", campaign="candidate__batch__revision__brief__campaign"),
        scope.within("ended_at"),
    )
    counted = rows.order_by().values_list("outcome", "reason").annotate(number=Count("pk"))
    found: dict[str, int] = defaultdict(int)
    for outcome, reason, number in counted:
        found[_why(outcome, reason)] += number
    return _most(found.items())


def _why(outcome: str, reason: str) -> str:
    said = OUTCOMES.get(outcome, outcome) if outcome in ("cancelled", "released") else REASONS.get(reason)
    return (said or OUTCOMES.get(outcome, outcome)).rstrip(".")


def _most(pairs: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))
