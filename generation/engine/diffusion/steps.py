"""What happens after each step of a pipeline: cancelling, a look for values that are no numbers, progress."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from generation.engine.diffusion.sound import not_sound
from generation.engine.picture import Job


@dataclass(slots=True)
class Steps:
    """diffusers' `callback_on_step_end`. `before` steps were done by earlier calls of the same picture, and `after`
    are still to come in later ones, so that progress counts through."""

    where: str  # the model's path, for sentences
    job: Job
    before: int = 0
    after: int = 0

    def __call__(self, pipe: Any, step: int, _timestep: Any, tensors: dict[str, Any]) -> dict[str, Any]:
        # Only raising stops it: diffusers' own _interrupt flag still returns a picture that looks finished.
        self.job.check_cancelled()
        if step == 0 and not bool(tensors["latents"].isfinite().all()):
            raise not_sound(self.where)  # now, rather than after every other step
        self.job.progress(self.before + step + 1, self.before + pipe.num_timesteps + self.after)
        return tensors
