from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from generation import budgets, cost, promotion, registry
from generation.models import Batch, Candidate
from generation.promotion.form import PromoteForm
from generation.promotion.ways import CLOSENESS
from generation.queue import OPEN
from generation.views.batches import listed, row, sheet_url
from studio.lib.problems import BadInput, WrongState
from studio.people.requests import Request
from studio.people.roles import may


def promote(request: Request, pk: int) -> HttpResponse:
    """A pick on its way up: to which tier, on which model, what is kept, what it takes; and what was made of it."""
    known = Candidate.objects.visible_to(request.user).select_related(
        "batch__brand", "batch__model", "batch__revision__brief__campaign", "batch__revision__style_pack", "recipe"
    )
    candidate = get_object_or_404(known, pk=pk)
    asked = request.POST if request.method == "POST" else request.GET
    form = PromoteForm(asked or None, candidate=candidate)
    if request.method == "POST" and form.is_valid():
        try:
            made = promotion.promote(
                candidate, by=request.user, once=form.cleaned_data["once"], **form.chosen()
            )  # fmt: skip
            return ordered(request, candidate, made)
        except BadInput as fault:
            for field, sentences in fault.fields.items():
                form.add_error(field if field in form.fields else None, sentences)
    return shown(request, candidate, form, 422 if request.method == "POST" else 200)


def ordered(request: Request, candidate: Candidate, batch: Batch) -> HttpResponse:
    """With a script it is followed where it was asked for; without one, on its own sheet."""
    if request.headers.get("HX-Request"):
        return shown(request, candidate, PromoteForm(candidate=candidate), 200)
    messages.success(request, f"{candidate} goes to {batch.tier}: {batch}.")
    return redirect(sheet_url(batch))


def shown(request: Request, candidate: Candidate, form: PromoteForm, status: int) -> HttpResponse:
    rows = [row(request, batch) for batch in listed(request).filter(promoted_from=candidate)]
    context = {
        "candidate": candidate,
        "form": form,
        "rows": rows,
        "is_open": any(one["batch"].state in OPEN for one in rows),
        "may_promote": may(request.user, "promote a candidate", candidate.batch.brand),
        "objection": promotion.objection(candidate, by=request.user),
        **outlook(candidate, form),
    }
    fragment = bool(request.headers.get("HX-Request"))
    page = "generation/promote.html" if fragment else "generation/promote_page.html"
    return render(request, page, context, status=status)


def outlook(candidate: Candidate, form: PromoteForm) -> dict[str, Any]:
    """What the order on screen would keep, what it would lose, and what it takes."""
    chosen = form.chosen()
    if not chosen["tier"] or chosen["model"] is None:
        return {}
    model, count = chosen["model"], chosen.pop("count")
    try:
        way = promotion.way_of(candidate, **chosen)
    except (BadInput, WrongState) as fault:
        return {"model": model, "refusal": fault.sentence, "steps": CLOSENESS.values(), "chosen": chosen}
    many = 1 if way.exact else count
    width, height = way.size
    estimate = cost.estimate(model, count=many, width=width, height=height, tier=way.tier)
    return {
        "model": model,
        "way": way,
        "chosen": chosen,
        "steps": CLOSENESS.values(),
        "estimate": estimate,
        "money": budgets.look(candidate.batch.revision.brief.campaign, estimate.micros),
        "workers": cost.live_workers(model.engine),
        "warnings": [*way.lost, *registry.licence_warnings(model, candidate.batch.revision.document, way.along)],
    }
