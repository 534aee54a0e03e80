"""What a pipeline wears for one picture: LoRAs, ControlNets, reference pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from generation.engine.diffusion.params import TextToImage
from generation.engine.picture import Job
from generation.engine.recipe import Node


@dataclass(frozen=True, slots=True)
class Worn:
    """The pipeline to call, what its call is given besides, and sentences for the picture's notes."""

    pipe: Any
    given: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@contextmanager
def dressed(pipe: Any, asked: TextToImage, node: Node, job: Job) -> Iterator[Worn]:
    """The pipeline as it is: nothing is asked for yet."""
    yield Worn(pipe)
