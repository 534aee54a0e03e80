"""The built-in engine: every machine has it, no weights, seconds per still. Import is light: numpy at most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from generation.engine.engines import Order
from generation.engine.picture import Box, EngineError
from generation.engine.previz import colourways, dressing, moves
from generation.engine.previz.composing.asks import measured
from generation.engine.previz.composing.clearing import unhidden
from generation.engine.previz.composing.reframing import reframed
from generation.engine.previz.frame import Frame
from generation.engine.previz.masks import outline_of
from generation.engine.previz.palette import read_palette
from generation.engine.previz.read import read
from generation.engine.previz.references import SHAPE, facing, unusable
from generation.engine.previz.scene import BadScene, Camera, Scene, Vec3
from generation.engine.previz.solver import composed, rules_for
from generation.engine.previz.stage import Stage, box_points
from generation.engine.previz.stage.subjects import Group
from generation.engine.previz.things import UnknownShape, known
from generation.engine.recipe import Node, Recipe
from generation.engine.settings import whole
from studio.lib.canonical import Json

NAME = "previz"
VERSION = "2"
CAPABILITY = "previz"
OP = "previz.still"

SAMPLES = {"discovery": 4, "validation": 8, "export": 16}
MOST_SAMPLES = 256  # per pixel
SETTINGS = {"samples": whole(1, MOST_SAMPLES)}  # what a style pack may set
SMALLEST, LARGEST = 64, 8192


def plan(order: Order) -> Recipe:
    """One candidate: the brief's Scene, composed for this format. Pure in the order, some milliseconds."""
    brief, style = _mapping(order.brief), _mapping(order.style)
    reading = read(brief, style)
    palette = read_palette(list(order.palette), style.get("palette"), list(reading.colours))
    width, height = (int(np.clip(side, SMALLEST, LARGEST)) for side in (order.width, order.height))
    aspect = width / height
    rules = rules_for(reading)
    rng = np.random.default_rng([order.seed, order.position])
    choice, group, proposal, camera = composed(reading, palette, rules, aspect, rng, order.position)
    stage = Stage(
        reading,
        palette,
        Frame(camera, aspect),
        rules,
        rng,
        side=reading.light_from or int(rng.choice((-1, 1))),
        sky_index=order.position,
    )
    stage.things += [facing(thing, camera) if thing.shape == SHAPE else thing for thing in group.things]
    stage.materials |= group.materials
    dressing.dress(stage, group)
    stage.notes += group.notes
    if lost := unusable(brief):
        stage.notes.append(
            f"{lost} product reference{'s' if lost > 1 else ''} cannot be placed: the background is not transparent. "
            "Upload a cut-out as PNG."
        )
    if reading.place != "flat":
        stage.notes.append(
            f"Composition {order.position % choice.pool + 1} of {choice.pool}, chosen from {choice.considered}: "
            f"{proposal.how}, {proposal.azimuth:+.0f}° round the subject."
        )
    scene = unhidden(stage.scene(), aspect, group.things)
    scene = colourways.worn(scene, reading, order.colourway)
    motion = moves.shot(reading, scene.camera, focus_of(scene), scene.things)
    scene = measured(replace(scene, motion=motion), aspect)
    params: dict[str, Json] = {
        "scene": scene.document(),
        "palette": list(palette.colours),
        "width": width,
        "height": height,
        "samples": _samples(order),
        "seed": order.seed % 2**32,
    }
    return Recipe(nodes=(Node(OP, VERSION, params, photographs_of(scene)),), context=dict(order.context))


def _turned(group: Group, camera: Camera) -> Group:
    """The group with its photographs turned to the lens, so that what they fill is measured as it will be seen."""
    things = [facing(thing, camera) if thing.shape == SHAPE else thing for thing in group.things]
    seen = np.vstack([outline_of(thing) for thing in things if thing.focal])
    return replace(group, things=things, crop=seen, whole=seen)


def focus_of(scene: Scene) -> Vec3:
    """The middle of what the picture is about; without a subject, what the lens is focused on."""
    points = [box_points(thing) for thing in scene.things if thing.focal]
    if not points:
        yaw = np.radians(scene.camera.yaw)
        x, y, z = scene.camera.eye
        far = scene.camera.focus
        return float(x + far * np.sin(yaw)), float(y), float(z - far * np.cos(yaw))
    every = np.vstack(points)
    x, y, z = (every.min(0) + every.max(0)) / 2
    return float(x), float(y), float(z)


def photographs_of(scene: Scene) -> dict[str, str]:
    """The files that the picture opens, as the recipe's inputs."""
    keys = dict.fromkeys(str(t.params["photograph"]) for t in scene.things if t.shape == SHAPE)
    return {f"photograph {i}": f"sha256:{key}" for i, key in enumerate(keys, 1)}


def enlarge(recipe: Recipe, long_side: int) -> Recipe | None:
    """The same scene through the same lens with more pixels; None when a recipe does not start with a previz still."""
    first = recipe.nodes[0]
    if first.op != OP:
        return None
    width, height = int(first.params["width"]), int(first.params["height"])
    factor = min(long_side, LARGEST) / max(width, height)
    size = {"width": max(round(width * factor), SMALLEST), "height": max(round(height * factor), SMALLEST)}
    return replace(recipe, nodes=(replace(first, params={**first.params, **size}), *recipe.nodes[1:]))


def promote(recipe: Recipe, order: Order) -> Recipe | None:
    """The same scene through the same lens for a higher tier: the size of `order` along the longer side, its samples
    where they are more, made for what it says. None when a recipe does not start with a previz still."""
    larger = enlarge(recipe, max(order.width, order.height))
    if larger is None:
        return None
    first = larger.nodes[0]
    samples = max(int(first.params["samples"]), _samples(order))
    nodes = (replace(first, params={**first.params, "samples": samples}), *larger.nodes[1:])
    return Recipe(nodes, dict(order.context))


def reframe(recipe: Recipe, width: int, height: int, boxes: Sequence[Box]) -> Recipe | None:
    """The same scene from the same place, framed for another shape, with its copy space kept free; None for others.

    `boxes` are what the recipe's picture reported: the box named "focal" by its kind is what must be in the frame.
    """
    first = recipe.nodes[0]
    focal = next((box for box in boxes if box.kind == "focal"), None)
    if first.op != OP or focal is None:
        return None
    scene = Scene.from_document(first.params["scene"])
    if scene.look.flat:
        return None  # a flat page has no more to show beside it
    before = int(first.params["width"]) / int(first.params["height"])
    subject = (max(focal.x, 0.0), max(focal.y, 0.0), min(focal.x + focal.w, 1.0), min(focal.y + focal.h, 1.0))
    camera = reframed(scene, before, width / height, subject)
    scene = measured(replace(scene, camera=camera), width / height)
    params = {**first.params, "scene": scene.document(), "width": width, "height": height}
    return replace(recipe, nodes=(replace(first, params=params), *recipe.nodes[1:]))


def restage(recipe: Recipe, document: Mapping[str, Any]) -> Recipe:
    """The same still of a scene that a person edited. Raises EngineError with a sentence that names the part."""
    first = recipe.nodes[0]
    if first.op != OP:
        raise EngineError("Only a previz has a scene that can be edited.")
    try:
        scene = Scene.from_document(document)
        known(thing.shape for thing in scene.things)
    except (BadScene, UnknownShape) as error:
        raise EngineError(str(error)) from error
    params = {**first.params, "scene": scene.document()}
    return replace(recipe, nodes=(replace(first, params=params), *recipe.nodes[1:]))


def moment(recipe: Recipe, seconds: float) -> Recipe | None:
    """The still that a shot shows after `seconds`; None for what is no previz. A scene without motion never changes."""
    first = recipe.nodes[0]
    if first.op != OP:
        return None
    params = {**first.params, "seconds": round(max(float(seconds), 0.0), 4)}
    return replace(recipe, nodes=(replace(first, params=params), *recipe.nodes[1:]))


def warm() -> None:
    """Compile the kernels, load the denoiser's weights and sculpt a person: once, at worker start."""
    from generation.engine.picture import Job, NoInputs
    from generation.engine.previz.still import still

    brief = {"subject": "one person at a display", "environment": "office at dusk"}
    from generation.engine.engines import Model

    order = Order(brief, {}, (), {}, Model("previz", "previz"), 96, 64, 1)
    node = plan(order).nodes[0]
    still(None, replace(node, params={**node.params, "samples": 1}), Job(NoInputs()))


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _samples(order: Order) -> int:
    asked = order.model.settings.get("samples")
    if isinstance(asked, int) and not isinstance(asked, bool) and 1 <= asked <= MOST_SAMPLES:
        return asked
    return SAMPLES.get(order.tier, SAMPLES["discovery"])
