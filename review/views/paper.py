"""What was said about pictures, to take elsewhere: W3C Web Annotations, and sheets to print."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from generation.models import Batch, Candidate
from review import sheet
from review.actions.print_sheet import ask, key
from review.marks import marks
from review.models.sheet import ReviewSheet
from review.tiles import picture_url
from review.web_annotation import MEDIA_TYPE, collection
from studio.lib.serving import blob_response
from studio.people.requests import Request


@require_GET
def web_annotations(request: Request, pk: int) -> HttpResponse:
    """Every mark on the candidate's picture as a W3C AnnotationCollection."""
    candidate = found(request, pk)
    document = collection(
        candidate,
        marks(candidate),
        at=request.build_absolute_uri(request.path),
        picture=request.build_absolute_uri(picture_url(candidate)),
        loupe=request.build_absolute_uri(reverse("review:loupe", args=[pk])),
    )
    return JsonResponse(document, content_type=MEDIA_TYPE, json_dumps_params={"ensure_ascii": False})


@require_http_methods(["GET", "POST"])
def review_sheet(request: Request, pk: int) -> HttpResponse:
    """One candidate with its marks on paper. Posting asks a worker for it."""
    candidate = found(request, pk)
    return sheet_response(request, candidate.batch, sheet.of_candidate(candidate), f"{candidate}")


@require_http_methods(["GET", "POST"])
def picks_sheet(request: Request, pk: int) -> HttpResponse:
    """Every pick of a batch with its marks on paper. Posting asks a worker for it."""
    known = Batch.objects.visible_to(request.user).select_related("brand", "model", "revision__brief")
    batch = get_object_or_404(known, pk=pk)
    return sheet_response(request, batch, sheet.of_picks(batch), f"batch-{batch.number}-picks")


def sheet_response(request: Request, batch: Batch, document: dict[str, Any], name: str) -> HttpResponse:
    """The file; until a worker has made it, a page that asks again; until somebody asked for it, one that offers to."""
    if request.method == "POST":
        ask(batch, document, by=request.user)
        return redirect(request.path)
    row = ReviewSheet.objects.filter(digest=key(batch, document)).select_related("file").first()
    if row is None or row.error or row.file is None:
        coming = row is not None and not row.error
        context = {"batch": batch, "coming": coming, "error": row.error if row else ""}
        response = render(request, "review/sheet_coming.html", context, status=202 if coming else 200)
        if coming:
            response["Refresh"] = "2"
        return response
    response = blob_response(request, row.file, filename=f"review-{name}.pdf", attachment=True)
    response["Cache-Control"] = "private, no-cache"  # the next mark makes another file at the same address
    return response


def found(request: Request, pk: int) -> Candidate:
    known = Candidate.objects.visible_to(request.user).select_related(
        "batch__brand", "batch__model", "batch__revision__brief"
    )
    return get_object_or_404(known, pk=pk)
