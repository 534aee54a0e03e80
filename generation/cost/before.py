"""Before anything runs: what a batch will take, by what this model took of late. Median, and the 90th centile."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import Any

from django.utils import timezone

from generation.cost.cards import cards_for, total
from generation.cost.words import between, money
from generation.models import Batch, ModelEntry, Run, Worker
from generation.states import DONE

# Seconds a megapixel before there is any history: two slow cores for previz, one recent GPU for the rest.
FALLBACK = {"previz": 4.0}
FALLBACK_ELSE = 8.0
HISTORY = 50  # runs
BATCHES = 5  # the last so many are asked for runs
ENOUGH = 5  # runs of the same size and steps, before they are read as they stand
ALIVE = timedelta(seconds=30)  # a worker not heard of for longer is not counted on
REMOTE = "remote"  # an engine that asks a service: one call a picture, no device of ours


@dataclass(frozen=True, slots=True)
class Estimate:
    """Median, and 90th centile (`…_90`): nine runs of ten took no more. `measured` is False while it rests on a
    guess because this model has made nothing yet; then both are the same. Money is in millionths of a euro."""

    count: int
    seconds_each: float
    seconds: float
    micros: int
    measured: bool
    seconds_90: float = 0.0
    micros_90: int = 0

    @property
    def time(self) -> str:
        """As a person says it: "40 s", "3 min", "1 h 10 min"."""
        return said(self.seconds)

    @property
    def time_90(self) -> str:
        return said(max(self.seconds, self.seconds_90))

    @property
    def money(self) -> str:
        return money(self.micros)

    @property
    def money_range(self) -> str:
        """ "€0.10 to €0.18": from the median to the 90th centile."""
        return between(self.micros, max(self.micros, self.micros_90))

    @property
    def wide(self) -> bool:
        """Do the two figures read differently?"""
        return self.time != self.time_90 or money(self.micros) != money(max(self.micros, self.micros_90))

    def document(self) -> dict[str, Any]:
        """What a batch keeps of it, to be held against what it came to."""
        return {
            "count": self.count,
            "seconds": round(self.seconds, 1),
            "seconds_90": round(max(self.seconds, self.seconds_90), 1),
            "micros": self.micros,
            "micros_90": max(self.micros, self.micros_90),
            "micros_each": round(self.micros / self.count) if self.count else 0,
            "measured": self.measured,
        }


def said(seconds: float) -> str:
    if seconds < 90:
        return f"{max(1, round(seconds / 5) * 5 if seconds > 10 else math.ceil(seconds))} s"
    minutes = math.ceil(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


@dataclass(frozen=True, slots=True)
class Made:
    """One picture that this model made of late. `steps` is 0 where its engine has none."""

    seconds: float
    device: str
    width: int
    height: int
    steps: int

    @property
    def work(self) -> float:
        """Megapixels, times the steps where there are any: what its seconds grow with."""
        return self.width * self.height / 1e6 * (self.steps or 1)


def estimate(
    model: ModelEntry, *, count: int, width: int, height: int, tier: str = "", steps: int | None = None
) -> Estimate:
    """Time and money for `count` pictures of this size.

    History is that of the tier where it has any, else of the whole model. Runs of the same size and steps are read as
    they stand once there are five; fewer are scaled by the pixel, and by the step where both are known. `steps` None:
    as many as the last ones took. Four queries at most.
    """
    runs = lately(model, tier) or (lately(model, "") if tier else [])
    steps = (runs[0].steps if runs else 0) if steps is None else steps
    each = per_picture(runs, width, height, steps) or [fallback(model, width, height)]
    middle, late = median(each), centile(each, 0.9)
    device = runs[0].device if runs else ("cpu" if model.engine == "previz" else "")
    cards = cards_for(device, model)
    calls, megapixel_steps = int(model.engine == REMOTE), width * height / 1e6 * steps
    workers = max(1, live_workers(model.engine))
    turns = math.ceil(count / workers)
    costs = [total(cards, seconds * count, calls * count, megapixel_steps * count) for seconds in (middle, late)]
    return Estimate(count, middle, middle * turns, costs[0], bool(runs), late * turns, costs[1])


def per_picture(runs: Sequence[Made], width: int, height: int, steps: int) -> list[float]:
    """Seconds that each of these runs would have taken at this size."""
    same = [run.seconds for run in runs if (run.width, run.height, run.steps) == (width, height, steps)]
    if len(same) >= ENOUGH:
        return same
    work = width * height / 1e6
    return [run.seconds / run.work * work * ((steps or run.steps or 1) if run.steps else 1) for run in runs if run.work]


def fallback(model: ModelEntry, width: int, height: int) -> float:
    return FALLBACK.get(model.engine, FALLBACK_ELSE) * width * height / 1e6


def centile(values: Sequence[float], part: float) -> float:
    """The smallest of these values that `part` of them do not pass (nearest rank)."""
    ranked = sorted(values)
    return ranked[max(0, math.ceil(part * len(ranked)) - 1)]


def lately(model: ModelEntry, tier: str) -> list[Made]:
    """The last runs that made a picture, newest first. Two queries."""
    # By way of the last batches, which an index finds; the run table alone would be read backwards for ever.
    rows = Batch.objects.filter(model=model, state=DONE)
    rows = rows.filter(tier=tier) if tier else rows
    batches = {pk: (width, height) for pk, width, height in rows.order_by("-pk").values_list("pk", "width", "height")[
        :BATCHES
    ]}  # fmt: skip
    runs = Run.objects.filter(candidate__batch__in=list(batches), outcome=DONE, seconds__gt=0).order_by("-pk")
    told = runs.values_list(
        "seconds", "device", "candidate__batch", "candidate__recipe__document__nodes__0__params__steps"
    )[:HISTORY]
    return [
        Made(seconds or 0.0, device, *batches[batch], steps if isinstance(steps, int) and steps > 0 else 0)
        for seconds, device, batch, steps in told
    ]


def live_workers(engine_name: str) -> int:
    """Workers heard of lately that take this engine's work. An engine's queue carries its capability's name."""
    queue = f"gpu.{engine_name}"
    return Worker.objects.filter(seen_at__gte=timezone.now() - ALIVE, queues__contains=[queue]).count()


def of_order(batch: Batch, steps: int | None = None) -> Estimate:
    """The estimate of a batch as it is ordered, for Batch.estimate."""
    model = batch.model
    return estimate(model, count=batch.count, width=batch.width, height=batch.height, tier=batch.tier, steps=steps)
