"""A campaign stays with a style pack version, until a person moves it on."""

from __future__ import annotations

from django.db import transaction

from briefs.models import Campaign, CampaignPin, StylePack, StylePackVersion
from studio.lib import events
from studio.lib.problems import BadInput, WrongState
from studio.people.models import User
from studio.people.roles import require

PIN = "pin style packs"


@transaction.atomic
def pin_pack(campaign: Campaign, version: StylePackVersion, *, by: User) -> CampaignPin:
    """From now on the campaign's briefs draw on this version, whatever is published later. The same again is no event.

    Raises BadInput for a version of another brand, WrongState for a draft.
    """
    require(by, PIN, campaign.brand)
    if version.pack.brand_id != campaign.brand_id:
        raise BadInput(f"{version} is not a style pack of {campaign.brand.name}. Choose one that is.", field="version")
    if version.published_at is None:
        raise WrongState(f"{version} is a draft, which may still change. Publish it, then pin it.")
    # The campaign's row stands for its pins: two people who pin at once do so one after the other.
    Campaign.objects.select_for_update(of=("self",)).get(pk=campaign.pk)
    before = CampaignPin.objects.filter(campaign=campaign, pack=version.pack).select_related("version").first()
    if before is not None and before.version_id == version.pk:
        return before
    pin, _ = CampaignPin.objects.update_or_create(
        campaign=campaign, pack=version.pack, defaults={"version": version, "by": by}
    )
    events.record(
        "pin",
        campaign,
        by=by,
        brand=campaign.brand,
        pack=version.pack.slug,
        before=before.version.number if before else None,
        after=version.number,
        digest=version.digest,
    )
    return pin


@transaction.atomic
def unpin(campaign: Campaign, pack: StylePack, *, by: User) -> None:
    """The campaign's briefs draw on the newest published version again. Without a pin nothing happens."""
    require(by, PIN, campaign.brand)
    pin = CampaignPin.objects.filter(campaign=campaign, pack=pack).select_related("version").first()
    if pin is None:
        return
    pin.delete()
    events.record("unpin", campaign, by=by, brand=campaign.brand, pack=pack.slug, before=pin.version.number, after=None)
