"""From what a picture is held to (engine/guides.py) to the steps of its recipe."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from generation.engine.diffusion.adapters.wanted import Wanted
from generation.engine.diffusion.families import IMAGE, INPAINT, TEXT, UPSCALE, UPSCALERS
from generation.engine.diffusion.params import ImageToImage, Inpaint, Refine, TextToImage, Upscale
from generation.engine.diffusion.rows import group, number, whole
from generation.engine.engines import Model, Order
from generation.engine.guides import Start
from generation.engine.picture import EngineError
from generation.engine.recipe import Node
from studio.lib.canonical import Json

WEAK = 0.3  # how far a tile may leave what it is shown: more, and each tile makes a small picture of its own
ALONE: Mapping[str, Json] = {"size": 1, "position": 0}
VERSION = "1"  # raised whenever the same params would give other pixels
WEIGHED = "2"  # of recipes that carry `parts`: windows cut between phrases, weights


def version_of(params: TextToImage) -> str:
    """A prompt that is read as it is written makes the pixels it always made."""
    return VERSION if params.parts is None else WEIGHED


def nodes(order: Order, words: TextToImage) -> tuple[Node, ...]:
    """The steps: stored picture or words, then what is made of it, refined, enlarged. `words` are the params of a
    picture from words alone. Raises EngineError naming what cannot be done and the remedy."""
    guides, model = order.guides, order.model
    worn = Wanted.of(guides)
    steps: list[Node] = []
    if guides.start:
        steps = [_stored(guides.start), _started(model, words, guides.start, worn)]
    elif guides.refiner and words.kind.hands_latents:
        can(model, TEXT)
        return _enlarged(order, words, [_node(_refined(order, words), worn)], worn)
    else:
        can(model, TEXT)
        steps = [_node(words, worn)]
    if guides.refiner:
        steps.append(_node(_refined(order, words), Wanted()))
    return _enlarged(order, words, steps, worn)


def can(model: Model, op: str) -> None:
    """Raises EngineError where the row says that the model cannot do this. An old row says nothing: loading tells."""
    if model.capabilities and op not in model.capabilities:
        does = ", ".join(name.replace("_", " ") for name in model.capabilities)
        raise EngineError(f"it can do {does}, not {op.replace('_', ' ')}. Choose another model for that.")


def _stored(start: Start) -> Node:
    inputs = {"picture": f"sha256:{_digest('picture', start.picture)}"}
    return Node("stored", "1", {}, {**inputs, "recipe": f"recipe:{start.recipe}"} if start.recipe else inputs)


def _started(model: Model, words: TextToImage, start: Start, worn: Wanted) -> Node:
    if not start.mask:
        can(model, IMAGE)
        return _node(ImageToImage(**_fields(words), strength=start.strength), worn)
    can(model, INPAINT)
    feather = whole(model.settings, "feather", 8, least=0)
    params = Inpaint(**_fields(words), strength=start.strength, feather=feather)
    return _node(params, worn, mask=f"sha256:{_digest('mask', start.mask)}")


def _refined(order: Order, words: TextToImage) -> Refine:
    refiner = _digest("refiner", order.guides.refiner)
    return Refine(**{**_fields(words), "batch": dict(ALONE)}, refiner=refiner, at=order.guides.refine_at)


def _enlarged(order: Order, words: TextToImage, steps: list[Node], worn: Wanted) -> tuple[Node, ...]:
    """With a last step where more pixels are asked for: by the model itself, or by one that is made for it."""
    guides = order.guides
    if not guides.upscale and not guides.upscaler:
        return tuple(steps)
    said = group(order.model, "upscale")
    if guides.upscaler:
        kind = next((f for f in UPSCALERS.values() if f.enlarges == guides.upscale), None)
        if kind is None:
            known = " or ".join(f"{f.enlarges:g}" for f in sorted(UPSCALERS.values(), key=lambda f: f.enlarges))
            raise EngineError(f"an upscaler enlarges {known} times, not {guides.upscale}.")
        own: dict[str, Any] = {
            "weights": _digest("upscaler", guides.upscaler),
            "family": kind.name,
            "scheduler": {"class": "", "options": {}},
            "guidance": number(said, "guidance", kind.guidance),
            "reads": 0,
            "variant": "",
            "how": {},
            "noise": whole(said, "noise", 20, least=0) if kind.name == "x4" else 0,
        }
        worn = Wanted()
    else:
        can(order.model, UPSCALE)
        kind = words.kind
        # A tile is a part of the picture: what a ControlNet or a reference says of the whole would be wrong in it.
        worn = Wanted(loras=worn.loras)
        own = {"strength": number(said, "strength", max(WEAK, 1 / words.steps))}
    side = whole(said, "tile", whole(order.model.settings, "resolution", kind.resolution))
    side = max(kind.multiple, side // kind.multiple * kind.multiple)
    overlap = whole(said, "overlap", side // 8, least=0)
    given = {**_fields(words), "batch": dict(ALONE), "width": side, "height": side, **own}
    given["steps"] = whole(said, "steps", words.steps)
    return (*steps, _node(Upscale(**given, times=guides.upscale, overlap=overlap), worn))


def _node(params: TextToImage, worn: Wanted, **inputs: str) -> Node:
    return Node(
        op=f"diffusers.{params.op}",
        version=version_of(params),
        params={**params.document(), **worn.params()},
        inputs={**worn.inputs(), **inputs},
    )


def _fields(params: TextToImage) -> dict[str, Any]:
    return {field.name: getattr(params, field.name) for field in fields(TextToImage)}


def _digest(what: str, digest: str) -> str:
    if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
        raise EngineError(f"the {what} is named {digest[:70]!r}, which is no digest. Choose it again.")
    return digest
