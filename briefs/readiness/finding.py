"""What a rule finds, what it may know, and the list of rules. Pure.

A fail stops the brief from being submitted; a warning says what will differ or disappoint.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from briefs import style
from briefs.spec import BriefSpec
from briefs.vocabulary import SECTION_OF, SECTIONS

PASS, WARN, FAIL = "pass", "warn", "fail"
SHOWN: Final = 6  # findings before the rest is folded away


@dataclass(frozen=True)
class Finding:
    """What a rule found. `field` is a name of BriefSpec."""

    field: str
    verdict: str
    what: str
    remedy: str

    @property
    def section(self) -> int:
        return SECTION_OF[self.field].number if self.field in SECTION_OF else 0

    def sentence(self) -> str:
        return f"{self.what}. {self.remedy}"


@dataclass(frozen=True)
class Context:
    """What the rules may know beside the brief itself."""

    placements: Mapping[str, Mapping[str, Any]]  # slug -> document of the published version
    pack: Mapping[str, Any] | None  # document of the style pack's published version
    today: date
    waiting: int = 0  # references still being read
    refused: int = 0  # references that could not be used
    references: tuple[Mapping[str, Any], ...] = ()  # {role, note, name, rights} of those that are ready
    characters: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # slug -> character sheet
    terms: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # briefs.terms.terms_said
    rules: Mapping[str, Any] | None = None  # document of the rule set's published version

    @property
    def margins(self) -> float:
        return float(self.pack["margins"]) if self.pack else style.DEFAULT_MARGINS


Rule = Callable[[BriefSpec, Context], Iterator[Finding]]
RULES: list[Rule] = []


def rule(check: Rule) -> Rule:
    RULES.append(check)
    return check


def read(spec: BriefSpec, context: Context) -> list[Finding]:
    """Every finding, fails first, then in the order of the form."""
    found = [finding for check in RULES for finding in check(spec, context)]
    return sorted(found, key=lambda finding: (finding.verdict != FAIL, finding.section))


@dataclass(frozen=True)
class Summary:
    """Findings and what is left over: the sections nothing was found in."""

    findings: list[Finding]
    clear: list[str] = field(default_factory=list)

    @property
    def fails(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.verdict == FAIL]

    @property
    def warns(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.verdict == WARN]

    @property
    def first(self) -> list[Finding]:
        """What is shown at once: every fail, and at least a handful."""
        return self.findings[: max(SHOWN, len(self.fails))]

    @property
    def rest(self) -> list[Finding]:
        return self.findings[len(self.first) :]

    @property
    def worst(self) -> str:
        return FAIL if self.fails else WARN if self.findings else PASS


def summarise(spec: BriefSpec, context: Context) -> Summary:
    findings = read(spec, context)
    touched = {finding.section for finding in findings}
    return Summary(findings, [section.title for section in SECTIONS if section.number not in touched])
