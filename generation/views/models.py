"""Admin: models. A list to find them in, a page each, and what admins do to them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from briefs.vocabulary import USE_CLASSES
from generation import registry
from generation.kinds import KINDS, ORDERED_FROM, SERVICE
from generation.model_forms import LABELS, LicenceForm, ModelForm, SettingsForm
from generation.models import ModelEntry
from generation.registry import WORLD, Licence, abilities, listing, territories, tuning
from generation.registry.adding import require_keeper
from generation.registry.known import known
from generation.registry.licence import DUTIES, THRESHOLDS, TRAINING_DATA
from generation.registry.speed import speeds
from generation.services.telling import facts_of
from studio.lib.models import Blob
from studio.lib.problems import BadInput, NotAllowed, WrongState
from studio.lib.serving import blob_response
from studio.people.models import Brand, User
from studio.people.requests import Request
from studio.people.roles import may, require


def kept_brands(user: User) -> list[Brand]:
    """The brands whose models this person keeps."""
    return [brand for brand in Brand.objects.visible_to(user) if may(user, "keep models", brand)]


@require_GET
def models(request: Request) -> HttpResponse:
    """The page and, for htmx, what was found: one address for both, so that a search is a link."""
    wanted = listing.Wanted.of(request.GET)
    page = listing.page_of(request.user, wanted)
    brands = list(Brand.objects.visible_to(request.user))
    context = {
        "rows": [
            {"entry": row, "what": abilities.what(row), "does": abilities.in_words(row), "licence": licence_of(row)}
            for row in page.rows
        ],
        "page": page,
        "before": wanted.query(page.number - 1) if page.number > 1 else None,
        "after": wanted.query(page.number + 1) if page.more else None,
        "here": wanted.query(page.number),
        "wanted": wanted,
        "kinds": KINDS,
        "states": listing.STATES,
        "uses": {slug: term.label for slug, term in USE_CLASSES.items()},
        "brands": brands,
        "may_add": any(may(request.user, "keep models", brand) for brand in brands),
        "scanning": any(row.state == "waiting" for row in page.rows),
    }
    fragment = request.headers.get("HX-Target") == "models-found"
    return render(request, "generation/models_found.html" if fragment else "generation/models.html", context)


def licence_of(entry: ModelEntry) -> Licence:
    return Licence.from_document(entry.licence)


@require_http_methods(["GET", "POST"])
def add_model(request: Request) -> HttpResponse:
    user = request.user
    if not kept_brands(user):
        raise NotAllowed("To add a model takes the role admin at a brand. Ask an admin for it.")
    form = ModelForm(request.POST or None, request.FILES or None, by=user, initial=begun_from(request))
    if form.is_valid():
        data = form.cleaned_data
        try:
            entry = registry.add(
                brand=data["brand"],
                name=data["name"],
                source=data["source"],
                kind=data["kind"],
                config=data["config"],
                base=data["base"].slug if data["base"] else "",
                licence=form.licence(text=kept_text(form, data["brand"], user), reviewer=user.name),
                by=user,
            )
        except BadInput as fault:
            told(form, fault)
        else:
            messages.success(request, f"{entry.name} is being looked through. It can be used once that is done.")
            return redirect("generation:model", entry.slug)
    return render(request, "generation/model_form.html", with_known(form), status=422 if form.is_bound else 200)


def kept_text(form: LicenceForm, brand: Brand, user: User) -> str:
    """The digest of the text that was given; nothing is stored for those who may not."""
    require(user, "keep models", brand)
    return registry.keep_text(form.text())


def begun_from(request: Request, otherwise: Licence | None = None) -> dict[str, Any]:
    """What the form shows at first: the known licence that the address names, unread; else the record there is."""
    one = known().get(request.GET.get("known", ""))
    if one is not None:
        return LicenceForm.initial_from(one.licence)
    return LicenceForm.initial_from(otherwise) if otherwise else {}


def with_known(form: LicenceForm) -> dict[str, Any]:
    key = form["known"].value() or ""
    return {"form": form, "known": known(), "chosen": known().get(key)}


def told(form: Any, fault: BadInput) -> None:
    """An action's refusal, beside the control it is about, or above the form."""
    for name, lines in (fault.fields or {"": [fault.sentence]}).items():
        control = next((one for one in form.fields if one == name or one.startswith(f"{name}-")), None)
        for line in lines:
            form.add_error(control, line)


def found(request: Request, slug: str) -> ModelEntry:
    rows = ModelEntry.objects.visible_to(request.user).select_related("brand", "successor", "by")
    return get_object_or_404(rows, slug=slug)


@require_GET
def model(request: Request, slug: str) -> HttpResponse:
    entry = found(request, slug)
    user = request.user
    keeps = entry.brand is not None and may(user, "keep models", entry.brand)
    looked = entry.state == "ready" and entry.kind != SERVICE
    rests = registry.rests_on(entry)
    offered = list(registry.successors(entry, user)[:50]) if keeps and entry.active else []
    context = {
        "entry": entry,
        "kind": KINDS.get(entry.kind, entry.kind),
        "found": abilities.found_in_words(entry) if looked and entry.weights else "",
        "does": abilities.in_words(entry),
        "memory": abilities.memory_in_words(entry),
        "sizes": abilities.sizes_in_words(entry),
        "family": abilities.family_label(entry.family),
        "speeds": speeds(entry) if entry.kind in ORDERED_FROM else None,
        "settings": settings_of(entry, hidden=not keeps),
        "keeps": keeps,
        "successors": offered,
        "suggested": next((row for row in offered if entry.family and row.family == entry.family), None),
        "pinned": registry.pinned(entry, user),
        "versions": tuning.history(entry, 10),
        "may_tune": keeps and bool(tuning.settings_of(entry)) and entry.state == "ready",
        "tries": entry.state == "ready" and entry.kind not in {"upscaler", "encoder"},
        "service": facts_of(entry, keeps=keeps) if entry.kind == SERVICE else None,
        "own": said_of(licence_of(entry)),
        "rests": rests if len(rests.rows) > 1 or rests.lost else None,
        "whole": said_of(rests.licence),
    }
    return render(request, "generation/model.html", context)


def settings_of(entry: ModelEntry, *, hidden: bool) -> list[tuple[str, str]]:
    """Names and values as a page says them; `hidden`: without where things lie on the workers."""
    shown = []
    for name, value in entry.settings.items():
        said = tuning.said(value)
        if not (hidden and said.startswith("/")):
            shown.append((LABELS.get(name, name.replace("_", " ").capitalize()), said))
    return shown


def said_of(licence: Licence) -> dict[str, Any]:
    """A licence record as a page says it: names and words, nothing where nothing is said."""
    one = known().get(licence.known)
    return {
        "record": licence,
        "pictures": licence.use_classes,
        "weights": licence.weights_use or licence.use_classes,
        "covers": licence.covers,
        "shown_in": territories.words(licence.territories).replace(WORLD, "the whole world"),
        "excluded": territories.words(licence.excluded),
        "run_in": territories.words(licence.use_territories).replace(WORLD, "the whole world"),
        "use_excluded": territories.words(licence.use_excluded),
        "thresholds": [(getattr(licence, name), unit) for name, unit in THRESHOLDS.items() if getattr(licence, name)],
        "duties": [DUTIES.get(duty, duty) for duty in licence.duties],
        "training_data": TRAINING_DATA.get(licence.training_data, ""),
        "begun_from": one,
    }


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


@require_POST
def restore_model(request: Request, slug: str) -> HttpResponse:
    entry = found(request, slug)
    registry.restore(entry, by=request.user)
    messages.success(request, f"{entry.name} is in use again.")
    return redirect("generation:model", slug)


@require_http_methods(["GET", "POST"])
def model_licence(request: Request, slug: str) -> HttpResponse:
    """Correct the licence record. The one before stays in the record of events."""
    entry = found(request, slug)
    require_keeper(entry, request.user)
    assert entry.brand is not None
    before = licence_of(entry)
    form = LicenceForm(request.POST or None, request.FILES or None, initial=begun_from(request, before))
    if form.is_valid():
        try:
            text = kept_text(form, entry.brand, request.user) or before.text
            licence = form.licence(text=text, reviewer=request.user.name)
            changed = registry.correct_licence(entry, licence, by=request.user)
        except BadInput as fault:
            told(form, fault)
        else:
            messages.success(request, f"The licence record of {entry.name} is corrected: {', '.join(changed)}.")
            return redirect("generation:model", slug)
    context = with_known(form) | {"entry": entry, "text": before.text}
    return render(request, "generation/model_licence.html", context, status=422 if form.is_bound else 200)


@require_GET
def licence_text(request: Request, slug: str) -> HttpResponse:
    """The text of the licence as it was read, byte for byte."""
    entry = found(request, slug)
    blob = Blob.objects.filter(pk=licence_of(entry).text).first()
    if blob is None:
        raise Http404(f"No licence text is kept with {entry.name}. Add it to its record.")
    return blob_response(request, blob, filename=f"{slug}-licence.txt")


@require_http_methods(["GET", "POST"])
def model_settings(request: Request, slug: str) -> HttpResponse:
    """A new version of the settings, for new orders alone: recipes pin theirs."""
    entry = found(request, slug)
    require_keeper(entry, request.user)
    if entry.state != "ready":
        raise WrongState(f"{entry.name} is not ready, so there is nothing to set. Have it looked through first.")
    form = SettingsForm(request.POST or None, entry=entry)
    if form.is_valid():
        try:
            event = registry.tune(entry, form.wanted(), by=request.user)
        except BadInput as fault:
            told(form, fault)
        else:
            number = event.data["number"]
            messages.success(
                request, f"Version {number} of the settings is saved. New orders from {entry.name} use it."
            )
            return redirect("generation:model", slug)
    context = {"form": form, "entry": entry, "versions": tuning.history(entry, 20)}
    return render(request, "generation/model_settings.html", context, status=422 if form.is_bound else 200)
