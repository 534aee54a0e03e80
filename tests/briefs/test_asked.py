"""Which fields a brief is asked for: one table, and nothing that holds something is ever hidden."""

from dataclasses import replace
from typing import Any

import pytest

from briefs.asked import UNLESS, Situation, holds, not_asked, sentences
from briefs.spec import FIELDS, BriefSpec

PLAIN = {"background": "plain"}
ASKED = Situation(BriefSpec(shot="product", copy={"en": {"headline": "Hi"}}), characters=1, templates=2)


def hidden(now: Situation, **spec: Any) -> set[str]:
    return set(not_asked(replace(now, spec=replace(now.spec, **spec))))


def test_the_table_names_fields_of_a_brief() -> None:
    assert set(UNLESS) <= set(FIELDS)


def test_of_a_brief_with_everything_all_is_asked() -> None:
    assert hidden(ASKED) == set()


@pytest.mark.parametrize(
    ("now", "spec", "gone"),
    [
        (ASKED, {"shot": "flat"}, {"people", "characters", "light", "horizon", "colourways"}),
        (ASKED, {"shot": "flat", "job": "sell"}, {"people", "characters", "light", "horizon"}),
        (ASKED, {"people": " No people "}, {"characters"}),
        (ASKED, {"use_class": "experiment"}, {"markets", "flight_from", "flight_to"}),
        (ASKED, {"copy": {}}, {"hooks"}),
        (replace(ASKED, characters=0), {}, {"characters"}),
        (replace(ASKED, templates=1), {}, {"template"}),
        (replace(ASKED, placements=[PLAIN]), {}, {"people", "characters", "environment", "horizon"}),
        (replace(ASKED, placements=[PLAIN, {"background": None}]), {}, set()),
    ],
)
def test_each_case_leaves_out_its_fields(now: Situation, spec: dict[str, Any], gone: set[str]) -> None:
    assert hidden(now, **spec) == gone


def test_what_holds_something_or_is_spoken_of_is_asked_all_the_same() -> None:
    flat = replace(ASKED, spec=BriefSpec(shot="flat", horizon="low", light="Soft", people="Two engineers"))
    assert {"horizon", "light", "people"}.isdisjoint(not_asked(flat))
    assert "characters" not in not_asked(flat, keep={"characters"})


@pytest.mark.parametrize(("value", "says"), [(0.0, True), ("x", True), ((), False), ("", False), (None, False)])
def test_a_margin_of_nothing_is_a_margin(value: object, says: bool) -> None:
    assert holds(value) is says


def test_the_reason_stands_once_in_its_section() -> None:
    flat = replace(ASKED, characters=0, spec=BriefSpec(shot="flat"))
    said = sentences(not_asked(flat))
    assert said["show"] == "Not asked for a flat illustration: people, light, horizon."
    assert said["job"] == "" and "character" not in " ".join(said.values())  # a brand without sheets needs no sentence
