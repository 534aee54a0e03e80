"""What a template may say, and what is refused of it."""

from __future__ import annotations

from typing import Any

import pytest

from review.gates.form import document, typed
from review.gates.terms import STANDARD, Template, Terms, clean
from review.gates.words import described
from review.manifest import Line
from studio.lib.problems import BadInput
from studio.people.roles import Role

ROLES = [role.value for role in Role]
BRAND, LEGAL = {"name": "Brand", "kind": "brand"}, {"name": "Legal", "kind": "legal"}


def read(*gates: object, use_class: str = "public", **more: Any) -> Template:
    return clean({"gates": list(gates), **more}, use_class=use_class, roles=ROLES)


def line(placement: str, locale: str) -> Line:
    return Line(
        rendition=1, placement=placement, version=1, locale=locale, sha256=f"{placement}-{locale}", bytes=1, recipe=""
    )


def test_what_is_not_said_is_as_in_the_standard() -> None:
    assert read(BRAND, LEGAL) == STANDARD


def test_a_template_comes_back_from_its_document_as_it_was() -> None:
    made = read(BRAND, LEGAL | {"stage": 2, "needed": 2, "people": [5, 4, 5]}, {
        "name": "German law", "kind": "legal", "locales": ["de"], "veto": False, "due": 0
    }, apart=False, reviewers=["marketer"])  # fmt: skip
    assert Template.from_document(made.document()) == made
    assert made.gates[1].people == (4, 5) and made.gates[2].slug == "german-law" and not made.gates[2].whole


def test_an_older_gate_that_says_less_is_as_it_was() -> None:
    assert Terms.from_document({"slug": "brand", "name": "Brand", "kind": "brand", "gone": 1}).needed == 1


@pytest.mark.parametrize(
    ("gates", "more", "said"),
    [
        ([], {}, "1 to 8 gates"),
        ([BRAND] * 9, {}, "1 to 8 gates"),
        (["brand"], {}, "Gate 1 is not a set of fields"),
        ([BRAND | {"name": " "}, LEGAL], {}, "Gate 1: give it a name"),
        ([BRAND | {"kind": "king"}, LEGAL], {}, "Brand: its discipline is one of"),
        ([BRAND | {"stage": 0}, LEGAL], {}, "Brand: stage is a whole number from 1 to 5"),
        ([BRAND | {"stage": True}, LEGAL], {}, "Brand: stage is a whole number"),
        ([BRAND | {"needed": "two"}, LEGAL], {}, "Brand: needed is a whole number from 1 to 9"),
        ([BRAND | {"due": 10**30}, LEGAL], {}, "Brand: due is a whole number from 0 to 1440"),
        ([BRAND | {"people": ["7"]}, LEGAL], {}, "Brand: its people are chosen from the list"),
        ([BRAND | {"people": [7], "needed": 2}, LEGAL], {}, "Brand: 2 have to sign, and 1 may"),
        ([BRAND | {"locales": [1]}, LEGAL], {}, "Brand: locales is a list"),
        ([BRAND | {"escalate_to": "pope"}, LEGAL], {}, "Brand: pope is no role"),
        ([BRAND, LEGAL | {"stage": 3}], {}, "without a gap; these are 1, 3"),
        ([BRAND, LEGAL, BRAND], {}, "Two gates are called Brand"),
        ([BRAND, LEGAL], {"reviewers": ["everybody"]}, "everybody is no role"),
        ([LEGAL], {}, "Add a brand gate"),
        ([BRAND, LEGAL | {"locales": ["de"]}], {}, "Add a legal gate"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(gates: list[Any], more: dict[str, Any], said: str) -> None:
    with pytest.raises(BadInput, match=said):
        read(*gates, **more)


@pytest.mark.parametrize("document", [None, [], {"gates": "x"}, {}])
def test_what_is_no_template_is_refused(document: object) -> None:
    with pytest.raises(BadInput, match="list of gates"):
        clean(document, use_class="", roles=ROLES)


def test_indoors_one_gate_is_enough_if_it_answers_for_every_file() -> None:
    assert len(read(BRAND, use_class="internal").gates) == 1
    with pytest.raises(BadInput, match="One gate at least answers for every file"):
        read(BRAND | {"placements": ["stamp"]}, use_class="experiment")


def test_a_gate_answers_for_the_files_it_names() -> None:
    files = [line("hero", "de"), line("hero", "fr"), line("story", "de")]
    gate = Terms("a", "A", "legal", placements=("hero",), locales=("de",))
    assert [one["sha256"] for one in gate.of(files)] == ["hero-de"]
    assert Terms("b", "B", "legal").of(files) == files


def test_a_gate_that_a_rule_asks_for_is_added_once_and_for_every_file() -> None:
    indoors = read(BRAND, LEGAL | {"locales": ["de"]}, use_class="internal")
    more = indoors.with_kinds(["legal", "legal", "brand"])
    assert [(gate.slug, gate.whole) for gate in more.gates] == [("brand", True), ("legal", False), ("legal-all", True)]
    assert STANDARD.with_kinds(["legal"]) == STANDARD


def test_a_template_is_said_in_a_sentence() -> None:
    assert described(STANDARD) == "Brand and Legal side by side."
    more = read(BRAND, LEGAL | {"stage": 2, "needed": 2, "veto": False}, {"name": "DE", "kind": "legal", "stage": 2,
                "locales": ["de"]})  # fmt: skip
    assert described(more) == "Brand, then Legal (2 signatures, no veto) and DE (some files) side by side."


def test_the_form_gives_back_what_it_was_given() -> None:
    from django.http import QueryDict

    post = QueryDict(
        "gates=1&g0-name=Brand&g0-kind=brand&g0-stage=1&g0-needed=x&g0-due=72&g0-escalate=24&g0-escalate_to=admin"
        "&g0-veto=on&g0-people=3&g0-people=4&g0-placements=hero,%20story&g0-locales=&reviewers=marketer"
    )
    blocks = typed(post)
    assert blocks[0]["needed"] == "x" and blocks[0]["people"] == [3, 4], "what is no number is shown again as it was"
    made = document(post, blocks)
    assert made["gates"][0]["placements"] == ["hero", "story"] and made["reviewers"] == ["marketer"]
    assert not made["apart"]
    assert typed(QueryDict("gates=999999999999999999999")) == [] and len(typed(QueryDict("gates=500"))) == 9
