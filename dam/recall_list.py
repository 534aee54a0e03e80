"""The report of a recall as CSV: what stands where under which names, and who has to be told."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from briefs.exchange import neutral
from dam.models import Asset, AssetRendition, Component
from dam.recall import Found, Touched, assets

COLUMNS: Final = (
    "asset", "brand", "campaign", "title", "state", "placements", "markets", "component", "digest_or_slug",
    "delivered_files", "taken_down", "channels", "to_be_told", "guests_who_saw_one",
)  # fmt: skip
AT_ONCE: Final = 1000


@dataclass
class Files:
    """Names of an asset's delivered files: those that stand where they ship, those taken down, and all by channel."""

    there: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    channels: dict[str, list[str]] = field(default_factory=dict)

    @property
    def by_channel(self) -> str:
        return "; ".join(f"{channel}: {' '.join(names)}" for channel, names in sorted(self.channels.items()))


def listing(found: Found) -> Iterator[str]:
    """A row an asset, brand by brand, newest first, in parts: a library's list is never held as a whole. A cell that a
    spreadsheet would run is kept from it by an apostrophe."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    yield "\ufeff" + out.getvalue()  # the mark by which spreadsheets know UTF-8
    for one in found.brands:
        told = "; ".join(f"{who.person.name} ({', '.join(who.why)})" for who in one.told)
        guests = "; ".join(f"{who.name} <{who.email}>" for who in one.guests)
        for rows in _pages(found, one):
            out.seek(0)
            out.truncate()
            files = delivered_names(rows)
            for row in rows:
                mine = files.get(row.pk, Files())
                said = [
                    f"GF-{row.pk:06d}", row.brand.name, row.campaign.name, row.title,
                    "in quarantine" if row.quarantined else "live",  # type: ignore[attr-defined]
                    " ".join(row.facets.get("placement", [])), " ".join(row.facets.get("market", [])),
                    f"{Component.Kind(found.kind).label}: {found.name}", found.key, " ".join(mine.there),
                    " ".join(mine.gone), mine.by_channel, told, guests,
                ]  # fmt: skip
                writer.writerow([neutral(cell) for cell in said])
            yield out.getvalue()


def _pages(found: Found, one: Touched) -> Iterator[list[Asset]]:
    before: int | None = None
    while rows := assets(found, before=before, brand=one.brand.pk, most=AT_ONCE):
        yield rows
        before = rows[-1].pk


def delivered_names(rows: list[Asset]) -> dict[int, Files]:
    """Asset -> the names under which its files stood or stand where they ship."""
    found: dict[int, Files] = {}
    files = AssetRendition.objects.filter(asset__in=rows).order_by("name").select_related(None)
    said = files.values_list("asset", "name", "delivered_at", "rendition__placement__placement__channel")
    gone = set(AssetRendition.objects.filter(asset__in=rows, withdrawals__isnull=False).values_list("name", flat=True))
    for asset, name, delivered_at, channel in said:
        mine = found.setdefault(asset, Files())
        if delivered_at is not None:
            mine.there.append(name)
        elif name in gone:
            mine.gone.append(name)
        else:
            continue
        mine.channels.setdefault(channel or "no channel", []).append(name)
    return found
