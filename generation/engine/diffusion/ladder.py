"""What is done when a device runs out of memory. The worker lives on, and whatever changes pixels is in a recipe.

The rungs, mildest first, each tried once:

1. fewer pictures at once           other arithmetic: the recipes say another device batch
2. the VAE decodes tile by tile     other pixels at the seams: the recipe says the tile's side
3. the model's parts take turns on the device ("model" offload)       the same pixels, slower
4. its layers take turns ("sequential" offload)                       the same pixels, much slower
5. OutOfMemory, with a sentence

Why rungs 1 and 2 are an exception and not a picture with another recipe: a recipe is recorded before it is rendered, so
that whoever asks meanwhile sees what is being made, and a killed worker leaves a record that somebody else can finish.
So they raise PlanSmaller, which says what would fit; whoever planned plans anew, records, and renders. They are open
only to a group (together.render_group): a recipe that is rendered by itself, as replay does, is made as it is written
or not at all, by rungs 3 to 5.

What was learned holds for pictures of that size and larger for ten minutes: the memory may have been a neighbour's.
After each failure everything that held the failed picture's tensors is let go, the exception's frames first of all, so
nothing is raised or tried again from within its handler.
"""

from __future__ import annotations

import functools
import gc
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Final, Protocol

from generation.engine.diffusion.memory import OFFLOADS, TILE, Facts, fits
from generation.engine.picture import Job, OutOfMemory, Picture, PlanSmaller
from generation.engine.recipe import Node

REMEMBERED: Final = 600  # seconds
SAID: Final = ("can't allocate memory", "out of memory", "CUDNN_STATUS_ALLOC_FAILED", "CUBLAS_STATUS_ALLOC_FAILED")
Op = Callable[[Picture | None, Node, Job], Picture]


class Asked(Protocol):
    """Of a step's params: what decides how much it takes."""

    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...
    @property
    def guided(self) -> bool: ...


class RanOut(OutOfMemory):
    """The device had no room for what was asked just now. It never leaves this package: the ladder answers it."""


@dataclass(frozen=True, slots=True)
class Learned:
    offload: str
    pixels: int  # of all pictures at once, from which on it holds
    until: float  # time.monotonic


_learned: dict[str, Learned] = {}  # by weights
_offload: ContextVar[str] = ContextVar("offload", default="none")
_may_plan_anew: ContextVar[bool] = ContextVar("may_plan_anew", default=False)


# --- for those that run pipelines -----------------------------------------------------------------------------------
def is_memory(error: BaseException) -> bool:
    """Is this how a library says that memory ran out? Only CUDA has a class for it."""
    import torch

    if isinstance(error, torch.OutOfMemoryError | MemoryError):
        return True
    return isinstance(error, RuntimeError) and any(words in str(error) for words in SAID)


def offload_for(facts: Facts | None, asked: Asked, device: Any) -> str:
    """How the pipelines of the step in hand are to lie on the device: one of memory.OFFLOADS.

    What was computed beforehand or what was found out, whichever takes less.
    """
    found = _offload.get()
    if facts is None or not can_offload(device):
        return found
    fit = fits(facts, asked.width, asked.height, device=total(device), guided=asked.guided)
    return max(found, fit.offload if fit else OFFLOADS[-1], key=OFFLOADS.index)


def total(device: Any) -> int:
    """Bytes of this device's memory; 0 where it does not say."""
    import torch

    return int(torch.cuda.get_device_properties(device).total_memory) if device.type == "cuda" else 0


def placed(pipe: Any, mode: str, device: Any) -> None:
    """Put a pipeline's parts on the device, or leave them beside it to take turns."""
    if mode == "none":
        pipe.remove_all_hooks()
        pipe.to(device)
    elif mode == "model":
        pipe.enable_model_cpu_offload(device=device)
    else:
        pipe.remove_all_hooks()
        pipe.enable_sequential_cpu_offload(device=device)


def can_offload(device: Any) -> bool:
    """A processor's memory is all there is, and Apple's is one with it: there is nowhere to put a part meanwhile."""
    return str(device.type) == "cuda"


@contextmanager
def planning_anew() -> Iterator[None]:
    """Inside, running out may raise PlanSmaller."""
    token = _may_plan_anew.set(True)
    try:
        yield
    finally:
        _may_plan_anew.reset(token)


def climbing(op: Op) -> Op:
    """A node's function that climbs the ladder when it runs out, and says in the picture what it took."""

    @functools.wraps(op)
    def climbs(before: Picture | None, node: Node, job: Job) -> Picture:
        weights, pixels = str(node.params.get("weights", "")), _pixels(node.params)
        mode, tried = learned(weights, pixels), ""
        while True:
            token = _offload.set(mode)
            try:
                return _told(op(before, node, job), tried)
            except RanOut as error:
                decoding, tried = _decoding(error), str(error)
            finally:
                _offload.reset(token)
            # Only here, after the handler, is the exception gone, and with it the frames that held the tensors.
            empty()
            mode = _next(node, mode, decoding)
            _learned[weights] = Learned(mode, pixels, time.monotonic() + REMEMBERED)

    return climbs


def learned(weights: str, pixels: int) -> str:
    """The offload that pictures of this size were found to need lately."""
    found = _learned.get(weights)
    if found is None or found.pixels > pixels or found.until < time.monotonic():
        return "none"
    return found.offload


def forget() -> None:
    _learned.clear()


def empty() -> None:
    """Give back what nothing holds."""
    import torch

    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()


# --- the rungs ------------------------------------------------------------------------------------------------------
def _next(node: Node, mode: str, decoding: bool) -> str:
    """The next offload to try. Raises PlanSmaller or OutOfMemory."""
    from generation.engine.diffusion import load

    params = node.params
    size = int(params.get("batch", {}).get("size", 1))
    what = f"{params.get('width')} by {params.get('height')} pixels"
    if _may_plan_anew.get():
        if size > 1:
            raise PlanSmaller(
                f"{size} pictures of {what} at once did not fit into the device's memory: "
                f"they were made {'one' if size < 4 else size // 2} at a time.",
                together=size // 2,
            )
        # What is enlarged is small tiles already.
        if decoding and not params.get("how", {}).get("vae_tile") and not node.op.endswith("upscale"):
            raise PlanSmaller(
                f"{what} did not fit into the device's memory when it was decoded: it was decoded in tiles of "
                f"{TILE} pixels.",
                settings={"vae_tile": TILE},
            )
    further = OFFLOADS[OFFLOADS.index(mode) + 1 :] if can_offload(load.device()) else ()
    if further:
        return further[0]
    turns = ", also with the model's layers taking turns on it" if mode != "none" else ""
    raise OutOfMemory(
        f"{what} with this model do not fit into the device's memory{turns}. "
        "Ask for a smaller size, set a smaller dtype, or use a device with more memory."
    )


def notes(mode: str) -> tuple[str, ...]:
    """What a picture made with this offload says of it."""
    if mode == "none":
        return ()
    parts = "parts" if mode == "model" else "layers"
    return (f"The model does not fit into the device's memory, so its {parts} took turns on it: slower, same pixels.",)


def _told(picture: Picture, tried: str) -> Picture:
    return picture.add_facts(ran_out=tried) if tried else picture


def _pixels(params: Mapping[str, Any]) -> int:
    together = int(params.get("batch", {}).get("size", 1))
    return int(params.get("width", 0)) * int(params.get("height", 0)) * together


def _decoding(error: BaseException) -> bool:
    """Was it the VAE that ran out? Its code is among the frames."""
    chain: BaseException | None = error
    while chain is not None:
        for frame in traceback.extract_tb(chain.__traceback__):
            if "autoencoder" in frame.filename:
                return True
        chain = chain.__cause__ or chain.__context__
    return False
