"""A checkpoint in one file: the same picture as its folder gives, and what is refused."""

from __future__ import annotations

import json
import shutil
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generation.engine.diffusion import load
from generation.engine.diffusion.scan import BadModel, look, source_of
from generation.engine.picture import EngineError
from tests.engine.diffusion.conftest import Studio
from tests.tiny_models import needs_diffusers
from tests.tiny_single import tiny_single

pytestmark = needs_diffusers()

Tiny = Callable[[str], Path]


@pytest.fixture(scope="module")
def built(tiny: Tiny, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_single(tiny("sd"), tmp_path_factory.mktemp("single"))


@pytest.fixture
def single(built: Path, tmp_path: Path) -> Path:
    """One of this test's own, to be spoiled."""
    return Path(shutil.copytree(built.parent, tmp_path / "single")) / built.name


def refusal(file: Path, config: str | Path = "") -> str:
    with pytest.raises(BadModel) as caught:
        look(file, config)
    return str(caught.value)


def test_one_file_makes_the_pixels_of_its_folder_and_nothing_is_fetched(
    studio: Studio, tiny: Tiny, single: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = studio.make(studio.register(tiny("sd"))).pixels_sha256

    def nowhere(*given: Any) -> None:
        raise AssertionError(f"an outbound call to {given}")

    monkeypatch.setattr(socket.socket, "connect", nowhere)
    found = studio.register(single)
    assert (found.family, found.kind, found.resolution, found.source) == ("sd15", "checkpoint", 64, single)
    assert studio.make(found).pixels_sha256 == expected


def test_the_digest_covers_the_file_and_what_describes_it_wherever_that_lies(single: Path, tmp_path: Path) -> None:
    before = look(single).weights
    elsewhere = Path(shutil.move(single.with_suffix(""), tmp_path / "configs"))
    assert look(single, elsewhere).weights == look(source_of(str(single), str(elsewhere))).weights == before
    scheduler = elsewhere / "scheduler" / "scheduler_config.json"
    scheduler.write_text(json.dumps({**json.loads(scheduler.read_text()), "beta_end": 0.013}))
    assert look(single, elsewhere).weights != before
    data = bytearray(single.read_bytes())
    data[-1] ^= 1
    single.write_bytes(data)
    assert look(single, elsewhere).weights != before


def test_a_file_that_changes_under_a_warm_model_is_seen(studio: Studio, single: Path) -> None:
    load.forget()
    found = studio.register(single)
    studio.make(found)
    (single.with_suffix("") / "scheduler" / "scheduler_config.json").write_text("{}")
    with pytest.raises(EngineError, match="has changed since it was registered"):
        studio.make(found)


def test_a_file_cut_short_and_a_header_that_lies(single: Path) -> None:
    whole = single.read_bytes()
    for spoiled in (whole[:-100], whole[:4], b"", b"\xff" * 64, (1 << 62).to_bytes(8, "little") + whole[8:]):
        single.write_bytes(spoiled)
        assert "not a whole safetensors file" in refusal(single)


def test_a_file_that_nothing_describes(single: Path, tmp_path: Path) -> None:
    shutil.rmtree(single.with_suffix(""))
    assert "nothing describes it" in refusal(single)
    assert "is not there" in refusal(single, tmp_path / "nowhere")
    (tmp_path / "empty").mkdir()
    assert "no model_index.json" in refusal(single, tmp_path / "empty")


def test_a_folder_that_describes_another_model(studio: Studio, tiny: Tiny, single: Path) -> None:
    words = refusal(single, tiny("sdxl"))
    assert "tiny.safetensors holds Stable Diffusion 1.5" in words and "describes Stable Diffusion XL" in words
    assert "takes 4 channels" in refusal(single, tiny("sd_inpaint"))
    unet = single.with_suffix("") / "unet" / "config.json"
    unet.write_text(json.dumps({**json.loads(unet.read_text()), "block_out_channels": [32, 64]}))
    with pytest.raises(EngineError, match="cannot be loaded as StableDiffusionPipeline"):
        studio.make(studio.register(single))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("lora_unet_down_blocks_0.lora_up.weight", "holds a LoRA, not a checkpoint"),
        ("control_model.input_blocks.0.0.weight", "holds a ControlNet"),
        ("ip_adapter.1.to_k_ip.weight", "holds an IP-Adapter"),
        ("cond_stage_model.transformer.text_model.final_layer_norm.bias", "text encoders without a UNet"),
        ("blocks.0.mystery", "which no model family here has in one file"),
    ],
)
def test_files_that_hold_something_else(tmp_path: Path, name: str, words: str) -> None:
    import torch
    from safetensors.torch import save_file

    save_file({name: torch.zeros(2)}, tmp_path / "one.safetensors")
    assert words in refusal(tmp_path / "one.safetensors")


def test_code_and_pickles_beside_the_configs_are_refused(single: Path) -> None:
    for name in ("unet/model.py", "vae/weights.bin"):
        bad = single.with_suffix("") / name
        bad.write_bytes(b"x")
        assert name in refusal(single)
        bad.unlink()
