"""The forecast is honest: the 90th centile holds nine times of ten, and fair turns are in it."""

from __future__ import annotations

import heapq
import random

import pytest

from generation.queue.forecast import MOST, Lot, forecast


def lot(batch: int, waiting: int, *, by: int = 1, brand: int = 1, **more: float) -> Lot:
    return Lot(batch=batch, brand=brand, by=by, waiting=waiting, **{"mean": 2.0, "spread": 0.5, **more})  # type: ignore[arg-type]


def test_nine_of_ten_batches_are_done_by_the_90th_centile_and_half_by_the_median() -> None:
    chance = random.Random(5)
    early = by_median = 0
    rounds = 400
    for _ in range(rounds):
        many, workers = chance.randint(6, 40), chance.randint(1, 4)
        seen = forecast([lot(1, many)], workers=workers)[1]
        free = [0.0] * workers
        end = 0.0
        for _ in range(many):
            at = heapq.heappop(free) + max(chance.gauss(2.0, 0.5), 0.1)
            heapq.heappush(free, at)
            end = max(end, at)
        early += end <= seen.done_90
        by_median += end <= seen.done
    assert 0.82 <= early / rounds <= 0.99
    assert 0.2 <= by_median / rounds <= 0.7


def test_two_people_share_and_the_smaller_order_is_done_first() -> None:
    seen = forecast([lot(1, 100, by=1), lot(2, 4, by=2)], workers=1)
    assert seen[2].place == 1 and seen[2].done == pytest.approx(16)
    assert seen[1].done == pytest.approx(208)


def test_weight_urgency_and_what_is_at_work_count() -> None:
    heavy = forecast([lot(1, 30, brand=1), lot(2, 30, brand=2, weight=3)], workers=1)
    assert heavy[2].done < heavy[1].done
    urgent = forecast([lot(1, 5, urgency=2, rank=0), lot(2, 5, urgency=0, rank=1)], workers=1)
    assert urgent[2].begins == 0 and urgent[1].begins == pytest.approx(10)
    busy = forecast([lot(1, 1)], workers=2, busy=[30.0, 7.0])
    assert busy[1].begins == pytest.approx(7)


def test_nobody_at_work_and_nothing_waiting_give_no_forecast() -> None:
    assert forecast([lot(1, 4)], workers=0) == {} == forecast([lot(1, 0)], workers=3)


def test_a_line_of_a_hundred_thousand_is_added_up_not_played() -> None:
    seen = forecast([lot(n, 1000, by=n) for n in range(100)], workers=10)
    assert len(seen) == 100 and MOST < 100_000
    assert seen[0].done == pytest.approx(100_000 * 2 / 10, rel=0.05)
