from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from briefs.models import Brief, BriefRevision
from generation import actions, budgets, cost, guiding, planning, registry
from generation.forms import OrderForm
from generation.models import Batch
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
    form = OrderForm(asked or None, brief=brief)
    if request.method == "POST" and form.is_valid():
        try:
            return to_sheet(request, actions.order_batch(revision, by=request.user, **order_of(form)))
        except BadInput as fault:
            for field, sentences in fault.fields.items():
                form.add_error(field if field in form.fields else None, sentences)
    status = 422 if request.method == "POST" else 200
    context = {"brief": brief, "revision": revision, "form": form, **outlook(request, revision, form)}
    return show(request, context, status)


def show(request: Request, context: dict[str, Any], status: int) -> HttpResponse:
    """A fragment for the brief's page, or a page of its own where there is no script."""
    fragment = bool(request.headers.get("HX-Request"))
    return render(
        request, "generation/order.html" if fragment else "generation/order_page.html", context, status=status
    )


def order_of(form: OrderForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("model", "count", "once")}


def to_sheet(request: Request, batch: Batch) -> HttpResponse:
    """On to the contact sheet, where the tiles arrive. htmx follows its own header, a plain form the redirect."""
    url = sheet_url(batch)
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return redirect(url)


def outlook(request: Request, revision: BriefRevision, form: OrderForm) -> dict[str, Any]:
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
    return {
        "may_order": may_order,
        "estimate": estimate,
        "money": budgets.look(revision.brief.campaign, estimate.micros),
        "workers": cost.live_workers(model.engine),
        "warnings": registry.licence_warnings(model, revision.document, guiding.along(revision, model)),
        "size": f"{width} × {height}",
    }
