"""What a brief, its style pack, its words and its characters say for one part of a template, in one dialect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from briefs import character, style
from briefs.compile import english, escape
from briefs.compile.phrases import BRIEF, CHARACTER, EVEN, PACK, VOCABULARY, Phrase
from briefs.dialects import BY_SLUG
from briefs.spec import BriefSpec
from briefs.vocabulary import COPY_SPACES, HORIZONS, POSITIONS, SECTION_OF, SHOTS

CHOICES: Final[dict[str, Mapping[str, Any]]] = {
    "shot": SHOTS,
    "copy_space": COPY_SPACES,
    "subject_position": POSITIONS,
    "horizon": HORIZONS,
}
_ANYBODY: Final = "people of mixed ages and backgrounds"  # what “any, mixed” asks for
# A term without a token for a newer dialect is said as in the one closest to it.
_NEAREST: Final = {"tags": "clip", "json": "t5"}
# How a picture's colourway is said beside the subject.
_COLOURED: Final = {"clip": "product in ", "t5": "the product in ", "tags": "", "json": "product in ", "previz": "in "}


@dataclass(frozen=True)
class Sayings:
    """Everything that may be said of one picture."""

    spec: BriefSpec
    pack: Mapping[str, Any] | None
    dialect: str
    terms: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    characters: Sequence[Mapping[str, Any]] = ()
    colourway: Mapping[str, str] | None = None
    model: str = ""  # the slug of the model at hand, where it is known

    def names(self) -> list[str]:
        """Words that keep their capital."""
        found = [str(sheet["name"]) for sheet in self.characters]
        return [*found, *str((self.pack or {}).get("name", "")).split()]

    def brief(self, name: str, part: Mapping[str, Any]) -> list[Phrase]:
        value = getattr(self.spec, name)
        section = SECTION_OF[name].number
        if name in CHOICES:
            words = part.get("words", {}).get(value) if value else None
            if words is None:
                term = CHOICES[name].get(value) if value else None
                words = term.token if term else ""
            return [self._phrase(words, BRIEF, name, section)] if words else []
        entries = value if isinstance(value, tuple) else (value,)
        said = [phrase for entry in entries for phrase in self._entry(name, entry, part, section)]
        return list({phrase.text: phrase for phrase in said if phrase.text}.values())

    def style(self, name: str) -> list[Phrase]:
        if not self.pack:
            return []
        said = [self._weighed(words, PACK, name) for words in style.said(self.pack, name, self.dialect)]
        return [*self.triggers(), *said] if name == "positive" else said

    def triggers(self) -> list[Phrase]:
        """The words that wake the style pack's LoRAs: said first, with the pack's own words."""
        woken = style.triggers(self.pack or {}, self.dialect, self.model)
        return [self._weighed(words, PACK, "loras") for words in woken]

    def people(self, which: str) -> Iterator[list[Phrase]]:
        """What is said of each character in turn, or what must never be seen of all of them."""
        section = SECTION_OF["characters"].number
        if which == "never":
            words = dict.fromkeys(word for sheet in self.characters for word in character.never(sheet))
            yield [self._phrase(word, CHARACTER, "characters", section) for word in words]
            return
        for sheet in self.characters:
            said = character.said(sheet, self.dialect)
            yield [self._weighed(words, CHARACTER, "characters", section) for words in said]

    def count(self) -> list[Phrase]:
        """How many people, as lists of tags count them."""
        spec = self.spec
        section = SECTION_OF["people"].number
        if english.NEGATION.match(spec.people.strip()):
            return [self._phrase("no humans", BRIEF, "people", section)]
        for name, text in (("people", spec.people), ("subject", spec.subject)):
            if found := english.head_count([text]):
                return [self._phrase(found, BRIEF, name, SECTION_OF[name].number)]
        if self.characters:
            number = len(self.characters)
            words = f"{number} {'person' if number == 1 else 'people'}"
            return [self._phrase(words, CHARACTER, "characters", section)]
        return []

    def coloured(self) -> list[Phrase]:
        """The product's colour in this picture: its name, and its value where a dialect reads values."""
        if not self.colourway or not self.colourway.get("name"):
            return []
        name = self.colourway["name"]
        words = f"{_COLOURED[self.dialect]}{name}"
        if self.dialect == "tags":
            words = f"{name} product"
        if self.dialect in ("json", "previz") and self.colourway.get("hex"):
            words += f" {self.colourway['hex'].upper()}"
        return [self._phrase(words, BRIEF, "colourways", SECTION_OF["colourways"].number)]

    def _entry(self, name: str, entry: str, part: Mapping[str, Any], section: int) -> list[Phrase]:
        line = english.inline(entry)
        meant = self.terms.get(name, {}).get(entry.lower())
        if meant:
            token = _token(meant, self.dialect)
            line = token or english.inline(str(meant["label"]))
        if name == "people" and line.strip().lower() in ("any", "any, mixed", "mixed"):
            line = _ANYBODY
        negated = english.NEGATION.match(line)
        if name == "must_not_show" and negated:
            line = line[negated.end() :]
        elif name != "must_not_show" and not isinstance(getattr(self.spec, name), tuple):
            if part.get("negated") == ("skip" if negated else "only"):
                return []
            if negated and part.get("negated") == "only":
                line = line[negated.end() :]
        phrase = self._weighed(line, VOCABULARY if meant else BRIEF, name, section, trusted=bool(meant))
        if part.get("flat"):
            phrase = replace(phrase, text=" ".join(phrase.text.replace(",", " ").split()))
        if part.get("article"):
            phrase = replace(phrase, text=english.with_article(phrase.text, self.names()))
        if cut := part.get("split"):
            tags = english.comma_tags if cut == "commas" else english.tags
            return [replace(phrase, text=tag) for tag in tags(phrase.text)]
        return [phrase] if phrase.text else []

    def _weighed(self, words: str, source: str, name: str, section: int = 0, *, trusted: bool = True) -> Phrase:
        """The keepers of packs, words and characters may weigh what they write; a brief's writer may not."""
        text, weight = escape.weighed(words) if trusted else (words, EVEN)
        return replace(self._phrase(text, source, name, section), weight=weight)

    def _phrase(self, words: str, source: str, name: str, section: int = 0) -> Phrase:
        text = escape.plain(words)
        if BY_SLUG[self.dialect].weights:
            text = escape.without_commands(text)
        elif self.dialect == "t5":
            text = escape.without_marks(text)
        return Phrase(text, source, name, section)


def _token(meant: Mapping[str, Any], dialect: str) -> str:
    """A term's token: the words themselves, or a list of them."""
    tokens = meant.get("tokens", {})
    said = tokens.get(dialect) or tokens.get(_NEAREST.get(dialect, ""), "")
    return said if isinstance(said, str) else ", ".join(str(word) for word in said)


def unique(phrases: Iterable[Phrase]) -> list[Phrase]:
    return list({phrase.text: phrase for phrase in phrases if phrase.text}.values())
