"""Admin: readiness rules. The shared set is read; a brand's own is copied, edited as a draft, tried, published."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from briefs.actions import copy_rules, draft_rules, publish
from briefs.catalogue import rules_for, shelf_of
from briefs.forms.rules import VERDICT_NAMES, custom_text, document_from, rows_of
from briefs.models import Brief, Reference, RuleSet, RuleSetVersion
from briefs.readiness import Context, read
from briefs.readiness.trying import tried
from briefs.spec import TEXT_LIMIT, BriefSpec, tidy
from briefs.views.keeping import keeping
from studio.lib.asked import number
from studio.lib.problems import BadInput
from studio.people.models import Brand
from studio.people.requests import Request
from studio.people.roles import may

VERB = "keep readiness rules"
TRIED = 20


def one(request: Request, pk: int) -> RuleSet:
    found: RuleSet = get_object_or_404(RuleSet.objects.visible_to(request.user).select_related("brand"), pk=pk)
    return found


@require_GET
def rule_sets(request: Request) -> HttpResponse:
    versions = Prefetch("versions", queryset=RuleSetVersion.objects.defer("document"), to_attr="all_versions")
    sets = []
    for row in RuleSet.objects.visible_to(request.user).select_related("brand").prefetch_related(versions):
        newest = next((version for version in row.all_versions if version.published_at), None)
        draft = next((version for version in row.all_versions if not version.published_at), None)
        sets.append({"row": row, "version": newest, "draft": draft})
    sets.sort(key=lambda item: (item["row"].brand is not None, str(item["row"].brand)))
    own = {item["row"].brand_id for item in sets}
    brands = [brand for brand in keeping(request, VERB) if brand.pk not in own]
    shared = next((item["row"] for item in sets if item["row"].brand is None), None)
    return render(request, "briefs/rules.html", {"sets": sets, "brands": brands, "shared": shared})


def rule_set(request: Request, pk: int) -> HttpResponse:
    row = one(request, pk)
    versions = list(row.versions.select_related("published_by"))
    newest, faults = versions[0], {}
    document: dict[str, Any] = newest.document
    if request.method == "POST":
        try:
            document = document_from(request.POST, newest.document)
            draft = draft_rules(row, document, by=request.user, note=request.POST.get("note", ""))
            messages.success(request, f"Version {draft.number} is a draft. Try it, then publish it.")
            return redirect("briefs:rule_set", row.pk)
        except BadInput as fault:
            faults = fault.fields or {"rules": [fault.sentence]}
    custom = request.POST["custom"] if "custom" in request.POST else custom_text(document)
    context = {"row": row, "versions": versions, "newest": newest, "groups": rows_of(document), "custom": custom}
    context |= {"faults": [line for lines in faults.values() for line in lines], "verdicts": VERDICT_NAMES}
    context |= {"name": document.get("name") or row.name, "note": "" if newest.published_at else newest.note}
    context["editable"] = row.brand is not None and may(request.user, VERB, row.brand)
    context["brands"] = _without_own(request) if row.brand is None else []
    return render(request, "briefs/rules_edit.html", context, status=422 if faults else 200)


@require_GET
def try_rules(request: Request, pk: int) -> HttpResponse:
    """What the newest version would change for the brand's newest briefs, and what it says of a sentence."""
    row = one(request, pk)
    newest = row.versions.all()[0]
    words = tidy(request.GET.get("text", "")[:TEXT_LIMIT])
    context: dict[str, Any] = {"row": row, "newest": newest, "words": words, "rows": [], "count": 0}
    if words:
        alone = Context(placements={}, pack=None, today=timezone.localdate(), rules=newest.document)
        found = read(BriefSpec(subject=words), alone)
        context["found"] = [f for f in found if f.kind != "missing" and f.field in ("subject", "people")]
    if row.brand is not None:
        context |= _changes(row.brand, newest)
    return render(request, "briefs/rules_try.html", context)


def _changes(brand: Brand, version: RuleSetVersion) -> dict[str, Any]:
    shelf, rows = shelf_of(brand), []
    references = Prefetch("references", queryset=Reference.objects.order_by("place", "id"), to_attr="pictures")
    briefs = list(Brief.objects.filter(brand=brand).select_related("campaign").prefetch_related(references)[:TRIED])
    for brief in briefs:
        spec = BriefSpec.clean(brief.draft)
        kept = tuple(
            {"role": row.role, "note": row.note, "name": row.name, "rights": row.rights}
            for row in brief.pictures
            if row.state == "ready"
        )
        result = tried(spec, replace(shelf.context(spec), references=kept), version.document)
        if result.gained or result.lost:
            rows.append({"brief": brief, "tried": result})
    return {"rows": rows, "count": len(briefs), "brand": brand, "force": rules_for(brand)}


def _without_own(request: Request) -> list[Brand]:
    own = set(RuleSet.objects.exclude(brand=None).values_list("brand_id", flat=True))
    return [brand for brand in keeping(request, VERB) if brand.pk not in own]


@require_POST
def copy(request: Request, pk: int) -> HttpResponse:
    row = one(request, pk)
    asked = number(request.POST.get("brand", ""))
    brand = get_object_or_404(Brand.objects.visible_to(request.user), pk=asked)
    version = copy_rules(row, brand, by=request.user)
    messages.success(request, f"{brand.name} has a copy of the rules. Change it, try it, then publish it.")
    return redirect("briefs:rule_set", version.rules_id)


@require_POST
def publish_rules(request: Request, pk: int) -> HttpResponse:
    rows = RuleSetVersion.objects.visible_to(request.user).select_related("rules__brand")
    version = publish(get_object_or_404(rows, pk=pk), by=request.user)
    messages.success(request, f"{version} is published. Every brief is read by it from now on.")
    return redirect("briefs:rule_set", version.rules_id)
