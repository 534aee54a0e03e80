"""What a version of a rule would change for what is in work at a brand: open briefs, and finishes nobody signed yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone

from briefs.models import BriefRevision
from briefs.policy import facts_of, rights_of
from briefs.states import CLOSED
from review import policy
from review.models import Finish
from review.states import IN_REVIEW, READY
from studio.home.policies.trying import with_version, without
from studio.people.models import Brand
from studio.policy.judging import at, rulings
from studio.policy.language import Facts
from studio.policy.models import RuleVersion
from studio.policy.weighing import Found, Outcome, weigh

BRIEFS: Final = 50  # the newest
FINISHES: Final = 20  # each asks its own lineage


@dataclass(frozen=True, slots=True)
class Work:
    """One thing in work, and what may be known of it."""

    what: str
    title: str
    address: str
    known: Facts


@dataclass(frozen=True, slots=True)
class Touched:
    """One for which the version says something else than what is in force. `before` and `after`: what this rule
    finds; `denied`: nothing stood against it, and now something does."""

    work: Work
    before: Found | None
    after: Found | None
    denied: bool
    freed: bool


@dataclass(frozen=True, slots=True)
class Trial:
    touched: list[Touched]
    asked: dict[str, int]  # noun -> how many were looked at
    moments: dict[str, str]
    day: dt.date

    @property
    def denied(self) -> int:
        return sum(one.denied for one in self.touched)

    @property
    def freed(self) -> int:
        return sum(one.freed for one in self.touched)

    @property
    def total(self) -> int:
        return sum(self.asked.values())


def trial(version: RuleVersion, brand: Brand) -> Trial:
    """A draft against the rules in force; what is in force already, against the others without it."""
    force = rulings(brand)
    before = without(force, version) if version.published_at else force
    after = with_version(force, version)
    day = max(timezone.localdate(), version.valid_from or dt.date.min)
    moments = {"brief": asked_at(version, "submit"), "finish": asked_at(version, "sign-off")}
    own = frozenset(version.rule.versions.values_list("pk", flat=True))
    count: dict[str, int] = {"brief": 0, "finish": 0}
    found = []
    for work in (*briefs(brand), *finishes(brand)):
        count[work.what] += 1
        facts = at(moments[work.what], brand, work.known, day=day)
        one = touched(work, weigh(before, facts), weigh(after, facts), own)
        if one:
            found.append(one)
    return Trial(sorted(found, key=lambda one: not one.denied), count, moments, day)


def asked_at(version: RuleVersion, usual: str) -> str:
    """The moment at which it is asked of such a thing: the usual one, or else the first that the version names."""
    return usual if not version.moments or usual in version.moments else str(version.moments[0])


def touched(work: Work, before: Outcome, after: Outcome, own: frozenset[int]) -> Touched | None:
    was, now = (next((found for found in one.found if found.ruling.pk in own), None) for one in (before, after))
    if (was and (was.effect, was.decided)) == (now and (now.effect, now.decided)):
        return None
    return Touched(work, was, now, after.denied and not before.denied, before.denied and not after.denied)


def open_briefs(brand: Brand) -> QuerySet[BriefRevision]:
    """The newest revision of each open brief, those submitted last first."""
    newest = BriefRevision.objects.filter(brief=OuterRef("brief")).order_by("-number").values("pk")[:1]
    rows = BriefRevision.objects.filter(brief__brand=brand, pk=Subquery(newest)).exclude(brief__state=CLOSED)
    return rows.select_related("brief").order_by("-pk")


def briefs(brand: Brand) -> Iterator[Work]:
    """Two queries."""
    for row in open_briefs(brand).select_related("style_pack").prefetch_related("brief__references")[:BRIEFS]:
        known = facts_of(row.document, rights_of(row))
        yield Work("brief", row.brief.title, reverse("briefs:edit", args=[row.brief_id]), known)


def finishes(brand: Brand) -> Iterator[Work]:
    rows = Finish.objects.filter(brand=brand, state__in=(READY, IN_REVIEW)).order_by("-pk")
    related = ("revision__brief", "revision__style_pack", "candidate__batch__model", "candidate__recipe")
    for row in rows.select_related(*related).prefetch_related("revision__brief__references")[:FINISHES]:
        yield Work("finish", str(row), reverse("review:finish", args=[row.pk]), policy.facts(row))
