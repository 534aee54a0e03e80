"""What training needs to know of each family of models. Data; no torch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from generation.engine.diffusion.families import KNOWN
from generation.engine.picture import EngineError

IN_UNET: Final = ("to_q", "to_k", "to_v", "to_out.0")
# As diffusers' own training scripts choose them.
IN_MMDIT: Final = tuple(
    f"attn.{name}"
    for name in ("to_q", "to_k", "to_v", "to_out.0", "add_q_proj", "add_k_proj", "add_v_proj", "to_add_out")
)
FED: Final = ("ff.net.0.proj", "ff.net.2", "ff_context.net.0.proj", "ff_context.net.2")


@dataclass(frozen=True, slots=True)
class Trained:
    """`part` of the pipeline gets the matrices, in its layers `targets`. `architecture` is how the file says what it is
    made for (ModelSpec). `rate` is a learning rate to begin with."""

    part: str
    targets: tuple[str, ...]
    architecture: str
    rate: float = 1e-4


TRAINED: Mapping[str, Trained] = MappingProxyType(
    {
        "sd15": Trained("unet", IN_UNET, "stable-diffusion-v1/lora"),
        "sd2": Trained("unet", IN_UNET, "stable-diffusion-v2-768-v/lora"),
        "sdxl": Trained("unet", IN_UNET, "stable-diffusion-xl-v1-base/lora"),
        "sd3": Trained("transformer", IN_MMDIT, "stable-diffusion-3-medium/lora"),
        "flux": Trained("transformer", (*IN_MMDIT, *FED), "flux-1-dev/lora"),
    }
)


def trained(family: str) -> Trained:
    """Raises EngineError where LoRAs of this family are not made here."""
    if family not in TRAINED:
        label = KNOWN[family].label if family in KNOWN else family or "a model of no known family"
        known = ", ".join(KNOWN[name].label for name in TRAINED)
        raise EngineError(f"No LoRA is trained for {label} here. Choose a model of one of these: {known}.")
    return TRAINED[family]
