"""A prompt template's document, read strictly: data with bounds, so that nothing in it can run or run away.

{slug, name, dialects: {dialect: {limit, windows, join, positive: [part], negative: [part]}}}; docs/prompts.md says what
a part is. Every fault is named at its place: “clip, positive, part 3, lead”.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from briefs.compile.escape import HEAVIEST, LIGHTEST
from briefs.compile.saying import CHOICES
from briefs.compile.unsaid import FIELDS
from briefs.compile.windows import MOST_WINDOWS
from briefs.dialects import BY_SLUG, DIALECTS
from briefs.spec import SLUG, TERM_LIMIT, tidy
from studio.lib.canonical import canonical
from studio.lib.problems import BadInput

MOST_PARTS: Final = 40  # of one prompt
WORDS_LIMIT: Final = 300  # characters of a lead, a tail or a text
SIZE_LIMIT: Final = 64 * 1024  # bytes of the whole document
LONGEST: Final = 4096  # tokens a dialect may say its model reads

SPOKEN: Final = tuple(name for name in FIELDS if name not in ("characters", "colourways"))
PACK_PARTS: Final = ("medium", "positive", "negative", "lens", "light", "palette")
SOURCES: Final[dict[str, tuple[str, ...]]] = {
    "field": SPOKEN,
    "pack": PACK_PARTS,
    "character": ("said", "never"),
    "count": ("people",),
}
SHAPES: Final = ("text", "list", "colours")


def clean(document: object) -> dict[str, Any]:
    """The document, checked and tidy. Raises BadInput with a sentence for each place that cannot be used."""
    if not isinstance(document, Mapping):
        raise BadInput("A prompt template is an object with slug, name and dialects.", field="document")
    try:
        size = len(canonical(document))
    except (ValueError, TypeError, RecursionError):
        raise BadInput(
            "The template holds something that is no JSON. Use text, numbers and lists.", field="document"
        ) from None
    if size > SIZE_LIMIT:
        raise BadInput(f"The template has {size:,} bytes, and there is room for {SIZE_LIMIT:,}.", field="document")
    check = _Check()
    check.known("", document, ("slug", "name", "dialects"))
    found: dict[str, Any] = {
        "slug": check.words("slug", document.get("slug", ""), 50).lower(),
        "name": check.words("name", document.get("name", ""), 80),
        "dialects": {},
    }
    if not SLUG.fullmatch(found["slug"]):
        check.fault("slug", "write small letters, digits and hyphens, as product-page")
    if not found["name"]:
        check.fault("name", "give the template a name")
    dialects = document.get("dialects")
    if not isinstance(dialects, Mapping) or not dialects:
        check.fault("dialects", f"give rules for at least one of {', '.join(DIALECTS)}")
        dialects = {}
    for dialect, rules in dialects.items():
        if dialect not in BY_SLUG:
            check.fault("dialects", f"there is no dialect “{str(dialect)[:40]}”; use {', '.join(DIALECTS)}")
        elif isinstance(rules, Mapping):
            found["dialects"][dialect] = check.rules(dialect, rules)
        else:
            check.fault(dialect, "give an object with positive and negative")
    if check.faults:
        raise BadInput(fields=check.faults)
    return found


class _Check:
    def __init__(self) -> None:
        self.faults: dict[str, list[str]] = {}

    def fault(self, place: str, sentence: str) -> None:
        """One more sentence, at most a page of them."""
        if len(self.faults) < 50:
            self.faults.setdefault(place or "document", []).append(f"{(place or 'Template').capitalize()}: {sentence}.")

    def known(self, place: str, given: Mapping[Any, Any], names: tuple[str, ...]) -> None:
        for name in given:
            if name not in names:
                self.fault(place, f"there is no “{str(name)[:40]}” here; it takes {', '.join(names)}")

    def words(self, place: str, value: object, limit: int = WORDS_LIMIT) -> str:
        """Text as it stands, spaces at its ends with it."""
        if not isinstance(value, str) or len(value) > limit * 4:
            self.fault(place, f"write up to {limit} characters of text")
            return ""
        text = value[: len(value) - len(value.lstrip(" "))] + tidy(value) + value[len(value.rstrip(" ")) :]
        text = " " * min(len(value), 2) if not value.strip(" ") else " ".join(text.split("\n"))
        if len(text) > limit:
            self.fault(place, f"{len(text)} characters, and there is room for {limit}")
        return text[:limit]

    def whole(self, place: str, value: object, least: int, most: int) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            self.fault(place, f"give a whole number from {least} to {most}")
            return least
        return value

    def rules(self, dialect: str, rules: Mapping[str, Any]) -> dict[str, Any]:
        kind = BY_SLUG[dialect]
        self.known(dialect, rules, ("limit", "windows", "join", "positive", "negative"))
        found: dict[str, Any] = {
            "limit": self.whole(f"{dialect}, limit", rules.get("limit", kind.limit or kind.chunk), 0, LONGEST),
            "join": self.words(f"{dialect}, join", rules.get("join", ", " if kind.chunk else " "), 20),
        }
        if kind.chunk:
            found["windows"] = self.whole(f"{dialect}, windows", rules.get("windows", MOST_WINDOWS), 1, MOST_WINDOWS)
        one: Callable[[str, Mapping[str, Any]], dict[str, Any]] = self.key if dialect == "json" else self.part
        found["positive"] = self.side(f"{dialect}, positive", rules.get("positive", []), one)
        found["negative"] = self.side(f"{dialect}, negative", rules.get("negative", []), self.part)
        if found["negative"] and not kind.negative:
            self.fault(f"{dialect}, negative", "this dialect has no negative prompt; say it in the positive one")
        if not found["positive"]:
            self.fault(f"{dialect}, positive", "it says nothing; add a part, or leave the dialect out")
        return found

    def side(self, place: str, given: object, one: Callable[[str, Mapping[str, Any]], dict[str, Any]]) -> list[Any]:
        if not isinstance(given, list) or len(given) > MOST_PARTS:
            self.fault(place, f"give a list of at most {MOST_PARTS} parts")
            return []
        found = []
        for number, part in enumerate(given, 1):
            here = f"{place}, part {number}"
            if isinstance(part, Mapping):
                found.append(one(here, part))
            else:
                self.fault(here, 'give an object, as {"field": "subject"}')
        return found

    def key(self, place: str, given: Mapping[str, Any]) -> dict[str, Any]:
        """One key of the JSON dialect's object."""
        self.known(place, given, ("key", "as", "parts"))
        name = given.get("key")
        if not isinstance(name, str) or len(name) > 60 or name.count(".") > 1 or not all(
            part.isascii() and part.replace("_", "a").isalnum() for part in name.split(".")
        ):  # fmt: skip
            self.fault(place, "name the key in letters, as camera or camera.lens")
            name = ""
        found: dict[str, Any] = {"key": name}
        if given.get("as", "text") not in SHAPES:
            self.fault(place, f"as is one of {', '.join(SHAPES)}")
        elif given.get("as", "text") != "text":
            found["as"] = given["as"]
        return found | {"parts": self.side(place, given.get("parts", []), self.part)}

    def part(self, place: str, given: Mapping[str, Any]) -> dict[str, Any]:
        kinds = [name for name in ("text", *SOURCES) if name in given]
        if len(kinds) != 1:
            self.fault(place, f"say exactly one of text, {', '.join(SOURCES)}")
            return {}
        kind = kinds[0]
        found: dict[str, Any] = {}
        self.known(place, given, (kind, *OPTIONS) if kind != "text" else ("text", "when", "unless", "weight", "join"))
        if kind == "text":
            found["text"] = self.words(f"{place}, text", given["text"])
            if not found["text"].strip():
                self.fault(f"{place}, text", "it says nothing")
        elif given[kind] not in SOURCES[kind]:
            self.fault(place, f"{kind} is one of {', '.join(SOURCES[kind])}")
        else:
            found[kind] = given[kind]
        for name, read in OPTIONS.items():
            if name in given:
                found[name] = read(self, f"{place}, {name}", given[name])
        if "words" in given and given.get("field") not in CHOICES:
            self.fault(f"{place}, words", f"only {', '.join(CHOICES)} have words of their own")
        return found

    def flag(self, place: str, value: object) -> bool:
        if not isinstance(value, bool):
            self.fault(place, "say true or false")
        return value is True

    def fields(self, place: str, value: object) -> list[str]:
        if not isinstance(value, list) or not value or any(name not in FIELDS for name in value):
            self.fault(place, f"give a list out of {', '.join(FIELDS)}")
            return []
        return list(value)

    def listing(self, place: str, value: object) -> list[str]:
        if not isinstance(value, list) or len(value) > MOST_PARTS:
            self.fault(place, f"give a list of at most {MOST_PARTS} words")
            return []
        return [self.words(place, word, 40) for word in value]

    def weight(self, place: str, value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not LIGHTEST <= value <= HEAVIEST:
            self.fault(place, f"give a number from {LIGHTEST:g} to {HEAVIEST:g}")
            return 1.0
        return round(float(value), 3)

    def choice(self, place: str, value: object, known: tuple[object, ...]) -> Any:
        if not any(value is one or (isinstance(value, str) and value == one) for one in known):
            self.fault(place, f"it is one of {', '.join(str(one).lower() for one in known)}")
        return value

    def mapping(self, place: str, value: object) -> dict[str, str]:
        if not isinstance(value, Mapping) or len(value) > MOST_PARTS:
            self.fault(place, "give an object of choice and words")
            return {}
        return {str(name)[:40]: self.words(place, words, TERM_LIMIT) for name, words in value.items()}


OPTIONS: Final[dict[str, Callable[[_Check, str, object], Any]]] = {
    "lead": lambda check, place, value: check.words(place, value),
    "tail": lambda check, place, value: check.words(place, value),
    "join": lambda check, place, value: check.words(place, value, 20),
    "last": lambda check, place, value: check.words(place, value, 20),
    "tail_unless": lambda check, place, value: check.listing(place, value),
    "when": lambda check, place, value: check.fields(place, value),
    "unless": lambda check, place, value: check.fields(place, value),
    "negated": lambda check, place, value: check.choice(place, value, ("skip", "only")),
    "split": lambda check, place, value: check.choice(place, value, (True, "commas")),
    "flat": lambda check, place, value: check.flag(place, value),
    "article": lambda check, place, value: check.flag(place, value),
    "capital": lambda check, place, value: check.flag(place, value),
    "weight": lambda check, place, value: check.weight(place, value),
    "words": lambda check, place, value: check.mapping(place, value),
}
