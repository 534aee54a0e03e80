"""Reading a brief: fields first, free words second; what is not understood is said.

Every value is someone else's text: lengths are cut, types are checked, nothing in it can raise.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from generation.engine.previz.characters import read_characters, with_people
from generation.engine.previz.lexicon import PERSON
from generation.engine.previz.reading import clashes, framing, known, limits, motion, people, places, style
from generation.engine.previz.reading.areas import all_clear
from generation.engine.previz.reading.asides import aside_of
from generation.engine.previz.reading.fields import SCENE_FIELDS, Fields, aside_of_colours, fields_of, names_of
from generation.engine.previz.reading.gather import asked_for, banned_kinds, found_in, together, without
from generation.engine.previz.reading.notes import notes
from generation.engine.previz.reading.reading import Reading
from generation.engine.previz.reading.text import Token, written
from generation.engine.previz.references import cut_outs
from generation.engine.previz.scene import Area

MOST_THINGS = 6


def read(document: Mapping[str, Any], style_pack: Mapping[str, Any]) -> Reading:
    """The reading of a brief's document and a style pack's. Pure; never raises on their content."""
    pack = _mapping(style_pack)
    brief, pinned = with_people(_mapping(document))
    f = fields_of(brief, pack)
    brand = style.palette(pack)
    names = names_of(f) | {word for name in brand for word in name.split()}
    bare = not f.text["subject"].raw.strip()
    every_ban = [ban for bans in f.bans.values() for ban in bans]
    written_out = [*limits.listed(f.text["must_not_show"]), *every_ban]
    drawn = places.drawn([*f.said["style"], *f.said["title"], *f.said["job"], *f.said["shot"]])
    main, around, cast = found_in(f, brand, names, bare=bare, drawn=drawn)
    asked_nouns = frozenset(m.noun for m in main.mentions if m.noun)
    forbidden = limits.forbidden(written_out, asked_nouns) | limits.unwanted(pack.get("negative"), asked_nouns)
    banned_things = [m.name for m in main.mentions if m.noun and m.noun is not PERSON and m.noun.name in forbidden]
    main, around = without(main, forbidden), without(around, forbidden)
    asked = asked_for(f, main, around, cast, drawn=drawn)
    if not asked and not f.text["people"].raw.strip():
        asked = pinned  # whoever has a sheet is in the picture, named or not
    shown = 0 if "person" in forbidden else min(asked, PERSON.most)
    things = [m for m in main.mentions if not m.person]
    props = [m for m in around.mentions if not m.person and all(m.noun is not t.noun for t in things)]
    every, related = together(main, around)
    ground = style.background([f.lower(n) for n in SCENE_FIELDS], [f.said[n] for n in SCENE_FIELDS])
    white = ground == "white"
    place = places.place(f.said, shown, f.said["style"] + f.said["title"] + f.said["job"], white=white)
    # "walking past a stone wall": the set is the wall, and another one would stand in its way.
    things = [m for m in things if not (places.is_the_set(m, place) and (shown or len(things) > 1))]
    season = next((s for n in SCENE_FIELDS for s in known.SEASONS.keys(f.said[n])), "")
    season = season or next(iter(known.SEASONS.keys([*(f.said["message"] if bare else ()), *f.said["title"]])), "")
    fields_of_time = [(n, f.said[n]) for n in ("light", "environment", "mood", "subject", "composition", "style")]
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
        weather=places.weather([aside_of_colours(f, main, brand), *(f.said[n] for n in SCENE_FIELDS[1:])]),
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
        desaturate="desaturat" in f.lower("style"),
        contrast=bool(re.search(r"contrast|cinematic", f.open("style"))),
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
        cut_outs=cut_outs(brief),
        characters=read_characters(brief, pack),
        grade=style.grade(pack),
    )
    aside = aside_of(f, reading, main, around, cast, asked, written_out, bare=bare)
    found_clashes = clashes.clashes(
        reading,
        asked_people=asked,
        hours=hours,
        place_said=next((p for p in known.PLACES.keys(f.said["environment"]) if p not in ("studio", "flat")), ""),
        banned_things=list(dict.fromkeys(banned_things)),
        banned_kinds=banned_kinds(written_out, said_of),
    )
    return replace(reading, notes=notes(reading, replace(aside, clashes=found_clashes)))


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _acting(f: Fields, bare: bool) -> tuple[list[Sequence[Token]], list[frozenset[int]]]:
    fields = ["people", "message", "title"] if bare else ["subject", "people", "environment"]
    return [f.said[n] for n in fields], [frozenset() for _ in fields]


def _all(f: Fields, *names: str) -> list[Token]:
    return [t for n in names for t in f.said[n]]
