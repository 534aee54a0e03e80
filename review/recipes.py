"""Two recipes side by side: every value by its name, and which of them differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

SHORT = 80  # characters of a value that are shown


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    values: tuple[str, ...]

    @property
    def differs(self) -> bool:
        return len(set(self.values)) > 1


def side_by_side(*documents: Mapping[str, Any]) -> list[Row]:
    """One row for every value that any of the recipes holds; what differs comes first, else in the recipe's order."""
    flat = [dict(_values(document)) for document in documents]
    names = dict.fromkeys(name for values in flat for name in values)
    rows = [Row(name, tuple(values.get(name, "not set") for values in flat)) for name in names]
    return sorted(rows, key=lambda row: not row.differs)


def _values(document: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(name, value) pairs: the first node's params by their own name, a later node's with the node's name before it."""
    for place, node in enumerate(document.get("nodes", [])):
        before = "" if place == 0 else f"{node.get('op', place)} "
        yield f"{before}step", f"{node.get('op')} {node.get('version')}"
        yield from _leaves(node.get("params", {}), before)
        yield from _leaves(node.get("inputs", {}), before)
    yield from _leaves(document.get("context", {}), "")


def _leaves(value: object, name: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _leaves(item, f"{name} {_words(str(key))}".strip())
    elif isinstance(value, list) and value and any(isinstance(item, Mapping | list) for item in value):
        for place, item in enumerate(value, 1):
            yield from _leaves(item, f"{name} {place}")
    else:
        yield name, _shown(value)


def _words(key: str) -> str:
    return key.replace("_", " ")


def _shown(value: object) -> str:
    if isinstance(value, list):
        text = ", ".join(_shown(item) for item in value) or "none"
    elif isinstance(value, bool) or value is None:
        text = {True: "yes", False: "no", None: "not set"}[value]
    elif isinstance(value, float):
        text = f"{value:.4g}"
    else:
        text = str(value) or "not set"
    return text if len(text) <= SHORT else f"{text[: SHORT - 1]}…"
