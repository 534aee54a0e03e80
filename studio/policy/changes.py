"""What one version of a rule says that another does not, field by field. Pure but for the versions' own attributes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from studio.policy.actions import SAYS
from studio.policy.models import Effect, RuleVersion

LABELS: Final[Mapping[str, str]] = {
    "condition": "Applies when", "effect": "Effect", "asks": "What it asks for", "moments": "Asked at",
    "sentence": "What it says", "remedy": "What to do", "source": "Source", "source_url": "Source address",
    "read_on": "Read on", "second_hand": "Second-hand", "valid_from": "Valid from", "valid_to": "Valid to",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One field of two versions, as a person reads it; an empty side said nothing."""

    name: str
    label: str
    before: str
    after: str


def changes(before: RuleVersion, after: RuleVersion) -> list[Change]:
    """The fields in which they differ, in the order in which a version says them."""
    return [
        Change(name, LABELS[name], said(name, getattr(before, name)), said(name, getattr(after, name)))
        for name in SAYS
        if getattr(before, name) != getattr(after, name)
    ]


def said(name: str, value: Any) -> str:
    """A field's value in words."""
    if name == "effect":
        return str(Effect(value).label)
    if name == "asks":
        return asked_for(value)
    if name == "moments":
        return ", ".join(value) or "every moment"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.date):
        return f"{value.day} {value:%B %Y}"
    return str(value or "")


def asked_for(asks: Mapping[str, Any]) -> str:
    """What an effect asks for: a gate's kind, a label's height and words, or the fields of a file."""
    if "gate" in asks:
        return f"the {asks['gate']} gate"
    if "fields" in asks:
        return ", ".join(asks["fields"])
    if "share" in asks:
        words = "; ".join(f"{locale}: {text}" for locale, text in asks.get("words", {}).items())
        said = [f"{asks['share'] * 100:g} % of the shortest side", words]
        said.append(f"for {', '.join(asks['markets'])}" if asks.get("markets") else "")
        said.append(f"else in {asks['language']}" if asks.get("language") else "")
        said.append(f"{asks['corner']} first" if asks.get("corner") else "")
        return ", ".join(filter(None, said))
    return ""
