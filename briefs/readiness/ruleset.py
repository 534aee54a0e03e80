"""A rule set: which tests count, how much, with what numbers and words. Pure.

{slug, name, vague: {family: {…}}, missing: {field: {…}}, rules: {id: {verdict, …}}, custom: [{…}]}; the standard one is
in standard/, and docs/readiness.md lists it. `clean` reads a document strictly, `rules_of` makes it ready to be asked.
A rule that a document does not name is off: a published set finds tomorrow what it finds today. What it leaves out of a
rule that it does name, as one from before the rule had that number, is the standard's.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from briefs.readiness import (  # noqa: F401 - they register their tests
    colour,
    colourways,
    contradictory,
    impossible,
    room,
    scene,
)
from briefs.readiness.condition import holds
from briefs.readiness.finding import MISSING, OFF, VAGUE, WARN, Context, Finding, Fix, Summary, ordered, summary_of
from briefs.readiness.missing import other_packs
from briefs.readiness.registry import FREE, TESTS, Given, Reading
from briefs.readiness.standard import STANDARD
from briefs.readiness.vague import sentence, telling, where_said
from briefs.readiness.words import says, short
from briefs.spec import FIELDS, BriefSpec
from briefs.vocabulary import LIGHTS, MOODS

_OFFERED = {"mood": frozenset(word.lower() for word in MOODS), "light": frozenset(word.lower() for word in LIGHTS)}


@dataclass(frozen=True)
class Rules:
    """A rule set as it is asked: what is off is left out, lists are tuples."""

    missing: tuple[tuple[str, Mapping[str, Any]], ...]
    tests: tuple[Given, ...]
    vague: tuple[tuple[str, Mapping[str, Any]], ...]
    custom: tuple[Mapping[str, Any], ...]
    every_vague_word: frozenset[str]

    def findings(self, reading: Reading) -> Iterator[Finding]:
        yield from self._missing(reading)
        for given in self.tests:
            yield from TESTS[given.rule].check(reading, given)
        yield from self._vague(reading)
        yield from self._custom(reading)

    def _missing(self, reading: Reading) -> Iterator[Finding]:
        for name, entry in self.missing:
            if getattr(reading.spec, name) or (entry.get("unless") and holds(entry["unless"], reading, name)):
                continue
            fixes: tuple[Fix, ...] = other_packs(reading) if name == "style_pack" else ()
            if suggest := entry.get("suggest"):
                text = reading.text("title", "message", "composition", "mood", "style")
                named = [slug for slug, words in suggest.items() if says(text, words)]
                fixes = tuple(Fix(f"Add {_spoken(slug)}", {name: [slug]}) for slug in named[:3] or ["web-hero"])
            yield Finding(name, entry["verdict"], entry["what"], entry["remedy"], MISSING, f"missing.{name}", fixes)

    def _vague(self, reading: Reading) -> Iterator[Finding]:
        for family, entry in self.vague:
            if entry.get("unless") and holds(entry["unless"], reading, "subject"):
                continue
            fields = entry.get("fields") or FREE[1:]
            found = where_said(reading, entry["words"], fields, entry.get("but") or ())
            found = {name: words for name, words in found.items() if not self._fine(reading, name, words, entry)}
            if not found:
                continue
            fixes: tuple[Fix, ...] = ()
            if entry.get("use") and not (reading.spec.people and "people" not in found):
                fixes = (Fix(f"Use “{entry['use']}”", {"people": entry["use"]}),)
            field = next(iter(found))
            yield Finding(field, entry["verdict"], sentence(found), entry["remedy"], VAGUE, f"vague.{family}", fixes)

    def _fine(self, reading: Reading, name: str, words: list[str], entry: Mapping[str, Any]) -> bool:
        """What the form itself offers is a word of the house; and a word beside things to see may well be fine."""
        text = reading.text(name).lower()
        if text in _OFFERED.get(name, ()):
            return True
        if not entry.get("alone"):
            return False
        said = {part for word in words for part in word.replace("-", " ").split()}
        return bool(telling(reading.text(name), frozenset(said) | self.every_vague_word))

    def _custom(self, reading: Reading) -> Iterator[Finding]:
        for entry in self.custom:
            if holds(entry["when"], reading, entry["field"]):
                fix = entry.get("fix")
                fixes = (Fix(fix["label"], _lists(fix["patch"])),) if fix else ()
                yield Finding(
                    entry["field"], entry["verdict"], entry["what"], entry["remedy"], entry["kind"],
                    f"custom.{entry['id']}", fixes,
                )  # fmt: skip


def _spoken(slug: str) -> str:
    """“web-hero” as “Web hero”, where the catalogue is not at hand to say its name."""
    return slug.replace("-", " ").capitalize()


def read(spec: BriefSpec, context: Context) -> list[Finding]:
    """Every finding, fails first, then in the order of the form. The same is never said twice of a field."""
    rules = rules_of(context.rules)
    told: dict[tuple[str, str], Finding] = {}
    found = list(rules.findings(Reading(spec, context)))
    if any(finding.rule == "vague.who" for finding in found):  # “diverse people” is told once: by its word
        found = [finding for finding in found if finding.rule != "who-they-are"]
    for finding in found:
        told.setdefault((finding.field, finding.what), finding)
    return ordered(list(told.values()))


def summarise(spec: BriefSpec, context: Context) -> Summary:
    filled = tuple(name for name in FIELDS if getattr(spec, name) not in ("", (), {}, None))
    return summary_of(read(spec, context), filled)


def rules_of(document: Mapping[str, Any] | None) -> Rules:
    """The document ready to be asked; None: the standard rules. Kept by content, so that autosave parses it once."""
    return _standard() if document is None else _parsed(json.dumps(document, sort_keys=True))


@lru_cache(maxsize=1)
def _standard() -> Rules:
    return _ready(STANDARD)


@lru_cache(maxsize=64)
def _parsed(text: str) -> Rules:
    return _ready(json.loads(text))


# What an entry cannot be read without. The rest is left out on purpose: a family without "but" has no such phrases.
_NEEDED = {"missing": ("verdict", "what", "remedy"), "vague": ("verdict", "words", "remedy")}


def filled(part: str, name: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    """An entry of a set that was published before its rule had all of its numbers and words: the standard has them."""
    standard = STANDARD[part].get(name, {})
    return {**{key: standard[key] for key in _NEEDED.get(part, standard) if key in standard}, **entry}


def _ready(document: Mapping[str, Any]) -> Rules:
    given = {name: filled("rules", name, entry) for name, entry in (document.get("rules") or {}).items()}
    tests = tuple(
        Given(name, test.kind, given[name]["verdict"], _tuples(given[name]))
        for name, test in TESTS.items()
        if given.get(name, {}).get("verdict", OFF) != OFF
    )
    vague = tuple((name, {"verdict": WARN, **_tuples(entry)}) for name, entry in _in_order(document, "vague"))
    words = frozenset(
        p for _, entry in vague for word in entry["words"] for p in word.lower().replace("-", " ").split()
    )
    return Rules(
        missing=tuple((name, _tuples(entry)) for name, entry in _in_order(document, "missing")),
        tests=tests,
        vague=vague,
        custom=tuple(_tuples(entry) for entry in document.get("custom") or () if entry["verdict"] != OFF),
        every_vague_word=words,
    )


def _tuples(value: Any) -> Any:
    """Lists as tuples all the way down: a tuple of words can be kept as one expression."""
    if isinstance(value, Mapping):
        return {name: _tuples(inner) for name, inner in value.items()}
    return tuple(_tuples(inner) for inner in value) if isinstance(value, list) else value


def _lists(patch: Mapping[str, Any]) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in patch.items()}


def _in_order(document: Mapping[str, Any], part: str) -> list[tuple[str, Any]]:
    """The entries that are not off, as the standard rules order them: the database keeps no order of keys."""
    order = {name: place for place, name in enumerate(STANDARD[part])}
    whole = ((name, filled(part, name, entry)) for name, entry in (document.get(part) or {}).items())
    live = ((name, entry) for name, entry in whole if entry.get("verdict") != OFF)
    return sorted(live, key=lambda item: (order.get(item[0], len(order)), item[0]))


def title_of(rule: str) -> str:
    """What a page calls a rule, by its id."""
    kind, _, name = rule.partition(".")
    if kind == "missing" and name:
        return f"{short(name)} is empty"
    if kind == "vague" and name:
        return f"Words: {name.replace('-', ' ')}"
    return TESTS[rule].title if rule in TESTS else rule
