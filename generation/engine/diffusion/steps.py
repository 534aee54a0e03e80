"""What happens after each step of a pipeline: cancelling, a look for values that are no numbers, progress."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from generation.engine.diffusion.sound import not_sound
from generation.engine.picture import Job


@dataclass(slots=True)
class Steps:
    """diffusers' `callback_on_step_end`, and with `old` its older `callback`.

    `before` steps were done by earlier calls of the same picture, and `after` are still to come in later ones. Where
    one call is `part` (from 0) of `parts` of the same length, such as a tile, progress counts through all of them.
    """

    where: str  # the model's path, for sentences
    job: Job
    before: int = 0
    after: int = 0
    part: int = 0
    parts: int = 1
    look: Callable[[Any, Any], None] | None = None  # (pipeline, latents): a live preview, where one is wanted

    def __call__(self, pipe: Any, step: int, _timestep: Any, tensors: dict[str, Any]) -> dict[str, Any]:
        self.done(step, pipe.num_timesteps, tensors["latents"])
        if self.look:
            self.look(pipe, tensors["latents"])
        return tensors

    def old(self, steps: int) -> Callable[[int, Any, Any], None]:
        """For pipelines that do not tell how many steps they take."""
        return lambda step, _timestep, latents: self.done(step, steps, latents)

    def done(self, step: int, steps: int, latents: Any) -> None:
        # Only raising stops it: diffusers' own _interrupt flag still returns a picture that looks finished.
        self.job.check_cancelled()
        if step == 0 and not bool(latents.isfinite().all()):
            raise not_sound(self.where)  # now, rather than after every other step
        past = self.before + self.part * steps
        self.job.progress(past + step + 1, self.before + self.parts * steps + self.after)
