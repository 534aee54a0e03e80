"""Ranking learns what a brand's people like, says why, claims nothing it has not seen hold, and can be switched off."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from briefs.models import Brief
from generation.engine.features.table import VERSION
from generation.models import Batch
from review import tasks
from review.actions import pick, rate
from review.actions.ranking import switch
from review.models import (
    BlindRound,
    Features,
    Ranking,
    RankingSwitch,
    Variant,
    VariantResult,
    VariantSet,
)
from review.ranking import due as dues
from review.ranking.evidence import Evidence, Said, pairs
from review.ranking.fit import fit
from review.ranking.judged import evidence_of
from review.ranking.learn import bears_out, learn
from review.ranking.read import in_force, ranked, with_measures
from review.ranking.report import CHANCE, HeldOut, Report
from review.ranking.scoring import Model, Rank, rank
from review.ranking.words import speaks_of
from review.stacks import stacks, with_stacks
from studio.lib.models import Blob, Event
from studio.lib.problems import NotAllowed
from tests.cast import Cast
from tests.review.judged import MANY, batches_like, judge_all, learn_from

QUIET = {"copy_space": -2.0, "lightness": 1.0}


@pytest.fixture
def judged(cast: Cast, make_batch: Callable[..., Batch]) -> list[Batch]:
    """Four batches that Dana judged by one taste."""
    made = batches_like(make_batch(1), 4)
    judge_all(made, cast.dana, taste=QUIET)
    return made


@pytest.fixture
def learned(cast: Cast, make_batch: Callable[..., Batch]) -> Ranking:
    """The second version of the same four, which the first bears out."""
    return learn_from(batches_like(make_batch(1), 4), cast.dana, taste=QUIET)


def batches_of(ranking: Ranking) -> list[Batch]:
    return [Batch.objects.get(pk=row["batch"]) for row in ranking.report["batches"]]


def ordered(batch: Batch) -> Mapping[int, Rank]:
    """As a sheet reads it."""
    ranking = in_force(batch.brand_id)
    return ranked(ranking, with_measures(batch.candidates.order_by("position"), ranking))


def test_a_taste_is_learned_held_against_unseen_batches_and_orders_the_next(
    cast: Cast, learned: Ranking, django_assert_max_num_queries: Any
) -> None:
    assert learned.better and learned.number == 2
    assert learned.report["recall"] >= 0.5 and learned.report["random"] == 0.1 and len(learned.report["batches"]) == 4
    assert learned.learned_from | {"event": 0} == {
        "batches": 4, "picks": 12, "rejects": 8, "ratings": 8, "duels": 4, "tested": 0, "pictures": 80,
        "version": VERSION, "event": 0,
    }  # fmt: skip
    assert learned.weights["weights"]["copy_space"] < 0 < learned.weights["weights"]["lightness"]
    assert learned.weights["named"] == {"copy_space": 1.0}, "Every reason that was given speaks of it."
    (fresh,) = batches_like(batches_of(learned)[0], 1, seed=11)
    with django_assert_max_num_queries(2):
        order = ordered(fresh)
    assert len(order) == MANY, "Nothing is hidden."
    values = dict(Features.objects.filter(candidate__batch=fresh).values_list("candidate", "values"))
    best, worst = next(iter(order)), list(order)[-1]
    assert order[best].place == 1 and order[best].score > order[worst].score
    assert values[best]["copy_space"] < values[worst]["copy_space"]
    assert order[best].why.startswith("ranked high: quiet copy space")
    assert order[worst].why.startswith("ranked low: busy copy space")


def test_a_claim_waits_for_one_more_batch_that_bears_it_out(
    client: Client, cast: Cast, judged: list[Batch], make_batch: Callable[..., Batch]
) -> None:
    first = learn(cast.northlight.pk)
    assert first is not None and first.report["passes"] and not first.better
    client.force_login(cast.dana)
    page = client.get("/ranking/northlight/").content.decode()
    assert "One more judged batch is to bear that out" in page and "to be borne out" in page
    rate(judged[0].candidates.all()[5], 3, by=cast.dana)
    same = learn(cast.northlight.pk)
    assert same is not None and same.report["passes"] and not same.better, "The same four batches once more."
    judge_all(batches_like(judged[0], 1, seed=12), cast.dana, taste=QUIET)
    borne_out = learn(cast.northlight.pk)
    assert borne_out is not None and borne_out.better and len(ordered(judged[0])) == MANY
    Ranking.objects.filter(pk__in=(first.pk, same.pk)).update(report={**first.report, "passes": False})
    assert not bears_out(cast.northlight, 5)


def test_random_taste_claims_nothing_and_orders_nothing(cast: Cast, make_batch: Callable[..., Batch]) -> None:
    made = batches_like(make_batch(1), 4)
    row = learn_from(made, cast.dana, taste=None)
    assert row.better is False and row.report["passes"] is False
    assert ordered(made[0]) == {}


def test_the_switch_stops_ordering_not_learning_and_who_may_use_it(cast: Cast, learned: Ranking) -> None:
    judged = batches_of(learned)
    with pytest.raises(NotAllowed):
        switch(cast.northlight, on=False, by=cast.ben)
    assert not RankingSwitch.objects.exists()
    switch(cast.northlight, on=False, by=cast.dana)
    assert ordered(judged[0]) == {}
    assert Event.objects.filter(kind="rankingswitch.switch", by=cast.dana, data={"on": False}).exists()
    rate(judged[0].candidates.all()[5], 3, by=cast.dana)
    again = learn(cast.northlight.pk)
    assert again is not None and again.number == 3
    switch(cast.northlight, on=True, by=cast.ada)
    assert len(ordered(judged[0])) == MANY


def test_what_was_learned_from_other_measures_orders_nothing(learned: Ranking) -> None:
    judged = batches_of(learned)
    Ranking.objects.update(learned_from={**learned.learned_from, "version": VERSION - 1})
    assert ordered(judged[0]) == {}


def test_it_is_learned_once_people_rest_and_only_when_something_was_said(
    cast: Cast, judged: list[Batch], monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[tuple[str, int]] = []
    for task in (tasks.learn, tasks.measure):
        monkeypatch.setattr(task, "apply_async", lambda args, _name=task.name, **_: sent.append((_name, args[0])))
    first = Batch.objects.order_by("pk")[0].pk  # its one picture is not measured
    tasks.sweep_ranking()
    assert sent == [("review.measure", first)], "Dana is still at it."
    monkeypatch.setattr(dues, "QUIET", timedelta(0))
    tasks.sweep_ranking()
    assert sent[-1] == ("review.learn", cast.northlight.pk)
    tasks.learn(cast.northlight.pk)
    assert Ranking.objects.count() == 1 and dues.due() == []
    tasks.learn(cast.northlight.pk)
    assert Ranking.objects.count() == 1, "Nothing was said since."
    pick(judged[0].candidates.all()[10], by=cast.dana)
    monkeypatch.setattr(dues, "QUIET", timedelta(hours=1))
    assert dues.due() == []
    Ranking.objects.update(made_at=timezone.now() - timedelta(hours=1))
    assert dues.due() == [cast.northlight], "She has gone on for long."


def test_pictures_that_were_judged_are_measured_before_anything_is_learned(
    cast: Cast, judged: list[Batch], monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[int] = []
    monkeypatch.setattr(tasks.measure, "apply_async", lambda args, **_: sent.append(args[0]))
    Features.objects.filter(candidate=judged[2].candidates.all()[0]).delete()
    tasks.learn(cast.northlight.pk)
    assert sent == [judged[2].pk] and not Ranking.objects.exists()


def test_a_blind_round_teaches_nothing_while_it_lasts(cast: Cast, judged: list[Batch]) -> None:
    BlindRound.objects.create(batch=judged[0], by=cast.dana)
    assert set(evidence_of(cast.northlight).said) == {batch.pk for batch in judged[1:]}


def test_what_tested_well_is_a_voice_of_its_own(cast: Cast, judged: list[Batch]) -> None:
    brief = Brief.objects.get(pk=judged[0].revision.brief_id)
    tests = VariantSet.objects.create(brand=cast.northlight, brief=brief, number=1, name="Spring", by=cast.dana)
    source = Blob.objects.create(digest="5" * 64, size=1, media_type="text/csv")
    rows = Features.objects.filter(candidate__batch=judged[0]).order_by("values__size")
    for place, row in enumerate([*rows[:3], *list(rows)[-3:]]):
        variant = Variant.objects.create(set=tests, candidate=row.candidate, letter="ABCDEF"[place], code=f"v{place}")
        clicks = 200 if place < 3 else 100  # the smaller subject is clicked twice as often
        VariantResult.objects.create(variant=variant, source=source, impressions=9000, clicks=clicks, by=cast.dana)
    row = learn(cast.northlight.pk)
    assert row is not None and row.learned_from["tested"] == 9
    assert row.weights["market"]["size"] < -0.3
    assert abs(row.weights["weights"]["size"]) < abs(row.weights["weights"]["copy_space"]) / 2


def test_the_page_tells_what_was_learned_and_the_switch_is_the_designers(
    client: Client, cast: Cast, learned: Ranking, django_assert_max_num_queries: Any
) -> None:
    client.force_login(cast.ben)
    with django_assert_max_num_queries(14):
        page = client.get("/ranking/northlight/").content.decode()
    assert "quiet copy space" in page and "better than chance" in page and "Named in 100 % of reasons" in page
    assert "Turn ranking off" not in page
    assert client.get("/ranking/").headers["Location"] == "/ranking/northlight/"
    assert client.post("/ranking/northlight/switch/", {"on": "0"}).status_code == 403
    client.force_login(cast.dana)
    assert client.post("/ranking/northlight/switch/", {"on": "0"}).status_code == 302
    page = client.get("/ranking/northlight/").content.decode()
    assert "by Dana" in page and "Turn ranking on" in page and "orders the sheets" not in page
    client.force_login(cast.zoe)
    assert client.get("/ranking/northlight/").status_code == 404
    assert client.post("/ranking/northlight/switch/", {"on": "1"}).status_code == 404
    assert "Nothing is learned yet" in client.get("/ranking/tern/").content.decode()


def test_stacks_are_read_as_they_were_grouped(judged: list[Batch]) -> None:
    assert sorted(stacks(with_stacks(judged[0].candidates.all())).values()) == [place // 2 * 2 for place in range(MANY)]


# --- without rows ----------------------------------------------------------------------------------------------------
def test_picks_were_preferred_to_what_was_rejected_and_less_to_what_was_passed_over() -> None:
    found = list(pairs(1, Said(picked=[1], rejected=[2], ratings={9: {3: 5, 4: 1}}, duels=[(3, 2)]), [1, 2, 3, 4]))
    weight = {(pair.better, pair.worse): pair.weight for pair in found}
    assert weight[(1, 2)] == 2 * weight[(1, 3)] > 0
    assert {(3, 4), (3, 2), (4, 2)} <= set(weight) and (4, 3) not in weight


def test_ratings_of_different_people_are_not_compared() -> None:
    assert list(pairs(1, Said(ratings={8: {1: 5}, 9: {2: 1}}), [1, 2])) == []


def test_a_judgement_of_what_was_not_measured_is_left_out() -> None:
    assert list(pairs(1, Said(picked=[7], duels=[(7, 1)]), [1, 2])) == []


def test_without_evidence_all_weights_are_nothing() -> None:
    model = fit(Evidence({1: {1: {"size": 0.1}, 2: {"size": 0.3}}}, {}))
    assert model.weights == {"size": 0.0} and [one.why for one in rank(model, {1: {"size": 1.0}}).values()] == [""]


def test_a_measure_that_reasons_name_is_listened_to_more() -> None:
    measured = {1: {pk: {"size": float(pk), "lightness": float(pk)} for pk in range(6)}}
    said = {1: Said(picked=[5], rejected=[0])}
    plain, named = (fit(Evidence(measured, said, names)).weights for names in ({}, {"size": 1.0}))
    assert plain["size"] == pytest.approx(plain["lightness"]) and named["size"] > 1.5 * named["lightness"]


def test_a_picture_without_a_measure_is_neither_raised_nor_lowered_by_it() -> None:
    model = Model({"size": 1.0}, {"size": 1.0}, {}, {})
    order = rank(model, {1: {"size": 3.0}, 2: {}, 3: {"size": 1.0}})
    assert [order[pk].place for pk in (1, 2, 3)] == [1, 2, 3] and order[2].score == 0


def test_a_gain_is_claimed_only_on_enough_beyond_luck_and_almost_everywhere() -> None:
    good = [HeldOut(i, 20, 2, 3, 2) for i in range(4)]
    assert Report(tuple(good)).passes
    assert not Report(tuple(good[:2])).passes, "Two batches are too few."
    assert not Report(tuple(HeldOut(i, 20, 2, 3, 0) for i in range(4))).passes
    assert not Report((HeldOut(0, 20, 2, 3, 3), *(HeldOut(i, 20, 2, 3, 0) for i in range(1, 4)))).passes
    lucky = Report(tuple(HeldOut(i, 100, 10, 3, 3 if i < 3 else 0) for i in range(8)))
    assert lucky.recall == 0.375 and lucky.chance < lucky.luck and not lucky.passes, "Three of eight are no taste."
    assert sum(Report(tuple(good[:1] * many)).luck for many in range(1, 1000)) < CHANCE
    assert Report(tuple(good)).chance == pytest.approx((18 / 1140) ** 4)  # two of three picks, each time


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Copy space busy", {"copy_space"}),
        ("too busy behind the headline", {"copy_space"}),
        ("On palette", {"palette"}),
        ("Body or hands wrong", set()),
        ("", set()),
    ],
)
def test_reasons_name_measures_by_their_words_and_nothing_else(text: str, names: set[str]) -> None:
    assert set(speaks_of(text)) == names
