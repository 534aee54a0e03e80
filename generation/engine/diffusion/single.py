"""A model in one .safetensors file. Its header tells the family; a folder of configs and tokenizers tells the rest.

The folder is in the diffusers layout, without weights: named by the row's setting "config", or lying beside the file
under the file's name without its ending. Nothing is ever fetched for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generation.engine.diffusion.families import KNOWN
from generation.engine.diffusion.reading import SMALL_JSON, BadModel, read_json, refuse_dangerous, tensor_shapes, walk
from generation.engine.diffusion.scan import ModelFolder, components_of, described
from generation.engine.diffusion.weights import digest_of

CONFIGS = {".json", ".txt", ".model"}
DENOISER = "model.diffusion_model."
# Each family's own tensor, as the models' authors name them. The first that is there decides.
SIGNS: tuple[tuple[str, str], ...] = (
    ("model.diffusion_model.joint_blocks.0.context_block.adaLN_modulation.1.bias", "sd3"),
    ("model.diffusion_model.double_blocks.0.img_attn.norm.key_norm.scale", "flux"),
    ("double_blocks.0.img_attn.norm.key_norm.scale", "flux"),
    ("conditioner.embedders.0.", "sdxl"),
    ("cond_stage_model.model.", "sd2"),
    ("cond_stage_model.transformer.", "sd15"),
)
OTHERS: tuple[tuple[str, str], ...] = (
    ("lora_", "a LoRA"),
    (".lora", "a LoRA"),
    ("control_model.", "a ControlNet"),
    ("controlnet_", "a ControlNet"),
    ("ip_adapter.", "an IP-Adapter"),
)
_REMEDY = "Name the folder that describes it in the row's setting config: the model's own, without weights."


def look_at_file(given: Path, config: str | Path = "") -> ModelFolder:
    """Raises BadModel naming the file, what is wrong, and the remedy."""
    file = given.resolve()
    shapes = tensor_shapes(file.parent, file.name)
    family, channels = _family(file, shapes)
    folder = _config_folder(file, config)
    names = list(walk(folder))
    refuse_dangerous(folder, names)
    index = read_json(folder, "model_index.json", SMALL_JSON)
    if index is None:
        raise BadModel(f"{folder} holds no model_index.json, so it does not describe {file.name}. {_REMEDY}")
    pipeline, components = components_of(folder, index)
    said, resolution, role = described(folder, pipeline, components)
    if said != family:
        raise BadModel(
            f"{file.name} holds {KNOWN[family].label}, and {folder} describes {KNOWN[said].label}. {_REMEDY}"
        )
    said_channels = (read_json(folder, "unet/config.json", SMALL_JSON) or {}).get("in_channels", channels)
    if channels and said_channels != channels:
        raise BadModel(
            f"The UNet in {file.name} takes {channels} channels, and {folder} describes one that takes "
            f"{said_channels}. {_REMEDY}"
        )
    places = {f"config/{name}": folder / name for name in names if _describes(name, components)}
    return ModelFolder(
        path=file.parent,
        pipeline=pipeline,
        family=family,
        weights=digest_of({file.name: file, **places}),
        files=(file.name, *sorted(places)),
        size=file.stat().st_size,
        resolution=resolution,
        components=components,
        role=role,
        file=file.name,
        config=folder,
    )


def _family(file: Path, shapes: Mapping[str, tuple[int, ...]]) -> tuple[str, int]:
    """The family, and the channels that a UNet takes (0 for others)."""
    names = sorted(shapes)
    first = shapes.get(f"{DENOISER}input_blocks.0.0.weight")
    for sign, family in SIGNS:
        if any(name.startswith(sign) for name in names):
            if family in ("sd15", "sd2", "sdxl") and (first is None or len(first) != 4):
                raise BadModel(f"{file} holds text encoders without a UNet. Use the whole checkpoint.")
            return family, first[1] if first else 0
    for sign, what in OTHERS:
        if any(sign in name for name in names):
            raise BadModel(f"{file} holds {what}, not a checkpoint. Register it as what it is.")
    raise BadModel(
        f"{file} holds tensors named as in {names[0]!r}, which no model family here has in one file. "
        "Use the model's folder in the diffusers layout."
    )


def _config_folder(file: Path, config: str | Path) -> Path:
    folder = Path(config) if config else file.with_suffix("")
    if not folder.is_dir():
        asked = f"the folder {folder}, which its setting config names, is not there" if config else (
            f"nothing describes it: there is no folder {folder}"
        )  # fmt: skip
        raise BadModel(f"{file} is a single file, and {asked}. {_REMEDY}")
    return folder.resolve()


def _describes(name: str, components: Mapping[str, str]) -> bool:
    path = Path(name)
    return name == "model_index.json" or (path.suffix in CONFIGS and path.parts[0] in components)
