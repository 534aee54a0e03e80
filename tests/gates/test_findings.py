"""What did not pass is told once, however many languages it concerns, and names every one of them."""

from __future__ import annotations

import json

import pytest

from review.finishing import findings, held_back, passed, spanned, tally, worst
from review.manifest import manifest
from review.models import Check, Finish, Rendition
from review.views.sign_off import accepts
from tests.stations import Stations

REMEDY = "Shorten the copy."


def warned(made: Finish, row: Rendition, sentence: str, **more: object) -> None:
    Check.objects.create(finish=made, rendition=row, name="copy_fit", sentence=sentence, remedy=REMEDY, **more)


@pytest.fixture
def made(line: Stations) -> Finish:
    """One placement in two languages, whose headlines do not fit."""
    made = line.finished()
    made.checks.all().delete()
    first, second = made.renditions.order_by("pk")[:2]
    made.renditions.exclude(pk__in=[first.pk, second.pk]).delete()
    Rendition.objects.filter(pk=first.pk).update(locale="de")
    Rendition.objects.filter(pk=second.pk).update(locale="ja", placement=first.placement)
    return made


def rows(made: Finish) -> list[Rendition]:
    return list(made.renditions.select_related("placement__placement", "file").order_by("pk"))


@pytest.mark.django_db
def test_one_check_in_two_languages_is_one_finding(made: Finish) -> None:
    de, ja = rows(made)
    name = de.placement.placement.name
    box = {"x": 0.1, "y": 0.1, "w": 0.2, "h": 0.2}
    warned(made, de, f"{name}, de: the headline of 23 characters finds no room. {REMEDY}", verdict="fail", marks=[box])
    warned(made, ja, f"{name}, ja: the headline of 10 characters finds no room. {REMEDY}", verdict="fail", marks=[box])
    (found,) = findings(rows(made))
    assert (found.what, found.files) == ("Copy fit", f"{name} de, ja")
    assert (found.sentence, found.remedy) == ("The headline of 10 to 23 characters finds no room.", REMEDY)
    assert [(spot.rendition, spot.locale) for spot in found.shown] == [(de.pk, "de"), (ja.pk, "ja")]
    assert json.loads(found.shown[0].marks) == [box]
    assert held_back(rows(made)) == f"{name} (de, ja)"


@pytest.mark.django_db
def test_a_failure_and_a_warning_stay_apart_and_the_failure_comes_first(made: Finish) -> None:
    de, ja = rows(made)
    warned(made, de, "Tight.", verdict="warn")
    warned(made, ja, "Too long.", verdict="fail")
    assert [(found.verdict, found.locales) for found in findings(rows(made))] == [("fail", ["ja"]), ("warn", ["de"])]


@pytest.mark.django_db
def test_a_warning_to_accept_names_the_files_that_ship_with_it(made: Finish) -> None:
    de, ja = rows(made)
    warned(made, de, "Tight.", verdict="warn")
    warned(made, ja, "Tight.", verdict="warn")
    Check.objects.create(finish=made, rendition=ja, name="spec", verdict="fail", sentence="Wrong size.")
    name = de.placement.placement.name
    assert accepts(made, rows(made), manifest(made), []) == [("copy_fit", f"Copy fit: {name} de")]


@pytest.mark.django_db
def test_what_passed_counts_files_and_gives_the_span_of_what_was_measured(made: Finish) -> None:
    de, ja = rows(made)
    for row, measured in ((de, "7.8:1"), (de, "3.4:1"), (ja, "12.0:1")):
        Check.objects.create(finish=made, rendition=row, name="contrast", verdict="pass", measured=measured)
    assert passed(rows(made)) == [("Contrast", 2, "3.4 to 12.0:1", "")]


@pytest.mark.parametrize(
    ("sentences", "told"),
    [
        (["1.22 of 1.00.", "1.68 of 1.00.", "1.59 of 1.00."], ["1.22 to 1.68 of 1.00."]),
        (["9 px.", "12 px."], ["9 to 12 px."]),
        (["6% is #545C77.", "6% is #565E79."], ["6% is #545C77, #565E79."]),
        (["The focal area is cut.", "The product is cut."], ["The focal area is cut.", "The product is cut."]),
        (["{0.x} is 3."], ["{0.x} is 3."]),
    ],
)
def test_sentences_that_differ_in_figures_alone_become_one(sentences: list[str], told: list[str]) -> None:
    assert spanned(sentences) == told


@pytest.mark.django_db
def test_what_was_not_run_is_told_once_and_counted_apart(made: Finish) -> None:
    for row in rows(made):
        Check.objects.create(
            finish=made, rendition=row, name="text_found", verdict="not run", sentence="Not run: none."
        )
        Check.objects.create(finish=made, rendition=row, name="spec", verdict="pass", version="1")
    (found,) = findings(rows(made))
    assert (found.what, found.files, found.verdict) == ("Text in the picture", "2 files", "not run")
    assert [one.name for one in passed(rows(made))] == ["Size and format"]
    assert tally(rows(made)) == {"fail": 0, "warn": 0, "not_run": 2, "pass": 2, "waived": 0, "ships": 2, "held": 0}
    assert worst(row for each in rows(made) for row in each.checks.all()) == "not run"


@pytest.mark.django_db
def test_what_was_not_run_is_accepted_by_name_only_where_it_is_asked_for(made: Finish) -> None:
    row = Check.objects.create(
        finish=made, rendition=rows(made)[0], name="text_found", verdict="not run", sentence="Not run."
    )
    assert accepts(made, rows(made), manifest(made), []) == []
    Check.objects.filter(pk=row.pk).update(required=True)
    assert accepts(made, rows(made), manifest(made), []) == [
        ("text_found", "Text in the picture: not run on 1 file")
    ]
