"""The report of a recall as CSV: what stands where under which names, and who has to be told."""

from __future__ import annotations

import csv
import io
from typing import Final

from briefs.exchange import neutral
from dam.models import Asset, AssetRendition, Component
from dam.recall import Found, assets, held_back

COLUMNS: Final = (
    "asset", "brand", "campaign", "title", "state", "placements", "markets", "component", "digest_or_slug",
    "delivered_files", "to_be_told",
)  # fmt: skip
AT_ONCE: Final = 1000


def listing(found: Found) -> str:
    """A row an asset, newest first. A cell that a spreadsheet would run is kept from it by an apostrophe."""
    told = {
        one.brand.pk: "; ".join(f"{who.person.name} ({', '.join(who.why)})" for who in one.told) for one in found.brands
    }
    held = set(held_back().filter(asset__holdings__component__in=found.components))
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    before: int | None = None
    while rows := assets(found, before=before, most=AT_ONCE):
        files = delivered_names(rows)
        for row in rows:
            said = [
                f"GF-{row.pk:06d}", row.brand.name, row.campaign.name, row.title,
                "in quarantine" if row.pk in held else "live", " ".join(row.facets.get("placement", [])),
                " ".join(row.facets.get("market", [])), f"{Component.Kind(found.kind).label}: {found.name}", found.key,
                " ".join(files.get(row.pk, [])), told[row.brand_id],
            ]  # fmt: skip
            writer.writerow([neutral(cell) for cell in said])
        before = rows[-1].pk
    return "\ufeff" + out.getvalue()  # the mark by which spreadsheets know UTF-8


def delivered_names(rows: list[Asset]) -> dict[int, list[str]]:
    """Asset -> the names under which its files stand where they ship."""
    found: dict[int, list[str]] = {}
    there = AssetRendition.objects.filter(asset__in=rows, delivered_at__isnull=False).order_by("name")
    for asset, name in there.values_list("asset", "name"):
        found.setdefault(asset, []).append(name)
    return found
