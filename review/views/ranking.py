"""What a brand's ranking learned, whether it helps, and the switch for it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from review.actions.ranking import switch
from review.ranking.board import board
from studio.people.chosen import chosen_brand, visible_brands
from studio.people.models import Brand
from studio.people.requests import Request
from studio.people.roles import may


@require_GET
def first(request: Request) -> HttpResponse:
    """The ranking of the brand that is looked at, else of the first; without a brand there is none to show."""
    brand = chosen_brand(request) or next(iter(visible_brands(request)), None)
    return redirect("review:ranking", slug=brand.slug) if brand else render(request, "review/ranking_none.html")


@require_GET
def ranking(request: Request, slug: str) -> HttpResponse:
    brand = get_object_or_404(Brand.objects.visible_to(request.user), slug=slug)
    page = {
        "board": board(brand),
        "brands": visible_brands(request),
        "may_switch": may(request.user, "judge candidates", brand),
    }
    return render(request, "review/ranking.html", page)


@require_POST
def turn(request: Request, slug: str) -> HttpResponse:
    """On or off, as the form says."""
    brand = get_object_or_404(Brand.objects.visible_to(request.user), slug=slug)
    row = switch(brand, on=request.POST.get("on") == "1", by=request.user)
    done = "orders sheets again" if row.on else "is off. Sheets stand as they were made, and it goes on learning"
    messages.success(request, f"The ranking of {brand.name} {done}.")
    return redirect("review:ranking", slug=brand.slug)
