"""How a brand's ranking orders a batch, for pages. No library is needed for it."""

from __future__ import annotations

from collections.abc import Mapping

from generation.engine.features.table import VERSION
from generation.models import Batch
from review.models import Features, Ranking, RankingSwitch
from review.ranking.scoring import Model, Rank, rank
from studio.people.models import Brand, User

__all__ = ["Rank", "current", "is_on", "ranked"]


def ranked(batch: Batch, viewer: User) -> Mapping[int, Rank]:
    """Candidate pk -> Rank, best first, of those that were measured; empty where the brand's ranking is off, or did no
    better than chance. It orders and explains, and hides nothing. At most three queries."""
    ranking = current(batch.brand_id) if is_on(batch.brand_id) else None
    if ranking is None:
        return {}
    rows = (
        Features.objects.visible_to(viewer)
        .filter(candidate__batch=batch, version=VERSION)
        .order_by("candidate__position")
        .values_list("candidate", "values")
    )
    return rank(Model.of(ranking.weights), {pk: values for pk, values in rows if values})


def current(brand: Brand | int) -> Ranking | None:
    """The newest version, where it is better than chance and learned from these measures. An older one that was better
    does not stand in for it: what people said since speaks against it."""
    newest = Ranking.objects.filter(brand=brand).first()
    if newest is None or not newest.better or newest.learned_from.get("version") != VERSION:
        return None
    return newest


def is_on(brand: Brand | int) -> bool:
    """No switch: on."""
    return RankingSwitch.objects.filter(brand=brand).values_list("on", flat=True).first() is not False
