"""Admin: placements and style packs. A published version is read; editing makes or changes the draft version."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from briefs.actions import (
    copy_placement,
    create_placement,
    create_style_pack,
    draft_placement,
    draft_style_pack,
    publish,
    retire,
)  # fmt: skip
from briefs.forms import NewPlacementForm, NewStylePackForm, PlacementForm, StylePackForm
from briefs.models import Placement, PlacementVersion, StylePack, StylePackVersion
from briefs.placement import budget_words, ratio, size_words
from briefs.vocabulary import CHANNELS
from studio.lib.problems import BadInput, NotAllowed
from studio.people.models import Brand
from studio.people.requests import Request
from studio.people.roles import MAY, may, require


def _keeping(request: Request, verb: str) -> list[Brand]:
    """The brands at which the person may do this."""
    roles = MAY[verb]
    return list(Brand.objects.filter(memberships__user=request.user, memberships__role__in=roles).distinct())


def _told(form: forms.Form, fault: BadInput) -> None:
    """An action's refusal, beside the control it is about, or above the form."""
    for name, lines in fault.fields.items():
        control = (
            name if name in form.fields else {"safe": "safe_top", "max_bytes": "max_kb", "copy": "max_chars"}.get(name)
        )
        control = control or {"tokens": "clip", "typography": "family", "logo": "corner"}.get(name)
        for line in lines:
            form.add_error(control if control in form.fields else None, line)


# --- Placements ------------------------------------------------------------------------------------------------------
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
        "brands": _keeping(request, "keep placements"),
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
            _told(form, fault)
    editable = row.brand is not None and may(request.user, "keep placements", row.brand)
    context = {
        "row": row,
        "versions": versions,
        "form": form,
        "editable": editable,
        "brands": _keeping(request, "keep placements"),
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
            _told(form, fault)
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


# --- Style packs -----------------------------------------------------------------------------------------------------
@require_GET
def style_packs(request: Request) -> HttpResponse:
    versions = Prefetch(
        "versions",
        queryset=StylePackVersion.objects.select_related("published_by").order_by("-number"),
        to_attr="all_versions",
    )
    packs = []
    for row in StylePack.objects.visible_to(request.user).select_related("brand").prefetch_related(versions):
        newest = next((version for version in row.all_versions if version.published_at), None)
        draft = next((version for version in row.all_versions if not version.published_at), None)
        if shown := newest or draft:
            packs.append({"row": row, "version": newest, "draft": draft, "document": shown.document})
    context = {"packs": packs, "brands": _keeping(request, "keep style packs")}
    return render(request, "briefs/style_packs.html", context)


def style_pack(request: Request, pk: int) -> HttpResponse:
    pack = get_object_or_404(StylePack.objects.visible_to(request.user).select_related("brand"), pk=pk)
    versions = list(pack.versions.select_related("published_by"))
    newest = versions[0]
    form = StylePackForm(
        request.POST or None,
        initial=StylePackForm.initial_from(newest.document) | {"note": newest.note if not newest.published_at else ""},
    )
    if request.method == "POST" and form.is_valid():
        try:
            draft = draft_style_pack(pack, form.document(pack.slug), by=request.user, note=form.cleaned_data["note"])
            messages.success(request, f"Version {draft.number} is a draft. Publish it when it is right.")
            return redirect("briefs:style_pack", pack.pk)
        except BadInput as fault:
            _told(form, fault)
    editable = may(request.user, "keep style packs", pack.brand)
    context = {"pack": pack, "versions": versions, "newest": newest, "form": form, "editable": editable}
    return render(request, "briefs/style_pack.html", context, status=422 if form.errors else 200)


def new_style_pack(request: Request) -> HttpResponse:
    if not _keeping(request, "keep style packs"):
        raise NotAllowed("To make a style pack takes the role admin or brand reviewer at a brand. Ask an admin for it.")
    form = NewStylePackForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            version = create_style_pack(data["brand"], by=request.user, name=data["name"], slug=data["slug"])
            return redirect("briefs:style_pack", version.pack_id)
        except BadInput as fault:
            _told(form, fault)
    return render(request, "briefs/style_pack_new.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def publish_style_pack(request: Request, pk: int) -> HttpResponse:
    rows = StylePackVersion.objects.visible_to(request.user).select_related("pack__brand")
    version = publish(get_object_or_404(rows, pk=pk), by=request.user)
    messages.success(request, f"{version} is published. Briefs submitted from now on use it.")
    return redirect("briefs:style_pack", version.pack_id)
