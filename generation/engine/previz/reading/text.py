"""Values of a brief as text, and text as tokens. Lengths are cut and types checked here; nothing can raise."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from generation.engine.previz.reading.lemmas import lemma, verb

LONGEST = 1500  # characters of a field that are read
MOST_TOKENS = 420
LONGEST_WORD = 40
WORD = re.compile(r"[a-z0-9][a-z0-9'’\-]*|[,.;:()%]")
_TOKEN = re.compile(r"#[0-9a-fA-F]{3,8}\b|\d+(?:\.\d+)?|[^\W\d_][^\W_'’]*(?:['’][^\W\d_]+)*|[^\w\s]|_")
_BREAKS = frozenset(".;:!?()\n,–—|/")


class Token(NamedTuple):
    """A word or a sign. `word` is lower case without accents; start and end point into the text it is from."""

    word: str
    lemma: str
    verb: str
    start: int
    end: int
    glued: bool  # joined to the next by a hyphen: "heron-masked"
    capital: bool

    @property
    def sign(self) -> bool:
        return not self.word[0].isalnum() and self.word[0] != "#"

    @property
    def stop(self) -> bool:
        """Ends a phrase."""
        return self.word in _BREAKS


class Text(NamedTuple):
    """A field's words as they were written, and as tokens. A hyphen makes two words of one, and is no token."""

    name: str
    raw: str
    tokens: tuple[Token, ...]

    def said(self, start: int, end: int) -> str:
        """The exact words of tokens start to end."""
        if not 0 <= start < end <= len(self.tokens):
            return ""
        return self.raw[self.tokens[start].start : self.tokens[end - 1].end]

    @property
    def lower(self) -> str:
        return self.raw.lower()


def written(value: Any) -> str:
    """Any value as short text in its own case; lists are read as sentences, other types as nothing."""
    if isinstance(value, str):
        return unicodedata.normalize("NFKC", value[:LONGEST])[:LONGEST]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)[:40]
    if isinstance(value, list | tuple):
        return ". ".join(written(v) for v in value[:40] if not isinstance(v, list | tuple))[:LONGEST]
    if isinstance(value, Mapping):
        return written([v for v in list(value.values())[:20] if not isinstance(v, Mapping)])
    return ""


def plain(value: Any) -> str:
    """As `written`, in lower case."""
    return written(value).lower()[:LONGEST]


@lru_cache(maxsize=256)
def text_of(name: str, raw: str) -> Text:
    return Text(name, raw, tuple(_tokens(raw)))


def tokens(raw: str) -> tuple[Token, ...]:
    return text_of("", raw[:LONGEST]).tokens


def _tokens(raw: str) -> list[Token]:
    out: list[Token] = []
    for found in _TOKEN.finditer(raw):
        if len(out) >= MOST_TOKENS:
            break
        said = found.group()
        if said in "-‐‑" and _between_words(raw, found.start(), found.end()):
            if out:
                out[-1] = out[-1]._replace(glued=True)
            continue
        word = fold(said[:LONGEST_WORD])
        if not word:
            continue
        out.append(Token(word, lemma(word), verb(word), found.start(), found.end(), False, said[:1].isupper()))
    return out


def _between_words(raw: str, start: int, end: int) -> bool:
    return start > 0 and end < len(raw) and raw[start - 1].isalnum() and raw[end].isalnum()


def fold(word: str) -> str:
    """Lower case, accents off, straight apostrophes: "Café" is "cafe"."""
    word = word.lower().replace("’", "'")
    if word.isascii():
        return word
    bare = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return bare or word
