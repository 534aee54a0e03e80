"""How long a shipped asset stood at each station, from the events of its own way through the line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Any, Final

from django.db.models import Max, OuterRef, Subquery

from dam.models import AssetRendition
from generation.cost.before import centile
from studio.home.insight.figures import shipped
from studio.home.insight.scope import Scope
from studio.lib.models import Event

NEWEST: Final = 2_000  # assets that are looked at, the newest
DAY: Final = 86_400.0  # seconds

# (station, from, to): moments of _moments, in the order of the line.
STATIONS: Final = (
    ("Brief to batch", "submitted", "begun"),
    ("Batch", "begun", "made"),
    ("Selection", "made", "picked"),
    ("Finishing", "picked", "ready"),
    ("Checks", "ready", "asked"),
    ("Sign-off", "asked", "signed"),
    ("Delivery", "signed", "delivered"),
    ("Brief to delivery", "submitted", "delivered"),
)
MOMENTS: Final = ("submitted", "begun", "made", "picked", "ready", "asked", "signed", "delivered")


@dataclass(frozen=True, slots=True)
class Stay:
    """Days at a station: the median, and what nine of ten assets stayed within. `count` assets were timed there."""

    station: str
    median: float | None
    late: float | None
    count: int


def stays(scope: Scope) -> list[Stay]:
    """One query. An asset is timed where both moments are known: a step that was skipped is not a wait of nothing."""
    rows = [dict(zip(MOMENTS, row, strict=True)) for row in _moments(scope)]
    return [_stay(name, [seconds for row in rows if (seconds := _between(row, a, b)) is not None])
            for name, a, b in STATIONS]  # fmt: skip


def _between(row: dict[str, datetime | None], first: str, last: str) -> float | None:
    began, ended = row[first], row[last]
    return (ended - began).total_seconds() if began and ended and ended >= began else None


def _stay(name: str, seconds: Sequence[float]) -> Stay:
    if not seconds:
        return Stay(name, None, None, 0)
    return Stay(name, median(seconds) / DAY, centile(seconds, 0.9) / DAY, len(seconds))


def _moments(scope: Scope) -> Any:
    """MOMENTS of each of the newest assets."""
    delivered = AssetRendition.objects.filter(asset=OuterRef("pk")).order_by().values("asset")
    rows = shipped(scope).annotate(
        picked=_event("candidate", "pick", "finish__candidate"),
        ready=_event("finish", "ready", "finish"),
        asked=_event("finish", "ask", "finish"),
        signed=_event("finish", "signed", "finish"),
        delivered=Subquery(delivered.annotate(last=Max("delivered_at")).values("last")),
    )
    begun, made = "finish__candidate__batch__began_at", "finish__candidate__done_at"
    names = ("finish__revision__at", begun, made, "picked", "ready", "asked", "signed", "delivered")
    return rows.order_by("-made_at", "-pk").values_list(*names)[:NEWEST]


def _event(noun: str, verb: str, path: str) -> Subquery:
    """When it first happened."""
    rows = Event.objects.filter(noun=noun, subject=OuterRef(path), kind=f"{noun}.{verb}")
    return Subquery(rows.order_by("id").values("at")[:1])
