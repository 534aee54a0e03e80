"""recipe -> pixels: walks the nodes, calls the code behind each, reports progress, can be cancelled."""

from __future__ import annotations

import time
from collections.abc import Callable
from importlib import import_module

from generation.engine.picture import EngineError, Job, Picture
from generation.engine.recipe import Node, Recipe

Op = Callable[[Picture | None, Node, Job], Picture]

# Imported when first needed: previz brings numba, diffusers brings torch, and neither may reach the web.
OPS: dict[str, str] = {
    "stored": "generation.engine.sources:stored",
    "previz.still": "generation.engine.previz.still:still",
    "diffusers.text_to_image": "generation.engine.diffusion.generate:text_to_image",
    "diffusers.image_to_image": "generation.engine.diffusion.generate:image_to_image",
    "diffusers.inpaint": "generation.engine.diffusion.generate:inpaint",
    "diffusers.refine": "generation.engine.diffusion.generate:refine",
    "diffusers.upscale": "generation.engine.diffusion.upscale:upscale",
    "remote.images": "generation.engine.remote.images:images",
    "remote.comfyui": "generation.engine.remote.comfyui:comfyui",
    "fit.crop": "generation.engine.finishing.fit:crop",
    "fit.resize": "generation.engine.finishing.fit:resize",
    "grade.lut": "generation.engine.finishing.grade:lut",
    "type.scrim": "generation.engine.finishing.type:scrim",
    "type.set": "generation.engine.finishing.type:set_type",
    "logo.place": "generation.engine.finishing.composite:place_logo",
    "label.disclosure": "generation.engine.finishing.type:disclose",
    "colour.convert": "generation.engine.finishing.colour:convert",
    "encode": "generation.engine.finishing.encode:encode",
}


def op(name: str) -> Op:
    try:
        module, function = OPS[name].split(":")
    except KeyError:
        known = ", ".join(sorted(OPS))
        raise EngineError(f"No engine here knows the step {name!r}. Known: {known}.") from None
    found: Op = getattr(import_module(module), function)
    return found


def render(recipe: Recipe, job: Job) -> Picture:
    """Run every node in order. Pure in (recipe, the bytes behind its digests).

    Returns the last node's Picture, with `facts["seconds"]` per node. Raises Cancelled between nodes when
    `job.cancelled()` says so, and EngineError with a sentence when a step cannot be done.
    """
    picture: Picture | None = None
    seconds: list[float] = []
    for node in recipe.nodes:
        job.check_cancelled()
        began = time.perf_counter()
        picture = op(node.op)(picture, node, job)
        seconds.append(round(time.perf_counter() - began, 4))
    if picture is None:
        raise EngineError("This recipe has no nodes, so there is nothing to render.")
    return picture.add_facts(seconds=seconds)
