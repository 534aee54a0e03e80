"""A model folder is looked at before it is trusted: each wrong thing gets a sentence naming it and the remedy."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generation.engine.diffusion.scan import BadModel, look
from tests.tiny_models import needs_diffusers

pytestmark = needs_diffusers()

Tiny = Callable[[str], Path]


def refusal(folder: Path) -> str:
    with pytest.raises(BadModel) as caught:
        look(folder)
    sentence = str(caught.value)
    assert str(folder) in sentence or folder.name in sentence, "the sentence names the folder"
    return sentence


def change_json(file: Path, **changes: object) -> None:
    file.write_text(json.dumps({**json.loads(file.read_text()), **changes}))


@pytest.mark.parametrize(
    ("name", "family", "resolution"),
    [("sd", "sd15", 64), ("sdxl", "sdxl", 64), ("sd3", "sd3", 64), ("flux", "flux", 1024)],
)
def test_a_good_folder_is_known_by_family_and_digest(tiny: Tiny, name: str, family: str, resolution: int) -> None:
    found = look(tiny(name))
    assert (found.family, found.resolution, found.variant) == (family, resolution, "")
    assert len(found.weights) == 64 and found.weights == look(tiny(name)).weights
    assert 1_000_000 < found.size < 4_000_000
    assert "model_index.json" in found.files and "vae/diffusion_pytorch_model.safetensors" in found.files


def test_the_digest_is_what_sha256sum_prints(tiny: Tiny) -> None:
    found = look(tiny("sd"))
    lines = subprocess.run(["sha256sum", *found.files], cwd=found.path, capture_output=True, check=True).stdout
    assert (
        subprocess.run(["sha256sum"], input=lines, capture_output=True, check=True).stdout[:64].decode()
        == found.weights
    )


def test_the_digest_follows_what_changes_pixels_and_nothing_else(copy_of_sd: Path) -> None:
    before = look(copy_of_sd).weights
    (copy_of_sd / "README.md").write_text("words")
    assert look(copy_of_sd).weights == before
    change_json(copy_of_sd / "scheduler" / "scheduler_config.json", beta_end=0.013)
    assert look(copy_of_sd).weights != before


def test_a_change_that_keeps_size_and_time_is_seen(copy_of_sd: Path) -> None:
    before = look(copy_of_sd).weights
    file = copy_of_sd / "vae" / "diffusion_pytorch_model.safetensors"
    times = file.stat()
    data = bytearray(file.read_bytes())
    data[-1] ^= 1
    file.write_bytes(data)
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert look(copy_of_sd).weights != before


def test_a_missing_folder(tmp_path: Path) -> None:
    assert "There is no folder" in refusal(tmp_path / "nowhere")


def test_a_single_file(tmp_path: Path) -> None:
    for name, word in (("model.safetensors", "not a whole"), ("model.ckpt", "pickle"), ("model.txt", "not a folder")):
        (tmp_path / name).write_bytes(b"x")
        assert word in refusal(tmp_path / name)


def test_a_folder_that_is_no_model(tmp_path: Path) -> None:
    assert "model_index.json" in refusal(tmp_path)


@pytest.mark.parametrize("content", [b"{", b"[]", b"\xff\xfe", b"[" * 200_000])
def test_a_corrupt_index(copy_of_sd: Path, content: bytes) -> None:
    (copy_of_sd / "model_index.json").write_bytes(content)
    assert "model_index.json" in refusal(copy_of_sd)


@pytest.mark.parametrize(
    "name", ["unet/diffusion_pytorch_model.bin", "v1-5.ckpt", "vae/x.PT", "notes/deep/er/x.pth", "a.pkl"]
)
def test_pickles_are_refused_wherever_they_lie(copy_of_sd: Path, name: str) -> None:
    file = copy_of_sd / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(pickle.dumps({"weights": 1}))
    assert name in refusal(copy_of_sd)


def test_a_folder_with_pickle_weights_only(copy_of_sd: Path) -> None:
    for file in copy_of_sd.rglob("*.safetensors"):
        file.rename(file.with_suffix(".bin"))
    assert "pickle" in refusal(copy_of_sd) and "safetensors" in refusal(copy_of_sd)


def test_a_pickle_called_safetensors(copy_of_sd: Path) -> None:
    (copy_of_sd / "unet" / "diffusion_pytorch_model.safetensors").write_bytes(pickle.dumps(list(range(99))))
    assert "not a whole safetensors file" in refusal(copy_of_sd)


def test_weights_cut_short(copy_of_sd: Path) -> None:
    file = copy_of_sd / "unet" / "diffusion_pytorch_model.safetensors"
    file.write_bytes(file.read_bytes()[:-100])
    assert "not a whole safetensors file" in refusal(copy_of_sd)


def test_weights_that_are_not_there(copy_of_sd: Path) -> None:
    (copy_of_sd / "unet" / "diffusion_pytorch_model.safetensors").unlink()
    assert "no safetensors weights for unet" in refusal(copy_of_sd)


def test_a_component_that_is_not_there(copy_of_sd: Path) -> None:
    change_json(copy_of_sd / "model_index.json", unet=[None, None])
    assert "lacks its unet" in refusal(copy_of_sd)
    change_json(copy_of_sd / "model_index.json", unet=["diffusers", "UNet2DConditionModel"], extra=["diffusers", "X"])
    assert "lacks the folder extra" in refusal(copy_of_sd)


def test_a_link_that_leaves_the_folder(copy_of_sd: Path, tmp_path: Path) -> None:
    file = copy_of_sd / "vae" / "diffusion_pytorch_model.safetensors"
    outside = tmp_path / "secret.safetensors"
    file.rename(outside)
    file.symlink_to("../../secret.safetensors")
    assert "leads out of the folder" in refusal(copy_of_sd)
    file.unlink()
    file.symlink_to(tmp_path / "gone")
    assert "leads out of the folder" in refusal(copy_of_sd)


def test_a_folder_link_even_inside(copy_of_sd: Path) -> None:
    (copy_of_sd / "loop").symlink_to(copy_of_sd)
    assert "loop" in refusal(copy_of_sd)


def test_a_link_to_a_file_inside_is_fine(copy_of_sd: Path) -> None:
    before = look(copy_of_sd).weights
    file = copy_of_sd / "vae" / "diffusion_pytorch_model.safetensors"
    file.rename(copy_of_sd / "kept.safetensors")
    file.symlink_to("../kept.safetensors")
    assert look(copy_of_sd).weights == before


def test_an_index_of_shards_that_leaves_the_folder(copy_of_sd: Path) -> None:
    index = {"metadata": {}, "weight_map": {"a": "../../secret.safetensors"}}
    (copy_of_sd / "unet" / "diffusion_pytorch_model.safetensors.index.json").write_text(json.dumps(index))
    assert "../../secret.safetensors" in refusal(copy_of_sd)


def test_code_that_comes_with_a_model(copy_of_sd: Path) -> None:
    (copy_of_sd / "unet" / "modeling.py").write_text("print('ran')")
    assert "unet/modeling.py" in refusal(copy_of_sd)
    (copy_of_sd / "unet" / "modeling.py").unlink()
    change_json(copy_of_sd / "text_encoder" / "config.json", auto_map={"AutoModel": "someone/repo--x.Y"})
    assert "auto_map" in refusal(copy_of_sd)


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"_class_name": ["pipeline", "MyPipeline"]}, "own code"),
        ({"_class_name": "StableDiffusionPix2PixZeroPipeline"}, "StableDiffusionPix2PixZeroPipeline"),
        ({"unet": ["my_unet", "UNet"]}, "my_unet"),
        ({"../vae": ["diffusers", "AutoencoderKL"]}, "../vae"),
    ],
)
def test_an_index_that_asks_for_something_else(copy_of_sd: Path, changes: dict[str, object], word: str) -> None:
    change_json(copy_of_sd / "model_index.json", **changes)
    assert word in refusal(copy_of_sd)


def test_a_unet_that_takes_what_nobody_gives_it(copy_of_sd: Path) -> None:
    change_json(copy_of_sd / "unet" / "config.json", in_channels=5)
    assert "5 channels" in refusal(copy_of_sd)


def test_only_half_precision_files_are_loaded_as_that_variant(copy_of_sd: Path) -> None:
    for file in list(copy_of_sd.rglob("*.safetensors")):
        file.rename(file.with_name(file.name.replace(".safetensors", ".fp16.safetensors")))
    found = look(copy_of_sd)
    assert found.variant == "fp16" and found.settings["variant"] == "fp16"


def test_the_web_side_parts_bring_no_torch() -> None:
    code = (
        "import sys\n"
        "from generation.engine.diffusion import engine, scan, hub\n"
        "from generation.engine.engines import engine as named\n"
        "assert named('diffusers') is engine\n"
        "heavy = {'torch', 'diffusers', 'transformers', 'numba', 'huggingface_hub'}\n"
        "print(sorted({m.split('.')[0] for m in sys.modules} & heavy))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
