"""How a campaign stands with each style pack of its brand: what it draws on, what it is pinned to, what is newer."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from briefs.models import Brief, Campaign, CampaignPin, StylePack, StylePackVersion
from briefs.states import CLOSED


@dataclass(frozen=True)
class Stand:
    """One pack seen from one campaign."""

    pack: StylePack
    newest: StylePackVersion | None  # published; None where the pack has drafts only
    pin: CampaignPin | None = None
    briefs: int = 0  # of the campaign, in work, that use it

    @property
    def drawn(self) -> StylePackVersion | None:
        """What a brief of the campaign gets."""
        return self.pin.version if self.pin else self.newest

    @property
    def newer(self) -> StylePackVersion | None:
        """The version the campaign could move on to."""
        if self.pin is None or self.newest is None or self.newest.number <= self.pin.version.number:
            return None
        return self.newest

    def sentence(self) -> str:
        """As “pinned to v3; v7 is newer”; empty where there is no pin."""
        if self.pin is None:
            return ""
        newer = f"; v{self.newer.number} is newer" if self.newer else ", the newest"
        return f"pinned to v{self.pin.version.number}{newer}"


def packs_of(campaign: Campaign) -> list[Stand]:
    """Every published pack of the campaign's brand: those in use first, then by name. A fixed number of queries."""
    rows = StylePackVersion.objects.published().filter(pack__brand=campaign.brand_id)
    rows = rows.select_related("pack__brand", "published_by").order_by("pack_id", "-number").distinct("pack_id")
    pins = {pin.pack_id: pin for pin in campaign.pins.select_related("version__published_by", "version__pack", "by")}
    used = Brief.objects.filter(campaign=campaign).exclude(state=CLOSED).values("draft__style_pack")
    counts = dict(used.annotate(n=Count("pk")).values_list("draft__style_pack", "n"))
    found = [Stand(row.pack, row, pins.get(row.pack_id), counts.get(row.pack.slug, 0)) for row in rows]
    return sorted(found, key=lambda stand: (-bool(stand.briefs or stand.pin), stand.pack.name))


def stands(campaign: Campaign, pack: StylePack) -> Stand:
    """One pack of the brand, as `packs_of` says it."""
    newest = pack.versions.published().select_related("pack__brand", "published_by").first()
    pin = campaign.pins.filter(pack=pack).select_related("version__published_by", "version__pack", "by").first()
    briefs = Brief.objects.filter(campaign=campaign, draft__style_pack=pack.slug).exclude(state=CLOSED).count()
    return Stand(pack, newest, pin, briefs)
