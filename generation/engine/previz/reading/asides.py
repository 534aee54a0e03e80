"""What came up while reading and belongs in the notes."""

from __future__ import annotations

from collections.abc import Sequence

from generation.engine.previz.lexicon import PERSON, looks
from generation.engine.previz.reading import known
from generation.engine.previz.reading.fields import Fields
from generation.engine.previz.reading.limits import Ban
from generation.engine.previz.reading.mentions import Found
from generation.engine.previz.reading.notes import Aside, unique
from generation.engine.previz.reading.reading import Reading

READ_FOR_SENSE = ("subject", "message", "environment", "composition", "mood", "people", "style")


def aside_of(
    f: Fields, r: Reading, main: Found, around: Found, cast: Found, asked: int, bans: Sequence[Ban], *, bare: bool
) -> Aside:  # fmt: skip
    sense = [n for n in READ_FOR_SENSE if n != "message" or bare] + (["title"] if bare else [])
    vague = unique([hit.value for n in sense for hit in known.VAGUE.find(f.said[n])], 6)
    bad = [f"{w} {d.mention.name}" for d in (*main.described, *around.described) for w in d.not_shown]
    for table in (known.ANGLES_NOT_SHOWN, known.LAYOUTS_NOT_SHOWN):
        bad += [k for n in ("shot", "composition", "style") for k in table.keys(f.said[n])]
    counted = [d for d in (*main.described, *around.described) if d.mention.noun and not d.mention.person]
    many = [
        (d.mention.noun.name, d.asked, d.mention.count) for d in counted if d.mention.noun and d.asked > d.mention.count
    ]
    if asked > PERSON.most and r.people:
        many.insert(0, ("people", asked, PERSON.most))
    ranges = [
        ("people" if d.mention.person else d.mention.text, d.low, d.high, d.mention.count)
        for d in (*main.described, *cast.described)
        if d.low < d.high
    ]
    in_place = {
        t.lemma
        for n in ("environment", "subject")
        for h in known.PLACES.find(f.said[n])
        for t in f.said[n][h.start : h.end]
    }
    unknown = [w for w in (*(() if bare or r.place == "flat" else main.unknown), *around.unknown) if w not in in_place]
    no_place = not any(
        known.PLACES.find(f.said[n]) for n in ("environment", "subject", "composition", "title", "message")
    )
    return Aside(
        no_subject=bare,
        no_place=no_place and r.place != "flat" and not r.background,
        unknown=unique(unknown, 6),
        slips=main.slips + around.slips,
        vague=vague,
        languages=tuple(f.tongues.items()),
        not_shown=unique(bad),
        nearest=tuple((look, looks.LOOK_NEAREST[look]) for look in r.looks if look in looks.LOOK_NEAREST),
        elsewhere=unique([hit.value for n in (*sense, "message") for hit in known.ELSEWHERE.find(f.said[n])], 2),
        too_many=tuple(many),
        ranges=tuple(ranges),
        banned=unique([" ".join(ban.words)[:60] for ban in bans], 8),
    )
