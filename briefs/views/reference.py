"""Pictures added to a brief."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from briefs.actions import add_reference, describe_reference, remove_reference
from briefs.models import Brief, Reference
from briefs.page import page_for
from briefs.views.brief import found
from studio.lib.problems import BadInput
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
    with transaction.atomic():  # all of them or, where one cannot be taken, none
        for file in files:
            add_reference(brief, file, by=request.user, role=role, note=note)
    return _list(request, brief)


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


def _list(request: Request, brief: Brief) -> HttpResponse:
    if not request.htmx:
        return redirect("briefs:edit", brief.pk)
    context = {"page": page_for(brief, request.user), "brief": brief, "oob": True}
    return render(request, "briefs/references_changed.html", context)
