"""What a LoRA, a ControlNet, an IP-Adapter is, from its headers alone; and what is refused before it is loaded."""

from __future__ import annotations

import json
import struct
import subprocess
import sys
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path

import pytest

from generation.engine.diffusion.adapters.scan import look_at
from generation.engine.diffusion.scan import BadModel
from tests import tiny_adapters
from tests.tiny_models import needs_diffusers

pytestmark = needs_diffusers()

Tiny = Callable[[str], Path]


def safetensors(path: Path, shapes: Mapping[str, tuple[int, ...]], said: Mapping[str, str] | None = None) -> Path:
    """A whole file with these tensors, all zero, one byte each number (int8)."""
    table: dict[str, object] = {"__metadata__": dict(said)} if said else {}
    end = 0
    for name, shape in shapes.items():
        size = 1
        for side in shape:
            size *= side
        table[name] = {"dtype": "I8", "shape": list(shape), "data_offsets": [end, end + size]}
        end += size
    header = json.dumps(table).encode()
    path.write_bytes(struct.pack("<Q", len(header)) + header + bytes(end))
    return path


CROSS = "lora_unet_down_blocks_0_attentions_0_transformer_blocks_0_attn2_to_k"


def lora(width: int, place: str = CROSS) -> dict[str, tuple[int, ...]]:
    return {f"{place}.lora_down.weight": (8, width), f"{place}.lora_up.weight": (16, 8), f"{place}.alpha": ()}


def test_a_lora_is_named_by_its_files_own_sha256(tmp_path: Path, tiny: Tiny) -> None:
    file = tiny_adapters.tiny_lora(tmp_path / "fox.safetensors", tiny("sd"), "sd", rank=4, alpha=8)
    found = look_at(file)
    assert (found.kind, found.family, found.files, found.file) == ("lora", "sd15", ("fox.safetensors",), file)
    assert found.weights == sha256(file.read_bytes()).hexdigest() and found.size == file.stat().st_size
    assert found.facts["rank"] == 4 and found.facts["alpha"] == 8 and found.facts["parts"] == ["denoiser"]
    (tmp_path / "folder").mkdir()
    same = file.rename(tmp_path / "folder" / "other name.safetensors")
    assert look_at(tmp_path / "folder").weights == look_at(same).weights == found.weights


@pytest.mark.parametrize(
    ("shapes", "said", "family"),
    [
        (lora(768), {}, "sd15"),
        (lora(1024), {}, "sd2"),
        (lora(2048), {}, "sdxl"),
        (lora(32), {}, ""),
        (lora(32), {"ss_base_model_version": "sdxl_base_v1-0"}, "sdxl"),
        (lora(32), {"modelspec.architecture": "Flux.1-dev/lora"}, "flux"),
        (lora(32), {"modelspec.architecture": "stable-diffusion-3-medium/lora"}, "sd3"),
        (lora(32) | lora(32, "lora_te2_text_model_encoder_layers_0_mlp_fc1"), {}, "sdxl"),
        (lora(32, "lora_unet_double_blocks_0_img_attn_qkv"), {}, "flux"),
        (lora(3072, "transformer.transformer_blocks.0.attn.to_q"), {}, "flux"),
        (lora(1536, "transformer.transformer_blocks.0.attn.to_q"), {}, "sd3"),
        (lora(32, "transformer.transformer_blocks.0.attn.to_q"), {}, ""),
    ],
)
def test_the_family_is_its_makers_word_or_what_names_and_widths_leave(
    tmp_path: Path, shapes: dict[str, tuple[int, ...]], said: dict[str, str], family: str
) -> None:
    assert look_at(safetensors(tmp_path / "a.safetensors", shapes, said)).family == family


def test_what_its_maker_noted_is_told(tmp_path: Path) -> None:
    said = {"modelspec.trigger_phrase": "ternlook", "ss_network_alpha": "4.0", "ss_sd_model_name": "sd_xl_base_1.0"}
    facts = look_at(safetensors(tmp_path / "a.safetensors", lora(2048), said)).facts
    assert facts == {"rank": 8, "alpha": 4.0, "trigger": "ternlook", "base": "sd_xl_base_1.0", "parts": ["denoiser"]}


@pytest.mark.parametrize(("name", "family"), [("sd", "sd15"), ("sdxl", "sdxl"), ("sd3", "sd3"), ("flux", "flux")])
def test_a_controlnet_is_known_by_its_config_and_its_kind_by_its_folder(tmp_path: Path, name: str, family: str) -> None:
    folder = tiny_adapters.tiny_controlnet(tmp_path / f"control_v11p_{name}_openpose", name)
    found = look_at(folder)
    assert (found.kind, found.family, found.facts["control"]) == ("controlnet", family, "pose")
    assert found.files == ("diffusion_pytorch_model.safetensors", "config.json")
    before = found.weights
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps({**config, "in_channels": 5}))
    assert look_at(folder).weights != before  # a config changes pixels


def test_an_ip_adapter_goes_with_the_encoder_beside_it(tmp_path: Path, tiny: Tiny) -> None:
    file = tiny_adapters.tiny_ip_adapter(tmp_path / "ip", tiny("sd"))
    found = look_at(tmp_path / "ip")
    assert (found.kind, found.file, found.facts) == (
        "ip_adapter", file, {"reads": "base", "tokens": 4, "encoder_size": 32}
    )  # fmt: skip
    assert set(found.files) == {"ip.safetensors", "image_encoder/config.json", "image_encoder/model.safetensors"}
    config = file.parent / "image_encoder" / "config.json"
    config.write_text(config.read_text().replace('"projection_dim": 32', '"projection_dim": 64'))
    with pytest.raises(BadModel, match="reads 32 numbers a picture, and the image_encoder beside it gives 64"):
        look_at(file)
    (file.parent / "image_encoder" / "model.safetensors").unlink()
    with pytest.raises(BadModel, match="needs the folder image_encoder beside it"):
        look_at(file)


def test_what_can_run_code_or_lies_is_refused(tmp_path: Path, tiny: Tiny) -> None:
    net = tiny_adapters.tiny_controlnet(tmp_path / "net", "sd")
    weights = net / "diffusion_pytorch_model.safetensors"
    for name, why in (("old.bin", "pickle"), ("model.py", "program code")):
        (net / name).write_bytes(b"")
        with pytest.raises(BadModel, match=why):
            look_at(net)
        (net / name).unlink()
    (net / "more.safetensors").symlink_to("/etc/hostname")
    with pytest.raises(BadModel, match="leads out of it"):
        look_at(net)
    (net / "more.safetensors").unlink()
    data = weights.read_bytes()
    for spoilt, why in ((data[:-9], "should be"), (data[:40], "longer than the file"), (b"PK\3\4" + data, "whole")):
        weights.write_bytes(spoilt)
        with pytest.raises(BadModel, match=why):
            look_at(net)


@pytest.mark.parametrize(
    ("shapes", "why"),
    [
        ({"lora_unet_x.hada_w1_a": (4, 4)}, "LyCORIS"),
        ({**lora(768), "x.dora_scale": (4,)}, "DoRA"),
        ({"model.weight": (4, 4)}, "none of its tensors is named as theirs"),
        ({"control_model.input_blocks.0.0.weight": (4, 4)}, "ControlNet in one file"),
        ({"image_proj.proj.0.weight": (4, 4), "ip_adapter.1.to_k_ip.weight": (4, 768)}, "face recogniser"),
        ({}, "holds no tensors"),
    ],
)
def test_what_is_no_adapter_that_is_read_here_is_refused_with_its_remedy(
    tmp_path: Path, shapes: dict[str, tuple[int, ...]], why: str
) -> None:
    with pytest.raises(BadModel, match=why):
        look_at(safetensors(tmp_path / "a.safetensors", shapes))


@pytest.mark.parametrize(
    ("name", "why"),
    [("none", "nothing at"), ("a.ckpt", "pickle"), ("a.txt", "not a safetensors file"), ("", "no safetensors file")],
)
def test_what_is_not_there_or_another_kind_of_file_is_said(tmp_path: Path, name: str, why: str) -> None:
    if "." in name:
        (tmp_path / name).write_bytes(b"x")
    with pytest.raises(BadModel, match=why):
        look_at(tmp_path / name)


def test_a_config_that_is_none_of_ours_is_refused(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text('{"_class_name": "ControlNetUnionModel"}')
    with pytest.raises(BadModel, match="ControlNetUnionModel"):
        look_at(tmp_path)
    (tmp_path / "config.json").write_text('{"_class_name": "FluxControlNetModel", "num_mode": 10}')
    with pytest.raises(BadModel, match="union of several"):
        look_at(tmp_path)
    (tmp_path / "config.json").write_text("[]")
    with pytest.raises(BadModel, match="not a JSON object"):
        look_at(tmp_path)


def test_looking_needs_no_torch() -> None:
    code = (
        "import sys, generation.engine.diffusion.adapters.scan, generation.engine.diffusion.adapters.wanted;"
        "print(sorted({m.split('.')[0] for m in sys.modules} & {'torch', 'diffusers', 'transformers', 'safetensors'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
