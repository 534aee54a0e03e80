"""What a campaign is held to: when its files have to be there, and what they may cost."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from briefs.models import Campaign
from studio.lib import events
from studio.lib.problems import BadInput
from studio.people.models import User
from studio.people.roles import require

MOST_MICROS = 10**15  # a thousand million euros: beyond it somebody has slipped


@transaction.atomic
def plan_campaign(campaign: Campaign, *, by: User, due: date | None, budget_micros: int | None) -> Campaign:
    """Set the day and the budget, in millionths of a euro; None takes either away. Raises BadInput."""
    require(by, "write a brief", campaign.brand)
    if budget_micros is not None and not 0 < budget_micros <= MOST_MICROS:
        raise BadInput("Budget: an amount above 0, in euros, or nothing for none.", field="budget")
    campaign.due, campaign.budget_micros = due, budget_micros
    campaign.save(update_fields=["due", "budget_micros"])
    events.record(
        "plan", campaign, by=by, brand=campaign.brand, due=due.isoformat() if due else "", budget=budget_micros
    )
    return campaign
