"""The list of briefs and the brief's page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from briefs.actions import close, reopen, save_draft, submit
from briefs.forms import patch_from
from briefs.listing import briefs_page
from briefs.models import Brief
from briefs.page import page_for
from studio.lib.problems import BadInput, WrongState
from studio.people.requests import Request

SAVED = "gatefold:brief.saved"


def found(request: Request, pk: int) -> Brief:
    rows = Brief.objects.visible_to(request.user).select_related("brand", "campaign", "copied_from")
    return get_object_or_404(rows, pk=pk)


@require_GET
def briefs(request: Request) -> HttpResponse:
    return render(request, "briefs/list.html", briefs_page(request))


@require_GET
def edit(request: Request, pk: int) -> HttpResponse:
    brief = found(request, pk)
    return render(request, "briefs/edit.html", _shown(brief, page_for(brief, request.user)))


@require_POST
def save(request: Request, pk: int) -> HttpResponse:
    """Autosave by htmx, or a plain form post. What could not be saved stays in the form."""
    brief = found(request, pk)
    patch: dict[str, Any] = {}
    try:
        patch = patch_from(request.POST)
        before = brief.draft
        brief = save_draft(brief, patch, by=request.user, saves=_saves(request))
    except (BadInput, WrongState) as problem:
        return _not_saved(request, brief, patch, problem)
    if not request.htmx:
        return redirect("briefs:edit", brief.pk)
    changed = {name for name, value in brief.draft.items() if value != before.get(name)}
    return _fragments(request, brief, changed)


@require_POST
def send(request: Request, pk: int) -> HttpResponse:
    """Save what stands in the form, then submit it: one step for the person, two records for the house."""
    brief = found(request, pk)
    patch: dict[str, Any] = {}
    try:
        if "saves" in request.POST:
            patch = patch_from(request.POST)
            brief = save_draft(brief, patch, by=request.user, saves=_saves(request))
        revision = submit(brief, by=request.user)
    except (BadInput, WrongState) as problem:
        return _not_saved(request, brief, patch, problem)
    messages.success(request, f"Revision {revision.number} is submitted.")
    address = redirect("briefs:edit", brief.pk)
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Redirect": address.url})
    return address


@require_POST
def turn(request: Request, pk: int, verb: str) -> HttpResponse:
    brief = found(request, pk)
    {"close": close, "reopen": reopen}[verb](brief, by=request.user)
    messages.success(request, f"{brief.title} is {'closed' if verb == 'close' else 'open again'}.")
    return redirect("briefs:edit", brief.pk)


def _saves(request: Request) -> int:
    """The count the form was made from; “keep mine” sends the newer one it was told of."""
    text = request.POST.get("keep") or request.POST.get("saves", "")
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise BadInput(
            "The form does not say which save it was made from. Reload the page and try again.", field="saves"
        )
    return int(text)


def _shown(brief: Brief, page: Any, **more: Any) -> dict[str, Any]:
    return {"page": page, "brief": brief, "campaign": brief.campaign, **more}


def _fragments(request: Request, brief: Brief, changed: set[str]) -> HttpResponse:
    page = page_for(brief, request.user)
    structure = changed & {"placements", "must_not_show", "style", "markets", "style_pack"}
    if "copy" in changed and set(page.values["copy"]) != set(_posted_locales(request)):
        structure.add("copy")
    response = render(request, "briefs/saved.html", _shown(brief, page, structure=structure, oob=True))
    response["HX-Trigger"] = SAVED
    return response


def _posted_locales(request: Request) -> list[str]:
    return list(dict.fromkeys(name.split(".")[1] for name in request.POST if name.startswith("copy.")))


def _not_saved(request: Request, brief: Brief, patch: dict[str, Any], problem: BadInput | WrongState) -> HttpResponse:
    """The same page with the words still in it, and the sentence where it belongs."""
    errors = problem.fields if isinstance(problem, BadInput) else {}
    conflict = problem.sentence if isinstance(problem, WrongState) else ""
    brief.refresh_from_db()
    page = page_for(brief, request.user, patch=patch, errors=errors, conflict=conflict, conflict_saves=brief.saves)
    template = "briefs/not_saved.html" if request.htmx else "briefs/edit.html"
    context = _shown(brief, page, problem=problem, oob=bool(request.htmx), posted_saves=request.POST.get("saves", ""))
    return render(request, template, context, status=problem.status)
