"""How many people, what is said of them, what they do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generation.engine.previz.lexicon import PERSON
from generation.engine.previz.lexicon.acts import GENERIC, GROUPS
from generation.engine.previz.reading import known
from generation.engine.previz.reading.describe import Described
from generation.engine.previz.reading.mentions import Found
from generation.engine.previz.reading.numbers import numbers
from generation.engine.previz.reading.text import Text, Token

SEVERAL = 3
_NOBODY = re.compile(r"\b(?:no|without|zero|0)\s+(?:any\s+)?"
    r"(?:people|person|persons|humans?|one|body|figures?|talent|models?)\b"
                     r"|\bnobody\b|\bnone\b|^\s*(?:no|0|-|n/?a)\s*\.?\s*$")  # fmt: skip
_AGED = re.compile(r"\b(?:aged?|ages|between)\s+\d+(?:\s*(?:-|–|to|and|/)\s*\d+)?|\b\d+(?:\s*(?:-|–|to)\s*\d+)?\s*"
                   r"(?:years?|yrs?|y/?o)\b(?:\s+olds?)?|\b\d0s\b")  # fmt: skip
_YEARS = re.compile(
    r"\b(?:aged?\s+)?(\d{1,2})(?:\s*(?:-|–|to)\s*(\d{1,2}))?\s*(?:years?|yrs?|y/?o)|\baged?\s+(\d{1,2})\b"
)


def asked_in_field(text: Text, found: Found) -> int | None:
    """The number that the people field gives; None when it is empty."""
    said = text.lower.strip()
    if not said:
        return None
    if _NOBODY.search(said):
        return 0
    bare = Text(text.name, text.raw, tuple(t for t in text.tokens if not _in_age(text, t)))
    people = [d for d in found.described if d.mention.person]
    if people and any(d.span.first < d.span.start for d in people):
        return total(bare.tokens, people)
    figures = [n for n in numbers(bare.tokens) if not n.article]
    if figures:
        return figures[0].value
    if people:
        return total(bare.tokens, people)
    first = bare.tokens[0] if bare.tokens else None
    name = first is not None and first.capital and first.lemma not in known.NO_THINGS and not first.word.isdigit()
    if name or re.search(r"\b(her|his|she|he)\b", said):
        return 1
    return SEVERAL


def _in_age(text: Text, token: Token) -> bool:
    return any(m.start() <= token.start < m.end() for m in _AGED.finditer(text.lower))


def total(tokens: Sequence[Token], people: Sequence[Described]) -> int:
    """All people of a text. A list behind a number says who they are: "two designers, a man and a woman" are two."""
    count = 0
    told = False  # what follows says who they are
    before: Described | None = None
    for one in people:
        if one.mention.person and before is not None:
            middle = [t.word for t in tokens[before.span.end : one.span.first]]
            stopped = any(w in (".", ";") for w in middle)
            joined = any(w in ("and", "with", "plus", "&", "to", "beside", "behind", "for", "by") for w in middle)
            if stopped and one.mention.text == before.mention.text:
                before = one
                continue
            if not joined and not stopped and _says_who(before, one, count, middle):
                told = True
            told = told and not stopped
        if not told:
            count += max(one.asked, 1)
        before = one
    return count


def _says_who(one: Described, other: Described, count: int, middle: Sequence[str]) -> bool:
    if count >= 2 or one.mention.text in GROUPS:
        return bool(middle) and (middle[0] in (":", "(", "–", "—") or other.asked < count)
    generic = (one.mention.text in GENERIC, other.mention.text in GENERIC)
    return generic[0] != generic[1]


def said_of(texts: Sequence[Sequence[Token]]) -> frozenset[str]:
    """Ages, roles, clothes and hair, in words of lexicon.acts.PEOPLE_SAID."""
    return frozenset(key for tokens in texts for key in known.PEOPLE_SAID.keys(tokens))


def age_words(text: str) -> frozenset[str]:
    """ "aged 55", "a 30-year-old" as a decade."""
    decades = {2: "twenties", 3: "thirties", 4: "forties", 5: "fifties", 6: "sixties", 7: "seventies", 8: "elderly",
               9: "elderly"}  # fmt: skip
    out = set()
    for first, last, bare in _YEARS.findall(text.replace("-year", " year")):
        years = [int(n) for n in (first, last, bare) if n]
        mean = sum(years) // len(years) if years else 0
        out.add("baby" if mean < 2 else "child" if mean < 13 else "teenager" if mean < 20 else decades[mean // 10])
    return frozenset(out)


def actions(texts: Sequence[Sequence[Token]], gone: Sequence[frozenset[int]]) -> tuple[str, ...]:
    """What people are said to do, in order. A participle that names a thing ("a reading lamp") is no action."""
    out: list[str] = []
    for tokens, covered in zip(texts, gone, strict=True):
        for i, token in enumerate(tokens):
            action = known.VERBS.get(token.verb)
            if action is None or i in covered or not _acts(tokens, i):
                continue
            out.append(action)
        words = [t.word for t in tokens]
        if "fun" in words and any(t.verb == "have" for t in tokens):
            out.append("having fun")
    return tuple(dict.fromkeys(out))[:8]


def _acts(tokens: Sequence[Token], i: int) -> bool:
    word = tokens[i].word
    before = tokens[i - 1] if i else None
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    person = before is not None and (
        before.lemma in known_people() or before.word in ("who", "they", "and", "is", "are")
    )
    if word.endswith("ing") or word in ("seated", "sat"):
        names_a_thing = after is not None and not after.stop and not person and _thing(tokens, i + 1)
        article = before is not None and before.word in ("a", "an", "the")
        return not (names_a_thing and article) and not (article and names_a_thing)
    return person and before is not None and before.word != "and"


def known_people() -> frozenset[str]:
    return frozenset(words[-1] for words in _PEOPLE)


_PEOPLE = tuple(tuple(word.split()) for word in PERSON.words)
_THINGS = known.NO_THINGS


def _thing(tokens: Sequence[Token], i: int) -> bool:
    from generation.engine.previz.reading.limits import NOUN_PHRASES

    hit = NOUN_PHRASES.at(tokens, i)
    return hit is not None and hit.value is not PERSON
