"""Rules asked of facts. Pure: no rows, no clock. Deny wins; what cannot be decided never passes for a yes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from studio.policy.language import FACTS, Condition, Facts

DENY, GATE, DISCLOSE, METADATA, WARN = "deny", "gate", "disclose", "metadata", "warn"
HEAVIEST: Final = (DENY, GATE, DISCLOSE, METADATA, WARN)


@dataclass(frozen=True, slots=True)
class Ruling:
    """A published version, ready to be asked."""

    pk: int
    name: str
    digest: str
    condition: Condition
    effect: str
    sentence: str
    remedy: str = ""
    asks: Mapping[str, Any] = field(default_factory=dict)
    moments: tuple[str, ...] = ()
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    source: str = ""

    def asked(self, moment: str, day: dt.date) -> bool:
        """Whether it is in force on that day, and asked at that moment."""
        begun = self.valid_from is None or self.valid_from <= day
        over = self.valid_to is not None and self.valid_to < day
        return begun and not over and (not self.moments or moment in self.moments)


@dataclass(frozen=True, slots=True)
class Found:
    """A ruling that applies, or (`decided` false) that what is known does not decide."""

    ruling: Ruling
    decided: bool
    facts: Facts
    sentence: str

    @property
    def effect(self) -> str:
        """What follows. A rule that cannot be decided warns, and is a person's to look at: it denies nothing."""
        return self.ruling.effect if self.decided else WARN


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: the heaviest effect first."""

    found: tuple[Found, ...]
    asked: tuple[Ruling, ...]

    def of(self, effect: str) -> list[Found]:
        return [one for one in self.found if one.effect == effect]

    @property
    def denied(self) -> bool:
        return bool(self.of(DENY))

    @property
    def heaviest(self) -> str:
        return next((effect for effect in HEAVIEST if self.of(effect)), "")


def weigh(rulings: Iterable[Ruling], facts: Facts) -> Outcome:
    """Ask every ruling that is in force at the facts' `moment` and `date`. Both must be known, else ValueError."""
    moment, day = facts.get("moment"), facts.get("date")
    if not isinstance(moment, str) or not isinstance(day, dt.date):
        raise ValueError("A judgement needs its moment and its date.")
    asked = tuple(one for one in rulings if one.asked(moment, day))
    found = [one for ruling in asked if (one := _one(ruling, facts))]
    return Outcome(tuple(sorted(found, key=lambda one: HEAVIEST.index(one.effect))), asked)


def _one(ruling: Ruling, facts: Facts) -> Found | None:
    answer = ruling.condition.ask(facts)
    if answer is False:
        return None
    seen = {name: facts.get(name) for name in sorted(ruling.condition.facts)}
    if answer:
        return Found(ruling, True, seen, ruling.sentence)
    missing = [FACTS[name].says for name, value in seen.items() if value is None]
    return Found(ruling, False, seen, f"Not known: {_and(missing)}. So “{ruling.name}” cannot be decided.")


def _and(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
