"""Admin: placements. A published version is read; editing makes or changes the draft version."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from briefs.actions import copy_placement, create_placement, draft_placement, publish, retire
from briefs.affects import affected
from briefs.forms import NewPlacementForm, PlacementForm
from briefs.forms.placement import CONTROLS
from briefs.models import Placement, PlacementVersion
from briefs.outline import outline
from briefs.placement import clean, facts, file_words, given_words, ours_words
from briefs.shelf import OWNERS, READS, Wanted, shelf
from briefs.views.keeping import keeping
from briefs.vocabulary import CHANNELS
from studio.lib.asked import number
from studio.lib.problems import BadInput
from studio.people.models import Brand
from studio.people.requests import Request
from studio.people.roles import may, require


@require_GET
def placements(request: Request) -> HttpResponse:
    """The page and, for htmx, what was found: one address for both, so that a search is a link."""
    wanted = Wanted.of(request.GET)
    groups: dict[str, list[dict[str, Any]]] = {term.label: [] for term in CHANNELS.values()}
    rows: list[Any] = list(shelf(request.user, wanted))
    for row in rows:
        label = CHANNELS[row.channel].label if row.channel in CHANNELS else row.channel
        words = {"size": given_words(row.shown), "budget": file_words(row.shown)}
        groups.setdefault(label, []).append({"row": row, "outline": outline(row.shown), **words})
    context = {
        "groups": {name: found for name, found in groups.items() if found},
        "count": len(rows),
        "wanted": wanted,
        "channels": {"": "All", **{key: term.label for key, term in CHANNELS.items()}},
        "owners": OWNERS,
        "reads": READS,
        "brands": keeping(request, "keep placements"),
    }
    fragment = request.headers.get("HX-Target") == "placements-found"
    return render(request, "briefs/placements_found.html" if fragment else "briefs/placements.html", context)


@require_http_methods(["GET", "POST"])
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
    context = {
        "row": row,
        "versions": versions,
        "newest": newest,
        "document": newest.document,
        "facts": facts(newest.document),
        "ours": ours_words(newest.document),
        "outline": outline(newest.document),
        "affects": affected(row, versions, request.user),
        "form": form,
        "editable": row.brand is not None and may(request.user, "keep placements", row.brand),
        "brands": keeping(request, "keep placements"),
    }
    return render(request, "briefs/placement.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def new_placement(request: Request, brand_pk: int) -> HttpResponse:
    brand = get_object_or_404(Brand.objects.visible_to(request.user), pk=brand_pk)
    require(request.user, "keep placements", brand)  # before the form: nobody fills in what they may not send
    form = NewPlacementForm(request.POST or None, initial={"colour_space": "srgb", "preferred": "jpeg", "unit": "px"})
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
def draw_placement(request: Request) -> HttpResponse:
    """The drawing of a form that nobody has saved: the editor's preview. Writes nothing."""
    sent = request.POST.copy()
    sent["name"] = sent.get("name") or "Preview"
    form = PlacementForm(sent)
    try:
        if not form.is_valid():
            raise BadInput(fields={name: [str(line) for line in lines] for name, lines in form.errors.items()})
        document = clean(form.document("preview") | {"read": "", "url": ""})
    except BadInput as fault:
        return render(request, "briefs/placement_drawing.html", {"waiting": fault.sentence}, status=422)
    return render(request, "briefs/placement_drawing.html", {"outline": outline(document), "document": document})


@require_POST
def placement_act(request: Request, pk: int, verb: str) -> HttpResponse:
    """copy (with a brand), retire or restore."""
    row = get_object_or_404(Placement.objects.visible_to(request.user).select_related("brand"), pk=pk)
    if verb == "copy":
        asked = number(request.POST.get("brand", ""))
        brand = get_object_or_404(Brand.objects.visible_to(request.user), pk=asked)
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


def told(form: PlacementForm, fault: BadInput) -> None:
    """An action's refusal, beside the control it is about, or above the form."""
    for name, lines in fault.fields.items():
        control = CONTROLS.get(name, name)
        for line in lines:
            form.add_error(control if control in form.fields else None, line)
