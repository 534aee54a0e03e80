"""A colour in the subject, where colourways say another each: what counts as a colour, and what is left without it."""

from dataclasses import replace

import pytest

from briefs.readiness import Finding
from briefs.seeds import SAMPLE_BRIEFS
from briefs.spec import BriefSpec
from tests.briefs.readings import read

TERN = BriefSpec.clean(SAMPLE_BRIEFS["03"])
WAYS = tuple(
    {"name": name, "hex": code}
    for name, code in (("Kelp", "#2F5D50"), ("Dune", "#D9B382"), ("Ember", "#C8452D"), ("Fog", "#C9CED1"))
)
REMEDY = "Take the colour out of the subject: each colourway says its own."


def found(subject: str, ways: tuple[dict[str, str], ...] = WAYS) -> list[Finding]:
    spec = replace(TERN, subject=subject, colourways=ways)
    return [finding for finding in read(spec).findings if finding.rule == "colour-in-subject"]


@pytest.mark.parametrize(
    ("subject", "word", "left"),
    [
        (TERN.subject, "Kelp green", "Water bottle on a wet basalt pedestal"),
        ("A kelp bottle on stone", "kelp", "A bottle on stone"),
        ("An ember bottle on sand", "ember", "A bottle on sand"),
        ("Our Kelp-green bottle", "Kelp-green", "Our bottle"),
        ("Fog-coloured bottle", "Fog-coloured", "Bottle"),
        ("Water bottle in Kelp, on wet basalt", "in Kelp", "Water bottle, on wet basalt"),
        ("Bottle in dune grey on sand", "in dune grey", "Bottle on sand"),
        ("Signal orange bottle on basalt", "Signal orange", "Bottle on basalt"),  # of the palette
        ("Ink blue bottle on basalt", "Ink blue", "Bottle on basalt"),
    ],
)
def test_the_colour_is_taken_out_of_the_subject(subject: str, word: str, left: str) -> None:
    [finding] = found(subject)
    assert (finding.field, finding.verdict, finding.remedy) == ("subject", "warn", REMEDY)
    assert finding.what == f"Subject: “{word}”, and 4 colourways"
    assert [fix.patch for fix in finding.fixes] == [{"subject": left}]
    assert found(left) == []


@pytest.mark.parametrize(
    "subject",
    [
        "Kelp and Dune bottles in a row",
        "Kelp, Dune, Ember and Fog bottles on a table",
        "Kelp/Dune bottle on basalt",
        "An Ember bottle and a Dune bottle",
        "An ember hour glass",
        "Bottle in Kelp and Dune",
        "Bottle, kelp green, on sand",
        "Kelp green",
    ],
)
def test_where_what_is_left_is_not_determined_no_button_offers_it(subject: str) -> None:
    [finding] = found(subject)
    assert finding.fixes == ()


@pytest.mark.parametrize(
    "subject",
    [
        "Water bottle on a wet basalt pedestal",
        "Water bottle in a kelp forest",
        "Water bottle on a dune, in fog",
        "Water bottle under a fog grey sky",
        "Water bottle on kelp green",
        "Paper cup on slate",  # of the palette, and a material
        "Bottle in ink",
        "Foghorn on a pier",
        "Wasserflasche auf nassem Basalt",
        "",
    ],
)
def test_what_is_no_colour_of_the_product_is_left_in_peace(subject: str) -> None:
    assert found(subject) == []


def test_green_tea_is_tea() -> None:
    ways = ({"name": "Green", "hex": "#2F5D50"}, {"name": "Black", "hex": "#101010"})
    assert found("Green tea tin on a shelf", ways) == []
    assert len(found("Green tin on a shelf", ways)) == 1


def test_the_only_colourway_may_be_named_in_the_subject() -> None:
    assert found(TERN.subject, WAYS[:1]) == []
    assert len(found(TERN.subject, WAYS[1:2] + WAYS[:1])) == 1
    assert found(TERN.subject, ()) == []


def test_names_are_words_and_never_patterns() -> None:
    ways = ({"name": "(.*)+$", "hex": "#2F5D50"}, {"name": "", "hex": "#101010"}, {"name": "[", "hex": "#202020"})
    assert found("Water bottle on basalt " * 8, ways) == []
