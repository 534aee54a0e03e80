"""Tests for what is not there, beside the fields that the rule set says must be filled in (see ruleset.py)."""

from __future__ import annotations

from collections.abc import Iterator

from briefs.markets import MARKETS
from briefs.placement import takes_headline
from briefs.readiness.finding import MISSING, Finding, Fix
from briefs.readiness.registry import FREE, Given, Reading, named, rule
from briefs.readiness.words import says
from briefs.vocabulary import LOCALES, ROLES


@rule("placement-unknown", MISSING, "A placement that is not in the catalogue")
def placement_unknown(reading: Reading, given: Given) -> Iterator[Finding]:
    for slug in reading.spec.placements:
        if slug not in reading.documents:
            left = [other for other in reading.spec.placements if other != slug]
            yield given.found(
                "placements", f"Placement “{slug}” is not in the catalogue",
                "Remove it, or ask an admin to publish it.", Fix(f"Remove {slug}", {"placements": left}),
            )  # fmt: skip


@rule("pack-unpublished", MISSING, "A style pack without a published version")
def pack_unpublished(reading: Reading, given: Given) -> Iterator[Finding]:
    spec, context = reading.spec, reading.context
    if spec.style_pack and context.pack is None:
        yield given.found(
            "style_pack", f"Style pack “{spec.style_pack}” has no published version",
            "Choose another one, or ask a brand reviewer to publish it.", *other_packs(reading),
        )  # fmt: skip


def other_packs(reading: Reading) -> tuple[Fix, ...]:
    """Where the brand has one style pack that could be meant, the remedy is plain."""
    packs = [(slug, name) for slug, name in reading.context.packs.items() if slug != reading.spec.style_pack]
    return (Fix(f"Use style pack {packs[0][1]}", {"style_pack": packs[0][0]}),) if len(packs) == 1 else ()


@rule("character-unpublished", MISSING, "A character without a published sheet")
def character_unpublished(reading: Reading, given: Given) -> Iterator[Finding]:
    for slug in reading.spec.characters:
        if slug not in reading.context.characters:
            yield given.found(
                "characters", f"Character “{slug}” has no published sheet",
                "Choose another one, or ask a brand reviewer to publish it.",
            )  # fmt: skip


@rule("reference-refused", MISSING, "A reference that could not be used")
def reference_refused(reading: Reading, given: Given) -> Iterator[Finding]:
    if reading.context.refused:
        yield given.found(
            "references", "A reference could not be used",
            "Its reason stands beside it. Remove it, or add another file.",
        )  # fmt: skip


@rule("reference-waiting", MISSING, "References that are still being read")
def reference_waiting(reading: Reading, given: Given) -> Iterator[Finding]:
    if reading.context.waiting:
        yield given.found("references", "References are still being read", "Wait a moment, or submit without them.")


@rule("reference-note", MISSING, "A reference without a word on what of it is meant")
def reference_note(reading: Reading, given: Given) -> Iterator[Finding]:
    bare = [r for r in reading.context.references if r["role"] in given["roles"] and not str(r["note"]).strip()]
    if bare:
        names = named([f"“{reference['name']}”" for reference in bare])
        role = ROLES[bare[0]["role"]].label.lower() if len({r["role"] for r in bare}) == 1 else "reference"
        yield given.found(
            "references", f"{names}: not said what of it is meant",
            f"Write a note to each {role} reference, as “only its light” or “the crop, not the colours”.",
        )  # fmt: skip


@rule("cut-out", MISSING, "A cut-out is spoken of, and no reference is one")
def cut_out(reading: Reading, given: Given) -> Iterator[Finding]:
    context = reading.context
    if context.waiting or any(reference["role"] == "product" for reference in context.references):
        return
    if word := says(reading.text(*FREE, "must_not_show"), given["words"]):
        yield given.found(
            "references", f"“{word}” is meant, and no reference is a product cut-out",
            "Add the picture under References with the role product cut-out; it is placed as it is.",
        )  # fmt: skip


@rule("copy-missing", MISSING, "Room is kept for copy, and there is none")
def copy_missing(reading: Reading, given: Given) -> Iterator[Finding]:
    spec = reading.spec
    carrying = [document["name"] for document in reading.documents.values() if takes_headline(document)]
    if carrying and spec.copy_space not in ("", "none") and not reading.written and not spec.copy:
        verb = "carries" if len(carrying) == 1 else "carry"
        yield given.found(
            "copy", f"{named(carrying)} {verb} a headline, and none is written",
            "Write it in each language, or choose no room for copy.",
            Fix("Set no room for copy", {"copy_space": "none"}),
        )  # fmt: skip


@rule("copy-empty", MISSING, "A language without copy")
def copy_empty(reading: Reading, given: Given) -> Iterator[Finding]:
    copy = reading.spec.copy
    empty = [locale for locale, words in copy.items() if not any(words.values())]
    if empty:
        names = named([LOCALES[locale].label for locale in empty])
        kept = {locale: words for locale, words in copy.items() if locale not in empty}
        yield given.found(
            "copy", f"Copy: nothing is written in {names}", "Write it, or remove the language.",
            Fix(f"Remove {names}", {"copy": kept}),
        )  # fmt: skip


@rule("copy-for-market", MISSING, "A market without copy in a language it reads")
def copy_for_market(reading: Reading, given: Given) -> Iterator[Finding]:
    spec = reading.spec
    if not reading.written:
        return
    have = {part for locale in spec.copy for part in (locale, locale.split("-")[0])}
    wanted: dict[str, list[str]] = {}
    for market in spec.markets:
        languages = given["languages"].get(market, [])
        if languages and not have.intersection(languages):
            wanted.setdefault(languages[0], []).append(market)
    for locale, markets in wanted.items():
        if locale not in LOCALES:
            continue
        where = named([MARKETS.get(market, market) for market in markets])
        yield given.found(
            "copy", f"No copy that {where} reads", f"Add {LOCALES[locale].label}, or take the market out.",
            Fix(f"Add {LOCALES[locale].label}", {"copy": {**spec.copy, locale: {}}}),
        )  # fmt: skip
