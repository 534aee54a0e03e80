"""The shared placements as rows: new ones are added, changed ones get their next version, those taken out are retired.

Versions never change, so what a revision has pinned stays as it was. Running it twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from briefs.models import Placement, PlacementVersion
from briefs.placement import differences
from briefs.seeds.placements import PLACEMENTS
from studio.lib.canonical import digest

NOTE = "As seeded"
LONGEST_NOTE = 200


@transaction.atomic
def seed_placements(documents: Sequence[Mapping[str, Any]] = PLACEMENTS) -> None:
    """Seven statements at most, however many there are. The seed acts for nobody: `published_by` stays empty."""
    wanted = {document["slug"]: dict(document) for document in documents}
    rows = {row.slug: row for row in Placement.objects.select_for_update().filter(brand=None)}
    newest = _newest()
    fresh = Placement.objects.bulk_create(
        Placement(slug=slug, name=document["name"], channel=document["channel"])
        for slug, document in wanted.items()
        if slug not in rows
    )
    highest = dict(
        PlacementVersion.objects.filter(placement__brand=None).values_list("placement").annotate(Max("number"))
    )
    versions = [_version(row, 1, wanted[row.slug], NOTE) for row in fresh]
    moved = []
    for slug, row in rows.items():
        last = newest.get(row.pk)
        if slug in wanted:
            if last is None or last.digest != digest(wanted[slug]):
                note = _note(last.document if last else {}, wanted[slug])
                versions.append(_version(row, highest.get(row.pk, 0) + 1, wanted[slug], note))
            moved += [row] if _follow(row, wanted[slug]) else []
        elif last is not None and last.published_by_id is None and not row.retired:
            row.retired = True  # nobody's but the seed's: what a person published stays
            moved.append(row)
    PlacementVersion.objects.bulk_create(versions)
    if moved:
        Placement.objects.bulk_update(moved, ["name", "channel", "retired"])


def _newest() -> dict[int, PlacementVersion]:
    rows = PlacementVersion.objects.published().filter(placement__brand=None).order_by("placement_id", "-number")
    return {version.placement_id: version for version in rows.distinct("placement_id")}


def _version(row: Placement, number: int, document: dict[str, Any], note: str) -> PlacementVersion:
    return PlacementVersion(
        placement=row,
        number=number,
        document=document,
        digest=digest(document),
        note=note,
        published_at=timezone.now(),
    )


def _note(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """“Seeded anew: byte budget, source”."""
    if not old:
        return NOTE
    changed = ", ".join(change.label.lower() for change in differences(old, new))
    return f"Seeded anew: {changed}"[:LONGEST_NOTE]


def _follow(row: Placement, document: Mapping[str, Any]) -> bool:
    """Name and channel as the document says them, and offered again; did that change anything?"""
    seen = (row.name, row.channel, row.retired)
    row.name, row.channel, row.retired = document["name"], document["channel"], False
    return seen != (row.name, row.channel, row.retired)
