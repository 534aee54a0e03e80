"""Counts in words and figures: "three", "a dozen", "two to four", "3x"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from generation.engine.previz import lexicon
from generation.engine.previz.reading.text import Token

MOST = 999
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_MORE = {"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
         "eighteen": 18, "nineteen": 19}  # fmt: skip
_MULTIPLES = {"dozen": 12, "hundred": 100, "thousand": MOST, "score": 20}
_UNITS = frozenset(
    "mm cm m km px kg l ml litre liter % second sec s min minute degree degrees years year yo th st nd rd inch hour "
    "hours k fps dpi ° percent am pm weeks colours colors shapes colourways scenarios".split()
)  # fmt: skip
_AGE = frozenset(("aged", "age", "ages", "years", "born"))
_TO = frozenset(("to", "or", "-", "–", "—"))


class Number(NamedTuple):
    """tokens[start:end] say `value`; low and high where it is a range. `article`: only "a" or "an"."""

    start: int
    end: int
    value: int
    low: int
    high: int
    article: bool = False


def numbers(tokens: Sequence[Token]) -> list[Number]:
    out: list[Number] = []
    i = 0
    while i < len(tokens):
        one = _one(tokens, i)
        if one is None:
            i += 1
            continue
        i = one.end
        if out and one.start - out[-1].end == 1 and tokens[one.start - 1].word in _TO and not out[-1].article:
            low, high = sorted((out[-1].value, one.value))
            out[-1] = Number(out[-1].start, one.end, (low + high + 1) // 2, low, high)
        elif out and out[-1].end == one.start and tokens[out[-1].end - 1].glued and tokens[one.start].word.isdigit():
            low, high = sorted((out[-1].value, one.value))  # "2-3"
            out[-1] = Number(out[-1].start, one.end, (low + high + 1) // 2, low, high)
        else:
            out.append(one)
    return out


def _one(tokens: Sequence[Token], i: int) -> Number | None:
    word = tokens[i].word
    if tokens[i].glued and i + 1 < len(tokens) and not _counts(tokens[i + 1].word):
        return None  # "two-button"
    before = tokens[i - 1].word if i else ""
    after = tokens[i + 1].word if i + 1 < len(tokens) else ""
    if word == "half" and after in ("a", "dozen"):
        end = i + 2 if after == "dozen" else i + 3
        return Number(i, end, 6, 6, 6) if end <= len(tokens) and tokens[end - 1].word == "dozen" else None
    if word.isascii() and word.isdigit():
        value = min(int(word[:4]), MOST)
        if after in _UNITS or before in _AGE or before in ("#", "/", ":", "."):
            return None
        return _times(tokens, i, value)
    if word in _TENS:
        value = _TENS[word]
        ones = lexicon.NUMBERS.get(after, 0)
        if tokens[i].glued and 1 <= ones <= 9:
            return Number(i, i + 2, value + ones, value + ones, value + ones)
        return Number(i, i + 1, value, value, value)
    value = (
        _MORE.get(word, 0)
        or lexicon.NUMBERS.get(word, 0)
        or lexicon.NUMBERS.get(tokens[i].lemma, 0) * (tokens[i].lemma in _MULTIPLES)
    )
    if not value:
        return None
    article = word in ("a", "an")
    if article and after in ("few", "couple", "dozen", "hundred", "pair", "group", "team", "row", "family", "crowd"):
        return None
    return _times(tokens, i, value, article=article)


def _counts(word: str) -> bool:
    return word.isdigit() or word in lexicon.NUMBERS or word in _TENS


def _times(tokens: Sequence[Token], i: int, value: int, *, article: bool = False) -> Number:
    after = tokens[i + 1].lemma if i + 1 < len(tokens) else ""
    if after in _MULTIPLES and not article:
        value = min(value * _MULTIPLES[after], MOST)
        return Number(i, i + 2, value, value, value)
    if after in ("x", "×") and tokens[i].word.isdigit():
        return Number(i, i + 2, value, value, value)
    return Number(i, i + 1, value, value, value, article)
