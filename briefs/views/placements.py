"""Admin: placements. A published version is read; editing makes or changes the draft version."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from briefs.actions import (
    copy_placement,
    create_placement,
    draft_placement,
    publish,
    retire,
)  # fmt: skip
from briefs.forms import NewPlacementForm, PlacementForm
from briefs.models import Placement, PlacementVersion
from briefs.placement import budget_words, ratio, size_words
from briefs.views.keeping import keeping, told
from briefs.vocabulary import CHANNELS
from studio.lib.problems import BadInput
from studio.people.models import Brand
from studio.people.requests import Request
from studio.people.roles import may, require


@require_GET
def placements(request: Request) -> HttpResponse:
    versions = Prefetch("versions", queryset=PlacementVersion.objects.order_by("-number"), to_attr="all_versions")
    rows = Placement.objects.visible_to(request.user).select_related("brand").prefetch_related(versions)
    groups: dict[str, list[dict[str, Any]]] = {term.label: [] for term in CHANNELS.values()}
    for row in rows.order_by("name", "brand_id"):
        newest = next((version for version in row.all_versions if version.published_at), None)
        shown = newest or (row.all_versions[0] if row.all_versions else None)
        if shown is None:
            continue
        document = shown.document
        words = {"size": size_words(document), "budget": budget_words(document), "ratio": ratio(document)}
        draft = next((version for version in row.all_versions if not version.published_at), None)
        label = CHANNELS[row.channel].label if row.channel in CHANNELS else row.channel
        groups.setdefault(label, []).append({"row": row, "version": newest, "draft": draft, **words})
    context = {
        "groups": {name: rows for name, rows in groups.items() if rows},
        "brands": keeping(request, "keep placements"),
    }
    return render(request, "briefs/placements.html", context)


def placement(request: Request, pk: int) -> HttpResponse:
    rows = Placement.objects.visible_to(request.user).select_related("brand")
    row = get_object_or_404(rows, pk=pk)
    versions = list(row.versions.select_related("published_by"))
    newest = versions[0]
    form = PlacementForm(
        request.POST or None,
        initial=PlacementForm.initial_from(newest.document) | {"note": newest.note if not newest.published_at else ""},
    )
    if request.method == "POST" and form.is_valid():
        try:
            draft = draft_placement(row, form.document(row.slug), by=request.user, note=form.cleaned_data["note"])
            messages.success(request, f"Version {draft.number} is a draft. Publish it when it is right.")
            return redirect("briefs:placement", row.pk)
        except BadInput as fault:
            told(form, fault)
    editable = row.brand is not None and may(request.user, "keep placements", row.brand)
    context = {
        "row": row,
        "versions": versions,
        "form": form,
        "editable": editable,
        "brands": keeping(request, "keep placements"),
    }
    return render(request, "briefs/placement.html", context, status=422 if form.errors else 200)


def new_placement(request: Request, brand_pk: int) -> HttpResponse:
    brand = get_object_or_404(Brand.objects.visible_to(request.user), pk=brand_pk)
    require(request.user, "keep placements", brand)  # before the form: nobody fills in what they may not send
    form = NewPlacementForm(request.POST or None, initial={"colour_space": "srgb", "preferred": "jpeg"})
    if request.method == "POST" and form.is_valid():
        try:
            version = create_placement(brand, form.document(form.cleaned_data["slug"]), by=request.user)
            return redirect("briefs:placement", version.placement_id)
        except BadInput as fault:
            told(form, fault)
    return render(
        request, "briefs/placement_new.html", {"form": form, "brand": brand}, status=422 if form.errors else 200
    )


@require_POST
def placement_act(request: Request, pk: int, verb: str) -> HttpResponse:
    """copy (with a brand), retire or restore."""
    row = get_object_or_404(Placement.objects.visible_to(request.user).select_related("brand"), pk=pk)
    if verb == "copy":
        choice = request.POST.get("brand", "")
        number = int(choice) if choice.isdecimal() and len(choice) < 19 else 0
        brand = get_object_or_404(Brand.objects.visible_to(request.user), pk=number)
        row = copy_placement(row, brand, by=request.user).placement
        messages.success(request, f"{row.name} is copied to {brand.name}. Change the copy, then publish it.")
    else:
        retire(row, by=request.user, retired=verb == "retire")
        messages.success(request, f"{row.name} is {'no longer' if verb == 'retire' else 'again'} offered to briefs.")
    return redirect("briefs:placement", row.pk)


@require_POST
def publish_placement(request: Request, pk: int) -> HttpResponse:
    rows = PlacementVersion.objects.visible_to(request.user).select_related("placement__brand")
    version = publish(get_object_or_404(rows, pk=pk), by=request.user)
    messages.success(request, f"{version} is published. Briefs submitted from now on use it.")
    return redirect("briefs:placement", version.placement_id)
