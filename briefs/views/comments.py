"""What people say about a brief: a page of its own, and the panel beside the brief."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from briefs.actions import answer, comment_on, reopen_comment, resolve_comment
from briefs.models import Brief, BriefComment
from briefs.talk import talk
from briefs.views.brief import found
from studio.lib.problems import BadInput
from studio.people.requests import Request


@require_GET
def comments(request: Request, pk: int) -> HttpResponse:
    """`?field=subject` chooses the field that the form is about."""
    return _shown(request, found(request, pk), field=request.GET.get("field", ""))


@require_POST
def add(request: Request, pk: int) -> HttpResponse:
    brief = found(request, pk)
    text, field = request.POST.get("text", ""), request.POST.get("field", "")
    try:
        made = comment_on(brief, text, by=request.user, field=field)
    except BadInput as problem:
        if request.htmx:
            raise
        return _shown(request, brief, field=field, text=text, problem=problem, status=problem.status)
    return _after(request, made)


@require_POST
def act(request: Request, pk: int, verb: str) -> HttpResponse:
    """Answer a thread, settle it, or open it again."""
    rows = BriefComment.objects.visible_to(request.user).select_related("brief__brand", "brief__campaign")
    comment = get_object_or_404(rows, pk=pk)
    if verb == "answer":
        answer(comment, request.POST.get("text", ""), by=request.user)
    else:
        {"resolve": resolve_comment, "reopen": reopen_comment}[verb](comment, by=request.user)
    return _after(request, comment)


def _after(request: Request, comment: BriefComment) -> HttpResponse:
    if request.htmx:
        return _shown(request, comment.brief)
    thread = comment.answers_id or comment.pk
    return redirect(f"{reverse('briefs:comments', args=[comment.brief_id])}#thread-{thread}")


def _shown(request: Request, brief: Brief, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {"brief": brief, "campaign": brief.campaign, "talk": talk(brief), **more}
    template = "briefs/talk_list.html" if request.htmx else "briefs/comments.html"
    return render(request, template, context, status=status)
