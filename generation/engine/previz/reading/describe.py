"""What the words round a thing say of it: count, size, colour, material, state, arrangement, traits of people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generation.engine.previz import colour, lexicon
from generation.engine.previz.lexicon import PERSON, acts, attributes
from generation.engine.previz.reading import known
from generation.engine.previz.reading.lemmas import is_plural
from generation.engine.previz.reading.numbers import numbers
from generation.engine.previz.reading.reading import Mention
from generation.engine.previz.reading.strays import Span
from generation.engine.previz.reading.text import Text, Token

LONGEST_AFTER = 6
GLASS = frozenset(("glass", "frosted glass", "crystal", "clear plastic", "acrylic", "thin glass"))
BLOCK = 12  # of an unknown thing, at most as many are meant
PLURAL = 3  # "bottles" without a number
_SHADES = {"light": ("#ffffff", 0.45), "pale": ("#ffffff", 0.55), "pastel": ("#ffffff", 0.5), "dark": ("#000000", 0.45),
           "deep": ("#000000", 0.35), "midnight": ("#000000", 0.55), "dusty": ("#9a9490", 0.4)}  # fmt: skip
_BEFORE_OPEN = frozenset("plan air space field sky water sea office concept road".split())


@dataclass(frozen=True, slots=True)
class Described:
    """A mention with what could not be used of what is said of it."""

    mention: Mention
    span: Span
    asked: int  # how many were asked for
    low: int
    high: int
    not_shown: tuple[str, ...]


def describe(text: Text, span: Span, until: int, brand: Mapping[str, str]) -> Described:
    """One span as a mention; `until` is where the next thing's words begin. `brand`: colour name -> "#rrggbb"."""
    tokens = text.tokens
    before = tokens[span.first : span.start]
    inside = tokens[span.start : span.end]
    after = _after(tokens, span.end, until)
    count, low, high, counted = _count(text, span, inside)
    most = span.noun.most if span.noun else BLOCK
    tint, tint_end = _colour(before, after, inside[:-1], brand)
    grown = span.noun is not None and span.noun.stands in ("far", "water", "sky")  # "pine trees"
    material = _material([*before, *(() if grown else inside[:-1])], after)
    state = _state(before, after)
    words = {t.word for t in (*before, *inside)}
    person = span.noun is PERSON
    traits = tuple(sorted(set(known.PEOPLE_SAID.keys([*before, *inside, *after])))) if person else ()
    mention = Mention(
        noun=span.noun,
        text=" ".join(t.word for t in (inside if span.noun else inside[-1:]))[:40],
        count=max(1, min(count, most)),
        size=next((lexicon.SIZES[t.word] for t in before if t.word in lexicon.SIZES), 1.0),
        colour="" if person else tint,
        clear=bool(attributes.CLEAR & words) or {"see", "through"} <= words or material in GLASS,
        material="" if person else material,
        finish=next(iter(known.FINISHES.keys([*before, *_tail(after)])), ""),
        state=state,
        pattern=_pattern(tokens, span, before, after),
        traits=traits,
        extent=span.extent,
        field=text.name,
        said=text.said(span.first, max(span.end, tint_end))[:120],
    )
    bad = tuple(t.word for t in (*before, *after) if t.word in attributes.STATES_NOT_SHOWN)
    return Described(mention, span, count if counted else mention.count, low, high, bad[:2])


def _after(tokens: Sequence[Token], end: int, until: int) -> tuple[Token, ...]:
    """The words behind a thing that may be about it."""
    out: list[Token] = []
    for token in tokens[end : min(until, end + LONGEST_AFTER)]:
        if token.stop and token.word != ",":
            break
        out.append(token)
    return tuple(out)


def _count(text: Text, span: Span, inside: Sequence[Token]) -> tuple[int, int, int, bool]:
    """Count, range, and whether a number said so."""
    tokens = text.tokens
    said = [n for n in numbers(tokens[: span.end]) if span.first <= n.start and n.end <= span.end]
    said = [n for n in said if n.start < span.start or span.noun is PERSON]
    if not said and span.noun is PERSON and inside[-1].lemma in acts.GROUPS:
        behind = tokens[span.end : span.end + 3]
        if behind and behind[0].word == "of":
            said = [n for n in numbers(behind) if not n.article]
    if said:
        number = next((n for n in reversed(said) if not n.article), said[-1])
        if number.article and span.noun is PERSON and inside[-1].lemma in lexicon.NUMBERS:
            value = lexicon.NUMBERS[inside[-1].lemma]
            return value, value, value, True
        return number.value, number.low, number.high, True
    if span.noun is PERSON and inside[-1].lemma in lexicon.NUMBERS:
        value = lexicon.NUMBERS[inside[-1].lemma]
        return value, value, value, True
    several = 2 if inside[-1].lemma in attributes.PAIRED else PLURAL
    many = several if is_plural(inside[-1].word) else 1
    return many, many, many, False


def _colour(
    before: Sequence[Token], after: Sequence[Token], inside: Sequence[Token], brand: Mapping[str, str]
) -> tuple[str, int]:
    """The colour said of a thing, the brand's own first. And 0: the place of the word is not told."""
    words = [t.word for t in before]
    for name, code in brand.items():
        if _has(words, name.split()):
            return code, 0
    tail = _tail(after)
    for name, code in brand.items():
        if _has([t.word for t in tail], name.split()):
            return code, 0
    for group in (before, inside, tail):
        for i in range(len(group) - 1, -1, -1):
            word = group[i].word
            if word.startswith("#") and colour.HEX.fullmatch(word):
                return colour.text(colour.srgb(word)), 0
            if word in lexicon.COLOURS:
                shade = _SHADES.get(group[i - 1].word) if i else None
                base = lexicon.COLOURS[word]
                return (colour.mix(base, *shade) if shade else base), 0
    return "", 0


def _has(words: Sequence[str], name: Sequence[str]) -> bool:
    n = len(name)
    return bool(n) and any(list(words[i : i + n]) == list(name) for i in range(len(words) - n + 1))


def _tail(after: Sequence[Token]) -> Sequence[Token]:
    """The words of "in red", "of glass", "made of brushed steel" behind a thing."""
    for i, token in enumerate(after[:3]):
        if token.word in ("in", "of", "from") and i + 1 < len(after) and not after[i + 1].stop:
            ends = ("on", "in", "at", "with", "and", "of", "from")
            end = next((k for k in range(i + 1, len(after)) if after[k].stop or after[k].word in ends), len(after))
            return after[i + 1 : end]
    return ()


def _material(before: Sequence[Token], after: Sequence[Token]) -> str:
    hits = known.MATERIALS.find(before)
    if not hits:
        hits = known.MATERIALS.find(_tail(after))
    longest = max(hits, key=lambda h: (h.end - h.start, h.start), default=None)
    return longest.value if longest else ""


def _state(before: Sequence[Token], after: Sequence[Token]) -> str:
    found = known.STATES.find(before) or [h for h in known.STATES.find(after[:4]) if h.start <= 2]
    for hit in found:
        follows = after[hit.end].word if hit.end < len(after) else ""
        if hit.value != "open" or follows not in _BEFORE_OPEN:
            return hit.value
    return ""


def _pattern(tokens: Sequence[Token], span: Span, before: Sequence[Token], after: Sequence[Token]) -> str:
    found = known.PATTERNS.keys(before)
    if not found and span.first >= 1 and tokens[span.first - 1].word == "of":
        found = known.PATTERNS.keys(tokens[max(0, span.first - 4) : span.first])
    if not found:
        found = [h.value for h in known.PATTERNS.find(after) if h.value not in ("pair", "cluster") or h.start == 0]
    if not found and span.noun is PERSON:
        found = known.PATTERNS.keys(tokens[span.start : span.end])
    return found[0] if found else ""
