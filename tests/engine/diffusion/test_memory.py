"""What a picture takes of a device's memory, computed before it is begun, held against what tensors really live."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generation.engine.diffusion import load
from generation.engine.diffusion.counting import facts_of
from generation.engine.diffusion.memory import OFFLOADS, PUBLISHED, fits, needed, peak, published, room
from generation.engine.diffusion.params import TextToImage
from tests.engine.diffusion.conftest import Studio
from tests.tiny_models import needs_diffusers

GB = 1_000_000_000
Tiny = Callable[[str], Path]


# --- pure: these need no torch --------------------------------------------------------------------------------------
def test_a_roomy_device_takes_all_at_once_without_measures() -> None:
    fit = fits(PUBLISHED["sdxl"], 1024, 1024, together=8, device=80 * GB)
    assert (fit.together, fit.offload, fit.vae_tiling) == (8, "none", False)
    assert 6 * GB < fit.bytes < 12 * GB  # 3.5 billion parameters of two bytes, and what works on top


def test_less_memory_takes_the_milder_measures_first() -> None:
    flux = PUBLISHED["flux"]
    found = [fits(flux, 1024, 1024, together=8, device=size * GB) for size in (80, 39, 30, 8, 3, 1)]
    assert (found[0].together, found[0].offload) == (8, "none")
    assert 1 <= found[1].together < 8 and found[1].offload == "none"
    assert found[2].offload == "model" and found[2].together > 1
    assert found[3].offload == "sequential" and found[3]
    assert not found[5] and found[5].bytes > 1 * GB
    assert all(fit.bytes <= room(size * GB) for fit, size in zip(found, (80, 39, 30, 8, 3), strict=False) if fit)


def test_tiling_is_taken_where_only_the_decoding_is_too_large() -> None:
    sd = replace(PUBLISHED["sd15"], dtype="float32")
    whole, tiled = (peak(sd, 2048, 2048, tiled=tiled) for tiled in (False, True))
    assert tiled < whole
    device = int((tiled + whole) / 2 / 0.92 + 0.65 * GB)
    fit = fits(sd, 2048, 2048, together=1, device=device)
    assert (fit.together, fit.offload, fit.vae_tiling) == (1, "none", True)


def test_more_of_anything_never_takes_less() -> None:
    for facts in PUBLISHED.values():
        for offload in OFFLOADS:
            small = peak(facts, 512, 512, offload=offload)
            assert peak(facts, 1024, 512, offload=offload) >= small
            assert peak(facts, 512, 512, together=4, offload=offload) >= small
            assert peak(facts, 512, 512, beside=GB) > peak(facts, 512, 512)
        by_offload = [peak(facts, 1024, 1024, offload=offload) for offload in OFFLOADS]
        assert by_offload == sorted(by_offload, reverse=True)
        assert needed(facts, 1024, 1024) <= needed(facts, 1024, 1024, offload="none")


def test_what_is_needed_is_just_enough() -> None:
    for facts in PUBLISHED.values():
        least = needed(facts, 1024, 1024)
        assert fits(facts, 1024, 1024, device=least)
        assert not fits(facts, 1024, 1024, device=int(least * 0.95))


def test_a_row_that_knows_its_weights_scales_what_is_published() -> None:
    known = published("sdxl", "bfloat16", 10 * GB)
    assert known is not None and known.weights() == pytest.approx(10 * GB, rel=1e-6)
    assert published("sdxl", "float32").weights() == 2 * PUBLISHED["sdxl"].weights()  # type: ignore[union-attr]
    assert published("nobody's", "float32") is None


# --- held against the models ----------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["sd", "sd3", "flux"])
@pytest.mark.parametrize("mark", [pytest.param(None, marks=needs_diffusers())])
def test_tiny_models_take_what_was_computed(studio: Studio, tiny: Tiny, name: str, mark: None) -> None:
    import torch

    from tests.engine.diffusion.live_bytes import LiveBytes

    found = studio.register(tiny(name))
    recipe = studio.plan(found, width=128, height=128, resolution=128, reads=16)
    asked = TextToImage.from_params(recipe.nodes[0].params)
    facts = facts_of(found, "float32")
    with load.pipeline(asked, studio.job()) as warm:
        parts = {key: part for key, part in warm.pipe.components.items() if isinstance(part, torch.nn.Module)}
        for key, part in parts.items():
            stored = {tensor.data_ptr(): tensor.numel() for tensor in part.state_dict().values()}
            assert facts.parts[key] == sum(stored.values()), key
        live = LiveBytes()
        live.known(*(tensor for part in parts.values() for tensor in (*part.parameters(), *part.buffers())))
        more = {"max_sequence_length": 16} if asked.reads else {}
        with live:
            warm.pipe("a fox", width=128, height=128, num_inference_steps=2, output_type="pt", **more)
    working = peak(replace(facts, words=facts.words and 16 + 77), 128, 128) - facts.weights()
    # Tiny widths leave the fixed costs (embeddings, the loop's own tensors) larger beside them than they are.
    assert 0.75 < working / live.peak < 1.6, (working, live.peak)


@pytest.mark.parametrize("mark", [pytest.param(None, marks=needs_diffusers())])
def test_the_published_sizes_take_what_was_computed(mark: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Full sizes on tensors without memory: denoising of two pictures, decoding of one, 1024 pixels a side."""
    import torch

    for layer in (torch.nn.Linear, torch.nn.modules.conv._ConvNd):  # there are no values to begin with
        monkeypatch.setattr(layer, "reset_parameters", lambda self: None)
    taken = {name: measure() for name, measure in full_sizes().items()}
    for name, (facts, share) in {
        "sd15": (PUBLISHED["sd15"], "denoise"), "sdxl": (PUBLISHED["sdxl"], "denoise"),
        "flux": (PUBLISHED["flux"], "denoise"), "sd3": (PUBLISHED["sd3"], "denoise"),
        "vae": (PUBLISHED["sdxl"], "decode"),
    }.items():  # fmt: skip
        places = (1024 / facts.stride) ** 2 + facts.words
        computed = 2 * places * facts.denoise * 2 if share == "denoise" else 1024**2 * facts.decode * 2
        assert computed == pytest.approx(taken[name], rel=0.05), name


def full_sizes() -> dict[str, Callable[[], int]]:
    import torch
    from diffusers import AutoencoderKL, FluxTransformer2DModel, SD3Transformer2DModel, UNet2DConditionModel
    from torch._subclasses.fake_tensor import FakeTensorMode

    from benchmarks.diffusers_engine import FULL_VAE, FULL_XL_UNET
    from tests.engine.diffusion.live_bytes import LiveBytes

    half = torch.bfloat16

    def some(*shape: int) -> Any:
        return torch.empty(*shape, dtype=half)

    def measured(build: Callable[[], Any], call: Callable[[Any], Any]) -> int:
        with FakeTensorMode(), torch.no_grad():
            torch.set_default_dtype(half)
            try:
                model = build()
            finally:
                torch.set_default_dtype(torch.float32)
            live = LiveBytes()
            live.known(*model.parameters(), *model.buffers())
            with live:
                call(model)
            return live.peak

    xl = {"text_embeds": (2, 1280), "time_ids": (2, 6)}
    # One or two of the repeated blocks hold what nineteen do: each is done before the next begins.
    return {
        "sd15": lambda: measured(
            lambda: UNet2DConditionModel(cross_attention_dim=768, sample_size=64),
            lambda m: m(some(2, 4, 128, 128), torch.tensor(1.0), some(2, 77, 768)),
        ),
        "sdxl": lambda: measured(
            lambda: UNet2DConditionModel(**{**FULL_XL_UNET, "transformer_layers_per_block": 1}),
            lambda m: m(
                some(2, 4, 128, 128), torch.tensor(1.0), some(2, 77, 2048),
                added_cond_kwargs={name: some(*shape) for name, shape in xl.items()},
            ),
        ),
        "flux": lambda: measured(
            lambda: FluxTransformer2DModel(num_layers=1, num_single_layers=1),
            lambda m: m(
                some(2, 4096, 64), some(2, 512, 4096), some(2, 768), some(2),
                img_ids=some(4096, 3), txt_ids=some(512, 3),
            ),
        ),
        "sd3": lambda: measured(
            lambda: SD3Transformer2DModel(
                sample_size=128, num_layers=2, attention_head_dim=64, num_attention_heads=24,
                joint_attention_dim=4096, caption_projection_dim=1536, pooled_projection_dim=2048,
                pos_embed_max_size=192,
            ),
            lambda m: m(some(2, 16, 128, 128), some(2, 333, 4096), some(2, 2048), some(2)),
        ),
        "vae": lambda: measured(lambda: AutoencoderKL(**FULL_VAE), lambda m: m.decode(some(1, 4, 128, 128))),
    }  # fmt: skip
