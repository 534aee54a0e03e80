"""The kinds of tests there are. Code knows how to test; which tests count, how much and with what numbers and words is
the rule set's to say (see ruleset.py and standard/)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from briefs.readiness.finding import Context, Finding, Fix
from briefs.readiness.words import asserted, says
from briefs.spec import BriefSpec

SCENE: Final = ("subject", "environment", "composition")
FREE: Final = ("title", "message", "subject", "people", "environment", "composition", "light", "mood", "style")


class Reading:
    """A brief as the rules read it: texts are put together once."""

    def __init__(self, spec: BriefSpec, context: Context) -> None:
        self.spec, self.context = spec, context
        self.kept: dict[str, Any] = {}  # what one rule has worked out and another asks for

    def text(self, *fields: str) -> str:
        """What these fields say, one after the other."""
        return ". ".join(part for name in fields if (part := self._texts.get(name, "")))

    def said(self, *fields: str) -> str:
        """The same in small letters, without what is ruled out."""
        return ". ".join(part for name in fields if (part := asserted(self._texts.get(name, ""))))

    def where(self, words: tuple[str, ...], fields: tuple[str, ...]) -> tuple[str, str]:
        """(field, word) of the first field that says one of the words; two empty ones where none does."""
        for name in fields:
            if word := says(self._texts.get(name, ""), words):
                return name, word
        return "", ""

    @cached_property
    def _texts(self) -> dict[str, str]:
        texts = {}
        for name in (*FREE, "must_not_show"):
            value = getattr(self.spec, name)
            texts[name] = "; ".join(value) if isinstance(value, tuple) else value
        return texts

    @cached_property
    def documents(self) -> dict[str, Mapping[str, Any]]:
        """slug -> document of the placements that the catalogue knows."""
        known = self.context.placements
        return {slug: known[slug] for slug in self.spec.placements if slug in known}

    @cached_property
    def characters(self) -> dict[str, Mapping[str, Any]]:
        """slug -> sheet of the characters that the brief names."""
        known = self.context.characters
        return {slug: known[slug] for slug in self.spec.characters if slug in known}

    @property
    def plain(self) -> bool:
        """Does every placement stand on plain white or nothing?"""
        return bool(self.documents) and all(document.get("background") for document in self.documents.values())

    @property
    def written(self) -> bool:
        """Is there any copy?"""
        return any(any(words.values()) for words in self.spec.copy.values())


@dataclass(frozen=True)
class Given:
    """What the rule set says of one rule: its verdict, and its numbers and words."""

    rule: str
    kind: str
    verdict: str
    values: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def found(self, field: str, what: str, remedy: str, *fixes: Fix) -> Finding:
        return Finding(field, self.verdict, what, remedy, self.kind, self.rule, fixes)


Check = Callable[[Reading, Given], Iterator[Finding]]


@dataclass(frozen=True)
class Test:
    """One kind of test: what the page calls it, which field it speaks of, and how it is carried out."""

    rule: str
    kind: str
    title: str
    check: Check

    __test__ = False  # not one of pytest's


TESTS: Final[dict[str, Test]] = {}


def rule(name: str, kind: str, title: str) -> Callable[[Check], Check]:
    def keep(check: Check) -> Check:
        TESTS[name] = Test(name, kind, title, check)
        return check

    return keep


def named(names: list[str], most: int = 3) -> str:
    """“A”, “A and B”, “A, B and 4 more”."""
    names = list(dict.fromkeys(names))
    if len(names) > most:
        return f"{', '.join(names[: most - 1])} and {len(names) - most + 1} more"
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
