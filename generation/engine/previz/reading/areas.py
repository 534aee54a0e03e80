"""Parts of the frame in words: "top third", "left half", "top 14 % and bottom 20 % kept clear", "left of centre"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generation.engine.previz.scene import Area

LEAST, MOST = 0.06, 0.7
_SHARES = {"third": 1 / 3, "half": 0.5, "quarter": 0.25, "fifth": 0.2, "sixth": 1 / 6, "two thirds": 2 / 3,
           "three quarters": 0.75, "tenth": 0.1}  # fmt: skip
_SHARE = (
    r"two[- ]thirds|three[- ]quarters|third|half|quarter|fifth|sixth|tenth|\d{1,2}(?:\.\d+)?\s?(?:%|percent|per cent)"
)
_SIDE = r"top|upper|bottom|lower|left|right"
_SHARED = re.compile(rf"\b({_SIDE})(?:[- ]hand)?[- ](?:side\s+)?({_SHARE})(?![a-z])")
_TURNED = re.compile(rf"\b({_SHARE})\s+(?:of\s+(?:the\s+)?\w+\s+)?(?:on|at|in|from)\s+(?:the\s+)?({_SIDE})\b")
_OF_CENTRE = re.compile(r"\b(left|right)\s+(?:of\s+(?:the\s+)?(?:centre|center|middle)|of center)")
_ABOVE = re.compile(r"\b(above|below|over|under)\s+(?:the\s+)?(?:subject|bottle|product|people|heads?|it)\b")
_CORNER = re.compile(r"\b(top|upper|bottom|lower)[- ](left|right)\b")
_BARE = re.compile(rf"\b({_SIDE})(?:[- ]hand)?\b")
_FREE = re.compile(r"copy|headline|\btext\b|\btype\b|empt|clear|negative space|\broom\b|\bfree\b|blank|interface|"
                   r"breathing|caption|\blogo\b|\bcta\b|white ?space|uncluttered|\bcalm\b|\bui\b|title")  # fmt: skip


def areas(text: str) -> tuple[Area, ...]:
    """All parts that a text names as to be free; () when it names none. Text in lower case."""
    out: list[Area] = []
    for found in _SHARED.finditer(text):
        out.append(area(found.group(1), share(found.group(2))))
    if not out:
        out = [area(m.group(2), share(m.group(1))) for m in _TURNED.finditer(text)]
    if not out and (found_ := _OF_CENTRE.search(text)):
        out = [area(found_.group(1), 0.5)]
    if not out and (found_ := _CORNER.search(text)):
        y, x = found_.group(1), found_.group(2)
        out = [Area(0.0 if x == "left" else 0.5, 0.0 if y in ("top", "upper") else 2 / 3, 0.5, 1 / 3)]
    if not out and (found_ := _ABOVE.search(text)):
        out = [area("top" if found_.group(1) in ("above", "over") else "bottom", 1 / 3)]
    if not out:
        sides = list(dict.fromkeys(m.group(1) for m in _BARE.finditer(text)))
        both = len(sides) == 2 and {area(s, 0.3).w for s in sides} != {1.0, 0.3}
        out = [area(s, 0.2 if both else 1 / 3) for s in sides[: 2 if both else 1]]
    return tuple(dict.fromkeys(out))[:4]


def share(words: str) -> float:
    """ "two thirds", "20 %" as a fraction, within what leaves room for a picture."""
    words = words.replace("-", " ").strip()
    figure = re.match(r"\d+(?:\.\d+)?", words)
    value = float(figure.group()) / 100 if figure else _SHARES.get(words, 1 / 3)
    return min(max(value, LEAST), MOST)


def area(side: str, part: float) -> Area:
    return {
        "top": Area(0, 0, 1, part),
        "upper": Area(0, 0, 1, part),
        "bottom": Area(0, 1 - part, 1, part),
        "lower": Area(0, 1 - part, 1, part),
        "left": Area(0, 0, part, 1),
        "right": Area(1 - part, 0, part, 1),
    }[side]


def clauses_about_copy(text: str) -> tuple[str, ...]:
    """The clauses that speak of free space. A decimal point ends none."""
    return tuple(c for c in clauses(text) if _FREE.search(c))


def clauses(text: str) -> tuple[str, ...]:
    return tuple(c.strip() for c in re.split(r"[,;\n]|\.(?!\d)|\bbut\b|\bwhile\b", text) if c.strip())[:60]


def is_free(clause: str) -> bool:
    return bool(_FREE.search(clause))


def all_clear(copy_space: str, others: Sequence[str]) -> tuple[Area, ...]:
    """Every area to be kept clear, the copy space's own first."""
    out: list[Area] = [] if re.fullmatch(r"\W*(none|no|no copy)\W*", copy_space) else list(areas(copy_space))
    for text in others:
        for clause in clauses_about_copy(text):
            out += areas(clause)
    return tuple(a for i, a in enumerate(out) if not any(_same_side(a, b) for b in out[:i]))[:4]


def _same_side(a: Area, b: Area) -> bool:
    return (a.w >= 1) == (b.w >= 1) and (a.x > 0, a.y > 0) == (b.x > 0, b.y > 0)
