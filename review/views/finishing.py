from __future__ import annotations

import json
from typing import Any

from django.db.models import Count, Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from generation.models import Candidate
from review import waivers
from review.actions.finish import finish, sent_back
from review.actions.gates import ask
from review.finishing import by_placement, tally
from review.going_out import refuse_withheld
from review.models import Check, Finish, Rendition, Selection
from review.states import FAILED, QUEUED, READY, RUNNING, SENT_BACK
from review.views.checks import waives
from studio.lib.problems import BadInput
from studio.lib.serving import blob_response
from studio.people.requests import Request
from studio.people.roles import may

OPEN = (QUEUED, RUNNING, READY, FAILED, SENT_BACK)


def finishing(request: Request) -> HttpResponse:
    """What is picked and not finished yet, then what is being finished or came back."""
    finished = Finish.objects.values("candidate")
    picked = (
        Selection.objects.visible_to(request.user)
        .told(request.user)
        .filter(verdict="picked")
        .exclude(candidate__in=finished)
        .select_related("candidate__preview", "candidate__batch__revision__brief", "candidate__batch__brand", "by")
        .order_by("at")[:60]
    )
    under_way = (
        Finish.objects.visible_to(request.user)
        .filter(state__in=OPEN)
        .select_related("candidate__preview", "revision__brief", "brand", "by")
        .annotate(
            files=Count("renditions", distinct=True),
            done=Count("renditions", filter=Q(renditions__state="done"), distinct=True),
            fails=Count("checks", filter=Q(checks__verdict="fail"), distinct=True),
        )[:60]
    )
    return render(request, "review/finishing.html", {"picked": picked, "under_way": under_way})


def found(request: Request, pk: int) -> Finish:
    rows = Finish.objects.visible_to(request.user).select_related(
        "brand", "revision__brief__campaign", "candidate__batch__model", "candidate__preview", "master", "by"
    )
    return get_object_or_404(rows, pk=pk)


def renditions(one: Finish) -> list[Rendition]:
    checks = Prefetch("checks", queryset=Check.objects.order_by("pk"))
    rows = one.renditions.select_related("placement__placement", "file", "preview", "recipe").prefetch_related(checks)
    made = list(rows)
    waivers.mark(one, made)
    return made


def page(request: Request, pk: int) -> HttpResponse:
    """One row per placement: its files per locale, the crop, the steps, and the checks beside what they judge."""
    one = found(request, pk)
    rows = renditions(one)
    context = {
        "finish": one,
        "placements": by_placement(rows),
        "tally": tally(rows),
        "done": sum(1 for row in rows if row.state == "done"),
        "total": len(rows),
        "sent_back": sent_back(one),
        "focal_json": json.dumps(focal(one)),
        "newest": Finish.objects.filter(candidate=one.candidate).order_by("-number").first(),
        "waives": waives(request, one),
        "recheck": one.rechecks.select_related("by").first(),
        "may_recheck": may(request.user, "check again", one.brand),
    }
    if request.headers.get("HX-Target") != "renditions":
        return render(request, "review/finish.html", context)
    response = render(request, "review/finish_rows.html", context)
    if one.state not in (QUEUED, RUNNING):
        response["HX-Refresh"] = "true"  # it ended while somebody looked: the next step beside it changes too
    return response


def focal(one: Finish) -> dict[str, float]:
    """The frame to begin dragging from: the one set by hand, else the engine's own, else the middle."""
    if one.focal:
        return dict(one.focal)
    boxes = one.boxes or one.candidate.boxes
    found_ = next((box for box in boxes if box.get("kind") == "focal"), None)
    return {key: found_[key] for key in "xywh"} if found_ else {"x": 0.25, "y": 0.25, "w": 0.5, "h": 0.5}


@require_POST
def order(request: Request, pk: int) -> HttpResponse:
    """Finish a picked candidate, or finish it again with other focal frames."""
    candidate = get_object_or_404(Candidate.objects.visible_to(request.user), pk=pk)
    made = finish(candidate, by=request.user, **frames(request))
    return redirect("review:finish", pk=made.pk)


def frames(request: Request) -> dict[str, Any]:
    """`focal` is JSON {x, y, w, h} or empty; `focals` JSON {placement: {…}}."""
    asked: dict[str, Any] = {}
    for field in ("focal", "focals"):
        text = request.POST.get(field, "").strip()
        if not text:
            continue
        try:
            asked[field] = json.loads(text)
        except (ValueError, RecursionError):
            raise BadInput("The focal frame did not arrive whole. Drag it again.", field=field) from None
        if not isinstance(asked[field], dict):
            raise BadInput("A focal frame is x, y, w and h, each a number from 0 to 1.", field=field)
    return asked


@require_POST
def ask_for_sign_off(request: Request, pk: int) -> HttpResponse:
    one = found(request, pk)
    ask(one, by=request.user)
    return redirect("review:sign_off", pk=one.pk)


def rendition_preview(request: Request, pk: int) -> HttpResponse:
    row = get_object_or_404(Rendition.objects.visible_to(request.user).select_related("preview"), pk=pk)
    return blob_response(request, get_blob(row.preview))


def master_preview(request: Request, pk: int) -> HttpResponse:
    one = get_object_or_404(Finish.objects.visible_to(request.user).select_related("master"), pk=pk)
    refuse_withheld(one.candidate)
    return blob_response(request, get_blob(one.master))


def get_blob(blob: Any) -> Any:
    if blob is None:
        raise BadInput("This picture is not rendered yet. Wait until its row says done.")
    return blob
