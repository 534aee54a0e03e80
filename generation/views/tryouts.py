"""Try a model: a few words, and what it makes of them, beside what others make of the same words and seed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from generation import kinds, tryouts
from generation.engine.guides import Control, Guides, Lora, Reference, Start
from generation.models import ModelEntry, TryOut
from generation.tryout_forms import TryForm
from generation.views.models import found, told
from studio.lib.canonical import canonical
from studio.lib.problems import BadInput, WrongState
from studio.lib.serving import blob_response
from studio.people.chosen import chosen_brand
from studio.people.models import Brand
from studio.people.requests import Request
from studio.people.roles import may, require

SHOWN: Final = 12  # of this model; those of others on the same words stand beside them


@require_http_methods(["GET", "POST"])
def try_model(request: Request, slug: str) -> HttpResponse:
    """The form, and the last try-outs side by side; for htmx those alone."""
    entry = found(request, slug)
    brand = brand_of(request, entry)
    if request.method == "POST":
        require(request.user, "make a batch", brand)
    form = TryForm(request.POST or None, request.FILES or None, entry=entry, brand=brand, initial=again(request, entry))
    if form.is_valid():
        try:
            models = form.models()
            made = tryouts.ask(models, brand=brand, by=request.user, guides=guides_of(request, form), **form.asked())
        except BadInput as fault:
            told(form, fault)
        else:
            seen = f"{made[0].prompt[:40]}{'…' if len(made[0].prompt) > 40 else ''}"
            messages.success(request, f"“{seen}” is being made. It arrives here.")
            return redirect("generation:try_model", slug)
    context = {"entry": entry, "brand": brand, "form": form, "may_try": may(request.user, "make a batch", brand)}
    asked = shown(request, entry)
    waiting = sum(row.state == tryouts.WAITING for one in asked for row in one.rows)
    context |= {"asked": asked, "waiting": waiting, "tries": entry.state == "ready"}
    fragment = request.headers.get("HX-Target") == "tryouts"
    page = "generation/tryouts_made.html" if fragment else "generation/tryouts.html"
    return render(request, page, context, status=422 if form.is_bound else 200)


def brand_of(request: Request, entry: ModelEntry) -> Brand:
    """Whose try-out it is: the model's own brand, else the chosen one, else the first where this person makes any."""
    if entry.brand is not None:
        return entry.brand
    chosen = chosen_brand(request)
    if chosen is not None:
        return chosen
    brands = list(Brand.objects.visible_to(request.user))
    if not brands:
        raise WrongState("You belong to no brand yet, so there is nobody to try it for. Ask an admin to add you.")
    return next((brand for brand in brands if may(request.user, "make a batch", brand)), brands[0])


def again(request: Request, entry: ModelEntry) -> dict[str, Any]:
    """What the form begins with: the words, seed and size of the try-out that the address names."""
    named = request.GET.get("again", "")
    if not (named.isascii() and named.isdigit() and len(named) < 19):
        return {}
    row = TryOut.objects.visible_to(request.user).filter(pk=int(named)).first()
    if row is None:
        return {}
    return {
        "words": row.prompt,
        "negative": row.negative,
        "seed": row.seed,
        "width": row.width,
        "height": row.height,
    }


def guides_of(request: Request, form: TryForm) -> Guides:
    """What is held to beside the words: uploads are kept first, and what the row itself brings goes along."""
    data, entry = form.cleaned_data, form.entry
    uploads = {
        name: tryouts.keep_upload(data[name], by=request.user, brand=form.brand, field=name)
        for name in ("start", "picture")
        if data.get(name)
    }
    scale = float(data.get("scale") or 0)
    said: dict[str, Any] = {}
    if "start" in uploads:
        said["start"] = Start(uploads["start"], strength=data["strength"] or 0.6)
    if entry.kind == kinds.LORA:
        trigger = str(entry.settings.get("trigger") or "")
        said["loras"] = (Lora(entry.weights, scale=scale, trigger=trigger),)
    elif entry.kind == kinds.IP_ADAPTER:
        said["references"] = (Reference(uploads["picture"], entry.weights, scale=scale),)
    elif entry.kind == kinds.CONTROLNET:
        said["controls"] = (Control(data["control"], uploads["picture"], entry.weights, scale=scale),)
    elif entry.kind == kinds.REFINER:
        said["refiner"] = entry.weights
    elif data.get("adapter") and "picture" in uploads:
        said["references"] = (Reference(uploads["picture"], data["adapter"].weights),)
    return Guides(**said)


@dataclass(frozen=True, slots=True)
class Asked:
    """The same words, seed and size: the try-out of this model first, those of others beside it."""

    first: TryOut
    beside: Sequence[TryOut]

    @property
    def rows(self) -> list[TryOut]:
        return [self.first, *self.beside]


def key(row: TryOut) -> tuple[Any, ...]:
    return row.brand_id, row.prompt, row.negative, row.seed, row.width, row.height


def of(entry: ModelEntry) -> Q:
    """Which try-outs show this row: those made by it, or with it going along."""
    if entry.kind in kinds.ORDERED_FROM:
        return Q(model=entry)
    worn = ("loras", "references", "controls")
    lists = [Q(**{f"guides__{name}__contains": [{"weights": entry.weights}]}) for name in worn]
    found = Q(guides__refiner=entry.weights)
    for one in lists:
        found |= one
    return found


def shown(request: Request, entry: ModelEntry) -> list[Asked]:
    """The last SHOWN, newest first, in two queries however many there are."""
    rows: QuerySet[TryOut] = TryOut.objects.visible_to(request.user).select_related("model", "by", "preview", "picture")
    mine = list(rows.filter(of(entry))[:SHOWN])
    beside: Mapping[tuple[Any, ...], list[TryOut]] = {key(row): [] for row in mine}
    seeds = {row.seed for row in mine}
    for row in rows.filter(seed__in=seeds).exclude(pk__in=[one.pk for one in mine]).order_by("pk")[: 10 * SHOWN]:
        if key(row) in beside and row.model_id != entry.pk:
            beside[key(row)].append(row)
    found, told_of = [], set()
    for row in mine:
        others = [] if key(row) in told_of else beside[key(row)]
        told_of.add(key(row))
        found.append(Asked(row, others))
    return found


@require_GET
def try_out_picture(request: Request, pk: int, size: str) -> HttpResponse:
    """The small WebP, or the whole PNG."""
    row = get_object_or_404(TryOut.objects.visible_to(request.user).select_related("preview", "picture"), pk=pk)
    blob = row.preview if size == "small" else row.picture
    if blob is None:
        raise Http404("This try-out has no picture yet.")
    return blob_response(request, blob, filename=f"try-out-{pk}.{'webp' if size == 'small' else 'png'}")


@require_GET
def try_out_recipe(request: Request, pk: int) -> HttpResponse:
    """The canonical bytes that the recipe's digest is of."""
    row = get_object_or_404(TryOut.objects.visible_to(request.user).select_related("recipe"), pk=pk)
    if row.recipe is None:
        raise Http404("This try-out has no recipe: it was not made.")
    return HttpResponse(canonical(row.recipe.document), content_type="application/json")
