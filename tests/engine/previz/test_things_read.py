"""What is said of things and between them."""

from __future__ import annotations

from pathlib import Path

import pytest

from generation.engine.previz import lexicon
from generation.engine.previz.lexicon import PERSON, acts, attributes, camera, looks
from generation.engine.previz.materials import material_for
from generation.engine.previz.reading import Mention, Reading, known, lemma, read
from generation.engine.previz.reading.lemmas import verb


def of(subject: str, **more: object) -> Reading:
    return read({"subject": subject, **more}, {})


def first(subject: str) -> Mention:
    return of(subject).subject[0]


def pairs(reading: Reading) -> set[tuple[str, str, str]]:
    m = reading.mentions
    return {(m[r.subject_index].name, r.kind, m[r.object_index].name) for r in reading.relations}


@pytest.mark.parametrize(
    ("plural", "single"),
    [
        ("shelves", "shelf"), ("knives", "knife"), ("men", "man"), ("children", "child"), ("geese", "goose"),
        ("glasses", "glasses"), ("glass", "glass"), ("boxes", "box"), ("benches", "bench"), ("cities", "city"),
        ("movies", "movie"), ("potatoes", "potato"), ("canoes", "canoe"), ("shoes", "shoe"), ("vases", "vase"),
        ("buses", "bus"), ("bus", "bus"), ("keys", "key"), ("woman's", "woman"), ("canvases", "canvas"),
    ],
)  # fmt: skip
def test_a_plural_is_read_as_its_singular(plural: str, single: str) -> None:
    assert lemma(plural) == single


@pytest.mark.parametrize(
    ("form", "plain"),
    [
        ("sat", "sit"),
        ("riding", "ride"),
        ("carries", "carry"),
        ("running", "run"),
        ("walked", "walk"),
        ("held", "hold"),
    ],
)
def test_a_verb_is_read_in_its_plain_form(form: str, plain: str) -> None:
    assert verb(form) == plain


@pytest.mark.parametrize(
    ("words", "name"),
    [("a bottle stand", "plinth"), ("bottle of wine", "wine bottle"), ("a cargoboat", "boat"),
     ("a canoe seat", "boat"),
     ("phone screen", "phone"), ("glass bottle", "bottle"), ("a paper boat", "boat")],
)  # fmt: skip
def test_of_nouns_side_by_side_the_right_one_is_the_thing(words: str, name: str) -> None:
    assert [m.name for m in of(words).subject] == [name]


@pytest.mark.parametrize(
    ("words", "material", "clear"),
    [("a paper boat", "paper", False), ("a glass bottle", "glass", True),
     ("bottle made of frosted glass", "frosted glass", True),
     ("a chrome bottle", "chrome", False), ("brushed steel bottles", "brushed metal", False),
     ("wooden table", "wood", False),
     ("a table of oak", "oak", False), ("a bottle", "", False)],
)  # fmt: skip
def test_material_stands_before_the_thing_or_behind_it(words: str, material: str, clear: bool) -> None:
    assert (first(words).material, first(words).clear) == (material, clear)


def test_every_material_that_is_read_is_one_that_can_be_shown() -> None:
    assert [name for name in known.MATERIALS.rows.values() if material_for(name) is None] == []


@pytest.mark.parametrize(
    ("words", "count"),
    [("a bottle", 1), ("two bottles", 2), ("bottles", 3), ("a pair of bottles", 2), ("2-3 bottles", 3),
     ("two to four bottles", 3), ("3 x bottles", 3), ("twelve bottles", 4), ("half a dozen chairs", 6),
     ("a dozen chairs", 8)],
)  # fmt: skip
def test_counts_in_words_figures_and_ranges(words: str, count: int) -> None:
    assert first(words).count == min(count, first(words).noun.most)  # type: ignore[union-attr]


def test_more_than_there_is_room_for_is_said() -> None:
    assert any("were asked for; previz places" in note for note in of("200 bottles").notes)


@pytest.mark.parametrize(
    ("words", "colour"),
    [("a red chair", "#b8322a"), ("a chair in red", "#b8322a"), ("a chair in #C8452D", "#c8452d"), ("a chair", "")],
)
def test_colour_is_read_by_word_and_by_code(words: str, colour: str) -> None:
    assert first(words).colour == colour


def test_a_dark_blue_is_darker_than_blue_and_a_colour_is_no_thing() -> None:
    assert first("a dark blue chair").colour < first("a blue chair").colour
    assert [m.name for m in of("an orange chair").subject] == ["chair"]


def test_the_brand_s_own_colour_is_used_where_its_name_stands() -> None:
    style = {"palette": [{"name": "Signal orange", "hex": "#FCA311"}]}
    reading = read({"subject": "a signal orange chair and a lamp"}, style)
    assert [m.colour for m in reading.subject] == ["#fca311", ""]
    assert reading.named == ("#fca311",)


@pytest.mark.parametrize(
    ("words", "pattern"),
    [("five bottles in a row", "row"), ("a row of bottles", "row"), ("a stack of boxes", "stack"),
     ("chairs in a circle", "circle"),
     ("a grid of phones", "grid"), ("scattered bottles", "scatter"), ("three bottles, stacked", "stack"),
     ("bottles", "")],
)  # fmt: skip
def test_arrangement_is_read(words: str, pattern: str) -> None:
    reading = of(words)
    assert reading.subject[0].pattern == pattern
    assert len(reading.subject) == 1


@pytest.mark.parametrize(
    ("words", "state"),
    [("an open laptop", "open"), ("a wet bottle", "wet"), ("drowned boats", "sunk"), ("open plan, a laptop", "")],
)
def test_state_is_read(words: str, state: str) -> None:
    assert first(words).state == state


def test_a_state_that_cannot_be_shown_is_said() -> None:
    assert any("shattered bottle" in note for note in of("a shattered bottle").notes)


@pytest.mark.parametrize(
    ("words", "relation"),
    [
        ("bottle on a wet basalt pedestal", ("bottle", "on", "basalt")),
        ("a lamp on the table", ("lamp", "on", "table")),
        ("three people around a large transparent display", ("person", "around", "display")),
        ("a woman holding a phone", ("person", "holding", "phone")),
        ("a woman with a phone in her hand", ("person", "holding", "phone")),
        ("a doctor riding a bicycle", ("person", "riding", "bicycle")),
        ("a chair between two cars", ("chair", "between", "car")),
        ("bottle to the left of the lamp", ("bottle", "left of", "lamp")),
        ("a bottle next to a laptop", ("bottle", "beside", "laptop")),
        ("a bottle in front of a laptop", ("bottle", "in front of", "laptop")),
        ("a bottle under the table", ("bottle", "under", "table")),
        ("a table with a lamp and a bottle on it", ("bottle", "on", "table")),
        ("a wooden table, a laptop on it", ("laptop", "on", "table")),
        ("a man at a table", ("person", "at", "table")),
    ],
)
def test_how_things_stand_to_each_other(words: str, relation: tuple[str, str, str]) -> None:
    assert relation in pairs(of(words))


def test_a_list_shares_its_relation_and_a_full_stop_ends_it() -> None:
    assert pairs(of("a lamp and a laptop on a table")) == {("lamp", "on", "table"), ("laptop", "on", "table")}
    assert pairs(of("A lamp. On Monday, a table.")) == set()


def test_each_mention_keeps_the_words_and_the_field_that_said_it() -> None:
    reading = of("Three people, a Large RED chair", environment="An office with a lamp")
    said = {(m.name, m.field, m.said) for m in reading.mentions}
    assert ("chair", "subject", "a Large RED chair") in said
    assert ("lamp", "environment", "a lamp") in said
    assert ("person", "subject", "Three people") in said


def test_two_of_a_kind_that_differ_are_two_and_the_same_again_is_one() -> None:
    assert [m.count for m in of("two red chairs and a blue chair").subject] == [2, 1]
    assert len(of("a red chair; the chair is by the wall").subject) == 1


@pytest.mark.parametrize(
    ("words", "actions"),
    [
        ("a woman sitting at a table, typing", {"sitting", "typing"}),
        ("people walk past", {"walking"}),
        ("a man drinks coffee", {"drinking"}),
        ("a team presenting and listening", {"presenting", "listening"}),
        ("running shoes", set()),
        ("a reading lamp and a man", set()),
    ],
)
def test_what_people_do_is_read_and_running_shoes_do_not_run(words: str, actions: set[str]) -> None:
    assert set(of(words).actions) == actions


def test_what_is_said_of_people_is_read() -> None:
    reading = read({"subject": "Ingrid, a spokesperson", "people": "fifties, silver bob, charcoal suit, calm"}, {})
    assert {"fifties", "silver hair", "charcoal", "suit"} <= reading.people_said
    assert "thirties" in read({"subject": "a woman aged 34"}, {}).people_said


@pytest.mark.parametrize(
    ("subject", "field", "people"),
    [
        ("a woman and a man", "", 2), ("two designers, a man and a woman", "", 2), ("a family of four", "", 4),
        ("a team of five engineers", "", 5), ("a spokesperson, a woman in her fifties", "", 1),
        ("a bottle", "one woman, 55 years old", 1), ("a bottle", "two adults, ages 30-45, no children", 2),
        ("a man, a woman and a child", "", 3), ("a bottle", "No people", 0), ("a bottle", "none", 0),
        ("a bottle", "Ingrid, fifties, two-button suit", 1), ("3-5 people", "", 4), ("a child seat", "", 0),
        ("a barista", "", 1), ("an empty chair", "any, mixed", 3),
    ],
)  # fmt: skip
def test_people_are_counted_as_a_reader_would(subject: str, field: str, people: int) -> None:
    assert read({"subject": subject, "people": field}, {}).people == people


def test_a_slip_of_the_finger_is_mended_and_said() -> None:
    reading = of("a botle and a labtop, a battle")
    assert reading.subject[0].name == "bottle"
    assert any("“botle” was read as “bottle”" in note for note in reading.notes)
    assert "bottle" not in [m.name for m in of("a battle").subject]


@pytest.mark.parametrize(
    ("words", "size"), [("a zorbling device", 0.16), ("a zorbling machine", 1.2), ("a zorbling flange", 0.0)]
)
def test_a_class_word_tells_how_large_an_unknown_thing_is(words: str, size: float) -> None:
    assert first(words).noun is None
    assert first(words).extent == size


def test_names_of_people_and_brands_are_no_things() -> None:
    assert of("Tern bottle").subject[0].text == "bottle"
    assert [m.name for m in of("Ingrid and Tomasz at a long table, two people").subject] == ["table"]


def test_words_for_the_air_and_the_finish_are_no_things() -> None:
    reading = of("bottle, mist passes, light falls; with a chrome cap")
    assert [m.name for m in reading.subject] == ["bottle"]


def test_people_are_never_things() -> None:
    assert all(m.noun is not PERSON for m in of("a man, a woman, a bottle").subject)


def test_the_page_about_reading_lists_what_the_tables_have() -> None:
    page = (Path(__file__).parents[3] / "docs" / "previz-reading.md").read_text()
    tables = (
        camera.SHOT_SIZES, camera.ANGLES, camera.LAYOUTS, camera.MOVES, camera.FOCUS, camera.ANGLES_NOT_SHOWN,
        lexicon.TIMES, lexicon.WEATHER, lexicon.MOODS, looks.SEASONS, looks.LOOKS, looks.GROUNDS,
        attributes.MATERIAL_WORDS, attributes.FINISHES, attributes.STATES, attributes.PATTERNS, acts.RELATIONS,
        acts.ACTIONS, acts.PEOPLE_SAID,
    )  # fmt: skip
    assert [key for table in tables for key in table if f"| {key} |" not in page and f" {key}" not in page] == []
