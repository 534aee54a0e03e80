"""LoRAs on tiny models: what they change, and that nothing of them stays on."""

from __future__ import annotations

from pathlib import Path

import pytest

from generation.engine.diffusion.adapters.scan import look_at
from generation.engine.diffusion.scan import ModelFolder
from generation.engine.guides import Guides
from generation.engine.picture import EngineError
from generation.engine.render import render
from tests import tiny_adapters
from tests.engine.diffusion.adapting import bare_afterwards, loras, make, plan, said
from tests.engine.diffusion.conftest import Adapter, Studio, Tiny
from tests.tiny_models import needs_diffusers

pytestmark = needs_diffusers()
__all__ = ["bare_afterwards"]  # fixtures


@pytest.mark.parametrize("name", ["sd", "sdxl", "flux"])
def test_a_lora_acts_by_its_scale_and_leaves_nothing_behind(
    studio: Studio, tiny: Tiny, adapter: Adapter, name: str
) -> None:
    model, lora = studio.register(tiny(name)), adapter("lora", name)
    plain = make(studio, model).pixels_sha256
    full = make(studio, model, loras((lora, 1.0))).pixels_sha256
    half = make(studio, model, loras((lora, 0.5))).pixels_sha256
    assert len({plain, full, half}) == 3
    assert make(studio, model, loras((lora, 1.0))).pixels_sha256 == full
    assert make(studio, model).pixels_sha256 == plain


def test_two_loras_differ_from_each_alone_and_their_order_says_nothing(
    studio: Studio, sd: ModelFolder, adapter: Adapter
) -> None:
    one, two = adapter("lora", "sd", 1), adapter("lora", "sd", 2)
    both = plan(studio, sd, loras((one, 0.7), (two, 0.4)))
    assert plan(studio, sd, loras((two, 0.4), (one, 0.7))).digest == both.digest
    made = {
        render(recipe, studio.job()).pixels_sha256
        for recipe in (both, plan(studio, sd, loras((one, 0.7))), plan(studio, sd, loras((two, 0.4))))
    }
    assert len(made) == 3


def test_a_lora_at_scale_nought_is_none_in_the_recipe_and_in_the_pixels(
    studio: Studio, sd: ModelFolder, adapter: Adapter
) -> None:
    lora = adapter("lora", "sd", 1)
    plain = plan(studio, sd, Guides())
    assert plan(studio, sd, loras((lora, 0.0))).digest == plain.digest
    worn = plan(studio, sd, loras((lora, 1.0)))
    assert (
        render(said(worn, loras=[{"scale": 0}]), studio.job()).pixels_sha256
        == render(plain, studio.job()).pixels_sha256
    )


def test_the_alpha_of_a_lora_counts(studio: Studio, sd: ModelFolder, tiny: Tiny, tmp_path: Path) -> None:
    """Rank 4 and alpha 8 is twice what the weights say; alpha 4 is what they say, and so is a file that says none."""
    made = {}
    for name, alpha, noted in (("eight", 8, True), ("four", 4, True), ("silent", 8, False)):
        file = look_at(
            tiny_adapters.tiny_lora(
                tmp_path / f"{name}.safetensors", tiny("sd"), "sd", seed=1, alpha=alpha, noted=noted
            )
        )
        assert file.facts["alpha"] == (alpha if noted else None)
        studio.shelf.folders[file.weights] = str(file.path)
        made[name] = make(studio, sd, loras((file, 0.5))).pixels_sha256
        if name == "four":
            made["four twice"] = make(studio, sd, loras((file, 1.0))).pixels_sha256
    assert made["eight"] == made["four twice"] != made["four"] == made["silent"]


def test_kohyas_alpha_beside_each_layer_counts(studio: Studio, sd: ModelFolder, tmp_path: Path) -> None:
    found = [look_at(tiny_adapters.kohya_lora(tmp_path / f"{a}.safetensors", alpha=a)) for a in (4.0, 2.0)]
    for file in found:
        studio.shelf.folders[file.weights] = str(file.path)
    whole, half = ([make(studio, sd, loras((file, s))).pixels_sha256 for s in (1.0, 0.5)] for file in found)
    assert half[0] == whole[1] != whole[0] != make(studio, sd).pixels_sha256


def test_a_lora_of_another_family_is_refused_by_its_header(studio: Studio, sd: ModelFolder, adapter: Adapter) -> None:
    with pytest.raises(EngineError, match="was made for sdxl models, and this model is sd15"):
        make(studio, sd, loras((adapter("lora", "sdxl"), 1.0)))


def test_a_lora_that_does_not_fit_is_refused_and_leaves_nothing_behind(
    studio: Studio, sd: ModelFolder, tiny: Tiny, tmp_path: Path
) -> None:
    from safetensors.torch import load_file, save_file

    plain = make(studio, sd).pixels_sha256
    wide = load_file(tiny_adapters.tiny_lora(tmp_path / "wide", tiny("sdxl"), "sdxl"))
    strange = load_file(tiny_adapters.tiny_lora(tmp_path / "strange", tiny("sd"), "sd"))
    strange = {key.replace("down_blocks.1", "down_blocks.7"): value for key, value in strange.items()}
    for name, state, why in (("wide", wide, "size mismatch"), ("strange", strange, "of its")):
        save_file(state, tmp_path / name)  # without a word of what it was made for
        file = look_at((tmp_path / name).rename(tmp_path / f"{name}.safetensors"))
        studio.shelf.folders[file.weights] = str(file.path)
        with pytest.raises(EngineError, match=f"does not fit this model.*{why}"):
            make(studio, sd, loras((file, 1.0)))
        assert make(studio, sd).pixels_sha256 == plain


def test_a_lora_of_numbers_that_are_none_is_refused(
    studio: Studio, sd: ModelFolder, tiny: Tiny, tmp_path: Path
) -> None:
    from safetensors.torch import load_file, save_file

    state = load_file(tiny_adapters.tiny_lora(tmp_path / "a", tiny("sd"), "sd"))
    next(iter(state.values()))[0, 0] = float("nan")
    save_file(state, tmp_path / "nan.safetensors")
    file = look_at(tmp_path / "nan.safetensors")
    studio.shelf.folders[file.weights] = str(file.path)
    with pytest.raises(EngineError, match="values that are not numbers"):
        make(studio, sd, loras((file, 1.0)))


def test_a_lora_that_changed_since_it_was_registered_is_refused(
    studio: Studio, sd: ModelFolder, adapter: Adapter
) -> None:
    one, two = adapter("lora", "sd", 1), adapter("lora", "sd", 2)
    studio.shelf.folders[one.weights] = str(two.path)
    with pytest.raises(EngineError, match="has changed since it was registered"):
        make(studio, sd, loras((one, 1.0)))
