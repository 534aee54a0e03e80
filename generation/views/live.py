"""What changes by the second: how batches stand, and what a picture in the making looks like by now."""

from __future__ import annotations

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from generation.live import live
from generation.models import Batch, Candidate, LivePreview
from studio.people.requests import Request

MOST = 60  # batches in one question: more than a list shows
KEEP = 600  # seconds a browser may keep a step's picture


@require_GET
def batch_live(request: Request, pk: int) -> HttpResponse:
    """How one batch stands. Everybody who watches it gets the same answer; who may watch is asked each time."""
    visible = Batch.objects.visible_to(request.user).filter(pk=pk)
    document = live(pk) if visible.exists() else None
    if document is None:
        raise Http404(f"There is no batch {pk} for you.")
    return _said(document)


@require_GET
def batches_live(request: Request) -> HttpResponse:
    """The same of those in `batch`, for a list: the ones the person may not see are left out."""
    asked = [int(pk) for pk in request.GET.getlist("batch")[:MOST] if pk.isdecimal() and len(pk) < 19]
    visible = Batch.objects.visible_to(request.user).filter(pk__in=asked)
    there = [live(pk) for pk in visible.order_by("pk").values_list("pk", flat=True)] if asked else []
    found = [document for document in there if document]
    return _said({"batches": found, "again": max((document["again"] for document in found), default=1)})


def _said(document: dict[str, object]) -> HttpResponse:
    return JsonResponse(document, headers={"Cache-Control": "private, no-store"})


@require_GET
def live_preview(request: Request, pk: int, step: int) -> HttpResponse:
    """A picture in the making, a small WebP. `step` makes the address new with each, so that it is fetched once; who
    comes late for a step gets the newest."""
    candidate = get_object_or_404(Candidate.objects.visible_to(request.user).only("pk", "batch"), pk=pk)
    look = get_object_or_404(LivePreview, candidate=candidate)
    answer = HttpResponse(bytes(look.image), content_type="image/webp")
    answer["Cache-Control"] = f"private, max-age={KEEP}"
    return answer
