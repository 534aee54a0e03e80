"""Which measures people's reasons speak of, found without any model: words and pieces of words, hashed into a vector.

“Copy space busy” and a brand's own “busy behind the headline” share pieces with the words of the measure `copy_space`.
What shares none is about something that is not measured, such as a hand, and says nothing.
"""

from __future__ import annotations

import math
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from generation.engine.features.table import FEATURES

DIMENSIONS: Final = 2**20  # sparse, so that hardly two pieces meet
PIECE: Final = 4  # letters of a piece of a word
NEAR: Final = 0.5  # share of a text that a measure's words cover, from which the text is said to speak of it
WORD: Final = 2.0  # what a whole word weighs beside a piece of one
NOTHING: Final = frozenset("a all an and at for in is it not of on or right strong the to very wrong".split())

Vector = Mapping[int, float]


def embed(text: str) -> Vector:
    """A sparse vector of length 1; empty for a text without words. The same in every process."""
    found: dict[int, float] = defaultdict(float)
    for word in re.findall(r"[^\W\d_]+", text.casefold()):
        if word in NOTHING:
            continue
        found[_place(word)] += WORD
        padded = f"<{word}>"
        for start in range(len(padded) - PIECE + 1):
            found[_place(padded[start : start + PIECE])] += 1.0
    length = math.sqrt(sum(value * value for value in found.values()))
    return {place: value / length for place, value in found.items()}


def speaks_of(text: str) -> dict[str, float]:
    """Measure -> the share of the text, 0-1, that its words cover; of those that the text speaks of."""
    said = embed(text)
    near = {
        name: sum(value * value for place, value in said.items() if place in vector)
        for name, vector in _measures().items()
    }
    return {name: share for name, share in near.items() if share >= NEAR}


def named(texts: Iterable[tuple[str, int]]) -> dict[str, float]:
    """Measure -> share, 0-1, of the (text, how often) that speak of it."""
    counts: Counter[str] = Counter()
    total = 0
    for text, often in texts:
        total += often
        for name in speaks_of(text):
            counts[name] += often
    return {name: counts[name] / total for name in sorted(counts)} if total else {}


@cache
def _measures() -> Mapping[str, Vector]:
    return {one.name: embed(f"{one.label} {one.hints}") for one in FEATURES.values()}


def _place(piece: str) -> int:
    return zlib.crc32(piece.encode()) % DIMENSIONS  # hash() differs between processes
