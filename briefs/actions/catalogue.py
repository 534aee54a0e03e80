"""Placements and style packs: a draft version is edited, published once, and then never changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from briefs import placement as placements
from briefs import style
from briefs.models import Placement, PlacementVersion, StylePack, StylePackVersion
from briefs.spec import SLUG
from studio.lib import events
from studio.lib.problems import BadInput, NotAllowed, WrongState
from studio.people.models import Brand, User
from studio.people.roles import require

V = TypeVar("V", PlacementVersion, StylePackVersion)

KEEP_PLACEMENTS, KEEP_PACKS = "keep placements", "keep style packs"


@transaction.atomic
def create_placement(brand: Brand, document: Mapping[str, Any], *, by: User) -> PlacementVersion:
    """A placement of the brand's own with a first draft version. A slug that is shared goes before the shared one."""
    require(by, KEEP_PLACEMENTS, brand)
    clean = placements.clean(document)
    if Placement.objects.filter(brand=brand, slug=clean["slug"]).exists():
        raise BadInput(f"{brand.name} has a placement “{clean['slug']}”. Choose another short name.", field="slug")
    made = Placement.objects.create(brand=brand, slug=clean["slug"], name=clean["name"], channel=clean["channel"])
    events.record("create", made, by=by, brand=brand)
    version: PlacementVersion = PlacementVersion.objects.create(placement=made, number=1, document=clean)
    return version


def copy_placement(shared: Placement, brand: Brand, *, by: User) -> PlacementVersion:
    """The brand's own copy of a shared placement, to be changed: shared ones belong to everybody."""
    newest = shared.versions.published().first()
    if newest is None:
        raise WrongState(f"{shared.name} has no published version to copy.")
    return create_placement(brand, newest.document, by=by)


@transaction.atomic
def draft_placement(placement: Placement, document: Mapping[str, Any], *, by: User, note: str = "") -> PlacementVersion:
    """Write the draft version, making one where all are published. Slug and brand never change."""
    brand = _own(placement.brand, placement.name)
    require(by, KEEP_PLACEMENTS, brand)
    clean = placements.clean({**document, "slug": placement.slug})
    draft = _draft(placement, PlacementVersion(placement=placement), clean, note)
    events.record("edit", draft, by=by, brand=brand, placement=placement.pk)
    return draft


@transaction.atomic
def retire(placement: Placement, *, by: User, retired: bool = True) -> Placement:
    """No longer offered. Briefs that name it keep it."""
    brand = _own(placement.brand, placement.name)
    require(by, KEEP_PLACEMENTS, brand)
    placement.retired = retired
    placement.save(update_fields=["retired"])
    events.record("retire" if retired else "restore", placement, by=by, brand=brand)
    return placement


@transaction.atomic
def create_style_pack(brand: Brand, *, by: User, name: str, slug: str) -> StylePackVersion:
    """A style pack with a first draft over the brand's palette."""
    require(by, KEEP_PACKS, brand)
    palette = [{"tolerance": 5.0, **colour} for colour in brand.palette]
    document = style.clean({"name": name, "slug": slug, "palette": palette})
    if not document["name"] or not SLUG.fullmatch(document["slug"].lower()):
        raise BadInput("Give the style pack a name, and a short name in small letters and hyphens.", field="slug")
    try:
        with transaction.atomic():
            pack = StylePack.objects.create(brand=brand, name=document["name"], slug=document["slug"])
    except IntegrityError:
        raise BadInput(f"{brand.name} has a style pack “{slug}”. Choose another short name.", field="slug") from None
    events.record("create", pack, by=by, brand=brand)
    version: StylePackVersion = StylePackVersion.objects.create(pack=pack, number=1, document=document)
    return version


@transaction.atomic
def draft_style_pack(pack: StylePack, document: Mapping[str, Any], *, by: User, note: str = "") -> StylePackVersion:
    """Write the draft version, making one where all are published."""
    require(by, KEEP_PACKS, pack.brand)
    clean = style.clean({**document, "slug": pack.slug})
    draft = _draft(pack, StylePackVersion(pack=pack), clean, note)
    events.record("edit", draft, by=by, brand=pack.brand, pack=pack.pk)
    return draft


@transaction.atomic
def publish(version: V, *, by: User) -> V:
    """From now on it never changes, and new revisions pin it. Raises WrongState where it is published already."""
    if isinstance(version, PlacementVersion):
        brand, verb = _own(version.placement.brand, version.placement.name), KEEP_PLACEMENTS
    else:
        brand, verb = version.pack.brand, KEEP_PACKS
    require(by, verb, brand)
    rows = type(version)._default_manager.filter(pk=version.pk, published_at=None, digest=version.digest)
    if not rows.update(published_at=timezone.now(), published_by=by):
        raise WrongState(f"{version} was published or changed by someone else. Reload to see how it stands.")
    version.refresh_from_db()
    if isinstance(version, PlacementVersion):
        name, channel = version.document["name"], version.document["channel"]
        Placement.objects.filter(pk=version.placement_id).update(name=name, channel=channel)
    else:
        StylePack.objects.filter(pk=version.pack_id).update(name=version.document["name"])
    events.record("publish", version, by=by, brand=brand, number=version.number, digest=version.digest)
    return version


def _own(brand: Brand | None, name: str) -> Brand:
    if brand is None:
        raise NotAllowed(
            f"{name} is shared by all brands, and changes with an update only. Copy it to change the copy."
        )
    return brand


def _draft(parent: Any, fresh: V, document: dict[str, Any], note: str) -> V:
    """The parent's unpublished version with this document; `fresh` becomes it where there is none. Locks the parent."""
    type(parent)._default_manager.select_for_update(of=("self",)).get(pk=parent.pk)
    draft: V = parent.versions.filter(published_at=None).first() or fresh
    if draft.pk is None:
        draft.number = (parent.versions.aggregate(Max("number"))["number__max"] or 0) + 1
    draft.document, draft.note = document, " ".join(note.split())[:200]
    draft.save()
    return draft
