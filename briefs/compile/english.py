"""English out of a brief's parts: small words, nothing that needs a locale, and other scripts left as they are."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

NEGATION: Final = re.compile(r"^(?:no|without|don.t show|do not show|never)\s+", re.IGNORECASE | re.ASCII)
_MEASURE: Final = re.compile(r"\d+(?:[.,]\d+)?\s?mm\b", re.ASCII)  # a lens
_ASCII_WORD: Final = re.compile(r"[A-Za-z][A-Za-z'’-]*")
# First words that are no names: a capital there is only the capital of a sentence.
SMALL: Final = frozenset(
    (
        "a an the one two three four five six many no any modern old young soft hard low high warm cold dark "
        "bright even overcast dusk dawn window misty calm quiet focused confident fresh playful sober tense "
        "wistful empty wide close large small people person man woman bottle product candle key "
    ).split()
)
_DETERMINED: Final = frozenset(
    (
        "a an the one two three four five six seven eight nine ten eleven twelve some several many few no any both "
        "all each every half this that these those my our your his her their its at in on by under over inside "
        "outside between among near with without"
    ).split()
)
_ENDS: Final = frozenset(
    (
        "on in at around under over behind beside by near with without of from for inside outside between among "
        "against through along across above below to into onto and or as during before after that who which"
    ).split()
)
# Stuff that is not counted, as far as briefs name it.
_STUFF: Final = frozenset(
    (
        "fog mist rain snow water ice light sunlight daylight moonlight darkness grass sand smoke dust air wood "
        "concrete marble steel fabric silk linen paper food fruit coffee tea milk nature weather space traffic "
        "furniture equipment clothing hair skin people women men children figures cattle sheep wildlife"
    ).split()
)
# Words that stand alone at the beginning of a setting and are no names.
_PLACES: Final = frozenset(
    (
        "archive bakery balcony bar beach bridge cafe chapel church city corridor desert desk factory field forest "
        "garden gym harbour hospital hotel house kitchen laboratory lake library lobby market meadow museum office "
        "park platform quarry restaurant river road rooftop room school shop square stage stairwell station store "
        "street studio table terrace theatre town tunnel valley village warehouse workshop"
    ).split()
)
_NOT_ACTS: Final = frozenset(
    (
        "building evening morning ring wing spring king string ceiling lighting painting clothing wedding thing "
        "something nothing anything everything during railing awning setting meeting crossing landing clearing "
        "sling swing sing bring being missing opening housing bedding packaging"
    ).split()
)
COUNTS: Final[dict[str, str]] = {
    word: str(number)
    for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
}
_STOPS: Final = re.compile(r"[,;!?\n、。，；،؛]+|[.:](?=\s|$)")  # not in 4:1, nor in 2.5
_PEOPLE: Final = re.compile(
    r"\b(?P<count>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})\s+(?:[a-z-]+\s+){0,2}?"
    r"(?P<noun>people|persons?|women|woman|men|man|girls?|boys?|children|child|colleagues?|friends?|runners?|figures?|"
    r"ferryman|ferrymen|couples?|adults?|teenagers?)\b",
    re.IGNORECASE | re.ASCII,
)


def inline(text: str) -> str:
    """One line without a full stop at its end, its first letter small unless it is a name or an abbreviation."""
    line = " ".join(text.split()).rstrip(".;, ")
    first = line.split(" ", 1)[0].rstrip(",.;:")
    return line[:1].lower() + line[1:] if first[1:].islower() and first.lower() in SMALL else line


def with_article(text: str, names: Collection[str] = ()) -> str:
    """ "Modern office, city skyline" is "a modern office, city skyline"; plurals, stuff and names stay bare."""
    words = _phrase(text)
    if not words:
        return f"{_article(text)} {text}" if _MEASURE.match(text) else text
    first, head = words[0], words[-1]
    if first.lower() in _DETERMINED:
        return text[:1].lower() + text[1:]
    if len(words) == 1 and first.lower() not in SMALL | _PLACES:
        return text if first[0].isupper() else text if _many(head) else f"{_article(first)} {text}"
    if any(word[0].isupper() for word in words[1:]) and words[0][0].isupper():
        return text  # "Ingrid Holm at a desk"
    named = first.lower() in {name.lower() for name in names} or not first[1:].islower()
    bare = text if named else text[:1].lower() + text[1:]
    return bare if _many(head) else f"{_article(first)} {bare}"


def tags(text: str) -> list[str]:
    """Free words as tags: cut at commas, prepositions and what somebody does; no articles, no full stops."""
    found = []
    for piece in comma_tags(text):
        held: list[str] = []
        for word in piece.split():
            bare = word.lower()
            starts = (bare in _ENDS and bare not in ("of", "and", "to")) or _acts(bare)
            if bare in ("and", "with") or (starts and held):
                found.append(held)
                held = []
            if bare not in ("a", "an", "the", "and", "with"):
                held.append(word)
        found.append(held)
    lines = (inline(" ".join(words)) for words in found)
    return list(dict.fromkeys(line for line in lines if line and line.lower() not in _ENDS))


def comma_tags(text: str) -> list[str]:
    """Free words cut at commas and stops, whatever the script."""
    return [line for piece in _STOPS.split(text) if (line := inline(piece.strip()))]


def head_count(texts: Collection[str]) -> str:
    """ "3 people" out of the first text that counts people; "" where none does."""
    for text in texts:
        if found := _PEOPLE.search(text):
            count = COUNTS.get(found["count"].lower(), found["count"])
            return f"{count} {found['noun'].lower()}"
    return ""


def counted(text: str) -> str:
    """ "three people" and "3 people" are one thing to a list of tags. The text is in small letters."""
    first, space, rest = text.partition(" ")
    return f"{COUNTS.get(first, first)}{space}{rest}"


def listed(items: list[str], last: str) -> list[str]:
    """What stands before each item: nothing, ", " or `last`."""
    return ["", *(", " for _ in items[1:-1]), last][: len(items)]


def _phrase(text: str) -> list[str]:
    """The words of the noun phrase a text begins with; none where it does not begin with Latin letters."""
    words: list[str] = []
    for word in text.split():
        bare = word.strip("“”\"'(")
        found = _ASCII_WORD.match(bare)
        if not found or (words and (bare.lower().rstrip(",.;:") in _ENDS or _acts(bare.lower().rstrip(",.;:")))):
            break
        words.append(found[0])
        if found[0] != bare:
            break
    return words


def _acts(word: str) -> bool:
    return len(word) > 4 and word.endswith("ing") and word not in _NOT_ACTS


def _many(head: str) -> bool:
    word = head.lower()
    return word in _STUFF or (word.endswith("s") and not word.endswith(("ss", "us", "is")))


def _article(word: str) -> str:
    if word[0].isdigit():
        return "an" if word.startswith(("8", "11 ", "18 ")) else "a"
    return "an" if word[0].lower() in "aeiou" and not word.lower().startswith(("uni", "use", "one", "eu")) else "a"
