from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from generation.engine.finishing.placement import BadSpec, Copy, Kit, Shot
from generation.engine.finishing.plan import plan
from generation.engine.picture import Box, EngineError
from generation.engine.recipe import Recipe
from tests.engine.finishing.scenes import (
    ARABIC,
    ENGLISH,
    GERMAN,
    JAPANESE,
    KIT,
    LATIN,
    PALETTE,
    Store,
    dusk,
    finish,
    flat,
    noise,
    png,
    spec,
)  # fmt: skip


def ops(nodes: tuple) -> list[str]:  # type: ignore[type-arg]
    return [n.op for n in nodes]


@pytest.mark.parametrize("copy", [ENGLISH, GERMAN, JAPANESE, ARABIC], ids=lambda c: c.locale)
@pytest.mark.parametrize("size", [(600, 250), (300, 400), (270, 480)], ids=str)
def test_type_stands_in_the_safe_area_and_off_the_people(copy: Copy, size: tuple[int, int]) -> None:
    placement = spec(width=size[0] * 2, height=size[1] * 2)
    shot = dusk()
    planned, _, picture = finish(shot, placement, copy)
    assert not [f for f in planned.findings if f.level == "fail"]
    assert (picture.width, picture.height) == placement.pixel_size
    box, safe = planned.text_box, placement.safe_box
    assert box is not None
    assert box.x >= safe.x - 0.002 and box.y >= safe.y - 0.002
    assert box.x + box.w <= safe.x + safe.w + 0.002 and box.y + box.h <= safe.y + safe.h + 0.002
    for p in planned.boxes:
        if p.kind == "person":
            overlap_x = min(box.x + box.w, p.x + p.w) - max(box.x, p.x)
            overlap_y = min(box.y + box.h, p.y + p.h) - max(box.y, p.y)
            assert overlap_x <= 0.01 or overlap_y <= 0.01


def test_the_same_arguments_give_the_same_recipe_and_the_same_bytes() -> None:
    first, second = finish(noise(), spec(), ENGLISH), finish(noise(), spec(), ENGLISH)
    assert first[1].digest == second[1].digest
    assert first[2].file == second[2].file


def test_a_recipe_stored_and_read_back_renders_the_same_bytes() -> None:
    from generation.engine.picture import Job
    from generation.engine.render import render
    from studio.lib.canonical import parse

    shot = dusk()
    _, recipe, picture = finish(shot, spec(), GERMAN)
    again = Recipe.from_document(parse(recipe.canonical()))
    assert again.digest == recipe.digest
    assert render(again, Job(Store(png(shot)))).file == picture.file


def test_a_calm_dark_sky_needs_no_scrim_and_gets_the_brands_paper_colour() -> None:
    planned, _, _ = finish(dusk(), spec(), ENGLISH)
    assert "type.scrim" not in ops(planned.nodes)
    assert planned.block is not None and planned.block.lines[0].colour == "#F5F3EE"


def test_noise_gets_a_scrim_because_no_colour_reads_on_it() -> None:
    planned, _, _ = finish(noise(), spec(), ENGLISH)
    assert "type.scrim" in ops(planned.nodes)


def test_the_step_order_is_crop_resize_type_convert_encode() -> None:
    planned, _, _ = finish(dusk(), spec(), ENGLISH)
    assert ops(planned.nodes) == ["fit.crop", "fit.resize", "type.set", "colour.convert", "encode"]


def test_without_copy_nothing_is_set() -> None:
    planned, _, _ = finish(dusk(), spec())
    assert ops(planned.nodes) == ["fit.crop", "fit.resize", "colour.convert", "encode"]


def test_copy_that_is_too_long_is_a_finding_and_is_not_set() -> None:
    planned, _, _ = finish(dusk(), spec(), Copy("en-GB", "word " * 120))
    found = [f for f in planned.findings if f.code == "overflow"]
    assert found and "600 characters" not in found[0].sentence and "599 characters" in found[0].sentence
    assert "Shorten" in found[0].remedy and "type.set" not in ops(planned.nodes)


def test_a_subject_that_fills_the_picture_leaves_no_room_for_copy() -> None:
    shot = Shot(flat((90, 90, 90)).pixels, (Box("bottle", 0.05, 0.02, 0.9, 0.96, "product"),))
    planned, _, _ = finish(shot, spec(), ENGLISH)
    assert "overflow" in [f.code for f in planned.findings] and "type.set" not in ops(planned.nodes)


def test_japanese_without_a_japanese_font_is_a_finding_not_boxes() -> None:
    planned, _, _ = finish(dusk(), spec(), JAPANESE, LATIN)
    found = [f for f in planned.findings if f.code == "glyphs"]
    assert found and "covers Japanese" in found[0].sentence and "type.set" not in ops(planned.nodes)


def test_longer_copy_is_set_smaller_never_below_the_least_size() -> None:
    short, _, _ = finish(dusk(), spec(), Copy("en", "Decide."))
    long, _, _ = finish(
        dusk(), spec(), Copy("en", "Decide with everyone at one table about the one thing that matters now.")
    )
    assert short.block is not None and long.block is not None
    assert long.block.headline_size < short.block.headline_size


def test_millimetres_and_bleed_become_pixels() -> None:
    placement = spec(unit="mm", width=210, height=297, dpi=300, bleed_mm=3, colour_space="cmyk", formats=["tiff"])
    assert placement.pixel_size == (2480 + 70, 3508 + 70)
    assert placement.safe_box.x * 2550 == pytest.approx(35 + 0.06 * 2480)


def test_the_logo_takes_the_next_corner_when_its_own_is_taken() -> None:
    logo = png(flat((250, 250, 250, 255), 80, 20))
    store = Store(logo)
    kit = replace(KIT, logo=next(iter(store.blobs)))
    shot = Shot(flat((20, 20, 30), 480, 200).pixels, (Box("bottle", 0.6, 0.0, 0.4, 1.0, "product"),))
    planned, _, _ = finish(shot, spec(), kit=kit, store=store)
    node = next(n for n in planned.nodes if n.op == "logo.place")
    assert node.params["corner"] == "bottom-left"


def test_a_logo_without_room_is_a_finding() -> None:
    store = Store(png(flat((250, 250, 250, 255), 80, 20)))
    shot = Shot(flat((20, 20, 30), 480, 200).pixels, (Box("all", 0, 0, 1, 1, "product"),))
    planned, _, _ = finish(shot, spec(), kit=replace(KIT, logo=next(iter(store.blobs))), store=store)
    assert [f.code for f in planned.findings if f.level == "fail"] == ["logo"]


def test_a_white_logo_on_white_is_a_warning_with_its_contrast() -> None:
    store = Store(png(flat((250, 250, 250, 255), 80, 20)))
    planned, _, _ = finish(flat((245, 245, 245)), spec(), kit=replace(KIT, logo=next(iter(store.blobs))), store=store)
    assert [f.code for f in planned.findings] == ["logo_contrast"] and "1.0:1" in planned.findings[0].sentence


def test_a_subject_wider_than_the_placement_is_a_finding() -> None:
    shot = Shot(flat((90, 90, 90)).pixels, (Box("focal", 0, 0, 1, 1, "focal"),))
    planned, _, _ = finish(shot, spec(width=100, height=400))
    assert [f.code for f in planned.findings] == ["focal_cut"]


def test_the_call_to_action_is_the_brands_accent_and_stands_beside_the_text_on_a_leaderboard() -> None:
    placement = spec(width=728, height=90, safe={"top": 0.08, "bottom": 0.08, "left": 0.02, "right": 0.02})
    planned, _, _ = finish(
        flat((20, 24, 40)), placement, Copy("en", "One bottle, ten summers", "Steel that lasts.", "Shop now")
    )
    assert planned.block is not None and planned.block.pills[0].colour == PALETTE[1]
    texts = [ln for ln in planned.block.lines if ln.role != "cta"]
    assert planned.block.pills[0].x > max(ln.ink[2] for ln in texts)


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"width": 0}, "above 0"), ({"width": "wide"}, "not a number"), ({"unit": "pt"}, "px or mm"),
     ({"formats": ["gif"]}, "gif"),
     ({"colour_space": "lab"}, "srgb or cmyk"), ({"colour_space": "cmyk", "formats": ["webp"]}, "cannot hold CMYK"),
     ({"safe": {"top": 0.6}}, "safe margins"), ({"width": 99_000}, "30,000"), ({"dpi": float("nan")}, "above 0")],
)  # fmt: skip
def test_a_placement_that_cannot_be_produced_is_refused_by_name(changes: dict, words: str) -> None:  # type: ignore[type-arg]
    with pytest.raises(BadSpec, match=words) as caught:
        spec(**changes)
    assert str(caught.value).startswith("Web hero: ")


def test_a_palette_colour_that_is_no_colour_is_refused() -> None:
    with pytest.raises(EngineError, match="six hex digits"):
        plan(dusk(), spec(), ENGLISH, Kit(("orange",), KIT.fonts), Store())


def test_planning_writes_no_pixels() -> None:
    shot = dusk()
    before = shot.pixels.copy()
    plan(shot, spec(), ENGLISH, KIT, Store())
    assert np.array_equal(before, shot.pixels)
