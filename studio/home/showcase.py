"""Every state the line has, made by its own actions: for looking at pages, for screenshots, for trying things out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.db import transaction

from briefs.models import Brief, BriefRevision, Campaign
from briefs.seeds import SAMPLE_BRIEFS
from dam.models import Asset
from generation import actions as generation
from generation.models import Batch, Candidate, ModelEntry
from review.actions.annotate import annotate, reply, resolve
from review.actions.gates import ask, send_back, sign, warnings
from review.actions.select import pick, rate, reject
from review.manifest import manifest
from review.models import Finish, Gate, Reason, Selection
from studio.home.line import Line, Row
from studio.lib.canonical import digest
from studio.people.models import Brand, User

ROLES = {"marketer": "ben", "designer": "dana", "brand": "bea", "legal": "leo"}


def everybody() -> dict[str, User]:
    return {role: User.objects.get(username=name) for role, name in ROLES.items()}


SLUG: Final = "showcase"
EVENING: Final = "Decisions together, evening"


def show(password: str, told: Callable[[Row], None], count: int = 16) -> None:
    """A launch at every stage: an asset in the library, one finish half signed, one sent back, one only picked.

    Cut off and run again it goes on where it stopped: each step looks whether it was taken.
    """
    people = everybody()
    line = Line(people, password, told=told)
    campaign, _ = Campaign.objects.get_or_create(
        brand=Brand.objects.get(slug="northlight"), slug=SLUG, defaults={"name": "Decisions together"}
    )
    batch = first_batch(line, campaign, count)
    candidates = list(batch.candidates.filter(state="done").order_by("position"))
    if not Selection.objects.filter(candidate__batch=batch).exists():
        choose(candidates, people)
    shipped = finished(line, candidates[0])
    if not Asset.objects.filter(finish=shipped).exists():
        line.sign_off(shipped)
        line.asset(shipped)
    half = finished(line, candidates[min(3, len(candidates) - 1)])
    if not half.gates.exists():
        half_signed(half, people, password)
    if len(candidates) > 5:
        back = finished(line, candidates[5])
        if not back.gates.exists():
            sent_back(back, people)
    if not Brief.objects.filter(campaign=campaign, title=EVENING).exists():
        evening(line, campaign, batch.model)


def first_batch(line: Line, campaign: Campaign, count: int) -> Batch:
    """The launch's own, and nothing that later steps made of its brief."""
    there = Batch.objects.filter(revision__brief__campaign=campaign).order_by("pk").first()
    if there is not None:
        return line.settle(there) if there.state in ("queued", "running") else there
    revision = BriefRevision.objects.filter(brief__campaign=campaign).order_by("pk").first()
    revision = revision or line.brief(campaign, SAMPLE_BRIEFS["01"])
    return line.batch(revision, ModelEntry.objects.get(slug="previz"), count)


def finished(line: Line, candidate: Candidate) -> Finish:
    begun = Finish.objects.filter(candidate=candidate).select_related("brand", "master").order_by("-number").first()
    return begun if begun and begun.state not in ("queued", "running") else line.finish(candidate, begun)


@transaction.atomic
def half_signed(half: Finish, people: dict[str, User], password: str) -> None:
    ask(half, by=people["designer"])
    sign(half.gates.get(kind=Gate.Kind.BRAND), by=people["brand"], password=password,
         seen=digest(manifest(half)), accepted=warnings(half))  # fmt: skip


@transaction.atomic
def sent_back(back: Finish, people: dict[str, User]) -> None:
    ask(back, by=people["designer"])
    legal = back.gates.get(kind=Gate.Kind.LEGAL)
    send_back(legal, by=people["legal"], note="Say in the alt text that the people are synthetic.")


@transaction.atomic
def evening(line: Line, campaign: Campaign, model: ModelEntry) -> None:
    """A second brief, whose pictures are still being made."""
    revision = line.brief(campaign, {**SAMPLE_BRIEFS["01"], "title": EVENING})
    generation.order_batch(revision, model=model, count=8, by=line.people["marketer"])


@transaction.atomic
def choose(candidates: list[Candidate], people: dict[str, User]) -> None:
    """What a designer leaves behind on a sheet: picks and rejections with reasons, stars, marks with threads."""
    dana, ben = people["designer"], people["marketer"]
    yes, no = reasons("picked"), reasons("rejected")
    for place in (0, 3, 5, 8):
        if place < len(candidates):
            pick(candidates[place], by=dana, reasons=[yes[place % len(yes)]])
            rate(candidates[place], 5 - place % 3, by=dana)
    for place in (1, 6, 11, 13):
        if place < len(candidates):
            reject(candidates[place], by=dana, reasons=[no[place % len(no)]])
    first = annotate(candidates[0], "pin", [[0.52, 0.42]], "Keep the accent on the display only.", by=people["brand"])
    reply(first, "It is, in the grade as well.", by=dana)
    resolve(first, by=people["brand"])
    if len(candidates) > 3:
        mark: Any = annotate(candidates[3], "box", [[0.62, 0.3], [0.82, 0.7]], "Is it in the headline's way?", by=ben)
        reply(mark, "No, 40 px clear in all three languages.", by=dana)


def reasons(verdict: str) -> list[str]:
    return list(Reason.objects.filter(verdict=verdict, brand=None).order_by("order").values_list("slug", flat=True))
