"""Which of two creatives won in the world, by more than chance: a signal for ranking apart from what people judged."""

from __future__ import annotations

from itertools import groupby

from review.models import Variant
from review.variants.counted import counted
from review.variants.proportions import winners
from studio.people.models import Brand


def outcomes(brand: Brand) -> list[tuple[int, int, float]]:
    """(candidate that won, candidate that lost, weight) for every pair of a set whose click rates differ by more than
    chance. `weight` is 1 - p after Holm over the set's pairs: 0.95 to 1. One query."""
    found = []
    for _, group in groupby(counted(Variant.objects.filter(set__brand=brand)), key=lambda row: row.set):
        rows = list(group)
        for won, lost, p in winners([row.ctr for row in rows]):
            found.append((rows[won].candidate, rows[lost].candidate, 1 - p))
    return found
