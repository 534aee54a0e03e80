"""Those who invite: who looks at a batch from outside, since when, until when; one more, one less."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from generation.models import Batch
from review.actions.guests import DAYS, NO_MAIL, USUAL, invite, revoke
from review.models import GuestLink
from studio.lib.problems import BadInput, Problem
from studio.people.requests import Request
from studio.people.roles import require

FIELDS = ("name", "email", "days")


@require_http_methods(["GET", "POST"])
def guests(request: Request, pk: int) -> HttpResponse:
    """The links of a batch, and the form for another."""
    known = Batch.objects.visible_to(request.user).select_related("brand", "revision__brief__campaign")
    batch = get_object_or_404(known, pk=pk)
    require(request.user, "invite a guest", batch.brand)
    if request.method == "GET":
        return _page(request, batch)
    try:
        link = _invited(request, batch)
    except Problem as problem:
        return _page(request, batch, problem=problem)
    where = f"It is written to {settings.MAIL_PLACE}." if settings.MAIL_PLACE else f"It is on its way to {link.email}."
    messages.success(request, f"{link.name} is invited. {where}")
    return redirect("review:guests", batch.pk)


@require_POST
def revoke_guest(request: Request, pk: int) -> HttpResponse:
    link = get_object_or_404(GuestLink.objects.visible_to(request.user).select_related("brand"), pk=pk)
    revoke(link, by=request.user)
    messages.success(request, f"{link.name}'s link opens nothing any more.")
    return redirect("review:guests", link.batch_id)


def _invited(request: Request, batch: Batch) -> GuestLink:
    form = request.POST
    days = form.get("days", str(USUAL))
    if not (days.isascii() and days.isdecimal() and len(days) < 4):
        raise BadInput(f"Days: a link holds {DAYS[0]} to {DAYS[-1]} days. Choose a number between.", field="days")
    return invite(
        batch,
        name=form.get("name", ""),
        email=form.get("email", ""),
        days=int(days),
        every=form.get("show") == "every",
        by=request.user,
    )


def _page(request: Request, batch: Batch, *, problem: Problem | None = None) -> HttpResponse:
    """With what was typed, where it could not be used."""
    said = {name: request.POST.get(name, "") for name in (*FIELDS, "show")} if problem else {"days": str(USUAL)}
    page = {
        "batch": batch, "brief": batch.revision.brief, "campaign": batch.revision.brief.campaign,
        "links": list(GuestLink.objects.filter(batch=batch).select_related("by").order_by("-pk")[:100]),
        "said": said, "problem": problem, "days": DAYS, "wrong": problem.field if problem else "",
        "mail_on": settings.MAIL_ON, "place": settings.MAIL_PLACE, "no_mail": NO_MAIL,
    }  # fmt: skip
    return render(request, "review/guests.html", page, status=problem.status if problem else 200)
