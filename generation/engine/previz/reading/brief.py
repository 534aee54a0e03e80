"""Reading a brief: fields first, free words second; what is not understood is said.

Every value is someone else's text: lengths are cut, types are checked, nothing in it can raise.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from generation.engine.previz.characters import read_characters
from generation.engine.previz.lexicon import PERSON, PLACES, acts, looks
from generation.engine.previz.reading import clashes, framing, known, limits, motion, people, places, style
from generation.engine.previz.reading.areas import all_clear
from generation.engine.previz.reading.language import language, translated
from generation.engine.previz.reading.limits import Ban
from generation.engine.previz.reading.mentions import Found, mentions
from generation.engine.previz.reading.notes import Aside, notes, unique
from generation.engine.previz.reading.reading import Mention, Reading, Relation
from generation.engine.previz.reading.text import LONGEST, Text, Token, text_of, written
from generation.engine.previz.scene import Area

MOST_THINGS = 6
FIELDS = (
    "title", "job", "message", "subject", "people", "shot", "environment", "composition", "light", "mood", "style",
    "copy_space", "subject_position", "horizon", "must_not_show", "motion",
)  # fmt: skip
SCENE_FIELDS = ("subject", "environment", "composition", "light", "mood", "style", "motion")
READ_FOR_LANGUAGE = ("subject", "environment", "message")
READ_FOR_SENSE = ("subject", "message", "environment", "composition", "mood", "people", "style")


@dataclass(frozen=True, slots=True)
class Fields:
    """The brief's fields as texts, what "no …" covers in each, and their tokens without it."""

    text: Mapping[str, Text]
    bans: Mapping[str, list[Ban]]
    said: Mapping[str, tuple[Token, ...]]  # tokens that no ban covers
    tongues: Mapping[str, str]  # field: language, where it is not English

    def lower(self, *names: str) -> str:
        return ". ".join(self.text[n].lower for n in names)

    def open(self, name: str) -> str:
        """A field's words, lower case, without what is forbidden in it."""
        return " ".join(t.word for t in self.said[name])


def read(document: Mapping[str, Any], style_pack: Mapping[str, Any]) -> Reading:
    """The reading of a brief's document and a style pack's. Pure; never raises on their content."""
    brief, pack = _mapping(document), _mapping(style_pack)
    f = _fields(brief, pack)
    brand = style.palette(pack)
    names = _names(f)
    bare = not f.text["subject"].raw.strip()
    every_ban = [ban for bans in f.bans.values() for ban in bans]
    written_out = [*limits.listed(f.text["must_not_show"]), *every_ban]
    drawn = places.drawn([*f.said["style"], *f.said["title"], *f.said["job"], *f.said["shot"]])
    main, around, cast = _found(f, brand, names, bare=bare, drawn=drawn)
    asked_nouns = frozenset(m.noun for m in main.mentions if m.noun)
    forbidden = limits.forbidden(written_out, asked_nouns)
    banned_things = [m.name for m in main.mentions if m.noun and m.noun is not PERSON and m.noun.name in forbidden]
    main, around = _without(main, forbidden), _without(around, forbidden)
    asked = _asked(f, main, around, cast)
    shown = 0 if "person" in forbidden else min(asked, PERSON.most)
    things = [m for m in main.mentions if not m.person]
    props = [m for m in around.mentions if not m.person and all(m.noun is not t.noun for t in things)]
    every, related = _together(main, around)
    ground = style.background([f.lower(n) for n in SCENE_FIELDS], [f.said[n] for n in SCENE_FIELDS])
    white = ground == "white"
    place = places.place(f.said, shown, f.said["style"] + f.said["title"] + f.said["job"], white=white)
    season = next((s for n in SCENE_FIELDS for s in known.SEASONS.keys(f.said[n])), "")
    season = season or next(iter(known.SEASONS.keys([*(f.said["message"] if bare else ()), *f.said["title"]])), "")
    fields_of_time = [(n, f.said[n]) for n in ("light", "environment", "mood", "style", "subject", "composition")]
    hours = [h for name, tokens in fields_of_time if name != "style" for h in places.times_said(tokens)]
    layouts = tuple(
        dict.fromkeys(k for n in ("composition", "subject_position", "shot") for k in known.LAYOUTS.keys(f.said[n]))
    )
    size = framing.shot_size([(n, f.said[n]) for n in ("shot", "subject", "composition")])
    clear = all_clear(f.lower("copy_space"), (f.open("composition"), f.open("subject"), f.open("environment")))
    scene_words = f.lower(*SCENE_FIELDS)
    position = f.lower("subject_position")
    said_of = people.said_of(
        [f.said[n] for n in (("subject", "people") if not bare else ("people", "message", "title"))]
    )
    moves = motion.moves([f.text[n] for n in ("motion", "composition", "shot")])
    reading = Reading(
        people=shown,
        subject=tuple(things[:MOST_THINGS]),
        props=tuple(props[:MOST_THINGS]),
        place=place,
        time=places.time(fields_of_time, season),
        weather=places.weather([f.said[n] for n in SCENE_FIELDS]),
        moods=frozenset(k for n in ("mood", "style", "light") for k in known.MOODS.keys(f.said[n])),
        shot=framing.shot(size, shown, place),
        lens=framing.lens(
            f"{f.lower('shot')} {f.lower('composition')} {f.lower('style')} {written(pack.get('lens')).lower()}"
        ),
        copy=clear[0] if clear else Area(),
        margin_x=framing.margin(brief.get("safe_margins"), framing.margin(pack.get("margins"), 0.06)),
        margin_y=framing.margin(brief.get("safe_margins"), 0.05),
        subject_x=framing.subject_x(position if position.strip() else f.open("composition"), layouts),
        subject_y=framing.subject_y(position if position.strip() else f.open("composition")),
        horizon=framing.horizon(f.lower("horizon"), f.lower("composition")),
        fill=framing.fill(f"{position}. {f.lower('composition')}. {f.lower('subject')}", size, position),
        light_from=framing.light_from(f"{f.lower('light')} {f.lower('environment')}"),
        light=f"{f.lower('light')}. {f.lower('style')}",
        forbidden=forbidden,
        white=white,
        words=style.words(scene_words),
        colours=style.colours(scene_words),
        named=style.named(brand, f.said["subject"]),
        desaturate="desaturat" in f.lower("style") or bool(pack.get("desaturate")),
        contrast=bool(re.search(r"contrast|cinematic", f.open("style"))) or bool(pack.get("contrast")),
        notes=(),
        mentions=every,
        relations=related,
        actions=people.actions(*_acting(f, bare)) if asked else (),
        people_said=said_of | people.age_words(f.lower("people", "subject")) if asked else frozenset(),
        clear=clear,
        shot_size=size,
        angle=framing.angle([f.said[n] for n in ("shot", "composition", "subject")]),
        aperture=framing.aperture(
            f.lower("shot", "composition", "style"),
            _all(f, "shot", "composition", "style", "subject"),
        ),
        layouts=layouts,
        background=ground,
        looks=tuple(dict.fromkeys(k for n in ("style", "subject", "title") for k in known.LOOKS.keys(f.said[n]) if k)),
        season=season,
        most_shapes=style.most_shapes(f.lower("style", "composition", "subject", "must_not_show")),
        same_horizon="same horizon" in f.lower("composition", "horizon", "style"),
        seconds=motion.seconds([f.text[n] for n in ("motion", "composition")]) if moves or f.said["motion"] else 0.0,
        motion=moves,
        characters=read_characters(brief, pack),
    )
    aside = _aside(f, reading, main, around, cast, asked, written_out, bare=bare)
    found_clashes = clashes.clashes(
        reading,
        asked_people=asked,
        hours=hours,
        place_said=next((p for p in known.PLACES.keys(f.said["environment"]) if p not in ("studio", "flat")), ""),
        banned_things=list(dict.fromkeys(banned_things)),
        banned_kinds=_banned_kinds(written_out, said_of),
    )
    return replace(reading, notes=notes(reading, replace(aside, clashes=found_clashes)))


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _fields(brief: Mapping[str, Any], pack: Mapping[str, Any]) -> Fields:
    own = {name: written(brief.get(name)) for name in FIELDS}
    tongues = {name: tongue for name in READ_FOR_LANGUAGE if (tongue := language(text_of(name, own[name])))}
    raw = {name: translated(text, foreign=bool(tongues))[:LONGEST] for name, text in own.items()}
    raw["style"] = f"{raw['style']}. {style.medium(pack)}"[: 2 * LONGEST]
    text = {name: text_of(name, raw[name]) for name in FIELDS}
    bans = {name: limits.negations(text[name]) for name in SCENE_FIELDS}
    said = {name: limits.without(text[name], bans.get(name, [])) for name in FIELDS}
    return Fields(text, bans, said, tongues)


def _found(
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


def _without(found: Found, forbidden: frozenset[str]) -> Found:
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


def _together(main: Found, around: Found) -> tuple[tuple[Mention, ...], tuple[Relation, ...]]:
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


def _asked(f: Fields, main: Found, around: Found, cast: Found) -> int:
    """People asked for: by the people field, else in the subject, else in the environment."""
    said = people.asked_in_field(f.text["people"], cast)
    if said is not None:
        return said
    for text, found in (
        (f.text["subject" if f.text["subject"].raw.strip() else "message"], main),
        (f.text["environment"], around),
    ):
        persons = [d for d in found.described if d.mention.person]
        if persons:
            return people.total(text.tokens, persons)
    return 0


def _names(f: Fields) -> frozenset[str]:
    """Capitalised words inside a subject: people and products are called so, and nobody wants a block called Ingrid."""
    tokens = f.text["subject"].tokens
    inside = {t.word for i, t in enumerate(tokens) if t.capital and len(t.word) > 2 and i and not tokens[i - 1].stop}
    persons = any(PERSON is hit.value for hit in limits.NOUN_PHRASES.find(tokens)) or f.text["people"].raw.strip()
    starts = {t.word for i, t in enumerate(tokens) if t.capital and (not i or tokens[i - 1].stop)} if persons else set()
    titled = {t.word for t in f.text["title"].tokens if t.capital} & {t.word for t in tokens if t.capital}
    return frozenset(inside | starts | titled)


def _acting(f: Fields, bare: bool) -> tuple[list[Sequence[Token]], list[frozenset[int]]]:
    fields = ["people", "message", "title"] if bare else ["subject", "people", "environment"]
    return [f.said[n] for n in fields], [frozenset() for _ in fields]


def _all(f: Fields, *names: str) -> list[Token]:
    return [t for n in names for t in f.said[n]]


def _banned_kinds(bans: Sequence[Ban], said: frozenset[str]) -> list[str]:
    """Kinds of people that are asked for and forbidden: children, a suit."""
    kinds = {
        k
        for ban in bans
        if len(ban.lemmas) <= 2
        for words in ban.lemmas
        for k in [known.PEOPLE_SAID.rows.get((words,), "")]
    }
    return sorted((kinds & said) - {"", "mask", "mixed", "calm"} - set(acts.ANYBODY))


def _aside(
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
        banned=unique([" ".join(ban.words) for ban in bans], 8) if PLACES else (),
    )
