"""Pictures from tiny pipelines through the real loader: repeatable, cancellable, and never a silent failure."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from generation.engine.diffusion import load
from generation.engine.diffusion.scan import ModelFolder
from generation.engine.picture import Cancelled, EngineError
from generation.engine.recipe import Node, Recipe
from generation.engine.render import render
from studio.lib.canonical import canonical
from tests.engine.diffusion.conftest import Studio
from tests.tiny_models import needs_diffusers, tiny_sd

pytestmark = needs_diffusers()

Tiny = Callable[[str], Path]


@pytest.mark.parametrize("name", ["sd", "sdxl", "sd3", "flux"])
def test_each_family_makes_a_repeatable_picture_of_the_planned_size(studio: Studio, tiny: Tiny, name: str) -> None:
    found = studio.register(tiny(name))
    first = studio.make(found, width=96, height=64, reads=48)
    params = studio.plan(found, width=96, height=64, reads=48).nodes[0].params
    assert (first.width, first.height) == (params["width"], params["height"]) and first.width > first.height
    assert first.pixels.dtype == np.uint8 and first.pixels.shape[2] == 3
    assert studio.make(found, width=96, height=64, reads=48).pixels_sha256 == first.pixels_sha256
    assert studio.make(found, width=96, height=64, reads=48, seed=2).pixels_sha256 != first.pixels_sha256
    assert studio.make(found, width=96, height=64, reads=48, prompt="a blue cat").pixels_sha256 != first.pixels_sha256


def test_another_process_makes_the_same_pixels(studio: Studio, sd: ModelFolder, tmp_path: Path) -> None:
    recipe = studio.plan(sd, negative="text")
    (tmp_path / "recipe.json").write_bytes(recipe.canonical())
    code = (
        "import json, sys\n"
        "from generation.engine.recipe import Recipe\n"
        "from generation.engine.render import render\n"
        "from tests.engine.diffusion.conftest import Studio\n"
        "s = Studio(); s.register(__import__('pathlib').Path(sys.argv[2]))\n"
        "print(render(Recipe.from_document(json.load(open(sys.argv[1]))), s.job()).pixels_sha256)"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "recipe.json"), str(sd.path)]
    other = subprocess.run(
        command, capture_output=True, text=True, check=True, env={**os.environ, "HF_HUB_OFFLINE": "1"}
    )
    assert other.stdout.strip() == render(recipe, studio.job()).pixels_sha256


def test_pictures_in_between_change_nothing(studio: Studio, tiny: Tiny, sd: ModelFolder) -> None:
    xl = studio.register(tiny("sdxl"))
    first = studio.make(sd).pixels_sha256
    studio.make(sd, seed=5, steps=4, scheduler="euler-a")
    studio.make(xl)
    assert studio.make(sd).pixels_sha256 == first


def test_each_step_is_reported_once(studio: Studio, sd: ModelFolder) -> None:
    seen: list[tuple[int, int]] = []
    render(studio.plan(sd, steps=4), studio.job(progress=lambda done, total: seen.append((done, total))))
    assert seen == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_a_scheduler_that_takes_more_evaluations_reports_its_own_total(studio: Studio, sd: ModelFolder) -> None:
    seen: list[tuple[int, int]] = []
    render(
        studio.plan(sd, steps=4, scheduler="heun"), studio.job(progress=lambda done, total: seen.append((done, total)))
    )
    assert [done for done, _ in seen] == list(range(1, len(seen) + 1)) and {total for _, total in seen} == {len(seen)}
    assert len(seen) > 4


def test_cancel_stops_at_the_next_step_and_leaves_the_pipeline_usable(studio: Studio, sd: ModelFolder) -> None:
    whole = studio.make(sd, steps=6).pixels_sha256
    steps: list[int] = []
    with pytest.raises(Cancelled):
        render(
            studio.plan(sd, steps=6),
            studio.job(progress=lambda done, total: steps.append(done), cancelled=lambda: len(steps) == 2),
        )
    assert steps == [1, 2]
    assert studio.make(sd, steps=6).pixels_sha256 == whole


def test_the_settings_reach_the_pipeline(studio: Studio, sd: ModelFolder) -> None:
    plain = studio.make(sd)
    others = [
        studio.make(sd, **changed)
        for changed in (
            {"steps": 4},
            {"guidance": 2},
            {"scheduler": "euler"},
            {"scheduler": "euler-a"},
            {"dtype": "bfloat16"},
            {"negative": "text"},
            {"scheduler": {"name": "model", "options": {"use_karras_sigmas": True}}},
        )
    ]
    assert len({p.pixels_sha256 for p in [plain, *others]}) == 8
    assert [p.facts["scheduler"] for p in others[2:4]] == ["EulerDiscreteScheduler", "EulerAncestralDiscreteScheduler"]
    assert len({str(p.facts["scheduler_config"]) for p in (plain, others[2], others[6])}) == 3


def test_the_facts_say_what_a_replay_must_match(studio: Studio, sd: ModelFolder) -> None:
    facts = studio.make(sd).facts
    canonical(dict(facts))  # can be stored as a record
    for name in (
        "torch",
        "diffusers",
        "transformers",
        "device",
        "device_name",
        "threads",
        "dtype",
        "attention",
        "scheduler",
        "scheduler_config",
    ):
        assert facts[name], name
    assert facts["steps"] == 3 and facts["batch"] == {"size": 1, "position": 0} and facts["making_seconds"] > 0


def test_attention_is_pinned_only_for_its_own_picture(studio: Studio, sd: ModelFolder) -> None:
    import torch

    studio.make(sd, attention="math")
    assert torch.backends.cuda.flash_sdp_enabled() and torch.get_float32_matmul_precision() == "highest"


# Prompts longer than CLIP reads. The tiny tokenizer has a token for each letter of a word.


def test_a_prompt_of_one_part_is_what_the_pipeline_itself_makes(studio: Studio, tiny: Tiny) -> None:
    from generation.engine.diffusion import prompts
    from generation.engine.diffusion.params import TextToImage

    for name in ("sd", "sdxl"):
        found = studio.register(tiny(name))
        asked = TextToImage.from_params(studio.plan(found, prompt="a red fox", negative="text").nodes[0].params)
        with load.pipeline(asked, studio.job()) as warm:
            ours = prompts._in_parts(warm.pipe, asked, asked.prompt, asked.negative_prompt)
            theirs = warm.pipe.encode_prompt(
                prompt=asked.prompt,
                negative_prompt=asked.negative_prompt,
                device="cpu",
                num_images_per_prompt=1,
                do_classifier_free_guidance=True,
            )
        names = ("prompt_embeds", "negative_prompt_embeds", "pooled_prompt_embeds", "negative_pooled_prompt_embeds")
        for key, tensor in zip(names, theirs, strict=False):
            assert (ours[key] == tensor).all(), (name, key)


@pytest.mark.parametrize("name", ["sd", "sdxl"])
def test_a_long_prompt_is_read_to_its_end_in_parts(studio: Studio, tiny: Tiny, name: str) -> None:
    found = studio.register(tiny(name))
    start = "a " * 100
    fox, cat = studio.make(found, prompt=start + "fox"), studio.make(found, prompt=start + "cat")
    assert fox.pixels_sha256 != cat.pixels_sha256
    assert fox.notes == ("The prompt has 103 tokens; this model reads 75 at a time, so it was read in 2 parts.",)


def test_a_long_prompt_that_is_to_be_cut_says_what_was_lost(studio: Studio, sd: ModelFolder) -> None:
    start = "a " * 75
    fox, cat = (studio.make(sd, prompt=start + animal, long_prompt="cut") for animal in ("fox", "cat"))
    assert fox.pixels_sha256 == cat.pixels_sha256
    assert fox.notes == ("The prompt has 78 tokens and this model reads 75: “fox” was not read.",)


def test_even_parts_have_an_end(studio: Studio, sd: ModelFolder) -> None:
    (note,) = studio.make(sd, negative="a " * 300 + "fox").notes
    assert note == "The negative prompt has 303 tokens and this model reads 300: “fox” was not read."


def test_t5_says_what_it_did_not_read(studio: Studio, tiny: Tiny) -> None:
    flux = studio.register(tiny("flux"))
    (note,) = studio.make(flux, prompt="a " * 10 + "red fox", reads=16).notes
    assert "this model reads 15" in note and "fox" in note


def test_a_negative_prompt_that_nobody_reads_is_said(studio: Studio, tiny: Tiny, sd: ModelFolder) -> None:
    assert "without guidance" in studio.make(sd, negative="text", guidance=1).notes[0]
    assert "without guidance" in studio.make(studio.register(tiny("flux")), negative="text", reads=16).notes[0]


# What goes wrong, and what is said.


def spoil_unet(folder: Path, value: float) -> None:
    from safetensors.torch import load_file, save_file

    file = folder / "unet" / "diffusion_pytorch_model.safetensors"
    weights = load_file(file)
    save_file({name: tensor * 0 + value for name, tensor in weights.items()}, file, metadata={"format": "pt"})


def test_nan_weights_give_a_sentence_after_one_step_not_a_black_picture(studio: Studio, copy_of_sd: Path) -> None:
    spoil_unet(copy_of_sd, float("nan"))
    found, seen = studio.register(copy_of_sd), []
    with pytest.raises(EngineError, match="not numbers") as caught:
        render(studio.plan(found, steps=20), studio.job(progress=lambda done, total: seen.append(done)))
    assert str(copy_of_sd) in str(caught.value) and seen == []


def test_a_vae_of_zeros_gives_a_sentence_not_a_flat_picture(studio: Studio, copy_of_sd: Path) -> None:
    from safetensors.torch import load_file, save_file

    file = copy_of_sd / "vae" / "diffusion_pytorch_model.safetensors"
    save_file({name: tensor * 0 for name, tensor in load_file(file).items()}, file, metadata={"format": "pt"})
    with pytest.raises(EngineError, match="flat colour"):
        studio.make(studio.register(copy_of_sd))


def test_a_model_changed_after_registration_is_refused_even_when_warm(
    studio: Studio, copy_of_sd: Path, tmp_path: Path
) -> None:
    load.forget()  # else the same weights, warm from another folder, would rightly do
    found = studio.register(copy_of_sd)
    studio.make(found)
    shutil.copytree(tiny_sd(tmp_path / "other", seed=9), copy_of_sd, dirs_exist_ok=True)
    with pytest.raises(EngineError, match="has changed since it was registered"):
        studio.make(found)


def test_a_pickle_put_in_after_registration_is_refused(studio: Studio, copy_of_sd: Path) -> None:
    found = studio.register(copy_of_sd)
    (copy_of_sd / "unet" / "diffusion_pytorch_model.bin").write_bytes(b"\x80\x04.")
    load.forget()
    with pytest.raises(EngineError, match="pickle"):
        studio.make(found)


def test_a_folder_that_went_away_and_a_model_nobody_has(studio: Studio, copy_of_sd: Path) -> None:
    load.forget()  # else the same weights, warm from another folder, would rightly do
    found = studio.register(copy_of_sd)
    studio.make(found)
    shutil.rmtree(copy_of_sd)
    with pytest.raises(EngineError, match="There is no folder"):
        studio.make(found)
    studio.shelf.folders.clear()
    with pytest.raises(EngineError, match="No model with the weights"):
        studio.make(found)


def test_weights_of_another_architecture_are_refused(studio: Studio, copy_of_sd: Path) -> None:
    config = copy_of_sd / "unet" / "config.json"
    config.write_text(json.dumps({**json.loads(config.read_text()), "block_out_channels": [32, 64]}))
    with pytest.raises(EngineError, match="not of the architecture that its config describes: conv_in"):
        studio.make(studio.register(copy_of_sd))


def test_a_failure_leaves_the_next_picture_alone(studio: Studio, sd: ModelFolder, copy_of_sd: Path) -> None:
    before = studio.make(sd).pixels_sha256
    spoil_unet(copy_of_sd, float("nan"))
    with pytest.raises(EngineError):
        studio.make(studio.register(copy_of_sd))
    assert studio.make(sd).pixels_sha256 == before


def test_an_unknown_scheduler_option_is_named(studio: Studio, sd: ModelFolder) -> None:
    with pytest.raises(EngineError, match="no option sigma_shape"):
        studio.make(sd, scheduler={"name": "euler", "options": {"sigma_shape": 1}})


def test_a_recipe_of_another_engine_version_and_a_step_in_the_wrong_place(studio: Studio, sd: ModelFolder) -> None:
    node = studio.plan(sd).nodes[0]
    with pytest.raises(EngineError, match="engine 0"):
        render(Recipe(nodes=(Node(node.op, "0", node.params),)), studio.job())
    with pytest.raises(EngineError, match="first step"):
        render(Recipe(nodes=(node, node)), studio.job())


def test_a_device_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GATEFOLD_DEVICE", "quantum:3")
    with pytest.raises(EngineError, match="GATEFOLD_DEVICE is 'quantum:3'"):
        load.device()
