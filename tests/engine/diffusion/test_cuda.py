"""What only a GPU can show: computed memory against CUDA's own count, offload, and what a device batch rounds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from generation.engine.diffusion import engine, ladder, load
from generation.engine.diffusion.together import render_group
from tests.engine.diffusion.conftest import Studio
from tests.tiny_models import INSTALLED, needs_diffusers

if INSTALLED:
    import torch

CUDA = INSTALLED and torch.cuda.is_available()
pytestmark = needs_diffusers(
    pytest.mark.skipif(not CUDA, reason="NOT TESTED: no CUDA device here; what a GPU does was not looked at")
)

Tiny = Callable[[str], Path]


@pytest.fixture(autouse=True)
def nothing_learned() -> Iterator[None]:
    ladder.forget()
    yield
    ladder.forget()
    load.forget()


@pytest.mark.parametrize("name", ["sd", "sdxl", "flux"])
@pytest.mark.parametrize("offload", ["model", "sequential"])
def test_parts_and_layers_take_turns_to_the_same_pixels(
    studio: Studio, tiny: Tiny, name: str, offload: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = studio.register(tiny(name))
    whole = studio.make(found, reads=16)
    monkeypatch.setattr(ladder, "learned", lambda weights, pixels: offload)
    turns = studio.make(found, reads=16)
    assert turns.facts["offload"] == offload and turns.pixels_sha256 == whole.pixels_sha256


@pytest.mark.parametrize(("dtype", "most"), [("float32", 1), ("bfloat16", 3)])
def test_a_group_rounds_no_further_than_a_replay_tolerates(studio: Studio, tiny: Tiny, dtype: str, most: int) -> None:
    found = studio.register(tiny("sdxl"))
    order = studio.order(found, dtype=dtype)
    seeds = (1, 2, 3, 4)
    made = render_group([engine.plan(replace(order, seed=seed, beside=seeds)) for seed in seeds], studio.job())
    for seed, picture in zip(seeds, made, strict=True):
        alone = studio.make(found, seed=seed, dtype=dtype)
        assert np.abs(alone.pixels.astype(int) - picture.pixels.astype(int)).max() <= most


def test_the_peak_is_about_what_was_computed(studio: Studio, tiny: Tiny) -> None:
    found = studio.register(tiny("sdxl"))
    facts = studio.make(found, width=512, height=512, resolution=512).facts
    counted, computed = (int(str(facts[name])) for name in ("peak_memory_bytes", "computed_memory_bytes"))
    assert 0.5 < counted / computed < 1.5, facts
