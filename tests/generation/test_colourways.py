"""A colourway in recipe and picture: the product wears it, and nothing else is different."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from generation import planning
from generation.engine.engines import Model, Order
from generation.engine.picture import EngineError
from generation.engine.previz import engine as previz
from generation.models import ModelEntry
from tests.cast import Cast
from tests.generation.orders import order

WAYS = [{"name": "Kelp", "hex": "#2F5D50"}, {"name": "Ember", "hex": "#C8452D"}, {"name": "Fog", "hex": "#C9CED1"}]
SHORE = {
    "subject": "Water bottle on a wet basalt pedestal", "environment": "lake shore, mist", "people": "no people",
    "light": "low morning sun from the left", "copy_space": "left-half", "shot": "product",
}  # fmt: skip


def test_a_colourway_takes_part_in_the_recipe_and_without_one_nothing_is_different(
    cast: Cast, model: ModelEntry
) -> None:
    plain = order(cast, model, seed=7)
    context = planning.order_of(plain, 0).context
    assert set(context) == {"revision", "style_pack", "prompt", "tier", "batch"}
    before = planning.plan(plain, 0)
    plain.colourway = WAYS[0]
    assert planning.plan(plain, 0).digest != before.digest
    assert planning.plan(plain, 0).context["colourway"] == WAYS[0]
    plain.colourway = None
    assert planning.plan(plain, 0).digest == before.digest


def bottle(colourway: dict[str, str], brief: dict[str, Any] = SHORE, **more: Any) -> Order:
    palette = tuple(way["hex"] for way in WAYS)
    made = Order(brief, {}, palette, {}, Model("previz", "previz", settings={"samples": 1}), 96, 96, 7, **more)
    return replace(made, colourway=colourway)


@pytest.mark.parametrize("brief", [
    SHORE, SHORE | {"subject": "Three water bottles on a table"}, SHORE | {"subject": "a brushed metal water bottle"},
    SHORE | {"subject": "a glass bottle and an apple"}, SHORE | {"subject": "an unheard-of flumph", "environment": ""},
])  # fmt: skip
@pytest.mark.parametrize("position", [0, 5])
def test_the_scenes_of_two_colourways_differ_in_one_material(brief: dict[str, Any], position: int) -> None:
    kelp, ember = (
        previz.plan(bottle(way, brief, position=position)).nodes[0].params["scene"] for way in WAYS[:2]
    )  # fmt: skip
    assert {key for key in kelp if kelp[key] != ember[key]} == {"materials"}
    assert {name for name in kelp["materials"] if kelp["materials"][name] != ember["materials"][name]} == {"colourway"}
    as_briefed = previz.plan(bottle({}, brief, position=position)).nodes[0].params["scene"]
    assert [thing["at"] for thing in as_briefed["things"]] == [thing["at"] for thing in kelp["things"]]
    assert as_briefed["camera"] == kelp["camera"] and as_briefed["lights"] == kelp["lights"]


def test_the_bottle_wears_the_colour_and_its_cap_does_not() -> None:
    scene = previz.plan(bottle(WAYS[1])).nodes[0].params["scene"]
    [thing] = [thing for thing in scene["things"] if thing["shape"] == "bottle"]
    assert thing["wears"]["body"] == "colourway" and thing["wears"]["cap"] == "dark"
    assert scene["materials"]["colourway"]["colour"] == "#c8452d"


def test_masks_and_depth_are_the_same_to_the_byte() -> None:
    from generation.engine.picture import Job, NoInputs
    from generation.engine.render import render

    kelp, ember = (render(previz.plan(bottle(way)), Job(NoInputs())) for way in WAYS[:2])
    assert kelp.passes["masks"] == ember.passes["masks"] and kelp.passes["depth"] == ember.passes["depth"]
    assert (kelp.pixels != ember.pixels).any() and kelp.boxes == ember.boxes


def cut_out(number: int, note: str) -> dict[str, Any]:
    rows = [[0.3, 0.7]] * 24
    outline = {"size": [400, 1000 + number], "box": [0, 0, 1, 1], "rows": rows, "colours": ["#2f5d50"]}
    return {"id": number, "role": "product", "note": note, "digest": f"{number:064x}", "outline": outline}


def test_a_photographed_product_comes_in_the_colourway_that_its_note_names() -> None:
    photos = [cut_out(1, "Tern Kelp, 26 cm"), cut_out(2, "Tern ember, 26 cm")]
    brief = SHORE | {"references": photos}
    for way, number in ((WAYS[0], 1), (WAYS[1], 2)):
        for position in (0, 1, 2):
            recipe = previz.plan(bottle(way, brief, position=position))
            assert set(recipe.nodes[0].inputs.values()) == {f"sha256:{number:064x}"}
    cameras = [previz.plan(bottle(way, brief)).nodes[0].params["scene"]["camera"] for way in WAYS[:2]]
    assert cameras[0] == cameras[1]
    with pytest.raises(EngineError, match="No product reference names the colourway “Fog”"):
        previz.plan(bottle(WAYS[2], brief))


@pytest.mark.parametrize(("way", "brief", "said"), [
    ({"name": "<b>", "hex": "red"}, SHORE, "has no colour"), (WAYS[0], {"subject": "Two people talking"}, "no product"),
])  # fmt: skip
def test_what_cannot_wear_a_colourway_is_said(way: dict[str, str], brief: dict[str, Any], said: str) -> None:
    with pytest.raises(EngineError, match=said):
        previz.plan(bottle(way, brief))
