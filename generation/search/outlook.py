"""What a search will take, said before it is ordered: from how many passed in searches like it, else a guess."""

from __future__ import annotations

import math
from dataclasses import dataclass

from generation import cost
from generation.cost import Estimate
from generation.models import Batch, ModelEntry
from generation.search.asked import Search
from studio.people.models import Brand

GUESS = 0.2  # of the candidates pass, where nothing is known
LOOKED_AT = 60  # searches of this brand and model, newest first


@dataclass(frozen=True, slots=True)
class Outlook:
    """`rate` is the share that is expected to pass, `searches` how many like it say so; 0: a guess. `short`: its budget
    is likely to end it before enough have passed, with about `passing`."""

    estimate: Estimate
    rate: float
    searches: int
    passing: int
    short: bool

    @property
    def one_in(self) -> str:
        """ "1 in 5", "2 in 3": the rate as people say it."""
        return f"1 in {round(1 / self.rate)}" if self.rate <= 0.4 else f"{round(self.rate * 10)} in 10"


def outlook(
    search: Search, brand: Brand, model: ModelEntry, *, width: int, height: int, tier: str, steps: int | None = None
) -> Outlook:
    """How many candidates it will come to, with their time and money."""
    passed, made, searches = like_it(search, brand, model)
    rate = (passed + 1) / (made + 2) if searches else GUESS
    wanted = math.ceil(search.want / rate)
    one = cost.estimate(model, count=1, width=width, height=height, tier=tier, steps=steps)
    held = [search.cap]
    if search.micros is not None and one.micros:
        held.append(max(1, search.micros // one.micros))
    if search.minutes is not None and one.seconds:
        workers = max(1, cost.live_workers(model.engine))
        held.append(max(1, int(search.minutes * 60 / one.seconds_each * workers)))
    count = max(search.first, min(wanted, *held))
    many = cost.estimate(model, count=count, width=width, height=height, tier=tier, steps=steps)
    return Outlook(many, rate, searches, min(search.want, round(count * rate)), count < wanted)


def estimate(batch: Batch, steps: int | None = None) -> Estimate:
    """What a search that is being ordered is expected to take, for Batch.estimate and its budgets."""
    search = Search.of(batch.search or {})
    size = {"width": batch.width, "height": batch.height}
    return outlook(search, batch.brand, batch.model, tier=batch.tier, steps=steps, **size).estimate


def like_it(search: Search, brand: Brand, model: ModelEntry) -> tuple[int, int, int]:
    """Passed and made, of how many searches of this brand on this model with the same tests at the same limits."""
    asked = _same(search)
    rows = Batch.objects.filter(brand=brand, model=model, search__isnull=False, found__isnull=False)
    known = list(rows.order_by("-pk").values_list("search", "found")[:LOOKED_AT])
    alike = [found for said, found in known if said and found and found["made"] and _same(Search.of(said)) == asked]
    return sum(f["passed"] for f in alike), sum(f["made"] for f in alike), len(alike)


def _same(search: Search) -> frozenset[tuple[str, float]]:
    """What makes two searches alike: a reference or an encoder may differ, a test or a limit may not."""
    return frozenset((one.name, one.limit) for one in search.tests)
