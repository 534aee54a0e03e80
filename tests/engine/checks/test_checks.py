"""Every check is shown passing on a sound rendition, and failing when the one thing it looks at is broken."""

from __future__ import annotations

import datetime as dt
import importlib
import pkgutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from generation.engine import checks
from generation.engine.checks.evidence import Claim, Right
from generation.engine.checks.palette import difference
from generation.engine.checks.result import FAIL, NOT_RUN, PASS, WARN, Result, worst
from generation.engine.checks.run import CHECKS, VERSIONS, run
from generation.engine.finishing.placement import Copy
from generation.engine.finishing.xmp import Metadata
from generation.engine.picture import Box, Job
from generation.engine.recipe import Node, Recipe
from tests.engine.checks.broken import FLIGHT, OPEN, made, reencoded, refused, results, retyped, sound
from tests.engine.finishing.scenes import (
    ENGLISH,
    JAPANESE,
    KIT,
    LATIN,
    METADATA,
    Store,
    dusk,
    flat,
    noise,
    spec,
)


def test_a_sound_rendition_passes_every_check() -> None:
    found = run(sound())
    ran = tuple(r for r in found if r.verdict != NOT_RUN)
    assert worst(ran) == PASS, [r.sentence for r in ran if r.verdict != PASS]
    assert {r.check for r in found} - {r.check for r in ran} == {"text_found", "faces_found", "identity"}
    assert {r.check for r in found} == set(CHECKS)


@pytest.mark.parametrize("name", list(CHECKS))
def test_every_check_is_broken_by_some_test_below(name: str) -> None:
    assert any(f'refused("{name}"' in path.read_text() for path in Path(__file__).parent.glob("test_*.py"))


@pytest.mark.parametrize("name", [module.name for module in pkgutil.iter_modules(checks.__path__)])
def test_every_check_has_a_version(name: str) -> None:
    module = importlib.import_module(f"generation.engine.checks.{name}")
    if hasattr(module, "CHECK"):
        assert module.VERSION and VERSIONS[module.CHECK] == module.VERSION


def test_results_are_the_same_each_time_and_are_plain_data() -> None:
    from studio.lib.canonical import canonical

    first, second = ([canonical(r.document()) for r in run(sound())] for _ in range(2))
    assert first == second


# alive


def test_a_black_picture_fails() -> None:
    assert "black" in refused("alive", reencoded(sound(), flat((0, 0, 0), 600, 250).pixels)).sentence


def test_one_flat_colour_fails() -> None:
    assert "flat colour" in refused("alive", reencoded(sound(), flat((90, 120, 30), 600, 250).pixels)).sentence


def test_a_file_that_is_no_image_fails_and_nothing_else_is_tried() -> None:
    found = run(replace(sound(), file=b"not an image"))
    assert [(r.check, r.verdict) for r in found] == [("alive", FAIL)]


# spec


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"width": 601}, "601 x 250"), ({"formats": ["webp"]}, "WEBP"), ({"colour_space": "cmyk"}, "CMYK")],
)
def test_a_file_that_is_not_to_spec_fails(changes: dict[str, Any], words: str) -> None:
    assert words in refused("spec", replace(sound(), spec=spec(**changes))).sentence


def test_a_print_file_at_the_wrong_resolution_fails() -> None:
    e = made(
        flat((90, 120, 30)), spec=spec(unit="mm", width=20, height=10, dpi=300, colour_space="cmyk", formats=["tiff"])
    )
    assert results("spec", e)[0].verdict == PASS
    wrong = replace(e, spec=spec(unit="mm", width=20, height=10, dpi=302, colour_space="cmyk", formats=["tiff"]))
    assert "300 dpi" in " ".join(r.sentence for r in results("spec", wrong))
    refused("spec", wrong)


def test_a_file_without_a_profile_fails() -> None:
    import pyvips

    bare = bytes(pyvips.Image.new_from_buffer(sound().file, "").jpegsave_buffer(keep="none"))
    assert "ICC" in refused("spec", replace(sound(), file=bare)).sentence


# byte_budget


def test_a_file_over_its_budget_fails_with_both_numbers() -> None:
    size = len(sound().file)
    found = refused("byte_budget", replace(sound(), spec=spec(max_bytes=size - 1)))
    assert f"{size:,}" in found.sentence and f"{size - 1:,}" in found.sentence
    assert results("byte_budget", replace(sound(), spec=spec(max_bytes=size)))[0].verdict == PASS


# metadata


@pytest.mark.parametrize(
    "gone", ["digital_source_type", "ai_system", "ai_system_version", "ai_prompt", "ai_prompt_writer"]
)
def test_a_file_without_an_ai_field_fails(gone: str) -> None:
    refused("metadata", made(dusk(), metadata=replace(METADATA, **{gone: ""})))


def test_a_file_without_a_packet_or_with_an_empty_one_fails() -> None:
    refused("metadata", made(dusk(), metadata=Metadata()))
    import pyvips

    bare = bytes(pyvips.Image.new_from_buffer(sound().file, "").jpegsave_buffer(keep="none"))
    assert "no XMP packet" in refused("metadata", replace(sound(), file=bare)).sentence


# palette


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [((255, 255, 255), (0, 0, 0), 100.0), ((255, 0, 0), (255, 0, 0), 0.0), ((252, 163, 17), (252, 173, 17), 4.2)],
)
def test_the_difference_is_ciede2000(a: tuple[int, int, int], b: tuple[int, int, int], expected: float) -> None:
    assert difference(a, b) == pytest.approx(expected, abs=1.0)


def test_a_claimed_brand_colour_that_is_off_fails_with_its_distance() -> None:
    claim = Claim("background", "#FCA311", Box("background", 0, 0, 0.5, 1))
    good, bad = (made(flat(c), claims=(claim,)) for c in ((252, 163, 17), (252, 130, 17)))
    assert [r.verdict for r in results("palette", good)] == [PASS]
    assert "ΔE" in refused("palette", bad).sentence


def test_a_large_area_that_is_nearly_a_brand_colour_is_a_warning() -> None:
    shot = dusk()
    shot.pixels[200:, :] = (244, 150, 20)
    assert "near enough to be taken for it" in refused("palette", made(shot), WARN).sentence


def test_a_call_to_action_that_lost_its_colour_on_the_way_fails() -> None:
    e = sound()
    shifted = np.clip(e.pixels.astype(int) - np.array([0, 28, 0]), 0, 255).astype(np.uint8)
    assert "call to action" in refused("palette", reencoded(e, shifted)).sentence


# contrast


def test_copy_over_a_ground_that_came_too_near_fails() -> None:
    e = sound()
    mist = (e.pixels * 0.25 + 180).astype(np.uint8)
    found = refused("contrast", reencoded(e, mist))
    assert ":1" in found.measured and found.marks


def test_small_copy_needs_more_contrast_than_large() -> None:
    from generation.engine.finishing.legible import required

    assert [required(p, w) for p, w in ((18, 400), (17.9, 600), (14, 700), (13.9, 700))] == [3.0, 4.5, 3.0, 4.5]


def test_contrast_is_measured_as_wcag_does() -> None:
    planned = made(flat((0x76, 0x76, 0x76)), Copy("en", "Decide"), kit=replace(KIT, palette=("#FFFFFF",)))
    measured = float(results("contrast", planned)[0].measured.split(":")[0])
    assert measured == pytest.approx(4.5, abs=0.2)  # white on #767676 is 4.54:1


def test_noise_under_copy_passes_for_contrast_only_because_of_its_scrim() -> None:
    e = made(noise(), ENGLISH)
    assert worst(results("contrast", e)) == PASS
    assert e.recipe is not None and e.blob is not None
    bare = Recipe(tuple(n for n in e.recipe.nodes if n.op != "type.scrim"))
    from generation.engine.render import render
    from tests.engine.finishing.scenes import png

    file = render(bare, Job(Store(png(noise())))).file
    assert file is not None
    refused("contrast", replace(e, recipe=bare, file=file))


# glyphs, copy_fit


def test_a_locale_that_no_font_covers_fails() -> None:
    e = made(dusk(), JAPANESE, kit=LATIN)
    assert "covers Japanese" in results("glyphs", e)[0].sentence
    refused("glyphs", retyped(sound(), text="決める"))


def test_copy_that_does_not_fit_fails() -> None:
    e = made(dusk(), Copy("en", "word " * 120))
    assert "599 characters" in refused("copy_fit", e).sentence


def test_copy_over_the_limit_of_characters_fails_with_how_many_to_cut() -> None:
    found = refused("copy_fit", replace(sound(), spec=spec(copy={"max_chars": {"headline": 12}})))
    assert "20 characters" in found.sentence.replace("has 20", "20") and "Shorten it by 8" in found.remedy


def test_a_file_that_says_something_else_than_the_brief_fails() -> None:
    refused("copy_fit", replace(sound(), copy=Copy("en-GB", "Decisions, alone.")))


# copy_space, safe_area


def test_detail_under_the_copy_is_flagged() -> None:
    assert "2." in refused("copy_space", reencoded(sound(), noise(600, 250, 0, 255).pixels)).measured
    refused("copy_space", reencoded(sound(), noise(600, 250, 60, 200).pixels), WARN)


def test_copy_over_a_face_fails() -> None:
    place = sound().box(sound().lines[0])
    face = Box("ana", place.x, place.y, 0.2, 0.9, "person")
    found = [r for r in results("copy_space", replace(sound(), boxes=(face,))) if r.verdict == FAIL]
    assert found and "upper body of a person (ana)" in found[0].sentence


def test_the_letters_themselves_are_not_detail() -> None:
    plain = made(flat((20, 24, 40)), ENGLISH)
    assert float(results("copy_space", plain)[0].measured) < 0.2


@pytest.mark.parametrize("ink", [[5, 100, 200, 130], [300, 100, 590, 130], [100, 5, 200, 40], [100, 220, 200, 249]])
def test_type_outside_the_safe_area_fails(ink: list[float]) -> None:
    assert "px outside" in refused("safe_area", retyped(sound(), ink=ink)).measured


def test_a_logo_outside_the_safe_area_fails() -> None:
    e = sound()
    assert e.recipe is not None
    logo = Node("logo.place", "1", {"x": 560, "y": 200, "w": 40, "h": 20})
    assert "logo" in refused("safe_area", replace(e, recipe=e.recipe.then(logo))).sentence


# focal_inside, upscale


def test_a_head_cut_by_the_crop_fails_and_legs_do_not() -> None:
    head = Box("ana", -0.05, 0.2, 0.1, 0.6, "person")
    legs = Box("ana", 0.4, 0.3, 0.1, 1.2, "person")
    gone = Box("ana", 1.2, 0.3, 0.1, 0.5, "person")
    assert "ana" in refused("focal_inside", replace(sound(), boxes=(head,))).sentence
    assert worst(results("focal_inside", replace(sound(), boxes=(legs, gone)))) == PASS


def test_a_focal_area_that_is_nearly_whole_is_a_warning() -> None:
    refused("focal_inside", replace(sound(), boxes=(Box("focal", -0.05, 0.2, 0.5, 0.5, "focal"),)), WARN)


@pytest.mark.parametrize(("scale", "verdict"), [(2.0, PASS), (2.01, WARN), (4.0, WARN), (4.01, FAIL)])
def test_enlarging_warns_above_two_and_fails_above_four(scale: float, verdict: str) -> None:
    e = replace(sound(), scale=scale)
    assert worst(results("upscale", e)) == verdict
    if verdict == FAIL:
        assert "4.01" in refused("upscale", e).sentence


# licence, rights_window


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"use_classes": ("experiment",)}, "public use"),
        ({"use_classes": ()}, "no use at all"),
        ({"territories": ("US",)}, "DE"),
        ({"excluded": ("DE",)}, "does not reach DE"),
        ({"expires": dt.date(2027, 4, 29)}, "2027-04-29"),
    ],
)
def test_a_licence_that_does_not_allow_the_use_fails(changes: dict[str, Any], words: str) -> None:
    assert words in refused("licence", replace(sound(), licences=(replace(OPEN, **changes),))).sentence


def test_the_most_restrictive_of_several_licences_decides() -> None:
    both = (OPEN, replace(OPEN, model="a LoRA", use_classes=("experiment",)))
    assert "a LoRA" in refused("licence", replace(sound(), licences=both)).sentence


def test_no_licence_on_record_fails_and_one_nobody_reviewed_warns() -> None:
    refused("licence", replace(sound(), licences=()))
    refused("licence", replace(sound(), licences=(replace(OPEN, reviewed=False),)), WARN)


def test_a_brief_without_regions_runs_everywhere_so_an_exclusion_bars_it() -> None:
    assert worst(results("licence", replace(sound(), territories=()))) == PASS
    refused("licence", replace(sound(), territories=(), licences=(replace(OPEN, excluded=("KR",)),)))


@pytest.mark.parametrize(
    ("right", "words"),
    [
        (Right("reference", "skyline.jpg", ends=dt.date(2027, 4, 29)), "1 day before"),
        (Right("font", "Brand Sans", starts=dt.date(2027, 2, 1)), "after the flight"),
        (Right("talent", "Ingrid", territories=("US",)), "does not reach DE"),
    ],
)
def test_a_right_that_does_not_span_the_flight_fails(right: Right, words: str) -> None:
    assert words in refused("rights_window", replace(sound(), rights=(right,))).sentence


def test_a_limited_right_without_flight_dates_fails_for_public_use() -> None:
    right = Right("reference", "skyline.jpg", ends=dt.date(2027, 4, 29))
    refused("rights_window", replace(sound(), flight=None, rights=(right,)))
    assert worst(results("rights_window", replace(sound(), flight=None, use_class="internal", rights=(right,)))) == PASS


def test_the_last_day_of_a_right_still_counts() -> None:
    right = Right("reference", "skyline.jpg", starts=FLIGHT[0], ends=FLIGHT[1], territories=("US", "DE"))
    assert worst(results("rights_window", replace(sound(), rights=(right,)))) == PASS


def test_the_worst_verdict_is_that_of_all() -> None:
    def say(verdict: str) -> Result:
        return Result("x", verdict, "")

    assert worst(()) == PASS and worst((say(WARN), say(PASS))) == WARN and worst((say(WARN), say(FAIL))) == FAIL
