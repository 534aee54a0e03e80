"""A label that a rule asks for: where it stands, how large it is, that it reads, and what happens without room."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from generation.engine.checks.disclosure import check
from generation.engine.checks.evidence import Evidence
from generation.engine.checks.gather import evidence
from generation.engine.checks.result import FAIL, PASS, WARN, Result
from generation.engine.checks.run import run
from generation.engine.finishing.label import OP, Label
from generation.engine.finishing.placement import Copy, Shot, Spec
from generation.engine.picture import Box, Job
from generation.engine.recipe import Node, Recipe
from generation.engine.render import render
from tests.engine.finishing.scenes import ENGLISH, KIT, LATIN, Store, dusk, finish, flat, noise, png, spec

CHINA = Label(("AI生成",), 0.05, "zh-CN")
EUROPE = Label(("AI-generated",), 0.03, "en")
PERFORMER = Label(("AI-generated", "Contains a synthetic performer"), 0.03, "en-US")
CHINESE = Copy("zh-CN", "一起做决定", "一张图，所有人都看得懂。", "了解更多")
LONG = Copy("en", "Decide with everyone at one table about what matters now.", "One picture that all can read.", "See")
STORE = Store(png(flat((250, 250, 250, 255), 80, 20)))
BRANDED = replace(KIT, logo=next(iter(STORE.blobs)))
SIZES = {"small": (300, 250), "wide": (970, 250), "tall": (540, 960), "banner": (320, 50)}


def labelled(
    label: Label = CHINA, shot: Shot | None = None, copy: Copy | None = CHINESE, kit: Any = BRANDED, **said: Any
) -> Evidence:
    placement = spec(**{"name": "Small", "width": 300, "height": 250, "safe": {}} | said)
    planned, recipe, picture = finish(shot or dusk(), placement, copy, kit, store=STORE, label=label)
    assert picture.file is not None
    found = evidence(picture.file, planned, recipe, placement, copy=copy, kit=kit, blob=STORE.blob)
    return replace(found, label=label)


def one(e: Evidence) -> Result:
    (result,) = check(e)
    return result


def plate(e: Evidence) -> tuple[float, float, float, float]:
    (node,) = e.nodes(OP)
    x, y, w, h = (float(node.params["plate"][k]) for k in "xywh")
    return x, y, x + w, y + h


def apart(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


@pytest.mark.parametrize(
    ("size", "label"),
    # Beside three people a banner has no place for so many words: see the subject that fills the picture.
    [
        (SIZES[name], one)
        for name in SIZES
        for one in (CHINA, EUROPE, PERFORMER)
        if (name, one) != ("banner", PERFORMER)
    ],
)
def test_a_label_stands_in_the_safe_area_off_copy_logo_and_heads_and_large_enough(
    size: tuple[int, int], label: Label
) -> None:
    width, height = size
    copy = Copy("en", "Decide.", "", "") if height < 100 else ENGLISH
    e = labelled(label, None, copy, width=width, height=height, safe={"top": 0.02, "left": 0.02})
    found = one(e)
    assert found.verdict == PASS and float(found.measured.rstrip("%")) / 100 >= label.share - 5e-4
    place, safe = plate(e), e.spec.safe_box
    assert place[0] >= safe.x * width and place[1] >= safe.y * height and place[2] <= width and place[3] <= height
    assert e.lines or height < 100, "the copy is not lost to the label"
    for line in e.lines:
        assert apart(place, line["ink"])
    for node in e.nodes("logo.place"):
        x, y, w, h = (float(node.params[k]) for k in "xywh")
        assert apart(place, (x, y, x + w, y + h))
    for box in (b for b in e.boxes if b.kind == "person"):
        assert apart(place, (box.x * width, box.y * height, (box.x + box.w) * width, (box.y + box.h * 0.55) * height))


@pytest.mark.parametrize(
    "ground", [flat((255, 255, 255)), flat((0, 0, 0)), flat((119, 119, 119)), noise(), noise(low=0, high=255)]
)
def test_a_label_reads_on_any_ground(ground: Shot) -> None:
    assert one(labelled(CHINA, ground, None, KIT)).verdict == PASS


def test_without_a_label_nothing_of_a_plan_changes_and_no_rule_is_no_verdict() -> None:
    plain, _, _ = finish(dusk(), spec(), ENGLISH)
    again, recipe, _ = finish(dusk(), spec(), ENGLISH, label=CHINA)
    assert [node for node in again.nodes if node.op != OP] == list(plain.nodes), "a free corner takes nothing away"
    e = labelled()
    assert "disclosure" not in {result.check for result in run(replace(e, label=None))}
    assert "disclosure" in {result.check for result in run(e)}
    assert len(recipe.nodes) == len(plain.nodes) + 2


def test_the_same_label_gives_the_same_bytes_again() -> None:
    shot = noise()
    _, recipe, picture = finish(shot, spec(), ENGLISH, label=PERFORMER)
    again = Recipe.from_document(recipe.document())
    assert again.digest == recipe.digest and render(again, Job(Store(png(shot)))).file == picture.file


def test_where_every_corner_is_taken_copy_and_logo_make_room() -> None:
    crowded = Shot(flat((30, 34, 44), 300, 250).pixels)
    without, _, _ = finish(crowded, spec(width=300, height=250, safe={}), LONG, BRANDED, store=STORE)
    e = labelled(Label(("AI-generated",), 0.08, "en"), crowded, LONG)
    assert without.block is not None and e.lines
    before = [[round(n, 2) for n in line.ink] for line in without.block.lines]
    assert [line["ink"] for line in e.lines] != before, "the copy has moved"
    assert one(e).verdict == PASS and all(apart(plate(e), line["ink"]) for line in e.lines)


def test_a_label_without_room_beside_the_copy_is_left_out_and_fails_with_what_it_would_take() -> None:
    crowded = Shot(flat((30, 34, 44), 300, 250).pixels)
    e = labelled(Label(("AI-generated",), 0.1, "en"), crowded, LONG)
    found = one(e)
    assert found.verdict == FAIL and "finds no room beside the copy and the logo" in found.sentence
    assert "10% of the shorter side" in found.sentence and found.remedy in found.sentence and not e.nodes(OP)


def test_a_placement_that_is_too_small_says_so_and_carries_no_illegible_label() -> None:
    e = labelled(PERFORMER, None, None, KIT, width=40, height=20)
    found = one(e)
    assert found.verdict == FAIL and "is too small for the label “AI-generated · Contains" in found.sentence
    assert "(the least that reads)" in found.sentence and not e.nodes(OP)


def test_a_label_that_no_font_can_set_is_named() -> None:
    found = one(labelled(CHINA, None, None, LATIN))
    assert found.verdict == FAIL and "covers Chinese" in found.sentence and "Upload a font" in found.remedy


def test_over_a_subject_that_fills_the_picture_it_stands_all_the_same_and_warns() -> None:
    shot = Shot(flat((20, 20, 30), 480, 400).pixels, (Box("bottle", 0, 0, 1, 1, "product"),))
    found = one(labelled(CHINA, shot, None, KIT))
    assert found.verdict == WARN and "stands over the product (bottle)" in found.sentence


def test_a_corner_that_is_asked_for_is_taken_where_it_is_free() -> None:
    places = {}
    for corner in ("", "top-left", "bottom-right"):
        e = labelled(replace(CHINA, corner=corner), flat((60, 60, 60)), None, KIT)
        x0, y0, x1, y1 = plate(e)
        places[corner] = ("left" if x0 < 300 - x1 else "right", "top" if y0 < 250 - y1 else "bottom")
    assert places == {"": ("left", "bottom"), "top-left": ("left", "top"), "bottom-right": ("right", "bottom")}


def test_a_label_keeps_off_what_the_channel_lays_over_the_picture() -> None:
    lower = [{"shape": "rect", "x": 0, "y": 0.6, "width": 1, "height": 0.4, "for": "caption"}]
    e = labelled(CHINA, flat((60, 60, 60)), None, KIT, clear=lower)
    assert one(e).verdict == PASS and plate(e)[3] <= 150
    (node,) = e.nodes(OP)
    moved = _with(e, node, plate={**node.params["plate"], "y": 200.0})
    assert "over what is kept clear for caption" in one(moved).sentence


def test_on_transparent_ground_and_on_paper_it_can_be_read() -> None:
    cut_out = Shot(np.zeros((100, 100, 4), np.uint8))
    e = labelled(CHINA, cut_out, None, KIT, formats=["png"], background="transparent")
    assert one(e).verdict == PASS
    paper = {"unit": "mm", "width": 60, "height": 50, "dpi": 150, "bleed_mm": 3, "colour_space": "cmyk"}
    printed = labelled(EUROPE, dusk(), None, KIT, formats=["tiff"], **paper)
    assert one(printed).verdict == PASS and plate(printed)[0] > printed.spec.bleed_px


def _with(e: Evidence, node: Node, **params: Any) -> Evidence:
    """The same file with another plan of the label."""
    assert e.recipe is not None
    nodes = [replace(n, params={**n.params, **params}) if n is node else n for n in e.recipe.nodes]
    return replace(e, recipe=Recipe(tuple(nodes)))


def test_what_is_not_on_the_pixels_fails_whatever_the_recipe_says() -> None:
    e = labelled(CHINA, flat((60, 60, 60)), None, KIT)
    assert "contrast of 1.0:1 on the file; 4.5:1 is needed" in one(replace(e, file=_bare(e.spec))).sentence
    (node,) = e.nodes(OP)
    gone = replace(e, recipe=Recipe(tuple(n for n in (e.recipe.nodes if e.recipe else ()) if n.op != OP)))
    assert "the label “AI生成” that a rule asks for is not on it" in one(gone).sentence
    assert "is not on it" in one(replace(e, label=replace(CHINA, words=("AI生成", "Made with AI")))).sentence
    larger = one(replace(e, label=replace(CHINA, share=0.08)))
    assert larger.verdict == FAIL and "8.0% of the shorter side are asked for" in larger.sentence
    outside = _with(e, node, plate={**node.params["plate"], "x": -20.0})
    assert "20 px outside the safe area" in one(outside).sentence


def _bare(placement: Spec) -> bytes:
    _, _, picture = finish(flat((60, 60, 60)), placement)
    assert picture.file is not None
    return picture.file
