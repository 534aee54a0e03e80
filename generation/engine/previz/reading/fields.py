"""A brief's fields as texts, what "no …" covers in each, and which of its words are names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generation.engine.previz.lexicon import PERSON
from generation.engine.previz.reading import limits, style
from generation.engine.previz.reading.language import language, translated
from generation.engine.previz.reading.limits import Ban
from generation.engine.previz.reading.mentions import Found
from generation.engine.previz.reading.text import LONGEST, Text, Token, text_of, written

FIELDS = (
    "title", "job", "message", "subject", "people", "shot", "environment", "composition", "light", "mood", "style",
    "copy_space", "subject_position", "horizon", "must_not_show", "motion",
)  # fmt: skip
SCENE_FIELDS = ("subject", "environment", "composition", "light", "mood", "style", "motion")
READ_FOR_LANGUAGE = ("subject", "environment", "message")


@dataclass(frozen=True, slots=True)
class Fields:
    """The brief's fields as texts, what "no …" covers in each, and their tokens without it."""

    text: Mapping[str, Text]
    bans: Mapping[str, list[Ban]]
    said: Mapping[str, tuple[Token, ...]]  # tokens that no ban covers
    tongues: Mapping[str, str]  # field: language, where it is not English

    def lower(self, *names: str) -> str:
        return ". ".join(self.text[n].lower for n in names)

    def open(self, name: str) -> str:
        """A field's words, lower case, without what is forbidden in it."""
        return " ".join(t.word for t in self.said[name])


def fields_of(brief: Mapping[str, Any], pack: Mapping[str, Any]) -> Fields:
    own = {name: written(brief.get(name)) for name in FIELDS}
    tongues = {name: tongue for name in READ_FOR_LANGUAGE if (tongue := language(text_of(name, own[name])))}
    raw = {name: translated(text, foreign=bool(tongues))[:LONGEST] for name, text in own.items()}
    raw["style"] = f"{raw['style']}. {style.medium(pack)}"[: 2 * LONGEST]
    text = {name: text_of(name, raw[name]) for name in FIELDS}
    bans = {name: limits.negations(text[name]) for name in SCENE_FIELDS}
    said = {name: limits.without(text[name], bans.get(name, [])) for name in FIELDS}
    return Fields(text, bans, said, tongues)


def names_of(f: Fields) -> frozenset[str]:
    """Capitalised words inside a subject: people and products are called so, and nobody wants a block called Ingrid."""
    tokens = f.text["subject"].tokens
    inside = {t.word for i, t in enumerate(tokens) if t.capital and len(t.word) > 2 and i and not tokens[i - 1].stop}
    persons = any(PERSON is hit.value for hit in limits.NOUN_PHRASES.find(tokens)) or f.text["people"].raw.strip()
    starts = {t.word for i, t in enumerate(tokens) if t.capital and (not i or tokens[i - 1].stop)} if persons else set()
    titled = {t.word for t in f.text["title"].tokens if t.capital} & {t.word for t in tokens if t.capital}
    return frozenset(inside | starts | titled)


def aside_of_colours(f: Fields, main: Found, brand: Mapping[str, str]) -> list[Token]:
    """The subject without the brand's colours before things: "Fog bottle" is a colour, "in fog" is weather."""
    named = {word for name in brand for word in name.split()}
    tinted = {
        t for d in main.described for t in f.text["subject"].tokens[d.span.first : d.span.start] if t.word in named
    }
    tokens = f.said["subject"]
    for i, token in enumerate(tokens):  # "bottle on basalt, Fog"
        alone = (i == 0 or tokens[i - 1].stop) and (i + 1 == len(tokens) or tokens[i + 1].stop)
        if token.word in named and (alone or token.capital):
            tinted.add(token)
    return [t for t in tokens if t not in tinted]
