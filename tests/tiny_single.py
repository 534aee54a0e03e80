"""A tiny Stable Diffusion 1.5 in one .safetensors file, its tensors named as the model's authors named them.

Names after CompVis/stable-diffusion; what diffusers' convert_ldm_unet_checkpoint and convert_ldm_vae_checkpoint undo.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

RESNET = {
    "norm1": "in_layers.0",
    "conv1": "in_layers.2",
    "norm2": "out_layers.0",
    "conv2": "out_layers.3",
    "time_emb_proj": "emb_layers.1",
    "conv_shortcut": "skip_connection",
}
ATTENTION = {"group_norm": "norm", "to_q": "q", "to_k": "k", "to_v": "v", "to_out.0": "proj_out"}
LAYERS = 1  # of a block; tiny_sd has blocks of one


def tiny_single(folder: Path, into: Path) -> Path:
    """From a tiny_sd's folder: `into`/tiny.safetensors, and beside it the folder `tiny` with configs and no weights."""
    from safetensors.torch import load_file, save_file

    tensors: dict[str, Any] = {}
    for component, named, prefix in (
        ("unet", _unet_name, "model.diffusion_model."),
        ("vae", _vae_name, "first_stage_model."),
        ("text_encoder", _text_name, "cond_stage_model.transformer."),
    ):
        file = next((folder / component).glob("*.safetensors"))
        for name, tensor in load_file(file).items():
            attention = component == "vae" and ".attentions." in name and tensor.ndim == 2
            tensors[prefix + named(name)] = tensor[:, :, None, None].contiguous() if attention else tensor
    save_file(tensors, into / "tiny.safetensors", metadata={"format": "pt"})
    shutil.copytree(folder, into / "tiny", ignore=shutil.ignore_patterns("*.safetensors"))
    return into / "tiny.safetensors"


def _renamed(name: str, table: dict[str, str]) -> str:
    for old, new in table.items():
        if name.startswith(old + "."):
            return new + name[len(old) :]
    return name


def _unet_name(name: str) -> str:
    parts = name.split(".")
    ends = {"conv_in": "input_blocks.0.0", "conv_norm_out": "out.0", "conv_out": "out.2"}
    ends |= {"time_embedding.linear_1": "time_embed.0", "time_embedding.linear_2": "time_embed.2"}
    if parts[0] not in ("down_blocks", "up_blocks", "mid_block"):
        return _renamed(name, ends)
    if parts[0] == "mid_block":
        kind, number, rest = parts[1], int(parts[2]), ".".join(parts[3:])
        return (
            f"middle_block.1.{rest}" if kind == "attentions" else f"middle_block.{2 * number}." + _renamed(rest, RESNET)
        )
    block, kind, number, rest = int(parts[1]), parts[2], int(parts[3]), ".".join(parts[4:])
    first = block * (LAYERS + 1)
    if parts[0] == "down_blocks":
        if kind == "downsamplers":
            return f"input_blocks.{first + LAYERS + 1}.0." + rest.replace("conv", "op")
        place = f"input_blocks.{first + 1 + number}"
    else:
        if kind == "upsamplers":
            return f"output_blocks.{first + LAYERS}.2.{rest}"  # after a resnet and an attention
        place = f"output_blocks.{first + number}"
    return f"{place}.1.{rest}" if kind == "attentions" else f"{place}.0." + _renamed(rest, RESNET)


def _vae_name(name: str) -> str:
    parts = name.split(".")
    shortcut = {"conv_shortcut": "nin_shortcut"}
    if len(parts) < 3 or parts[1] not in ("down_blocks", "up_blocks", "mid_block"):
        return name.replace("conv_norm_out", "norm_out")
    if parts[1] == "mid_block":
        kind, number, rest = parts[2], int(parts[3]), ".".join(parts[4:])
        where = f"{parts[0]}.mid."
        return where + (f"attn_1.{_renamed(rest, ATTENTION)}" if kind == "attentions" else f"block_{number + 1}.{rest}")
    block, kind, number, rest = int(parts[2]), parts[3], int(parts[4]), ".".join(parts[5:])
    side, block = ("down", block) if parts[1] == "down_blocks" else ("up", 1 - block)
    if kind in ("downsamplers", "upsamplers"):
        return f"{parts[0]}.{side}.{block}.{side}sample.{rest}"
    return f"{parts[0]}.{side}.{block}.block.{number}." + _renamed(rest, shortcut)


def _text_name(name: str) -> str:
    return name if name.startswith("text_model.") else f"text_model.{name}"
