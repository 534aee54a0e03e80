"""The standard readiness rules, as data. The seed publishes them (briefs/seeds/rules.py); a brand's own set begins as
a copy of them, and goes before them. Whoever changes a verdict, a number or a word here makes a new version."""

from __future__ import annotations

from typing import Any, Final

from briefs.readiness.standard.missing import MISSING
from briefs.readiness.standard.rules import RULES
from briefs.readiness.standard.vague import VAGUE

STANDARD: Final[dict[str, Any]] = {
    "slug": "readiness",
    "name": "Readiness",
    "vague": VAGUE,
    "missing": MISSING,
    "rules": RULES,
    "custom": [],
}
