"""What the diffusers engine costs over the bare pipeline call, in the same run: python -m benchmarks.diffusers_engine

Both sides load the same folder and make the same pictures, in turn. The tiny models show the fixed cost in
milliseconds; the full-size ones (random weights, only where there is a CUDA device) the ratio that a studio sees.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generation.engine.diffusion import engine, load
from generation.engine.diffusion.params import TextToImage
from generation.engine.diffusion.scan import look
from generation.engine.engines import Model, Order
from generation.engine.picture import Job, NoInputs
from generation.engine.render import render
from tests import tiny_models

PROMPT = "a red fox on a plinth, soft window light from the left, empty space above"


@dataclass(frozen=True)
class Case:
    name: str
    build: Callable[[Path], Path]
    side: int
    steps: int
    dtype: str
    pairs: int


class OneFolder(NoInputs):
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def model_path(self, weights_digest: str) -> str:
        return str(self.folder)


def full_sd15(path: Path) -> Path:
    """The published sizes (UNet of 860 million parameters), random weights in float16 files."""
    import torch
    from diffusers import AutoencoderKL, PNDMScheduler, StableDiffusionPipeline, UNet2DConditionModel
    from transformers import CLIPTextConfig, CLIPTextModel

    tokenizer = tiny_models.clip_tokenizer()
    pipe: Any = StableDiffusionPipeline(
        vae=AutoencoderKL(**FULL_VAE, sample_size=512),
        text_encoder=CLIPTextModel(CLIPTextConfig(hidden_size=768, intermediate_size=3072, num_attention_heads=12)),
        tokenizer=tokenizer,
        unet=UNet2DConditionModel(cross_attention_dim=768, sample_size=64),
        scheduler=PNDMScheduler(**tiny_models.SCHEDULE, skip_prk_steps=True),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )
    pipe.to(torch.float16).save_pretrained(path)
    return path


def full_sdxl(path: Path) -> Path:
    """The published sizes (UNet of 2,567 million parameters), random weights in float16 files."""
    import torch
    from diffusers import AutoencoderKL, EulerDiscreteScheduler, StableDiffusionXLPipeline, UNet2DConditionModel
    from transformers import CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection

    tokenizer = tiny_models.clip_tokenizer()
    large = CLIPTextConfig(
        hidden_size=1280,
        intermediate_size=5120,
        num_attention_heads=20,
        num_hidden_layers=32,
        projection_dim=1280,
        hidden_act="gelu",
    )
    pipe: Any = StableDiffusionXLPipeline(
        vae=AutoencoderKL(**FULL_VAE, sample_size=1024, scaling_factor=0.13025),
        text_encoder=CLIPTextModel(CLIPTextConfig(hidden_size=768, intermediate_size=3072, num_attention_heads=12)),
        text_encoder_2=CLIPTextModelWithProjection(large),
        tokenizer=tokenizer,
        tokenizer_2=tokenizer,
        unet=UNet2DConditionModel(**FULL_XL_UNET),
        scheduler=EulerDiscreteScheduler(**tiny_models.SCHEDULE),
        add_watermarker=False,
    )
    pipe.to(torch.float16).save_pretrained(path)
    return path


FULL_VAE: dict[str, Any] = {
    "block_out_channels": (128, 256, 512, 512),
    "down_block_types": ("DownEncoderBlock2D",) * 4,
    "up_block_types": ("UpDecoderBlock2D",) * 4,
    "layers_per_block": 2,
    "latent_channels": 4,
}
FULL_XL_UNET: dict[str, Any] = {
    "sample_size": 128,
    "block_out_channels": (320, 640, 1280),
    "down_block_types": ("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"),
    "up_block_types": ("CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"),
    "transformer_layers_per_block": (1, 2, 10),
    "attention_head_dim": (5, 10, 20),
    "cross_attention_dim": 2048,
    "use_linear_projection": True,
    "addition_embed_type": "text_time",
    "addition_time_embed_dim": 256,
    "projection_class_embeddings_input_dim": 2816,
}

TINY = [
    Case("tiny SD", tiny_models.tiny_sd, 64, 20, "float32", 9),
    Case("tiny SDXL", tiny_models.tiny_sdxl, 64, 20, "float32", 9),
    Case("tiny SD3", tiny_models.tiny_sd3, 64, 20, "float32", 9),
    Case("tiny Flux", tiny_models.tiny_flux, 64, 20, "float32", 9),
    Case("tiny SD, larger", tiny_models.tiny_sd, 192, 30, "float32", 5),
]
FULL = [
    Case("SD 1.5, random", full_sd15, 512, 30, "bfloat16", 5),
    Case("SDXL, random", full_sdxl, 1024, 30, "bfloat16", 5),
]


def measure(case: Case, folder: Path) -> str:
    """One row. Medians over pairs, the two sides in turn, so that a busy machine is busy for both."""
    case.build(folder)
    began = time.perf_counter()
    found = look(folder)
    scan = time.perf_counter() - began
    settings = {"resolution": case.side, "steps": case.steps, "dtype": case.dtype, "reads": 64}
    model = Model(name=case.name, engine="diffusers", family=found.family, weights=found.weights, settings=settings)
    job = Job(inputs=OneFolder(folder))

    def ours(seed: int) -> Any:
        words = {"positive": PROMPT, "negative": "text", "dialect": "words", "digest": "0" * 64}
        order = Order(
            brief={}, style={}, palette=(), prompt=words, model=model, width=case.side, height=case.side, seed=seed
        )
        recipe = engine.plan(order)
        return recipe, render(recipe, job).pixels

    began = time.perf_counter()
    recipe, pixels = ours(0)
    cold = time.perf_counter() - began
    bare = bare_call(folder, TextToImage.from_params(recipe.nodes[0].params))
    same = bool((bare(0) == pixels).all())  # also warms the bare side
    mine, theirs = [], []
    for seed in range(1, case.pairs + 1):
        theirs.append(timed(bare, seed))
        mine.append(timed(ours, seed))
    a, b = statistics.median(theirs), statistics.median(mine)
    load.forget()
    return (
        f"{case.name:16} {case.side:>5} {case.steps:>5}  {case.dtype:9} {scan:>7.2f} {cold:>7.2f} "
        f"{a * 1000:>10.1f} {b * 1000:>10.1f} {(b - a) * 1000:>8.1f} {b / a:>7.3f}   {'yes' if same else 'NO'}"
    )


def bare_call(folder: Path, asked: TextToImage) -> Callable[[int], Any]:
    """What a plain script does: load, then call."""
    import numpy as np
    import torch
    from diffusers import DiffusionPipeline

    pipe = DiffusionPipeline.from_pretrained(str(folder), dtype=getattr(torch, asked.dtype), local_files_only=True)
    pipe.to(load.device())
    pipe.set_progress_bar_config(disable=True)
    more: dict[str, Any] = {"max_sequence_length": asked.reads} if asked.reads else {}
    if asked.kind.negative:
        more["negative_prompt"] = asked.negative_prompt

    def call(seed: int) -> Any:
        made = pipe(
            asked.prompt,
            width=asked.width,
            height=asked.height,
            num_inference_steps=asked.steps,
            guidance_scale=asked.guidance,
            generator=torch.Generator("cpu").manual_seed(seed),
            **more,
        )
        return np.asarray(made.images[0])

    return call


def timed(make: Callable[[int], Any], seed: int) -> float:
    began = time.perf_counter()
    make(seed)
    return time.perf_counter() - began


def main() -> None:
    asks = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asks.add_argument("--only", help="run only the cases whose name holds this")
    asks.add_argument("--threads", type=int, help="CPU threads for torch; 1 on a busy machine")
    asked = asks.parse_args()
    only = asked.only or ""
    load.prepare()
    import torch

    if asked.threads:
        torch.set_num_threads(asked.threads)
    device = load.device()
    cuda = device.type == "cuda"
    name = torch.cuda.get_device_name(device) if cuda else f"{torch.get_num_threads()} threads"
    print(f"{device} ({name}), torch {torch.__version__}")
    print(
        f"{'model':16} {'side':>5} {'steps':>5}  {'dtype':9} {'scan s':>7} {'cold s':>7} "
        f"{'bare ms':>10} {'engine ms':>10} {'over ms':>8} {'ratio':>7}   same pixels"
    )
    for case in [c for c in TINY + (FULL if cuda else []) if only in c.name]:
        with tempfile.TemporaryDirectory() as folder:
            print(measure(case, Path(folder) / "model"), flush=True)
    if not cuda:
        print("No CUDA device: the full-size models were not measured.")


if __name__ == "__main__":
    main()
