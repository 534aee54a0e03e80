"""Knobs of speed: which of them move pixels, that the recipe says them all, and that none outlives its picture."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from generation.engine.diffusion import engine, load, speed
from generation.engine.diffusion.params import TextToImage
from generation.engine.diffusion.scan import ModelFolder
from generation.engine.guides import Guides, Lora
from generation.engine.picture import EngineError
from generation.engine.render import render
from tests.engine.diffusion.conftest import Studio
from tests.tiny_models import needs_diffusers

pytestmark = needs_diffusers()

Tiny = Callable[[str], Path]


def warm(studio: Studio, found: ModelFolder, **settings: Any) -> Any:
    asked = TextToImage.from_params(studio.plan(found, reads=16, **settings).nodes[0].params)
    with load.pipeline(asked, studio.job()) as held:
        return held.pipe


def test_what_is_as_usual_is_not_said(studio: Studio, sd: ModelFolder) -> None:
    usual = studio.plan(sd).nodes[0].params
    assert "how" not in usual
    same = studio.plan(sd, channels_last=False, compile=False, deterministic=True, vae_dtype="", vae_tile=0)
    assert same.nodes[0].params == usual
    told = studio.plan(sd, channels_last=True, compile=True, deterministic=False, vae_tile=64)
    assert told.nodes[0].params["how"] == {
        "channels_last": True, "compile": "blocks", "deterministic": False, "vae_tile": 64,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value"),
    [("channels_last", 1), ("compile", "all"), ("vae_tile", 33), ("vae_tile", 10**6), ("vae_dtype", "int8"),
     ("deterministic", "no"), ("fuse_qkv", "true")],
)  # fmt: skip
def test_a_setting_that_makes_no_sense_is_refused_by_name(
    studio: Studio, sd: ModelFolder, name: str, value: Any
) -> None:
    with pytest.raises(EngineError, match=name):
        studio.plan(sd, **{name: value})


@pytest.mark.parametrize("name", ["sd", "flux"])
def test_layout_and_fused_projections_round_otherwise_and_no_more(studio: Studio, tiny: Tiny, name: str) -> None:
    """Which bits they move differs by processor, so the recipe says them."""
    found = studio.register(tiny(name))
    plain = studio.make(found, reads=16)
    for how in ({"channels_last": True}, {"fuse_qkv": True}):
        made = studio.make(found, reads=16, **how)
        assert np.abs(made.pixels.astype(int) - plain.pixels.astype(int)).max() <= 1 and made.facts["how"] == how
        assert studio.make(found, reads=16, **how).pixels_sha256 == made.pixels_sha256


def test_lora_and_fused_projections_do_not_go_together(studio: Studio, sd: ModelFolder) -> None:
    from dataclasses import replace

    order = studio.order(sd, fuse_qkv=True, channels_last=True)
    worn = replace(order, guides=Guides(loras=(Lora("b" * 64),)))
    assert engine.plan(order).nodes[0].params["how"] == {"fuse_qkv": True, "channels_last": True}
    assert engine.plan(worn).nodes[0].params["how"] == {"channels_last": True}


def test_compiled_blocks_make_the_picture_within_rounding(
    studio: Studio, sd: ModelFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    # torch's own tracer without a code generator: a second instead of a minute, through the same doors.
    monkeypatch.setattr(speed, "BACKEND", "eager")
    plain = studio.make(sd)
    made = studio.make(sd, compile=True)
    assert made.facts["how"] == {"compile": "blocks"}
    assert np.abs(made.pixels.astype(int) - plain.pixels.astype(int)).max() <= 1
    blocks = [m for m in warm(studio, sd, compile=True).unet.modules() if getattr(m, "_compiled_call_impl", None)]
    assert blocks and not [m for m in warm(studio, sd).unet.modules() if getattr(m, "_compiled_call_impl", None)]


@pytest.mark.parametrize("name", ["flux"])
def test_the_vae_can_have_a_dtype_of_its_own(studio: Studio, tiny: Tiny, name: str) -> None:
    import torch

    found = studio.register(tiny(name))
    precise = studio.make(found, reads=16, dtype="bfloat16", vae_dtype="float32")
    plain = studio.make(found, reads=16, dtype="bfloat16")
    assert 0 < np.abs(precise.pixels.astype(int) - plain.pixels.astype(int)).max() <= 6
    vae = warm(studio, found, dtype="bfloat16", vae_dtype="float32").vae
    assert vae.dtype == torch.float32
    spread = vae.encode(torch.zeros(1, 3, 32, 32, dtype=torch.bfloat16)).latent_dist
    assert spread.mode().dtype == torch.bfloat16 and spread.sample().dtype == torch.bfloat16


def test_free_kernels_are_for_their_own_picture(studio: Studio, sd: ModelFolder) -> None:
    import torch

    free = studio.make(sd, deterministic=False)
    assert free.facts["deterministic"] is False and free.facts["how"] == {"deterministic": False}
    assert torch.are_deterministic_algorithms_enabled() and torch.backends.cudnn.deterministic
    assert not torch.backends.cudnn.benchmark and studio.make(sd).facts["deterministic"] is True


def test_tiles_and_slices_are_for_their_own_picture(studio: Studio, sd: ModelFolder) -> None:
    whole = studio.make(sd, width=128, height=128, resolution=128)
    tiled = studio.make(sd, width=128, height=128, resolution=128, vae_tile=64)
    assert np.abs(whole.pixels.astype(int) - tiled.pixels.astype(int)).max() > 0
    vae = warm(studio, sd).vae
    assert not vae.use_tiling and vae.tile_latent_min_size * 2 == vae.tile_sample_min_size != 64
    assert studio.make(sd, width=128, height=128, resolution=128).pixels_sha256 == whole.pixels_sha256


@pytest.mark.parametrize("name", ["sdxl", "flux"])
def test_a_prompt_is_read_once_and_the_picture_is_the_same(
    studio: Studio, tiny: Tiny, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    load.forget()
    found = studio.register(tiny(name))
    recipe = studio.plan(found, reads=16, negative="text")
    first = render(recipe, studio.job())
    encoder = warm(studio, found).text_encoder
    read: list[int] = []
    hook = encoder.register_forward_pre_hook(lambda module, args: read.append(1))
    try:
        assert render(recipe, studio.job()).pixels_sha256 == first.pixels_sha256 and read == []
        render(studio.plan(found, reads=16, prompt="a blue cat"), studio.job())
        assert read
        read.clear()
        # A text encoder that wears a LoRA reads otherwise: nothing is remembered then.
        monkeypatch.setattr(encoder, "peft_config", {"brand": 1}, raising=False)
        render(recipe, studio.job())
        assert read
    finally:
        hook.remove()


def test_only_so_many_prompts_are_remembered(studio: Studio, sd: ModelFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speed, "WORDS", 2)
    for prompt in ("one", "two", "three"):
        studio.make(sd, prompt=prompt)
    assert len(speed._words[warm(studio, sd)]) == 2
    speed.forget_words(warm(studio, sd))
    assert len(speed._words[warm(studio, sd)]) == 0
