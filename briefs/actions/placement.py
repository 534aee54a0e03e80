"""Placements: a brand's own, copies of shared ones, and their retirement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from briefs import placement as placements
from briefs.actions.publishing import KEEP_PLACEMENTS, draft_of, own
from briefs.models import Placement, PlacementVersion
from studio.lib import events
from studio.lib.problems import BadInput, WrongState
from studio.people.models import Brand, User
from studio.people.roles import require


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
    brand = own(placement.brand, placement.name)
    require(by, KEEP_PLACEMENTS, brand)
    clean = placements.clean({**document, "slug": placement.slug})
    draft = draft_of(placement, PlacementVersion(placement=placement), clean, note)
    events.record("edit", draft, by=by, brand=brand, placement=placement.pk)
    return draft


@transaction.atomic
def retire(placement: Placement, *, by: User, retired: bool = True) -> Placement:
    """No longer offered. Briefs that name it keep it."""
    brand = own(placement.brand, placement.name)
    require(by, KEEP_PLACEMENTS, brand)
    placement.retired = retired
    placement.save(update_fields=["retired"])
    events.record("retire" if retired else "restore", placement, by=by, brand=brand)
    return placement
