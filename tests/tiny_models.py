"""Tiny diffusion models with random weights: the real classes, tokenizers and files, 1 to 3 MB, built in a second.

    folder = tiny_sd(tmp_path / "tiny-sd")      # a model folder in the diffusers layout, ready to scan and register

Made for 64 x 64 pixels. The pictures are coloured noise, and the same on every call. Needs torch and diffusers:
mark tests with `pytestmark = needs_diffusers`.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

INSTALLED = all(find_spec(name) for name in ("torch", "diffusers", "transformers", "accelerate"))


def needs_diffusers(*also: Any) -> list[Any]:
    """Marks for a module: `pytestmark = needs_diffusers()`."""
    skip = pytest.mark.skipif(
        not INSTALLED,
        reason="NOT TESTED: torch and diffusers are missing. Install them with: pip install -e '.[diffusers]'",
    )
    return [pytest.mark.diffusers, skip, *also]


def tiny_sd(path: Path, *, seed: int = 0) -> Path:
    """Stable Diffusion 1.5 in small. Another seed gives other weights."""
    import torch
    from diffusers import DPMSolverMultistepScheduler, StableDiffusionPipeline

    torch.manual_seed(seed)
    tokenizer = clip_tokenizer()
    pipe = StableDiffusionPipeline(
        vae=_vae(),
        text_encoder=_clip(tokenizer),
        tokenizer=tokenizer,
        unet=_unet(),
        scheduler=DPMSolverMultistepScheduler(**SCHEDULE),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )
    return _save(pipe, path)


def tiny_encoder(path: Path, kind: str = "clip") -> Path:
    """An image encoder: CLIP's vision tower, or with any other kind DINOv2. It sees colour and place alone."""
    import torch
    import transformers

    torch.manual_seed(0)
    size: dict[str, Any] = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2}
    if kind == "clip":
        config = transformers.CLIPVisionConfig(
            **size, intermediate_size=37, image_size=30, patch_size=10, projection_dim=16
        )
        transformers.CLIPVisionModelWithProjection(config).save_pretrained(path)
    else:
        transformers.Dinov2Model(transformers.Dinov2Config(**size, image_size=28, patch_size=14)).save_pretrained(path)
    return path


def tiny_sdxl(path: Path, *, seed: int = 0) -> Path:
    import torch
    from diffusers import EulerDiscreteScheduler, StableDiffusionXLPipeline
    from transformers import CLIPTextModelWithProjection

    torch.manual_seed(seed)
    tokenizer = clip_tokenizer()
    unet = _unet(
        cross_attention_dim=64,
        addition_embed_type="text_time",
        addition_time_embed_dim=8,
        projection_class_embeddings_input_dim=6 * 8 + 32,
    )
    pipe = StableDiffusionXLPipeline(
        vae=_vae(),
        text_encoder=_clip(tokenizer),
        tokenizer=tokenizer,
        tokenizer_2=tokenizer,
        unet=unet,
        text_encoder_2=_clip(tokenizer, CLIPTextModelWithProjection),
        scheduler=EulerDiscreteScheduler(**SCHEDULE),
        add_watermarker=False,
    )
    return _save(pipe, path)


def tiny_flux(path: Path, *, seed: int = 0) -> Path:
    import torch
    from diffusers import FlowMatchEulerDiscreteScheduler, FluxPipeline, FluxTransformer2DModel

    torch.manual_seed(seed)
    clip, t5 = clip_tokenizer(), _t5_tokenizer()
    transformer = FluxTransformer2DModel(
        patch_size=1,
        in_channels=16,
        num_layers=1,
        num_single_layers=1,
        attention_head_dim=16,
        num_attention_heads=2,
        joint_attention_dim=32,
        pooled_projection_dim=32,
        axes_dims_rope=[4, 4, 8],
    )
    pipe = FluxPipeline(
        scheduler=FlowMatchEulerDiscreteScheduler(),
        vae=_flow_vae(),
        text_encoder=_clip(clip),
        tokenizer=clip,
        text_encoder_2=_t5(t5),
        tokenizer_2=t5,
        transformer=transformer,
    )
    return _save(pipe, path)


def tiny_sd3(path: Path, *, seed: int = 0, layers: int = 1) -> Path:
    """Its last layer hears no ControlNet, so one that is to be held needs two."""
    import torch
    from diffusers import FlowMatchEulerDiscreteScheduler, SD3Transformer2DModel, StableDiffusion3Pipeline
    from transformers import CLIPTextModelWithProjection

    torch.manual_seed(seed)
    clip, t5 = clip_tokenizer(), _t5_tokenizer()
    transformer = SD3Transformer2DModel(
        sample_size=32,
        patch_size=1,
        in_channels=4,
        num_layers=layers,
        attention_head_dim=8,
        num_attention_heads=4,
        joint_attention_dim=32,
        caption_projection_dim=32,
        pooled_projection_dim=64,
        out_channels=4,
    )
    pipe = StableDiffusion3Pipeline(
        transformer=transformer,
        scheduler=FlowMatchEulerDiscreteScheduler(),
        vae=_flow_vae(),
        tokenizer=clip,
        tokenizer_2=clip,
        text_encoder=_clip(clip, CLIPTextModelWithProjection),
        text_encoder_2=_clip(clip, CLIPTextModelWithProjection),
        text_encoder_3=_t5(t5),
        tokenizer_3=t5,
    )
    return _save(pipe, path)


SCHEDULE = {"beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear", "steps_offset": 1}


def _save(pipe: Any, path: Path) -> Path:
    from transformers.utils import logging

    logging.disable_progress_bar()
    pipe.save_pretrained(path, safe_serialization=True)
    return path


def clip_tokenizer() -> Any:
    """CLIP's tokenizer without merges: every letter is a token, so prompts are long in few words."""
    from tokenizers.pre_tokenizers import ByteLevel
    from transformers import CLIPTokenizer

    letters = sorted(ByteLevel.alphabet())
    vocabulary = [*letters, *(letter + "</w>" for letter in letters), "<|startoftext|>", "<|endoftext|>"]
    return CLIPTokenizer(vocab={token: i for i, token in enumerate(vocabulary)}, merges=[], model_max_length=77)


def _t5_tokenizer() -> Any:
    from transformers import T5Tokenizer

    vocabulary = [("<pad>", 0.0), ("</s>", 0.0), ("<unk>", -10.0), ("\u2581", -2.0)]
    return T5Tokenizer(vocab=vocabulary + [(chr(code), -3.0) for code in range(33, 127)], extra_ids=0)


def _clip(tokenizer: Any, cls: Any = None) -> Any:
    from transformers import CLIPTextConfig, CLIPTextModel

    config = CLIPTextConfig(
        vocab_size=len(tokenizer),
        hidden_size=32,
        intermediate_size=37,
        num_hidden_layers=2,
        num_attention_heads=4,
        projection_dim=32,
        bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )
    return (cls or CLIPTextModel)(config)


def _t5(tokenizer: Any) -> Any:
    from transformers import T5Config, T5EncoderModel

    return T5EncoderModel(T5Config(vocab_size=len(tokenizer), d_model=32, d_kv=8, d_ff=37, num_layers=2, num_heads=4))


def _vae(**more: Any) -> Any:
    from diffusers import AutoencoderKL

    return AutoencoderKL(
        block_out_channels=(16, 32),
        norm_num_groups=4,
        down_block_types=("DownEncoderBlock2D",) * 2,
        up_block_types=("UpDecoderBlock2D",) * 2,
        **{"latent_channels": 4, **more},
    )


def _flow_vae() -> Any:
    return _vae(use_quant_conv=False, use_post_quant_conv=False, shift_factor=0.06, scaling_factor=1.5)


def _unet(**more: Any) -> Any:
    from diffusers import UNet2DConditionModel

    sizes: dict[str, Any] = {"cross_attention_dim": 32, **more}
    return UNet2DConditionModel(
        block_out_channels=(16, 32),
        layers_per_block=1,
        sample_size=32,
        norm_num_groups=4,
        attention_head_dim=4,
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"),
        **sizes,
    )
