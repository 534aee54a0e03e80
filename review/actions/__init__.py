"""The verbs of review. Each asks for the role, changes, and records the event, in one transaction."""

from review.actions.annotate import annotate, reopen, reply, resolve
from review.actions.decide import Decision, Outcome, decide
from review.actions.select import clear, pick, rate, reject, undo
from review.standing import shortlist

__all__ = [
    "Decision",
    "Outcome",
    "annotate",
    "clear",
    "decide",
    "pick",
    "rate",
    "reject",
    "reopen",
    "reply",
    "resolve",
    "shortlist",
    "undo",
]
