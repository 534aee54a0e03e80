"""One interface, many engines. It plans (brief to recipe, pure and light) and its ops render (recipe to pixels)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, Protocol

from generation.engine.guides import NONE, Guides
from generation.engine.picture import Box
from generation.engine.recipe import Recipe
from studio.lib.canonical import Json


@dataclass(frozen=True, slots=True)
class Model:
    """The part of a registry row that an engine needs. `weights` is the digest in the recipe."""

    name: str
    engine: str  # "previz", "diffusers", "remote"
    family: str = ""  # "sd15", "sdxl", "flux", … for diffusers
    weights: str = ""  # sha256 over the files that change pixels; empty for previz
    settings: Mapping[str, Json] = field(default_factory=dict)  # steps, guidance, scheduler, dtype, samples per pixel
    memory: int = 0  # bytes of its weights at the dtype it runs in; 0: not known
    capabilities: tuple[str, ...] = ()  # what it can do, as its files say; empty: not known


@dataclass(frozen=True, slots=True)
class Order:
    """One candidate to be planned. Everything is data, so that the same order always gives the same recipe.

    brief: the immutable revision's document (briefs/spec.py). style: the style pack version's document.
    prompt: {"positive": str, "negative": str, "dialect": str, "digest": str}. Sizes in pixels; `position` from 0.
    colourway: {"name": str, "hex": str} of the product; empty: as briefed.
    """

    brief: Mapping[str, Json]
    style: Mapping[str, Json]
    palette: tuple[str, ...]  # "#rrggbb", the brand's, most important first
    prompt: Mapping[str, Json]
    model: Model
    width: int
    height: int
    seed: int  # 0 … 2**32 - 1, this candidate's own
    position: int = 0
    count: int = 1
    tier: str = "discovery"  # discovery, validation, export
    context: Mapping[str, Json] = field(default_factory=dict)  # pinned digests: revision, style pack, template, batch
    colourway: Mapping[str, Json] = field(default_factory=dict)
    guides: Guides = NONE
    beside: tuple[int, ...] = ()  # seeds of the device batch this one is computed in, its own among them; empty: alone


class Engine(Protocol):
    """A module with these names. Importing it must not import torch, numba or anything heavy."""

    NAME: str
    VERSION: str
    CAPABILITY: str  # the queue suffix: gpu.<capability>

    def plan(self, order: Order) -> Recipe:
        """Order to recipe: pure, fast (milliseconds), no pixels."""
        ...

    def enlarge(self, recipe: Recipe, long_side: int) -> Recipe | None:
        """The same picture with more pixels (same scene, same composition), or None where this engine cannot."""
        ...

    def reframe(self, recipe: Recipe, width: int, height: int, boxes: Sequence[Box]) -> Recipe | None:
        """The same picture in another shape: more of it is seen, nothing is cut. None where this engine cannot.

        `boxes` are the named regions of the recipe's own picture.
        """
        ...

    def restage(self, recipe: Recipe, document: Mapping[str, Any]) -> Recipe:
        """The same recipe for a scene that a person edited. Raises EngineError where there is none, or a bad one."""
        ...

    def warm(self) -> None:
        """Load and compile whatever makes the first picture slow. Called once at worker start."""
        ...


ENGINES = {
    "previz": "generation.engine.previz.engine",
    "diffusers": "generation.engine.diffusion.engine",
    "remote": "generation.engine.remote.engine",
}


def engine(name: str) -> Engine:
    return import_module(ENGINES[name])
