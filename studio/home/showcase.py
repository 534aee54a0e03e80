"""Every state the line has, made by its own actions: for looking at pages, for screenshots, for trying things out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from briefs.models import Brief, Campaign
from briefs.seeds import SAMPLE_BRIEFS
from generation import actions as generation
from generation.models import Batch, Candidate, ModelEntry
from review.actions.annotate import annotate, reply, resolve
from review.actions.gates import ask, send_back, sign, warnings
from review.actions.select import pick, rate, reject
from review.manifest import manifest
from review.models import Gate, Reason
from studio.home.line import Line, Row
from studio.lib.canonical import digest
from studio.people.models import Brand, User

ROLES = {"marketer": "ben", "designer": "dana", "brand": "bea", "legal": "leo"}


def everybody() -> dict[str, User]:
    return {role: User.objects.get(username=name) for role, name in ROLES.items()}


def show(password: str, told: Callable[[Row], None], count: int = 16) -> None:
    """A launch at every stage: an asset in the library, one finish half signed, one sent back, one only picked."""
    if Batch.objects.filter(revision__brief__campaign__slug="showcase").exists():
        return
    people = everybody()
    brand = Brand.objects.get(slug="northlight")
    campaign, _ = Campaign.objects.get_or_create(brand=brand, slug="showcase", defaults={"name": "Decisions together"})
    line = Line(people, password, told=told)
    revision = line.brief(campaign, SAMPLE_BRIEFS["01"])
    batch = line.batch(revision, ModelEntry.objects.get(slug="previz"), count)
    candidates = list(batch.candidates.filter(state="done").order_by("position"))
    choose(candidates, people)
    shipped = line.finish(candidates[0])
    line.sign_off(shipped)
    line.asset(shipped)
    half = line.finish(candidates[min(3, len(candidates) - 1)])
    ask(half, by=people["designer"])
    sign(half.gates.get(kind=Gate.Kind.BRAND), by=people["brand"], password=password,
         seen=digest(manifest(half)), accepted=warnings(half))  # fmt: skip
    if len(candidates) > 5:
        back = line.finish(candidates[5])
        ask(back, by=people["designer"])
        legal = back.gates.get(kind=Gate.Kind.LEGAL)
        send_back(legal, by=people["legal"], note="Say in the alt text that the people are synthetic.")
    fresh = Brief.objects.filter(brand=brand, state="draft").order_by("pk").first()
    if fresh is not None:
        again = line.brief(campaign, {**SAMPLE_BRIEFS["01"], "title": "Decisions together, evening"})
        generation.order_batch(again, model=batch.model, count=8, by=people["marketer"])


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
