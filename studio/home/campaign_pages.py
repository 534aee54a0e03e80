"""The pages of a campaign: all of its briefs, its plan, its finals side by side."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from briefs.actions.campaign import MOST_MICROS, plan_campaign
from briefs.models import Campaign
from studio.home import campaigns as seen
from studio.home.context import Shell
from studio.people.requests import Request
from studio.people.roles import may


class PlanForm(forms.Form):
    due = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    budget = forms.DecimalField(
        label="Budget, €", required=False, min_value=0, max_value=MOST_MICROS / 1_000_000, decimal_places=2
    )


def campaign_of(request: Request, pk: int) -> Campaign:
    return get_object_or_404(Campaign.objects.visible_to(request.user).select_related("brand"), pk=pk)


def number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


@require_GET
def campaigns(request: Request) -> HttpResponse:
    """Every campaign the person may see, soonest due first."""
    shell = Shell(request)
    rows = Campaign.objects.visible_to(request.user)
    rows = rows.filter(brand=shell.brand) if shell.brand else rows
    return render(request, "home/campaigns.html", {"campaigns": seen.campaigns(rows)[:200], "shell": shell})


@require_GET
def campaign(request: Request, pk: int) -> HttpResponse:
    row = campaign_of(request, pk)
    stop = request.GET.get("stop", "")
    page = seen.overview(row, stop=stop, first=number(request.GET.get("from", "")))
    return render(request, "home/campaign.html", shown(request, row, page, stop))


@require_POST
def plan(request: Request, pk: int) -> HttpResponse:
    row = campaign_of(request, pk)
    form = PlanForm(request.POST)
    if not form.is_valid():
        page = seen.overview(row)
        return render(request, "home/campaign.html", shown(request, row, page, "", form), status=422)
    budget = form.cleaned_data["budget"]
    micros = round(budget * 1_000_000) if budget else None
    plan_campaign(row, by=request.user, due=form.cleaned_data["due"], budget_micros=micros)
    messages.success(request, f"{row.name} is planned.")
    return redirect("home:campaign", row.pk)


@require_GET
def board(request: Request, pk: int) -> HttpResponse:
    """The finals of the campaign side by side, at one placement."""
    row = campaign_of(request, pk)
    finals = seen.board(row, request.GET.get("placement", "")[:60])
    context = {"campaign": row, "board": finals, "shell": Shell(request)}
    return render(request, "home/board.html", context)


def shown(request: Request, row: Campaign, page: seen.Overview, stop: str, form: Any = None) -> dict[str, Any]:
    budget = row.budget_micros / 1_000_000 if row.budget_micros else None
    return {
        "campaign": row,
        "page": page,
        "stop": stop if stop in seen.STOPS else "",
        "form": form or PlanForm(initial={"due": row.due, "budget": budget}),
        "may_write": may(request.user, "write a brief", row.brand),
        "shell": Shell(request),
    }
