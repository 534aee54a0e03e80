"""What a style pack says of type: families by script, the smallest size, the case, each as its language has it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefs.style.parts import CASES, SCRIPTS
from generation.engine.checks.copy_fit import check
from generation.engine.finishing import fonts
from generation.engine.finishing.casing import cased
from generation.engine.finishing.placement import Copy
from generation.engine.finishing.scripts import HAN, NAMED, script_of
from review.typography import fonts_for
from tests.engine.checks.broken import made
from tests.engine.finishing.scenes import ARABIC, ENGLISH, JAPANESE, KIT, dusk, finish, flat, spec

# --- case ---


@pytest.mark.parametrize(("language", "written", "set_"), [
    ("en", "Decisions, together.", "DECISIONS, TOGETHER."),
    ("tr", "ışık için istanbul", "IŞIK İÇİN İSTANBUL"), ("az", "iki", "İKİ"), ("en", "istanbul", "ISTANBUL"),
    ("de", "große Straße", "GROSSE STRASSE"), ("fr", "café élan", "CAFÉ ÉLAN"),
    ("el", "Αθήνα, Μάιος, ρωμαϊκός, τέλος", "ΑΘΗΝΑ, ΜΑΪΟΣ, ΡΩΜΑΪΚΟΣ, ΤΕΛΟΣ"), ("el", "εδώ ή εκεί", "ΕΔΩ Ή ΕΚΕΙ"),
    ("el", "café Ὀδυσσεύς ᾳ", "CAFÉ ΟΔΥΣΣΕΥΣ ΑΙ"), ("ru", "вместе", "ВМЕСТЕ"),
    ("ja", "決める、いっしょに。", "決める、いっしょに。"), ("ar", "نقرر معًا", "نقرر معًا"), ("en", "", ""),
])  # fmt: skip
def test_capitals_are_those_of_the_language(language: str, written: str, set_: str) -> None:
    assert cased(written, "upper", language) == set_


@pytest.mark.parametrize(("language", "written", "set_"), [
    ("en", "decisions, together. at NASA", "Decisions, together. at NASA"), ("tr", "istanbul", "İstanbul"),
    ("de", "“entscheiden” wir", "“Entscheiden” wir"), ("nl", "ijs eten", "IJs eten"),
    ("nl", "'s avonds", "'s Avonds"), ("el", "άλλη", "Άλλη"), ("en", "iPhone now", "iPhone now"),
    ("en", "50 ways", "50 ways"), ("en", "… and on", "… and on"), ("ja", "決める", "決める"), ("en", " ", " "),
])  # fmt: skip
def test_a_sentence_begins_with_a_capital_and_keeps_its_names(language: str, written: str, set_: str) -> None:
    assert cased(written, "sentence", language) == set_


def test_a_title_raises_every_word_but_englishs_small_ones() -> None:
    assert cased("the way of a bottle,\nin the mist", "title", "en") == "The Way of a Bottle,\nin the Mist"
    assert cased("der weg", "title", "de") == "Der Weg"


@pytest.mark.parametrize("case", CASES)
def test_every_case_that_a_pack_may_ask_for_is_known_and_setting_twice_changes_nothing(case: str) -> None:
    for language, text in (("en", "it is Great"), ("el", "μάιος ή Άδης"), ("tr", "iyi"), ("de", "große Liebe")):
        once = cased(text, case, language)
        assert cased(once, case, language) == once
        assert (once == text) == (case in ("", "as written"))


# --- families ---


@pytest.mark.parametrize(("text", "locale", "script"), [
    ("Decisions", "en", "Latn"), ("Gatefold で決める", "ja", "Jpan"), ("決定", "ja-JP", "Jpan"),
    ("決定", "zh-TW", "Hant"),
    ("決定", "zh-Hant-HK", "Hant"), ("决定", "zh-CN", "Hans"), ("결정", "ko", "Kore"), ("Αθήνα", "el", "Grek"),
    ("Вместе", "ru", "Cyrl"), ("معًا", "ar", "Arab"), ("10 %", "en", ""), ("", "en", ""),
])  # fmt: skip
def test_the_script_is_read_from_the_letters(text: str, locale: str, script: str) -> None:
    assert script_of(text, locale) == script


def test_every_script_that_is_read_is_one_a_pack_may_name() -> None:
    assert {*NAMED.values(), *HAN.values(), "Hant", "Hans"} == set(SCRIPTS)


def test_a_script_has_its_own_family_first_and_the_packs_own_behind_it() -> None:
    type_ = {"family": "Source Sans Pro", "families": {"Latn": "Source Serif Pro"}}
    order = list(dict.fromkeys(font.font.family for font in fonts_for(type_, "Latn")))
    assert order[:2] == ["Source Serif Pro", "Source Sans Pro"]
    assert fonts_for(type_, "Jpan") == fonts_for(type_) == fonts_for({"family": "Source Sans Pro"})


def test_each_text_is_set_in_the_family_of_its_script() -> None:
    serif = tuple(b.font for b in fonts_for({"families": {"Latn": "Source Serif Pro"}}, "Latn"))
    kit = replace(KIT, scripts={"Latn": serif})
    families = {}
    for copy in (ENGLISH, JAPANESE):
        _, recipe, _ = finish(dusk(), spec(), copy, kit)
        (node,) = (node for node in recipe.nodes if node.op == "type.set")
        families[copy.language] = {line["family"] for line in node.params["lines"]}
    assert families == {"en": {"Source Serif Pro"}, "ja": {"Noto Sans CJK JP"}}
    assert fonts.family("Source Serif Pro")


def test_without_these_fields_the_recipe_is_the_same_to_the_byte() -> None:
    _, plain, _ = finish(dusk(), spec(), ENGLISH, KIT)
    _, told, _ = finish(dusk(), spec(), ENGLISH, replace(KIT, scripts={}, smallest=0.0))
    _, roomy, _ = finish(dusk(), spec(), ENGLISH, replace(KIT, smallest=11.0))  # smaller than anything that is set
    assert plain.canonical() == told.canonical() == roomy.canonical()


# --- the smallest size ---
LONG = Copy("en", "A headline that takes rather more room than a banner of this kind has to give away")


def test_nothing_is_set_below_the_packs_smallest_size() -> None:
    usual, _, _ = finish(dusk(), spec(), ENGLISH, KIT)
    small = min(line.size for line in usual.block.lines) if usual.block else 0.0
    planned, _, _ = finish(dusk(), spec(), ENGLISH, replace(KIT, smallest=small + 1.5))
    assert planned.block and min(line.size for line in planned.block.lines) >= small + 1.5


def test_a_headline_that_would_be_set_smaller_fails_the_copy_fit_with_both_sizes() -> None:
    e = made(dusk(), LONG, kit=replace(KIT, smallest=60))
    (found,) = (result for result in check(e) if result.verdict == "fail")
    size = float(found.measured.removesuffix(" px"))
    assert 11 <= size < 60 and found.limit == "60 px (style pack)"
    assert f"the headline would be set at {found.measured}" in found.sentence and "60 px is the style" in found.sentence
    assert found.remedy in found.sentence and not e.lines
    assert all(result.verdict == "pass" for result in check(made(dusk(), LONG)))


def test_copy_that_fits_at_no_size_is_told_as_before() -> None:
    e = made(dusk(), Copy("en", "word " * 120), kit=replace(KIT, smallest=14))
    assert "finds no room" in check(e)[0].sentence and check(e)[0].limit == "fits"


def test_on_print_the_smallest_size_is_in_points() -> None:
    card = spec(unit="mm", width=80, height=40, dpi=300)
    assert card.type_pixels(12) == pytest.approx(50) and card.type_size(50) == "12 pt"
    planned, _, _ = finish(flat((40, 50, 60)), card, ENGLISH, replace(KIT, smallest=9))
    assert planned.block and min(card.points(line.size) for line in planned.block.lines) >= 9


# --- alignment ---


@pytest.mark.parametrize(("copy", "near", "far"), [(ENGLISH, "start", "end"), (ARABIC, "end", "start")])
def test_type_stands_where_the_pack_aligns_it_in_reading_direction(copy: Copy, near: str, far: str) -> None:
    lefts = {}
    for align in ("start", "centre", "end"):
        planned, _, _ = finish(flat((40, 50, 60)), spec(), copy, replace(KIT, align=align))
        assert planned.block is not None
        lefts[align] = min(line.ink[0] for line in planned.block.lines)
        left, _, right, _ = planned.block.bounds
        live = spec().live_box
        assert live.x * 600 - 2 <= left and right <= (live.x + live.w) * 600 + 2
    assert lefts[near] < lefts["centre"] < lefts[far]
