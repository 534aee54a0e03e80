"""Duel mode: two pictures, a key, the next two; and the order that comes of it."""

from __future__ import annotations

import json
from random import SystemRandom
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from generation.models import Batch, Candidate
from review.actions.duels import JUDGE, answer, number, pick_leaders, read
from review.copies import copies
from review.duels.order import Contest, contest
from review.duels.strength import next_pairs
from review.models import Selection
from review.standing import PICKED
from review.tiles import picture_url, preview_url, ratio
from studio.lib.problems import BadInput
from studio.people.requests import Request
from studio.people.roles import may, require

AHEAD = 16  # pairs a page gets at once: half a minute of choosing without a line
LARGEST = 200  # candidates; beyond them nobody would get through
CHANCE = SystemRandom()


def batch_of(request: Request, pk: int) -> Batch:
    rows = Batch.objects.visible_to(request.user).select_related("brand", "revision__brief__campaign")
    return get_object_or_404(rows, pk=pk)


def picks_only(request: Request) -> bool:
    return request.GET.get("of") == "picks"


@require_GET
def duel(request: Request, pk: int) -> HttpResponse:
    """The page. Its first pair is a form, so that it works without a script, a page for each pair."""
    batch = batch_of(request, pk)
    require(request.user, JUDGE, batch.brand)
    found = contest(batch, viewer=request.user, picks_only=picks_only(request))
    fits = 2 <= found.size <= LARGEST
    pairs = ahead(found) if fits else []
    known = faces(batch, found) if fits else {}
    context = {
        "batch": batch, "brief": batch.revision.brief, "campaign": batch.revision.brief.campaign, "ratio": ratio(batch),
        "contest": found, "state": state(found) if fits else {}, "fits": fits, "largest": LARGEST,
        "pair": [known[one] for one in pairs[0]] if pairs else [], "once": uuid4(), "of_picks": picks_only(request),
        "picks": Selection.objects.told(request.user).filter(candidate__batch=batch, verdict=PICKED).count(),
        "page": {"pairs": pairs, "faces": known, "state": state(found)} if fits else {},
    }  # fmt: skip
    return render(request, "review/duel.html", context)


def ahead(found: Contest, waiting: list[tuple[int, int]] | None = None) -> list[list[int]]:
    """The next pairs by primary key, most telling first; none once it is over."""
    if found.over:
        return []
    busy = [(found.places[a], found.places[b]) for a, b in waiting or () if a in found.places and b in found.places]
    pairs = next_pairs(found.found, found.top, wanted=AHEAD, chance=CHANCE, waiting=busy)
    return [[found.candidates[left], found.candidates[right]] for left, right in pairs]


def faces(batch: Batch, found: Contest) -> dict[int, dict[str, Any]]:
    """What the page shows of each: number, smaller copies, the whole picture."""
    rows = Candidate.objects.filter(pk__in=found.candidates).only(
        "id", "position", "batch", "picture", "preview", "sizes"
    )
    return {
        row.pk: {
            "pk": row.pk, "number": str(row), "preview": preview_url(row), "picture": picture_url(row),
            "copies": copies(row), "width": batch.width, "height": batch.height,
        }
        for row in rows
    }  # fmt: skip


def state(found: Contest) -> dict[str, Any]:
    """How far it is: `left` is the most that may still be asked."""
    done = len(found.counted)
    return {
        "done": done, "most": found.most, "left": 0 if found.over else max(found.most - done, 0), "top": found.top,
        "sure": round(100 * found.sure), "settled": found.settled, "over": found.over,
    }  # fmt: skip


@require_POST
def duels(request: Request, pk: int) -> HttpResponse:
    """Answers from the page's queue: JSON in, in order; what became of each, the next pairs and how far it is out.
    A plain form brings one answer, and leads back to the page."""
    batch = batch_of(request, pk)
    if request.content_type != "application/json":
        return _from_form(request, batch)
    try:
        said = json.loads(request.body)
    except (ValueError, RecursionError):
        raise BadInput("The duels are not JSON. Reload the page and try again.", field="duels") from None
    if not isinstance(said, dict):
        raise BadInput("Send an object with duels and waiting.", field="duels")
    waiting = _pairs(said.get("waiting", []))
    outcomes = answer(batch, read(said.get("duels")), by=request.user)
    found = contest(batch, viewer=request.user, picks_only=picks_only(request))
    fits = 2 <= found.size <= LARGEST
    pairs = ahead(found, waiting) if fits else []
    return JsonResponse({"outcomes": outcomes, "pairs": pairs, "state": state(found) if fits else None})


def _from_form(request: Request, batch: Batch) -> HttpResponse:
    said = {name: request.POST.get(name, "") for name in ("left", "right", "winner")}
    given: dict[str, Any] = {
        name: int(one) if one.isdecimal() and len(one) < 19 else None for name, one in said.items()
    }
    [one] = read([given | {"id": request.POST.get("once")}])
    [told] = answer(batch, [one], by=request.user)
    if told["detail"] and told["status"] != 208:
        messages.error(request, str(told["detail"]))
    return redirect(f"{reverse('review:duel', args=[batch.pk])}{'?of=picks' if picks_only(request) else ''}")


def _pairs(value: object) -> list[tuple[int, int]]:
    """The pairs that the page has in hand."""
    if not isinstance(value, list) or len(value) > 200:
        raise BadInput("waiting is a list of pairs.", field="waiting")
    found = []
    for place, pair in enumerate(value):
        if not isinstance(pair, list) or len(pair) != 2:
            raise BadInput("Each of waiting is a pair of candidates.", field=f"waiting.{place}")
        found.append((number(pair[0], f"waiting.{place}"), number(pair[1], f"waiting.{place}")))
    return found


@require_GET
def duel_order(request: Request, pk: int) -> HttpResponse:
    """The order so far, with strengths and how sure they are; whoever may judge picks the first of it."""
    batch = batch_of(request, pk)
    found = contest(batch, viewer=request.user, picks_only=picks_only(request))
    fits = found.size <= LARGEST and bool(found.counted)
    context = {
        "batch": batch, "brief": batch.revision.brief, "campaign": batch.revision.brief.campaign, "ratio": ratio(batch),
        "contest": found, "state": state(found) if fits else {}, "rows": ranks(batch, found) if fits else [],
        "leaders": found.leaders if fits else [], "of_picks": picks_only(request),
        "may_judge": may(request.user, JUDGE, batch.brand),
    }  # fmt: skip
    return render(request, "review/duel_order.html", context)


def ranks(batch: Batch, found: Contest) -> list[dict[str, Any]]:
    """Each with its strength on a scale of 0 to 100 per cent of the width that all intervals take."""
    known = faces(batch, found)
    low, high, theta = found.found.low, found.found.high, found.found.theta
    least, whole = float(low.min()), float(high.max() - low.min()) or 1.0
    met = found.found.met.sum(axis=1)
    rows = []
    for rank, place in enumerate(found.found.order, 1):
        start, end, at = (100 * (float(one[place]) - least) / whole for one in (low, high, theta))
        rows.append(known[found.candidates[place]] | {
            "rank": rank, "leads": rank <= found.top, "duels": int(met[place]),
            "strength": f"{theta[place]:.2f}".replace("-", "−"),
            "low": f"{start:.2f}", "wide": f"{end - start:.2f}", "at": f"{at:.2f}",
            "error": float(found.found.errors[place]),
        })  # fmt: skip
    return rows


@require_POST
def duel_pick(request: Request, pk: int) -> HttpResponse:
    """Pick the first of the order, if they are those whom the page showed."""
    batch = batch_of(request, pk)
    wanted = [int(one) for one in request.POST.getlist("candidate")[:9] if one.isdecimal() and len(one) < 19]
    many = pick_leaders(batch, wanted, by=request.user, picks_only=picks_only(request))
    messages.success(request, f"Picked the first {many}.")
    return redirect("review:sheet", batch.pk)
