"""Whatever a brief contains, reading answers, answers the same twice, and keeps its promises."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generation.engine.previz import lexicon
from generation.engine.previz.lexicon import acts, attributes, camera, looks
from generation.engine.previz.reading import read
from generation.engine.previz.reading.fields import FIELDS
from generation.engine.previz.reading.notes import MOST

TABLES: tuple[Any, ...] = (
    lexicon.PLACE_WORDS, lexicon.TIMES, lexicon.WEATHER, lexicon.MOODS, attributes.MATERIAL_WORDS, attributes.STATES,
    attributes.PATTERNS, acts.ACTIONS, acts.RELATIONS, acts.PEOPLE_SAID, camera.SHOT_SIZES, camera.ANGLES,
    camera.LAYOUTS, camera.MOVES, camera.FOCUS, looks.LOOKS, looks.GROUNDS,
)  # fmt: skip
WORDS = sorted(
    {word for table in TABLES for words in table.values() for word in words}
    | {word for noun in lexicon.NOUNS for word in noun.words}
    | set(lexicon.COLOURS) | set(lexicon.NUMBERS) | set(lexicon.STOP) | set(looks.VAGUE)
    | {",", ".", ";", ":", "(", ")", "—", "no", "without", "and", "12", "3-4", "20 %", "#fff", "f/1.8", "85 mm", "4 s",
       "“", "決める", "Straße", "éclair", "🙂", "x" * 90, "'", "-", "--", "’s", "\u200b", "\x00", "\ud800"}
)  # fmt: skip
SALAD = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)
ANYTHING = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=80), SALAD, st.binary(max_size=9)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=6), inner, max_size=3)),
    max_leaves=8,
)
PACK = ("palette", "lens", "light", "look", "notes", "medium", "tokens", "margins", "negative")
HOSTILE = ["a" * 200_000, "no " * 50_000, "9" * 5_000, "((((" * 900, "left right top bottom " * 900, "1e309 mm",
           "of of of " * 900, "two to " * 900, "a, b; " * 900, "-" * 9_000, "on it " * 900, "% " * 900,
           "no a or b, " * 400,
           "\n" * 9_000]  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.dictionaries(st.sampled_from([*FIELDS, "safe_margins"]), ANYTHING, max_size=9),
    st.dictionaries(st.sampled_from(PACK), ANYTHING),
)
def test_any_content_is_read_and_read_the_same_twice(brief: dict[str, Any], style: dict[str, Any]) -> None:
    _check(brief, style)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.dictionaries(st.sampled_from(FIELDS), SALAD, max_size=9))
def test_a_salad_of_known_words_is_read_and_read_the_same_twice(brief: dict[str, Any]) -> None:
    _check(brief, {})


def test_hostile_lengths_and_shapes_are_read() -> None:
    for text in HOSTILE:
        _check(dict.fromkeys(FIELDS, text), {"palette": [{"name": text, "hex": text}], "tokens": {"previz": [text]}})
    for odd in (None, [], "a bottle", 3, [[["deep"]]]):
        _check(odd, odd)


def _check(brief: Any, style: Any) -> None:
    r = read(brief, style)
    assert read(brief, style) == r
    hash(r)  # composition keeps pools by reading
    assert r.place in lexicon.PLACES
    assert 0 <= r.people <= lexicon.PERSON.most
    assert len(r.notes) <= MOST and all(note and len(note) < 900 for note in r.notes)
    assert all(
        0 <= one.subject_index < len(r.mentions) and 0 <= one.object_index < len(r.mentions) for one in r.relations
    )
    assert all(1 <= m.count <= 12 and not m.person for m in (*r.subject, *r.props))
    assert all(m.noun is None or m.noun.name not in r.forbidden for m in r.subject)
    assert all(0 <= a.x < 1 and 0 <= a.y < 1 and 0 < a.w <= 1 and 0 < a.h <= 1 for a in r.clear)
    assert 0 <= r.subject_x < 1 and 0 <= r.horizon < 1 and 0 <= r.fill < 1 and 0 <= r.margin_x <= 0.3
    assert r.lens == 0 or 14 <= r.lens <= 200
    assert r.aperture == 0 or 0.9 <= r.aperture <= 32
    assert all(0 <= m.seconds <= 60 and 0 <= m.amount <= 360 for m in r.motion)
