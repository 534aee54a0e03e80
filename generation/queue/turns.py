"""Whose turn it is. Brands share the floor by their weights, the people of a brand share what it gets, and a person's
own batches go by tier and due date.

Start-time fair queueing (Goyal, Vin, Cheng, 1996), twice: each brand, and each person of a brand, has a clock of
virtual seconds. The one whose clock is furthest behind is served, and charged what its picture is expected to take;
what it took in truth is put right when it ends. Who was away comes in at the virtual time of those who were there:
nobody saves up turns. Whatever a neighbour has in the line, the next turn but one is yours.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Now
from django.utils import timezone

from generation import budgets
from generation.models import Batch, BrandShare, Candidate, Hold, ModelEntry, Run, Turn
from generation.queue.able import LOOK_AHEAD, Able
from generation.queue.pace import pace
from generation.states import QUEUED, RUNNING, WAITING

OPEN = (QUEUED, RUNNING)
# What a picture is charged for by its tier: nearer to shipping is cheaper, so that it comes oftener, never alone.
CHARGED = {"discovery": 1.0, "validation": 0.75, "export": 0.5}
URGENT = {"export": 0, "validation": 1, "discovery": 2}
SLACK = 0.25  # of what was charged, and of a second: smaller differences are not worth two statements
SOON = timedelta(days=2)  # before its due date a batch is charged half
# What a batch is chosen by; the rest is read when it is taken.
CHOSEN_BY = (
    "brand",
    "by",
    "model",
    "revision__brief__campaign",
    "tier",
    "due",
    "served_at",
    "width",
    "height",
    "together",
)
NEVER = datetime.min.replace(tzinfo=timezone.get_default_timezone())


@dataclass(frozen=True, slots=True)
class Clocks:
    """Virtual seconds, as read before a choice. `floor` is that of all brands, `within` that of a brand's people."""

    floor: float
    brands: Mapping[int, float]
    within: Mapping[int, float]
    people: Mapping[tuple[int, int], float]

    def of_brand(self, brand: int) -> float:
        return max(self.brands.get(brand, 0.0), self.floor)

    def of_person(self, brand: int, by: int) -> float:
        return max(self.people.get((brand, by), 0.0), self.within.get(brand, 0.0))


def clocks() -> Clocks:
    rows: list[tuple[int | None, int | None, float, float]] = list(
        Turn.objects.values_list("brand", "by", "clock", "served")
    )
    return Clocks(
        floor=next((served for brand, _, _, served in rows if brand is None), 0.0),
        brands={brand: clock for brand, by, clock, _ in rows if brand is not None and by is None},
        within={brand: served for brand, by, _, served in rows if brand is not None and by is None},
        people={(brand, by): clock for brand, by, clock, _ in rows if brand is not None and by is not None},
    )


def ready() -> Q:
    """Candidates that may be begun now."""
    return Q(state=WAITING) & (Q(ready_at=None) | Q(ready_at__lte=Now()))


def waiting(engines: Iterable[str]) -> list[Batch]:
    """Open batches of these engines with something to begin that nothing holds up, in no order yet. Five queries.

    They come without their documents: hundreds may wait, and one is taken.
    """
    work = Candidate.objects.filter(ready(), batch=OuterRef("pk"))
    batches = Batch.objects.filter(Exists(work), state__in=OPEN, paused_at=None, model__engine__in=list(engines))
    found = list(batches.select_related("revision__brief").only(*CHOSEN_BY))
    if not found:
        return []
    models = ModelEntry.objects.in_bulk({batch.model_id for batch in found})  # once each, not once a batch
    for batch in found:
        batch.model = models[batch.model_id]
    over = budgets.spent_out()
    found = [b for b in found if b.brand_id not in over.brands and b.revision.brief.campaign_id not in over.campaigns]
    return _within_limits(_not_held(found))


def _not_held(batches: list[Batch]) -> list[Batch]:
    holds = list(Hold.objects.filter(lifted_at=None).values_list("brand", "model", "engine"))

    def held(batch: Batch) -> bool:
        mine = (batch.brand_id, batch.model_id, batch.model.engine)
        return any(all(not named or named == own for named, own in zip(hold, mine, strict=True)) for hold in holds)

    return [batch for batch in batches if not held(batch)]


def _within_limits(batches: list[Batch]) -> list[Batch]:
    """Without those whose brand, or whose service, has as much under way as it may."""
    brands = dict(BrandShare.objects.exclude(most_running=None).values_list("brand", "most_running"))
    models = {
        b.model_id: int(b.model.settings["most_running"]) for b in batches if b.model.settings.get("most_running")
    }
    if not brands and not models:
        return batches
    running = Candidate.objects.filter(state=RUNNING).order_by().values_list("batch__brand", "batch__model")
    counted = list(running.annotate(many=Count("pk")))
    by_brand, by_model = _sums((b, n) for b, _, n in counted), _sums((m, n) for _, m, n in counted)
    return [
        batch
        for batch in batches
        if by_brand.get(batch.brand_id, 0) < (brands.get(batch.brand_id) or by_brand.get(batch.brand_id, 0) + 1)
        and by_model.get(batch.model_id, 0) < (models.get(batch.model_id) or by_model.get(batch.model_id, 0) + 1)
    ]


def _sums(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    found: dict[int, int] = {}
    for key, many in pairs:
        found[key] = found.get(key, 0) + many
    return found


def in_order(batches: Iterable[Batch], now: Clocks) -> list[Batch]:
    """The next turn first: the brand furthest behind, its person furthest behind, the most urgent of theirs, and of
    those the one served longest ago."""

    def place(batch: Batch) -> tuple[float, float, int, date, datetime, int]:
        return (
            now.of_brand(batch.brand_id),
            now.of_person(batch.brand_id, batch.by_id),
            URGENT.get(batch.tier, len(URGENT)),
            batch.due or date.max,
            batch.served_at or NEVER,
            batch.pk,
        )

    return sorted(batches, key=place)


def turns(able: Able, now: Clocks) -> tuple[Batch | None, list[Batch]]:
    """Whose turn it is, and what this worker should try to claim from, in order.

    One with its warm model comes first, at most LOOK_AHEAD times in a row, so that nobody waits longer than those few
    pictures for a worker that need not load anything.
    """
    batches = [batch for batch in in_order(waiting(able.engines), now) if able.can(batch)]
    if not batches:
        return None, []
    first = batches[0]
    if able.warm and first.model.weights != able.warm and able.ahead < LOOK_AHEAD:
        batches.sort(key=lambda batch: batch.model.weights != able.warm)  # stable: the order among them stays
    return first, batches


def price(batch: Batch) -> float:
    """Virtual seconds that the next picture of it is charged."""
    return max(pace(batch.model, batch.tier).seconds(batch.width, batch.height), 1e-3) * factor(batch)


def factor(batch: Batch) -> float:
    """What a second of it counts: less near shipping, and half of that near its due date."""
    soon = batch.due is not None and batch.due - timezone.localdate() <= SOON
    return CHARGED.get(batch.tier, 1.0) * (0.5 if soon else 1.0)


def charge(batch: Batch, virtual: float, now: Clocks) -> None:
    """Move the clocks on, in the transaction that begins the picture. `now` is what the choice was made by; whoever
    moved them since is only added to."""
    brand, person = now.of_brand(batch.brand_id), now.of_person(batch.brand_id, batch.by_id)
    said = {
        "brand": batch.brand_id,
        "by": batch.by_id,
        "brand_from": brand,
        "person_from": person,
        "brand_more": virtual / _weight(batch.brand_id),
        "person_more": virtual,
    }
    with connection.cursor() as cursor:
        cursor.execute(CHARGE, said)


CHARGE = """
INSERT INTO generation_turn AS t (brand_id, by_id, clock, served)
VALUES (NULL, NULL, 0, %(brand_from)s),
       (%(brand)s, NULL, %(brand_from)s + %(brand_more)s, %(person_from)s),
       (%(brand)s, %(by)s, %(person_from)s + %(person_more)s, 0)
ON CONFLICT (brand_id, by_id) DO UPDATE SET
  served = GREATEST(t.served, EXCLUDED.served),
  clock = GREATEST(EXCLUDED.clock, t.clock + CASE
    WHEN t.brand_id IS NULL THEN 0 WHEN t.by_id IS NULL THEN %(brand_more)s ELSE %(person_more)s END)
"""


def settle(batch: Batch, runs: Sequence[Run]) -> None:
    """What runs took in truth, less what was charged for them when they began. What is hardly anything is left."""
    charged = sum(run.charged for run in runs)
    virtual = sum(run.seconds or 0.0 for run in runs) * factor(batch) - charged
    if abs(virtual) < max(SLACK * charged, SLACK):
        return
    mine = Turn.objects.filter(brand=batch.brand_id)
    mine.filter(by=None).update(clock=F("clock") + virtual / _weight(batch.brand_id))
    mine.filter(by=batch.by_id).update(clock=F("clock") + virtual)


def _weight(brand: int) -> int:
    return BrandShare.objects.filter(brand=brand).values_list("weight", flat=True).first() or 1
