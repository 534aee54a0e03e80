"""Rights that are about to end, and what in the library rests on them: told 30, 7 and 1 days before, and listed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from briefs.models import CharacterVersion, Reference, StylePackVersion
from dam.models import Asset, AssetRendition, Component, EndingNight, Forewarned, Tally
from dam.quarantine import address
from dam.rights import said
from generation.kinds import LORA
from generation.models import ModelEntry
from studio.lib import events
from studio.lib.locks import alone_with
from studio.people import notices
from studio.people.models import Brand, User
from studio.people.roles import MAY
from studio.policy import ledger

THRESHOLDS: Final = (1, 7, 30)  # days before the end, the last first
LISTED: Final = 90  # days that the list looks ahead
FROM: Final = 2  # o'clock UTC: the day is over everywhere in Europe
AT_ONCE: Final = 2000  # assets of one notice
LOCK: Final = 0x656E6473  # "ends": one sweep at a time
Kind = Component.Kind


@dataclass(frozen=True)
class Ending:
    """A right of one brand that ends on `until`, its last day. `component`: kind and key of what the assets hold that
    rest on it, `only` which of those do. `live`: how many that are, where somebody counted."""

    brand: Brand
    kind: str
    key: str
    name: str
    until: dt.date
    component: tuple[str, str]
    only: Q = field(default_factory=Q)
    live: int = 0

    @property
    def label(self) -> str:
        return str(Kind(self.kind).label)


# --- Finding ----------------------------------------------------------------------------------------------------------
def endings(brand: Brand, first: dt.date, last: dt.date) -> list[Ending]:
    """All rights of the brand that end within these days, as they are recorded now; the first to end first."""
    days = (first.isoformat(), last.isoformat())
    entries = ledger.ending([brand], first, last)
    found = [
        Ending(brand, row.kind, row.key, row.name, row.until, (row.kind, row.key))
        for row in entries
        if row.until and row.kind in Kind.values
    ]
    carried = [*_references(brand, days), *_fonts(brand, days), *_characters(brand, days)]
    instead = ledger.in_force(brand, [(one.kind, one.key) for one in carried])
    found += [one for one in carried if (one.kind, one.key) not in instead]
    found += _licences(brand, days)
    return sorted(found, key=lambda one: (one.until, one.name))


def _references(brand: Brand, days: tuple[str, str]) -> Iterator[Ending]:
    rows = Reference.objects.filter(brief__brand=brand, rights__until__range=days, picture__isnull=False)
    for row in rows.exclude(role="do-not"):
        of = Q(finish__revision__brief=row.brief_id)
        yield _ending(brand, Kind.REFERENCE, str(row.picture_id), row.name, row.rights["until"], only=of)


def _fonts(brand: Brand, days: tuple[str, str]) -> Iterator[Ending]:
    rows = StylePackVersion.objects.filter(pack__brand=brand, document__typography__until__range=days)
    for row in rows.exclude(published_at=None):
        family, until = row.document["typography"].get("family") or "", row.document["typography"]["until"]
        if family:
            yield _ending(brand, Kind.FONT, slugify(family), family, until, (Kind.STYLE_PACK, row.digest))


def _characters(brand: Brand, days: tuple[str, str]) -> Iterator[Ending]:
    rows = CharacterVersion.objects.filter(character__brand=brand, document__likeness__until__range=days)
    for row in rows.filter(document__likeness__kind="real").select_related("character"):
        slug, until = row.character.slug, row.document["likeness"]["until"]
        pinned = Q(finish__revision__document__contains={"characters": [{"slug": slug, "number": row.number}]})
        yield _ending(brand, Kind.CHARACTER, slug, row.character.name, until, only=pinned)


def _licences(brand: Brand, days: tuple[str, str]) -> Iterator[Ending]:
    rows = ModelEntry.objects.filter(Q(brand=brand) | Q(brand=None), licence__until__range=days)
    for row in rows:
        kind = Kind.LORA if row.kind == LORA else Kind.MODEL
        yield _ending(brand, kind, row.slug, row.name, row.licence["until"])


def _ending(
    brand: Brand, kind: str, key: str, name: str, until: str, held: tuple[str, str] | None = None, only: Q | None = None
) -> Ending:
    return Ending(brand, kind, key, name, dt.date.fromisoformat(until), held or (kind, key), only or Q())


def resting(ending: Ending, component: Component) -> QuerySet[Asset]:
    """Live assets that rest on it: delivered, neither held back nor barred."""
    there = AssetRendition.objects.filter(asset=OuterRef("pk"), delivered_at__isnull=False)
    rows = Asset.objects.live().filter(ending.only, Exists(there), brand=ending.brand, barred="")
    return rows.filter(holdings__component=component)


def soon(brands: Iterable[Brand], today: dt.date) -> list[Ending]:
    """What ends within the next months and concerns any live asset, the first to end first."""
    found: list[Ending] = []
    for brand in brands:
        for one in endings(brand, today, today + dt.timedelta(days=LISTED)):
            component = _component(one)
            live = _count(one, component) if component else 0
            if live:
                found.append(Ending(brand, one.kind, one.key, one.name, one.until, one.component, one.only, live))
    return sorted(found, key=lambda one: (one.until, one.name))


def _component(one: Ending) -> Component | None:
    return Component.objects.filter(brand=one.brand, kind=one.component[0], key=one.component[1]).first()


def _count(one: Ending, component: Component) -> int:
    """From the sums where all that hold the component are concerned, else row by row."""
    if one.only:
        return resting(one, component).count()
    sums = Tally.objects.filter(component=component).aggregate(assets=Sum("assets"), held=Sum("held"))
    return (sums["assets"] or 0) - (sums["held"] or 0)


# --- Telling ----------------------------------------------------------------------------------------------------------
def forewarn(today: dt.date) -> int:
    """Tell who keeps the rules and who made it of each right that ends within a threshold and was not told of at it.
    Returns how many assets that concerns. Each right, asset and threshold is told once."""
    told = 0
    for brand in Brand.objects.order_by("pk"):
        for one in endings(brand, today, today + dt.timedelta(days=THRESHOLDS[-1])):
            component = _component(one)
            while component and (some := _tell(one, component, today)):
                told += some
    return told


@transaction.atomic
def _tell(one: Ending, component: Component, today: dt.date) -> int:
    """One portion of its assets, in one notice a person."""
    left = (one.until - today).days
    days = next(limit for limit in THRESHOLDS if left <= limit)
    before = Forewarned.objects.filter(asset=OuterRef("pk"), component=component, until=one.until, days=days)
    along = ("finish__candidate__batch__by", "finish__by")
    assets = list(resting(one, component).filter(~Exists(before)).select_related(*along).order_by("pk")[:AT_ONCE])
    if not assets:
        return 0
    Forewarned.objects.bulk_create(
        Forewarned(asset=asset, component=component, until=one.until, days=days) for asset in assets
    )
    events.record(
        "foretell", component, brand=one.brand, until=one.until.isoformat(), days=days, assets=len(assets),
        right=f"{one.kind} {one.name}",
    )  # fmt: skip
    keepers = User.objects.filter(memberships__brand=one.brand, memberships__role__in=MAY["keep policies"])
    mine: dict[User, list[Asset]] = dict.fromkeys(keepers.filter(is_active=True).distinct(), assets)
    for asset in assets:
        for maker in {asset.finish.candidate.batch.by, asset.finish.by} - {None}:
            rows = mine.setdefault(maker, [])
            if rows is not assets:
                rows.append(asset)
    for person, rows in mine.items():
        rest = rows[0].title if len(rows) == 1 else f"{len(rows):,} assets of {one.brand.name}"
        path = reverse("dam:asset", args=[rows[0].pk]) if len(rows) == 1 else address(component)
        when = "today" if left == 0 else "tomorrow" if left == 1 else f"in {left} days"
        notices.tell(
            person, "ending", f"The right to {one.label.lower()} {one.name} ends {when}, on {said(one.until)}: "
            f"{rest} rest{'s' if len(rows) == 1 else ''} on it.", path, brand=one.brand, noun=f"ending {days}",
            subject=component.pk,
        )  # fmt: skip
    return len(assets)


def sweep(**_: object) -> None:
    """Once a night. A night that broke off goes on with the next turn, and tells nobody twice."""
    now = timezone.now()
    if now.hour < FROM or EndingNight.objects.filter(day=now.date()).exists():
        return
    with alone_with(LOCK, 0) as alone:
        if alone:
            forewarn(now.date())
            EndingNight.objects.get_or_create(day=now.date())
