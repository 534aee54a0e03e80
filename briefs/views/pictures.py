"""Pictures of a brand's catalogue."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from briefs.models import Picture
from studio.lib.serving import blob_response
from studio.people.requests import Request


@require_GET
def picture(request: Request, pk: int) -> HttpResponse:
    """What a worker made of the upload; the upload itself is shown to nobody."""
    row = get_object_or_404(Picture.objects.visible_to(request.user).select_related("picture"), pk=pk)
    if row.picture is None:
        return HttpResponse(status=404)
    return blob_response(request, row.picture)
