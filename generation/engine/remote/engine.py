"""The remote engine as the line sees it: plans what will be asked of a service. Pure and light; nothing is called."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from generation.engine.engines import Model, Order
from generation.engine.guides import Guides
from generation.engine.picture import Box, EngineError
from generation.engine.recipe import Node, Recipe
from generation.engine.remote.params import ComfyAsked, ImagesAsked
from generation.engine.remote.service import COMFYUI, FAMILIES, IMAGES
from generation.engine.remote.workflow import Slots, slots_of
from generation.engine.settings import number, one_of, whole
from studio.lib.canonical import Json

NAME = "remote"
VERSION = "1"  # raised whenever the same params would ask for something else
CAPABILITY = "remote"
OPS = {IMAGES: "remote.images", COMFYUI: "remote.comfyui"}
QUALITIES = ("auto", "low", "medium", "high", "standard", "hd")
# What a style pack may set.
SETTINGS = {
    "quality": one_of(lambda model: QUALITIES if model.family == IMAGES else ()),
    "steps": whole(1, 500),
    "guidance": number(0, 50),
}
MULTIPLE = 8  # pixels: what a latent of any family divides by at least


def plan(order: Order) -> Recipe:
    """One candidate's recipe. Raises EngineError naming what the service cannot be asked for, and the remedy."""
    model = order.model
    if model.family not in FAMILIES:
        raise EngineError(f"The service {model.name} is of no kind that is known here: {', '.join(FAMILIES)}.")
    if len(model.weights) != 64:
        raise EngineError(f"The service {model.name} has no digest. Register it again.")
    node = (_images if model.family == IMAGES else _comfyui)(order)
    recipe = Recipe(nodes=(node,), context=dict(order.context))
    # Of everything the recipe says: asking twice is one order, and another order is another key.
    once = replace(node, params={**node.params, "once": recipe.digest[:32]})
    return Recipe(nodes=(once,), context=dict(order.context))


def enlarge(recipe: Recipe, long_side: int) -> Recipe | None:
    """A service asked for more pixels makes another picture, so there is no larger one of this."""
    return None


def reframe(recipe: Recipe, width: int, height: int, boxes: Sequence[Box]) -> Recipe | None:
    """Seeing more of a picture means inventing it, so there is no reframing."""
    return None


def restage(recipe: Recipe, document: Mapping[str, Any]) -> Recipe:
    """A service has no scene."""
    raise EngineError("This service makes its pictures without a scene, so there is none to edit. Edit a previz.")


def warm() -> None:
    """Nothing is loaded, and nobody is called before there is something to ask."""


def settle(width: int, height: int, sizes: Sequence[str]) -> tuple[int, int]:
    """The nearest of "1024x1536", … to this size: first by its shape, then by how much there is of it."""

    def far(size: tuple[int, int]) -> tuple[float, float]:
        shape = abs(math.log(size[0] / size[1]) - math.log(width / height))
        return round(shape, 6), abs(math.log(size[0] * size[1]) - math.log(width * height))

    made = [(int(w), int(h)) for w, _, h in (size.partition("x") for size in sizes)]
    return min(made, key=far) if made else (_whole_cells(width), _whole_cells(height))


def _whole_cells(pixels: int) -> int:
    return max(MULTIPLE, round(pixels / MULTIPLE) * MULTIPLE)


def _images(order: Order) -> Node:
    settings = order.model.settings
    _only(order, start=True)
    width, height = _size(order)
    asked = ImagesAsked(
        **_common(order, width, height),
        quality=str(_of_tier(settings.get("quality"), order.tier) or ""),
        answers=str(settings.get("answers", "output_format")),
        sends_seed=bool(settings.get("sends_seed", False)),
    )
    asked.check()
    return Node(OPS[IMAGES], VERSION, asked.document(), _pictures(order.guides))


def _comfyui(order: Order) -> Node:
    settings, guides = order.model.settings, order.guides
    slots = slots_of(settings.get("slots", {}))
    _only(
        order,
        start="start" in slots,
        mask="mask" in slots,
        reference="reference" in slots,
        controls=[name.removeprefix("control_") for name in slots if name.startswith("control_")],
    )
    if "start" in slots and guides.start is None:
        raise EngineError(f"{order.model.name} begins from a picture, and this order has none. Promote a pick with it.")
    width, height = _size(order)
    steps, guidance = (_of_tier(settings.get(name), order.tier) for name in ("steps", "guidance"))
    asked = ComfyAsked(
        **_common(order, width, height),
        negative_prompt=str(order.prompt.get("negative", "")) if "negative" in slots else "",
        steps=int(steps) if steps and "steps" in slots else 0,
        guidance=float(guidance) if guidance is not None and "guidance" in slots else -1.0,
        strength=guides.start.strength if guides.start and "strength" in slots else -1.0,
        slots=_plain(slots),
        output=str(settings.get("output", "")),
    )
    asked.check()
    inputs = {"workflow": f"sha256:{settings.get('workflow', '')}"} | _pictures(guides)
    return Node(OPS[COMFYUI], VERSION, asked.document(), inputs)


def _plain(slots: Slots) -> dict[str, Json]:
    return {name: list(path) for name, path in slots.items()}


def _common(order: Order, width: int, height: int) -> dict[str, Any]:
    model = order.model
    return {
        "service": model.weights,
        "family": model.family,
        "model": str(model.settings.get("model", "")),
        "prompt": str(order.prompt["positive"]),
        "width": width,
        "height": height,
        "seed": order.seed,
        "once": "",
    }


def _size(order: Order) -> tuple[int, int]:
    sizes = order.model.settings.get("sizes") or ()
    return settle(order.width, order.height, [str(size) for size in sizes])


def _of_tier(value: Json, tier: str) -> Any:
    """A setting is one value, or one for each tier: {"discovery": "low", "export": "high"}."""
    return value.get(tier) if isinstance(value, Mapping) else value


def _pictures(guides: Guides) -> dict[str, str]:
    """The bytes that are sent along, by digest, under the names of the slots."""
    named = {"start": guides.start.picture, "mask": guides.start.mask} if guides.start else {}
    named |= {f"control_{one.kind}": one.picture for one in guides.controls}
    named |= {"reference": guides.references[0].picture} if guides.references else {}
    return {name: f"sha256:{digest}" for name, digest in named.items() if digest}


def _only(
    order: Order, *, start: bool, mask: bool = True, reference: bool = False, controls: Sequence[str] = ()
) -> None:
    """Refuse the guides that this service cannot be given: left out in silence they would be paid for and missed."""
    guides, name = order.guides, order.model.name
    held = {
        "a start picture": guides.start is not None and not start,
        "a mask": guides.start is not None and bool(guides.start.mask) and not (start and mask),
        "a reference picture": bool(guides.references) and not reference,
        "more than one reference picture": len(guides.references) > 1,
        "a LoRA": bool(guides.loras),
        "a refiner": bool(guides.refiner),
        "tiled upscaling": bool(guides.upscale),
        **{f"a {one.kind} picture": one.kind not in controls for one in guides.controls},
    }
    if cannot := [what for what, refused in held.items() if refused]:
        raise EngineError(f"{name} cannot be given {', '.join(cannot)}. Choose another model, or order without.")


def describes(model: Model) -> list[str]:
    """What a service of these settings can do, as the registry lists capabilities."""
    slots = slots_of(model.settings.get("slots", {})) if model.family == COMFYUI else {}
    if model.family == IMAGES:
        return ["text_to_image", "image_to_image", "inpaint"]
    found = ["image_to_image" if "start" in slots else "text_to_image", *(["inpaint"] if "mask" in slots else [])]
    controls = [f"control:{name.removeprefix('control_')}" for name in slots if name.startswith("control_")]
    return found + (["reference"] if "reference" in slots else []) + controls
