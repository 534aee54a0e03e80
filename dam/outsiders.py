"""Guests who were shown a picture that rests on a component: they see no library, and nothing here tells them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import connection

from dam.models import Component
from review.models import GuestLink

# From the guests to the assets, a look into an index each: they are few beside the assets, and left to itself the
# planner goes the other way. A component is of one brand, as a guest is.
SEEN: Final = """
WITH mine AS MATERIALIZED (SELECT unnest(%s::bigint[]) AS component, unnest(%s::bigint[]) AS brand),
seen AS MATERIALIZED (
    SELECT DISTINCT link.id AS link, mine.component, shown.picture_id AS picture, mine.brand
    FROM mine
    JOIN review_guestlink link ON link.brand_id = mine.brand AND link.opened_at IS NOT NULL
    JOIN review_guestproxy proxy ON proxy.link_id = link.id
    JOIN generation_candidate shown ON shown.id = proxy.candidate_id
    WHERE shown.picture_id IS NOT NULL
),
made AS MATERIALIZED (
    SELECT seen.link, seen.component, holding.asset_id AS asset FROM seen
    JOIN dam_component picture
      ON picture.kind = %s AND picture.brand_id = seen.brand AND picture.key = seen.picture
    JOIN dam_holding holding ON holding.component_id = picture.id
)
SELECT DISTINCT made.link FROM made
JOIN dam_holding rests ON rests.component_id = made.component AND rests.asset_id = made.asset
"""


@dataclass(frozen=True, slots=True)
class Outsider:
    """`person` is the guest's account and `by` who invited them: primary keys. `seen_at`: when they were last there."""

    person: int
    name: str
    email: str
    by: int
    seen_at: datetime | None


def outsiders(components: Sequence[Component]) -> dict[int, list[Outsider]]:
    """Brand -> whoever came in by a link over a picture that one of these is in, the last first, each address once.
    Two questions."""
    with connection.cursor() as cursor:
        mine, brands = [one.pk for one in components], [one.brand_id for one in components]
        cursor.execute(SEEN, [mine, brands, Component.Kind.PICTURE.value])
        links = [link for (link,) in cursor.fetchall()]
    found: dict[int, dict[str, Outsider]] = {}
    for row in GuestLink.objects.filter(pk__in=links).order_by("-seen_at", "-pk") if links else ():
        one = Outsider(row.person_id, row.name, row.email, row.by_id, row.seen_at)
        found.setdefault(row.brand_id, {}).setdefault(row.email.lower(), one)
    return {brand: list(people.values()) for brand, people in found.items()}
