"""What the fields of a brief ask for, put together: things, people, and what is forbidden among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from generation.engine.previz.lexicon import acts
from generation.engine.previz.reading import known, limits, people
from generation.engine.previz.reading.fields import Fields
from generation.engine.previz.reading.limits import Ban
from generation.engine.previz.reading.mentions import Found, mentions
from generation.engine.previz.reading.reading import Mention, Relation


def found_in(
    f: Fields, brand: Mapping[str, str], names: frozenset[str], *, bare: bool, drawn: bool
) -> tuple[Found, Found, Found]:  # fmt: skip
    """What the subject (or, where it is empty, message and title), the environment and the people field ask for."""
    if bare:
        weak = [n for n in ("message", "title") if f.text[n].raw.strip()]
        found = [
            mentions(f.text[n], limits.negations(f.text[n]), frozenset(), brand, names, blocks=False) for n in weak
        ]
        main = next((x for x in found if x.mentions), found[0] if found else Found())
    else:
        main = mentions(f.text["subject"], f.bans["subject"], frozenset(), brand, names, blocks=not drawn)
    around = mentions(f.text["environment"], f.bans["environment"], frozenset(), brand, names, blocks=False)
    cast = mentions(f.text["people"], limits.negations(f.text["people"]), frozenset(), brand, names, blocks=False)
    return main, around, cast


def without(found: Found, forbidden: frozenset[str]) -> Found:
    """Without things that are forbidden; indexes of relations follow."""
    keep = [i for i, m in enumerate(found.mentions)
            if m.person or (m.noun.name not in forbidden if m.noun else m.text not in forbidden)]  # fmt: skip
    if len(keep) == len(found.mentions):
        return found
    where = {old: new for new, old in enumerate(keep)}
    related = tuple(
        Relation(where[r.subject_index], r.kind, where[r.object_index])
        for r in found.relations
        if r.subject_index in where and r.object_index in where
    )
    return replace(found, mentions=tuple(found.mentions[i] for i in keep), relations=related,
                   described=tuple(found.described[i] for i in keep))  # fmt: skip


def together(main: Found, around: Found) -> tuple[tuple[Mention, ...], tuple[Relation, ...]]:
    """Mentions and relations of subject and environment in one row; a thing of both is the subject's."""
    every = list(main.mentions)
    where: list[int] = []
    for m in around.mentions:
        same = next((i for i, k in enumerate(every) if k.noun is m.noun and m.noun is not None), -1)
        where.append(same if same >= 0 else len(every))
        if same < 0:
            every.append(m)
    related = [*main.relations]
    related += [Relation(where[r.subject_index], r.kind, where[r.object_index]) for r in around.relations]
    return tuple(every), tuple(dict.fromkeys(r for r in related if r.subject_index != r.object_index))


def asked_for(f: Fields, main: Found, around: Found, cast: Found, *, drawn: bool) -> int:
    """People asked for: by the people field, else in the subject, else in the environment."""
    said = people.asked_in_field(f.text["people"], cast)
    if said is not None:
        return said
    if drawn:
        return 0  # "no members" is a screen to draw
    for text, found in (
        (f.text["subject" if f.text["subject"].raw.strip() else "message"], main),
        (f.text["environment"], around),
    ):
        persons = [d for d in found.described if d.mention.person]
        if persons:
            return people.total(text.tokens, persons)
    hands = [t for t in f.said["subject"] if t.lemma == "hand" and not t.glued]
    return 1 if hands and people.actions([f.said["subject"]], [frozenset()]) else 0  # "hands typing"


def banned_kinds(bans: Sequence[Ban], said: frozenset[str]) -> list[str]:
    """Kinds of people that are asked for and forbidden: children, a suit."""
    kinds = {
        k
        for ban in bans
        if len(ban.lemmas) <= 2
        for words in ban.lemmas
        for k in [known.PEOPLE_SAID.rows.get((words,), "")]
    }
    return sorted((kinds & said) - {"", "mask", "mixed", "calm"} - set(acts.ANYBODY))
