from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from generation import actions, budgets
from generation.cost.after import SPENT
from generation.models import Batch, Candidate
from generation.queue import OPEN
from generation.states import DONE, FAILED, RUNNING, WAITING
from generation.waits import Wait, waits
from studio.people.requests import Request
from studio.people.roles import may

PAGE = 40
_SPENT = "_spent_out"


def sheet_url(batch: Batch) -> str:
    """Where its candidates are looked at: a page of a later station, known here by its address alone."""
    return reverse("review:sheet", args=[batch.pk])


def listed(request: Request) -> QuerySet[Batch]:
    """Batches with their counts, what they cost so far, and a picture to know them by."""
    best = Candidate.objects.filter(batch=OuterRef("pk"), state=DONE).order_by("position")
    return (
        Batch.objects.visible_to(request.user)
        .select_related("brand", "model", "by", "revision__brief__campaign")
        .annotate(
            done=Count("candidates", filter=Q(candidates__state=DONE)),
            failed=Count("candidates", filter=Q(candidates__state=FAILED)),
            passed=Count("candidates", filter=Q(candidates__accepted=True)),
            waiting=Count("candidates", filter=Q(candidates__state__in=(WAITING, RUNNING))),
            spent=SPENT,
            face=Subquery(best.values("pk")[:1]),
            face_digest=Subquery(best.values("preview")[:1]),
        )
        .order_by("-pk")
    )


def rows_of(request: Request, batches: Sequence[Batch]) -> list[dict[str, Any]]:
    known = waits(batches)
    return [row(request, batch, known.get(batch.pk)) for batch in batches]


def row(request: Request, batch: Batch, wait: Wait | None = None) -> dict[str, Any]:
    """What a row says of its batch. `wait` is how it stands in the line, where that is said."""
    user = request.user
    is_open = batch.state in OPEN
    return {
        "batch": batch,
        "url": sheet_url(batch),
        "is_open": is_open,
        "held": held(request, batch) if is_open else "",
        "wait": wait,
        "expected": batch.estimate.get("micros"),
        "may_pause": is_open and may(user, "pause a batch", batch.brand),
        "may_cancel": is_open and may(user, "cancel a batch", batch.brand),
        "may_retry": not is_open and batch.failed and may(user, "make a batch", batch.brand),  # type: ignore[attr-defined]
    }


def held(request: Request, batch: Batch) -> str:
    """Which budget keeps it from being begun, in words; empty: none. Budgets are read once a request."""
    if not hasattr(request, _SPENT):
        setattr(request, _SPENT, budgets.as_it_is())
    spent: budgets.SpentOut = getattr(request, _SPENT)
    return spent.why(batch.brand_id, batch.revision.brief.campaign_id)


def batches(request: Request) -> HttpResponse:
    """All batches, newest first. Pages by key, so that the last is as quick as the first."""
    before = request.GET.get("before", "")
    rows = listed(request).filter(pk__lt=int(before)) if before.isdecimal() and len(before) < 19 else listed(request)
    page = list(rows[: PAGE + 1])
    shown = page[:PAGE]
    context = {
        "rows": rows_of(request, shown),
        "more": shown[-1].pk if len(page) > PAGE else None,
        "is_open": any(batch.state in OPEN for batch in shown),
        "first": not before,
    }
    return render(request, "generation/batches.html", context)


def progress(request: Request, pk: int) -> HttpResponse:
    """How far one batch is, as a fragment that is fetched anew when something happened to it."""
    batch = get_object_or_404(listed(request), pk=pk)
    return render(request, "generation/progress.html", rows_of(request, [batch])[0])


@require_POST
def cancel(request: Request, pk: int) -> HttpResponse:
    batch = get_object_or_404(Batch.objects.visible_to(request.user).select_related("brand"), pk=pk)
    actions.cancel(batch, by=request.user)
    kept = batch.candidates.filter(state=DONE).count()
    messages.success(request, f"{batch} is cancelled. {kept} of {batch.count} pictures were made and stay.")
    return back(request, batch)


@require_POST
def retry(request: Request, pk: int) -> HttpResponse:
    batch = get_object_or_404(Batch.objects.visible_to(request.user).select_related("brand"), pk=pk)
    actions.retry(batch, by=request.user)
    messages.success(request, f"The failed candidates of {batch} are in the line again.")
    return back(request, batch)


def back(request: Request, batch: Batch) -> HttpResponse:
    """To the page whose form it was."""
    pages = {"batches": "generation:batches", "machines": "home:machines"}
    return redirect(pages.get(request.POST.get("from", ""), "") or sheet_url(batch))
