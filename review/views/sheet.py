from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from generation.cost.after import SPENT
from generation.models import Batch, Candidate
from generation.promotion.ways import higher
from generation.states import QUEUED, RUNNING
from generation.views.batches import held
from generation.waits import waits
from review.actions.decide import decide, read
from review.actions.select import clear, pick, rate, reject, undo
from review.blind import began, with_round
from review.cells import Sheet
from review.chips import chips, sorts
from review.forms import JudgeForm
from review.packed import drawn, packed
from review.reasons import lexicon
from review.sought import sought
from review.standing import tallies, waiting_for_choice
from review.tiles import count, preview_url, ratio, some, time_left, why_rejected
from review.tiles import tile as tile_of
from review.tiles import tiles as tiles_of
from review.wanted import Wanted
from studio.lib.problems import BadInput
from studio.people.models import User
from studio.people.requests import Request
from studio.people.roles import may

LISTED = 60
MOST = 200  # cells in one answer: a whole batch
TRAY = 6  # picks that the page draws beside the cells; the script draws all of them from the cells
DONE_WORDS = {"pick": "Picked", "reject": "Rejected", "clear": "Cleared", "rate": "Rated", "undo": "Took back"}


@require_GET
def selection(request: Request) -> HttpResponse:
    """Batches in which a candidate waits for a verdict, oldest first; then those where all is said."""
    waiting = list(waiting_for_choice(request.user)[: LISTED + 1])
    decided = list(
        Batch.objects.visible_to(request.user)
        .exclude(pk__in=waiting_for_choice(request.user).order_by().values("pk"))
        .exclude(state__in=[QUEUED, RUNNING])
        .select_related("brand", "revision__brief__campaign", "model", "by")
        .order_by("-ended_at", "-pk")[:12]
    )
    known = tallies([*waiting, *decided], viewer=request.user)
    covers = _covers([*waiting, *decided])
    rows = [(batch, known.get(batch.pk), covers.get(batch.pk, [])) for batch in waiting[:LISTED]]
    after = [(batch, known.get(batch.pk), covers.get(batch.pk, [])) for batch in decided]
    return render(request, "review/selection.html", {"waiting": rows, "decided": after, "more": len(waiting) > LISTED})


def _covers(batches: list[Batch]) -> dict[int, list[str]]:
    """The addresses of the first three pictures of each batch, to know it by."""
    shown: dict[int, list[str]] = {}
    rows = Candidate.objects.filter(batch__in=batches, picture__isnull=False, position__lt=6).order_by("position")
    for row in rows.only("id", "batch", "position", "picture", "preview"):
        shown.setdefault(row.batch_id, []).append(preview_url(row))
    return {batch: rows[:3] for batch, rows in shown.items()}


@require_GET
def sheet(request: Request, pk: int) -> HttpResponse:
    """The contact sheet. htmx, or the page after it lost the stream, asks for the body alone at the same address."""
    known = Batch.objects.visible_to(request.user).select_related(
        "brand", "revision__brief__campaign", "model", "promoted_from__batch"
    )
    batch: Any = get_object_or_404(with_round(known).annotate(spent=SPENT), pk=pk)
    wanted = Wanted.read(request.GET)
    blind = began(batch)
    tiles = tiles_of(batch, viewer=request.user, wanted=wanted, blind=blind is not None)
    tally = count(tiles)
    may_judge = may(request.user, "judge candidates", batch.brand)
    words, labels = lexicon(batch.brand)
    cells, places = Sheet(batch, may_judge, wanted), drawn(tiles, everything=wanted.whole)
    picks = [tile for tile in tiles if tile.standing.verdict == "picked"]
    context = {
        "batch": batch, "brief": batch.revision.brief, "campaign": batch.revision.brief.campaign, "tiles": tiles,
        "cells": cells.cells(tiles[place] for place in places), "packed": packed(cells, tiles, places),
        "drawn": sum(tiles[place].shown for place in places), "shown": sum(tile.shown for tile in tiles),
        "whole_link": wanted.query(whole=True), "wanted": wanted, "team": wanted.team,
        "team_link": wanted.query(team=not wanted.team), "stacked_link": wanted.query(stacked=not wanted.stacked),
        "all_link": wanted.query(show="all", because="", test="", tier=""),
        "none_shown": not any(tile.shown for tile in tiles),
        "tally": tally, "chips": chips(batch, tiles, tally, wanted), "sorts": sorts(tiles, wanted),
        "stacks": len({tile.stack for tile in tiles} - {None}), "ratio": ratio(batch),
        "picks": picks if wanted.whole else picks[:TRAY], "why": why_rejected(tiles),
        "left": time_left(batch, tally), "spent": batch.spent or 0, "expected": batch.estimate.get("micros"),
        "open": batch.state in (QUEUED, RUNNING), "words": words, "labels": labels, "blind": blind,
        "sought": sought(batch, [tile.candidate for tile in tiles]),
        "held": held(request, batch) if batch.state in (QUEUED, RUNNING) else "",
        "wait": waits([batch]).get(batch.pk),
        "may_pause": may(request.user, "pause a batch", batch.brand),
        "may_judge": may_judge,
        "may_cancel": may(request.user, "cancel a batch", batch.brand),
        "may_invite": may(request.user, "invite a guest", batch.brand),
        "may_finish": may(request.user, "finish a candidate", batch.brand),
        "may_promote": may(request.user, "promote a candidate", batch.brand) and bool(higher(batch.tier)),
    }  # fmt: skip
    return render(
        request, "review/sheet_body.html" if request.headers.get("HX-Request") else "review/sheet.html", context
    )


@require_GET
def tile(request: Request, pk: int) -> HttpResponse:
    """One cell, as it stands now."""
    known = Candidate.objects.visible_to(request.user).select_related("batch__brand")
    candidate = get_object_or_404(known, pk=pk)
    batch = candidate.batch
    one = Sheet(batch, may(request.user, "judge candidates", batch.brand))
    return HttpResponse(one.cells([tile_of(candidate, viewer=request.user)]))


@require_GET
def tiles(request: Request, pk: int) -> HttpResponse:
    """The cells of those in `candidate`, as they stand now: what came since a watcher asked last, in one answer."""
    batch = get_object_or_404(Batch.objects.visible_to(request.user).select_related("brand"), pk=pk)
    asked = [int(one) for one in request.GET.getlist("candidate")[:MOST] if one.isdecimal() and len(one) < 19]
    cells = Sheet(batch, may(request.user, "judge candidates", batch.brand))
    return HttpResponse(cells.cells(some(batch, asked, viewer=request.user)))


@require_POST
def judge(request: Request, pk: int) -> HttpResponse:
    """One judgement by a plain form: the same verbs without a script."""
    known = Candidate.objects.visible_to(request.user).select_related("batch__brand")
    candidate = get_object_or_404(known, pk=pk)
    form = JudgeForm(request.POST)
    if not form.is_valid():
        raise BadInput(fields={name: [str(error) for error in errors] for name, errors in form.errors.items()})
    verb = carry_out(candidate, form.cleaned_data, by=request.user)
    messages.success(request, f"{DONE_WORDS[verb]} {candidate}.")
    return redirect(onward(request, reverse("review:sheet", args=[candidate.batch_id])))


def carry_out(candidate: Candidate, said: dict[str, Any], *, by: User) -> str:
    verb: str = said["verb"]
    if verb == "pick":
        pick(candidate, by=by, reasons=said["reasons"], note=said["note"])
    elif verb == "reject":
        reject(candidate, by=by, reasons=said["reasons"], note=said["note"])
    elif verb == "rate":
        rate(candidate, said["stars"] or 0, by=by)
    elif verb == "clear":
        clear(candidate, by=by)
    else:
        undo(candidate, by=by)
    return verb


@require_POST
def decisions(request: Request) -> HttpResponse:
    """Judgements from the page's queue: JSON in, in order; one result for each out. See review/actions/decide.py."""
    try:
        items = json.loads(request.body)
    except (ValueError, RecursionError):
        raise BadInput("The decisions are not JSON. Reload the page and try again.", field="decisions") from None
    outcomes = decide(read(items), by=request.user)
    return JsonResponse({"decisions": [outcome.document() for outcome in outcomes]})


def onward(request: Request, otherwise: str) -> str:
    """Where a plain form asked to go next, if that is a page of ours."""
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else otherwise
