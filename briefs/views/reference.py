"""Pictures added to a brief."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from briefs.actions import (
    add_reference,
    describe_reference,
    order_references,
    record_rights,
    remove_reference,
)
from briefs.models import Brief, Reference
from briefs.page import page_for
from briefs.rights import FIELDS as RIGHTS
from briefs.views.brief import found
from studio.lib.problems import BadInput, Problem, TooMuch
from studio.lib.serving import blob_response
from studio.people.requests import Request


def one(request: Request, pk: int) -> Reference:
    rows = Reference.objects.visible_to(request.user).select_related("brief__brand", "brief__campaign", "picture")
    return get_object_or_404(rows, pk=pk)


@require_POST
def add(request: Request, pk: int) -> HttpResponse:
    brief = found(request, pk)
    files = request.FILES.getlist("file")
    if not files:
        raise BadInput("No file was sent. Choose a picture: JPEG, PNG, WebP, TIFF or AVIF.", field="references")
    role, note = request.POST.get("role", "style"), request.POST.get("note", "")
    refused: list[Problem] = []
    for file in files:  # each for itself: one that is too large does not cost the others their upload
        try:
            add_reference(brief, file, by=request.user, role=role, note=note)
        except (BadInput, TooMuch) as problem:
            refused.append(problem)
    if len(refused) == len(files):
        raise refused[0] if len(refused) == 1 else BadInput(" ".join(one.sentence for one in refused))
    return _list(request, brief, refusals=[one.sentence for one in refused])


@require_GET
def references(request: Request, pk: int) -> HttpResponse:
    return _list(request, found(request, pk))


@require_POST
def describe(request: Request, pk: int) -> HttpResponse:
    reference = one(request, pk)
    role = request.POST.get(f"role-{pk}", reference.role)
    note = request.POST.get(f"note-{pk}", reference.note)
    describe_reference(reference, by=request.user, role=role, note=note)
    return _list(request, reference.brief)


@require_POST
def order(request: Request, pk: int) -> HttpResponse:
    """`id` once per reference, in the new order; or `move`: “12:earlier”, “12:later”."""
    brief = found(request, pk)
    moved, _, way = request.POST.get("move", "").partition(":")
    said = ""
    if not moved:
        ids = _numbers(request.POST.getlist("id"))
    else:
        ids = list(brief.references.values_list("pk", flat=True))
        at = ids.index(_one_of(moved, ids))
        to = min(max(at + (1 if way == "later" else -1), 0), len(ids) - 1)
        ids.insert(to, ids.pop(at))
        said = f"It is number {to + 1} of {len(ids)} now."
    order_references(brief, ids, by=request.user)
    return _list(request, brief, said=said)


@require_POST
def rights(request: Request, pk: int) -> HttpResponse:
    reference = one(request, pk)
    said = {name: request.POST.get(f"{name}-{pk}", "") for name in RIGHTS}
    try:
        record_rights(reference, said, by=request.user)
    except BadInput as problem:
        if not request.htmx:
            raise
        return _list(request, reference.brief, status=problem.status, unsaid={pk: (said, problem.fields)})
    return _list(request, reference.brief)


@require_POST
def remove(request: Request, pk: int) -> HttpResponse:
    reference = one(request, pk)
    remove_reference(reference, by=request.user)
    return _list(request, reference.brief)


@require_GET
def picture(request: Request, pk: int) -> HttpResponse:
    """What a worker made of the upload; the upload itself is shown to nobody."""
    reference = one(request, pk)
    if reference.picture is None:
        return HttpResponse(status=404)
    return blob_response(request, reference.picture)


def _numbers(texts: list[str]) -> list[int]:
    if not texts or not all(text.isascii() and text.isdigit() and len(text) < 19 for text in texts):
        raise BadInput("The new order is not a list of references. Reload the page and try again.", field="references")
    return [int(text) for text in texts]


def _one_of(text: str, ids: list[int]) -> int:
    number = _numbers([text])[0]
    if number not in ids:
        raise BadInput("This brief does not have that reference any more. Reload the page.", field="references")
    return number


def _list(request: Request, brief: Brief, *, status: int = 200, **more: Any) -> HttpResponse:
    """`refusals`: files that were not taken; `said`: what a screen reader hears; `unsaid`: rights not recorded."""
    if not request.htmx:
        for sentence in more.get("refusals", []):
            messages.error(request, sentence)
        return redirect(f"{reverse('briefs:edit', args=[brief.pk])}#refs")
    context = {"page": page_for(brief, request.user), "brief": brief, "oob": True, **more}
    return render(request, "briefs/references_changed.html", context, status=status)
