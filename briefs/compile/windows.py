"""CLIP reads 77 tokens at a time: a long prompt is read in windows of 75 and two specials, cut between phrases.

A phrase is split only where it alone is longer than a window. What does not fit into the last window is cut, and named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from briefs.compile.phrases import TEMPLATE, Phrase, Run, Window
from briefs.compile.tokens import SPECIALS, clip_tokens

MOST_WINDOWS: Final = 4  # 300 tokens: attention spreads thin beyond, and the engine reads no more
_SEPARATORS: Final = frozenset({",", ";", "."})


@dataclass(frozen=True)
class Read:
    windows: tuple[Window, ...]
    kept: int  # phrases that are read whole


def windows_of(phrases: Sequence[Phrase], chunk: int, most: int = MOST_WINDOWS) -> Read:
    """Fill windows of `chunk` tokens, specials included, in the order of the phrases."""
    room = chunk - SPECIALS
    windows: list[Window] = []
    held: list[Phrase] = []
    first = kept = 0

    def close() -> None:
        if runs := _runs(held):
            windows.append(Window(runs, _count(runs) + SPECIALS, first))

    for index, unit in _units(phrases):
        if _count(_runs([*held, *unit])) <= room:
            held, kept = [*held, *unit], index + len(unit)
            continue
        if held and len(windows) + 1 >= most:
            break
        close()
        opening = 1 if _separates(unit[0]) else 0
        first, rest, held = index + opening, unit[opening:], []
        while _count(_runs(rest)) > room and len(windows) + 1 < most:
            held, rest = _split(rest, room)
            close()
        if _count(_runs(rest)) > room:
            held, _ = _split(rest, room)
            break
        held, kept = rest, index + len(unit)
    close()
    return Read(tuple(windows), kept)


def cut_of(phrases: Sequence[Phrase], kept: int) -> tuple[str, ...]:
    return tuple(phrase.text for phrase in phrases[kept:] if phrase.source != TEMPLATE)


def _units(phrases: Sequence[Phrase]) -> list[tuple[int, list[Phrase]]]:
    """What stays together: a phrase with its lead and tail. A separator goes before the unit it opens."""
    units: list[tuple[int, list[Phrase]]] = []
    for index, phrase in enumerate(phrases):
        if not units or _separates(phrase):
            units.append((index, [phrase]))
        else:
            units[-1][1].append(phrase)
    return units


def _separates(phrase: Phrase) -> bool:
    return phrase.source == TEMPLATE and phrase.text.strip() in _SEPARATORS


def _runs(phrases: Sequence[Phrase]) -> tuple[Run, ...]:
    """Phrases that weigh the same and stand together, as one; no space at either end."""
    runs = [
        Run("".join(phrase.text for phrase in group), weight)
        for weight, group in groupby(phrases, key=lambda phrase: phrase.weight)
    ]
    if runs:
        runs[0] = Run(runs[0].text.lstrip(), runs[0].weight)
        runs[-1] = Run(runs[-1].text.rstrip(), runs[-1].weight)
    return tuple(run for run in runs if run.text)


def _count(runs: Sequence[Run]) -> int:
    return sum(clip_tokens(run.text) for run in runs)


def _split(unit: Sequence[Phrase], room: int) -> tuple[list[Phrase], list[Phrase]]:
    """As many words of the unit as fit, and the rest. A word that fills a window alone is split inside."""
    fits: list[Phrase] = []
    for index, phrase in enumerate(unit):
        if _count(_runs([*fits, phrase])) <= room:
            fits.append(phrase)
            continue
        low, high = 0, len(phrase.text)
        while low < high:  # the longest beginning that fits
            middle = (low + high + 1) // 2
            if _count(_runs([*fits, _part(phrase, phrase.text[:middle])])) <= room:
                low = middle
            else:
                high = middle - 1
        space = phrase.text.rfind(" ", 0, low + 1)
        end = space if space > 0 else low
        if end == 0 and not fits:
            end = 1
        rest = [_part(phrase, phrase.text[end:]), *unit[index + 1 :]]
        return ([*fits, _part(phrase, phrase.text[:end])] if end else fits), rest
    return fits, []


def _part(phrase: Phrase, text: str) -> Phrase:
    return Phrase(text, phrase.source, phrase.field, phrase.section, phrase.weight)
