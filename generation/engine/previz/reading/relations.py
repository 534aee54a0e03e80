"""How the things of a text stand to each other: "bottle on a wet basalt pedestal", "a woman holding a cup"."""

from __future__ import annotations

from collections.abc import Sequence

from generation.engine.previz.lexicon import PERSON
from generation.engine.previz.lexicon.acts import ACTION_RELATIONS
from generation.engine.previz.reading import known
from generation.engine.previz.reading.reading import Relation
from generation.engine.previz.reading.spans import Span
from generation.engine.previz.reading.text import Token

_JOINS = frozenset((",", "and", "or", "plus", "&"))
_DOING = frozenset(("holding", "using", "riding"))
_WHERE = frozenset(("at", "beside", "in front of", "around", "on", "in", "under"))
_ON_IT = {("on", "it"): "on", ("on", "top"): "on", ("in", "it"): "inside", ("inside",): "inside", ("beside", "it"): "beside",
          ("next", "to"): "beside", ("under", "it"): "under", ("on", "them"): "on", ("in", "front"): "in front of",
          ("behind", "it"): "behind"}  # fmt: skip


def relations(tokens: Sequence[Token], spans: Sequence[Span], gone: frozenset[int]) -> list[Relation]:
    """Between spans, by their indexes, in the order in which they are said."""
    out: list[Relation] = []
    group = [0]  # things that share what is said next: "a cup and a book on a table"
    for k in range(len(spans) - 1):
        a, b = spans[k], spans[k + 1]
        middle = [t for i, t in enumerate(tokens[a.end : b.first], a.end) if i not in gone]
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
        kind = _with_what(tokens, spans, k, kind, out)
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
    if acting and (last is None or last.value in ("with", "in", "on") or last.end < len(middle)):
        if last is None or last.end < len(middle) or acting in ("holding", "riding", "inside"):
            return acting
    if last is None or (last.end < len(middle) and middle[-1].word == ","):
        return ""
    said = last.value
    if said == "with" and any(t.word in ("and", ",") for t in middle[last.start : last.end]):
        return ""
    return said


def _with_what(tokens: Sequence[Token], spans: Sequence[Span], k: int, kind: str, out: list[Relation]) -> str:
    """ "with a lamp on it" puts the lamp there; "with a cup in her hand" holds it."""
    b = spans[k + 1]
    last = k + 1  # of a list: "with a lamp and a plant on it"
    while last + 1 < len(spans):
        middle = tokens[spans[last].end : spans[last + 1].first]
        if not middle or any(t.word not in _JOINS for t in middle):
            break
        last += 1
    until = spans[last + 1].first if last + 1 < len(spans) else len(tokens)
    behind = [t.word for t in tokens[spans[last].end : min(spans[last].end + 5, until)]]
    if spans[k].noun is PERSON and b.noun is not PERSON and any(w in ("hand", "hands", "arms") for w in behind):
        return "holding"
    if kind != "with":
        return kind
    for words, there in _ON_IT.items():
        if tuple(behind[: len(words)]) == words:
            out += [Relation(j, there, k) for j in range(k + 1, last + 1)]
            return ""
    return "with"
