"""`{% load pins %}{% pin_line campaign version %}`: “pinned to v3; v7 is newer”, and the way to the pins."""

from __future__ import annotations

from typing import Any

from django import template

from briefs.models import Campaign, StylePackVersion
from briefs.pins import Stand

register = template.Library()


@register.inclusion_tag("briefs/pin_line.html")
def pin_line(campaign: Campaign, version: StylePackVersion | None) -> dict[str, Any]:
    """Nothing where the campaign is not pinned to the pack. Two queries at most, whatever there is."""
    if version is None:
        return {}
    pin = campaign.pins.filter(pack=version.pack_id).select_related("version").first()
    if pin is None:
        return {}
    newest = StylePackVersion.objects.published().filter(pack=version.pack_id).first()
    return {"campaign": campaign, "stand": Stand(version.pack, newest, pin)}
