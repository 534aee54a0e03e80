from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from briefs.actions.comment import MENTION
from generation import budgets, cost, registry
from generation.models import Candidate
from review.actions.annotate import annotate, reopen, reply, resolve, set_due
from review.actions.revise import accept, revise
from review.anew import choices
from review.forms import DueForm, MarkForm, PaintForm, ReplyForm
from review.masks import paintable
from review.models import Annotation
from review.views.loupe import pane_response
from studio.lib.problems import BadInput
from studio.people.requests import Request
from studio.people.roles import require


@require_POST
def mark(request: Request, pk: int) -> HttpResponse:
    """A new mark with its first comment."""
    candidate = get_object_or_404(Candidate.objects.visible_to(request.user).select_related("batch__brand"), pk=pk)
    said = cleaned(MarkForm(request.POST))
    annotate(
        candidate, said["kind"], said["points"], said["text"], by=request.user, due=said["due"], once=sent(said["once"])
    )
    return answer(request, candidate.pk)


@require_POST
def answer_mark(request: Request, pk: int) -> HttpResponse:
    annotation, said = found(request, pk), cleaned(ReplyForm(request.POST))
    reply(annotation, said["text"], by=request.user, once=sent(said["once"]))
    return answer(request, annotation.candidate_id)


@require_POST
def resolve_mark(request: Request, pk: int) -> HttpResponse:
    annotation = resolve(found(request, pk), by=request.user)
    return answer(request, annotation.candidate_id)


@require_POST
def reopen_mark(request: Request, pk: int) -> HttpResponse:
    annotation = reopen(found(request, pk), by=request.user)
    return answer(request, annotation.candidate_id)


@require_POST
def due_mark(request: Request, pk: int) -> HttpResponse:
    """By when it should be done."""
    annotation = set_due(found(request, pk), cleaned(DueForm(request.POST))["due"], by=request.user)
    return answer(request, annotation.candidate_id)


def paint(request: Request, pk: int) -> HttpResponse:
    """What should be there instead, by which model, how often, and what it takes; posting it orders the versions."""
    annotation = found(request, pk)
    candidate = annotation.candidate
    require(request.user, "promote a candidate", candidate.batch.brand)
    if not paintable(annotation.kind):
        raise BadInput(f"A {annotation.kind} covers nothing. Draw a box or a stroke instead.", field="mark")
    known = choices(candidate)
    first = annotation.comments.first()
    asked = request.POST if request.method == "POST" else None
    words = " ".join(MENTION.sub("", first.text).split()) if first else ""  # whom it was said to is nothing to paint
    form = PaintForm(asked, models=known["models"], words=words)
    if request.method == "POST":
        said = cleaned(form)
        order = {name: said[name] for name in ("instruction", "model", "count", "once")}
        revise(annotation, by=request.user, **order)
        return answer(request, candidate.pk)
    context = {"mark": annotation, "candidate": candidate, "form": form, **known, **outlook(candidate, form)}
    fragment = bool(request.headers.get("HX-Request"))
    return render(request, "review/paint.html" if fragment else "review/paint_page.html", context)


def outlook(candidate: Candidate, form: PaintForm) -> dict[str, Any]:
    """What it takes as it is offered: seconds, money, and what the model's licence will not cover."""
    model, batch = form.initial["model"], candidate.batch
    if not model:
        return {}
    count = form.fields["count"].initial
    estimate = cost.estimate(model, count=count, width=batch.width, height=batch.height, tier=batch.tier)
    return {
        "estimate": estimate,
        "workers": cost.live_workers(model.engine),
        "money": budgets.look(batch.revision.brief.campaign, estimate.micros),
        "warnings": registry.licence_warnings(model, batch.revision.document),
    }


@require_POST
def accept_version(request: Request, pk: int) -> HttpResponse:
    """This version is what its mark asked for. Answers with the page that was looked at, the mark's or its."""
    known = Candidate.objects.visible_to(request.user).select_related("batch__brand", "batch__revised_from")
    version = get_object_or_404(known, pk=pk)
    asked = accept(version, by=request.user)
    return answer(request, asked.candidate_id if "before" in request.POST else version.pk)


def found(request: Request, pk: int) -> Annotation:
    known = Annotation.objects.visible_to(request.user).select_related(
        "candidate__batch__brand", "candidate__batch__model", "candidate__batch__revision__brief__campaign",
        "candidate__batch__revision__style_pack", "candidate__picture", "candidate__recipe",
    )  # fmt: skip
    return get_object_or_404(known, pk=pk)


def cleaned(form: forms.Form) -> dict[str, Any]:
    if not form.is_valid():
        raise BadInput(fields={name: [str(error) for error in errors] for name, errors in form.errors.items()})
    return form.cleaned_data


def sent(once: object) -> str | None:
    """The id that the page gave what it sends, as it stands in the event."""
    return str(once) if once else None


def answer(request: Request, candidate: int) -> HttpResponse:
    """The loupe's own script takes the new marks and threads; a plain form goes back to the page.

    Who prefers little (RFC 7240) is told that it is saved, and asks for the threads when they have settled: with ten
    people drawing, everything that was said would else be drawn ten times a stroke.
    """
    if request.headers.get("Prefer") == "return=minimal":
        return HttpResponse(status=204, headers={"Preference-Applied": "return=minimal"})
    if request.headers.get("HX-Request"):
        return pane_response(request, candidate)
    return redirect(f"{reverse('review:loupe', args=[candidate])}#marks")
