"""Tests for words that show nothing. The words and their remedies are the rule set's (standard/vague.py)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from briefs.readiness.finding import VAGUE, Finding, Fix
from briefs.readiness.registry import Given, Reading, rule
from briefs.readiness.words import asserted, counted, pattern, says, short, shows_role
from briefs.vocabulary import LABELS

_WORD: Final = re.compile(r"[^\W\d_][\w'-]*")
_LITTLE: Final = frozenset(
    "a an the and or but of for with in on at to from by as is are be very really quite so too it its our your their"
    " that this these those some any all more most not also just please we need want would like should must feel"
    " feeling look looks looking style mood somehow yet both still".split()
)


def telling(text: str, but: frozenset[str] = frozenset()) -> list[str]:
    """The words of a text that say something, less those in `but`."""
    return [word for word in _WORD.findall(asserted(text)) if word not in _LITTLE and word not in but]


@rule("short", VAGUE, "A subject or a place in one short word")
def short_text(reading: Reading, given: Given) -> Iterator[Finding]:
    for name in given["fields"]:
        text = reading.text(name)
        if text and len(text) < given["characters"] and " " not in text and text.isascii():
            yield given.found(
                name, f"{LABELS[name]}: “{text}” leaves almost everything open",
                "Add what it does, or what it is made of.",
            )  # fmt: skip


@rule("adjectives", VAGUE, "Adjectives without a thing")
def adjectives(reading: Reading, given: Given) -> Iterator[Finding]:
    known = frozenset(given["words"])
    for name in given["fields"]:
        said = telling(reading.text(name))
        if len(said) > given["most"] and all(word in known for word in said):
            yield given.found(
                name, f"{LABELS[name]}: {len(said)} adjectives and no thing",
                "Name what is to be seen; one adjective to a thing is enough.",
            )  # fmt: skip


@rule("many-moods", VAGUE, "More moods than one picture has")
def many_moods(reading: Reading, given: Given) -> Iterator[Finding]:
    said = telling(reading.text("mood"))
    if len(said) > given["most"]:
        yield given.found(
            "mood", f"Mood: {len(said)} words pull in as many directions", "Keep the one or two that lead.",
            *(Fix(f"Keep “{word}”", {"mood": word.capitalize()}) for word in said[:2]),
        )  # fmt: skip


@rule("who-they-are", VAGUE, "People, and not said who")
def who_they_are(reading: Reading, given: Given) -> Iterator[Finding]:
    spec = reading.spec
    if spec.people or spec.characters or counted(spec.subject) or shows_role(spec.subject):
        return
    # A description of somebody (“an elderly woman in a raincoat”) says enough; “people” alone does not.
    if says(
        spec.subject,
        (
            "people",
            "persons",
            "humans",
            "crowd",
            "team",
            "group of people",
            "colleagues",
            "customers",
            "friends",
            "family",
            "families",
            "somebody",
            "someone",
            "everybody",
            "group of friends",
        ),
    ):
        yield given.found(
            "people", "People: not said who they are", "Add ages and roles, or choose “any, mixed”.",
            Fix("Use “any, mixed”", {"people": "any, mixed"}),
        )  # fmt: skip


def where_said(
    reading: Reading, words: tuple[str, ...], fields: tuple[str, ...], but: tuple[str, ...]
) -> dict[str, list[str]]:
    """field -> the words of a family said there, those that the brand's vocabulary knows for the field left out."""
    found: dict[str, list[str]] = {}
    known = reading.context.terms
    for name in fields:
        value = getattr(reading.spec, name)
        for part in value if isinstance(value, tuple) else (value,):
            if not part or part.lower() in known.get(name, {}):
                continue
            text = asserted(part)
            text = pattern(but).sub(" ", text) if but else text
            found.setdefault(name, []).extend(dict.fromkeys(pattern(words).findall(text)))
    return {name: list(dict.fromkeys(said)) for name, said in found.items() if said}


def sentence(found: dict[str, list[str]]) -> str:
    """“Mood: “premium” shows nothing yet”, with a second field named where it says the same."""
    first, *others = found
    said = list(dict.fromkeys(word for words in found.values() for word in words))[:3]
    verb = "shows" if len(said) == 1 else "show"
    also = f", also in {short(others[0]).lower()}" if others else ""
    return f"{short(first)}: {' and '.join(f'“{word}”' for word in said)} {verb} nothing yet{also}"
