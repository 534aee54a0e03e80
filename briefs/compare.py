"""Two brief documents, field by field, in words; word by word inside long text. Pure; drafts and revisions alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final

from briefs.markets import MARKETS
from briefs.spec import COPY_LIMITS, FIELDS
from briefs.vocabulary import (
    CHANNELS,
    COPY_SPACES,
    HORIZONS,
    JOBS,
    LABELS,
    LOCALES,
    POSITIONS,
    ROLES,
    SECTION_OF,
    SHOTS,
    USE_CLASSES,
)  # fmt: skip

_CHOICES: Final[dict[str, Mapping[str, Any]]] = {
    "job": JOBS, "shot": SHOTS, "copy_space": COPY_SPACES, "subject_position": POSITIONS, "horizon": HORIZONS,
    "use_class": USE_CLASSES,
}  # fmt: skip
LISTS: Final = frozenset({
    "placements", "channels", "characters", "must_not_show", "style", "colourways", "references", "markets",
})  # fmt: skip
TEXTS: Final = frozenset({
    "title", "message", "subject", "people", "environment", "composition", "light", "mood", "copy", "hooks",
})  # fmt: skip
# A script without spaces changes sign by sign; elsewhere a word and the space after it belong together.
_TOKENS: Final = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]\s*|\w+\s*|[^\w\s]+\s*|\s+")
_MOST: Final = 20_000  # pairs of equal tokens; matching text that says little else but one word could take seconds


@dataclass(frozen=True)
class Piece:
    """A run of text that is the `same` on both sides, `gone` from the first, or `new` in the second."""

    kind: str
    text: str


@dataclass(frozen=True)
class Line:
    """A line of one side, in pieces."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True)
class Change:
    """A field that differs. `before` and `after` are lines of words, empty where there is nothing."""

    field: str
    label: str
    section: int
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def kind(self) -> str:
        """How it is shown: text (marked word by word), list (as chips), or value (this, then that)."""
        return "text" if self.field in TEXTS else "list" if self.field in LISTS else "value"

    @property
    def marked(self) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
        """Both sides with what changed inside them marked, line by line."""
        return marked_lines(self.before, self.after)

    @property
    def chips(self) -> list[Piece]:
        """A list's entries: what is gone, what is new, then what stayed."""
        gone = [Piece("gone", words) for words in self.before if words not in self.after]
        new = [Piece("new", words) for words in self.after if words not in self.before]
        return [*gone, *new, *(Piece("same", words) for words in self.after if words in self.before)]

    @property
    def moved(self) -> bool:
        """Do both sides hold the same entries, in another order?"""
        return self.kind == "list" and sorted(self.before) == sorted(self.after)


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """Every field whose words differ, in the order of the form. From an empty document: everything that is said."""
    found = []
    for name in FIELDS:
        old, new = words(name, before.get(name)), words(name, after.get(name))
        if old != new:
            section = SECTION_OF[name].number if name in SECTION_OF else 0
            found.append(Change(name, LABELS[name], section, old, new))
    return sorted(found, key=lambda change: change.section)


def marked_lines(before: Sequence[str], after: Sequence[str]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Lines that stand in both are left alone; the others are compared in pairs, from the top."""
    old, new = list(before), list(after)
    pairs: list[tuple[str, str]] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs += zip(old[a:b], new[c:d], strict=True)
        else:
            most = max(b - a, d - c)
            pairs += zip(_filled(old[a:b], most), _filled(new[c:d], most), strict=True)
    sides = [marked(one, other) for one, other in pairs]
    left = tuple(Line(pieces) for (pieces, _), (text, _) in zip(sides, pairs, strict=True) if text)
    right = tuple(Line(pieces) for (_, pieces), (_, text) in zip(sides, pairs, strict=True) if text)
    return left, right


def marked(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts in pieces: same or gone on the first side, same or new on the second. Joined, each is its text."""
    if before == after:
        return (Piece("same", before),), (Piece("same", after),)
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    counts = Counter(new)
    if sum(counts[token] for token in old) > _MOST:
        return _ends(old, new)
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        same = tag == "equal"
        left += _piece("same" if same else "gone", old[a:b])
        right += _piece("same" if same else "new", new[c:d])
    return tuple(left), tuple(right)


def _ends(old: list[str], new: list[str]) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """What both begin and end with is the same, everything between is not: as fast as reading."""
    least = min(len(old), len(new))
    head = next((at for at in range(least) if old[at] != new[at]), least)
    tail = next((at for at in range(least - head) if old[-1 - at] != new[-1 - at]), least - head)
    sides = []
    for kind, tokens in (("gone", old), ("new", new)):
        end = len(tokens) - tail
        sides.append((*_piece("same", tokens[:head]), *_piece(kind, tokens[head:end]), *_piece("same", tokens[end:])))
    return sides[0], sides[1]


def _piece(kind: str, tokens: Sequence[str]) -> Iterator[Piece]:
    if tokens:
        yield Piece(kind, "".join(tokens))


def _filled(lines: list[str], most: int) -> list[str]:
    return lines + [""] * (most - len(lines))


def words(name: str, value: Any) -> tuple[str, ...]:
    """A field's value as a person reads it, one line an entry."""
    if value is None or value in ("", [], {}, ()):
        return ()
    if name in _CHOICES:
        return (_CHOICES[name][value].label,) if value in _CHOICES[name] else (str(value),)
    if name in ("placements", "style_pack", "template", "characters"):
        items = value if isinstance(value, list) else [value]
        return tuple(f"{_name(item)} v{item['number']}" if isinstance(item, Mapping) else str(item) for item in items)
    if name == "markets":
        return tuple(MARKETS.get(code, code) for code in value)
    if name == "channels":
        return tuple(CHANNELS[code].label for code in value if code in CHANNELS)
    if name == "references":
        return tuple(f"{ROLES[item['role']].label}: {item['note'] or item['digest'][:12]}" for item in value)
    if name == "safe_margins":
        return (f"{value * 100:g} %",)
    if name == "copy":
        # In our own order: the database keeps none of the keys, and a draft is not to differ from its revision by that.
        said = {
            locale: " / ".join(text for key in COPY_LIMITS if (text := value[locale].get(key)))
            for locale in LOCALES
            if locale in value
        }
        return tuple(f"{LOCALES[locale].label}: {lines}" for locale, lines in said.items() if lines)
    if name == "colourways":
        return tuple(f"{colour['name']} {colour['hex']}" for colour in value)
    if name == "hooks":
        return tuple(f"{hook['name']}: {line}" for hook in value for line in words("copy", hook["copy"]) or ("",))
    return tuple(str(item) for item in value) if isinstance(value, list) else (str(value),)


def pins(document: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """(what, name, “v2”) of every published version that a revision's document names, in the order of the page."""
    found: list[tuple[str, str, str]] = []
    one = {"style_pack": "Style pack", "template": "Template"}
    for name, what in (("placements", "Placement"), *one.items(), ("characters", "Character")):
        value = document.get(name) or []
        for item in [value] if name in one else value:
            if isinstance(item, Mapping):
                found.append((what, _name(item), f"v{item['number']}"))
            elif item:
                found.append((what, str(item), "not there"))
    rules = document.get("rules")
    return [*found, ("Readiness rules", "", f"v{rules['number']}")] if rules else found


def pin_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[str, str, str, str]]:
    """(what, name, version before, version after) of what stayed by name and moved by version."""
    old = {(what, name): version for what, name, version in pins(before)}
    return [
        (what, name, old[what, name], version)
        for what, name, version in pins(after)
        if (what, name) in old and old[what, name] != version
    ]


def _name(pin: Mapping[str, Any]) -> str:
    return str(pin["document"].get("name") or pin["slug"])
