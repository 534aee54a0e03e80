"""One picture from one pipeline, in stages: the pipeline for the op, dressed, its words read; calls; facts."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from generation.engine.diffusion import adapters, load
from generation.engine.diffusion.arithmetic import arithmetic, scheduler
from generation.engine.diffusion.facts import facts
from generation.engine.diffusion.families import TEXT
from generation.engine.diffusion.opening import first_line
from generation.engine.diffusion.params import TextToImage
from generation.engine.diffusion.prompts import conditioning
from generation.engine.diffusion.steps import Steps
from generation.engine.picture import EngineError, Job, Picture, Pixels
from generation.engine.recipe import Node


@dataclass(slots=True)
class Ready:
    """A pipeline that has read the prompt and can be called, once or tile by tile. `given` goes into every call."""

    warm: load.Warm
    pipe: Any
    asked: TextToImage
    job: Job
    given: Mapping[str, Any]
    notes: tuple[str, ...] = ()
    began: float = field(default_factory=time.perf_counter)

    def call(self, *, output: str = "np", before: int = 0, after: int = 0, seed: int | None = None, **more: Any) -> Any:
        """What the pipeline made: (H, W, 3) floats 0…1, or latents where `output` says so. Steps as in `Steps`."""
        import torch

        asked = self.asked
        self.pipe.scheduler = scheduler(self.warm, asked)
        return self.pipe(
            **{
                **self.given,
                "num_inference_steps": asked.steps,
                "guidance_scale": asked.guidance,
                # On the CPU always: the same noise on every device. One per picture: a shared one is not repeatable.
                "generator": torch.Generator("cpu").manual_seed(asked.seed if seed is None else seed),
                "output_type": output,
                "callback_on_step_end": Steps(str(self.warm.folder.path), self.job, before, after),
                **more,
            }
        ).images[0]

    def picture(self, pixels: Pixels) -> Picture:
        """The pixels with what was noted and what a replay must match. Call before `ready` ends."""
        notes, asked = self.notes, self.asked
        if asked.negative_prompt and not asked.guided:
            notes += (
                "This model was run without guidance, so what must not show was not told to it. Look at the picture.",
            )
        known = facts(asked, self.pipe.scheduler, time.perf_counter() - self.began)
        return Picture(pixels=pixels, notes=notes, facts=known)


@contextmanager
def ready(warm: load.Warm, asked: TextToImage, node: Node, job: Job, op: str = TEXT) -> Iterator[Ready]:
    """The pipeline, wearing what the recipe asks for (LoRAs, ControlNets, references), its prompt read.

    Whatever goes wrong inside leaves as an EngineError with a sentence.
    """
    import torch

    with (
        refusals(warm, asked),
        torch.no_grad(),
        arithmetic(asked),
        adapters.dressed(warm.pipeline(op), asked, node, job) as worn,
    ):
        try:
            words, notes = conditioning(worn.pipe, asked)
            yield Ready(warm, worn.pipe, asked, job, {**words, **worn.given}, (*notes, *worn.notes))
        finally:
            worn.pipe.scheduler = warm.scheduler


@contextmanager
def refusals(warm: load.Warm, asked: TextToImage) -> Iterator[None]:
    """What a pipeline raises, as sentences."""
    import torch

    try:
        yield
    except torch.OutOfMemoryError as error:
        _empty_cache()
        raise EngineError(
            f"{asked.width} by {asked.height} pixels with this model do not fit into the device's memory. "
            "Use a smaller dtype or a device with more memory."
        ) from error
    except (RuntimeError, ValueError, TypeError, IndexError) as error:
        raise EngineError(
            f"The model in {warm.folder.path} could not make this picture: {first_line(error)}"
        ) from error


def _empty_cache() -> None:
    import torch

    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
