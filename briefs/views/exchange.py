"""Briefs in and out as files."""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_POST

from briefs import exchange, readiness
from briefs.actions.exchange import carry_out, judge_file
from briefs.catalogue import Shelf, shelf_of
from briefs.compare import changes
from briefs.exchange.judging import COLUMNS, GOOD
from briefs.exchange.reading import MOST_ROWS
from briefs.models import Brief, BriefImport, BriefTemplate, Campaign
from briefs.spec import BriefSpec
from studio.lib.problems import BadInput, TooMuch
from studio.people.requests import Request
from studio.people.roles import require

SHOWN: Final = 100  # rows on a page
MOST_EXPORTED: Final = 5_000
PLAIN: Final = {"ensure_ascii": False, "indent": 1}


def campaign_of(request: Request, pk: int) -> Campaign:
    return get_object_or_404(Campaign.objects.visible_to(request.user).select_related("brand"), pk=pk)


def bring(request: Request, pk: int) -> HttpResponse:
    """Send a file to a campaign. What comes next is the dry run: nothing is made yet."""
    campaign = campaign_of(request, pk)
    require(request.user, "write a brief", campaign.brand)
    fault = ""
    if request.method == "POST":
        try:
            file = request.FILES.get("file")
            if file is None:
                raise BadInput("No file was sent. Choose a CSV or JSON file.", field="file")
            made = judge_file(campaign, file, by=request.user, base=base_in(request, campaign))
            return redirect("briefs:import", made.pk)
        except (BadInput, TooMuch) as problem:
            fault = problem.sentence
    context = {
        "campaign": campaign,
        "templates": templates_of(campaign),
        "briefs": Brief.objects.filter(campaign=campaign).order_by("title")[:SHOWN],
        "imports": campaign.imports.select_related("by")[:10],
        "columns": COLUMNS,
        "most": MOST_ROWS,
        "fault": fault,
    }
    return render(request, "briefs/import_new.html", context, status=422 if fault else 200)


@require_GET
def dry_run(request: Request, pk: int) -> HttpResponse:
    """Every row's verdict, a page at a time, and what readiness says of the good ones on it."""
    made = import_of(request, pk)
    rows = made.verdicts["rows"]
    counts = Counter(row["verdict"] for row in rows)
    only = request.GET.get("only", "")
    chosen = [row for row in rows if row["verdict"] == only] if only in counts else rows
    first = min(number(request.GET.get("from", "0")), max(len(chosen) - 1, 0)) // SHOWN * SHOWN
    page = chosen[first : first + SHOWN]
    shelf = shelf_of(made.campaign.brand, made.campaign)
    context = {
        "made": made,
        "campaign": made.campaign,
        "rows": [shown(row, shelf) for row in page],
        "counts": counts,
        "total": len(rows),
        "only": only if only in counts else "",
        "back": first - SHOWN if first else None,
        "more": first + SHOWN if first + SHOWN < len(chosen) else None,
    }
    return render(request, "briefs/import.html", context)


@require_POST
def bring_in(request: Request, pk: int) -> HttpResponse:
    made = carry_out(import_of(request, pk), by=request.user)
    say = f"{made.made} briefs are made" if made.made != 1 else "One brief is made"
    messages.success(request, f"{say} from {made.name}." if made.made else "Nothing new: every row is there already.")
    return redirect("briefs:import", made.pk)


@require_GET
def take_out(request: Request, pk: int) -> HttpResponse:
    """One brief as JSON."""
    rows = Brief.objects.visible_to(request.user).select_related("brand", "campaign")
    brief = get_object_or_404(rows, pk=pk)
    name = slugify(brief.title)[:60] or f"brief-{pk}"
    headers = {"Content-Disposition": f'attachment; filename="{name}.brief.json"'}
    return JsonResponse(
        exchange.exported(brief), headers=headers, json_dumps_params={"ensure_ascii": False, "indent": 1}
    )


@require_GET
def take_all_out(request: Request, pk: int, form: str) -> HttpResponse:
    """The briefs of a campaign as JSON or CSV."""
    if form not in ("json", "csv"):
        raise Http404("Briefs go out as json or csv.")
    campaign = campaign_of(request, pk)
    briefs = Brief.objects.filter(campaign=campaign).select_related("brand", "campaign").order_by("pk")[:MOST_EXPORTED]
    name = slugify(campaign.name)[:60] or f"campaign-{pk}"
    headers = {"Content-Disposition": f'attachment; filename="{name}.briefs.{form}"'}
    if form == "csv":
        text = "\ufeff" + exchange.exported_csv(briefs)  # the mark by which spreadsheets know UTF-8
        return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)
    found = [exchange.exported(brief) for brief in briefs]
    return JsonResponse(found, safe=False, headers=headers, json_dumps_params=PLAIN)


@require_GET
def brief_schema(request: Request) -> HttpResponse:
    return JsonResponse(exchange.schema(), content_type="application/schema+json")


def import_of(request: Request, pk: int) -> BriefImport:
    rows = BriefImport.objects.visible_to(request.user).select_related("campaign__brand", "by")
    return get_object_or_404(rows, pk=pk)


def templates_of(campaign: Campaign) -> Any:
    return BriefTemplate.objects.filter(Q(brand=campaign.brand) | Q(brand=None), retired=False)


def base_in(request: Request, campaign: Campaign) -> BriefTemplate | Brief | None:
    """What the rows are laid over: "template:7", "brief:12", or nothing."""
    kind, _, text = request.POST.get("base", "").partition(":")
    if not kind:
        return None
    pk = number(text)
    rows: Any = templates_of(campaign) if kind == "template" else Brief.objects.filter(campaign=campaign)
    found: BriefTemplate | Brief | None = rows.filter(pk=pk).first()
    if found is None:
        raise BadInput("What the rows are laid over is not there. Choose it from the list.", field="base")
    return found


def number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0


def shown(row: dict[str, Any], shelf: Shelf) -> dict[str, Any]:
    """A kept verdict as the page has it: what the brief would say, and how ready it would be."""
    if row["verdict"] != GOOD:
        return row
    spec = BriefSpec.clean(row["document"])
    summary = readiness.summarise(spec, shelf.context(spec))
    facts = [change for change in changes({}, row["document"]) if change.field not in ("title", "style_pack")]
    return {**row, "facts": facts, "summary": summary}
