"""What the names and shapes of an adapter's tensors, and its maker's notes, tell about it. Pure: no files, no torch.

Notes: https://github.com/Stability-AI/ModelSpec (modelspec.*), kohya's sd-scripts (ss_*), diffusers' own
(lora_adapter_metadata).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from generation.engine.diffusion.adapters.headers import Header

Shapes = Mapping[str, tuple[int, ...]]

# Width of the text that attention reads, in each family with a UNet.
FAMILY_BY_WIDTH: Mapping[int, str] = {768: "sd15", 1024: "sd2", 2048: "sdxl"}
FLUX_WIDTH = 3072
SD3_WIDTHS = (1536, 2432)
CONTROLNETS: Mapping[str, str] = {"ControlNetModel": "sd15", "SD3ControlNetModel": "sd3", "FluxControlNetModel": "flux"}
# How makers call the families, looked for in modelspec.architecture and ss_base_model_version, longest first.
SAID = (
    ("stable-diffusion-xl", "sdxl"), ("stable-diffusion-v1", "sd15"), ("stable-diffusion-v2", "sd2"),
    ("stable-diffusion-3", "sd3"), ("sdxl", "sdxl"), ("sd_v1", "sd15"), ("sd_v2", "sd2"), ("sd_1", "sd15"),
    ("sd3", "sd3"), ("flux", "flux"),
)  # fmt: skip
CONTROL_WORDS = (("depth", "depth"), ("midas", "depth"), ("zoe", "depth"), ("normal", "normals"), ("pose", "pose"),
                 ("seg", "segments"))  # fmt: skip
DOWN = (".lora_down.weight", ".lora_A.weight", ".lora.down.weight")


def family_said(said: Mapping[str, str]) -> str:
    for name in ("modelspec.architecture", "ss_base_model_version"):
        words = said.get(name, "").lower()
        for called, family in SAID:
            if called in words:
                return family
    return ""


def family_of_lora(header: Header) -> str:
    """Its maker's word, else what its tensors' names and widths leave as the only one; "" where they leave several."""
    names = header.shapes
    if said := family_said(header.said):
        return said
    if any("double_blocks" in name or "single_transformer_blocks" in name for name in names):
        return "flux"
    if any("joint_blocks" in name for name in names):
        return "sd3"
    if any("transformer_blocks" in name and name.startswith("transformer.") for name in names):
        widths = {shape[1] for name, shape in names.items() if name.endswith(DOWN) and len(shape) > 1}
        return "flux" if FLUX_WIDTH in widths else "sd3" if widths & set(SD3_WIDTHS) else ""
    if any(name.startswith(("lora_te2_", "text_encoder_2.")) for name in names):
        return "sdxl"
    return FAMILY_BY_WIDTH.get(context_width(names), "")


def family_of_controlnet(cls: str, config: Mapping[str, Any]) -> str:
    """ "" for a class that is not used here. As for checkpoints, what is neither SDXL nor SD 2 is an SD 1.5."""
    if cls != "ControlNetModel":
        return CONTROLNETS.get(cls, "")
    if config.get("addition_embed_type") == "text_time":
        return "sdxl"
    return "sd2" if config.get("cross_attention_dim") == 1024 else "sd15"


def context_width(shapes: Shapes) -> int:
    """The width of the text that its cross attention reads; 0 where it has none."""
    for name, shape in shapes.items():
        into_text = "attn2" in name and "to_k" in name and name.endswith(DOWN)
        if len(shape) > 1 and (into_text or name.endswith("to_k_ip.weight")):
            return shape[1]
    return 0


def rank(shapes: Shapes) -> int:
    """The largest, since parts may differ."""
    return max((shape[0] for name, shape in shapes.items() if name.endswith(DOWN) and shape), default=0)


def alpha(header: Header) -> float | None:
    """As its maker noted it. None: each tensor has its own, or nothing is said and it counts as the rank."""
    try:
        if noted := header.said.get("ss_network_alpha"):
            return float(noted)
        table = json.loads(header.said.get("lora_adapter_metadata") or "{}")
        found = [value for name, value in table.items() if name.endswith("lora_alpha")]
        return float(found[0]) if found else None
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None


def base(said: Mapping[str, str]) -> str:
    """What it was trained on, in its maker's words."""
    names = ("ss_sd_model_name", "modelspec.architecture", "ss_base_model_version")
    return next((said[name][:120] for name in names if said.get(name)), "")


def parts(shapes: Shapes) -> list[str]:
    """Which of a pipeline's models it changes."""
    found = set()
    for name in shapes:
        if name.startswith(("lora_te2_", "text_encoder_2.")):
            found.add("text_encoder_2")
        elif name.startswith(("lora_te", "text_encoder", "te_", "te1_")):
            found.add("text_encoder")
        else:
            found.add("denoiser")
    return sorted(found)


def control(name: str) -> str:
    """What a ControlNet is held by, as its folder's name tells; "" where it does not."""
    words = re.sub(r"[^a-z]", " ", name.lower())
    return next((kind for word, kind in CONTROL_WORDS if word in words), "")


def projection(shapes: Shapes) -> str:
    """How an IP-Adapter reads a picture: "base" (one vector), "plus" and "full" (all patches), or "face", which takes
    the numbers of a face recogniser instead."""
    if "image_proj.proj.weight" in shapes:
        return "base"
    if "image_proj.latents" in shapes and "image_proj.proj_in.weight" in shapes:
        return "plus"
    return "full" if "image_proj.proj.0.weight" in shapes and "image_proj.proj.3.weight" in shapes else "face"


def read_width(shapes: Shapes, kind: str) -> int:
    """How many numbers it takes of a picture, or of each patch."""
    named = {"base": "image_proj.proj.weight", "plus": "image_proj.proj_in.weight", "full": "image_proj.proj.0.weight"}
    return shapes[named[kind]][-1]


def tokens(shapes: Shapes, kind: str, width: int) -> int:
    """How many words' worth of attention a picture takes; 0 where that depends on its encoder."""
    if kind == "plus":
        return shapes["image_proj.latents"][-2]
    return shapes["image_proj.proj.weight"][0] // width if kind == "base" and width else 0
