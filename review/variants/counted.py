"""What came back of each variant, summed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum

from review.models import Variant
from review.variants.proportions import Share


@dataclass(frozen=True, slots=True)
class Counted:
    """One variant and its figures over all periods, on one channel or all. `spend` is None where no file said any."""

    set: int
    candidate: int
    letter: str
    code: str
    impressions: int
    clicks: int
    conversions: int
    spend: Decimal | None

    @property
    def ctr(self) -> Share:
        return Share(self.clicks, self.impressions)

    @property
    def conversion(self) -> Share:
        return Share(self.conversions, self.clicks)


def by_channel(variants: QuerySet[Variant]) -> dict[tuple[int, str], list[Counted]]:
    """(set, channel) -> the figures of those variants that ran there, by letter. One query."""
    rows = (
        variants.filter(results__isnull=False)
        .order_by("set", "results__channel", "pk")
        .values("set_id", "candidate_id", "letter", "code", "results__channel")
        .annotate(
            shown=Sum("results__impressions"), clicked=Sum("results__clicks"), bought=Sum("results__conversions"),
            spent=Sum("results__spend"),
        )
    )  # fmt: skip
    found: dict[tuple[int, str], list[Counted]] = {}
    for row in rows:
        one = Counted(
            row["set_id"], row["candidate_id"], row["letter"], row["code"],
            row["shown"], row["clicked"], row["bought"], row["spent"],
        )  # fmt: skip
        found.setdefault((row["set_id"], row["results__channel"]), []).append(one)
    return found


def counted(variants: QuerySet[Variant], channel: str | None = None) -> list[Counted]:
    """In the order of their sets and letters; those of which nothing came back count nothing. One query."""
    of = Q() if channel is None else Q(results__channel=channel)
    rows = (
        variants.order_by("set", "pk")
        .values("set_id", "candidate_id", "letter", "code")
        .annotate(
            shown=Sum("results__impressions", filter=of),
            clicked=Sum("results__clicks", filter=of),
            bought=Sum("results__conversions", filter=of),
            spent=Sum("results__spend", filter=of),
        )
    )
    return [
        Counted(
            row["set_id"], row["candidate_id"], row["letter"], row["code"],
            row["shown"] or 0, row["clicked"] or 0, row["bought"] or 0, row["spent"],
        )
        for row in rows
    ]  # fmt: skip
