"""The diffusers engine as the line sees it: plans recipes, light and pure. Pixels are made in generate.py."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from generation.engine.diffusion import chain
from generation.engine.diffusion.families import FAMILIES, SCHEDULERS, STEPS, Family, settle
from generation.engine.diffusion.memory import Facts, Fit, fits, needed, published
from generation.engine.diffusion.params import ATTENTION, DTYPES, LONG_PROMPTS, TextToImage
from generation.engine.diffusion.rows import number, whole
from generation.engine.diffusion.speed import how_of
from generation.engine.diffusion.together import batch_of
from generation.engine.diffusion.weighing import windows_of
from generation.engine.engines import Model, Order
from generation.engine.picture import Box, EngineError, Job, Picture
from generation.engine.recipe import Recipe
from generation.engine.settings import number as a_number
from generation.engine.settings import one_of
from generation.engine.settings import whole as a_whole
from studio.lib.canonical import Json

NAME = "diffusers"
VERSION = chain.VERSION
CAPABILITY = "diffusers"
TAKES = frozenset(
    {"start", "mask", "controls", "references", "lora", "refiner", "upscale"}
)  # of what a batch is held to besides words (engine/guides.py)
# What a style pack may set.
SETTINGS = {
    "steps": a_whole(1, 500),
    "guidance": a_number(0, 50),
    "scheduler": one_of(lambda model: schedulers(_family(model))),
    "resolution": a_whole(256, 4096),
    "attention": one_of(lambda model: ATTENTION),
    "dtype": one_of(lambda model: DTYPES),
    "long_prompt": one_of(lambda model: LONG_PROMPTS),
}


def plan(order: Order) -> Recipe:
    """One candidate's recipe. Raises EngineError naming the model setting that cannot be used, and the remedy."""
    model, family = order.model, _family(order.model)
    resolution = whole(model.settings, "resolution", family.resolution)
    width, height = settle(order.width, order.height, family, resolution)
    try:
        params = TextToImage(
            family=family.name,
            weights=model.weights,
            prompt=str(order.prompt["positive"]),
            negative_prompt=str(order.prompt.get("negative", "")),
            width=width,
            height=height,
            steps=whole(model.settings, "steps", STEPS.get(order.tier, STEPS["discovery"]), order.tier),
            guidance=number(model.settings, "guidance", family.guidance, order.tier),
            seed=order.seed,
            dtype=str(model.settings.get("dtype") or family.dtype),
            scheduler=_scheduler(model, family),
            attention=str(model.settings.get("attention", "auto")),
            tf32=bool(model.settings.get("tf32", False)),
            long_prompt=str(model.settings.get("long_prompt", "parts")),
            reads=whole(model.settings, "reads", family.reads) if family.reads else 0,
            variant=str(model.settings.get("variant", "")),
            parts=_parts(order.prompt, family),
            batch=batch_of(order.seed, () if order.guides.refiner else order.beside),
            how=_how(order),
        )
        steps = chain.nodes(order, params)
    except EngineError as error:
        raise EngineError(f"The model {model.name} cannot be planned for: {error}") from error
    return Recipe(nodes=steps, context=dict(order.context))


def enlarge(recipe: Recipe, long_side: int) -> Recipe | None:
    """A diffusion model asked for more pixels makes another picture, so there is no larger one of this."""
    return None


def reframe(recipe: Recipe, width: int, height: int, boxes: Sequence[Box]) -> Recipe | None:
    """Seeing more of a picture means inventing it, which is another step (outpainting), so there is no reframing."""
    return None


def restage(recipe: Recipe, document: Mapping[str, Any]) -> Recipe:
    """A diffusion model has no scene."""
    raise EngineError("This model makes its pictures without a scene, so there is none to edit. Edit a previz.")


def render_group(recipes: Sequence[Recipe], job: Job) -> list[Picture]:
    """The pictures of these recipes, of one device batch or a single one, computed in one go. See together.py."""
    from generation.engine.diffusion import together

    return together.render_group(recipes, job)


def needs(model: Model, width: int, height: int, offload: str = "model") -> int:
    """Bytes that a device must have to make one such picture; 0 where that is not known.

    With "model" offload its parts take turns, which no pixel shows and which is what a worker does by itself where it
    has to; "none" is what it takes to run at full speed, "sequential" the least that works at all, very slowly.
    """
    facts, size = _counted(model, width, height)
    return needed(facts, *size, guided=_guided(model), offload=offload) if facts else 0


def fit(model: Model, width: int, height: int, *, together: int, device: int) -> Fit:
    """How many of such pictures, `together` at most, fit at once into a device of so many bytes, and how."""
    facts, size = _counted(model, width, height)
    if facts is None:
        return Fit(together)
    return fits(facts, *size, together=together, device=device, guided=_guided(model))


def _counted(model: Model, width: int, height: int) -> tuple[Facts | None, tuple[int, int]]:
    family = FAMILIES.get(model.family)
    if family is None:
        return None, (width, height)
    dtype = str(model.settings.get("dtype") or family.dtype)
    size = settle(width, height, family, whole(model.settings, "resolution", family.resolution))
    return published(family.name, dtype, model.memory), size


def _guided(model: Model) -> bool:
    family = FAMILIES[model.family]
    return family.negative and number(model.settings, "guidance", family.guidance, "discovery") > 1


def _how(order: Order) -> dict[str, Json]:
    """What the model's settings say of speed, and what of it goes with what the batch is held to."""
    how = how_of(order.model.settings)
    if order.guides.loras or order.guides.references:
        how.pop("fuse_qkv", None)  # they change the three projections one by one
    return how


def warm() -> None:
    """Import torch and diffusers and start the device. Raises EngineError saying how to install what is missing."""
    from generation.engine.diffusion import load

    load.prepare()


def _family(model: Model) -> Family:
    try:
        family = FAMILIES[model.family]
    except KeyError:
        known = ", ".join(FAMILIES)
        raise EngineError(f"The model {model.name} has the family {model.family!r}; known: {known}.") from None
    if len(model.weights) != 64:
        raise EngineError(f"The model {model.name} has no weights digest: scan its folder and register it again.")
    return family


def _parts(prompt: Mapping[str, Any], family: Family) -> Mapping[str, Json] | None:
    """The prompt's windows, where they say more than its words. T5 has no weights, and says so when told."""
    parts = prompt.get("parts")
    if not parts:
        return None
    return parts if not family.reads or windows_of(parts).weighed else None


def schedulers(family: Family) -> tuple[str, ...]:
    """The names of those that this family works with; "model" is its own."""
    return ("model", *(name for name, kind in SCHEDULERS.items() if kind.flow == family.flow))


def _scheduler(model: Model, family: Family) -> dict[str, Json]:
    """ "euler", or {"name": "euler", "options": {"timestep_spacing": "trailing"}}; "model" or nothing is its own."""
    asked = model.settings.get("scheduler") or "model"
    name, options = (
        (asked.get("name", "model"), asked.get("options", {})) if isinstance(asked, Mapping) else (asked, {})
    )
    if not isinstance(options, Mapping):
        raise EngineError('scheduler options must be an object such as {"timestep_spacing": "trailing"}.')
    if name == "model":
        return {"class": "", "options": dict(options)}
    fits = {n: s for n, s in SCHEDULERS.items() if s.flow == family.flow}
    if name not in fits:
        raise EngineError(f"scheduler is {name!r}: {family.label} works with model, {', '.join(fits)}.")
    return {"class": fits[name].cls, "options": {**fits[name].options, **options}}
