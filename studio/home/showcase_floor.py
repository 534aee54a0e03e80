"""What the generation floor can be in, made by its own actions: for looking at pages, and for trying things out.

A search that was held to its tests, a pick that went up a tier, a paused batch, a brand on hold with something in its
line, a budget near its warning, a service that nobody allowed, a model that another took the place of, and a candidate
that was set aside.
"""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import uuid4

from django.db import transaction

from briefs import actions as briefs
from briefs.models import Brief, BriefRevision, Campaign
from briefs.seeds import SAMPLE_BRIEFS
from generation import actions as generation
from generation import budgets, floor, kinds, promotion, queue, registry
from generation.engine.remote.service import IMAGES
from generation.models import Batch, Candidate, Hold, ModelEntry, RateCard, Run
from generation.models.money import CALL
from generation.registry import Licence
from generation.states import RUNNING
from review.actions.select import pick
from studio.home.line import Line
from studio.lib import events
from studio.lib.canonical import digest
from studio.people.models import Brand, User

TITLE: Final = "Decisions together, the floor"
UNTIL: Final = {
    "tests": [{"name": "palette", "limit": 20}, {"name": "sharpness", "limit": 0.45}],
    "want": 3,
    "budget": {"candidates": 9},
}
SERVICE: Final = {
    "base": "https://images.example.com/v1", "model": "their-image-1", "sizes": ["1024x1024", "1536x1024"],
    "policy": "Prompts and start pictures leave. Kept for 30 days, not trained on, in the EU.",
}  # fmt: skip
WARN_PERCENT: Final = 80
IN_LINE: Final = ("queued", "running")


def show_floor(line: Line) -> None:
    """On northlight, tern and saltmarsh. Run again it goes on where it was cut off, or changes nothing."""
    ada = User.objects.get(username="ada")
    previz = ModelEntry.objects.get(slug="previz")
    rows(ada, previz)
    campaign = Campaign.objects.get(brand__slug="northlight", slug="showcase")
    revision = BriefRevision.objects.filter(brief__title=TITLE, brief__campaign=campaign).order_by("pk").first()
    revision = revision or line.brief(campaign, {**SAMPLE_BRIEFS["01"], "title": TITLE})
    searched = sought(line, revision, previz)
    climb(line, searched)
    wait(line, revision, previz)
    hold(ada, previz)
    near_its_budget(ada)


def rows(ada: User, previz: ModelEntry) -> None:
    """A service elsewhere whose host no operator lists (any more), and an engine that another took the place of."""
    northlight = Brand.objects.get(slug="northlight")
    used = ("experiment", "internal")
    licence = Licence("their-terms", "2026-10", "2026-11-02", used, training_data="undisclosed")
    service, fresh = ModelEntry.objects.get_or_create(
        slug="their-images",
        defaults={
            "brand": northlight, "name": "Their images", "engine": "remote", "kind": kinds.SERVICE, "family": IMAGES,
            "dialect": "t5", "state": "ready", "settings": SERVICE, "capabilities": ["text_to_image"],
            "licence": licence.document(), "by": ada, "weights": digest(SERVICE),
        },
    )  # fmt: skip
    if fresh:  # not by services.add, which would say no: this is what is left when a host goes off the list
        RateCard.objects.create(model=service, per=CALL, micros=40_000, since=date(2026, 11, 1))
        events.record("add", service, by=ada, brand=northlight, base=SERVICE["base"], family=IMAGES)
    old, fresh = ModelEntry.objects.get_or_create(
        slug="previz-2025",
        defaults={
            "brand": northlight, "name": "Previz 2025", "engine": "previz", "dialect": "previz", "state": "ready",
            "licence": previz.licence, "by": ada,
        },
    )  # fmt: skip
    if fresh:
        registry.deprecate(old, by=ada, successor=previz)


def sought(line: Line, revision: BriefRevision, previz: ModelEntry) -> Batch:
    """A batch that went on until three passed, or its budget ended."""
    made = Batch.objects.filter(revision=revision, search__isnull=False).first()
    made = made or generation.order_batch(revision, model=previz, by=line.people["marketer"], until=UNTIL, seed=11)
    return line.settle(made) if made.state in IN_LINE else made


def climb(line: Line, searched: Batch) -> None:
    """The first that passed (or came out) is picked, and goes up one tier: both stand side by side in the loupe."""
    dana = line.people["designer"]
    done = searched.candidates.filter(state="done").order_by("-accepted", "position")
    chosen = done.select_related("batch__brand", "batch__model", "batch__revision__brief", "recipe").first()
    if chosen is None:
        return
    higher = Batch.objects.filter(promoted_from__batch=searched).first()
    if higher is None:
        with transaction.atomic():
            pick(chosen, by=dana, reasons=["copy-space-clear"])
            higher = promotion.promote(chosen, tier="validation", by=dana)
    if higher.state in IN_LINE:
        line.settle(higher)


@transaction.atomic
def wait(line: Line, revision: BriefRevision, previz: ModelEntry) -> None:
    """A paused batch; and one of which a candidate took its worker along each time, and was set aside."""
    if Batch.objects.filter(revision=revision, seed=12).exists():
        return
    ben = line.people["marketer"]
    floor.pause(generation.order_batch(revision, model=previz, count=6, by=ben, seed=12), by=ben)
    other = generation.order_batch(revision, model=previz, count=2, by=ben, seed=13)
    vanish(other.candidates.get(position=1))


def vanish(candidate: Candidate) -> None:
    """As the sweep finds it once its worker is gone for the last time that is borne."""
    claim = uuid4()
    Candidate.objects.filter(pk=candidate.pk).update(state=RUNNING, claim=claim, attempts=queue.LOSSES - 1)
    Run.objects.create(candidate=candidate, claim=claim, worker="a machine that went away")
    candidate.refresh_from_db()
    queue.release(candidate, outcome="lost")


def hold(ada: User, previz: ModelEntry) -> None:
    """Saltmarsh is on hold, and what it ordered waits."""
    brand = Brand.objects.get(slug="saltmarsh")
    if Hold.objects.filter(brand=brand, lifted_at=None).exists():
        return
    zoe = User.objects.get(username="zoe")
    brief = Brief.objects.filter(brand=brand, state="draft").order_by("pk").first()
    floor.hold(by=ada, brand=brand, why="Its characters' releases are being renewed")
    if brief is not None:
        generation.order_batch(briefs.submit(brief, by=zoe), model=previz, count=4, by=zoe, seed=14)


def near_its_budget(ada: User) -> None:
    """Northlight has spent most of a month's budget, which warns and stops nothing."""
    brand = Brand.objects.get(slug="northlight")
    roomy = budgets.set_budget(brand, by=ada, micros=10**9, warn_percent=WARN_PERCENT, hard=False, campaigns_hard=False)
    spent = next((one.spent for one in budgets.of_brands([brand.pk])), 0)
    if spent:
        near = spent * 100 // (WARN_PERCENT + 5)
        budgets.set_budget(brand, by=ada, micros=near, warn_percent=WARN_PERCENT, hard=roomy.hard, campaigns_hard=False)
