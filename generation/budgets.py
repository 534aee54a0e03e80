"""Who has spent what they may. Asked before a batch is ordered, and before each candidate is begun."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SpentOut:
    """Brands and campaigns, by primary key, of which nothing more may be begun."""

    brands: frozenset[int] = frozenset()
    campaigns: frozenset[int] = frozenset()


def spent_out() -> SpentOut:
    return SpentOut()
