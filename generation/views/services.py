"""Admin: services elsewhere. A form to add one, and a button that has a worker try the connection."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from generation import services
from generation.service_forms import ServiceForm
from generation.views.models import begun_from, found, kept_text, told, with_known
from studio.lib.problems import BadInput, NotAllowed
from studio.people.models import Brand
from studio.people.requests import Request
from studio.people.roles import may


@require_http_methods(["GET", "POST"])
def add_service(request: Request) -> HttpResponse:
    user = request.user
    if not any(may(user, "keep models", brand) for brand in Brand.objects.visible_to(user)):
        raise NotAllowed("To add a service takes the role admin at a brand. Ask an admin for it.")
    form = ServiceForm(request.POST or None, request.FILES or None, by=user, initial=begun_from(request))
    if form.is_valid():
        brand = form.cleaned_data["brand"]
        try:
            licence = form.licence(text=kept_text(form, brand, user), reviewer=user.name)
            entry = services.add(form.wanted(), brand=brand, licence=licence, by=user)
        except BadInput as fault:
            told(form, fault)
        else:
            messages.success(request, f"{entry.name} is being tried. It can be used once it has answered.")
            return redirect("generation:model", entry.slug)
    context = with_known(form) | {"hosts": sorted(services.listed())}
    return render(request, "generation/service_form.html", context, status=422 if form.is_bound else 200)


@require_POST
def try_service(request: Request, slug: str) -> HttpResponse:
    """Have a worker ask the service one harmless question. What it says is shown on the model's page."""
    entry = found(request, slug)
    services.try_again(entry, by=request.user)
    messages.success(request, f"{entry.name} is being asked.")
    return redirect("generation:model", slug)
