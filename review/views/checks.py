"""What is done about checks: waived, withdrawn, run again; and which are required where."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from briefs.catalogue import placements_for
from briefs.vocabulary import USE_CLASSES
from generation.engine.checks.catalogue import CATALOGUE, entry
from review.actions.recheck import check_again
from review.actions.required import KEEP_REQUIRED, publish_required
from review.actions.waivers import MOST, OPEN, VERBS, waive, withdraw
from review.finishing import label
from review.gates.able import hands
from review.models import Check, Finish, RequiredChecks, Waiver
from review.required import ACCEPT, KEEP, NOT_RUNS, WARNS, in_force
from studio.lib.problems import BadInput
from studio.lib.serving import blob_response
from studio.people.chosen import visible_brands
from studio.people.models import Brand
from studio.people.requests import Request
from studio.people.roles import may

PAGES = {"finish": "review:finish", "sign-off": "review:sign_off"}
SPARE = 3  # empty rows of the form
PAST = 40  # waivers that ended


@require_POST
def waive_check(request: Request, pk: int) -> HttpResponse:
    """`check` names verdicts of this finish, by their numbers; `back` the page to lead back to."""
    one = get_object_or_404(Finish.objects.visible_to(request.user), pk=pk)
    numbers = request.POST.getlist("check")[: MOST + 1]
    if not all(number.isdecimal() and len(number) < 16 for number in numbers):
        raise BadInput("The verdicts to waive did not arrive whole. Open the page again.", field="check")
    rows = Check.objects.filter(finish=one, pk__in=numbers).select_related(
        "rendition__placement__placement", "finish__revision"
    )
    form = {name: request.POST.get(name, "") for name in ("scope", "why", "until")}
    made = waive(list(rows.order_by("pk")), by=request.user, **form)
    messages.success(request, f"{label(made[0].name)} is waived until {made[0].until:%d.%m.%Y}.")
    return back(request, one)


@require_POST
def recheck(request: Request, pk: int) -> HttpResponse:
    one = get_object_or_404(Finish.objects.visible_to(request.user).select_related("brand"), pk=pk)
    check_again(one, by=request.user)
    messages.success(request, "The checks run again, as far as they are shown something new.")
    return back(request, one)


@require_GET
def heat(request: Request, pk: int) -> HttpResponse:
    """The heat map of one verdict, for those who see its finish."""
    mine = Finish.objects.visible_to(request.user)
    row = get_object_or_404(Check.objects.filter(finish__in=mine, heat__isnull=False).select_related("heat"), pk=pk)
    assert row.heat is not None  # as asked
    return blob_response(request, row.heat)


def waives(request: Request, one: Finish) -> set[str]:
    """The disciplines whose checks the person may waive on this finish."""
    if one.state not in OPEN or request.user.pk in hands(one):
        return set()
    return {discipline for discipline, verb in VERBS.items() if may(request.user, verb, one.brand)}


def back(request: Request, one: Finish) -> HttpResponse:
    return redirect(PAGES.get(request.POST.get("back", ""), PAGES["finish"]), pk=one.pk)


@require_GET
def waivers(request: Request) -> HttpResponse:
    """What is waived now, what ends soonest first; then what was."""
    today = timezone.localdate()
    rows = Waiver.objects.visible_to(request.user).select_related(
        "brand", "by", "withdrawn_by", "brief", "placement", "finish__revision__brief"
    )
    standing = list(rows.standing(today).order_by("until", "pk"))
    past = rows.exclude(pk__in=[row.pk for row in standing]).order_by("-pk")[:PAST]
    context = {
        "standing": [(row, may(request.user, VERBS[entry(row.name).discipline], row.brand)) for row in standing],
        "past": past,
        "today": today,
    }
    return render(request, "review/waivers.html", context)


@require_POST
def withdraw_waiver(request: Request, pk: int) -> HttpResponse:
    row = get_object_or_404(Waiver.objects.visible_to(request.user).select_related("brand"), pk=pk)
    withdraw(row, by=request.user)
    messages.success(request, f"{label(row.name)} counts again: what it held back is held back.")
    return redirect("review:waivers")


@require_GET
def required_sets(request: Request) -> HttpResponse:
    """The house's set and each brand's own, as they are in force."""
    house = next(iter(in_force(None)), None)
    newest = {row.brand_id: row for brand in visible_brands(request) for row in in_force(brand) if row.brand_id}
    sets = [(brand, newest.get(brand.pk), may(request.user, KEEP_REQUIRED, brand)) for brand in visible_brands(request)]
    return render(request, "review/required_sets.html", {"house": house, "sets": sets})


def required_set(request: Request, brand_pk: int) -> HttpResponse:
    """One brand's set as a form of rows; publishing makes the next version."""
    brand = get_object_or_404(Brand.objects.visible_to(request.user), pk=brand_pk)
    newest = RequiredChecks.objects.filter(brand=brand).first()
    rows: list[dict[str, Any]] = list(newest.document["asks"]) if newest else []
    refused: BadInput | None = None
    if request.method == "POST":
        rows = posted(request)
        try:
            made = publish_required(brand, rows, by=request.user, note=request.POST.get("note", ""))
        except BadInput as problem:
            refused = problem
        else:
            messages.success(
                request, f"{made} is in force. What is ready or in review follows once it is checked again."
            )
            return redirect("review:required_set", brand_pk=brand.pk)
    blank = {"check": "", "placement": "", "use_class": "", "not_run": ACCEPT, "warn": KEEP}
    context = {
        "brand": brand,
        "newest": newest,
        "versions": RequiredChecks.objects.filter(brand=brand).select_related("published_by"),
        "rows": [*rows, *(blank for _ in range(SPARE))],
        "refused": refused,
        "note": request.POST.get("note", ""),
        "mine": may(request.user, KEEP_REQUIRED, brand),
        "checks": sorted(((name, label(name)) for name in CATALOGUE), key=lambda pair: pair[1]),
        "placements": [(slug, version.placement.name) for slug, version in placements_for(brand).items()],
        "uses": [(value, term.label) for value, term in USE_CLASSES.items()],
        "not_runs": NOT_RUNS.items(),
        "warns": WARNS.items(),
        "house": next(iter(in_force(None)), None),
    }
    return render(request, "review/required_set.html", context, status=refused.status if refused else 200)


def posted(request: Request) -> list[dict[str, str]]:
    """The rows of the form, each name as often as there are rows."""
    names = ("check", "placement", "use_class", "not_run", "warn")
    columns = [request.POST.getlist(name) for name in names]
    if len({len(column) for column in columns}) != 1:
        raise BadInput("The rows did not arrive whole. Open the page again.", field="asks")
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]
