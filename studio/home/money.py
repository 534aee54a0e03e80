"""Budgets that are nearly or wholly spent, for those who keep them."""

from __future__ import annotations

from briefs.models import Campaign
from generation import budgets
from generation.budgets import OK, Standing
from studio.people.models import Brand, User
from studio.people.roles import MAY


def tight(person: User, brand: Brand | None) -> list[Standing]:
    """Those past their warning at the brands whose budgets the person keeps, brands before campaigns. Five queries at
    most, and none for who keeps no budget."""
    kept = [pk for pk, roles in person.roles.items() if roles & MAY["keep budgets"] and (not brand or pk == brand.pk)]
    if not kept:
        return []
    found = [*budgets.of_brands(kept), *budgets.of_campaigns(Campaign.objects.filter(brand__in=kept))]
    return [one for one in found if one.level != OK]
