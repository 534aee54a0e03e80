"""The list of briefs, the brief's page, and its revisions."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from briefs.actions import close, create_brief, create_campaign, reopen, save_draft, submit
from briefs.compare import changes
from briefs.compile import compile_revision, spoken
from briefs.forms import NewBriefForm, patch_from
from briefs.listing import briefs_page
from briefs.models import Brief, BriefRevision
from briefs.page import page_for
from briefs.spec import BriefSpec
from studio.lib.problems import BadInput, NotAllowed, WrongState
from studio.people.requests import Request

SAVED = "gatefold:brief.saved"


def found(request: Request, pk: int) -> Brief:
    rows = Brief.objects.visible_to(request.user).select_related("brand", "campaign")
    return get_object_or_404(rows, pk=pk)


@require_GET
def briefs(request: Request) -> HttpResponse:
    return render(request, "briefs/list.html", briefs_page(request))


def new(request: Request) -> HttpResponse:
    first = {"campaign": request.GET.get("campaign")}
    form = NewBriefForm(request.POST or None, user=request.user, initial=first)
    if not form.fields["brand"].queryset.exists():  # type: ignore[attr-defined]
        raise NotAllowed("To write a brief takes the role marketer, designer or admin at a brand. Ask an admin for it.")
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        campaign = data["campaign"] or create_campaign(data["brand"], by=request.user, name=data["name"])
        brief = create_brief(campaign, by=request.user, title=data["title"])
        return redirect("briefs:edit", brief.pk)
    status = 422 if form.errors else 200
    return render(request, "briefs/new.html", {"form": form}, status=status)


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


@require_GET
def revision(request: Request, pk: int) -> HttpResponse:
    rows = BriefRevision.objects.visible_to(request.user)
    one = get_object_or_404(rows.select_related("brief__brand", "brief__campaign", "style_pack__pack", "by"), pk=pk)
    before = one.brief.revisions.filter(number=one.number - 1).first()
    context = {
        "revision": one,
        "brief": one.brief,
        "campaign": one.brief.campaign,
        "before": before,
        "changes": changes(before.document, one.document) if before else [],
        "facts": changes({}, one.document),
        "prompts": [compile_revision(one.document, d) for d in spoken(one.document["template"]["document"])],
        "newest": not one.brief.revisions.filter(number__gt=one.number).exists(),
    }
    return render(request, "briefs/revision.html", context)


@require_GET
def since(request: Request, pk: int) -> HttpResponse:
    """What the draft has changed since the newest revision."""
    brief = found(request, pk)
    last = brief.revisions.first()
    after = {**BriefSpec.clean(brief.draft).document(), "references": []}
    before = {**BriefSpec.of_revision(last.document).document(), "references": []} if last else {}
    context = {"brief": brief, "campaign": brief.campaign, "before": last, "changes": changes(before, after)}
    return render(request, "briefs/since.html", context)


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
