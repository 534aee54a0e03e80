"""Who asks for work, and what it can do: the engines it runs, the models on its disk, the memory of its device."""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generation.engine.engines import engine
from generation.models import Batch, ModelEntry
from generation.planning import model_of

LOOK_AHEAD = 4  # turns of others that a warm model may be preferred to, in a row


@dataclass(slots=True)
class Able:
    """One worker process. `warm` is the weights digest it holds, `memory` its device's bytes, None: not known.

    `ahead` counts how often in a row it took work out of turn because its model was warm.
    """

    name: str
    engines: Collection[str]
    warm: str = ""
    memory: int | None = None
    ahead: int = 0
    _here: dict[str, tuple[float, bool]] = field(default_factory=dict)

    def can(self, batch: Batch) -> bool:
        """Is the model on this machine, and does one picture of it fit the device?"""
        return self.has(batch.model) and self.fits(batch)

    def has(self, entry: ModelEntry) -> bool:
        """A local model is asked for by its place, once in ten seconds: files may be copied there while we run."""
        if not entry.source:
            return True
        seen, there = self._here.get(entry.source, (0.0, False))
        if time.monotonic() - seen > 10:
            there = Path(entry.source).exists()
            self._here[entry.source] = (time.monotonic(), there)
        return there

    def fits(self, batch: Batch) -> bool:
        return self.memory is None or needs(batch) <= self.memory

    def served(self, first: Batch | None, taken: Batch) -> None:
        """Note whether `taken` came before the one whose turn it was."""
        out_of_turn = first is not None and first.model.weights != taken.model.weights == self.warm
        self.ahead = self.ahead + 1 if out_of_turn else 0


def needs(batch: Batch) -> int:
    """Bytes of device memory that one picture of this batch takes at the least; 0 where its engine does not say."""
    asks: Any = getattr(engine(batch.model.engine), "needs", None)
    return int(asks(model_of(batch.model), batch.width, batch.height)) if asks else 0


def at_once(batch: Batch, memory: int | None) -> int:
    """How many pictures of its device batch fit a device of so many bytes, one at the least."""
    asks: Any = getattr(engine(batch.model.engine), "fit", None)
    if batch.together < 2 or memory is None or asks is None:
        return batch.together
    found = asks(model_of(batch.model), batch.width, batch.height, together=batch.together, device=memory)
    return max(1, int(found.together))
