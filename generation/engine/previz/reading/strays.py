"""Words that might be things and are not in the lexicon: a block is put up for each, its size by its class."""

from __future__ import annotations

from dataclasses import dataclass

from generation.engine.previz import lexicon
from generation.engine.previz.lexicon import Noun, attributes
from generation.engine.previz.reading import known
from generation.engine.previz.reading.text import Token

DETERMINERS = frozenset("a an the this that these those his her their our your its my some any each every one".split())
EDGES = (lexicon.STOP - DETERMINERS - set("not very really quite more most all each".split())) | set(
    "and or with without outside inside holding against within plus featuring showing made using past into onto via "
    "per amid among atop beneath underneath facing".split()
)


@dataclass(frozen=True, slots=True)
class Span:
    """tokens[start:end] are a thing's words; tokens[first:start] describe it. noun None: not in the lexicon."""

    first: int
    start: int
    end: int
    noun: Noun | None
    slip: str = ""  # what was written, where a typing slip was mended
    extent: float = 0.0


def strays(tokens: tuple[Token, ...], spans: list[Span], gone: frozenset[int], names: frozenset[str]) -> list[Span]:
    """The last word of each phrase without a known thing, if it may be one."""
    taken = {i for s in spans for i in range(s.first, s.end)}
    out: list[Span] = []
    i = 0
    while i < len(tokens):
        j = i
        while j < len(tokens) and not tokens[j].stop and tokens[j].word not in EDGES and j not in gone | taken:
            j += 1
        start = i
        if i and i - 1 in taken:  # behind a thing, only what an article opens: "engineers inspecting a turbine"
            start = next((k + 1 for k in range(i, j) if tokens[k].word in ("a", "an", "the")), j)
        if start < j and not (j < len(tokens) and j in taken):
            span = _head(tokens, start, j, names)
            if span:
                out.append(span)
        i = j + 1
    return out


def _head(tokens: tuple[Token, ...], i: int, j: int, names: frozenset[str]) -> Span | None:
    words = [
        k for k in range(i, j) if tokens[k].word.isalpha() and tokens[k].word.isascii() and len(tokens[k].word) > 2
    ]
    classes = [k for k in words if tokens[k].lemma in attributes.CLASS_SIZES and tokens[k].lemma not in known.NO_THINGS]
    if not words or (not classes and tokens[words[-1]].lemma in known.NO_THINGS):
        return None
    if known.VAGUE.find(tokens[i:j]) and not classes:
        return None
    able = [
        k
        for k in words
        if tokens[k].lemma not in known.NO_THINGS
        and tokens[k].word not in known.NO_THINGS
        and (k in classes or not known.ADJECTIVE.fullmatch(tokens[k].word))
        and (k in classes or not known.ABSTRACT.fullmatch(tokens[k].lemma))
        and (k in classes or tokens[k].verb not in known.VERBS)
        and not (tokens[k].verb in attributes.PASSING and tokens[k].word.endswith(("s", "ed", "ing")))
        and tokens[k].word not in names
        and not (tokens[k].glued and k + 1 < j)
    ]
    if not able:
        return None
    k = classes[-1] if classes else able[-1]
    return Span(i, k, k + 1, None, extent=attributes.CLASS_SIZES.get(tokens[k].lemma, 0.0))
