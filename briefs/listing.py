"""The list of briefs: newest saved first, page by page without counting."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from django.db.models import F, OuterRef, Q, Subquery
from django.http import HttpRequest
from django.utils.dateparse import parse_datetime

from briefs.models import Brief, BriefRevision
from briefs.spec import tidy
from briefs.states import CLOSED, DRAFT, SUBMITTED

SHOWN: Final = 60
STATES: Final = {"": "All", DRAFT: "Drafts", SUBMITTED: "Submitted", CLOSED: "Closed"}


def briefs_page(request: HttpRequest) -> dict[str, Any]:
    """Briefs the person may see, by state and words, older than `before`; everything is in the address."""
    state, words = request.GET.get("state", ""), tidy(request.GET.get("q", ""))[:100]
    last = BriefRevision.objects.filter(brief=OuterRef("pk")).order_by("-number")
    rows = Brief.objects.visible_to(request.user).select_related("brand", "campaign", "by")
    rows = rows.annotate(newest=Subquery(last.values("number")[:1]), sent_at=Subquery(last.values("at")[:1]))
    if request.session.get("brand"):
        rows = rows.filter(brand=request.session["brand"])
    if state in STATES and state:
        rows = rows.filter(state=state)
    if words:
        rows = rows.filter(Q(title__icontains=words) | Q(campaign__name__icontains=words))
    moment = _moment(request.GET.get("before", ""))
    if moment:
        rows = rows.filter(saved_at__lt=moment)
    found = list(rows.order_by(F("saved_at").desc(), "-pk")[: SHOWN + 1])
    more = found[SHOWN - 1].saved_at.isoformat() if len(found) > SHOWN else ""
    return {"briefs": found[:SHOWN], "more": more, "state": state, "states": STATES, "q": words}


def _moment(text: str) -> datetime | None:
    try:
        return parse_datetime(text.replace(" ", "+"))
    except ValueError:
        return None
