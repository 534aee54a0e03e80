"""How long a file takes here, for whoever estimates a set before it runs (generation/sets/estimate.py)."""

from __future__ import annotations

from statistics import median

from review.models import Rendition
from review.states import DONE

HISTORY = 50  # files


def seconds_a_file(**_: object) -> float | None:
    """Median seconds that the last files took, from planning to their last check; None before there are any."""
    made = Rendition.objects.filter(state=DONE).exclude(facts__has_key="reused")  # those were there already
    last = made.order_by("-pk").values_list("facts__took", flat=True)[:HISTORY]
    told = [float(seconds) for seconds in last if isinstance(seconds, int | float)]
    return median(told) if told else None
