"""Where guests are: the door that asks for a code, and behind it one batch to look at and comment.

A guest is signed in nowhere. Their session holds one link and nothing else, so every other address answers them as it
answers a stranger; and the link is read anew with each request, so that revoking it is felt at once.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from generation.models import Candidate
from review.actions.annotate import annotate, reply
from review.forms import MarkForm, ReplyForm
from review.guests import codes
from review.guests.links import found, shown
from review.marks import marks
from review.models import Annotation, GuestLink, GuestProxy
from review.tasks import make_guest_proxies
from review.tiles import ratio
from review.views.marks import cleaned
from studio.lib.problems import BadInput, Problem
from studio.lib.problems_middleware import answer, as_problem
from studio.lib.serving import blob_response

KEY = "guest"  # in the session: the primary key of the link
SEEN = timedelta(minutes=1)  # how exactly "last seen" is kept
QUIET = {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    # Not "no-referrer": with it browsers name no origin, and every form of ours would be refused as forged.
    "Referrer-Policy": "same-origin",
}
View = Callable[..., HttpResponse]


class Ended(Problem):
    status = 410
    title = "This link has ended"


class Outside(Problem):
    status = 404
    title = "Open the link in your mail"


def unlisted(view: View) -> View:
    """For guests: nobody signs in, nothing is kept by a browser or found by a search engine, refusals included."""

    @login_not_required
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except (Problem, Http404) as error:
            response = answer(request, as_problem(error) or Problem(str(error)))
        for name, value in QUIET.items():
            response[name] = value
        return response

    return wrapped


# --- The door ---------------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
@unlisted
def door(request: HttpRequest, token: str) -> HttpResponse:
    """Asks for the code that is mailed to whom the link was sent. Reading it changes nothing: scanners follow links."""
    link = _at_door(token)
    if request.user.is_authenticated:
        return redirect(request.path) if request.method == "POST" else _door(request, token)
    if request.session.get(KEY) == link.pk:
        return redirect("review:guest_room")
    if request.method == "GET":
        return _door(request, token)
    try:
        codes.prove(link, request.POST.get("code", "").strip().replace(" ", "")[:20])
    except BadInput as problem:
        return _door(request, token, wrong=problem.sentence)
    request.session.flush()  # a key of its own: one that somebody planted before opens nothing
    request.session[KEY] = link.pk
    request.session.set_expiry(link.until)
    rotate_token(request)
    return redirect("review:guest_room")


@require_POST
@unlisted
def door_code(request: HttpRequest, token: str) -> HttpResponse:
    """Mail a code. The answer is the same whether one is mailed or not."""
    link = _at_door(token)
    if not request.user.is_authenticated:
        codes.want(link)
    return redirect(f"{reverse('review:guest_door', args=[token])}?asked")


def _at_door(token: str) -> GuestLink:
    link = found(token)
    if link is None:
        raise Http404
    return _living(link)


def _door(request: HttpRequest, token: str, *, wrong: str = "") -> HttpResponse:
    page = {"token": token, "asked": bool(wrong) or "asked" in request.GET, "wrong": wrong}
    return render(request, "review/guest_door.html", page, status=422 if wrong else 200)


# --- Inside -----------------------------------------------------------------------------------------------------------
def seat(request: HttpRequest) -> GuestLink:
    """The link that this session was let in by. Raises Outside for everybody else, Ended where it holds no more."""
    pk = request.session.get(KEY)
    rows = GuestLink.objects.select_related("batch__revision__brief", "brand", "person", "by")
    link = rows.filter(pk=pk).first() if pk is not None and not request.user.is_authenticated else None
    if link is None:
        raise Outside("This page opens by the link in your mail. Open it from there, in this browser.")
    _living(link)
    now = timezone.now()
    if link.seen_at is None or now - link.seen_at > SEEN:
        GuestLink.objects.filter(pk=link.pk).update(seen_at=now)
    return link


def _living(link: GuestLink) -> GuestLink:
    if not link.live:
        raise Ended(f"This link does not open anything any more. Ask {link.by.name} for a new one.")
    return link


@require_GET
@unlisted
def room(request: HttpRequest) -> HttpResponse:
    """The pictures; with HX-Request the grid alone, while some are still being prepared."""
    link = seat(request)
    rows = list(shown(link).only("id", "position", "batch"))
    ready = _ready(link, rows)
    waiting = len(rows) - len(ready)
    if waiting and not request.headers.get("HX-Request"):
        make_guest_proxies.apply_async((link.pk,), queue="pixels")
    said = _said(rows)
    cells = [(row, row.pk in ready, said.get(row.pk, 0)) for row in rows]
    page = {"link": link, "batch": link.batch, "cells": cells, "waiting": waiting, "ratio": ratio(link.batch)}
    name = "review/guest_grid.html" if request.headers.get("HX-Request") else "review/guest_room.html"
    return render(request, name, page)


@require_GET
@unlisted
def picture(request: HttpRequest, pk: int) -> HttpResponse:
    """One picture, large, with what was said about it."""
    link = seat(request)
    return _picture(request, link, _mine(link, pk))


@require_GET
@unlisted
def proxy(request: HttpRequest, pk: int) -> HttpResponse:
    """The bytes: always the guest's own copy, never the picture."""
    link = seat(request)
    candidate = _mine(link, pk)
    made = get_object_or_404(GuestProxy.objects.select_related("blob"), link=link, candidate=candidate)
    return blob_response(request, made.blob)


@require_POST
@unlisted
def mark(request: HttpRequest, pk: int) -> HttpResponse:
    link = seat(request)
    candidate = _mine(link, pk)
    said = cleaned(MarkForm(request.POST))
    once = str(said["once"]) if said["once"] else None
    made = annotate(candidate, said["kind"], said["points"], said["text"], by=link.person, once=once)
    return redirect(f"{reverse('review:guest_picture', args=[candidate.pk])}#mark-{made.pk}")


@require_POST
@unlisted
def answer_mark(request: HttpRequest, pk: int) -> HttpResponse:
    link = seat(request)
    rows = Annotation.objects.filter(candidate__in=shown(link), rendition__isnull=True)
    annotation = get_object_or_404(rows.select_related("candidate__batch__brand"), pk=pk)
    said = cleaned(ReplyForm(request.POST))
    reply(annotation, said["text"], by=link.person, once=str(said["once"]) if said["once"] else None)
    return redirect(f"{reverse('review:guest_picture', args=[annotation.candidate_id])}#mark-{annotation.pk}")


@require_POST
@unlisted
def leave(request: HttpRequest) -> HttpResponse:
    link = seat(request)
    request.session.flush()
    return render(request, "review/guest_left.html", {"link": link})


def _mine(link: GuestLink, pk: int) -> Candidate:
    return get_object_or_404(shown(link).select_related("batch__brand", "batch__revision__brief"), pk=pk)


def _picture(request: HttpRequest, link: GuestLink, candidate: Candidate) -> HttpResponse:
    row = list(shown(link).values_list("pk", flat=True))
    here = row.index(candidate.pk)
    page: dict[str, Any] = {
        "link": link, "batch": candidate.batch, "candidate": candidate, "marks": marks(candidate),
        "ready": candidate.pk in _ready(link, [candidate]), "ratio": ratio(candidate.batch),
        "place": here + 1, "many": len(row),
        "before": row[here - 1] if here else None, "after": row[here + 1] if here + 1 < len(row) else None,
    }  # fmt: skip
    return render(request, "review/guest_picture.html", page)


def _ready(link: GuestLink, rows: list[Candidate]) -> set[int]:
    made = GuestProxy.objects.filter(link=link, candidate__in=[row.pk for row in rows])
    return set(made.values_list("candidate", flat=True))


def _said(rows: list[Candidate]) -> dict[int, int]:
    """How many marks stand on each."""
    counts: dict[int, int] = {}
    for pk in Annotation.objects.filter(candidate__in=rows, rendition__isnull=True).values_list("candidate", flat=True):
        counts[pk] = counts.get(pk, 0) + 1
    return counts
