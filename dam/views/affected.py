from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from briefs.models import Placement
from dam.affected import downstream
from studio.people.requests import Request


@require_GET
def affected(request: Request, pk: int) -> HttpResponse:
    """Finishes and signed assets that stand on an older version of a placement: a part of its page, and a page."""
    row = get_object_or_404(Placement.objects.visible_to(request.user), pk=pk)
    page = "dam/affected.html" if request.headers.get("HX-Request") else "dam/affected_page.html"
    return render(request, page, {"row": row, "downstream": downstream(row, request.user)})
