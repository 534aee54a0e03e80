"""Copy in the case that a style pack asks for, by the rules of its language. Pure.

"upper" is every letter as a capital: Turkish and Azerbaijani i is İ, German ß is SS, Greek loses its accents and keeps
its diaereses (Unicode 16, 3.13 and SpecialCasing.txt; the Greek rules are CLDR's). "sentence" raises the first letter
of each text and "title" that of each word, in English without its small words; the rest stays as written, because
nobody but its writer knows which words are names. Scripts without capitals stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

DOTTED = ("tr", "az")  # languages whose i has a dot as a capital, too
SMALL = frozenset("a an and as at but by for from in into nor of on or over per the to up via with".split())
DUTCH = re.compile(r"['’][a-z]\b")  # 's, 't, 'n: they never begin a sentence as capitals
VOWELS = frozenset("ΑΕΗΙΟΥΩ")
TONOS, DIALYTIKA, BELOW = "\u0301", "\u0308", "\u0345"
DROPPED = frozenset("\u0300\u0301\u0342\u0313\u0314\u0304\u0306")  # accents, breathings, lengths


def cased(text: str, case: str, language: str) -> str:
    """`case` as a style pack says it; "" and "as written" change nothing. `language` is a primary subtag, as de."""
    if case == "upper":
        return upper(text, language)
    if case == "sentence":
        return _first_raised(text, language)
    if case == "title":
        return _title(text, language)
    return text


def upper(text: str, language: str) -> str:
    if language in DOTTED:
        text = unicodedata.normalize("NFC", text).replace("i", "İ")  # ı becomes I as everywhere
    return _greek(text) if language == "el" else text.upper()


def _raised(letter: str, language: str) -> str:
    """One letter as a capital at the head of a word: ß is Ss, ǆ is ǅ, and a Greek accent stays."""
    return "İ" if letter == "i" and language in DOTTED else letter.title()


def _first_raised(text: str, language: str) -> str:
    """The first word with a capital. A word with capitals of its own, as iPhone, is a name and stays as it is."""
    start = 0
    if language == "nl" and (small := DUTCH.match(text)):
        start = small.end()
    head = re.search(r"\S+", text[start:])
    if head is None:
        return text
    begin, end = start + head.start(), start + head.end()
    word = text[begin:end]
    at = next((i for i, letter in enumerate(word) if letter.isalnum()), None)
    if at is None or not word[at].isalpha() or any(letter.isupper() for letter in word[at + 1 :]):
        return text
    if language == "nl" and word[at : at + 2] == "ij":
        return f"{text[: begin + at]}IJ{text[begin + at + 2 :]}"
    return text[: begin + at] + _raised(word[at], language) + text[begin + at + 1 :]


def _title(text: str, language: str) -> str:
    first = True

    def one(match: re.Match[str]) -> str:
        nonlocal first
        word, begins, first = match[0], first, False
        bare = word.strip(".,;:!?…“”\"'()")
        return word if language == "en" and not begins and bare in SMALL else _first_raised(word, language)

    return re.sub(r"\S+", one, text)


def _greek(text: str) -> str:
    """Capitals without accents. Where an accent kept two vowels apart, a diaeresis does: Μάιος is ΜΑΪΟΣ."""
    letters = list(_clusters(unicodedata.normalize("NFD", text)))
    found, before = [], False  # before: was the letter before a vowel with an accent?
    for place, (base, marks) in enumerate(letters):
        capital = base.upper()
        if not unicodedata.name(base, "").startswith("GREEK"):
            found.append(capital + marks)
            before = False
            continue
        accented = capital in VOWELS and any(mark in DROPPED for mark in marks)
        kept = "".join(mark for mark in marks if mark not in DROPPED and mark != BELOW)
        if before and capital in "ΙΥ" and DIALYTIKA not in kept:
            kept += DIALYTIKA
        if base in "ηΗ" and TONOS in marks and _alone(letters, place):
            kept = TONOS  # ή, “or”, keeps it: Ή
        found.append(capital + kept + ("Ι" if BELOW in marks else ""))
        before = accented and DIALYTIKA not in marks
    return unicodedata.normalize("NFC", "".join(found))


def _alone(letters: list[tuple[str, str]], place: int) -> bool:
    beside = letters[max(place - 1, 0) : place] + letters[place + 1 : place + 2]
    return not any(base.isalpha() for base, _ in beside)


def _clusters(text: str) -> Iterator[tuple[str, str]]:
    """Each letter with the marks that follow it."""
    for match in re.finditer(r"(.)([\u0300-\u036f]*)", text, re.DOTALL):
        yield match[1], match[2]
