"""A search on the pages: ordered from the panel, forecast, followed on the sheet and in the list of batches."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from generation import search
from generation.models import Batch, Candidate, ModelEntry
from studio.people.models import User
from tests.cast import Cast
from tests.generation.orders import order, revision_of, work_it_off

pytestmark = pytest.mark.django_db(transaction=True)


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def panel(model: ModelEntry, **more: Any) -> dict[str, Any]:
    asked = {"model": model.pk, "count": 16, "search": "on", "test_sharpness": "on", "limit_sharpness": "0.95"}
    return asked | {"want": 2, "budget_candidates": 12} | more


@pytest.fixture
def address(cast: Cast) -> str:
    return reverse("generation:order", args=[revision_of(cast, copy_space="none").brief_id])


def test_a_search_is_ordered_from_the_panel(cast: Cast, model: ModelEntry, address: str) -> None:
    money = {"budget_money": "1.25", "budget_minutes": "30"}
    answer = as_(cast.ben).post(address, panel(model, **money))
    assert answer.status_code == 302
    batch = Batch.objects.get()
    assert batch.search and batch.search["tests"] == [{"name": "sharpness", "limit": 0.95}]
    assert batch.search["budget"] == {"candidates": 12, "micros": 1_250_000, "minutes": 30.0} and batch.count == 4


def test_without_the_tick_it_is_a_batch_as_ever(cast: Cast, model: ModelEntry, address: str) -> None:
    asked = panel(model, count=3) | {"want": "nonsense"}
    del asked["search"]
    assert as_(cast.ben).post(address, asked).status_code == 302
    batch = Batch.objects.get()
    assert (batch.search, batch.count) == (None, 3)


@pytest.mark.parametrize(("bad", "says"), [
    ({"test_sharpness": ""}, "name at least one"), ({"limit_sharpness": "7"}, "0.05 to 0.95"),
    ({"limit_sharpness": "x"}, "give a number"), ({"want": "900"}, "Wanted"), ({"want": ""}, "whole number"),
    ({"budget_candidates": ""}, "say how many candidates"), ({"budget_candidates": "1"}, "cannot pass of 1"),
    ({"budget_candidates": "9" * 400}, "Candidates"), ({"budget_money": "1e99"}, "Euro"),
    ({"limit_sharpness": "nan"}, "give a number"),
    ({"budget_minutes": "inf"}, "Minutes"), ({"test_palette": "on", "limit_palette": "\x00"}, "give a number"),
])  # fmt: skip
def test_what_cannot_be_asked_is_said_in_the_panel(
    cast: Cast, model: ModelEntry, address: str, bad: dict[str, str], says: str
) -> None:
    answer = as_(cast.ben).post(address, panel(model, **bad))
    assert answer.status_code == 422 and says in answer.content.decode()
    assert not Batch.objects.exists()


def test_what_this_brief_cannot_be_measured_by_is_off_with_the_reason(
    cast: Cast, model: ModelEntry, address: str
) -> None:
    page = as_(cast.ben).get(address).content.decode()
    assert (
        "keeps no room for copy" in page and "No image encoder is registered" in page and "no reference picture" in page
    )
    ticked = panel(model, test_copy_space="on")
    assert as_(cast.ben).post(address, ticked).status_code == 302
    assert Batch.objects.get().search["tests"] == [{"name": "sharpness", "limit": 0.95}]  # type: ignore[index]


def test_the_forecast_is_a_guess_until_something_like_it_was_searched_for(
    cast: Cast, model: ModelEntry, address: str
) -> None:
    ben = as_(cast.ben)
    first = ben.get(address, panel(model)).content.decode()
    assert "At 1 in 5, about 10 candidates" in first and "is a guess" in first
    ben.post(address, panel(model))
    work_it_off()
    after = ben.get(address, panel(model)).content.decode()
    assert "As in the search like it here" in after and "about 4 candidates" in after
    other = ben.get(address, panel(model, limit_sharpness="0.5")).content.decode()
    assert "is a guess" in other, "another limit is another search"
    zoe = revision_of(cast, tern=True)
    assert search.outlook(asked_of(zoe), cast.tern, model, width=64, height=48, tier="discovery").searches == 0


def asked_of(revision: Any) -> search.Search:
    said = {"tests": [{"name": "sharpness", "limit": 0.95}], "want": 2, "budget": {"candidates": 12}}
    return search.Search.of(search.clean(said, revision))


def test_a_budget_too_small_for_what_is_wanted_is_said_before(cast: Cast, model: ModelEntry, address: str) -> None:
    page = as_(cast.ben).get(address, panel(model, want=4, budget_candidates=5)).content.decode()
    assert "The budget may end it with about 1 passed" in page


# --- The sheet ------------------------------------------------------------------------------------------------------
def searched(cast: Cast, model: ModelEntry) -> Batch:
    """Four made: the first passes with a warning, the second and third miss, the fourth could not be judged."""
    until = {"tests": [{"name": "sharpness", "limit": 0.95}], "want": 2, "budget": {"candidates": 4}}
    batch = order(cast, model, until=until)
    work_it_off()
    said = [("warn", True), ("fail", False), ("fail", False), ("not run", None)]
    for position, (verdict, accepted) in enumerate(said):
        words = f"Sharp: <b>{verdict}</b>."
        one = {"name": "sharpness", "verdict": verdict, "value": 0.4, "limit": 0.3, "words": words}
        batch.candidates.filter(position=position).update(accepted=accepted, acceptance=[one])
    batch.refresh_from_db()
    search.stop(batch)
    return batch


def test_the_sheet_says_how_the_search_stands_and_what_each_did(cast: Cast, model: ModelEntry) -> None:
    batch = searched(cast, model)
    page = as_(cast.dana).get(reverse("review:sheet", args=[batch.pk])).content.decode()
    assert "1 of 2 wanted passed, 4 made, ratio 4.0" in page and "it was cancelled" in page
    assert page.count('data-tested="look"') == 1 and page.count('data-tested="no"') == 2
    assert page.count('data-tested="unknown"') == 1
    assert "Passed; look at it yourself. Sharp: &lt;b&gt;warn" in page and "<b>warn" not in page
    assert 'data-show="passed"' in page and "Passed, by test" in page
    passed = as_(cast.dana).get(reverse("review:sheet", args=[batch.pk]), {"show": "passed"}).content.decode()
    assert passed.count('class="cell"') == 1 and '"many":3' in passed


def test_a_sheet_without_a_search_says_nothing_of_one(cast: Cast, model: ModelEntry) -> None:
    batch = order(cast, model, count=2)
    work_it_off()
    page = as_(cast.dana).get(reverse("review:sheet", args=[batch.pk])).content.decode()
    assert "data-sought" not in page and "data-tested" not in page and 'data-show="passed"' not in page


def test_the_sheet_of_a_search_asks_as_many_questions_for_four_as_for_forty(
    cast: Cast, model: ModelEntry, django_assert_max_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    batch, dana = searched(cast, model), as_(cast.dana)
    address = reverse("review:sheet", args=[batch.pk])
    dana.get(address)
    with CaptureQueriesContext(
        connection,
    ) as few:
        dana.get(address)
    done = batch.candidates.get(position=1)
    Candidate.objects.bulk_create(
        Candidate(
            batch=batch, position=n, seed=n, state="done", picture_id=done.picture_id, recipe_id=done.recipe_id,
            preview_id=done.preview_id, accepted=False, acceptance=done.acceptance,
        )
        for n in range(4, 40)
    )  # fmt: skip
    with django_assert_max_num_queries(len(few)):
        dana.get(address)


def test_the_list_of_batches_says_how_many_passed(cast: Cast, model: ModelEntry) -> None:
    searched(cast, model)
    page = as_(cast.ben).get(reverse("generation:batches")).content.decode()
    assert "1 of 2 wanted passed, ratio 4" in page
