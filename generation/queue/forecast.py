"""When a batch's turn comes, and when it is done: what turns.py would do, played ahead with what history says.

The median and the 90th centile, not a promise: pictures in the line are played off over the workers that are there, in
the order of turns. The spread is that of the sum: a batch of many is surer in its end than one picture. What nobody
knows (who orders next, which worker goes) is not in it, so a forecast is made anew whenever it is asked for.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Z90 = 1.2816  # of the standard normal distribution
MOST = 2000  # pictures played ahead; beyond it, only added up


@dataclass(frozen=True, slots=True)
class Lot:
    """What waits of one batch. Seconds are of one picture on one worker; `charged` is a turn's virtual price."""

    batch: int
    brand: int
    by: int
    waiting: int
    mean: float
    spread: float
    charged: float = 0.0  # virtual seconds a picture, 0: its mean
    weight: int = 1
    urgency: int = 0  # within its person's; smaller first
    rank: int = 0  # which of equals came first


@dataclass(frozen=True, slots=True)
class Outlook:
    """`place` is how many pictures of others are begun before its first; seconds from now."""

    place: int
    begins: float
    done: float
    done_90: float


def forecast(
    lots: Iterable[Lot],
    *,
    workers: int,
    busy: Iterable[float] = (),
    brands: Mapping[int, float] | None = None,
    people: Mapping[tuple[int, int], float] | None = None,
) -> dict[int, Outlook]:
    """batch -> Outlook. `busy`: seconds until each worker that is at work is free; `brands`, `people`: their clocks."""
    line = {lot.batch: lot for lot in lots if lot.waiting}
    if not line or workers < 1:
        return {}
    free = [*busy][:workers]
    free += [0.0] * (workers - len(free))
    heapq.heapify(free)
    clock_of_brand = {lot.brand: (brands or {}).get(lot.brand, 0.0) for lot in line.values()}
    clock_of_person = {(lot.brand, lot.by): (people or {}).get((lot.brand, lot.by), 0.0) for lot in line.values()}
    left = {batch: lot.waiting for batch, lot in line.items()}
    turn = {batch: lot.rank for batch, lot in line.items()}
    found: dict[int, Outlook] = {}
    begins: dict[int, tuple[int, float]] = {}
    variance = 0.0
    for played in range(min(sum(left.values()), MOST)):
        batch = min(
            left,
            key=lambda b: (
                clock_of_brand[line[b].brand],
                clock_of_person[line[b].brand, line[b].by],
                line[b].urgency,
                turn[b],
            ),
        )
        lot = line[batch]
        at = heapq.heappop(free)
        heapq.heappush(free, at + lot.mean)
        begins.setdefault(batch, (played, at))
        variance += lot.spread**2
        charged = lot.charged or lot.mean
        clock_of_brand[lot.brand] += charged / lot.weight
        clock_of_person[lot.brand, lot.by] += charged
        turn[batch] = len(line) + played
        left[batch] -= 1
        if not left[batch]:
            found[batch] = _outlook(*begins[batch], at + lot.mean, variance / workers**2)
            del left[batch]
    found |= _added_up(line, left, begins, max(free), workers)
    return found


def _added_up(
    line: Mapping[int, Lot], left: Mapping[int, int], begins: Mapping[int, tuple[int, float]], now: float, workers: int
) -> dict[int, Outlook]:
    """What is too much to be played: all of it shares the floor evenly, so all of it ends with the last."""
    end = now + sum(line[batch].mean * many for batch, many in left.items()) / workers
    variance = sum(line[batch].spread ** 2 * many for batch, many in left.items()) / workers**2
    return {batch: _outlook(*begins.get(batch, (MOST, now)), end, variance) for batch in left}


def _outlook(place: int, begins: float, done: float, variance: float) -> Outlook:
    return Outlook(place, begins, done, done + Z90 * math.sqrt(variance))
