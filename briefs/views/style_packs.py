"""Admin: style packs. A published version is read; editing makes or changes the draft version."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from briefs.actions import (
    create_style_pack,
    draft_style_pack,
    publish,
)  # fmt: skip
from briefs.forms import NewStylePackForm, StylePackForm
from briefs.models import StylePack, StylePackVersion
from briefs.views.keeping import keeping, told
from studio.lib.problems import BadInput, NotAllowed
from studio.people.requests import Request
from studio.people.roles import may


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
    context = {"packs": packs, "brands": keeping(request, "keep style packs")}
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
            told(form, fault)
    editable = may(request.user, "keep style packs", pack.brand)
    context = {"pack": pack, "versions": versions, "newest": newest, "form": form, "editable": editable}
    return render(request, "briefs/style_pack.html", context, status=422 if form.errors else 200)


def new_style_pack(request: Request) -> HttpResponse:
    if not keeping(request, "keep style packs"):
        raise NotAllowed("To make a style pack takes the role admin or brand reviewer at a brand. Ask an admin for it.")
    form = NewStylePackForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            version = create_style_pack(data["brand"], by=request.user, name=data["name"], slug=data["slug"])
            return redirect("briefs:style_pack", version.pack_id)
        except BadInput as fault:
            told(form, fault)
    return render(request, "briefs/style_pack_new.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def publish_style_pack(request: Request, pk: int) -> HttpResponse:
    rows = StylePackVersion.objects.visible_to(request.user).select_related("pack__brand")
    version = publish(get_object_or_404(rows, pk=pk), by=request.user)
    messages.success(request, f"{version} is published. Briefs submitted from now on use it.")
    return redirect("briefs:style_pack", version.pack_id)
