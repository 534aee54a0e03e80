"""Whether a field is in English, and the few nouns of other languages that are known."""

from __future__ import annotations

from generation.engine.previz.lexicon.looks import FOREIGN_RUNS, LANGUAGES, SCRIPTS
from generation.engine.previz.reading.text import Text, fold


def language(text: Text) -> str:
    """The language of a field that is not in English, "" for English or for too little to say."""
    for name, low, high in SCRIPTS:
        if sum(low <= c <= high for c in text.raw) >= 2:
            return name
    words = [fold(w) for w in text.raw.split()]
    if len(words) < 3:
        return ""
    english = sum(w in ("the", "a", "an", "and", "of", "with", "on", "in", "is", "are", "at", "to") for w in words)
    counts = [(sum(w in {fold(x) for x in little} for w in words), name) for name, little in LANGUAGES.items()]
    most, name = max(counts, key=lambda pair: pair[0])
    return name if most >= 2 and most > english and most / len(words) >= 0.15 else ""


def translated(raw: str) -> str:
    """Known words of languages without spaces, in English with spaces round them."""
    if raw.isascii():
        return raw
    for foreign in sorted(FOREIGN_RUNS, key=len, reverse=True):
        if foreign in raw:
            raw = raw.replace(foreign, f" {FOREIGN_RUNS[foreign]} ")
    return raw
