"""Tests for copy: does it fit the room and the channel, and are there letters for it?

One finding a language, naming the placements: a brief with forty placements in twelve languages has 480 headlines.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any, Final

from briefs.copyfit import Fit, headline_fit
from briefs.placement import takes_headline
from briefs.readiness.finding import IMPOSSIBLE, Finding, Fix
from briefs.readiness.registry import Given, Reading, named, rule
from briefs.vocabulary import COPY_SPACES, LOCALES, SCRIPT_NAMES

_LIMITS: Final = {"headline": ("max_chars", "headline"), "subline": ("subline_chars", "subline"),
                  "cta": ("cta_chars", "call to action")}  # fmt: skip


class Setting:
    """Every headline of a brief set in every placement that carries one."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._fits: dict[str, list[tuple[Mapping[str, Any], Fit]]] = {}

    @cached_property
    def texts(self) -> list[tuple[str, str, str, Mapping[str, str]]]:
        """(field, what it is called, language, its copy) of the copy and of each hook."""
        spec = self.reading.spec
        found = [("copy", "the ", LOCALES[locale].label, words) for locale, words in spec.copy.items()]
        for hook in spec.hooks:
            called = f"hook “{hook['name']}”, the "
            found += [("hooks", called, LOCALES[locale].label, words) for locale, words in hook["copy"].items()]
        return found

    @cached_property
    def carrying(self) -> list[Mapping[str, Any]]:
        return [document for document in self.reading.documents.values() if takes_headline(document)]

    def fits(self, words: Mapping[str, str]) -> list[tuple[Mapping[str, Any], Fit]]:
        """Each placement that carries a headline, with how this one sits in it."""
        headline = words.get("headline", "")
        if headline not in self._fits:
            spec, margins = self.reading.spec, self.reading.context.margins
            set_in = ((document, headline_fit(headline, document, spec, margins)) for document in self.carrying)
            self._fits[headline] = [(document, fit) for document, fit in set_in if fit]
        return self._fits[headline]


def setting_of(reading: Reading) -> Setting:
    """The same for every rule that asks: setting type is the dearest part of reading a brief."""
    found: Setting = reading.kept.setdefault("setting", Setting(reading))
    return found


def share_words(share: float) -> str:
    return f"{share:.0%}".replace("%", " %") if share < 100 else "far more"


@rule("headline-room", IMPOSSIBLE, "No room for a headline")
def headline_room(reading: Reading, given: Given) -> Iterator[Finding]:
    setting = setting_of(reading)
    for field, called, language, words in setting.texts:
        tight = [(document, fit) for document, fit in setting.fits(words) if not fit.fits and not fit.can_be_set]
        if tight:
            document, worst = max(tight, key=lambda pair: pair[1].share)
            names = named([document["name"] for document, _ in tight])
            yield given.found(
                field, f"{names}: there is no room for {called}{language} headline",
                f"It takes {share_words(worst.share)} of the room for copy at {worst.wanted:.0f} px in "
                f"{document['name']}. Shorten it, or choose other room for copy.", *_wider(reading, words),
            )  # fmt: skip


def _wider(reading: Reading, words: Mapping[str, str]) -> tuple[Fix, ...]:
    """A narrow third can become the half on the same side, where that is room enough and the subject is not there."""
    half = {"left-third": "left-half", "right-third": "right-half", "top-third": "top-half"}
    wider = half.get(reading.spec.copy_space)
    if wider is None or wider.partition("-")[0] == reading.spec.subject_position.partition("-")[0]:
        return ()
    roomier = Setting(Reading(replace(reading.spec, copy_space=wider), reading.context))
    if not all(fit.fits or fit.can_be_set for _, fit in roomier.fits(words)):
        return ()
    return (Fix(f"Room for copy: {COPY_SPACES[wider].label.lower()}", {"copy_space": wider}),)


@rule("headline-small", IMPOSSIBLE, "A headline too long for its size")
def headline_small(reading: Reading, given: Given) -> Iterator[Finding]:
    setting = setting_of(reading)
    for field, called, language, words in setting.texts:
        long = [(d, fit) for d, fit in setting.fits(words) if fit.share > given["share"] and fit.can_be_set]
        if long:
            document, worst = max(long, key=lambda pair: pair[1].share)
            names = named([document["name"] for document, _ in long])
            yield given.found(
                field, f"{names}: {called}{language} headline is too long",
                f"It takes {share_words(worst.share)} of the room for copy at {worst.wanted:.0f} px in "
                f"{document['name']}. Shorten it, or it is set at {worst.size:.0f} px.",
            )  # fmt: skip


@rule("copy-limit", IMPOSSIBLE, "Copy longer than the channel shows")
def copy_limit(reading: Reading, given: Given) -> Iterator[Finding]:
    setting = setting_of(reading)
    for field, called, language, words in setting.texts:
        for part, (key, noun) in _LIMITS.items():
            length = len(words.get(part, ""))
            short: dict[int, list[str]] = {}
            for document in reading.documents.values() if length else ():
                limit = (document.get("copy") or {}).get(key) or 0
                if limit and length > limit:
                    short.setdefault(int(limit), []).append(document["name"])
            if short:
                names = named([name for limit in sorted(short) for name in short[limit]])
                yield given.found(
                    field, f"{names}: {called}{language} {noun} has {length} characters",
                    f"The channel shows {min(short)}. Shorten it.",
                )  # fmt: skip


@rule("script", IMPOSSIBLE, "A script without a font")
def script(reading: Reading, given: Given) -> Iterator[Finding]:
    pack = reading.context.pack
    if pack is None:
        return
    covered = {*pack["typography"]["scripts"], *given["house"]}
    wanted = {LOCALES[locale].script for locale, words in reading.spec.copy.items() if any(words.values())}
    for name in sorted({SCRIPT_NAMES[one] for one in wanted - covered}):
        yield given.found(
            "copy", f"{pack['typography']['family']} has no {name} letters",
            f"Add a font for {name} to the style pack, or those versions cannot be set.",
        )  # fmt: skip
