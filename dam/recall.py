"""Recall: from one component to every live asset that rests on it, where those go, and who must be told.

What is counted comes from indexes: a holding knows its reach, and there are few different reaches.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from django.db.models import Count, Q, QuerySet, TextField
from django.db.models.functions import Cast

from dam.models import Asset, AssetRendition, Component, Held, Holding, Reach, Recall
from studio.lib.problems import BadInput
from studio.people.models import Brand, Membership, User
from studio.people.roles import Role

PAGE: Final = 50
OFFERED: Final = 40  # components that one search offers
SHORTEST: Final = 6  # digits of a digest that are enough to look for it
HEX: Final = re.compile(r"[0-9a-f]+")
DID: Final = ("made", "picked", "finished", "signed")
OF_THE_BRAND: Final = {Role.ADMIN: "admin", Role.LEGAL: "legal reviewer"}


@dataclass(frozen=True)
class Told:
    """A person who must be told, and why: what they did, or what they are at the brand."""

    person: User
    why: Sequence[str]


@dataclass(frozen=True)
class Touched:
    """What a component touches at one brand. `standing`: the quarantine it is in, if it is."""

    brand: Brand
    component: Component
    assets: int
    held: int
    told: Sequence[Told]
    standing: Recall | None

    @property
    def live(self) -> int:
        return self.assets - self.held


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
    """All that one component touches at the brands that `user` sees; None where they have no such thing. At most nine
    questions, however much that is."""
    components = named(user, kind, key)
    if not components:
        return None
    pks = [one.pk for one in components]
    everything = _by_reach(Holding.objects.filter(component__in=pks))
    held = _by_reach(Holding.objects.filter(component__in=pks, asset__in=held_back()))
    reaches = _reaches(everything)
    live = {row.pk: everything[row.pk] - held[row.pk] for row in reaches}
    standing = {one.component_id: one for one in _standing(pks)}
    brands = [one.brand_id for one in components]
    hands, owners = _hands(reaches), _owners(brands)
    people = _people(brands, hands, owners)
    at: dict[int, list[Line]] = {}
    for row in reaches:
        at.setdefault(row.brand, []).append(row)
    touched = []
    for one in components:
        mine = at.get(one.brand_id, [])
        why = _why(hands.get(one.brand_id, {}), owners.get(one.brand_id, {}))
        told = [Told(who, why[pk]) for pk in why if (who := people.get((one.brand_id, pk))) is not None]
        touched.append(
            Touched(
                one.brand, one, sum(everything[row.pk] for row in mine), sum(held[row.pk] for row in mine),
                sorted(told, key=lambda who: who.person.name), standing.get(one.pk),
            )
        )  # fmt: skip
    spread = [_spread(reaches, live, place) for place in (2, 3, 4)]
    return Found(kind, components[0].key, components[0].name, touched, *spread)


def assets(found: Found, *, before: int | None = None, brand: int | None = None, most: int = PAGE) -> list[Asset]:
    """Those that hold it, newest first, each with `quarantined`. Pages by keyset."""
    mine = [one.pk for one in found.components if brand in (None, one.brand_id)]
    rows = Holding.objects.filter(component__in=mine)
    pks = (rows.filter(asset__lt=before) if before else rows).order_by("-asset").values_list("asset", flat=True)[:most]
    along = Asset.objects.with_quarantine().select_related("brand", "campaign", "preview")
    return list(along.filter(pk__in=list(pks)).order_by("-pk"))


def delivered(component: Component) -> int:
    """How many files of its assets are where they ship already: a quarantine does not take them back."""
    mine = Holding.objects.filter(component=component).values("asset")
    return AssetRendition.objects.filter(asset__in=mine, delivered_at__isnull=False).count()


def held_back() -> QuerySet[Held, int]:
    """Primary keys of the assets that a standing quarantine holds back."""
    return Held.objects.filter(recall__lift__isnull=True).values_list("asset", flat=True)


def _by_reach(rows: QuerySet[Holding]) -> Counter[int]:
    return Counter(dict(rows.order_by().values_list("reach").annotate(many=Count("*"))))


def _standing(components: list[int]) -> QuerySet[Recall]:
    return Recall.objects.filter(component__in=components, drill=False, lift=None).select_related("by")


class Line(NamedTuple):
    """A reach as the database has it. Lists are left as their text: of thousands of reaches few have different ones,
    and each is read once."""

    pk: int
    brand: int
    placements: str
    channels: str
    markets: str
    people: str


def _reaches(pks: Iterable[int]) -> list[Line]:
    fields = ("placements", "channels", "markets", "people")
    said = {f"{name}_text": Cast(name, TextField()) for name in fields}
    rows = Reach.objects.filter(pk__in=list(pks)).annotate(**said)
    return [Line(*row) for row in rows.values_list("pk", "brand", *said)]


def _spread(reaches: Iterable[Line], live: Mapping[int, int], place: int) -> list[tuple[str, int]]:
    """How many live assets each value of one field has."""
    texts: Counter[str] = Counter()
    for row in reaches:
        texts[str(row[place])] += live[row.pk]
    counted: Counter[str] = Counter()
    for text, many in texts.items():
        for value in json.loads(text):
            counted[value] += many
    return [(value, many) for value, many in counted.most_common() if many]


def _hands(reaches: Iterable[Line]) -> dict[int, dict[int, list[str]]]:
    """Brand -> person -> what they did."""
    found: dict[int, dict[int, list[str]]] = {}
    for brand, text in sorted({(row.brand, row.people) for row in reaches}):
        said = json.loads(text)
        for role in DID:
            for pk in said.get(role, []):
                mine = found.setdefault(brand, {}).setdefault(pk, [])
                if role not in mine:
                    mine.append(role)
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
    """Person -> what they did, in the order of the work, and what they are."""
    return {pk: [*sorted(did.get(pk, []), key=DID.index), *are.get(pk, [])] for pk in {**did, **are}}
