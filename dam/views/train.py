"""A LoRA from approved assets: which of them, what is to be seen in each, and how it is trained."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from dam.learning import Lesson, Lessons
from dam.models import Asset
from dam.search import FACETS, matching
from dam.train_form import TrainForm
from generation import training
from generation.engine.diffusion.training.settings import BadSetting, Settings
from generation.registry import territories
from studio.lib.problems import BadInput
from studio.people.models import Brand
from studio.people.requests import Request
from studio.people.roles import require

SHOWN: Final = training.MOST  # assets to choose from, at most


@require_http_methods(["GET", "POST"])
def train(request: Request, pk: int) -> HttpResponse:
    """The assets that were found in the library, to choose from, and the settings; for htmx what would come of it."""
    brand = get_object_or_404(Brand.objects.visible_to(request.user), pk=pk)
    require(request.user, "train a LoRA", brand)
    lessons = Lessons().of(found(request, brand))
    sent = request.POST if request.method == "POST" else request.GET if asked_again(request) else None
    free = [one for one in lessons if not one.objection]
    ticked = None if sent is None else numbers(sent.getlist("asset"))
    chosen = [one for one in free if ticked is None or one.asset.pk in ticked]
    form = TrainForm(sent, brand=brand, count=len(chosen))
    if request.method == "POST" and form.is_valid():
        try:
            row = order(request, brand, form, chosen)
        except BadInput as fault:
            for name, lines in (fault.fields or {"": [fault.sentence]}).items():
                form.add_error(name if name in form.fields else None, lines)
        else:
            messages.success(request, f"{row.name} waits for a worker. This page follows it.")
            return redirect("generation:training", row.pk)
    context = {"brand": brand, "form": form, "outlook": outlook(form, chosen), "query": request.GET.urlencode()}
    if asked_again(request):
        return render(request, "dam/train_outlook.html", context)
    context |= {"lessons": shown(request, lessons, chosen), "free": len(free), "fewest": training.FEWEST}
    return render(request, "dam/train.html", context, status=422 if request.method == "POST" else 200)


def asked_again(request: Request) -> bool:
    return request.method == "GET" and request.headers.get("HX-Target") == "train-outlook"


def numbers(values: list[str]) -> set[int]:
    return {int(value) for value in values[: 2 * SHOWN] if value.isdecimal() and len(value) < 19}


def found(request: Request, brand: Brand) -> list[Asset]:
    """Those that the address names, else those that its search finds: words and facets as in the library."""
    only = numbers(request.GET.getlist("only"))
    rows: QuerySet[Asset]
    if only:
        rows = Asset.objects.visible_to(request.user).filter(brand=brand, pk__in=only)
    else:
        facets = {facet: [v[:200].replace("\0", "") for v in request.GET.getlist(facet)[:20]] for facet in FACETS}
        words = request.GET.get("q", "").replace("\0", "").strip()[:200]
        rows = matching(request.user, words=words, facets=facets, brand=brand.pk)
    along = ("preview", "master", "finish__revision", "finish__candidate__batch__model", "finish__candidate__recipe")
    return list(rows.select_related(*along, "finish__candidate__batch__promoted_from").order_by("-pk")[:SHOWN])


def shown(request: Request, lessons: list[Lesson], chosen: list[Lesson]) -> list[dict[str, Any]]:
    """Each with what the person has ticked and written."""
    on = {one.asset.pk for one in chosen}
    return [
        {"one": one, "on": one.asset.pk in on, "caption": request.POST.get(f"caption-{one.asset.pk}", one.caption)}
        for one in lessons
    ]


def order(request: Request, brand: Brand, form: TrainForm, chosen: list[Lesson]) -> Any:
    said = form.cleaned_data
    return training.order(
        brand,
        name=said["name"],
        base=said["base"],
        trigger=said["trigger"],
        pictures=[one.document(request.POST.get(f"caption-{one.asset.pk}", one.caption)) for one in chosen],
        settings=form.settings(),
        by=request.user,
        once=said["once"],
    )


def outlook(form: TrainForm, chosen: list[Lesson]) -> dict[str, Any]:
    """What the training would take, and what may be done with what comes of it; as far as the form can be read."""
    told: dict[str, Any] = {"count": len(chosen), "enough": training.FEWEST <= len(chosen) <= training.MOST}
    values = {name: form.fields[name].clean(form[name].value()) for name in form.fields if readable(form, name)}
    base = values.get("base") or form.fields["base"].queryset.first()  # type: ignore[attr-defined]
    try:
        asked = Settings.from_document({name: values[name] for name in Settings().document() if name in values})
    except BadSetting as fault:
        return told | {"fault": str(fault)}
    if base is None or not chosen:
        return told
    licence = training.rolled(base, [one.rights for one in chosen])
    return told | {
        "forecast": training.forecast(base, asked),
        "times": round(asked.steps * asked.batch / len(chosen)),
        "covers": licence.covers,
        "places": territories.words(licence.territories).replace("world", "the whole world"),
        "until": licence.until,
    }


def readable(form: TrainForm, name: str) -> bool:
    try:
        form.fields[name].clean(form[name].value())
    except ValidationError:
        return False
    return True
