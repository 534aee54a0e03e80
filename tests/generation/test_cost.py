from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from generation import cost
from generation.models import Batch, ModelEntry, RateCard, Run, Worker
from studio.lib.problems import BadInput, NotAllowed, WrongState
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


def test_the_most_specific_card_of_each_kind_applies_and_the_kinds_add_up(cast: Cast, model: ModelEntry) -> None:
    day = date(2026, 6, 1)

    def card(micros: int, **of: Any) -> None:
        RateCard.objects.create(micros=micros, since=of.pop("since", day), **of)

    card(1)
    card(10, device="cuda")
    card(100, model=model)
    card(1000, model=model, device="cuda")
    card(1001, device="cuda", since=date(2026, 7, 1))  # newer, and less specific
    card(7, per="call", model=model)
    card(3, per="megapixel_step")
    other = ModelEntry.objects.create(slug="other", name="Other", engine="still")
    third = ModelEntry.objects.create(slug="third", name="Third", engine="still")
    card(50, model=third)
    on = date(2026, 8, 1)
    assert cost.rate("cuda", on, third) == 50, "a card of the model goes before one of the device"
    assert [cost.rate(device, on, one) for device in ("cpu", "cuda") for one in (other, model)] == [1, 100, 1001, 1000]
    assert cost.of_run(2, "cuda", model, calls=0, megapixel_steps=4.0, on=on) == 2000 + 12
    assert cost.of_run(2, "cpu", model, calls=3, on=on) == 200 + 21, "a card that names the model prices its seconds"
    assert cost.of_run(2, "cpu", other, calls=3, on=on) == 0, "a call holds no device of ours"
    assert cost.of_run(2, "cuda", other, on=date(2026, 5, 31)) == 0, "no card had begun"


def test_a_card_is_added_from_a_day_on_and_the_past_stays_as_it_was(cast: Cast, model: ModelEntry) -> None:
    today = timezone.localdate()
    said: dict[str, Any] = {"per": "second", "micros": 5, "since": today}
    card = cost.add_card(by=cast.ada, **said)
    hidden = ModelEntry.objects.create(slug="t", name="Tern's", engine="still", brand=cast.tern)
    for wrong in ({"since": today - timedelta(days=1)}, {}, {"per": "picture"}, {"micros": -1}, {"micros": 10**13},
                  {"model": hidden}):  # fmt: skip
        with pytest.raises(BadInput):
            cost.add_card(by=cast.ada, **said | wrong)
    with pytest.raises(NotAllowed):
        cost.add_card(by=cast.ben, **said | {"device": "cuda"})
    with pytest.raises(WrongState, match="prices runs already"):
        cost.withdraw_card(card, by=cast.ada)
    later = cost.add_card(by=cast.ada, **said | {"since": today + timedelta(days=1)})
    cost.withdraw_card(later, by=cast.ada)
    assert list(RateCard.objects.all()) == [card]


def test_the_page_of_cards_names_no_model_of_another_brand_and_refuses_nonsense(cast: Cast, model: ModelEntry) -> None:
    hidden = ModelEntry.objects.create(slug="t", name="Ternling", engine="still", brand=cast.tern)
    theirs = RateCard.objects.create(model=hidden, per="call", micros=1, since=date(2098, 1, 1))
    client = Client()
    client.force_login(cast.ada)
    assert "Ternling" not in client.get("/admin/money/").content.decode()
    assert client.post(f"/admin/money/cards/{theirs.pk}/withdraw/").status_code == 404
    form = {"per": "second", "price": "2", "since": "2097-01-01"}
    for name, value in (("price", "-1"), ("price", "NaN"), ("price", "1e99"), ("price", ""), ("per", "x"),
                        ("since", "2020-01-01"), ("since", "soon"), ("model", hidden.pk), ("device", "x" * 81),
                        ("device", "\x00")):  # fmt: skip
        assert client.post("/admin/money/cards/", form | {name: value}).status_code in (400, 422), (name, value)
    assert RateCard.objects.count() == 1
    assert client.post("/admin/money/cards/", form | {"device": "<b>"}).status_code == 302
    assert RateCard.objects.get(device="<b>").micros == 556, "€2 an hour"
    page = client.get("/admin/money/").content.decode()
    assert "&lt;b&gt;" in page and "<b>" not in page.split("Rate cards")[1] and "€2.00 an hour" in page


@pytest.mark.django_db(transaction=True)
def test_nine_of_ten_took_no_longer_and_a_tier_has_a_history_of_its_own(cast: Cast, model: ModelEntry) -> None:
    batch = order(cast, model, count=10)
    work_it_off()
    for number, run in enumerate(Run.objects.order_by("pk")):
        Run.objects.filter(pk=run.pk).update(seconds=number + 1.0)
    cost.seed_rates()
    size = {"width": batch.width, "height": batch.height}
    found = cost.estimate(model, count=10, tier="discovery", **size)
    assert (found.seconds_each, found.seconds_90, found.micros_90) == (5.5, 90.0, 90 * 120)
    assert found.money_range == "less than €0.01 to €0.01" and found.time_90 == "2 min" and found.wide
    assert cost.estimate(model, count=10, tier="export", **size) == found, "of the whole model, where it has none"
    Batch.objects.filter(pk=batch.pk).update(tier="export")
    twice = cost.estimate(model, count=1, tier="export", width=batch.width * 2, height=batch.height)
    assert twice.seconds_each == 11.0, "scaled by the pixel"
