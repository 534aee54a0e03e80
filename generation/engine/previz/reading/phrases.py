"""Finding known words and phrases in tokens: longest first, by their dictionary forms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from generation.engine.previz.reading.lemmas import lemma
from generation.engine.previz.reading.text import Token, fold

V = TypeVar("V")


class Hit(NamedTuple, Generic[V]):
    """tokens[start:end] say `value`."""

    start: int
    end: int
    value: V


class Phrases(Generic[V]):
    """A dictionary of phrases. Of two phrases at one place the longer counts; the first to claim a phrase keeps it."""

    def __init__(self, rows: Iterable[tuple[str, V]]) -> None:
        self.rows: dict[tuple[str, ...], V] = {}
        self._longest: dict[str, int] = {}
        for text, value in rows:
            words = tuple(lemma(w) for w in fold(text).replace("-", " ").split())
            if words:
                self.rows.setdefault(words, value)
                self._longest[words[0]] = max(self._longest.get(words[0], 0), len(words))

    @classmethod
    def of(cls, table: Mapping[str, Iterable[str]]) -> Phrases[str]:
        """From a table of key: words."""
        return Phrases((word, key) for key, words in table.items() for word in words)

    def at(self, tokens: Sequence[Token], i: int) -> Hit[V] | None:
        """The longest phrase that starts at token i."""
        for form in dict.fromkeys((tokens[i].word, tokens[i].lemma)):
            for span in range(min(self._longest.get(form, 0), len(tokens) - i), 0, -1):
                key = (lemma(form), *(t.lemma for t in tokens[i + 1 : i + span]))
                if key in self.rows:
                    return Hit(i, i + span, self.rows[key])
        return None

    def find(self, tokens: Sequence[Token]) -> list[Hit[V]]:
        out: list[Hit[V]] = []
        i = 0
        while i < len(tokens):
            hit = self.at(tokens, i)
            if hit:
                out.append(hit)
            i = hit.end if hit else i + 1
        return out

    def keys(self, tokens: Sequence[Token]) -> list[V]:
        """What is said, in order, once each."""
        return list(dict.fromkeys(hit.value for hit in self.find(tokens)))
