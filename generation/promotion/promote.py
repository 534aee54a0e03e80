"""Ordering a promotion: permission, the batch that points back to its pick, and the event, in one transaction."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.dispatch import Signal

from briefs.models import Brief
from generation import actions, nudges, planning
from generation.models import Batch, Candidate, ModelEntry
from generation.promotion.ways import IDENTITY, KEEP, Way, way_of
from studio.lib import events
from studio.lib.problems import BadInput, WrongState
from studio.people.models import User
from studio.people.roles import require
from studio.policy.judging import denials_kept

promoting = Signal()
"""Sent with `candidate` before it is promoted, in the transaction, and when a page asks whether it could be. The
station that keeps the picks objects by raising WrongState with a sentence."""


def objection(candidate: Candidate, *, by: User) -> str:
    """Why this candidate cannot be promoted now, in a sentence; empty where nothing stands against it."""
    try:
        promoting.send(sender=Candidate, candidate=candidate, by=by)
    except WrongState as fault:
        return fault.sentence
    return ""


@denials_kept
def promote(
    candidate: Candidate,
    *,
    tier: str,
    by: User,
    model: ModelEntry | None = None,
    count: int = 1,
    keep: Collection[str] = tuple(KEEP),
    closeness: str = "close",
    seed: int | None = None,
    once: UUID | None = None,
) -> Batch:
    """A batch of a higher tier from a picked candidate, held to it as `way_of` says. The same `once` is the same batch.

    `model` is the pick's own where none is named. More than one gives variations: the same start, other seeds.
    Raises NotAllowed, WrongState (not picked, no picture, highest tier), BadInput naming the field.
    """
    old = candidate.batch
    require(by, "promote a candidate", old.brand)
    model = model or old.model
    seed = planning.any_seed() if seed is None else seed
    actions.check_order(old.revision, model, count, tier, seed)
    way = way_of(candidate, model, tier, keep=keep, closeness=closeness)
    if way.exact and count > 1:
        raise BadInput(
            f"Options: {model.name} makes the same scene again, so {count} would be {count} times the same. Ask for 1.",
            field="count",
        )
    with transaction.atomic():
        Brief.objects.select_for_update().get(pk=old.revision.brief_id)
        if once and (made := Batch.objects.filter(once=once).first()):
            return _the_same(made, candidate, by)
        Candidate.objects.select_for_update(of=("self",), no_key=True).get(pk=candidate.pk)
        promoting.send(sender=Candidate, candidate=candidate, by=by)
        batch = actions.new_batch(
            old.revision, model, count=count, tier=tier, by=by, seed=seed, once=once, colourway=old.colourway,
            promotion=actions.Promotion(candidate, way.guides, way.size, identity=IDENTITY in keep),
        )  # fmt: skip
        Candidate.objects.bulk_create(_candidates(batch, candidate, way))
        events.record(
            "promote", candidate, by=by, brand=old.brand, batch=batch.pk, tier=tier, model=model.slug, count=count,
            keep=sorted(keep), closeness=closeness,
        )  # fmt: skip
        nudges.for_candidates(model.engine, count)
    return batch


def _candidates(batch: Batch, pick: Candidate, way: Way) -> list[Candidate]:
    """The same scene keeps its seed; a picture held to another gets one of its own."""
    seeds = [pick.seed] if way.exact else [planning.seed_of(batch.seed, place) for place in range(batch.count)]
    return [Candidate(batch=batch, position=place, seed=seed) for place, seed in enumerate(seeds)]


def _the_same(batch: Batch, candidate: Candidate, by: User) -> Batch:
    if batch.promoted_from_id != candidate.pk or batch.by_id != by.pk:
        raise WrongState("This form was used for another batch already. Reload the page and promote again.")
    return batch
