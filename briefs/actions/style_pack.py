"""Style packs: their draft versions, and publishing them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from briefs import style
from briefs.actions.publishing import KEEP_PACKS, draft_of, publish
from briefs.actions.style_files import keep_lut, own_files
from briefs.models import StylePack, StylePackVersion
from briefs.spec import SLUG
from studio.lib import events
from studio.lib.problems import BadInput, WrongState
from studio.people.models import Brand, User
from studio.people.roles import require

NO_NOTE = "What changes: say it in one line, so that whoever is asked to update knows."
SLUG_LIMIT = 50


def create_style_pack(brand: Brand, *, by: User, name: str, slug: str) -> StylePackVersion:
    """A style pack with a first draft over the brand's palette."""
    palette = [{"tolerance": 5.0, **colour} for colour in brand.palette]
    return start_style_pack(brand, style.clean({"name": name, "slug": slug, "palette": palette}), by=by)


@transaction.atomic
def start_style_pack(brand: Brand, document: dict[str, Any], *, by: User, note: str = "") -> StylePackVersion:
    """A style pack whose first draft is this clean document."""
    require(by, KEEP_PACKS, brand)
    name, slug = document["name"], document["slug"]
    if not name or len(slug) > SLUG_LIMIT or not SLUG.fullmatch(slug.lower()):
        raise BadInput("Give the style pack a name, and a short name in small letters and hyphens.", field="slug")
    if len(name) > 80:
        raise BadInput(f"Name: {len(name)} characters, and there is room for 80. Say it shorter.", field="name")
    try:
        with transaction.atomic():
            pack = StylePack.objects.create(brand=brand, name=name, slug=slug)
    except IntegrityError:
        raise BadInput(f"{brand.name} has a style pack “{slug}”. Choose another short name.", field="slug") from None
    events.record("create", pack, by=by, brand=brand)
    version: StylePackVersion = StylePackVersion.objects.create(pack=pack, number=1, document=document, note=note)
    return version


def draft_style_pack(
    pack: StylePack,
    document: Mapping[str, Any],
    *,
    by: User,
    note: str = "",
    lut: UploadedFile[Any] | None = None,
    fresh: str = "",
) -> StylePackVersion:
    """Write the draft version, making one where all are published. A `lut` file takes the place of the LUT; `fresh` is
    the digest of one that the caller has just kept.

    Raises BadInput with a sentence for each field; then nothing is written.
    """
    require(by, KEEP_PACKS, pack.brand)
    given = {**document, "slug": pack.slug}
    if lut is not None:
        style.clean(given)  # what cannot be used is said before a file is kept
        given["lut"] = keep_lut(lut)  # before the transaction: the store may stall
        fresh = given["lut"]["digest"]
    with transaction.atomic():
        clean = own_files(pack.brand, style.clean(given), fresh=fresh)
        draft = draft_of(pack, StylePackVersion(pack=pack), clean, note)
        events.record("edit", draft, by=by, brand=pack.brand, pack=pack.pk)
    return draft


@transaction.atomic
def publish_style_pack(version: StylePackVersion, *, by: User, note: str = "", override: str = "") -> StylePackVersion:
    """Publish with a note that says what changes; without one here, the draft's own.

    Raises BadInput where neither says anything; WrongState where a picture is not read yet, or where a receiver of
    style_pack_publishing objects and there is no `override`.
    """
    require(by, KEEP_PACKS, version.pack.brand)
    note = " ".join(note.split()) or version.note
    if not note:
        raise BadInput(NO_NOTE, field="note")
    if len(note) > 200:
        raise BadInput("What changes: up to 200 characters. Say it shorter.", field="note")
    if version.published_at is not None:
        raise WrongState(f"{version} is published already. Make the next version to change it.")
    own_files(version.pack.brand, version.document, ready=True)
    StylePackVersion.objects.filter(pk=version.pk, published_at=None).update(note=note)
    return publish(version, by=by, override=override)
