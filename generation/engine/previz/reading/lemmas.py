"""Word forms to dictionary forms, by table first and rule second. No word list of English is needed or kept."""

from __future__ import annotations

from functools import lru_cache

from generation.engine.previz.lexicon.grammar import NOUN_FORMS, SINGULAR, VERB_FORMS

_KEPT_ES = ("us", "is", "ss")
_VOWELS = "aeiou"


@lru_cache(maxsize=8192)
def lemma(word: str) -> str:
    """The singular of a noun: "shelves" is "shelf", "men" is "man", "glass" stays. Lower case in, lower case out."""
    word = word.replace("’", "'").removesuffix("'s").removesuffix("s'").strip("'-")
    if word in SINGULAR:
        return word
    if word in NOUN_FORMS:
        return NOUN_FORMS[word]
    if len(word) < 4 or not word.endswith("s") or word.endswith(_KEPT_ES):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y" if len(word) > 4 else word[:-1]
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1]


@lru_cache(maxsize=8192)
def verb(word: str) -> str:
    """The plain form of a verb: "sitting" and "sat" are "sit", "carries" is "carry". A guess for unknown words."""
    if word in VERB_FORMS:
        return VERB_FORMS[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    for end in ("ing", "ed"):
        if word.endswith(end) and len(word) > len(end) + 2:
            return _stem(word[: -len(end)])
    if word.endswith(("shes", "ches", "sses", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(_KEPT_ES) and len(word) > 3 else word


def _stem(stem: str) -> str:
    """What -ing or -ed was put on: "stopp" gives "stop", "rid" gives "ride", "walk" stays."""
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsz":
        return stem[:-1]
    short = len(stem) >= 2 and stem[-1] not in _VOWELS + "wxy" and stem[-2] in _VOWELS
    if stem.endswith(("c", "v", "u", "dg", "rg")) or (short and len(stem) <= 3) or stem.endswith(("ar", "at", "iz")):
        return stem + "e"
    return stem


def is_plural(word: str) -> bool:
    word = word.replace("’", "'")
    if word.endswith(("'s", "s'")):
        return False
    return word != lemma(word) or word in ("people",)
