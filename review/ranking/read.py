"""How a brand's ranking orders a batch, for pages. No library is needed for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Case, F, JSONField, OuterRef, QuerySet, Subquery, When

from generation.engine.features.table import LOOK, VERSION
from generation.models import Candidate
from review.models import Ranking, RankingSwitch
from review.ranking.evidence import Values
from review.ranking.scoring import Model, Rank, rank

__all__ = ["Rank", "in_force", "ranked", "with_measures"]

ON = Subquery(RankingSwitch.objects.filter(brand=OuterRef("brand")).values("on")[:1])  # null without a switch: on


def in_force(brand: int) -> Ranking | None:
    """The brand's newest version, where it is switched on, better than chance and learned from these measures. An older
    one that was better does not stand in for it: what people said since speaks against it. One query."""
    newest = Ranking.objects.filter(brand=brand).annotate(on=ON).first()
    if newest is None or newest.on is False or not newest.better:
        return None
    return newest if newest.learned_from.get("version") == VERSION else None


def with_measures(rows: QuerySet[Candidate], ranking: Ranking | None) -> QuerySet[Candidate]:
    """Candidates with what `ranked` needs of them as `measured` and `look`, read along in the same query."""
    if ranking is None:
        return rows
    values = Case(When(features__version=VERSION, then=F("features__values")), output_field=JSONField())
    look = Case(When(features__look_of=ranking, then=F("features__look")))  # of another version: another direction
    return rows.annotate(measured=values, look=look)


def ranked(ranking: Ranking | None, rows: Iterable[Any]) -> Mapping[int, Rank]:
    """Candidate pk -> Rank, best first, of those of a whole batch that were measured; empty where no ranking is in
    force. `rows` come by position and with their measures. It orders and explains, and hides nothing."""
    if ranking is None:
        return {}
    return rank(Model.of(ranking.weights), {row.pk: _values(row) for row in rows if row.measured})


def _values(row: Any) -> Values:
    return row.measured if row.look is None else {**row.measured, LOOK.name: row.look}
