"""Who is in the pictures: counted by people, told with what was not counted, and by no machine."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from generation.models import Candidate, ModelEntry
from review.actions.people import add_people_term, count_people, retire_people_term
from review.models import Finish, PeopleCount, PeopleTerm
from review.representation import Share, finished, listing, said, seed_people_terms, tally, terms_for
from studio.lib.models import Event
from studio.lib.problems import BadInput, NotAllowed, WrongState
from tests.cast import Cast
from tests.cast import cast as cast
from tests.generation.conftest import model as model
from tests.generation.conftest import still_engine as still_engine
from tests.stations import Stations

pytestmark = pytest.mark.django_db


@pytest.fixture
def pictures(cast: Cast, model: ModelEntry) -> list[Candidate]:
    """Three of a batch, each with a finish whose files nobody needs here."""
    seed_people_terms()
    rows = list(Stations(cast, model).batch(3).candidates.select_related("batch__brand").order_by("position"))
    for row in rows:
        Finish.objects.create(
            brand=cast.northlight, candidate=row, revision=row.batch.revision, number=1, state="ready", by=cast.dana
        )
    return rows


def term(label: str) -> int:
    return PeopleTerm.objects.get(label=label).pk


def test_what_is_counted_is_told_as_shares_of_those_counted(cast: Cast, pictures: list[Candidate]) -> None:
    first, second, third = pictures
    count_people(first, 3, {term("Woman"): 2, term("Man"): 1, term("Older adult"): 1}, by=cast.ben)
    count_people(second, 1, {term("Woman"): 1}, by=cast.dana)
    found = tally(finished(cast.bea))
    assert (found.pictures, found.counted, found.people, found.open) == (3, 2, 4, [third])
    assert found.axes == [
        ("Age", [Share("Older adult", 1, 4, 1), Share("Not told", 3, 4, 0)]),
        ("Gender, as presented", [Share("Woman", 3, 4, 2), Share("Man", 1, 4, 1)]),
    ]
    assert found.axes[1][1][0].percent == 75
    assert said(first) == "3 people: age older adult 1; gender, as presented woman 2, man 1"
    assert said(third) == ""
    assert tally(finished(cast.zoe)).pictures == 0, "another brand's"
    assert tally(finished(cast.bea, shipped=True)).pictures == 0
    assert tally(finished(cast.bea, since=dt.date(2098, 1, 1))).pictures == 0
    assert tally(finished(cast.bea, campaign=first.batch.revision.brief.campaign)).pictures == 3


def test_nobody_is_an_answer_and_a_second_count_replaces_the_first(cast: Cast, pictures: list[Candidate]) -> None:
    one = pictures[0]
    count_people(one, 2, {term("Adult"): 2}, by=cast.ben)
    count_people(one, 0, {term("Adult"): 0}, by=cast.leo)
    row = PeopleCount.objects.get()
    assert (row.people, row.by, row.tags.count(), said(one)) == (0, cast.leo, 0, "nobody")
    kept = Event.objects.filter(kind="candidate.count_people").order_by("pk")
    assert [event.data for event in kept] == [
        {"people": 2, "terms": {"Age: Adult": 2}}, {"people": 0, "terms": {}},
    ]  # fmt: skip


def test_a_count_that_cannot_be_is_refused_and_nothing_is_kept(cast: Cast, pictures: list[Candidate]) -> None:
    one = pictures[0]
    for people, numbers, words in (
        (2, {term("Woman"): 2, term("Man"): 1}, "Gender, as presented counts 3 people, and 2 are in the picture"),
        (-1, {}, "People is a whole number from 0 to 999"),
        (2, {term("Woman"): -1}, "Woman is a whole number"),
        (2, {99_999_999: 1}, "There is no term"),
    ):
        with pytest.raises(BadInput, match=words):
            count_people(one, people, numbers, by=cast.ben)
    with pytest.raises(NotAllowed):
        count_people(one, 1, {}, by=cast.zoe)
    assert not PeopleCount.objects.exists()


def test_a_brand_adds_words_of_its_own_and_retires_them(cast: Cast, pictures: list[Candidate]) -> None:
    row = add_people_term(cast.northlight, "age", "Teenager", by=cast.bea)
    assert row.axis == "Age" and [one.label for one in terms_for(cast.northlight)[0][1]][-1] == "Teenager"
    assert "Teenager" not in [one.label for _, rows in terms_for(cast.tern) for one in rows]
    count_people(pictures[0], 1, {row.pk: 1}, by=cast.ben)
    retire_people_term(row, by=cast.bea)
    assert tally(finished(cast.bea)).axes[0][1][0].label == "Teenager", "what was counted stands"
    with pytest.raises(BadInput, match="There is no term"):
        count_people(pictures[1], 1, {row.pk: 1}, by=cast.ben)
    with pytest.raises(BadInput, match="is there already"):
        add_people_term(cast.northlight, "AGE", "adult", by=cast.bea)
    with pytest.raises(NotAllowed):
        add_people_term(cast.northlight, "Age", "Elder", by=cast.dana)
    with pytest.raises(WrongState, match="word of the house"):
        retire_people_term(PeopleTerm.objects.get(label="Adult"), by=cast.ada)


def test_the_pages_count_and_list_and_no_spreadsheet_runs_what_they_give(
    cast: Cast, pictures: list[Candidate], client: Client
) -> None:
    client.force_login(cast.ben)
    here = f"/candidates/{pictures[0].pk}/people/"
    row = add_people_term(cast.northlight, "=cmd()", "<b>@SUM(A1)</b>", by=cast.bea)
    page = client.get(here).content.decode()
    assert (
        "&lt;b&gt;@SUM(A1)&lt;/b&gt;" in page and "Not counted yet" in client.get("/representation/").content.decode()
    )
    answer = client.post(here, {"people": "two", f"t{row.pk}": "1"})
    assert answer.status_code == 422 and 'value="two"' in answer.content.decode()
    assert client.post(here, {"people": "2", f"t{row.pk}": "1"}).status_code == 302
    assert "1 of 3 pictures counted" in client.get("/representation/").content.decode()
    text = client.get("/representation/list.csv?since=nonsense&campaign=-1").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[1:4] == [
        ["pictures", "finished", "", "", "3"],
        ["pictures", "counted", "2", "", "1"],
        ["pictures", "not counted", "", "", "2"],
    ]
    assert rows[4][0] == "'=cmd()" and rows[4][2:] == ["1", "50 %", "1"]
    assert listing(tally(finished(cast.zoe))).count("\n") == 4


def test_the_tally_asks_as_often_for_many_pictures_as_for_one(
    cast: Cast, pictures: list[Candidate], client: Client
) -> None:
    client.force_login(cast.ben)
    counts: list[int] = []
    for one in pictures:
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/representation/").status_code == 200
        counts.append(len(asked))
        numbers: dict[int, Any] = {term("Woman"): 1, term("Adult"): 1}
        count_people(one, 1, numbers, by=cast.ben)
    assert max(counts[1:]) - min(counts[1:]) == 0
