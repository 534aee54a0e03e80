"""The built-in engine: every machine has it, no weights, seconds per still. Import is light: numpy at most."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from generation.engine.engines import Order
from generation.engine.previz import sets
from generation.engine.previz.frame import Frame
from generation.engine.previz.palette import read_palette
from generation.engine.previz.read import read
from generation.engine.previz.solver import camera_for, choose, room_for, rules_for, stage_group
from generation.engine.previz.stage import Stage
from generation.engine.recipe import Node, Recipe

NAME = "previz"
VERSION = "1"
CAPABILITY = "previz"
OP = "previz.still"

SAMPLES = {"discovery": 4, "validation": 8, "export": 16}
SMALLEST, LARGEST = 64, 8192


def plan(order: Order) -> Recipe:
    """One candidate: the brief's Scene, composed for this format. Pure in the order, some milliseconds."""
    brief, style = _mapping(order.brief), _mapping(order.style)
    reading = read(brief, style)
    palette = read_palette(list(order.palette), style.get("palette"), list(reading.colours))
    width, height = (int(np.clip(side, SMALLEST, LARGEST)) for side in (order.width, order.height))
    aspect = width / height
    rules = rules_for(reading)
    choice = choose(reading, palette, rules, aspect, order.position)
    rng = np.random.default_rng([order.seed, order.position])
    group = stage_group(reading, palette, choice, room_for(rules, aspect), rng, order.position)
    proposal = replace(
        choice.proposal,
        azimuth=choice.proposal.azimuth + float(rng.uniform(-3, 3)),
        eye=choice.proposal.eye * float(rng.uniform(0.97, 1.03)),
    )
    camera = camera_for(group, proposal, rules, aspect)
    stage = Stage(
        reading,
        palette,
        Frame(camera, aspect),
        rules,
        rng,
        side=reading.light_from or int(rng.choice((-1, 1))),
        sky_index=order.position,
    )
    stage.things += group.things
    stage.materials |= group.materials
    sets.dress(stage, group)
    stage.notes.append(
        f"Composition {order.position % 16 + 1} of the best of {choice.considered} considered: "
        f"{choice.proposal.how}, {choice.proposal.azimuth:+.0f}° round the subject."
    )
    params = {
        "scene": stage.scene().document(),
        "width": width,
        "height": height,
        "samples": _samples(order),
        "seed": order.seed % 2**32,
    }
    return Recipe(nodes=(Node(OP, VERSION, params),), context=dict(order.context))


def enlarge(recipe: Recipe, long_side: int) -> Recipe | None:
    """The same scene through the same lens with more pixels; None when a recipe does not start with a previz still."""
    first = recipe.nodes[0]
    if first.op != OP:
        return None
    width, height = int(first.params["width"]), int(first.params["height"])
    factor = min(long_side, LARGEST) / max(width, height)
    size = {"width": max(round(width * factor), SMALLEST), "height": max(round(height * factor), SMALLEST)}
    return replace(recipe, nodes=(replace(first, params={**first.params, **size}), *recipe.nodes[1:]))


def warm() -> None:
    """Compile the kernels, load the denoiser's weights and sculpt a person: once, at worker start."""
    from generation.engine.picture import Job
    from generation.engine.previz.still import still

    brief = {"subject": "one person at a display", "environment": "office at dusk"}
    from generation.engine.engines import Model

    order = Order(brief, {}, (), {}, Model("previz", "previz"), 96, 64, 1)
    node = plan(order).nodes[0]
    still(None, replace(node, params={**node.params, "samples": 1}), Job(inputs=_Nothing()))


class _Nothing:
    """The inputs of a picture that has none."""

    def blob(self, sha256: str) -> bytes:
        raise KeyError(sha256)

    def recipe(self, digest: str) -> Mapping[str, Any]:
        raise KeyError(digest)

    def model_path(self, weights_digest: str) -> str:
        raise KeyError(weights_digest)


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _samples(order: Order) -> int:
    asked = order.model.settings.get("samples")
    if isinstance(asked, int) and not isinstance(asked, bool) and 1 <= asked <= 256:
        return asked
    return SAMPLES.get(order.tier, SAMPLES["discovery"])
