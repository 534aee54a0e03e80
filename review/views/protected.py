"""Admin: the marks that a brand keeps away from."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from review.actions.protected import KEEP, add_mark, retire_mark
from review.models import ProtectedMark
from studio.lib.problems import BadInput
from studio.people.chosen import visible_brands
from studio.people.models import Brand
from studio.people.requests import Request
from studio.people.roles import may


@require_GET
def marks(request: Request) -> HttpResponse:
    rows = ProtectedMark.objects.visible_to(request.user).select_related("picture__picture", "by")
    by_brand: dict[int, list[ProtectedMark]] = {}
    for row in rows:
        by_brand.setdefault(row.brand_id, []).append(row)
    boards = [(brand, by_brand.get(brand.pk, []), may(request.user, KEEP, brand)) for brand in visible_brands(request)]
    return render(request, "review/protected.html", {"boards": boards, "whose": ProtectedMark.Whose.choices})


@require_POST
def add(request: Request, brand_pk: int) -> HttpResponse:
    brand = get_object_or_404(Brand.objects.visible_to(request.user), pk=brand_pk)
    form = {name: request.POST.get(name, "") for name in ("name", "whose")}
    made = add_mark(brand, request.FILES.get("file"), by=request.user, **form)
    messages.success(request, f"“{made.name}” is looked for as soon as its picture is read.")
    return back(brand)


@require_POST
def change(request: Request, pk: int) -> HttpResponse:
    """`do` is retire or offer."""
    row = get_object_or_404(ProtectedMark.objects.visible_to(request.user).select_related("brand"), pk=pk)
    verb = request.POST.get("do", "")
    if verb not in ("retire", "offer"):
        raise BadInput("A mark can be retired, or looked for again.", field="do")
    row = retire_mark(row, by=request.user, retired=verb == "retire")
    messages.success(request, f"“{row.name}” is {'no longer' if verb == 'retire' else 'again'} looked for.")
    return back(row.brand)


def back(brand: Brand) -> HttpResponse:
    return redirect(f"{reverse('review:protected_marks')}#brand-{brand.pk}")
