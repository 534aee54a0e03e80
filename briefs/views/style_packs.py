"""Admin: style packs. A published version is read; editing makes or changes the draft version."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from briefs.actions import add_picture, create_style_pack, draft_style_pack
from briefs.actions.publishing import KEEP_PACKS
from briefs.actions.style_files import pictures_of
from briefs.forms import NewStylePackForm, StylePackForm
from briefs.forms.style_rows import pressed
from briefs.models import Character, Picture, StylePack, StylePackVersion
from briefs.views.keeping import keeping
from studio.lib.problems import BadInput, NotAllowed, Problem
from studio.people.requests import Request
from studio.people.roles import may, require

OFFERED = 12  # pictures of the brand to choose from
# Where a refusal of a document's field is told, if there is no control of that name.
CONTROLS = {"tokens": "clip", "typography": "family", "logo": "corner"}


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
    context = {"packs": packs, "brands": keeping(request, KEEP_PACKS)}
    return render(request, "briefs/style_packs.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def style_pack(request: Request, pk: int) -> HttpResponse:
    """The form over the draft, or over the newest version where there is no draft."""
    pack = get_object_or_404(StylePack.objects.visible_to(request.user).select_related("brand"), pk=pk)
    versions = list(pack.versions.select_related("published_by"))
    newest = versions[0]
    if request.method != "POST":
        note = newest.note if not newest.published_at else ""
        form = StylePackForm(initial=StylePackForm.initial_from(newest.document) | {"note": note})
        return shown(request, pack, versions, form)
    require(request.user, KEEP_PACKS, pack.brand)
    if do := request.POST.get("do", ""):
        return press(request, pack, versions, do)
    form = StylePackForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            draft = draft_style_pack(pack, said(form, newest), by=request.user, note=form.cleaned_data["note"],
                                     lut=request.FILES.get("lut"))  # fmt: skip
            messages.success(request, f"Version {draft.number} is saved as a draft.")
            return redirect("briefs:style_pack", pack.pk)
        except Problem as fault:
            tell(form, fault)
    return shown(request, pack, versions, form, status=422)


def press(request: Request, pack: StylePack, versions: list[StylePackVersion], do: str) -> HttpResponse:
    """A button of a list: the form as it was typed, with a row more, less, or elsewhere. Nothing is saved by it."""
    typed: dict[str, Any] = {**request.POST.dict(), "scripts": request.POST.getlist("scripts")}
    fault, file = "", request.FILES.get("picture")
    if do == "upload" and file is not None:
        try:
            add_picture(pack.brand, file, by=request.user, verb=KEEP_PACKS)
        except Problem as problem:
            fault = problem.sentence
    form = StylePackForm(initial=pressed(typed, do) or typed)
    form.told = {"picture": [fault]} if fault else {}
    return shown(request, pack, versions, form, status=422 if fault else 200)


def said(form: StylePackForm, newest: StylePackVersion) -> dict[str, Any]:
    """The newest document with what the form says instead. A file that is not sent again stays."""
    lut = {} if form.cleaned_data["without_lut"] else newest.document.get("lut", {})
    return {**newest.document, **form.document(newest.document["slug"]), "lut": lut}


def tell(form: StylePackForm, fault: Problem) -> None:
    """An action's refusal, beside the control or the list it is about, or above the form."""
    fields = fault.fields if isinstance(fault, BadInput) and fault.fields else {fault.field: [fault.sentence]}
    for name, lines in fields.items():
        control = CONTROLS.get(name, name)
        if control in form.lists:
            form.told[control] = [*form.told.get(control, []), *lines]
        for line in lines if control not in form.lists else []:
            form.add_error(control if control in form.fields else None, line)


def shown(
    request: Request, pack: StylePack, versions: list[StylePackVersion], form: StylePackForm, status: int = 200
) -> HttpResponse:
    chosen = [str(row["digest"].value() or "") for row in form.lists["references"]]
    pictures = pictures_of(pack.brand, chosen)
    offered = Picture.objects.filter(brand=pack.brand).exclude(picture__in=chosen).order_by("-pk")[:OFFERED]
    newest = versions[0]
    context = {
        "pack": pack,
        "versions": versions,
        "newest": newest,
        "draft": newest if not newest.published_at else None,
        "form": form,
        "references": [(row, pictures.get(name)) for row, name in zip(form.lists["references"], chosen, strict=True)],
        "offered": [row for row in offered if row.state == "ready"],
        "waiting": [row for row in offered if row.state == "waiting"],
        "sheets": Character.objects.filter(brand=pack.brand, retired=False),
        "editable": may(request.user, KEEP_PACKS, pack.brand),
        "refused": status != 200,
    }
    return render(request, "briefs/style_pack.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def new_style_pack(request: Request) -> HttpResponse:
    if not keeping(request, KEEP_PACKS):
        raise NotAllowed("To make a style pack takes the role admin or brand reviewer at a brand. Ask an admin for it.")
    form = NewStylePackForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            version = create_style_pack(data["brand"], by=request.user, name=data["name"], slug=data["slug"])
            return redirect("briefs:style_pack", version.pack_id)
        except BadInput as fault:
            for name in fault.fields:
                form.add_error(name if name in form.fields else None, fault.fields[name])
    return render(request, "briefs/style_pack_new.html", {"form": form}, status=422 if form.errors else 200)
