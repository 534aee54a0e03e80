"""Recall: from one component to every live asset that rests on it, where those go, and who must be told.

Nothing is counted when it is asked: the database keeps the sums (dam/tally.py), and there are few different reaches.
"""

from __future__ import annotations

import heapq
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from django.db import connection
from django.db.models import Count, Q, QuerySet

from dam.models import Asset, Component, Held, Holding, Recall
from dam.outsiders import Outsider, outsiders
from studio.lib.problems import BadInput
from studio.people.models import Brand, Membership, User
from studio.people.roles import Role

PAGE: Final = 50
OFFERED: Final = 40  # components that one search offers
SHORTEST: Final = 6  # digits of a digest that are enough to look for it
HEX: Final = re.compile(r"[0-9a-f]+")
DID: Final = ("briefed", "made", "picked", "finished", "asked", "signed")
SAID: Final = {"briefed": "wrote the brief", "asked": "asked for sign-off"}
# Lists are left as their text: of thousands of reaches few have different ones, and each is read once.
COUNTS: Final = """
WITH sums AS MATERIALIZED (
    SELECT reach_id, sum(assets) AS assets, sum(held) AS held, sum(files) AS files
    FROM dam_tally WHERE component_id = ANY(%s) GROUP BY reach_id HAVING sum(assets) > 0
),
said AS MATERIALIZED (
    SELECT reach.brand_id AS brand, reach.placements::text AS placements, reach.channels::text AS channels,
           reach.markets::text AS markets, reach.people::text AS people, assets, held, files
    FROM sums JOIN dam_reach reach ON reach.id = sums.reach_id
)
SELECT brand, placements, channels, markets, people, sum(assets)::bigint, sum(held)::bigint, sum(files)::bigint
FROM said GROUP BY GROUPING SETS ((brand), (placements), (channels), (markets), (brand, people))
"""
OF_THE_BRAND: Final = {Role.ADMIN: "admin", Role.LEGAL: "legal reviewer"}


@dataclass(frozen=True)
class Told:
    """A person who must be told, and why: what they did, or what they are at the brand."""

    person: User
    why: Sequence[str]


@dataclass(frozen=True)
class Touched:
    """What a component touches at one brand. `files` are where they ship at this moment, `guests` people outside who
    were shown one of them. `standing`: the quarantine it is in, if it is; with `withdrawn`, the files it took down."""

    brand: Brand
    component: Component
    assets: int
    held: int
    files: int
    told: Sequence[Told]
    guests: Sequence[Outsider]
    standing: Recall | None

    @property
    def live(self) -> int:
        return self.assets - self.held

    @property
    def people(self) -> list[int]:
        """Everybody who must be told, guests too: primary keys."""
        return [*(one.person.pk for one in self.told), *(one.person for one in self.guests)]


@dataclass(frozen=True)
class Found:
    """Counts are of live assets, most first; `held` are those that some quarantine holds back already."""

    kind: str
    key: str
    name: str
    brands: Sequence[Touched]
    placements: Sequence[tuple[str, int]]
    channels: Sequence[tuple[str, int]]
    markets: Sequence[tuple[str, int]]

    @property
    def live(self) -> int:
        return sum(one.live for one in self.brands)

    @property
    def held(self) -> int:
        return sum(one.held for one in self.brands)

    @property
    def components(self) -> list[Component]:
        return [one.component for one in self.brands]


def offered(user: Any, words: str, kind: str = "") -> list[Component]:
    """Components of the person's brands by a part of their name or the beginning of their key, one of each key. Single
    pictures are as many as assets: they are found by digest alone."""
    rows = Component.objects.visible_to(user)
    kinds = [kind] if kind else [one for one in Component.Kind.values if one != Component.Kind.PICTURE]
    by_key = Q(key__startswith=words.lower())
    asked = by_key if kind == Component.Kind.PICTURE else by_key | Q(name__icontains=words)
    if len(words) >= SHORTEST and HEX.fullmatch(words.lower()) and not kind:
        kinds, asked = [*Component.Kind.values], by_key
    found: dict[tuple[str, str], Component] = {}
    for row in rows.filter(asked, kind__in=kinds).order_by("name", "pk")[: 4 * OFFERED]:
        found.setdefault((row.kind, row.key), row)
    return list(found.values())[:OFFERED]


def named(user: Any, kind: str, key: str) -> list[Component]:
    """The component at each of the person's brands. `key`: its slug, its digest, or a beginning of one. Raises
    BadInput where that is the beginning of several."""
    if kind not in Component.Kind.values:
        raise BadInput(f"Kind: there is no {kind[:20]!r}. Use one of {', '.join(Component.Kind.values)}.", field="kind")
    key = key.strip().replace("\0", "")[:100]
    rows = Component.objects.visible_to(user).filter(kind=kind).select_related("brand").order_by("brand__name")
    exact = list(rows.filter(key__in=[key, key.lower()]))
    key = key.lower()
    if exact or len(key) < SHORTEST or not HEX.fullmatch(key):
        return exact
    found = list(rows.filter(key__startswith=key)[:200])
    if len({row.key for row in found}) > 1:
        raise BadInput(f"Key: {key} is the beginning of several digests. Give more of it.", field="key")
    return found


def find(kind: str, key: str, user: Any) -> Found | None:
    """All that one component touches at the brands that `user` sees; None where they have no such thing. At most ten
    questions, however much that is."""
    components = named(user, kind, key)
    if not components:
        return None
    pks, brands = [one.pk for one in components], [one.brand_id for one in components]
    lines = _counted(pks)
    standing = {one.component_id: one for one in _standing(pks)}
    seen = outsiders(components)
    hands, owners = _hands(lines), _owners(brands)
    for brand, guests in seen.items():
        for guest in guests:
            hands.setdefault(brand, {}).setdefault(guest.by, []).append(f"invited {guest.name}")
    people = _people(brands, hands, owners)
    at = {row.brand: row for row in lines if row.people is None and row.brand is not None}
    touched = []
    for one in components:
        mine = at.get(one.brand_id, NOTHING)
        why = _why(hands.get(one.brand_id, {}), owners.get(one.brand_id, {}))
        told = [Told(who, why[pk]) for pk in why if (who := people.get((one.brand_id, pk))) is not None]
        touched.append(
            Touched(
                one.brand, one, mine.assets, mine.held, mine.files, sorted(told, key=lambda who: who.person.name),
                seen.get(one.brand_id, []), standing.get(one.pk),
            )
        )  # fmt: skip
    spread = [_spread((row[place], row.assets - row.held) for row in lines) for place in (1, 2, 3)]
    return Found(kind, components[0].key, components[0].name, touched, *spread)


def assets(found: Found, *, before: int | None = None, brand: int | None = None, most: int = PAGE) -> list[Asset]:
    """Those that hold it, newest first, each with `quarantined`. Pages by keyset."""
    mine = [one.pk for one in found.components if brand in (None, one.brand_id)]
    # The newest of each brand from the end of an index; asked of all at once they would be sorted, all of them.
    ends = [_newest(pk, before, most) for pk in mine]
    rows = ends[0].union(*ends[1:], all=True) if len(ends) > 1 else ends[0]
    along = Asset.objects.with_quarantine().select_related("brand", "campaign", "preview")
    return list(along.filter(pk__in=heapq.nlargest(most, rows)).order_by("-pk"))


def _newest(component: int, before: int | None, most: int) -> QuerySet[Holding, int]:
    rows = Holding.objects.filter(component=component, **({"asset__lt": before} if before else {}))
    return rows.order_by("-asset").values_list("asset", flat=True)[:most]


def held_back() -> QuerySet[Held, int]:
    """Primary keys of the assets that a standing quarantine holds back."""
    return Held.objects.filter(recall__lift__isnull=True).values_list("asset", flat=True)


def _standing(components: list[int]) -> QuerySet[Recall]:
    rows = Recall.objects.filter(component__in=components, drill=False, lift=None).select_related("by")
    return rows.annotate(withdrawn=Count("withdrawals__file", distinct=True))


class Line(NamedTuple):
    """Sums over all reaches that are alike in what is not None here: a brand, one list as its text, or brand and
    people. A reach is of one brand, as a component is."""

    brand: int | None
    placements: str | None
    channels: str | None
    markets: str | None
    people: str | None
    assets: int
    held: int
    files: int


NOTHING: Final = Line(None, None, None, None, None, 0, 0, 0)


def _counted(components: list[int]) -> list[Line]:
    with connection.cursor() as cursor:
        cursor.execute(COUNTS, [components])
        return [Line(*row) for row in cursor.fetchall()]


def _spread(said: Iterable[tuple[Any, int]]) -> list[tuple[str, int]]:
    """How many live assets each value of one field has."""
    counted: Counter[str] = Counter()
    for text, many in said:
        for value in json.loads(text) if text is not None else ():
            counted[value] += many
    return [(value, many) for value, many in counted.most_common() if many]


def _hands(lines: Iterable[Line]) -> dict[int, dict[int, list[str]]]:
    """Brand -> person -> what they did."""
    found: dict[int, dict[int, list[str]]] = {}
    for brand, text in sorted((row.brand, row.people) for row in lines if row.brand is not None and row.people):
        said = json.loads(text)
        for role in DID:
            for pk in said.get(role, []):
                mine = found.setdefault(brand, {}).setdefault(pk, [])
                if SAID.get(role, role) not in mine:
                    mine.append(SAID.get(role, role))
    return found


def _owners(brands: list[int]) -> dict[int, dict[int, list[str]]]:
    """Brand -> person -> which of the roles that are told they have there."""
    found: dict[int, dict[int, list[str]]] = {}
    rows = Membership.objects.filter(brand__in=brands, role__in=OF_THE_BRAND).order_by("role")
    for brand, person, role in rows.values_list("brand", "user", "role"):
        found.setdefault(brand, {}).setdefault(person, []).append(OF_THE_BRAND[Role(role)])
    return found


def _people(brands: list[int], *reasons: Mapping[int, Mapping[int, object]]) -> dict[tuple[int, int], User]:
    """(brand, person) -> the person, for those who are at the brand and can sign in."""
    asked = {pk for one in reasons for people in one.values() for pk in people}
    rows = Membership.objects.filter(brand__in=brands, user__in=asked, user__is_active=True, user__guest=False)
    return {(row.brand_id, row.user_id): row.user for row in rows.select_related("user")}


def _why(did: Mapping[int, list[str]], are: Mapping[int, list[str]]) -> dict[int, list[str]]:
    """Person -> what they did, in the order of the work, whom they invited, and what they are."""
    return {pk: [*sorted(did.get(pk, []), key=_order), *are.get(pk, [])] for pk in {**did, **are}}


def _order(said: str) -> int:
    return next((place for place, role in enumerate(DID) if SAID.get(role, role) == said), len(DID))
