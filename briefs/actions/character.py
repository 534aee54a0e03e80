"""Characters: sheets that are drafted, and given pictures slot by slot. publishing.publish asks for their rights."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import Q

from briefs import character as sheets
from briefs.actions.picture import add_picture
from briefs.actions.publishing import KEEP_CHARACTERS, draft_of
from briefs.models import Character, CharacterVersion, Picture
from briefs.spec import SLUG
from studio.lib import events
from studio.lib.problems import BadInput
from studio.people.models import Brand, User
from studio.people.roles import require

BEGIN = {"expressions": dict.fromkeys(sheets.EXPRESSIONS, "")}


@transaction.atomic
def create_character(brand: Brand, document: Mapping[str, Any], *, by: User) -> CharacterVersion:
    """A character with a first draft sheet, which begins with the usual expressions. Raises BadInput by field."""
    require(by, KEEP_CHARACTERS, brand)
    clean = sheets.clean({**BEGIN, **document})
    if not SLUG.fullmatch(clean["slug"]):
        raise BadInput("Short name: small letters, digits and hyphens, as ingrid. It never changes.", field="slug")
    _refuse_strange(brand, clean)
    try:
        with transaction.atomic():
            made = Character.objects.create(brand=brand, slug=clean["slug"], name=clean["name"])
    except IntegrityError:
        raise BadInput(
            f"{brand.name} has a character “{clean['slug']}”. Choose another short name.", field="slug"
        ) from None
    events.record("create", made, by=by, brand=brand)
    version: CharacterVersion = CharacterVersion.objects.create(character=made, number=1, document=clean)
    return version


@transaction.atomic
def draft_character(
    character: Character, patch: Mapping[str, Any], *, by: User, note: str | None = None
) -> CharacterVersion:
    """Change the fields in `patch` on the draft sheet, making one from the newest version where all are published."""
    require(by, KEEP_CHARACTERS, character.brand)
    Character.objects.select_for_update(of=("self",)).get(pk=character.pk)
    newest = character.versions.all()[0]
    clean = sheets.clean({**newest.document, **patch, "slug": character.slug})
    _refuse_strange(character.brand, clean)
    kept = newest.note if note is None and newest.published_at is None else note or ""
    draft = draft_of(character, CharacterVersion(character=character), clean, kept)
    events.record("edit", draft, by=by, brand=character.brand, character=character.pk)
    return draft


def add_view(character: Character, slot: str, file: UploadedFile[Any], *, by: User) -> Picture:
    """Upload a picture for a slot of the draft sheet: “view front”, “expression neutral”, “outfit raincoat”.

    The slot waits until a worker has read the picture, and keeps what hung there until then.
    """
    newest = character.versions.all()[0]
    if slot not in sheets.slots(newest.document):
        raise BadInput("The sheet has no such slot. Reload the page, and drop the picture on one.", field="slot")
    picture = add_picture(character.brand, file, by=by, verb=KEEP_CHARACTERS)
    with transaction.atomic():
        Character.objects.select_for_update(of=("self",)).get(pk=character.pk)
        waiting = dict(character.versions.all()[0].document.get("waiting", {})) | {slot: picture.pk}
        draft_character(character, {"waiting": waiting}, by=by)
    return picture


@transaction.atomic
def clear_slot(character: Character, slot: str, *, by: User) -> CharacterVersion:
    """Take the picture off a slot of the draft sheet; one that waits or was refused first, then the one that hangs."""
    require(by, KEEP_CHARACTERS, character.brand)
    Character.objects.select_for_update(of=("self",)).get(pk=character.pk)
    document = character.versions.all()[0].document
    if slot not in sheets.slots(document):
        raise BadInput("The sheet has no such slot. Reload the page.", field="slot")
    waiting = dict(document.get("waiting", {}))
    if waiting.pop(slot, None) is not None:
        return draft_character(character, {"waiting": waiting}, by=by)
    return draft_character(character, sheets.hung(document, slot, ""), by=by)


@transaction.atomic
def retire_character(character: Character, *, by: User, retired: bool = True) -> Character:
    """No longer offered. Briefs that name it keep it."""
    require(by, KEEP_CHARACTERS, character.brand)
    character.retired = retired
    character.save(update_fields=["retired"])
    events.record("retire" if retired else "restore", character, by=by, brand=character.brand)
    return character


def hang(picture: Picture) -> None:
    """A worker has read `picture`: hang it where a draft sheet waits for it. A refused one stays, to be seen there."""
    if picture.state != "ready":
        return
    drafts = CharacterVersion.objects.filter(character__brand=picture.brand, published_at=None)
    for draft in drafts.filter(document__has_key="waiting").select_for_update(of=("self",)):
        waiting = dict(draft.document["waiting"])
        for slot in [slot for slot, pk in waiting.items() if pk == picture.pk]:
            del waiting[slot]
            draft.document = sheets.clean(
                {**draft.document, **sheets.hung(draft.document, slot, picture.picture_id or ""), "waiting": waiting}
            )
        draft.save()


def _refuse_strange(brand: Brand, document: Mapping[str, Any]) -> None:
    """A sheet shows pictures of its own brand, and no others: a digest alone proves nothing."""
    named = {*sheets.digests(document).values(), document["likeness"]["document"]} - {""}
    waiting = set(document.get("waiting", {}).values())
    if not named and not waiting:
        return
    rows = Picture.objects.filter(brand=brand).filter(Q(picture__in=named) | Q(pk__in=waiting))
    known = {key for row in rows.values_list("pk", "picture") for key in row}
    if strange := (named | waiting) - known:
        shown = str(sorted(strange, key=str)[0])[:12]
        raise BadInput(f"{brand.name} has no picture {shown}. Upload it to the slot.", field="views")
