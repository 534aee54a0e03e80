"""Worker processes: what they run on, what they have in hand, what they did in the last hour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Count, Q
from django.utils import timezone

from generation.models import Candidate, ModelEntry, Run, Worker
from generation.states import DONE, FAILED, LOST
from studio.home.jobs import place
from studio.people.models import User

ALIVE: Final = timedelta(seconds=30)  # a worker not heard of for longer has stopped answering
RECENT: Final = timedelta(hours=24)  # one that stopped longer ago was switched off, not lost
HOUR: Final = timedelta(hours=1)
LEAST: Final = timedelta(minutes=5)  # a worker is not judged by less


@dataclass(frozen=True, slots=True)
class InHand:
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Machine:
    """A worker as pages show it. `hand` are the pictures a person may see, `others` how many they may not."""

    pk: int
    name: str
    host: str
    capabilities: list[str]
    device: str
    memory: int | None
    memory_free: int | None
    warm: str
    wanted: str
    started_at: datetime
    seen_at: datetime
    hand: list[InHand] = field(default_factory=list)
    others: int = 0
    done: int = 0
    failed: int = 0
    lost: int = 0

    @property
    def alive(self) -> bool:
        return timezone.now() - self.seen_at < ALIVE

    @property
    def busy(self) -> bool:
        return bool(self.hand or self.others)

    @property
    def state(self) -> str:
        if not self.alive:
            return "Stopped answering"
        if self.wanted == "drain":
            return "Draining"
        if self.wanted == "pause":
            return "Rests after this" if self.busy else "Resting"
        return "Working" if self.busy else "Ready"

    @property
    def verdict(self) -> str:
        return "warn" if not self.alive else "pass" if self.wanted == "work" else "wait"

    @property
    def used(self) -> int | None:
        return self.memory - self.memory_free if self.memory and self.memory_free is not None else None

    @property
    def hourly(self) -> float | None:
        """Pictures an hour by the last one, or by as much of it as the worker is on; None: it is too early to say."""
        on = min(timezone.now() - self.started_at, HOUR)
        return self.done / (on / HOUR) if on >= LEAST else None


def machines() -> list[Machine]:
    """Workers heard of in the last day, the silent ones first. One query."""
    return [_machine(row) for row in _rows()]


def workers(person: User) -> list[Machine]:
    """The same with what they hold, warm models by name, and the last hour. Four queries, however many workers."""
    rows = list(_rows())
    names = dict(ModelEntry.objects.filter(weights__in={r.warm for r in rows if r.warm}).values_list("weights", "name"))
    hands = _hands(person, rows)
    ran = _last_hour()
    return [
        _machine(
            row,
            warm=names.get(row.warm, row.warm[:12]),
            hand=[hands[pk] for pk in row.hand if pk in hands],
            others=sum(pk not in hands for pk in row.hand),
            **ran.get(row.name, {}),
        )
        for row in rows
    ]


def _rows() -> Iterable[Worker]:
    return Worker.objects.filter(seen_at__gte=timezone.now() - RECENT).order_by("seen_at")


def _machine(row: Worker, **more: Any) -> Machine:
    said = {"warm": row.warm} | more
    return Machine(
        row.pk, row.name, row.host, row.capabilities or row.queues, row.device, row.memory, row.memory_free,
        wanted=row.wanted, started_at=row.started_at, seen_at=row.seen_at, **said,
    )  # fmt: skip


def _hands(person: User, rows: Sequence[Worker]) -> dict[int, InHand]:
    held = [pk for row in rows for pk in row.hand]
    seen = Candidate.objects.visible_to(person).filter(pk__in=held).select_related("batch__revision__brief")
    return {one.pk: InHand(f"{one} of {one.batch}", f"{place('review:sheet', one.batch_id)}#c{one.pk}") for one in seen}


def _last_hour() -> dict[str, dict[str, int]]:
    """worker -> {done, failed, lost}. Reads the index of runs by their end."""
    counted = (
        Run.objects.filter(ended_at__gte=timezone.now() - HOUR)
        .order_by()
        .values("worker")
        .annotate(
            done=Count("pk", filter=Q(outcome=DONE)),
            failed=Count("pk", filter=Q(outcome=FAILED)),
            lost=Count("pk", filter=Q(outcome=LOST)),
        )
    )
    return {row["worker"]: {name: row[name] for name in ("done", "failed", "lost")} for row in counted}
