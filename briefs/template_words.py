"""The parts of a prompt template as a person reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from briefs.compile import spoken
from briefs.dialects import BY_SLUG, Dialect
from briefs.vocabulary import LABELS

_PACK: Final = {
    "medium": "Medium",
    "positive": "Prompt tokens",
    "negative": "Never",
    "lens": "Lens",
    "light": "Light",
    "palette": "Palette",
}
_CHARACTER: Final = {"said": "Each character", "never": "What no character may show"}


@dataclass(frozen=True)
class Line:
    """One part: whose words, and what stands around them."""

    source: str
    name: str
    before: str
    after: str
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Spoken:
    dialect: Dialect
    speaks: bool
    positive: tuple[Line, ...]
    negative: tuple[Line, ...]
    control: Any  # the form's field


def dialects_in_words(document: Mapping[str, Any], form: Any) -> list[Spoken]:
    """Every dialect with its parts, those that the template does not speak with none."""
    has = spoken(document)
    found = []
    for slug, dialect in BY_SLUG.items():
        rules = document["dialects"][slug] if slug in has else {"positive": [], "negative": []}
        sides = [tuple(line for part in rules[side] for line in _lines(part)) for side in ("positive", "negative")]
        found.append(Spoken(dialect, slug in has, sides[0], sides[1], form[slug]))
    return found


def _lines(part: Mapping[str, Any]) -> list[Line]:
    if "key" in part:
        return [_line(one, key=part["key"]) for one in part["parts"]]
    return [_line(part)]


def _line(part: Mapping[str, Any], key: str = "") -> Line:
    notes = [f"in {key}"] if key else []
    if weight := part.get("weight"):
        notes.append(f"weighs {weight:g}")
    if part.get("negated") == "skip":
        notes.append("unless it says “no …”")
    if part.get("negated") == "only":
        notes.append("only where it says “no …”")
    for word, name in (("when", "only with"), ("unless", "only without")):
        if fields := part.get(word):
            notes.append(f"{name} {', '.join(_label(field) for field in fields)}")
    if part.get("split"):
        notes.append("as single tags")
    if part.get("words"):
        notes.append("in the template’s words")
    before, after = part.get("lead", ""), part.get("tail", "")
    if "text" in part:
        return Line("template", part["text"], "", "", tuple(notes))
    if "pack" in part:
        return Line("style pack", _PACK.get(part["pack"], part["pack"]), before, after, tuple(notes))
    if "character" in part:
        return Line("character", _CHARACTER[part["character"]], before, after, tuple(notes))
    if "count" in part:
        return Line("brief", "How many people", before, after, tuple(notes))
    return Line("brief", LABELS.get(part["field"], part["field"]), before, after, tuple(notes))


def _label(field: str) -> str:
    return LABELS.get(field, field).lower()
