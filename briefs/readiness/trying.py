"""What a change of the rules would find: the same briefs read by two rule sets. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from briefs.readiness.finding import Context, Finding
from briefs.readiness.ruleset import read
from briefs.spec import BriefSpec


@dataclass(frozen=True)
class Tried:
    gained: list[Finding]
    lost: list[Finding]


def tried(spec: BriefSpec, context: Context, rules: Mapping[str, Any]) -> Tried:
    """Findings that `rules` would add to those of the rules in `context`, and those they would no longer make."""
    before, after = read(spec, context), read(spec, replace(context, rules=rules))
    seen = {_same(finding) for finding in before}
    kept = {_same(finding) for finding in after}
    return Tried([f for f in after if _same(f) not in seen], [f for f in before if _same(f) not in kept])


def _same(finding: Finding) -> tuple[str, ...]:
    return finding.rule, finding.field, finding.verdict, finding.what, finding.remedy
