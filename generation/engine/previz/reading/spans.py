"""Where in a text the things are: noun phrases, their heads, and words that might have been things."""

from __future__ import annotations

from dataclasses import replace

from generation.engine.previz import lexicon
from generation.engine.previz.lexicon import PERSON, acts, attributes
from generation.engine.previz.reading import known
from generation.engine.previz.reading.lemmas import lemma
from generation.engine.previz.reading.limits import NOUN_PHRASES
from generation.engine.previz.reading.strays import EDGES, Span, strays
from generation.engine.previz.reading.text import Text, Token

LONGEST_BEFORE = 7  # words before a noun that may describe it
WIDE_PARTS = attributes.PARTS | {"screen", "door", "window", "wall", "mast", "sail", "glass", "lamp", "light", "roof"}
_CARRIERS = frozenset(
    noun.shape
    for name in ("vehicles", "cycles", "boats", "buildings", "town", "devices")
    for noun in lexicon.BY_DEPARTMENT[name]
)


def find(text: Text, gone: frozenset[int], names: frozenset[str]) -> tuple[list[Span], list[Span]]:
    """Known things and possible unknown ones, each in order. `gone` are tokens that a "no …" covers."""
    tokens = text.tokens
    ways = {
        i
        for hit in known.PATTERNS.find(tokens)
        if hit.end - hit.start > 1  # "in a circle"
        for i in range(hit.start, hit.end)
        if tokens[i].lemma not in acts.GROUPS
    }
    idle = {i for hit in known.NOT_A_THING.find(tokens) for i in range(hit.start, hit.end)}
    idle |= {
        i
        for hit in known.PLACES.find(tokens)
        if hit.end - hit.start > 1 and not _names_a_thing(tokens, hit.start, hit.end)  # "coffee shop", "stone wall"
        for i in range(hit.start, hit.end)
    }
    gone = gone | ways | idle
    spans = _of(tokens, _compounds(tokens, _hits(tokens, gone)))
    spans = [replace(s, first=_first(tokens, s, spans, gone)) for s in spans]
    return spans, strays(tokens, spans, gone, names)


def _hits(tokens: tuple[Token, ...], gone: frozenset[int]) -> list[Span]:
    out: list[Span] = []
    i = 0
    while i < len(tokens):
        hit = None if i in gone else NOUN_PHRASES.at(tokens, i)
        span = Span(i, hit.start, hit.end, hit.value) if hit else None if i in gone else _mended(tokens, i)
        if span is None:
            i += 1
            continue
        if not _is_thing(tokens, span, out):
            i = span.end
            continue
        out.append(span)
        i = span.end
    return out


def _mended(tokens: tuple[Token, ...], i: int) -> Span | None:
    """A word with one slip, or two words written as one."""
    word = tokens[i].lemma
    if len(word) < known.LEAST - 1 or not word.isalpha() or word in known.NO_THINGS or tokens[i].verb in known.VERBS:
        return None
    if not tokens[i].capital or i == 0:
        right = known.meant(word)
        noun = NOUN_PHRASES.rows.get((right,)) if right else None
        if noun:
            return Span(i, i, i + 1, noun, slip=tokens[i].word)
    for tail in attributes.COMPOUND_TAILS:
        if word.endswith(tail) and len(word) >= len(tail) + 3:
            noun = NOUN_PHRASES.rows.get((tail,))
            return Span(i, i, i + 1, noun) if noun else None
    return None


def _is_thing(tokens: tuple[Token, ...], span: Span, before: list[Span]) -> bool:
    """Whether a known noun is one here, not a colour, a material, a verb or a part of "heron-masked"."""
    last, word = tokens[span.end - 1], tokens[span.start].word
    if span.noun is not PERSON and span.end < len(tokens) and not tokens[span.end].stop:
        after = tokens[span.end]
        state = (after.lemma,) in known.STATES.rows or after.word.endswith("ing")
        if not state and known.PLACES.at(tokens, span.end) and not NOUN_PHRASES.at(tokens, span.end):
            return False  # "a mountain road"
        if last.lemma in attributes.CONTENTS and tokens[span.end].word == "into":
            return False  # "pouring coffee into a cup"
    previous = tokens[span.start - 1].word if span.start else ""
    if last.glued and span.end < len(tokens) and NOUN_PHRASES.at(tokens, span.end) is None:
        return False
    if span.noun is PERSON and last.word.endswith(("'s", "s'")):
        return False  # "a man's wrist"
    between = {t.word for t in tokens[before[-1].end : span.start]} if before else set()
    if last.lemma in attributes.PARTS and "with" in between and before[-1].noun is not PERSON:
        return False  # "a bottle with a chrome cap"
    if span.end - span.start > 1:
        return True
    if word in lexicon.COLOURS and _qualifies(tokens, span.end):
        return False  # "orange light"
    k = span.start
    while (
        before and k > before[-1].end and (tokens[k - 1].word in lexicon.COLOURS or known.MATERIALS.at(tokens, k - 1))
    ):
        k -= 1  # "of frosted glass"
    previous = tokens[k - 1].word if k else previous
    if (
        before
        and previous in ("in", "of", "from")
        and (word in lexicon.COLOURS or known.MATERIALS.at(tokens, span.start))
    ):
        more = span.end < len(tokens) and not tokens[span.end].stop
        return more and NOUN_PHRASES.at(tokens, span.end) is not None
    follows_person = bool(before) and before[-1].noun is PERSON and before[-1].end == span.start
    if follows_person and tokens[span.start].verb in known.VERBS and word.endswith(("s", "ing", "ed")):
        return word == lemma(word) and not word.endswith(("ing", "ed"))
    return True


def _qualifies(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a word comes next that the word before may describe."""
    if i >= len(tokens) or tokens[i].stop or tokens[i].word in EDGES or tokens[i].verb in known.VERBS:
        return False
    return tokens[i].lemma in lexicon.SCENERY or NOUN_PHRASES.at(tokens, i) is not None


def _compounds(tokens: tuple[Token, ...], hits: list[Span]) -> list[Span]:
    """Of nouns side by side the last is the thing: "a bottle stand" is a stand. The exceptions have reasons."""
    out: list[Span] = []
    for hit in hits:
        one = out[-1] if out else None
        if one is None or one.end != hit.start:
            out.append(hit)
        elif one.noun is PERSON and hit.noun is not PERSON:
            word = tokens[one.end - 1]
            if word.word.endswith(("'s", "s'")) or word.lemma in acts.FOR_PEOPLE:
                out[-1] = hit
            else:
                out.append(hit)
        elif hit.noun is PERSON:
            if one.noun and one.noun is not PERSON and one.noun.kind != "product":
                out.pop()
            out.append(hit)
        elif one.noun and one.noun.shape in _CARRIERS and tokens[hit.end - 1].lemma in WIDE_PARTS:
            out[-1] = replace(one, end=hit.end)  # "a canoe seat" is a canoe, "a phone screen" a phone
        else:
            out[-1] = hit
    return [_about(tokens, span) for span in out]


def _about(tokens: tuple[Token, ...], span: Span) -> Span:
    """ "coffee machine" is a machine, not a coffee: the class word behind a noun is what it is."""
    if span.noun is None or span.noun is PERSON or span.end >= len(tokens):
        return span
    after = tokens[span.end]
    if after.lemma in attributes.CLASS_SIZES and NOUN_PHRASES.at(tokens, span.end) is None:
        return Span(span.start, span.start, span.end + 1, None, extent=attributes.CLASS_SIZES[after.lemma])
    return span


def _of(tokens: tuple[Token, ...], spans: list[Span]) -> list[Span]:
    """ "row of chairs", "team of engineers", "cup of coffee", "bottle of wine"."""
    out: list[Span] = []
    for span in spans:
        one = out[-1] if out else None
        if one is None or one.end >= span.start or tokens[one.end].word != "of":
            out.append(span)
            continue
        if one.noun is PERSON and span.noun is PERSON:
            out[-1] = replace(span, first=one.start, start=one.start)
        elif one.noun is not None and (
            one.noun is span.noun
            or (tokens[one.end - 1].lemma in attributes.HOLDERS and tokens[span.end - 1].lemma in attributes.CONTENTS)
        ):
            out[-1] = replace(one, end=span.end)
        else:
            turned = tuple(t.lemma for t in (*tokens[span.start : span.end], *tokens[one.start : one.end]))
            noun = NOUN_PHRASES.rows.get(turned)
            if noun:
                out[-1] = replace(one, noun=noun, end=span.end)
            else:
                out.append(span)
    return out


def _first(tokens: tuple[Token, ...], span: Span, spans: list[Span], gone: frozenset[int]) -> int:
    """Where the words that describe the thing begin."""
    start = span.start
    floor = max((s.end for s in spans if s.end <= start), default=0)
    i = start
    while i > floor and start - i < LONGEST_BEFORE:
        token = tokens[i - 1]
        if (i - 1 in gone and token.word != "of" and not _pattern_word(tokens, i - 1)) or (
            token.stop and not _adjective_list(tokens, i - 1)
        ):
            break
        if token.word in EDGES and not (token.word == "of" and _measure(tokens, i - 1)) and not _range(tokens, i - 1):
            break
        if span.noun is not PERSON and token.verb in known.VERBS and token.word.endswith(("ing", "s")):
            break
        i -= 1
    return i


def _pattern_word(tokens: tuple[Token, ...], i: int) -> bool:
    """The "row" of "a row of chairs"."""
    return i + 1 < len(tokens) and tokens[i + 1].word == "of" and (tokens[i].lemma, "of") in known.PATTERNS.rows


def _range(tokens: tuple[Token, ...], i: int) -> bool:
    """The "to" of "two to four"."""
    near = [tokens[k].word for k in (i - 1, i + 1) if 0 <= k < len(tokens)]
    return tokens[i].word in ("to", "or") and len(near) == 2 and all(w in lexicon.NUMBERS or w.isdigit() for w in near)


def _adjective_list(tokens: tuple[Token, ...], i: int) -> bool:
    """ "a tall, wet, black rock": a comma between words that describe."""
    if tokens[i].word != "," or i < 1 or i + 1 >= len(tokens):
        return False
    return all(_describes(t) for t in (tokens[i - 1], tokens[i + 1]))


def _describes(token: Token) -> bool:
    if token.word in lexicon.SIZES or token.word in lexicon.COLOURS or (token.lemma,) in known.STATES.rows:
        return True
    return token.word not in lexicon.STOP and (token.lemma,) in known.MATERIALS.rows


def _measure(tokens: tuple[Token, ...], i: int) -> bool:
    """The "of" of "a row of", "a dozen of", "lots of"."""
    before = tokens[i - 1] if i else None
    return bool(before and (before.lemma in lexicon.NUMBERS or (before.lemma, "of") in known.PATTERNS.rows
                            or before.lemma in ("lot", "hundred", "plenty", "number")))  # fmt: skip


def _names_a_thing(tokens: tuple[Token, ...], start: int, end: int) -> bool:
    hit = NOUN_PHRASES.at(tokens, start)
    return hit is not None and hit.end == end
