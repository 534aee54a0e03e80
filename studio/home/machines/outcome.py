"""What came of it: pictures by the hour, why runs came to nothing, and what was set aside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Count, Max, Q
from django.db.models.functions import TruncHour
from django.utils import timezone

from generation.models import Candidate, Run
from generation.states import DONE, FAILED, LOST, POISON, REASONS, RUNNING
from studio.home.jobs import place
from studio.home.plots import Plot, Series, Unit
from studio.people.models import Brand, User

HOUR: Final = timedelta(hours=1)
HOURS: Final = 12  # of throughput
DAY: Final = timedelta(days=1)
WEEK: Final = timedelta(days=7)
LISTED: Final = 20  # batches with work set aside


def throughput() -> Plot:
    """Pictures made and runs that came to nothing, by the hour."""
    now = timezone.localtime().replace(minute=0, second=0, microsecond=0)
    hours = [now - HOUR * back for back in range(HOURS - 1, -1, -1)]
    counted = (
        Run.objects.filter(ended_at__gte=hours[0])
        .order_by()
        .annotate(hour=TruncHour("ended_at"))
        .values("hour")
        .annotate(made=Count("pk", filter=Q(outcome=DONE)), lost=Count("pk", filter=Q(outcome__in=(FAILED, LOST))))
    )
    by_hour = {row["hour"]: row for row in counted}
    made, lost = (tuple(float(by_hour[h][name]) if h in by_hour else 0.0 for h in hours) for name in ("made", "lost"))
    return Plot(
        "throughput",
        "How much do the machines make?",
        f"Pictures by the hour, the last {HOURS} hours; the last bar is the hour that is still going on.",
        Unit("pictures", lambda value: f"{value:,.0f}", whole=True),
        tuple(f"{hour:%H:%M}" for hour in hours),
        (Series("Made", made), Series("Failed or lost", lost, "fail")),
        heading="Hour",
        empty="Nothing was made in these hours.",
    )


@dataclass(frozen=True, slots=True)
class Failure:
    reason: str
    runs: int
    last: datetime


def failures(person: User) -> list[Failure]:
    """Runs of the last day that came to nothing, by reason, the most frequent first."""
    rows = Run.objects.filter(
        ended_at__gte=timezone.now() - DAY, candidate__batch__brand__in=Brand.objects.visible_to(person)
    )
    rows = rows.exclude(outcome__in=(RUNNING, DONE)).exclude(reason="")
    counted = rows.order_by().values("reason").annotate(runs=Count("pk"), last=Max("ended_at"))
    found = [Failure(REASONS.get(row["reason"], row["reason"]), row["runs"], row["last"]) for row in counted]
    return sorted(found, key=lambda one: (-one.runs, one.reason))


@dataclass(frozen=True, slots=True)
class Aside:
    """A batch with candidates that were set aside: each stopped its worker every time it was tried."""

    title: str
    url: str
    numbers: str
    retry: str


def set_aside(person: User) -> list[Aside]:
    ended = Run.objects.filter(ended_at__gte=timezone.now() - WEEK, outcome=LOST, reason=POISON)
    rows = Candidate.objects.visible_to(person).filter(pk__in=ended.values("candidate"), state=FAILED, reason=POISON)
    by_batch: dict[int, list[Candidate]] = {}
    for row in rows.select_related("batch__revision__brief").order_by("-batch", "position")[: LISTED * 10]:
        by_batch.setdefault(row.batch_id, []).append(row)
    return [
        Aside(str(some[0].batch), place("review:sheet", pk), ", ".join(map(str, some)), place("generation:retry", pk))
        for pk, some in list(by_batch.items())[:LISTED]
    ]
