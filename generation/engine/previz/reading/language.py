"""Whether a field is in English, and the few nouns of other languages that are known."""

from __future__ import annotations

import re

from generation.engine.previz.lexicon.looks import FOREIGN, FOREIGN_RUNS, LANGUAGES, SCRIPTS
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


def translated(raw: str, *, foreign: bool) -> str:
    """Known words in English; spaces round those of languages without. `foreign`: the brief is not in English."""
    if not raw.isascii():
        for word in sorted(FOREIGN_RUNS, key=len, reverse=True):
            if word in raw:
                raw = raw.replace(word, f" {FOREIGN_RUNS[word]} , ")
    return re.sub(r"[^\W\d_]{3,20}", _english, raw) if foreign else raw


def _english(found: re.Match[str]) -> str:
    word = fold(found.group())
    for form in (word, word.removesuffix("n"), word.removesuffix("en"), word.removesuffix("s"), word.removesuffix("e")):
        if form in FOREIGN:
            return FOREIGN[form]
    return found.group()
