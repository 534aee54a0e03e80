"""Switch a brand's ranking off, and on again."""

from __future__ import annotations

from django.db import transaction

from review.models import RankingSwitch
from studio.lib import events
from studio.people.models import Brand, User
from studio.people.roles import require


@transaction.atomic
def switch(brand: Brand, *, on: bool, by: User) -> RankingSwitch:
    """Let the brand's ranking order its sheets, or not. It goes on learning either way. Raises NotAllowed."""
    require(by, "judge candidates", brand)
    row, _ = RankingSwitch.objects.update_or_create(brand=brand, defaults={"on": on, "by": by})
    events.record("switch", row, by=by, brand=brand, on=on)
    return row
