from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from dam.actions import replay_all
from dam.lineage import lineage, replayed
from dam.models import Asset
from dam.quarantine import standing
from dam.rights import timeline
from review.models import Gate
from review.states import VOID
from studio.people.requests import Request
from studio.people.roles import may
from studio.policy.models import RightRecord


def found(request: Request, pk: int) -> Asset:
    rows = Asset.objects.visible_to(request.user).select_related(
        "brand",
        "campaign",
        "master",
        "preview",
        "finish__revision__brief",
        "finish__revision__style_pack__pack",
        "finish__candidate__batch__model",
        "finish__candidate__batch__by",
        "finish__by",
    )
    return get_object_or_404(rows, pk=pk)


def asset(request: Request, pk: int) -> HttpResponse:
    """Master, files, signatures, and the line it came down."""
    one = found(request, pk)
    files = one.renditions.select_related("file", "rendition__placement__placement", "rendition__preview")
    context = {"asset": one, "files": files, "lineage": lineage(one), "replays": replayed(one)}
    context["gates"] = gates_of(one)
    context["standing"] = standing(one)
    context["components"] = [held.component for held in one.holdings.select_related("component").order_by("pk")]
    today = timezone.localdate()
    context |= {"today": today, "rights": timeline(one, today), "recorded": RightRecord.Kind.values}
    context["may_train"] = may(request.user, "train a LoRA", one.brand)
    return render(request, "dam/asset.html", context)


def gates_of(one: Asset) -> list[Gate]:
    """Its gates with their signatures, the void ones last."""
    rows = Gate.objects.filter(finish=one.finish_id).prefetch_related("sign_offs__person", "sign_offs__for_person")
    return sorted(rows.order_by("stage", "kind", "pk"), key=lambda gate: gate.state == VOID)


@require_POST
def replay(request: Request, pk: int) -> HttpResponse:
    """Ask for every recipe behind this asset to be rendered again."""
    one = found(request, pk)
    replay_all(one, by=request.user)
    if request.headers.get("HX-Request"):
        return render(request, "dam/replays.html", {"asset": one, "replays": replayed(one)})
    return redirect("dam:asset", pk=pk)


def replays(request: Request, pk: int) -> HttpResponse:
    """The verdicts so far: the fragment the page asks for again until all are in."""
    one = found(request, pk)
    return render(request, "dam/replays.html", {"asset": one, "replays": replayed(one)})
