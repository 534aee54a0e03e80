"""How a brief begins: empty, from a template, or as a copy; and the templates themselves."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from briefs import placement
from briefs.actions import (
    create_brief,
    create_campaign,
    create_from_template,
    duplicate,
    retire_template,
    save_as_template,
)
from briefs.actions.brief_template import HINT_LIMIT, NAME_LIMIT
from briefs.forms import NewBriefForm
from briefs.models import BriefTemplate, Campaign, PlacementVersion
from briefs.views.brief import found
from briefs.views.keeping import keeping, told
from studio.lib.problems import BadInput, NotAllowed
from studio.people.requests import Request
from studio.people.roles import require


class TemplateForm(forms.Form):
    """What a new template is called, and when to take it."""

    name = forms.CharField(label="Name", max_length=NAME_LIMIT)
    hint = forms.CharField(label="When to take it", max_length=HINT_LIMIT, required=False)


def new(request: Request) -> HttpResponse:
    first = {"campaign": request.GET.get("campaign"), "template": request.GET.get("template")}
    form = NewBriefForm(request.POST if request.method == "POST" else None, user=request.user, initial=first)
    if not form.fields["brand"].queryset.exists():  # type: ignore[attr-defined]
        raise NotAllowed("To write a brief takes the role marketer, designer or admin at a brand. Ask an admin for it.")
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("briefs:edit", _begun(request, form.cleaned_data))
        except BadInput as fault:
            told(form, fault)
    rows = form.fields["template"].queryset.select_related("brand")  # type: ignore[attr-defined]
    context = {"form": form, "cards": cards(rows), "chosen": str(form["template"].value() or "")}
    return render(request, "briefs/new.html", context, status=422 if form.errors else 200)


@transaction.atomic  # a template that does not fit leaves no new campaign behind
def _begun(request: Request, data: dict[str, Any]) -> int:
    """The new brief's pk; what its template named and the brand lacks is said on its page."""
    campaign = data["campaign"] or create_campaign(data["brand"], by=request.user, name=data["name"])
    if not data["template"]:
        return create_brief(campaign, by=request.user, title=data["title"]).pk
    brief, left_out = create_from_template(campaign, data["template"], by=request.user, title=data["title"])
    for sentence in left_out:
        messages.warning(request, sentence)
    return brief.pk


def cards(rows: Any) -> list[dict[str, Any]]:
    """The templates with the outlines of their placements, in two queries."""
    found = list(rows)
    slugs = {slug for row in found for slug in row.document.get("placements", [])}
    versions = PlacementVersion.objects.published().filter(placement__slug__in=slugs).select_related("placement")
    ratios = {one.placement.slug: placement.ratio(one.document) for one in versions.order_by("number")}
    return [
        {"template": row, "ratios": [ratios[slug] for slug in row.document.get("placements", []) if slug in ratios]}
        for row in found
    ]


@require_GET
def templates(request: Request) -> HttpResponse:
    """Every template the person may begin with, retired ones at the end."""
    rows = BriefTemplate.objects.visible_to(request.user).select_related("brand", "by")
    kept = {brand.pk for brand in keeping(request, "keep brief templates")}
    context = {"cards": cards(rows.order_by("retired", "brand__name", "name")), "kept": kept}
    return render(request, "briefs/brief_templates.html", context)


def save_template(request: Request, pk: int) -> HttpResponse:
    """Keep what a brief says, for the next one to begin from."""
    brief = found(request, pk)
    require(request.user, "keep brief templates", brief.brand)
    form = TemplateForm(request.POST if request.method == "POST" else None, initial={"name": brief.title})
    if request.method == "POST" and form.is_valid():
        try:
            made = save_as_template(brief, by=request.user, **form.cleaned_data)
            messages.success(request, f"“{made.name}” is a template now. New briefs can begin from it.")
            return redirect("briefs:templates")
        except BadInput as fault:
            told(form, fault)
    context = {"form": form, "brief": brief, "campaign": brief.campaign}
    return render(request, "briefs/brief_templates_save.html", context, status=422 if form.errors else 200)


@require_POST
def turn_template(request: Request, pk: int, verb: str) -> HttpResponse:
    rows = BriefTemplate.objects.visible_to(request.user).select_related("brand")
    row = retire_template(get_object_or_404(rows, pk=pk), by=request.user, retired=verb == "retire")
    messages.success(request, f"“{row.name}” is {'retired' if row.retired else 'offered again'}.")
    return redirect("briefs:templates")


class CopyForm(forms.Form):
    """Where the copy goes; a copy in one click stays in its campaign."""

    campaign = forms.ModelChoiceField(Campaign.objects.none(), label="Campaign", required=False, empty_label=None)


def copy(request: Request, pk: int) -> HttpResponse:
    """GET asks for the campaign; POST copies, into the same campaign where none is said."""
    brief = found(request, pk)
    require(request.user, "write a brief", brief.brand)
    form = CopyForm(request.POST if request.method == "POST" else None, initial={"campaign": brief.campaign})
    form.fields["campaign"].queryset = Campaign.objects.filter(brand=brief.brand)  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        made = duplicate(brief, by=request.user, campaign=form.cleaned_data["campaign"])
        messages.success(request, f"“{made.title}” is a draft that says what “{brief.title}” says.")
        return redirect("briefs:edit", made.pk)
    context = {"form": form, "brief": brief, "campaign": brief.campaign}
    return render(request, "briefs/brief_templates_copy.html", context, status=422 if form.errors else 200)
