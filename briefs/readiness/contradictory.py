"""Tests for what is asked for and ruled out at once, and for people who do not add up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from briefs.readiness.finding import CONTRADICTORY, Finding, Fix
from briefs.readiness.registry import SCENE, Given, Reading, rule
from briefs.readiness.words import counted, folded, pattern, rules_out, says, shows_people

_LEAD: Final = re.compile(
    r"^(?:(?:no|without|never|not|any|visible|identifiable|recogni[sz]able|brand|written|other people'?s?)\s+)+"
)
_TAIL: Final = re.compile(
    r"\s+(?:in|on|at)\s+(?:the\s+)?(?:scene|picture|image|frame|shot|photo|background|front)$"
    r"|\s+(?:at all|anywhere|visible)$"
)
_ALIASES: Final = {
    "person": "people", "persons": "people", "humans": "people", "anybody": "people", "hand": "hands",
    "face": "faces", "logo": "logos", "lettering": "text", "words": "text", "typography": "text", "writing": "text",
    "animal": "animals", "pets": "animals", "vehicles": "cars", "kids": "children", "minors": "children",
    "smokers": "smoking", "cigarettes": "smoking", "guns": "weapons", "houses": "buildings", "devices": "screens",
}  # fmt: skip
_QUOTED: Final = re.compile(r"[“\"«„][^”\"»“]{2,80}[”\"»“]")


def family_of(term: str, families: Any) -> str:
    """Which family a word of “must not show” stands for: “visible text in the scene” is text; empty where none."""
    bare = _TAIL.sub("", _LEAD.sub("", folded(term)))
    bare = _ALIASES.get(bare, bare)
    return bare if bare in families else ""


def no_people(reading: Reading, given: Given) -> tuple[str, str]:
    """(where people are ruled out, in which words); two empty ones where they are not."""
    spec = reading.spec
    if rules_out(spec.people) and (
        shows_people(spec.people.split(" ", 1)[-1]) or folded(spec.people) in ("none", "no")
    ):
        return "people", spec.people
    for term in spec.must_not_show:
        if family_of(term, {"people": ()}):
            return "must_not_show", term
    return "", ""


def off_the_list(reading: Reading, term: str) -> Fix:
    left = [other for other in reading.spec.must_not_show if other != term]
    return Fix(f"Remove “{term}” from the list", {"must_not_show": left})


@rule("ruled-out-and-shown", CONTRADICTORY, "Ruled out and asked for")
def ruled_out_and_shown(reading: Reading, given: Given) -> Iterator[Finding]:
    shown = reading.text(*SCENE, "style")
    for term in reading.spec.must_not_show:
        family = family_of(term, given["families"])
        if family == "people":
            continue  # a rule of its own
        bare = _LEAD.sub("", folded(term))
        word = says(shown, given["families"][family], given["but"]) if family else says(shown, bare or term)
        if word:
            as_what = "" if word == bare else f", as “{word}”"
            yield given.found(
                "must_not_show", f"“{term}” is ruled out and asked for{as_what}",
                "Take it out of the scene, or off this list.", off_the_list(reading, term),
            )  # fmt: skip


@rule("no-people-shown", CONTRADICTORY, "No people are wanted, and somebody is shown")
def no_people_shown(reading: Reading, given: Given) -> Iterator[Finding]:
    where, words = no_people(reading, given)
    if not where or not shows_people(reading.text("subject", "environment")):
        return
    fix = Fix("Use “any, mixed”", {"people": "any, mixed"}) if where == "people" else off_the_list(reading, words)
    field = "subject" if shows_people(reading.spec.subject) else "environment"
    yield given.found(
        "people", f"No people are wanted, and the {field} has people",
        f"Take them out of the {field}, or allow people.", fix,
    )  # fmt: skip


@rule("character-and-no-people", CONTRADICTORY, "No people are wanted, and a character is chosen")
def character_and_no_people(reading: Reading, given: Given) -> Iterator[Finding]:
    where, _ = no_people(reading, given)
    if where and reading.characters:
        names = " and ".join(str(sheet.get("name") or slug) for slug, sheet in reading.characters.items())
        yield given.found(
            "characters", f"No people are wanted, and {names} is chosen",
            "Take the character out, or allow people.", Fix("Take the character out", {"characters": []}),
        )  # fmt: skip


@rule("people-count", CONTRADICTORY, "Two numbers of people")
def people_count(reading: Reading, given: Given) -> Iterator[Finding]:
    here, there = counted(reading.spec.people), counted(reading.spec.subject)
    # “Two engineers, one founder” adds up elsewhere; only a plain number is compared.
    several = len(re.findall(r"\b(?:one|two|three|four|five|six|\d+)\b", folded(reading.spec.people))) > 1
    if here and there and here != there and not several:
        yield given.found("people", f"People: {here} here, and {there} in the subject", "Say the same number in both.")


@rule("one-and-crowd", CONTRADICTORY, "A single figure and a crowd")
def one_and_crowd(reading: Reading, given: Given) -> Iterator[Finding]:
    text = reading.text("subject", "people", "composition")
    one, crowd = says(text, given["one"]), says(text, given["crowd"])
    if one and crowd and not says(text, given["but"]):
        yield given.found(
            "subject", f"“{one}” and “{crowd}” are both asked for",
            "Say how they stand to each other, as one figure in front of a crowd, or leave one out.",
        )  # fmt: skip


@rule("character-never", CONTRADICTORY, "What a character is never shown with")
def character_never(reading: Reading, given: Given) -> Iterator[Finding]:
    scene = reading.text(*SCENE, "people", "style")
    for slug, sheet in reading.characters.items():
        for term in sheet.get("never") or []:
            bare = _LEAD.sub("", folded(str(term)))
            if bare and says(scene, bare):
                yield given.found(
                    "characters",
                    f"{sheet.get('name') or slug} is never shown with “{bare}”, and the scene asks for it",
                    "Take it out of the scene, or choose another character.",
                )  # fmt: skip


@rule("text-in-scene", CONTRADICTORY, "Words inside the picture")
def text_in_scene(reading: Reading, given: Given) -> Iterator[Finding]:
    for name in SCENE:
        text = reading.text(name)
        quoted = _QUOTED.search(text)
        word = says(text[: quoted.end()] if quoted else text, given["words"])
        # “Saying” alone may be small talk; with quotation marks behind it, it is lettering.
        if word and (quoted or word in ("with the words", "with the text", "with the slogan", "with the headline")):
            yield given.found(
                name, "Words are asked for inside the picture",
                "Put them under Copy: they are set as type, per language, and can be checked.",
            )  # fmt: skip
            return


@rule("logo-in-scene", CONTRADICTORY, "A logo inside the picture")
def logo_in_scene(reading: Reading, given: Given) -> Iterator[Finding]:
    spec = reading.spec
    field, _ = reading.where(tuple(given["words"]), ("style", *SCENE, "mood", "message", "title"))
    if not field:
        return
    kept = [term for term in spec.style if not says(term, given["words"])]
    fixes = (Fix("Remove it from the style", {"style": kept}),) if field == "style" else ()
    yield given.found(
        field, "A logo is asked for inside the picture",
        "Leave it out: the style pack places the real logo when each placement is finished.", *fixes,
    )  # fmt: skip


def without(text: str, but: list[str]) -> str:
    return pattern(tuple(but)).sub(" ", folded(text)) if but else text
