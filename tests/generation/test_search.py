"""A search: what may be asked, how it goes on between hands, and what it comes to."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from generation import actions, planning, search, work
from generation.models import Batch, Candidate, ModelEntry, Run
from generation.registry import seed_models
from generation.search.asked import Search
from generation.search.hands import HAND, SoFar, next_hand
from studio.lib.models import Event
from studio.lib.problems import BadInput
from tests.cast import Cast
from tests.generation.orders import order, revision_of, work_it_off

pytestmark = pytest.mark.django_db(transaction=True)

SHARP = {"name": "sharpness", "limit": 0.95}


def until(*tests: dict[str, Any], want: int = 2, **budget: Any) -> dict[str, Any]:
    return {"tests": list(tests or (SHARP,)), "want": want, "budget": budget or {"candidates": 20}}


def searched(cast: Cast, model: ModelEntry, *tests: dict[str, Any], want: int = 2, **more: Any) -> Batch:
    budget = more.pop("budget", {"candidates": 20})
    return order(cast, model, until=until(*tests, want=want, **budget), **more)


# --- What may be asked ----------------------------------------------------------------------------------------------
def test_an_order_freezes_what_is_asked_and_starts_with_twice_what_is_wanted(cast: Cast, model: ModelEntry) -> None:
    batch = searched(cast, model, {"name": "palette"}, SHARP, want=3)
    assert batch.search == {
        "tests": [{"name": "palette", "limit": 15.0}, SHARP],
        "want": 3, "budget": {"candidates": 20}, "first": 6, "most": 400,
    }  # fmt: skip
    assert batch.count == 6 and batch.candidates.count() == 6
    assert searched(cast, model, want=3, budget={"candidates": 4}).count == 4


@pytest.mark.parametrize(("bad", "field", "says"), [
    ({"tests": []}, "tests", "at least one"),
    ({"tests": "sharp"}, "tests", "at least one"),
    ({"tests": [{"name": "beauty"}]}, "tests", "“beauty” is not one"),
    ({"tests": [{"name": "sharpness\x00"}]}, "tests", "is not one"),
    ({"tests": [SHARP, SHARP]}, "tests", "twice"),
    ({"tests": [{"name": "sharpness", "limit": 1.2}]}, "limit_sharpness", "0.05 to 0.95"),
    ({"tests": [{"name": "sharpness", "limit": float("nan")}]}, "limit_sharpness", "0.05 to 0.95"),
    ({"tests": [{"name": "sharpness", "limit": True}]}, "limit_sharpness", "0.05 to 0.95"),
    ({"tests": [{"name": "identity"}]}, "test_identity", "No image encoder is registered"),
    ({"tests": [{"name": "similarity"}]}, "test_similarity", "no reference picture"),
    ({"want": 0}, "want", "whole number from 1"), ({"want": "2"}, "want", "whole number"),
    ({"want": 21}, "want", "cannot pass of 20"),
    ({"budget": {}}, "budget_candidates", "say how many"),
    ({"budget": {"candidates": 401}}, "budget_candidates", "1 to 400"),
    ({"budget": {"micros": -1}}, "budget_money", "whole number"),
    ({"budget": {"minutes": float("inf")}}, "budget_minutes", "a week"),
    ({"budget": {"wishes": 3}}, "budget_candidates", "nothing else"),
    ({"extra": 1}, "tests", "nothing else"),
])  # fmt: skip
def test_what_cannot_be_asked_is_said_by_field_and_nothing_is_written(
    cast: Cast, model: ModelEntry, bad: dict[str, Any], field: str, says: str
) -> None:
    with pytest.raises(BadInput, match=says) as refused:
        order(cast, model, until=until() | bad)
    assert list(refused.value.fields) == [field]
    assert not Batch.objects.exists() and not Candidate.objects.exists()


def test_a_brief_without_room_for_copy_is_not_searched_for_calm_there(cast: Cast, model: ModelEntry) -> None:
    with pytest.raises(BadInput, match="keeps no room for copy"):
        searched(cast, model, {"name": "copy_space"}, revision=revision_of(cast, copy_space="none"))
    assert searched(cast, model, {"name": "copy_space"}, revision=revision_of(cast, copy_space="left-half")).search


def test_a_reference_is_the_briefs_or_one_made_for_the_brand(cast: Cast, model: ModelEntry) -> None:
    batch = order(cast, model, count=1)
    work_it_off()
    made = batch.candidates.get().picture_id
    references = [{"id": 1, "role": "style", "note": "A lake", "digest": "ab" * 32}]
    revision = revision_of(cast, references=references)
    asked = searched(cast, model, {"name": "similarity"}, revision=revision).search
    assert asked and asked["tests"][0]["reference"] == "ab" * 32
    assert searched(cast, model, {"name": "similarity", "reference": made}, revision=revision).search
    tern = revision_of(cast, tern=True, references=references)
    for digest in (made, "cd" * 32, "../../etc", 7):
        with pytest.raises(BadInput, match="Reference"):
            order(cast, model, by=cast.zoe, revision=tern, until=until({"name": "similarity", "reference": digest}))


# --- Hands ----------------------------------------------------------------------------------------------------------
BUDGETS = st.fixed_dictionaries({}, optional={
    "candidates": st.integers(1, 60), "micros": st.integers(1, 5_000), "minutes": st.floats(0.1, 20),
}).filter(bool)  # fmt: skip
OUTCOMES = st.lists(st.tuples(st.sampled_from(["pass", "miss", "miss", "fail"]), st.integers(0, 300), st.floats(0, 90)))


@example(want=1, budget={"candidates": 3, "minutes": 1.0}, outcomes=[("miss", 0, 2.2e-311)], together=1)
@given(want=st.integers(1, 12), budget=BUDGETS, outcomes=OUTCOMES, together=st.integers(1, 5))
@settings(max_examples=150, deadline=None)
def test_a_search_ends_within_its_budgets_and_not_before_them(
    want: int, budget: dict[str, Any], outcomes: list[tuple[str, int, float]], together: int
) -> None:
    """Whatever passes, fails and costs: played against the real decision, one hand after another."""
    cap = min(80, budget.get("candidates", 80))
    asked = Search((), want, budget.get("candidates"), budget.get("micros"), budget.get("minutes"), 1, 80)
    hand, why = search.first_hand(want, cap), ""
    now = SoFar(0, 0, 0, 0, 0.0)
    while hand:
        before = now
        for _ in range(hand):
            what, micros, seconds = outcomes[now.tried % len(outcomes)] if outcomes else ("miss", 40, 6.0)
            now = SoFar(
                now.tried + 1, now.made + (what != "fail"), now.passed + (what == "pass"), now.micros + micros,
                now.seconds + seconds, now.barren + 1 if what == "fail" else 0,
            )  # fmt: skip
        assert now.tried <= cap and hand <= HAND + together
        if before.tried:  # each hand was begun with something left of every budget: passed by one hand at the most
            assert before.passed < want
            assert before.micros < budget.get("micros", math.inf)
            assert before.seconds < budget.get("minutes", math.inf) * 60
        hand, why = next_hand(asked, now, together)
        assert not hand or (now.tried + hand) % together == 0 or now.tried + hand == cap
    over = {
        "enough": now.passed >= want, "candidates": now.tried >= cap,
        "money": now.micros >= budget.get("micros", math.inf),
        "time": now.seconds >= budget.get("minutes", math.inf) * 60, "nothing": now.barren >= 4,
    }  # fmt: skip
    assert over[why], "it ends for the reason it gives"


def test_hands_grow_where_little_passes_and_shrink_where_money_does() -> None:
    asked = Search((), 4, 200, None, None, 8, 400)
    assert next_hand(asked, SoFar(8, 8, 3, 800, 60.0)) == (3, "")
    assert next_hand(asked, SoFar(8, 8, 0, 800, 60.0)) == (HAND, "")
    assert next_hand(Search((), 4, None, 1_000, None, 8, 400), SoFar(8, 8, 0, 800, 60.0)) == (2, "")
    assert next_hand(Search((), 4, None, None, 1.5, 8, 400), SoFar(8, 8, 0, 800, 60.0)) == (4, "")


OUTCOME = st.sampled_from(["pass", "miss", "failed", "cancelled"])


@given(want=st.integers(1, 4), cap=st.integers(4, 14), outcomes=st.lists(OUTCOME, min_size=1, max_size=14))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_rows_of_a_search_say_the_same_as_what_was_played(
    cast: Cast, model: ModelEntry, want: int, cap: int, outcomes: list[str]
) -> None:
    batch = searched(cast, model, want=want, budget={"candidates": cap})
    play(batch, outcomes)
    states = [outcomes[n % len(outcomes)] for n in range(batch.count)]
    assert [c.seed for c in batch.candidates.all()] == [planning.seed_of(batch.seed, n) for n in range(batch.count)]
    assert batch.found and batch.count <= cap
    made = states.count("pass") + states.count("miss")
    assert (batch.found["passed"], batch.found["made"], batch.found["tried"]) == (
        states.count("pass"),
        made,
        batch.count,
    )
    assert batch.found["ratio"] == (round(made / states.count("pass"), 2) if "pass" in states else None)
    assert batch.found["micros"] == 100 * batch.count
    assert batch.found["why"] in ("enough", "candidates", "nothing")


def play(batch: Batch, outcomes: list[str]) -> None:
    """End every candidate as `outcomes` say, by turns, and ask after each hand, as the queue does."""
    from uuid import uuid4

    going = True
    while going:
        for one in batch.candidates.filter(state="waiting"):
            what = outcomes[one.position % len(outcomes)]
            state = {"failed": "failed", "cancelled": "cancelled"}.get(what, "done")
            value = {"name": "sharpness", "verdict": "pass" if what == "pass" else "fail", "value": one.position / 100}
            judged = {"accepted": what == "pass", "acceptance": [value]} if state == "done" else {}
            done = finished(one) if state == "done" else {}
            Candidate.objects.filter(pk=one.pk).update(state=state, **judged, **done)
            Run.objects.create(candidate=one, claim=uuid4(), worker="w", outcome=state, cost_micros=100)
        going = search.go_on(batch)


def finished(one: Candidate) -> dict[str, Any]:
    from generation.models import Recipe
    from studio.lib.models import Blob

    blob, _ = Blob.objects.get_or_create(digest="0" * 64, defaults={"size": 1, "media_type": "image/png"})
    recipe, _ = Recipe.objects.get_or_create(digest="0" * 64, defaults={"document": {}})
    return {"picture": blob, "recipe": recipe}


def test_what_it_comes_to_says_each_test_by_itself(cast: Cast, model: ModelEntry) -> None:
    batch = searched(cast, model, want=2, budget={"candidates": 6})
    play(batch, ["miss", "miss", "pass", "miss", "miss", "miss"])
    assert batch.found and batch.found["by_test"] == {"sharpness": {"passed": 1, "median": 0.025, "best": 0.0}}
    assert (batch.found["why"], batch.found["ratio"]) == ("candidates", 6.0)


# --- Through the worker ---------------------------------------------------------------------------------------------
def test_a_search_goes_on_by_itself_until_enough_pass(cast: Cast, model: ModelEntry, monkeypatch: Any) -> None:
    accept_every(monkeypatch, 5)
    batch = searched(cast, model, want=3, budget={"candidates": 40}, seed=7)
    work_it_off()
    batch.refresh_from_db()
    assert batch.state == "done" and batch.found
    assert batch.found["passed"] >= 3 and batch.found["why"] == "enough"
    assert batch.found["made"] == batch.count == batch.candidates.filter(state="done").count() > 6
    assert Event.objects.filter(kind="batch.go on", subject=batch.pk).exists()
    assert Event.objects.filter(kind="batch.complete", subject=batch.pk).count() == 1
    counts = {
        c.recipe.document["context"]["batch"]["count"] for c in batch.candidates.select_related("recipe") if c.recipe
    }
    assert counts == {6}, "a recipe says the first hand, however far the search went"
    for one in batch.candidates.filter(position__in=(0, batch.count - 1)):
        assert planning.plan(batch, one.position).digest == one.recipe_id


def test_the_last_of_a_hand_made_twice_goes_on_once(cast: Cast, model: ModelEntry, monkeypatch: Any) -> None:
    """A worker killed before its last result is committed: the whole of it is undone, and made again."""
    accept_every(monkeypatch, 5)
    batch = searched(cast, model, want=1, budget={"candidates": 8})
    work.one("still", "w1")
    real = search.go_on

    def killed(row: Batch) -> bool:
        real(row)
        raise SystemExit

    monkeypatch.setattr(search, "go_on", killed)
    with pytest.raises(SystemExit):
        work_it_off()
    batch.refresh_from_db()
    assert batch.count == 2 and batch.candidates.count() == 2, "neither lost nor doubled"
    monkeypatch.setattr(search, "go_on", real)
    Candidate.objects.filter(state="running").update(state="waiting", claim=None, lease_until=None)
    work_it_off()
    batch.refresh_from_db()
    positions = list(batch.candidates.values_list("position", flat=True))
    assert positions == list(range(batch.count)) and batch.found and batch.found["passed"] == 1


def accept_every(monkeypatch: Any, nth: int) -> None:
    def judge(candidate: Candidate, picture: object) -> tuple[bool, list[dict[str, Any]]]:
        return candidate.position % nth == nth - 1, []

    monkeypatch.setattr(search, "judge", judge)


def test_failed_candidates_use_up_the_budget_and_a_broken_engine_ends_it(cast: Cast, model: ModelEntry) -> None:
    batch = searched(cast, model, want=4, budget={"candidates": 200}, subject="A bottle !fail")
    work_it_off()
    batch.refresh_from_db()
    assert batch.state == "failed" and batch.count == 8
    assert batch.found and (batch.found["why"], batch.found["ratio"], batch.found["tried"]) == ("nothing", None, 8)


def test_cancelling_keeps_what_it_came_to(cast: Cast, model: ModelEntry) -> None:
    batch = searched(cast, model, want=2)
    work.one("still", "w")
    actions.cancel(batch, by=cast.ben)
    batch.refresh_from_db()
    assert batch.found and (batch.found["why"], batch.found["tried"], batch.found["made"]) == ("cancelled", 4, 1)


def test_a_test_that_breaks_down_never_costs_the_picture(cast: Cast, model: ModelEntry, monkeypatch: Any) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("generation.engine.acceptance.sharpness.tiles", broken)
    batch = searched(cast, model, {"name": "palette", "limit": 60.0}, SHARP, want=1, budget={"candidates": 1})
    work_it_off()
    one = batch.candidates.get()
    assert one.state == "done" and one.picture_id and one.accepted is None
    assert [said["verdict"] for said in one.acceptance] == ["pass", "not run"]
    assert "broke down (ZeroDivisionError)" in one.acceptance[1]["words"]
    batch.refresh_from_db()
    assert batch.found and batch.found["passed"] == 0


def test_a_reference_that_is_gone_is_said_and_passes_nothing(cast: Cast, model: ModelEntry) -> None:
    revision = revision_of(cast, references=[{"id": 1, "role": "style", "note": "A lake", "digest": "ab" * 32}])
    batch = searched(cast, model, {"name": "similarity"}, want=1, budget={"candidates": 1}, revision=revision)
    work_it_off()
    one = batch.candidates.get()
    assert (one.accepted, one.acceptance[0]["verdict"]) == (None, "not run") and "cannot be read" in one.acceptance[0][
        "words"
    ]


def test_a_batch_without_a_search_is_judged_by_nobody(cast: Cast, model: ModelEntry) -> None:
    batch = order(cast, model, count=2)
    work_it_off()
    batch.refresh_from_db()
    assert (batch.count, batch.found, {c.accepted for c in batch.candidates.all()}) == (2, None, {None})
    recipe = planning.plan(batch, 1)
    assert recipe.context["batch"] == {"seed": batch.seed, "count": 2, "position": 1, "together": 1}


def test_previz_of_a_real_brief_is_searched_by_its_palette(cast: Cast) -> None:
    seed_models()
    previz = ModelEntry.objects.get(slug="previz")
    ModelEntry.objects.filter(pk=previz.pk).update(settings={"samples": 1})
    previz.refresh_from_db()
    batch = searched(
        cast, previz, {"name": "palette", "limit": 60.0}, {"name": "copy_space", "limit": 5.0}, want=1,
        budget={"candidates": 1}, revision=revision_of(cast, subject="Tern water bottle on a wet basalt pedestal"),
    )  # fmt: skip
    Batch.objects.filter(pk=batch.pk).update(width=192, height=128)
    work_it_off("previz")
    one = batch.candidates.get()
    batch.refresh_from_db()
    assert one.accepted is True and batch.found and batch.found["why"] == "enough"
    by_name = {said["name"]: said for said in one.acceptance}
    assert 0 < by_name["palette"]["value"] < 60 and "ΔE" in by_name["palette"]["words"]
    assert 0 < by_name["copy_space"]["value"] < 5
