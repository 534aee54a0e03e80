"""A text as mentions and their relations: what the rest of reading is built on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from generation.engine.previz.lexicon import PERSON
from generation.engine.previz.reading.describe import Described, describe
from generation.engine.previz.reading.limits import Ban, covered
from generation.engine.previz.reading.reading import Mention, Relation
from generation.engine.previz.reading.relations import relations
from generation.engine.previz.reading.spans import find
from generation.engine.previz.reading.strays import Span
from generation.engine.previz.reading.text import Text

MOST_BLOCKS = 3
_AGAIN = frozenset("the this that its their his her our same".split())


@dataclass(frozen=True, slots=True)
class Found:
    """Mentions of one field in order, relations between them, and what to say about the rest."""

    mentions: tuple[Mention, ...] = ()
    relations: tuple[Relation, ...] = ()
    unknown: tuple[str, ...] = ()  # words that may have been things
    slips: tuple[tuple[str, str], ...] = ()  # as written, as read
    described: tuple[Described, ...] = field(default=())


def mentions(
    text: Text, bans: list[Ban], forbidden: frozenset[str], brand: Mapping[str, str], names: frozenset[str],
    *, blocks: bool,
) -> Found:  # fmt: skip
    """What `text` asks for. With `blocks`, up to three unknown things stand in as blocks; `names` are no things."""
    gone = covered(bans)
    spans, strange = find(text, gone, names)
    spans = [span for span in spans if not _colourway(text, span, brand)]
    stand_ins = [s for s in strange if _word(text, s) not in forbidden][: MOST_BLOCKS if blocks else 0]
    unknown = tuple(dict.fromkeys(_word(text, s) for s in strange if s not in stand_ins))
    everything = sorted([*spans, *stand_ins], key=lambda s: s.start)
    said: list[Described] = []
    for i, span in enumerate(everything):
        until = everything[i + 1].first if i + 1 < len(everything) else len(text.tokens)
        said.append(describe(text, span, until, brand))
    kept, where = _once(text, said, forbidden)
    related = relations(text.tokens, everything, gone)
    found = [
        Relation(where[r.subject_index], r.kind, where[r.object_index])
        for r in related
        if where[r.subject_index] >= 0 and where[r.object_index] >= 0
        and where[r.subject_index] != where[r.object_index]
    ]  # fmt: skip
    slips = tuple((d.span.slip, d.mention.text) for d in kept if d.span.slip)
    slips = tuple((written, d.span.noun.name) for d in kept for written in [d.span.slip] if written and d.span.noun)
    return Found(tuple(d.mention for d in kept), tuple(dict.fromkeys(found)), unknown, slips, tuple(kept))


def _colourway(text: Text, span: Span, brand: Mapping[str, str]) -> bool:
    """ "Dune" of a brand whose sand colour is called so: as a name, or alone between commas, it is no landscape."""
    words = text.tokens[span.start : span.end]
    if " ".join(token.word for token in words) not in brand:
        return False
    alone = (span.start == 0 or text.tokens[span.start - 1].stop) and (
        span.end == len(text.tokens) or text.tokens[span.end].stop
    )
    return alone or all(token.capital for token in words)


def _word(text: Text, span: Span) -> str:
    return text.tokens[span.end - 1].word[:24]


def _once(text: Text, said: list[Described], forbidden: frozenset[str]) -> tuple[list[Described], list[int]]:
    """Each thing once: "the bottle" again is the bottle. And where each span went, -1 for nowhere."""
    kept: list[Described] = []
    where: list[int] = []
    for one in said:
        mention = one.mention
        if mention.noun is not None and mention.noun is not PERSON and mention.noun.name in forbidden:
            where.append(-1)
            continue
        same = next((i for i, k in enumerate(kept) if _same(text, k, one)), -1)
        if same >= 0:
            kept[same] = replace(kept[same], mention=_merged(kept[same].mention, mention))
            where.append(same)
            continue
        where.append(len(kept))
        kept.append(one)
    return kept, where


def _same(text: Text, one: Described, other: Described) -> bool:
    a, b = one.mention, other.mention
    if a.noun is not b.noun or a.noun is PERSON or (a.noun is None and a.text != b.text):
        return False
    if text.tokens[other.span.first].word in _AGAIN:
        return True
    unlike = (a.colour and b.colour and a.colour != b.colour) or (
        a.material and b.material and a.material != b.material
    )
    return not (unlike or (b.colour and not a.colour and _new(text, other)))


def _new(text: Text, one: Described) -> bool:
    return text.tokens[one.span.first].word in ("a", "an", "another", "one")


def _merged(a: Mention, b: Mention) -> Mention:
    return replace(
        a,
        count=max(a.count, b.count),
        size=a.size if a.size != 1 else b.size,
        colour=a.colour or b.colour,
        clear=a.clear or b.clear,
        material=a.material or b.material,
        state=a.state or b.state,
        pattern=a.pattern or b.pattern,
    )
