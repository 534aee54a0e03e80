"""Admin: characters. A published sheet is read; editing, hanging pictures and recording rights change the draft."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from briefs import character as sheets
from briefs.actions import add_view, clear_slot, create_character, draft_character, publish, retire_character
from briefs.forms.character import CharacterForm, NewCharacterForm, RightsForm
from briefs.mentions import showing
from briefs.models import Brief, Character, CharacterVersion, Picture
from briefs.views.keeping import keeping, told
from studio.lib.problems import BadInput
from studio.people.chosen import chosen_brand
from studio.people.models import Brand
from studio.people.requests import Request
from studio.people.roles import may, require

KEEP = "keep characters"


@require_GET
def characters(request: Request) -> HttpResponse:
    versions = Prefetch("versions", queryset=CharacterVersion.objects.order_by("-number"), to_attr="all_versions")
    rows = Character.objects.visible_to(request.user).select_related("brand").prefetch_related(versions)
    if brand := chosen_brand(request):
        rows = rows.filter(brand=brand)
    cards: list[dict[str, Any]] = []
    today = timezone.localdate()
    for row in rows.order_by("retired", "name"):
        every = row.all_versions
        newest = next((version for version in every if version.published_at), None)
        document = (newest or every[0]).document
        verdict, rights = sheets.likeness_words(document["likeness"], today)
        draft = every[0] if not every[0].published_at else None
        card = {"row": row, "version": newest, "draft": draft, "document": document, "look": sheets.look(document)}
        cards.append({**card, "verdict": verdict, "rights": rights})
    hung = pictures_of(request, [card["document"] for card in cards])
    for card in cards:
        digests = sheets.digests(card["document"])
        card["picture"] = hung.get(next(iter(digests.values()), ""))
    mine = [one for one in keeping(request, KEEP) if chosen_brand(request) in (None, one)]
    return render(request, "briefs/characters.html", {"cards": cards, "brands": mine})


def character(request: Request, pk: int) -> HttpResponse:
    row = one(request, pk)
    newest = row.versions.all()[0]
    start = CharacterForm.initial_from(newest.document) | {"note": newest.note if not newest.published_at else ""}
    form = CharacterForm(request.POST or None, initial=start)
    if request.method == "POST":
        require(request.user, KEEP, row.brand)
        if form.is_valid():
            try:
                patch, note = form.patch(newest.document), form.cleaned_data["note"]
                draft = draft_character(row, patch, by=request.user, note=note)
                messages.success(request, f"Version {draft.number} is a draft. Publish it when it is right.")
                return redirect("briefs:character", row.pk)
            except BadInput as fault:
                told(form, fault)
    return shown(request, row, form=form)


def new_character(request: Request, brand_pk: int) -> HttpResponse:
    brand = get_object_or_404(Brand.objects.visible_to(request.user), pk=brand_pk)
    require(request.user, KEEP, brand)  # before the form: nobody fills in what they may not send
    form = NewCharacterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            version = create_character(brand, form.cleaned_data, by=request.user)
            return redirect("briefs:character", version.character_id)
        except BadInput as fault:
            told(form, fault)
    mine = [one for one in keeping(request, KEEP) if chosen_brand(request) in (None, one)]
    context = {"form": form, "brand": brand, "brands": mine}
    return render(request, "briefs/character_new.html", context, status=422 if form.errors else 200)


@require_POST
def rights(request: Request, pk: int) -> HttpResponse:
    row = one(request, pk)
    require(request.user, KEEP, row.brand)
    form = RightsForm(request.POST)
    if form.is_valid():
        try:
            before = row.versions.all()[0].document["likeness"]
            draft = draft_character(row, {"likeness": form.likeness(before)}, by=request.user)
            messages.success(request, f"The rights are recorded in version {draft.number}, a draft.")
            return redirect("briefs:character", row.pk)
        except BadInput as fault:
            told(form, fault)
    return shown(request, row, rights_form=form)


def slots(request: Request, pk: int) -> HttpResponse:
    """The places for pictures: read as a fragment, and given a picture by a post of slot and file."""
    row = one(request, pk)
    if request.method == "POST":
        require(request.user, KEEP, row.brand)
        file = request.FILES.get("file")
        if file is None:
            raise BadInput("No file was sent. Choose a picture: JPEG, PNG, WebP, TIFF or AVIF.", field="file")
        published = row.versions.all()[0].published_at
        add_view(row, request.POST.get("slot", ""), file, by=request.user)
        return slots_answer(request, row, anew=published is not None)
    return slots_answer(request, row)


@require_POST
def clear(request: Request, pk: int) -> HttpResponse:
    row = one(request, pk)
    published = row.versions.all()[0].published_at
    clear_slot(row, request.POST.get("slot", ""), by=request.user)
    return slots_answer(request, row, anew=published is not None)


def slots_answer(request: Request, row: Character, *, anew: bool = False) -> HttpResponse:
    """The slots as a fragment; the whole page `anew` where a first draft came into being, which has more to offer."""
    if not request.htmx:
        return redirect("briefs:character", row.pk)
    newest = row.versions.all()[0]
    context = {**hangings(request, row, newest.document), "missing": missing(newest), "oob": True}
    answer = render(request, "briefs/character_slots.html", context)
    if anew:
        answer["HX-Refresh"] = "true"
    return answer


def missing(version: CharacterVersion) -> list[str]:
    """What keeps a draft from being published."""
    return [] if version.published_at else sheets.unpublishable(version.document, timezone.localdate())


@require_POST
def character_act(request: Request, pk: int, verb: str) -> HttpResponse:
    row = one(request, pk)
    retire_character(row, by=request.user, retired=verb == "retire")
    messages.success(request, f"{row.name} is {'no longer' if verb == 'retire' else 'again'} offered to briefs.")
    return redirect("briefs:character", row.pk)


@require_POST
def publish_character(request: Request, pk: int) -> HttpResponse:
    rows = CharacterVersion.objects.visible_to(request.user).select_related("character__brand")
    version = get_object_or_404(rows, pk=pk)
    try:
        publish(version, by=request.user)
    except BadInput as fault:
        return shown(
            request, one(request, version.character_id), refused=fault.fields.get("likeness", [fault.sentence])
        )
    messages.success(request, f"{version} is published. Briefs submitted from now on show it.")
    return redirect("briefs:character", version.character_id)


def shown(
    request: Request,
    row: Character,
    *,
    form: CharacterForm | None = None,
    rights_form: RightsForm | None = None,
    refused: list[str] | None = None,
) -> HttpResponse:
    """The sheet's page; 422 where a form, or publishing, was refused."""
    versions = list(row.versions.select_related("published_by"))
    newest = versions[0]
    today, likeness = timezone.localdate(), newest.document["likeness"]
    used = showing(Brief.objects.visible_to(request.user), row)
    context = {
        "character": row,
        "newest": newest,
        "versions": history(versions),
        "form": form or CharacterForm(initial=CharacterForm.initial_from(newest.document)),
        "rights_form": rights_form or RightsForm(initial=RightsForm.initial_from(likeness)),
        "rights": sheets.likeness_words(likeness, today),
        "missing": missing(newest),
        "refused": refused,
        "used": list(used[:8]),
        "used_count": used.count(),
        **hangings(request, row, newest.document),
    }
    failed = refused or any(one and one.errors for one in (form, rights_form))
    return render(request, "briefs/character.html", context, status=422 if failed else 200)


def history(versions: list[CharacterVersion]) -> list[dict[str, Any]]:
    """Newest first, each with what it changed, in words."""
    rows = [{"row": new, "changes": sheets.changes(old.document, new.document)} for new, old in pairwise(versions)]
    return [*rows, {"row": versions[-1], "changes": []}]


def hangings(request: Request, row: Character, document: dict[str, Any]) -> dict[str, Any]:
    """The sheet's slots in three rows, each with the picture that hangs there or the one that is being read."""
    waiting = document.get("waiting", {})
    coming = Picture.objects.filter(brand=row.brand).in_bulk(list(waiting.values()))
    hung = pictures_of(request, [document])
    rows: dict[str, list[dict[str, Any]]] = {"view": [], "expression": [], "outfit": []}
    for slot, key in sheets.slots(document).items():
        noun, _, name = slot.partition(" ")
        words = "" if noun == "view" else document[f"{noun}s"][name]["words"]
        label = sheets.ANGLE_NAMES[name] if noun == "view" else name[:1].upper() + name[1:]
        one = {"slot": slot, "label": label, "words": words, "coming": coming.get(waiting.get(slot))}
        rows[noun].append({**one, "picture": hung.get(key)})
    return {
        "character": row,
        "views": rows["view"],
        "expressions": rows["expression"],
        "outfits": rows["outfit"],
        "reading": any(picture.state == "waiting" for picture in coming.values()),
        "editable": may(request.user, KEEP, row.brand),
        "look": sheets.look(document),
    }


def pictures_of(request: Request, documents: list[dict[str, Any]]) -> dict[str, Picture]:
    """digest -> the picture of that digest which the person may see, in one query."""
    keys = {key for document in documents for key in sheets.digests(document).values()}
    rows = Picture.objects.visible_to(request.user).filter(picture__in=keys).select_related("picture")
    return {row.picture_id: row for row in rows if row.picture_id}


def one(request: Request, pk: int) -> Character:
    return get_object_or_404(Character.objects.visible_to(request.user).select_related("brand"), pk=pk)
