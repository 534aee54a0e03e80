"""What changed between two versions of a placement, field by field, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefs.placement.words import LABELS, field_words, shape_words


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
    changes = []
    for name, label in LABELS.items():
        if name == "clear":
            changes += _shapes(old.get("clear", ()), new.get("clear", ()), label)
        elif old.get(name) != new.get(name):
            changes.append(Change(name, label, field_words(old, name), field_words(new, name)))
    return changes


def _shapes(old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]], label: str) -> list[Change]:
    """Shape by shape, each known by what it is for."""
    before, after = ({one["for"]: one for one in shapes} for shapes in (old, new))
    return [
        Change("clear", f"{label}, {words}", _place(before.get(words)), _place(after.get(words)))
        for words in {**before, **after}
        if before.get(words) != after.get(words)
    ]


def _place(shape: Mapping[str, Any] | None) -> str:
    return shape_words(shape).removeprefix(f"{shape['for']}: ") if shape else ""
