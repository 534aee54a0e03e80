"""How a finding is mended where it stands: `{% mending finding page as mend %}`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import template

from briefs.readiness.finding import Finding, Fix
from briefs.readiness.posting import Control, control_of, posted

register = template.Library()


@dataclass(frozen=True)
class Button:
    label: str
    fields: list[tuple[str, str]]


@dataclass(frozen=True)
class Mending:
    """The buttons that mend it, and the control of its field."""

    buttons: list[Button]
    control: Control | None


@register.simple_tag
def mending(finding: Finding, page: Any) -> Mending:
    """What the page of a brief offers for a finding. `page` has values, offered and packs (briefs/page.py)."""
    offered = {slug: str(version.document["name"]) for slug, version in page.offered.items()}
    packs = {slug: str(version.pack.name) for slug, version in page.packs.items()}
    buttons = [
        Button(_label(fix, offered), posted(fix.patch)) for fix in finding.fixes if _possible(fix, page, offered)
    ]
    return Mending(buttons, control_of(finding, page.values, offered, packs))


def _possible(fix: Fix, page: Any, offered: dict[str, str]) -> bool:
    """A placement that the catalogue does not offer would be refused."""
    have = page.values.get("placements", [])
    return all(slug in offered or slug in have for slug in fix.patch.get("placements", ()))


def _label(fix: Fix, offered: dict[str, str]) -> str:
    """“Add Web hero”, by the name that the catalogue knows it by."""
    slugs = fix.patch.get("placements", ())
    return f"Add {offered[slugs[0]]}" if len(slugs) == 1 and fix.label.startswith("Add ") else fix.label
