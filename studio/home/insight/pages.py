"""The pages of Insight, and the export of their figures."""

from __future__ import annotations

import csv
import io

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from briefs.exchange.documents import neutral
from briefs.models import Campaign
from studio.home.context import Shell
from studio.home.insight.board import Board, board
from studio.home.insight.scope import PERIODS, Scope, scope_of
from studio.people.requests import Request

MARK = "\ufeff"  # by which spreadsheets know UTF-8
CAMPAIGNS = ("Campaign", "Brand", "Candidates made", "Runs that came to nothing", "Machine seconds", "Spent, EUR",
             "Assets shipped", "Candidates an asset", "Cost of an asset, EUR")  # fmt: skip


@require_GET
def insight(request: Request, pk: int | None = None) -> HttpResponse:
    """What it took to ship what was shipped: of all brands, of one, or of one campaign."""
    scope = scope_of(request, pk)
    page = {
        "board": board(scope),
        "scope": scope,
        "periods": PERIODS,
        "campaigns": campaigns_of(request, scope),
        "shell": Shell(request),
    }
    return render(request, "home/insight.html", page)


@require_GET
def export(request: Request, key: str) -> HttpResponse:
    """The figures of one plot, or of the table of campaigns, as CSV that no spreadsheet runs."""
    page = board(scope_of(request))
    plot = page.plot(key)
    if plot is None and key != "campaigns":
        raise Http404("There is no such plot.")
    heads, rows = plot.figures if plot else (CAMPAIGNS, _campaign_rows(page))
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for row in (heads, *rows):
        writer.writerow([neutral(cell) if isinstance(cell, str) else cell for cell in row])
    name = f"gatefold-{key}-{page.scope.first.isoformat()}-{page.scope.last.isoformat()}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(MARK + out.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


def _campaign_rows(page: Board) -> list[tuple[str | float, ...]]:
    return [
        (row.name, row.brand, one.made, one.failed, round(one.seconds, 3), round(one.micros / 1e6, 6), one.assets,
         "" if one.ratio is None else round(one.ratio, 3), "" if one.cost is None else round(one.cost / 1e6, 6))
        for row in page.campaigns
        for one in [row.sums]
    ]  # fmt: skip


def campaigns_of(request: Request, scope: Scope) -> list[Campaign]:
    """What the filter offers: of the brand that is looked at, else of all."""
    rows = Campaign.objects.visible_to(request.user).select_related("brand")
    rows = rows.filter(brand=scope.brand) if scope.brand else rows
    return list(rows.order_by("brand__name", "name")[:500])
