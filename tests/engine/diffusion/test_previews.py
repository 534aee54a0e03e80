"""Live previews: fitted to the model's own VAE, small and quick, and without a trace in the picture."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from generation.engine.diffusion import load, previews
from generation.engine.diffusion.scan import ModelFolder
from generation.engine.picture import Pixels
from generation.engine.render import render
from tests.engine.diffusion.conftest import Studio
from tests.tiny_models import needs_diffusers

pytestmark = needs_diffusers()

Tiny = Callable[[str], Path]


@pytest.mark.parametrize("name", ["sdxl", "flux"])
def test_each_step_is_shown_and_the_picture_is_as_without(studio: Studio, tiny: Tiny, name: str) -> None:
    found = studio.register(tiny(name))
    load.forget()
    recipe = studio.plan(found, width=96, height=64, reads=16)
    seen: list[Pixels] = []
    job = studio.job(preview=lambda pixels, index: seen.append(pixels), wants_preview=lambda: True)
    with_previews = render(recipe, job)
    assert with_previews.pixels_sha256 == render(recipe, studio.job()).pixels_sha256
    assert len(seen) == 3 and len({image.tobytes() for image in seen}) == 3
    for image in seen:
        height, width = image.shape[:2]
        assert image.dtype == np.uint8 and image.shape[2] == 3 and max(width, height) <= 128
        assert width / height == with_previews.width / with_previews.height


def test_nothing_is_computed_that_nobody_wants(
    studio: Studio, sd: ModelFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def wants() -> bool:
        asked.append(1)
        return len(asked) == 2

    seen: list[Pixels] = []
    job = studio.job(preview=lambda pixels, index: seen.append(pixels), wants_preview=wants)
    render(studio.plan(sd, steps=4), job)
    assert len(asked) == 4 and len(seen) == 1


def test_a_vae_that_keeps_colours_is_read_back_as_they_are() -> None:
    """A VAE whose latents are a mix of the colours, shifted and scaled: the fit has to find its way back."""
    import torch

    mix = torch.tensor([[1.0, 0.2, 0.0], [0.0, 1.0, 0.3], [0.4, 0.0, 1.0], [0.5, 0.5, -0.5]])

    class Spread:
        def __init__(self, latents: Any) -> None:
            self.latents = latents

        def mode(self) -> Any:
            return self.latents

    class Vae(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.weight = torch.nn.Parameter(torch.zeros(1))
            self.config = type(
                "Config", (), {"block_out_channels": (1, 1, 1, 1), "scaling_factor": 0.3, "shift_factor": 0.1}
            )

        def encode(self, pixels: Any) -> Any:
            small = torch.nn.functional.avg_pool2d(pixels, 8)
            return type("Made", (), {"latent_dist": Spread(torch.einsum("nchw,lc->nlhw", small, mix) + 0.1)})

    linear = previews._fit(Vae())
    assert linear is not None and linear.explains > 0.97
    red = torch.einsum("c,lc->l", torch.tensor([0.8, -0.8, -0.8]), mix) * 0.3
    (shown,) = linear.pixels(red.view(1, 4, 1, 1).expand(1, 4, 16, 24))
    assert shown.shape == (16, 24, 3)
    assert np.abs(shown[8, 8].astype(int) - [230, 26, 26]).max() < 12


def test_qwens_latents_are_packed_and_of_a_video_vae() -> None:
    import torch
    from diffusers import AutoencoderKLQwenImage, QwenImagePipeline

    torch.manual_seed(0)
    vae: Any = AutoencoderKLQwenImage(
        base_dim=8, z_dim=4, dim_mult=[1, 1, 1, 1], num_res_blocks=1, temperal_downsample=[False, True, True],
        latents_mean=[0.1] * 4, latents_std=[2.0] * 4,
    )  # fmt: skip
    with torch.no_grad():
        linear = previews._fit(vae)
    assert linear is not None and tuple(linear.matrix.shape) == (5, 3)
    packed = torch.randn(2, 4 * 6, 16)
    pipe = type("Pipe", (), {"_unpack_latents": staticmethod(QwenImagePipeline._unpack_latents), "vae_scale_factor": 8})
    latents = previews.unpacked(pipe, packed, 96, 64)
    assert tuple(latents.shape) == (2, 4, 8, 12)
    assert [image.shape for image in linear.pixels(latents)] == [(8, 12, 3)] * 2


def test_a_vae_that_gives_nothing_to_fit_leaves_the_pictures_without_previews(
    studio: Studio, copy_of_sd: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(previews, "_fitted", {})
    monkeypatch.setattr(previews, "_fit", lambda vae: (_ for _ in ()).throw(RuntimeError("no")))
    load.forget()
    seen: list[Pixels] = []
    found = studio.register(copy_of_sd)
    job = studio.job(preview=lambda pixels, index: seen.append(pixels), wants_preview=lambda: True)
    assert render(studio.plan(found), job).pixels.any() and seen == []
    load.forget()


@pytest.mark.parametrize("channels", [4, 16])
def test_a_preview_of_a_thousand_pixels_takes_two_milliseconds(channels: int) -> None:
    """The fastest of many: the others measure who else is on this machine."""
    import torch

    torch.manual_seed(0)
    linear = previews.Linear(torch.randn(channels + 1, 3), 1.0)
    latents = torch.randn(1, channels, 128, 128, dtype=torch.bfloat16)
    took = []
    for _ in range(30):
        began = time.perf_counter()
        (shown,) = linear.pixels(latents)
        took.append(time.perf_counter() - began)
    assert shown.shape == (128, 128, 3) and min(took) < 0.002, f"{min(took) * 1000:.2f} ms"


def test_larger_pictures_are_shown_at_128() -> None:
    import torch

    linear = previews.Linear(torch.ones(5, 3), 1.0)
    (shown,) = linear.pixels(torch.zeros(1, 4, 192, 256))
    assert shown.shape == (96, 128, 3)
