"""What a save answers: the parts of the brief's page that look different now, or why it could not be done."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render

from briefs.forms import Sent, count
from briefs.models import Brief
from briefs.others import Conflict, since, told
from briefs.page import Page, page_for, stamps
from studio.lib.problems import BadInput, WrongState
from studio.people.requests import Request

SAVED: Final = "gatefold:brief.saved"
NOTHING: Final = stamps.stamp([])  # the notes of a field of which nothing is said


def shown(brief: Brief, page: Page, **more: Any) -> dict[str, Any]:
    return {"page": page, "brief": brief, "campaign": brief.campaign, **more}


def saved(request: Request, brief: Brief, sent: Sent, came_in: Mapping[str, str]) -> HttpResponse:
    """Every part with another stamp than the page's, and every field whose words came from elsewhere: from others,
    or from a fix beside the form."""
    page = page_for(brief, request.user)
    written = {*came_in, *(name for name, whose in sent.decided.items() if whose == "theirs")}
    if sent.fix:
        written |= {*sent.patch, *(["due"] if sent.due is not None else [])}
    response = _fragments(request, brief, page, written, sent.seen, came_in=told(came_in))
    response["HX-Trigger"] = SAVED
    return response


def theirs(request: Request, brief: Brief) -> HttpResponse:
    """What others have saved since the page was made, for the fields that its writer has not touched."""
    base = count(request.GET["since"])
    if base == brief.saves:
        return HttpResponse(status=204)
    known = since(brief, base, by=request.user)
    page = page_for(brief, request.user)
    touched = set(request.GET.get("touched", "").split())
    written = set(known.who) if known.complete else {*page.fields, "title", "due"}
    came_in = {name: who for name, who in known.who.items() if name not in touched}
    seen = stamps.seen(request.GET.get("seen", ""))
    more = {"looked": True, "unsaved": touched, "came_in": told(came_in)}
    return _fragments(request, brief, page, written, seen, leave=touched, **more)


def not_saved(request: Request, brief: Brief, sent: Sent | None, problem: BadInput | WrongState) -> HttpResponse:
    """The same page with the words still in it, and the sentence where it belongs."""
    errors = problem.fields if isinstance(problem, BadInput) else {}
    conflict = problem if isinstance(problem, WrongState) else None
    brief.refresh_from_db()
    patch = {**sent.patch, **({"due": sent.due} if sent.due is not None else {})} if sent else {}
    page = page_for(brief, request.user, patch=patch, errors=errors, conflict=conflict)
    seen = sent.seen if sent else {}
    # What was refused in a field that was not asked is shown with the field.
    hidden = {name for name in errors if name in page.fields and sent and name not in sent.names}
    context = shown(
        brief, page, problem=problem, oob=bool(request.htmx), posted_saves=request.POST.get("saves", ""), seen=seen,
        # What was decided of this conflict before; of an older one, it is asked again.
        decided=sent.decided if sent and isinstance(conflict, Conflict) and sent.told == conflict.saves else {},
        refresh=hidden, refreshed=[page.fields[name] for name in hidden], said=_said(page, seen, hidden),
    )  # fmt: skip
    template = "briefs/not_saved.html" if request.htmx else "briefs/edit.html"
    return render(request, template, context, status=problem.status)


def _fragments(
    request: Request, brief: Brief, page: Page, written: Collection[str], seen: Mapping[str, str],
    *, leave: Collection[str] = (), **more: Any,
) -> HttpResponse:  # fmt: skip
    """The parts that differ from `seen`. `written`: fields with other words in their boxes; `leave`: not these."""
    differ = {name for name, field in page.fields.items() if seen.get(f"field-{name}") != field.stamp}
    refresh = ({*written, *differ} - {"references"}) - set(leave)
    refreshed = [field for name, field in page.fields.items() if name in refresh]
    said = _said(page, seen, refresh)
    context = shown(brief, page, refresh=refresh, refreshed=refreshed, said=said, seen=seen, oob=True, **more)
    return render(request, "briefs/saved.html", context)


def _said(page: Page, seen: Mapping[str, str], refresh: Collection[str]) -> dict[str, Any]:
    """field -> its notes, where the page says something else. A field that is drawn anew brings its own."""
    return {
        name: notes
        for name, notes in page.notes.items()
        if name not in refresh and (not seen or stamps.of_notes(notes) != seen.get(f"note-{name}", NOTHING))
    }
