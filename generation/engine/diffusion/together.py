"""Several pictures of one batch computed at once: a device batch.

The pictures of a device batch share every parameter but the seed. Each has a generator of its own from its seed, on the
CPU; the prompt is read once. The arithmetic of a batch of four is not that of four batches of one (up to 1/255 in
float32 and 3/255 in bfloat16), so each member's recipe names the whole group: `batch` = {"size", "position", "seeds"}.
Rendering one member renders its group and takes its position, which is exact.

A group is rendered through the same ops as a single picture: the first member's call of the pipeline makes all of
them, and the others find theirs made.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Final

from generation.engine.diffusion import ladder
from generation.engine.picture import EngineError, Job, Picture
from generation.engine.recipe import Node, Recipe
from generation.engine.render import render
from studio.lib.canonical import Json, digest

MOST: Final = 64  # pictures at once
ALONE: Final[Mapping[str, Json]] = {"size": 1, "position": 0}


@dataclass(slots=True)
class Group:
    """What the members of a group being rendered share."""

    positions: tuple[int, ...]  # in the device batch, of the pictures that are asked for, in their order
    now: int = 0  # index of the one that is being rendered
    made: dict[str, tuple[Any, float]] = field(default_factory=dict)  # what a call gave -> pictures, seconds each


_group: ContextVar[Group | None] = ContextVar("group", default=None)


def batch_of(seed: int, beside: Sequence[int]) -> dict[str, Json]:
    """`batch` of the member with this seed, in a device batch of these. Raises EngineError."""
    if len(beside) < 2:
        return dict(ALONE)
    if seed not in beside:
        raise EngineError(f"The seed {seed} is not among those of its device batch.")
    return {"size": len(beside), "position": list(beside).index(seed), "seeds": list(beside)}


def check(batch: Mapping[str, Any], seed: int) -> None:
    """Raises EngineError where a recipe's `batch` is not understood, or is another picture's."""
    if dict(batch) == ALONE:
        return
    size, position, seeds = batch.get("size"), batch.get("position"), batch.get("seeds")
    if (
        not isinstance(size, int)
        or not isinstance(position, int)
        or not isinstance(seeds, list | tuple)
        or len(batch) > 3
        or not 2 <= size <= MOST
        or len(seeds) != size
    ):
        raise EngineError(
            f"batch is {dict(batch)!r}: it must be {dict(ALONE)}, or hold size (2 to {MOST}), position, as many seeds."
        )
    if not 0 <= position < size or seeds[position] != seed or not all(_is_seed(one) for one in seeds):
        raise EngineError(f"batch has seed {seed} at position {position} of {list(seeds)[:8]}, which is not so.")


def _is_seed(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**32


def render_group(recipes: Sequence[Recipe], job: Job) -> list[Picture]:
    """The pictures of these recipes, in their order: some or all members of one device batch, computed in one go.

    Steps and cancelling are for all of them; `job.preview` gets each recipe's picture with its index in `recipes`.
    Raises Cancelled for all; PlanSmaller where they do not fit as they are planned (see ladder.py); EngineError where
    they are not of one device batch.
    """
    if not recipes:
        return []
    group = Group(_positions(recipes))
    token = _group.set(group)
    pictures = []
    try:
        with ladder.planning_anew():
            for group.now, recipe in enumerate(recipes):
                pictures.append(render(recipe, job))
    finally:
        _group.reset(token)
    return pictures


def _positions(recipes: Sequence[Recipe]) -> tuple[int, ...]:
    """Each recipe's position. Raises EngineError unless they differ in nothing but seed and position."""
    nodes = [_made_together(recipe) for recipe in recipes]
    if len(recipes) > 1:
        if any(node is None for node in nodes):
            raise EngineError("These pictures were planned to be made alone. Render them one by one.")
        if len({_shared(node.params, node.op) for node in nodes if node}) > 1:
            raise EngineError("These pictures were not planned as one device batch: plan them beside each other.")
    return tuple(_batch(node.params)["position"] if node else 0 for node in nodes)


def _made_together(recipe: Recipe) -> Node | None:
    """The node that is computed for several at once; a picture to start from may stand before it."""
    return next((node for node in recipe.nodes if size_of(node.params) > 1), None)


def size_of(params: Mapping[str, Any]) -> int:
    """How many pictures a node's device batch has."""
    size = _batch(params).get("size")
    return size if isinstance(size, int) else 1


def _batch(params: Mapping[str, Any]) -> Mapping[str, Any]:
    found = params.get("batch")
    return found if isinstance(found, Mapping) else ALONE


def _shared(params: Mapping[str, Any], op: str) -> str:
    """What all members have in common, as a key."""
    batch = {name: value for name, value in _batch(params).items() if name != "position"}
    rest = {name: value for name, value in params.items() if name not in ("seed", "batch")}
    return digest({"op": op, "batch": batch, "params": rest})


# --- for the calls of pipelines -------------------------------------------------------------------------------------
def member(node: Node, seed: int, call: int, run: Callable[[Sequence[int]], Any]) -> tuple[Any, float | None]:
    """One member's picture of `run(seeds)`, which makes all. `call` tells the calls of one step apart.

    The seconds are this picture's part of what all of them took, None where it was rendered by itself.
    """
    batch = _batch(node.params)
    seeds = [int(seed) for seed in batch.get("seeds", [seed])]
    group = _group.get()
    if group is None or len(seeds) == 1:
        return run(seeds)[int(batch["position"])], None
    key = f"{_shared(node.params, node.op)} {call}"
    if key not in group.made:
        began = time.perf_counter()
        made = run(seeds)
        group.made[key] = made, (time.perf_counter() - began) / len(seeds)
    made, seconds = group.made[key]
    return made[int(batch["position"])], seconds


def in_hand() -> int:
    """The index of the picture that is being rendered, among those asked for."""
    group = _group.get()
    return group.now if group else 0


def watched(params: Mapping[str, Any]) -> Iterator[tuple[int, int]]:
    """Whose looks are wanted: index among the pictures asked for, position in the device batch."""
    group = _group.get()
    yield from enumerate(group.positions if group else (_batch(params)["position"],))
