"""Acts on the floor, as plain forms: pause a batch, hold and lift, ask something of a worker, set a brand's share."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from generation import floor
from generation.engine.engines import ENGINES
from generation.models import Batch, Hold, ModelEntry, Worker
from generation.views.batches import back
from generation.waits import named
from studio.lib.problems import BadInput
from studio.people.models import Brand
from studio.people.requests import Request

MACHINES = "home:machines"  # a page of the layer above, known here by its name alone
ASKED = {
    "work": "{} goes on.",
    "pause": "{} rests once what it has in hand is finished.",
    "drain": "{} ends once what it has in hand is finished.",
}


@require_POST
def pause(request: Request, pk: int) -> HttpResponse:
    batch = _batch(request, pk)
    floor.pause(batch, by=request.user)
    messages.success(request, f"{batch} is paused. What is being made is finished; nothing more is begun.")
    return back(request, batch)


@require_POST
def resume(request: Request, pk: int) -> HttpResponse:
    batch = _batch(request, pk)
    floor.resume(batch, by=request.user)
    messages.success(request, f"{batch} goes on.")
    return back(request, batch)


def _batch(request: Request, pk: int) -> Batch:
    rows = Batch.objects.visible_to(request.user).select_related("brand", "model", "revision__brief")
    return get_object_or_404(rows, pk=pk)


@require_POST
def hold(request: Request) -> HttpResponse:
    """`what` is all, brand:<pk>, model:<pk> or engine:<name>; `why` is what others will read."""
    why = request.POST.get("why", "").replace("\0", "").strip()
    what = _what(request, request.POST.get("what", ""))
    if not why:
        raise BadInput("Why: say in a few words what it is held for. Those who wait will read it.", field="why")
    held = floor.hold(by=request.user, why=why, **what)
    messages.success(request, f"{named(held)} is held. What is being made is finished; nothing more is begun.")
    return redirect(MACHINES)


def _what(request: Request, said: str) -> dict[str, Any]:
    kind, _, name = said.partition(":")
    number = int(name) if name.isdecimal() and len(name) < 19 else 0
    if said == "all":
        return {}
    if kind == "engine" and name in ENGINES:
        return {"engine": name}
    if kind == "brand" and (brand := Brand.objects.visible_to(request.user).filter(pk=number).first()):
        return {"brand": brand}
    if kind == "model":
        model = ModelEntry.objects.filter(Q(brand=None) | Q(brand__in=_brands(request)), pk=number).first()
        if model is not None:
            return {"model": model, "brand": model.brand}
    raise BadInput("What: choose from the list what is to be held.", field="what")


def _brands(request: Request) -> Any:
    return Brand.objects.visible_to(request.user)


@require_POST
def lift(request: Request, pk: int) -> HttpResponse:
    rows = Hold.objects.filter(Q(brand=None) | Q(brand__in=_brands(request))).select_related("brand", "model")
    held = get_object_or_404(rows, pk=pk)
    floor.lift(held, by=request.user)
    messages.success(request, f"{named(held)} is not held any more.")
    return redirect(MACHINES)


@require_POST
def worker(request: Request, pk: int) -> HttpResponse:
    asked = get_object_or_404(Worker, pk=pk)
    wanted = request.POST.get("wanted", "")
    floor.ask_of(asked, wanted, by=request.user)
    messages.success(request, ASKED[wanted].format(asked.name))
    return redirect(MACHINES)


@require_POST
def share(request: Request, pk: int) -> HttpResponse:
    brand = get_object_or_404(_brands(request), pk=pk)
    most = request.POST.get("most_running", "").strip()
    weight = _whole(request.POST.get("weight", ""), "Weight", "weight")
    floor.share(
        brand, weight=weight, most_running=_whole(most, "At once", "most_running") if most else None, by=request.user
    )
    messages.success(request, f"The share of {brand.name} is kept.")
    return redirect(MACHINES)


def _whole(said: str, name: str, field: str) -> int:
    said = said.strip()
    if not (said.isdecimal() and said.isascii() and len(said) < 10):
        raise BadInput(f"{name}: “{said[:20]}” is not a whole number.".replace("\0", ""), field=field)
    return int(said)
