from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from generation import cost
from generation.models import ModelEntry, RateCard, Run, Worker
from tests.cast import Cast
from tests.generation.orders import order, work_it_off


def test_a_run_costs_what_its_device_cost_on_that_day(db: None) -> None:
    cost.seed_rates()
    cost.seed_rates()
    RateCard.objects.create(device="cuda", micros=1000, since=date(2026, 6, 1))
    RateCard.objects.create(device="cuda", micros=2000, since=date(2026, 7, 1))
    assert cost.rate("cuda", date(2026, 6, 15)) == 1000
    assert cost.rate("cuda", date(2026, 7, 15)) == 2000
    assert cost.rate("cpu") == 120 and cost.rate("mps") == 560, "any device, where none is named"
    assert cost.of_run(2.5, "cpu") == 300


def test_without_rates_nothing_is_charged(db: None) -> None:
    assert cost.of_run(10, "cpu") == 0


def test_before_any_history_the_estimate_is_a_guess_and_says_so(cast: Cast, model: ModelEntry) -> None:
    guess = cost.estimate(model, count=16, width=1000, height=500)
    assert not guess.measured and guess.seconds == pytest.approx(16 * 4.0)


@pytest.mark.django_db(transaction=True)
def test_the_estimate_is_the_median_of_what_the_model_took_by_the_pixel(cast: Cast, model: ModelEntry) -> None:
    batch = order(cast, model, count=3)
    work_it_off()
    megapixels = batch.width * batch.height / 1e6
    for run, seconds in zip(Run.objects.order_by("pk"), (1.0, 2.0, 99.0), strict=True):
        Run.objects.filter(pk=run.pk).update(seconds=seconds * megapixels)
    cost.seed_rates()
    found = cost.estimate(model, count=10, width=1000, height=1000)
    assert found.measured and found.seconds_each == pytest.approx(2.0) and found.seconds == pytest.approx(20)
    assert found.micros == 10 * 2 * 120
    now = timezone.now()
    for name, seen in (("a", now), ("b", now), ("gone", now - timedelta(minutes=5))):
        Worker.objects.create(name=name, queues=["gpu.still"], started_at=now, seen_at=seen)
    assert cost.estimate(model, count=10, width=1000, height=1000).seconds == pytest.approx(10)


@pytest.mark.parametrize(("seconds", "words"), [
    (0.3, "1 s"), (7.2, "8 s"), (41, "40 s"), (89, "90 s"), (100, "2 min"), (4000, "1 h 7 min"),
])  # fmt: skip
def test_times_are_said_as_people_say_them(seconds: float, words: str) -> None:
    assert cost.Estimate(1, seconds, seconds, 0, True).time == words


def test_money_is_never_a_round_nothing() -> None:
    assert [cost.money(m) for m in (0, 9_000, 20_000, 1_234_567_890)] == [
        "nothing",
        "less than €0.01",
        "€0.02",
        "€1,234.57",
    ]
