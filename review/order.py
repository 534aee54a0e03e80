"""In which order the candidates of a batch stand on its sheet, what they are ranked by, and which look alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generation.models import Batch, Candidate
from review.duels import order as duel_order
from review.models import Ranking
from review.ranking.read import ranked
from review.ranking.scoring import Rank
from review.stacks import stacks
from review.standing import NOTHING, Standing
from review.wanted import Wanted
from studio.people.models import User


@dataclass(frozen=True, slots=True)
class Order:
    """What the whole batch says about each of its candidates, by primary key."""

    rows: Sequence[Candidate]  # as they are to stand
    ranks: Mapping[int, Rank]
    stacks: Mapping[int, int]
    sizes: Mapping[int, int]  # stack -> how many are in it
    places: Mapping[int, int]  # best rank first; without a rank by position, after those that have one


def ordering(
    batch: Batch,
    rows: Sequence[Candidate],
    stand: Mapping[int, Standing],
    *,
    ranking: Ranking | None,
    viewer: User,
    wanted: Wanted,
) -> Order:
    """`rows` are the whole batch by position, with their stacks and measures."""
    ranks = ranked(ranking, rows)
    alike = stacks(rows)
    best = sorted(rows, key=lambda row: (-ranks[row.pk].score if row.pk in ranks else float("inf"), row.position))
    if wanted.sort == "rank":
        rows = best
    elif wanted.sort == "rating":
        rows = sorted(rows, key=lambda row: -stand.get(row.pk, NOTHING).mean)
    elif wanted.sort == "newest":
        rows = sorted(rows, key=lambda row: -row.done_at.timestamp() if row.done_at else float("inf"))
    elif wanted.sort == "seed":
        rows = sorted(rows, key=lambda row: row.seed)
    elif wanted.sort == "duel":
        strong = duel_order(batch, viewer)
        rows = sorted(rows, key=lambda row: -strong.get(row.pk, float("-inf")))
    return Order(
        rows=rows,
        ranks=ranks,
        stacks=alike,
        sizes=Counter(alike.values()),
        places={row.pk: place for place, row in enumerate(best)},
    )
