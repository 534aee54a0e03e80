"""ControlNets (L. Zhang et al., 2023): a second pipeline around the same modules, with one net or several."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from generation.engine.diffusion.adapters.files import damaged
from generation.engine.diffusion.adapters.pictures import control_picture
from generation.engine.diffusion.adapters.scan import AdapterFile
from generation.engine.diffusion.adapters.wanted import beside
from generation.engine.diffusion.opening import first_line
from generation.engine.guides import Control
from generation.engine.picture import EngineError, Job

# The pipeline that is held by controls in place of one that is not, and how its call names the control pictures.
CONTROLLED: Final = {
    **{
        f"{stem}{op}Pipeline": (f"{stem}ControlNet{op}Pipeline", "control_image" if op else "image")
        for stem in ("StableDiffusion", "StableDiffusionXL")
        for op in ("", "Img2Img", "Inpaint")
    },
    "StableDiffusion3Pipeline": ("StableDiffusion3ControlNetPipeline", "control_image"),
    **{f"Flux{op}Pipeline": (f"FluxControlNet{op}Pipeline", "control_image") for op in ("", "Img2Img", "Inpaint")},
}


def loaded(file: AdapterFile, pipe: Any, dtype: str) -> Any:
    """The net on the pipeline's device, in the dtype of the picture. Raises EngineError."""
    import diffusers
    import torch

    cls = getattr(diffusers, str(file.facts["class"]))
    try:
        net = cls.from_pretrained(
            str(file.root),
            dtype=getattr(torch, dtype),
            variant=str(file.facts["variant"]) or None,
            use_safetensors=True,
            local_files_only=True,
        )
    except (OSError, RuntimeError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise EngineError(
            f"The ControlNet at {file.path} cannot be loaded: {first_line(error)} Copy it again, whole."
        ) from error
    if not all(bool(weight.isfinite().all()) for weight in net.parameters()):
        raise damaged(file)
    return net.to(pipe._execution_device).eval()


def around(pipe: Any, nets: Sequence[Any]) -> Any:
    """A pipeline of the same modules that these nets hold. (diffusers' from_pipe would cast them all to one dtype.)"""
    import diffusers

    cls = getattr(diffusers, _held(pipe)[0])
    takes = set(inspect.signature(cls.__init__).parameters)
    config = {name: value for name, value in pipe.config.items() if name in takes}
    modules = {name: module for name, module in pipe.components.items() if name in takes}
    made = cls(**{**config, **modules, "controlnet": nets[0] if len(nets) == 1 else list(nets)})
    made.set_progress_bar_config(disable=True)
    return made


def given(pipe: Any, controls: Sequence[Control], width: int, height: int, job: Job) -> dict[str, Any]:
    """What the call of a pipeline that is held is given; `pipe` is the one before it."""
    from PIL import Image

    pictures = []
    for control in controls:
        others = {name: job.inputs.blob(key) for name, key in beside(control).items()}
        made = control_picture(control, job.inputs.blob(control.picture), others, width, height)
        pictures.append(Image.fromarray(made))
    single = len(controls) == 1

    def each(values: list[Any]) -> Any:
        return values[0] if single else values

    return {
        _held(pipe)[1]: each(pictures),
        "controlnet_conditioning_scale": each([control.scale for control in controls]),
        "control_guidance_start": each([control.start for control in controls]),
        "control_guidance_end": each([control.end for control in controls]),
    }


@contextmanager
def repeatable(pipe: Any, seed: int) -> Iterator[None]:
    """SD3's draws noise for its control pictures from torch's own generator: another picture at each call. Here it is
    drawn from the picture's seed, and torch's generator is left as it was."""
    import torch

    if not type(pipe).__name__.startswith("StableDiffusion3ControlNet"):
        yield
        return
    device = pipe._execution_device
    with torch.random.fork_rng(devices=[device] if device.type == "cuda" else []):
        torch.manual_seed(seed)
        yield


def _held(pipe: Any) -> tuple[str, str]:
    name = type(pipe).__name__
    if name not in CONTROLLED:
        raise EngineError(f"Control pictures cannot hold a {name}. Order without them, or from words alone.")
    return CONTROLLED[name]
