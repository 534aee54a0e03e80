"""Budgets: refused before it is ordered, held before it is begun, told of once, and never passed by far."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from briefs.models import Campaign
from generation import budgets, queue, work
from generation.models import Batch, Budget, Candidate, ModelEntry, RateCard, Run, Tally
from studio.lib.models import Event
from studio.lib.problems import BadInput, NotAllowed
from tests.cast import Cast
from tests.generation.orders import order, revision_of

EACH = 1_000_000  # a candidate of these tests: one call of a service at one euro


@pytest.fixture(autouse=True)
def read_anew() -> Iterator[None]:
    budgets.forget()
    yield
    budgets.forget()


@pytest.fixture
def priced(cast: Cast, model: ModelEntry, monkeypatch: pytest.MonkeyPatch) -> ModelEntry:
    """Every candidate is estimated at a euro, and costs one."""
    RateCard.objects.create(model=model, per="second", micros=EACH, since=date(2026, 1, 1))
    monkeypatch.setattr("generation.cost.before.per_picture", lambda *_: [1.0])
    monkeypatch.setattr("generation.cost.before.fallback", lambda *_: 1.0)
    monkeypatch.setattr("generation.queue.record.total", lambda *_: EACH)
    return model


def spend(cast: Cast, model: ModelEntry, micros: int, *, day: date | None = None) -> None:
    row, _ = Tally.objects.get_or_create(
        brand=cast.northlight, campaign=cast.campaign, model=model, tier="discovery", day=day or timezone.localdate()
    )
    Tally.objects.filter(pk=row.pk).update(micros=row.micros + micros)
    budgets.forget()


def limit(cast: Cast, micros: int | None, *, hard: bool = True, warn_percent: int = 80) -> None:
    said = {"micros": micros, "hard": hard, "campaigns_hard": hard, "warn_percent": warn_percent}
    Budget.objects.update_or_create(brand=cast.northlight, defaults=said)
    budgets.forget()


def campaign_limit(cast: Cast, micros: int | None) -> None:
    Campaign.objects.filter(pk=cast.campaign.pk).update(budget_micros=micros)
    cast.campaign.refresh_from_db()
    budgets.forget()


def test_an_order_that_a_hard_budget_does_not_hold_is_refused_with_every_figure(cast: Cast, priced: ModelEntry) -> None:
    revision = revision_of(cast)
    campaign_limit(cast, 20 * EACH)
    spend(cast, priced, 15 * EACH)
    order(cast, priced, count=2, revision=revision)  # ordered counts as well as spent
    with pytest.raises(BadInput) as refused:
        order(cast, priced, count=4, revision=revision)
    assert refused.value.sentence == (
        "The budget of Decisions together is €20.00: €15.00 is spent, €2.00 is ordered, and this would take about "
        "€4.00, €1.00 over it. Ask for fewer options, or have the budget raised."
    )
    assert list(refused.value.fields) == ["count"] and Batch.objects.count() == 1, "nothing half-written"
    assert Batch.objects.get().estimate["micros"] == 2 * EACH
    order(cast, priced, count=3, revision=revision)
    limit(cast, None, hard=False)
    assert len(budgets.check(cast.campaign, 9 * EACH)) == 1, "one that is not hard warns"


def test_the_order_panel_says_what_is_over_and_what_is_near(cast: Cast, priced: ModelEntry) -> None:
    revision = revision_of(cast)
    client = Client()
    client.force_login(cast.ben)
    address = f"/briefs/{revision.brief_id}/order/?model={priced.pk}&count=16"
    limit(cast, 18 * EACH)
    page = client.get(address).content.decode()
    assert f"With this, 88 % of the budget of Northlight for {timezone.localdate():%B %Y} is spent or ordered." in page
    limit(cast, 10 * EACH)
    page = client.get(address).content.decode()
    assert "€6.00 over it. Ask for fewer options" in page
    posted = client.post(f"/briefs/{revision.brief_id}/order/", {"model": priced.pk, "count": 16})
    assert posted.status_code == 422 and not Batch.objects.exists()


def test_what_a_spent_budget_holds_waits_and_goes_on_when_it_is_raised(cast: Cast, priced: ModelEntry) -> None:
    batch = order(cast, priced, count=6)
    campaign_limit(cast, 4 * EACH)
    made = 0
    while work.one("still", "w"):
        made += 1
        budgets.forget()  # as if two seconds had passed
    assert made == 4 and batch.candidates.filter(state="waiting").count() == 2, "held, not failed"
    assert cast.campaign.pk in budgets.spent_out().campaigns
    client = Client()
    client.force_login(cast.ben)
    for address in ("/batches/", f"/batches/{batch.pk}/sheet/", f"/batches/{batch.pk}/progress/"):
        assert "Waits: the budget of Decisions together is spent" in client.get(address).content.decode(), address
    page = client.get(f"/campaigns/{cast.campaign.pk}/").content.decode()
    assert "100 % of the budget of Decisions together is spent: €4.00 of €4.00." in page
    campaign_limit(cast, 8 * EACH)
    assert work.one("still", "w"), "it goes on by itself"


def test_a_month_turns_and_the_brand_goes_on(cast: Cast, priced: ModelEntry) -> None:
    with time_machine.travel("2026-11-29 12:00:00+00:00", tick=True):
        order(cast, priced, count=2)
        limit(cast, 5 * EACH)
        spend(cast, priced, 5 * EACH, day=date(2026, 11, 20))
        assert budgets.spent_out().brands == {cast.northlight.pk} and queue.claim("w", ["still"]) is None
    with time_machine.travel("2026-12-01 00:10:00+00:00", tick=True):
        budgets.forget()
        assert not budgets.spent_out().brands and queue.claim("w", ["still"])


def test_what_runs_counts_as_spent_so_it_is_passed_by_less_than_a_hand_a_worker(cast: Cast, priced: ModelEntry) -> None:
    order(cast, priced, count=12)
    campaign_limit(cast, 5 * EACH)
    workers = 4
    hands: list[Candidate] = []
    while True:
        # The worst that can be: every worker looked at the same moment, before any of the others began.
        began = [one for n in range(workers) if (one := queue.claim(f"w{n}", ["still"]))]
        hands += began
        budgets.forget()
        if not began:
            break
    committed = len(hands) * EACH
    assert 5 * EACH <= committed < (5 + workers) * EACH, "the bound that docs/insight.md states"
    assert Run.objects.filter(outcome="running").count() == len(hands), "what runs is not stopped"


def test_each_crossing_is_told_of_once_and_again_when_the_budget_is_another(cast: Cast, priced: ModelEntry) -> None:
    def kinds() -> list[str]:
        return list(Event.objects.filter(kind__contains="budget-").order_by("pk").values_list("kind", flat=True))

    order(cast, priced, count=1)
    limit(cast, 10 * EACH)
    spend(cast, priced, 7 * EACH)
    budgets.spent_out()
    assert kinds() == []
    spend(cast, priced, EACH)
    for _ in range(3):
        budgets.forget()
        budgets.spent_out()
    assert kinds() == ["brand.budget-warn"]
    spend(cast, priced, 2 * EACH)
    for _ in range(2):
        budgets.forget()
        budgets.spent_out()
    assert kinds() == ["brand.budget-warn", "brand.budget-stop"]
    limit(cast, 12 * EACH)
    budgets.spent_out()
    assert kinds()[2:] == ["brand.budget-warn"]
    told = Event.objects.filter(kind="brand.budget-stop").get()
    assert told.data["limit"] == 10 * EACH and told.data["spent"] == 10 * EACH and told.brand == cast.northlight


def test_what_was_read_serves_for_two_seconds_and_costs_the_same_at_fifty_campaigns(
    cast: Cast, priced: ModelEntry
) -> None:
    limit(cast, 10 * EACH)
    counts = []
    for many in (1, 50):
        for n in range(Campaign.objects.filter(brand=cast.northlight).count(), many):
            one = Campaign.objects.create(brand=cast.northlight, name=f"C{n}", slug=f"c{n}", budget_micros=EACH)
            Tally.objects.create(
                brand=cast.northlight, campaign=one, model=priced, tier="export", day=timezone.localdate(), micros=5
            )
        campaign_limit(cast, EACH)
        spend(cast, priced, 1)
        with CaptureQueriesContext(connection) as asked:
            budgets.spent_out()
        counts.append(len(asked))
        with CaptureQueriesContext(connection) as again:
            budgets.spent_out()
        assert len(again) == 0
    assert counts[0] == counts[1] <= 10, counts


def test_only_who_keeps_budgets_sets_them_and_nonsense_changes_nothing(cast: Cast) -> None:
    said = {"micros": 5, "warn_percent": 80, "hard": True, "campaigns_hard": True}
    with pytest.raises(NotAllowed):
        budgets.set_budget(cast.northlight, by=cast.ben, **said)
    for wrong in ({"micros": 0}, {"micros": 10**16}, {"warn_percent": 0}, {"warn_percent": 101}):
        with pytest.raises(BadInput):
            budgets.set_budget(cast.northlight, by=cast.ada, **said | wrong)
    assert not Budget.objects.exists()
    client = Client()
    client.force_login(cast.ada)
    address = f"/admin/money/brands/{cast.northlight.pk}/"
    form = {f"b{cast.northlight.pk}-{name}": value for name, value in (("budget", "12.50"), ("warn_percent", "70"))}
    for name, value in (("budget", "-1"), ("budget", "NaN"), ("budget", "1e40"), ("budget", "a\x00"),
                        ("warn_percent", "x"), ("warn_percent", "1e3")):  # fmt: skip
        answer = client.post(address, form | {f"b{cast.northlight.pk}-{name}": value})
        assert answer.status_code == 422, (name, value)
    assert not Budget.objects.exists()
    assert client.post(address, form | {f"b{cast.northlight.pk}-hard": "on"}).status_code == 302
    row = Budget.objects.get()
    assert (row.micros, row.warn_percent, row.hard, row.campaigns_hard) == (12_500_000, 70, True, False)
    assert "€12.50" in client.get("/admin/money/").content.decode()


def test_home_tells_who_keeps_the_budget_and_nobody_else(cast: Cast, priced: ModelEntry) -> None:
    limit(cast, 10 * EACH)
    spend(cast, priced, 9 * EACH)
    for person, told in ((cast.ada, True), (cast.ben, False), (cast.zoe, False)):
        client = Client()
        client.force_login(person)
        assert ("90 % of the budget of Northlight" in client.get("/").content.decode()) is told, person.username
