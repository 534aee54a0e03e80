"""A fuzzy brief is told so field by field; a good one is left in peace."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from briefs import style
from briefs.copyfit import ems, headline_fit, wrap
from briefs.readiness import Context, Summary, summarise
from briefs.seeds import PALETTES, SAMPLE_BRIEFS
from briefs.seeds.placements import PLACEMENTS
from briefs.spec import BriefSpec

CATALOGUE = {document["slug"]: document for document in PLACEMENTS}
PACK = style.clean({"slug": "northlight", "name": "Northlight", "palette": PALETTES["northlight"]})
TODAY = date(2026, 11, 21)
GOOD = BriefSpec.clean(SAMPLE_BRIEFS["01"])

# "Something for spring", as somebody would type it into the form.
FUZZY: dict[str, Any] = {
    "title": "Something for spring",
    "channels": ["social"],
    "message": "Something for spring, as soon as possible please",
    "subject": "Diverse people having fun with the app, eye-catching visuals",
    "mood": "premium but playful, futuristic but warm",
    "style": ["you know our vibe", "logo big"],
}


def read(spec: BriefSpec, pack: Any = PACK) -> Summary:
    return summarise(spec, Context(placements=CATALOGUE, pack=pack, today=TODAY))


def fields(summary: Summary, verdict: str) -> set[str]:
    return {finding.field for finding in summary.findings if finding.verdict == verdict}


@pytest.mark.parametrize("name", sorted(SAMPLE_BRIEFS))
def test_a_sample_brief_fails_nothing(name: str) -> None:
    assert read(BriefSpec.clean(SAMPLE_BRIEFS[name])).fails == []


def test_the_first_sample_is_told_its_two_weak_points_and_nothing_else() -> None:
    summary = read(GOOD)
    assert [finding.what for finding in summary.findings] == [
        "People: not said who they are",
        "Source Sans Pro has no Japanese letters",
    ]
    assert len(summary.clear) == 6


def test_a_fuzzy_brief_gets_many_useful_findings() -> None:
    summary = read(BriefSpec.clean(FUZZY), pack=None)
    assert fields(summary, "fail") >= {"placements", "environment", "style_pack", "use_class"}
    vague = {finding.what for finding in summary.warns if "shows nothing yet" in finding.what}
    assert {"eye-catching", "premium", "playful", "futuristic", "vibe"} <= {
        words.split("“")[1].split("”")[0] for words in vague
    }
    assert len(summary.findings) >= 8
    assert all(finding.remedy.endswith(".") and finding.section for finding in summary.findings)


def test_an_empty_brief_fails_on_what_nothing_can_be_made_without() -> None:
    assert fields(read(BriefSpec(), pack=None), "fail") == {
        "placements",
        "subject",
        "environment",
        "style_pack",
        "use_class",
    }


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"must_not_show": ("people",)}, "people", "No people are wanted"),
        ({"people": "no people"}, "people", "No people are wanted"),
        ({"must_not_show": ("transparent display",)}, "must_not_show", "ruled out and asked for"),
        ({"subject": "Three engineers beside a sign that says “Welcome home”"}, "subject", "Words are asked for"),
        ({"flight_to": "2027-01-01"}, "flight_to", "ends before it begins"),
        ({"flight_from": "2025-01-01", "flight_to": "2025-02-01"}, "flight_to", "was over"),
        ({"flight_from": ""}, "flight_from", "without flight dates"),
        ({"flight_from": "", "flight_to": ""}, "flight_from", "without flight dates"),
        ({"markets": ()}, "markets", "without markets"),
        ({"placements": ()}, "placements", "No placement"),
        ({"placements": ("gone",)}, "placements", "not in the catalogue"),
        ({"copy_space": "none"}, "copy_space", "no room for it"),
        ({"copy_space": "left-half", "subject_position": "left-third"}, "subject_position", "where the copy goes"),
        ({"subject_position": "fills"}, "copy_space", "copy needs room"),
        (
            {"copy": {"de": {"headline": "Donaudampfschifffahrtsgesellschaft" * 5}}},
            "copy",
            "no room for the German headline",
        ),
    ],
)
def test_a_contradiction_stops_the_brief(change: dict[str, Any], field: str, words: str) -> None:
    fails = read(replace(GOOD, **change)).fails
    assert any(finding.field == field and words in finding.what for finding in fails), fails


def test_an_experiment_needs_neither_markets_nor_dates() -> None:
    assert read(replace(GOOD, use_class="experiment", markets=(), flight_from="", flight_to="")).fails == []


def test_a_pack_that_was_never_published_stops_the_brief() -> None:
    assert fields(read(GOOD, pack=None), "fail") == {"style_pack"}


def test_a_long_headline_is_warned_of_where_it_is_too_long_and_only_there() -> None:
    long = replace(GOOD, copy={"en": {"headline": "Decisions are made together on one shared picture of the whole"}})
    found = [finding.what for finding in read(long).findings if finding.field == "copy"]
    assert found and all("English headline" in what for what in found)
    assert not [
        finding
        for finding in read(replace(GOOD, copy={"en": {"headline": "Together."}})).findings
        if finding.field == "copy"
    ]


def test_the_measure_of_a_headline_is_near_what_a_font_says() -> None:
    from importlib.resources import files

    from PIL import ImageFont

    path = next(
        p
        for p in files("font_source_sans_pro").joinpath("files").iterdir()
        if "SemiBold." in p.name or "Semibold." in p.name
    )
    font = ImageFont.truetype(str(path), 1000)
    for text in ("Decisions, together.", "Entscheiden, gemeinsam.", "Colder than the lake", "Plus froide que le lac"):
        real = font.getlength(text) / 1000
        assert real <= ems(text) <= real * 1.25, text  # never optimistic, and not absurdly careful


def test_a_headline_is_broken_at_spaces_and_a_japanese_one_between_letters() -> None:
    assert wrap("Decisions, together.", 2) == ("Decisions,", "together.")
    lines = wrap("決める、いっしょに。", 2)
    assert "".join(lines) == "決める、いっしょに。"
    assert len(lines) == 2 and not lines[1].startswith(("、", "。"))


def test_room_for_copy_stays_inside_the_safe_area_of_a_story() -> None:
    fit = headline_fit("Colder", CATALOGUE["story-9x16"], replace(GOOD, copy_space="top-third"), 0.06)
    assert fit is not None and fit.fits
    assert fit.box.y == pytest.approx(0.14)
    assert fit.box.y + fit.box.height == pytest.approx(1 / 3)
