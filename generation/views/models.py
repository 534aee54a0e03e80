from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from generation import cost, registry
from generation.forms import ModelForm, offered_models
from generation.models import ModelEntry
from studio.lib.problems import BadInput, NotAllowed
from studio.people.models import Brand, User
from studio.people.requests import Request
from studio.people.roles import may


def kept_brands(user: User) -> list[Brand]:
    """The brands whose models this person keeps."""
    return [brand for brand in Brand.objects.visible_to(user) if may(user, "keep models", brand)]


def models(request: Request) -> HttpResponse:
    entries = (
        ModelEntry.objects.visible_to(request.user).select_related("brand", "successor").order_by("-active", "name")
    )
    context = {"entries": entries, "may_add": bool(kept_brands(request.user))}
    return render(request, "generation/models.html", context | {"scanning": any(e.state == "waiting" for e in entries)})


def add_model(request: Request) -> HttpResponse:
    user = request.user
    if not kept_brands(user):
        raise NotAllowed("To add a model takes the role admin at a brand. Ask an admin for it.")
    form = ModelForm(request.POST or None, by=user)
    if form.is_valid():
        data = form.cleaned_data
        try:
            entry = registry.add(
                brand=data["brand"], name=data["name"], source=data["source"], licence=form.licence(), by=user
            )
        except BadInput as fault:
            form.add_error(fault.field or None, fault.sentence)
        else:
            messages.success(request, f"{entry.name} is being looked through. It can be used once that is done.")
            return redirect("generation:model", entry.slug)
    return render(request, "generation/model_form.html", {"form": form}, status=422 if form.is_bound else 200)


def found(request: Request, slug: str) -> ModelEntry:
    rows = ModelEntry.objects.visible_to(request.user).select_related("brand", "successor", "by")
    return get_object_or_404(rows, slug=slug)


def model(request: Request, slug: str) -> HttpResponse:
    entry = found(request, slug)
    user = request.user
    keeps = entry.brand is not None and may(user, "keep models", entry.brand)
    successors = offered_models(entry.brand).exclude(pk=entry.pk) if entry.brand and keeps else []
    context = {"entry": entry, "keeps": keeps, "successors": successors}
    return render(
        request, "generation/model.html", context | {"speed": cost.estimate(entry, count=1, width=1024, height=1024)}
    )


@require_POST
def scan_model(request: Request, slug: str) -> HttpResponse:
    entry = found(request, slug)
    registry.scan_again(entry, by=request.user)
    messages.success(request, f"{entry.name} is being looked through again.")
    return redirect("generation:model", slug)


@require_POST
def deprecate_model(request: Request, slug: str) -> HttpResponse:
    entry = found(request, slug)
    named = request.POST.get("successor", "").replace("\0", "")
    registry.deprecate(entry, by=request.user, successor=found(request, named) if named else None)
    messages.success(request, f"{entry.name} is offered no more. Its pictures stay, and can still be replayed.")
    return redirect("generation:model", slug)
