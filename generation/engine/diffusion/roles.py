"""What a model can do, and how it wants to be run, as its own config files tell. No torch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generation.engine.diffusion.families import IMAGE, INPAINT, KNOWN, REFINE, TEXT, UPSCALE, UPSCALERS
from studio.lib.canonical import Json


@dataclass(frozen=True, slots=True)
class Role:
    """`made_for` goes into the sentence "The model is …". `settings` are what its distillation asks for.

    `own_class`: the class that its index names does what it can, not the family's.
    """

    kind: str = "checkpoint"  # see generation/kinds.py
    capabilities: tuple[str, ...] = (TEXT, IMAGE, INPAINT, REFINE, UPSCALE)
    made_for: str = "a plain checkpoint"
    settings: Mapping[str, Json] = field(default_factory=dict)
    own_class: bool = False
    enlarges: int = 0


Configs = Mapping[str, Mapping[str, Any]]


def role_of(pipeline: str, family: str, components: Mapping[str, str], configs: Configs) -> Role | None:
    """None where the denoiser takes something this engine does not know how to give."""
    if family in UPSCALERS:
        label, enlarges = KNOWN[family].label, KNOWN[family].enlarges
        return Role("upscaler", (UPSCALE,), f"an upscaler ({label})", enlarges=enlarges)
    settings = few_steps(family, configs)
    if pipeline == "FluxFillPipeline":
        return Role("checkpoint", (INPAINT,), "made for inpainting", settings, own_class=True)
    if "unet" in components:
        channels = configs["unet"].get("in_channels")
        if channels == 9:
            return Role("checkpoint", (INPAINT,), "made for inpainting (its UNet takes 9 channels)", settings)
        if channels != 4:
            return None
    if family == "sdxl" and "text_encoder" not in components:
        return Role("refiner", (REFINE, IMAGE, UPSCALE), "a refiner", settings)
    return Role(settings=settings)


def few_steps(family: str, configs: Configs) -> dict[str, Json]:
    """Steps and guidance of a distilled model, where its config tells that it is one. A row may say otherwise.

    Sources: the model cards of FLUX.1-schnell, LCM_Dreamshaper_v7, SDXL-Turbo and SDXL-Lightning.
    """
    if family == "flux" and configs["transformer"].get("guidance_embeds") is False:
        return {"steps": 4, "guidance": 0, "reads": 256}
    if configs["unet"].get("time_cond_proj_dim") is not None:
        return {"steps": 4, "guidance": 8}  # its guidance is an input, and costs no second pass
    scheduler = configs["scheduler"]
    if scheduler.get("_class_name") in ("LCMScheduler", "TCDScheduler"):
        return {"steps": 4, "guidance": 1}
    plain = scheduler.get("prediction_type") != "v_prediction"  # zero terminal SNR asks for trailing steps too
    if family in ("sd15", "sd2", "sdxl") and scheduler.get("timestep_spacing") == "trailing" and plain:
        return {"steps": 4, "guidance": 0}
    return {}
