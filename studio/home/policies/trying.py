"""What the rules say of a box of facts, rule by rule. Nothing is kept."""

from __future__ import annotations

from dataclasses import dataclass

from studio.home.policies.box import Box, seen
from studio.people.models import Brand
from studio.policy.changes import asked_for
from studio.policy.judging import at, ruling, rulings
from studio.policy.models import RuleVersion
from studio.policy.weighing import Found, Outcome, Ruling, weigh


@dataclass(frozen=True, slots=True)
class Said:
    """One rule that applies or stays open. `missing`: the facts without which it cannot be decided."""

    found: Found
    seen: list[tuple[str, str, bool]]
    missing: list[str]
    asks: str
    rule: int


@dataclass(frozen=True, slots=True)
class Tried:
    """All that was asked. `decided` and `open` the heaviest first; `still`: rules that do not apply."""

    outcome: Outcome
    decided: list[Said]
    open: list[Said]
    still: list[Ruling]
    known: list[tuple[str, str, bool]]


def tried(box: Box, brand: Brand, version: RuleVersion | None = None) -> Tried:
    """The rules in force at the brand; with a `version`, that one in the place of what its rule says now."""
    asked = with_version(rulings(brand), version) if version else rulings(brand)
    facts = at(box.moment, brand, box.known, day=box.day)
    outcome = weigh(asked, facts)
    rules = dict(RuleVersion.objects.filter(pk__in=[one.ruling.pk for one in outcome.found]).values_list("pk", "rule"))
    said = [
        Said(one, seen(one.facts), [] if one.decided else [name for name, _, known in seen(one.facts) if not known],
             asked_for(one.ruling.asks), rules[one.ruling.pk])
        for one in outcome.found
    ]  # fmt: skip
    applied = {one.ruling.pk for one in outcome.found}
    return Tried(
        outcome,
        [one for one in said if one.found.decided],
        [one for one in said if not one.found.decided],
        [one for one in outcome.asked if one.pk not in applied],
        seen(facts),
    )


def with_version(asked: list[Ruling], version: RuleVersion) -> list[Ruling]:
    return [*without(asked, version), ruling(version)]


def without(asked: list[Ruling], version: RuleVersion) -> list[Ruling]:
    """All but what the same rule says, in whatever version."""
    own = set(RuleVersion.objects.filter(rule=version.rule_id).values_list("pk", flat=True))
    return [one for one in asked if one.pk not in own]
