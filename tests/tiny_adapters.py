"""Tiny adapters for the tiny models: the real classes and file layouts, random numbers that do show in the picture."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FAMILY_WORDS = {"sd": "stable-diffusion-v1", "sdxl": "stable-diffusion-xl-v1-base", "flux": "flux-1-dev"}


def tiny_lora(
    path: Path, model: Path, name: str, *, seed: int = 0, rank: int = 4, alpha: int = 4, noted: bool = True
) -> Path:
    """A LoRA for the tiny model in the folder `model`, as diffusers saves it; without `noted` its alpha is lost."""
    import torch
    from diffusers import FluxTransformer2DModel, UNet2DConditionModel
    from peft import LoraConfig
    from peft.utils import get_peft_model_state_dict
    from safetensors.torch import save_file

    part = "transformer" if name == "flux" else "unet"
    cls: Any = FluxTransformer2DModel if name == "flux" else UNet2DConditionModel
    denoiser = cls.from_pretrained(model / part, use_safetensors=True)
    torch.manual_seed(seed)
    config: Any = LoraConfig(
        r=rank, lora_alpha=alpha, init_lora_weights=False, target_modules=["to_q", "to_k", "to_v", "to_out.0"]
    )
    denoiser.add_adapter(config)
    state = {f"{part}.{key}": value for key, value in get_peft_model_state_dict(denoiser).items()}
    said = {"modelspec.architecture": f"{FAMILY_WORDS[name]}/lora", "format": "pt"}
    if noted:
        said["lora_adapter_metadata"] = json.dumps(
            {f"{part}.{key}": _plain(value) for key, value in config.to_dict().items()}
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file(state, path, said)
    return path


def kohya_lora(path: Path, *, seed: int = 0, alpha: float = 4.0) -> Path:
    """One layer of a tiny SD's UNet, in the names of kohya's trainer: alpha beside each layer."""
    import torch
    from safetensors.torch import save_file

    torch.manual_seed(seed)
    layer = "lora_unet_down_blocks_1_attentions_0_transformer_blocks_0_attn2_to_k"
    state = {
        f"{layer}.lora_down.weight": torch.randn(4, 32),
        f"{layer}.lora_up.weight": torch.randn(32, 4),
        f"{layer}.alpha": torch.tensor(alpha),
    }
    save_file(state, path, {"ss_base_model_version": "sd_v1"})
    return path


def tiny_controlnet(path: Path, name: str, *, seed: int = 0) -> Path:
    """A ControlNet whose last layers are not zero, as those of an untrained one are."""
    import torch
    from diffusers import ControlNetModel, FluxControlNetModel, SD3ControlNetModel

    torch.manual_seed(seed)
    net: Any
    if name == "flux":
        net = FluxControlNetModel(
            patch_size=1, in_channels=16, num_layers=1, num_single_layers=1, attention_head_dim=16,
            num_attention_heads=2, joint_attention_dim=32, pooled_projection_dim=32, axes_dims_rope=[4, 4, 8],
        )  # fmt: skip
    elif name == "sd3":
        net = SD3ControlNetModel(
            sample_size=32, patch_size=1, in_channels=4, num_layers=1, attention_head_dim=8, num_attention_heads=4,
            joint_attention_dim=32, caption_projection_dim=32, pooled_projection_dim=64, out_channels=4,
        )  # fmt: skip
    else:
        more: dict[str, Any] = {"cross_attention_dim": 32}
        if name == "sdxl":
            more = {"cross_attention_dim": 64, "addition_embed_type": "text_time", "addition_time_embed_dim": 8,
                    "projection_class_embeddings_input_dim": 6 * 8 + 32}  # fmt: skip
        net = ControlNetModel(
            block_out_channels=(16, 32), layers_per_block=1, norm_num_groups=4, attention_head_dim=4,
            down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"), conditioning_embedding_out_channels=(8, 16),
            **more,
        )  # fmt: skip
    with torch.no_grad():
        for key, weight in net.named_parameters():
            if not weight.any():
                weight.normal_(std=0.3 if "weight" in key else 0.05)
    net.save_pretrained(path)
    return path


def tiny_ip_adapter(folder: Path, model: Path, *, seed: int = 0, encoder: int = 32) -> Path:
    """An IP-Adapter and its image encoder for a tiny SD or SDXL. The file; the encoder lies beside it."""
    import torch
    from diffusers import UNet2DConditionModel
    from safetensors.torch import save_file
    from transformers import CLIPVisionConfig, CLIPVisionModelWithProjection

    unet = UNet2DConditionModel.from_pretrained(model / "unet", use_safetensors=True)
    torch.manual_seed(seed)
    width, state = unet.config.cross_attention_dim, {}
    crossed = [module for name, module in unet.named_modules() if name.endswith("attn2")]
    for number, module in enumerate(crossed):
        for part in ("to_k_ip", "to_v_ip"):
            state[f"ip_adapter.{2 * number + 1}.{part}.weight"] = torch.randn(module.inner_dim, width) * 0.2
    state |= {
        "image_proj.proj.weight": torch.randn(4 * width, encoder),
        "image_proj.proj.bias": torch.randn(4 * width),
        "image_proj.norm.weight": torch.ones(width),
        "image_proj.norm.bias": torch.zeros(width),
    }
    folder.mkdir(parents=True, exist_ok=True)
    save_file(state, folder / "ip.safetensors")
    vision = CLIPVisionModelWithProjection(
        CLIPVisionConfig(
            hidden_size=32, projection_dim=encoder, num_hidden_layers=2, num_attention_heads=4, image_size=32,
            intermediate_size=37, patch_size=8,
        )
    )  # fmt: skip
    vision.save_pretrained(folder / "image_encoder")
    return folder / "ip.safetensors"


def _plain(value: Any) -> Any:
    if isinstance(value, set):
        return sorted(value)
    return value if isinstance(value, str | int | float | bool | list | dict | None) else str(value)
