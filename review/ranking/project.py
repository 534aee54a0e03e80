"""How much each picture looks like what was picked before: one number of it, by one version of a ranking. In workers
only: pages read the number, and never an embedding."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

import numpy as np
from django.db.models import QuerySet

from generation.engine.features.table import LOOK
from generation.models import Batch
from review.models import Features, Ranking

NEWEST: Final = 200  # batches of a brand that a new version looks at; older ones keep their order without it
HAND: Final = 500


def project_brand(ranking: Ranking) -> int:
    """The pictures of the brand's newest batches. Returns how many."""
    newest = Batch.objects.filter(brand=ranking.brand_id).order_by("-pk").values_list("pk", flat=True)[:NEWEST]
    return project(ranking, Features.objects.filter(candidate__batch__in=list(newest)))


def project(ranking: Ranking, rows: QuerySet[Features]) -> int:
    """Those of these pictures that the encoder it learned from has seen, and that it did not look at yet."""
    look = ranking.weights.get(LOOK.name)
    if not look:
        return 0
    along = np.array(look["direction"])
    seen = rows.filter(encoder=look["encoder"], embedding__isnull=False).exclude(look_of=ranking)
    told = 0
    for hand in _hands(seen.order_by("pk").values_list("pk", "embedding").iterator(HAND)):
        places = np.array([embedding for _, embedding in hand], np.float64) @ along
        changed = [
            Features(pk=pk, look=float(place), look_of=ranking) for (pk, _), place in zip(hand, places, strict=True)
        ]
        Features.objects.bulk_update(changed, ["look", "look_of"])
        told += len(changed)
    return told


def _hands(rows: Iterator[tuple[int, list[float] | None]]) -> Iterator[list[tuple[int, list[float] | None]]]:
    while hand := list(islice(rows, HAND)):
        yield hand
