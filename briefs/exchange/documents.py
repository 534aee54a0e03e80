"""Briefs going out: JSON with everything, CSV with what a spreadsheet can hold."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

from briefs.exchange.judging import COPY, LISTS, ONLY_JSON
from briefs.exchange.reading import FORMULA, OPENINGS
from briefs.exchange.schema import SCHEMA_ID
from briefs.models import Brief
from briefs.spec import FIELDS, BriefSpec

NAMES = {"placements": "placement", "markets": "region", "use_class": "use"}


def exported(brief: Brief) -> dict[str, Any]:
    """The brief as a document that an import takes back. `brief.brand` and `brief.campaign` are read."""
    return {
        "schema": SCHEMA_ID,
        "title": brief.title,
        "brand": brief.brand.slug,
        "campaign": brief.campaign.slug,
        "due": brief.due.isoformat() if brief.due else "",
        "brief": BriefSpec.clean(brief.draft).document(),
    }


def exported_csv(briefs: Iterable[Brief]) -> str:
    """One row a brief and language. A cell that a spreadsheet would run is kept from it by an apostrophe."""
    out = io.StringIO(newline="")
    fields = [name for name in FIELDS if name not in ("title", "copy", *ONLY_JSON)]
    writer = csv.writer(out)
    writer.writerow(["title", "due", "colourway", *COPY, *(NAMES.get(name, name) for name in fields)])
    for brief in briefs:
        spec = BriefSpec.clean(brief.draft)
        colours = "|".join(colour["name"] for colour in spec.colourways)
        plain = [_cell(name, getattr(spec, name)) for name in fields]
        for locale, words in spec.copy.items() or [("", {})]:
            texts = [locale, *(words.get(name, "") for name in COPY[1:])]
            due = brief.due.isoformat() if brief.due else ""
            writer.writerow([neutral(cell) for cell in (spec.title, due, colours, *texts, *plain)])
    return out.getvalue()


def neutral(cell: str) -> str:
    """A cell that no spreadsheet runs."""
    return f"'{cell}" if cell.startswith(OPENINGS) or FORMULA.match(cell) else cell


def _cell(name: str, value: Any) -> str:
    if value is None:
        return ""
    if name in LISTS:
        return "|".join(value)
    return f"{value * 100:g}" if name == "safe_margins" else str(value)
