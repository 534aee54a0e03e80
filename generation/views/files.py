from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from generation.models import Candidate
from studio.lib.models import Blob
from studio.lib.serving import blob_response
from studio.people.requests import Request


def preview(request: Request, pk: int) -> HttpResponse:
    """The small WebP of a candidate."""
    candidate = made(request, pk, "preview")
    assert candidate.preview is not None
    return blob_response(request, candidate.preview, filename=f"candidate-{pk}.webp")


def picture(request: Request, pk: int) -> HttpResponse:
    """The full-size PNG of a candidate."""
    candidate = made(request, pk, "picture")
    assert candidate.picture is not None
    return blob_response(request, candidate.picture, filename=f"candidate-{pk}.png")


def size(request: Request, pk: int, digest: str, kind: str) -> HttpResponse:
    """One of a candidate's smaller copies, by the first 16 digits of its digest."""
    candidate = get_object_or_404(Candidate.objects.visible_to(request.user).only("sizes"), pk=pk)
    known = {(one["sha256"][:16], one["type"]): one["sha256"] for one in candidate.sizes}
    blob = Blob.objects.filter(pk=known.get((digest, f"image/{kind}"), "")).first()
    if blob is None:
        raise Http404(f"Candidate {pk} has no copy {digest}.{kind}.")
    return blob_response(request, blob, filename=f"candidate-{pk}-{blob.width}.{kind}")


def passes(request: Request, pk: int, name: str) -> HttpResponse:
    """One of the passes that came with the picture: depth, normals, masks."""
    candidate = made(request, pk, "picture")
    digest = candidate.passes.get(name)
    blob = Blob.objects.filter(pk=digest).first() if digest else None
    if blob is None:
        raise Http404(f"Candidate {pk} has no pass called {name}.")
    return blob_response(request, blob, filename=f"candidate-{pk}-{name}.png")


def made(request: Request, pk: int, file: str) -> Candidate:
    rows = Candidate.objects.visible_to(request.user).select_related(file)
    return get_object_or_404(rows, pk=pk, **{f"{file}__isnull": False})
