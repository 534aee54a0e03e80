"""A brand's words: which term a phrase of a brief means, and how each dialect says it. Asks the database nothing.

A revision carries what its words mean as {field: {words in small letters: {"label", "tokens"}}}, so that it compiles
the same for ever, whatever the vocabulary says later. Only a whole value, or a whole entry of a list, is a term:
inside free text nothing is replaced by surprise, and `find_terms` is there for hints.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from briefs.dialects import DIALECT_NAMES
from briefs.models import Term
from briefs.spec import TERM_LIMIT, WORD_LIMIT, BriefSpec, tidy
from briefs.vocabulary import VOCABULARIES
from studio.lib.problems import BadInput

Said = Mapping[str, Mapping[str, Mapping[str, Any]]]

MOST_SYNONYMS: Final = 20
DEFINITION_LIMIT: Final = 500
_FIRST_UNSPACED: Final = 0x2E80  # from here on scripts put no spaces between words


def fold(words: str) -> str:
    """Words as they are compared: Unicode case folding in NFC, one space between them; the same in every locale."""
    # Folding may take a composed letter apart, so it is put together again.
    return " ".join(unicodedata.normalize("NFC", unicodedata.normalize("NFC", words).casefold()).split())


def known_words(terms: Iterable[Term]) -> dict[tuple[str, str], Term]:
    """(vocabulary, folded words) -> the term they mean. The brand's own go before the shared ones, labels before
    synonyms, and terms in use before deprecated ones."""
    rows = sorted(terms, key=lambda row: (row.brand_id is None, row.deprecated))
    found: dict[tuple[str, str], Term] = {}
    for shared in (False, True):
        tier = [row for row in rows if (row.brand_id is None) is shared]
        for row in tier:
            found.setdefault((row.vocabulary, fold(row.label)), row)
        for row in tier:
            for words in row.synonyms:
                found.setdefault((row.vocabulary, fold(words)), row)
    return found


def meant_by(term: Term, terms: Mapping[int, Term]) -> Term:
    """The term that a deprecated one was mapped to, to the end of the chain. `terms` are those there are, by id."""
    seen = {term.pk}
    while term.deprecated and term.successor_id:
        following = terms.get(term.successor_id) or term.successor
        if following is None or following.pk in seen:  # a circle cannot be made, but a dump may be restored by hand
            break
        seen.add(following.pk)
        term = following
    return term


def terms_said(spec: BriefSpec, terms: Iterable[Term]) -> dict[str, dict[str, Any]]:
    """What the words of `spec` mean, by field. A synonym means its term; a deprecated term what it was mapped to."""
    rows = list(terms)
    known, by_id = known_words(rows), {row.pk: row for row in rows}
    found: dict[str, dict[str, Any]] = {}
    for field, words in entries(spec):
        if term := known.get((field, fold(words))):
            meant = meant_by(term, by_id)
            found.setdefault(field, {})[words.lower()] = {"label": meant.label, "tokens": dict(meant.tokens)}
    return found


def spoken(document: Mapping[str, Any], dialect: str) -> dict[str, Any]:
    """A revision's document with its terms as `dialect` says them: whole values, and whole entries of lists."""
    read = dict(document)
    for field, meanings in (document.get("terms") or {}).items():
        value = read.get(field)
        if isinstance(value, str):
            read[field] = _spoken(value, meanings, dialect)
        elif isinstance(value, list):
            read[field] = [_spoken(words, meanings, dialect) for words in value]
    return read


def _spoken(words: str, meanings: Mapping[str, Mapping[str, Any]], dialect: str) -> str:
    meant = meanings.get(words.lower())
    return str(meant["tokens"].get(dialect) or meant["label"]) if meant else words


def entries(spec: BriefSpec) -> Iterator[tuple[str, str]]:
    """(vocabulary, words) of every value, and every entry of a list, that could be a term."""
    for field in VOCABULARIES:
        value = getattr(spec, field)
        for words in value if isinstance(value, tuple) else (value,):
            if words:
                yield field, words


def offered(terms: Iterable[Term], vocabulary: str) -> list[Term]:
    """The terms of a vocabulary that a brief may be given, by label; of a label the brand's own before the shared."""
    known = known_words(row for row in terms if row.vocabulary == vocabulary)
    live = {fold(row.label): row for row in known.values() if not row.deprecated}
    return sorted(
        (row for words, row in live.items() if known[(vocabulary, words)] is row), key=lambda row: fold(row.label)
    )


@dataclass(frozen=True)
class Found:
    """A term inside free text: text[start:end] are the words that mean it."""

    start: int
    end: int
    term: Term


def find_terms(text: str, vocabulary: Iterable[Term]) -> list[Found]:
    """The terms whose label or synonym stands in `text` as whole words, in their order; the longest wins."""
    rows = list(vocabulary)
    by_id = {row.pk: row for row in rows}
    folded, places = _folded(text)
    hits: list[Found] = []
    for (_, words), term in sorted(known_words(rows).items(), key=lambda item: -len(item[0][1])):
        at = folded.find(words) if words else -1
        while at >= 0:
            end = at + len(words)
            if _whole(folded, at, end):
                hit = Found(places[at], places[end - 1] + 1, meant_by(term, by_id))
                if not any(hit.start < other.end and other.start < hit.end for other in hits):
                    hits.append(hit)
            at = folded.find(words, end)
    return sorted(hits, key=lambda hit: hit.start)


def _folded(text: str) -> tuple[str, list[int]]:
    """The text folded letter by letter, and for each letter of that the place in `text` it came from."""
    out: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for part in " " if letter.isspace() else letter.casefold():
            out.append(part)
            places.append(place)
    return "".join(out), places


def _whole(text: str, start: int, end: int) -> bool:
    def parted(left: str, right: str) -> bool:
        return not (left.isalnum() and right.isalnum()) or min(ord(left), ord(right)) >= _FIRST_UNSPACED

    return (start == 0 or parted(text[start - 1], text[start])) and (
        end == len(text) or parted(text[end - 1], text[end])
    )


def clean_term(document: Mapping[str, Any]) -> dict[str, Any]:
    """{vocabulary, label, definition, synonyms, tokens, deprecated}; raises BadInput that names every field."""
    faults: dict[str, list[str]] = {}
    found: dict[str, Any] = {}
    cleaners: dict[str, Callable[[object], Any]] = {
        "vocabulary": _vocabulary,
        "label": lambda value: _line("Term", value, TERM_LIMIT),
        "definition": lambda value: _line("Definition", value, DEFINITION_LIMIT),
        "synonyms": _synonyms,
        "tokens": _tokens,
        "deprecated": lambda value: value in (True, "yes", "true", "1", "on"),
    }
    for name, cleaner in cleaners.items():
        try:
            found[name] = cleaner(document.get(name))
        except BadInput as fault:
            faults[name] = [fault.sentence]
    if not faults and not found["label"]:
        faults["label"] = ["Term: write the word itself, as Low morning sun."]
    if faults:
        raise BadInput(fields=faults)
    found["synonyms"] = [words for words in found["synonyms"] if fold(words) != fold(found["label"])]
    return found


def _vocabulary(value: object) -> str:
    if not isinstance(value, str) or value not in VOCABULARIES:
        raise BadInput(f"Vocabulary: one of {', '.join(VOCABULARIES)}.", field="vocabulary")
    return value


def _line(label: str, value: object, limit: int) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadInput(f"{label}: expected words, found {type(value).__name__}. Write it as text.")
    text = " ".join(tidy(value[: limit * 4 + 4]).split())
    if len(text) > limit or len(value) > limit * 4:
        raise BadInput(f"{label}: {len(value):,} characters, and there is room for {limit}. Shorten it.")
    return text


def _synonyms(value: object) -> list[str]:
    items: Sequence[object] = () if value is None else value if isinstance(value, list | tuple) else [None] * 99
    if len(items) > MOST_SYNONYMS:
        raise BadInput(f"Synonyms: give a list of at most {MOST_SYNONYMS}.", field="synonyms")
    kept: dict[str, str] = {}
    for item in items:
        if words := _line("Synonyms", item, TERM_LIMIT):
            kept.setdefault(fold(words), words)
    return list(kept.values())


def _tokens(value: object) -> dict[str, str]:
    given = value or {}
    if not isinstance(given, Mapping) or not set(given) <= set(DIALECT_NAMES):
        raise BadInput(f"Prompt words: one entry for each of {', '.join(DIALECT_NAMES)}.", field="tokens")
    said = {
        dialect: _line(f"Prompt words, {name}", given.get(dialect), WORD_LIMIT)
        for dialect, name in DIALECT_NAMES.items()
    }
    return {dialect: words for dialect, words in said.items() if words}
