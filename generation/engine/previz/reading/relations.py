"""How the things of a text stand to each other: "bottle on a wet basalt pedestal", "a woman holding a cup"."""

from __future__ import annotations

from collections.abc import Sequence

from generation.engine.previz.lexicon import PERSON
from generation.engine.previz.lexicon.acts import ACTION_RELATIONS
from generation.engine.previz.reading import known
from generation.engine.previz.reading.reading import Relation
from generation.engine.previz.reading.strays import Span
from generation.engine.previz.reading.text import Token

_JOINS = frozenset((",", "and", "or", "plus", "&"))
_DOING = frozenset(("holding", "using", "riding"))
_WHERE = frozenset(("at", "beside", "in front of", "around", "on", "in", "under"))
_ON_IT = {
    ("on", "it"): "on", ("on", "top"): "on", ("on", "them"): "on", ("in", "it"): "inside", ("inside", "it"): "inside",
    ("beside", "it"): "beside", ("next", "to", "it"): "beside", ("under", "it"): "under", ("above", "it"): "above",
    ("in", "front", "of", "it"): "in front of", ("behind", "it"): "behind", ("around", "it"): "around",
}  # fmt: skip


def relations(tokens: Sequence[Token], spans: Sequence[Span], gone: frozenset[int]) -> list[Relation]:
    """Between spans, by their indexes, in the order in which they are said."""
    out: list[Relation] = []
    settled: list[tuple[int, int]] = []
    group = [0]  # things that share what is said next: "a cup and a book on a table"
    for k in range(len(spans) - 1):
        a, b = spans[k], spans[k + 1]
        middle = [t for i, t in enumerate(tokens[a.end : b.first], a.end) if i not in gone]
        hung = _hung(tokens, spans, k) if not any(s == k + 1 for s, _ in settled) else ("", 0)
        if hung[0] and all(t.word in _JOINS or t.word in (";", ".", "with") for t in middle):
            out += [Relation(j, hung[0], k) for j in range(k + 1, hung[1] + 1)]
            settled += [(j, k) for j in range(k + 1, hung[1] + 1)]
            group = [k + 1]
            continue
        if any(s == k + 1 for s, _ in settled):
            group = [k + 1]
            continue
        if any(t.stop and t.word not in (",", "–", "—", "(") for t in middle):
            group = [k + 1]
            continue
        kind = _kind(middle, a, b)
        if not kind:
            joined = bool(middle) and all(t.word in _JOINS or t.sign for t in middle)
            group = [*group, k + 1] if joined else [k + 1]
            if joined and out and out[-1].object_index == k and out[-1].kind in ("between", "holding"):
                out.append(Relation(out[-1].subject_index, out[-1].kind, k + 1))
            continue
        kind = _with_what(tokens, spans, k, kind)
        if b.noun is PERSON and a.noun is not PERSON and any(t.lemma == "hand" for t in middle):
            out.append(Relation(k + 1, "holding", k))  # "a phone in the hand of a woman"
            kind = ""
        if kind:
            subjects = group if kind != "holding" else [group[-1]]
            doer = next((r.subject_index for r in out if r.object_index == k and r.kind in _DOING), -1)
            if doer >= 0 and kind in _WHERE:
                subjects = [doer]  # "a man drinks coffee at a table"
            out += [Relation(s, kind, k + 1) for s in subjects if spans[s].noun is not b.noun or b.noun is None]
        group = [k + 1]
    return list(dict.fromkeys(out))


def _kind(middle: Sequence[Token], a: Span, b: Span) -> str:
    """The relation that the words between two things say, "" for none."""
    if not middle:
        return ""
    hits = known.RELATIONS.find(middle)
    last = next((h for h in reversed(hits) if h.value != "with" or h.end == len(middle)), None)
    action = next((known.VERBS[t.verb] for t in reversed(middle) if t.verb in known.VERBS), "")
    acting = ACTION_RELATIONS.get(action, "") if a.noun is PERSON and b.noun is not PERSON else ""
    near = last is None or last.end < len(middle)  # no preposition right before the thing
    if acting and (near or (last and last.value in ("with", "in", "on") and acting in ("holding", "riding", "inside"))):
        return acting
    if last is None or (last.end < len(middle) and middle[-1].word == ","):
        return ""
    said = last.value
    if said == "with" and any(t.word in ("and", ",") for t in middle[last.start : last.end]):
        return ""
    return said


def _with_what(tokens: Sequence[Token], spans: Sequence[Span], k: int, kind: str) -> str:
    """ "with a cup in her hand" holds it."""
    b = spans[k + 1]
    until = spans[k + 2].first if k + 2 < len(spans) else len(tokens)
    behind = [t.word for t in tokens[b.end : min(b.end + 5, until)]]
    hands = any(w in ("hand", "hands", "arms") for w in behind)
    return "holding" if hands and spans[k].noun is PERSON and b.noun is not PERSON else kind


def _hung(tokens: Sequence[Token], spans: Sequence[Span], k: int) -> tuple[str, int]:
    """ "a table with a lamp and a plant on it": how what follows spans[k] stands to it, and the last of that."""
    last = k + 1
    while last + 1 < len(spans):
        middle = tokens[spans[last].end : spans[last + 1].first]
        if not middle or any(t.word not in _JOINS for t in middle):
            break
        last += 1
    until = spans[last + 1].first if last + 1 < len(spans) else len(tokens)
    behind = [t.word for t in tokens[spans[last].end : min(spans[last].end + 5, until)]]
    kind = next((there for words, there in _ON_IT.items() if tuple(behind[: len(words)]) == words), "")
    return kind, last
