"""Admin: the words for why, per brand. Plain forms; each answer leads back to the page."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from review.actions.reasons import (
    KEEP,
    LABEL,
    MOST,
    add_reason,
    move_reason,
    offer_reason,
    own_list,
    retire_reason,
    reword_reason,
)
from review.models import Reason
from review.reasons import KINDS, vocabulary
from review.standing import PICKED
from studio.lib.problems import BadInput
from studio.people.chosen import chosen_brand, visible_brands
from studio.people.models import Brand
from studio.people.requests import Request
from studio.people.roles import may


@dataclass(frozen=True, slots=True)
class Shelf:
    """One verdict's reasons at one brand."""

    kind: str
    title: str
    rows: list[Reason]
    retired: list[Reason]
    own: bool

    @property
    def full(self) -> bool:
        return len(self.rows) >= MOST


@require_GET
def reasons(request: Request) -> HttpResponse:
    """Every brand the person sees, or the chosen one: what it is offered, and where they may, the forms to keep it."""
    brand = chosen_brand(request)
    shown = [one for one in visible_brands(request) if brand in (None, one)]
    boards = [(one, shelves(one), may(request.user, KEEP, one)) for one in shown]
    return render(request, "review/reasons_admin.html", {"boards": boards, "most": MOST, "longest": LABEL})


def shelves(brand: Brand) -> list[Shelf]:
    live, gone = vocabulary(brand), list(Reason.objects.filter(brand=brand).exclude(retired_at=None))
    return [
        Shelf(
            kind,
            "To pick" if kind == PICKED else "To reject",
            live[kind],
            [one for one in gone if one.verdict == kind],
            any(one.brand_id for one in live[kind]),
        )
        for kind in KINDS
    ]


@require_POST
def begin(request: Request, brand_pk: int) -> HttpResponse:
    """A list of the brand's own, from the house's words."""
    brand, verdict = brand_of(request, brand_pk), request.POST.get("verdict", "")
    made = own_list(brand, verdict, by=request.user)
    messages.success(request, f"{brand.name} keeps these {len(made)} words itself from now on.")
    return back(brand)


@require_POST
def add(request: Request, brand_pk: int) -> HttpResponse:
    brand = brand_of(request, brand_pk)
    row = add_reason(brand, request.POST.get("verdict", ""), request.POST.get("label", ""), by=request.user)
    messages.success(request, f"“{row.label}” is offered from now on.")
    return back(brand)


@require_POST
def change(request: Request, pk: int) -> HttpResponse:
    """`do` is reword (with `label`), up, down, retire or offer."""
    row = get_object_or_404(Reason.objects.visible_to(request.user).select_related("brand"), pk=pk)
    verb = request.POST.get("do", "reword")
    if verb == "reword":
        row = reword_reason(row, request.POST.get("label", ""), by=request.user)
    elif verb in ("up", "down"):
        row = move_reason(row, -1 if verb == "up" else 1, by=request.user)
    elif verb == "retire":
        row = retire_reason(row, by=request.user)
        messages.success(request, f"“{row.label}” is no longer offered. What was said with it stands.")
    elif verb == "offer":
        row = offer_reason(row, by=request.user)
    else:
        raise BadInput("A reason can be reworded, moved up or down, retired, or offered again.", field="do")
    assert row.brand is not None  # the house's are refused
    return back(row.brand)


def brand_of(request: Request, pk: int) -> Brand:
    return get_object_or_404(Brand.objects.visible_to(request.user), pk=pk)


def back(brand: Brand) -> HttpResponse:
    return redirect(f"{reverse('review:reasons')}#brand-{brand.pk}")
