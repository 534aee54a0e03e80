"""A part of a picture painted anew: the same picture but for what a mask shows, by a model that can inpaint."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from briefs.models import Brief
from generation import actions, nudges, planning
from generation.engine.diffusion.families import INPAINT
from generation.engine.engines import engine
from generation.engine.guides import Guides, Start
from generation.forms import offered_models
from generation.models import Batch, Candidate, ModelEntry
from studio.lib import events
from studio.lib.problems import BadInput, WrongState
from studio.people.models import Brand, User
from studio.people.roles import require
from studio.policy.judging import denials_kept

STRENGTH: Final = 0.9  # how far what is there may be left: what is to be another thing must not shine through
MOST: Final = 16  # options: each is looked at beside the picture it came from


def able(model: ModelEntry) -> bool:
    """Can this model paint a part of a picture anew? A row that was never looked into says nothing of itself."""
    takes: frozenset[str] = getattr(engine(model.engine), "TAKES", frozenset())
    return "mask" in takes and (not model.capabilities or INPAINT in model.capabilities)


def models_of(brand: Brand) -> list[ModelEntry]:
    """Those that this brand may order from and that can."""
    return [model for model in offered_models(brand) if able(model)]


@denials_kept
def paint_anew(
    candidate: Candidate,
    *,
    mask: str,
    instruction: str,
    model: ModelEntry,
    by: User,
    count: int = 1,
    seed: int | None = None,
    once: UUID | None = None,
    about: Mapping[str, Any] | None = None,
) -> Batch:
    """A batch of versions of `candidate`, painted anew where the stored PNG `mask` is not black, as `instruction` says.

    The instruction goes first into the prompt of this batch alone. `about` goes into the event. The same `once` is the
    same batch. Raises NotAllowed, WrongState without a picture, BadInput (model, count), and what a budget forbids.
    """
    old = candidate.batch
    require(by, "promote a candidate", old.brand)
    picture = candidate.picture
    if candidate.recipe_id is None or picture is None or not picture.width or not picture.height:
        raise WrongState(f"{candidate} has no picture to paint on: it is {candidate.state}. Wait until it is made.")
    if not able(model):
        raise BadInput(cannot(model, old.brand), field="model")
    if not 1 <= count <= MOST:
        raise BadInput(f"Options: ask for 1 to {MOST} of them, not {count}.", field="count")
    seed = planning.any_seed() if seed is None else seed
    actions.check_order(old.revision, model, count, old.tier, seed)
    guides = Guides(start=Start(str(candidate.picture_id), str(candidate.recipe_id), STRENGTH, mask))
    with transaction.atomic():
        Brief.objects.select_for_update().get(pk=old.revision.brief_id)
        if once and (made := Batch.objects.filter(once=once).first()):
            return _the_same(made, candidate, by)
        anew = actions.Anew(candidate, guides, instruction, (picture.width, picture.height))
        batch = actions.new_batch(
            old.revision, model, count=count, tier=old.tier, by=by, seed=seed, once=once, colourway=old.colourway,
            anew=anew,
        )  # fmt: skip
        seeds = [planning.seed_of(seed, place) for place in range(count)]
        Candidate.objects.bulk_create(
            Candidate(batch=batch, position=place, seed=one) for place, one in enumerate(seeds)
        )
        events.record(
            "revise", candidate, by=by, brand=old.brand, batch=batch.pk, model=model.slug, count=count, mask=mask,
            instruction=instruction, **(about or {}),
        )  # fmt: skip
        nudges.for_candidates(model.engine, count)
    return batch


def cannot(model: ModelEntry, brand: Brand) -> str:
    """That this model cannot, and which can, in a sentence or two."""
    names = [one.name for one in models_of(brand)]
    if not names:
        return (
            f"{model.name} cannot paint a part of a picture anew, and no model here can. "
            "An admin can add one that inpaints under Models."
        )
    return f"{model.name} cannot paint a part of a picture anew. {' or '.join(names[:3])} can."


def _the_same(batch: Batch, candidate: Candidate, by: User) -> Batch:
    if batch.revised_from_id != candidate.pk or batch.by_id != by.pk:
        raise WrongState("This form was used for another batch already. Reload the page and ask again.")
    return batch
