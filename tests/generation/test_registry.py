from __future__ import annotations

import json
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from generation.engine.picture import EngineError
from generation.inputs import StoredInputs
from generation.models import ModelEntry
from generation.registry import Licence, add, deprecate, licence_warnings, scan_again, seed_models
from generation.tasks import scan_model
from studio.lib.models import Event
from studio.lib.problems import BadInput, NotAllowed, WrongState
from tests.cast import Cast

LICENCE = Licence("CreativeML OpenRAIL-M", "1", "2026-11-01", ("experiment", "internal", "public"))


def tiny_model(folder: Path) -> Path:
    """A model folder as small as one can be: whole, and with nothing in its weights."""
    parts = {
        "unet": ("diffusers", "UNet2DConditionModel", {"in_channels": 4, "sample_size": 8, "cross_attention_dim": 32}),
        "vae": ("diffusers", "AutoencoderKL", {"block_out_channels": [4, 4, 4, 4]}),
        "text_encoder": ("transformers", "CLIPTextModel", {}),
        "tokenizer": ("transformers", "CLIPTokenizer", None),
        "scheduler": ("diffusers", "DDIMScheduler", None),
    }
    for name, (_, _, config) in parts.items():
        (folder / name).mkdir(parents=True)
        if config is not None:
            (folder / name / "config.json").write_text(json.dumps(config))
            (folder / name / "model.safetensors").write_bytes(struct.pack("<Q", 2) + b"{}")
        else:
            (folder / name / f"{name}_config.json").write_text("{}")
    index: dict[str, Any] = {"_class_name": "StableDiffusionPipeline"}
    index |= {name: [library, cls] for name, (library, cls, _) in parts.items()}
    (folder / "model_index.json").write_text(json.dumps(index))
    return folder


def added(cast: Cast, source: Path | str, name: str = "Shop model") -> ModelEntry:
    entry = add(brand=cast.northlight, name=name, source=str(source), licence=LICENCE, by=cast.ada)
    scan_model.apply((entry.pk,))
    entry.refresh_from_db()
    return entry


def test_a_good_folder_becomes_a_model_that_the_engine_finds_by_its_weights(cast: Cast, tmp_path: Path) -> None:
    entry = added(cast, tiny_model(tmp_path / "shop"))
    assert (entry.state, entry.family, entry.dialect, entry.refusal) == ("ready", "sd15", "clip", "")
    assert len(entry.weights) == 64 and entry.settings["resolution"] == 64
    assert StoredInputs().model_path(entry.weights) == str(tmp_path / "shop")
    assert Event.objects.filter(kind="modelentry.ready", subject=entry.pk).exists()


def test_a_folder_that_is_missing_or_dangerous_is_refused_in_a_sentence(cast: Cast, tmp_path: Path) -> None:
    pickle = tiny_model(tmp_path / "pickle")
    (pickle / "unet" / "weights.ckpt").write_bytes(b"\x80\x04.")
    cut = tiny_model(tmp_path / "cut")
    (cut / "vae" / "model.safetensors").write_bytes(b"\x10")
    (tmp_path / "empty").mkdir()
    for at, (source, says) in enumerate(
        ((tmp_path / "nowhere", "There is no folder"), (pickle, "pickle file"), (cut, "not a whole safetensors"),
         (tmp_path / "empty", "no model_index.json"))
    ):  # fmt: skip
        entry = added(cast, source, name=f"Bad {at}")
        assert entry.state == "refused" and says in entry.refusal and entry.weights == ""
    with pytest.raises(BadInput, match="whole path"):
        add(brand=cast.northlight, name="Relative", source="models/shop", licence=LICENCE, by=cast.ada)
    assert not ModelEntry.objects.filter(state="ready").exists()


def lora_file(path: Path, *, note: dict[str, str] | None = None) -> Path:
    """A LoRA of rank 4 for SD 1.5, with nothing but noughts in it."""
    names = {"lora_unet_x_attn2_to_k.lora_down.weight": [4, 768], "lora_unet_x_attn2_to_k.lora_up.weight": [320, 4]}
    header: dict[str, Any] = {"__metadata__": note or {}}
    end = 0
    for name, shape in names.items():
        size = 4 * shape[0] * shape[1]
        header[name] = {"dtype": "F32", "shape": shape, "data_offsets": [end, end + size]}
        end += size
    head = json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(head)) + head + bytes(end))
    return path


def test_a_lora_is_found_with_its_family_and_its_trigger_and_no_lora_is_taken_for_a_model(
    cast: Cast, tmp_path: Path
) -> None:
    file = lora_file(tmp_path / "look.safetensors", note={"modelspec.trigger_phrase": "nlk"})
    entry = add(brand=cast.northlight, name="Look", source=str(file), licence=LICENCE, by=cast.ada, kind="lora")
    scan_model.apply((entry.pk,))
    entry.refresh_from_db()
    assert (entry.state, entry.family, entry.capabilities, entry.refusal) == ("ready", "sd15", ["lora"], "")
    assert entry.settings["trigger"] == "nlk" and entry.settings["rank"] == 4 and entry.memory == 4 * 4 * (768 + 320)
    assert StoredInputs().model_path(entry.weights) == str(file)
    wrong = add(brand=cast.northlight, name="Net", source=str(file), licence=LICENCE, by=cast.ada, kind="controlnet")
    scan_model.apply((wrong.pk,))
    wrong.refresh_from_db()
    assert wrong.state == "refused" and "Add it again as LoRA" in wrong.refusal
    assert added(cast, file, "Not a model").state == "refused"
    with pytest.raises(BadInput, match="Kind"):
        add(brand=cast.northlight, name="Sea", source="/srv/x", licence=LICENCE, by=cast.ada, kind="service")
    with pytest.raises(BadInput, match="Trained from"):
        add(brand=cast.northlight, name="Sea", source="/srv/x", licence=LICENCE, by=cast.ada, base="nobody")


def test_where_the_operator_set_folders_nothing_outside_is_looked_at_by_path_or_by_link(
    cast: Cast, tmp_path: Path, settings: Any
) -> None:
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    outside = tiny_model(tmp_path / "outside")
    tiny_model(shelf / "inside")
    (shelf / "link").symlink_to(outside)
    settings.MODEL_DIRS = [shelf]
    for bad in (str(outside), f"{shelf}/../outside", "/etc"):
        with pytest.raises(BadInput, match="Folder"):
            add(brand=cast.northlight, name="Bad", source=bad, licence=LICENCE, by=cast.ada)
        with pytest.raises(BadInput, match="Described by"):
            add(brand=cast.northlight, name="Bad", source=f"{shelf}/a", licence=LICENCE, by=cast.ada, config=bad)
    linked = added(cast, shelf / "link", "Linked")
    assert linked.state == "refused" and "MODEL_DIRS" in linked.refusal and not linked.weights
    assert added(cast, shelf / "inside", "Inside").state == "ready"


def test_files_that_nobody_foresaw_are_a_refusal_and_no_scan_without_an_end(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> Any:
        raise ZeroDivisionError

    monkeypatch.setattr("generation.registry.scanning.look", breaks)
    entry = added(cast, tiny_model(tmp_path / "odd"))
    assert entry.state == "refused" and "ZeroDivisionError" in entry.refusal


def test_a_model_on_the_hub_stays_there_unless_the_operator_allows_downloads(cast: Cast, settings: Any) -> None:
    assert settings.MODEL_DOWNLOADS is False
    entry = added(cast, "stabilityai/sdxl-turbo@" + "a1" * 20)
    assert entry.state == "refused" and "makes no outbound calls" in entry.refusal
    with pytest.raises(BadInput, match="owner/name@commit"):
        add(brand=cast.northlight, name="Moves", source="stabilityai/sdxl-turbo@main", licence=LICENCE, by=cast.ada)


def test_a_mended_folder_is_looked_at_again_and_a_ready_one_is_not(cast: Cast, tmp_path: Path) -> None:
    entry = added(cast, tmp_path / "late")
    assert entry.state == "refused"
    tiny_model(tmp_path / "late")
    scan_again(entry, by=cast.ada)
    scan_model.apply((entry.pk,))
    entry.refresh_from_db()
    assert (entry.state, entry.refusal) == ("ready", "")
    with pytest.raises(WrongState):
        scan_again(entry, by=cast.ada)


def test_only_those_who_keep_models_change_them_and_nobody_the_built_in_one(cast: Cast, tmp_path: Path) -> None:
    for somebody in (cast.ben, cast.dana, cast.zoe):
        with pytest.raises(NotAllowed):
            add(brand=cast.northlight, name="Mine", source="/models/x", licence=LICENCE, by=somebody)
    seed_models()
    seed_models()
    previz = ModelEntry.objects.get(slug="previz")
    assert previz.state == "ready" and ModelEntry.objects.count() == 1
    with pytest.raises(NotAllowed, match="built in"):
        deprecate(previz, by=cast.ada)
    previz.refresh_from_db()
    assert previz.active


def test_a_deprecated_model_names_its_successor_and_is_still_found_for_replay(cast: Cast, tmp_path: Path) -> None:
    old, new = added(cast, tiny_model(tmp_path / "old"), "Old"), added(cast, tiny_model(tmp_path / "new"), "New")
    with pytest.raises(BadInput, match="Successor"):
        deprecate(old, by=cast.ada, successor=old)
    deprecate(old, by=cast.ada, successor=new)
    with pytest.raises(WrongState):
        deprecate(old, by=cast.ada)
    old.refresh_from_db()
    assert not old.active and old.successor == new
    assert StoredInputs().model_path(old.weights)


def test_weights_that_are_not_on_this_machine_are_named_with_the_remedy(cast: Cast, tmp_path: Path) -> None:
    entry = added(cast, tiny_model(tmp_path / "shop"))
    (tmp_path / "shop").rename(tmp_path / "elsewhere")
    with pytest.raises(EngineError, match=r"Shop model is not on this machine\. Copy its folder to "):
        StoredInputs().model_path(entry.weights)
    with pytest.raises(EngineError, match="Register its folder again"):
        StoredInputs().model_path("0" * 64)


@pytest.mark.parametrize(("licence", "says"), [
    ({}, "has no licence record"),
    ({"id": "X", "use_classes": ["experiment"], "territories": ["world"]}, "does not cover public use"),
    ({"id": "X", "use_classes": ["public"], "territories": ["US"]}, "does not cover DE"),
    ({"id": "X", "use_classes": ["public"], "territories": ["world"], "until": "2027-01-31"}, "ends on 2027-01-31"),
])  # fmt: skip
def test_a_licence_that_does_not_cover_the_brief_is_warned_of(licence: dict[str, Any], says: str) -> None:
    brief = {"use_class": "public", "markets": ["US", "DE"], "flight_to": "2027-04-30"}
    entry = ModelEntry(name="Shop", licence=licence)
    assert any(says in warning for warning in licence_warnings(entry, brief))
    assert licence_warnings(ModelEntry(name="Ours", licence=LICENCE.document()), brief) == []


def test_looking_into_a_folder_needs_no_torch() -> None:
    light = "generation.engine.diffusion.scan, generation.engine.diffusion.engine, generation.engine.previz.engine"
    heavy = "{'torch', 'diffusers', 'numba', 'embreex', 'transformers'}"
    code = f"import sys, {light}; found = {heavy} & set(sys.modules); sys.exit(str(found) if found else 0)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
