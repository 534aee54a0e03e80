"""A model's parameters and shapes, read from the headers of its safetensors files and from its configs. No torch."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator, Mapping
from math import prod
from pathlib import Path
from typing import Any

from generation.engine.diffusion.families import KNOWN
from generation.engine.diffusion.memory import (
    PUBLISHED,
    Facts,
    published,
    transformer_elements,
    unet_elements,
    vae_elements,
)
from generation.engine.diffusion.scan import BadModel, ModelFolder

# Where the parts of a model lie in one single file, as its publishers name them (diffusers/loaders/single_file_utils).
PREFIXES: Mapping[str, str] = {
    "model.diffusion_model.": "denoiser",
    "first_stage_model.": "vae",
    "vae.": "vae",
    "cond_stage_model.": "text_encoder",
    "conditioner.": "text_encoder",
    "text_encoders.": "text_encoder",
}


def facts_of(model: ModelFolder, dtype: str) -> Facts:
    """How this model's memory is counted at the run dtype. Raises BadModel where a file cannot be read."""
    parts: dict[str, int] = {}
    layer = 0
    denoiser = "transformer" if "transformer" in model.components else "unet"
    for name, file in model.places.items():
        if not name.endswith(".safetensors") or _other_variant(name, model):
            continue
        for key, size in parameters(file):
            part = name.partition("/")[0] if "/" in name else _part(key, denoiser)
            parts[part] = parts.get(part, 0) + size
            layer = max(layer, size)
    known = published(model.family, dtype)
    if not {denoiser, "vae"} <= set(parts):
        # A single file of a transformer alone has no VAE beside it; what is published of its family has.
        if known is None:
            raise BadModel(f"What {model.path} holds cannot be counted: it has no {denoiser} or no VAE.")
        parts = {**known.parts, **parts}
    return _shaped(model, parts, layer, dtype, denoiser)


def parameters(file: Path) -> Iterator[tuple[str, int]]:
    """Name and number of elements of each tensor in a safetensors file, by its header alone. Raises BadModel."""
    try:
        with file.open("rb") as stream:
            (length,) = struct.unpack("<Q", stream.read(8))
            header = json.loads(stream.read(min(length, 100 << 20)))
        for name, entry in header.items():
            if name != "__metadata__":
                yield name, prod(entry["shape"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError, struct.error) as error:
        raise BadModel(f"{file} is not a whole safetensors file ({error}). Copy it again.") from error


def _shaped(model: ModelFolder, parts: dict[str, int], layer: int, dtype: str, denoiser: str) -> Facts:
    family = KNOWN[model.family]
    known = PUBLISHED.get(model.family)
    config, vae = _config(model, denoiser), _config(model, "vae")
    if not config or not vae:
        if known is None:
            raise BadModel(f"The configs of {model.path} cannot be read. Copy the model again, whole.")
        return Facts(
            model.family, parts, layer, known.denoise, known.decode, known.stride, known.words, known.doubled,
            known.upcast, dtype,
        )  # fmt: skip
    blocks = tuple(vae.get("block_out_channels") or ())
    smaller = 2 ** (len(blocks) - 1) if blocks else 8
    decode = vae_elements(blocks) if blocks else vae_elements((int(vae.get("base_dim", 96)),), three_d=True)
    if denoiser == "unet":
        channels = tuple(config["block_out_channels"])
        attends = tuple("Attn" in kind for kind in config["down_block_types"])
        each = config.get("layers_per_block", 2)
        layers = max(each) if isinstance(each, list) else int(each)
        stride, words, elements = smaller, 0, unet_elements(channels, attends, layers)
    else:
        width = int(config.get("num_attention_heads", 24)) * int(config.get("attention_head_dim", 128))
        elements = transformer_elements(model.family, width)
        # Flux and Qwen pack 2 x 2 latents into a token; SD3 says how many in its config.
        stride = smaller * (int(config.get("patch_size", 2)) if model.family == "sd3" else 2)
        words = (family.reads or 512) + (77 if model.family == "sd3" else 0)
    return Facts(
        model.family, parts, layer, elements, decode, stride, words,
        doubled=known.doubled if known else family.negative,
        upcast=bool(vae.get("force_upcast")) and denoiser == "unet", dtype=dtype,
    )  # fmt: skip


def _config(model: ModelFolder, part: str) -> Mapping[str, Any]:
    file = (model.config or model.path) / part / "config.json"
    try:
        found = json.loads(file.read_bytes()) if file.is_file() else {}
    except (OSError, ValueError) as error:
        raise BadModel(f"{file} is not readable JSON ({error}). Copy the model again.") from error
    return found if isinstance(found, dict) else {}


def _part(key: str, denoiser: str) -> str:
    found = next((part for prefix, part in PREFIXES.items() if key.startswith(prefix)), "denoiser")
    return denoiser if found == "denoiser" else found


def _other_variant(name: str, model: ModelFolder) -> bool:
    """A folder may hold the same part twice, as fp16 files beside plain ones: only one of them is loaded."""
    pieces = Path(name).name.split(".")
    variant = pieces[1].split("-")[0] if len(pieces) > 2 else ""
    return variant != model.variant
