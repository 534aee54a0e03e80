"""A condition's own words, cut into pieces for a page: what is a fact, what is the language's, what is a value. Pure.

It reads anything, also what is no condition yet; `parse` says what is wrong with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from studio.policy.language.facts import FACTS

PieceKind = Literal["fact", "key", "value", "mark"]

KEYS: Final = frozenset(
    "and or not is are one of include includes all in at least most over under before after from"
    " known unknown empty always".split()
)
_PIECE: Final = re.compile(
    r'(?P<text>"[^"\n]*"?)|(?P<number>\d{4}-\d{2}-\d{2}|\d[\d_,]*\d|\d)|(?P<word>[A-Za-z_][\w.+/-]*)|(?P<mark>\s+|.)',
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """`mark`: brackets, commas and the space between words."""

    kind: PieceKind
    text: str
    says: str = ""  # of a fact


def pieces(text: str) -> list[Piece]:
    """All of the text, in order: joined, they are it again."""
    return [_piece(found) for found in _PIECE.finditer(text)]


def _piece(found: re.Match[str]) -> Piece:
    text = found.group()
    if found.lastgroup == "word" and text in FACTS:
        return Piece("fact", text, FACTS[text].says)
    if found.lastgroup == "word" and text in KEYS:
        return Piece("key", text)
    return Piece("mark" if found.lastgroup == "mark" else "value", text)


def facts_in(text: str) -> frozenset[str]:
    """The facts that it names."""
    return frozenset(one.text for one in pieces(text) if one.kind == "fact")
