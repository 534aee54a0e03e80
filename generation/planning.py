"""From a batch to each candidate's recipe: a pure function of what was pinned when the batch was ordered."""

from __future__ import annotations

import hashlib
import math
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from types import MappingProxyType
from typing import Any, Final

from briefs.compile import compile_revision
from briefs.models import BriefRevision
from briefs.placement import ratio
from briefs.terms import spoken
from generation import guiding
from generation.engine import settings
from generation.engine.diffusion.families import FAMILIES, INPAINT
from generation.engine.engines import Model, Order, engine
from generation.engine.guides import Guides
from generation.engine.picture import Refused
from generation.engine.recipe import Recipe
from generation.models import Batch, Candidate, ModelEntry
from studio.lib.canonical import Json, digest

LONG_SIDE = {"discovery": 768, "validation": 1024, "export": 1536}  # pixels
TALLEST, WIDEST = 4 / 5, 16 / 9  # beyond these a scene is composed badly; finishing crops or extends from here
MULTIPLE = {"diffusers": 64}  # pixels; what most families' latents divide by
ANY_MULTIPLE = 16
NOTHING: Mapping[str, Json] = MappingProxyType({})
SEEDS: Final = 2**32  # a seed is less


def any_seed() -> int:
    """A batch's seed where nobody asked for one."""
    return secrets.randbelow(SEEDS)


def seed_of(batch_seed: int, position: int) -> int:
    """The seed of one candidate, 0 … 2**32 - 1: spread out, and the same every time."""
    return int.from_bytes(hashlib.sha256(f"{batch_seed}:{position}".encode()).digest()[:4], "big")


def size_for(ratios: Sequence[float], *, tier: str, engine_name: str) -> tuple[int, int]:
    """Width and height in pixels that serve all placements: the middle of the extreme ratios, kept in bounds."""
    middle = math.sqrt(min(ratios) * max(ratios)) if ratios else 1.0
    ratio = min(max(middle, TALLEST), WIDEST)
    long, multiple = LONG_SIDE[tier], MULTIPLE.get(engine_name, ANY_MULTIPLE)
    short = round(long * min(ratio, 1 / ratio) / multiple) * multiple
    return (long, short) if ratio >= 1 else (short, long)


def ratios_of(document: Mapping[str, Any]) -> list[float]:
    """Width over height of every placement that a revision pins."""
    return [ratio(pin["document"]) for pin in document.get("placements", [])]


def prompt_for(
    revision: BriefRevision, entry: ModelEntry, colourway: Mapping[str, str] | None = None, instruction: str = ""
) -> dict[str, Any]:
    """The prompt this model gets, compiled from what the revision pins, as a batch keeps it.

    `parts` are its windows and weights, where they say more than the words do: what an engine encodes. `terms` is the
    digest of what the brief's words meant, `look` the pictures and LoRAs of the style pack (briefs.style.shown).
    `instruction` is what somebody asked of a part of one picture (generation/revision.py).
    """
    made = compile_revision(
        revision.document, entry.dialect, colourway=colourway, limit=_reads(entry), model=entry.slug,
        instruction=instruction,
    )  # fmt: skip
    template = revision.document["template"]
    terms = revision.document.get("terms")
    return {
        "dialect": made.dialect,
        "positive": made.positive_text,
        "negative": made.negative_text,
        "phrases": [asdict(phrase) for phrase in made.positive],
        "digest": made.digest,
        "template": {"slug": template["slug"], "number": template["number"], "digest": template["digest"]},
        "tokens": made.tokens,
        "limit": made.limit,
        "cut": list(made.cut),
        "exact": made.exact,
        "unsaid": [asdict(phrase) for phrase in made.unsaid],
        "weights": [asdict(phrase) for phrase in made.weighted],
        "windows": [window.tokens for window in made.windows],
        **({} if made.plain else {"parts": made.parts}),
        **({"terms": digest(terms)} if terms else {}),
        **({"instruction": instruction} if instruction else {}),
        **guiding.shown(revision, entry),
    }


def _reads(entry: ModelEntry) -> int | None:
    """The tokens that the model's sentence encoder reads, where it has one."""
    family = FAMILIES.get(entry.family)
    if family is None or not family.reads:
        return None
    asked = entry.settings.get("reads")
    return asked if isinstance(asked, int) and asked > 0 else family.reads


def model_of(entry: ModelEntry, pack: Mapping[str, Any] | None = None) -> Model:
    """The model as its engine needs it: what the style pack sets for this engine goes over the model's own settings.

    Raises settings.BadSetting naming the pack and the setting where the engine cannot be set to that.
    """
    model = Model(
        name=entry.name, engine=entry.engine, family=entry.family, weights=entry.weights, settings=entry.settings,
        memory=entry.memory or 0, capabilities=tuple(entry.capabilities),
    )  # fmt: skip
    said = ((pack or {}).get("engines") or {}).get(entry.engine)
    if not pack or not said:
        return model
    known = getattr(engine(entry.engine), "SETTINGS", {})
    return replace(model, settings=settings.over(model, said, known, str(pack.get("name") or pack.get("slug", ""))))


def order_of(batch: Batch, position: int, group: Sequence[int] = (), also: Mapping[str, Json] = NOTHING) -> Order:
    """Everything one candidate is planned from. `context` pins what it was made for, and takes part in the digest.

    `group` are the positions computed in one device batch with it, its own among them; empty: alone. `also` are
    settings over the model's own: what a device that ran out of memory asked for (engine.picture.PlanSmaller).
    """
    beside = tuple(seed_of(batch.seed, other) for other in group) if len(group) > 1 else ()
    revision: BriefRevision = batch.revision
    pack = revision.style_pack.document
    # previz reads the brief itself, so it is given the words by which it knows the brief's terms.
    brief = spoken(revision.document, "previz") if batch.model.engine == "previz" else revision.document
    return Order(
        brief=brief,
        style=pack,
        palette=tuple(colour["hex"] for colour in pack.get("palette") or batch.brand.palette),
        prompt=batch.prompt,
        model=_with(model_of(batch.model, pack), also),
        width=batch.width,
        height=batch.height,
        seed=seed_of(batch.seed, position),
        position=position,
        count=counted(batch),
        tier=batch.tier,
        context={
            "revision": revision.digest,
            "style_pack": revision.style_pack.digest,
            "prompt": batch.prompt.get("digest", ""),
            "tier": batch.tier,
            "batch": {"seed": batch.seed, "count": counted(batch), "position": position, "together": len(beside) or 1},
            **({"edited_from": batch.edited_from.recipe_id} if batch.edited_from else {}),
            **({"promoted_from": batch.promoted_from.recipe_id} if batch.promoted_from else {}),
            **({"revised_from": batch.revised_from.recipe_id} if batch.revised_from else {}),
            **({"colourway": batch.colourway} if batch.colourway else {}),
            **({"characters": batch.prompt["characters"]} if batch.prompt.get("characters") else {}),
            **({"look": batch.prompt["look"]} if batch.prompt.get("look") else {}),
        },
        colourway=batch.colourway or {},
        guides=Guides.from_document(batch.guides),
        beside=beside,
    )


def counted(batch: Batch) -> int:
    """How many the recipes say the batch has: of a search its first hand, for it grows and its recipes do not."""
    return int(batch.search["first"]) if batch.search else batch.count


def _with(model: Model, also: Mapping[str, Json]) -> Model:
    return replace(model, settings={**model.settings, **also}) if also else model


def together(entry: ModelEntry, tier: str) -> int:
    """How many pictures this model is set to compute in one device batch at this tier; 1 where its engine cannot."""
    asked = entry.settings.get("together", 1)
    many = asked.get(tier, 1) if isinstance(asked, Mapping) else asked
    return many if isinstance(many, int) and many > 0 and hasattr(engine(entry.engine), "render_group") else 1


def unsaid(batch: Batch) -> list[str]:
    """What the style pack and the sheets hold that this batch's pictures were not held to, for a candidate's notes."""
    return guiding.unsaid(batch)


def plan(batch: Batch, position: int, group: Sequence[int] = (), also: Mapping[str, Json] = NOTHING) -> Recipe:
    """One candidate's recipe, `group` and `also` as in order_of. Raises EngineError when this model cannot make this
    brief, and Refused when nothing of it may go where the model runs: a worker plans right before it renders."""
    from generation.services.policy import refusal  # which rests on the registry, and that on this module

    if why := refusal(batch):
        raise Refused(why)
    maker, order = engine(batch.model.engine), order_of(batch, position, group, also)
    if batch.promoted_from is not None and (same := same_scene(batch.promoted_from, order)):
        return same
    recipe = maker.plan(order)
    return maker.restage(recipe, batch.scene) if batch.scene is not None else recipe


def size_of(recipe: Recipe, otherwise: tuple[int, int]) -> tuple[int, int]:
    """Width and height in pixels of what a recipe makes, as its steps say; where none says it, `otherwise`.

    A part painted anew leaves the picture the size it was.
    """
    width, height = otherwise
    for node in recipe.nodes:
        if times := node.params.get("times"):  # its width and height are those of a tile
            width, height = round(width * times), round(height * times)
        elif "width" in node.params and not node.op.endswith(f".{INPAINT}"):
            width, height = int(node.params["width"]), int(node.params["height"])
    return width, height


def same_scene(pick: Candidate, order: Order) -> Recipe | None:
    """The pick's own recipe as this order asks for it, where the model's engine keeps the scene that it was made from.

    None where there is no such scene: then the order is held to the pick's picture by its guides.
    """
    promote = getattr(engine(order.model.engine), "promote", None)
    if promote is None or pick.recipe is None:
        return None
    found: Recipe | None = promote(Recipe.from_document(pick.recipe.document), order)
    return found
