"""Which style pack versions a campaign stays with, and what moving on would change."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from briefs import restyle, style
from briefs.actions import pin_pack, unpin
from briefs.actions.pin import PIN
from briefs.models import Campaign, StylePack, StylePackVersion
from briefs.pins import packs_of, stands
from studio.people.requests import Request
from studio.people.roles import may


def campaign_of(request: Request, pk: int) -> Campaign:
    found: Campaign = get_object_or_404(Campaign.objects.visible_to(request.user).select_related("brand"), pk=pk)
    return found


def version_of(request: Request, campaign: Campaign, pk: int) -> StylePackVersion:
    """A published version of one of the brand's packs."""
    rows = StylePackVersion.objects.published().visible_to(request.user).filter(pack__brand=campaign.brand)
    found: StylePackVersion = get_object_or_404(rows.select_related("pack__brand", "published_by"), pk=pk)
    return found


@require_GET
def pins(request: Request, pk: int) -> HttpResponse:
    """Every pack of the brand: what the campaign draws on, whether it is pinned, and what is newer."""
    campaign = campaign_of(request, pk)
    context = {"campaign": campaign, "packs": packs_of(campaign), "may_pin": may(request.user, PIN, campaign.brand)}
    return render(request, "briefs/pins.html", context)


@require_GET
def pin_change(request: Request, pk: int, version_pk: int) -> HttpResponse:
    """What moving the campaign to this version would change: in words, in pictures, brief by brief."""
    campaign = campaign_of(request, pk)
    version = version_of(request, campaign, version_pk)
    stand = stands(campaign, version.pack)
    found = restyle.affected(version.pack, campaign)
    before = stand.drawn.document if stand.drawn else {}
    context = {
        "campaign": campaign,
        "version": version,
        "stand": stand,
        "changes": style.changes(before, version.document),
        "affected": len(found),
        "restyled": restyle.restyled(campaign.brand, found[: restyle.AFFECTED], before, version.document),
        "may_pin": may(request.user, PIN, campaign.brand),
    }
    return render(request, "briefs/pin_change.html", context)


@require_POST
def pin(request: Request, pk: int, version_pk: int) -> HttpResponse:
    campaign = campaign_of(request, pk)
    kept = pin_pack(campaign, version_of(request, campaign, version_pk), by=request.user)
    messages.success(request, f"{campaign} is pinned to {kept.version}. Its briefs draw on it from now on.")
    return redirect("briefs:pins", campaign.pk)


@require_POST
def release(request: Request, pk: int, pack_pk: int) -> HttpResponse:
    """Take the pin off: the newest published version counts again."""
    campaign = campaign_of(request, pk)
    pack = get_object_or_404(StylePack.objects.visible_to(request.user).filter(brand=campaign.brand), pk=pack_pk)
    unpin(campaign, pack, by=request.user)
    messages.success(request, f"{campaign} is no longer pinned: it uses the newest version of {pack}.")
    return redirect("briefs:pins", campaign.pk)
