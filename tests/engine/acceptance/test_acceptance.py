"""Each test of a search on pictures whose answer is known, drawn and rendered here."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from generation.engine.acceptance import no_text, sharpness, similarity
from generation.engine.acceptance.evidence import Character, Room, Seen
from generation.engine.acceptance.run import run
from generation.engine.acceptance.table import TESTS
from generation.engine.finishing.fonts import bundled
from generation.engine.picture import Box, Pixels
from tests.engine.previz import orders

NAVY, AMBER = "#14213D", "#FCA311"
SAFE = Box("safe", 0.05, 0.05, 0.9, 0.9, "safe")
LEFT = Room("Feed", 1.5, Box("copy", 0.05, 0.05, 0.4, 0.9, "copy"), SAFE)


def flat(colour: str, width: int = 240, height: int = 160) -> Pixels:
    return np.asarray(Image.new("RGB", (width, height), colour))


def halves(left: str, right: str) -> Pixels:
    return np.hstack([flat(left, 120), flat(right, 120)])


def verdict(name: str, seen: Seen, limit: float | None = None) -> Any:
    return run([(name, TESTS[name].default if limit is None else limit)], seen)[0]


@pytest.fixture(scope="module")
def office() -> Pixels:
    return orders.picture(orders.OFFICE, width=480, height=320, samples=2).pixels[..., :3]


@pytest.fixture(scope="module")
def shore() -> Pixels:
    return orders.picture(orders.SHORE, width=480, height=320, samples=2, palette=orders.TERN).pixels[..., :3]


# --- Palette --------------------------------------------------------------------------------------------------------
def test_a_picture_in_the_brands_colours_is_at_no_distance_from_them() -> None:
    found = verdict("palette", Seen(halves(NAVY, AMBER), palette=(NAVY, AMBER)))
    assert found.verdict == "pass" and found.value < 0.5


def test_a_foreign_colour_counts_by_its_area() -> None:
    half = verdict("palette", Seen(halves(NAVY, "#00A040"), palette=(NAVY,)))
    whole = verdict("palette", Seen(flat("#00A040"), palette=(NAVY,)))
    assert half.verdict == whole.verdict == "fail"
    assert half.value == pytest.approx(whole.value / 2, rel=0.03)
    assert "#00A040" in half.words and "ΔE" in half.words


def test_greys_claim_no_brand_colour() -> None:
    grey = verdict("palette", Seen(halves(NAVY, "#808080"), palette=(NAVY,)))
    assert grey.verdict == "pass" and grey.value < 0.5
    assert "hardly any" in verdict("palette", Seen(flat("#808080"), palette=(NAVY,))).words


def test_without_a_palette_nothing_is_measured() -> None:
    found = verdict("palette", Seen(flat(NAVY)))
    assert (found.verdict, found.value) == ("not run", None) and "style pack" in found.words


# --- Copy space -----------------------------------------------------------------------------------------------------
def test_calm_and_busy_rooms_for_copy_are_told_apart_wherever_the_busy_half_is() -> None:
    noise = np.random.default_rng(1).integers(0, 256, (160, 120, 3), dtype=np.uint8)
    calm = flat("#EEEEEE", 120)
    assert verdict("copy_space", Seen(np.hstack([calm, noise]), rooms=(LEFT,))).verdict == "pass"
    busy = verdict("copy_space", Seen(np.hstack([noise, calm]), rooms=(LEFT,)))
    assert busy.verdict == "fail" and busy.value > 2


def test_of_several_placements_the_busiest_is_said() -> None:
    noise = np.random.default_rng(1).integers(0, 256, (160, 120, 3), dtype=np.uint8)
    right = Room("Story", 1.5, Box("copy", 0.55, 0.05, 0.4, 0.9, "copy"), SAFE)
    found = verdict("copy_space", Seen(np.hstack([flat("#EEEEEE", 120), noise]), rooms=(LEFT, right)))
    assert found.verdict == "fail" and "Story" in found.words


# --- Sharpness ------------------------------------------------------------------------------------------------------
def test_blurring_fails_a_sharp_picture(office: Pixels) -> None:
    blurred = np.asarray(Image.fromarray(office).filter(ImageFilter.GaussianBlur(2)))
    assert verdict("sharpness", Seen(office)).verdict == "pass"
    found = verdict("sharpness", Seen(blurred))
    assert found.verdict == "fail" and found.value > verdict("sharpness", Seen(office)).value + 0.1


def test_sharpness_does_not_depend_on_size_or_contrast(office: Pixels) -> None:
    def measured(pixels: Pixels) -> float:
        return float(np.percentile(sharpness.tiles(Seen(pixels)), sharpness.SHARPEST))

    large = np.asarray(Image.fromarray(office).resize((768, 512), Image.Resampling.LANCZOS))
    larger = np.asarray(Image.fromarray(large).resize((1536, 1024), Image.Resampling.LANCZOS))
    assert measured(larger) == pytest.approx(measured(large), abs=0.03)
    pale = (128 + (office.astype(float) - 128) * 0.5).astype(np.uint8)
    assert measured(pale) == pytest.approx(measured(office), abs=0.03)


def test_a_subject_in_focus_before_a_soft_ground_is_sharp(office: Pixels) -> None:
    soft = np.asarray(Image.fromarray(office).filter(ImageFilter.GaussianBlur(4))).copy()
    soft[64:256, 128:320] = office[64:256, 128:320]
    assert verdict("sharpness", Seen(soft)).verdict == "pass"


def test_a_picture_of_nothing_is_not_sharp() -> None:
    assert verdict("sharpness", Seen(flat("#777777"))).verdict == "fail"


# --- No text --------------------------------------------------------------------------------------------------------
FONTS = {(b.font.family, b.font.weight): b.path for b in bundled() if b.font.style == "normal"}


def lettered(pixels: Pixels, text: str, family: str, size: int, colour: str = "#FFFFFF") -> Pixels:
    image = Image.fromarray(pixels)
    weight = 700 if (family, 700) in FONTS else 600
    font = ImageFont.truetype(str(FONTS[(family, weight)]), size)
    ImageDraw.Draw(image).text((20, 12), text, font=font, fill=colour)
    return np.asarray(image)


@pytest.mark.parametrize(("text", "family", "size"), [
    ("Make the next decision", "Source Sans Pro", 22),
    ("Решения вместе", "Source Sans Pro", 30),
    ("Aurora at every hour", "Source Serif Pro", 40),
    ("水のある暮らしを", "Noto Sans CJK JP", 34),
    ("قرارات أفضل معاً كل يوم", "Noto Sans Arabic", 30),
])  # fmt: skip
def test_lettering_is_found_in_several_scripts_and_sizes(shore: Pixels, text: str, family: str, size: int) -> None:
    assert no_text.lines(shore) == []
    found = verdict("no_text", Seen(lettered(shore, text, family, size)))
    assert found.verdict == "fail" and found.value >= 1 and "at the top" in found.words
    dark = lettered(flat("#E8E4DC", 480, 320), text, family, size, "#202020")
    assert verdict("no_text", Seen(dark)).verdict == "fail"


def test_where_no_lettering_is_found_it_warns_because_it_may_be_blind(shore: Pixels) -> None:
    found = verdict("no_text", Seen(shore))
    assert (found.verdict, found.value) == ("warn", 0) and "look yourself" in found.words


def test_a_fence_is_no_line_of_text() -> None:
    image = Image.new("RGB", (480, 320), "#D8D8D8")
    for x in range(20, 460, 16):
        ImageDraw.Draw(image).rectangle((x, 100, x + 5, 150), fill="#303030")
    assert no_text.lines(np.asarray(image)) == []


# --- Similarity -----------------------------------------------------------------------------------------------------
def test_a_picture_is_like_itself_at_any_size_and_unlike_another_brief(office: Pixels, shore: Pixels) -> None:
    half = np.asarray(Image.fromarray(office).resize((240, 160), Image.Resampling.LANCZOS))
    same = verdict("similarity", Seen(half, reference=office))
    other = verdict("similarity", Seen(shore, reference=office))
    assert same.verdict == "pass" and same.value < 0.08
    assert other.verdict == "fail" and other.value > same.value + 0.4


def test_structure_and_colour_are_told_apart(office: Pixels) -> None:
    tinted = np.roll(office, 1, axis=2)
    structure, colour = similarity.parts(tinted, office)
    moved = similarity.parts(np.ascontiguousarray(office[:, ::-1]), office)
    assert colour > 0.2 and moved[0] > structure and moved[1] < 0.02


def test_a_reference_of_another_shape_is_cut_to_the_pictures(office: Pixels) -> None:
    square = np.ascontiguousarray(office[:, 80:400])
    assert verdict("similarity", Seen(square, reference=office)).value < 0.1
    assert verdict("similarity", Seen(office)).verdict == "not run"


# --- Identity -------------------------------------------------------------------------------------------------------
def mean_colour(pixels: Pixels) -> Any:
    """A stand-in for an encoder: who somebody is, is the colour they are of."""
    vector = pixels.reshape(-1, 3).mean(axis=0) - 127.5
    return vector / np.linalg.norm(vector)


def test_the_nearest_person_and_view_count_and_the_worst_character() -> None:
    picture = halves("#C02020", "#2020C0")
    people = (Box("a", 0.0, 0.0, 0.5, 1.0, "person"), Box("b", 0.5, 0.0, 0.5, 1.0, "person"))
    red, blue, green = flat("#C02020"), flat("#2020C0"), flat("#20C020")
    both = (Character("rosa", (green, red)), Character("blaise", (blue,)))
    seen = Seen(picture, people, characters=both, encode=mean_colour)
    assert verdict("identity", seen, 0.05).verdict == "pass"
    gone = Seen(picture, people, characters=(*both, Character("olive", (green,))), encode=mean_colour)
    found = verdict("identity", gone, 0.05)
    assert found.verdict == "fail" and "olive" in found.words


def test_without_an_encoder_or_a_sheet_identity_is_not_run() -> None:
    assert verdict("identity", Seen(flat(NAVY))).verdict == "not run"
    assert verdict("identity", Seen(flat(NAVY), encode=mean_colour)).verdict == "not run"


def test_every_test_of_the_table_runs_on_a_strange_picture() -> None:
    clear = np.dstack([flat(AMBER, 40, 13), np.zeros((13, 40), np.uint8)])
    seen = Seen(
        clear,
        palette=(NAVY,),
        rooms=(LEFT,),
        reference=flat(NAVY, 9, 200),
        characters=(Character("x", (clear,)),),
        encode=mean_colour,
    )
    for found in run([(name, test.default) for name, test in TESTS.items()], seen):
        assert found.verdict in ("pass", "warn", "fail", "not run") and found.words.endswith(".")
        assert TESTS[found.name].least <= TESTS[found.name].default <= TESTS[found.name].most
