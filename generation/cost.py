"""What a picture costs in money and time: the rate of the device that made it, and what history says of the next."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from django.db.models import Q
from django.utils import timezone

from generation.models import Batch, ModelEntry, RateCard, Run, Worker
from generation.states import DONE

# Seconds a megapixel before there is any history: two slow cores for previz, one recent GPU for the rest.
FALLBACK = {"previz": 4.0}
FALLBACK_ELSE = 8.0
HISTORY = 50  # runs
ALIVE = timedelta(seconds=30)  # a worker not heard of for longer is not counted on

SEEDED = (  # device, millionths of a euro a second
    ("", 560),  # one data-centre GPU at about 2 EUR an hour
    ("cpu", 120),  # two cores at about 0.43 EUR an hour
)


def seed_rates() -> None:
    for device, micros in SEEDED:
        RateCard.objects.get_or_create(device=device, since=date(2026, 1, 1), defaults={"micros": micros})


def rate(device: str, on: date | None = None) -> int:
    """Millionths of the currency a second: the newest card for this device, else the one for any device, else 0."""
    day = on or timezone.localdate()
    cards = RateCard.objects.filter(Q(device=device) | Q(device=""), since__lte=day).order_by("-since")
    by_device = {card.device: card.micros for card in reversed(cards)}
    return by_device.get(device, by_device.get("", 0))


def of_run(seconds: float, device: str) -> int:
    return round(seconds * rate(device))


@dataclass(frozen=True, slots=True)
class Estimate:
    """`measured` is False while it rests on a guess because this model has made nothing yet."""

    count: int
    seconds_each: float
    seconds: float
    micros: int
    measured: bool

    @property
    def time(self) -> str:
        """As a person says it: "40 s", "3 min", "1 h 10 min"."""
        if self.seconds < 90:
            return f"{max(1, round(self.seconds / 5) * 5 if self.seconds > 10 else math.ceil(self.seconds))} s"
        minutes = math.ceil(self.seconds / 60)
        return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"

    @property
    def money(self) -> str:
        return money(self.micros)


def money(micros: int) -> str:
    """Millionths of a euro in words: "€0.02", "less than €0.01", "nothing"."""
    if micros <= 0:
        return "nothing"
    return f"€{micros / 1e6:,.2f}" if micros >= 10_000 else "less than €0.01"


def estimate(model: ModelEntry, *, count: int, width: int, height: int) -> Estimate:
    """Time and money for `count` pictures of this size: the median of what this model took lately, by the pixel."""
    megapixels = width * height / 1e6
    runs = _recent(model)
    per_megapixel = [run.seconds / (w * h / 1e6) for run, w, h in runs if run.seconds]
    each = (median(per_megapixel) if per_megapixel else FALLBACK.get(model.engine, FALLBACK_ELSE)) * megapixels
    device = runs[0][0].device if runs else ("cpu" if model.engine == "previz" else "")
    workers = max(1, live_workers(model.engine))
    seconds = each * math.ceil(count / workers)
    return Estimate(count, each, seconds, round(each * count * rate(device)), bool(per_megapixel))


def _recent(model: ModelEntry) -> list[tuple[Run, int, int]]:
    # By way of the last batches, which an index finds; the run table alone would be read backwards for ever.
    batches = {b.pk: b for b in Batch.objects.filter(model=model, state=DONE).order_by("-pk")[:5]}
    runs = Run.objects.filter(candidate__batch__in=batches, outcome=DONE).select_related("candidate").order_by("-pk")
    return [(run, (b := batches[run.candidate.batch_id]).width, b.height) for run in runs[:HISTORY]]


def live_workers(engine_name: str) -> int:
    """Workers heard of lately that take this engine's work. An engine's queue carries its capability's name."""
    queue = f"gpu.{engine_name}"
    return Worker.objects.filter(seen_at__gte=timezone.now() - ALIVE, queues__contains=[queue]).count()
