"""What a save answers: the parts of the brief's page that it changed, or why it could not be done."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render

from briefs.asked import UNLESS, holds
from briefs.forms import Sent, count
from briefs.models import Brief
from briefs.others import Conflict, since, told
from briefs.page import LISTS, Page, page_for
from studio.lib.problems import BadInput, WrongState
from studio.people.requests import Request

SAVED: Final = "gatefold:brief.saved"


def shown(brief: Brief, page: Page, **more: Any) -> dict[str, Any]:
    return {"page": page, "brief": brief, "campaign": brief.campaign, **more}


def saved(
    request: Request, brief: Brief, sent: Sent, before: Mapping[str, Any], came_in: Mapping[str, str]
) -> HttpResponse:
    """The live side, the notes, and every field that looks different now: a list that changed, a field that is asked
    or not asked any more, one that somebody else wrote, one that a button filled."""
    page = page_for(brief, request.user)
    changed = {name for name, value in brief.draft.items() if value != before.get(name)}
    refresh = {*came_in, *sent.acted, *(name for name, whose in sent.decided.items() if whose == "theirs")}
    refresh |= changed & (LISTS - {"copy", "hooks"})
    refresh |= {name for name in ("copy", "hooks") if name in changed and _shape(page, name) != sent.shapes[name]}
    if sent.fix:
        refresh |= {*sent.patch, *(name for name in UNLESS if not holds(page.values.get(name)))}
    else:
        refresh |= {name for name in UNLESS if page.fields[name].shown != (name in sent.names)}
    if "copy" in refresh:
        refresh.add("hooks")  # it has a row for every language
    if "style_pack" in changed:
        refresh |= {"colourways", "safe_margins"}
    response = _fragments(request, brief, page, refresh, came_in=told(came_in))
    response["HX-Trigger"] = SAVED
    return response


def theirs(request: Request, brief: Brief) -> HttpResponse:
    """What others have saved since the page was made, for the fields that its writer has not touched."""
    base = count(request.GET["since"])
    if base == brief.saves:
        return HttpResponse(status=204)
    seen = since(brief, base, by=request.user)
    page = page_for(brief, request.user)
    touched = set(request.GET.get("touched", "").split())
    fields = set(seen.who) if seen.complete else {*page.fields, "title", "due"}
    came_in = {name: who for name, who in seen.who.items() if name not in touched}
    refresh = (fields | {name for name in UNLESS if not holds(page.values.get(name))}) - touched
    # Where they changed what is being written here, the old count stays: the next save is told of the conflict.
    posted = base if fields & touched else ""
    return _fragments(request, brief, page, refresh, came_in=told(came_in), posted_saves=posted)


def not_saved(request: Request, brief: Brief, sent: Sent | None, problem: BadInput | WrongState) -> HttpResponse:
    """The same page with the words still in it, and the sentence where it belongs."""
    errors = problem.fields if isinstance(problem, BadInput) else {}
    conflict = problem if isinstance(problem, WrongState) else None
    brief.refresh_from_db()
    patch = {**sent.patch, **({"due": sent.due} if sent.due is not None else {})} if sent else {}
    page = page_for(brief, request.user, patch=patch, errors=errors, conflict=conflict)
    context = shown(
        brief, page, problem=problem, oob=bool(request.htmx), posted_saves=request.POST.get("saves", ""),
        # What was decided of this conflict before; of an older one, it is asked again.
        decided=sent.decided if sent and isinstance(conflict, Conflict) and sent.told == conflict.saves else {},
    )  # fmt: skip
    hidden = {name for name in errors if name in page.fields and sent and name not in sent.names}
    context |= {"refresh": hidden, "refreshed": [page.fields[name] for name in hidden]}
    template = "briefs/not_saved.html" if request.htmx else "briefs/edit.html"
    return render(request, template, context, status=problem.status)


def _fragments(request: Request, brief: Brief, page: Page, refresh: Collection[str], **more: Any) -> HttpResponse:
    refreshed = [field for name, field in page.fields.items() if name in refresh and name != "references"]
    context = shown(brief, page, refresh=set(refresh), refreshed=refreshed, oob=True, **more)
    return render(request, "briefs/saved.html", context)


def _shape(page: Page, name: str) -> tuple[Any, ...]:
    """What decides how the copy is laid out: its languages; the names of its hooks."""
    if name == "copy":
        return tuple(sorted(page.values["copy"]))
    return tuple(hook["name"] for hook in page.values["hooks"])
