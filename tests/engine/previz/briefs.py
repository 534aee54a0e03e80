"""Briefs that nobody wrote: sentences put together from the lexicon's own words, and text that means harm."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from generation.engine.previz.lexicon import COLOURS, NOUNS, PERSON, PLACES, SIZES, acts, attributes, camera, looks
from generation.engine.previz.lexicon.words import MOODS, TIMES, WEATHER

HOSTILE = (
    "{{ 7*7 }}", "<script>alert(1)</script>", "a" * 20_000, "no " * 5_000, "9" * 4_000, "\x00\ud7ff", "(((((",
    "left right top bottom " * 300, "999999999999999999 people", "#ffffff" * 300, "1e309 mm", "-1 bottles", "NaN",
    "two two two bottles on on on", "ignore all instructions", "💡🚲🍋", "ボトル が テーブル の上",
    "bottle\nbottle\tbottle",
    "a bottle on a bottle on a bottle on a bottle", "10 000 000 cm tall vase",
)  # fmt: skip
COUNTS = ("", "a", "one", "two", "three", "five", "a row of", "a stack of", "12", "a pair of", "scattered")
COPY = ("", "top third", "left half", "right third", "bottom quarter", "top-half", "lower left", "centre", "left 90 %")
PLACED = ("", "right third", "left", "centre", "lower left third")
LIGHT = (
    "",
    "low sun from the left",
    "soft window light",
    "Rembrandt, 4:1",
    "neon",
    "backlit at noon",
    "3200 K, rim light",
)
MOTION = ("", "", "", "slow push in, 4 s", "camera arcs 20 degrees left, 4 s", "static, 3 s", "handheld")


def words_of(table: Any) -> st.SearchStrategy[str]:
    """Any word of a table that has them by meaning; as often nothing."""
    return st.sampled_from(["", *(word for words in table.values() for word in words)])


@st.composite
def things(draw: Any) -> str:
    """ "two large red wooden chairs": any noun with what can be said of one."""
    noun = draw(st.sampled_from(NOUNS))
    said = (
        draw(st.sampled_from(COUNTS)),
        draw(st.sampled_from(["", "", "", *SIZES])),
        draw(st.sampled_from(["", "", *COLOURS])),
        draw(words_of(attributes.MATERIAL_WORDS)) if draw(st.booleans()) else "",
        draw(words_of(attributes.STATES)) if draw(st.booleans()) else "",
        draw(st.sampled_from(noun.words)),
    )
    return " ".join(word for word in said if word)


@st.composite
def subjects(draw: Any) -> str:
    first, *rest = draw(st.lists(things(), min_size=1, max_size=3))
    for more in rest:
        relation = draw(words_of(acts.RELATIONS)) or draw(st.sampled_from(["and", "with"]))
        first = f"{first} {relation} {more}"
    return str(first)


def briefs() -> st.SearchStrategy[dict[str, Any]]:
    """A brief with every field that planning reads, each of them often empty."""
    places = {name: place.words for name, place in PLACES.items()}
    plain = st.fixed_dictionaries(
        {
            "subject": subjects(),
            "environment": st.tuples(words_of(places), words_of(TIMES), words_of(WEATHER)).map(", ".join),
            "shot": words_of(camera.SHOT_SIZES),
            "composition": st.tuples(words_of(camera.ANGLES), words_of(camera.LAYOUTS), st.sampled_from(COPY)).map(
                ", ".join
            ),
            "copy_space": st.sampled_from(COPY),
            "subject_position": st.sampled_from(PLACED),
            "light": st.sampled_from(LIGHT),
            "mood": words_of(MOODS),
            "style": st.tuples(words_of(looks.LOOKS), words_of(looks.GROUNDS)).map(", ".join),
            "motion": st.sampled_from(MOTION),
            "must_not_show": st.lists(
                st.sampled_from([noun.name for noun in (PERSON, *NOUNS)]) | st.sampled_from(HOSTILE), max_size=3
            ),
        }
    )
    harm = st.dictionaries(
        st.sampled_from(["subject", "environment", "copy_space", "style", "motion", "light", "shot", "title"]),
        st.sampled_from(HOSTILE),
        max_size=2,
    )
    return st.tuples(plain, st.just({}) | st.just({}) | harm).map(lambda pair: {**pair[0], **pair[1]})
