from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from generation.models import Candidate
from review.actions.annotate import annotate, reopen, reply, resolve
from review.forms import MarkForm, ReplyForm
from review.models import Annotation
from review.views.loupe import pane_response
from studio.lib.problems import BadInput
from studio.people.requests import Request


@require_POST
def mark(request: Request, pk: int) -> HttpResponse:
    """A new mark with its first comment."""
    candidate = get_object_or_404(Candidate.objects.visible_to(request.user).select_related("batch__brand"), pk=pk)
    form = MarkForm(request.POST)
    said = cleaned(form)
    once = str(said["once"]) if said["once"] else None
    annotate(candidate, said["kind"], said["points"], said["text"], by=request.user, once=once)
    return answer(request, candidate.pk)


@require_POST
def answer_mark(request: Request, pk: int) -> HttpResponse:
    annotation = found(request, pk)
    reply(annotation, cleaned(ReplyForm(request.POST))["text"], by=request.user)
    return answer(request, annotation.candidate_id)


@require_POST
def resolve_mark(request: Request, pk: int) -> HttpResponse:
    annotation = resolve(found(request, pk), by=request.user)
    return answer(request, annotation.candidate_id)


@require_POST
def reopen_mark(request: Request, pk: int) -> HttpResponse:
    annotation = reopen(found(request, pk), by=request.user)
    return answer(request, annotation.candidate_id)


def found(request: Request, pk: int) -> Annotation:
    known = Annotation.objects.visible_to(request.user).select_related("candidate__batch__brand")
    return get_object_or_404(known, pk=pk)


def cleaned(form: MarkForm | ReplyForm) -> dict[str, Any]:
    if not form.is_valid():
        raise BadInput(fields={name: [str(error) for error in errors] for name, errors in form.errors.items()})
    return form.cleaned_data


def answer(request: Request, candidate: int) -> HttpResponse:
    """The loupe's own script takes the new marks and threads; a plain form goes back to the page."""
    if request.headers.get("HX-Request"):
        return pane_response(request, candidate)
    return redirect(f"{reverse('review:loupe', args=[candidate])}#marks")
