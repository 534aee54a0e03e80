from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from briefs.models import Brief, BriefRevision
from briefs.placement import size_words
from generation import budgets, cost, guiding, registry
from generation.forms import SetForm
from generation.models import Batch, Candidate, PlannedSet
from generation.queue import OPEN
from generation.sets.axes import NAMES, chosen, language, offered
from generation.sets.estimate import outlook
from generation.sets.grid import grid, hook_name, planned_look
from generation.sets.order import cancel_set, order_set, plan_set
from generation.sets.plan import capital, over_cap
from generation.views.batches import listed, row
from studio.lib.problems import BadInput
from studio.people.requests import Request
from studio.people.roles import may

POSITIONS = 12  # rows of the board on one page


def plan_of_set(request: Request, pk: int) -> HttpResponse:
    """Tick what a set should have, and see what it comes to. Posting it makes the set, or with "count" only counts."""
    brief = get_object_or_404(Brief.objects.visible_to(request.user).select_related("brand", "campaign"), pk=pk)
    revision = brief.revisions.select_related("style_pack", "brief__brand", "brief__campaign").first()
    post = request.method == "POST"
    if revision is None:
        return render(request, "generation/set_plan.html", {"brief": brief}, status=409 if post else 200)
    asked = request.POST if post else request.GET
    form = SetForm(asked or None, brief=brief, document=revision.document)
    status = 200
    if post and "recount" not in asked:
        if form.is_valid():
            try:
                made = order_set(revision, by=request.user, **form.order())
                return redirect("generation:set", pk=made.pk)
            except BadInput as fault:
                for field, sentences in fault.fields.items():
                    form.add_error(field if field in form.fields else None, sentences)
        status = 422
    fragment = request.headers.get("HX-Target") == "outlook"
    context = {"brief": brief, "revision": revision, "form": form, "fragment": fragment}
    context |= looked_at(request, revision, form)
    return render(request, f"generation/set_{'outlook' if fragment else 'plan'}.html", context, status=status)


def looked_at(request: Request, revision: BriefRevision, form: SetForm) -> dict[str, Any]:
    """Everything the page says about what is ticked: counts, gaps, cells, time, money, and what speaks against it."""
    document, brief = revision.document, revision.brief
    bound = form.is_bound
    errors = {name: list(lines) for name, lines in form.errors.items()} if bound else {}
    given = form.cleaned_data if bound else {}
    values = {name: given.get(name) or form.get_initial_for_field(form.fields[name], name) for name in SHOWN}
    asked = {name: given[name] for name in NAMES if name in given} if bound else {}
    context: dict[str, Any] = {
        "axes": ticks(document, asked if bound else None),
        "may_order": may(request.user, "make a batch", brief.brand),
        "errors": errors,
        "before": PlannedSet.objects.filter(revision__brief=brief).select_related("by", "revision__brief")[:5],
    }
    if values["model"] is None or any(name in errors for name in NAMES):
        return context
    try:
        plan = plan_set(revision, axes=asked, count=values["count"])
    except BadInput as fault:
        return context | {"too_many": fault.sentence}
    coming = outlook(plan, document, values["model"])
    return context | {
        "plan": plan,
        "money": budgets.look(brief.campaign, coming.pictures.micros),
        "cap": values["cap"],
        "over": "" if errors.get("cap") else over_cap(plan, min(values["cap"], settings.SET_MOST_PICTURES)),
        "outlook": coming,
        "grid": grid(document, plan.axes, planned_look(plan.words)),
        "workers": cost.live_workers(values["model"].engine),
        "warnings": registry.licence_warnings(values["model"], document, guiding.along(revision, values["model"])),
    }


SHOWN = ("model", "count", "cap")


@dataclass(frozen=True, slots=True)
class Tick:
    value: str
    label: str
    note: str = ""
    hex: str = ""
    on: bool = True


@dataclass(frozen=True, slots=True)
class Axis:
    name: str
    label: str
    ticks: tuple[Tick, ...]


def ticks(document: Mapping[str, Any], asked: Mapping[str, list[str]] | None) -> list[Axis]:
    """The four axes as lists to tick; `asked` None: everything is."""
    whole = offered(document)
    pins = {pin["slug"]: pin["document"] for pin in document.get("placements", [])}
    hexes = {way["name"]: way["hex"] for way in document.get("colourways") or ()}
    made = {
        "colourways": [Tick(name, name, hex=hexes[name]) for name in whole.colourways],
        "locales": [Tick(code, capital(language(code, whole.locales)), code) for code in whole.locales],
        "hooks": [Tick(hook, hook_name(hook)) for hook in whole.hooks],
        "placements": [Tick(slug, pins[slug]["name"], size_words(pins[slug])) for slug in whole.placements],
    }
    labels = {"colourways": "Colourways", "locales": "Languages", "hooks": "Hooks", "placements": "Placements"}
    return [
        Axis(name, labels[name], tuple(chosen_of(tick, asked, name) for tick in rows)) for name, rows in made.items()
    ]


def chosen_of(tick: Tick, asked: Mapping[str, list[str]] | None, name: str) -> Tick:
    on = asked is None or tick.value in asked.get(name, [])
    return Tick(tick.value, tick.label, tick.note, tick.hex, on)


@require_GET
def planned_set(request: Request, pk: int) -> HttpResponse:
    """A set under way: progress of each colourway, and the same position of each side by side."""
    one = found(request, pk)
    batches = list(listed(request).filter(planned=one, edited_from=None).order_by("pk"))
    first = request.GET.get("from", "")
    start = min(int(first), one.count - 1) if first.isdecimal() and len(first) < 6 else 0
    context = {
        "set": one,
        "axes": chosen(one.revision.document, one.axes),
        "rows": [row(request, batch) for batch in batches],
        "is_open": any(batch.state in OPEN for batch in batches),
        "spent": sum(getattr(batch, "spent", None) or 0 for batch in batches),
        "may_cancel": may(request.user, "cancel a batch", one.brand),
        "board": board(batches, start),
        "before": max(start - POSITIONS, 0) if start else None,
        "next": start + POSITIONS if start + POSITIONS < one.count else None,
        "files_url": reverse("review:set_files", args=[one.pk]),
    }
    return render(request, "generation/set.html", context)


def board(batches: list[Batch], start: int) -> list[tuple[int, list[tuple[Batch, Candidate | None]]]]:
    """(position, [(batch, candidate)]) for one page of positions: across a row only the colourway differs."""
    there = {
        (candidate.batch_id, candidate.position): candidate
        for candidate in Candidate.objects.filter(
            batch__in=batches, position__gte=start, position__lt=start + POSITIONS
        ).select_related("preview")
    }
    last = min(start + POSITIONS, max((batch.count for batch in batches), default=0))
    return [
        (position, [(batch, there.get((batch.pk, position))) for batch in batches]) for position in range(start, last)
    ]


@require_POST
def stop_set(request: Request, pk: int) -> HttpResponse:
    one = found(request, pk)
    stopped = cancel_set(one, by=request.user)
    messages.success(request, f"Cancelled the rest of {stopped} {'batch' if stopped == 1 else 'batches'}.")
    return redirect("generation:set", pk=pk)


def found(request: Request, pk: int) -> PlannedSet:
    rows = PlannedSet.objects.visible_to(request.user).select_related("brand", "model", "by", "revision__brief")
    return get_object_or_404(rows, pk=pk)
