"""What changed between two versions of a placement, field by field, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefs.placement.words import LABELS, field_words


@dataclass(frozen=True)
class Change:
    field: str
    label: str
    before: str  # empty: it was not said
    after: str

    def __str__(self) -> str:
        return f"{self.label}: {self.before or 'none'} → {self.after or 'none'}"


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
    """In the order of the form. Documents that say the same in other numbers (40 and 40.0) do not differ."""
    return [
        Change(name, label, field_words(old, name), field_words(new, name))
        for name, label in LABELS.items()
        if old.get(name) != new.get(name)
    ]
