"""What a brief is understood to ask for, and what is said about the rest."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generation.engine.previz import engine, lexicon
from generation.engine.previz.colour import HEX
from generation.engine.previz.read import read
from generation.engine.previz.scene import Scene
from generation.engine.previz.things import SHAPES
from tests.engine.previz.orders import FLAT, MARSH, OFFICE, SHORE, order, plan


def test_the_office_brief_is_understood() -> None:
    reading = read(OFFICE, {})
    assert (reading.people, reading.place, reading.time, reading.shot) == (3, "office", "dusk", "mid")
    assert [m.noun.name for m in reading.subject if m.noun] == ["display"]
    assert reading.subject[0].clear and reading.subject[0].size > 1
    assert reading.copy.h == pytest.approx(1 / 3) and reading.margin_x == 0.06
    assert not [note for note in reading.notes if "lexicon" in note]


def test_the_shore_brief_is_understood() -> None:
    reading = read(SHORE, {})
    assert (reading.people, reading.place, reading.time, reading.light_from) == (0, "shore", "morning", -1)
    assert [m.noun.name for m in reading.subject if m.noun] == ["bottle", "basalt"]
    assert reading.copy.w == 0.5 and reading.subject_x == 0.72 and reading.horizon == 0.6
    assert "mist" in reading.weather


@pytest.mark.parametrize(
    ("words", "area"),
    [
        ("top third", (0, 0, 1, 1 / 3)),
        ("left half", (0, 0, 0.5, 1)),
        ("bottom 20 %", (0, 0.8, 1, 0.2)),
        ("right", (2 / 3, 0, 1 / 3, 1)),
        ("empty left of centre", (0, 0, 0.5, 1)),
        ("lower quarter", (0, 0.75, 1, 0.25)),
        ("somewhere nice", (0, 0, 0, 0)),
    ],
)
def test_copy_space_in_words_is_a_part_of_the_frame(words: str, area: tuple[float, ...]) -> None:
    copy = read({"subject": "a bottle", "copy_space": words}, {}).copy
    assert (copy.x, copy.y, copy.w, copy.h) == pytest.approx(area)


@pytest.mark.parametrize(
    ("words", "people"),
    [("three people", 3), ("a lone hiker", 1), ("12 people", 8), ("two designers and a laptop", 2), ("a bottle", 0)],
)
def test_people_are_counted(words: str, people: int) -> None:
    assert read({"subject": words}, {}).people == people


def test_an_unknown_noun_becomes_a_labelled_block_and_a_note() -> None:
    recipe = plan({"subject": "a zorbling flange on a desk"})
    scene = Scene.from_document(recipe.nodes[0].params["scene"])
    blocks = [t for t in scene.things if t.shape == "block"]
    assert [t.name for t in blocks] == ["flange"]
    assert any("“flange”" in note and "block" in note for note in scene.notes)


def test_a_name_in_the_subject_is_no_thing() -> None:
    notes = read({"subject": "Ingrid, a spokesperson in her fifties"}, {}).notes
    assert not [note for note in notes if "ingrid" in note.lower()]


@pytest.mark.parametrize("banned", ["no people", "people", "No hands.", "hands"])
def test_forbidden_people_are_not_shown_and_the_contradiction_is_named(banned: str) -> None:
    scene = Scene.from_document(
        plan({"subject": "two people and a bottle", "must_not_show": [banned]}).nodes[0].params["scene"]
    )
    assert not [t for t in scene.things if t.kind == "person"]
    assert any("forbids" in note for note in scene.notes)


def test_a_forbidden_prop_stays_away() -> None:
    for position in range(8):
        scene = Scene.from_document(
            plan({**OFFICE, "must_not_show": ["plants", "sofa"]}, position=position).nodes[0].params["scene"]
        )
        assert not [t for t in scene.things if t.shape in ("plant", "sofa")]


def test_every_noun_has_a_shape() -> None:
    assert {noun.shape for noun in lexicon.NOUNS} <= set(SHAPES)
    assert len(lexicon.NOUNS) >= 45


HOSTILE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=200),
    st.sampled_from(
        [
            "{{ 7*7 }}",
            "<script>x</script>",
            "a" * 100_000,
            "no " * 30_000,
            "9" * 4000,
            "\x00\ud7ff",
            "(((((",
            "left right top bottom " * 500,
            "999999999999999999 people",
            "#ffffff" * 999,
            "1e309 mm",
        ]
    ),
    st.lists(st.text(max_size=40), max_size=5),
    st.dictionaries(st.text(max_size=10), st.integers(), max_size=4),
)
FIELDS = [
    "title",
    "job",
    "message",
    "subject",
    "people",
    "shot",
    "environment",
    "composition",
    "light",
    "mood",
    "style",
    "copy_space",
    "safe_margins",
    "subject_position",
    "horizon",
    "must_not_show",
    "copy",
    "placements",
    "use_class",
]


@settings(max_examples=40, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    brief=st.dictionaries(st.sampled_from(FIELDS), HOSTILE),
    style=st.dictionaries(st.sampled_from(["palette", "lens", "light", "grain", "contrast", "desaturate"]), HOSTILE),
    palette=st.lists(st.one_of(st.from_regex(HEX, fullmatch=True), st.text(max_size=9)), max_size=4),
    size=st.tuples(st.integers(1, 20_000), st.integers(1, 20_000)),
    seed=st.integers(0, 2**32 - 1),
    position=st.integers(0, 200),
)
def test_any_brief_gives_the_same_readable_recipe_twice(
    brief: dict[str, Any], style: dict[str, Any], palette: list[str], size: tuple[int, int], seed: int, position: int
) -> None:
    asked = order(
        brief, style=style, palette=tuple(palette), width=size[0], height=size[1], seed=seed, position=position
    )
    recipe = engine.plan(asked)
    assert engine.plan(asked).digest == recipe.digest
    scene = Scene.from_document(recipe.nodes[0].params["scene"])
    assert scene.document() == recipe.nodes[0].params["scene"]
    assert all(name in scene.materials for thing in scene.things for name in thing.wears.values())


def test_hostile_length_does_not_stall_planning() -> None:
    plan(OFFICE)
    began = time.process_time()
    plan(dict.fromkeys(FIELDS, "a very, very (long) thing of no people and " * 3000))
    assert time.process_time() - began < 2.0


def test_planning_takes_milliseconds() -> None:
    plan(OFFICE)
    began = time.process_time()
    for position in range(8):
        plan(OFFICE, position=position)
    assert (time.process_time() - began) / 8 < 0.25


def test_a_batch_is_diverse() -> None:
    office, shore, marsh = (
        [plan(brief, position=i, seed=i).nodes[0].params["scene"] for i in range(16)]
        for brief in (OFFICE, SHORE, MARSH)
    )
    assert all(len({tuple(scene["camera"]["eye"]) for scene in scenes}) == 16 for scenes in (office, shore, marsh))
    notes = [note for scene in office for note in scene["notes"]]
    assert len({note.split(": ", 1)[1] for note in notes if note.startswith("Composition")}) >= 8
    drawings = {plan(FLAT, position=i).nodes[0].params["scene"]["things"][0]["name"] for i in range(12)}
    assert len(drawings) >= 10
