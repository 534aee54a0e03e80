"""A brief as a value: what is kept, what is refused, and in which words."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefs import placement
from briefs.markets import MARKETS
from briefs.seeds import SAMPLE_BRIEFS
from briefs.seeds.placements import PLACEMENTS
from briefs.spec import FIELDS, BriefSpec
from briefs.vocabulary import LABELS, SECTION_OF
from studio.lib.canonical import canonical
from studio.lib.problems import BadInput

HOSTILE = "<script>alert(1)</script> {{ settings.SECRET_KEY }} {% load static %} ' OR 1=1 -- \"></textarea>"


def faults(document: object) -> dict[str, list[str]]:
    with pytest.raises(BadInput) as caught:
        BriefSpec.clean(document)
    return caught.value.fields


@pytest.mark.parametrize("name", sorted(SAMPLE_BRIEFS))
def test_a_sample_brief_goes_through_a_document_and_back_unchanged(name: str) -> None:
    spec = BriefSpec.clean(SAMPLE_BRIEFS[name])
    again = BriefSpec.clean(json.loads(json.dumps(spec.document())))
    assert again == spec
    assert canonical(again.document()) == canonical(spec.document())


def test_every_field_of_the_form_is_a_field_of_the_spec_with_a_label_and_a_section() -> None:
    assert set(SECTION_OF) == set(FIELDS) - {"title"}
    assert set(LABELS) == set(FIELDS)


def test_hostile_text_is_kept_as_text() -> None:
    spec = BriefSpec.clean({"subject": HOSTILE, "must_not_show": [HOSTILE], "copy": {"en": {"headline": HOSTILE}}})
    assert spec.subject == HOSTILE
    assert spec.must_not_show == (HOSTILE,)
    assert spec.headline("en") == HOSTILE


def test_control_characters_and_half_surrogates_do_not_reach_the_database() -> None:
    spec = BriefSpec.clean({"subject": "a\x00b\x1b[31m\ud800c\r\nd"})
    assert spec.subject == "a b [31m?c\nd"


@pytest.mark.parametrize(
    ("document", "field", "words"),
    [
        ({"subject": "x" * 100_000}, "subject", "there is room for 2,000"),
        ({"title": "x" * 121}, "title", "there is room for 120"),
        ({"subject": ["a"]}, "subject", "Write it as text"),
        ({"placements": "web-hero"}, "placements", "expected a list"),
        ({"placements": ["../etc/passwd"]}, "placements", "Choose one from the list"),
        ({"must_not_show": ["x"] * 41}, "must_not_show", "there is room for 40"),
        ({"must_not_show": ["x" * 121]}, "must_not_show", "there is room for 120"),
        ({"markets": ["UK"]}, "markets", "Use GB for United Kingdom"),
        ({"markets": ["<b>"]}, "markets", "two-letter country code"),
        ({"markets": [7]}, "markets", "two-letter country code"),
        ({"shot": "sideways"}, "shot", "Use extreme-close-up"),
        ({"use_class": {"a": 1}}, "use_class", "Use experiment, internal, public"),
        ({"safe_margins": 0.4}, "safe_margins", "Use 0 to 25 % of the width"),
        ({"safe_margins": float("nan")}, "safe_margins", "Use 0 to 25 % of the width"),
        ({"safe_margins": True}, "safe_margins", "not a number"),
        ({"flight_from": "11.01.2027"}, "flight_from", "Write it as 2027-01-31"),
        ({"flight_to": "2027-02-30"}, "flight_to", "is not a date"),
        ({"copy": {"xx": {"headline": "a"}}}, "copy", "not a language we know"),
        ({"copy": {"en": {"headlin": "a"}}}, "copy", "a headline, a subline and a cta"),
        ({"copy": {"en": {"cta": "x" * 61}}}, "copy", "there is room for 60"),
        ({"copy": ["en"]}, "copy", "one entry per language"),
        ({"references": [{"id": -1}]}, "references", "not the number of a reference"),
        ({"references": [{"id": 1, "digest": "../x"}]}, "references", "SHA-256"),
        ({"sbject": "a"}, "sbject", "no field “sbject”"),
        ([], "brief", "an object with named fields"),
    ],
)
def test_what_cannot_be_used_is_named_with_its_remedy(document: object, field: str, words: str) -> None:
    found = faults(document)
    assert list(found) == [field]
    assert words in found[field][0]
    assert len(found[field][0]) < 500  # whatever was sent, the sentence stays a sentence


def test_every_fault_is_told_at_once() -> None:
    assert set(faults({"markets": ["UK"], "shot": "x", "title": "x" * 200})) == {"markets", "shot", "title"}


_LEAVES = st.none() | st.booleans() | st.floats() | st.text(max_size=30) | st.integers()
_VALUES = _LEAVES | st.lists(_LEAVES, max_size=3) | st.dictionaries(st.text(max_size=8), _LEAVES, max_size=3)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(FIELDS), _VALUES, max_size=4))
def test_any_json_is_either_taken_or_refused_in_a_sentence(document: dict[str, object]) -> None:
    try:
        spec = BriefSpec.clean(document)
    except BadInput as fault:
        assert fault.sentence
    else:
        canonical(spec.document())


def test_markets_are_the_whole_of_iso_3166() -> None:
    assert len(MARKETS) == 249
    assert all(code.isupper() and len(code) == 2 and name for code, name in MARKETS.items())


def test_seeded_placements_are_clean_and_have_a_source() -> None:
    assert len(PLACEMENTS) >= 20
    assert len({p["slug"] for p in PLACEMENTS}) == len(PLACEMENTS)
    for document in PLACEMENTS:
        assert placement.clean(document) == document
        assert document["source"]


def test_a_poster_in_millimetres_has_the_pixels_of_its_resolution() -> None:
    poster = next(p for p in PLACEMENTS if p["slug"] == "ooh-6-sheet")
    assert placement.pixels(poster) == (3402, 5102)
    assert placement.budget_words(poster) == "1200 × 1800 mm"
    a4 = next(p for p in PLACEMENTS if p["slug"] == "print-a4")
    assert placement.pixels(a4) == (2480, 3508)
    assert placement.bleed_pixels(a4) == 35


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"width": 0}, "width"),
        ({"height": 50_000}, "height"),
        ({"unit": "inch"}, "unit"),
        ({"formats": []}, "formats"),
        ({"formats": ["gif"]}, "formats"),
        ({"safe": {"top": 0.5}}, "safe"),
        ({"max_bytes": 10}, "max_bytes"),
        ({"slug": "Web Hero"}, "slug"),
        ({"name": ""}, "name"),
        ({"colour_space": "lab"}, "colour_space"),
    ],
)
def test_an_impossible_placement_is_refused_by_field(change: dict[str, object], field: str) -> None:
    with pytest.raises(BadInput) as caught:
        placement.clean({**PLACEMENTS[0], **change})
    assert list(caught.value.fields) == [field]
