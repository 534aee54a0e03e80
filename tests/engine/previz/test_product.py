"""The client's own product from brief to picture: its pixels, its shadow, its mask, and who may ask for it."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PIL import Image

from generation.engine.picture import EngineError, Job, Picture
from generation.engine.previz import engine, photograph
from generation.engine.previz.scene import Scene
from generation.engine.recipe import Recipe
from generation.engine.render import render
from tests.engine.previz.orders import Files, plan
from tests.engine.previz.test_photograph import KEY, bottle, reference

CUT = bottle()
STUDIO = {"subject": "the Kelp bottle", "environment": "studio", "references": [reference(CUT)]}
WHITE = {**STUDIO, "style": "pure white background", "composition": "the product fills 85 % of the frame"}


def shown(recipe: Recipe) -> Picture:
    return render(recipe, Job(Files({KEY: CUT})))


def layer(picture: Picture, name: str) -> np.ndarray[Any, Any]:
    return np.asarray(Image.open(io.BytesIO(picture.passes[name])))


def mask(picture: Picture) -> np.ndarray[Any, Any]:
    """Where the bottle is."""
    names = picture.facts["passes"]["masks"]["names"]
    found: np.ndarray[Any, Any] = layer(picture, "masks") == names.index("bottle")
    return found


@pytest.fixture(scope="module")
def studio() -> tuple[Recipe, Picture]:
    recipe = plan(STUDIO, width=192, height=192, samples=4)
    return recipe, shown(recipe)


@pytest.fixture(scope="module")
def white() -> Picture:
    return shown(plan(WHITE, width=240, height=240, samples=2))


@pytest.mark.parametrize("brief", [STUDIO, WHITE])
def test_its_pixels_are_those_of_the_resized_photograph(brief: dict[str, Any], request: pytest.FixtureRequest) -> None:
    picture = request.getfixturevalue("studio")[1] if brief is STUDIO else request.getfixturevalue("white")
    seen = mask(picture)
    rows, columns = np.flatnonzero(seen.any(1)), np.flatnonzero(seen.any(0))
    part = picture.pixels[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1, :3]
    photo = photograph.photographs(
        Scene.from_document(plan(STUDIO).nodes[0].params["scene"]).things, {"": f"sha256:{KEY}"}, lambda _: CUT
    )[KEY]
    small = photograph.resized(photo, part.shape[1], part.shape[0])
    solid = small[..., 3] == 255
    assert solid.sum() > 500
    assert (part[solid] == small[solid][:, :3]).all()


def test_masks_boxes_and_depth_name_it(studio: tuple[Recipe, Picture]) -> None:
    picture = studio[1]
    seen = mask(picture)
    box = next(box for box in picture.boxes if box.name == "bottle")
    rows, columns = np.flatnonzero(seen.any(1)), np.flatnonzero(seen.any(0))
    assert box.kind == "product"
    assert (box.x, box.y) == pytest.approx((columns[0] / 192, rows[0] / 192))
    assert (box.x + box.w, box.y + box.h) == pytest.approx(((columns[-1] + 1) / 192, (rows[-1] + 1) / 192))
    depth = layer(picture, "depth")[seen]
    assert np.ptp(depth.astype(int)) <= 1 and depth.max() < 65535, "flat, and not the sky"
    assert picture.facts["photographs"][0]["scale"] == pytest.approx(box.h * 192 / 400, rel=0.01)


def test_it_darkens_what_it_stands_on(studio: tuple[Recipe, Picture]) -> None:
    recipe, picture = studio
    first = recipe.nodes[0]
    scene = Scene.from_document(first.params["scene"])
    gone = replace(scene, things=tuple(thing for thing in scene.things if thing.shape != "stand_in"))
    gone = replace(gone, look=replace(gone.look, auto=False, exposure=1.0))
    same = replace(scene, look=replace(scene.look, auto=False, exposure=1.0))
    with_it, without = (
        shown(replace(recipe, nodes=(replace(first, params={**first.params, "scene": one.document()}),))).pixels
        for one in (same, gone)
    )
    seen = mask(picture)
    rows, columns = np.flatnonzero(seen.any(1)), np.flatnonzero(seen.any(0))
    foot = (slice(rows[-1] + 1, rows[-1] + 4), slice(columns[0] + 2, columns[-1] - 1))
    ratio = with_it[foot].mean() / without[foot].mean()
    assert ratio < 0.9, ratio
    corner = (slice(0, 20), slice(150, 192))
    assert with_it[corner].mean() == pytest.approx(without[corner].mean(), rel=0.03)


def test_on_white_the_ground_is_white_and_the_product_as_large_as_asked(white: Picture) -> None:
    box = next(box for box in white.boxes if box.name == "bottle")
    assert max(box.w, box.h) == pytest.approx(0.85, abs=0.01)
    pixels = white.pixels[..., :3]
    top = pixels[: int(box.y * 240)]
    assert (top == 255).all(), "above it there is no shadow"
    assert (pixels[:, :12] == 255).mean() > 0.95
    around = ~mask(white)
    assert (pixels[around] == 255).all(-1).mean() > 0.85
    assert (pixels[around] < 250).any(), "and it casts one"


def test_a_scene_whose_product_was_taken_out_renders_without_it(studio: tuple[Recipe, Picture]) -> None:
    document = studio[0].nodes[0].params["scene"]
    rest = [thing for thing in document["things"] if thing["shape"] != "stand_in"]
    picture = shown(engine.restage(studio[0], {**document, "things": rest}))
    assert "bottle" not in {box.name for box in picture.boxes}


def test_a_scene_edited_to_another_photograph_is_refused(studio: tuple[Recipe, Picture]) -> None:
    document = studio[0].nodes[0].params["scene"]
    other = {
        **document,
        "things": [
            {**thing, "params": {**thing["params"], "photograph": "b" * 64}} if thing["shape"] == "stand_in" else thing
            for thing in document["things"]
        ],
    }
    with pytest.raises(EngineError, match="none of this brief's product references"):
        shown(engine.restage(studio[0], other))
