"""How fast a model is on each device, measured: from the runs that made its last pictures."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from statistics import median
from typing import Final

from django.db.models.fields.json import KeyTextTransform

from generation.models import Batch, ModelEntry, Run
from generation.states import DONE

BATCHES: Final = 20  # the newest that made something
RUNS: Final = 400


@dataclass(frozen=True, slots=True)
class Speed:
    """`seconds` a megapixel-step, the median of `count` runs on a device; `picture` seconds for the median picture."""

    device: str
    seconds: float
    picture: float
    count: int


def speeds(entry: ModelEntry) -> list[Speed]:
    """By device, the most measured first; empty where it has made nothing yet. Two queries, both by index."""
    # By way of the last batches, which an index finds; the run table alone would be read backwards for ever.
    newest = Batch.objects.filter(model=entry, candidates__state=DONE).order_by("-pk").values_list("pk", flat=True)
    rows = (
        Run.objects.filter(candidate__batch__in=list(newest.distinct()[:BATCHES]), outcome=DONE, seconds__gt=0)
        .annotate(named=KeyTextTransform("device_name", "facts"))
        .order_by("-pk")
        .values_list(
            "named",
            "device",
            "seconds",
            "candidate__steps_total",
            "candidate__batch__width",
            "candidate__batch__height",
        )
    )
    each: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for named, device, seconds, steps, width, height in rows[:RUNS]:
        each[named or device or "a device that did not say"].append(
            (float(seconds or 0) / (width * height / 1e6 * max(1, steps)), float(seconds or 0))
        )
    found = [
        Speed(device, median(rate for rate, _ in runs), median(whole for _, whole in runs), len(runs))
        for device, runs in each.items()
    ]
    return sorted(found, key=lambda one: (-one.count, one.device))
