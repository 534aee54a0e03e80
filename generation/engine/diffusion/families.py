"""What is known about each family of text-to-image models, as data. No torch here: the planner reads this too."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from studio.lib.canonical import Json


@dataclass(frozen=True, slots=True)
class Family:
    """`resolution` is the side of the square it was trained on; `area` the least and most of that square's area
    at which it still composes well. `multiple` is in pixels."""

    name: str
    label: str
    resolution: int
    multiple: int
    area: tuple[float, float]
    guidance: float
    dtype: str
    negative: bool = True  # whether guidance uses a negative prompt
    reads: int = 0  # tokens the long text encoder (T5) reads; 0 where CLIP alone reads, 75 at a time
    flow: bool = False  # flow matching: only its own kind of scheduler gives a picture


FAMILIES: Mapping[str, Family] = MappingProxyType(
    {
        f.name: f
        for f in (
            Family("sd15", "Stable Diffusion 1.5", 512, 8, (0.5, 1.25), 7.5, "float32"),
            Family("sd2", "Stable Diffusion 2", 768, 8, (0.4, 1.25), 7.5, "float32"),
            Family("sdxl", "Stable Diffusion XL", 1024, 8, (0.5, 1.25), 5.0, "bfloat16"),
            Family("sd3", "Stable Diffusion 3", 1024, 16, (0.25, 1.5), 5.0, "bfloat16", reads=256, flow=True),
            Family("flux", "FLUX.1", 1024, 16, (0.1, 2.0), 3.5, "bfloat16", negative=False, reads=512, flow=True),
        )
    }
)

# Pipeline classes that make a picture from text alone. SD 1 and 2 share a class; the scan tells them apart.
PIPELINES: Mapping[str, str] = MappingProxyType(
    {
        "StableDiffusionPipeline": "sd15",
        "StableDiffusionXLPipeline": "sdxl",
        "StableDiffusion3Pipeline": "sd3",
        "FluxPipeline": "flux",
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
    long, short = (
        max(family.multiple, round(side / family.multiple) * family.multiple)
        for side in (math.sqrt(area * shape), math.sqrt(area / shape))
    )
    return (long, short) if width >= height else (short, long)
