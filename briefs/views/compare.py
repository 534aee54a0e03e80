"""Revisions of a brief, and what differs between two of them, or between one and the draft."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from briefs.compare import changes, pin_changes, pins
from briefs.compile import compile_revision, spoken
from briefs.models import BriefRevision
from briefs.sides import DRAFT, prompt_changes, side
from briefs.views.brief import found
from studio.people.requests import Request


@require_GET
def compare(request: Request, pk: int) -> HttpResponse:
    """`?a=3&b=5`; `b`, and `a` too, may be “draft”. Without them: the newest revision and the draft."""
    brief = found(request, pk)
    numbers = list(brief.revisions.values_list("number", "at"))
    newest = str(numbers[0][0]) if numbers else DRAFT
    a, b = request.GET.get("a") or newest, request.GET.get("b") or DRAFT
    before, after = side(brief, a, "a"), side(brief, b, "b")
    context = {
        "brief": brief,
        "campaign": brief.campaign,
        "revisions": [(str(number), at) for number, at in numbers],
        "before": before,
        "after": after,
        "changes": changes(before.document, after.document),
        "pinned": pin_changes(before.document, after.document),
        "pins": [pins(before.document), pins(after.document)],
        "prompts": prompt_changes(before, after),
    }
    return render(request, "briefs/compare.html", context)


@require_GET
def since(request: Request, pk: int) -> HttpResponse:
    """What the draft has changed since the newest revision."""
    brief = found(request, pk)
    last = brief.revisions.first()
    draft = side(brief, DRAFT, "b")
    before: dict[str, Any] = last.document if last else {}
    context = {
        "brief": brief,
        "campaign": brief.campaign,
        "before": last,
        "changes": changes(before, draft.document),
    }
    return render(request, "briefs/since.html", context)


@require_GET
def revision(request: Request, pk: int) -> HttpResponse:
    rows = BriefRevision.objects.visible_to(request.user)
    one = get_object_or_404(rows.select_related("brief__brand", "brief__campaign", "style_pack__pack", "by"), pk=pk)
    before = one.brief.revisions.filter(number=one.number - 1).first()
    dialects = spoken(one.document["template"]["document"])
    context = {
        "revision": one,
        "brief": one.brief,
        "campaign": one.brief.campaign,
        "before": before,
        "changes": changes(before.document, one.document) if before else [],
        "facts": changes({}, one.document),
        "pins": pins(one.document),
        "prompts": [compile_revision(one.document, dialect) for dialect in dialects],
        "newest": not one.brief.revisions.filter(number__gt=one.number).exists(),
    }
    return render(request, "briefs/revision.html", context)
