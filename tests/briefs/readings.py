"""How the tests read a brief: the seeded placements, Northlight's style pack, a day in November 2026."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from briefs import style
from briefs.readiness import Context, Finding, Summary, summarise
from briefs.seeds import PALETTES
from briefs.seeds.placements import PLACEMENTS
from briefs.spec import BriefSpec

CATALOGUE: dict[str, Mapping[str, Any]] = {document["slug"]: document for document in PLACEMENTS}
PACK = style.clean(
    {"slug": "northlight", "name": "Northlight", "medium": "photograph", "palette": PALETTES["northlight"]}
)
TODAY = date(2026, 11, 21)
NO_PACK: dict[str, Any] = {}


def read(spec: BriefSpec | Mapping[str, Any], pack: Any = PACK, **more: Any) -> Summary:
    """The readiness of a spec or a draft document. `pack=None`: none is published."""
    spec = spec if isinstance(spec, BriefSpec) else BriefSpec.clean(spec)
    return summarise(spec, Context(**{"placements": CATALOGUE, "pack": pack, "today": TODAY, **more}))


def rules(summary: Summary) -> set[str]:
    return {finding.rule for finding in summary.findings}


def the(summary: Summary, rule: str) -> Finding:
    """The one finding of this rule."""
    found = [finding for finding in summary.findings if finding.rule == rule]
    assert len(found) == 1, [(finding.rule, finding.what) for finding in summary.findings]
    return found[0]
