"""What a version of a placement touches: drafts that name it, and revisions that have pinned an older one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q, QuerySet

from briefs.models import Brief, BriefRevision, Placement, PlacementVersion
from briefs.placement import Change, differences
from briefs.states import CLOSED

SHOWN: Final = 20
OLDER: Final = 50  # versions looked for in revisions: more than anybody has made


@dataclass(frozen=True)
class Listed:
    """The first twenty, and how many there are."""

    rows: Sequence[Any]
    count: int

    @property
    def more(self) -> int:
        return self.count - len(self.rows)


@dataclass(frozen=True)
class Affected:
    version: PlacementVersion  # the draft, or the newest published one
    before: PlacementVersion | None  # what it is held against
    changes: Sequence[Change]
    drafts: Listed  # Brief
    revisions: Listed  # BriefRevision


def affected(placement: Placement, versions: Sequence[PlacementVersion], user: Any) -> Affected | None:
    """For the newest of `versions` (newest first). None where there is none. Always four questions."""
    if not versions:
        return None
    version = versions[0]
    older = [one for one in versions[1:] if one.published_at]
    before = older[0] if older else None
    changes = differences(before.document, version.document) if before else []
    return Affected(
        version,
        before,
        changes,
        _listed(_drafts(placement, user)),
        _listed(_revisions(placement, version, older, user)),
    )


def _drafts(placement: Placement, user: Any) -> QuerySet[Brief]:
    rows = Brief.objects.visible_to(user).filter(draft__placements__contains=[placement.slug]).exclude(state=CLOSED)
    return _of_brand(rows, placement, "brand").select_related("brand", "campaign").order_by("-saved_at", "-pk")


def _revisions(
    placement: Placement, version: PlacementVersion, older: Sequence[PlacementVersion], user: Any
) -> QuerySet[BriefRevision]:
    """By the digests of the older versions: a brand's own placement may have the slug of a shared one."""
    pins = Q(document__placements__contains=[{"slug": placement.slug, "digest": "none"}])
    for one in older[:OLDER]:
        if one.digest != version.digest:
            pins |= Q(document__placements__contains=[{"slug": placement.slug, "digest": one.digest}])
    rows = BriefRevision.objects.visible_to(user).filter(pins)
    return rows.select_related("brief__brand").order_by("-at", "-pk")


def _of_brand(rows: QuerySet[Any], placement: Placement, path: str) -> QuerySet[Any]:
    """Those that draw on this placement. Of a shared one: not the brands with their own of that slug."""
    if placement.brand_id:
        return rows.filter(**{path: placement.brand_id})
    own = PlacementVersion.objects.published().filter(placement__slug=placement.slug, placement__brand__isnull=False)
    return rows.exclude(**{f"{path}__in": own.values("placement__brand")})


def _listed(rows: QuerySet[Any]) -> Listed:
    return Listed(list(rows[:SHOWN]), rows.count())
