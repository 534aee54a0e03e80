"""Text to image: the node that runs a diffusion pipeline."""

from __future__ import annotations

import gc
import inspect
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from generation.engine.diffusion import load
from generation.engine.diffusion.engine import VERSION, WEIGHED, version_of
from generation.engine.diffusion.facts import facts
from generation.engine.diffusion.params import TextToImage
from generation.engine.diffusion.prompts import conditioning
from generation.engine.picture import EngineError, Job, Picture, Pixels
from generation.engine.recipe import Node


def text_to_image(before: Picture | None, node: Node, job: Job) -> Picture:
    """Pixels (height, width, 3) from a prompt and a seed. Reports each step; checks for cancel at each step.

    Raises Cancelled, or EngineError with a sentence when the model cannot be used or makes no sound picture.
    """
    if before is not None:
        raise EngineError("diffusers.text_to_image makes a picture from words, so it must be the recipe's first step.")
    if node.version not in (VERSION, WEIGHED):
        raise EngineError(
            f"This recipe was planned by diffusers engine {node.version}; this worker has {VERSION} and {WEIGHED}. "
            "Plan it again."
        )
    asked = TextToImage.from_params(node.params)
    if node.version != version_of(asked):
        raise EngineError(f"A recipe of diffusers engine {node.version} cannot say what this one does. Plan it again.")
    job.check_cancelled()
    with load.pipeline(asked, job) as warm:
        try:
            return _make(warm, asked, job)
        finally:
            warm.pipe.scheduler = warm.scheduler


def _make(warm: load.Warm, asked: TextToImage, job: Job) -> Picture:
    import torch

    pipe = warm.pipe
    pipe.scheduler = scheduler = _scheduler(warm, asked)
    began = time.perf_counter()
    try:
        with torch.no_grad(), _arithmetic(asked):
            words, notes = conditioning(pipe, asked)
            array = pipe(
                **words,
                width=asked.width,
                height=asked.height,
                num_inference_steps=asked.steps,
                guidance_scale=asked.guidance,
                # On the CPU always: the same noise on every device. One per picture: a shared one is not repeatable.
                generator=torch.Generator("cpu").manual_seed(asked.seed),
                output_type="np",
                callback_on_step_end=_step(warm, job),
            ).images[0]
    except torch.OutOfMemoryError as error:
        _empty_cache()
        raise EngineError(
            f"{asked.width} by {asked.height} pixels with this model do not fit into the device's memory. "
            "Use a smaller dtype or a device with more memory."
        ) from error
    except (RuntimeError, ValueError, TypeError, IndexError) as error:
        raise EngineError(
            f"The model in {warm.folder.path} could not make this picture: {load.first_line(error)}"
        ) from error
    seconds = time.perf_counter() - began
    if asked.negative_prompt and not asked.guided:
        notes += (
            "This model was run without guidance, so what must not show was not told to it. Look at the picture.",
        )
    pixels = _pixels(array, warm)
    return Picture(pixels=pixels, notes=notes, facts=facts(asked, scheduler, seconds))


def _step(warm: load.Warm, job: Job) -> Any:
    def after(pipe: Any, step: int, _timestep: Any, tensors: dict[str, Any]) -> dict[str, Any]:
        # Only raising stops it: diffusers' own _interrupt flag still returns a picture that looks finished.
        job.check_cancelled()
        if step == 0 and not bool(tensors["latents"].isfinite().all()):
            raise _not_sound(warm)  # now, rather than after every other step
        job.progress(step + 1, pipe.num_timesteps)
        return tensors

    return after


def _not_sound(warm: load.Warm) -> EngineError:
    return EngineError(
        f"The model in {warm.folder.path} computed values that are not numbers, so there is no picture. "
        "Its weights may be damaged: copy it again. With float16, try bfloat16 or float32."
    )


def _pixels(array: Any, warm: load.Warm) -> Pixels:
    """Floats 0…1 to bytes, refusing what is no picture: without this check NaN would be stored as black."""
    if not np.isfinite(array).all():
        raise _not_sound(warm)
    pixels: Pixels = (array * 255).round().astype(np.uint8)
    if (pixels == pixels[0, 0]).all():
        colour = "#" + "".join(f"{c:02x}" for c in pixels[0, 0])
        raise EngineError(
            f"The model in {warm.folder.path} made one flat colour ({colour}) instead of a picture. "
            "Try another seed; if it stays, the weights or the dtype do not suit this model."
        )
    return pixels


def _scheduler(warm: load.Warm, asked: TextToImage) -> Any:
    """A fresh one for each picture: schedulers keep state between steps."""
    import diffusers

    name, options = asked.scheduler["class"], dict(asked.scheduler["options"])
    cls = getattr(diffusers, name, None) if name else type(warm.scheduler)
    if cls is None or not issubclass(cls, diffusers.SchedulerMixin):
        raise EngineError(f"This recipe asks for the scheduler {name!r}, which diffusers does not have here.")
    if strange := sorted(set(options) - _options(cls)):
        raise EngineError(
            f"The scheduler {cls.__name__} has no option {', '.join(strange)}. "
            f"Known: {', '.join(sorted(_options(cls)))}."
        )
    try:
        return cls.from_config(warm.scheduler.config, **options)
    except (ValueError, TypeError, NotImplementedError) as error:
        raise EngineError(f"The scheduler {cls.__name__} cannot be set up so: {load.first_line(error)}") from error


def _options(cls: Any) -> set[str]:
    return set(inspect.signature(cls.__init__).parameters) - {"self", "args", "kwargs"}


@contextmanager
def _arithmetic(asked: TextToImage) -> Iterator[None]:
    """Attention kernel and TF32 as the recipe says, for the length of one picture; both are global in torch."""
    import torch
    from torch.nn.attention import SDPBackend, sdpa_kernel

    kernels = {
        "math": SDPBackend.MATH,
        "flash": SDPBackend.FLASH_ATTENTION,
        "efficient": SDPBackend.EFFICIENT_ATTENTION,
        "cudnn": SDPBackend.CUDNN_ATTENTION,
    }
    before = torch.get_float32_matmul_precision(), torch.backends.cudnn.allow_tf32
    torch.set_float32_matmul_precision("high" if asked.tf32 else "highest")
    torch.backends.cudnn.allow_tf32 = asked.tf32
    try:
        if asked.attention == "auto":
            yield
        else:
            with sdpa_kernel(kernels[asked.attention]):
                yield
    finally:
        torch.set_float32_matmul_precision(before[0])
        torch.backends.cudnn.allow_tf32 = before[1]


def _empty_cache() -> None:
    import torch

    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
