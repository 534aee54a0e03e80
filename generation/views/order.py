from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from briefs.models import Brief, BriefRevision
from generation import actions, budgets, cost, guiding, planning, registry, search
from generation.forms import OrderForm
from generation.models import Batch, ModelEntry
from generation.search.forms import SearchForm
from generation.views.batches import sheet_url
from studio.lib.problems import BadInput
from studio.people.requests import Request
from studio.people.roles import may


def order(request: Request, pk: int) -> HttpResponse:
    """The order panel of a brief: which model, how many, what it will take. Posting it makes the batch."""
    brief = get_object_or_404(Brief.objects.visible_to(request.user).select_related("brand"), pk=pk)
    revision = brief.revisions.select_related("style_pack", "brief__brand", "brief__campaign").first()
    if revision is None:
        status = 409 if request.method == "POST" else 200
        return show(request, {"brief": brief}, status)
    asked = request.POST if request.method == "POST" else request.GET
    form, until = OrderForm(asked or None, brief=brief), SearchForm(asked or None, revision=revision)
    if request.method == "POST" and form.is_valid() and (not until.on or until.is_valid()):
        try:
            return to_sheet(request, actions.order_batch(revision, by=request.user, **order_of(form, until)))
        except BadInput as fault:
            refuse(form, until, fault)
    status = 422 if request.method == "POST" else 200
    context = {"brief": brief, "revision": revision, "form": form, "until": until}
    return show(request, context | outlook(request, revision, form, until), status)


def refuse(form: OrderForm, until: SearchForm, fault: BadInput) -> None:
    """Each sentence beside its field, in whichever part of the panel that stands; the rest above all."""
    for field, sentences in fault.fields.items():
        if until.on and field in until.fields:
            until.add_error(field, sentences)
        else:
            form.add_error(field if field in form.fields else None, sentences)


def show(request: Request, context: dict[str, Any], status: int) -> HttpResponse:
    """A fragment for the brief's page, or a page of its own where there is no script."""
    fragment = bool(request.headers.get("HX-Request"))
    return render(
        request, "generation/order.html" if fragment else "generation/order_page.html", context, status=status
    )


def order_of(form: OrderForm, until: SearchForm) -> dict[str, Any]:
    asked = {name: form.cleaned_data[name] for name in ("model", "count", "once")}
    return asked | ({"until": until.asked()} if until.on else {})


def to_sheet(request: Request, batch: Batch) -> HttpResponse:
    """On to the contact sheet, where the tiles arrive. htmx follows its own header, a plain form the redirect."""
    url = sheet_url(batch)
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return redirect(url)


def outlook(request: Request, revision: BriefRevision, form: OrderForm, until: SearchForm) -> dict[str, Any]:
    """What the order on screen will take, and what its licence will not cover."""
    valid = form.is_bound and form.is_valid()
    model = form.cleaned_data["model"] if valid else form.initial["model"]
    count = form.cleaned_data["count"] if valid else form.fields["count"].initial
    may_order = may(request.user, "make a batch", revision.brief.brand)
    if model is None:
        return {"may_order": may_order}
    ratios = planning.ratios_of(revision.document)
    width, height = planning.size_for(ratios, tier="discovery", engine_name=model.engine)
    estimate = cost.estimate(model, count=count, width=width, height=height, tier="discovery")
    searched = sought(revision, model, form, until, width, height) if until.on else None
    estimate = searched.estimate if searched else estimate
    return {
        "searched": searched,
        "may_order": may_order,
        "estimate": estimate,
        "money": budgets.look(revision.brief.campaign, estimate.micros),
        "workers": cost.live_workers(model.engine),
        "warnings": registry.licence_warnings(model, revision.document, guiding.along(revision, model)),
        "size": f"{width} × {height}",
    }


def sought(
    revision: BriefRevision, model: ModelEntry, form: OrderForm, until: SearchForm, width: int, height: int
) -> search.Outlook | None:
    """What the search on screen will take; None, and the sentences beside the fields, while it cannot be asked."""
    if not until.is_valid():
        return None
    try:
        asked = search.Search.of(search.clean(until.asked(), revision))
    except BadInput as fault:
        refuse(form, until, fault)
        return None
    return search.outlook(asked, revision.brief.brand, model, width=width, height=height, tier="discovery")
