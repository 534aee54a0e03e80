"""One scene, many shapes: nothing of the subject is cut, and the copy space stays free."""

from __future__ import annotations

import pytest

from generation.engine.engines import Model, Order
from generation.engine.picture import Box, Job, NoInputs, Picture
from generation.engine.previz import engine
from generation.engine.recipe import Node, Recipe
from generation.engine.render import render

DISPLAY = {
    "subject": "Three people around a large transparent display",
    "environment": "Modern office, city skyline at dusk outside",
    "copy_space": "top-third",
}
BOTTLE = {
    "subject": "Green water bottle on a wet basalt pedestal",
    "environment": "Misty lake shore at sunrise",
    "copy_space": "left-half",
    "must_not_show": ["other bottles"],
}


def planned(brief: dict[str, object]) -> Recipe:
    model = Model("previz", "previz", settings={"samples": 1})
    return engine.plan(Order(brief, {}, ("#14213D", "#FCA311"), {}, model, 144, 96, 7, 3, 16))


def seen(recipe: Recipe) -> Picture:
    return render(recipe, Job(NoInputs()))


def focal(picture: Picture) -> Box:
    return next(box for box in picture.boxes if box.kind == "focal")


@pytest.mark.parametrize("brief", [DISPLAY, BOTTLE])
def test_the_subject_stays_whole_and_clear_of_the_copy_in_every_shape(brief: dict[str, object]) -> None:
    recipe = planned(brief)
    first = seen(recipe)
    bottom = min(focal(first).y + focal(first).h, 1.0)
    for width, height in ((192, 64), (144, 60), (64, 96), (96, 96)):
        framed = engine.reframe(recipe, width, height, first.boxes)
        assert framed is not None
        picture = seen(framed)
        assert (picture.width, picture.height) == (width, height)
        box = focal(picture)
        assert box.x > -0.01
        assert box.x + box.w < 1.01
        assert box.y > 0
        assert box.y + box.h <= max(bottom, 1.0) + 0.02
        copy = next(one for one in picture.boxes if one.kind == "copy")
        apart = box.y >= copy.y + copy.h - 0.02 if copy.w > 0.7 else box.x >= copy.x + copy.w - 0.02
        assert apart, (width, height, box, copy)


def test_a_frame_of_the_same_shape_is_the_same_scene_with_another_camera() -> None:
    recipe = planned(DISPLAY)
    framed = engine.reframe(recipe, 144, 96, seen(recipe).boxes)
    assert framed is not None
    before, after = (one.nodes[0].params["scene"] for one in (recipe, framed))
    varies = {"camera": 0, "notes": 0}
    before["rules"]["asks"] = after["rules"]["asks"] = []
    assert {**before, **varies} == {**after, **varies}
    assert before["camera"]["eye"] == after["camera"]["eye"]


def test_reframing_is_part_of_the_recipe_so_that_it_can_be_replayed() -> None:
    recipe = planned(DISPLAY)
    boxes = seen(recipe).boxes
    one, other = (engine.reframe(recipe, 192, 64, boxes) for _ in range(2))
    assert one is not None
    assert other is not None
    assert one.digest == other.digest != recipe.digest
    assert seen(one).pixels_sha256 == seen(other).pixels_sha256


def test_what_is_not_a_previz_scene_or_has_no_subject_is_left_to_the_crop() -> None:
    recipe = planned(DISPLAY)
    assert engine.reframe(recipe, 192, 64, ()) is None
    assert engine.reframe(Recipe((Node("stored", "1"),)), 192, 64, (Box("subject", 0, 0, 1, 1, "focal"),)) is None


def test_no_other_bottles_does_not_mean_no_bottle() -> None:
    assert "bottle" in {box.name for box in seen(planned(BOTTLE)).boxes}


def test_a_colour_of_the_brand_by_name_is_that_colour_and_no_other_green() -> None:
    style = {"palette": [{"name": "kelp", "hex": "#2F5D50"}, {"name": "dune", "hex": "#D9B382"}]}
    brief = {**BOTTLE, "subject": "Kelp green water bottle on a wet basalt pedestal"}
    model = Model("previz", "previz", settings={"samples": 1})
    scene = engine.plan(Order(brief, style, (), {}, model, 96, 96, 7, 3, 16)).nodes[0].params["scene"]
    assert scene["materials"]["product"]["colour"].lower() == "#2f5d50"
