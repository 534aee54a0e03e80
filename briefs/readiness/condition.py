"""When a rule of the brand's own holds: a small language as JSON, read by people, run by nobody. Pure.

A condition is an object; all of its keys must hold:
{"all": [condition, …]}  {"any": [condition, …]}  {"not": condition}
{"says": [words], "in": [fields]}   one of the words is said there and not ruled out; without "in", in the rule's field
{"missing": field}                  the field is empty
{"is": [field, value]}              the field has this value, or this entry
{"longer_than": [field, number]}    more characters than that; for a list, more entries
{"market": [codes]}  {"placement": [slugs]}  {"channel": [slugs]}  {"reference": [roles]}  any of them is there
{"use": use class}  {"background": "plain"}  every placement takes plain white or a transparent ground

There is no code in it, no expression and no pattern: words are matched whole. Size and depth are limited.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from briefs.markets import MARKETS
from briefs.readiness.registry import FREE, Reading
from briefs.readiness.words import says
from briefs.spec import FIELDS, SLUG, tidy
from briefs.vocabulary import CHANNELS, ROLES, USE_CLASSES
from studio.lib.problems import BadInput

DEPTH: Final = 5
MOST: Final = 200  # words or entries in one list
LETTERS: Final = 60  # of one word
OPERATORS: Final = (
    "all", "any", "not", "says", "in", "missing", "is", "longer_than", "market", "placement", "channel", "reference",
    "use", "background",
)  # fmt: skip
WORDS_IN: Final = (*FREE, "must_not_show")


def holds(when: Mapping[str, Any], reading: Reading, field: str) -> bool:
    return all(_holds(name, value, when, reading, field) for name, value in when.items())


def _holds(name: str, value: Any, when: Mapping[str, Any], reading: Reading, field: str) -> bool:
    spec = reading.spec
    match name:
        case "all":
            return all(holds(one, reading, field) for one in value)
        case "any":
            return any(holds(one, reading, field) for one in value)
        case "not":
            return not holds(value, reading, field)
        case "says":
            return bool(says(reading.text(*when.get("in", [field])), value))
        case "missing":
            return not (reading.written if value == "copy" else bool(getattr(spec, value)))
        case "is":
            held = getattr(spec, value[0])
            return bool(value[1] in held if isinstance(held, tuple | Mapping) else held == value[1])
        case "longer_than":
            return bool(len(getattr(spec, value[0]) or "") > value[1])
        case "market":
            return not set(spec.markets).isdisjoint(value)
        case "placement":
            return not set(spec.placements).isdisjoint(value)
        case "channel":
            used = {*spec.channels, *(document["channel"] for document in reading.documents.values())}
            return not used.isdisjoint(value)
        case "reference":
            return any(reference["role"] in value for reference in reading.context.references)
        case "use":
            return bool(spec.use_class == value)
        case "background":
            return reading.plain
    return True  # "in", which belongs to "says"


def clean_condition(value: object, place: str, depth: int = 0) -> dict[str, Any]:
    """The condition, checked. Raises BadInput with a sentence that names `place`."""
    if depth > DEPTH:
        raise BadInput(f"{place}: conditions stand more than {DEPTH} deep in each other. Make it flatter.")
    if not isinstance(value, Mapping) or not value:
        raise BadInput(f'{place}: a condition is an object, as {{"says": ["banner"]}}.')
    found: dict[str, Any] = {}
    for name, inner in value.items():
        if name not in OPERATORS:
            raise BadInput(f"{place}: there is no condition “{str(name)[:40]}”. Use one of {', '.join(OPERATORS)}.")
        found[name] = _clean(name, inner, place, depth)
    if "in" in found and "says" not in found:
        raise BadInput(f"{place}: “in” says where “says” looks. Add “says”, or remove “in”.")
    return found


def _clean(name: str, value: object, place: str, depth: int) -> Any:
    match name:
        case "all" | "any":
            if not isinstance(value, list | tuple) or not 1 <= len(value) <= 20:
                raise BadInput(f"{place}: “{name}” takes a list of 1 to 20 conditions.")
            return [clean_condition(one, place, depth + 1) for one in value]
        case "not":
            return clean_condition(value, place, depth + 1)
        case "says":
            return clean_words(value, place)
        case "in":
            fields = clean_words(value, place)
            for field in fields:
                _one_of(field, WORDS_IN, place, "field with words")
            return fields
        case "missing":
            return _one_of(value, FIELDS, place, "field")
        case "is":
            if not isinstance(value, list | tuple) or len(value) != 2 or not isinstance(value[1], str | None):
                raise BadInput(f'{place}: “is” takes a field and a value, as ["shot", "flat"].')
            return [_one_of(value[0], FIELDS, place, "field"), tidy(value[1] or "")[:200]]
        case "longer_than":
            if (
                not isinstance(value, list | tuple) or len(value) != 2
                or not isinstance(value[1], int) or isinstance(value[1], bool) or not 0 <= value[1] <= 10_000
            ):  # fmt: skip
                raise BadInput(f'{place}: “longer_than” takes a field and a whole number, as ["message", 120].')
            return [_one_of(value[0], [f for f in FIELDS if f != "safe_margins"], place, "field"), value[1]]
        case "use":
            return _one_of(value, USE_CLASSES, place, "use")
        case "background":
            return _one_of(value, ("plain",), place, "background")
    items = clean_words(value, place)
    if name == "placement":
        wrong = next((item for item in items if not SLUG.fullmatch(item.lower())), None)
        if wrong is not None:
            raise BadInput(f"{place}: “{wrong}” is not the short name of a placement, as web-hero.")
        return items
    known = {"market": MARKETS, "channel": CHANNELS, "reference": ROLES}[name]
    return [_one_of(item, known, place, name) for item in items]


def _one_of(value: object, known: Any, place: str, noun: str) -> str:
    if not isinstance(value, str) or value not in known:
        shown = ", ".join(list(known)[:40])
        raise BadInput(f"{place}: “{tidy(str(value)[:40])}” is not a {noun}. Use one of {shown}.")
    return value


def clean_words(value: object, place: str) -> list[str]:
    """A list of words in the order given, each once."""
    if not isinstance(value, list | tuple) or not 1 <= len(value) <= MOST:
        raise BadInput(f"{place}: give a list of 1 to {MOST} words.")
    words: list[str] = []
    for item in value:
        word = " ".join(tidy(item[: LETTERS * 4]).split()) if isinstance(item, str) else ""
        if not word or len(word) > LETTERS:
            raise BadInput(f"{place}: each word has 1 to {LETTERS} characters; “{tidy(str(item)[:40])}” has not.")
        words.append(word)
    return list(dict.fromkeys(words))
