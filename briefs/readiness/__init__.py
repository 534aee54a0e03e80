"""Is the brief good enough to cost anything? Pure rules; each finding names the field, the reason and the remedy.

Rules are data (`standard/`, and a brand's own set): what counts, how much, with which numbers and words. Code holds the
kinds of tests, each a function marked @rule, in the module of its kind. A fail stops the brief from being submitted.
"""

from briefs.readiness.finding import FAIL, GOOD, KINDS, OFF, PASS, WARN, Context, Finding, Fix, Summary
from briefs.readiness.registry import TESTS
from briefs.readiness.ruleset import filled, read, summarise, title_of
from briefs.readiness.standard import STANDARD
from briefs.readiness.words import shows_people

__all__ = [
    "FAIL",
    "GOOD",
    "KINDS",
    "OFF",
    "PASS",
    "STANDARD",
    "TESTS",
    "WARN",
    "Context",
    "Finding",
    "Fix",
    "Summary",
    "filled",
    "read",
    "shows_people",
    "summarise",
    "title_of",
]
