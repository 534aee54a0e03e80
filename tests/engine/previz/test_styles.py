"""A style changes how a scene is drawn, and nothing of what stands where."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PIL import Image

from generation.engine.picture import Job, Picture
from generation.engine.previz.scene import Fall, Scene
from generation.engine.recipe import Recipe
from generation.engine.render import render
from tests.engine.previz.orders import NORTHLIGHT, NoInputs, plan

KETTLE = {"subject": "a red kettle on a table", "environment": "studio"}
PASSES = ("depth", "masks", "normals", "panes")


def planned(**more: Any) -> Recipe:
    return plan({**KETTLE, **more}, palette=NORTHLIGHT, width=144, height=108)


def shown(recipe: Recipe) -> Picture:
    return render(recipe, Job(NoInputs()))


def looking(recipe: Recipe, **changes: Any) -> Picture:
    """The recipe's scene with another look, and nothing else changed."""
    first = recipe.nodes[0]
    scene = Scene.from_document(first.params["scene"])
    document = replace(scene, look=replace(scene.look, **changes)).document()
    return shown(replace(recipe, nodes=(replace(first, params={**first.params, "scene": document}),)))


def layer(picture: Picture, name: str) -> np.ndarray[Any, Any]:
    return np.asarray(Image.open(io.BytesIO(picture.passes[name])))


def colours(picture: Picture) -> int:
    """How many tones there are, in steps of eight."""
    return len(np.unique(picture.pixels[..., :3].reshape(-1, 3) // 8, axis=0))


@pytest.fixture(scope="module")
def photo() -> Picture:
    return shown(planned())


@pytest.mark.parametrize(
    ("words", "style"), [("gouache", "gouache"), ("clay render", "clay"), ("line art", "line"), ("black and white", "")]
)
def test_a_style_in_words_keeps_every_pass(photo: Picture, words: str, style: str) -> None:
    recipe = planned(style=words)
    assert recipe.nodes[0].params["scene"]["look"]["style"] == (style or "photo")
    picture = shown(recipe)
    assert {name: picture.passes[name] for name in PASSES} == {name: photo.passes[name] for name in PASSES}
    assert picture.boxes == photo.boxes
    assert np.abs(picture.pixels.astype(int) - photo.pixels).mean() > 3


def test_monochrome_has_no_colour(photo: Picture) -> None:
    grey = shown(planned(style="black and white")).pixels.astype(int)
    assert np.ptp(grey, axis=-1).max() <= 3 < np.ptp(photo.pixels.astype(int), axis=-1).max()


def test_clay_takes_the_red_out_of_a_red_kettle(photo: Picture) -> None:
    names = photo.facts["passes"]["masks"]["names"]
    kettle = layer(photo, "masks") == names.index("kettle")

    def redness(picture: Picture) -> float:
        r, g, _ = picture.pixels[kettle][:, :3].astype(float).mean(0)
        return float(r / g)

    assert redness(photo) > 1.8 > 1.4 > redness(shown(planned(style="clay render")))


def test_line_is_ink_round_flat_tones(photo: Picture) -> None:
    drawn = shown(planned(style="line art"))
    assert drawn.pixels.astype(int).sum(-1).min() < photo.pixels.astype(int).sum(-1).min() + 40
    edges = np.abs(np.diff(layer(photo, "masks").astype(int), axis=1))[:, :, None].any(-1)
    light = drawn.pixels.astype(float).mean(-1)
    assert light[:, 1:][edges].mean() < light.mean() - 15, "dark along the outlines"


def test_gouache_is_strokes_and_not_noise(photo: Picture) -> None:
    assert colours(shown(planned(style="gouache"))) < 2 * colours(photo)


def test_without_its_background_a_picture_keeps_what_stands_in_it() -> None:
    recipe = planned()
    cut, whole = looking(recipe, background="transparent"), shown(recipe)
    assert cut.pixels.shape == (108, 144, 4)
    things = layer(whole, "masks") > 0
    assert (layer(cut, "masks") == layer(whole, "masks")).all()
    inner = things.copy()
    inner[1:-1, 1:-1] = things[1:-1, 1:-1] & things[:-2, 1:-1] & things[2:, 1:-1] & things[1:-1, :-2] & things[1:-1, 2:]
    assert (cut.pixels[inner][:, 3] > 200).mean() > 0.97
    assert (cut.pixels[:20, :, 3] == 0).mean() > 0.9
    assert planned(style="transparent background").nodes[0].params["scene"]["look"]["background"] == "transparent"


@pytest.mark.parametrize(("said", "kind"), [("rain", "rain"), ("snowfall", "snow")])
def test_what_falls_is_before_the_picture_and_not_in_its_passes(said: str, kind: str) -> None:
    recipe = plan({"subject": "a red bicycle", "environment": f"city street, {said}"}, width=144, height=108)
    fall = recipe.nodes[0].params["scene"]["look"]["fall"]
    assert fall["kind"] == kind
    falling, dry = shown(recipe), looking(recipe, fall=Fall())
    assert {name: falling.passes[name] for name in PASSES} == {name: dry.passes[name] for name in PASSES}
    change = falling.pixels.astype(int) - dry.pixels
    assert (np.abs(change).max(-1) > 8).mean() > 0.01
    if kind == "snow":
        assert change.mean() > 0, "flakes are light"
