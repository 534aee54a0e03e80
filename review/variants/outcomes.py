"""Which of two creatives won in the world, by more than chance: a signal for ranking apart from what people judged."""

from __future__ import annotations

from review.models import Variant
from review.variants.counted import by_channel
from review.variants.proportions import winners
from studio.people.models import Brand


def outcomes(brand: Brand) -> list[tuple[int, int, float]]:
    """(candidate that won, candidate that lost, weight) for every pair of a set whose click rates differ by more than
    chance on a channel that both ran on. `weight` is 1 - p after Holm over the pairs there: 0.95 to 1. One query.

    Never over channels together: of two that ran on different ones the sums tell the channels apart, not the pictures.
    """
    return [
        (rows[won].candidate, rows[lost].candidate, 1 - p)
        for rows in by_channel(Variant.objects.filter(set__brand=brand)).values()
        for won, lost, p in winners([row.ctr for row in rows])
    ]
