"""The brief's copy over a candidate, and the fonts it is set in."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from generation.engine.finishing.fonts import bundled
from review.copy_block import set_copy
from review.views.loupe import found
from studio.lib.serving import YEAR
from studio.people.requests import Request


@require_GET
def copy_block(request: Request, pk: int, placement: str) -> HttpResponse:
    """A drawing to lay over the picture, in its pixels."""
    candidate = found(request, pk)
    made = set_copy(candidate, placement)
    if made is None:
        raise Http404(f"The brief of candidate {pk} has no placement {placement}.")
    return render(request, "review/copy_block.html", {"set": made, "batch": candidate.batch})


@require_GET
def font(request: Request, digest: str) -> HttpResponse:
    """One of the bundled fonts. They are free, so whoever is signed in may load them."""
    known = next((one for one in bundled() if one.font.digest == digest), None)
    if known is None:
        raise Http404("There is no such font here.")
    response = HttpResponse(known.read(), content_type=f"font/{known.path.suffix.removeprefix('.')}")
    response["Cache-Control"] = f"private, max-age={YEAR}, immutable"
    return response
