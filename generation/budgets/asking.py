"""Before a batch is ordered: does it fit. And how large a budget is, said by whoever keeps it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from briefs.models import Campaign
from generation.budgets.standing import STOP, Standing, standings
from generation.budgets.stop import forget
from generation.cost.words import money
from generation.models import Budget
from studio.lib import events
from studio.lib.problems import BadInput
from studio.people.models import Brand, User
from studio.people.roles import require

MOST_MICROS = 10**15  # a thousand million euros: beyond it somebody has slipped


@dataclass(frozen=True, slots=True)
class Finding:
    """What speaks against an order: `verdict` is fail (refused) or warn."""

    verdict: str
    sentence: str


def look(campaign: Campaign, micros: int) -> list[Finding]:
    """What the budgets say of an order that is estimated at so much; empty where it fits."""
    return [finding for one in standings(campaign) if (finding := _judge(one, micros))]


def _judge(one: Standing, micros: int) -> Finding | None:
    over = micros - one.left
    under = one.running + one.waiting
    ordered = f", {money(under)} is ordered" if under else ""
    if over > 0 or one.level == STOP:
        title = one.title[0].upper() + one.title[1:]
        said = f"{title} is {money(one.limit)}: {money(one.spent)} is spent{ordered}, and this would take about "
        said += f"{money(micros)}, {money(max(over, 0))} over it."
        if one.hard:
            return Finding("fail", f"{said} Ask for fewer options, or have the budget raised.")
        return Finding("warn", said)
    after = int(100 * (one.limit - one.left + micros) / one.limit)
    if after >= one.warn_percent:
        return Finding("warn", f"With this, {after} % of {one.title} is spent or ordered.")
    return None


def check(campaign: Campaign, micros: int) -> list[str]:
    """Raise BadInput (count) where a hard budget does not hold an order of so much; else the warnings, in sentences."""
    found = look(campaign, micros)
    for finding in found:
        if finding.verdict == "fail":
            raise BadInput(finding.sentence, field="count")
    return [finding.sentence for finding in found]


def set_budget(
    brand: Brand, *, by: User, micros: int | None, warn_percent: int, hard: bool, campaigns_hard: bool
) -> Budget:
    """What the brand may spend in a month; None: no limit. Raises BadInput (budget, warn_percent) or NotAllowed."""
    require(by, "keep budgets", brand)
    if micros is not None and not 0 < micros <= MOST_MICROS:
        raise BadInput("Budget: an amount above 0, in euros, or nothing for none.", field="budget")
    if not 1 <= warn_percent <= 100:
        raise BadInput("Warn at: a whole number of per cent, from 1 to 100.", field="warn_percent")
    with transaction.atomic():
        said = {"micros": micros, "warn_percent": warn_percent, "hard": hard, "campaigns_hard": campaigns_hard}
        row, _ = Budget.objects.update_or_create(brand=brand, defaults=said)
        events.record("budget", brand, by=by, brand=brand, **said)
        transaction.on_commit(forget)
    return row
