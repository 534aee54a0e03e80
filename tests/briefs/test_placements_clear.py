"""What a channel lays over the picture, in finishing: type and logo are planned beside it, and over it they fail."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generation.engine.checks.result import FAIL, PASS
from generation.engine.checks.safe_area import check
from generation.engine.recipe import Node
from studio.lib.shapes import Shape
from tests.engine.checks.broken import made, retyped
from tests.engine.finishing.scenes import ENGLISH, dusk, spec

LEFT = {"shape": "rect", "x": 0, "y": 0, "width": 0.5, "height": 1, "for": "profile"}
CIRCLE = {"shape": "circle", "x": 0.5, "y": 0.5, "r": 0.2, "for": "play button"}


def test_type_and_logo_are_planned_beside_what_is_kept_clear() -> None:
    e = made(dusk(), ENGLISH, spec=spec(max_bytes=200_000, clear=[LEFT]))
    assert e.lines and all(line["ink"][0] >= 300 - 1.5 for line in e.lines)
    assert all(node.params["x"] >= 300 for node in e.nodes("logo.place"))
    (result,) = check(e)
    assert result.verdict == PASS


@pytest.mark.parametrize("ink", [[280, 120, 330, 130], [251, 100, 262, 150]])
def test_type_over_a_shape_fails_and_marks_both(ink: list[float]) -> None:
    e = retyped(made(dusk(), ENGLISH, spec=spec(max_bytes=200_000)), ink=ink)
    assert check(e)[0].verdict == PASS
    covered = replace(e, spec=replace(e.spec, clear=(Shape.read(CIRCLE),)))
    found = [result for result in check(covered) if result.verdict == FAIL]
    assert found and "lies over what is kept clear for play button" in found[0].sentence
    assert [mark.kind for mark in found[0].marks] == ["copy", "safe"]
    assert found[0].remedy in found[0].sentence


def test_type_in_the_corner_of_a_circles_bounds_does_not_touch_the_circle() -> None:
    e = retyped(made(dusk(), ENGLISH, spec=spec(max_bytes=200_000)), ink=[252, 77, 262, 85])
    only = replace(e, spec=replace(e.spec, clear=(Shape.read(CIRCLE),)))
    marked = [result for result in check(only) if "252" in result.sentence or result.verdict == FAIL]
    first = e.lines[0]["text"]
    assert not [result for result in marked if result.sentence.startswith(f"Web hero: “{first}”")]


def test_a_logo_over_a_shape_fails() -> None:
    e = made(dusk(), ENGLISH, spec=spec(max_bytes=200_000))
    assert e.recipe is not None
    logo = Node("logo.place", "1", {"x": 290, "y": 115, "w": 20, "h": 20})
    over = replace(e, recipe=e.recipe.then(logo), spec=replace(e.spec, clear=(Shape.read(CIRCLE),)))
    assert any("the logo lies over" in result.sentence for result in check(over))


def test_shapes_lie_on_the_trimmed_picture_not_on_its_bleed() -> None:
    poster = spec(width=100, height=50, unit="mm", dpi=254, bleed_mm=5, clear=[LEFT])
    (shape,) = poster.kept_clear
    assert (*poster.pixel_size, *shape.bounds) == pytest.approx((1100, 600, 50, 50, 550, 550))
    assert poster.live_box.x * 1100 >= 550
