"""The cells of a set as a table that stays readable: placements down, languages across, hooks within each language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from briefs.placement import size_words
from generation.sets.axes import Axes, language
from generation.sets.plan import FAIL, NONE, PASS, WARN, Words
from generation.sets.words import FIRST


@dataclass(frozen=True, slots=True)
class Mark:
    """One cell: its verdict, and what it says to whoever points at it or has it read out."""

    verdict: str  # pass, not run, warn, fail, wait or none
    words: str
    first: bool = False  # of its language: a line stands before it


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    size: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    languages: tuple[tuple[str, str], ...]  # code, name
    hooks: tuple[tuple[int, str], ...]  # number, name
    rows: tuple[Row, ...]

    @property
    def width(self) -> int:
        return len(self.languages) * len(self.hooks)

    @property
    def dense(self) -> bool:
        """So many columns that their marks stand close together."""
        return self.width > 24


Look = Callable[[str, str, str], tuple[str, str]]  # placement, locale, hook -> verdict, words


def grid(document: Mapping[str, Any], axes: Axes, look: Look) -> Grid:
    """The table of these axes; `look` says what stands in a cell."""
    pins = {pin["slug"]: pin["document"] for pin in document.get("placements", [])}
    across = [(locale, hook, not i) for locale in axes.locales for i, hook in enumerate(axes.hooks)]
    return Grid(
        tuple((locale, language(locale, axes.locales)) for locale in axes.locales),
        tuple(enumerate((hook_name(hook) for hook in axes.hooks), 1)),
        tuple(
            Row(
                pins[slug]["name"],
                size_words(pins[slug]),
                tuple(Mark(*look(slug, locale, hook), first) for locale, hook, first in across),
            )
            for slug in axes.placements
        ),
    )


SAID = {PASS: "fits", WARN: "will be made, with a warning", FAIL: "will not fit", NONE: "no copy, no file"}


def planned_look(words: tuple[Words, ...]) -> Look:
    """Cells as they are planned."""
    cells = {(word.placement, word.locale, word.hook): word for word in words}

    def look(placement: str, locale: str, hook: str) -> tuple[str, str]:
        word = cells[(placement, locale, hook)]
        return word.verdict, word.why or SAID[word.verdict]

    return look


def hook_name(hook: str) -> str:
    return "First copy" if hook == FIRST else hook
