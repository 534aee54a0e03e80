"""Everything the lexicon knows, as dictionaries of phrases; and which words are no things."""

from __future__ import annotations

import re
from functools import lru_cache

from generation.engine.previz import lexicon, materials
from generation.engine.previz.lexicon import NOUNS, acts, attributes, camera, looks
from generation.engine.previz.reading.lemmas import lemma
from generation.engine.previz.reading.phrases import Phrases
from generation.engine.previz.reading.text import fold

_NAME_OF = {id(material): name for name, material in materials.MATERIALS.items()}
MATERIALS: Phrases[str] = Phrases([
    *((word, _NAME_OF[id(material)]) for word, material in materials.WORDS.items()
      if word not in attributes.NOT_MADE_OF),
    *((word, name) for name, words in attributes.MATERIAL_WORDS.items() for word in words),
])  # fmt: skip
FINISHES = Phrases.of(attributes.FINISHES)
STATES = Phrases.of(attributes.STATES)
PATTERNS = Phrases.of(attributes.PATTERNS)
RELATIONS = Phrases.of(acts.RELATIONS)
PEOPLE_SAID = Phrases.of(acts.PEOPLE_SAID)
COLOURS = Phrases(lexicon.COLOURS.items())
PLACES = Phrases.of({name: words for name, words in lexicon.PLACE_WORDS.items() if name != "flat"})
_NOT_FLAT = (("flat lay", ""), ("flat screen", ""), ("flat white", ""), ("flat shoe", ""))
FLAT = Phrases([*_NOT_FLAT, *((word, "flat") for word in lexicon.PLACE_WORDS.get("flat", ()))])
TIMES = Phrases.of(lexicon.TIMES)
WEATHER = Phrases.of(lexicon.WEATHER)
MOODS = Phrases.of(lexicon.MOODS)
SHOT_SIZES = Phrases.of(camera.SHOT_SIZES)
ANGLES = Phrases.of(camera.ANGLES)
ANGLES_NOT_SHOWN = Phrases.of(camera.ANGLES_NOT_SHOWN)
LAYOUTS = Phrases.of(camera.LAYOUTS)
LAYOUTS_NOT_SHOWN = Phrases.of(camera.LAYOUTS_NOT_SHOWN)
FOCUS = Phrases.of(camera.FOCUS)
MOVES = Phrases.of(camera.MOVES)
LOOKS = Phrases([*_NOT_FLAT, *((word, look) for look, words in looks.LOOKS.items() for word in words)])
GROUNDS = Phrases.of(looks.GROUNDS)
SEASONS = Phrases.of(looks.SEASONS)
ELSEWHERE = Phrases.of(looks.ELSEWHERE)
VAGUE: Phrases[str] = Phrases((words, words) for words in looks.VAGUE)
NOT_A_THING: Phrases[str] = Phrases((words, words) for words in attributes.NOT_A_THING)

VERBS = {verb: action for action, verbs in acts.ACTIONS.items() for verb in verbs}

_TABLES = (
    MATERIALS, FINISHES, STATES, PATTERNS, RELATIONS, PEOPLE_SAID, COLOURS, PLACES, FLAT, TIMES, WEATHER, MOODS,
    SHOT_SIZES, ANGLES, LAYOUTS, FOCUS, LOOKS, GROUNDS, SEASONS, VAGUE,
)  # fmt: skip
NO_THINGS = frozenset(
    {words[0] for table in _TABLES for words in table.rows if len(words) == 1}
    | {lemma(fold(w)) for w in (*lexicon.SCENERY, *lexicon.STOP, *lexicon.NUMBERS, *lexicon.SIZES)}
    | set(lexicon.SCENERY) | set(lexicon.STOP) | attributes.STATES_NOT_SHOWN | attributes.PARTS | attributes.ABOUT
)  # fmt: skip

ADJECTIVE = re.compile(r".+(ed|ing|ous|ful|ive|able|ible|ic|al|ish|less|ly|est|ern|some|wide|proof|like|ary|ent|ant)$")
ABSTRACT = re.compile(r".+(ness|ity|tion|sion|ment|ship|ance|ence|ism|dom|hood|acy|ure|ology)$")

# --- Typing slips: one edit from exactly one known word -----------------------------------------------------------

LEAST = 6  # letters of a word that slips are looked for
_NEAR = {
    "q": "wa", "w": "qeas", "e": "wrsd", "r": "etdf", "t": "ryfg", "y": "tugh", "u": "yihj", "i": "uojk", "o": "ipkl",
    "p": "ol", "a": "qwsz", "s": "awedxz", "d": "serfcx", "f": "drtgvc", "g": "ftyhbv", "h": "gyujnb", "j": "huikmn",
    "k": "jiolm", "l": "kop", "z": "asx", "x": "zsdc", "c": "xdfv", "v": "cfgb", "b": "vghn", "n": "bhjm", "m": "njk",
}  # fmt: skip
_SLIPS_FROM = tuple(sorted(
    {words[0] for words in (tuple(lemma(w) for w in text.split()) for noun in NOUNS for text in noun.words)
     if len(words) == 1 and len(words[0]) >= LEAST and words[0].isascii() and words[0].isalpha()}
    | {words[0] for words in PLACES.rows if len(words) == 1 and len(words[0]) >= LEAST}
))  # fmt: skip


def _gaps(word: str) -> set[str]:
    return {word[:i] + word[i + 1 :] for i in range(len(word))}


_BY_GAP: dict[str, list[str]] = {}
for _word in _SLIPS_FROM:
    for _gap in sorted(_gaps(_word) | {_word}):
        _BY_GAP.setdefault(_gap, []).append(_word)


@lru_cache(maxsize=4096)
def meant(word: str) -> str:
    """The one known word that `word` is a slip of, or "". Only slips of fingers: a letter too few or too many, two
    swapped, or a neighbour on the keyboard, and never the first letter, so that "battle" is no bottle."""
    if len(word) < LEAST - 1 or not (word.isascii() and word.isalpha()) or word in NO_THINGS:
        return ""
    near = {known for gap in (word, *_gaps(word)) for known in _BY_GAP.get(gap, ())}
    found = sorted(known for known in near if _one_slip(word, known))
    return found[0] if len(found) == 1 else ""


def _one_slip(word: str, known: str) -> bool:
    if word[0] != known[0] or abs(len(word) - len(known)) > 1 or word == known:
        return False
    if len(word) != len(known):
        return known in _gaps(word) or word in _gaps(known)
    wrong = [i for i in range(len(word)) if word[i] != known[i]]
    if len(wrong) == 1:
        return known[wrong[0]] in _NEAR.get(word[wrong[0]], "")
    a, b = wrong[0], wrong[-1]
    return len(wrong) == 2 and b == a + 1 and word[a] == known[b] and word[b] == known[a]
