"""Is the brief good enough to cost anything? Pure rules; each finding names the field, the reason and the remedy.

A fail stops the brief from being submitted. A warning says what will differ or disappoint. A rule is a function in one
of the modules here, marked @rule.
"""

from briefs.readiness import contradictory, impossible, missing, vague  # noqa: F401 - they register their rules
from briefs.readiness.finding import FAIL, PASS, WARN, Context, Finding, Summary, read, summarise
from briefs.readiness.words import shows_people

__all__ = ["FAIL", "PASS", "WARN", "Context", "Finding", "Summary", "read", "shows_people", "summarise"]
