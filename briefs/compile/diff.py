"""Two compiled prompts, word by word: what a change of template, style pack or brief does to what a model reads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from briefs.compile.phrases import Compiled

SAME, GONE, NEW = "same", "gone", "new"
_WORDS: Final = re.compile(r"\s+|[^\s,;:.(){}\[\]\"]+|.", re.DOTALL)
_MOST: Final = 2_000  # words that are compared one by one; past that a prompt is shown as replaced


@dataclass(frozen=True)
class Piece:
    kind: str  # same, gone or new
    text: str


@dataclass(frozen=True)
class Change:
    """How one prompt differs. Empty sides are those that did not change."""

    dialect: str
    name: str
    positive: tuple[Piece, ...]
    negative: tuple[Piece, ...]
    tokens: int  # more than before; fewer where it is negative


def changed(before: Compiled | None, after: Compiled | None) -> Change | None:
    """What `after` says otherwise than `before`, in one dialect; None where they are the same to the byte."""
    one = after or before
    if one is None or (before and after and before.digest == after.digest):
        return None
    sides = []
    for side in ("positive_text", "negative_text"):
        texts = [getattr(made, side) if made else "" for made in (before, after)]
        sides.append(pieces(*texts) if texts[0] != texts[1] else ())
    tokens = (after.tokens if after else 0) - (before.tokens if before else 0)
    return Change(one.dialect, one.name, sides[0], sides[1], tokens)


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """The words of both, in order: those that stayed, went and came."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if len(old) > _MOST or len(new) > _MOST:
        return tuple(Piece(kind, text) for kind, text in ((GONE, before), (NEW, after)) if text)
    found: list[Piece] = []
    for verb, i, j, k, m in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if verb == "equal":
            found.append(Piece(SAME, "".join(old[i:j])))
            continue
        if i < j:
            found.append(Piece(GONE, "".join(old[i:j])))
        if k < m:
            found.append(Piece(NEW, "".join(new[k:m])))
    return tuple(_gathered(found))


def _gathered(found: list[Piece]) -> list[Piece]:
    """Words that changed side by side as one change: a space that stayed between them is no news."""
    told: list[Piece] = []
    gone = new = ""
    for index, piece in enumerate(found):
        between = bool(gone or new) and index + 1 < len(found)
        if piece.kind == SAME and not (between and not piece.text.strip()):
            told += [Piece(kind, text) for kind, text in ((GONE, gone), (NEW, new)) if text]
            told.append(piece)
            gone = new = ""
            continue
        gone += piece.text if piece.kind in (GONE, SAME) else ""
        new += piece.text if piece.kind in (NEW, SAME) else ""
    return told + [Piece(kind, text) for kind, text in ((GONE, gone), (NEW, new)) if text]
