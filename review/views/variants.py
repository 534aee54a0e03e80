"""Sets of variants: those of a brief, a new one from its picks, and one with what came back of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.db.models import Count, Min
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_POST

from briefs.exchange.reading import MOST_BYTES
from briefs.models import Brief
from generation.models import Candidate
from review.actions.variants import (
    FEWEST,
    MOST,
    NAME,
    QUESTION,
    TEST,
    close_set,
    make_set,
    picks,
    take_out_file,
    take_results,
)
from review.models import VariantResult, VariantSet
from review.tiles import preview_url
from review.variants.exporting import archive, files, listing
from review.variants.reading import COLUMNS, TABLE
from review.variants.report import channels, report
from studio.lib.problems import BadInput, TooMuch, WrongState
from studio.people.requests import Request
from studio.people.roles import may, require


@dataclass(frozen=True, slots=True)
class Source:
    """One file that is counted: when it came, by whom, how many rows it had."""

    digest: str
    rows: int
    at: datetime
    by: str


def brief_of(request: Request, pk: int) -> Brief:
    return get_object_or_404(Brief.objects.visible_to(request.user).select_related("brand", "campaign"), pk=pk)


def set_of(request: Request, pk: int) -> VariantSet:
    rows = VariantSet.objects.visible_to(request.user).select_related("brand", "brief__campaign", "by")
    return get_object_or_404(rows, pk=pk)


@require_GET
def variant_sets(request: Request, pk: int) -> HttpResponse:
    """The sets of a brief, newest first, each with the sentence on its clicks."""
    brief = brief_of(request, pk)
    sets = VariantSet.objects.filter(brief=brief).select_related("by")
    context = {
        "brief": brief, "sets": [(one, report(one)) for one in sets[:20]],
        "picks": len(picks(brief, by=request.user)), "fewest": FEWEST, "may_test": may(request.user, TEST, brief.brand),
    }  # fmt: skip
    return render(request, "review/variant_sets.html", context)


def new_variant_set(request: Request, pk: int) -> HttpResponse:
    """Choose among the picks; their order here gives the letters."""
    brief = brief_of(request, pk)
    require(request.user, TEST, brief.brand)
    fault, chosen = "", [int(one) for one in request.POST.getlist("candidate") if one.isdecimal() and len(one) < 19]
    if request.method == "POST":
        said = {name: request.POST.get(name, "") for name in ("name", "question")}
        try:
            one = make_set(brief, chosen, by=request.user, **said)
        except BadInput as refused:
            fault = refused.sentence
        else:
            messages.success(request, f"{one.name} is made. Export it: the codes stand in the file names.")
            return redirect("review:variant_set", one.pk)
    known = picks(brief, by=request.user)
    context = {
        "brief": brief, "picks": [(row, preview_url(row), row.pk in chosen) for row in known.values()], "fault": fault,
        "fewest": FEWEST, "most": MOST, "longest_name": NAME, "longest_question": QUESTION, "typed": request.POST,
    }  # fmt: skip
    return render(request, "review/variant_set_new.html", context, status=422 if fault else 200)


def variant_set(request: Request, pk: int, fault: str = "", status: int = 200) -> HttpResponse:
    """One set: figures beside each creative, of all channels or of one."""
    one = set_of(request, pk)
    asked = request.GET.get("channel")
    channel = asked if asked in channels(one) else None
    context = {
        "set": one, "report": report(one, channel), "channel": channel, "sources": sources(one), "fault": fault,
        "columns": COLUMNS, "most_rows": TABLE.most, "may_test": may(request.user, TEST, one.brand),
    }  # fmt: skip
    return render(request, "review/variant_set.html", context, status=status)


def sources(one: VariantSet) -> list[Source]:
    rows = VariantResult.objects.filter(variant__set=one).values("source", "by__first_name", "by__last_name")
    found = rows.annotate(rows=Count("pk"), first=Min("at")).order_by("first")
    return [
        Source(row["source"], row["rows"], row["first"], f"{row['by__first_name']} {row['by__last_name']}".strip())
        for row in found
    ]


@require_GET
def export_list(request: Request, pk: int) -> HttpResponse:
    one = set_of(request, pk)
    headers = {"Content-Disposition": f'attachment; filename="{_name(one)}.csv"'}
    return HttpResponse(listing(one, files(one)), content_type="text/csv; charset=utf-8", headers=headers)


@require_GET
def export_files(request: Request, pk: int) -> HttpResponse:
    one = set_of(request, pk)
    headers = {"Content-Disposition": f'attachment; filename="{_name(one)}.zip"'}
    return HttpResponse(archive(one), content_type="application/zip", headers=headers)


def _name(one: VariantSet) -> str:
    return f"{slugify(one.name)[:60] or 'variants'}-{one.pk:04d}"


@require_POST
def bring_results(request: Request, pk: int) -> HttpResponse:
    """Take in a file of results; what is wrong with it is said on the page it was sent from."""
    one = set_of(request, pk)
    file = request.FILES.get("file")
    try:
        if file is None:
            raise BadInput("No file was sent. Choose the CSV of an ad platform.", field="file")
        # One byte more than is taken tells that there are more, without reading them.
        added = take_results(one, file.name or "", file.read(MOST_BYTES + 1), by=request.user)
    except (BadInput, TooMuch, WrongState) as problem:
        return variant_set(request, pk, problem.sentence, problem.status)
    if added:
        messages.success(request, f"{added:,} rows are counted." if added != 1 else "One row is counted.")
    else:
        messages.info(request, "This file was sent before, and every row of it is counted already.")
    return redirect("review:variant_set", pk)


@require_POST
def change_variant_set(request: Request, pk: int) -> HttpResponse:
    """`do` is close, reopen, or take-out (of one file, `source`)."""
    one = set_of(request, pk)
    verb = request.POST.get("do")
    if verb == "take-out":
        gone = take_out_file(one, request.POST.get("source", "").replace("\0", ""), by=request.user)
        messages.success(request, f"{gone:,} rows are no longer counted.")
    elif verb in ("close", "reopen"):
        close_set(one, by=request.user, closed=verb == "close")
        messages.success(request, "The test is closed." if verb == "close" else "The test goes on.")
    else:
        raise BadInput("A set is closed, opened again, or a file is taken out of it.", field="do")
    return redirect("review:variant_set", pk)


@require_GET
def variants_of(request: Request, pk: int) -> HttpResponse:
    """How one candidate did in the tests it was part of: a fragment for the pages that show it."""
    candidate = get_object_or_404(Candidate.objects.visible_to(request.user), pk=pk)
    sets = VariantSet.objects.filter(variants__candidate=candidate)
    reports = [(one, report(one)) for one in sets[:6]]
    rows = [(one, told, next(line for line in told.lines if line.candidate == candidate)) for one, told in reports]
    page = "review/variants_of.html" if request.headers.get("HX-Request") else "review/variants_of_page.html"
    return render(request, page, {"candidate": candidate, "tests": rows})
