"""A campaign from above: where each of its briefs stands on the line, what it has cost, and its finals side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    Count,
    Exists,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from briefs.models import Brief, BriefRevision, Campaign, CampaignPin
from briefs.states import CLOSED
from dam.models import Asset
from generation import states as made
from generation.budgets import Standing, standings
from generation.cost import money
from generation.models import Batch, Candidate, Run, Tally
from review import states as reviewed
from review.models import Check, Finish, Rendition, Selection

SHOWN: Final = 100  # briefs on a page
FINALS: Final = 60  # pictures on the board
# The stops a brief can stand at, in the order of the line, with what to call standing there.
STOPS: Final[dict[str, str]] = {
    "brief": "Being written",
    "prompt": "Submitted",
    "batch": "Options being made",
    "selection": "To be chosen from",
    "finishing": "Being finished",
    "checks": "A check fails",
    "sign-off": "Waits for signatures",
    "library": "In the library",
    "closed": "Closed",
}


@dataclass(frozen=True)
class Line:
    """A brief as a row."""

    pk: int
    title: str
    stop: str
    due: date | None
    late: bool
    written_by: str
    revision: int | None
    pack: str
    options: int
    picks: int
    assets: int
    cost: str

    @property
    def says(self) -> str:
        return STOPS[self.stop]


@dataclass(frozen=True)
class Stop:
    key: str
    name: str
    count: int


@dataclass(frozen=True)
class Finished:
    """A finished picture of one placement, beside the others of the campaign."""

    title: str
    finish: int
    rendition: int
    picture: str | None
    placement: str
    locale: str
    pack: str
    state: str
    palette: str  # verdict of the palette check: pass, warn, fail, or nothing
    measured: str


@dataclass(frozen=True)
class Overview:
    campaign: Campaign
    briefs: Sequence[Line]
    stops: Sequence[Stop]
    more: int | None
    spent: int  # millionths of a euro
    expected: int  # what its orders were estimated at, the same
    standings: Sequence[Standing]  # of its own budget and its brand's
    pins: Sequence[CampaignPin]

    @property
    def total(self) -> int:
        return sum(stop.count for stop in self.stops)

    @property
    def cost(self) -> str:
        return money(self.spent)

    @property
    def estimate(self) -> str:
        return money(self.expected) if self.expected else ""

    @property
    def budget(self) -> str:
        return money(self.campaign.budget_micros) if self.campaign.budget_micros else ""


def standing(briefs: QuerySet[Brief]) -> QuerySet[Any]:
    """Each brief with `stop`, the furthest station that something of it has reached and is not past."""
    batches = Batch.objects.filter(revision__brief=OuterRef("pk"))
    finishes = Finish.objects.filter(revision__brief=OuterRef("pk")).exclude(state=reviewed.SUPERSEDED)
    failing = Check.objects.filter(finish=OuterRef("pk"), verdict="fail")
    judged = finishes.filter(state=reviewed.READY)
    open_picks = Selection.objects.in_the_open().filter(verdict="picked")
    picks = open_picks.filter(candidate__batch__revision__brief=OuterRef("pk"))
    return briefs.annotate(
        stop=Case(
            When(state=CLOSED, then=Value("closed")),
            When(Exists(Asset.objects.filter(finish__revision__brief=OuterRef("pk"))), then=Value("library")),
            When(Exists(finishes.filter(state=reviewed.IN_REVIEW)), then=Value("sign-off")),
            When(Exists(judged.filter(Exists(failing))), then=Value("checks")),
            When(Exists(finishes), then=Value("finishing")),
            When(Exists(picks), then=Value("finishing")),
            When(Exists(batches.filter(state__in=["queued", "running"])), then=Value("batch")),
            When(Exists(batches.filter(state=made.DONE)), then=Value("selection")),
            When(Exists(BriefRevision.objects.filter(brief=OuterRef("pk"))), then=Value("prompt")),
            default=Value("brief"),
            output_field=CharField(),
        )
    )


def overview(campaign: Campaign, *, stop: str = "", first: int = 0) -> Overview:
    """The campaign's page: the briefs at `stop` (all of them where it is empty), soonest due first. A dozen queries."""
    rows = standing(Brief.objects.filter(campaign=campaign))
    counts = dict(rows.order_by().values_list("stop").annotate(number=Count("pk")))
    last = BriefRevision.objects.filter(brief=OuterRef("pk")).order_by("-number")
    rows = rows.filter(stop=stop) if stop in STOPS else rows
    rows = rows.select_related("by").annotate(
        revision=Subquery(last.values("number")[:1]),
        pack=Subquery(last.values("document__style_pack__document__name")[:1]),
        pack_number=Subquery(last.values("document__style_pack__number")[:1]),
    )
    page = list(rows.order_by(F("due").asc(nulls_last=True), "pk")[first : first + SHOWN + 1])
    ids = [brief.pk for brief in page[:SHOWN]]
    path = "batch__revision__brief"
    options = _by(Candidate.objects.filter(**{f"{path}__in": ids}, state=made.DONE), path)
    picked = Selection.objects.in_the_open().filter(**{f"candidate__{path}__in": ids}, verdict="picked")
    picks = _by(picked, f"candidate__{path}")
    assets = _by(Asset.objects.filter(finish__revision__brief__in=ids), "finish__revision__brief")
    runs = Run.objects.filter(**{f"candidate__{path}__in": ids}).order_by().values_list(f"candidate__{path}")
    costs: dict[int, int] = dict(runs.annotate(cost=Coalesce(Sum("cost_micros"), 0)))
    spent = Tally.objects.filter(campaign=campaign).aggregate(all=Coalesce(Sum("micros"), 0))["all"]
    asked = Cast(KeyTextTransform("micros", "estimate"), BigIntegerField())
    expected = Batch.objects.filter(revision__brief__campaign=campaign).aggregate(all=Coalesce(Sum(asked), 0))["all"]
    today = timezone.localdate()
    return Overview(
        campaign=campaign,
        briefs=[
            Line(
                pk=brief.pk,
                title=brief.title,
                stop=brief.stop,
                due=brief.due or campaign.due,
                late=_late(brief, campaign, today),
                written_by=brief.by.name,
                revision=brief.revision,
                pack=f"{brief.pack} v{brief.pack_number}" if brief.pack else "",
                options=options.get(brief.pk, 0),
                picks=picks.get(brief.pk, 0),
                assets=assets.get(brief.pk, 0),
                cost=money(costs[brief.pk]) if costs.get(brief.pk) else "",
            )
            for brief in page[:SHOWN]
        ],
        stops=[Stop(key, name, counts.get(key, 0)) for key, name in STOPS.items()],
        more=first + SHOWN if len(page) > SHOWN else None,
        spent=spent,
        expected=expected,
        standings=standings(campaign),
        pins=list(campaign.pins.select_related("version__pack")),
    )


def _by(rows: QuerySet[Any], path: str) -> dict[int, int]:
    """brief -> how many of these rows, in one query."""
    return dict(rows.order_by().values_list(path).annotate(number=Count("pk")))


def _late(brief: Any, campaign: Campaign, today: date) -> bool:
    due = brief.due or campaign.due
    return bool(due and due < today and brief.stop not in ("library", "closed"))


# --- The board -------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Board:
    finals: Sequence[Finished]
    placements: Sequence[tuple[str, str, int]]  # slug, name, how many
    placement: str
    packs: Sequence[str]  # more than one: the campaign does not have one look

    @property
    def one_look(self) -> bool:
        return len(self.packs) <= 1


def board(campaign: Campaign, placement: str = "") -> Board:
    """The newest finish of each picked candidate, at one placement, in its first language. Four queries."""
    newest = (
        Finish.objects.filter(revision__brief__campaign=campaign)
        .exclude(state__in=[reviewed.SUPERSEDED, reviewed.QUEUED, reviewed.RUNNING, reviewed.FAILED])
        .values("candidate")
        .annotate(newest=Max("pk"))
        .values("newest")
    )
    done = Rendition.objects.filter(finish__in=newest, state="done", hook="")
    slug, name = "placement__placement__slug", "placement__placement__name"
    offered = list(done.order_by(name).values_list(slug, name).annotate(number=Count("finish", distinct=True)))
    known = {row[0] for row in offered}
    most = max(offered, key=lambda row: row[2])[0] if offered else ""
    chosen = placement if placement in known else most
    first = done.filter(**{slug: chosen}).order_by("finish_id", "locale").distinct("finish_id")
    rows = Rendition.objects.filter(pk__in=first.values("pk")).select_related(
        "finish__revision__brief", "finish__revision__style_pack__pack", "placement__placement"
    )
    shown = list(rows.order_by("finish__revision__brief__title", "finish_id")[:FINALS])
    checks = {
        check.rendition_id: check
        for check in Check.objects.filter(rendition__in=[row.pk for row in shown], name="palette").order_by("-verdict")
    }
    finals = [_final(row, checks.get(row.pk)) for row in shown]
    return Board(finals, offered, chosen, sorted({final.pack for final in finals}))


def _final(row: Rendition, check: Check | None) -> Finished:
    return Finished(
        title=row.finish.revision.brief.title,
        finish=row.finish_id,
        rendition=row.pk,
        picture=row.preview_id,
        placement=row.placement.placement.name,
        locale=row.locale,
        pack=str(row.finish.revision.style_pack),
        state=row.finish.state,
        palette=check.verdict if check else "",
        measured=check.measured if check else "",
    )


def campaigns(rows: QuerySet[Campaign]) -> QuerySet[Campaign]:
    """Campaigns with how many briefs they have, and how many of those are past their date."""
    late = Q(briefs__due__lt=timezone.localdate()) & ~Q(briefs__state=CLOSED)
    counted = rows.annotate(number=Count("briefs", distinct=True), late=Count("briefs", filter=late, distinct=True))
    return counted.select_related("brand").order_by(F("due").asc(nulls_last=True), "name")
