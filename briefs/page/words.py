"""The copy as the form shows it: each language, and how long its words are in each placement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from briefs.copyfit import headline_fit
from briefs.placement import takes_headline
from briefs.spec import BriefSpec
from briefs.vocabulary import LOCALES

LIMITS: Final = (("headline", "max_chars"), ("subline", "subline_chars"), ("cta", "cta_chars"))
NAMES: Final = {"headline": "headline", "subline": "subline", "cta": "call to action"}


@dataclass(frozen=True)
class Length:
    """A line of copy against the channel's limit."""

    part: str
    characters: int
    limit: int

    @property
    def over(self) -> bool:
        return self.characters > self.limit


@dataclass(frozen=True)
class Room:
    """One language in one placement. `share`: longest line over its room, per cent; None where there is no room."""

    name: str
    share: int | None
    lengths: tuple[Length, ...]
    takes: bool  # does the placement show copy at all?

    @property
    def over(self) -> bool:
        return (self.share or 0) > 100 or any(length.over for length in self.lengths)


@dataclass(frozen=True)
class Words:
    """One language of the copy. `share` and `where`: the placement where the headline is tightest."""

    locale: str
    name: str
    own: str
    rtl: bool
    headline: str
    subline: str
    cta: str
    rooms: tuple[Room, ...] = ()

    @property
    def said(self) -> bool:
        return bool(self.headline or self.subline or self.cta)

    @property
    def tightest(self) -> Room | None:
        measured = (room for room in self.rooms if room.share is not None)
        return max(measured, key=lambda room: room.share or 0, default=None)

    @property
    def share(self) -> int | None:
        return self.tightest.share if self.tightest else None

    @property
    def where(self) -> str:
        return self.tightest.name if self.tightest else ""

    @property
    def over(self) -> int:
        """In how many placements something is too long."""
        return sum(room.over for room in self.rooms)

    @property
    def verdict(self) -> str:
        return "warn" if self.over else "pass"


@dataclass(frozen=True)
class Hook:
    """Other copy for the same picture."""

    index: int
    name: str
    rows: tuple[Words, ...]


def languages(
    copy: Mapping[str, Mapping[str, str]], spec: BriefSpec, documents: Iterable[Mapping[str, Any]], margins: float
) -> list[Words]:
    """Every language of `copy`, measured in the placements of `spec`."""
    listed = list(documents)
    return [_words(locale, words, spec, listed, margins) for locale, words in copy.items() if locale in LOCALES]


def _words(
    locale: str, words: Mapping[str, str], spec: BriefSpec, documents: list[Mapping[str, Any]], margins: float
) -> Words:
    term = LOCALES[locale]
    rooms = tuple(_room(words, document, spec, margins) for document in documents)
    said = {part: str(words.get(part) or "") for part in NAMES}
    return Words(locale, term.label, term.own, term.rtl, **said, rooms=rooms)


def _room(words: Mapping[str, str], document: Mapping[str, Any], spec: BriefSpec, margins: float) -> Room:
    limits = document["copy"]
    headline = str(words.get("headline") or "")
    fit = headline_fit(headline, document, spec, margins) if takes_headline(document) else None
    lengths = tuple(
        Length(NAMES[part], len(str(words[part])), int(limits[key]))
        for part, key in LIMITS
        if words.get(part) and limits.get(key)
    )
    share = round(min(fit.share, 9.99) * 100) if fit else None
    return Room(document["name"], share, lengths, takes_headline(document))
