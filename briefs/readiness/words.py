"""What words say: that something is named and not ruled out, that people are shown, how many, who they are. Pure.

Words are matched whole, in any case, with a hyphen or a space between their parts. What stands behind “no”, “without”
or “never”, up to the next comma, is not said. The lists are English; where a text is plainly in another language,
words that mean something else there are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from briefs.vocabulary import LABELS

PEOPLE: Final = (
    "people", "person", "persons", "men", "man", "woman", "women", "child", "children", "kid", "kids", "crowd", "team",
    "colleague", "colleagues", "family", "families", "couple", "girl", "girls", "boy", "boys", "customer", "customers",
    "friend", "friends", "somebody", "someone", "everybody", "baby", "babies", "toddler", "toddlers", "teenager",
    "teenagers", "teen", "teens", "adult", "adults", "mother", "father", "grandmother", "grandfather", "parent",
    "parents", "lady", "ladies", "gentleman", "tourist", "tourists", "passenger", "passengers", "passer-by",
    "passers-by", "audience", "neighbour", "neighbours", "guest", "guests", "commuter", "commuters", "pedestrian",
    "pedestrians", "stranger", "strangers", "human", "humans", "group of people", "faces", "silhouetted figure",
)  # fmt: skip
ROLES: Final = (
    "ferryman", "spokesperson", "spokespersons", "engineer", "engineers", "doctor", "doctors", "nurse", "nurses",
    "teacher", "teachers", "cook", "cooks", "chef", "chefs", "driver", "drivers", "worker", "workers", "farmer",
    "farmers", "fisherman", "fishermen", "fisherwoman", "sailor", "sailors", "pilot", "pilots", "baker", "bakers",
    "student", "students", "athlete", "athletes", "swimmer", "swimmers", "hiker", "hikers", "climber", "climbers",
    "cyclist", "cyclists", "surfer", "surfers", "dancer", "dancers", "musician", "musicians", "waiter", "waitress",
    "barista", "baristas", "carpenter", "carpenters", "mechanic", "mechanics", "scientist", "scientists", "artist",
    "artists", "designer", "designers", "developer", "developers", "founder", "founders", "manager", "managers",
    "architect", "architects", "builder", "builders", "gardener", "gardeners", "pharmacist", "dentist", "surgeon",
    "patient", "patients", "policeman", "firefighter", "firefighters", "soldier", "soldiers", "shopkeeper",
    "seamstress", "tailor", "potter", "weaver", "blacksmith", "analyst", "analysts", "banker", "bankers", "player",
    "players", "jogger", "joggers", "violinist", "pianist", "shepherd", "diver", "divers", "astronaut", "astronauts",
)  # fmt: skip
# Where such a word is part of another one that shows nobody.
NOBODY: Final = (
    "rock face", "clock face", "cliff face", "man-made", "couple of", "family of colours", "team colours",
    "for one person", "for two people", "for three people", "for four people", "for six people", "for eight people",
    "human-made", "human scale", "mother-of-pearl", "baby blue", "girl's", "boy's", "men's", "women's",
    "man's", "woman's", "people's", "children's", "kids'", "baker's", "sailor's", "pilot light", "room of one's own",
    "cook pot", "worker bee", "chef's", "doctor's", "screw driver", "record player", "dvd player", "media player",
    "music player", "guest room", "guest house", "family house", "family home", "family car", "family tree",
    "student desk", "team sheet", "child seat", "child-proof", "baby carrot", "baby carrots", "driver seat",
)  # fmt: skip
FALSE_FRIENDS: Final = ("man", "men", "nice", "pop", "kind", "sage", "once", "son", "fun", "teen")

_NEGATED: Final = re.compile(
    r"\b(?:no|without|never|not|nobody|none|nothing|free of|devoid of|empty of|avoid(?:ing|s)?|instead of|rather than"
    r"|don['’]t|do not|unseen|out of (?:sight|frame|shot))\b[^,.;:!?\n]*?(?=[,.;:!?\n]|\bbut\b|\bwith\b|$)"
)
_RULED_OUT: Final = re.compile(r"\s*(?:no|none|nobody|without|never|not|zero)\b", re.IGNORECASE)
_ENGLISH: Final = re.compile(r"\b(?:the|a|an|of|with|and|on|in|at|from|two|three|by)\b")
_OTHER: Final = re.compile(
    r"\b(?:der|die|das|und|mit|auf|ein|eine|einem|einer|im|vor|am|wie|le|la|les|une|un|des|du|sur|avec|dans|et|el|los"
    r"|las|con|en|una|y|sobre|il|lo|gli|di|della|nel|e|het|een|van|met|op|og|och|på|med|em|uma|com|do|da)\b"
)
NUMBERS: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "single": 1, "lone": 1, "solitary": 1, "pair": 2,
}  # fmt: skip


def short(name: str) -> str:
    return {"message": "Message", "style": "Style", "must_not_show": "Not to be shown"}.get(
        name, LABELS.get(name, name)
    )


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Small letters, straight apostrophes, one space between words."""
    return " ".join(text.casefold().replace("’", "'").split())


@lru_cache(maxsize=4096)
def asserted(text: str) -> str:
    """What a text says is there: without what it rules out."""
    plain = folded(text)
    if len(_OTHER.findall(plain)) > len(_ENGLISH.findall(plain)):
        plain = pattern(FALSE_FRIENDS).sub(" ", plain)
    return _NEGATED.sub(" ", plain)


@lru_cache(maxsize=1024)
def pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """One expression for any of the words, the longest first. All is escaped: a word is never a pattern."""
    parts = sorted({folded(word) for word in words if word.strip()}, key=lambda word: (-len(word), word))
    either = "|".join(re.escape(part).replace(r"\-", "[ -]").replace(r"\ ", "[ -]") for part in parts)
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])" if either else r"(?!)")


def says(text: str, words: str | Iterable[str], but: Iterable[str] = ()) -> str:
    """The first of the words that the text says and does not rule out; empty where it says none. `but` are phrases
    in which such a word means something else."""
    plain = asserted(text)
    if but := tuple(but):
        plain = pattern(but).sub(" ", plain)
    found = pattern((words,) if isinstance(words, str) else tuple(words)).search(plain)
    return found.group() if found else ""


def rules_out(text: str) -> bool:
    """Does it begin by ruling something out, as “no people”?"""
    return _RULED_OUT.match(text) is not None


def shows_people(text: str) -> bool:
    return bool(says(text, (*PEOPLE, *ROLES), NOBODY)) or counted(text) is not None


def shows_role(text: str) -> bool:
    return bool(says(text, ROLES, NOBODY))


_WHO: Final = "|".join(sorted({*PEOPLE, *ROLES}, key=len, reverse=True))
_COUNTED: Final = re.compile(rf"\b({'|'.join(NUMBERS)}|\d{{1,3}})\b(?: of)?(?:[ -][\w'-]+){{0,2}}?[ -](?:{_WHO})\b")


@lru_cache(maxsize=1024)
def counted(text: str) -> int | None:
    """How many people the text says there are: “three engineers” is 3; None where it gives no number."""
    found = _COUNTED.search(pattern(NOBODY).sub(" ", asserted(text)))
    if not found:
        return None
    number = found.group(1)
    return NUMBERS.get(number) or int(number)
