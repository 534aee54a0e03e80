"""Admin: prompt templates. A published version is read; editing makes or changes the draft version."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import F, Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from briefs.actions import copy_prompt_template, create_prompt_template, draft_prompt_template, publish
from briefs.compile import spoken
from briefs.compile.template import clean
from briefs.dialects import BY_SLUG
from briefs.forms import NewPromptTemplateForm, PromptTemplateForm
from briefs.models import Brief, PromptTemplate, PromptTemplateVersion
from briefs.seeds.templates import SCENE
from briefs.template_words import dialects_in_words
from briefs.trying import effects, materials, newest_briefs
from briefs.views.keeping import keeping, told
from studio.lib.problems import BadInput, NotAllowed
from studio.people.chosen import chosen_brand, visible_brands
from studio.people.models import Brand
from studio.people.requests import Request
from studio.people.roles import may

KEEP = "keep prompt templates"


@require_GET
def prompt_templates(request: Request) -> HttpResponse:
    versions = Prefetch("versions", PromptTemplateVersion.objects.order_by("-number"), to_attr="all_versions")
    rows = PromptTemplate.objects.visible_to(request.user).select_related("brand").prefetch_related(versions)
    items: list[dict[str, Any]] = []
    for row in rows.order_by(F("brand__name").asc(nulls_first=True), "name"):
        newest = next((version for version in row.all_versions if version.published_at), None)
        draft = next((version for version in row.all_versions if not version.published_at), None)
        if shown := newest or draft:
            names = [BY_SLUG[dialect].name for dialect in spoken(shown.document)]
            items.append({"row": row, "version": newest, "draft": draft, "names": names})
    return render(request, "briefs/prompt_templates.html", {"items": items, "brands": keeping(request, KEEP)})


@require_http_methods(["GET", "POST"])
def prompt_template(request: Request, pk: int) -> HttpResponse:
    row = _found(request, pk)
    versions = list(row.versions.select_related("published_by"))
    newest = versions[0]
    note = "" if newest.published_at else newest.note
    form = PromptTemplateForm(
        request.POST or None, initial=PromptTemplateForm.initial_from(newest.document) | {"note": note}
    )
    if request.method == "POST" and form.is_valid():
        try:
            draft = draft_prompt_template(row, form.document(row.slug), by=request.user, note=form.cleaned_data["note"])
            messages.success(request, f"Version {draft.number} is a draft. See what it changes before you publish it.")
            return redirect("briefs:prompt_template", row.pk)
        except BadInput as fault:
            form.told(fault)
    brand = _brand(request, row)
    context = {
        "row": row,
        "newest": newest,
        "versions": versions,
        "form": form,
        "dialects": dialects_in_words(newest.document, form),
        "editable": row.brand is not None and may(request.user, KEEP, row.brand),
        "brands": keeping(request, KEEP) if row.brand is None else [],
        **_tried(request, brand, newest.document),
    }
    return render(request, "briefs/prompt_template.html", context, status=422 if form.errors else 200)


@require_POST
def try_prompt_template(request: Request, pk: int) -> HttpResponse:
    """The prompts that the rules in the form make of a brief, before anything is saved; a fragment."""
    row = _found(request, pk)
    form = PromptTemplateForm(request.POST)
    context: dict[str, Any] = {"row": row}
    try:
        if not form.is_valid():
            raise BadInput(fields={name: [str(line) for line in lines] for name, lines in form.errors.items()})
        context |= _tried(request, _brand(request, row), clean(form.document(row.slug)))
    except BadInput as fault:
        context["faults"] = [line for lines in fault.fields.values() for line in lines][:8]
    return render(request, "briefs/prompt_template_tried.html", context, status=422 if "faults" in context else 200)


@require_http_methods(["GET", "POST"])
def new_prompt_template(request: Request) -> HttpResponse:
    brands = keeping(request, KEEP)
    if not brands:
        raise NotAllowed("To make a prompt template takes the role admin at a brand. Ask an admin for it.")
    form = NewPromptTemplateForm(request.POST or None, brands=brands)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            document = {**SCENE, "name": data["name"], "slug": data["slug"]}
            version = create_prompt_template(data["brand"], document, by=request.user)
            return redirect("briefs:prompt_template", version.template_id)
        except BadInput as fault:
            told(form, fault)
    return render(request, "briefs/prompt_template_new.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def copy(request: Request, pk: int) -> HttpResponse:
    brand = get_object_or_404(Brand.objects.visible_to(request.user), pk=_number(request.POST.get("brand")))
    version = copy_prompt_template(_found(request, pk), brand, by=request.user)
    messages.success(request, f"{brand} has its own {version.template.name} now, as a draft.")
    return redirect("briefs:prompt_template", version.template_id)


@require_GET
def version(request: Request, pk: int) -> HttpResponse:
    """What a version changes, on the brand's newest briefs; a draft is published from here."""
    one = _version(request, pk)
    before = one.template.versions.filter(number__lt=one.number, published_at__isnull=False).first()
    if before is None and one.template.brand_id:  # a brand's first goes before the shared one of that name
        shared = PromptTemplateVersion.objects.published().filter(template__brand=None)
        before = shared.filter(template__slug=one.template.slug).order_by("-number").first()
    brand = _brand(request, one.template)
    found = effects(brand, one.template.slug, before.document if before else None, one.document) if brand else []
    context = {
        "version": one,
        "before": before,
        "brand": brand,
        "effects": found,
        "changing": [effect for effect in found if effect.changes],
        "editable": one.template.brand is not None and may(request.user, KEEP, one.template.brand),
    }
    return render(request, "briefs/prompt_template_version.html", context)


@require_POST
def publish_prompt_template(request: Request, pk: int) -> HttpResponse:
    version = publish(_version(request, pk), by=request.user)
    messages.success(request, f"{version} is published. Briefs submitted from now on use it.")
    return redirect("briefs:prompt_template", version.template_id)


def _found(request: Request, pk: int) -> PromptTemplate:
    rows = PromptTemplate.objects.visible_to(request.user).select_related("brand")
    found: PromptTemplate = get_object_or_404(rows, pk=pk)
    return found


def _version(request: Request, pk: int) -> PromptTemplateVersion:
    rows = PromptTemplateVersion.objects.visible_to(request.user).select_related("template__brand")
    found: PromptTemplateVersion = get_object_or_404(rows, pk=pk)
    return found


def _brand(request: Request, row: PromptTemplate) -> Brand | None:
    """Whose briefs a template is tried on: its own brand's; of a shared one, those of the brand that is chosen."""
    return row.brand or chosen_brand(request) or next(iter(visible_brands(request)), None)


def _tried(request: Request, brand: Brand | None, document: dict[str, Any]) -> dict[str, Any]:
    """The brief that was chosen, or the newest one, and the prompts this document makes of it."""
    briefs = newest_briefs(brand) if brand else []
    wanted = _number(request.POST.get("brief") or request.GET.get("brief"))
    one: Brief | None = next((brief for brief in briefs if brief.pk == wanted), briefs[0] if briefs else None)
    prompts = materials(brand, [one])[0].compiled(document) if brand and one else []
    return {"briefs": briefs, "tried": one, "prompts": prompts}


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
