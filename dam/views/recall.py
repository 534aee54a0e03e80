"""The page of a recall: what is called back, what it touches, who is told; and what is done about it."""

from __future__ import annotations

import time
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.http import urlencode
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_POST

from dam import quarantine as acts
from dam.models import Asset, Component, Recall
from dam.recall import PAGE, Found, assets, find, offered
from dam.recall_list import listing
from studio.lib.problems import BadInput, WrongState
from studio.lib.serving import streamed
from studio.people.models import Brand
from studio.people.requests import Request
from studio.people.roles import may

LATEST = 10  # quarantines and drills that the page lists


@require_GET
def recall(request: Request) -> HttpResponse:
    """Without a component a search for one; with one all that rests on it. One address for both: it is a link."""
    return shown(request, request.GET.get("kind", ""), request.GET.get("key", ""))


@require_GET
def recall_list(request: Request, kind: str, key: str) -> HttpResponseBase:
    """The report as CSV: an asset a row, as far as the person sees."""
    try:
        found = find(kind, key, request.user)
    except BadInput as fault:
        raise Http404(fault.sentence) from fault
    if found is None:
        raise Http404("No brand of yours has such a component.")
    name = f"recall-{found.kind}-{slugify(found.key)[:16]}.csv"
    return streamed(request, listing(found), content_type="text/csv; charset=utf-8", filename=name)


@require_POST
def quarantine(request: Request, pk: int) -> HttpResponse:
    """Hold back all assets of this brand that rest on the component. The form says how many were shown."""
    brand = get_object_or_404(Brand.objects.visible_to(request.user), pk=pk)
    kind, key = request.POST.get("kind", ""), request.POST.get("key", "")
    said = request.POST.get("expected", "")
    try:
        if may(request.user, acts.VERB, brand) and request.POST.get("sure") != "on":
            raise BadInput("Confirm: tick that these assets are to be held back.", field="sure")
        expected = int(said) if said.isdecimal() and len(said) < 10 else -1
        row = acts.quarantine(
            brand, kind, key, by=request.user, reason=request.POST.get("reason", ""), expected=expected
        )
    except (BadInput, WrongState) as fault:
        return shown(request, kind, key, fault=fault, brand=brand)
    messages.success(request, f"In quarantine: {row.assets} of {brand.name}. {len(row.people)} people concerned.")
    return HttpResponseRedirect(acts.address(row.component))


@require_POST
def drill(request: Request, pk: int) -> HttpResponse:
    """Rehearse it: the report is kept with the time it took, and nothing is held back."""
    brand = get_object_or_404(Brand.objects.visible_to(request.user), pk=pk)
    kind, key = request.POST.get("kind", ""), request.POST.get("key", "")
    try:
        row = acts.drill(brand, kind, key, by=request.user, reason=request.POST.get("reason", ""))
    except BadInput as fault:
        return shown(request, kind, key, fault=fault, brand=brand)
    messages.success(request, f"Drill kept: {row.assets} of {brand.name} in {round(1000 * row.seconds)} ms.")
    return HttpResponseRedirect(acts.address(row.component))


@require_POST
def lift(request: Request, pk: int) -> HttpResponse:
    """End a quarantine, with a reason."""
    row = get_object_or_404(Recall.objects.visible_to(request.user).select_related("component", "brand"), pk=pk)
    try:
        acts.lift(row, by=request.user, reason=request.POST.get("reason", ""))
    except (BadInput, WrongState) as fault:
        return shown(request, row.component.kind, row.component.key, fault=fault, brand=row.brand)
    messages.success(request, f"The quarantine of {row.component} at {row.brand.name} is lifted.")
    return HttpResponseRedirect(acts.address(row.component))


def shown(
    request: Request, kind: str, key: str, *, fault: BadInput | WrongState | None = None, brand: Brand | None = None
) -> HttpResponse:
    """The page, with what was wrong of what was sent."""
    key = key.replace("\0", "")
    words = request.GET.get("q", "").replace("\0", "").strip()[:100]
    context: dict[str, Any] = {
        "words": words,
        "kind": kind if kind in Component.Kind.values else "",
        "kinds": Component.Kind.choices,
        "fault": fault,
        "faulty": brand.pk if brand else None,
        "reason": request.POST.get("reason", "")[: acts.LONGEST],
        "unread": Asset.objects.visible_to(request.user).filter(components_at=None).count(),
        "rows": Recall.objects.visible_to(request.user).select_related("component", "brand", "by", "lift__by")[:LATEST],
    }
    began = time.perf_counter()
    try:
        found = find(kind, key, request.user) if key else None
        context["nothing"] = bool(key) and found is None
    except BadInput as unclear:
        found, context["fault"] = None, fault or unclear
    if found is not None:
        context |= report(request, found) | {"milliseconds": max(1, round(1000 * (time.perf_counter() - began)))}
    else:
        context["offered"] = offered(request.user, words or key, context["kind"])
    status = fault.status if fault else 422 if context["fault"] else 200
    return render(request, "dam/recall.html", context, status=status)


def report(request: Request, found: Found) -> dict[str, Any]:
    """What a component touches, brand by brand, and one page of the assets."""
    before = request.GET.get("before", "")
    last = int(before) if before.isdecimal() and len(before) < 19 else None
    rows = assets(found, before=last)
    here: dict[str, str | int] = {"kind": found.kind, "key": found.key}
    return {
        "found": found,
        "label": Component.Kind(found.kind).label,
        "brands": [(one, may(request.user, acts.VERB, one.brand)) for one in found.brands],
        "spread": (("Placements", found.placements), ("Channels", found.channels), ("Markets", found.markets)),
        "assets": rows,
        "here": urlencode(here),
        "next": urlencode({**here, "before": rows[-1].pk}) if len(rows) == PAGE else "",
        "later": last is not None,
    }
