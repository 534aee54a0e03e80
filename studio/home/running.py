"""What is in the making, and what has just been made, at the brands a person sees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from dam.models import Asset
from generation import states
from generation.models import Batch, Candidate
from generation.waits import why
from studio.home.jobs import place, thumb
from studio.people.models import Brand, User

SHOWN: Final = 6


def scoped(rows: QuerySet[Any], brand: Brand | None) -> QuerySet[Any]:
    return rows.filter(brand=brand) if brand else rows


@dataclass(frozen=True, slots=True)
class Running:
    title: str
    url: str
    done: int
    count: int
    line: str
    state: str


def running(person: User, brand: Brand | None) -> list[Running]:
    """Batches at work and in the queue, those at work first, and why one is stopped. Three queries."""
    rows = scoped(Batch.objects.visible_to(person), brand).filter(state__in=[states.RUNNING, states.QUEUED])
    here = Count("candidates", filter=Q(candidates__state__in=[states.DONE, states.FAILED]))
    rows = rows.select_related("revision__brief", "model").annotate(here=here).order_by("-state", "id")
    shown = list(rows[:SHOWN])
    stopped = why(shown) if shown else {}
    return [_running(batch, stopped.get(batch.pk, "")) for batch in shown]


def _running(batch: Any, stopped: str) -> Running:
    title = f"{batch.revision.brief.title}, batch {batch.number}"
    line = f"{batch.tier.capitalize()}, {batch.model}."
    if stopped:
        line = f"{stopped} {line}"
    elif batch.state == states.QUEUED:
        line = f"Waits for a worker. {line}"
    elif left := seconds_left(batch, batch.here):
        line = f"About {roughly(left)} left. {line}"
    url = place("review:sheet", batch.pk)
    return Running(title, url, batch.here, batch.count, line, batch.state)


def seconds_left(batch: Batch, here: int) -> float | None:
    """From the pace so far, once two are here: one alone is mostly the loading of the model."""
    if not batch.began_at or here < 2 or here >= batch.count:
        return None
    return (timezone.now() - batch.began_at).total_seconds() / here * (batch.count - here)


def roughly(seconds: float) -> str:
    """`20 s`, `6 min`, `2 h`: an estimate shows no more than it knows."""
    if seconds < 90:
        return f"{max(10, round(seconds, -1)):.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5_400 else f"{seconds / 3_600:.0f} h"


@dataclass(frozen=True, slots=True)
class Finished:
    title: str
    url: str
    at: datetime
    word: str
    thumb: str = ""


def finished(person: User, brand: Brand | None) -> list[Finished]:
    """The last few batches and assets, newest first. Two queries."""
    first = Candidate.objects.filter(batch=OuterRef("pk"), preview__isnull=False).order_by("position")
    batches = scoped(Batch.objects.visible_to(person), brand).filter(ended_at__isnull=False)
    batches = batches.select_related("revision__brief").annotate(
        face=Subquery(first.values("pk")[:1]), face_preview=Subquery(first.values("preview")[:1])
    )
    assets = scoped(Asset.objects.visible_to(person), brand).select_related("finish__candidate")
    rows = [_finished_batch(batch) for batch in batches.order_by("-ended_at")[:SHOWN]]
    rows += [
        Finished(asset.title, place("dam:asset", asset.pk), asset.made_at, "signed", thumb(asset.finish.candidate))
        for asset in assets.order_by("-made_at", "-id")[:SHOWN]
    ]
    return sorted(rows, key=lambda row: row.at, reverse=True)[:SHOWN]


def _finished_batch(batch: Any) -> Finished:
    word = {states.DONE: f"{batch.count} made", states.CANCELLED: "cancelled"}.get(batch.state, "stopped")
    face = thumb(Candidate(pk=batch.face, preview_id=batch.face_preview)) if batch.face else ""
    title = f"{batch.revision.brief.title}, batch {batch.number}"
    return Finished(title, place("review:sheet", batch.pk), batch.ended_at, word, face)
