"""Image to image, inpaint and refine: what stays, what changes, that it repeats, and what is refused."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from generation.engine.diffusion import load
from generation.engine.diffusion.params import TextToImage
from generation.engine.diffusion.scan import ModelFolder
from generation.engine.guides import Guides
from generation.engine.picture import Cancelled, EngineError
from generation.engine.recipe import Node, Recipe
from generation.engine.render import render
from tests.engine.diffusion.conftest import Studio
from tests.engine.diffusion.starting import held, kept, made, ramp, square, started
from tests.tiny_models import needs_diffusers

pytestmark = needs_diffusers()

Tiny = Callable[[str], Path]
FAMILIES = ("sd", "sdxl", "sd3_inpaint", "flux", "qwen")


@pytest.mark.parametrize("name", FAMILIES)
def test_each_family_leaves_a_picture_as_far_as_it_is_told(studio: Studio, tiny: Tiny, name: str) -> None:
    found = studio.register(tiny(name))
    near, far = (
        made(studio, found, Guides(start=started(studio, ramp(), strength=strength)), steps=4, reads=48)
        for strength in (0.25, 1.0)
    )
    assert near.pixels.shape == far.pixels.shape == (64, 64, 3)
    assert near.pixels_sha256 != far.pixels_sha256
    if name == "sd":  # its random VAE gives back enough of a picture to tell how near it is
        assert distance(near.pixels, ramp()) < distance(far.pixels, ramp())


@pytest.mark.parametrize("name", [*FAMILIES, "sd_inpaint"])
def test_each_family_paints_inside_the_mask_and_not_one_pixel_outside(studio: Studio, tiny: Tiny, name: str) -> None:
    found, mask = studio.register(tiny(name)), square(96, 80)
    picture = made(studio, found, Guides(start=started(studio, ramp(96, 80), mask)), feather=4, reads=48)
    assert picture.pixels.shape == (80, 96, 3)
    assert (picture.pixels[mask == 0] == ramp(96, 80)[mask == 0]).all()
    assert (picture.pixels[mask > 0] != ramp(96, 80)[mask > 0]).any(axis=1).mean() > 0.9


def test_an_inpaint_fades_in_from_the_edge_of_its_mask(studio: Studio, sd: ModelFolder) -> None:
    grey, mask = np.full((64, 64, 3), 128, np.uint8), square()
    hard, soft = (
        made(studio, sd, Guides(start=started(studio, grey, mask, 1.0)), feather=feather).pixels for feather in (0, 12)
    )
    edge = np.s_[16, 16:48]
    assert distance(soft[edge], grey[edge]) < distance(hard[edge], grey[edge]) / 4
    middle = np.s_[30:34, 30:34]
    assert (soft[middle] == hard[middle]).all()


def test_a_grey_mask_mixes(studio: Studio, sd: ModelFolder) -> None:
    start = np.full((64, 64, 3), 128, np.uint8)
    whole, half = (
        made(studio, sd, Guides(start=started(studio, start, np.full((64, 64), grey, np.uint8), 1.0)), feather=0).pixels
        for grey in (255, 128)
    )
    expected = start + (whole.astype(float) - start) * 128 / 255
    assert np.abs(half - expected).max() <= 1


def test_a_refiner_goes_on_from_the_latents_of_the_base_in_one_step(studio: Studio, tiny: Tiny) -> None:
    base, refiner = studio.register(tiny("sdxl")), studio.register(tiny("refiner"))
    seen: list[tuple[int, int]] = []
    recipe = held(studio, base, Guides(refiner=refiner.weights, refine_at=0.5), steps=4)
    assert [node.op for node in recipe.nodes] == ["diffusers.refine"]
    picture = render(recipe, studio.job(progress=lambda done, total: seen.append((done, total))))
    assert seen == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert picture.pixels_sha256 != studio.make(base, steps=4).pixels_sha256
    assert {key[0] for key in load._held.warm} >= {base.weights, refiner.weights}


def test_a_base_that_refines_itself_gives_nearly_its_own_picture(studio: Studio, tiny: Tiny) -> None:
    """The latents are handed over as they are: no noise is added, none is lost."""
    base = studio.register(tiny("sdxl"))
    alone = studio.make(base, steps=4).pixels
    handed = made(studio, base, Guides(refiner=base.weights, refine_at=0.5), steps=4).pixels
    assert np.abs(alone.astype(int) - handed).max() <= 1


def test_families_without_such_a_refiner_go_over_the_finished_picture(studio: Studio, sd: ModelFolder) -> None:
    recipe = held(studio, sd, Guides(refiner=sd.weights, refine_at=0.5), steps=4)
    assert [node.op for node in recipe.nodes] == ["diffusers.text_to_image", "diffusers.refine"]
    assert render(recipe, studio.job()).pixels_sha256 != studio.make(sd, steps=4).pixels_sha256


def test_every_op_makes_the_same_pixels_again_and_in_another_process(
    studio: Studio, tiny: Tiny, sd: ModelFolder, tmp_path: Path
) -> None:
    xl, refiner = studio.register(tiny("sdxl")), studio.register(tiny("refiner"))
    x4 = studio.register(tiny("x4"))
    tiles = {"upscale": {"tile": 64, "overlap": 16, "steps": 2, "strength": 0.6}}
    small = {"width": 32, "height": 32, "resolution": 32, "upscale": {"tile": 128, "steps": 1}}
    recipes = [
        held(studio, sd, Guides(start=started(studio, ramp()))),
        held(studio, sd, Guides(start=started(studio, ramp(), square()))),
        held(studio, sd, Guides(start=started(studio, ramp()), upscale=1.5), **tiles),
        held(studio, xl, Guides(refiner=refiner.weights, refine_at=0.5), steps=4),
        held(studio, sd, Guides(start=started(studio, ramp()), upscale=4, upscaler=x4.weights), **small),
    ]
    first = [render(recipe, studio.job()).pixels_sha256 for recipe in recipes]
    assert [render(recipe, studio.job()).pixels_sha256 for recipe in reversed(recipes)] == first[::-1]
    blobs = {key: data.hex() for key, data in studio.shelf.blobs.items()}
    given = {"recipes": [r.document() for r in recipes], "folders": studio.shelf.folders, "blobs": blobs}
    (tmp_path / "given.json").write_text(json.dumps(given))
    code = (
        "import json, sys\n"
        "from generation.engine.recipe import Recipe\n"
        "from generation.engine.render import render\n"
        "from tests.engine.diffusion.conftest import Shelf, Studio\n"
        "given = json.load(open(sys.argv[1]))\n"
        "s = Studio(Shelf(given['folders'], {k: bytes.fromhex(v) for k, v in given['blobs'].items()}))\n"
        "for one in given['recipes']: print(render(Recipe.from_document(one), s.job()).pixels_sha256)"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "given.json")]
    other = subprocess.run(
        command, capture_output=True, text=True, check=True, env={**os.environ, "HF_HUB_OFFLINE": "1"}
    )
    assert other.stdout.split() == first


def test_one_set_of_modules_serves_every_op(studio: Studio, sd: ModelFolder) -> None:
    load.forget()
    words = studio.make(sd).pixels_sha256
    with load.pipeline(asked_of(studio, sd), studio.job()) as warm:
        unet = warm.pipe.unet
        assert warm.pipeline("inpaint").unet is unet and warm.pipeline("image_to_image").vae is warm.pipe.vae
        assert warm.pipeline("upscale") is warm.pipeline("image_to_image")
    made(studio, sd, Guides(start=started(studio, ramp(), square())))
    with load.pipeline(asked_of(studio, sd), studio.job()) as again:
        assert again.pipe.unet is unet
    assert studio.make(sd).pixels_sha256 == words


def test_cancel_stops_an_inpaint_and_leaves_the_pipeline_usable(studio: Studio, sd: ModelFolder) -> None:
    recipe = held(studio, sd, Guides(start=started(studio, ramp(), square())), steps=6)
    whole, steps = render(recipe, studio.job()).pixels_sha256, []
    with pytest.raises(Cancelled):
        render(recipe, studio.job(progress=lambda done, total: steps.append(done), cancelled=lambda: len(steps) == 1))
    assert render(recipe, studio.job()).pixels_sha256 == whole


def test_a_start_of_another_shape_is_cut_to_the_middle_and_that_is_said(studio: Studio, sd: ModelFolder) -> None:
    (note,) = made(studio, sd, Guides(start=started(studio, ramp(128, 64)))).notes
    assert note == "The picture to begin from has another shape: 50% of it was cut away at left and right."
    assert made(studio, sd, Guides(start=started(studio, ramp(65, 64)))).notes == ()


# What is refused.


def test_masks_that_cannot_be_used(studio: Studio, sd: ModelFolder) -> None:
    for mask, words in (
        (square(32, 64), "The mask is 32 by 64 pixels and the picture 64 by 64"),
        (np.zeros((64, 64), np.uint8), "black all over"),
    ):
        with pytest.raises(EngineError, match=words):
            made(studio, sd, Guides(start=started(studio, ramp(), mask)))
    node = held(studio, sd, Guides(start=started(studio, ramp(), square()))).nodes[1]
    key = studio.shelf.keep(b"\xff\xd8\xff not a PNG")
    for inputs, words in (({}, "needs inputs.mask"), ({"mask": f"sha256:{key}"}, "cannot be read as a PNG")):
        stored = Node("stored", "1", {}, {"picture": f"sha256:{kept(studio, ramp())}"})
        with pytest.raises(EngineError, match=words):
            render(Recipe((stored, Node(node.op, node.version, node.params, inputs))), studio.job())


def test_a_model_made_for_inpainting_is_not_ordered_from_words(studio: Studio, tiny: Tiny) -> None:
    found = studio.register(tiny("sd_inpaint"))
    assert found.capabilities == ("inpaint",)
    with pytest.raises(EngineError, match="Tiny cannot be planned for: it can do inpaint, not text to image"):
        held(studio, found, Guides())
    with pytest.raises(
        EngineError, match=r"made for inpainting .its UNet takes 9 channels.: it can do inpaint, not text"
    ):
        studio.make(found)  # a row that was registered before rows said what they can do


def test_a_refiner_of_another_family_is_refused(studio: Studio, tiny: Tiny, sd: ModelFolder) -> None:
    xl = studio.register(tiny("sdxl"))
    with pytest.raises(EngineError, match="is of the family sd15, and this recipe was planned for sdxl"):
        made(studio, xl, Guides(refiner=sd.weights, refine_at=0.5))


def test_less_than_one_step_is_refused_when_it_is_planned(studio: Studio, sd: ModelFolder) -> None:
    with pytest.raises(EngineError, match=r"strength 0\.1 of 4 steps is less than one step"):
        held(studio, sd, Guides(start=started(studio, ramp(), strength=0.1)), steps=4)


def test_a_step_with_nothing_before_it_says_what_it_needs(studio: Studio, sd: ModelFolder) -> None:
    node = held(studio, sd, Guides(start=started(studio, ramp()))).nodes[1]
    with pytest.raises(EngineError, match="a step has to come before it"):
        render(Recipe((node,)), studio.job())
    named = Node(node.op, node.version, node.params, {"picture": f"sha256:{kept(studio, ramp())}"})
    assert render(Recipe((named,)), studio.job()).width == 64


def asked_of(studio: Studio, found: ModelFolder) -> TextToImage:
    return TextToImage.from_params(studio.plan(found).nodes[0].params)


def distance(a: np.ndarray, b: np.ndarray) -> float:
    return float(np.abs(a.astype(float) - b).mean())
