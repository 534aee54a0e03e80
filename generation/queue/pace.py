"""How long a picture takes, from what its model took lately: median and spread, by the megapixel."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from statistics import mean, median, pstdev

from generation.models import Batch, ModelEntry, Run
from generation.states import DONE

HISTORY = 50  # runs
FRESH = 10.0  # seconds a pace is believed before the runs are read again
GUESS = {"previz": 4.0, "remote": 15.0}  # seconds a megapixel before there is any history
GUESS_ELSE = 8.0


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds a megapixel: the median, the mean, and the standard deviation; `runs` it rests on, 0 for a guess."""

    median: float
    mean: float
    spread: float
    runs: int

    def seconds(self, width: int, height: int) -> float:
        return self.median * width * height / 1e6


_known: dict[tuple[int, str], tuple[float, Pace]] = {}


def pace(model: ModelEntry, tier: str) -> Pace:
    """Of this model at this tier; where it has made nothing at it yet, of the model at any tier."""
    at, found = _known.get((model.pk, tier), (-math.inf, None))
    if found is None or time.monotonic() - at > FRESH:
        found = _measured(model, tier) or _measured(model, "") or _guess(model)
        _known[model.pk, tier] = (time.monotonic(), found)
    return found


def forget() -> None:
    _known.clear()


def _measured(model: ModelEntry, tier: str) -> Pace | None:
    # By way of the last batches, which an index finds; the run table alone would be read backwards for ever.
    last = Batch.objects.filter(model=model, began_at__isnull=False, **({"tier": tier} if tier else {}))
    sizes = {pk: w * h / 1e6 for pk, w, h in last.order_by("-pk").values_list("pk", "width", "height")[:5]}
    runs = Run.objects.filter(candidate__batch__in=sizes, outcome=DONE, seconds__gt=0).order_by("-pk")
    took = [(s or 0.0) / sizes[batch] for s, batch in runs.values_list("seconds", "candidate__batch")[:HISTORY]]
    return Pace(median(took), mean(took), pstdev(took), len(took)) if took else None


def _guess(model: ModelEntry) -> Pace:
    each = GUESS.get(model.engine, GUESS_ELSE)
    return Pace(each, each, each / 2, 0)
