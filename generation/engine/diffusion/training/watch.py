"""How a training tells of itself, and hears what is wanted of it. None of it changes the file that comes out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generation.engine.picture import Cancelled


class Rested(Exception):
    """The training stopped because it was asked to rest; its state was handed to `keep`, and it can go on from it."""


@dataclass(frozen=True, slots=True)
class Watch:
    """`rests` asks it to stop after the step in hand with its state kept. `keep` gets the state as bytes, and the steps
    done by then; whoever keeps it hands it to `train` again."""

    progress: Callable[[int, int, Sequence[float]], None] = lambda done, steps, losses: None  # losses: of each step
    cancelled: Callable[[], bool] = lambda: False
    rests: Callable[[], bool] = lambda: False
    keep: Callable[[bytes, int], None] = lambda state, done: None

    def check_cancelled(self) -> None:
        if self.cancelled():
            raise Cancelled
