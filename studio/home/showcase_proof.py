"""What gates, checks and proof can hold, made by their own actions: for looking at pages, and for trying things out.

A brand whose gates have two stages, a signature that is lent, a finish that is talked about, a check that is waived, a
licence that ends in three weeks, people counted in a few pictures, and a recall that was rehearsed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from django.utils import timezone

from dam.models import Component, Holding, Recall
from dam.quarantine import drill
from generation.engine.checks.catalogue import entry
from generation.models import Batch, Candidate
from review.actions.delegations import delegate
from review.actions.gate_talk import comment, invite
from review.actions.gate_templates import publish
from review.actions.people import count_people
from review.actions.waivers import waive
from review.models import Check, Delegation, Finish, GateComment, GateTemplate, PeopleCount, PeopleTerm, Waiver
from studio.home.showcase import SLUG
from studio.people.models import Brand, User
from studio.policy import ledger
from studio.policy.models import RightRecord

TWO_STAGES: Final = {
    "gates": [
        {"slug": "brand", "name": "Brand", "kind": "brand", "stage": 1, "due": 24},
        {"slug": "legal", "name": "Legal", "kind": "legal", "stage": 2, "due": 48},
    ],
    "reviewers": ["marketer"],
}
LICENCE: Final = {"name": "Source Sans 3", "licence": "Web and print, five seats", "channels": "web, social, print"}


def show_proof() -> None:
    """On northlight's launch and on tern. Each part looks whether it is there; run again, nothing changes."""
    ada, ben, dana, bea, leo = (User.objects.get(username=name) for name in ("ada", "ben", "dana", "bea", "leo"))
    northlight, tern = Brand.objects.get(slug="northlight"), Brand.objects.get(slug="tern")
    batch = Batch.objects.filter(revision__brief__campaign__slug=SLUG).order_by("pk")[0]
    candidates = list(batch.candidates.filter(state="done").select_related("batch__brand").order_by("position"))
    today = timezone.localdate()
    if not GateTemplate.objects.filter(brand=tern).exists():
        publish(tern, "", TWO_STAGES, by=ada, note="Legal looks at what brand has let through.")
    if not Delegation.objects.filter(brand=northlight).exists():
        delegate(northlight, "legal", giver=leo, taker=bea, first_day=today + timedelta(days=9),
                 last_day=today + timedelta(days=16), why="Away for a week in court.", by=leo)  # fmt: skip
    talk(candidates, ben, bea)
    if not Waiver.objects.filter(brand=northlight).exists():
        let_go(candidates, {"brand": bea, "legal": leo})
    if not RightRecord.objects.filter(brand=tern).exists():
        until = (today + timedelta(days=21)).isoformat()
        ledger.record(tern, "font", "source-sans-pro", {**LICENCE, "until": until}, by=leo)
    if not PeopleCount.objects.filter(candidate__batch=batch).exists():
        count(candidates[:6], dana)
    if not Recall.objects.filter(brand=northlight).exists():
        held = Holding.objects.filter(asset__brand=northlight).values("component")
        one = Component.objects.filter(pk__in=held).order_by("kind", "pk")[0]
        drill(northlight, one.kind, one.key, by=leo, reason="The quarter's rehearsal.")


def talk(candidates: Sequence[Candidate], ben: User, bea: User) -> None:
    """Somebody who signs nothing is asked, and says something."""
    for finish in Finish.objects.filter(candidate__in=candidates, state="in review").select_related("brand"):
        if not GateComment.objects.filter(finish=finish).exists():
            invite(finish, ben, by=bea)
            comment(finish, by=ben, text="Berlin and Tokyo have agreed to the headlines as they stand here.")


def let_go(candidates: Sequence[Candidate], people: dict[str, User]) -> None:
    """The first verdict of what came back that may be waived, for its file alone."""
    rows = Check.objects.filter(finish__candidate__in=candidates, finish__state="sent back", rendition__isnull=False)
    for row in rows.exclude(verdict="pass").order_by("pk"):
        known = entry(row.name)
        if not known.never:
            until = (timezone.localdate() + timedelta(days=30)).isoformat()
            waive([row], scope="file", why="The printer has seen it and is content.", until=until,
                  by=people[known.discipline])  # fmt: skip
            return


def count(candidates: Sequence[Candidate], by: User) -> None:
    """Two people in each, and of every axis one term for both or one each."""
    axes: dict[str, list[int]] = {}
    for term in PeopleTerm.objects.filter(brand=None, retired_at=None).order_by("order", "pk"):
        axes.setdefault(term.axis, []).append(term.pk)
    for place, row in enumerate(candidates):
        numbers: dict[int, int] = {}
        for terms in axes.values():
            for one in (terms[place % len(terms)], terms[(place // 2) % len(terms)]):
                numbers[one] = numbers.get(one, 0) + 1
        count_people(row, 2, numbers, by=by)
