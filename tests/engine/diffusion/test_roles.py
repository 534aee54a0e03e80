"""What a model can do and how it wants to be run, told from its own files; and weights that are not what they say."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from generation.engine.diffusion import load
from generation.engine.diffusion.params import TextToImage
from generation.engine.diffusion.roles import few_steps
from generation.engine.diffusion.scan import ModelFolder, look
from generation.engine.picture import EngineError
from tests.engine.diffusion.conftest import Studio
from tests.tiny_models import needs_diffusers

pytestmark = needs_diffusers()

Tiny = Callable[[str], Path]
PLAIN = ("text_to_image", "image_to_image", "inpaint", "refine", "upscale")


@pytest.mark.parametrize(
    ("name", "family", "kind", "does"),
    [
        ("sd", "sd15", "checkpoint", PLAIN),
        ("qwen", "qwen-image", "checkpoint", PLAIN),
        ("lcm", "sd15", "checkpoint", PLAIN),
        ("sd_inpaint", "sd15", "checkpoint", ("inpaint",)),
        ("refiner", "sdxl", "refiner", ("refine", "image_to_image", "upscale")),
        ("x4", "x4", "upscaler", ("upscale",)),
        ("x2", "x2", "upscaler", ("upscale",)),
    ],
)
def test_a_folder_tells_what_it_is_for(tiny: Tiny, name: str, family: str, kind: str, does: tuple[str, ...]) -> None:
    found = look(tiny(name))
    assert (found.family, found.kind, found.capabilities) == (family, kind, does)


@pytest.mark.parametrize(
    ("family", "configs", "begins"),
    [
        ("flux", {"transformer": {"guidance_embeds": False}}, {"steps": 4, "guidance": 0, "reads": 256}),
        ("flux", {"transformer": {"guidance_embeds": True}}, {}),
        ("sd15", {"unet": {"time_cond_proj_dim": 256}}, {"steps": 4, "guidance": 8}),
        ("sdxl", {"scheduler": {"_class_name": "LCMScheduler"}}, {"steps": 4, "guidance": 1}),
        ("sdxl", {"scheduler": {"timestep_spacing": "trailing"}}, {"steps": 4, "guidance": 0}),
        ("sd2", {"scheduler": {"timestep_spacing": "trailing", "prediction_type": "v_prediction"}}, {}),
        ("sd15", {"scheduler": {"timestep_spacing": "leading"}}, {}),
    ],
)
def test_few_step_models_are_known_by_their_configs(
    family: str, configs: dict[str, dict[str, Any]], begins: dict[str, Any]
) -> None:
    assert few_steps(family, {"unet": {}, "transformer": {}, "scheduler": {}, **configs}) == begins


def test_what_a_distilled_model_does_not_use_is_said(studio: Studio, tiny: Tiny) -> None:
    flux, lcm = studio.register(tiny("flux")), studio.register(tiny("lcm"))
    assert flux.settings["guidance"] == 0 and studio.make(flux, reads=16).notes == ()
    (note,) = studio.make(flux, reads=16, guidance=3.5).notes
    assert note == "This model was distilled to need no guidance: 3.5 was not used."
    assert studio.make(lcm).notes == ()
    assert "without guidance" in studio.make(lcm, negative="text").notes[0]
    assert studio.make(lcm).pixels_sha256 != studio.make(lcm, guidance=2).pixels_sha256


def test_qwen_is_guided_with_and_without_a_negative_prompt(studio: Studio, tiny: Tiny) -> None:
    qwen = studio.register(tiny("qwen"))
    pictures = [studio.make(qwen, **asked) for asked in ({}, {"guidance": 1}, {"negative": "text"})]
    assert len({picture.pixels_sha256 for picture in pictures}) == 3
    (note,) = studio.make(qwen, prompt="fox " * 40, reads=64).notes
    assert note.startswith("The prompt has 160 tokens and this model reads 64")


# Weights that are not what they are said to be.


def spoil(folder: Path, change: Callable[[Any], Any]) -> None:
    from safetensors.torch import load_file, save_file

    file = folder / "unet" / "diffusion_pytorch_model.safetensors"
    save_file(change(load_file(file)), file, metadata={"format": "pt"})


def test_a_folder_that_says_sdxl_with_the_unet_of_another_model(studio: Studio, tiny: Tiny, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(tiny("sdxl"), tmp_path / "model"))
    shutil.copy(tiny("sd") / "unet" / "diffusion_pytorch_model.safetensors", folder / "unet")
    with pytest.raises(EngineError, match=r"of unet in .* are not of the architecture that its config describes"):
        studio.make(studio.register(folder))


def test_a_tensor_that_is_missing_is_named_instead_of_being_made_up(studio: Studio, copy_of_sd: Path) -> None:
    spoil(copy_of_sd, lambda tensors: {name: t for name, t in tensors.items() if name != "conv_out.bias"})
    with pytest.raises(EngineError, match=r"conv_out\.bias is missing"):
        studio.make(studio.register(copy_of_sd))


def test_a_model_of_nan_is_let_go_of_and_the_next_job_works(studio: Studio, sd: ModelFolder, copy_of_sd: Path) -> None:
    before = studio.make(sd).pixels_sha256
    spoil(copy_of_sd, lambda tensors: {name: t * float("nan") for name, t in tensors.items()})
    with pytest.raises(EngineError, match="not numbers"):
        studio.make(studio.register(copy_of_sd))
    assert load._held.warm == {}
    assert studio.make(sd).pixels_sha256 == before


def test_weights_that_were_cut_short_after_registration(studio: Studio, copy_of_sd: Path) -> None:
    found = studio.register(copy_of_sd)
    file = copy_of_sd / "unet" / "diffusion_pytorch_model.safetensors"
    file.write_bytes(file.read_bytes()[:-100])
    load.forget()
    with pytest.raises(EngineError, match="not a whole safetensors file"):
        studio.make(found)


def test_odd_sizes_are_settled_before_anything_runs(studio: Studio, tiny: Tiny) -> None:
    for name, multiple in (("sd", 8), ("qwen", 16)):
        found = studio.register(tiny(name))
        params = studio.plan(found, width=67, height=71).nodes[0].params
        assert params["width"] % multiple == params["height"] % multiple == 0
        picture = studio.make(found, width=67, height=71)
        assert (picture.width, picture.height) == (params["width"], params["height"])
        assert picture.pixels.dtype == np.uint8
    asked = TextToImage.from_params(studio.plan(studio.register(tiny("sd"))).nodes[0].params)
    with pytest.raises(EngineError, match=r"width is 67 pixels; Stable Diffusion 1\.5 needs multiples of 8"):
        replace(asked, width=67)
