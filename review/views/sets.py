from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from generation.models import Batch, PlannedSet
from generation.sets.axes import Axes
from generation.sets.grid import Grid, grid
from generation.sets.words import versions
from review.finishing import worst
from review.models import Check, Finish, Rendition, Selection
from review.states import DONE, FAILED, SUPERSEDED
from studio.people.requests import Request

SAID = {"warn": "done, with a warning", "not run": "done, some checks not run", "fail": "held back"}


@dataclass(frozen=True, slots=True)
class Way:
    """One colourway of a set and how far the files of its newest pick are."""

    name: str
    hex: str
    batch: int
    finish: Finish | None
    sentence: str
    grid: Grid | None


@require_GET
def set_files(request: Request, pk: int) -> HttpResponse:
    """How far finishing is, cell by cell: a fragment for the set's page, or a page of its own without a script."""
    rows = PlannedSet.objects.visible_to(request.user).select_related("revision__brief")
    one = get_object_or_404(rows, pk=pk)
    batches = list(one.batches.filter(edited_from=None).order_by("pk"))
    finishes = newest(batches)
    picked = set(
        Selection.objects.told(request.user)
        .filter(candidate__batch__in=batches, verdict="picked")
        .values_list("candidate__batch", flat=True)
    )
    axes = Axes.of(one.axes)
    ways = [way(one, axes, batch, finishes.get(batch.pk), batch.pk in picked) for batch in batches]
    page = "review/set_files.html" if request.headers.get("HX-Request") else "review/set_files_page.html"
    return render(request, page, {"set": one, "ways": ways})


def newest(batches: list[Batch]) -> dict[int, Finish]:
    """Batch -> its newest finish that still stands, with its renditions and their checks. Three queries."""
    checks = Prefetch("checks", queryset=Check.objects.only("rendition", "verdict"))
    files = Prefetch("renditions", Rendition.objects.select_related("placement__placement").prefetch_related(checks))
    rows = Finish.objects.filter(candidate__batch__in=batches).exclude(state=SUPERSEDED).order_by("pk")
    last = {finish.candidate.batch_id: finish.pk for finish in rows.select_related("candidate")}
    whole = Finish.objects.filter(pk__in=last.values()).select_related("candidate").prefetch_related(files)
    return {finish.candidate.batch_id: finish for finish in whole}


def way(one: PlannedSet, axes: Axes, batch: Batch, finish: Finish | None, picked: bool) -> Way:
    called = batch.colourway or {"name": "As briefed", "hex": ""}
    if finish is None:
        sentence = "Picked, not finished yet." if picked else "Nothing is picked yet."
        return Way(called["name"], called["hex"], batch.pk, None, sentence, None)
    files = {(row.placement.placement.slug, row.locale, row.hook): row for row in finish.renditions.all()}
    made = set(versions(one.revision.document))

    def look(placement: str, locale: str, hook: str) -> tuple[str, str]:
        row = files.get((placement, locale, hook))
        if row is None:
            return "none", "not in this finish" if (locale, hook) in made else "no copy, no file"
        if row.state == DONE:
            verdict = worst(row.checks.all())
            return verdict, SAID.get(verdict, "done")
        return ("fail", row.error or "could not be made") if row.state == FAILED else ("wait", row.state)

    done = sum(row.state == DONE for row in files.values())
    sentence = f"{done} of {len(files)} files finished, {finish.state}."
    return Way(called["name"], called["hex"], batch.pk, finish, sentence, grid(one.revision.document, axes, look))
