"""What is known about each family of models, as data. No torch here: the planner reads this too."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from studio.lib.canonical import Json

TEXT, IMAGE, INPAINT, REFINE, UPSCALE = "text_to_image", "image_to_image", "inpaint", "refine", "upscale"


@dataclass(frozen=True, slots=True)
class Family:
    """`resolution` is the side of the square it was trained on; `area` the least and most of that square's area
    at which it still composes well. `multiple` is in pixels. `pipelines` names the diffusers class of each op."""

    name: str
    label: str
    resolution: int
    multiple: int
    area: tuple[float, float]
    guidance: float
    dtype: str
    negative: bool = True  # whether guidance uses a negative prompt
    reads: int = 0  # tokens the long text encoder reads; 0 where CLIP alone reads, 75 at a time
    reader: str = ""  # the tokenizer of that encoder
    reads_by: str = "T5"
    marks: int = 1  # tokens at the end of what it reads that are not words
    pieced: bool = True  # a prompt may be read in pieces of 75 tokens
    flow: bool = False  # flow matching: only its own kind of scheduler gives a picture
    pipelines: Mapping[str, str] = field(default_factory=dict)
    guided_by: str = "guidance_scale"  # the call's argument
    latent_channels: int = 4
    hands_latents: bool = False  # a refiner of the family goes on from unfinished latents
    enlarges: int = 0  # an upscaler: times as many pixels along each side


def _classes(stem: str) -> Mapping[str, str]:
    named = {TEXT: f"{stem}Pipeline", IMAGE: f"{stem}Img2ImgPipeline", INPAINT: f"{stem}InpaintPipeline"}
    return MappingProxyType(named)


FAMILIES: Mapping[str, Family] = MappingProxyType(
    {
        f.name: f
        for f in (
            Family(
                "sd15",
                "Stable Diffusion 1.5",
                512,
                8,
                (0.5, 1.25),
                7.5,
                "float32",
                pipelines=_classes("StableDiffusion"),
            ),
            Family(
                "sd2",
                "Stable Diffusion 2",
                768,
                8,
                (0.4, 1.25),
                7.5,
                "float32",
                pipelines=_classes("StableDiffusion"),
            ),
            Family(
                "sdxl",
                "Stable Diffusion XL",
                1024,
                8,
                (0.5, 1.25),
                5.0,
                "bfloat16",
                pipelines=_classes("StableDiffusionXL"),
                hands_latents=True,
            ),
            Family(
                "sd3",
                "Stable Diffusion 3",
                1024,
                16,
                (0.25, 1.5),
                5.0,
                "bfloat16",
                reads=256,
                reader="tokenizer_3",
                flow=True,
                pipelines=_classes("StableDiffusion3"),
                latent_channels=16,
            ),
            Family(
                "flux",
                "FLUX.1",
                1024,
                16,
                (0.1, 2.0),
                3.5,
                "bfloat16",
                negative=False,
                reads=512,
                reader="tokenizer_2",
                flow=True,
                pipelines=_classes("Flux"),
                latent_channels=16,
            ),
            Family(
                "qwen-image",
                "Qwen-Image",
                1328,
                16,
                (0.25, 1.25),
                4.0,
                "bfloat16",
                reads=512,
                reader="tokenizer",
                reads_by="a language model",
                marks=0,
                flow=True,
                pipelines=_classes("QwenImage"),
                guided_by="true_cfg_scale",
                latent_channels=16,
            ),
        )
    }
)

# Models made for enlarging alone, a tile at a time. `resolution` is the side of the tile they give.
UPSCALERS: Mapping[str, Family] = MappingProxyType(
    {
        f.name: f
        for f in (
            Family(
                "x4",
                "Stable Diffusion x4 upscaler",
                1024,
                32,
                (0.0, 1.0),
                7.5,
                "float32",
                pipelines=MappingProxyType({UPSCALE: "StableDiffusionUpscalePipeline"}),
                enlarges=4,
            ),
            Family(
                "x2",
                "Stable Diffusion latent x2 upscaler",
                1024,
                128,
                (0.0, 1.0),
                0.0,
                "float32",
                pieced=False,
                pipelines=MappingProxyType({UPSCALE: "StableDiffusionLatentUpscalePipeline"}),
                enlarges=2,
            ),
        )
    }
)
KNOWN: Mapping[str, Family] = MappingProxyType({**FAMILIES, **UPSCALERS})

# What a folder's model_index.json may name, and the family that makes it. SD 1 and 2 share classes; the scan tells them
# apart. An LCM is a Stable Diffusion that is told its guidance: the plain pipelines do that too.
PIPELINES: Mapping[str, str] = MappingProxyType(
    {
        **{cls: f.name for f in reversed(list(KNOWN.values())) for cls in f.pipelines.values()},
        "LatentConsistencyModelPipeline": "sd15",
        "FluxFillPipeline": "flux",
    }
)


@dataclass(frozen=True, slots=True)
class Scheduler:
    cls: str
    options: Mapping[str, Json] = field(default_factory=lambda: MappingProxyType({}))
    flow: bool = False


# The names a registry row may use. "model" is whatever the model's publisher shipped, which is also the safest:
# few-step models only work with their own spacing.
SCHEDULERS: Mapping[str, Scheduler] = MappingProxyType(
    {
        "ddim": Scheduler("DDIMScheduler"),
        "euler": Scheduler("EulerDiscreteScheduler"),
        "euler-a": Scheduler("EulerAncestralDiscreteScheduler"),
        "heun": Scheduler("HeunDiscreteScheduler"),
        "dpm++2m": Scheduler("DPMSolverMultistepScheduler"),
        "dpm++2m-karras": Scheduler("DPMSolverMultistepScheduler", MappingProxyType({"use_karras_sigmas": True})),
        "unipc": Scheduler("UniPCMultistepScheduler"),
        "lcm": Scheduler("LCMScheduler"),
        "tcd": Scheduler("TCDScheduler"),
        "flow-euler": Scheduler("FlowMatchEulerDiscreteScheduler", flow=True),
    }
)

STEPS = {"discovery": 20, "validation": 30, "export": 40}

# Longer shapes than this come out as the same thing twice, side by side; finishing crops to them by the focal frame.
LONGEST_SHAPE = 2.5


def settle(width: int, height: int, family: Family, resolution: int) -> tuple[int, int]:
    """The size nearest to the asked one, in pixels, that this family makes well: same shape, its own area.

    SD raises on odd sizes and Flux rounds them silently, so the size is settled here, where the recipe can say it.
    """
    least, most = (bound * resolution * resolution for bound in family.area)
    area = min(max(width * height, least), most)
    shape = min(max(width, height) / min(width, height), LONGEST_SHAPE)
    return _sides(width >= height, area, shape, family)


def shaped(width: int, height: int, area: int, family: Family) -> tuple[int, int]:
    """The shape of a picture that is there already, at about `area` pixels in all."""
    return _sides(width >= height, area, max(width, height) / min(width, height), family)


def _sides(wide: bool, area: float, shape: float, family: Family) -> tuple[int, int]:
    long, short = (
        max(family.multiple, round(side / family.multiple) * family.multiple)
        for side in (math.sqrt(area * shape), math.sqrt(area / shape))
    )
    return (long, short) if wide else (short, long)
