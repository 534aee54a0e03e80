"""What the rules ask to be said of a file, visibly and in its metadata; and what the files that would ship really have.

A rule's `asks` are data: `words` per language, `share` of the shorter side, and where it says so `markets`, the
`language` for files whose own has no words, and the `corner`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from briefs.readiness.standard.languages import LANGUAGES
from generation.engine.finishing import xmp
from generation.engine.finishing.label import OP, Label
from generation.engine.finishing.xmp import Metadata
from review.manifest import shipping
from review.models import Finish, Rendition
from studio.lib.countries import GROUPS
from studio.policy.weighing import DISCLOSE, METADATA, Found, Outcome

ENGLISH: Final = "en"
AIGC: Final = xmp.PROPERTIES["aigc"][0]
C2PA: Final = "c2pa"
PROPERTIES: Final = {**{key: name for key, (name, _) in xmp.PROPERTIES.items()}, **xmp.LICENSOR}
ROUNDED: Final = 1e-4  # a step keeps its share to four places
PLENTY: Final = 4  # files named one by one


@dataclass(frozen=True, slots=True)
class On:
    """One file that would ship, as far as rules ask for it."""

    placement: str
    words: str  # of the file: its language and hook
    locale: str
    markets: tuple[str, ...]  # of the brief
    labels: tuple[Mapping[str, Any], ...]  # params of its label steps
    fields: frozenset[str]

    @property
    def name(self) -> str:
        return f"{self.placement} {self.words}".strip()


def concerns(asks: Mapping[str, Any], locale: str, markets: Iterable[str]) -> bool:
    """Whether a file in this language, of a brief for these markets, is shown where a rule holds."""
    held = {code for one in asks.get("markets") or () for code in GROUPS.get(one, (one,))}
    return not held or not (where := shown_in(locale, set(markets))) or bool(where & held)


def shown_in(locale: str, markets: set[str]) -> set[str]:
    """The country that a language tag names; else those markets that read the language. Empty: it may be any."""
    country = next((part.upper() for part in locale.split("-")[1:] if len(part) == 2 and part.isalpha()), "")
    if country:
        return {country}
    spoken = {locale, locale.split("-", maxsplit=1)[0]}
    return {market for market in markets if spoken.intersection(LANGUAGES.get(market, ()))}


def wording(asks: Mapping[str, Any], locale: str) -> tuple[str, str]:
    """(words, their language): in the file's own language, else in the rule's, else in English, else in any."""
    words: Mapping[str, str] = {key.lower(): text for key, text in (asks.get("words") or {}).items()}
    tags = [locale.lower(), *(locale.lower().rsplit("-", n)[0] for n in (1, 2)), locale.lower().split("-")[0]]
    tags += [str(asks.get("language") or "").lower(), ENGLISH, *sorted(words)]
    return next(((words[tag], tag) for tag in tags if tag in words), ("", ""))


def label_of(outcome: Outcome, locale: str, markets: Sequence[str]) -> Label | None:
    """The one label of a file in this language, of a brief for these markets: the words of every rule that concerns it,
    as large as the largest."""
    found = [one.ruling.asks for one in outcome.of(DISCLOSE) if concerns(one.ruling.asks, locale, markets)]
    said = {words: tag for words, tag in (wording(asks, locale) for asks in found) if words}
    if not said:
        return None
    # The file's own language leads, so that its script chooses the typeface.
    own = locale.lower().split("-")[0]
    words = tuple(sorted(said, key=lambda one: (said[one].split("-")[0] != own, one)))
    corner = next((str(asks["corner"]) for asks in found if asks.get("corner")), "")
    lead = said[words[0]]
    return Label(
        words,
        max(float(asks["share"]) for asks in found),
        locale if own and lead.split("-")[0] == own else lead,
        corner,
    )


def fields_asked(outcome: Outcome) -> set[str]:
    return {name for one in outcome.of(METADATA) for name in one.ruling.asks.get("fields", ())}


def marked(metadata: Metadata, outcome: Outcome) -> Metadata:
    """With China's label where a rule asks for that field: made by AI, by whom, and under which identifier."""
    if AIGC not in fields_asked(outcome):
        return metadata
    return replace(metadata, aigc=xmp.aigc("1", metadata.credit, metadata.identifier))


def on_files(finish: Finish) -> list[On]:
    """Every file that would ship. One query."""
    markets = markets_of(finish)
    return [_on(row, markets) for row in shipping(finish).select_related("recipe")]


def markets_of(finish: Finish) -> tuple[str, ...]:
    return tuple(finish.revision.document.get("markets", []))


def _on(row: Rendition, markets: tuple[str, ...]) -> On:
    nodes = row.recipe.document["nodes"] if row.recipe else []
    held = next((node["params"].get("metadata") or {} for node in nodes if node["op"] == "encode"), {})
    fields = {PROPERTIES[key] for key, value in held.items() if value and key in PROPERTIES}
    sealed = {C2PA} if row.facts.get("credentials") else set()
    labels = tuple(node["params"] for node in nodes if node["op"] == OP)
    return On(row.placement.placement.name, row.words, row.locale, markets, labels, frozenset(fields | sealed))


def lacking(one: Found, files: Iterable[On]) -> list[On]:
    """The files that do not have what a rule asks of them: the label in its words and its size, or a field."""
    asks = one.ruling.asks
    if one.effect == METADATA:
        return [file for file in files if not set(asks.get("fields", ())) <= file.fields]
    return [file for file in files if concerns(asks, file.locale, file.markets) and not _labelled(asks, file)]


def _labelled(asks: Mapping[str, Any], file: On) -> bool:
    words, _ = wording(asks, file.locale)
    return any(words in one["words"] and float(one["share"]) >= float(asks["share"]) - ROUNDED for one in file.labels)


def told(one: Found, files: list[On]) -> str:
    """A sentence on the label or the fields, for whoever signs; empty where all files have the fields."""
    if one.effect == METADATA:
        gone = sorted({name for file in files for name in one.ruling.asks.get("fields", ()) if name not in file.fields})
        again = " Finish it again, and it is written." if gone == [AIGC] else ""
        return f"Not in every file: {', '.join(gone)}.{again}" if gone else ""
    concerned = [file for file in files if concerns(one.ruling.asks, file.locale, file.markets)]
    missing = lacking(one, files)
    if not concerned:
        return "No file of this finish is shown there."
    if missing:
        names = ", ".join(file.name for file in missing[:PLENTY])
        more = f" and {len(missing) - PLENTY} more" if len(missing) > PLENTY else ""
        return f"The label is missing on {names}{more}." if len(missing) < len(files) else "No file has the label."
    words = " or ".join(
        f"“{text}”" for text in sorted({wording(one.ruling.asks, file.locale)[0] for file in concerned})
    )
    many = len(concerned)
    return f"The label {words} is on {'the file' if many == 1 else f'all {many} files'} that it concerns."
