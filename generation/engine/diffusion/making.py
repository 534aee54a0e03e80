"""One picture from one pipeline, in stages: the pipeline for the op, dressed, its words read; calls; facts."""

from __future__ import annotations

import inspect
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from generation.engine.diffusion import adapters, ladder, load, previews, speed, together
from generation.engine.diffusion.arithmetic import arithmetic, scheduler
from generation.engine.diffusion.facts import facts
from generation.engine.diffusion.families import TEXT
from generation.engine.diffusion.memory import peak
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
    node: Node
    job: Job
    given: Mapping[str, Any]
    notes: tuple[str, ...] = ()
    began: float = field(default_factory=time.perf_counter)
    calls: int = 0
    shared: float | None = None  # seconds, where the picture had been made together with others

    def call(self, *, output: str = "np", steps: Steps | None = None, seed: int | None = None, **more: Any) -> Any:
        """What the pipeline made: (H, W, 3) floats 0…1, or latents (1, …) where `output` says so.

        Sizes are given to those pipelines that take them; the others go by their picture. A picture of a device batch
        is made with all of its group (together.py).
        """
        import torch

        asked = self.asked
        self.pipe.scheduler = scheduler(self.warm, asked)
        takes = inspect.signature(self.pipe.__call__).parameters
        look = previews.Look(
            self.warm.preview,
            self.job,
            self.node.params,
            (more.get("width", asked.width), more.get("height", asked.height)),
        )
        steps = steps or Steps(str(self.warm.folder.path), self.job, look=look)
        watched: dict[str, Any] = {"callback_on_step_end": steps}
        if "callback_on_step_end" not in takes:
            watched = {"callback": steps.old(asked.steps)}

        def make(seeds: Sequence[int]) -> Any:
            # On the CPU always: the same noise on every device. One per picture: a shared one is not repeatable.
            if torch.cuda.is_available():
                torch.cuda.reset_peak_memory_stats()
            noise = [torch.Generator("cpu").manual_seed(one) for one in seeds]
            return self.pipe(
                **{
                    **self.given,
                    "num_inference_steps": asked.steps,
                    asked.kind.guided_by: asked.guidance,
                    "generator": noise if len(noise) > 1 else noise[0],
                    "output_type": output,
                    **watched,
                    **({"num_images_per_prompt": len(noise)} if len(noise) > 1 else {}),
                    **{name: value for name, value in more.items() if name in takes or name not in ("width", "height")},
                }
            ).images

        if output == "latent" or seed is not None:
            return make([asked.seed if seed is None else seed])[slice(None) if output == "latent" else 0]
        self.calls += 1
        made, self.shared = together.member(self.node, asked.seed, self.calls, make)
        return made

    def picture(self, pixels: Pixels) -> Picture:
        """The pixels with what was noted and what a replay must match. Call before `ready` ends."""
        asked = self.asked
        notes = (*self.notes, *unguided(self.pipe, asked))
        seconds = time.perf_counter() - self.began if self.shared is None else self.shared
        known = facts(asked, self.pipe.scheduler, seconds)
        known["offload"] = offload = self.warm.offload
        if self.warm.facts:
            size = together.size_of(self.node.params)
            known["computed_memory_bytes"] = peak(
                self.warm.facts, asked.width, asked.height, together=size, guided=asked.guided, offload=offload,
                tiled=bool(asked.how.get("vae_tile")),
            )  # fmt: skip
        return Picture(pixels=pixels, notes=(*notes, *ladder.notes(offload)), facts=known)


def unguided(pipe: Any, asked: TextToImage) -> tuple[str, ...]:
    """What of guidance and negative prompt this model did not use, in sentences."""
    distilled = getattr(getattr(pipe, "unet", None), "config", {}).get("time_cond_proj_dim") is not None
    if asked.negative_prompt and (distilled or not asked.guided):
        return ("This model was run without guidance, so what must not show was not told to it. Look at the picture.",)
    embeds = getattr(getattr(pipe, "transformer", None), "config", {}).get("guidance_embeds")
    if asked.family == "flux" and embeds is False and asked.guidance:
        return (f"This model was distilled to need no guidance: {asked.guidance:g} was not used.",)
    return ()


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
        speed.running(worn.pipe, asked.how, together.size_of(node.params)),
    ):
        speed.remember_words(worn.pipe)
        try:
            words, notes = conditioning(worn.pipe, asked)
            yield Ready(warm, worn.pipe, asked, node, job, {**words, **worn.given}, (*notes, *worn.notes))
        finally:
            worn.pipe.scheduler = warm.scheduler


@contextmanager
def refusals(warm: load.Warm, asked: TextToImage) -> Iterator[None]:
    """What a pipeline raises, as sentences."""
    try:
        yield
    except (RuntimeError, MemoryError, ValueError, TypeError, IndexError) as error:
        if ladder.is_memory(error):
            raise ladder.RanOut(first_line(error)) from error
        raise EngineError(
            f"The model in {warm.folder.path} could not make this picture: {first_line(error)}"
        ) from error
