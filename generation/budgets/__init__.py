"""Who has spent what they may. Asked before a batch is ordered, and before each candidate is begun.

A brand's budget is for a calendar month, a campaign's for all of it. Against either stands what is spent (Tally) and
what is under way (the estimates of the candidates that are running). Where the two together reach a hard budget,
nothing more of it is begun: what runs is finished, what waits is held and goes on by itself when the budget is raised
or the month turns.

How far it may be passed: a worker looks again at most FRESH seconds after it last looked, and then takes one hand
(a candidate, or a device batch). So with W workers the budget is passed by less than W hands, by what they begin within
FRESH seconds, and by what estimates were too low by. See docs/insight.md.
"""

from generation.budgets.asking import Finding, check, look, set_budget
from generation.budgets.standing import OK, STOP, WARN, Standing, of_brands, of_campaigns, standings
from generation.budgets.stop import FRESH, SpentOut, as_it_is, forget, notice, spent_out

__all__ = [
    "FRESH",
    "OK",
    "STOP",
    "WARN",
    "Finding",
    "SpentOut",
    "Standing",
    "as_it_is",
    "check",
    "forget",
    "look",
    "notice",
    "of_brands",
    "of_campaigns",
    "set_budget",
    "spent_out",
    "standings",
]
