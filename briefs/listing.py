"""The list of briefs: newest saved first, page by page without counting."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from briefs.models import Brief, BriefComment, BriefRevision, Campaign
from briefs.spec import tidy
from briefs.states import CLOSED, DRAFT, SUBMITTED

SHOWN: Final = 60
CAMPAIGNS: Final = 300  # more than a list to choose from can hold
STATES: Final = {"": "All", DRAFT: "Drafts", SUBMITTED: "Submitted", CLOSED: "Closed"}


def briefs_page(request: HttpRequest) -> dict[str, Any]:
    """Briefs the person may see, by state, campaign and words, after `before`; everything is in the address."""
    state, words = request.GET.get("state", ""), tidy(request.GET.get("q", ""))[:100]
    rows = Brief.objects.visible_to(request.user)
    campaigns = Campaign.objects.visible_to(request.user).select_related("brand")
    if request.session.get("brand"):
        rows, campaigns = rows.filter(brand=request.session["brand"]), campaigns.filter(brand=request.session["brand"])
    offered = list(campaigns.order_by("brand__name", "name")[:CAMPAIGNS])
    campaign = _number(request.GET.get("campaign", ""))
    if campaign:
        rows = rows.filter(campaign=campaign)
    if state in STATES and state:
        rows = rows.filter(state=state)
    if words:
        rows = rows.filter(Q(title__icontains=words) | Q(campaign__name__icontains=words))
    found = list(_after(_told(rows), request.GET.get("before", "")).order_by("-saved_at", "-pk")[: SHOWN + 1])
    kept = {"state": state if state in STATES else "", "campaign": str(campaign or ""), "q": words}
    return {
        "briefs": found[:SHOWN],
        "more": _address(kept, before=_mark(found[SHOWN - 1])) if len(found) > SHOWN else "",
        "tabs": [(key, label, _address(kept, state=key)) for key, label in STATES.items()],
        "campaigns": offered,
        "today": timezone.localdate(),
        **kept,
    }


def _told(rows: QuerySet[Brief]) -> QuerySet[Brief]:
    """With what the list tells beside the brief itself: newest revision, due date, open threads."""
    last = BriefRevision.objects.filter(brief=OuterRef("pk")).order_by("-number")
    threads = BriefComment.objects.filter(brief=OuterRef("pk"), answers=None, resolved_at=None).order_by()
    return rows.select_related("brand", "campaign", "by", "copied_from").annotate(
        newest=Subquery(last.values("number")[:1]),
        threads=Coalesce(Subquery(threads.values("brief").annotate(n=Count("pk")).values("n")), 0),
        wanted=Coalesce(F("due"), F("campaign__due")),
    )


def _after(rows: QuerySet[Brief], mark: str) -> QuerySet[Brief]:
    """Rows that follow the one `mark` names: its moment and number, as briefs of an import share a moment."""
    text, _, number = mark.partition("~")
    moment = _moment(text)
    if moment is None:
        return rows
    return rows.filter(Q(saved_at__lt=moment) | Q(saved_at=moment, pk__lt=_number(number)))


def _mark(brief: Brief) -> str:
    return f"{brief.saved_at.isoformat()}~{brief.pk}"


def _address(kept: dict[str, str], **change: str) -> str:
    query = QueryDict(mutable=True)
    query.update({name: value for name, value in {**kept, **change}.items() if value})
    return f"?{query.urlencode()}"


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _moment(text: str) -> datetime | None:
    try:
        found = parse_datetime(text.replace(" ", "+"))
    except ValueError:
        return None
    return found if found and timezone.is_aware(found) else None
