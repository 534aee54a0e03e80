"""What people do to batches. Each checks permission, changes, and records the event, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from briefs.models import Brief, BriefRevision
from generation import budgets, cost, guiding, nudges, planning, search, services
from generation.engine.guides import NONE, Guides
from generation.engine.picture import EngineError
from generation.engine.settings import BadSetting
from generation.models import Batch, Candidate, ModelEntry, PlannedSet, Run
from generation.policy import ordered
from generation.queue import OPEN
from generation.registry import LEAVES_THE_MACHINE, weights_in
from generation.states import BATCH, CANCELLED, CANDIDATE, FAILED, RUNNING, WAITING
from studio.lib import events
from studio.lib.problems import BadInput, NotAllowed, WrongState
from studio.lib.states import move
from studio.people.models import User
from studio.people.roles import require
from studio.policy.judging import denials_kept

MOST = 1_000  # candidates in one batch: as many as the contact sheet is measured with (benchmarks/review.py)


@denials_kept
def order_batch(
    revision: BriefRevision,
    *,
    model: ModelEntry,
    count: int = 16,
    tier: str = "discovery",
    by: User,
    seed: int | None = None,
    once: UUID | None = None,
    colourway: Mapping[str, str] | None = None,
    planned: PlannedSet | None = None,
    until: Mapping[str, Any] | None = None,
    guides: Guides = NONE,
) -> Batch:
    """A batch of `count` options with their candidates, waiting for a worker. The same `once` gives the same batch.

    `colourway` {name, hex} is the product's in every picture of it; `planned` the set it belongs to (generation/sets).
    `until` {tests, want, budget} makes it go on until some pass (generation/search); `count` is its first hand then.
    `guides` are what its pictures are held to besides the style pack's and the sheets' own (generation/guiding.py).
    Raises BadInput (count, tier, seed, model), NotAllowed, Denied where a rule is against it (studio/policy), or
    WrongState when `once` was used for something else. What it should cost is kept on it, and refused (count) where a
    hard budget does not hold it (generation/budgets).
    """
    brand = revision.brief.brand
    require(by, "make a batch", brand)
    seed = planning.any_seed() if seed is None else seed
    asked = search.clean(until, revision) if until is not None else None
    count = asked["first"] if asked else count
    check_order(revision, model, count, tier, seed)
    with transaction.atomic():
        Brief.objects.select_for_update().get(pk=revision.brief_id)  # batch numbers are given out one at a time
        if once and (made := Batch.objects.filter(once=once).first()):
            return _the_same(made, revision, by)
        batch = new_batch(
            revision, model, count=count, tier=tier, by=by, seed=seed, once=once, colourway=colourway, planned=planned,
            until=asked, guides=guides,
        )  # fmt: skip
        Candidate.objects.bulk_create(
            Candidate(batch=batch, position=n, seed=planning.seed_of(seed, n)) for n in range(count)
        )
        events.record("order", batch, by=by, brand=brand, count=count, model=model.slug, tier=tier)
        nudges.for_candidates(model.engine, count)
    return batch


@denials_kept
def order_edit(candidate: Candidate, scene: object, *, by: User, once: UUID | None = None) -> Batch:
    """One more option from the scene of `candidate` as a person edited it: a batch of one that points back to it.

    Raises BadInput (scene) naming the part and the remedy, NotAllowed, or WrongState where there is no scene.
    """
    old = candidate.batch
    require(by, "make a batch", old.brand)
    if candidate.recipe is None or old.model.engine != "previz":
        raise WrongState(f"{candidate} has no scene to edit: only a previz that was begun has one.")
    if not isinstance(scene, dict):
        raise BadInput(
            "Scene: a JSON object is needed. Download the scene, edit it, and send the whole of it.", field="scene"
        )
    check_order(old.revision, old.model, 1, old.tier, candidate.seed)
    with transaction.atomic():
        Brief.objects.select_for_update().get(pk=old.revision.brief_id)
        if once and (made := Batch.objects.filter(once=once).first()):
            return _the_same(made, old.revision, by)
        batch = new_batch(
            old.revision, old.model, count=1, tier=old.tier, by=by, seed=old.seed, once=once, edit=(candidate, scene),
            colourway=old.colourway,
        )  # fmt: skip
        Candidate.objects.create(batch=batch, position=0, seed=planning.seed_of(old.seed, 0))
        events.record("order", batch, by=by, brand=old.brand, count=1, model=old.model.slug, edited_from=candidate.pk)
        nudges.for_candidates(old.model.engine, 1)
    return batch


@dataclass(frozen=True, slots=True)
class Promotion:
    """What a batch of a higher tier is made from: the pick, what holds it (engine/guides.py), its size in pixels."""

    pick: Candidate
    guides: Guides
    size: tuple[int, int]
    identity: bool = True  # look and sheets have their say


@dataclass(frozen=True, slots=True)
class Anew:
    """What a part of a picture is painted anew from: the picture, its mask in the guides, and what is asked of it."""

    of: Candidate
    guides: Guides
    instruction: str
    size: tuple[int, int]  # of the picture, in pixels: it stays


def check_order(revision: BriefRevision, model: ModelEntry, count: int, tier: str, seed: int) -> None:
    if not 1 <= count <= MOST:
        raise BadInput(f"Options: {count} cannot be made in one batch. Ask for 1 to {MOST}.", field="count")
    if tier not in planning.LONG_SIDE:
        raise BadInput(f"Tier: “{tier[:40]}” is not one. Use {', '.join(planning.LONG_SIDE)}.", field="tier")
    if not 0 <= seed < planning.SEEDS:
        most = planning.SEEDS - 1
        raise BadInput(f"Seed: {seed} is out of range. Use a whole number from 0 to {most}.", field="seed")
    brand = revision.brief.brand
    if model.brand_id not in (None, brand.pk):
        raise BadInput(f"Model: {model.name} belongs to another brand. Choose one from the list.", field="model")
    if model.state != "ready" or not model.active:
        instead = f" Use {model.successor.name} instead." if model.successor else " Choose another from the list."
        raise BadInput(f"Model: {model.name} is not in use.{instead}", field="model")
    if brand.local_only and model.engine in LEAVES_THE_MACHINE:
        raise NotAllowed(
            f"{brand.name} is confidential, and {model.name} runs elsewhere. Choose a model that runs here."
        )


def new_batch(
    revision: BriefRevision,
    model: ModelEntry,
    *,
    count: int,
    tier: str,
    by: User,
    seed: int,
    once: UUID | None,
    edit: tuple[Candidate, dict[str, Any]] | None = None,
    colourway: Mapping[str, str] | None = None,
    planned: PlannedSet | None = None,
    promotion: Promotion | None = None,
    anew: Anew | None = None,
    until: dict[str, Any] | None = None,
    guides: Guides = NONE,
) -> Batch:
    width, height = planning.size_for(planning.ratios_of(revision.document), tier=tier, engine_name=model.engine)
    last = Batch.objects.filter(revision__brief=revision.brief_id).aggregate(last=Max("number"))["last"] or 0
    batch = Batch(
        brand=revision.brief.brand,
        revision=revision,
        model=model,
        number=last + 1,
        tier=tier,
        count=count,
        width=width,
        height=height,
        seed=seed,
        prompt=planning.prompt_for(revision, model, colourway, anew.instruction if anew else ""),
        by=by,
        once=once,
        edited_from=edit[0] if edit else None,
        scene=edit[1] if edit else None,
        colourway=dict(colourway) if colourway else None,
        planned=planned,
        search=until,
    )
    batch.together = planning.together(model, tier)
    batch.due = revision.brief.due or revision.brief.campaign.due
    if edit:
        batch.width, batch.height = edit[0].batch.width, edit[0].batch.height
    if promotion:
        batch.promoted_from, guides = promotion.pick, promotion.guides
        batch.width, batch.height = width, height = promotion.size
    if anew:
        batch.revised_from, guides = anew.of, anew.guides
        batch.width, batch.height = width, height = anew.size
    _hold(batch, guides, shown=promotion is None or promotion.identity)
    try:  # before it costs anything: what the engine cannot make of this brief, it says now
        recipe = planning.plan(batch, 0)
    except BadSetting as error:
        raise BadInput(str(error), field="model") from error
    except EngineError as error:
        raise BadInput(f"{'Scene' if edit else 'Model'}: {error}", field="scene" if edit else "model") from error
    ordered("promotion" if promotion else "dispatch", revision, model, weights_in(recipe.document()), by=by)
    params = next((node.params for node in recipe.nodes if "width" in node.params), {})
    batch.width, batch.height = planning.size_of(recipe, (width, height))
    outlook = search.estimate(batch, params.get("steps")) if until else cost.of_order(batch, params.get("steps"))
    budgets.check(revision.brief.campaign, outlook.micros)
    batch.estimate = outlook.document()
    batch.save()
    return batch


def _hold(batch: Batch, guides: Guides, *, shown: bool) -> None:
    """To what the order asks for and what look and sheets add; what of theirs cannot be used is kept as sentences."""
    if not shown:
        batch.guides = guides.document()
        return
    held = guiding.resolve(batch.prompt, batch.model, batch.brand, guides)
    batch.guides = held.guides.document()
    if batch.prompt.get("look") or batch.prompt.get("characters"):
        batch.prompt = {**batch.prompt, "unheld": list(held.unheld)}


def _the_same(batch: Batch, revision: BriefRevision, by: User) -> Batch:
    if batch.revision_id != revision.pk or batch.by_id != by.pk:
        raise WrongState("This form was used for another batch already. Reload the brief and order again.")
    return batch


@transaction.atomic
def cancel(batch: Batch, *, by: User) -> Batch:
    """Stop the batch: what waits never starts, what runs stops at its next step. Pictures already made stay."""
    require(by, "cancel a batch", batch.brand)
    batch = Batch.objects.select_for_update(of=("self",)).select_related("brand").get(pk=batch.pk)
    move(batch, "cancel", BATCH, ended_at=timezone.now())
    batch.candidates.filter(state__in=[s for s, verb in CANDIDATE if verb == "cancel"]).update(
        state=CANCELLED, claim=None, lease_until=None
    )
    Run.objects.filter(candidate__batch=batch, outcome=RUNNING).update(outcome=CANCELLED, ended_at=timezone.now())
    search.stop(batch)
    events.record("cancel", batch, by=by, brand=batch.brand)
    services.stop_jobs(batch)
    return batch


@transaction.atomic
def retry(batch: Batch, *, by: User) -> Batch:
    """Try the failed candidates of a finished batch once more, from the same seeds."""
    require(by, "make a batch", batch.brand)
    batch = Batch.objects.select_for_update(of=("self",)).select_related("brand", "model").get(pk=batch.pk)
    failed = batch.candidates.filter(state=FAILED)
    count = failed.count()
    if not count:
        raise WrongState(f"No candidate of {batch} has failed, so there is nothing to try again.")
    if batch.state not in OPEN:
        move(batch, "retry", BATCH, ended_at=None)
    failed.update(state=WAITING, attempts=0, error="")
    events.record("retry", batch, by=by, brand=batch.brand, count=count)
    nudges.for_candidates(batch.model.engine, count)
    return batch
