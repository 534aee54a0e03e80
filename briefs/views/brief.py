"""The list of briefs and the brief's page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from briefs.actions import close, merge_draft, reopen, submit
from briefs.forms import Sent, sent_by
from briefs.listing import briefs_page
from briefs.models import Brief
from briefs.page import page_for
from briefs.views.saving import not_saved, saved, shown, theirs
from studio.lib.problems import BadInput, WrongState
from studio.people.models import User
from studio.people.requests import Request


def found(request: Request, pk: int) -> Brief:
    rows = Brief.objects.visible_to(request.user).select_related("brand", "campaign", "copied_from")
    return get_object_or_404(rows, pk=pk)


@require_GET
def briefs(request: Request) -> HttpResponse:
    return render(request, "briefs/list.html", briefs_page(request))


@require_GET
def edit(request: Request, pk: int) -> HttpResponse:
    """The page; asked by htmx with `since`, a count of saves: what others have saved after it."""
    brief = found(request, pk)
    if request.htmx and "since" in request.GET:
        return theirs(request, brief)
    return render(request, "briefs/edit.html", shown(brief, page_for(brief, request.user)))


@require_POST
def save(request: Request, pk: int) -> HttpResponse:
    """Autosave by htmx, a plain form post, or a fix of a few fields. What could not be saved stays in the form."""
    brief = found(request, pk)
    sent = None
    try:
        sent = sent_by(request.POST, saves=brief.saves)
        came_in = _merge(brief, sent, request.user)
    except (BadInput, WrongState) as problem:
        return not_saved(request, brief, sent, problem)
    if not request.htmx:
        return redirect("briefs:edit", brief.pk)
    return saved(request, brief, sent, came_in)


@require_POST
def send(request: Request, pk: int) -> HttpResponse:
    """Save what stands in the form, then submit it: one step for the person, two records for the house."""
    brief = found(request, pk)
    sent = None
    try:
        if "saves" in request.POST:
            sent = sent_by(request.POST, saves=brief.saves)
            _merge(brief, sent, request.user)
        revision = submit(brief, by=request.user)
    except (BadInput, WrongState) as problem:
        return not_saved(request, brief, sent, problem)
    messages.success(request, f"Revision {revision.number} is submitted.")
    address = redirect("briefs:edit", brief.pk)
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Redirect": address.url})
    return address


def _merge(brief: Brief, sent: Sent, by: User) -> dict[str, str]:
    known, bases = sent.known, sent.bases
    return merge_draft(brief, sent.patch, by=by, saves=sent.saves, due=sent.due, known=known, bases=bases)


@require_POST
def turn(request: Request, pk: int, verb: str) -> HttpResponse:
    brief = found(request, pk)
    {"close": close, "reopen": reopen}[verb](brief, by=request.user)
    messages.success(request, f"{brief.title} is {'closed' if verb == 'close' else 'open again'}.")
    return redirect("briefs:edit", brief.pk)
