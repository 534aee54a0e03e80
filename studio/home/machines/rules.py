"""What people set: what is held, and how much of the floor a brand gets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from generation import floor
from generation.engine.engines import ENGINES
from generation.models import BrandShare, Candidate, Hold, ModelEntry
from generation.states import RUNNING
from generation.waits import named
from studio.people.models import Brand, User


@dataclass(frozen=True, slots=True)
class Held:
    pk: int
    what: str
    why: str
    by: str
    since: datetime
    may_lift: bool


def holds(person: User) -> list[Held]:
    rows = Hold.objects.filter(Q(brand=None) | Q(brand__in=Brand.objects.visible_to(person)), lifted_at=None)
    return [
        Held(row.pk, named(row), row.why, row.by.name, row.made_at, floor.may_keep_machines(person, row.brand))
        for row in rows.select_related("brand", "model", "by")
    ]


def may_be_held(person: User) -> list[tuple[str, list[tuple[str, str]]]]:
    """What a hold may name, grouped for a list: (group, [(value, words)]); empty for those who keep no machines."""
    if not floor.may_keep_machines(person):
        return []
    brands = [b for b in Brand.objects.visible_to(person).order_by("name") if floor.may_keep_machines(person, b)]
    models = ModelEntry.objects.filter(Q(brand=None) | Q(brand__in=brands), state="ready", active=True).order_by("name")
    return [
        ("The floor", [("all", "Everything")]),
        ("A brand", [(f"brand:{brand.pk}", brand.name) for brand in brands]),
        ("A model", [(f"model:{model.pk}", model.name) for model in models]),
        ("An engine", [(f"engine:{name}", name) for name in ENGINES]),
    ]


@dataclass(frozen=True, slots=True)
class Share:
    pk: int
    brand: str
    weight: int
    most_running: int | None
    running: int
    may_set: bool


def shares(person: User) -> list[Share]:
    """Of the brands the person sees, with what each has in the making. Three queries."""
    brands = list(Brand.objects.visible_to(person).order_by("name"))
    known = {row.brand_id: row for row in BrandShare.objects.filter(brand__in=brands)}
    running = Candidate.objects.filter(state=RUNNING, batch__brand__in=brands).order_by().values_list("batch__brand")
    counted = dict(running.annotate(n=Count("pk")))
    return [
        Share(
            brand.pk,
            brand.name,
            known[brand.pk].weight if brand.pk in known else 1,
            known[brand.pk].most_running if brand.pk in known else None,
            counted.get(brand.pk, 0),
            floor.may_keep_machines(person, brand),
        )
        for brand in brands
    ]
