"""Words a field may be filled with: the brand's vocabulary, and the lists everybody has."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from briefs.models import Term
from briefs.vocabulary import LIGHTS, MOODS

EVERYBODYS: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "light": tuple((words, "") for words in LIGHTS),
    "mood": tuple((words, "") for words in MOODS),
    "people": (
        ("any, mixed", "Ages and backgrounds differ from option to option"),
        ("no people", "Nobody is in the picture"),
    ),
    "must_not_show": (
        ("text in the scene", "Signs, screens and labels with letters"),
        ("visible logos", "Anybody's, ours included; ours is set in finishing"),
        ("identifiable brands", ""),
        ("hands", ""),
        ("people", ""),
    ),
}


@dataclass(frozen=True)
class Option:
    """What is put into the field, and what helps to choose it."""

    words: str
    hint: str = ""
    was: str = ""  # the name it no longer has


@dataclass(frozen=True)
class Renamed:
    """Words in use that the vocabulary has given up for others."""

    field: str
    old: str
    new: str

    @property
    def change(self) -> str:
        """What the button sends; see forms.brief."""
        return json.dumps([self.field, self.old, self.new], ensure_ascii=False)


def options(field: str, vocabulary: Iterable[Term]) -> tuple[Option, ...]:
    """What `field` offers, the brand's own terms first. Deprecated terms stand last, and give their successor."""
    found: dict[str, Option] = {}
    gone: list[Option] = []
    for term in vocabulary:
        if term.vocabulary != field:
            continue
        if not term.deprecated:
            hint = term.definition or ", ".join(str(words) for words in term.synonyms)
            found.setdefault(term.label.lower(), Option(term.label, hint))
        elif term.successor:
            gone.append(Option(term.successor.label, f"now called {term.successor.label}", was=term.label))
    for words, hint in EVERYBODYS.get(field, ()):
        found.setdefault(words.lower(), Option(words, hint))
    return (*found.values(), *gone)


def renamed(field: str, said: Sequence[str], vocabulary: Iterable[Term]) -> tuple[Renamed, ...]:
    """The words in use that have another name now."""
    known: dict[str, Term] = {}
    for term in vocabulary:
        if term.vocabulary == field:
            for words in (term.label, *term.synonyms):
                known.setdefault(str(words).lower(), term)  # the brand's own come first
    found = []
    for words in said:
        meant = known.get(words.lower())
        if meant is not None and meant.deprecated and meant.successor:
            found.append(Renamed(field, words, meant.successor.label))
    return tuple(found)
