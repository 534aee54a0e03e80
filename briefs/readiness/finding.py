"""What a rule finds, what it may know beside the brief, and what all findings come to. Pure.

A fail stops the brief from being submitted; a warning says what will differ or disappoint. Each finding has a kind,
which is also the grade of its field: missing, vague, contradictory, impossible. A field without a finding is good.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Final
from zlib import crc32

from briefs import style
from briefs.vocabulary import SECTION_OF, SECTIONS

PASS, WARN, FAIL, OFF = "pass", "warn", "fail", "off"
MISSING, VAGUE, CONTRADICTORY, IMPOSSIBLE, GOOD = "missing", "vague", "contradictory", "impossible", "good"
KINDS: Final[dict[str, str]] = {
    MISSING: "Missing",
    CONTRADICTORY: "Contradictory",
    IMPOSSIBLE: "Impossible",
    VAGUE: "Vague",
}  # the worst first, where a field has several
_WORSE: Final = {kind: place for place, kind in enumerate(KINDS)}
_LISTED: Final = frozenset({  # fields that are lists or pickers: their section is where to look
    "placements", "channels", "characters", "must_not_show", "style_pack", "style", "template", "colourways",
    "references", "copy", "hooks", "markets",
})  # fmt: skip
SHOWN: Final = 6  # findings before the rest is folded away


@dataclass(frozen=True)
class Fix:
    """A determinate remedy: the fields of the draft document to save, and what the button says. Never new copy."""

    label: str
    patch: Mapping[str, Any]


@dataclass(frozen=True)
class Finding:
    """What a rule found. `field` is a name of BriefSpec, `rule` the id that the rule set knows it by."""

    field: str
    verdict: str
    what: str
    remedy: str
    kind: str = MISSING
    rule: str = ""
    fixes: tuple[Fix, ...] = ()

    @property
    def section(self) -> int:
        return SECTION_OF[self.field].number if self.field in SECTION_OF else 0

    @property
    def anchor(self) -> str:
        """Where the field is on the brief's page: its control, or the section where it has none of its own."""
        listed = SECTION_OF.get(self.field) if self.field in _LISTED else None
        return listed.slug if listed else f"f-{self.field}"

    @property
    def key(self) -> str:
        """Short, and the same for the same finding: an id on the page."""
        return f"{crc32(f'{self.rule} {self.field} {self.what}'.encode()):08x}"

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
    rules: Mapping[str, Any] | None = None  # document of the rule set's published version; None: the standard one
    packs: Mapping[str, str] = field(default_factory=dict)  # slug -> name of every style pack the brief could name

    @property
    def margins(self) -> float:
        return float(self.pack["margins"]) if self.pack else style.DEFAULT_MARGINS


@dataclass(frozen=True)
class Summary:
    """Findings and what is left over: the sections nothing was found in, and the grade of each field."""

    findings: list[Finding]
    clear: list[str] = field(default_factory=list)
    filled: tuple[str, ...] = ()  # fields that say something

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

    @cached_property
    def grades(self) -> dict[str, str]:
        """field -> missing, contradictory, impossible, vague or good. A field that may be empty and is has no grade."""
        grades = dict.fromkeys(self.filled, GOOD)
        for finding in sorted(self.findings, key=lambda one: (one.verdict == FAIL, -_WORSE[one.kind])):
            grades[finding.field] = finding.kind  # the worst comes last
        return grades


def ordered(findings: list[Finding]) -> list[Finding]:
    """Fails first, then in the order of the form."""
    return sorted(findings, key=lambda finding: (finding.verdict != FAIL, finding.section))


def summary_of(findings: list[Finding], filled: tuple[str, ...]) -> Summary:
    touched = {finding.section for finding in findings}
    clear = [section.title for section in SECTIONS if section.number not in touched]
    return Summary(findings, clear, filled)
