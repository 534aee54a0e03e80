"""What of the line stands on an older version of a placement: finishes, and signed assets that shipped with one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import F, Max, QuerySet

from briefs.models import Placement
from dam.models import Asset
from review.models import Finish, Rendition

SHOWN: Final = 20


@dataclass(frozen=True)
class Downstream:
    """The first twenty of each, with `pinned`: the newest version they were made for."""

    finishes: Sequence[Finish]
    finish_count: int
    assets: Sequence[Asset]
    asset_count: int


def downstream(placement: Placement, user: Any) -> Downstream:
    """Made for a version before the newest one, draft or published. Always five questions."""
    newest = placement.versions.aggregate(newest=Max("number"))["newest"] or 0
    older = Rendition.objects.visible_to(user).filter(
        placement__placement=placement, placement__number__lt=newest, placement__published_at__isnull=False
    )
    finishes = _pinned(Finish.objects.visible_to(user), older.values("finish"), "renditions__placement", placement)
    assets = _pinned(
        Asset.objects.visible_to(user).filter(finish__in=older.values("finish")),
        None,
        "renditions__rendition__placement",
        placement,
    )
    return Downstream(
        list(finishes.select_related("revision__brief__brand").order_by("-pk")[:SHOWN]),
        finishes.count(),
        list(assets.select_related("brand", "campaign").order_by("-pk")[:SHOWN]),
        assets.count(),
    )


def _pinned(rows: QuerySet[Any], within: Any, path: str, placement: Placement) -> QuerySet[Any]:
    """Rows with the version of this placement that they were made for."""
    if within is not None:
        rows = rows.filter(pk__in=within)
    pinned: QuerySet[Any] = rows.filter(**{f"{path}__placement": placement}).annotate(pinned=Max(F(f"{path}__number")))
    return pinned
