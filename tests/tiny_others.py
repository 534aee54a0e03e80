"""Tiny models of other kinds: Qwen-Image, inpainting, refiner, upscalers, few-step. As in tiny_models."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.tiny_models import SCHEDULE, _clip, _save, _t5, _t5_tokenizer, _unet, _vae, clip_tokenizer


def tiny_qwen(path: Path, *, seed: int = 0) -> Path:
    """Qwen-Image: a language model reads, byte by byte."""
    import torch
    from diffusers import (
        AutoencoderKLQwenImage,
        FlowMatchEulerDiscreteScheduler,
        QwenImagePipeline,
        QwenImageTransformer2DModel,
    )
    from tokenizers.pre_tokenizers import ByteLevel
    from transformers import Qwen2_5_VLConfig, Qwen2_5_VLForConditionalGeneration, Qwen2Tokenizer

    torch.manual_seed(seed)
    letters = sorted(ByteLevel.alphabet())
    marks = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
    tokenizer = Qwen2Tokenizer(vocab={token: i for i, token in enumerate([*letters, *marks])}, merges=[])
    tokenizer.add_special_tokens({"additional_special_tokens": marks})
    text = {
        "vocab_size": len(tokenizer), "hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 2,
        "num_attention_heads": 2, "num_key_value_heads": 2, "max_position_embeddings": 2048,
        "rope_scaling": {"mrope_section": [1, 1, 2], "rope_type": "default", "type": "default"},
    }  # fmt: skip
    vision = {"depth": 1, "hidden_size": 16, "intermediate_size": 16, "num_heads": 2, "out_hidden_size": 16}
    encoder = Qwen2_5_VLForConditionalGeneration(Qwen2_5_VLConfig(text_config=text, vision_config=vision))
    transformer = QwenImageTransformer2DModel(
        patch_size=2,
        in_channels=16,
        out_channels=4,
        num_layers=1,
        attention_head_dim=16,
        num_attention_heads=2,
        joint_attention_dim=16,
        axes_dims_rope=(8, 4, 4),
    )
    vae = AutoencoderKLQwenImage(
        base_dim=8,
        z_dim=4,
        dim_mult=[1, 2, 4],
        num_res_blocks=1,
        temperal_downsample=[False, True],
        latents_mean=[0.0] * 4,
        latents_std=[1.0] * 4,
    )
    scheduler = FlowMatchEulerDiscreteScheduler(use_dynamic_shifting=True)
    return _save(
        QwenImagePipeline(
            scheduler=scheduler, vae=vae, text_encoder=encoder, tokenizer=tokenizer, transformer=transformer
        ),
        path,
    )


def tiny_sd3_inpaint(path: Path, *, seed: int = 0) -> Path:
    """Stable Diffusion 3 with its own 16 latent channels, without which its inpainting refuses to work."""
    import torch
    from diffusers import FlowMatchEulerDiscreteScheduler, SD3Transformer2DModel, StableDiffusion3Pipeline
    from transformers import CLIPTextModelWithProjection

    torch.manual_seed(seed)
    clip, t5 = clip_tokenizer(), _t5_tokenizer()
    transformer = SD3Transformer2DModel(
        sample_size=32,
        patch_size=1,
        in_channels=16,
        num_layers=1,
        attention_head_dim=8,
        num_attention_heads=4,
        joint_attention_dim=32,
        caption_projection_dim=32,
        pooled_projection_dim=64,
        out_channels=16,
    )
    pipe = StableDiffusion3Pipeline(
        transformer=transformer,
        scheduler=FlowMatchEulerDiscreteScheduler(),
        vae=_vae(latent_channels=16, use_quant_conv=False, use_post_quant_conv=False, shift_factor=0.06),
        tokenizer=clip,
        tokenizer_2=clip,
        text_encoder=_clip(clip, CLIPTextModelWithProjection),
        text_encoder_2=_clip(clip, CLIPTextModelWithProjection),
        text_encoder_3=_t5(t5),
        tokenizer_3=t5,
    )
    return _save(pipe, path)


def tiny_sd_inpaint(path: Path, *, seed: int = 0) -> Path:
    """A checkpoint made for inpainting: its UNet takes latents, masked latents and the mask, 9 channels."""
    import torch
    from diffusers import DDIMScheduler, StableDiffusionInpaintPipeline

    torch.manual_seed(seed)
    return _save(StableDiffusionInpaintPipeline(**_sd(_unet(in_channels=9), DDIMScheduler(**SCHEDULE))), path)


def tiny_lcm(path: Path, *, seed: int = 0) -> Path:
    """A latent consistency model: a few steps, and guidance is one of its inputs."""
    import torch
    from diffusers import LatentConsistencyModelPipeline, LCMScheduler

    torch.manual_seed(seed)
    return _save(LatentConsistencyModelPipeline(**_sd(_unet(time_cond_proj_dim=32), LCMScheduler(**SCHEDULE))), path)


def tiny_x4(path: Path, *, seed: int = 0) -> Path:
    import torch
    from diffusers import DDIMScheduler, DDPMScheduler, StableDiffusionUpscalePipeline

    torch.manual_seed(seed)
    tokenizer = clip_tokenizer()
    pipe = StableDiffusionUpscalePipeline(
        vae=_vae_of(3),
        text_encoder=_clip(tokenizer),
        tokenizer=tokenizer,
        unet=_unet(in_channels=7, num_class_embeds=1000),
        low_res_scheduler=DDPMScheduler(),
        scheduler=DDIMScheduler(prediction_type="v_prediction"),
    )
    return _save(pipe, path)


def tiny_x2(path: Path, *, seed: int = 0) -> Path:
    import torch
    from diffusers import EulerDiscreteScheduler, StableDiffusionLatentUpscalePipeline, UNet2DConditionModel

    torch.manual_seed(seed)
    tokenizer = clip_tokenizer()
    unet = UNet2DConditionModel(
        act_fn="gelu",
        attention_head_dim=8,
        norm_num_groups=None,
        block_out_channels=[32, 32, 64, 64],  # its blocks make groups of 32
        time_cond_proj_dim=160,
        conv_in_kernel=1,
        conv_out_kernel=1,
        cross_attention_dim=32,
        down_block_types=("KDownBlock2D", *("KCrossAttnDownBlock2D",) * 3),
        in_channels=8,
        mid_block_type=None,
        only_cross_attention=False,
        out_channels=5,
        resnet_time_scale_shift="scale_shift",
        time_embedding_type="fourier",
        timestep_post_act="gelu",
        up_block_types=(*("KCrossAttnUpBlock2D",) * 3, "KUpBlock2D"),
    )
    pipe = StableDiffusionLatentUpscalePipeline(
        vae=_vae_of(4),
        text_encoder=_clip(tokenizer),
        tokenizer=tokenizer,
        unet=unet,
        scheduler=EulerDiscreteScheduler(prediction_type="sample"),
    )
    return _save(pipe, path)


def tiny_refiner(path: Path, *, seed: int = 1) -> Path:
    """SDXL's refiner: one text encoder, and a wish for an aesthetic score in place of the target size."""
    import torch
    from diffusers import EulerDiscreteScheduler, StableDiffusionXLImg2ImgPipeline
    from transformers import CLIPTextModelWithProjection

    torch.manual_seed(seed)
    tokenizer = clip_tokenizer()
    unet = _unet(
        addition_embed_type="text_time", addition_time_embed_dim=8, projection_class_embeddings_input_dim=5 * 8 + 32
    )
    pipe = StableDiffusionXLImg2ImgPipeline(
        vae=_vae(),
        text_encoder=None,
        tokenizer=None,
        tokenizer_2=tokenizer,
        unet=unet,
        text_encoder_2=_clip(tokenizer, CLIPTextModelWithProjection),
        scheduler=EulerDiscreteScheduler(**SCHEDULE),
        requires_aesthetics_score=True,
        add_watermarker=False,
    )
    return _save(pipe, path)


def _sd(unet: Any, scheduler: Any) -> dict[str, Any]:
    tokenizer = clip_tokenizer()
    return {
        "vae": _vae(),
        "text_encoder": _clip(tokenizer),
        "tokenizer": tokenizer,
        "unet": unet,
        "scheduler": scheduler,
        "safety_checker": None,
        "feature_extractor": None,
        "requires_safety_checker": False,
    }


def _vae_of(levels: int) -> Any:
    from diffusers import AutoencoderKL

    return AutoencoderKL(
        block_out_channels=(16,) * levels,
        norm_num_groups=4,
        latent_channels=4,
        down_block_types=("DownEncoderBlock2D",) * levels,
        up_block_types=("UpDecoderBlock2D",) * levels,
    )
