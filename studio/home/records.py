"""The two stations that are read rather than worked at: every prompt that was compiled, and every check that failed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db.models import Case, IntegerField, Value, When

from generation.models import Batch
from review import states as review_states
from review.finishing import Finding, gathered
from review.models import Check
from review.waivers import brands_with_waivers, mark_checks
from studio.home.jobs import place, thumb
from studio.home.running import scoped
from studio.people.models import Brand, User

PAGE: Final = 40
PARTS: Final = ("dialect", "positive", "negative", "digest")  # of a compiled prompt


@dataclass(slots=True)
class Prompt:
    """One compiled prompt and the batches that ran it."""

    title: str
    revision: int
    dialect: str
    positive: str
    negative: str
    digest: str
    brief_url: str
    at: datetime
    batches: list[tuple[str, str]] = field(default_factory=list)


def prompts(person: User, brand: Brand | None, *, before: int | None = None) -> tuple[list[Prompt], int | None]:
    """Prompts newest first, batches of the same one together; and where the next page begins. One query."""
    rows = scoped(Batch.objects.visible_to(person), brand)
    rows = rows.filter(pk__lt=before) if before else rows
    batches = list(rows.select_related("revision__brief").order_by("-id")[: PAGE + 1])
    found: dict[tuple[int, str], Prompt] = {}
    for batch in batches[:PAGE]:
        document = batch.prompt if isinstance(batch.prompt, dict) else {}
        key = (batch.revision_id, str(document.get("digest") or batch.pk))
        prompt = found.setdefault(key, _prompt(batch, document))
        prompt.batches.append((f"batch {batch.number}", place("review:sheet", batch.pk)))
    return list(found.values()), batches[PAGE - 1].pk if len(batches) > PAGE else None


def _prompt(batch: Batch, document: dict[str, Any]) -> Prompt:
    brief = batch.revision.brief
    dialect, positive, negative, digest = (str(document.get(name) or "") for name in PARTS)
    url = f"{place('briefs:edit', brief.pk)}#prompt"
    return Prompt(brief.title, batch.revision.number, dialect, positive, negative, digest, url, batch.made_at)


@dataclass(slots=True)
class Judged:
    """A finish with those of its checks that want a person."""

    title: str
    about: str
    url: str
    state: str
    thumb: str
    at: datetime
    checks: list[Check] = field(default_factory=list)

    @property
    def findings(self) -> list[Finding]:
        return gathered(self.checks)


def judged(person: User, brand: Brand | None) -> list[Judged]:
    """Finishes that are not signed yet, with their failed checks and warnings, failures first, what is waived last. Two
    queries where nothing is."""
    open_states = [review_states.READY, review_states.IN_REVIEW, review_states.SENT_BACK]
    worst = Case(When(verdict="fail", then=Value(0)), default=Value(1), output_field=IntegerField())
    rows = Check.objects.filter(finish__brand__in=Brand.objects.visible_to(person), verdict__in=["fail", "warn"])
    rows = rows.filter(finish__brand=brand) if brand else rows
    rows = rows.filter(finish__state__in=open_states).select_related(
        "finish__candidate", "finish__revision__brief", "finish__brand", "rendition__placement__placement"
    )
    found: dict[int, Judged] = {}
    for check in rows.order_by("finish__made_at", "finish", worst, "id")[: PAGE * 10]:
        if check.finish_id not in found and len(found) == PAGE:
            break
        found.setdefault(check.finish_id, _judged(check)).checks.append(check)
    waiving = brands_with_waivers({one.checks[0].finish.brand_id for one in found.values()})
    for one in found.values():
        if one.checks[0].finish.brand_id in waiving:
            mark_checks(one.checks[0].finish, one.checks)
    return list(found.values())


def _judged(check: Check) -> Judged:
    finish = check.finish
    title = f"{finish.revision.brief.title}, {finish.candidate.position + 1:03d}"
    url = place("review:finish", finish.pk)
    return Judged(title, str(finish.brand), url, finish.state, thumb(finish.candidate), finish.made_at)
