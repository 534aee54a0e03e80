"""What must not be in the picture: the field, and "no …", "without …", "never …" anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from generation.engine.previz.lexicon import NOUNS, PERSON, Noun
from generation.engine.previz.lexicon.acts import ANYBODY, MORE_PEOPLE
from generation.engine.previz.reading.phrases import Phrases
from generation.engine.previz.reading.text import Text, Token, text_of, written

NOUN_PHRASES: Phrases[Noun] = Phrases(
    [*((word, noun) for noun in NOUNS for word in noun.words), *((word, PERSON) for word in MORE_PEOPLE)]
)

_NO = frozenset(("no", "without", "never", "avoid", "avoiding", "exclude", "excluding", "not", "zero", "don't", "dont"))
_NOT_A_BAN = (
    "longer", "more", "only", "too", "fewer", "doubt", "problem", "less", "one", "result", "member", "connection",
    "internet", "access", "message", "sure", "yet", "matter", "necessarily", "just", "very", "so", "all", "bad",
    "unmasked", "overly", "need", "image", "background",
)  # fmt: skip
_ENDS = frozenset("but just only while although so because instead then if where except".split())
_WITHIN = frozenset("in on at from over under of for behind around near inside into to with".split())
_EMPTY = frozenset(
    "no not never any or visible show shown showing use using the a an and nor "
    "please be do does is are must without avoid there should of either ever real actual obvious".split()
)
_OTHERS = frozenset(("other", "another", "more", "extra", "competitor", "competing", "additional"))
_ARTICLES = frozenset(("a", "an", "the", "one", "two", "three", "some", "our", "their"))

# flag: words that raise it
FLAGS = {
    "text": ("text", "word", "lettering", "letter", "type", "typography", "writing", "copy", "caption", "slogan"),
    "logo": ("logo", "logotype", "brand", "branding", "trademark", "brand name"),
    "face": ("face", "facial feature"),
    "hand": ("hand", "finger"),
    "props": ("prop", "clutter", "accessory", "decoration", "other object", "object"),
    "gradient": ("gradient", "shading"),
    "shadow": ("shadow", "drop shadow"),
    "reflection": ("reflection", "mirroring"),
    "outline": ("outline", "stroke"),
    "screen": ("screen",),
}

OF_ANY_KIND = frozenset(("text", "logo", "face", "hand", "gradient"))  # "hard shadows" are not all shadows


class Ban(NamedTuple):
    """Words that are ruled out, and where they stand."""

    words: tuple[str, ...]
    lemmas: tuple[str, ...]
    start: int
    end: int
    text: Text


def negations(text: Text) -> list[Ban]:
    """Every "no …" of a text. The ban reaches to the end of its clause; what follows "in" or "on" only says where."""
    tokens, out, i = text.tokens, [], 0
    while i < len(tokens):
        if not _starts(tokens, i):
            i += 1
            continue
        end = _reach(tokens, i + 1)
        out += _split(text, i + 1, end)
        if not out or out[-1].end <= i:
            out.append(Ban((), (), i, end, text))
        else:
            out[-1] = out[-1]._replace(start=min(out[-1].start, i))
        i = max(end, i + 1)
    return out


def listed(text: Text) -> list[Ban]:
    """The entries of a list of what must not be shown."""
    return _split(text, 0, len(text.tokens))


def covered(bans: Iterable[Ban]) -> frozenset[int]:
    return frozenset(i for ban in bans for i in range(ban.start, ban.end))


def without(text: Text, bans: Sequence[Ban]) -> tuple[Token, ...]:
    """The tokens that no ban covers."""
    gone = covered(bans)
    return tuple(t for i, t in enumerate(text.tokens) if i not in gone)


def _starts(tokens: Sequence[Token], i: int) -> bool:
    word = tokens[i].word
    if word == "free" and i + 1 < len(tokens) and tokens[i + 1].word in ("of", "from"):
        return True
    if word not in _NO or i + 1 >= len(tokens) or tokens[i].glued:
        return False
    after = tokens[i + 1]
    return not after.stop and after.lemma not in _NOT_A_BAN and not after.word.isdigit()


def _reach(tokens: Sequence[Token], i: int) -> int:
    start = i
    while i < len(tokens) and i - start < 24:
        token = tokens[i]
        if token.word in _ENDS or (token.stop and token.word not in (",", "/")):
            return i
        if token.word == "and" and i + 1 < len(tokens) and tokens[i + 1].word in _ARTICLES:
            return i
        if token.word == "," and not _list_goes_on(tokens, i + 1):
            return i
        i += 1
    return i


def _list_goes_on(tokens: Sequence[Token], i: int) -> bool:
    """ "no people, hands or logos": up to an "or" without a verb or a preposition between."""
    for token in tokens[i : i + 7]:
        if token.word in ("or", "nor"):
            return True
        if token.word in _WITHIN or token.word in _NO or token.word in _ARTICLES or (token.stop and token.word != ","):
            return False
    return False


def _split(text: Text, start: int, end: int) -> list[Ban]:
    out: list[Ban] = []
    i = start
    for j in range(start, end + 1):
        at_end = j == end
        token = text.tokens[j] if not at_end else None
        if at_end or (token is not None and (token.stop or token.word in ("and", "or", "nor"))):
            kept = [t for t in text.tokens[i:j] if not t.sign and t.word not in _EMPTY]
            if kept:
                where = next((k for k, t in enumerate(kept) if t.word in _WITHIN and k), len(kept))
                words = tuple(t.word for t in kept)[:5]
                named = kept[:where]
                out.append(Ban(words, tuple(t.lemma for t in named[:6]), i, j, text))
            i = j + 1
    return out[:40]


def forbidden(bans: Sequence[Ban], asked: frozenset[Noun]) -> frozenset[str]:
    """The words, the nouns among them, and flags. A ban with a qualifier ("plastic bottles") spares what is asked."""
    banned: set[str] = set()
    for ban in bans:
        if not ban.words:
            continue
        banned.add(" ".join(ban.words)[:40])
        if ban.words[0] in _OTHERS:
            continue  # "no other bottles" asks for the one bottle alone, not for none
        banned.update(
            flag
            for flag, words in FLAGS.items()
            if set(words) & set(ban.lemmas) and (flag in OF_ANY_KIND or len(ban.lemmas) == 1)
        )
        banned.update(noun.name for noun in _nouns(ban.lemmas, asked))
        if len(ban.lemmas) == 1 and ban.lemmas[0] in ANYBODY:
            banned.add(PERSON.name)
    return frozenset(banned)


def unwanted(negative: object, asked: frozenset[Noun]) -> frozenset[str]:
    """Things and flags that a style pack's negative words keep out of the set; never people, never what is asked."""
    words = forbidden(listed(text_of("negative", written(negative))), asked)
    names = {noun.name for noun in NOUNS} - {noun.name for noun in asked} - {PERSON.name}
    return words & (names | {*FLAGS} - {"hand", "face"})


def _nouns(lemmas: tuple[str, ...], asked: frozenset[Noun]) -> list[Noun]:
    """The thing a ban means is its last word; a person of one kind ("no children") is not everybody."""
    out: list[Noun] = []
    i = 0
    while i < len(lemmas):
        for span in (3, 2, 1):
            noun = NOUN_PHRASES.rows.get(lemmas[i : i + span]) if i + span <= len(lemmas) else None
            if noun and i + span == len(lemmas):
                whole = span == len(lemmas)
                anybody = noun is not PERSON or (lemmas[-1] in ANYBODY and whole)
                if anybody and (whole or noun not in asked):
                    out.append(noun)
            if noun:
                i += span - 1
                break
        i += 1
    return out
