"""Ordering a planned set, and stopping it. Each checks permission, changes, and records the event, at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from briefs.models import Brief, BriefRevision
from generation import actions, budgets, planning
from generation.models import Batch, ModelEntry, PlannedSet
from generation.queue import OPEN
from generation.sets.axes import Axes, chosen
from generation.sets.estimate import outlook
from generation.sets.plan import Plan, over_cap
from generation.sets.plan import plan as planned_of
from studio.lib import events
from studio.lib.problems import BadInput, WrongState
from studio.people.models import User
from studio.people.roles import require


def plan_set(revision: BriefRevision, *, axes: Mapping[str, Any] | None = None, count: int, picks: int = 1) -> Plan:
    """What a set of these axes would make. Nothing is written. Raises BadInput that names axis and remedy."""
    if not 1 <= count <= actions.MOST:
        raise BadInput(f"Options: ask for 1 to {actions.MOST} for each colourway.", field="count")
    document = revision.document
    whole = chosen(document, axes)
    return planned_of(document, whole, count=count, picks=picks, most_cells=settings.SET_MOST_FILES)


def check_cap(plan: Plan, cap: int) -> None:
    """Raises BadInput where the plan is over its cap, the cap over what a set may have, or no file would be made."""
    most = settings.SET_MOST_PICTURES
    if not 1 <= cap <= most:
        raise BadInput(f"Cap: a set may have 1 to {most:,} pictures here. Choose a number between.", field="cap")
    if sentence := over_cap(plan, cap):
        raise BadInput(sentence, field="cap")
    if not plan.files_each:
        raise BadInput("None of these hooks has copy in any of these languages. Choose others.", field="hooks")


def order_set(
    revision: BriefRevision,
    *,
    model: ModelEntry,
    count: int,
    cap: int,
    by: User,
    axes: Mapping[str, Any] | None = None,
    seed: int | None = None,
    once: UUID | None = None,
) -> PlannedSet:
    """A batch for each chosen colourway, all from the same seeds, and the set that holds them; all of it or nothing.

    The same `once` gives the same set. Raises BadInput (axes, count, cap, model, seed), NotAllowed, or WrongState when
    `once` was used for something else.
    """
    brief = revision.brief
    require(by, "make a batch", brief.brand)
    plan = plan_set(revision, axes=axes, count=count)
    check_cap(plan, cap)
    seed = planning.any_seed() if seed is None else seed
    actions.check_order(revision, model, count, "discovery", seed)
    coming = outlook(plan, revision.document, model)
    with transaction.atomic():
        Brief.objects.select_for_update().get(pk=brief.pk)
        if once and (made := PlannedSet.objects.filter(once=once).first()):
            if made.revision_id != revision.pk or made.by_id != by.pk:
                raise WrongState("This form was used for another set already. Reload the page and order again.")
            return made
        budgets.check(brief.campaign, coming.pictures.micros)  # the whole of it, before any part is ordered
        made = PlannedSet.objects.create(
            brand=brief.brand, revision=revision, model=model, axes=plan.axes.document(), count=count, cap=cap,
            seed=seed, estimate=coming.document(), by=by, once=once,
        )  # fmt: skip
        for way in plan.colourways or (None,):
            actions.order_batch(revision, model=model, count=count, by=by, seed=seed, colourway=way, planned=made)
        events.record("order", made, by=by, brand=brief.brand, pictures=plan.pictures, cap=cap, model=model.slug)
    return made


def cancel_set(planned: PlannedSet, *, by: User) -> int:
    """Cancel the batches of a set that are still open; how many there were. Pictures already made stay."""
    require(by, "cancel a batch", planned.brand)
    stopped = 0
    with transaction.atomic():
        for batch in planned.batches.select_related("brand").filter(state__in=OPEN).order_by("pk"):
            try:
                actions.cancel(batch, by=by)
            except WrongState:
                continue  # it ended between the list and the lock
            stopped += 1
        if not stopped:
            raise WrongState("Nothing of this set is waiting or running, so there is nothing to cancel.")
        events.record("cancel", planned, by=by, brand=planned.brand, batches=stopped)
    return stopped


def narrowed(batch: Batch) -> Axes | None:
    """What a pick of this batch is finished for: the axes of its set; None: everything its brief has.

    An edited scene goes the way of the option that it was edited from, a promoted picture, or one painted
    anew in part, that of the picture before.
    """
    while batch.planned is None and (origin := batch.edited_from or batch.version_of):
        batch = origin.batch
    return Axes.of(batch.planned.axes) if batch.planned else None
