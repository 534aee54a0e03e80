"""Look, ground, colours, and limits on drawing."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

from generation.engine.previz.colour import HEX
from generation.engine.previz.reading import known
from generation.engine.previz.reading.numbers import numbers
from generation.engine.previz.reading.reading import Grade
from generation.engine.previz.reading.text import Token, fold, tokens, written

_SHAPES = re.compile(r"(?:at most|no more than|not more than|max(?:imum)?(?: of)?|up to|only|fewer than)\s+(\w+)\s+"
                     r"(?:\w+\s+)?(?:shapes?|elements?|forms?|objects?)")  # fmt: skip
_GROUND_HEX = re.compile(r"(?:background|backdrop|ground)\s*(?:is|:|in|of|colour|color)?\s*(#[0-9a-f]{3,6})\b"
                         r"|(#[0-9a-f]{3,6})\s+(?:background|backdrop|ground)")  # fmt: skip


def background(texts: Sequence[str], said: Sequence[Sequence[Token]]) -> str:
    """white, black, plain, gradient, transparent, or the colour asked for as "#rrggbb"; "" when none is said."""
    for text in texts:
        found = _GROUND_HEX.search(text)
        if found:
            code = found.group(1) or found.group(2)
            if re.fullmatch(r"#f{3}(?:f{3})?", code):
                return "white"
            if HEX.fullmatch(code):
                return six(code)
    for words in said:
        hit = next(iter(known.GROUNDS.keys(words)), "")
        if hit:
            return hit
        for i, token in enumerate(words[:-1]):
            if token.word in known_colours() and words[i + 1].lemma in ("background", "backdrop", "ground"):
                return known_colours()[token.word]
    return ""


def grade(pack: Mapping[str, Any]) -> Grade:
    """The grade of a style pack's document; whatever is there instead of a number changes nothing."""

    def number(name: str, least: float, default: float, most: float) -> float:
        value = pack.get(name)
        fine = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
        return min(max(float(value), least), most) if fine and value is not None else default

    return Grade(number("desaturate", 0, 0, 1), number("contrast", 0.5, 1, 2), number("grain", 0, 0, 0.2))


def known_colours() -> Mapping[str, str]:
    from generation.engine.previz.lexicon import COLOURS

    return COLOURS


def six(code: str) -> str:
    digits = code.lstrip("#").lower()
    return "#" + (digits if len(digits) == 6 else "".join(2 * d for d in digits))


def colours(text: str) -> tuple[str, ...]:
    """Every "#rrggbb" of a text, once, at most eight."""
    return tuple(dict.fromkeys(six(h) for h in HEX.findall(text)))[:8]


def palette(style: Mapping[str, Any]) -> dict[str, str]:
    """The brand's colours by name, longest names first."""
    out: dict[str, str] = {}
    entries = style.get("palette")
    for entry in list(entries)[:40] if isinstance(entries, list | tuple) else ():
        if isinstance(entry, Mapping) and isinstance(entry.get("name"), str) and isinstance(entry.get("hex"), str):
            name = " ".join(t.word for t in tokens(entry["name"][:60]) if not t.sign)
            if name and re.fullmatch(r"#[0-9a-fA-F]{6}", entry["hex"]):
                out.setdefault(name, entry["hex"].lower())
    return dict(sorted(out.items(), key=lambda pair: -len(pair[0])))


def named(brand: Mapping[str, str], subject: Sequence[Token]) -> tuple[str, ...]:
    """The brand's own colours that the subject names, each by its whole name. Its "kelp" is no other green."""
    words = {t.word for t in subject}
    order = sorted(brand, key=lambda n: next((i for i, t in enumerate(subject) if t.word == n.split()[0]), 0))
    return tuple(brand[name] for name in order if set(name.split()) <= words)[:4]


def most_shapes(text: str) -> int:
    """ "at most five shapes" is 5; 0 when free."""
    found = _SHAPES.search(text)
    if not found:
        return 0
    count = numbers(tokens(found.group(1)))
    return min(count[0].value, 60) if count else 0


def medium(style: Mapping[str, Any]) -> str:
    """What a style pack says in words: medium, light, look, tokens for previz, notes."""
    own = style.get("tokens")
    mine = own.get("previz") if isinstance(own, Mapping) else None
    return " ".join(filter(None, (written(style.get("light")), written(style.get("look")), written(style.get("notes")),
                                  written(style.get("medium")), written(mine))))  # fmt: skip


def words(text: str) -> frozenset[str]:
    """All words of a text and their dictionary forms, hyphenated ones whole and in parts."""
    out = set()
    for token in tokens_of_all(text):
        if not token.sign:
            out |= {token.word, token.lemma}
    out |= {fold(w) for w in re.findall(r"\b[^\W\d_]{1,30}(?:-[^\W\d_]{1,30}){1,4}", text)[:200]}
    return frozenset(out)


def tokens_of_all(text: str) -> tuple[Token, ...]:
    """Tokens of a text that may be several fields long."""
    return tuple(t for part in re.findall(r"[^.;\n]{1,1400}", text)[:400] for t in tokens(part))
